/*
 * A project on paper, to be signed (PRJ-01): goals, actions, reviews, and places for the person, the family and
 * the case manager.
 */
#include "pratica/stampa_pratica.h"
#include "progetto/obiettivi.h"
#include "stampa/stampa.h"

struct error *progetto_stampa_chiedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "obiettivi", &p));
	if (!p)
		return NULL;
	const struct stampa_richiesta what = {
		.kind = "progetto",
		.object = p->id.v,
		.pratica = p->id,
		.soggetto = p->holder,
		.title = arena_printf(rq->arena, "Progetto %s", p->code),
		.file = arena_printf(rq->arena, "%s-da-firmare.pdf", p->code),
	};
	return stampa_chiedi(rq, &what);
}

struct error *stampa_progetto(struct request *rq, const struct stampa *what)
{
	return pratica_su_carta(rq, what->pratica);
}
