#include "expect.h"

#include "http/parse.h"

static void
cookies_are_found(void **state)
{
	struct fields cookies;

	expect_success(parse_cookies(*state, "__Host-siz=ab12; x=\"q\";y = 1 ; z=a=b;t=", &cookies));
	assert_int_equal(cookies.count, 5);
	assert_string_equal(fields_get(&cookies, "__Host-siz"), "ab12");
	assert_string_equal(fields_get(&cookies, "x"), "\"q\"");
	assert_string_equal(fields_get(&cookies, "y"), "1");
	assert_string_equal(fields_get(&cookies, "z"), "a=b");
	assert_string_equal(fields_get(&cookies, "t"), "");
	assert_null(fields_get(&cookies, "__host-siz"));
}

static void
odd_pieces_are_passed_over(void **state)
{
	struct fields cookies;

	expect_success(parse_cookies(*state, ";; word; =nameless; a=1; a=2;", &cookies));
	assert_int_equal(cookies.count, 2);
	assert_string_equal(fields_get(&cookies, "a"), "1");
	expect_success(parse_cookies(*state, NULL, &cookies));
	assert_int_equal(cookies.count, 0);
	expect_success(parse_cookies(*state, "", &cookies));
	assert_int_equal(cookies.count, 0);
}

static void
dirty_cookies_are_refused(void **state)
{
	struct fields cookies;

	expect_failure(parse_cookies(*state, "a=\xff", &cookies), ERR_BAD_REQUEST);
	expect_failure(parse_cookies(*state, "a=\x01", &cookies), ERR_BAD_REQUEST);
	expect_failure(parse_cookies(*state, "a\x7f=1", &cookies), ERR_BAD_REQUEST);
	expect_failure(parse_cookies(*state, "a=\xed\xa0\x80", &cookies), ERR_BAD_REQUEST);
}

static void
the_header_has_a_limit(void **state)
{
	struct fields cookies;

	expect_success(parse_cookies(*state, arena_printf(*state, "a=%04094d", 1), &cookies));
	assert_int_equal(strlen(fields_get(&cookies, "a")), 4094);
	expect_failure(parse_cookies(*state, arena_printf(*state, "a=%04095d", 1), &cookies),
		       ERR_TOO_LARGE);
	expect_success(parse_cookies(*state, arena_printf(*state, "%0200d=1", 0), &cookies));
	expect_failure(parse_cookies(*state, arena_printf(*state, "%0201d=1", 0), &cookies),
		       ERR_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(cookies_are_found),
		arena_test(odd_pieces_are_passed_over),
		arena_test(dirty_cookies_are_refused),
		arena_test(the_header_has_a_limit),
	};

	return cmocka_run_group_tests_name("http/cookie", tests, NULL, NULL);
}
