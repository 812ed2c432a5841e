/*
 * The actions under a goal: what, who answers for it, from when to when, how far (PRJ-01).
 */
#include "progetto/obiettivi.h"

#include "pratica/caso.h"

#include <string.h>

/* Who may answer: who opens the project, and who answered until now though they open it no more. */
static struct error *offer(struct request *rq, struct form *form, const struct pratica *p, const struct q_progetto_azione_leggi *stored)
{
	struct q_progetto_responsabili *found;
	size_t count;

	TRY(q_progetto_responsabili(rq->db, p->id, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].operatore_id.v),
					      found[i].io ? arena_printf(rq->arena, "%s (io)", found[i].nome) : found[i].nome, NULL };
	if (stored && stored->operatore_id.v)
		form_keep(form, "operatore", arena_printf(rq->arena, "%lld", (long long)stored->operatore_id.v), stored->operatore);
	form_choices(form, "chi_apre_il_progetto", choices, count);
	return NULL;
}

static void check(struct form *form)
{
	const char *from = form_date(form, "dal"), *to = form_date(form, "al");

	if (from && to && strcmp(to, from) < 0)
		form_error(form, "al", "La fine (%s) viene prima dell’inizio (%s)", italian_date(form_arena(form), to),
			   italian_date(form_arena(form), from));
}

/* Of the family a name may be said, of an outside body it must. */
static const char *name_of(struct form *form)
{
	return form_text(form, "ente") ? form_text(form, "ente") : form_text(form, "familiare");
}

/* ---- a new one ---- */

static struct error *goal(struct request *rq, struct pratica **p, struct q_progetto_obiettivo_leggi *under)
{
	bool found;

	TRY(progetto_open_to_write(rq, p));
	if (!*p)
		return NULL;
	TRY(q_progetto_obiettivo_leggi(rq->db, PATH_ID(rq, progetto_obiettivo), (*p)->id, under, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such goal of this project");
	return offer(rq, rq->form, *p, NULL);
}

static struct error *show(struct request *rq, const struct pratica *p, const char *title, int64_t number, const char *text)
{
	return progetto_modulo(rq, p, title, arena_printf(rq->arena, "Per l’obiettivo %lld: %s", (long long)number, text));
}

struct error *progetto_azione_nuova(struct request *rq)
{
	struct q_progetto_obiettivo_leggi under;
	struct pratica *p;

	TRY(goal(rq, &p, &under));
	if (!p)
		return NULL;
	form_set(rq->form, "stato", "DA_FARE");
	return show(rq, p, "Nuova azione", under.numero, under.testo);
}

struct error *progetto_azione_crea(struct request *rq)
{
	struct q_progetto_obiettivo_leggi under;
	struct q_progetto_azione_crea made;
	struct form *form = rq->form;
	struct pratica *p;

	TRY(goal(rq, &p, &under));
	if (!p)
		return NULL;
	check(form);
	if (!form_ok(form))
		return show(rq, p, "Nuova azione", under.numero, under.testo);
	TRY(q_progetto_azione_crea(rq->db, p->id, under.progetto_obiettivo_id, form_text(form, "testo"), form_text(form, "chi"),
				   (operatore_id){ pratica_form_id(form, "operatore") }, (servizio_id){ pratica_form_id(form, "servizio") },
				   name_of(form), form_date(form, "dal"), form_date(form, "al"), form_text(form, "stato"),
				   form_text(form, "note"), &made));
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=azione-salvata"));
}

/* ---- one that exists ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_progetto_azione_leggi *stored)
{
	bool found;

	TRY(progetto_open_to_write(rq, p));
	if (!*p)
		return NULL;
	TRY(q_progetto_azione_leggi(rq->db, PATH_ID(rq, progetto_azione), (*p)->id, stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such action of this project");
	return offer(rq, rq->form, *p, stored);
}

struct error *progetto_azione_modifica(struct request *rq)
{
	struct q_progetto_azione_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_progetto_azione_campi(rq->db, stored.progetto_azione_id, p->id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return show(rq, p, "Azione", stored.numero, stored.obiettivo);
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_progetto_azione_leggi stored;
	struct form *other;
	bool found;

	TRY(q_progetto_azione_leggi(rq->db, PATH_ID(rq, progetto_azione), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "progetto_azione", &other));
	TRY(q_progetto_azione_campi(rq->db, stored.progetto_azione_id, p->id, form_sink(other)));
	TRY(offer(rq, other, p, &stored));
	TRY(pratica_row_saved_by(rq, "progetto_azione", stored.progetto_azione_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *progetto_azione_salva(struct request *rq)
{
	struct q_progetto_azione_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	check(form);
	if (!form_ok(form))
		return show(rq, p, "Azione", stored.numero, stored.obiettivo);
	TRY(q_progetto_azione_salva(rq->db, form_text(form, "testo"), form_text(form, "chi"), (operatore_id){ pratica_form_id(form, "operatore") },
				    (servizio_id){ pratica_form_id(form, "servizio") }, name_of(form), form_date(form, "dal"), form_date(form, "al"),
				    form_text(form, "stato"), form_text(form, "note"), stored.progetto_azione_id, p->id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, p);
	return redirect(rq, "%s", progetto_percorso(rq, p, "?fatto=azione-salvata"));
}

struct error *progetto_azione_togli(struct request *rq)
{
	struct pratica *p;
	int64_t gone;

	TRY(progetto_open_to_write(rq, &p));
	if (!p)
		return NULL;
	TRY(q_progetto_azione_togli(rq->db, PATH_ID(rq, progetto_azione), p->id, &gone));
	return redirect(rq, "%s", progetto_percorso(rq, p, gone ? "?fatto=azione-tolta" : ""));
}
