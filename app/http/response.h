/*
 * The answer: built whole, sent once.  Headers are refused if they hold CR, LF or NUL.
 */
#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

#include "http/request.h"

/* Writes up to `size` bytes of a long body into `buffer`; sets *written, 0 at the end.
 * Called until the end; an error breaks the connection (the length was promised). */
typedef struct error *(*body_reader)(void *source, unsigned char *buffer, size_t size, size_t *written);

struct response {
	int status;
	const char *content_type;
	struct text *headers;       /* extra header lines, each ended by CR LF */
	struct text *body;
	body_reader reader;         /* NULL: the body is `body` */
	void *reader_source;
	int64_t reader_length;
};

/* An empty 200 text/html answer in the request's arena. */
struct response *response_new(struct request *rq);
/* Aborts (bug) if name or value could split a header. */
void response_header(struct response *response, const char *name, const char *value);
/* Has the handler set a header of that name? */
bool response_has(const struct response *response, const char *name);
/* Compress the body (gzip) where it is a text of some size and `accepted`, the Accept-Encoding of the
 * request, takes it.  Once, when nothing is to be added any more. */
void response_compress(struct response *response, const char *accepted);
/* 303 to a path of ours (must begin with one '/'; anything else becomes "/"). */
void response_redirect(struct response *response, const char *path);
/* A cookie with Secure, HttpOnly, Path=/ and the given SameSite; value NULL deletes it. */
void response_cookie(struct response *response, const char *name, const char *value, const char *same_site);
/* The same, kept by the browser for so many days. */
void response_cookie_days(struct response *response, const char *name, const char *value, const char *same_site, int days);
/* The header block as it leaves, blank line included: status, length, what the handler set and
 * the security headers that it did not set itself (security goals HD-1, HD-2). */
const char *response_head(const struct response *response);
/* Content-Disposition for any file name (RFC 6266 with an RFC 8187 form beside an ASCII one). */
const char *response_disposition(struct arena *arena, const char *kind, const char *filename);

#endif
