#include "expect.h"

#include "base/text.h"
#include "http/response.h"

#include <zlib.h>

static struct response *
fresh(struct arena *arena)
{
	struct request *rq = arena_alloc(arena, sizeof(*rq));

	rq->arena = arena;
	return response_new(rq);
}

/* How often a header stands in the block. */
static int
count_header(const char *head, const char *name)
{
	char line[100];
	int count = 0;

	snprintf(line, sizeof(line), "\r\n%s: ", name);
	for (const char *at = head; (at = strstr(at, line)); at++)
		count++;
	return count;
}

static void
every_answer_is_guarded(void **state)
{
	static const char *const names[] = {
		"Cache-Control", "Content-Security-Policy", "Cross-Origin-Opener-Policy",
		"Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy",
		"Strict-Transport-Security", "X-Content-Type-Options",
	};
	static const int statuses[] = { 200, 303, 304, 400, 403, 404, 405, 409, 410, 413, 500, 503 };
	struct response *response = fresh(*state);

	for (size_t s = 0; s < sizeof(statuses) / sizeof(statuses[0]); s++) {
		const char *head;

		response->status = statuses[s];
		head = response_head(response);
		assert_int_equal(strncmp(head, "Status: ", 8), 0);
		assert_string_equal(head + strlen(head) - 4, "\r\n\r\n");
		assert_ptr_equal(strstr(head, "\r\n\r\n"), head + strlen(head) - 4);
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			assert_int_equal(count_header(head, names[i]), 1);
	}
}

static void
the_head_of_a_page(void **state)
{
	struct response *response = fresh(*state);
	const char *head;

	text_add(response->body, "<p>perch\xc3\xa9</p>");
	head = response_head(response);
	assert_int_equal(strncmp(head, "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
				       "Content-Length: 14\r\n", 76), 0);
	assert_non_null(strstr(head, "Cache-Control: no-store\r\n"));
	assert_non_null(strstr(head, "Content-Security-Policy: default-src 'none'; script-src 'self'; "
				     "style-src 'self'; img-src 'self' data:; font-src 'self'; "
				     "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
				     "base-uri 'none'; object-src 'none'\r\n"));
	assert_non_null(strstr(head, "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"));
	assert_non_null(strstr(head, "X-Content-Type-Options: nosniff\r\n"));
	assert_non_null(strstr(head, "Referrer-Policy: no-referrer\r\n"));
}

static void
what_the_handler_set_stays(void **state)
{
	struct response *response = fresh(*state);
	const char *head;

	response_header(response, "X-Cache-Control", "no");
	response_header(response, "cache-control", "private, max-age=60");
	response_header(response, "ETag", "\"ab\"");
	head = response_head(response);
	assert_int_equal(count_header(head, "cache-control"), 1);
	assert_int_equal(count_header(head, "Cache-Control"), 0);
	assert_int_equal(count_header(head, "ETag"), 1);
	assert_int_equal(count_header(head, "Referrer-Policy"), 1);
}

static void
answers_without_body(void **state)
{
	struct response *response = fresh(*state);

	response->status = 304;
	assert_null(strstr(response_head(response), "Content-Length"));
	assert_null(strstr(response_head(response), "Content-Type:"));
	response->status = 303;
	assert_non_null(strstr(response_head(response), "Content-Length: 0\r\n"));
	assert_null(strstr(response_head(response), "Content-Type:"));
}

static struct error *
no_reader(void *source, unsigned char *buffer, size_t size, size_t *written)
{
	(void)source, (void)buffer, (void)size;
	*written = 0;
	return NULL;
}

static void
a_long_body_has_its_own_length(void **state)
{
	struct response *response = fresh(*state);

	response->reader = no_reader;
	response->reader_length = INT64_C(5000000000);
	response->content_type = "application/pdf";
	assert_non_null(strstr(response_head(response), "Content-Length: 5000000000\r\n"));
	assert_non_null(strstr(response_head(response), "Content-Type: application/pdf\r\n"));
}

static void
redirects_stay_here(void **state)
{
	static const char *const foreign[] = {
		"https://evil.example/", "//evil.example/", "/\\evil.example", "evil", "",
		"/a\r\nSet-Cookie: x=1", "/a b", "/perch\xc3\xa9", "/a\x7f", "\\/evil", " /a",
	};
	struct response *response = fresh(*state);

	response_redirect(response, "/soggetti/12?ok=1#fine");
	assert_int_equal(response->status, 303);
	assert_string_equal(response->headers->data, "Location: /soggetti/12?ok=1#fine\r\n");
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		response = fresh(*state);
		response_redirect(response, foreign[i]);
		assert_string_equal(response->headers->data, "Location: /\r\n");
	}
	response = fresh(*state);
	response_redirect(response, NULL);
	assert_string_equal(response->headers->data, "Location: /\r\n");
}

static void
cookies(void **state)
{
	struct response *response = fresh(*state);

	response_cookie(response, "__Host-siz", "ab12_-=", "Lax");
	response_cookie(response, "__Host-siz-spid", NULL, "None");
	assert_string_equal(response->headers->data,
			    "Set-Cookie: __Host-siz=ab12_-=; Path=/; Secure; HttpOnly; SameSite=Lax\r\n"
			    "Set-Cookie: __Host-siz-spid=; Path=/; Secure; HttpOnly; SameSite=None; "
			    "Max-Age=0\r\n");
}

static void
dispositions(void **state)
{
	assert_string_equal(response_disposition(*state, "attachment", "atto 1.pdf"),
			    "attachment; filename=\"atto 1.pdf\"; filename*=UTF-8''atto%201.pdf");
	assert_string_equal(response_disposition(*state, "inline", "perch\xc3\xa9\"%;.pdf"),
			    "inline; filename=\"perch____;.pdf\"; "
			    "filename*=UTF-8''perch%C3%A9%22%25%3B.pdf");
	assert_string_equal(response_disposition(*state, "attachment", "../a\\b\r\nX: y"),
			    "attachment; filename=\".._a_b__X: y\"; filename*=UTF-8''.._a_b__X%3A%20y");
	assert_string_equal(response_disposition(*state, "attachment", ""),
			    "attachment; filename=\"documento\"; filename*=UTF-8''documento");
	assert_string_equal(response_disposition(*state, "attachment", NULL),
			    "attachment; filename=\"documento\"; filename*=UTF-8''documento");
}

struct attempt {
	struct response *response;
	const char *name, *value;
};

static void
try_header(void *object)
{
	struct attempt *attempt = object;

	response_header(attempt->response, attempt->name, attempt->value);
}

static void
try_cookie(void *object)
{
	struct attempt *attempt = object;

	response_cookie(attempt->response, attempt->name, attempt->value, "Lax");
}

static void
try_head(void *object)
{
	struct attempt *attempt = object;

	response_head(attempt->response);
}

static void
what_could_split_a_header_aborts(void **state)
{
	static const struct { const char *name, *value; } headers[] = {
		{ "X", "a\r\nSet-Cookie: x=1" }, { "X", "a\n" }, { "X", "\r" }, { "X", "a\x01" },
		{ "X", NULL }, { "X:", "a" }, { "", "a" }, { "X\r\nY", "a" }, { "X Y", "a" },
	}, bad_cookies[] = {
		{ "a", "b;c" }, { "a", "b c" }, { "a", "b\r\n" }, { "a", "\xc3\xa9" }, { "a=b", "c" },
		{ "", "c" },
	};
	struct attempt attempt = { .response = fresh(*state) };

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		attempt.name = headers[i].name;
		attempt.value = headers[i].value;
		expect_abort(try_header, &attempt);
	}
	for (size_t i = 0; i < sizeof(bad_cookies) / sizeof(bad_cookies[0]); i++) {
		attempt.name = bad_cookies[i].name;
		attempt.value = bad_cookies[i].value;
		expect_abort(try_cookie, &attempt);
	}
	attempt.response->content_type = "text/html\r\nX: y";
	expect_abort(try_head, &attempt);
	attempt.response = fresh(*state);
	attempt.response->status = 299;
	expect_abort(try_head, &attempt);
	attempt.response->status = 304;
	text_add(attempt.response->body, "x");
	expect_abort(try_head, &attempt);
}

/* A page of that type and of so many bytes, compressed for that Accept-Encoding if it is to be. */
static struct response *
compressed(struct arena *arena, const char *type, size_t bytes, const char *accepted)
{
	struct response *response = fresh(arena);

	response->content_type = type;
	while (response->body->size < bytes)
		text_addf(response->body, "<p>perch\xc3\xa9 %zu</p>", response->body->size);
	response_compress(response, accepted);
	return response;
}

static void
a_page_leaves_compressed(void **state)
{
	struct response *response = compressed(*state, "text/html; charset=utf-8", 20000, "br, gzip;q=0.8");
	const char *head = response_head(response);
	unsigned char plain[40000];
	z_stream stream = { .next_in = (unsigned char *)response->body->data, .avail_in = (unsigned)response->body->size,
			    .next_out = plain, .avail_out = sizeof(plain) };

	assert_int_equal(count_header(head, "Content-Encoding"), 1);
	assert_int_equal(count_header(head, "Vary"), 1);
	assert_true(response->body->size < 10000);
	assert_int_equal(inflateInit2(&stream, 31), Z_OK); /* 31: gzip only */
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_true(stream.total_out >= 20000);
	assert_memory_equal(plain, "<p>perch\xc3\xa9 0</p><p>perch", 24);
	inflateEnd(&stream);
}

static void
what_is_not_compressed(void **state)
{
	static const char *const refusals[] = { "", "br", "gzip;q=0", "gzip; q=0.000", "br, gzip ;q=0.0, deflate", "xgzip", "gzipp", "*" };
	static const char *const others[] = { "image/png", "application/pdf", "application/octet-stream" };

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		assert_int_equal(count_header(response_head(compressed(*state, "text/html", 5000, refusals[i])), "Content-Encoding"), 0);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(count_header(response_head(compressed(*state, others[i], 5000, "gzip")), "Content-Encoding"), 0);
	assert_int_equal(count_header(response_head(compressed(*state, "text/html", 500, "gzip")), "Content-Encoding"), 0);
	struct response *tagged = fresh(*state);
	response_header(tagged, "ETag", "\"1\"");
	while (tagged->body->size < 5000)
		text_add(tagged->body, "<p>uguale</p>");
	response_compress(tagged, "gzip");
	assert_int_equal(count_header(response_head(tagged), "Content-Encoding"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(every_answer_is_guarded),
		arena_test(the_head_of_a_page),
		arena_test(what_the_handler_set_stays),
		arena_test(answers_without_body),
		arena_test(a_long_body_has_its_own_length),
		arena_test(redirects_stay_here),
		arena_test(cookies),
		arena_test(dispositions),
		arena_test(what_could_split_a_header_aborts),
		arena_test(a_page_leaves_compressed),
		arena_test(what_is_not_compressed),
	};

	return cmocka_run_group_tests_name("http/response", tests, NULL, NULL);
}
