/*
 * Rows into structs, arrays and sinks; parameters from C values.
 */
#include "db/db.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- parameters ---- */

struct parameter db_int(char digits[DB_DIGITS], int64_t number)
{
	int size = snprintf(digits, DB_DIGITS, "%" PRId64, number);

	return (struct parameter){ digits, size, false };
}

struct parameter db_id(char digits[DB_DIGITS], int64_t id)
{
	return id ? db_int(digits, id) : (struct parameter){ NULL, 0, false };
}

struct parameter db_bool(bool value)
{
	return (struct parameter){ value ? "t" : "f", 1, false };
}

struct parameter db_text(const char *text)
{
	return (struct parameter){ text, 0, false }; /* libpq counts a text itself */
}

struct parameter db_bytes(struct bytes bytes)
{
	assert(bytes.size <= INT32_MAX);
	return (struct parameter){ (const char *)bytes.data, (int)bytes.size, true };
}

/* ---- structs ---- */

static struct error *decode(struct arena *arena, const struct row_shape *fields, const struct cell *row,
			    void *out)
{
	for (int i = 0; i < fields->count; i++) {
		void *place = (char *)out + fields->list[i].offset;
		const struct cell *cell = &row[i];

		switch (fields->list[i].type) {
		case ROW_INT: {
			int64_t number = 0;

			if (cell->value && !text_to_int(cell->value, &number))
				return error_raise(ERR_BUG, "column %d is no number", i);
			memcpy(place, &number, sizeof(number)); /* a typed id is a struct */
			break;
		}
		case ROW_BOOL:
			*(bool *)place = cell->value && *cell->value == 't';
			break;
		case ROW_TEXT:
			*(const char **)place = arena_strdup(arena, cell->value);
			break;
		case ROW_BYTES:
			*(struct bytes *)place = (struct bytes){ (const unsigned char *)cell->value,
								 (size_t)cell->size };
			break;
		}
	}
	return NULL;
}

struct reading {
	struct arena *arena;
	const struct row_shape *fields;
	char *rows;
	size_t count, room;
};

static struct error *read_one(void *into, struct cell *row, int columns, int64_t count)
{
	struct reading *reading = into;

	if (!row)
		return NULL;
	if (columns != reading->fields->count)
		return error_raise(ERR_BUG, "%d columns came", columns);
	if (count)
		return error_raise(ERR_BUG, "more than one row came");
	reading->count = 1;
	return error_pass(decode(reading->arena, reading->fields, row, reading->rows));
}

struct error *db_maybe(struct db *db, const struct statement *statement,
		       const struct parameter *parameters, const struct row_shape *fields, void *out,
		       bool *found)
{
	struct reading reading = { db_arena(db), fields, out, 0, 1 };

	*found = false;
	memset(out, 0, fields->size);
	TRY(db_queue(db, statement, parameters, read_one, &reading));
	TRY(db_wait(db));
	*found = reading.count;
	return NULL;
}

struct error *db_one(struct db *db, const struct statement *statement,
		     const struct parameter *parameters, const struct row_shape *fields, void *out)
{
	bool found;

	TRY(db_maybe(db, statement, parameters, fields, out, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "%s: no row", statement->name);
}

static struct error *read_many(void *into, struct cell *row, int columns, int64_t count)
{
	struct reading *reading = into;
	size_t size = reading->fields->size;

	(void)count;
	if (!row)
		return NULL;
	if (columns != reading->fields->count)
		return error_raise(ERR_BUG, "%d columns came", columns);
	if (reading->count == reading->room) {
		size_t room = reading->room ? reading->room * 2 : 16;
		char *rows = arena_array(reading->arena, room, size);

		if (reading->count)
			memcpy(rows, reading->rows, reading->count * size);
		reading->rows = rows;
		reading->room = room;
	}
	return error_pass(decode(reading->arena, reading->fields, row,
				 reading->rows + size * reading->count++));
}

struct error *db_many(struct db *db, const struct statement *statement,
		      const struct parameter *parameters, const struct row_shape *fields, void **rows,
		      size_t *count)
{
	struct reading reading = { db_arena(db), fields, NULL, 0, 0 };

	*rows = NULL;
	*count = 0;
	TRY(db_queue(db, statement, parameters, read_many, &reading));
	TRY(db_wait(db));
	*rows = reading.rows;
	*count = reading.count;
	return NULL;
}

/* ---- counts ---- */

static struct error *read_count(void *into, struct cell *row, int columns, int64_t count)
{
	(void)columns;
	if (!row)
		*(int64_t *)into = count;
	return NULL;
}

struct error *db_count(struct db *db, const struct statement *statement,
		       const struct parameter *parameters, int64_t *touched)
{
	*touched = 0;
	TRY(db_queue(db, statement, parameters, read_count, touched));
	return error_pass(db_wait(db));
}

struct error *db_exec1(struct db *db, const struct statement *statement,
		       const struct parameter *parameters)
{
	int64_t touched;

	TRY(db_count(db, statement, parameters, &touched));
	if (touched != 1)
		return error_raise(ERR_CONFLICT, "%s: touched %" PRId64 " rows", statement->name, touched);
	return NULL;
}

/* ---- sinks ---- */

struct pouring {
	const struct column *columns;
	int count;
	struct row_sink *sink;
};

static struct error *read_sink(void *into, struct cell *row, int columns, int64_t count)
{
	const struct pouring *pouring = into;
	struct row_sink *sink = pouring->sink;

	if (!row) {
		sink->end(sink, count);
		return NULL;
	}
	if (columns != pouring->count)
		return error_raise(ERR_BUG, "%d columns came", columns);
	sink->row(sink, count);
	for (int i = 0; i < columns; i++)
		sink->value(sink, pouring->columns[i].name, pouring->columns[i].kind, row[i].value);
	return NULL;
}

struct error *db_queue_sink(struct db *db, const struct statement *statement,
			    const struct parameter *parameters, const struct column *columns,
			    int column_count, struct row_sink *sink)
{
	struct pouring *pouring = arena_alloc(db_arena(db), sizeof(*pouring));

	*pouring = (struct pouring){ columns, column_count, sink };
	return error_pass(db_queue(db, statement, parameters, read_sink, pouring));
}
