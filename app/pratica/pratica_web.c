/*
 * Screens of a case that all kinds share: the detail, which the kind fills, change of state,
 * asking for access.
 */
#include "pratica/pratica.h"

#include <string.h>
#include <time.h>

/* ---- the detail: its form and its page are the kind's ---- */

struct error *pratica_dettaglio(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(form_choose(rq, p->kind->form));
	page_setf(rq->page, "Pagina.guida", "/guida/%s", p->kind->help);
	return p->kind->detail(rq, p);
}

struct error *pratica_salva(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(form_choose(rq, p->kind->form));
	page_setf(rq->page, "Pagina.guida", "/guida/%s", p->kind->help);
	return p->kind->save(rq, p);
}

/* ---- suspend, resume, close, reopen, cancel ---- */

/* The transition named in the path, as far as this role may make it from the present state. */
static struct error *find_action(struct request *rq, const struct pratica *p,
				 struct q_pratica_azione *action)
{
	bool found;

	if (!rq->path_word)
		return error_raise(ERR_BUG, "a route of actions without its word");
	TRY(q_pratica_azione(rq->db, p->kind->code, p->state, rq->path_word, action, &found));
	if (!found)
		return error_raise(ERR_CONFLICT, "not from this state, or not by this role");
	return NULL;
}

/* The reasons of its end are a list of the kind's own. */
static struct error *offer_reasons(struct request *rq, const struct q_pratica_azione *action)
{
	struct q_scelte *found;
	size_t count;

	if (strcmp(action->motivo, "vocabolario") != 0)
		return NULL;
	TRY(q_scelte(rq->db, arena_printf(rq->arena, "{%s}", action->motivi_termine), "{}", &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ found[i].codice, found[i].descrizione, found[i].gruppo };
	form_choices(rq->form, "motivo_termine_del_kind", choices, count);
	return NULL;
}

/* Which of the two fields holds the reason of this action; owed as the table says. */
static const char *reason_field(struct form *form, const struct q_pratica_azione *action)
{
	bool listed = strcmp(action->motivo, "vocabolario") == 0;
	const char *field = listed ? "motivo_termine" : "motivo";

	if (listed || strcmp(action->motivo, "obbligatorio") == 0)
		form_require(form, field);
	return field;
}

static struct error *action_page(struct request *rq, const struct pratica *p,
				 const struct q_pratica_azione *action)
{
	page_set(rq->page, "Azione.testo", action->etichetta);
	page_set(rq->page, "Azione.stato_nuovo", action->stato_nuovo);
	page_set(rq->page, "Azione.motivo", action->motivo);
	page_flag(rq->page, "Azione.fine", action->data_fine);
	page_flag(rq->page, "Azione.annulla", strcmp(rq->path_word, "annulla") == 0);
	page_set(rq->page, "Modulo.salva", action->etichetta);
	form_cancel(rq, arena_printf(rq->arena, "/pratiche/%lld", (long long)p->id.v));
	return page_send(rq, "transizione", action->etichetta);
}

/* A change of state for which something must be granted first (RIC-02): the page says what, and leads to the
 * richiesta that waits or to asking. */
static struct error *find_owed(struct request *rq, const struct pratica *p, bool *owed)
{
	struct q_pratica_azione_esige row;

	TRY(q_pratica_azione_esige(rq->db, rq->path_word, p->id, &row, owed));
	*owed = *owed && !row.concessa;
	if (!*owed)
		return NULL;
	page_set(rq->page, "Dovuta.tipo", row.denominazione);
	if (row.richiesta_id.v && row.aperta) {
		page_setf(rq->page, "Dovuta.url", "/richieste/%lld", (long long)row.richiesta_id.v);
		page_set(rq->page, "Dovuta.codice", row.codice);
		page_set(rq->page, "Dovuta.stato", row.stato_nome);
	}
	if (p->own_service && session_may(rq->session, RICHIESTA_SCRIVI))
		page_setf(rq->page, "Dovuta.chiedi", "/pratiche/%lld/richieste/nuova/%s", (long long)p->id.v, row.tipo);
	return NULL;
}

struct error *pratica_azione(struct request *rq)
{
	struct q_pratica_azione action;
	struct pratica *p;
	bool owed;

	TRY(pratica_open_to_write(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(find_action(rq, p, &action));
	TRY(find_owed(rq, p, &owed));
	if (owed)
		return action_page(rq, p, &action);
	TRY(offer_reasons(rq, &action));
	reason_field(rq->form, &action);
	form_set(rq->form, "data", italian_today(rq->arena, (int64_t)time(NULL)));
	form_set_version(rq, p->version);
	return action_page(rq, p, &action);
}

struct error *pratica_azione_fai(struct request *rq)
{
	struct q_pratica_transizione done;
	struct q_pratica_azione action;
	struct pratica *p;
	bool owed;

	TRY(pratica_open_to_write(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(find_action(rq, p, &action));
	TRY(find_owed(rq, p, &owed));
	TRY(offer_reasons(rq, &action));
	const char *reason = reason_field(rq->form, &action);
	if (owed)
		form_error(rq->form, NULL, "Prima serve una richiesta approvata");
	if (!form_ok(rq->form))
		return action_page(rq, p, &action);
	TRY(q_pratica_transizione(rq->db, p->id, form_version(rq), rq->path_word,
				  form_date(rq->form, "data"), form_text(rq->form, reason), &done));
	return redirect(rq, "/pratiche/%lld?fatto=stato-cambiato", (long long)p->id.v);
}

/* ---- asking for access ---- */

/* The address of the form by itself: after a login one comes back to it. */
struct error *pratica_chiedi_accesso_pagina(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	return redirect(rq, "/pratiche/%lld", (long long)p->id.v);
}

struct error *pratica_chiedi_accesso(struct request *rq)
{
	pratica_id id = PATH_ID(rq, pratica);
	struct q_pratica_sommario known;
	bool found;

	if (!form_ok(rq->form))
		return pratica_refuse(rq, id);
	TRY(q_pratica_sommario(rq->db, id, &known, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such case, or one that may not be known of");
	TRY(q_richiesta_accesso_crea(rq->db, id, form_text(rq->form, "motivo")));
	return redirect(rq, "/?fatto=richiesta-inviata");
}
