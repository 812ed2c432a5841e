/*
 * What a page of this room showed: rows go to the page, ids of persons and cases to the register
 * (AUD-1), one row a page.
 */
#include "home/home.h"

#include <string.h>

struct watch {
	struct row_sink sink;
	struct row_sink *page;
	struct home_seen *seen;
	bool visible; /* the present row names a person or a case */
};

static void end_row(struct watch *watch)
{
	if (watch->seen->rows && !watch->visible)
		watch->seen->hidden++;
}

static void watch_row(struct row_sink *sink, int64_t number)
{
	struct watch *watch = (struct watch *)sink;

	end_row(watch);
	watch->seen->rows = number + 1;
	watch->visible = false;
	watch->page->row(watch->page, number);
}

static void note(struct text *ids, const char *id)
{
	text_addf(ids, "%s%s", ids->size ? "," : "", id);
}

/* Is the id one of "12,15"? */
static bool is_chosen(const char *list, const char *id)
{
	size_t size = strlen(id);

	for (const char *at = list; at && *at; at += strspn(at, ",")) {
		size_t here = strcspn(at, ",");
		if (here == size && memcmp(at, id, size) == 0)
			return true;
		at += here;
	}
	return false;
}

static void watch_value(struct row_sink *sink, const char *column, enum value_kind kind, const char *text)
{
	struct watch *watch = (struct watch *)sink;

	watch->page->value(watch->page, column, kind, text);
	if (!text)
		return;
	if (strcmp(column, "id") == 0 && is_chosen(watch->seen->chosen, text))
		watch->page->value(watch->page, "scelta", VALUE_BOOL, "t");
	bool person = strcmp(column, "soggetto") == 0;
	if (person || strcmp(column, "pratica") == 0) {
		note(person ? watch->seen->persons : watch->seen->cases, text);
		watch->visible = true;
	}
}

static void watch_end(struct row_sink *sink, int64_t rows_count)
{
	struct watch *watch = (struct watch *)sink;

	end_row(watch);
	watch->page->end(watch->page, rows_count);
}

struct row_sink *home_watch(struct request *rq, const char *name, struct home_seen *seen)
{
	struct watch *watch = arena_alloc(rq->arena, sizeof(*watch));

	watch->sink = (struct row_sink){ .row = watch_row, .value = watch_value, .end = watch_end };
	watch->page = rows(rq, name);
	watch->seen = seen;
	seen->persons = text_new(rq->arena);
	seen->cases = text_new(rq->arena);
	return &watch->sink;
}

void home_audit(struct request *rq, const char *object, const struct home_seen *const *seen, size_t count)
{
	struct text *persons = text_new(rq->arena), *cases = text_new(rq->arena);

	for (size_t i = 0; i < count; i++) {
		if (seen[i]->persons->size)
			note(persons, seen[i]->persons->data);
		if (seen[i]->cases->size)
			note(cases, seen[i]->cases->data);
	}
	audit(rq, "elenca", object, 0, 0);
	audit_detail(rq, arena_printf(rq->arena, "{\"soggetti\":[%s],\"pratiche\":[%s]}", persons->data, cases->data));
}
