/* The tree of a page over ClearSilver's HDF; template.c renders it. */
#include "page/inside.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Filling the tree fails only without memory: then the process aborts, as in base/arena. */
static void must_neo(NEOERR *neo)
{
	if (neo != STATUS_OK)
		abort();
}

/* --- the tree ------------------------------------------------------------------------- */

static void destroy_tree(void *object)
{
	struct page *page = object;

	hdf_destroy(&page->hdf);
}

struct page *page_new(struct arena *arena)
{
	struct page *page = arena_alloc(arena, sizeof(*page));

	page->arena = arena;
	must_neo(hdf_init(&page->hdf));
	arena_hook(arena, destroy_tree, page);
	return page;
}

/* A wrong name is a hole (a dot makes levels, Config. would change the escaping): abort. */
static void check_name(const char *name)
{
	size_t i;

	if (!name || !name[0] || name[0] == '.' || strncmp(name, "Config", 6) == 0)
		abort();
	for (i = 0; name[i]; i++) {
		if (i >= NAME_MAX_BYTES)
			abort();
		if (name[i] == '.' && (name[i + 1] == '.' || !name[i + 1]))
			abort();
		if (!isalnum((unsigned char)name[i]) && name[i] != '_' && name[i] != '.')
			abort();
	}
}

void page_set(struct page *page, const char *name, const char *value)
{
	check_name(name);
	must_neo(hdf_set_value(page->hdf, name, value ? value : ""));
}

void page_setf(struct page *page, const char *name, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	page_set(page, name, arena_vprintf(page->arena, format, args));
	va_end(args);
}

void page_int(struct page *page, const char *name, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long)value);
	page_set(page, name, digits);
}

void page_flag(struct page *page, const char *name, bool value)
{
	page_set(page, name, value ? "1" : "");
}

const char *page_get(struct page *page, const char *name)
{
	check_name(name);
	return hdf_get_value(page->hdf, name, "");
}

struct page *page_node(struct page *page, const char *name)
{
	struct page *node = arena_alloc(page->arena, sizeof(*node));

	check_name(name);
	node->arena = page->arena;
	must_neo(hdf_get_node(page->hdf, name, &node->hdf));
	return node;
}

void page_link(struct page *page, const char *name, const char *target)
{
	check_name(name);
	check_name(target);
	/* links are read from the top: on a node of page_node they would lead elsewhere */
	if (page->hdf != hdf_obj_top(page->hdf) || strcmp(name, target) == 0)
		abort();
	must_neo(hdf_set_symlink(page->hdf, name, target));
}

/* --- rows ----------------------------------------------------------------------------- */

struct page_sink {
	struct row_sink sink;
	struct page *page;
	const char *name;
	bool single;
	int64_t now;
	struct page here;  /* the present row */
};

static void sink_row(struct row_sink *sink, int64_t number)
{
	struct page_sink *rows = (struct page_sink *)sink;
	const char *name = rows->name;

	if (rows->single && number > 0)
		abort();
	if (!rows->single)
		name = arena_printf(rows->page->arena, "%s.%lld", rows->name, (long long)number);
	check_name(name);
	rows->here.arena = rows->page->arena;
	must_neo(hdf_get_node(rows->page->hdf, name, &rows->here.hdf));
}

static void set_beside(struct page *page, const char *column, const char *suffix, const char *value)
{
	page_set(page, arena_printf(page->arena, "%s_%s", column, suffix), value);
}

static void sink_value(struct row_sink *sink, const char *column, enum value_kind kind, const char *text)
{
	struct page_sink *rows = (struct page_sink *)sink;
	struct page *here = &rows->here;
	struct arena *arena = here->arena;

	if (!text)
		text = "";
	switch (kind) {
	case VALUE_BOOL:
		page_flag(here, column, text[0] == 't');
		return;
	case VALUE_DATE:
		page_set(here, column, italian_date(arena, text));
		set_beside(here, column, "iso", text);
		return;
	case VALUE_INSTANT:
		page_set(here, column, italian_instant(arena, text, rows->now));
		set_beside(here, column, "iso", italian_instant_iso(arena, text));
		set_beside(here, column, "data", italian_date(arena, italian_instant_iso(arena, text)));
		return;
	case VALUE_TIME:
		page_set(here, column, arena_strndup(arena, text, strnlen(text, 5)));
		return;
	case VALUE_MONEY:
		page_set(here, column, italian_money(arena, text));
		return;
	case VALUE_TEXT:
	case VALUE_INT:
		page_set(here, column, text);
		return;
	}
	abort();
}

static void sink_end(struct row_sink *sink, int64_t rows_count)
{
	struct page_sink *rows = (struct page_sink *)sink;

	if (!rows->single || rows_count > 0)
		page_int(rows->page, arena_printf(rows->page->arena, "%s.righe", rows->name),
			 rows_count);
}

static struct row_sink *sink_new(struct page *page, const char *name, bool single)
{
	struct page_sink *rows = arena_alloc(page->arena, sizeof(*rows));

	rows->sink = (struct row_sink){ .row = sink_row, .value = sink_value, .end = sink_end };
	rows->page = page;
	rows->name = arena_strdup(page->arena, name);
	rows->single = single;
	rows->now = (int64_t)time(NULL);
	return &rows->sink;
}

struct row_sink *page_rows(struct page *page, const char *name)
{
	return sink_new(page, name, false);
}

struct row_sink *page_row(struct page *page, const char *name)
{
	return sink_new(page, name, true);
}
