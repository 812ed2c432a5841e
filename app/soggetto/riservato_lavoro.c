#include "soggetto/riservato.h"

#include "base/log.h"
#include "query.h"

struct error *riservato_doppio(struct job *job)
{
	struct q_doppio_riservato row;

	TRY(q_doppio_riservato(job->db, job_int(job, "soggetto"), job_int(job, "da"), &row));
	if (row.avvisati)
		log_line("event=doppio_riservato count=%lld", (long long)row.avvisati);
	return NULL;
}
