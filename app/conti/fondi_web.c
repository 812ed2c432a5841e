/*
 * Funds (ECO-09): those that the service spends, their ceiling and what is left, who spends them.
 */
#include "conti/conti.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

static const char *here(struct request *rq, finanziamento_id id, const char *rest)
{
	return arena_printf(rq->arena, "/finanziamenti/%" PRId64 "%s", id.v, rest);
}

static void around(struct request *rq, const char *last)
{
	page_set(rq->page, "Pagina.area", "finanziamenti");
	crumb(rq, "Home", "/");
	crumb(rq, "Finanziamenti", last ? "/finanziamenti" : NULL);
	if (last)
		crumb(rq, last, NULL);
}

/* ---- the list ---- */

struct error *fondi_elenco(struct request *rq)
{
	const char *view = fields_get(&rq->query, "vista");
	bool closed = view && strcmp(view, "chiusi") == 0;

	TRY(q_fondi_elenco(rq->db, closed, rows(rq, "Fondi")));
	TRY(q_fondi_totale(rq->db, closed, row(rq, "Totale")));
	page_set(rq->page, "Schede.nome", "Quali finanziamenti");
	page_set(rq->page, "Schede.voce.0.testo", "Aperti");
	page_set(rq->page, "Schede.voce.0.url", "/finanziamenti");
	page_flag(rq->page, "Schede.voce.0.corrente", !closed);
	page_set(rq->page, "Schede.voce.1.testo", "Chiusi");
	page_set(rq->page, "Schede.voce.1.url", "/finanziamenti?vista=chiusi");
	page_flag(rq->page, "Schede.voce.1.corrente", closed);
	page_flag(rq->page, "Fondi_scrive", session_may(rq->session, CONTI_SCRIVI));
	around(rq, NULL);
	audit(rq, "elenca", "finanziamento", 0, 0);
	return page_send(rq, "fondi_elenco", "Finanziamenti");
}

/* ---- one ---- */

static struct error *find(struct request *rq, struct q_fondo_leggi *fund)
{
	bool found;

	TRY(q_fondo_leggi(rq->db, PATH_ID(rq, finanziamento), fund, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such fund, or not of this service");
}

struct error *fondo_vedi(struct request *rq)
{
	struct q_fondo_leggi fund;

	TRY(find(rq, &fund));
	TRY(q_fondo_vedi(rq->db, fund.finanziamento_id, row(rq, "Fondo")));
	TRY(q_fondo_servizi(rq->db, fund.finanziamento_id, rows(rq, "Servizi")));
	TRY(q_fondo_pratiche(rq->db, fund.finanziamento_id, rows(rq, "Pratiche")));
	TRY(q_fondo_mesi(rq->db, fund.finanziamento_id, rows(rq, "Mesi")));
	page_flag(rq->page, "Fondi_scrive", fund.scrive && session_may(rq->session, CONTI_SCRIVI));
	around(rq, fund.denominazione);
	audit(rq, "apri", "finanziamento", fund.finanziamento_id.v, 0);
	return page_send(rq, "fondo_vedi", fund.denominazione);
}

/* ---- the form ---- */

/* Every service but one's own. */
static struct error *offer_services(struct request *rq, struct form *form)
{
	struct q_fondo_altri_servizi *found;
	size_t count;

	TRY(q_fondo_altri_servizi(rq->db, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, found[i].servizio_id.v), found[i].denominazione, NULL };
	form_choices(form, "altri_servizi", list, count);
	return NULL;
}

/* Those that were ticked, and no others, may spend it too. */
static struct error *share_out(struct request *rq, finanziamento_id id)
{
	const char *codes = form_text(rq->form, "servizi"), *services = arena_printf(rq->arena, "{%s}", codes ? codes : "");

	TRY(q_fondo_servizi_toglie(rq->db, id, services));
	return q_fondo_servizi_aggiunge(rq->db, id, services);
}

static struct error *show_form(struct request *rq, const char *title, const char *cancel)
{
	form_cancel(rq, cancel);
	around(rq, title);
	return page_send(rq, "modulo", title);
}

struct error *fondo_nuovo(struct request *rq)
{
	form_set(rq->form, "anno", arena_strndup(rq->arena, italian_today(rq->arena, (int64_t)time(NULL)), 4));
	TRY(offer_services(rq, rq->form));
	return show_form(rq, "Nuovo finanziamento", "/finanziamenti");
}

struct error *fondo_crea(struct request *rq)
{
	struct q_fondo_crea made;
	struct form *f = rq->form;

	TRY(offer_services(rq, f));
	conti_periodo(f, "valido_dal", "valido_al");
	if (!form_ok(f))
		return show_form(rq, "Nuovo finanziamento", "/finanziamenti");
	TRY(q_fondo_crea(rq->db, form_int(f, "anno"), form_text(f, "denominazione"), form_text(f, "fonte"), form_text(f, "capitolo"),
			 form_text(f, "cup"), form_text(f, "importo"), form_date(f, "valido_dal"), form_date(f, "valido_al"),
			 form_text(f, "soglia_avviso"), form_text(f, "note"), &made));
	TRY(share_out(rq, made.finanziamento_id));
	return redirect(rq, "%s", here(rq, made.finanziamento_id, "?fatto=fondo-salvato"));
}

static struct error *open_to_write(struct request *rq, struct q_fondo_leggi *fund)
{
	TRY(find(rq, fund));
	return fund->scrive ? NULL
			    : forbid(rq, "Questo fondo è di un altro servizio: lo spendi, ma le sue cifre le cambia chi lo gestisce.",
				     "a fund of another service");
}

struct error *fondo_modifica(struct request *rq)
{
	struct q_fondo_leggi fund;

	TRY(open_to_write(rq, &fund));
	TRY(q_fondo_campi(rq->db, fund.finanziamento_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	TRY(offer_services(rq, rq->form));
	form_set_version(rq, fund.versione);
	return show_form(rq, fund.denominazione, here(rq, fund.finanziamento_id, ""));
}

static struct error *conflict(struct request *rq, finanziamento_id id)
{
	struct q_fondo_leggi now;
	struct form *theirs;
	bool found;

	TRY(q_fondo_leggi(rq->db, id, &now, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "finanziamento", &theirs));
	TRY(q_fondo_campi(rq->db, id, form_sink(theirs)));
	TRY(db_wait(rq->db));
	TRY(offer_services(rq, theirs));
	return conti_conflitto(rq, theirs, now.versione, here(rq, id, ""));
}

struct error *fondo_salva(struct request *rq)
{
	struct q_fondo_leggi fund;
	struct form *f = rq->form;
	int64_t saved;

	TRY(open_to_write(rq, &fund));
	TRY(offer_services(rq, f));
	conti_periodo(f, "valido_dal", "valido_al");
	if (!form_ok(f))
		return show_form(rq, fund.denominazione, here(rq, fund.finanziamento_id, ""));
	TRY(q_fondo_salva(rq->db, form_int(f, "anno"), form_text(f, "denominazione"), form_text(f, "fonte"), form_text(f, "capitolo"),
			  form_text(f, "cup"), form_text(f, "importo"), form_date(f, "valido_dal"), form_date(f, "valido_al"),
			  form_text(f, "soglia_avviso"), form_text(f, "note"), fund.finanziamento_id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, fund.finanziamento_id);
	TRY(share_out(rq, fund.finanziamento_id));
	return redirect(rq, "%s", here(rq, fund.finanziamento_id, "?fatto=fondo-salvato"));
}

/* Closed funds are spent no more; what is paid stays paid.  Opened again by the same button. */
struct error *fondo_chiudi(struct request *rq)
{
	struct q_fondo_leggi fund;
	int64_t done;

	TRY(open_to_write(rq, &fund));
	TRY(q_fondo_chiudi(rq->db, !fund.chiuso, fund.finanziamento_id, &done));
	if (!done)
		return error_raise(ERR_NOT_FOUND, "no such fund to close");
	return redirect(rq, "%s", here(rq, fund.finanziamento_id, fund.chiuso ? "?fatto=fondo-riaperto" : "?fatto=fondo-chiuso"));
}
