/*
 * The loop as it runs: a child process with a listening socket on descriptor 0, spoken to in the
 * records of FastCGI (protocol 1.0, sections 3 and 5).
 */
#include "expect.h"

#include "base/settings.h"
#include "base/text.h"
#include "http/route.h"
#include "http/server.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

#define BEGIN 1
#define END 3
#define PARAMS 4
#define STDIN 5
#define STDOUT 6
#define LONG_BODY ((int64_t)300000)

static char folder[] = "/tmp/siz-server-XXXXXX";
static struct sockaddr_un address = { .sun_family = AF_UNIX };
static pid_t worker;

/* ---- the worker ---- */

static int64_t sent;

static struct error *
zeros(void *source, unsigned char *buffer, size_t size, size_t *written)
{
	int64_t left = LONG_BODY - sent;

	if (sent > LONG_BODY / 2 && source)
		return error_raise(ERR_BUSY, "the source broke");
	*written = left < (int64_t)size ? (size_t)left : size;
	memset(buffer, '0', *written);
	sent += (int64_t)*written;
	return NULL;
}

static void
serve(struct request *rq, void *context)
{
	struct text *body = rq->response->body;

	(void)context;
	if (rq->failure) {
		rq->response->status = 400;
		text_addf(body, "failure=%d", (int)error_kind(rq->failure));
	} else if (!strcmp(rq->path, "/lungo") || !strcmp(rq->path, "/rotto")) {
		sent = 0;
		rq->response->reader = zeros;
		rq->response->reader_length = LONG_BODY;
		rq->response->reader_source = !strcmp(rq->path, "/rotto") ? rq : NULL;
	} else if (!strcmp(rq->path, "/lento")) {
		struct timespec pause = { .tv_nsec = 500000000 };

		/* The signal is blocked: the pause is whole. */
		if (nanosleep(&pause, NULL))
			text_add(body, "interrupted ");
		text_add(body, "slow");
	} else if (rq->upload_count) {
		text_addf(body, "file=%lld", (long long)rq->uploads[0].size);
	} else {
		text_addf(body, "path=%s a=%s", rq->path,
			  rq->body.count ? fields_get(&rq->body, "a") : "-");
	}
}

static int idle_calls;

static bool
idle(void *context)
{
	int *most = context;

	return ++idle_calls >= *most;
}

static struct error *
no_page(struct request *rq)
{
	(void)rq;
	return NULL;
}

static void
run_worker(int most_idle, int listening)
{
	static const struct route upload = { METHOD_POST, "/carica", 0, NULL, no_page, "carica",
					     ROUTE_UPLOAD };
	const struct server server = {
		.serve = serve,
		.idle = most_idle ? idle : NULL,
		.context = &most_idle,
		.routes = &upload,
		.route_count = 1,
		.body_limit = 1 << 20,
		.memory_limit = 1 << 16,
		.spool = folder,
	};
	struct error *err;

	dup2(listening, 0);
	err = server_run(&server);
	error_log(err, "worker");
	_exit(err ? 1 : 0);
}

static void
start_worker(int most_idle)
{
	int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	unlink(address.sun_path);
	assert_int_equal(bind(listening, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listening, 16), 0);
	worker = fork();
	assert_true(worker >= 0);
	if (!worker)
		run_worker(most_idle, listening);
	close(listening);
}

/* The worker's exit status; it must end by itself within five seconds. */
static int
wait_worker(void)
{
	struct timespec moment = { .tv_nsec = 10000000 };
	int status = -1;

	for (int i = 0; i < 500; i++) {
		if (waitpid(worker, &status, WNOHANG) == worker)
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		nanosleep(&moment, NULL);
	}
	kill(worker, SIGKILL);
	waitpid(worker, &status, 0);
	fail_msg("the worker did not end");
	return -1;
}

/* ---- the web server's side ---- */

static void
add_record(struct text *out, int type, const void *content, size_t size)
{
	const unsigned char head[8] = { 1, (unsigned char)type, 0, 1, (unsigned char)(size >> 8),
					(unsigned char)size, 0, 0 };

	text_add_bytes(out, head, sizeof(head));
	text_add_bytes(out, content, size);
}

static void
add_parameter(struct text *out, const char *name, const char *value)
{
	unsigned char sizes[2] = { (unsigned char)strlen(name), (unsigned char)strlen(value) };

	assert_true(strlen(name) < 128 && strlen(value) < 128);
	text_add_bytes(out, sizes, 2);
	text_add(out, name);
	text_add(out, value);
}

static const unsigned char responder[8] = { 0, 1 };

static struct text *
message(struct arena *arena, const char *method, const char *path, const char *type,
	const char *body, size_t size)
{
	struct text *out = text_new(arena), *parameters = text_new(arena);

	add_parameter(parameters, "REQUEST_METHOD", method);
	add_parameter(parameters, "REQUEST_URI", path);
	add_parameter(parameters, "CONTENT_TYPE", type);
	add_parameter(parameters, "CONTENT_LENGTH", arena_printf(arena, "%zu", size));
	add_record(out, BEGIN, responder, sizeof(responder));
	add_record(out, PARAMS, parameters->data, parameters->size);
	add_record(out, PARAMS, NULL, 0);
	while (size) {
		size_t piece = size < 60000 ? size : 60000;

		add_record(out, STDIN, body, piece);
		body += piece;
		size -= piece;
	}
	add_record(out, STDIN, NULL, 0);
	return out;
}

static int
dial(void)
{
	int peer = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(connect(peer, (struct sockaddr *)&address, sizeof(address)), 0);
	return peer;
}

static void
tell(int peer, const struct text *out)
{
	size_t at = 0;

	while (at < out->size) {
		ssize_t written = send(peer, out->data + at, out->size - at, MSG_NOSIGNAL);

		assert_true(written > 0);
		at += (size_t)written;
	}
}

static bool
read_whole(int peer, void *buffer, size_t size)
{
	char *to = buffer;

	while (size) {
		struct pollfd waiting = { .fd = peer, .events = POLLIN };
		ssize_t got;

		assert_int_equal(poll(&waiting, 1, 5000), 1);
		got = read(peer, to, size);
		if (got <= 0)
			return false;
		to += got;
		size -= (size_t)got;
	}
	return true;
}

/* What came on standard output; *ended if the end record came too. */
static const char *
listen_to(struct arena *arena, int peer, bool *ended)
{
	struct text *out = text_new(arena);
	unsigned char head[8];

	*ended = false;
	while (read_whole(peer, head, sizeof(head))) {
		size_t size = (size_t)head[4] << 8 | head[5];
		char *content = arena_alloc(arena, size + head[6] + 1);

		if (!read_whole(peer, content, size + head[6]))
			break;
		if (head[1] == STDOUT)
			text_add_bytes(out, content, size);
		if (head[1] == END)
			*ended = true;
	}
	close(peer);
	return out->data;
}

static const char *
ask(struct arena *arena, const struct text *out)
{
	int peer = dial();
	const char *answer;
	bool ended;

	tell(peer, out);
	answer = listen_to(arena, peer, &ended);
	assert_true(ended);
	return answer;
}

static const char *
get(struct arena *arena, const char *path)
{
	return ask(arena, message(arena, "GET", path, "", NULL, 0));
}

static const char *
body_of(const char *answer)
{
	const char *end = strstr(answer, "\r\n\r\n");

	assert_non_null(end);
	return end ? end + 4 : "";
}

static void
pages_are_served(void **state)
{
	const char *answer;

	start_worker(0);
	answer = get(*state, "/soggetti/1");
	assert_int_equal(strncmp(answer, "Status: 200 OK\r\n", 16), 0);
	assert_string_equal(body_of(answer), "path=/soggetti/1 a=-");
	assert_non_null(strstr(answer, "Content-Security-Policy: "));
	answer = ask(*state, message(*state, "POST", "/x", "application/x-www-form-urlencoded",
				     "a=D%27Amico", 11));
	assert_string_equal(body_of(answer), "path=/x a=D'Amico");
	answer = ask(*state, message(*state, "HEAD", "/x", "", NULL, 0));
	assert_non_null(strstr(answer, "Content-Length: 11\r\n"));
	assert_string_equal(body_of(answer), "");
	answer = get(*state, "/lungo");
	assert_non_null(strstr(answer, "Content-Length: 300000\r\n"));
	assert_int_equal(strlen(body_of(answer)), LONG_BODY);
	assert_int_equal(strspn(body_of(answer), "0"), LONG_BODY);
	answer = ask(*state, message(*state, "HEAD", "/lungo", "", NULL, 0));
	assert_non_null(strstr(answer, "Content-Length: 300000\r\n"));
	assert_string_equal(body_of(answer), "");
	kill(worker, SIGTERM);
	assert_int_equal(wait_worker(), 0);
}

/* A peer that begins and says nothing, one that goes away, one that lies about the length: the
 * worker answers or turns to the next. */
static void
odd_peers(void **state)
{
	struct text *out = text_new(*state);
	const char *answer;
	int peer;

	start_worker(0);
	add_record(out, BEGIN, responder, sizeof(responder));
	add_record(out, PARAMS, NULL, 0);
	add_record(out, STDIN, NULL, 0);
	answer = ask(*state, out);
	assert_string_equal(body_of(answer), arena_printf(*state, "failure=%d", ERR_BAD_REQUEST));

	peer = dial();
	close(peer);
	peer = dial();
	out->size = 12;
	tell(peer, out);
	close(peer);
	peer = dial();
	tell(peer, message(*state, "GET", "/lungo", "", NULL, 0));
	close(peer);

	out = text_new(*state);
	add_record(out, BEGIN, responder, sizeof(responder));
	{
		struct text *parameters = text_new(*state);

		add_parameter(parameters, "REQUEST_METHOD", "POST");
		add_parameter(parameters, "REQUEST_URI", "/x");
		add_parameter(parameters, "CONTENT_TYPE", "application/x-www-form-urlencoded");
		add_parameter(parameters, "CONTENT_LENGTH", "10");
		add_record(out, PARAMS, parameters->data, parameters->size);
	}
	add_record(out, PARAMS, NULL, 0);
	add_record(out, STDIN, "a=1", 3);
	add_record(out, STDIN, NULL, 0);
	answer = ask(*state, out);
	assert_string_equal(body_of(answer), arena_printf(*state, "failure=%d", ERR_BAD_REQUEST));
	assert_string_equal(body_of(get(*state, "/y")), "path=/y a=-");
	kill(worker, SIGTERM);
	assert_int_equal(wait_worker(), 0);
}

static void
a_file_is_spooled(void **state)
{
	static const char head[] = "--XX\r\nContent-Disposition: form-data; name=\"f\"; "
				   "filename=\"a\"\r\n\r\n";
	char *body = arena_printf(*state, "%s%02000000d\r\n--XX--\r\n", head, 1);
	const char *type = "multipart/form-data; boundary=XX", *answer;

	start_worker(0);
	answer = ask(*state, message(*state, "POST", "/carica", type, body, strlen(body)));
	assert_string_equal(body_of(answer), "file=2000000");
	answer = ask(*state, message(*state, "POST", "/altro", type, body, strlen(body)));
	assert_string_equal(body_of(answer), arena_printf(*state, "failure=%d", ERR_TOO_LARGE));
	kill(worker, SIGTERM);
	assert_int_equal(wait_worker(), 0);
}

/* The length was promised: without it the answer must not look whole. */
static void
a_broken_source_breaks_the_answer(void **state)
{
	int peer;
	bool ended;

	start_worker(0);
	peer = dial();
	tell(peer, message(*state, "GET", "/rotto", "", NULL, 0));
	listen_to(*state, peer, &ended);
	assert_false(ended);
	assert_string_equal(body_of(get(*state, "/y")), "path=/y a=-");
	kill(worker, SIGTERM);
	assert_int_equal(wait_worker(), 0);
}

static void
a_stop_waits_for_the_request_in_hand(void **state)
{
	struct timespec moment = { .tv_nsec = 200000000 };
	const char *answer;
	bool ended;
	int peer;

	start_worker(0);
	peer = dial();
	tell(peer, message(*state, "GET", "/lento", "", NULL, 0));
	nanosleep(&moment, NULL);
	kill(worker, SIGTERM);
	answer = listen_to(*state, peer, &ended);
	assert_true(ended);
	assert_string_equal(body_of(answer), "slow");
	assert_int_equal(wait_worker(), 0);
}

/* However soon the signal comes after the start, it is not lost. */
static void
a_stop_at_any_moment(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		struct timespec moment = { .tv_nsec = 20000000 + i * 100000 };

		start_worker(0);
		nanosleep(&moment, NULL);
		kill(worker, SIGTERM);
		if (i % 2)
			kill(worker, SIGINT);
		/* 0, or ended by the signal before it was ready. */
		assert_true(wait_worker() <= 0);
	}
	start_worker(0);
	assert_string_equal(body_of(get(*state, "/y")), "path=/y a=-");
	kill(worker, SIGTERM);
	assert_int_equal(wait_worker(), 0);
}

static void
idle_is_asked_and_may_end(void **state)
{
	start_worker(3);
	assert_string_equal(body_of(get(*state, "/y")), "path=/y a=-");
	/* Nothing comes: a call a second. */
	assert_int_equal(wait_worker(), 0);
}

static void
a_socket_is_needed(void **state)
{
	int file = open("/dev/null", O_RDONLY | O_CLOEXEC);

	(void)state;
	worker = fork();
	assert_true(worker >= 0);
	if (!worker) {
		int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

		dup2(nowhere, STDERR_FILENO);
		run_worker(0, file);
	}
	close(file);
	assert_int_equal(wait_worker(), 1);
}

static int
setup(void **state)
{
	char path[64];
	struct error *err;
	FILE *file;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/s", folder);
	/* The test must not depend on how full this machine's disk is. */
	snprintf(path, sizeof(path), "%s/c", folder);
	file = fopen(path, "w");
	if (!file)
		return -1;
	fputs("free_space_minimum_percent = 0\n", file);
	fclose(file);
	err = settings_load(path);
	error_free(err);
	unlink(path);
	return err ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	unlink(address.sun_path);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(pages_are_served),
		arena_test(odd_peers),
		arena_test(a_file_is_spooled),
		arena_test(a_broken_source_breaks_the_answer),
		arena_test(a_stop_waits_for_the_request_in_hand),
		arena_test(a_stop_at_any_moment),
		arena_test(idle_is_asked_and_may_end),
		arena_test(a_socket_is_needed),
	};

	return cmocka_run_group_tests_name("http/server", tests, setup, teardown);
}
