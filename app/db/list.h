/*
 * The one builder of queries: a page of a list, its count, an extraction.
 *
 * A list is described once, as constants: where the rows come from, which columns may be shown,
 * which orders and filters exist.  Every identifier of the SQL text comes from these constants,
 * every value of a person travels as a parameter.  Row-level security holds as for any query.
 *
 * Pages are cut by key, never by OFFSET: the cursor of a page is the value of the sort column and
 * the id of its first or last row, so the cost of page 1000 is that of page 1.  Each order wants
 * an index (column, id) below the view, both in the same direction.
 *
 *	static const struct column columns[] = {
 *		{ "codice", VALUE_TEXT }, { "aperta_il", VALUE_DATE },
 *	};
 *	static const struct list_order orders[] = {
 *		{ .name = "recenti", .column = "aperta_il", .descending = true },
 *	};
 *	static const struct list_filter filters[] = {
 *		{ "stato", "stato", LIST_IN, VALUE_TEXT },
 *		{ "dal", "aperta_il", LIST_FROM, VALUE_DATE },
 *	};
 *	static const struct list_definition pratiche = {
 *		.from = "elenco_pratiche", .id = "id",
 *		LIST_PARTS(columns, orders, filters),
 *	};
 */
#ifndef DB_LIST_H
#define DB_LIST_H

#include "db/db.h"

enum list_operator {
	LIST_EQUAL,  /* column = value */
	LIST_PREFIX, /* the column, which must hold senza_accenti(...), begins with the value,
		      * whatever its case and accents; an index COLLATE "C" serves it */
	LIST_FROM,   /* column >= value */
	LIST_TO,     /* column <= value; of an instant: until the end of that day */
	LIST_IN,     /* column is one of the values that come under the filter's name */
	LIST_FLAG    /* a boolean column: true, or not true where the value is "0" */
};

/* An order.  The column may be nullable: rows without a value come last, in a descending order
 * first (as an index has them). */
struct list_order {
	const char *name; /* in addresses: ?ordine=name */
	const char *column;
	bool descending;
	bool nullable;
};

struct list_filter {
	const char *name;
	const char *column;
	enum list_operator operator;
	enum value_kind kind; /* of the column */
};

struct list_definition {
	const char *from; /* a view, or a function called with $1, $2 ... */
	int arguments;    /* how many of these */
	const char *id;   /* a bigint column, unique and never NULL */
	const struct column *columns;
	int column_count;
	const struct list_order *orders; /* the first is the one nobody asked for */
	int order_count;
	const struct list_filter *filters;
	int filter_count;
};

#define LIST_PARTS(columns_, orders_, filters_)                                                    \
	.columns = (columns_), .column_count = sizeof(columns_) / sizeof((columns_)[0]),           \
	.orders = (orders_), .order_count = sizeof(orders_) / sizeof((orders_)[0]),                \
	.filters = (filters_), .filter_count = sizeof(filters_) / sizeof((filters_)[0])

/* A filter in use; a value that is NULL or "" filters nothing.  The same name twice is meant for
 * LIST_IN; with other operators both conditions hold. */
struct list_value {
	const char *filter;
	const char *value;
};

#define LIST_LIMIT 1000 /* rows of a page at most */

struct list_request {
	const char *const *arguments; /* of definition->from */
	const struct list_value *values;
	size_t value_count;
	const char *order;  /* as it came; NULL or unknown: the first order */
	const char *cursor; /* as it came; NULL or "": the first page */
	int limit;          /* rows of a page */
	bool count;         /* count all rows too */
	const char *const *columns; /* for extractions: only these, in this order; NULL: all */
	size_t column_count;
};

#define LIST_COUNT_CAP 1000

/* Everything lives in the arena of db_start. */
struct list_result {
	int64_t *ids; /* of the rows shown, for the register of accesses */
	size_t rows;
	const char *previous, *next; /* cursors, not yet percent-encoded; NULL: no such page */
	const char *order;           /* the name of the order in use */
	int64_t total;               /* -1 if not asked; never above LIST_COUNT_CAP */
	bool beyond;                 /* there are more than that: «oltre 1.000» */
};

/*
 * Read a page: the rows go to `sink` in the order of the list, in both directions.  Sends what is
 * queued and waits: queries queued before travel along, and so does the count.
 *
 * A cursor made under another order is left aside (first page); one that nobody of ours made, or
 * a value that does not fit its column, is ERR_BAD_REQUEST.  A filter or column that the
 * definition does not know is ERR_BUG: handlers pass names that are constants, too.
 *
 * An extraction reads page after page with `cursor = result.next`, each with a db_start of its own,
 * so that memory stays constant.
 */
MUST struct error *list_read(struct db *db, const struct list_definition *definition,
			     const struct list_request *request, struct row_sink *sink,
			     struct list_result *result);

#endif
