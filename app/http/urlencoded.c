/*
 * application/x-www-form-urlencoded: query strings and the bodies of forms without files.
 */
#include "http/parse.h"

#include <string.h>

static struct error *
add_pair(struct arena *arena, const char *pair, size_t size, struct fields *out)
{
	const char *sign = memchr(pair, '=', size);
	size_t name_size = sign ? (size_t)(sign - pair) : size;
	char *name, *value;

	/* Each byte of a decoded name took at most three; longer ones are not worth decoding. */
	if (name_size > 3 * LIMIT_NAME)
		return error_raise(ERR_TOO_LARGE, "a parameter's name of %zu bytes", name_size);
	name = text_url_decode(arena, pair, name_size);
	value = sign ? text_url_decode(arena, sign + 1, size - name_size - 1)
		     : arena_strdup(arena, "");
	if (!name || !value)
		return error_raise(ERR_BAD_REQUEST, "malformed percent encoding");
	TRY(fields_add(arena, out, name, value));
	return NULL;
}

struct error *
parse_urlencoded(struct arena *arena, const char *data, size_t size, struct fields *out)
{
	out->list = NULL;
	out->count = 0;
	while (size) {
		const char *end = memchr(data, '&', size);
		size_t pair = end ? (size_t)(end - data) : size;

		if (pair)
			TRY(add_pair(arena, data, pair, out));
		pair += end != NULL;
		data += pair;
		size -= pair;
	}
	return NULL;
}
