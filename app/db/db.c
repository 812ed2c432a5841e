/*
 * The pipeline: statements are queued, their answers read in the same order.  Nothing here knows
 * what a row means (row.c, list.c) or how the connection is made (connection.c).
 *
 * Reading and writing never block by themselves: while our questions do not fit into the socket
 * we keep reading answers, so that two full buffers cannot wait for each other.
 */
#include "db/db.h"
#include "db/inside.h"
#include "db/refusal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define GRACE_MS 5000 /* how much later than the statement timeout an answer may come */

static const struct statement begin_read = { "db_begin_read", "BEGIN READ ONLY", 0, NULL, false };
static const struct statement begin_write = { "db_begin_write", "BEGIN READ WRITE", 0, NULL, false };
static const struct statement commit = { "db_commit", "COMMIT", 0, NULL, false };
static const struct statement rollback = { "db_rollback", "ROLLBACK", 0, NULL, false };

struct error *db_open(const char *conninfo, int statement_timeout_ms, struct db **db)
{
	struct db *new = db_memory(NULL, 1, sizeof(*new));

	memset(new, 0, sizeof(*new));
	new->conninfo = strdup(conninfo);
	if (!new->conninfo)
		abort();
	new->statement_timeout_ms = statement_timeout_ms;
	struct error *err = connection_make(new);

	if (err) {
		db_close(new);
		return error_pass(err);
	}
	*db = new;
	return NULL;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	connection_drop(db);
	free(db->pending);
	free(db->conninfo);
	free(db);
}

struct error *db_start(struct db *db, struct arena *arena)
{
	db->arena = arena;
	db->waited = 0;
	db_rollback(db);
	if (db->stale || !connection_alive(db))
		TRY(connection_make(db));
	return NULL;
}

struct arena *db_arena(struct db *db)
{
	assert(db->arena);
	return db->arena;
}

struct arena *db_arena_use(struct db *db, struct arena *arena)
{
	struct arena *before = db_arena(db);

	db->arena = arena;
	return before;
}

bool db_in_transaction(const struct db *db)
{
	return db->in_transaction;
}

int64_t db_wait_microseconds(const struct db *db)
{
	return db->waited;
}

struct pg_conn *db_connection(struct db *db)
{
	assert(!db->pending_count);
	if (!db->connection)
		return NULL;
	if (PQpipelineStatus(db->connection) != PQ_PIPELINE_OFF && !PQexitPipelineMode(db->connection))
		return NULL;
	PQsetnonblocking(db->connection, 0);
	return db->connection;
}

/* ---- asking ---- */

/* The connection is of no more use: the error, and what was queued is forgotten. */
static struct error *lose(struct db *db, const char *what)
{
	struct error *err;

	if (!db->connection)
		return error_raise(ERR_BUSY, "%s: the connection is lost", what);
	err = refusal_of_connection(db->connection, what);
	connection_drop(db);
	return err;
}

static struct pending *pending_add(struct db *db)
{
	if (db->pending_count == db->pending_room) {
		db->pending_room = db->pending_room ? db->pending_room * 2 : 32;
		db->pending = db_memory(db->pending, db->pending_room, sizeof(*db->pending));
	}
	return &db->pending[db->pending_count++];
}

/* Bring the connection into pipeline mode, if somebody took it out (db_connection). */
static bool pipeline(PGconn *connection)
{
	if (PQpipelineStatus(connection) != PQ_PIPELINE_OFF)
		return true;
	return PQenterPipelineMode(connection) && !PQsetnonblocking(connection, 1);
}

static bool send_prepare(struct db *db, const struct statement *statement)
{
	struct prepared *prepared = prepared_find(db, statement);

	if (prepared->state != PREPARE_NONE)
		return true;
	if (!PQsendPrepare(db->connection, statement->name, statement->sql,
			   statement->types ? statement->parameters : 0, statement->types))
		return false;
	prepared->state = PREPARE_QUEUED;
	*pending_add(db) = (struct pending){ PENDING_PREPARE, statement, NULL, NULL };
	return true;
}

static bool send_statement(struct db *db, const struct statement *statement,
			   const struct parameter *parameters)
{
	const char *values[DB_PARAMETERS];
	int sizes[DB_PARAMETERS], formats[DB_PARAMETERS];
	int count = statement->parameters;

	assert(count >= 0 && count <= DB_PARAMETERS && (parameters || !count));
	for (int i = 0; i < count; i++) {
		values[i] = parameters[i].value;
		sizes[i] = parameters[i].size;
		formats[i] = parameters[i].binary;
	}
	if (!pipeline(db->connection))
		return false;
	if (!statement->name)
		return PQsendQueryParams(db->connection, statement->sql, count, statement->types, values,
					 sizes, formats, 0);
	return send_prepare(db, statement) &&
	       PQsendQueryPrepared(db->connection, statement->name, count, values, sizes, formats, 0);
}

struct error *db_queue(struct db *db, const struct statement *statement,
		       const struct parameter *parameters, row_reader reader, void *into)
{
	if (!db->connection || !send_statement(db, statement, parameters))
		return lose(db, statement->name ? statement->name : "(list)");
	*pending_add(db) = (struct pending){ PENDING_ROWS, statement, reader, into };
	return NULL;
}

/* ---- reading answers ---- */

/* The next result into *result (NULL between two statements), without blocking. */
static struct error *next_result(struct db *db, PGresult **result)
{
	int64_t deadline = 0;

	if (db->statement_timeout_ms)
		deadline = connection_clock() +
			   ((int64_t)db->statement_timeout_ms + GRACE_MS) * 1000;
	for (;;) {
		int unsent = PQflush(db->connection);

		if (unsent < 0 && PQstatus(db->connection) != CONNECTION_OK)
			return lose(db, "send");
		if (!PQisBusy(db->connection))
			break;
		if (!connection_poll(db, unsent > 0, deadline)) {
			connection_drop(db);
			return error_raise(ERR_BUSY, "no answer %d ms after the statement timeout",
					   GRACE_MS);
		}
		if (!PQconsumeInput(db->connection))
			return lose(db, "receive");
	}
	*result = PQgetResult(db->connection);
	return NULL;
}

static int hex_digit(char c)
{
	return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/* \x0123... as the server writes it, decoded into the arena. */
static struct cell decode_bytes(struct arena *arena, const char *hex, int length)
{
	int size = (length - 2) / 2;
	unsigned char *bytes = arena_alloc(arena, (size_t)size + 1);

	for (int i = 0; i < size; i++)
		bytes[i] = (unsigned char)(hex_digit(hex[2 + 2 * i]) << 4 | hex_digit(hex[3 + 2 * i]));
	return (struct cell){ (char *)bytes, size };
}

#define OID_BYTEA 17

static struct error *read_rows(struct db *db, const struct pending *pending, const PGresult *result)
{
	int columns = PQnfields(result), rows = PQntuples(result);
	struct cell row[DB_COLUMNS];

	if (columns > DB_COLUMNS)
		return error_raise(ERR_BUG, "%d columns came", columns);
	for (int r = 0; r < rows; r++) {
		for (int c = 0; c < columns; c++) {
			if (PQgetisnull(result, r, c))
				row[c] = (struct cell){ NULL, 0 };
			else if (PQftype(result, c) == OID_BYTEA)
				row[c] = decode_bytes(db->arena, PQgetvalue(result, r, c),
						      PQgetlength(result, r, c));
			else
				row[c] = (struct cell){ PQgetvalue(result, r, c),
							PQgetlength(result, r, c) };
		}
		TRY(pending->reader(pending->into, row, columns, r));
	}
	int64_t count = rows;

	if (!columns && !text_to_int(PQcmdTuples((PGresult *)result), &count))
		count = 0;
	return error_pass(pending->reader(pending->into, NULL, columns, count));
}

/* One answer.  What was skipped behind a failure is no error of its own. */
static struct error *take(struct db *db, const struct pending *pending, const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (pending->what == PENDING_PREPARE)
		prepared_find(db, pending->statement)->state = done ? PREPARE_DONE : PREPARE_NONE;
	if (status == PGRES_PIPELINE_ABORTED)
		return NULL;
	if (!done) {
		if (refusal_is_stale(result))
			db->stale = true;
		return refusal(result, pending->statement);
	}
	/* The server answers COMMIT of a failed transaction with a friendly ROLLBACK. */
	if (pending->statement == &commit && pending->what == PENDING_ROWS &&
	    strcmp(PQcmdStatus((PGresult *)result), "COMMIT"))
		return error_raise(ERR_BUG, "commit of a transaction that had failed");
	if (pending->what == PENDING_ROWS && pending->reader)
		return error_pass(read_rows(db, pending, result));
	return NULL;
}

static struct error *expect(struct db *db, const struct pending *pending)
{
	PGresult *result, *end = NULL;
	struct error *err;

	TRY(next_result(db, &result));
	if (pending->what == PENDING_SYNC) {
		bool sync = PQresultStatus(result) == PGRES_PIPELINE_SYNC;

		PQclear(result);
		return sync ? NULL : lose(db, "the pipeline is out of step");
	}
	if (!result)
		return lose(db, pending->statement->name ? pending->statement->name : "(list)");
	err = take(db, pending, result);
	PQclear(result);
	if (err && PQstatus(db->connection) != CONNECTION_OK) {
		connection_drop(db);
		return err;
	}
	struct error *second = next_result(db, &end);

	PQclear(end);
	if (second && err) { /* the first failure is what the caller gets */
		error_free(second);
		return err;
	}
	return err ? err : second;
}

struct error *db_wait(struct db *db)
{
	struct error *first = NULL;

	if (!db->pending_count)
		return db->connection ? NULL : lose(db, "wait");
	if (!PQpipelineSync(db->connection))
		return lose(db, "sync");
	*pending_add(db) = (struct pending){ PENDING_SYNC, NULL, NULL, NULL };
	/* Losing the connection empties the list. */
	for (size_t i = 0; i < db->pending_count; i++) {
		struct error *err = expect(db, &db->pending[i]);

		if (first)
			error_free(err);
		else
			first = err;
		/* Nobody is called after the first failure. */
		for (size_t j = i + 1; err && j < db->pending_count; j++)
			db->pending[j].reader = NULL;
	}
	db->pending_count = 0;
	if (db->connection)
		db->in_transaction = PQtransactionStatus(db->connection) != PQTRANS_IDLE;
	return error_pass(first);
}

/* ---- transactions ---- */

struct error *db_begin(struct db *db, bool read_only)
{
	assert(!db->in_transaction);
	TRY(db_queue(db, read_only ? &begin_read : &begin_write, NULL, NULL, NULL));
	db->in_transaction = true;
	return NULL;
}

struct error *db_commit(struct db *db)
{
	TRY(db_queue(db, &commit, NULL, NULL, NULL));
	return error_pass(db_wait(db));
}

struct error *db_commit_queued(struct db *db)
{
	return db_queue(db, &commit, NULL, NULL, NULL);
}

void db_rollback(struct db *db)
{
	for (size_t i = 0; i < db->pending_count; i++)
		db->pending[i].reader = NULL;
	/* What is queued cannot be called back: it runs, and is rolled back in the same breath.  If
	 * one of them fails, the ROLLBACK behind it is skipped and a second one is needed. */
	for (int i = 0; i < 2 && (db->pending_count || db->in_transaction); i++) {
		struct error *err = db_queue(db, &rollback, NULL, NULL, NULL);

		if (!err)
			err = db_wait(db);
		error_free(err);
	}
	if (db->in_transaction)
		connection_drop(db);
}
