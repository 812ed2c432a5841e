/*
 * The scales of a person over time: totals, their bands in words, and a drawing of the last ones (VAL-01).
 */
#include "valutazione/grafico.h"
#include "valutazione/valutazione.h"

#define DRAWN 6       /* points that have room beside each other */
#define BAND_ROOM 150 /* for the words of a band, right of the last point */

struct run {
	struct request *rq;
	const struct q_valutazione_scale *fillings; /* of one version of one scale, the oldest first */
	size_t count;
	const struct q_valutazione_scala_fasce *bands; /* of all versions */
	size_t band_count;
};

static void fill_bands(const struct run *r, struct page *node, struct grafico_misura measure)
{
	int n = 0;

	for (size_t i = 0; i < r->band_count; i++) {
		const struct q_valutazione_scala_fasce *band = &r->bands[i];
		int top, bottom;

		if (band->versione_id != r->fillings->versione_id)
			continue;
		struct page *one = page_node(node, arena_printf(r->rq->arena, "fascia.%d", n++));
		grafico_fascia(measure, (int)band->da, (int)band->a, &top, &bottom);
		page_int(one, "y", top);
		page_int(one, "altezza", bottom - top);
		page_int(one, "testo_y", (top + bottom) / 2);
		page_set(one, "parole", band->parole);
		page_setf(one, "valori", band->da == band->a ? "%lld" : "%lld-%lld", (long long)band->da, (long long)band->a);
	}
}

/* The drawing of the last ones, where there are two to join. */
static void fill_drawing(const struct run *r, struct page *node)
{
	const struct q_valutazione_scale *drawn = r->count > DRAWN ? r->fillings + (r->count - DRAWN) : r->fillings;
	size_t count = r->count > DRAWN ? DRAWN : r->count;
	struct grafico_misura measure = GRAFICO_SCALA((int)drawn->minimo, (int)drawn->massimo);
	struct grafico_punto points[DRAWN];

	for (size_t i = 0; i < count; i++)
		points[i] = (struct grafico_punto){ .value = (int)drawn[i].totale };
	struct grafico drawing = grafico_make(r->rq->arena, measure, points, count);
	if (drawing.said < 2)
		return;
	page_int(node, "grafico.larghezza", drawing.width);
	page_int(node, "grafico.parole_x", drawing.width + 26);
	page_int(node, "grafico.largo", drawing.width + 20 + BAND_ROOM);
	page_int(node, "grafico.altezza", drawing.height);
	page_flag(node, "grafico.ultime", r->count > DRAWN);
	page_set(node, "grafico.percorso", drawing.line);
	page_int(node, "grafico.alto", grafico_y(measure, measure.maximum));
	page_int(node, "grafico.basso", grafico_y(measure, measure.minimum));
	page_int(node, "grafico.data_y", drawing.height - 4);
	fill_bands(r, page_node(node, "grafico"), measure);
	for (size_t i = 0; i < count; i++) {
		struct page *point = page_node(node, arena_printf(r->rq->arena, "grafico.punto.%zu", i));

		page_int(point, "x", points[i].x);
		page_int(point, "y", points[i].y);
		page_int(point, "testo_y", points[i].y - 8);
		page_int(point, "valore", points[i].value);
		page_set(point, "data", italian_date(r->rq->arena, drawn[i].giorno));
		page_set(point, "fascia", drawn[i].fascia);
	}
}

static void fill_run(const struct run *r, struct page *node)
{
	page_setf(node, "chiave", "%s-%lld", r->fillings->codice, (long long)r->fillings->versione_id);
	page_set(node, "nome", r->fillings->denominazione);
	page_int(node, "minimo", r->fillings->minimo);
	page_int(node, "massimo", r->fillings->massimo);
	page_set(node, "lettura", r->fillings->lettura);
	page_set(node, "fonte", r->fillings->fonte);
	page_set(node, "fonte_fasce", r->fillings->fonte_fasce);
	for (size_t i = 0; i < r->count; i++) {
		const struct q_valutazione_scale *one = &r->fillings[i];
		struct page *row = page_node(node, arena_printf(r->rq->arena, "riga.%zu", i));

		page_set(row, "data", italian_date(r->rq->arena, one->giorno));
		page_int(row, "totale", one->totale);
		page_set(row, "fascia", one->fascia);
		page_set(row, "autore", one->autore);
		page_set(row, "codice", one->pratica);
		page_setf(row, "url", "/pratiche/%lld/parti#parte-%lld", (long long)one->pratica_id.v, (long long)one->valutazione_parte_id.v);
	}
	fill_drawing(r, node);
}

struct error *valutazione_scale_mostra(struct request *rq, soggetto_id person, struct q_valutazione_scale **scales, size_t *count)
{
	struct q_valutazione_scala_fasce *bands;
	struct run r = { .rq = rq };
	int n = 0;

	TRY(q_valutazione_scale(rq->db, person, scales, count));
	TRY(q_valutazione_scala_fasce(rq->db, &bands, &r.band_count));
	r.bands = bands;
	for (size_t from = 0; from < *count; from += r.count) {
		r.fillings = *scales + from;
		for (r.count = 1; from + r.count < *count && r.fillings[r.count].versione_id == r.fillings->versione_id;)
			r.count++;
		fill_run(&r, page_node(rq->page, arena_printf(rq->arena, "Scala.%d", n++)));
	}
	return NULL;
}
