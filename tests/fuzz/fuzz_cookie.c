/*
 * Any text as a Cookie header.
 */
#include "base/arena.h"
#include "base/text.h"
#include "http/parse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What every accepted list must keep, whatever came in. */
static void
check_fields(const struct fields *fields)
{
	if (fields->count > LIMIT_PARAMETERS)
		abort();
	for (size_t i = 0; i < fields->count; i++) {
		const char *name = fields->list[i].name, *value = fields->list[i].value;

		if (!*name || strlen(name) > LIMIT_NAME || strpbrk(name, "\t\r\n") ||
		    !text_is_clean(name, strlen(name)) || !text_is_clean(value, strlen(value)))
			abort();
	}
}

/* A refusal has one of two kinds. */
static void
check_refusal(struct error *err)
{
	if (!error_is(err, ERR_BAD_REQUEST) && !error_is(err, ERR_TOO_LARGE))
		abort();
	error_free(err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct fields cookies;
	struct error *err;

	err = parse_cookies(arena, arena_strndup(arena, (const char *)data, size), &cookies);
	if (err)
		check_refusal(err);
	else
		check_fields(&cookies);
	arena_free(arena);
	return 0;
}
