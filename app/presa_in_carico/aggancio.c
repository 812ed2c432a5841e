/*
 * The hook by which an intervento is tied to a presa in carico.
 */
#include "presa_in_carico/presa_in_carico.h"

#include "pratica/caso.h"

#define FIELD "presa_in_carico"

struct error *presa_in_carico_offri(struct request *rq, struct form *form, soggetto_id person, pratica_id intervento)
{
	struct q_presa_in_carico_agganci *found = NULL;
	size_t count = 0;

	page_flag(rq->page, "Aggancio.vede", session_may(rq->session, PRESA_IN_CARICO_LEGGI));
	if (session_may(rq->session, PRESA_IN_CARICO_LEGGI) && (person.v || intervento.v))
		TRY(q_presa_in_carico_agganci(rq->db, intervento, person, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++) {
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].altra_pratica_id.v), found[i].testo, NULL };
		if (found[i].legata && !form_was_sent(form))
			form_set(form, FIELD, choices[i].code);
	}
	form_choices(form, "presa_in_carico_aperta", choices, count);
	page_flag(rq->page, "Aggancio.trovate", count > 0);
	if (person.v && session_may(rq->session, PRESA_IN_CARICO_APRI))
		page_setf(rq->page, "Aggancio.apri", "/prese-in-carico/nuova?titolare=%lld", (long long)person.v);
	return NULL;
}

struct error *presa_in_carico_aggancia(struct request *rq, struct form *form, pratica_id intervento)
{
	pratica_id chosen = { pratica_form_id(form, FIELD) };
	int64_t done;

	if (!session_may(rq->session, PRESA_IN_CARICO_LEGGI))
		return NULL;
	TRY(q_presa_in_carico_sgancia(rq->db, intervento, chosen));
	return chosen.v ? q_pratica_collega(rq->db, intervento, chosen, &done) : NULL;
}
