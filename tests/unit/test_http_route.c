#include "expect.h"

#include "http/route.h"

static struct error *
no_page(struct request *rq)
{
	(void)rq;
	return NULL;
}

#define LINE(method, path, name) { METHOD_##method, path, 0, NULL, no_page, name, ROUTE_PLAIN }

static const struct route table[] = {
	LINE(GET, "/", "home"),
	LINE(GET, "/soggetti", "lista"),
	LINE(GET, "/soggetti/{soggetto}", "vedi"),
	LINE(POST, "/soggetti/{soggetto}", "salva"),
	LINE(GET, "/soggetti/nuovo", "nuovo"),
	LINE(GET, "/soggetti/{soggetto}/nuclei/{nucleo}", "nucleo"),
	LINE(GET, "/pratiche/{pratica}/{parola}", "sezione"),
	LINE(GET, "/pratiche/{pratica}/diario", "diario"),
	LINE(POST, "/pratiche/{pratica}/chiudi", "chiudi"),
	LINE(GET, "/agenda/{parola}.ics", "calendario"),
	LINE(GET, "/guida/{parola}", "guida"),
	LINE(GET, "/guida/{pagina}", "guida_pagina"),
	LINE(GET, "/a/{w}/{x}/{y}/{z}", "quattro"),
};

static struct request *
match(struct arena *arena, enum method method, const char *path, struct error **err)
{
	struct request *rq = arena_alloc(arena, sizeof(*rq));

	rq->arena = arena;
	rq->method = method;
	rq->path = path;
	*err = route_match(table, sizeof(table) / sizeof(table[0]), rq);
	return rq;
}

static struct request *
expect_route(struct arena *arena, enum method method, const char *path, const char *name)
{
	struct error *err;
	struct request *rq = match(arena, method, path, &err);

	expect_success(err);
	if (rq->route)
		assert_string_equal(rq->route->name, name);
	else
		fail_msg("%s has no route", path);
	return rq;
}

static void
expect_none(struct arena *arena, enum method method, const char *path, enum error_kind kind)
{
	struct error *err;
	struct request *rq = match(arena, method, path, &err);

	expect_failure(err, kind);
	assert_null(rq->route);
	assert_int_equal(rq->path_id_count, 0);
	assert_null(rq->path_word);
}

static void
paths_and_ids(void **state)
{
	struct request *rq;

	expect_route(*state, METHOD_GET, "/", "home");
	expect_route(*state, METHOD_GET, "/soggetti", "lista");
	rq = expect_route(*state, METHOD_GET, "/soggetti/12/nuclei/9223372036854775807", "nucleo");
	assert_int_equal(rq->path_id_count, 2);
	assert_int_equal(request_path_id(rq, "soggetto"), 12);
	assert_true(request_path_id(rq, "nucleo") == INT64_MAX);
	assert_null(rq->path_word);
	expect_route(*state, METHOD_POST, "/soggetti/12", "salva");
	rq = expect_route(*state, METHOD_GET, "/a/1/2/3/4", "quattro");
	assert_int_equal(request_path_id(rq, "z"), 4);
}

static void
a_literal_wins(void **state)
{
	struct request *rq;

	expect_route(*state, METHOD_GET, "/soggetti/nuovo", "nuovo");
	rq = expect_route(*state, METHOD_GET, "/pratiche/7/diario", "diario");
	assert_null(rq->path_word);
	rq = expect_route(*state, METHOD_GET, "/pratiche/7/documenti", "sezione");
	assert_string_equal(rq->path_word, "documenti");
	assert_int_equal(request_path_id(rq, "pratica"), 7);
	/* A number is an id before it is a word. */
	expect_route(*state, METHOD_GET, "/guida/12", "guida_pagina");
	expect_route(*state, METHOD_GET, "/guida/012", "guida");
}

static void
words(void **state)
{
	char *longest = arena_printf(*state, "/guida/%064d", 1);
	struct request *rq;

	rq = expect_route(*state, METHOD_GET, "/agenda/a-9.ics", "calendario");
	assert_string_equal(rq->path_word, "a-9");
	expect_none(*state, METHOD_GET, "/agenda/.ics", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/agenda/a.ic", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/agenda/a", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/guida/Primi", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/guida/primi_passi", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/guida/", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/guida/perch\xc3\xa9", ERR_NOT_FOUND);
	expect_route(*state, METHOD_GET, longest, "guida");
	expect_none(*state, METHOD_GET, arena_printf(*state, "/guida/%065d", 1), ERR_NOT_FOUND);
}

static void
ids_are_positive_numbers(void **state)
{
	static const char *const bad[] = {
		"/soggetti/0", "/soggetti/-1", "/soggetti/+1", "/soggetti/01", "/soggetti/1.0",
		"/soggetti/9223372036854775808", "/soggetti/18446744073709551617", "/soggetti/1e3",
		"/soggetti/abc", "/soggetti/", "/soggetti/1 ", "/soggetti/ 1", "/soggetti/0x1",
		"/soggetti/99999999999999999999999999999999",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect_none(*state, METHOD_GET, bad[i], ERR_NOT_FOUND);
	expect_route(*state, METHOD_GET, "/soggetti/2147483648", "vedi");
}

static void
what_does_not_fit(void **state)
{
	expect_none(*state, METHOD_GET, "/nessuno", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/soggett", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/soggettix", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/soggetti/1/", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/soggetti/1/nuclei", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/Soggetti", ERR_NOT_FOUND);
	expect_none(*state, METHOD_GET, "/pratiche/x/diario", ERR_NOT_FOUND);
	expect_none(*state, METHOD_POST, "/soggetti", ERR_METHOD);
	expect_none(*state, METHOD_POST, "/", ERR_METHOD);
	expect_none(*state, METHOD_POST, "/nessuno", ERR_NOT_FOUND);
}

static void
ask_other_noun(void *rq)
{
	request_path_id(rq, "pratica");
}

static void
too_many_holes(void *object)
{
	const struct route line = LINE(GET, "/{a}/{b}/{c}/{d}/{e}", "cinque");
	struct request *rq = object;

	rq->path = "/1/2/3/4/5";
	error_free(route_match(&line, 1, rq));
}

static void
a_hole_without_end(void *object)
{
	const struct route line = LINE(GET, "/{a", "aperto");
	struct request *rq = object;

	rq->path = "/1";
	error_free(route_match(&line, 1, rq));
}

static void
bugs_abort(void **state)
{
	struct request *rq = expect_route(*state, METHOD_GET, "/soggetti/12", "vedi");

	expect_abort(ask_other_noun, rq);
	expect_abort(too_many_holes, rq);
	expect_abort(a_hole_without_end, rq);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(paths_and_ids),
		arena_test(a_literal_wins),
		arena_test(words),
		arena_test(ids_are_positive_numbers),
		arena_test(what_does_not_fit),
		arena_test(bugs_abort),
	};

	return cmocka_run_group_tests_name("http/route", tests, NULL, NULL);
}
