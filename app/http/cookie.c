/*
 * The Cookie header (RFC 6265, section 5.4).  Cookies of others on the same host may look odd:
 * a piece without a name is passed over, quotes are part of the value.
 */
#include "http/parse.h"

#include <string.h>

static struct error *
add_piece(struct arena *arena, const char *piece, size_t size, struct fields *out)
{
	char *text = text_trim(arena, arena_strndup(arena, piece, size));
	char *sign = strchr(text, '='), *name;

	if (!sign)
		return NULL;
	name = text_trim(arena, arena_strndup(arena, text, (size_t)(sign - text)));
	if (!*name)
		return NULL;
	TRY(fields_add(arena, out, name, text_trim(arena, sign + 1)));
	return NULL;
}

struct error *
parse_cookies(struct arena *arena, const char *header, struct fields *out)
{
	size_t size = header ? strlen(header) : 0;

	out->list = NULL;
	out->count = 0;
	if (size > LIMIT_COOKIES)
		return error_raise(ERR_TOO_LARGE, "cookies of %zu bytes", size);
	while (size) {
		const char *end = memchr(header, ';', size);
		size_t piece = end ? (size_t)(end - header) : size;

		TRY(add_piece(arena, header, piece, out));
		piece += end != NULL;
		header += piece;
		size -= piece;
	}
	return NULL;
}
