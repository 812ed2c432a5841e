/*
 * What is done by the clock, whatever is in the queue.
 */
#ifndef JOB_SCHEDULE_H
#define JOB_SCHEDULE_H

#include "base/arena.h"
#include "base/error.h"
#include "db/db.h"

/* Do what is due, each thing in a transaction of its own; one that fails is logged and done
 * again at its next time.  ERR_BUSY if the database is gone. */
MUST struct error *schedule_run(struct db *db, struct arena *arena);
/* Milliseconds until something is due, at most `most`. */
int schedule_wait(int most);

#endif
