/*
 * The section «Assegnazioni»: who is enabled, who asked, who can see; assigning in two steps
 * (what will be seen, then the act), ending an assignment.
 */
#include "assegnazione/assegnazione.h"

#include <string.h>
#include <time.h>

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/assegnazioni%s", (long long)p->id.v, rest);
}

static struct error *fill_lists(struct request *rq, const struct pratica *p)
{
	TRY(q_assegnazione_propria(rq->db, p->id, row(rq, "Propria")));
	TRY(q_assegnazione_uo(rq->db, p->id, rows(rq, "Uo")));
	TRY(q_assegnazione_operatori(rq->db, p->id, rows(rq, "Operatori")));
	TRY(q_assegnazione_finite(rq->db, p->id, rows(rq, "Finite")));
	TRY(q_emergenza_elenco(rq->db, p->id, rows(rq, "Straordinari")));
	TRY(q_passaggio_elenco(rq->db, p->id, rows(rq, "Passaggi")));
	TRY(q_assegnazione_mia(rq->db, p->id, row(rq, "Mia")));
	if (p->own_service)
		TRY(q_assegnazione_richieste(rq->db, p->id, rows(rq, "Richieste")));
	return q_pratica_chi_vede(rq->db, p->id, rows(rq, "Vede"));
}

/* The form as it is to be filled; ?servizio=N says whose people are wanted. */
static struct error *fill_form(struct request *rq, const struct pratica *p)
{
	struct receiver receiver;

	if (rq->method == METHOD_GET && !form_raw(rq->form, "servizio"))
		form_set(rq->form, "servizio", fields_get(&rq->query, "servizio"));
	if (!form_raw(rq->form, "livello"))
		form_set(rq->form, "livello", "2");
	if (!form_was_sent(rq->form))
		TRY(assegnazione_choices(rq, p, rq->form, &receiver));
	page_set(rq->page, "Modulo.annulla", "");
	page_flag(rq->page, "Assegna.puo", true);
	page_flag(rq->page, "Assegna.persone", form_raw(rq->form, "servizio") != NULL);
	form_action(rq, here(rq, p, "/anteprima"));
	return NULL;
}

static struct error *show(struct request *rq, const struct pratica *p)
{
	bool allowed = assegnazione_allowed(rq, p);

	page_flag(rq->page, "Assegna.termina", allowed);
	if (!allowed)
		rq->form = NULL;
	TRY(page_send(rq, "assegnazioni", arena_printf(rq->arena, "Assegnazioni di %s", p->code)));
	if (allowed) /* after page_send, which lays a draft over it */
		TRY(fill_form(rq, p));
	else
		page_flag(rq->page, "Assegna.altri", !p->own_service);
	return fill_lists(rq, p);
}

struct error *assegnazioni_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "assegnazioni", &p));
	return p ? show(rq, p) : NULL;
}

/* ---- assigning ---- */

static struct error *open_to_assign(struct request *rq, struct pratica **out)
{
	TRY(pratica_open_to_write(rq, "assegnazioni", out));
	if (*out && !assegnazione_allowed(rq, *out))
		return forbid(rq, "La pratica la assegna il servizio che la segue: chiedi alla sua persona di riferimento.",
					"only the service of the case assigns it");
	return NULL;
}

/* «Mostra chi lavora lì»: the same form with the people of the chosen service, nothing judged. */
static struct error *show_people(struct request *rq, const struct pratica *p)
{
	static const char *const kept[] = { "servizio", "operatore", "livello", "valida_al", "nota", "lascia_fuori" };
	struct form *sent = rq->form;

	TRY(form_open(rq, "assegnazione", &rq->form));
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		form_set(rq->form, kept[i], strcmp(kept[i], "lascia_fuori") == 0 ? form_text(sent, kept[i]) : form_raw(sent, kept[i]));
	return show(rq, p);
}

static void fill_receiver(struct request *rq, const struct pratica *p, const struct receiver *receiver)
{
	struct page *page = page_node(rq->page, "Anteprima");
	const char *until = form_date(rq->form, "valida_al");

	page_set(page, "servizio", receiver->service_name);
	page_flag(page, "proprio", receiver->service.v == p->service.v);
	page_set(page, "persona", receiver->person_name);
	page_flag(page, "scrive", form_int(rq->form, "livello") == 2);
	page_set(page, "fino", until ? italian_date(rq->arena, until) : "");
	page_set(page, "nota", form_text(rq->form, "nota"));
	page_int(page, "persone", (int64_t)receiver->service_count);
	for (size_t i = 0; !receiver->person.v && i < receiver->colleague_count; i++) {
		if (!receiver->colleagues[i].con_uo)
			continue;
		struct page *one = page_node(page, arena_printf(rq->arena, "chi.%zu", i));
		page_set(one, "nome", receiver->colleagues[i].nome);
		page_set(one, "ruoli", receiver->colleagues[i].ruoli);
	}
}

/* What the receiver will see: numbers, and names of each thing. */
static struct error *preview(struct request *rq, const struct pratica *p, const struct receiver *receiver)
{
	struct q_anteprima_numeri count;

	fill_receiver(rq, p, receiver);
	TRY(q_anteprima_diario(rq->db, p->id, rows(rq, "Diario")));
	TRY(q_anteprima_eventi(rq->db, p->id, rows(rq, "Eventi")));
	TRY(q_anteprima_significativi(rq->db, p->id, rows(rq, "Significativi")));
	TRY(q_anteprima_numeri(rq->db, p->id, &count));
	page_int(rq->page, "Anteprima.diario", count.diario);
	page_int(rq->page, "Anteprima.eventi", count.eventi);
	page_int(rq->page, "Anteprima.significativi", count.significativi);
	page_set(rq->page, "Anteprima.indietro", here(rq, p, "/anteprima"));
	form_action(rq, here(rq, p, "/conferma"));
	form_cancel(rq, here(rq, p, ""));
	audit(rq, "apri", "pratica", p->id.v, p->holder.v);
	return page_send(rq, "assegnazione_anteprima", arena_printf(rq->arena, "Che cosa vedrà chi riceve %s", p->code));
}

struct error *assegnazione_anteprima(struct request *rq)
{
	struct pratica *p;
	struct receiver receiver;

	TRY(open_to_assign(rq, &p));
	if (!p)
		return NULL;
	if (fields_get(&rq->body, "_mostra"))
		return show_people(rq, p);
	TRY(assegnazione_choices(rq, p, rq->form, &receiver));
	const char *until = form_date(rq->form, "valida_al");
	if (until && strcmp(until, italian_today(rq->arena, (int64_t)time(NULL))) < 0)
		form_error(rq->form, "valida_al", "La data di fine è già passata");
	return form_ok(rq->form) ? preview(rq, p, &receiver) : show(rq, p);
}

struct error *assegnazione_conferma(struct request *rq)
{
	struct pratica *p;
	struct receiver receiver;

	TRY(open_to_assign(rq, &p));
	if (!p)
		return NULL;
	TRY(assegnazione_choices(rq, p, rq->form, &receiver));
	if (!form_ok(rq->form))
		return show(rq, p);
	TRY(assegnazione_create(rq, p, rq->form, &receiver));
	TRY(draft_forget(rq, here(rq, p, "/anteprima")));
	return redirect(rq, "%s", here(rq, p, "?fatto=assegnata"));
}

struct error *assegnazione_termina(struct request *rq)
{
	struct pratica *p;
	int64_t ended;

	TRY(open_to_assign(rq, &p));
	if (!p)
		return NULL;
	TRY(q_assegnazione_termina(rq->db, PATH_ID(rq, assegnazione), p->id, &ended));
	/* none: a colleague was quicker, the page says so by itself */
	return redirect(rq, "%s", here(rq, p, ended ? "?fatto=assegnazione-terminata" : ""));
}

/* ---- requests for access ---- */

/* «Concedi» goes through the preview; here is the «Nega», which owes a reason. */
static struct error *show_request(struct request *rq, const struct pratica *p)
{
	TRY(q_richiesta_accesso_leggi(rq->db, PATH_ID(rq, richiesta_accesso), p->id, row(rq, "Richiesta")));
	TRY(db_wait(rq->db));
	if (!*page_get(rq->page, "Richiesta.id"))
		return error_raise(ERR_NOT_FOUND, "no such request of this case");
	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Modulo.salva", "Nega l’accesso");
	return page_send(rq, "richiesta_nega", "Nega l’accesso");
}

struct error *richiesta_accesso_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(open_to_assign(rq, &p));
	return p ? show_request(rq, p) : NULL;
}

struct error *richiesta_accesso_rispondi(struct request *rq)
{
	struct pratica *p;
	int64_t answered;

	TRY(open_to_assign(rq, &p));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return show_request(rq, p);
	TRY(q_richiesta_accesso_nega(rq->db, form_text(rq->form, "motivo"), PATH_ID(rq, richiesta_accesso), p->id, &answered));
	return redirect(rq, "%s", here(rq, p, answered ? "?fatto=richiesta-negata" : ""));
}
