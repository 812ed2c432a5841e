/*
 * The section «Schede di rilevazione» of a case: forms as data, filled in at a date, several times over
 * time (GEN-31, GEN-32).  Which schede a kind has is a table.
 */
#include "pratica/pratica.h"

#include <string.h>
#include <time.h>

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/schede%s", (long long)p->id.v, rest);
}

/* ---- all of them, scheda by scheda ---- */

/* What was filled in, in words, on the version of the form on which it was written. */
static struct error *fill_one(struct request *rq, const char *at, const struct q_rilevazione_elenco *one)
{
	struct page *node = page_node(rq->page, at);
	struct form *form;

	TRY(form_open_version(rq, one->modulo_id, NULL, &form));
	TRY(form_set_json(form, one->dati));
	TRY(form_choices_again(rq, form));
	form_to_page(form, rq->page, arena_printf(rq->arena, "%s.Modulo", at));
	page_int(node, "id", one->rilevazione_id.v);
	page_set(node, "data", italian_date(rq->arena, one->data));
	page_set(node, "autore", one->autore);
	page_set(node, "servizio", one->servizio);
	if (one->modificata)
		page_set(node, "modificata", italian_instant(rq->arena, one->modificata_il, (int64_t)time(NULL)));
	return NULL;
}

static struct error *fill_scheda(struct request *rq, const char *at, const struct q_rilevazione_schede *scheda,
				 const struct q_rilevazione_elenco *all, size_t count)
{
	struct page *node = page_node(rq->page, at);
	int n = 0;

	page_set(node, "codice", scheda->codice);
	page_set(node, "nome", scheda->denominazione);
	page_set(node, "descrizione", scheda->descrizione);
	page_set(node, "fonte", scheda->fonte);
	page_flag(node, "vale", scheda->vale);
	for (size_t i = 0; i < count; i++)
		if (all[i].scheda_rilevazione_id.v == scheda->scheda_rilevazione_id.v)
			TRY(fill_one(rq, arena_printf(rq->arena, "%s.volta.%d", at, n++), &all[i]));
	page_int(node, "volte", n);
	return NULL;
}

struct error *rilevazioni_mostra(struct request *rq, pratica_id id)
{
	struct q_rilevazione_schede *schede;
	struct q_rilevazione_elenco *all;
	size_t scheda_count, count;

	TRY(q_rilevazione_schede(rq->db, id, &schede, &scheda_count));
	TRY(q_rilevazione_elenco(rq->db, id, &all, &count));
	for (size_t i = 0; i < scheda_count; i++)
		TRY(fill_scheda(rq, arena_printf(rq->arena, "Schede.%zu", i), &schede[i], all, count));
	return NULL;
}

struct error *rilevazioni_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "schede", &p));
	if (!p)
		return NULL;
	TRY(rilevazioni_mostra(rq, p->id));
	return page_send(rq, "schede", arena_printf(rq->arena, "Schede di rilevazione di %s", p->code));
}

/* ---- filling one in ---- */

static struct error *show_form(struct request *rq, const struct pratica *p, const char *title, const char *what, const char *source)
{
	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Scheda.titolo", title);
	page_set(rq->page, "Scheda.descrizione", what);
	page_set(rq->page, "Scheda.fonte", source);
	page_set(rq->page, "Modulo.salva", "Salva la scheda");
	return page_send(rq, "scheda_modulo", arena_printf(rq->arena, "%s di %s", title, p->code));
}

static void check(struct request *rq)
{
	const char *day = form_date(rq->form, "data"), *today = italian_today(rq->arena, (int64_t)time(NULL));

	if (day && strcmp(day, today) > 0)
		form_error(rq->form, "data", "La data è nel futuro: scrivi il giorno in cui la rilevazione è stata fatta");
}

/* The scheda named in the path, of the kind of the case; its form is rq->form. */
static struct error *open_scheda(struct request *rq, struct pratica **p, struct q_rilevazione_scheda *scheda)
{
	bool found;

	TRY(pratica_open_to_write(rq, "schede", p));
	if (!*p)
		return NULL;
	TRY(q_rilevazione_scheda(rq->db, rq->path_word ? rq->path_word : "", (*p)->id, scheda, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "this kind has no such scheda today");
	return form_choose(rq, scheda->modulo);
}

struct error *rilevazione_nuova(struct request *rq)
{
	struct q_rilevazione_scheda scheda;
	struct pratica *p;

	TRY(open_scheda(rq, &p, &scheda));
	if (!p)
		return NULL;
	if (!form_raw(rq->form, "data"))
		form_set(rq->form, "data", italian_today(rq->arena, (int64_t)time(NULL)));
	return show_form(rq, p, scheda.denominazione, scheda.descrizione, scheda.fonte);
}

static struct error *saved(struct request *rq, const struct pratica *p, rilevazione_id id)
{
	return redirect(rq, "%s?fatto=scheda-salvata#scheda-%lld", here(rq, p, ""), (long long)id.v);
}

struct error *rilevazione_crea(struct request *rq)
{
	struct q_rilevazione_scheda scheda;
	struct q_rilevazione_crea made;
	struct pratica *p;
	modulo_id module;

	TRY(open_scheda(rq, &p, &scheda));
	if (!p)
		return NULL;
	check(rq);
	if (!form_ok(rq->form))
		return show_form(rq, p, scheda.denominazione, scheda.descrizione, scheda.fonte);
	TRY(form_id(rq, scheda.modulo, &module));
	TRY(q_rilevazione_crea(rq->db, p->id, scheda.scheda_rilevazione_id, form_date(rq->form, "data"), module, form_json(rq->form), &made));
	return saved(rq, p, made.rilevazione_id);
}

/* ---- one that was filled in ---- */

static struct error *find(struct request *rq, struct pratica **p, struct q_rilevazione_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, "schede", p));
	if (!*p)
		return NULL;
	TRY(q_rilevazione_leggi(rq->db, PATH_ID(rq, rilevazione), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such filling of this case");
}

static struct error *fill_from(struct form *form, const struct q_rilevazione_leggi *stored)
{
	TRY(form_set_json(form, stored->dati));
	form_set(form, "data", stored->data);
	return NULL;
}

struct error *rilevazione_modifica(struct request *rq)
{
	struct q_rilevazione_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(form_choose(rq, stored.modulo));
	TRY(fill_from(rq->form, &stored));
	TRY(form_choices_again(rq, rq->form));
	form_set_version(rq, stored.versione);
	return show_form(rq, p, stored.denominazione, stored.descrizione, stored.fonte);
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_rilevazione_leggi now;
	struct form *other;
	bool found;

	TRY(q_rilevazione_leggi(rq->db, PATH_ID(rq, rilevazione), p->id, &now, &found));
	if (!found)
		return forbid(rq, "Nel frattempo la scheda è stata tolta. Quello che hai scritto è in Bozze.", "the filling is gone");
	TRY(form_open(rq, now.modulo, &other));
	TRY(fill_from(other, &now));
	TRY(form_choices_again(rq, other));
	TRY(pratica_row_saved_by(rq, "rilevazione", now.rilevazione_id.v));
	return pratica_conflict(rq, rq->form, other, now.versione);
}

struct error *rilevazione_salva(struct request *rq)
{
	struct q_rilevazione_leggi stored;
	struct pratica *p;
	modulo_id module;
	int64_t touched;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(form_choose(rq, stored.modulo));
	check(rq);
	if (!form_ok(rq->form))
		return show_form(rq, p, stored.denominazione, stored.descrizione, stored.fonte);
	TRY(form_id(rq, stored.modulo, &module));
	TRY(q_rilevazione_salva(rq->db, form_date(rq->form, "data"), module, form_json(rq->form), stored.rilevazione_id, p->id,
				form_version(rq), &touched));
	return touched ? saved(rq, p, stored.rilevazione_id) : conflict(rq, p);
}

struct error *rilevazione_togli(struct request *rq)
{
	struct pratica *p;
	int64_t gone;

	TRY(pratica_open_to_write(rq, "schede", &p));
	if (!p)
		return NULL;
	TRY(q_rilevazione_togli(rq->db, PATH_ID(rq, rilevazione), p->id, &gone));
	return redirect(rq, "%s", here(rq, p, gone ? "?fatto=scheda-tolta" : ""));
}
