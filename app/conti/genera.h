/*
 * Movements of many cases, planned by the queue.  The rules are sql/code/21_conti_lavoro.sql.
 */
#ifndef CONTI_GENERA_H
#define CONTI_GENERA_H

#include "job/job.h"

/* The job «movimenti»: one piece of a generation; the database makes the job of the next one. */
MUST struct error *movimenti_lavora(struct job *job);

#endif
