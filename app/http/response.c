/*
 * The answer and its headers.  A header that could be split is a bug of ours, not of the person
 * who typed, so it aborts.
 */
#include "http/response.h"

#include "base/log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Added where the handler has set none of that name (security goals HD-1, HD-2). */
static const struct {
	const char *name, *value;
} standing_headers[] = {
	{ "Cache-Control", "no-store" },
	{ "Content-Security-Policy",
	  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
	  "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
	  "base-uri 'none'; object-src 'none'" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy",
	  "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
	  "fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
	  "payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), "
	  "xr-spatial-tracking=()" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Strict-Transport-Security", "max-age=63072000; includeSubDomains" },
	{ "X-Content-Type-Options", "nosniff" },
};

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" }, { 201, "Created" }, { 202, "Accepted" }, { 204, "No Content" },
	{ 206, "Partial Content" }, { 302, "Found" }, { 303, "See Other" },
	{ 304, "Not Modified" }, { 400, "Bad Request" }, { 401, "Unauthorized" },
	{ 403, "Forbidden" }, { 404, "Not Found" }, { 405, "Method Not Allowed" },
	{ 409, "Conflict" }, { 410, "Gone" }, { 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" }, { 416, "Range Not Satisfiable" },
	{ 422, "Unprocessable Content" }, { 429, "Too Many Requests" },
	{ 500, "Internal Server Error" }, { 502, "Bad Gateway" }, { 503, "Service Unavailable" },
	{ 507, "Insufficient Storage" },
};

struct response *
response_new(struct request *rq)
{
	struct response *response = arena_alloc(rq->arena, sizeof(*response));

	response->status = 200;
	response->content_type = "text/html; charset=utf-8";
	response->headers = text_new(rq->arena);
	response->body = text_new(rq->arena);
	return response;
}

static void
check(bool fine, const char *what)
{
	if (fine)
		return;
	log_line("event=abort reason=response what=%s", what);
	abort();
}

static bool
is_token(const char *text)
{
	if (!*text)
		return false;
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c <= ' ' || c >= 127 || strchr("()<>@,;:\\\"/[]?={}", c))
			return false;
	}
	return true;
}

static bool
is_header_value(const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c < ' ' && c != '\t') || c == 127)
			return false;
	}
	return true;
}

void
response_header(struct response *response, const char *name, const char *value)
{
	check(is_token(name), "header name");
	check(value && is_header_value(value), "header value");
	text_addf(response->headers, "%s: %s\r\n", name, value);
}

/* Only printable ASCII: other letters of an address come percent-encoded. */
static bool
is_own_path(const char *path)
{
	if (!path || path[0] != '/' || path[1] == '/' || path[1] == '\\')
		return false;
	for (; *path; path++)
		if (*path <= ' ' || *path >= 127)
			return false;
	return true;
}

void
response_redirect(struct response *response, const char *path)
{
	response->status = 303;
	response_header(response, "Location", is_own_path(path) ? path : "/");
}

/* RFC 6265, cookie-octet. */
static bool
is_cookie_value(const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c <= ' ' || c >= 127 || strchr("\",;\\", c))
			return false;
	}
	return true;
}

void
response_cookie(struct response *response, const char *name, const char *value,
		const char *same_site)
{
	check(is_token(name), "cookie name");
	check(!value || is_cookie_value(value), "cookie value");
	check(is_token(same_site), "cookie SameSite");
	text_addf(response->headers,
		  "Set-Cookie: %s=%s; Path=/; Secure; HttpOnly; SameSite=%s%s\r\n", name,
		  value ? value : "", same_site, value ? "" : "; Max-Age=0");
}

void
response_cookie_days(struct response *response, const char *name, const char *value,
		     const char *same_site, int days)
{
	check(is_token(name), "cookie name");
	check(is_cookie_value(value), "cookie value");
	check(is_token(same_site), "cookie SameSite");
	text_addf(response->headers,
		  "Set-Cookie: %s=%s; Path=/; Secure; HttpOnly; SameSite=%s; Max-Age=%lld\r\n", name,
		  value, same_site, (long long)days * 86400);
}

const char *
response_disposition(struct arena *arena, const char *kind, const char *filename)
{
	char *name = arena_strdup(arena, filename && *filename ? filename : "documento"), *ascii;

	check(is_token(kind), "disposition");
	/* A folder in a name is nobody's wish; a control character could split the header. */
	for (char *c = name; *c; c++)
		if (*c == '/' || *c == '\\' || (*c > 0 && *c < ' ') || *c == 127)
			*c = '_';
	ascii = arena_strdup(arena, name);
	/* '%' too: some browsers decode it even here. */
	for (char *c = ascii; *c; c++)
		if (*c < 0 || *c == '"' || *c == '%')
			*c = '_';
	return arena_printf(arena, "%s; filename=\"%s\"; filename*=UTF-8''%s", kind, ascii,
			    text_url_encode(arena, name));
}

bool
response_has(const struct response *response, const char *name)
{
	size_t size = strlen(name);
	const char *line = response->headers->data;

	while (line && *line) {
		if (!strncasecmp(line, name, size) && line[size] == ':')
			return true;
		line = strstr(line, "\r\n");
		line = line ? line + 2 : NULL;
	}
	return false;
}

static const char *
reason_of(int status)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "";
}

const char *
response_head(const struct response *response)
{
	struct text *head = text_new(response->headers->arena);
	int64_t length = response->reader ? response->reader_length
					  : (int64_t)response->body->size;
	bool bodiless = response->status == 204 || response->status == 304;

	check(*reason_of(response->status), "status");
	check(length >= 0, "length");
	check(!bodiless || !length, "body of a status that has none");
	text_addf(head, "Status: %d %s\r\n", response->status, reason_of(response->status));
	if (!bodiless && (length || response->status == 200)) {
		check(response->content_type && is_header_value(response->content_type),
		      "content type");
		text_addf(head, "Content-Type: %s\r\n", response->content_type);
	}
	if (!bodiless)
		text_addf(head, "Content-Length: %" PRId64 "\r\n", length);
	text_add_bytes(head, response->headers->data, response->headers->size);
	for (size_t i = 0; i < sizeof(standing_headers) / sizeof(standing_headers[0]); i++)
		if (!response_has(response, standing_headers[i].name))
			text_addf(head, "%s: %s\r\n", standing_headers[i].name,
				  standing_headers[i].value);
	text_add(head, "\r\n");
	return head->data;
}
