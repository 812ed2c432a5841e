#include "expect.h"

#include "base/text.h"
#include "http/parse.h"

#define TYPE "multipart/form-data; boundary=XX"
#define FIELD "Content-Disposition: form-data; name="
#define FILE_A FIELD "\"f\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"

struct result {
	struct fields fields;
	struct upload *uploads;
	size_t upload_count;
};

static int64_t field_limit = 1 << 20;

static struct error *
parse_bytes(struct arena *arena, const char *type, const void *data, size_t size,
	    struct result *result)
{
	FILE *file = tmpfile();
	struct error *err;

	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, size, file), size);
	err = parse_multipart(arena, type, file, (int64_t)size, field_limit, &result->fields,
			      &result->uploads, &result->upload_count);
	fclose(file);
	return err;
}

static struct error *
parse(struct arena *arena, const char *body, struct result *result)
{
	return parse_bytes(arena, TYPE, body, strlen(body), result);
}

static void
fields_and_files(void **state)
{
	static const char body[] =
		"--XX\r\n" FIELD "\"nome\"\r\n\r\nD'Amico <b>&\"Rossi\"\r\n"
		"--XX\r\n" FIELD "\"f\"; filename=\"..\\%22a\" \r\ncontent-type:\tapplication/pdf\r\n"
		"\r\n%PDF\r\n--X\r\n\r\n--XX\r\n"
		"CONTENT-DISPOSITION: FORM-DATA; NAME=nome\r\nX-Other: y\r\n\r\n\r\n"
		"--XX\r\n" FIELD "\"g\"; filename=\"\"\r\n\r\n\r\n"
		"--XX\r\n" FIELD "\"h\"; filename=\"vuoto.txt\"\r\n\r\n\r\n--XX--\r\n";
	struct result result;
	size_t at = 0;

	expect_success(parse(*state, body, &result));
	assert_int_equal(result.fields.count, 2);
	assert_string_equal(fields_next(&result.fields, "nome", &at), "D'Amico <b>&\"Rossi\"");
	assert_string_equal(fields_next(&result.fields, "nome", &at), "");
	assert_int_equal(result.upload_count, 2);
	assert_string_equal(result.uploads[0].field, "f");
	assert_string_equal(result.uploads[0].filename, "..\\\"a");
	assert_string_equal(result.uploads[0].type, "application/pdf");
	assert_int_equal(result.uploads[0].size, strlen("%PDF\r\n--X\r\n"));
	assert_memory_equal(body + result.uploads[0].offset, "%PDF\r\n--X\r\n", 11);
	assert_string_equal(result.uploads[1].filename, "vuoto.txt");
	assert_string_equal(result.uploads[1].type, "");
	assert_int_equal(result.uploads[1].size, 0);
}

static void
no_part_at_all(void **state)
{
	struct result result;

	expect_success(parse(*state, "--XX--\r\n", &result));
	expect_success(parse(*state, "--XX--", &result));
	assert_int_equal(result.fields.count, 0);
	assert_int_equal(result.upload_count, 0);
}

/* A file of random-looking bytes that ends at each place around the window's edge, with a false
 * delimiter before the true one. */
static void
a_delimiter_on_the_edge(void **state)
{
	static const char head[] = "--XX\r\n" FILE_A, tail[] = "\r\n--X\r\n--XX--\r\n";
	struct arena *arena = arena_new();
	struct result result;

	(void)state;
	for (size_t edge = 65536 - 40; edge < 65536 + 40; edge++) {
		size_t size = edge + sizeof(head) - 1 + sizeof(tail) - 1;
		char *body = arena_alloc(arena, size);

		memcpy(body, head, sizeof(head) - 1);
		for (size_t i = 0; i < edge; i++)
			body[sizeof(head) - 1 + i] = "\r\n--X\0\xff"[i % 7];
		memcpy(body + sizeof(head) - 1 + edge, tail, sizeof(tail) - 1);
		expect_success(parse_bytes(arena, TYPE, body, size, &result));
		assert_int_equal(result.upload_count, 1);
		assert_int_equal(result.uploads[0].offset, sizeof(head) - 1);
		assert_int_equal(result.uploads[0].size, edge + 5);
		arena_reset(arena);
	}
	arena_free(arena);
}

/* 300 MB of a file cost no more memory than 3 MB. */
static void
memory_does_not_grow_with_a_file(void **state)
{
	static char zeros[1 << 20];
	size_t used[2];

	(void)state;
	for (int round = 0; round < 2; round++) {
		struct arena *arena = arena_new();
		struct result result;
		FILE *file = tmpfile();
		int64_t size = round ? 300 : 3;

		assert_non_null(file);
		fputs("--XX\r\n" FILE_A, file);
		/* A hole of the file: read as zeros, no disk used. */
		fseeko(file, size << 20, SEEK_CUR);
		fputs("\r\n--XX--\r\n", file);
		fflush(file);
		expect_success(parse_multipart(arena, TYPE, file, ftello(file), 10, &result.fields,
					       &result.uploads, &result.upload_count));
		assert_true(result.uploads[0].size == size << 20);
		fseeko(file, result.uploads[0].offset, SEEK_SET);
		assert_int_equal(fread(zeros, 1, sizeof(zeros), file), sizeof(zeros));
		assert_int_equal(zeros[0], 0);
		fclose(file);
		used[round] = arena_used(arena);
		arena_free(arena);
	}
	assert_int_equal(used[0], used[1]);
}

static void
malformed_bodies_are_refused(void **state)
{
	static const char *const bodies[] = {
		"",
		"--X",
		"--XX",
		"--XX\r\n",
		"\r\n--XX--\r\n",
		"preamble\r\n--XX--\r\n",
		"--XX--epilogue",
		"--XX--\r\nepilogue",
		"--XXY\r\n" FIELD "\"a\"\r\n\r\n1\r\n--XX--",
		"--XX \r\n" FIELD "\"a\"\r\n\r\n1\r\n--XX--",
		"--XX\n" FIELD "\"a\"\n\n1\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\n\r\n1",
		"--XX\r\n" FIELD "\"a\"\r\n\r\n1\r\n--XX",
		"--XX\r\n" FIELD "\"a\"\r\n\r\n1\r\n--XX-",
		"--XX\r\n" FIELD "\"a\"",
		"--XX\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Type: text/plain\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition\r\n\r\n1\r\n--XX--",
		"--XX\r\n: form-data; name=\"a\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"\"; filename=\"a\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\" x\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\";\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"; name=\"b\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"; filename=\"b\"; filename=\"c\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"; filename*=UTF-8''b\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\n" FIELD "\"b\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\nContent-Type: a/b\r\nContent-Type: a/b\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\n folded: x\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\nX: y\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\tb\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"; filename=\"a\tb\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"; filename=\"a\xff\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"; filename=\"a\x01\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"\xed\xa0\x80\"\r\n\r\n1\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\n\r\n\xff\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\n\r\n\x1b\r\n--XX--",
		"--XX\r\n" FIELD "\"a\"\r\n\r\n\xed\xa0\x80\r\n--XX--",
	};
	static const char nul[] = "--XX\r\n" FIELD "\"a\"\r\n\r\n1\0002\r\n--XX--";
	struct result result;

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		expect_failure(parse(*state, bodies[i], &result), ERR_BAD_REQUEST);
	expect_failure(parse_bytes(*state, TYPE, nul, sizeof(nul) - 1, &result), ERR_BAD_REQUEST);
}

static void
boundaries(void **state)
{
	static const char *const bad[] = {
		"",
		"text/plain; boundary=XX",
		"multipart/form-data",
		"multipart/form-data; boundary",
		"multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"\"",
		"multipart/form-data; boundary=\"XX",
		"multipart/form-data; boundary=XX; boundary=XX",
		"multipart/form-data; boundary=\"XX \"",
		"multipart/form-data; boundary=\"X\xc3\xa9\"",
		"multipart/form-data; boundary=\"X\"X",
		"multipart/mixed; boundary=XX",
	};
	char longest[72];
	struct result result;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect_failure(parse_bytes(*state, bad[i], "--XX--", 6, &result), ERR_BAD_REQUEST);
	expect_success(parse_bytes(*state, "Multipart/Form-Data ; charset=utf-8; BOUNDARY=\"X X\"",
				   "--X X--", 7, &result));
	memset(longest, 'b', sizeof(longest));
	expect_success(parse_bytes(
		*state, arena_printf(*state, "multipart/form-data; boundary=%.70s", longest),
		arena_printf(*state, "--%.70s--", longest), 74, &result));
	expect_failure(parse_bytes(
		*state, arena_printf(*state, "multipart/form-data; boundary=%.71s", longest),
		arena_printf(*state, "--%.71s--", longest), 75, &result), ERR_BAD_REQUEST);
}

static void
shorter_than_said(void **state)
{
	FILE *file = tmpfile();
	struct result result;

	fputs("--XX--", file);
	expect_failure(parse_multipart(*state, TYPE, file, 7, 10, &result.fields, &result.uploads,
				       &result.upload_count), ERR_BAD_REQUEST);
	expect_failure(parse_multipart(*state, TYPE, file, 5, 10, &result.fields, &result.uploads,
				       &result.upload_count), ERR_BAD_REQUEST);
	fclose(file);
}

static const char *
parts(struct arena *arena, int count, const char *disposition)
{
	struct text *body = text_new(arena);

	for (int i = 0; i < count; i++)
		text_addf(body, "--XX\r\n%s\r\n\r\nx\r\n", disposition);
	text_add(body, "--XX--\r\n");
	return body->data;
}

static void
parts_have_a_limit(void **state)
{
	struct result result;

	expect_success(parse(*state, parts(*state, 200, FIELD "\"a\""), &result));
	assert_int_equal(result.fields.count, 200);
	expect_failure(parse(*state, parts(*state, 201, FIELD "\"a\""), &result), ERR_TOO_LARGE);
	expect_success(parse(*state, parts(*state, 200, FIELD "\"a\"; filename=\"b\""), &result));
	assert_int_equal(result.upload_count, 200);
	assert_string_equal(result.uploads[199].filename, "b");
	expect_failure(parse(*state, parts(*state, 201, FIELD "\"a\"; filename=\"b\""), &result),
		       ERR_TOO_LARGE);
}

static void
headers_have_a_limit(void **state)
{
	static const char line[] = FIELD "\"a\"\r\nX: ";
	int rest = 8192 - (int)strlen(line);
	struct result result;

	expect_success(parse(*state, parts(*state, 1, arena_printf(*state, "%s%0*d", line, rest, 1)),
			     &result));
	expect_failure(parse(*state,
			     parts(*state, 1, arena_printf(*state, "%s%0*d", line, rest + 1, 1)),
			     &result), ERR_TOO_LARGE);
	expect_failure(parse(*state, arena_printf(*state, "--XX\r\n%s%0100000d", line, 1), &result),
		       ERR_TOO_LARGE);
}

static void
names_have_a_limit(void **state)
{
	struct result result;

	const char *const tails[] = { "", "; filename=\"b\"" };

	for (int i = 0; i < 2; i++) {
		char *fine = arena_printf(*state, FIELD "\"%0200d\"%s", 1, tails[i]);
		char *more = arena_printf(*state, FIELD "\"%0201d\"%s", 1, tails[i]);

		expect_success(parse(*state, parts(*state, 1, fine), &result));
		expect_failure(parse(*state, parts(*state, 1, more), &result), ERR_TOO_LARGE);
	}
}

/* Together the fields may not pass the limit, however they are cut; files do not count. */
static void
fields_have_a_limit(void **state)
{
	const char *file = "--XX\r\n" FILE_A "more than ten bytes\r\n";
	struct result result;

	field_limit = 10;
	expect_success(parse(*state, arena_printf(*state, "%s--XX\r\n" FIELD "\"a\"\r\n\r\n12345\r\n"
						  "--XX\r\n" FIELD "\"b\"\r\n\r\n67890\r\n--XX--", file),
			     &result));
	assert_string_equal(fields_get(&result.fields, "b"), "67890");
	expect_failure(parse(*state, arena_printf(*state, "%s--XX\r\n" FIELD "\"a\"\r\n\r\n12345\r\n"
						  "--XX\r\n" FIELD "\"b\"\r\n\r\n678901\r\n--XX--", file),
			     &result), ERR_TOO_LARGE);
	field_limit = 1 << 20;
	expect_success(parse(*state, arena_printf(*state, "--XX\r\n" FIELD "\"a\"\r\n\r\n%01048576d"
						  "\r\n--XX--", 1), &result));
	expect_failure(parse(*state, arena_printf(*state, "--XX\r\n" FIELD "\"a\"\r\n\r\n%01048577d"
						  "\r\n--XX--", 1), &result), ERR_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(fields_and_files),
		arena_test(no_part_at_all),
		arena_test(a_delimiter_on_the_edge),
		arena_test(memory_does_not_grow_with_a_file),
		arena_test(malformed_bodies_are_refused),
		arena_test(boundaries),
		arena_test(shorter_than_said),
		arena_test(parts_have_a_limit),
		arena_test(headers_have_a_limit),
		arena_test(names_have_a_limit),
		arena_test(fields_have_a_limit),
	};

	return cmocka_run_group_tests_name("http/multipart", tests, NULL, NULL);
}
