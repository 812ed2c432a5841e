/*
 * Matching against the table.  It is walked from end to end for each request: some hundred lines
 * cost a few microseconds, and the table needs no order of its own.
 */
#include "http/route.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

#define SEGMENTS 16
#define WORD_LIMIT 64
#define DIGITS_LIMIT 19

/* What a segment of the pattern was; the lower one wins where two lines fit. */
enum segment { LITERAL, ID, WORD };

struct piece {
	const char *text;
	size_t size;
};

struct match {
	const struct route *route;
	enum segment kinds[SEGMENTS];
	size_t segments;
	struct { struct piece noun; int64_t id; } ids[4];
	size_t id_count;
	struct piece word;
};

static void bad_table(const char *pattern) __attribute__((noreturn));

static void
bad_table(const char *pattern)
{
	log_line("event=abort reason=route path=%s", pattern);
	abort();
}

/* A positive number in its only spelling: no sign, no zero in front. */
static bool
read_id(struct piece value, int64_t *id)
{
	char digits[DIGITS_LIMIT + 1];

	if (!value.size || value.size > DIGITS_LIMIT || value.text[0] < '1' || value.text[0] > '9')
		return false;
	memcpy(digits, value.text, value.size);
	digits[value.size] = '\0';
	return text_to_int(digits, id);
}

static bool
is_word(struct piece value)
{
	if (!value.size || value.size > WORD_LIMIT)
		return false;
	for (size_t i = 0; i < value.size; i++) {
		char c = value.text[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

/* Takes the next segment of *path, which stands on a '/'. */
static struct piece
next_segment(const char **path)
{
	struct piece segment = { .text = *path + 1 };

	segment.size = strcspn(segment.text, "/");
	*path = segment.text + segment.size;
	return segment;
}

/* A hole `{noun}` may have a tail in its segment: `{parola}.ics`. */
static bool
match_hole(const struct route *route, struct piece hole, struct piece value, struct match *match)
{
	const char *close = memchr(hole.text, '}', hole.size);
	struct piece noun = { .text = hole.text + 1 };
	size_t tail;

	if (!close)
		bad_table(route->path);
	noun.size = (size_t)(close - noun.text);
	tail = hole.size - noun.size - 2;
	if (value.size < tail || memcmp(value.text + value.size - tail, close + 1, tail))
		return false;
	value.size -= tail;
	if (noun.size == strlen("parola") && !memcmp(noun.text, "parola", noun.size)) {
		if (match->word.text)
			bad_table(route->path);
		match->kinds[match->segments] = WORD;
		match->word = value;
		return is_word(value);
	}
	if (match->id_count == sizeof(match->ids) / sizeof(match->ids[0]))
		bad_table(route->path);
	match->kinds[match->segments] = ID;
	match->ids[match->id_count].noun = noun;
	return read_id(value, &match->ids[match->id_count++].id);
}

static bool
match_path(const struct route *route, const char *path, struct match *match)
{
	const char *pattern = route->path;

	*match = (struct match){ .route = route };
	while (*pattern && *path) {
		struct piece wanted = next_segment(&pattern), given = next_segment(&path);

		if (match->segments == SEGMENTS)
			bad_table(route->path);
		if (wanted.size && wanted.text[0] == '{') {
			if (!match_hole(route, wanted, given, match))
				return false;
		} else if (wanted.size != given.size ||
			   memcmp(wanted.text, given.text, given.size)) {
			return false;
		}
		match->segments++;
	}
	return !*pattern && !*path;
}

/* Both fit the same path, so they have as many segments. */
static bool
wins(const struct match *a, const struct match *b)
{
	for (size_t i = 0; i < a->segments; i++)
		if (a->kinds[i] != b->kinds[i])
			return a->kinds[i] < b->kinds[i];
	return false;
}

static void
keep(struct request *rq, const struct match *match)
{
	rq->route = match->route;
	rq->path_id_count = match->id_count;
	for (size_t i = 0; i < match->id_count; i++) {
		rq->path_ids[i].noun = arena_strndup(rq->arena, match->ids[i].noun.text,
						     match->ids[i].noun.size);
		rq->path_ids[i].id = match->ids[i].id;
	}
	if (match->word.text)
		rq->path_word = arena_strndup(rq->arena, match->word.text, match->word.size);
}

struct error *
route_match(const struct route *table, size_t count, struct request *rq)
{
	struct match best = { .route = NULL }, match;
	bool other_method = false;

	rq->route = NULL;
	rq->path_id_count = 0;
	rq->path_word = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!match_path(&table[i], rq->path, &match))
			continue;
		if (table[i].method != rq->method)
			other_method = true;
		else if (!best.route || wins(&match, &best))
			best = match;
	}
	if (best.route) {
		keep(rq, &best);
		return NULL;
	}
	if (other_method)
		return error_raise(ERR_METHOD, "the path is open to another method only");
	return error_raise(ERR_NOT_FOUND, "no route has this path");
}
