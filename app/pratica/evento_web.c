/*
 * Events of a case (GEN-36): a timeline, with reminders that `siz job` sends.
 */
#include "pratica/pratica.h"

#include <string.h>
#include <time.h>

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/eventi%s", (long long)p->id.v, rest);
}

struct error *eventi_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "eventi", &p));
	if (!p)
		return NULL;
	TRY(q_evento_elenco(rq->db, p->id, rows(rq, "Eventi")));
	return page_send(rq, "eventi", arena_printf(rq->arena, "Eventi di %s", p->code));
}

static struct error *show_form(struct request *rq, const struct pratica *p, const char *title)
{
	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Sezione.titolo", title);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, p->code));
}

static void check(struct request *rq)
{
	const char *date = form_date(rq->form, "data"), *reminder = form_date(rq->form, "promemoria");

	if (date && reminder && strcmp(reminder, date) > 0)
		form_error(rq->form, "promemoria", "Il promemoria viene dopo l’evento: scegli un giorno prima");
}

struct error *evento_nuovo(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, "eventi", &p));
	return p ? show_form(rq, p, "Nuovo evento") : NULL;
}

struct error *evento_crea(struct request *rq)
{
	struct pratica *p;
	struct q_evento_crea made;
	struct form *form = rq->form;

	TRY(pratica_open_to_write(rq, "eventi", &p));
	if (!p)
		return NULL;
	check(rq);
	if (!form_ok(form))
		return show_form(rq, p, "Nuovo evento");
	TRY(q_evento_crea(rq->db, p->id, form_text(form, "tipo"), form_text(form, "titolo"), form_date(form, "data"),
			  form_text(form, "ora"), form_text(form, "luogo"), form_text(form, "note"),
			  form_date(form, "promemoria"), &made));
	return redirect(rq, "%s", here(rq, p, "?fatto=evento-salvato"));
}

/* ---- an event that exists ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_evento_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, "eventi", p));
	if (!*p)
		return NULL;
	TRY(q_evento_leggi(rq->db, PATH_ID(rq, evento), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such event of this case");
}

struct error *evento_modifica(struct request *rq)
{
	struct pratica *p;
	struct q_evento_leggi stored;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_evento_campi(rq->db, stored.evento_id, p->id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return show_form(rq, p, "Evento");
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_evento_leggi stored;
	struct form *other;
	bool found;

	TRY(q_evento_leggi(rq->db, PATH_ID(rq, evento), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "evento", &other));
	TRY(q_evento_campi(rq->db, stored.evento_id, p->id, form_sink(other)));
	TRY(pratica_row_saved_by(rq, "evento", stored.evento_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *evento_salva(struct request *rq)
{
	struct pratica *p;
	struct q_evento_leggi stored;
	struct form *form = rq->form;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	check(rq);
	if (!form_ok(form))
		return show_form(rq, p, "Evento");
	TRY(q_evento_salva(rq->db, form_text(form, "tipo"), form_text(form, "titolo"), form_date(form, "data"),
			   form_text(form, "ora"), form_text(form, "luogo"), form_text(form, "note"),
			   form_date(form, "promemoria"), stored.evento_id, p->id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, p);
	return redirect(rq, "%s", here(rq, p, "?fatto=evento-salvato"));
}

struct error *evento_togli(struct request *rq)
{
	struct pratica *p;
	int64_t gone;

	TRY(pratica_open_to_write(rq, "eventi", &p));
	if (!p)
		return NULL;
	TRY(q_evento_togli(rq->db, PATH_ID(rq, evento), p->id, &gone));
	return redirect(rq, "%s", here(rq, p, gone ? "?fatto=evento-tolto" : ""));
}

/* Shared with the other sections: who saved a row of theirs last (the page with both texts). */
struct error *pratica_row_saved_by(struct request *rq, const char *table, int64_t row_id)
{
	struct q_riga_salvata_da saved;
	bool found;

	TRY(q_riga_salvata_da(rq->db, PATH_ID(rq, pratica), table, row_id, &saved, &found));
	page_set(rq->page, "Conflitto.chi", found && saved.chi ? saved.chi : "Un’altra persona");
	page_set(rq->page, "Conflitto.quando",
		 found ? italian_instant(rq->arena, saved.quando, (int64_t)time(NULL)) : "nel frattempo");
	return NULL;
}
