#include "expect.h"

#include "base/csv.h"

#include <string.h>

static struct csv *
reads(struct arena *arena, const char *text, FILE **stream)
{
	*stream = fmemopen((void *)text, strlen(text), "r");
	assert_non_null(*stream);
	return csv_new(arena, *stream, ';', NULL, NULL);
}

static void
rows_and_quotes(void **state)
{
	FILE *stream;
	struct csv_row row;
	struct csv *csv = reads(*state, "a;b\r\n\r\n\"x;\"\"y\"\"\nz\";\n;\"\"\rlast", &stream);

	assert_true(csv_next(csv, &row));
	assert_int_equal(row.count, 2);
	assert_string_equal(row.field[1], "b");
	assert_true(csv_next(csv, &row));
	assert_int_equal(row.line, 3);
	assert_int_equal(row.count, 2);
	assert_string_equal(row.field[0], "x;\"y\"\nz");
	assert_int_equal(row.size[0], 7);
	assert_string_equal(row.field[1], "");
	assert_true(csv_next(csv, &row));
	assert_int_equal(row.line, 5);
	assert_int_equal(row.count, 2);
	assert_int_equal(row.size[1], 0);
	assert_true(csv_next(csv, &row));
	assert_string_equal(row.field[0], "last");
	assert_int_equal(row.fault, CSV_RIGHT);
	assert_false(csv_next(csv, &row));
	assert_false(csv_broken(csv));
	fclose(stream);
}

/* Before a quote, too; alone it is no row; later it is text. */
static void
mark_of_utf8(void **state)
{
	FILE *stream;
	struct csv_row row;
	struct csv *csv = reads(*state, "\xEF\xBB\xBF\"a;a\";b\n\xEF\xBB\xBFx;y\n", &stream);

	assert_true(csv_next(csv, &row));
	assert_int_equal(row.fault, CSV_RIGHT);
	assert_int_equal(row.count, 2);
	assert_string_equal(row.field[0], "a;a");
	assert_true(csv_next(csv, &row));
	assert_string_equal(row.field[0], "\xEF\xBB\xBFx");
	fclose(stream);
	csv = reads(*state, "\xEF\xBB\xBF", &stream);
	assert_false(csv_next(csv, &row));
	fclose(stream);
}

static void
faults(void **state)
{
	FILE *stream;
	struct csv_row row;
	struct csv *csv = reads(*state, "\"a\"b;c\n\"open;c\n", &stream);

	assert_true(csv_next(csv, &row));
	assert_int_equal(row.fault, CSV_QUOTE);
	assert_true(csv_next(csv, &row));
	assert_int_equal(row.fault, CSV_OPEN);
	fclose(stream);

	char *many = arena_alloc(*state, 2 * CSV_FIELDS + 4);
	memset(many, ';', CSV_FIELDS);
	strcpy(many + CSV_FIELDS, "\nb");
	csv = reads(*state, many, &stream);
	assert_true(csv_next(csv, &row));
	assert_int_equal(row.fault, CSV_FIELDS_MANY);
	assert_int_equal(row.count, CSV_FIELDS);
	assert_true(csv_next(csv, &row));
	assert_string_equal(row.field[0], "b");
	fclose(stream);
}

static void
a_row_too_long(void **state)
{
	char *text = arena_alloc(*state, CSV_ROW_BYTES + 100);
	FILE *stream;
	struct csv_row row;

	memset(text, 'x', CSV_ROW_BYTES + 50);
	strcpy(text + CSV_ROW_BYTES + 50, ";y;z\nnext\n");
	struct csv *csv = reads(*state, text, &stream);
	assert_true(csv_next(csv, &row));
	assert_int_equal(row.fault, CSV_ROW_LONG);
	for (int i = 0; i < row.count; i++)
		assert_true(row.size[i] <= CSV_ROW_BYTES && strlen(row.field[i]) <= CSV_ROW_BYTES);
	assert_true(csv_next(csv, &row));
	assert_string_equal(row.field[0], "next");
	assert_int_equal(row.fault, CSV_RIGHT);
	fclose(stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(rows_and_quotes),
		arena_test(mark_of_utf8),
		arena_test(faults),
		arena_test(a_row_too_long),
	};

	return cmocka_run_group_tests_name("base/csv", tests, NULL, NULL);
}
