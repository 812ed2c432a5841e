/*
 * One service that was rendered, or was not: the day, from when to when or how much, who came, why not.
 */
#include "pratica/caso.h"
#include "prestazione/prestazione.h"

#include <string.h>
#include <time.h>

/* What stands in the form, as the row wants it. */
struct rendered {
	int64_t quantity;
	const char *reason, *from, *to;
};

static struct error *offer(struct request *rq, struct form *form, const struct pratica *p, const char **unit)
{
	struct q_prestazione_scelte *found;
	size_t count;

	TRY(q_prestazione_scelte(rq->db, p->id, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	*unit = NULL;
	for (size_t i = 0; i < count; i++) {
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].prestazione_prevista_id.v), found[i].testo, NULL };
		if (found[i].prestazione_prevista_id.v == pratica_form_id(form, "prevista"))
			*unit = found[i].unita;
	}
	form_choices(form, "prestazione_della_pratica", choices, count);
	return NULL;
}

/* Of a service by the hour the hours say how much; typed as well, the two must agree. */
static void check_quantity(struct form *form, const char *unit, struct rendered *out)
{
	const char *typed = form_text(form, "quantita");
	int64_t minutes = prestazione_minutes(out->from, out->to);
	bool time = unit && strcmp(unit, "ORA") == 0;
	const char *why = typed ? prestazione_quantity(form_arena(form), unit, typed, &out->quantity) : NULL;

	if (why)
		form_error(form, "quantita", "%s", why);
	else if (!typed && time && minutes > 0)
		out->quantity = minutes;
	else if (!typed)
		form_error(form, "quantita", time ? "Scrivi quante ore, oppure dalle e alle" : "Scrivi quante");
	else if (time && minutes > 0 && minutes != out->quantity)
		form_error(form, "quantita", "Dalle %s alle %s sono %lld:%02lld: correggi la quantità o le ore", out->from, out->to,
			   (long long)minutes / 60, (long long)minutes % 60);
}

static struct rendered check(struct form *form, const char *unit)
{
	const char *day = form_date(form, "data"), *outcome = form_text(form, "esito");
	struct rendered out = { .from = form_text(form, "dalle"), .to = form_text(form, "alle") };

	if (day && strcmp(day, italian_today(form_arena(form), (int64_t)time(NULL))) > 0)
		form_error(form, "data", "Il %s deve ancora venire: si registra quello che è già stato", italian_date(form_arena(form), day));
	if (!outcome || strcmp(outcome, "SI") != 0) {
		out = (struct rendered){ .reason = form_text(form, "motivo") };
		return out;
	}
	if (!out.from != !out.to)
		form_error(form, out.from ? "alle" : "dalle", "Scrivi tutte e due le ore, o nessuna");
	else if (out.from && prestazione_minutes(out.from, out.to) <= 0)
		form_error(form, "alle", "Alle %s viene prima delle %s", out.to, out.from);
	else
		check_quantity(form, unit, &out);
	return out;
}

/* ?prevista=ID&giorno=2026-11-03: from a day of the section. */
struct error *prestazione_resa_nuova(struct request *rq)
{
	const char *planned = fields_get(&rq->query, "prevista"), *day = fields_get(&rq->query, "giorno"), *unit, *iso, *why;
	struct pratica *p;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	form_set(rq->form, "prevista", planned);
	form_set(rq->form, "esito", "SI");
	form_set(rq->form, "data", day && form_parse_date(rq->arena, day, false, &iso, &why) ? iso : italian_today(rq->arena, (int64_t)time(NULL)));
	TRY(offer(rq, rq->form, p, &unit));
	return prestazioni_form(rq, p, "Registra una prestazione", NULL);
}

struct error *prestazione_resa_crea(struct request *rq)
{
	struct q_prestazione_resa_crea made;
	struct form *form = rq->form;
	struct pratica *p;
	const char *unit;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, form, p, &unit));
	struct rendered out = check(form, unit);
	if (!form_ok(form))
		return prestazioni_form(rq, p, "Registra una prestazione", NULL);
	TRY(q_prestazione_resa_crea(rq->db, p->id, (prestazione_prevista_id){ pratica_form_id(form, "prevista") }, form_date(form, "data"),
				    out.quantity, out.reason, out.from, out.to, form_text(form, "operatore"), form_text(form, "nota"),
				    &made));
	return prestazioni_back(rq, p, arena_strndup(rq->arena, form_date(form, "data"), 7), "resa-salvata");
}

/* ---- one that exists ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_prestazione_resa_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, p));
	if (!*p)
		return NULL;
	TRY(q_prestazione_resa_leggi(rq->db, PATH_ID(rq, prestazione_resa), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such service of this case");
}

static struct error *fill(struct request *rq, struct form *form, const struct pratica *p, prestazione_resa_id id)
{
	const char *unit;

	TRY(q_prestazione_resa_campi(rq->db, id, p->id, form_sink(form)));
	TRY(db_wait(rq->db));
	TRY(form_choices_again(rq, form));
	return offer(rq, form, p, &unit);
}

struct error *prestazione_resa_modifica(struct request *rq)
{
	struct q_prestazione_resa_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(fill(rq, rq->form, p, stored.prestazione_resa_id));
	form_set_version(rq, stored.versione);
	return prestazioni_form(rq, p, "Prestazione registrata", NULL);
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_prestazione_resa_leggi stored;
	struct form *other;
	bool found;

	TRY(q_prestazione_resa_leggi(rq->db, PATH_ID(rq, prestazione_resa), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "prestazione_resa", &other));
	TRY(fill(rq, other, p, stored.prestazione_resa_id));
	TRY(pratica_row_saved_by(rq, "prestazione_resa", stored.prestazione_resa_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *prestazione_resa_salva(struct request *rq)
{
	struct q_prestazione_resa_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	const char *unit;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(offer(rq, form, p, &unit));
	struct rendered out = check(form, unit);
	if (!form_ok(form))
		return prestazioni_form(rq, p, "Prestazione registrata", NULL);
	TRY(q_prestazione_resa_salva(rq->db, (prestazione_prevista_id){ pratica_form_id(form, "prevista") }, form_date(form, "data"), out.quantity,
				     out.reason, out.from, out.to, form_text(form, "operatore"), form_text(form, "nota"), stored.prestazione_resa_id,
				     p->id, form_version(rq), &saved));
	return saved ? prestazioni_back(rq, p, arena_strndup(rq->arena, form_date(form, "data"), 7), "resa-salvata") : conflict(rq, p);
}

struct error *prestazione_resa_togli(struct request *rq)
{
	struct q_prestazione_resa_togli gone;
	struct pratica *p;
	bool found;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	TRY(q_prestazione_resa_togli(rq->db, PATH_ID(rq, prestazione_resa), p->id, &gone, &found));
	return found ? prestazioni_back(rq, p, gone.mese, "resa-tolta") : error_raise(ERR_NOT_FOUND, "no such service of this case");
}
