/*
 * What the server says when it refuses, as an error of ours.  Used by db.c only.
 */
#ifndef DB_REFUSAL_H
#define DB_REFUSAL_H

#include "base/error.h"

#include <stdbool.h>

struct pg_conn;
struct pg_result;

struct statement;

/* The error of a failed result; the statement's name goes to the log. */
MUST struct error *refusal(const struct pg_result *result, const struct statement *statement);
/* ERR_BUSY: the connection could not be made, or was lost. */
MUST struct error *refusal_of_connection(const struct pg_conn *connection, const char *what);
/* True if the connection should be made anew although it works: what was prepared on it no
 * longer fits the schema. */
bool refusal_is_stale(const struct pg_result *result);

#endif
