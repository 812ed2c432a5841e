/*
 * The loop of a FastCGI worker.  The listening socket (descriptor 0) does not block and signals
 * come through only while waiting for it: so a SIGTERM never breaks into a request, and no
 * moment is left in which it could be missed.
 */
#include "http/server.h"

#include "base/log.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>

#define CHUNK_SIZE ((size_t)64 * 1024)
#define LISTEN_SOCKET 0

static volatile sig_atomic_t stopping;

static void
on_stop(int number)
{
	(void)number;
	stopping = 1;
	FCGX_ShutdownPending();
}

static const char *
fcgi_get(void *source, const char *name)
{
	FCGX_Request *fcgi = source;

	return FCGX_GetParam(name, fcgi->envp);
}

static size_t
fcgi_read(void *source, void *buffer, size_t size)
{
	FCGX_Request *fcgi = source;
	int got = FCGX_GetStr(buffer, size > INT_MAX ? INT_MAX : (int)size, fcgi->in);

	return got > 0 ? (size_t)got : 0;
}

static bool
put(FCGX_Request *fcgi, const void *data, size_t size)
{
	const char *from = data;

	while (size) {
		int piece = size > INT_MAX ? INT_MAX : (int)size;

		if (FCGX_PutStr(from, piece, fcgi->out) != piece)
			return false;  /* the client went away */
		from += piece;
		size -= (size_t)piece;
	}
	return true;
}

/* The body of unknown origin (a document's blocks).  False: less or more came than promised. */
static bool
put_long_body(FCGX_Request *fcgi, struct request *rq)
{
	struct response *response = rq->response;
	unsigned char *chunk = arena_alloc(rq->arena, CHUNK_SIZE);
	int64_t left = response->reader_length;

	for (;;) {
		size_t size = 0;
		struct error *err;

		err = response->reader(response->reader_source, chunk, CHUNK_SIZE, &size);
		if (err) {
			error_log(err, rq->id);
			error_free(err);
			return false;
		}
		if (!size)
			break;
		if ((int64_t)size > left)
			break;
		if (!put(fcgi, chunk, size))
			return true;
		left -= (int64_t)size;
		/* Asking once more would cost a statement to be told that this was the end. */
		if (!left)
			return true;
	}
	if (left)
		log_line("event=short_body rq=%s missing=%lld", rq->id, (long long)left);
	return !left;
}

/* Everything but a long body is built before the first byte leaves. */
static void
send_answer(FCGX_Request *fcgi, struct request *rq)
{
	/* a page that another site made the browser ask for leaves plain: its length tells nothing (compress.c) */
	bool asked_elsewhere = strcmp(rq->sec_fetch_site, "cross-site") == 0 || strcmp(rq->sec_fetch_site, "same-site") == 0;

	response_compress(rq->response, asked_elsewhere ? "" : rq->accept_encoding);
	const char *head = response_head(rq->response);

	if (!put(fcgi, head, strlen(head)) || rq->head)
		return;
	if (!rq->response->reader)
		put(fcgi, rq->response->body->data, rq->response->body->size);
	else if (!put_long_body(fcgi, rq))
		FCGX_Free(fcgi, 1);  /* no end record: the web server sees a broken answer */
}

static void
serve_one(const struct server *server, FCGX_Request *fcgi, struct arena *arena)
{
	struct environment environment = { .get = fcgi_get, .read = fcgi_read, .source = fcgi };
	struct request *rq = NULL;
	struct error *failure;

	failure = request_read(server, &environment, arena, &rq);
	rq->failure = failure;
	server->serve(rq, server->context);
	send_answer(fcgi, rq);
	error_free(failure);
	/* One connection must not keep a worker from the others. */
	fcgi->keepConnection = 0;
	FCGX_Finish_r(fcgi);
	arena_reset(arena);
}

static struct error *
prepare_socket(void)
{
	int listening = 0, flags = fcntl(LISTEN_SOCKET, F_GETFL);
	socklen_t size = sizeof(listening);

	if (getsockopt(LISTEN_SOCKET, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) || !listening)
		return error_raise(ERR_BUG, "standard input is not a listening socket");
	if (flags < 0 || fcntl(LISTEN_SOCKET, F_SETFL, flags | O_NONBLOCK))
		return error_raise(ERR_BUG, "the socket: %s", strerror(errno));
	return NULL;
}

/* `open` is the mask with which the socket is waited for. */
static struct error *
prepare_signals(sigset_t *open)
{
	struct sigaction stop = { .sa_handler = on_stop }, ignore = { .sa_handler = SIG_IGN };
	sigset_t stops;

	sigemptyset(&stop.sa_mask);
	sigemptyset(&ignore.sa_mask);
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	if (sigprocmask(SIG_BLOCK, &stops, open) || sigaction(SIGTERM, &stop, NULL) ||
	    sigaction(SIGINT, &stop, NULL) || sigaction(SIGPIPE, &ignore, NULL))
		return error_raise(ERR_BUG, "signals: %s", strerror(errno));
	sigdelset(open, SIGTERM);
	sigdelset(open, SIGINT);
	return NULL;
}

/* True if a connection may be waiting.  A second at most, so that `idle` is asked. */
static bool
wait_for_work(const sigset_t *open)
{
	struct pollfd socket = { .fd = LISTEN_SOCKET, .events = POLLIN };
	struct timespec second = { .tv_sec = 1 };

	return ppoll(&socket, 1, &second, open) > 0 && !stopping;
}

/* Another worker may have taken the connection that woke us. */
static bool
is_passing(int failure)
{
	return failure == -EAGAIN || failure == -EINTR || failure == -ECONNABORTED;
}

static struct error *
loop(const struct server *server, FCGX_Request *fcgi, struct arena *arena, const sigset_t *open)
{
	while (!stopping) {
		int result;

		if (server->idle && server->idle(server->context))
			return NULL;
		if (!wait_for_work(open))
			continue;
		errno = 0;
		result = FCGX_Accept_r(fcgi);
		if (!result)
			serve_one(server, fcgi, arena);
		else if (!is_passing(result) && !stopping)
			return error_raise(ERR_BUG, "accept: %s", strerror(-result));
	}
	return NULL;
}

struct error *
server_run(const struct server *server)
{
	struct error *err;
	struct arena *arena;
	FCGX_Request fcgi;
	sigset_t open;

	TRY(prepare_socket());
	if (FCGX_Init() || FCGX_InitRequest(&fcgi, LISTEN_SOCKET, FCGI_FAIL_ACCEPT_ON_INTR))
		return error_raise(ERR_BUG, "the FastCGI library cannot start");
	TRY(prepare_signals(&open));
	arena = arena_new();
	err = loop(server, &fcgi, arena, &open);
	arena_free(arena);
	return error_pass(err);
}
