/*
 * Lists of payment: from authorised movements, by fund, month and Comune, to the act, the mandate that the accounting
 * system gave (entered: SIZ pays nothing itself), and what came back.
 */
#include "conti/conti.h"

#include <inttypes.h>
#include <string.h>

static const char *here(struct request *rq, elenco_pagamento_id id, const char *rest)
{
	return arena_printf(rq->arena, "/pagamenti/%" PRId64 "%s", id.v, rest);
}

static void around(struct request *rq, const char *last)
{
	page_set(rq->page, "Pagina.area", "pagamenti");
	crumb(rq, "Home", "/");
	crumb(rq, "Pagamenti", last ? "/pagamenti" : NULL);
	if (last)
		crumb(rq, last, NULL);
}

/* ---- the lists ---- */

struct error *pagamenti_elenco(struct request *rq)
{
	TRY(q_pagamenti_elenco(rq->db, rows(rq, "Elenchi")));
	TRY(q_pagamenti_attesa(rq->db, row(rq, "Attesa")));
	page_flag(rq->page, "Pagamenti_scrive", session_may(rq->session, CONTI_SCRIVI));
	around(rq, NULL);
	audit(rq, "elenca", "elenco di pagamento", 0, 0);
	return page_send(rq, "pagamenti_elenco", "Pagamenti");
}

/* ---- a new one: filters in the address, then the rows that are ticked ---- */

static struct error *offer_filters(struct request *rq, struct form *form)
{
	struct q_da_pagare_fondi *funds;
	struct q_da_pagare_mesi *months;
	struct q_da_pagare_comuni *towns;
	size_t count;

	TRY(q_da_pagare_fondi(rq->db, &funds, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, funds[i].finanziamento_id.v), funds[i].denominazione, NULL };
	form_choices(form, "fondi_da_pagare", list, count);
	TRY(q_da_pagare_mesi(rq->db, &months, &count));
	list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ months[i].mese, months[i].nome, NULL };
	form_choices(form, "mesi_da_pagare", list, count);
	TRY(q_da_pagare_comuni(rq->db, &towns, &count));
	list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, towns[i].comune_id.v), towns[i].denominazione, NULL };
	form_choices(form, "comuni_da_pagare", list, count);
	return NULL;
}

static void keep_chosen(struct request *rq)
{
	const char *value;
	size_t at = 0;
	int64_t id;

	while ((value = fields_next(&rq->body, "movimento", &at)))
		if (text_to_int(value, &id) && id > 0)
			page_flag(rq->page, arena_printf(rq->arena, "Scelti.%" PRId64, id), true);
}

static struct error *new_page(struct request *rq)
{
	struct form *filters;

	TRY(form_asked(rq, "cerca_da_pagare", &filters));
	TRY(offer_filters(rq, filters));
	finanziamento_id fund = { conti_scelto(filters, "fondo") };
	comune_id town = { conti_scelto(filters, "comune") };
	const char *month = conti_mese(form_raw(filters, "mese")) ? form_raw(filters, "mese") : NULL, *address = "/pagamenti/nuovo";

	TRY(q_da_pagare(rq->db, fund, month, town, rows(rq, "Movimenti")));
	TRY(q_da_pagare_totale(rq->db, fund, month, town, row(rq, "Totale")));
	for (const char *const *name = (const char *const[]){ "fondo", "mese", "comune", NULL }; *name; name++)
		address = path_with(rq, address, *name, form_raw(filters, *name));
	keep_chosen(rq);
	form_show(rq, filters, "Ricerca");
	page_flag(rq->page, "Pagina.ricerca", true);
	form_action(rq, address);
	form_cancel(rq, "/pagamenti");
	page_set(rq->page, "Modulo.salva", "Crea l’elenco");
	around(rq, "Nuovo elenco");
	audit(rq, "elenca", "elenco di pagamento", 0, 0);
	return page_send(rq, "pagamenti_nuovo", "Nuovo elenco di pagamento");
}

struct error *pagamenti_nuovo(struct request *rq)
{
	return new_page(rq);
}

struct error *pagamenti_crea(struct request *rq)
{
	struct q_elenco_aggiungi put;
	struct q_elenco_crea made;
	struct form *f = rq->form;
	size_t count;
	const char *chosen = conti_scelti(rq, "movimento", &count);

	page_flag(rq->page, "Movimenti_senza_scelta", !count);
	if (!count)
		form_error(f, NULL, "Scegli almeno un movimento");
	if (!form_ok(f))
		return new_page(rq);
	TRY(q_elenco_crea(rq->db, form_text(f, "descrizione"), form_text(f, "atto_tipo"), form_text(f, "atto_numero"),
			  form_date(f, "atto_data"), &made));
	TRY(q_elenco_aggiungi(rq->db, made.elenco_pagamento_id, chosen, &put));
	return redirect(rq, "%s", here(rq, made.elenco_pagamento_id, "?fatto=elenco-creato"));
}

/* ---- one ---- */

static struct error *find(struct request *rq, struct q_elenco_leggi *list)
{
	bool found;

	TRY(q_elenco_leggi(rq->db, PATH_ID(rq, elenco_pagamento), list, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such list of payment, or not of this service");
}

static const char *title(struct request *rq, const struct q_elenco_leggi *list)
{
	return arena_printf(rq->arena, "Elenco %s", list->codice);
}

struct error *pagamento_vedi(struct request *rq)
{
	struct q_elenco_leggi list;

	TRY(find(rq, &list));
	TRY(q_elenco_vedi(rq->db, list.elenco_pagamento_id, row(rq, "Elenco")));
	TRY(q_elenco_movimenti(rq->db, list.elenco_pagamento_id, rows(rq, "Movimenti")));
	TRY(q_elenco_fondi(rq->db, list.elenco_pagamento_id, rows(rq, "Fondi")));
	page_flag(rq->page, "Pagamenti_scrive", session_may(rq->session, CONTI_SCRIVI));
	around(rq, title(rq, &list));
	audit(rq, "apri", "elenco di pagamento", list.elenco_pagamento_id.v, 0);
	return page_send(rq, "pagamento_vedi", title(rq, &list));
}

static struct error *show_form(struct request *rq, const struct q_elenco_leggi *list, const char *what)
{
	form_cancel(rq, here(rq, list->elenco_pagamento_id, ""));
	around(rq, title(rq, list));
	return page_send(rq, "modulo", what);
}

/* The act, as long as it is not paid. */
struct error *pagamento_atto(struct request *rq)
{
	struct q_elenco_leggi list;

	TRY(find(rq, &list));
	TRY(q_elenco_campi(rq->db, list.elenco_pagamento_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, list.versione);
	return show_form(rq, &list, "Atto di liquidazione");
}

static struct error *conflict(struct request *rq, elenco_pagamento_id id)
{
	struct q_elenco_leggi now;
	struct form *theirs;
	bool found;

	TRY(q_elenco_leggi(rq->db, id, &now, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "elenco_pagamento", &theirs));
	TRY(q_elenco_campi(rq->db, id, form_sink(theirs)));
	TRY(db_wait(rq->db));
	return conti_conflitto(rq, theirs, now.versione, here(rq, id, ""));
}

struct error *pagamento_atto_salva(struct request *rq)
{
	struct q_elenco_leggi list;
	struct form *f = rq->form;
	int64_t saved;

	TRY(find(rq, &list));
	if (!form_ok(f))
		return show_form(rq, &list, "Atto di liquidazione");
	TRY(q_elenco_salva(rq->db, form_text(f, "descrizione"), form_text(f, "atto_tipo"), form_text(f, "atto_numero"),
			   form_date(f, "atto_data"), list.elenco_pagamento_id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, list.elenco_pagamento_id);
	return redirect(rq, "%s", here(rq, list.elenco_pagamento_id, "?fatto=salvato"));
}

/* The mandate: with its number and date every movement of the list is paid. */
struct error *pagamento_mandato(struct request *rq)
{
	struct q_elenco_leggi list;

	TRY(find(rq, &list));
	form_set_version(rq, list.versione);
	return show_form(rq, &list, "Mandato di pagamento");
}

struct error *pagamento_mandato_salva(struct request *rq)
{
	struct q_elenco_leggi list;
	struct form *f = rq->form;

	TRY(find(rq, &list));
	if (!form_ok(f))
		return show_form(rq, &list, "Mandato di pagamento");
	TRY(q_elenco_paga(rq->db, list.elenco_pagamento_id, form_version(rq), form_text(f, "mandato_numero"), form_date(f, "mandato_data")));
	return redirect(rq, "%s", here(rq, list.elenco_pagamento_id, "?fatto=elenco-pagato"));
}

/* Rows go back to the authorised ones, while the list is not paid. */
struct error *pagamento_togli(struct request *rq)
{
	struct q_elenco_leggi list;
	struct q_elenco_togli done;
	size_t count;

	TRY(find(rq, &list));
	const char *chosen = conti_scelti(rq, "movimento", &count);
	if (!count)
		return redirect(rq, "%s", here(rq, list.elenco_pagamento_id, "?fatto=nessuno-scelto"));
	TRY(q_elenco_togli(rq->db, list.elenco_pagamento_id, chosen, &done));
	return redirect(rq, "%s", here(rq, list.elenco_pagamento_id, "?fatto=elenco-movimenti-tolti"));
}

/* What the bank gave back, of a list that is paid, with its reason. */
static struct error *return_page(struct request *rq, const struct q_elenco_leggi *list)
{
	TRY(q_elenco_movimenti(rq->db, list->elenco_pagamento_id, rows(rq, "Movimenti")));
	keep_chosen(rq);
	form_cancel(rq, here(rq, list->elenco_pagamento_id, ""));
	page_set(rq->page, "Modulo.salva", "Registra i resi");
	around(rq, title(rq, list));
	audit(rq, "apri", "elenco di pagamento", list->elenco_pagamento_id.v, 0);
	return page_send(rq, "pagamento_resi", "Pagamenti tornati indietro");
}

struct error *pagamento_resi(struct request *rq)
{
	struct q_elenco_leggi list;

	TRY(find(rq, &list));
	return return_page(rq, &list);
}

struct error *pagamento_resi_salva(struct request *rq)
{
	struct q_elenco_leggi list;
	struct q_elenco_rendi done;
	size_t count;

	TRY(find(rq, &list));
	const char *chosen = conti_scelti(rq, "movimento", &count);
	page_flag(rq->page, "Movimenti_senza_scelta", !count);
	if (!count)
		form_error(rq->form, NULL, "Scegli almeno un pagamento");
	if (!form_ok(rq->form))
		return return_page(rq, &list);
	TRY(q_elenco_rendi(rq->db, form_date(rq->form, "data"), form_text(rq->form, "motivo"), chosen, list.elenco_pagamento_id, &done));
	return redirect(rq, "%s", here(rq, list.elenco_pagamento_id, "?fatto=resi-registrati"));
}

/* An empty one goes away. */
struct error *pagamento_elimina(struct request *rq)
{
	struct q_elenco_leggi list;
	int64_t gone;

	TRY(find(rq, &list));
	TRY(q_elenco_elimina(rq->db, list.elenco_pagamento_id, &gone));
	if (!gone)
		return error_raise(ERR_FORBIDDEN, "a list that is not this service’s to take away");
	return redirect(rq, "/pagamenti?fatto=elenco-eliminato");
}

/* ---- on paper ---- */

struct error *pagamento_stampa_chiedi(struct request *rq)
{
	struct q_elenco_leggi list;

	TRY(find(rq, &list));
	const struct stampa_richiesta what = {
		.kind = "elenco_pagamento",
		.object = list.elenco_pagamento_id.v,
		.title = title(rq, &list),
		.file = arena_printf(rq->arena, "%s.pdf", list.codice),
	};
	return stampa_chiedi(rq, &what);
}

struct error *stampa_elenco_pagamento(struct request *rq, const struct stampa *what)
{
	elenco_pagamento_id id = { what->object };
	struct q_elenco_leggi list;
	bool found;

	TRY(q_elenco_leggi(rq->db, id, &list, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such list of payment, or not of this service");
	TRY(q_elenco_vedi(rq->db, id, row(rq, "Elenco")));
	TRY(q_elenco_movimenti(rq->db, id, rows(rq, "Movimenti")));
	return q_elenco_fondi(rq->db, id, rows(rq, "Fondi"));
}
