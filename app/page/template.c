/*
 * Templates: read once, parsed once, rendered for each page.
 *
 * Every page calls macros of macro.cs, so that file is parsed by itself, and the parse of a page
 * begins with its macros.  What rendering writes into a parsed tree is walled off in check_text.
 */
#include "page/inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No page of ours comes near: it stops a runaway loop before the memory does. */
#define OUTPUT_MAX_BYTES (16u << 20)
#define TEMPLATE_MAX_BYTES (1u << 20)
/* Files taken in by one page; a template that includes itself ends here, not in the stack. */
#define INCLUDE_MAX 64

/* A template as ClearSilver has parsed it, what it included with it. */
struct template {
	struct template *next;
	char *name;
	CSPARSE *cs;
	CS_MACRO *common; /* where its macros end and those of macro.cs begin */
	int files;
};

static char *folder;
static bool keep;
static HDF *parse_time;           /* what a template sees while it is parsed: our settings only */
static struct template *macros;   /* macro.cs; NULL: not yet needed, or there is none */
static struct template *templates;
static char *macro_files[INCLUDE_MAX]; /* what macro.cs takes in: included again it is empty */

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

/* --- what may stand in a template ------------------------------------------------------- */

/* The name that `set` writes to: from the top of the page, one word with a capital. */
static bool set_is_ours(const char *at)
{
	at += strspn(at, " \t\r\n");
	return isupper((unsigned char)*at) && at[strcspn(at, ".[=?")] == '=';
}

/*
 * A tree is rendered many times and for pages that know nothing of each other, and `set` on a
 * loop variable leaves its name cut short in it.  What is known while parsing is bound for ever:
 * evar, and an include that is not a constant.  The rest of the list prints values raw.
 */
static bool command_is_ours(const char *at)
{
	static const char *const never[] = { "evar", "uvar", "lvar", "linclude", "alt", "name", "escape" };
	size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (length == strlen(never[i]) && strncasecmp(at, never[i], length) == 0)
			return false;
	if (length == 3 && strncasecmp(at, "set", 3) == 0)
		return set_is_ours(at + length + 1);
	if (length == 7 && strncasecmp(at, "include", 7) == 0)
		return strncmp(at + length, ":\"", 2) == 0;
	return true;
}

static NEOERR *check_text(const char *name, const char *text)
{
	for (const char *at = text; (at = strstr(at, "<?")); at += 2)
		if (strncasecmp(at + 2, "cs", 2) == 0 && isspace((unsigned char)at[4]) &&
		    !command_is_ours(at + 4 + strspn(at + 4, " \t\r\n")))
			return nerr_raise(NERR_PARSE, "%s: not a command of ours: %.40s", name, at);
	return STATUS_OK;
}

/* Names come from our code and from includes: still, nothing may leave the folder. */
static bool name_ok(const char *name)
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

/* --- reading ---------------------------------------------------------------------------- */

static bool file_path(const char *name, char path[4096])
{
	return snprintf(path, 4096, "%s/%s", folder, name) < 4096;
}

/* The whole file in a malloc'ed block with its NUL; NULL if it cannot be read. */
static char *read_file(const char *name)
{
	char path[4096], *data = NULL;
	FILE *file;
	long length;

	if (!file_path(name, path))
		return NULL;
	file = fopen(path, "re");
	if (!file)
		return NULL;
	if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 &&
	    length <= (long)TEMPLATE_MAX_BYTES && fseek(file, 0, SEEK_SET) == 0)
		data = malloc((size_t)length + 1);
	if (data && fread(data, 1, (size_t)length, file) == (size_t)length) {
		data[length] = '\0';
	} else {
		free(data);
		data = NULL;
	}
	fclose(file);
	return data;
}

/* While macro.cs is parsed its files are noted; for a page they are known already. */
static bool macro_file(const char *name, bool note)
{
	int i = 0;

	while (i < INCLUDE_MAX && macro_files[i] && strcmp(macro_files[i], name) != 0)
		i++;
	if (i == INCLUDE_MAX)
		return false;
	if (note && !macro_files[i])
		macro_files[i] = strdup(name);
	return macro_files[i] != NULL;
}

/* ClearSilver's hook for the page itself and for each include: it owns the copy it gets.
 * Never NERR_NOT_FOUND: an include that raises it is silently left out. */
static NEOERR *load(void *context, HDF *hdf, const char *name, char **contents)
{
	struct template *template = context;
	NEOERR *neo;

	(void)hdf;
	*contents = NULL;
	if (!name_ok(name))
		return nerr_raise(NERR_IO, "not a template name");
	if (++template->files > INCLUDE_MAX)
		return nerr_raise(NERR_OUTOFRANGE, "more than %d includes at %s", INCLUDE_MAX, name);
	if (macros && macro_file(name, false))
		*contents = strdup("");
	else
		*contents = read_file(name);
	if (!*contents)
		return nerr_raise(NERR_IO, "template %s cannot be read", name);
	neo = check_text(name, *contents);
	if (neo == STATUS_OK && !macros && strcmp(template->name, "macro.cs") == 0)
		macro_file(name, true);
	if (neo != STATUS_OK) {
		free(*contents);
		*contents = NULL;
	}
	return neo;
}

/* --- parsing ---------------------------------------------------------------------------- */

static void template_free(struct template *template)
{
	CS_MACRO **end;

	if (template->cs) {
		/* the macros of macro.cs are not its own */
		for (end = &template->cs->macros; *end && *end != template->common;)
			end = &(*end)->next;
		*end = NULL;
		cs_destroy(&template->cs);
	}
	free(template->name);
	free(template);
}

static void forget_all(void)
{
	while (templates) {
		struct template *next = templates->next;

		template_free(templates);
		templates = next;
	}
	if (macros)
		template_free(macros);
	macros = NULL;
	for (int i = 0; i < INCLUDE_MAX; i++) {
		free(macro_files[i]);
		macro_files[i] = NULL;
	}
}

static struct error *template_parse(const char *name, struct template **out)
{
	struct template *template = calloc(1, sizeof(*template));
	struct error *err;

	*out = NULL;
	if (!template || !(template->name = strdup(name)))
		abort();
	err = error_from_neo(cs_init(&template->cs, parse_time), name);
	if (!err) {
		cs_register_fileload(template->cs, template, load);
		template->common = template->cs->macros = macros ? macros->cs->macros : NULL;
		err = error_from_neo(cs_parse_file(template->cs, name), name);
	}
	if (err)
		template_free(template);
	else
		*out = template;
	return err;
}

/* The one place that makes var: escape.  It must stand before cs_init, which reads it. */
static struct error *prepare(void)
{
	if (!folder)
		return error_raise(ERR_BUG, "page_templates was not called");
	if (!parse_time) {
		TRY(error_from_neo(hdf_init(&parse_time), "hdf_init"));
		TRY(error_from_neo(hdf_set_value(parse_time, "Config.VarEscapeMode", "html"), "hdf_set_value"));
	}
	char path[4096];
	if (!macros && file_path("macro.cs", path) && access(path, F_OK) == 0)
		TRY(template_parse("macro.cs", &macros));
	return NULL;
}

static struct error *template_find(const char *name, struct template **out)
{
	for (*out = templates; *out; *out = (*out)->next)
		if (strcmp((*out)->name, name) == 0)
			return NULL;
	TRY(prepare());
	TRY(template_parse(name, out));
	(*out)->next = templates;
	templates = *out;
	return NULL;
}

void page_templates(const char *name, bool cache)
{
	forget_all();
	hdf_destroy(&parse_time);
	free(folder);
	folder = strdup(name);
	keep = cache;
	if (!folder)
		abort();
}

/* --- rendering -------------------------------------------------------------------------- */

static NEOERR *collect_output(void *context, char *piece)
{
	struct text *out = context;

	text_add(out, piece);
	if (out->size > OUTPUT_MAX_BYTES)
		return nerr_raise(NERR_OUTOFRANGE, "the page is larger than %u bytes",
				  OUTPUT_MAX_BYTES);
	return STATUS_OK;
}

/* What `set` made: names at the top of the tree, behind those of the page, in memory of the library. */
static void forget_set(HDF *top, HDF *last)
{
	HDF *made = last ? last->next : top->child, *next;

	for (HDF *node = top->child; node; node = node->next) {
		if (node->alloc_value)
			free(node->value);
		if (node->alloc_value)
			node->value = NULL;
		node->alloc_value = 0;
	}
	for (; made; made = next) {
		next = made->next;
		free(made->name);
		free(made);
	}
	if (last)
		last->next = NULL;
	else
		top->child = NULL;
	top->last_child = last;
	top->last_hp = top->last_hs = NULL;
	if (top->hash)
		ne_hash_destroy(&top->hash);
}

struct error *page_render(struct page *page, const char *name, struct text *out)
{
	const char *file = arena_printf(page->arena, "%s.cs", name);
	struct template *template;
	struct error *err;

	err = template_find(file, &template);
	if (!err) {
		HDF *last = page->hdf->last_child;

		template->cs->hdf = page->hdf;
		err = error_from_neo(cs_render(template->cs, out, collect_output), file);
		template->cs->hdf = parse_time;
		forget_set(page->hdf, last);
	}
	/* nobody knows in what state a rendering that failed left its tree */
	if (err || !keep)
		forget_all();
	return err;
}
