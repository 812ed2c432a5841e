/*
 * One planned service: by whom, on which days of the week, how much each time, what the person bears of it.
 */
#include "pratica/caso.h"
#include "prestazione/prestazione.h"

#include <string.h>

/* Suppliers that the service may use now, and the one that stands there though it may be used no more. */
static struct error *offer(struct request *rq, struct form *form, const struct pratica *p, const struct q_prestazione_prevista_leggi *stored)
{
	struct q_prestazione_fornitori *found;
	size_t count;

	TRY(q_prestazione_fornitori(rq->db, p->id, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].fornitore_id.v), found[i].denominazione, NULL };
	if (stored)
		form_keep(form, "fornitore", arena_printf(rq->arena, "%lld", (long long)stored->fornitore_id.v), stored->fornitore);
	form_choices(form, "fornitore_pratica", choices, count);
	return NULL;
}

/* The rules beyond the form; how much each time, in minutes or units. */
static int64_t check(struct form *form)
{
	const char *from = form_date(form, "dal"), *to = form_date(form, "al"), *typed = form_text(form, "quantita");
	struct arena *arena = form_arena(form);
	int64_t quantity = 0;
	const char *why = typed ? prestazione_quantity(arena, form_text(form, "unita"), typed, &quantity) : NULL;

	if (why)
		form_error(form, "quantita", "%s", why);
	if (from && to && strcmp(to, from) < 0)
		form_error(form, "al", "La fine (%s) viene prima dell’inizio (%s)", italian_date(arena, to), italian_date(arena, from));
	if (form_raw(form, "recupero_importo") && form_raw(form, "recupero_percentuale"))
		form_error(form, "recupero_percentuale", "Scrivi la quota della persona in euro o in percentuale, non in tutti e due i modi");
	return quantity;
}

struct error *prestazione_prevista_nuova(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, rq->form, p, NULL));
	form_set(rq->form, "prestazione", p->type);
	return prestazioni_form(rq, p, "Nuova prestazione prevista", NULL);
}

struct error *prestazione_prevista_crea(struct request *rq)
{
	struct q_prestazione_prevista_crea made;
	struct form *form = rq->form;
	struct pratica *p;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, form, p, NULL));
	int64_t quantity = check(form);
	if (!form_ok(form))
		return prestazioni_form(rq, p, "Nuova prestazione prevista", NULL);
	TRY(q_prestazione_prevista_crea(rq->db, p->id, form_text(form, "prestazione"), (fornitore_id){ pratica_form_id(form, "fornitore") },
					form_text(form, "unita"), form_date(form, "dal"), form_date(form, "al"), form_text(form, "giorni"), quantity,
					form_text(form, "dalle"), form_text(form, "recupero_importo"), form_text(form, "recupero_percentuale"),
					form_text(form, "note"), &made));
	return prestazioni_back(rq, p, NULL, "prevista-salvata");
}

/* ---- one that exists ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_prestazione_prevista_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, p));
	if (!*p)
		return NULL;
	TRY(q_prestazione_prevista_leggi(rq->db, PATH_ID(rq, prestazione_prevista), (*p)->id, stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such planned service of this case");
	return rq->form ? offer(rq, rq->form, *p, stored) : NULL;
}

static struct error *fill(struct request *rq, struct form *form, const struct pratica *p, prestazione_prevista_id id)
{
	TRY(q_prestazione_prevista_campi(rq->db, id, p->id, form_sink(form)));
	TRY(db_wait(rq->db));
	return form_choices_again(rq, form);
}

struct error *prestazione_prevista_modifica(struct request *rq)
{
	struct q_prestazione_prevista_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(fill(rq, rq->form, p, stored.prestazione_prevista_id));
	TRY(offer(rq, rq->form, p, &stored));
	form_set_version(rq, stored.versione);
	return prestazioni_form(rq, p, "Prestazione prevista", NULL);
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_prestazione_prevista_leggi stored;
	struct form *other;
	bool found;

	TRY(q_prestazione_prevista_leggi(rq->db, PATH_ID(rq, prestazione_prevista), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "prestazione_prevista", &other));
	TRY(fill(rq, other, p, stored.prestazione_prevista_id));
	TRY(offer(rq, other, p, &stored));
	TRY(pratica_row_saved_by(rq, "prestazione_prevista", stored.prestazione_prevista_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *prestazione_prevista_salva(struct request *rq)
{
	struct q_prestazione_prevista_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	int64_t quantity = check(form);
	if (!form_ok(form))
		return prestazioni_form(rq, p, "Prestazione prevista", NULL);
	TRY(q_prestazione_prevista_salva(rq->db, form_text(form, "prestazione"), (fornitore_id){ pratica_form_id(form, "fornitore") },
					 form_text(form, "unita"), form_date(form, "dal"), form_date(form, "al"), form_text(form, "giorni"), quantity,
					 form_text(form, "dalle"), form_text(form, "recupero_importo"), form_text(form, "recupero_percentuale"),
					 form_text(form, "note"), stored.prestazione_prevista_id, p->id, form_version(rq), &saved));
	return saved ? prestazioni_back(rq, p, NULL, "prevista-salvata") : conflict(rq, p);
}

struct error *prestazione_prevista_togli(struct request *rq)
{
	struct q_prestazione_prevista_leggi stored;
	struct pratica *p;
	int64_t gone;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_prestazione_prevista_togli(rq->db, stored.prestazione_prevista_id, p->id, &gone));
	if (!gone)
		return forbid(rq, "Di questa prestazione è già stato registrato qualcosa: invece di toglierla, scrivi fino a quando è prevista.",
			      "something was rendered");
	return prestazioni_back(rq, p, NULL, "prevista-tolta");
}
