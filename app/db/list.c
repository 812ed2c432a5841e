/*
 * Building and reading one page of a list.  Each text is prepared once on a connection (keep).
 */
#include "db/list.h"
#include "db/inside.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cursor {
	bool given, backwards;
	int64_t id;
	const char *value; /* NULL: the sort column is NULL there */
};

struct building {
	struct arena *arena;
	const struct list_definition *definition;
	const struct list_request *request;
	const struct list_order *order;
	struct cursor cursor;
	struct column *columns; /* those shown */
	int column_count;
	int limit;
	struct parameter parameters[DB_PARAMETERS];
	int parameter_count;
	char digits[2][DB_DIGITS];
};

/* ---- what was asked for ---- */

static const struct list_order *find_order(const struct list_definition *definition, const char *name)
{
	for (int i = 0; name && i < definition->order_count; i++)
		if (!strcmp(definition->orders[i].name, name))
			return &definition->orders[i];
	return &definition->orders[0];
}

static const struct list_filter *find_filter(const struct list_definition *definition,
					     const char *name)
{
	for (int i = 0; i < definition->filter_count; i++)
		if (!strcmp(definition->filters[i].name, name))
			return &definition->filters[i];
	return NULL;
}

static struct error *choose_columns(struct building *b)
{
	const struct list_definition *definition = b->definition;
	const struct list_request *request = b->request;
	size_t count = request->columns ? request->column_count : (size_t)definition->column_count;

	assert(count + 2 <= DB_COLUMNS);
	b->columns = arena_array(b->arena, count + 1, sizeof(*b->columns));
	b->column_count = (int)count;
	for (size_t i = 0; i < count; i++) {
		int found = request->columns ? 0 : (int)i;

		while (request->columns && found < definition->column_count &&
		       strcmp(definition->columns[found].name, request->columns[i]))
			found++;
		if (found == definition->column_count)
			return error_raise(ERR_BUG, "list %s: no such column", definition->from);
		b->columns[i] = definition->columns[found];
	}
	return NULL;
}

/* A cursor: direction (d dopo, p prima), order, id, then n or v and the value:
 * "d.cognome.123.vrossi mario". */
static const char *cursor_write(struct building *b, bool backwards, const struct cursor *row)
{
	return arena_printf(b->arena, "%c.%s.%" PRId64 ".%c%s", backwards ? 'p' : 'd', b->order->name,
			    row->id, row->value ? 'v' : 'n', row->value ? row->value : "");
}

static struct error *cursor_read(struct building *b)
{
	const char *text = b->request->cursor, *order, *id, *value;

	if (!text || !*text)
		return NULL;
	if ((*text != 'd' && *text != 'p') || text[1] != '.')
		return error_raise(ERR_BAD_REQUEST, "cursor: no direction");
	order = text + 2;
	id = strchr(order, '.');
	value = id ? strchr(id + 1, '.') : NULL;
	if (!value || (value[1] != 'v' && value[1] != 'n'))
		return error_raise(ERR_BAD_REQUEST, "cursor: cut off");
	if (strlen(b->order->name) != (size_t)(id - order) ||
	    strncmp(order, b->order->name, (size_t)(id - order)) != 0)
		return NULL;
	id = arena_strndup(b->arena, id + 1, (size_t)(value - id - 1));
	if (!text_to_int(id, &b->cursor.id))
		return error_raise(ERR_BAD_REQUEST, "cursor: no id");
	b->cursor.given = true;
	b->cursor.backwards = *text == 'p';
	b->cursor.value = value[1] == 'v' ? value + 2 : NULL;
	if (!b->cursor.value && !b->order->nullable)
		return error_raise(ERR_BAD_REQUEST, "cursor: no value");
	return NULL;
}

/* ---- conditions ---- */

/* The number of a new parameter. */
static int parameter(struct building *b, struct parameter value)
{
	assert(b->parameter_count < DB_PARAMETERS);
	b->parameters[b->parameter_count++] = value;
	return b->parameter_count;
}

static bool filled(const struct list_value *value)
{
	return value->value && *value->value;
}

/* All values under the name of values[first] as the text of an array. */
static const char *array_of(struct building *b, size_t first)
{
	const struct list_value *values = b->request->values;
	struct text *array = text_new(b->arena);

	for (size_t i = first; i < b->request->value_count; i++) {
		if (strcmp(values[i].filter, values[first].filter) != 0 || !filled(&values[i]))
			continue;
		text_add(array, array->size ? ",\"" : "{\"");
		for (const char *c = values[i].value; *c; c++) {
			if (*c == '"' || *c == '\\')
				text_add_bytes(array, "\\", 1);
			text_add_bytes(array, c, 1);
		}
		text_add(array, "\"");
	}
	text_add(array, "}");
	return array->data;
}

/* True if an earlier value had the same name: LIST_IN has taken them all. */
static bool taken(const struct list_request *request, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (filled(&request->values[j]) &&
		    !strcmp(request->values[j].filter, request->values[i].filter))
			return true;
	return false;
}

static void condition(struct building *b, struct text *where, const struct list_filter *filter,
		      size_t i)
{
	const char *value = b->request->values[i].value, *column = filter->column;
	bool instant = filter->kind == VALUE_INSTANT;
	int n;

	if (filter->operator == LIST_IN && taken(b->request, i))
		return;
	text_add(where, where->size ? " AND " : " WHERE ");
	if (filter->operator == LIST_FLAG) {
		text_addf(where, "%s IS %sTRUE", column, strcmp(value, "0") ? "" : "NOT ");
		return;
	}
	n = parameter(b, db_text(filter->operator == LIST_IN ? array_of(b, i) : value));
	switch (filter->operator) {
	case LIST_EQUAL:
		text_addf(where, "%s = $%d", column, n);
		break;
	case LIST_PREFIX:
		/* A range, not LIKE: no character of the value is special, and comparing texts
		 * is leakproof, so that the index works below row-level security. */
		text_addf(where,
			  "(%s COLLATE \"C\") >= senza_accenti($%d) AND"
			  " (%s COLLATE \"C\") < senza_accenti($%d) || chr(1114111)",
			  column, n, column, n);
		break;
	case LIST_FROM:
		text_addf(where, "%s >= $%d%s", column, n, instant ? "::date" : "");
		break;
	case LIST_TO:
		text_addf(where, instant ? "%s < $%d::date + 1" : "%s <= $%d", column, n);
		break;
	case LIST_IN:
		text_addf(where, "%s = ANY ($%d)", column, n);
		break;
	case LIST_FLAG:
		break;
	}
}

static struct error *conditions(struct building *b, struct text *where)
{
	for (int i = 0; i < b->definition->arguments; i++)
		parameter(b, db_text(b->request->arguments[i]));
	for (size_t i = 0; i < b->request->value_count; i++) {
		const struct list_value *value = &b->request->values[i];
		const struct list_filter *filter = find_filter(b->definition, value->filter);

		if (!filter)
			return error_raise(ERR_BUG, "list %s: no filter %s", b->definition->from,
					   value->filter);
		if (!filled(value))
			continue;
		if (b->parameter_count > DB_PARAMETERS - 4)
			return error_raise(ERR_BAD_REQUEST, "list %s: too many filters",
					   b->definition->from);
		condition(b, where, filter, i);
	}
	return NULL;
}

/* ---- the statement ---- */

/* SELECT id, sort column, columns ... of the rows at one side of the cursor. */
static void branch(struct building *b, struct text *sql, const struct text *where,
		   const char *position, bool descending, int limit)
{
	const char *direction = descending ? "DESC" : "ASC";

	text_addf(sql, "SELECT %s AS lista_id, %s AS lista_chiave", b->definition->id, b->order->column);
	for (int i = 0; i < b->column_count; i++)
		text_addf(sql, ", %s", b->columns[i].name);
	text_addf(sql, " FROM %s%s", b->definition->from, where->data);
	if (position)
		text_addf(sql, "%s%s", where->size ? " AND " : " WHERE ", position);
	text_addf(sql, " ORDER BY %s %s, %s %s LIMIT $%d", b->order->column, direction,
		  b->definition->id, direction, limit);
}

/*
 * Rows without a value stand at the end where NULLs are (last ascending, first descending).  One
 * condition with OR would walk the index from its beginning; two branches, each with a range of
 * the index, do not.  The second branch holds what lies beyond the border between the two.
 */
static const char *page_sql(struct building *b, const struct text *where)
{
	const char *column = b->order->column, *id = b->definition->id, *beyond = NULL, *position = NULL;
	bool descending = b->order->descending != b->cursor.backwards;
	const char *compare = descending ? "<" : ">";
	struct text *sql = text_new(b->arena);
	int limit = parameter(b, db_int(b->digits[0], b->limit + 1));

	if (b->cursor.given) {
		int at = parameter(b, db_int(b->digits[1], b->cursor.id));

		if (b->cursor.value) {
			int value = parameter(b, db_text(b->cursor.value));

			position = arena_printf(b->arena, "(%s, %s) %s ($%d, $%d)", column, id,
						compare, value, at);
			if (b->order->nullable && !descending)
				beyond = arena_printf(b->arena, "%s IS NULL", column);
		} else {
			position = arena_printf(b->arena, "%s IS NULL AND %s %s $%d", column, id,
						compare, at);
			if (descending)
				beyond = arena_printf(b->arena, "%s IS NOT NULL", column);
		}
	}
	if (!beyond) {
		branch(b, sql, where, position, descending, limit);
		return sql->data;
	}
	const char *direction = descending ? "DESC" : "ASC";

	text_add(sql, "SELECT * FROM ((");
	branch(b, sql, where, position, descending, limit);
	text_add(sql, ") UNION ALL (");
	branch(b, sql, where, beyond, descending, limit);
	text_addf(sql, ")) AS pagina ORDER BY lista_chiave %s, lista_id %s LIMIT $%d", direction,
		  direction, limit);
	return sql->data;
}

/* ---- the rows ---- */

struct page_reading {
	struct building *b;
	struct row_sink *sink;
	struct list_result *result;
	struct cursor *keys; /* of each row */
	const char **values; /* of all rows */
	int rows;
};

/* Show row after row in the order of the list, whichever way they came. */
static void show(struct page_reading *reading)
{
	struct building *b = reading->b;
	struct list_result *result = reading->result;
	int count = reading->rows > b->limit ? b->limit : reading->rows;
	bool back = b->cursor.backwards, more = reading->rows > b->limit;

	result->ids = arena_array(b->arena, (size_t)count + 1, sizeof(*result->ids));
	result->rows = (size_t)count;
	for (int i = 0; i < count; i++) {
		int row = back ? count - 1 - i : i;

		result->ids[i] = reading->keys[row].id;
		reading->sink->row(reading->sink, i);
		for (int c = 0; c < b->column_count; c++)
			reading->sink->value(reading->sink, b->columns[c].name, b->columns[c].kind,
					     reading->values[row * b->column_count + c]);
	}
	reading->sink->end(reading->sink, count);
	if (!count)
		return;
	if (back ? more : b->cursor.given)
		result->previous = cursor_write(b, true, &reading->keys[back ? count - 1 : 0]);
	if (back || more)
		result->next = cursor_write(b, false, &reading->keys[back ? 0 : count - 1]);
}

static const char *cell_keep(struct arena *arena, const struct cell *cell)
{
	return cell->value ? arena_strndup(arena, cell->value, (size_t)cell->size) : NULL;
}

/* Rows are kept until the last has come: going back, they come in reverse. */
static struct error *read_page(void *into, struct cell *row, int columns, int64_t count)
{
	struct page_reading *reading = into;
	struct building *b = reading->b;

	if (!row) {
		show(reading);
		return NULL;
	}
	if (columns != b->column_count + 2 || count > b->limit)
		return error_raise(ERR_BUG, "a page of another shape came");
	struct cursor *key = &reading->keys[reading->rows];

	if (!row[0].value || !text_to_int(row[0].value, &key->id))
		return error_raise(ERR_BUG, "list %s: a row has no id", b->definition->from);
	key->value = cell_keep(b->arena, &row[1]);
	for (int i = 0; i < b->column_count; i++)
		reading->values[reading->rows * b->column_count + i] = cell_keep(b->arena, &row[i + 2]);
	reading->rows++;
	return NULL;
}

static struct error *read_total(void *into, struct cell *row, int columns, int64_t count)
{
	struct list_result *result = into;

	(void)count;
	if (!row)
		return NULL;
	if (columns != 1 || !text_to_int(row[0].value, &result->total))
		return error_raise(ERR_BUG, "no count came");
	result->beyond = result->total > LIST_COUNT_CAP;
	if (result->beyond)
		result->total = LIST_COUNT_CAP;
	return NULL;
}

/*
 * The texts that lists have made in this process, each prepared on the server as other queries
 * are: planning a page with its policies costs more than running it.  The definitions bound how
 * many there can be; should a page come with more combinations of filters, the rest travel
 * unprepared.
 */
#define TEXTS_MAX 256
static struct text_kept {
	char name[16];
	struct statement statement;
} *texts[TEXTS_MAX];

static const struct statement *keep(const char *sql, int parameters)
{
	int i = 0;

	while (i < TEXTS_MAX && texts[i] && strcmp(texts[i]->statement.sql, sql))
		i++;
	if (i == TEXTS_MAX)
		return NULL;
	if (!texts[i]) {
		struct text_kept *kept = db_memory(NULL, 1, sizeof(*kept));
		char *copy = strdup(sql);

		if (!copy)
			abort();
		snprintf(kept->name, sizeof(kept->name), "list_%d", i);
		kept->statement = (struct statement){ kept->name, copy, parameters, NULL, true };
		texts[i] = kept;
	}
	return &texts[i]->statement;
}

static struct error *queue(struct db *db, struct building *b, const char *sql, row_reader reader,
			   void *into)
{
	const struct statement *statement = keep(sql, b->parameter_count);

	if (!statement) {
		struct statement *once = arena_alloc(b->arena, sizeof(*once));

		*once = (struct statement){ NULL, sql, b->parameter_count, NULL, true };
		statement = once;
	}
	return error_pass(db_queue(db, statement, b->parameters, reader, into));
}

struct error *list_read(struct db *db, const struct list_definition *definition,
			const struct list_request *request, struct row_sink *sink,
			struct list_result *result)
{
	struct arena *arena = db_arena(db);
	struct building *b = arena_alloc(arena, sizeof(*b));
	struct text *where = text_new(arena);
	struct page_reading *reading = arena_alloc(arena, sizeof(*reading));

	assert(request->limit > 0 && request->limit <= LIST_LIMIT && definition->order_count > 0);
	*b = (struct building){ .arena = arena, .definition = definition, .request = request,
				.limit = request->limit };
	b->order = find_order(definition, request->order);
	*result = (struct list_result){ .total = -1, .order = b->order->name };
	TRY(choose_columns(b));
	TRY(cursor_read(b));
	TRY(conditions(b, where));
	if (request->count)
		TRY(queue(db, b,
			  arena_printf(arena,
				       "SELECT count(*) FROM (SELECT 1 FROM %s%s LIMIT %d) AS prime",
				       definition->from, where->data, LIST_COUNT_CAP + 1),
			  read_total, result));
	size_t rows = (size_t)b->limit + 1;

	*reading = (struct page_reading){ b, sink, result, NULL, NULL, 0 };
	reading->keys = arena_array(arena, rows, sizeof(*reading->keys));
	reading->values = arena_array(arena, rows * (size_t)(b->column_count + 1), sizeof(char *));
	TRY(queue(db, b, page_sql(b, where), read_page, reading));
	return error_pass(db_wait(db));
}
