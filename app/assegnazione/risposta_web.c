/*
 * The receiver answers an assignment; the service hands the case over to another of its own.
 */
#include "assegnazione/assegnazione.h"

#include <string.h>

/* ---- accept, decline ---- */

/* What waits for this operator's answer; answered, ended and unknown are the same 404. */
static struct error *waiting(struct request *rq, struct q_assegnazione_leggi *out)
{
	bool found;

	TRY(q_assegnazione_leggi(rq->db, PATH_ID(rq, assegnazione), out, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no assignment that waits for this operator");
	return NULL;
}

static struct error *show_answer(struct request *rq, const struct q_assegnazione_leggi *given)
{
	struct page *page = page_node(rq->page, "Assegnazione");

	page_set(page, "codice", given->codice);
	page_set(page, "kind", given->kind_nome);
	page_set(page, "servizio", given->servizio_nome);
	page_set(page, "da", given->da);
	page_flag(page, "scrive", given->livello == 2);
	page_set(page, "fino", given->fino);
	page_set(page, "nota", given->nota);
	page_setf(page, "url", "/pratiche/%lld", (long long)given->pratica_id.v);
	crumb(rq, "Home", "/");
	crumb(rq, given->codice, page_get(rq->page, "Assegnazione.url"));
	crumb(rq, "Rispondi all’assegnazione", NULL);
	audit(rq, "apri", "assegnazione", given->assegnazione_id.v, given->titolare_soggetto_id.v);
	return page_send(rq, "assegnazione_risposta", "Rispondi all’assegnazione");
}

struct error *assegnazione_risposta_vedi(struct request *rq)
{
	struct q_assegnazione_leggi given;

	TRY(waiting(rq, &given));
	return show_answer(rq, &given);
}

struct error *assegnazione_risposta(struct request *rq)
{
	struct q_assegnazione_leggi given;
	int64_t answered;
	const char *answer = form_text(rq->form, "risposta");

	TRY(waiting(rq, &given));
	bool accept = answer && strcmp(answer, "accettata") == 0;
	bool decline = answer && strcmp(answer, "rifiutata") == 0;
	if (!accept && !decline)
		form_error(rq->form, NULL, "Scegli se accetti o rifiuti l’assegnazione");
	if (decline && !form_text(rq->form, "motivo"))
		form_error(rq->form, "motivo", "Scrivi perché rifiuti: lo legge chi ti ha assegnato la pratica");
	if (!form_ok(rq->form))
		return show_answer(rq, &given);
	TRY(q_assegnazione_rispondi(rq->db, answer, decline ? form_text(rq->form, "motivo") : NULL, given.assegnazione_id, &answered));
	if (!answered)
		return error_raise(ERR_CONFLICT, "answered or ended meanwhile");
	if (decline)
		return redirect(rq, "/?fatto=rifiutata");
	return redirect(rq, "/pratiche/%lld?fatto=accettata", (long long)given.pratica_id.v);
}

/* ---- handing over (ASG-02, ROL-10) ---- */

static struct error *show_passage(struct request *rq, const struct pratica *p)
{
	TRY(q_assegnazione_propria(rq->db, p->id, row(rq, "Propria")));
	TRY(q_passaggio_elenco(rq->db, p->id, rows(rq, "Passaggi")));
	if (rq->method == METHOD_GET)
		form_set_version(rq, p->version);
	form_cancel(rq, arena_printf(rq->arena, "/pratiche/%lld/assegnazioni", (long long)p->id.v));
	page_set(rq->page, "Modulo.salva", "Passa il caso");
	TRY(page_send(rq, "passaggio", arena_printf(rq->arena, "Passaggio di %s", p->code)));
	return rq->method == METHOD_GET ? passaggio_choices(rq, p, rq->form) : NULL;
}

static struct error *open_to_pass(struct request *rq, struct pratica **out)
{
	TRY(pratica_open_to_write(rq, "assegnazioni", out));
	if (*out && !assegnazione_allowed(rq, *out))
		return forbid(rq, "Il caso lo passa il servizio che lo segue: chiedi alla sua persona di riferimento.",
					"only its own service hands a case over");
	return NULL;
}

struct error *passaggio_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(open_to_pass(rq, &p));
	return p ? show_passage(rq, p) : NULL;
}

struct error *passaggio_salva(struct request *rq)
{
	struct pratica *p;

	TRY(open_to_pass(rq, &p));
	if (!p)
		return NULL;
	TRY(passaggio_choices(rq, p, rq->form));
	if (!form_ok(rq->form))
		return show_passage(rq, p);
	/* a case saved meanwhile is a conflict (SZ409): it may have been handed over already */
	TRY(q_passaggio_esegui(rq->db, p->id, form_version(rq), (operatore_id){ form_int(rq->form, "operatore") },
			       form_text(rq->form, "nota")));
	return redirect(rq, "/pratiche/%lld/assegnazioni?fatto=passata", (long long)p->id.v);
}
