/*
 * Screens of a kind of case that is its form and a few rules.
 */
#include "documento/documento.h"
#include "pratica/caso.h"

#include <string.h>
#include <time.h>

int64_t pratica_form_id(struct form *form, const char *field)
{
	const char *value = form_has(form, field) ? form_text(form, field) : NULL;
	int64_t id;

	return value && text_to_int(value, &id) && id > 0 ? id : 0;
}

static const char *date_of(struct form *form, const char *field)
{
	return form_has(form, field) ? form_date(form, field) : NULL;
}

static const char *text_of(struct form *form, const char *field)
{
	return form_has(form, field) ? form_text(form, field) : NULL;
}

/* {"esito","destinatario"} for a text[] parameter; names of fields need no care. */
static const char *acts_array(struct request *rq, const struct pratica_caso *caso)
{
	struct text *array = text_new(rq->arena);

	text_add(array, "{");
	for (size_t i = 0; caso->acts && caso->acts[i]; i++)
		text_addf(array, "%s%s", i ? "," : "", caso->acts[i]);
	text_add(array, "}");
	return array->data;
}

static struct error *choices(struct request *rq, struct form *form, const struct pratica_caso *caso, const struct pratica *p)
{
	return caso->choices ? caso->choices(rq, form, p) : NULL;
}

/* What every kind asks of its dates; then the rules of its own. */
static struct error *check(struct request *rq, const struct pratica_caso *caso, const struct pratica *p)
{
	struct q_persona_in_parole person;
	struct form *form = rq->form;
	const char *start = date_of(form, "data_inizio"), *end = date_of(form, "data_fine_prevista");

	TRY(pratica_show_person(rq, form, "titolare", &person));
	if (start && person.data_nascita && strcmp(start, person.data_nascita) < 0)
		form_error(form, "data_inizio", "La data (%s) viene prima della nascita della persona (%s)", italian_date(rq->arena, start),
			   italian_date(rq->arena, person.data_nascita));
	if (start && strcmp(start, italian_today(rq->arena, (int64_t)time(NULL))) > 0)
		form_error(form, "data_inizio", "La data (%s) è nel futuro", italian_date(rq->arena, start));
	if (start && end && strcmp(end, start) < 0)
		form_error(form, "data_fine_prevista", "La fine prevista (%s) viene prima dell’inizio (%s)", italian_date(rq->arena, end),
			   italian_date(rq->arena, start));
	return caso->check ? caso->check(rq, form, p, &person) : NULL;
}

static void fill_form(struct form *form, const struct q_pratica_dati *row)
{
	char id[24];

	if (row->titolare_soggetto_id.v) {
		snprintf(id, sizeof(id), "%lld", (long long)row->titolare_soggetto_id.v);
		form_set(form, "titolare", id);
	}
	form_set(form, "data_inizio", row->data_inizio);
	if (form_has(form, "data_fine_prevista"))
		form_set(form, "data_fine_prevista", row->data_fine_prevista);
	if (form_has(form, "motivo_attivazione"))
		form_set(form, "motivo_attivazione", row->motivo_attivazione);
}

/* Around the form, after the draft and the person that was chosen were laid over it. */
static struct error *show(struct request *rq, const struct pratica_caso *caso, const struct pratica *p)
{
	struct q_persona_in_parole person;

	page_set(rq->page, "Caso.kind", caso->kind->code);
	page_flag(rq->page, "Caso.nuovo", !p);
	if (!form_was_sent(rq->form)) {
		TRY(pratica_show_person(rq, rq->form, "titolare", &person));
		TRY(choices(rq, rq->form, caso, p));
	}
	return caso->show ? caso->show(rq, rq->form, p) : NULL;
}

/* ---- a new one ---- */

static struct error *new_page(struct request *rq, const struct pratica_caso *caso)
{
	struct q_pratica_kind kind;

	TRY(q_pratica_kind(rq->db, caso->kind->code, &kind));
	page_set(rq->page, "Pagina.area", pratica_area(rq, kind.percorso));
	crumb(rq, "Home", "/");
	crumb(rq, kind.plurale, kind.percorso);
	crumb(rq, caso->title, NULL);
	form_cancel(rq, kind.percorso);
	page_set(rq->page, "Modulo.salva", caso->save);
	TRY(documenti_bozza(rq, rq->path));
	TRY(page_send(rq, "caso_nuovo", caso->title));
	return show(rq, caso, NULL);
}

struct error *pratica_caso_nuovo(struct request *rq, const struct pratica_caso *caso)
{
	form_set(rq->form, "data_inizio", italian_today(rq->arena, (int64_t)time(NULL)));
	if (caso->begin)
		TRY(caso->begin(rq, rq->form));
	return new_page(rq, caso);
}

static struct error *create(struct request *rq, const struct pratica_caso *caso, struct q_pratica_crea *made)
{
	struct form *form = rq->form;
	modulo_id module;

	TRY(form_id(rq, caso->kind->form, &module));
	return q_pratica_crea(rq->db, caso->kind->code, (soggetto_id){ pratica_form_id(form, "titolare") }, form_date(form, "data_inizio"),
			      date_of(form, "data_fine_prevista"), text_of(form, "motivo_attivazione"), form_json(form), acts_array(rq, caso),
			      module, made);
}

struct error *pratica_caso_crea(struct request *rq, const struct pratica_caso *caso)
{
	const char *done = caso->done;
	struct q_pratica_crea made;
	bool going;

	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(choices(rq, rq->form, caso, NULL));
	TRY(check(rq, caso, NULL));
	if (!form_ok(rq->form))
		return new_page(rq, caso);
	TRY(create(rq, caso, &made));
	if (caso->born)
		TRY(caso->born(rq, rq->form, &made, &done));
	TRY(documento_della_bozza_alla_pratica(rq, rq->path, made.pratica_id));
	return redirect(rq, "/pratiche/%lld?fatto=%s", (long long)made.pratica_id.v, done);
}

/* ---- the detail ---- */

static struct error *detail_page(struct request *rq, const struct pratica *p, const struct pratica_caso *caso)
{
	form_cancel(rq, p->list);
	page_flag(rq->page, "Modulo.torna", true);
	if (!p->may_write)
		rq->web->draft_found = false;
	TRY(q_pratica_attivita(rq->db, p->id, rows(rq, "Attivita")));
	TRY(q_pratica_abilitati(rq->db, p->id, rows(rq, "Abilitati")));
	TRY(page_send(rq, "caso_dettaglio", arena_printf(rq->arena, "%s %s", p->kind_name, p->code)));
	return show(rq, caso, p);
}

struct error *pratica_caso_dettaglio(struct request *rq, struct pratica *p, const struct pratica_caso *caso)
{
	struct q_pratica_dati row;
	bool found;

	TRY(q_pratica_dati(rq->db, p->id, &row, &found));
	TRY(form_set_json(rq->form, row.dati));
	fill_form(rq->form, &row);
	form_set_version(rq, row.versione);
	return detail_page(rq, p, caso);
}

/* Somebody saved meanwhile: both texts. */
static struct error *show_conflict(struct request *rq, const struct pratica *p, const struct pratica_caso *caso)
{
	struct q_persona_in_parole person;
	struct q_pratica_dati now;
	struct form *stored;
	bool found;

	TRY(q_pratica_dati(rq->db, p->id, &now, &found));
	if (!found)
		return error_raise(ERR_FORBIDDEN, "the case is no longer open to this operator");
	TRY(form_open(rq, caso->kind->form, &stored));
	TRY(form_set_json(stored, now.dati));
	fill_form(stored, &now);
	TRY(choices(rq, stored, caso, p));
	TRY(pratica_show_person(rq, stored, "titolare", &person));
	return pratica_conflict(rq, rq->form, stored, now.versione);
}

struct error *pratica_caso_salva(struct request *rq, struct pratica *p, const struct pratica_caso *caso)
{
	struct form *form = rq->form;
	modulo_id module;
	int64_t touched;
	bool going;

	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(choices(rq, form, caso, p));
	TRY(check(rq, caso, p));
	if (!form_ok(form))
		return detail_page(rq, p, caso);
	TRY(form_id(rq, caso->kind->form, &module));
	TRY(q_pratica_modifica(rq->db, (soggetto_id){ pratica_form_id(form, "titolare") }, form_date(form, "data_inizio"),
			       date_of(form, "data_fine_prevista"), text_of(form, "motivo_attivazione"), form_json(form),
			       acts_array(rq, caso), module, p->id, form_version(rq), &touched));
	if (!touched)
		return show_conflict(rq, p, caso);
	if (caso->saved)
		TRY(caso->saved(rq, form, p));
	if (fields_get(&rq->body, "poi"))
		return redirect(rq, "%s?fatto=salvato", p->list);
	return redirect(rq, "/pratiche/%lld?fatto=salvato", (long long)p->id.v);
}
