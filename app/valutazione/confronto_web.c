/*
 * The valutazioni of a person: beside every other kind of case (VAL-09), and side by side over time, heading
 * by heading, with a drawing of each (VAL-01).
 */
#include "soggetto/scheda.h"
#include "valutazione/grafico.h"
#include "valutazione/valutazione.h"

#include <string.h>

#define COLUMNS 6

/* ---- the section of the other kinds ---- */

struct error *valutazione_della_pratica(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "valutazioni", &p));
	if (!p)
		return NULL;
	TRY(q_valutazioni_del_soggetto(rq->db, p->id, p->holder, rows(rq, "Valutazioni")));
	page_int(rq->page, "Soggetto.id", p->holder.v);
	if (session_may(rq->session, VALUTAZIONE_APRI) && p->holder.v)
		page_setf(rq->page, "Valutazioni_nuova", "/valutazioni/nuova?da=%lld", (long long)p->id.v);
	return page_send(rq, "valutazione_della_pratica", arena_printf(rq->arena, "Valutazioni accanto a %s", p->code));
}

/* ---- side by side ---- */

struct comparison {
	struct request *rq;
	struct q_valutazioni_a_confronto *cases; /* the oldest first */
	size_t case_count;
	struct q_valutazioni_livelli *levels; /* by heading */
	size_t level_count;
};

static void fill_columns(const struct comparison *c)
{
	for (size_t i = 0; i < c->case_count; i++) {
		const struct q_valutazioni_a_confronto *one = &c->cases[i];
		struct page *node = page_node(c->rq->page, arena_printf(c->rq->arena, "Confronto.colonna.%zu", i));

		page_int(node, "id", one->pratica_id.v);
		page_set(node, "codice", one->codice);
		page_set(node, "data", italian_date(c->rq->arena, one->data_inizio));
		page_set(node, "tipo", one->tipo);
		page_set(node, "motivo", one->motivo);
		page_set(node, "stato", one->stato_nome);
		page_set(node, "esito", one->esito);
		page_set(node, "servizio", one->servizio);
		page_set(node, "sintesi", one->sintesi);
	}
}

static const struct q_valutazioni_livelli *level_of(const struct comparison *c, const char *area, pratica_id id)
{
	for (size_t i = 0; i < c->level_count; i++)
		if (c->levels[i].pratica_id.v == id.v && strcmp(c->levels[i].codice, area) == 0)
			return &c->levels[i];
	return NULL;
}

/* The drawing of a row, where there are two values to join. */
static void fill_drawing(const struct comparison *c, struct page *row, struct grafico_punto *points)
{
	struct grafico drawing = grafico_make(c->rq->arena, GRAFICO_LIVELLI, points, c->case_count);
	int n = 0;

	if (drawing.said < 2)
		return;
	page_int(row, "grafico.larghezza", drawing.width);
	page_int(row, "grafico.altezza", drawing.height);
	page_set(row, "grafico.percorso", drawing.line);
	for (int value = 0; value <= GRAFICO_MASSIMO; value++) {
		page_int(row, arena_printf(c->rq->arena, "grafico.riga.%d.y", value), grafico_y(GRAFICO_LIVELLI, value));
		page_int(row, arena_printf(c->rq->arena, "grafico.riga.%d.valore", value), value);
	}
	for (size_t i = 0; i < c->case_count; i++) {
		if (points[i].value < 0)
			continue;
		struct page *node = page_node(row, arena_printf(c->rq->arena, "grafico.punto.%d", n++));
		page_int(node, "x", points[i].x);
		page_int(node, "y", points[i].y);
		page_int(node, "testo_y", points[i].y - 8);
		page_int(node, "valore", points[i].value);
		page_set(node, "data", italian_date(c->rq->arena, c->cases[i].data_inizio));
	}
}

static void fill_row(const struct comparison *c, int number, const struct q_valutazioni_livelli *heading)
{
	struct page *row = page_node(c->rq->page, arena_printf(c->rq->arena, "Confronto.riga.%d", number));
	struct grafico_punto points[COLUMNS];

	page_set(row, "codice", heading->codice);
	page_set(row, "titolo", heading->titolo);
	page_set(row, "domanda", heading->domanda);
	for (size_t i = 0; i < c->case_count; i++) {
		const struct q_valutazioni_livelli *level = level_of(c, heading->codice, c->cases[i].pratica_id);
		struct page *cell = page_node(row, arena_printf(c->rq->arena, "cella.%zu", i));

		points[i] = (struct grafico_punto){ .value = level && level->livello ? level->livello[0] - '0' : -1 };
		page_set(cell, "testo", level && level->livello ? arena_printf(c->rq->arena, "%s · %s", level->livello, level->livello_testo) : "");
		page_flag(cell, "scritta", level != NULL);
		page_set(cell, "autore", level ? level->autore : "");
	}
	fill_drawing(c, row, points);
}

static bool shown_before(const struct comparison *c, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(c->levels[i].codice, c->levels[at].codice) == 0)
			return true;
	return false;
}

static bool named_already(const struct comparison *c, const struct q_valutazione_scale *scales, size_t at)
{
	for (size_t i = 0; i < c->case_count; i++)
		if (c->cases[i].pratica_id.v == scales[at].pratica_id.v)
			return true;
	for (size_t i = 0; i < at; i++)
		if (scales[i].pratica_id.v == scales[at].pratica_id.v)
			return true;
	return false;
}

/* Which cases were read, beside the person whose page it is: those side by side, then others that have a scale. */
static void register_cases(const struct comparison *c, const struct q_valutazione_scale *scales, size_t scale_count)
{
	struct text *json = text_new(c->rq->arena);
	const char *comma = "";

	text_add(json, "{\"pratiche\":[");
	for (size_t i = 0; i < c->case_count; i++, comma = ",")
		text_addf(json, "%s%lld", comma, (long long)c->cases[i].pratica_id.v);
	for (size_t i = 0; i < scale_count; i++) {
		if (named_already(c, scales, i))
			continue;
		text_addf(json, "%s%lld", comma, (long long)scales[i].pratica_id.v);
		comma = ",";
	}
	text_add(json, "]}");
	audit_detail(c->rq, json->data);
}

struct error *valutazione_confronto(struct request *rq)
{
	struct comparison c = { .rq = rq };
	struct q_valutazione_scale *scales;
	struct scheda *person;
	size_t scale_count;
	int n = 0;

	TRY(soggetto_open(rq, "valutazioni", &person));
	if (!person)
		return NULL;
	TRY(q_valutazioni_del_soggetto(rq->db, (pratica_id){ 0 }, person->id, rows(rq, "Valutazioni")));
	TRY(q_valutazioni_a_confronto(rq->db, person->id, COLUMNS, &c.cases, &c.case_count));
	TRY(q_valutazioni_livelli(rq->db, person->id, &c.levels, &c.level_count));
	fill_columns(&c);
	for (size_t i = 0; i < c.level_count; i++)
		if (!shown_before(&c, i))
			fill_row(&c, n++, &c.levels[i]);
	page_flag(rq->page, "Confronto.si", c.case_count > 1);
	if (session_may(session_of(rq), VALUTAZIONE_APRI))
		page_setf(rq->page, "Valutazioni_nuova", "/valutazioni/nuova?titolare=%lld", (long long)person->id.v);
	TRY(valutazione_scale_mostra(rq, person->id, &scales, &scale_count));
	if (c.case_count || scale_count)
		register_cases(&c, scales, scale_count);
	return page_send(rq, "valutazione_confronto", arena_printf(rq->arena, "Valutazioni di %s", person->name));
}
