/*
 * The inside of struct db, for the files of this room only.
 */
#ifndef DB_INSIDE_H
#define DB_INSIDE_H

#include "db/db.h"

#include <libpq-fe.h>

/* How far a statement is prepared on this connection. */
enum preparation {
	PREPARE_NONE,
	PREPARE_QUEUED, /* behind it in the pipeline it may be used already */
	PREPARE_DONE
};

struct prepared {
	const struct statement *statement;
	enum preparation state;
};

/* An answer that the server owes us, in the order of the questions. */
struct pending {
	enum {
		PENDING_PREPARE,
		PENDING_ROWS,
		PENDING_SYNC
	} what;
	const struct statement *statement;
	row_reader reader; /* NULL: nobody wants it */
	void *into;
};

struct db {
	char *conninfo;
	int statement_timeout_ms;
	PGconn *connection; /* NULL: lost, db_start makes it again */
	struct arena *arena;
	bool in_transaction;
	bool stale;
	int64_t waited; /* microseconds */

	struct pending *pending;
	size_t pending_count, pending_room;

	struct prepared *prepared; /* hash table, open addressing; room is a power of two */
	size_t prepared_count, prepared_room;
};

/* connection.c: make the connection, or leave db->connection NULL. */
MUST struct error *connection_make(struct db *db);
void connection_drop(struct db *db);
/* Notice that the server went away while nothing was asked; true if the connection stands. */
bool connection_alive(struct db *db);
/* Wait until the connection can be read (or written, if asked), at most until `deadline` in
 * microseconds of the monotonic clock (0: no limit); false when the time is up. */
bool connection_poll(struct db *db, bool for_writing, int64_t deadline);
int64_t connection_clock(void);

/* prepared.c: the entry of a statement, made if need be; valid until the next call. */
struct prepared *prepared_find(struct db *db, const struct statement *statement);
void prepared_forget(struct db *db);

/* Memory that outlives requests; never NULL. */
void *db_memory(void *old, size_t count, size_t size);

#endif
