/*
 * The worker of the queue.  A job is taken, done and noted in one transaction: if the worker
 * dies half way the job is still there.  One that waits (for another body's service, for a child) is
 * reserved for a term instead, done without a transaction, and noted: if the worker dies it comes back
 * when the term is over.
 */
#include "job/job.h"

#include "base/log.h"
#include "base/settings.h"
#include "job/schedule.h"
#include "query.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libpq-fe.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define LOOK_MILLISECONDS 10000  /* a delayed job, or one whose notice was lost */
#define OUTAGE_LONGEST 30000
#define NOTING_SECONDS 60        /* beyond what a job that waits may take: to read and to note it */

struct worker {
	const struct job_kind *kinds;
	size_t count;
	enum job_part part;
	const char *outside; /* text[] of the outside kinds */
	struct db *db;
	struct arena *arena;
	int listening;  /* process id of the server that sends us notices; 0: none */
};

/* A signal is a byte in a pipe, so that it can be waited for together with the database. */
static int stop_pipe[2] = { -1, -1 };

static void stop(int number)
{
	int saved = errno;

	(void)number;
	if (write(stop_pipe[1], "", 1) < 0)
		errno = saved; /* full: it was said before */
	errno = saved;
}

static struct error *catch_signals(void)
{
	struct sigaction action = { .sa_handler = stop, .sa_flags = SA_RESTART };

	if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return error_raise(ERR_BUG, "pipe: %s", strerror(errno));
	if (sigaction(SIGTERM, &action, NULL) != 0 || sigaction(SIGINT, &action, NULL) != 0)
		return error_raise(ERR_BUG, "sigaction: %s", strerror(errno));
	signal(SIGPIPE, SIG_IGN); /* a mail server that hangs up is an error, not our end */
	return NULL;
}

/* Wait for a notice, a signal or the time; true: the end was asked for. */
static bool wait_for(int database, int milliseconds)
{
	struct pollfd files[] = {
		{ .fd = stop_pipe[0], .events = POLLIN },
		{ .fd = database, .events = POLLIN },
	};

	if (poll(files, 2, milliseconds) <= 0)
		return false;
	return files[0].revents != 0;
}

static const char *cause(const struct error *err)
{
	while (err->below)
		err = err->below;
	return err->text;
}

static const struct job_kind *kind_of(const struct worker *worker, const char *name)
{
	for (size_t i = 0; i < worker->count; i++)
		if (strcmp(worker->kinds[i].name, name) == 0)
			return &worker->kinds[i];
	return NULL;
}

/* Ours for a term; *ours false: it has been tried too often and is given up. */
static struct error *reserve(struct worker *worker, lavoro_id id, int64_t seconds, bool *ours)
{
	struct q_lavoro_riserva row;

	TRY(q_lavoro_riserva(worker->db, id, seconds, &row));
	*ours = row.riservato;
	return db_commit(worker->db);
}

static struct error *run_kind(struct worker *worker, const struct q_lavoro_prendi *row)
{
	struct job *job = arena_alloc(worker->arena, sizeof(*job));
	const struct job_kind *kind = kind_of(worker, row->tipo);
	bool ours = true;

	*job = (struct job){ worker->db, worker->arena, row->lavoro_id.v, row->dati, row->tentativi };
	if (!kind)
		return error_raise(ERR_BUG, "no kind of job is called '%s'", row->tipo);
	if (kind->seconds)
		TRY(reserve(worker, row->lavoro_id, kind->seconds() + NOTING_SECONDS, &ours));
	return ours ? kind->run(job) : NULL;
}

static struct error *settle(struct worker *worker, lavoro_id id, const char *failure)
{
	if (!db_in_transaction(worker->db))
		TRY(db_begin(worker->db, false));
	TRY(q_lavoro_esito(worker->db, id, failure));
	return db_commit(worker->db);
}

/* What it did in the database is undone; that it failed is noted in a transaction of its own. */
static struct error *note_failure(struct worker *worker, const struct q_lavoro_prendi *row, struct error *err)
{
	char *incident = arena_printf(worker->arena, "lavoro %lld", (long long)row->lavoro_id.v);
	char *text = arena_strdup(worker->arena, cause(err));
	lavoro_id id = row->lavoro_id;

	error_log(err, incident);
	error_free(err);
	db_rollback(worker->db);
	TRY(db_start(worker->db, worker->arena));
	TRY(db_begin(worker->db, false));
	return settle(worker, id, text);
}

static struct error *take_one(struct worker *worker, bool *found)
{
	struct q_lavoro_prendi row;

	arena_reset(worker->arena);
	TRY(db_start(worker->db, worker->arena));
	TRY(db_begin(worker->db, false));
	TRY(q_lavoro_prendi(worker->db, worker->part == JOB_INSIDE ? worker->outside : NULL,
			    worker->part == JOB_OUTSIDE ? worker->outside : NULL, &row, found));
	if (!*found)
		return db_commit(worker->db);
	struct error *err = run_kind(worker, &row);
	if (!err)
		err = settle(worker, row.lavoro_id, NULL);
	if (err)
		return note_failure(worker, &row, err);
	log_line("event=lavoro kind=%s id=%lld", row.tipo, (long long)row.lavoro_id.v);
	return NULL;
}

/* A new connection does not send notices by itself.  *fresh: what came in before is to be
 * looked for once more. */
static struct error *listen(struct worker *worker, bool *fresh)
{
	PGconn *connection = (PGconn *)db_connection(worker->db);
	int server = connection ? PQbackendPID(connection) : 0;

	*fresh = false;
	if (!server)
		return error_raise(ERR_BUSY, "the database is gone");
	if (server == worker->listening)
		return NULL;
	TRY(db_begin(worker->db, false));
	TRY(q_lavoro_ascolta(worker->db));
	TRY(db_commit(worker->db));
	worker->listening = server;
	*fresh = true;
	return NULL;
}

/* What is to be waited for, or -1 if there is no need to wait: the connection is lost (db_start
 * makes another), or a notice came after the queue was found empty. */
static int drain(struct worker *worker)
{
	PGconn *connection = (PGconn *)db_connection(worker->db);
	PGnotify *notice;
	bool noticed = false;

	if (!connection || !PQconsumeInput(connection))
		return -1;
	while ((notice = PQnotifies(connection))) {
		PQfreemem(notice);
		noticed = true;
	}
	return noticed ? -1 : PQsocket(connection);
}

/* Work until there is nothing to do, then wait.  *ended: the end was asked for. */
static struct error *round_of_work(struct worker *worker, bool *ended)
{
	bool more = true;

	if (!worker->db)
		TRY(db_open(setting_text("database_job"), 0, &worker->db));
	while (more) {
		if ((*ended = wait_for(-1, 0)))
			return NULL;
		if (worker->part != JOB_OUTSIDE)
			TRY(schedule_run(worker->db, worker->arena));
		TRY(take_one(worker, &more));
		if (!more)
			TRY(listen(worker, &more));
	}
	int database = drain(worker);
	int longest = worker->part == JOB_OUTSIDE ? LOOK_MILLISECONDS : schedule_wait(LOOK_MILLISECONDS);
	*ended = wait_for(database, database < 0 ? 0 : longest);
	return NULL;
}

/* The outside kinds as an array of PostgreSQL; their names are ours. */
static const char *outside_kinds(struct arena *arena, const struct job_kind *kinds, size_t count)
{
	struct text *list = text_new(arena);

	for (size_t i = 0; i < count; i++)
		if (kinds[i].outside)
			text_addf(list, "%s%s", list->size ? "," : "{", kinds[i].name);
	text_add(list, list->size ? "}" : "{}");
	return list->data;
}

struct error *job_run(const struct job_kind *kinds, size_t count, enum job_part part)
{
	struct worker worker = { .kinds = kinds, .count = count, .part = part, .arena = arena_new() };
	struct arena *whole = arena_new();
	int pause = 0;
	bool ended = false;

	worker.outside = outside_kinds(whole, kinds, count);
	TRY(catch_signals());
	log_line("event=start");
	while (!ended) {
		struct error *err = round_of_work(&worker, &ended);
		if (!err) {
			pause = 0;
			continue;
		}
		/* an outage: said once, then waited out */
		if (!pause)
			error_log(err, NULL);
		error_free(err);
		if (worker.db)
			db_rollback(worker.db);
		pause = pause ? (pause * 2 > OUTAGE_LONGEST ? OUTAGE_LONGEST : pause * 2) : 500;
		ended = wait_for(-1, pause);
	}
	if (worker.db)
		db_close(worker.db);
	arena_free(worker.arena);
	arena_free(whole);
	log_line("event=stop");
	return NULL;
}

static json_t *value_of(const struct job *job, json_t **root, const char *name)
{
	*root = json_loads(job->data ? job->data : "{}", JSON_REJECT_DUPLICATES, NULL);
	return json_object_get(*root, name);
}

const char *job_text(const struct job *job, const char *name)
{
	json_t *root, *value = value_of(job, &root, name);
	const char *text = json_is_string(value) ? arena_strdup(job->arena, json_string_value(value)) : NULL;

	json_decref(root);
	return text;
}

int64_t job_int(const struct job *job, const char *name)
{
	json_t *root, *value = value_of(job, &root, name);
	int64_t number = json_is_integer(value) ? (int64_t)json_integer_value(value) : 0;

	json_decref(root);
	return number;
}
