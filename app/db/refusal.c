/*
 * SQLSTATE -> kind of error.  The log gets the server's first sentence; never its DETAIL, CONTEXT
 * or the statement's values, since these hold personal data.
 */
#include "db/refusal.h"
#include "db/db.h"

#include <libpq-fe.h>
#include <string.h>

/* The first row whose state begins the SQLSTATE decides. */
static const struct {
	const char *state;
	enum error_kind kind;
} kinds[] = {
	/* raised by our own functions in sql/code */
	{ "SZ401", ERR_SESSION },
	{ "SZ403", ERR_FORBIDDEN },
	{ "SZ404", ERR_NOT_FOUND },
	{ "SZ409", ERR_CONFLICT },
	{ "SZ410", ERR_GONE },
	{ "40001", ERR_CONFLICT },  /* serialization failure */
	{ "40P01", ERR_CONFLICT },  /* deadlock */
	{ "42501", ERR_FORBIDDEN }, /* no privilege, or a policy refuses the new row */
	{ "55P03", ERR_BUSY },      /* a lock was not to be had */
	{ "57014", ERR_BUSY },      /* statement timeout */
	{ "57P", ERR_BUSY },        /* shutdown, starting up, session ended by the administrator */
	{ "25P03", ERR_BUSY },      /* idle in a transaction for too long */
	{ "53", ERR_BUSY },         /* out of memory, disk or connections */
	{ "08", ERR_BUSY },         /* connection */
};

static bool begins(const char *text, const char *head)
{
	return !strncmp(text, head, strlen(head));
}

/* The message without the newlines that libpq puts at its end. */
static int length_without_end(const char *message)
{
	size_t length = strcspn(message, "\n");

	return length > 400 ? 400 : (int)length;
}

static enum error_kind kind_of(const char *state)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (begins(state, kinds[i].state))
			return kinds[i].kind;
	return ERR_BUG;
}

struct error *refusal(const PGresult *result, const struct statement *statement)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
	const char *name = statement->name ? statement->name : "(list)";

	if (!state) { /* made by libpq itself: the connection is gone */
		message = PQresultErrorMessage(result);
		return error_raise(ERR_BUSY, "%s: %.*s", name, length_without_end(message), message);
	}
	enum error_kind kind = kind_of(state);
	bool ours = begins(state, "SZ") || begins(state, "SIZ") || begins(state, "P0001");

	if (kind == ERR_BUG && constraint && *constraint && (begins(state, "23") || ours))
		return error_constraint(constraint);
	/* The first sentence of a data exception quotes the value. */
	if (begins(state, "22") && !ours)
		return error_raise(statement->typed ? ERR_BAD_REQUEST : ERR_BUG,
				   "%s: %s: a value does not fit its type", name, state);
	return error_raise(kind, "%s: %s: %.*s", name, state,
			   message ? length_without_end(message) : 0, message ? message : "");
}

struct error *refusal_of_connection(const PGconn *connection, const char *what)
{
	const char *message = PQerrorMessage(connection);

	return error_raise(ERR_BUSY, "%s: %.*s", what, length_without_end(message), message);
}

bool refusal_is_stale(const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	/* "cached plan must not change result type"; "prepared statement does not exist" */
	return state && (!strcmp(state, "0A000") || !strcmp(state, "26000"));
}
