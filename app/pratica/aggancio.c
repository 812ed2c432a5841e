/*
 * The hook by which an intervento is tied to a presa in carico or to a progetto (GEN-26, PIC-13): a field
 * whose name is the kind.
 */
#include "pratica/aggancio.h"

#include "pratica/caso.h"

static void set(struct request *rq, const struct pratica_kind *kind, const char *what, const char *value)
{
	page_set(rq->page, arena_printf(rq->arena, "Aggancio.%s.%s", kind->code, what), value);
}

struct error *pratica_aggancio_offri(struct request *rq, struct form *form, const struct pratica_kind *kind, soggetto_id person,
				     pratica_id intervento)
{
	bool sees = session_may(rq->session, kind->read);
	struct q_pratica_agganci *found = NULL;
	size_t count = 0;

	if (sees && (person.v || intervento.v))
		TRY(q_pratica_agganci(rq->db, intervento, kind->code, person, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++) {
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].altra_pratica_id.v), found[i].testo, NULL };
		if (found[i].legata && !form_was_sent(form))
			form_set(form, kind->code, choices[i].code);
	}
	form_choices(form, arena_printf(rq->arena, "%s_da_agganciare", kind->code), choices, count);
	set(rq, kind, "vede", sees ? "1" : "");
	set(rq, kind, "trovate", count ? "1" : "");
	if (person.v && session_may(rq->session, kind->begin))
		set(rq, kind, "apri", arena_printf(rq->arena, "%s?titolare=%lld", kind->birth, (long long)person.v));
	return NULL;
}

struct error *pratica_aggancio_salva(struct request *rq, struct form *form, const struct pratica_kind *kind, pratica_id intervento)
{
	pratica_id chosen = { pratica_form_id(form, kind->code) };
	int64_t done;

	if (!session_may(rq->session, kind->read))
		return NULL;
	TRY(q_pratica_sgancia(rq->db, intervento, kind->code, chosen));
	return chosen.v ? q_pratica_collega(rq->db, intervento, chosen, &done) : NULL;
}
