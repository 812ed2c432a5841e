#include "expect.h"

#include "base/settings.h"
#include "http/parse.h"
#include "http/route.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/statvfs.h>

#define FORM "application/x-www-form-urlencoded"
#define MULTIPART "multipart/form-data; boundary=XX"

static struct error *
no_page(struct request *rq)
{
	(void)rq;
	return NULL;
}

static const struct route routes[] = {
	{ METHOD_GET, "/soggetti/{soggetto}", 0, NULL, no_page, "soggetto_vedi", ROUTE_PLAIN },
	{ METHOD_POST, "/soggetti/{soggetto}", 0, NULL, no_page, "soggetto_salva", ROUTE_PLAIN },
	{ METHOD_POST, "/pratiche/{pratica}/documenti", 0, NULL, no_page, "documento_carica",
	  ROUTE_UPLOAD },
};

/* A folder of its own, so that its entries can be counted. */
static char spool[] = "/tmp/siz-spool-XXXXXX";

static const struct server server = {
	.body_limit = 1000,
	.memory_limit = 500,
	.spool = spool,
	.routes = routes,
	.route_count = sizeof(routes) / sizeof(routes[0]),
};

/* A request that is told and not sent: name, value, name, value, ..., NULL. */
struct told {
	const char *const *pairs;
	const char *body;
	size_t size, at;
	size_t piece; /* how much a read gives at most */
};

static const char *
told_get(void *source, const char *name)
{
	const struct told *told = source;

	for (const char *const *pair = told->pairs; *pair; pair += 2)
		if (!strcmp(pair[0], name))
			return pair[1];
	return NULL;
}

static size_t
told_read(void *source, void *buffer, size_t size)
{
	struct told *told = source;
	size_t left = told->size - told->at;

	size = size < left ? size : left;
	size = size < told->piece ? size : told->piece;
	memcpy(buffer, told->body + told->at, size);
	told->at += size;
	return size;
}

static struct error *
read_told(struct arena *arena, struct told *told, struct request **rq)
{
	struct environment environment = { told_get, told_read, told };

	return request_read(&server, &environment, arena, rq);
}

static struct error *
get(struct arena *arena, const char *target, struct request **rq)
{
	const char *const pairs[] = { "REQUEST_METHOD", "GET", "REQUEST_URI", target, NULL };
	struct told told = { pairs, "", 0, 0, 1 };

	return read_told(arena, &told, rq);
}

static struct error *
post(struct arena *arena, const char *target, const char *type, const char *length,
     const char *body, size_t size, struct request **rq)
{
	const char *const pairs[] = { "REQUEST_METHOD", "POST", "REQUEST_URI", target,
				      "CONTENT_TYPE", type, "CONTENT_LENGTH", length, NULL };
	struct told told = { pairs, body, size, 0, 7 };

	return read_told(arena, &told, rq);
}

static void
nothing_is_told(void **state)
{
	const char *const pairs[] = { NULL };
	struct told told = { pairs, "", 0, 0, 1 };
	struct request *rq;

	expect_failure(read_told(*state, &told, &rq), ERR_BAD_REQUEST);
	assert_ptr_equal(rq->arena, *state);
	assert_int_equal(strlen(rq->id), 16);
	assert_string_equal(rq->path, "/");
	assert_non_null(rq->response);
	assert_string_equal(rq->query_text, "");
	assert_string_equal(rq->origin, "");
	assert_null(rq->failure);
}

/* Each parameter alone may be missing. */
static void
each_may_be_missing(void **state)
{
	static const char *const names[] = {
		"REQUEST_METHOD", "REQUEST_URI", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH",
		"REMOTE_ADDR", "HTTP_COOKIE", "HTTP_HOST", "HTTP_ORIGIN", "HTTP_USER_AGENT",
		"HTTP_SEC_FETCH_SITE", "HTTP_IF_NONE_MATCH", "HTTP_RANGE", "HTTP_X_REQUESTED_WITH",
	};
	const char *values[] = { "POST", "/soggetti/1", "", FORM, "3", "192.0.2.1", "a=1", "h",
				 "https://h", "u", "same-origin", "\"x\"", "bytes=0-1", "fetch" };
	size_t count = sizeof(names) / sizeof(names[0]);

	for (size_t missing = 0; missing <= count; missing++) {
		const char *pairs[2 * sizeof(names) / sizeof(names[0]) + 1] = { NULL };
		struct told told = { pairs, "a=1", 3, 0, 2 };
		struct request *rq;
		size_t at = 0;

		for (size_t i = 0; i < count; i++) {
			if (i == missing)
				continue;
			pairs[at++] = names[i];
			pairs[at++] = values[i];
		}
		if (missing <= 1 || missing == 3 || missing == 4)
			expect_failure(read_told(*state, &told, &rq), ERR_BAD_REQUEST);
		else
			expect_success(read_told(*state, &told, &rq));
		assert_non_null(rq);
	}
}

static void
a_whole_request(void **state)
{
	const char *const pairs[] = {
		"REQUEST_METHOD", "HEAD",
		"REQUEST_URI", "/soggetti/12?q=D%27Amico&pagina=2",
		"QUERY_STRING", "q=other",
		"REMOTE_ADDR", "2001:db8::1",
		"CONTENT_LENGTH", "",
		"HTTP_COOKIE", "__Host-siz=abc",
		"HTTP_HOST", "siz.example",
		"HTTP_ORIGIN", "https://siz.example",
		"HTTP_SEC_FETCH_SITE", "same-origin",
		"HTTP_IF_NONE_MATCH", "\"e\"",
		"HTTP_RANGE", "bytes=0-",
		"HTTP_USER_AGENT", "Mozilla/5.0",
		"HTTP_X_REQUESTED_WITH", "fetch",
		"HTTP_X_FORWARDED_FOR", "203.0.113.9", NULL };
	struct told told = { pairs, "", 0, 0, 1 };
	struct request *rq, *other;

	expect_success(read_told(*state, &told, &rq));
	assert_int_equal(rq->method, METHOD_GET);
	assert_true(rq->head);
	assert_string_equal(rq->path, "/soggetti/12");
	assert_string_equal(rq->query_text, "q=D%27Amico&pagina=2");
	assert_string_equal(fields_get(&rq->query, "q"), "D'Amico");
	assert_string_equal(fields_get(&rq->cookies, "__Host-siz"), "abc");
	assert_string_equal(rq->remote_address, "2001:db8::1");
	assert_string_equal(rq->host, "siz.example");
	assert_string_equal(rq->origin, "https://siz.example");
	assert_string_equal(rq->sec_fetch_site, "same-origin");
	assert_string_equal(rq->if_none_match, "\"e\"");
	assert_string_equal(rq->range, "bytes=0-");
	assert_string_equal(rq->user_agent, "Mozilla/5.0");
	assert_true(rq->wants_fragment);
	assert_int_equal(rq->content_length, -1);
	assert_null(rq->route);
	expect_success(get(*state, "/", &other));
	assert_string_not_equal(rq->id, other->id);
	assert_false(other->head);
	assert_false(other->wants_fragment);
	assert_string_equal(other->remote_address, "");
}

static void
methods(void **state)
{
	static const char *const others[] = { "PUT", "DELETE", "OPTIONS", "TRACE", "get", "", "GETX" };
	const char *pairs[] = { "REQUEST_METHOD", "", "REQUEST_URI", "/soggetti", NULL };
	struct request *rq;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct told told = { pairs, "", 0, 0, 1 };

		pairs[1] = others[i];
		expect_failure(read_told(*state, &told, &rq), ERR_METHOD);
		assert_string_equal(rq->path, "/soggetti");
	}
}

static void
paths(void **state)
{
	static const char *const bad[] = {
		"",		"soggetti",	"http://h/",	"*",		"//",
		"//h/a",	"/a//b",	"/a//",		"/.",		"/..",
		"/a/./b",	"/a/../b",	"/a/..",	"/%2e%2e/a",	"/a/%2e",
		"/a%2fb",	"/a%2Fb",	"/%2f",		"/a\\b",	"/a%5cb",
		"/a%",		"/a%4",		"/a%zz",	"/a%00",	"/a%0d%0ab",
		"/a%09",	"/a%ff",	"/a%c0%ae",	"/a%ed%a0%80",	"/a\xff",
		"/a\x01",	"/a%7f",	"/a#b",		"/a?\x01",	"/a?b c",
		"/a?b#c",	"/a?x=%",	"/a?x=%ff",	"/a?\xff",	"/a?=1",
	};
	struct request *rq;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		expect_failure(get(*state, bad[i], &rq), ERR_BAD_REQUEST);
		assert_int_equal(rq->path[0], '/');
	}
	expect_success(get(*state, "/", &rq));
	assert_string_equal(rq->path, "/");
	expect_success(get(*state, "/a/", &rq));
	assert_string_equal(rq->path, "/a/");
	expect_success(get(*state, "/a+b%20c/.x/..y/%c3%a8?", &rq));
	assert_string_equal(rq->path, "/a+b c/.x/..y/\xc3\xa8");
	/* Decoded once. */
	expect_success(get(*state, "/%2541", &rq));
	assert_string_equal(rq->path, "/%41");
}

static void
the_query_of_the_server(void **state)
{
	const char *const pairs[] = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/a",
				      "QUERY_STRING", "b=1", NULL };
	struct told told = { pairs, "", 0, 0, 1 };
	struct request *rq;

	expect_success(read_told(*state, &told, &rq));
	assert_string_equal(fields_get(&rq->query, "b"), "1");
}

static void
limits_of_the_head(void **state)
{
	const char *pairs[] = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/", "HTTP_USER_AGENT", "u",
				"HTTP_COOKIE", "c=1", NULL };
	struct told told = { pairs, "", 0, 0, 1 };
	struct request *rq;

	expect_success(get(*state, arena_printf(*state, "/%08191d", 1), &rq));
	expect_failure(get(*state, arena_printf(*state, "/%08192d", 1), &rq), ERR_TOO_LARGE);
	pairs[5] = arena_printf(*state, "%08192d", 1);
	expect_success(read_told(*state, &told, &rq));
	pairs[5] = arena_printf(*state, "%08193d", 1);
	expect_failure(read_told(*state, &told, &rq), ERR_TOO_LARGE);
	pairs[5] = "bad \xff agent";
	expect_failure(read_told(*state, &told, &rq), ERR_BAD_REQUEST);
	pairs[5] = "u";
	pairs[7] = arena_printf(*state, "c=%04095d", 1);
	expect_failure(read_told(*state, &told, &rq), ERR_TOO_LARGE);
}

static void
addresses(void **state)
{
	static const char *const bad[] = { "unix:", "1.2.3", "1.2.3.4, 5.6.7.8", "localhost" };
	const char *pairs[] = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/", "REMOTE_ADDR", "", NULL };
	struct request *rq;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct told told = { pairs, "", 0, 0, 1 };

		pairs[5] = bad[i];
		expect_success(read_told(*state, &told, &rq));
		assert_string_equal(rq->remote_address, "");
	}
}

static void
body_of_a_form(void **state)
{
	struct request *rq;

	expect_success(post(*state, "/soggetti/1", FORM "; charset=UTF-8", "15", "nome=A&nome=%26", 15, &rq));
	assert_int_equal(rq->method, METHOD_POST);
	assert_int_equal(rq->body.count, 2);
	assert_string_equal(rq->body.list[1].value, "&");
	assert_int_equal(rq->content_length, 15);
	assert_null(rq->body_file);
	expect_success(post(*state, "/soggetti/1", NULL, "0", "", 0, &rq));
	assert_int_equal(rq->body.count, 0);
	expect_success(post(*state, "/soggetti/1", NULL, NULL, "", 0, &rq));
	assert_int_equal(rq->body.count, 0);
}

static void
length_must_be_true(void **state)
{
	static const char *const bad[] = { "-1", "+3", " 3", "3 ", "0x3", "3,3", "x", "-0",
					   "9223372036854775808" };
	struct request *rq;

	expect_success(post(*state, "/soggetti/1", FORM, "3", "a=1", 3, &rq));
	expect_failure(post(*state, "/soggetti/1", FORM, "4", "a=1", 3, &rq), ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", FORM, "2", "a=1", 3, &rq), ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", FORM, "0", "a=1", 3, &rq), ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", FORM, NULL, "a=1", 3, &rq), ERR_BAD_REQUEST);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect_failure(post(*state, "/soggetti/1", FORM, bad[i], "a=1", 3, &rq),
			       ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", FORM, "9223372036854775807", "a=1", 3, &rq),
		       ERR_TOO_LARGE);
	/* A multipart body in memory and one in the spool. */
	expect_failure(post(*state, "/soggetti/1", MULTIPART, "9", "--XX--\r\n", 8, &rq),
		       ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", MULTIPART, "7", "--XX--\r\n", 8, &rq),
		       ERR_BAD_REQUEST);
	expect_failure(post(*state, "/pratiche/1/documenti", MULTIPART, "501", "--XX--\r\n", 8, &rq),
		       ERR_BAD_REQUEST);
}

static void
body_limit(void **state)
{
	char *form = arena_printf(*state, "a=%0999d", 1);
	struct request *rq;

	expect_success(post(*state, "/soggetti/1", FORM, "1000", form, 1000, &rq));
	expect_failure(post(*state, "/soggetti/1", FORM, "1001", form, 1001, &rq), ERR_TOO_LARGE);
	/* Where files may come, a form without files still has its limit. */
	expect_failure(post(*state, "/pratiche/1/documenti", FORM, "1001", form, 1001, &rq),
		       ERR_TOO_LARGE);
}

static const char *
multipart(struct arena *arena, int size)
{
	static const char head[] = "--XX\r\nContent-Disposition: form-data; name=\"f\"; "
				   "filename=\"a\"\r\n\r\n";
	static const char tail[] = "\r\n--XX--\r\n";

	return arena_printf(arena, "%s%0*d%s", head,
			    size - (int)strlen(head) - (int)strlen(tail), 7, tail);
}

static struct error *
post_multipart(struct arena *arena, const char *target, int size, struct request **rq)
{
	return post(arena, target, MULTIPART, arena_printf(arena, "%d", size),
		    multipart(arena, size), (size_t)size, rq);
}

static void
expect_upload(struct arena *arena, struct request *rq)
{
	char *content;

	assert_int_equal(rq->upload_count, 1);
	assert_non_null(rq->body_file);
	content = arena_alloc(arena, (size_t)rq->uploads[0].size + 1);
	assert_int_equal(fseeko(rq->body_file, rq->uploads[0].offset, SEEK_SET), 0);
	assert_int_equal(fread(content, 1, (size_t)rq->uploads[0].size, rq->body_file),
			 rq->uploads[0].size);
	assert_int_equal(strspn(content, "0"), rq->uploads[0].size - 1);
	assert_int_equal(content[rq->uploads[0].size - 1], '7');
}

static void
only_upload_routes_take_large_bodies(void **state)
{
	struct request *rq;

	expect_success(post_multipart(*state, "/soggetti/1", 1000, &rq));
	expect_upload(*state, rq);
	expect_failure(post_multipart(*state, "/soggetti/1", 1001, &rq), ERR_TOO_LARGE);
	expect_failure(post_multipart(*state, "/nowhere", 1001, &rq), ERR_TOO_LARGE);
	expect_success(post_multipart(*state, "/pratiche/1/documenti", 500000, &rq));
	expect_upload(*state, rq);
	assert_null(rq->route);
	assert_int_equal(rq->path_id_count, 0);
}

static size_t
count_entries(void)
{
	DIR *folder = opendir(spool);
	size_t count = 0;

	assert_non_null(folder);
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static void
the_spool_has_no_name(void **state)
{
	struct arena *arena = arena_new();
	size_t before = count_entries();
	struct request *rq;
	int descriptor;

	(void)state;
	expect_success(post_multipart(arena, "/pratiche/1/documenti", 500, &rq));
	assert_int_equal(fileno(rq->body_file), -1);
	expect_success(post_multipart(arena, "/pratiche/1/documenti", 501, &rq));
	descriptor = fileno(rq->body_file);
	assert_true(descriptor >= 0);
	assert_true(fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
	assert_int_equal(count_entries(), before);
	arena_free(arena);
	assert_int_equal(fcntl(descriptor, F_GETFD), -1);
}

static void
other_types(void **state)
{
	struct request *rq;
	char byte[4] = "";

	expect_failure(post(*state, "/soggetti/1", "application/json", "2", "{}", 2, &rq),
		       ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", "text/plain", "3", "a=1", 3, &rq), ERR_BAD_REQUEST);
	expect_failure(post(*state, "/soggetti/1", FORM "x", "3", "a=1", 3, &rq), ERR_BAD_REQUEST);
	expect_success(post(*state, "/pratiche/1/documenti", "application/octet-stream", "3", "\xff\0a", 3,
			    &rq));
	assert_non_null(rq->body_file);
	assert_int_equal(fread(byte, 1, 4, rq->body_file), 3);
	assert_memory_equal(byte, "\xff\0a", 3);
	assert_int_equal(rq->body.count, 0);
}

static void
a_get_has_no_body(void **state)
{
	const char *const pairs[] = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/", "CONTENT_TYPE",
				      FORM, "CONTENT_LENGTH", "3", NULL };
	struct told told = { pairs, "a=1", 3, 0, 3 };
	struct request *rq;

	expect_failure(read_told(*state, &told, &rq), ERR_BAD_REQUEST);
}

static void
set_minimum_space(int percent)
{
	char path[] = "/tmp/siz-request-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	dprintf(fd, "free_space_minimum_percent = %d\n", percent);
	close(fd);
	expect_success(settings_load(path));
	unlink(path);
}

static void
a_full_disk_takes_no_uploads(void **state)
{
	struct statvfs space;
	struct request *rq;

	assert_int_equal(statvfs(spool, &space), 0);
	set_minimum_space(90);
	if (space.f_bavail < space.f_blocks / 100 * 90)
		expect_failure(post_multipart(*state, "/pratiche/1/documenti", 501, &rq), ERR_FULL);
	else
		expect_success(post_multipart(*state, "/pratiche/1/documenti", 501, &rq));
	/* What stays in memory needs no disk. */
	expect_success(post_multipart(*state, "/pratiche/1/documenti", 500, &rq));
	set_minimum_space(0);
	expect_success(post_multipart(*state, "/pratiche/1/documenti", 501, &rq));
	/* One that has no room is refused by what it claims, before its first byte is read. */
	expect_failure(post(*state, "/pratiche/1/documenti", MULTIPART, "4611686018427387904", "", 0, &rq),
		       ERR_FULL);
}

static int
setup(void **state)
{
	(void)state;
	set_minimum_space(0);
	return mkdtemp(spool) ? 0 : -1;
}

/* Fails if a file was left in the folder. */
static int
teardown(void **state)
{
	(void)state;
	return rmdir(spool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(nothing_is_told),
		arena_test(each_may_be_missing),
		arena_test(a_whole_request),
		arena_test(methods),
		arena_test(paths),
		arena_test(the_query_of_the_server),
		arena_test(limits_of_the_head),
		arena_test(addresses),
		arena_test(body_of_a_form),
		arena_test(length_must_be_true),
		arena_test(body_limit),
		arena_test(only_upload_routes_take_large_bodies),
		cmocka_unit_test(the_spool_has_no_name),
		arena_test(other_types),
		arena_test(a_get_has_no_body),
		arena_test(a_full_disk_takes_no_uploads),
	};

	return cmocka_run_group_tests_name("http/request", tests, setup, teardown);
}
