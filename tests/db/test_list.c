/*
 * Lists: whatever the order and the size of a page, walking forward and back must show what one
 * ORDER BY over everything shows.
 */
#include "suite.h"

#include "db/list.h"
#include "query.h"

#include <string.h>

static const struct column columns[] = {
	{ "cognome", VALUE_TEXT },
	{ "nascita", VALUE_DATE },
	{ "figli", VALUE_INT },
};
static const struct list_order orders[] = {
	{ .name = "chiave", .column = "chiave" },
	{ .name = "nascita", .column = "nascita", .nullable = true },
	{ .name = "giovani", .column = "nascita", .descending = true, .nullable = true },
	{ .name = "id", .column = "id" },
};
static const struct list_filter filters[] = {
	{ "cognome", "cognome", LIST_EQUAL, VALUE_TEXT },
	{ "cerca", "chiave", LIST_PREFIX, VALUE_TEXT },
	{ "nato_dal", "nascita", LIST_FROM, VALUE_DATE },
	{ "nato_al", "nascita", LIST_TO, VALUE_DATE },
	{ "creato_dal", "creato", LIST_FROM, VALUE_INSTANT },
	{ "creato_al", "creato", LIST_TO, VALUE_INSTANT },
	{ "figli", "figli", LIST_IN, VALUE_INT },
	{ "cognomi", "cognome", LIST_IN, VALUE_TEXT },
	{ "attivo", "attivo", LIST_FLAG, VALUE_BOOL },
};
static const struct list_definition soggetti = {
	.from = "soggetto", .id = "id", LIST_PARTS(columns, orders, filters),
};

struct count_sink {
	struct row_sink sink;
	int64_t rows, values, ended;
	const char *last_column;
};

static void count_row(struct row_sink *sink, int64_t number)
{
	struct count_sink *counts = (struct count_sink *)sink;

	assert_int_equal(number, counts->rows);
	counts->rows++;
}

static void count_value(struct row_sink *sink, const char *column, enum value_kind kind, const char *text)
{
	struct count_sink *counts = (struct count_sink *)sink;

	(void)kind;
	(void)text;
	counts->values++;
	counts->last_column = column;
}

static void count_end(struct row_sink *sink, int64_t rows)
{
	((struct count_sink *)sink)->ended = rows;
}

static struct error *read_list(const struct list_definition *definition,
			       const struct list_request *request, struct list_result *result)
{
	struct count_sink counts = { .sink = { count_row, count_value, count_end }, .ended = -1 };

	TRY(list_read(db, definition, request, &counts.sink, result));
	assert_int_equal(counts.rows, result->rows);
	assert_int_equal(counts.ended, result->rows);
	return NULL;
}

static void fill(int64_t count)
{
	int64_t touched;

	must(q_riempi_lista(db, count, &touched));
	assert_int_equal(touched, count);
}

/* ---- pages ---- */

static void check_page(const struct q_lista_ids *all, const struct list_result *page, size_t from)
{
	for (size_t i = 0; i < page->rows; i++)
		assert_int_equal(page->ids[i], all[from + i].numero);
}

static void walk(const char *order, int limit)
{
	struct list_request request = { .order = order, .limit = limit };
	struct list_result page;
	struct q_lista_ids *all;
	size_t count, at = 0;

	must(q_lista_ids(db, order, &all, &count));
	for (;;) {
		must(read_list(&soggetti, &request, &page));
		assert_string_equal(page.order, order);
		assert_int_equal(page.total, -1);
		check_page(all, &page, at);
		assert_int_equal(!page.previous, at == 0);
		if (!page.next)
			break;
		assert_int_equal(page.rows, limit);
		at += page.rows;
		request.cursor = page.next;
	}
	assert_int_equal(at + page.rows, count);
	while (page.previous) {
		request.cursor = page.previous;
		must(read_list(&soggetti, &request, &page));
		assert_non_null(page.next);
		assert_true(page.rows <= at);
		at -= page.rows;
		check_page(all, &page, at);
		assert_int_equal(!page.previous, at == 0);
	}
	assert_int_equal(at, 0);
}

void test_list_pages(void **state)
{
	(void)state;
	walk("chiave", 5); /* an empty list */
	fill(60);
	for (size_t o = 0; o < sizeof(orders) / sizeof(orders[0]); o++)
		for (int limit = 1; limit <= 61; limit += limit < 8 ? 1 : 13)
			walk(orders[o].name, limit);
	walk("nascita", 60);
	walk("giovani", LIST_LIMIT);
}

/* ---- filters ---- */

static int64_t found(const struct list_value *values, size_t count)
{
	struct list_request request = { .values = values, .value_count = count, .limit = 200,
					.count = true };
	struct list_result page;

	must(read_list(&soggetti, &request, &page));
	assert_int_equal(page.total, page.rows);
	return page.total;
}

static int64_t found_one(const char *filter, const char *value)
{
	return found(&(struct list_value){ filter, value }, 1);
}

void test_list_filters(void **state)
{
	(void)state;
	fill(130);
	assert_int_equal(found_one("cerca", NULL), 130);
	assert_int_equal(found_one("cerca", ""), 130);
	assert_int_equal(found_one("cerca", "CARLO"), 117);
	assert_int_equal(found_one("cerca", "càrlo 1"), 36); /* 1, 10, 11, 12 */
	assert_int_equal(found_one("cerca", "d’amico"), 13);
	assert_int_equal(found_one("cerca", "d'amico <b>&\""), 13);
	assert_int_equal(found_one("cerca", "%"), 0);
	assert_int_equal(found_one("cerca", "_arlo"), 0);
	assert_int_equal(found_one("cognome", "' OR true --"), 0);
	assert_int_equal(found_one("cognome", "D'Amico <b>&\"Rossi3"), 2);
	assert_int_equal(found_one("nato_dal", "1950-01-11"), 8);
	assert_int_equal(found_one("nato_al", "1950-01-01"), 9);
	assert_int_equal(found_one("creato_dal", "2026-05-06"), 130);
	assert_int_equal(found_one("creato_al", "2026-05-06"), 130);
	assert_int_equal(found_one("creato_al", "2026-05-05"), 0);
	assert_int_equal(found_one("creato_dal", "2026-05-07"), 0);
	assert_int_equal(found_one("attivo", "1"), 43);
	assert_int_equal(found_one("attivo", "0"), 87);
	assert_int_equal(found((struct list_value[]){ { "figli", "1" }, { "attivo", "" },
						      { "figli", "" }, { "figli", "3" } }, 4), 52);
	assert_int_equal(found((struct list_value[]){ { "cognomi", "{a,\"b\\" },
						      { "cognomi", "D'Amico <b>&\"Rossi3" } }, 2), 2);
	assert_int_equal(found((struct list_value[]){ { "figli", "1" }, { "attivo", "1" },
						      { "cerca", "carlo" } }, 3), 9);
}

void test_list_refuses(void **state)
{
	static const char *const broken[] = { "x", "d", "d.", "d.chiave", "d.chiave.1", "d.chiave.1.",
					      "d.chiave.1.x", "d.chiave.uno.va", "d.chiave.1.n",
					      "x.chiave.1.va", "d..1.v", "d.chiave.9223372036854775808.va" };
	struct list_request request = { .limit = 10 };
	struct list_result page;

	(void)state;
	fill(30);
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		struct error *err;

		request.cursor = broken[i];
		err = read_list(&soggetti, &request, &page);
		if (!strcmp(broken[i], "d..1.v")) /* an order that is not in use */
			must(err);
		else
			must_fail(err, ERR_BAD_REQUEST);
	}
	request.cursor = "d.nascita.1.vMario Rossi";
	request.order = "nascita";
	must_fail(read_list(&soggetti, &request, &page), ERR_BAD_REQUEST);
	request.order = "id; DROP TABLE soggetto"; /* unknown: the first; the cursor is left aside */
	must(read_list(&soggetti, &request, &page));
	assert_string_equal(page.order, "chiave");
	assert_null(page.previous);
	request = (struct list_request){ .limit = 10, .value_count = 1,
					 .values = &(struct list_value){ "nato_dal", "ieri l'altro" } };
	must_fail(read_list(&soggetti, &request, &page), ERR_BAD_REQUEST);
	request.values = &(struct list_value){ "ignoto", "1" };
	must_fail(read_list(&soggetti, &request, &page), ERR_BUG);
}

void test_list_count(void **state)
{
	struct list_request request = { .limit = 10, .count = true };
	struct list_result page;

	(void)state;
	fill(1000);
	must(read_list(&soggetti, &request, &page));
	assert_int_equal(page.total, 1000);
	assert_false(page.beyond);
	must(q_soggetto_tocca(db, "x"));
	struct q_soggetto_nuovo new;

	must(q_soggetto_nuovo(db, "Uno in più", NULL, (soggetto_id){ 0 }, false, 0, NULL,
			      (struct bytes){ NULL, 0 }, NULL, &new));
	must(read_list(&soggetti, &request, &page));
	assert_int_equal(page.total, 1000);
	assert_true(page.beyond);
	assert_int_equal(page.rows, 10);
}

void test_list_function_and_columns(void **state)
{
	static const struct list_definition from_function = {
		.from = "dal($1)", .arguments = 1, .id = "id", LIST_PARTS(columns, orders, filters),
	};
	static const char *const chosen[] = { "figli", "cognome" };
	static const char *const unknown[] = { "foto" };
	struct count_sink counts = { .sink = { count_row, count_value, count_end } };
	struct list_request request = { .arguments = (const char *[]){ "1021" }, .limit = 7, .count = true,
					.values = &(struct list_value){ "attivo", "1" }, .value_count = 1,
					.columns = chosen, .column_count = 2 };
	struct list_result page;

	(void)state;
	fill(30);
	must(list_read(db, &from_function, &request, &counts.sink, &page));
	assert_int_equal(page.total, 4); /* 21, 24, 27, 30 */
	assert_int_equal(counts.rows, 4);
	assert_int_equal(counts.values, 8);
	assert_string_equal(counts.last_column, "cognome");
	request.columns = unknown;
	request.column_count = 1;
	must_fail(list_read(db, &from_function, &request, &counts.sink, &page), ERR_BUG);
}
