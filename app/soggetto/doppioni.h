/*
 * Rows of one and the same person (BEY-09): the night's comparison, the queue of what it found, what is
 * decided, and how lists show who is linked.  The rules are sql/code/17_doppione.sql.
 */
#ifndef SOGGETTO_DOPPIONI_H
#define SOGGETTO_DOPPIONI_H

#include "job/job.h"
#include "soggetto/scheda.h"

/* The job «doppioni»: one piece of the night's comparison; what remains becomes the next job. */
MUST struct error *doppioni_lavora(struct job *job);

/* The other rows of a person as a line of a list says them. */
struct anche {
	int64_t id;          /* of the person in the list */
	const char *others;  /* «Rosi Marco, RSSMRC…; numero 100012»: NULL if there are none */
	const char *ids;     /* of those rows, for the register: «12,13»; NULL: none */
	int64_t first;       /* an earlier person of the list who is the same one; 0: none */
};
/* For the persons of a list, in its order: `out` has as many.  Only rows that the reader sees. */
MUST struct error *anche_read(struct request *rq, const int64_t *ids, size_t count, struct anche **out);

/* «Stessa persona» on the page of a person: Stesse (the other rows), Doppioni (what waits to be decided,
 * for who decides), Soggetto.doppione_url (where one is pointed out). */
MUST struct error *doppioni_show(struct request *rq, const struct scheda *person);

#endif
