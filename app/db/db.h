/*
 * One connection to PostgreSQL in pipeline mode, one transaction at a time.
 *
 * Statements are queued and go to the server together: a `:hdf` or `:exec` query only queues;
 * a `:one`, `:many` or `:exec1` query sends what is queued and waits, because the caller needs
 * its answer.  db_commit waits for everything.  A failed statement makes those behind it be
 * skipped; the first failure is what the caller gets.
 *
 * The functions of the queries themselves are made from sql/query/ by gen/query.c
 * (build/gen/query.h).  No SQL text stands in C but for BEGIN and COMMIT here, and list.c.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/arena.h"
#include "base/error.h"
#include "base/sink.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

/* Connect; ERR_BUSY if the server cannot be reached now.  `statement_timeout_ms` holds for the
 * whole connection (0: none); an answer that is five seconds later than that gives ERR_BUSY and
 * closes the connection.  Dates and instants come as ISO text, in the time of Rome. */
MUST struct error *db_open(const char *conninfo, int statement_timeout_ms, struct db **db);
void db_close(struct db *db);
/* Before each request: memory of what is read comes from `arena` until the next call.  Makes
 * the connection again if it was lost (ERR_BUSY if that fails) and ends a transaction left
 * open. */
MUST struct error *db_start(struct db *db, struct arena *arena);

MUST struct error *db_begin(struct db *db, bool read_only); /* queued */
MUST struct error *db_commit(struct db *db);                /* sends all, waits */
/* The same without waiting, for a transaction that only read: what follows goes to the server in
 * the same pipeline, and db_wait tells of both. */
MUST struct error *db_commit_queued(struct db *db);
/* Never fails: on a lost connection there is nothing to roll back. */
void db_rollback(struct db *db);
/* Send what is queued and read every answer. */
MUST struct error *db_wait(struct db *db);
bool db_in_transaction(const struct db *db);
/* Microseconds spent waiting for the server since db_start (for Server-Timing and the bench). */
int64_t db_wait_microseconds(const struct db *db);

/* The libpq connection out of pipeline mode and blocking, for notifications and COPY in job/ and
 * the commands only; NULL if it is lost.  Nothing may be queued.  The next statement that is
 * queued goes back to pipeline mode: whoever uses it finishes what he began before. */
struct pg_conn;
struct pg_conn *db_connection(struct db *db);

/* ---- what generated code uses ---- */

#define DB_PARAMETERS 64 /* a statement has no more than this */
#define DB_COLUMNS 128   /* nor a row */

struct statement {
	const char *name;      /* prepared under this name when first used on a connection;
				* NULL: not prepared (list.c, past its share) */
	const char *sql;
	int parameters;
	const unsigned *types; /* OIDs; 0 where the server finds out; NULL: all */
	bool typed;            /* its values come from the address line (list.c): one that cannot
				* be read is ERR_BAD_REQUEST, not a bug */
};

/* A parameter in text form, or binary for bytea.  NULL value is NULL.  It need live only until
 * db_queue returns. */
struct parameter {
	const char *value;
	int size;
	bool binary;
};

/* One column of a result as text; NULL is NULL.  The bytes of a bytea column are decoded and live
 * in the arena, a text lives only during the call of the reader. */
struct cell {
	const char *value;
	int size;
};

/* Called once a row with cells in the order of the columns, then once with row == NULL and the
 * count (for a statement without rows: the rows it touched). */
typedef struct error *(*row_reader)(void *into, struct cell *row, int columns, int64_t count);

/* Queue a statement; `reader` may be NULL.  `into` must live until the answer is read, that is
 * until db_wait or db_commit: after db_rollback and db_start no reader is called any more. */
MUST struct error *db_queue(struct db *db, const struct statement *statement,
			    const struct parameter *parameters, row_reader reader, void *into);
/* Queue with the rows going to a sink; `columns` names and kinds as gen/ found them. */
struct column {
	const char *name;
	enum value_kind kind;
};
MUST struct error *db_queue_sink(struct db *db, const struct statement *statement,
				 const struct parameter *parameters, const struct column *columns,
				 int column_count, struct row_sink *sink);

/* Where a column of a row goes in a struct, in the order of the columns.  A NULL text is a NULL
 * pointer, a NULL number or id is 0, a NULL bool is false. */
struct row_field {
	enum row_type {
		ROW_INT,  /* int64_t, or a typed id */
		ROW_BOOL,
		ROW_TEXT, /* const char *, copied into the arena */
		ROW_BYTES /* struct bytes */
	} type;
	size_t offset;
};
struct row_shape {
	const struct row_field *list;
	int count;
	size_t size; /* of the struct */
};

/* Exactly one row into `out`: none is ERR_NOT_FOUND, two are a bug. */
MUST struct error *db_one(struct db *db, const struct statement *statement,
			  const struct parameter *parameters, const struct row_shape *fields, void *out);
/* The same, but no row leaves `out` zeroed and *found false. */
MUST struct error *db_maybe(struct db *db, const struct statement *statement,
			    const struct parameter *parameters, const struct row_shape *fields,
			    void *out, bool *found);
/* All rows as an array of structs in the arena; NULL if there are none. */
MUST struct error *db_many(struct db *db, const struct statement *statement,
			   const struct parameter *parameters, const struct row_shape *fields,
			   void **rows, size_t *count);
/* Wait; *touched is the number of rows changed, or found. */
MUST struct error *db_count(struct db *db, const struct statement *statement,
			    const struct parameter *parameters, int64_t *touched);
/* Wait; anything but one row touched is ERR_CONFLICT. */
MUST struct error *db_exec1(struct db *db, const struct statement *statement,
			    const struct parameter *parameters);

/* Parameters.  A number needs room for its digits; an id of 0 is NULL. */
#define DB_DIGITS 24
struct parameter db_int(char digits[DB_DIGITS], int64_t number);
struct parameter db_id(char digits[DB_DIGITS], int64_t id);
struct parameter db_bool(bool value);
struct parameter db_text(const char *text);
struct parameter db_bytes(struct bytes bytes);

/* The connection's arena (since db_start). */
struct arena *db_arena(struct db *db);
/* Memory of what is read from now on comes from there: for many large rows one after the other,
 * inside one transaction.  Gives the arena before, which is to be set again. */
struct arena *db_arena_use(struct db *db, struct arena *arena);

/* Does that conninfo lead to a server on this machine, over its own socket? */
bool db_local(const char *conninfo);

#endif
