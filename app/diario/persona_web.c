/*
 * All diary pages of a person's cases in one row (DIA-04), of the cases that the reader may see; and a
 * note of one field in one of them (DIA-01).  The diary of the person itself does not exist (DIA-03).
 */
#include "pratica/kind.h"
#include "soggetto/scheda.h"

#include <string.h>
#include <time.h>

#define PAGES 30

/* ---- the note ---- */

/* Whether there is a case to write in; their names become the choices. */
static struct error *fill_cases(struct request *rq, const struct scheda *person, bool *any)
{
	struct q_diario_annotabili *cases = NULL;
	size_t count = 0, offered = 0;

	if (!rq->session->read_only && session_may(rq->session, PRATICA_SCRIVI))
		TRY(q_diario_annotabili(rq->db, person->id, &cases, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++) {
		const struct pratica_kind *kind = pratica_kind_find(cases[i].kind);
		if (kind && session_may(rq->session, kind->write))
			list[offered++] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)cases[i].pratica_id.v), cases[i].testo, NULL };
	}
	form_choices(rq->form, "pratica_annotabile", list, offered);
	if (offered == 1 && !form_was_sent(rq->form))
		form_set(rq->form, "pratica", list[0].code);
	*any = offered > 0;
	return NULL;
}

/* ---- the pages ---- */

/* A parameter of the address without blanks around; NULL if empty. */
static const char *sent(struct request *rq, const char *name)
{
	const char *value = fields_get(&rq->query, name);
	char *text = value ? text_trim(rq->arena, value) : NULL;

	return text && *text ? text : NULL;
}

static void fill_page(struct request *rq, size_t at, const struct q_soggetto_diari *row)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Diari.%zu", at));

	page_int(node, "id", row->diario_pagina_id.v);
	page_int(node, "pratica", row->pratica_id.v);
	page_set(node, "data", italian_date(rq->arena, row->data));
	page_set(node, "data_iso", row->data);
	page_setf(node, "anno", "%.4s", row->data);
	page_set(node, "tipo", row->tipo);
	page_set(node, "oggetto", row->oggetto);
	page_set(node, "testo", row->testo);
	page_flag(node, "privata", row->privata);
	page_set(node, "autore", row->autore);
	page_set(node, "codice", row->codice);
	page_set(node, "kind_nome", row->kind_nome);
	page_set(node, "servizio", row->servizio);
}

/* ?cerca=…&dopo=DATE.ID: what contains those words, behind that page. */
static struct error *fill_pages(struct request *rq, const struct scheda *person)
{
	const char *search = sent(rq, "cerca"), *border = sent(rq, "dopo"), *day = NULL, *why;
	struct q_soggetto_diari *list;
	int64_t number = 0;
	size_t count;

	if (border && (strlen(border) < 12 || border[10] != '.' || !text_to_int(border + 11, &number) ||
		       !form_parse_date(rq->arena, arena_printf(rq->arena, "%.10s", border), false, &day, &why)))
		day = NULL;
	TRY(q_soggetto_diari(rq->db, person->id, search, day, number, PAGES + 1, &list, &count));
	for (size_t i = 0; i < count && i < PAGES; i++)
		fill_page(rq, i, &list[i]);
	page_set(rq->page, "Ricerca.cerca", search);
	size_t shown = count > PAGES ? PAGES : count;
	page_setf(rq->page, "Pagine.testo", shown == 1 ? "%zu pagina" : "%zu pagine", shown);
	const char *words = search ? arena_printf(rq->arena, "cerca=%s&", text_url_encode(rq->arena, search)) : "";
	if (count > PAGES)
		page_setf(rq->page, "Pagine.successiva", "%s?%sdopo=%s.%lld", rq->path, words, list[PAGES - 1].data,
			  (long long)list[PAGES - 1].diario_pagina_id.v);
	if (day)
		page_setf(rq->page, "Pagine.precedente", "%s?%s", rq->path, words);
	return NULL;
}

static struct error *show(struct request *rq, const struct scheda *person, bool writes)
{
	TRY(fill_pages(rq, person));
	if (!writes)
		rq->form = NULL;
	page_set(rq->page, "Modulo.salva", "Annota");
	return page_send(rq, "soggetto_diari", arena_printf(rq->arena, "Diari delle pratiche di %s", person->name));
}

struct error *diario_persona(struct request *rq)
{
	struct scheda *person;
	bool writes;

	TRY(soggetto_open(rq, "diari", &person));
	if (!person)
		return NULL;
	TRY(fill_cases(rq, person, &writes));
	return show(rq, person, writes);
}

struct error *diario_persona_annota(struct request *rq)
{
	struct q_diario_annota made;
	struct scheda *person;
	bool writes;

	TRY(soggetto_open(rq, "diari", &person));
	if (!person)
		return NULL;
	TRY(fill_cases(rq, person, &writes));
	if (!writes)
		return forbid(rq, "Nelle pratiche di questa persona che puoi aprire non puoi scrivere.", "no case of this person to write in");
	if (!form_ok(rq->form))
		return show(rq, person, writes);
	TRY(q_diario_annota(rq->db, (pratica_id){ form_int(rq->form, "pratica") }, italian_today(rq->arena, (int64_t)time(NULL)),
			    form_text(rq->form, "testo"), &made));
	return redirect(rq, "%s?fatto=diario-annotato", rq->path);
}
