/*
 * The night's comparison, and what lists and pages of persons show of rows that are one person.
 */
#include "soggetto/doppioni.h"

#define PIECE 500 /* persons looked at in one transaction: some seconds */

struct error *doppioni_lavora(struct job *job)
{
	struct q_doppioni_guarda row;

	TRY(q_doppioni_guarda(job->db, PIECE, &row));
	return row.guardate ? q_doppioni_continua(job->db) : NULL;
}

/* ---- «anche: …» ---- */

static void add(struct request *rq, struct anche *one, const struct q_anche *row, const int64_t *ids, size_t before)
{
	one->others = one->others ? arena_printf(rq->arena, "%s; %s", one->others, row->testo) : row->testo;
	one->ids = arena_printf(rq->arena, "%s%s%lld", one->ids ? one->ids : "", one->ids ? "," : "", (long long)row->altro_soggetto_id.v);
	for (size_t i = 0; i < before && !one->first; i++)
		if (ids[i] == row->altro_soggetto_id.v)
			one->first = ids[i];
}

struct error *anche_read(struct request *rq, const int64_t *ids, size_t count, struct anche **out)
{
	struct anche *list = arena_array(rq->arena, count + 1, sizeof(*list));
	struct text *array = text_new(rq->arena);
	struct q_anche *rows_found;
	size_t found;

	*out = list;
	for (size_t i = 0; i < count; i++) {
		list[i] = (struct anche){ .id = ids[i] };
		text_addf(array, i ? ",%lld" : "{%lld", (long long)ids[i]);
	}
	if (!count)
		return NULL;
	text_add(array, "}");
	TRY(q_anche(rq->db, array->data, &rows_found, &found));
	for (size_t k = 0; k < found; k++)
		for (size_t i = 0; i < count; i++)
			if (ids[i] == rows_found[k].soggetto_id.v)
				add(rq, &list[i], &rows_found[k], ids, i);
	return NULL;
}

/* ---- the page of a person ---- */

struct error *doppioni_show(struct request *rq, const struct scheda *person)
{
	TRY(q_stesse_persone(rq->db, person->id, rows(rq, "Stesse")));
	if (!session_may(session_of(rq), DOPPIONI))
		return NULL;
	TRY(q_doppioni_della_persona(rq->db, person->id, rows(rq, "Doppioni")));
	page_setf(rq->page, "Soggetto.doppione_url", "/soggetti/%lld/doppione", (long long)person->id.v);
	return NULL;
}
