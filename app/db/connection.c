/*
 * Making the connection, noticing that it is gone, waiting for it.
 */
#include "db/inside.h"
#include "db/refusal.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t connection_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Notices may quote values of rows. */
static void drop_notice(void *nothing, const PGresult *notice)
{
	(void)nothing;
	(void)notice;
}

/* The `options` of the conninfo with ours behind it (the last one holds), or NULL if the conninfo
 * cannot be read: then libpq says why.  The caller frees it. */
static char *server_options(const struct db *db)
{
	PQconninfoOption *list = PQconninfoParse(db->conninfo, NULL);
	const char *given = "";
	char *options = NULL;

	for (PQconninfoOption *o = list; o && o->keyword; o++)
		if (!strcmp(o->keyword, "options") && o->val)
			given = o->val;
	/* no JIT: the planner takes the policies of a page for long work, and compiling them costs
	 * seconds where the page costs milliseconds */
	if (list && asprintf(&options,
			     "%s -c statement_timeout=%d -c TimeZone=Europe/Rome -c DateStyle=ISO,DMY"
			     " -c IntervalStyle=postgres -c bytea_output=hex -c jit=off",
			     given, db->statement_timeout_ms) < 0)
		abort();
	PQconninfoFree(list);
	return options;
}

bool db_local(const char *conninfo)
{
	PQconninfoOption *list = PQconninfoParse(conninfo, NULL);
	const char *host = getenv("PGHOST"), *address = getenv("PGHOSTADDR");

	for (PQconninfoOption *o = list; o && o->keyword; o++) {
		if (!strcmp(o->keyword, "host") && o->val)
			host = o->val;
		if (!strcmp(o->keyword, "hostaddr") && o->val)
			address = o->val;
	}
	bool local = list && (!address || !*address) && (!host || !*host || *host == '/' || *host == '@');
	/* one of several hosts elsewhere is elsewhere */
	for (const char *next = host; local && next && (next = strchr(next, ',')); next++)
		local = next[1] == '/' || next[1] == '@';
	PQconninfoFree(list);
	return local;
}

struct error *connection_make(struct db *db)
{
	char *options = server_options(db);
	/* What stands before dbname is a default, what stands behind it always holds. */
	const char *const words[] = { "connect_timeout", "keepalives_idle", "keepalives_interval",
				      "keepalives_count", "tcp_user_timeout", "application_name",
				      "dbname", "client_encoding", "keepalives", "options", NULL };
	const char *const values[] = { "5", "30", "10", "3", "30000", "siz",
				       db->conninfo, "UTF8", "1", options, NULL };
	int64_t begin = connection_clock();

	connection_drop(db);
	PGconn *connection = PQconnectdbParams(words, values, 1);

	free(options);
	db->waited += connection_clock() - begin;
	if (!connection)
		abort();
	if (PQstatus(connection) != CONNECTION_OK) {
		struct error *err = refusal_of_connection(connection, "connect");

		PQfinish(connection);
		return err;
	}
	PQsetNoticeReceiver(connection, drop_notice, NULL);
	db->connection = connection;
	return NULL;
}

void connection_drop(struct db *db)
{
	if (db->connection)
		PQfinish(db->connection);
	db->connection = NULL;
	db->in_transaction = db->stale = false;
	db->pending_count = 0;
	prepared_forget(db);
}

bool connection_alive(struct db *db)
{
	while (db->connection) {
		struct pollfd wait = { .fd = PQsocket(db->connection), .events = POLLIN };

		if (PQstatus(db->connection) != CONNECTION_OK)
			return false;
		if (poll(&wait, 1, 0) <= 0)
			return true;
		/* A farewell, its end of file, or a notification. */
		if (!PQconsumeInput(db->connection))
			return false;
	}
	return false;
}

bool connection_poll(struct db *db, bool for_writing, int64_t deadline)
{
	struct pollfd wait = { .fd = PQsocket(db->connection), .events = POLLIN };
	int64_t begin = connection_clock();
	int ready;

	if (for_writing)
		wait.events |= POLLOUT;
	do {
		int64_t left = deadline ? (deadline - connection_clock() + 999) / 1000 : -1;

		if (deadline && left <= 0)
			return false;
		ready = poll(&wait, 1, left > INT_MAX ? INT_MAX : (int)left);
	} while (ready < 0 && errno == EINTR);
	db->waited += connection_clock() - begin;
	return ready != 0; /* an error of poll shows when the connection is read */
}
