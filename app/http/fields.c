/*
 * Names and values as they came, and the ids of the path.
 *
 * One meaning for odd names in all parsers (security goal IN-7): a name is a plain word; dots and
 * brackets in it mean nothing; a name that comes twice is kept twice; an empty name is refused.
 */
#include "http/parse.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 16

const char *
fields_next(const struct fields *fields, const char *name, size_t *at)
{
	while (*at < fields->count) {
		const struct field_value *field = &fields->list[(*at)++];

		if (!strcmp(field->name, name))
			return field->value;
	}
	return NULL;
}

const char *
fields_get(const struct fields *fields, const char *name)
{
	size_t at = 0;

	return fields_next(fields, name, &at);
}

/* The list is full whenever its count is FIRST_ROOM times a power of two, so the room need not
 * be remembered. */
static void
make_room(struct arena *arena, struct fields *fields)
{
	size_t count = fields->count, room = count ? 2 * count : FIRST_ROOM;
	struct field_value *list;

	if (count && (count < FIRST_ROOM || (count & (count - 1))))
		return;
	list = arena_array(arena, room, sizeof(*list));
	if (count)
		memcpy(list, fields->list, count * sizeof(*list));
	fields->list = list;
}

struct error *
fields_add(struct arena *arena, struct fields *fields, const char *name, const char *value)
{
	size_t size = strlen(name);

	if (fields->count >= LIMIT_PARAMETERS)
		return error_raise(ERR_TOO_LARGE, "more than %d parameters", LIMIT_PARAMETERS);
	if (!size)
		return error_raise(ERR_BAD_REQUEST, "a parameter without a name");
	if (size > LIMIT_NAME)
		return error_raise(ERR_TOO_LARGE, "a parameter's name of %zu bytes", size);
	if (!text_is_clean(name, size) || strpbrk(name, "\t\r\n"))
		return error_raise(ERR_BAD_REQUEST, "a parameter's name is not clean text");
	if (!text_is_clean(value, strlen(value)))
		return error_raise(ERR_BAD_REQUEST, "a parameter's value is not clean text");
	make_room(arena, fields);
	fields->list[fields->count].name = name;
	fields->list[fields->count].value = value;
	fields->count++;
	return NULL;
}

int64_t
request_path_id(const struct request *rq, const char *noun)
{
	for (size_t i = 0; i < rq->path_id_count; i++)
		if (!strcmp(rq->path_ids[i].noun, noun))
			return rq->path_ids[i].id;
	log_line("event=abort reason=path_id noun=%s", noun);
	abort();
}
