/* The page over ClearSilver 0.10.5: the only file that includes its headers. */
#include "page/page.h"

#include <ClearSilver.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A name longer than this is a bug of ours: the deepest one of a form is below 80. */
#define NAME_MAX_BYTES 200
/* No page of ours comes near: it stops a runaway loop before the memory does. */
#define OUTPUT_MAX_BYTES (16u << 20)
#define TEMPLATE_MAX_BYTES (1u << 20)
/* Files taken in by one rendering; a template that includes itself ends here, not in the stack. */
#define INCLUDE_MAX 64

struct page {
	struct arena *arena;
	HDF *hdf;
};

struct cached_template {
	struct cached_template *next;
	char *name, *data;
	size_t size;
};

struct rendering {
	struct text *out;
	CSPARSE *cs;
	int files;
};

static char *template_folder;
static bool template_cache_on;
static struct cached_template *template_cache;

/* --- ClearSilver's errors become ours ------------------------------------------------- */

/* The text of the deepest step: template names and positions, never values of a page. */
static struct error *error_from_neo(NEOERR *neo, const char *what)
{
	struct error *err;
	NEOERR *step = neo;

	if (neo == STATUS_OK)
		return NULL;
	if (neo == INTERNAL_ERR)
		return error_raise(ERR_BUG, "%s: ClearSilver has no memory", what);
	while (step->next && step->next != INTERNAL_ERR)
		step = step->next;
	err = error_raise(ERR_BUG, "%s: %s", what, step->desc);
	nerr_ignore(&neo);
	return err;
}

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

/* --- templates ------------------------------------------------------------------------ */

void page_templates(const char *folder, bool cache)
{
	free(template_folder);
	template_folder = strdup(folder);
	template_cache_on = cache;
	while (template_cache) {
		struct cached_template *next = template_cache->next;

		free(template_cache->name);
		free(template_cache->data);
		free(template_cache);
		template_cache = next;
	}
	if (!template_folder)
		abort();
}

/* Names come from our code and from includes: still, nothing may leave the folder. */
static bool template_name_ok(const char *name)
{
	size_t length = strlen(name), i;

	if (length < 4 || length > NAME_MAX_BYTES || strcmp(name + length - 3, ".cs") != 0)
		return false;
	for (i = 0; i < length - 3; i++)
		if (!islower((unsigned char)name[i]) && !isdigit((unsigned char)name[i]) &&
		    name[i] != '_' && (name[i] != '/' || i == 0))
			return false;
	return true;
}

/* The whole file in a malloc'ed block with its NUL; NULL if it cannot be read. */
static char *template_read(const char *name, size_t *size)
{
	char path[4096], *data = NULL;
	FILE *file;
	long length;

	if (snprintf(path, sizeof(path), "%s/%s", template_folder, name) >= (int)sizeof(path))
		return NULL;
	file = fopen(path, "re");
	if (!file)
		return NULL;
	if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 &&
	    length <= (long)TEMPLATE_MAX_BYTES && fseek(file, 0, SEEK_SET) == 0)
		data = malloc((size_t)length + 1);
	if (data) {
		*size = fread(data, 1, (size_t)length, file);
		data[*size] = '\0';
		if (*size != (size_t)length) {
			free(data);
			data = NULL;
		}
	}
	fclose(file);
	return data;
}

static const struct cached_template *template_cached(const char *name)
{
	struct cached_template *entry;

	for (entry = template_cache; entry; entry = entry->next)
		if (strcmp(entry->name, name) == 0)
			return entry;
	entry = calloc(1, sizeof(*entry));
	if (!entry)
		return NULL;
	entry->name = strdup(name);
	entry->data = template_read(name, &entry->size);
	if (!entry->name || !entry->data) {
		free(entry->name);
		free(entry->data);
		free(entry);
		return NULL;
	}
	entry->next = template_cache;
	template_cache = entry;
	return entry;
}

/* ClearSilver's hook for the page itself and for each include: it owns the copy it gets.
 * Never NERR_NOT_FOUND: an include that raises it is silently left out. */
static NEOERR *load_template(void *context, HDF *hdf, const char *name, char **contents)
{
	struct rendering *rendering = context;
	const struct cached_template *entry;
	size_t size;

	(void)hdf;
	*contents = NULL;
	if (!template_name_ok(name))
		return nerr_raise(NERR_IO, "not a template name");
	if (++rendering->files > INCLUDE_MAX)
		return nerr_raise(NERR_OUTOFRANGE, "more than %d includes at %s", INCLUDE_MAX, name);
	if (template_cache_on) {
		entry = template_cached(name);
		if (entry)
			*contents = strdup(entry->data);
	} else {
		*contents = template_read(name, &size);
	}
	if (!*contents)
		return nerr_raise(NERR_IO, "template %s cannot be read", name);
	return STATUS_OK;
}

static NEOERR *collect_output(void *context, char *piece)
{
	struct rendering *rendering = context;

	text_add(rendering->out, piece);
	if (rendering->out->size > OUTPUT_MAX_BYTES)
		return nerr_raise(NERR_OUTOFRANGE, "the page is larger than %u bytes",
				  OUTPUT_MAX_BYTES);
	return STATUS_OK;
}

static void destroy_parse(void *object)
{
	struct rendering *rendering = object;

	cs_destroy(&rendering->cs);
}

struct error *page_render(struct page *page, const char *template, struct text *out)
{
	struct rendering *rendering = arena_alloc(page->arena, sizeof(*rendering));
	const char *file = arena_printf(page->arena, "%s.cs", template);

	if (!template_folder)
		return error_raise(ERR_BUG, "page_templates was not called");
	rendering->out = out;
	/* The one place that makes var: escape. It must stand before cs_init, which reads it. */
	must_neo(hdf_set_value(page->hdf, "Config.VarEscapeMode", "html"));
	TRY(error_from_neo(cs_init(&rendering->cs, page->hdf), file));
	arena_hook(page->arena, destroy_parse, rendering);
	cs_register_fileload(rendering->cs, rendering, load_template);
	TRY(error_from_neo(cs_parse_file(rendering->cs, file), file));
	TRY(error_from_neo(cs_render(rendering->cs, rendering, collect_output), file));
	return NULL;
}
