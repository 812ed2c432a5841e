/* The tree of a page over ClearSilver's HDF; template.c renders it. */
#include "page/inside.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * The nodes are the library's, their memory is the arena's: nothing is freed one by one, and no
 * level becomes one of the library's hashes (2 KiB for each row of more than ten columns).  A
 * third of the time of a list went there.
 */
static HDF *node_new(struct arena *arena, HDF *top)
{
	HDF *node = arena_alloc(arena, sizeof(*node));

	node->top = top ? top : node;
	return node;
}

struct page *page_new(struct arena *arena)
{
	struct page *page = arena_alloc(arena, sizeof(*page));

	page->arena = arena;
	page->hdf = node_new(arena, NULL);
	return page;
}

/* What a level of a name consists of. */
static const bool is_part[256] = {
	['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true, ['_'] = true,
};

/* The length of the first level of a name.  A wrong name is a hole (a dot makes levels): abort. */
static size_t level_size(const char *name)
{
	size_t size = 0;

	while (is_part[(unsigned char)name[size]])
		size++;
	if (!size || size > NAME_MAX_BYTES || (name[size] && name[size] != '.'))
		abort();
	return size;
}

/* The levels are checked on the way to the node; Config. would change the escaping. */
static void check_top(const char *name)
{
	if (!name || (name[0] == 'C' && strncmp(name, "Config", 6) == 0))
		abort();
}

static void check_name(const char *name)
{
	size_t size;

	check_top(name);
	if (strnlen(name, NAME_MAX_BYTES + 1) > NAME_MAX_BYTES)
		abort();
	while (name[size = level_size(name)])
		name += size + 1;
}

static bool is_named(const HDF *node, const char *name, size_t size)
{
	return node && (size_t)node->name_len == size && memcmp(node->name, name, size) == 0;
}

/* The child of that name.  Pages are filled in order: it is mostly the last one, or the one found
 * before, or that one's neighbour. */
static HDF *child_find(HDF *node, const char *name, size_t size)
{
	HDF *before = node->last_hp, *child;

	if (is_named(node->last_child, name, size))
		return node->last_child;
	if (is_named(before, name, size))
		return before;
	if (before && is_named(before->next, name, size))
		child = before->next;
	else
		for (child = node->child; child && !is_named(child, name, size);)
			child = child->next;
	if (child)
		node->last_hp = child;
	return child;
}

static HDF *child_add(struct arena *arena, HDF *node, const char *name, size_t size)
{
	HDF *child = node_new(arena, node->top);

	child->name = arena_strndup(arena, name, size);
	child->name_len = (int)size;
	if (node->child)
		node->last_child->next = child;
	else
		node->child = child;
	node->last_child = child;
	return child;
}

static HDF *node_at(struct arena *arena, HDF *node, const char *name);

/* What a link leads to; any other node is itself. */
static HDF *node_behind(struct arena *arena, HDF *node)
{
	while (node->link)
		node = node_at(arena, node->top, node->value);
	return node;
}

/* The node of that name below `node`, made if need be; links on the way are followed. */
static HDF *node_at(struct arena *arena, HDF *node, const char *name)
{
	while (name) {
		size_t size = level_size(name);
		HDF *child;

		node = node_behind(arena, node);
		child = child_find(node, name, size);
		node = child ? child : child_add(arena, node, name, size);
		name = name[size] ? name + size + 1 : NULL;
	}
	return node;
}

void page_set(struct page *page, const char *name, const char *value)
{
	HDF *node;

	check_top(name);
	node = node_behind(page->arena, node_at(page->arena, page->hdf, name));
	node->value = arena_strdup(page->arena, value ? value : "");
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

	check_top(name);
	node->arena = page->arena;
	node->hdf = node_behind(page->arena, node_at(page->arena, page->hdf, name));
	return node;
}

void page_link(struct page *page, const char *name, const char *target)
{
	size_t size = strlen(name);
	HDF *node;

	check_name(name);
	check_name(target);
	/* links are read from the top: on a node of page_node they would lead elsewhere */
	if (page->hdf != page->hdf->top)
		abort();
	/* nor may one lead into itself */
	if (strncmp(target, name, size) == 0 && (!target[size] || target[size] == '.'))
		abort();
	node = node_at(page->arena, page->hdf, name);
	node->link = 1;
	node->value = arena_strdup(page->arena, target);
}

/* --- rows ----------------------------------------------------------------------------- */

struct page_sink {
	struct row_sink sink;
	struct page *page;
	const char *name;
	bool single;
	int64_t now;
	HDF *list;        /* what holds the rows; nobody else puts nodes there meanwhile */
	bool anew;        /* it held nothing: each row is a new node */
	struct page here; /* the present row */
};

static void sink_row(struct row_sink *sink, int64_t number)
{
	struct page_sink *rows = (struct page_sink *)sink;
	char digits[24];

	if (rows->single && number > 0)
		abort();
	if (number == 0) {
		rows->here = *page_node(rows->page, rows->name);
		rows->list = rows->here.hdf;
		rows->anew = !rows->list->child;
	}
	if (rows->single)
		return;
	int size = snprintf(digits, sizeof(digits), "%lld", (long long)number);
	rows->here.hdf = rows->anew ? child_add(rows->here.arena, rows->list, digits, (size_t)size)
				    : node_at(rows->here.arena, rows->list, digits);
}

static void set_beside(struct page *page, const char *column, const char *suffix, const char *value)
{
	char name[NAME_MAX_BYTES + 1];
	size_t size = strlen(column), more = strlen(suffix) + 1;

	if (size + 1 + more > sizeof(name))
		abort();
	memcpy(name, column, size);
	name[size] = '_';
	memcpy(name + size + 1, suffix, more);
	page_set(page, name, value);
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
	check_name(name);
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
