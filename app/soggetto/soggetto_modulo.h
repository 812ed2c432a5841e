/*
 * The form of a person between what was typed and the row: places resolved, the codice fiscale
 * compared with all data, likely doubles.  Between the files of this room only.
 */
#ifndef SOGGETTO_SOGGETTO_MODULO_H
#define SOGGETTO_SOGGETTO_MODULO_H

#include "web/web.h"

/* What the form says, beyond its own fields. */
struct soggetto_reading {
	comune_id birth_town, home_town;
	stato_estero_id birth_state;
	const char *code, *stp; /* in capitals without blanks, or NULL */
	const char *differences; /* text[] of the parts confirmed to disagree, or NULL */
	const char *proposal;    /* the code that the data give, where none was typed; NULL */
};

/*
 * Every rule beyond the definition, as sentences in rq->form.  `stored` is the row being changed,
 * NULL for a new person: what is as it was is not asked about again.  `asked`: the person only asked
 * for the code to be computed, so that nothing is owed yet.
 * Fills Luogo.N and Residenza.N (choices of a place that was not clear), Simili.N, Proposta.codice.
 */
MUST struct error *soggetto_check(struct request *rq, const struct q_soggetto_vedi *stored, bool asked,
				  struct soggetto_reading *reading);

/* Places called so at `name`.N.{id,testo,nota,scelta} of the page. */
MUST struct error *luogo_offer(struct request *rq, const char *name, const char *typed, const char *born, bool today,
			       const char *picked, struct q_luogo_cerca **found, size_t *count, int *chosen);

/* Likely doubles at Simili.N; `self` 0 for a new person.  Arguments may be NULL. */
MUST struct error *soggetto_simili_offer(struct request *rq, const char *cognome, const char *nome, const char *born,
					 const char *code, soggetto_id self, struct q_soggetto_simili **found, size_t *count);

#endif
