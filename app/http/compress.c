/*
 * Pages leave compressed.  The web server would do it too, but piece by piece and with zlib: a whole
 * page at once costs a quarter of that, and three quarters less go through the socket between the two.
 *
 * The length of a compressed page tells whether a guess in the address stands in it once more (BREACH).
 * The session's cookie goes with a link of another site too (SameSite=Lax), so what another site made
 * the browser ask for is not compressed (server.c), and the web server compresses no page at all.
 */
#include "http/response.h"

#include <libdeflate.h>
#include <string.h>
#include <strings.h>

#define LEAST_BYTES 1000 /* below that the answer fits into one packet anyway */
#define LEVEL 1          /* the next ones take twice the time for a hundredth less */

/* The quality of a coding, where one is said: 0, 0.0, 0.00 and 0.000 refuse it (RFC 9110, 12.4.2). */
static bool
is_refused(const char *parameters, size_t size)
{
	const char *quality = memmem(parameters, size, "q=", 2);

	return quality && strspn(quality + 2, "0.") >= strcspn(quality + 2, ", \t;");
}

/* True if Accept-Encoding names gzip and does not refuse it. */
static bool
takes_gzip(const char *accepted)
{
	while (*accepted) {
		accepted += strspn(accepted, ", \t");
		size_t size = strcspn(accepted, ","), name = strcspn(accepted, ",; \t");

		if (name == 4 && strncasecmp(accepted, "gzip", 4) == 0)
			return !is_refused(accepted + name, size - name);
		accepted += size;
	}
	return false;
}

/* Images and files are compressed already; what has a tag of its own is compared byte by byte. */
static bool
is_worth_it(const struct response *response)
{
	const char *type = response->content_type;

	return !response->reader && response->body->size >= LEAST_BYTES && type &&
	       (strncmp(type, "text/", 5) == 0 || strncmp(type, "application/json", 16) == 0) &&
	       !response_has(response, "ETag") && !response_has(response, "Content-Encoding");
}

void
response_compress(struct response *response, const char *accepted)
{
	/* one for the life of the process: it keeps places and lengths, no text of a page */
	static struct libdeflate_compressor *compressor;
	struct arena *arena = response->headers->arena;
	struct text *body = response->body;

	if (!is_worth_it(response) || !takes_gzip(accepted))
		return;
	if (!compressor)
		compressor = libdeflate_alloc_compressor(LEVEL);
	char *room = arena_alloc(arena, body->size + 1);
	size_t size = compressor ? libdeflate_gzip_compress(compressor, body->data, body->size, room, body->size) : 0;

	if (!size) /* it would not become smaller */
		return;
	body->data = room;
	body->room = body->size + 1;
	body->size = size;
	response_header(response, "Content-Encoding", "gzip");
	response_header(response, "Vary", "Accept-Encoding");
}
