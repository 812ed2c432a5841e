/*
 * Check your answers, send once.
 */
#include "domanda/domanda.h"

#include <inttypes.h>
#include <string.h>

/* Every obstacle with its field and the page that mends it (SELF-04). */
static size_t show_obstacles(struct request *rq, const struct domanda *d)
{
	int n = 0;

	for (size_t i = 0; i < d->part_count; i++) {
		const struct parte *part = &d->parts[i];
		struct page *scratch;
		if (!part->form_name || part->complete)
			continue;
		/* the sentences are taken from where the form puts them for a page of its own */
		char *at = arena_printf(rq->arena, "Ostacoli.%zu", i);
		form_to_page(part->form, rq->page, at);
		scratch = page_node(rq->page, at);
		page_set(scratch, "parte", part->title);
		page_setf(scratch, "url", "/self/%" PRId64 "/parte/%s?da=invio", d->id.v, part->code);
		n++;
	}
	page_int(rq->page, "Invio.ostacoli", n);
	return (size_t)n;
}

static struct error *show(struct request *rq, struct domanda *d)
{
	const char *here = arena_printf(rq->arena, "/self/%" PRId64, d->id.v);
	size_t files;

	TRY(domanda_riepilogo(rq, d->id, d->row.kind, d->viewer, here));
	TRY(domanda_allegati_mostra(rq, d->id, arena_printf(rq->arena, "%s/documenti", here), &files));
	self_pagina(rq, "Rileggi e invia");
	return page_send(rq, "self_invio", "Rileggi prima di inviare");
}

static struct error *open_to_send(struct request *rq, struct domanda **d, size_t *obstacles)
{
	TRY(domanda_apri_bozza(rq, d));
	TRY(domanda_leggi_parti(rq, *d));
	*obstacles = show_obstacles(rq, *d);
	return NULL;
}

struct error *self_invio(struct request *rq)
{
	struct domanda *d;
	size_t obstacles;

	TRY(open_to_send(rq, &d, &obstacles));
	return show(rq, d);
}

struct error *self_invia(struct request *rq)
{
	struct domanda *d;
	struct q_domanda_invia sent;
	size_t obstacles;

	TRY(open_to_send(rq, &d, &obstacles));
	if (obstacles)
		form_error(rq->form, NULL, "Prima di inviare completa le parti indicate qui sotto");
	if (!form_ok(rq->form))
		return show(rq, d);
	TRY(q_domanda_invia(rq->db, d->id, &sent));
	return redirect(rq, "/self/%" PRId64 "/inviata", d->id.v);
}

struct error *self_inviata(struct request *rq)
{
	struct domanda *d;

	TRY(domanda_apri_inviata(rq, &d));
	self_pagina(rq, "Segnalazione inviata");
	return page_send(rq, "self_inviata", "Segnalazione inviata");
}
