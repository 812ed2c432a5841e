#include "expect.h"

#include "base/text.h"

static bool
clean(const char *text)
{
	return text_is_clean(text, strlen(text));
}

static void
text_grows(void **state)
{
	struct text *text = text_new(*state);

	assert_string_equal(text->data, "");
	for (int i = 0; i < 10000; i++)
		text_addf(text, "%d,", i % 10);
	assert_int_equal(text->size, 20000);
	assert_int_equal(strlen(text->data), 20000);
	text_add(text, "fine");
	text_add_bytes(text, "x\0y", 3);
	text_add_bytes(text, NULL, 0);
	assert_int_equal(text->size, 20007);
	assert_memory_equal(text->data + 19998, "9,finex\0y", 10);

	/* Each length around the first room: the NUL must find its place. */
	for (size_t size = 250; size < 260; size++) {
		struct text *exact = text_new(*state);

		for (size_t i = 0; i < size; i++)
			text_add_bytes(exact, "a", 1);
		assert_int_equal(strlen(exact->data), size);
		exact = text_new(*state);
		text_addf(exact, "%*s", (int)size, "b");
		assert_int_equal(strlen(exact->data), size);
	}
}

static void
clean_text(void **state)
{
	(void)state;
	assert_true(clean(""));
	assert_true(clean("D'Amico <b>&\"Rossi\"\t\r\n"));
	assert_true(clean("perch\xc3\xa9 \xe2\x82\xac \xf0\x9f\x99\x82 \xf4\x8f\xbf\xbf"));
	assert_true(clean("\xc2\xa0\xed\x9f\xbf\xee\x80\x80"));
	assert_false(text_is_clean("a\0b", 3));
	assert_false(clean("\x01"));
	assert_false(clean("\x1b[2J"));
	assert_false(clean("\x0b"));
	assert_false(clean("\x7f"));
	assert_false(clean("\xc2\x80"));         /* C1 */
	assert_false(clean("\xc2\x9f"));
	assert_false(clean("\x80"));             /* continuation alone */
	assert_false(clean("\xc3"));             /* cut short */
	assert_false(clean("\xe2\x82"));
	assert_false(clean("\xc0\xaf"));         /* overlong */
	assert_false(clean("\xc1\xbf"));
	assert_false(clean("\xe0\x9f\xbf"));
	assert_false(clean("\xf0\x8f\xbf\xbf"));
	assert_false(clean("\xed\xa0\x80"));     /* surrogates */
	assert_false(clean("\xed\xbf\xbf"));
	assert_false(clean("\xf4\x90\x80\x80")); /* above U+10FFFF */
	assert_false(clean("\xf5\x80\x80\x80"));
	assert_false(clean("\xff"));
	/* The bytes end inside a sequence, though more memory follows. */
	assert_false(text_is_clean("\xc3\xa9", 1));
}

static void
numbers(void **state)
{
	int64_t number = 5;

	(void)state;
	assert_true(text_to_int("0", &number));
	assert_int_equal(number, 0);
	assert_true(text_to_int("-42", &number));
	assert_int_equal(number, -42);
	assert_true(text_to_int("9223372036854775807", &number));
	assert_true(number == INT64_MAX);
	assert_true(text_to_int("-9223372036854775808", &number));
	assert_true(number == INT64_MIN);
	number = 5;
	assert_false(text_to_int("9223372036854775808", &number));
	assert_false(text_to_int("-9223372036854775809", &number));
	assert_false(text_to_int("", &number));
	assert_false(text_to_int("-", &number));
	assert_false(text_to_int("+1", &number));
	assert_false(text_to_int(" 1", &number));
	assert_false(text_to_int("1 ", &number));
	assert_false(text_to_int("1e3", &number));
	assert_false(text_to_int("0x10", &number));
	assert_false(text_to_int(NULL, &number));
	assert_int_equal(number, 5);
}

static void
hexadecimal(void **state)
{
	assert_string_equal(text_hex(*state, "\x00\xff\x1a", 3), "00ff1a");
	assert_string_equal(text_hex(*state, "", 0), "");
}

static void
secrets(void **state)
{
	(void)state;
	assert_true(text_secret_equal("", ""));
	assert_true(text_secret_equal("segreto", "segreto"));
	assert_false(text_secret_equal("segreto", "segretO"));
	assert_false(text_secret_equal("segreto", "Segreto"));
	assert_false(text_secret_equal("segreto", "segret"));
	assert_false(text_secret_equal("segret", "segreto"));
	assert_false(text_secret_equal("", "s"));
	assert_false(text_secret_equal("s", ""));
	assert_false(text_secret_equal(NULL, ""));
	assert_false(text_secret_equal(NULL, NULL));
}

static void
percent_encoding(void **state)
{
	struct arena *arena = *state;

	assert_string_equal(text_url_encode(arena, "a-b_c.d~9"), "a-b_c.d~9");
	assert_string_equal(text_url_encode(arena, "D'Amico &\xc3\xa9/?+"),
			    "D%27Amico%20%26%C3%A9%2F%3F%2B");
	assert_string_equal(text_url_decode(arena, "a+b%20c%2Bd", 11), "a b c+d");
	assert_string_equal(text_percent_decode(arena, "a+b%20c", 7), "a+b c");
	assert_string_equal(text_url_decode(arena, "%c3%A9", 6), "\xc3\xa9");
	assert_string_equal(text_url_decode(arena, "", 0), "");
	assert_null(text_url_decode(arena, "%", 1));
	assert_null(text_url_decode(arena, "%4", 2));
	assert_null(text_url_decode(arena, "a%4", 3));
	assert_null(text_url_decode(arena, "%4g", 3));
	assert_null(text_url_decode(arena, "%g4", 3));
	assert_null(text_url_decode(arena, "%u0041", 6));
	assert_null(text_url_decode(arena, "a%00b", 5));
	assert_null(text_url_decode(arena, "a\0b", 3));
	/* The digits lie behind the end. */
	assert_null(text_url_decode(arena, "%41", 2));
}

static void
trimming(void **state)
{
	assert_string_equal(text_trim(*state, " \t\r\n due  parole \n"), "due  parole");
	assert_string_equal(text_trim(*state, " \t"), "");
	assert_string_equal(text_trim(*state, ""), "");
	assert_null(text_trim(*state, NULL));
}

static const char *
json(struct arena *arena, const char *value)
{
	struct text *text = text_new(arena);

	text_add_json(text, value);
	return text->data;
}

static void
json_strings(void **state)
{
	assert_string_equal(json(*state, NULL), "null");
	assert_string_equal(json(*state, ""), "\"\"");
	assert_string_equal(json(*state, "perch\xc3\xa9"), "\"perch\xc3\xa9\"");
	assert_string_equal(json(*state, "\"\\\n\x01"), "\"\\u0022\\u005c\\u000a\\u0001\"");
	assert_string_equal(json(*state, "</script>&"),
			    "\"\\u003c/script\\u003e\\u0026\"");
	assert_string_equal(json(*state, "\xe2\x80\xa8"), "\"\\u2028\"");
	assert_string_equal(json(*state, "a\xff" "b\xc3"), "\"a\\ufffdb\\ufffd\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(text_grows),
		cmocka_unit_test(clean_text),
		cmocka_unit_test(numbers),
		arena_test(hexadecimal),
		cmocka_unit_test(secrets),
		arena_test(percent_encoding),
		arena_test(trimming),
		arena_test(json_strings),
	};

	return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
