/*
 * From the web server's parameters to a request.  Each of them may be missing: a peer can open a
 * request and say nothing.
 */
#include "http/parse.h"
#include "http/response.h"
#include "http/route.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

bool
media_type_is(const char *content_type, const char *type)
{
	size_t size = strcspn(content_type, "; \t");

	return size == strlen(type) && !strncasecmp(content_type, type, size);
}

static const char *
request_new_id(struct arena *arena)
{
	unsigned char random[8];

	/* Eight bytes are always given whole once the kernel's pool is ready. */
	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		memset(random, 0, sizeof(random));
	return text_hex(arena, random, sizeof(random));
}

static struct request *
request_new(struct arena *arena)
{
	struct request *rq = arena_alloc(arena, sizeof(*rq));

	rq->arena = arena;
	rq->id = request_new_id(arena);
	rq->path = "/";
	rq->query_text = "";
	rq->content_type = "";
	rq->content_length = -1;
	rq->remote_address = "";
	rq->origin = rq->sec_fetch_site = rq->if_none_match = rq->range = "";
	rq->if_range = rq->csrf_header = "";
	rq->user_agent = rq->host = rq->accept_encoding = "";
	rq->response = response_new(rq);
	return rq;
}

static struct error *
read_header(const struct environment *environment, struct arena *arena, const char *name,
	    const char **value)
{
	const char *sent = environment->get(environment->source, name);
	size_t size = sent ? strlen(sent) : 0;

	*value = "";
	if (size > LIMIT_HEADER)
		return error_raise(ERR_TOO_LARGE, "%s of %zu bytes", name, size);
	if (!text_is_clean(sent ? sent : "", size))
		return error_raise(ERR_BAD_REQUEST, "%s is not clean text", name);
	if (size)
		*value = arena_strndup(arena, sent, size);
	return NULL;
}

/* One path has one spelling: what another program in the way could read differently is refused
 * (encoded slashes, backslashes, empty and dot segments). */
static bool
is_plain_path(const char *path)
{
	if (*path != '/' || !text_is_clean(path, strlen(path)) || strpbrk(path, "\t\r\n\\"))
		return false;
	while (*path) {
		size_t size = strcspn(++path, "/");
		bool last = !path[size];

		if (!size && !last)
			return false;
		if ((size == 1 && path[0] == '.') || (size == 2 && !strncmp(path, "..", 2)))
			return false;
		path += size;
	}
	return true;
}

static size_t
count_slashes(const char *text, size_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += text[i] == '/';
	return count;
}

static struct error *
read_path(struct request *rq, const char *target, size_t size)
{
	const char *path = text_percent_decode(rq->arena, target, size);

	if (!path || !is_plain_path(path) || memchr(target, '#', size))
		return error_raise(ERR_BAD_REQUEST, "the path is malformed");
	if (count_slashes(path, strlen(path)) != count_slashes(target, size))
		return error_raise(ERR_BAD_REQUEST, "the path has an encoded slash");
	rq->path = path;
	return NULL;
}

/* The query after the '?' of REQUEST_URI wins over QUERY_STRING: they differ only if the web
 * server rewrote something, and then what the person asked counts. */
static struct error *
read_target(const struct environment *environment, struct request *rq)
{
	const char *target = environment->get(environment->source, "REQUEST_URI");
	const char *query = environment->get(environment->source, "QUERY_STRING");
	const char *mark;
	size_t size;

	if (!target)
		return error_raise(ERR_BAD_REQUEST, "no REQUEST_URI");
	if (strlen(target) > LIMIT_TARGET || (query && strlen(query) > LIMIT_TARGET))
		return error_raise(ERR_TOO_LARGE, "an address of %zu bytes", strlen(target));
	size = strcspn(target, "?");
	mark = target[size] ? target + size + 1 : query;
	TRY(read_path(rq, target, size));
	if (!mark)
		return NULL;
	/* Raw blanks and controls could not have come through HTTP; this text may end up in a
	 * Location. */
	for (const char *c = mark; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 127 || *c == '#')
			return error_raise(ERR_BAD_REQUEST, "the query is malformed");
	if (!text_is_clean(mark, strlen(mark)))
		return error_raise(ERR_BAD_REQUEST, "the query is not clean text");
	rq->query_text = arena_strdup(rq->arena, mark);
	return NULL;
}

static struct error *
read_method(const struct environment *environment, struct request *rq)
{
	const char *method = environment->get(environment->source, "REQUEST_METHOD");

	if (!method)
		return error_raise(ERR_BAD_REQUEST, "no REQUEST_METHOD");
	rq->head = !strcmp(method, "HEAD");
	if (!strcmp(method, "POST"))
		rq->method = METHOD_POST;
	else if (rq->head || !strcmp(method, "GET"))
		rq->method = METHOD_GET;
	else
		return error_raise(ERR_METHOD, "a method that is neither GET, HEAD nor POST");
	return NULL;
}

static bool
is_address(const char *text)
{
	unsigned char address[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, text, address) == 1 || inet_pton(AF_INET6, text, address) == 1;
}

static struct error *
read_headers(const struct environment *environment, struct request *rq)
{
	const struct {
		const char *name;
		const char **value;
	} headers[] = {
		{ "CONTENT_TYPE", &rq->content_type },
		{ "HTTP_ORIGIN", &rq->origin },
		{ "HTTP_SEC_FETCH_SITE", &rq->sec_fetch_site },
		{ "HTTP_IF_NONE_MATCH", &rq->if_none_match },
		{ "HTTP_RANGE", &rq->range },
		{ "HTTP_IF_RANGE", &rq->if_range },
		{ "HTTP_X_CSRF_TOKEN", &rq->csrf_header },
		{ "HTTP_USER_AGENT", &rq->user_agent },
		{ "HTTP_ACCEPT_ENCODING", &rq->accept_encoding },
		{ "HTTP_HOST", &rq->host },
		{ "REMOTE_ADDR", &rq->remote_address },
	};
	const char *requested_with, *length;

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		TRY(read_header(environment, rq->arena, headers[i].name, headers[i].value));
	/* A client on a unix socket has no address ("unix:"). */
	if (!is_address(rq->remote_address))
		rq->remote_address = "";
	TRY(read_header(environment, rq->arena, "HTTP_X_REQUESTED_WITH", &requested_with));
	rq->wants_fragment = !strcasecmp(requested_with, "fetch");
	TRY(read_header(environment, rq->arena, "CONTENT_LENGTH", &length));
	if (*length && (!text_to_int(length, &rq->content_length) || *length == '-')) {
		rq->content_length = -1;
		return error_raise(ERR_BAD_REQUEST, "CONTENT_LENGTH is not a number");
	}
	return NULL;
}

/* Whether the line of the table that will serve this request takes files.  What does not match
 * is not our business yet: serve will match again and show the page. */
static bool
takes_uploads(const struct server *server, struct request *rq)
{
	struct error *err;
	bool takes;

	if (!server->routes || rq->method != METHOD_POST)
		return false;
	err = route_match(server->routes, server->route_count, rq);
	takes = !err && (rq->route->flags & ROUTE_UPLOAD);
	error_free(err);
	rq->route = NULL;
	rq->path_id_count = 0;
	rq->path_word = NULL;
	return takes;
}

struct error *
request_read(const struct server *server, const struct environment *environment,
	     struct arena *arena, struct request **out)
{
	struct request *rq = request_new(arena);

	*out = rq;
	TRY(read_target(environment, rq));
	TRY(read_method(environment, rq));
	TRY(read_headers(environment, rq));
	TRY(parse_cookies(arena, environment->get(environment->source, "HTTP_COOKIE"),
			  &rq->cookies));
	TRY(parse_urlencoded(arena, rq->query_text, strlen(rq->query_text), &rq->query));
	TRY(body_read(server, environment, rq, takes_uploads(server, rq)));
	return NULL;
}
