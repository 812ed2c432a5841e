/*
 * The FastCGI loop: one request at a time on file descriptor 0 (fcgi2).  Reads the whole
 * request (within limits), calls `serve`, sends the whole answer.  Ends on SIGTERM after the
 * request in hand.  The same `serve` can be called from a test without any socket.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/request.h"
#include "http/response.h"

struct server {
	/* Fills rq->response; never fails: what goes wrong becomes a page. */
	void (*serve)(struct request *rq, void *context);
	/* Called between requests, at least every second when idle: true ends the loop.
	 * NULL: nothing to do. */
	bool (*idle)(void *context);
	void *context;
	/* Asked with the path, before the body is read: only a ROUTE_UPLOAD line may have a body
	 * above body_limit or of another type than a form's.  NULL: none may. */
	const struct route *routes;
	size_t route_count;
	int64_t body_limit;         /* bytes of a body that is not an upload; security goal IN-6: 4 MiB */
	int64_t memory_limit;       /* a larger body with files goes to an unlinked temporary file */
	const char *spool;          /* folder of that file */
};

MUST struct error *server_run(const struct server *server);

/* Where parameters and body come from: FastCGI, or a test, or a fuzzer. */
struct environment {
	const char *(*get)(void *source, const char *name); /* may return NULL for any name */
	size_t (*read)(void *source, void *buffer, size_t size); /* 0 at the end */
	void *source;
};

/* Parse one request.  On error *rq is still usable for an error page: arena, id, method and an
 * empty response are there, path is "/" if it could not be read, the rest is empty but never
 * NULL.  server_run then puts the error into rq->failure and calls `serve` all the same. */
MUST struct error *request_read(const struct server *server, const struct environment *environment,
				struct arena *arena, struct request **rq);

/* The parsers, public for unit tests and fuzz targets.  ERR_BAD_REQUEST or ERR_TOO_LARGE.
 * Multipart: field_limit bounds the bytes of all parts that are not files. */
MUST struct error *parse_urlencoded(struct arena *arena, const char *data, size_t size, struct fields *out);
MUST struct error *parse_cookies(struct arena *arena, const char *header, struct fields *out);
MUST struct error *parse_multipart(struct arena *arena, const char *content_type, FILE *body, int64_t size,
				   int64_t field_limit, struct fields *fields, struct upload **uploads,
				   size_t *upload_count);

#endif
