/*
 * Movements of many cases, planned by the queue: piece after piece, so that others get their turn and
 * whoever opens one of these cases waits for a second at most.
 */
#include "conti/genera.h"

#include "base/log.h"
#include "query.h"

#define PIECE 100 /* cases in one transaction */

struct error *movimenti_lavora(struct job *job)
{
	struct q_generazione_passo row;
	int64_t id = job_int(job, "generazione");

	TRY(q_generazione_passo(job->db, id, PIECE, &row));
	if (row.viste < PIECE)
		log_line("event=movimenti generation=%lld ended", (long long)id);
	return NULL;
}
