/*
 * The section «Obiettivi e verifiche» of a project, and its goals (PRJ-01).
 */
#include "progetto/obiettivi.h"

#define SECTION "obiettivi"

static bool progetto_aperto(const struct pratica *p)
{
	return p->state[0] == 'A' || p->state[0] == 'S';
}

const char *progetto_percorso(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/obiettivi%s", (long long)p->id.v, rest);
}

struct error *progetto_modulo(struct request *rq, const struct pratica *p, const char *title, const char *note)
{
	form_cancel(rq, progetto_percorso(rq, p, ""));
	page_set(rq->page, "Sezione.titolo", title);
	page_set(rq->page, "Sezione.nota", note);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, p->code));
}

struct error *progetto_open_to_write(struct request *rq, struct pratica **out)
{
	static const char over[] = "Il progetto è concluso: obiettivi, azioni e verifiche non si cambiano più. Se serve ancora, "
				   "riaprilo da «Altre azioni».";

	TRY(pratica_open_to_write(rq, SECTION, out));
	if (!*out || progetto_aperto(*out))
		return NULL;
	if (rq->method != METHOD_POST || !rq->form)
		return forbid(rq, over, "a project that is concluded");
	form_error(rq->form, NULL, over); /* what was typed stays on the page */
	return NULL;
}

struct error *progetto_su_carta(struct request *rq, pratica_id id)
{
	TRY(q_progetto_avanzamento(rq->db, id, row(rq, "Avanzamento")));
	TRY(q_progetto_obiettivi(rq->db, id, rows(rq, "Obiettivi")));
	TRY(q_progetto_azioni(rq->db, id, rows(rq, "Azioni")));
	TRY(q_progetto_verifiche(rq->db, id, rows(rq, "Verifiche")));
	return q_progetto_esiti(rq->db, id, rows(rq, "Esiti"));
}

struct error *progetto_obiettivi_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, SECTION, &p));
	if (!p)
		return NULL;
	page_flag(rq->page, "Progetto.cambia", p->may_write && progetto_aperto(p));
	page_flag(rq->page, "Progetto.concluso", p->may_write && !progetto_aperto(p));
	TRY(progetto_su_carta(rq, p->id));
	return page_send(rq, "progetto_obiettivi", arena_printf(rq->arena, "Obiettivi e verifiche di %s", p->code));
}

/* ---- a goal ---- */

struct error *progetto_obiettivo_nuovo(struct request *rq)
{
	struct pratica *p;

	TRY(progetto_open_to_write(rq, &p));
	return p ? progetto_modulo(rq, p, "Nuovo obiettivo", NULL) : NULL;
}

struct error *progetto_obiettivo_crea(struct request *rq)
{
	struct q_progetto_obiettivo_crea made;
	struct form *form = rq->form;
	struct pratica *p;

	TRY(progetto_open_to_write(rq, &p));
	if (!p)
		return NULL;
	if (!form_ok(form))
		return progetto_modulo(rq, p, "Nuovo obiettivo", NULL);
	TRY(q_progetto_obiettivo_crea(rq->db, p->id, form_text(form, "testo"), form_text(form, "area"), form_date(form, "entro"),
				      form_text(form, "indicatore"), form_text(form, "atteso"), &made));
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=obiettivo-salvato"));
}

static struct error *find(struct request *rq, struct pratica **p, struct q_progetto_obiettivo_leggi *stored)
{
	bool found;

	TRY(progetto_open_to_write(rq, p));
	if (!*p)
		return NULL;
	TRY(q_progetto_obiettivo_leggi(rq->db, PATH_ID(rq, progetto_obiettivo), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such goal of this project");
}

static struct error *goal_form(struct request *rq, const struct pratica *p, const struct q_progetto_obiettivo_leggi *stored)
{
	return progetto_modulo(rq, p, arena_printf(rq->arena, "Obiettivo %lld", (long long)stored->numero), NULL);
}

struct error *progetto_obiettivo_modifica(struct request *rq)
{
	struct q_progetto_obiettivo_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_progetto_obiettivo_campi(rq->db, stored.progetto_obiettivo_id, p->id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return goal_form(rq, p, &stored);
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_progetto_obiettivo_leggi stored;
	struct form *other;
	bool found;

	TRY(q_progetto_obiettivo_leggi(rq->db, PATH_ID(rq, progetto_obiettivo), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "progetto_obiettivo", &other));
	TRY(q_progetto_obiettivo_campi(rq->db, stored.progetto_obiettivo_id, p->id, form_sink(other)));
	TRY(pratica_row_saved_by(rq, "progetto_obiettivo", stored.progetto_obiettivo_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *progetto_obiettivo_salva(struct request *rq)
{
	struct q_progetto_obiettivo_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	if (!form_ok(form))
		return goal_form(rq, p, &stored);
	TRY(q_progetto_obiettivo_salva(rq->db, form_text(form, "testo"), form_text(form, "area"), form_date(form, "entro"),
				       form_text(form, "indicatore"), form_text(form, "atteso"), stored.progetto_obiettivo_id, p->id,
				       form_version(rq), &saved));
	if (!saved)
		return conflict(rq, p);
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=obiettivo-salvato"));
}

/* Only what is still empty: what actions and reviews speak of stays. */
struct error *progetto_obiettivo_togli(struct request *rq)
{
	struct q_progetto_obiettivo_leggi stored;
	struct pratica *p;
	int64_t gone;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_progetto_obiettivo_togli(rq->db, stored.progetto_obiettivo_id, p->id, &gone));
	if (!gone)
		return forbid(rq, "Sotto questo obiettivo ci sono azioni, o ne parla una verifica: togli prima quelle. Un obiettivo che non si "
				  "persegue più si dice nella prossima verifica.", "a goal of which something speaks");
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=obiettivo-tolto"));
}
