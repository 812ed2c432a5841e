/*
 * Persons around a case (GEN-33): guardians, caregivers; of the register of persons or not, with
 * the legal deed and its term.
 */
#include "pratica/pratica.h"

#include <string.h>

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/soggetti-significativi%s", (long long)p->id.v, rest);
}

struct error *significativi_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "soggetti-significativi", &p));
	if (!p)
		return NULL;
	TRY(q_significativo_elenco(rq->db, p->id, rows(rq, "Significativi")));
	return page_send(rq, "significativi", arena_printf(rq->arena, "Soggetti significativi di %s", p->code));
}

/* ---- the form ---- */

static struct error *show_form(struct request *rq, const struct pratica *p, const char *title)
{
	struct q_persona_in_parole person;

	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Sezione.titolo", title);
	TRY(page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, p->code)));
	/* after page_send, which lays draft and choice over the form */
	return pratica_show_person(rq, rq->form, "soggetto", &person);
}

/* What the definition cannot say: somebody must be named, and exist. */
static struct error *check(struct request *rq)
{
	struct form *form = rq->form;
	const char *from = form_date(form, "valido_dal"), *to = form_date(form, "valido_al");
	struct q_persona_in_parole person;

	if (!form_raw(form, "soggetto") && !form_text(form, "denominazione"))
		form_error(form, "denominazione", "Scegli una persona dell’anagrafica, o scrivi come si chiama");
	if (from && to && strcmp(to, from) < 0)
		form_error(form, "valido_al", "La fine viene prima dell’inizio");
	return pratica_show_person(rq, form, "soggetto", &person);
}

struct error *significativo_nuovo(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, "soggetti-significativi", &p));
	return p ? show_form(rq, p, "Nuovo soggetto significativo") : NULL;
}

struct error *significativo_crea(struct request *rq)
{
	struct pratica *p;
	struct q_significativo_crea made;
	struct form *form = rq->form;
	bool going;

	TRY(pratica_open_to_write(rq, "soggetti-significativi", &p));
	if (!p)
		return NULL;
	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(check(rq));
	if (!form_ok(form))
		return show_form(rq, p, "Nuovo soggetto significativo");
	TRY(q_significativo_crea(rq->db, p->id, form_text(form, "tipo"), (soggetto_id){ form_int(form, "soggetto") },
				 form_text(form, "denominazione"), form_text(form, "telefono"), form_text(form, "email"),
				 form_text(form, "atto"), form_date(form, "atto_data"), form_date(form, "valido_dal"),
				 form_date(form, "valido_al"), form_text(form, "note"), &made));
	return redirect(rq, "%s", here(rq, p, "?fatto=significativo-salvato"));
}

/* ---- an entry that exists ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_significativo_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, "soggetti-significativi", p));
	if (!*p)
		return NULL;
	TRY(q_significativo_leggi(rq->db, PATH_ID(rq, soggetto_significativo), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such person around this case");
}

struct error *significativo_modifica(struct request *rq)
{
	struct pratica *p;
	struct q_significativo_leggi stored;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_significativo_campi(rq->db, stored.soggetto_significativo_id, p->id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return show_form(rq, p, "Soggetto significativo");
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_significativo_leggi stored;
	struct form *other;
	bool found;

	TRY(q_significativo_leggi(rq->db, PATH_ID(rq, soggetto_significativo), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "soggetto_significativo", &other));
	TRY(q_significativo_campi(rq->db, stored.soggetto_significativo_id, p->id, form_sink(other)));
	TRY(pratica_row_saved_by(rq, "soggetto_significativo", stored.soggetto_significativo_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *significativo_salva(struct request *rq)
{
	struct pratica *p;
	struct q_significativo_leggi stored;
	struct form *form = rq->form;
	int64_t saved;
	bool going;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(check(rq));
	if (!form_ok(form))
		return show_form(rq, p, "Soggetto significativo");
	TRY(q_significativo_salva(rq->db, form_text(form, "tipo"), (soggetto_id){ form_int(form, "soggetto") },
				  form_text(form, "denominazione"), form_text(form, "telefono"), form_text(form, "email"),
				  form_text(form, "atto"), form_date(form, "atto_data"), form_date(form, "valido_dal"),
				  form_date(form, "valido_al"), form_text(form, "note"), stored.soggetto_significativo_id,
				  p->id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, p);
	return redirect(rq, "%s", here(rq, p, "?fatto=significativo-salvato"));
}

struct error *significativo_togli(struct request *rq)
{
	struct pratica *p;
	int64_t gone;

	TRY(pratica_open_to_write(rq, "soggetti-significativi", &p));
	if (!p)
		return NULL;
	TRY(q_significativo_togli(rq->db, PATH_ID(rq, soggetto_significativo), p->id, &gone));
	return redirect(rq, "%s", here(rq, p, gone ? "?fatto=significativo-tolto" : ""));
}
