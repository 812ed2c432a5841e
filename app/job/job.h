/*
 * The worker of the queue: takes one job after the other, waits for more, and does what the
 * calendar asks (schedule.h).  What a kind of job does is said by whoever starts the worker:
 * this room knows no nouns.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "base/arena.h"
#include "base/error.h"
#include "db/db.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct job {
	struct db *db;        /* in the transaction in which the job was taken and is noted as done;
			       * of a kind that waits: in none */
	struct arena *arena;  /* emptied after each job */
	int64_t id;
	const char *data;     /* JSON object */
	int64_t attempts;     /* before this one */
};

/* A kind of job.  An error undoes what it did in the database; it is tried again, later each
 * time, then given up.  What it did outside (a mail sent) may so happen twice, never not at all. */
struct job_kind {
	const char *name;     /* lavoro.tipo */
	struct error *(*run)(struct job *job);
	bool outside;         /* it calls another body's service: left to the worker of the doors */
	int64_t (*seconds)(void); /* it waits for something that is not the database (a service, a child),
			       * at most so long, and no transaction is open meanwhile: it makes its
			       * own with db_begin and db_commit; what it leaves open is committed
			       * with the note that it is done.  NULL: all in one transaction */
};

/* Which kinds a worker takes, and whether it keeps the calendar: what waits for others must not keep
 * what is ours waiting (FT-12). */
enum job_part {
	JOB_ALL,
	JOB_INSIDE,  /* all but the outside kinds, and the calendar */
	JOB_OUTSIDE
};

/* Runs until SIGTERM or SIGINT; an outage of the database is waited out. */
MUST struct error *job_run(const struct job_kind *kinds, size_t count, enum job_part part);

/* A text of the job's data, or NULL: NULL too if it is not a text. */
const char *job_text(const struct job *job, const char *name);
/* A whole number of the job's data, or 0. */
int64_t job_int(const struct job *job, const char *name);

#endif
