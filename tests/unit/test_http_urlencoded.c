#include "expect.h"

#include "base/text.h"
#include "http/parse.h"

#include <time.h>

static struct error *
parse(struct arena *arena, const char *text, struct fields *out)
{
	return parse_urlencoded(arena, text, strlen(text), out);
}

static void
pairs_come_in_order(void **state)
{
	struct fields fields;
	size_t at = 0;

	expect_success(parse(*state, "a=1&b=D%27Amico+%3Cb%3E&&a=2&c&d=&e==x&f.g%5B%5D=y&", &fields));
	assert_int_equal(fields.count, 7);
	assert_string_equal(fields_get(&fields, "a"), "1");
	assert_string_equal(fields_get(&fields, "b"), "D'Amico <b>");
	assert_string_equal(fields_get(&fields, "c"), "");
	assert_string_equal(fields_get(&fields, "d"), "");
	assert_string_equal(fields_get(&fields, "e"), "=x");
	assert_string_equal(fields_get(&fields, "f.g[]"), "y");
	assert_null(fields_get(&fields, "A"));
	assert_string_equal(fields_next(&fields, "a", &at), "1");
	assert_string_equal(fields_next(&fields, "a", &at), "2");
	assert_null(fields_next(&fields, "a", &at));
	expect_success(parse(*state, "", &fields));
	assert_int_equal(fields.count, 0);
	assert_null(fields_get(&fields, "a"));
}

static void
dirty_text_is_refused(void **state)
{
	static const char *const bodies[] = {
		"a=%",		"a=%2",		"a=%zz",       "a=%00",	   "%00=a",
		"a=%ff",	"a=%c0%af",	"a=%ed%a0%80", "a=%01",	   "a=%1b",
		"a=\x01",	"a=\xff",	"a=%7f",       "a=%c2%85", "=1",
		"a=1&=",	"%ff=1",	"a%0a=1",      "a%09=1",   "a=%f4%90%80%80",
	};
	struct fields fields;

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		expect_failure(parse(*state, bodies[i], &fields), ERR_BAD_REQUEST);
	expect_failure(parse_urlencoded(*state, "a=b\0c", 5, &fields), ERR_BAD_REQUEST);
	expect_success(parse(*state, "a=%0d%0a%09%c3%a9", &fields));
	assert_string_equal(fields_get(&fields, "a"), "\r\n\t\xc3\xa9");
}

static void
names_have_a_limit(void **state)
{
	struct text *body = text_new(*state);
	struct fields fields;

	for (int i = 0; i < 200; i++)
		text_add(body, "%61");
	text_add(body, "=1");
	expect_success(parse(*state, body->data, &fields));
	assert_int_equal(strlen(fields.list[0].name), 200);
	expect_failure(parse(*state, arena_printf(*state, "a%s", body->data), &fields),
		       ERR_TOO_LARGE);
	expect_success(parse(*state, arena_printf(*state, "%0200d=1", 0), &fields));
	expect_failure(parse(*state, arena_printf(*state, "%0201d=1", 0), &fields), ERR_TOO_LARGE);
	expect_failure(parse(*state, arena_printf(*state, "%0601d=1", 0), &fields), ERR_TOO_LARGE);
}

static const char *
many(struct arena *arena, int count)
{
	struct text *body = text_new(arena);

	for (int i = 0; i < count; i++)
		text_addf(body, "%sp%d=%d", i ? "&" : "", i, i);
	return body->data;
}

static void
parameters_have_a_limit(void **state)
{
	struct fields fields;

	expect_success(parse(*state, many(*state, 2000), &fields));
	assert_int_equal(fields.count, 2000);
	for (int i = 0; i < 2000; i++)
		assert_string_equal(fields.list[i].value, arena_printf(*state, "%d", i));
	expect_failure(parse(*state, many(*state, 2001), &fields), ERR_TOO_LARGE);
}

/* Security goal IN-6: 100,000 parameters cost less than 100 ms. */
static void
a_flood_costs_little(void **state)
{
	const char *body = many(*state, 100000);
	struct timespec from, to;
	struct fields fields;
	double spent;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	expect_failure(parse(*state, body, &fields), ERR_TOO_LARGE);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	spent = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	assert_true(spent < 0.1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(pairs_come_in_order),
		arena_test(dirty_text_is_refused),
		arena_test(names_have_a_limit),
		arena_test(parameters_have_a_limit),
		arena_test(a_flood_costs_little),
	};

	return cmocka_run_group_tests_name("http/urlencoded", tests, NULL, NULL);
}
