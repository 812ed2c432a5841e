/*
 * The reviews of a project: who took part, what came of each goal, when the next one is (PRJ-01).
 */
#include "progetto/obiettivi.h"
#include "progetto/progetto.h"

#include <string.h>
#include <time.h>

static struct error *show(struct request *rq, const struct pratica *p, const char *title)
{
	form_cancel(rq, progetto_percorso(rq, p, ""));
	page_set(rq->page, "Sezione.titolo", title);
	TRY(q_progetto_verifica_obiettivi(rq->db, p->id, rows(rq, "Obiettivi")));
	return page_send(rq, "progetto_verifica", arena_printf(rq->arena, "%s di %s", title, p->code));
}

static void check(struct request *rq)
{
	progetto_verifica_check(rq->form, italian_today(rq->arena, (int64_t)time(NULL)));
}

/* The fields that are columns of the review, and what came of each goal. */
static struct error *fill(struct request *rq, struct form *form, const struct pratica *p, const struct q_progetto_verifica_leggi *stored)
{
	TRY(form_set_json(form, stored->esiti));
	TRY(q_progetto_verifica_campi(rq->db, stored->progetto_verifica_id, p->id, form_sink(form)));
	return db_wait(rq->db);
}

static struct error *save_outcomes(struct request *rq, const struct pratica *p, progetto_verifica_id id)
{
	const char *answers = form_json(rq->form);

	TRY(q_progetto_esiti_togli(rq->db, id, answers));
	return q_progetto_esiti_salva(rq->db, id, answers, p->id);
}

struct error *progetto_verifica_nuova(struct request *rq)
{
	struct pratica *p;

	TRY(progetto_open_to_write(rq, &p));
	if (!p)
		return NULL;
	form_set(rq->form, "data", italian_today(rq->arena, (int64_t)time(NULL)));
	return show(rq, p, "Nuova verifica");
}

struct error *progetto_verifica_crea(struct request *rq)
{
	struct q_progetto_verifica_crea made;
	struct form *form = rq->form;
	struct pratica *p;

	TRY(progetto_open_to_write(rq, &p));
	if (!p)
		return NULL;
	check(rq);
	if (!form_ok(form))
		return show(rq, p, "Nuova verifica");
	TRY(q_progetto_verifica_crea(rq->db, p->id, form_date(form, "data"), form_text(form, "partecipanti"), form_text(form, "sintesi"),
				     form_date(form, "prossima"), &made));
	TRY(save_outcomes(rq, p, made.progetto_verifica_id));
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=verifica-salvata"));
}

/* ---- one that exists ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_progetto_verifica_leggi *stored)
{
	bool found;

	TRY(progetto_open_to_write(rq, p));
	if (!*p)
		return NULL;
	TRY(q_progetto_verifica_leggi(rq->db, PATH_ID(rq, progetto_verifica), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such review of this project");
}

struct error *progetto_verifica_modifica(struct request *rq)
{
	struct q_progetto_verifica_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(fill(rq, rq->form, p, &stored));
	form_set_version(rq, stored.versione);
	return show(rq, p, "Verifica");
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_progetto_verifica_leggi stored;
	struct form *other;
	bool found;

	TRY(q_progetto_verifica_leggi(rq->db, PATH_ID(rq, progetto_verifica), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "progetto_verifica", &other));
	TRY(form_choices_again(rq, other));
	TRY(fill(rq, other, p, &stored));
	TRY(pratica_row_saved_by(rq, "progetto_verifica", stored.progetto_verifica_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *progetto_verifica_salva(struct request *rq)
{
	struct q_progetto_verifica_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	check(rq);
	if (!form_ok(form))
		return show(rq, p, "Verifica");
	TRY(q_progetto_verifica_salva(rq->db, form_date(form, "data"), form_text(form, "partecipanti"), form_text(form, "sintesi"),
				      form_date(form, "prossima"), stored.progetto_verifica_id, p->id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, p);
	TRY(save_outcomes(rq, p, stored.progetto_verifica_id));
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=verifica-salvata"));
}

struct error *progetto_verifica_togli(struct request *rq)
{
	struct pratica *p;
	int64_t gone;

	TRY(progetto_open_to_write(rq, &p));
	if (!p)
		return NULL;
	TRY(q_progetto_verifica_togli(rq->db, PATH_ID(rq, progetto_verifica), p->id, &gone));
	return redirect(rq, "%s", progetto_percorso(rq, p, gone ? "?fatto=verifica-tolta" : ""));
}
