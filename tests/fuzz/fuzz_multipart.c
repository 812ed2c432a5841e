/*
 * The first line is the Content-Type, the rest the body.
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

static void
check_uploads(const struct upload *uploads, size_t count, size_t size)
{
	if (count > LIMIT_PARTS)
		abort();
	for (size_t i = 0; i < count; i++) {
		const struct upload *upload = &uploads[i];

		if (upload->offset < 0 || upload->size < 0 ||
		    upload->offset + upload->size > (int64_t)size || !*upload->field ||
		    !upload->type || strpbrk(upload->filename, "\t\r\n") ||
		    !text_is_clean(upload->filename, strlen(upload->filename)))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
	struct arena *arena;
	struct upload *uploads;
	struct fields fields;
	size_t head, count;
	struct error *err;
	FILE *body;

	if (!end)
		return 0;
	head = (size_t)(end - data) + 1;
	if (head == size)
		return 0;
	arena = arena_new();
	body = fmemopen((void *)(uintptr_t)(data + head), size - head, "rb");
	if (!body)
		abort();
	err = parse_multipart(arena, arena_strndup(arena, (const char *)data, head - 1), body,
			      (int64_t)(size - head), 100000, &fields, &uploads, &count);
	if (err) {
		check_refusal(err);
	} else {
		check_fields(&fields);
		check_uploads(uploads, count, size - head);
	}
	fclose(body);
	arena_free(arena);
	return 0;
}
