/*
 * Every page of templates/ renders, and nowhere does a value come out raw: each node that a
 * template names is set to a text that would be markup, with two rows in every list.
 * Run from the root of the project.
 */
#include "unit/expect.h"

#include "form/form.h"
#include "page/page.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>

#define INJECTION "D'Amico <b>&\"Rossi\" #!injected!#"
#define BINDINGS 2000

/* What a loop variable or an argument of a macro stands for. */
static struct binding {
	char name[40], path[160];
} bindings[BINDINGS];
static size_t binding_count;

/* What the macros are called with. */
static const struct binding arguments[] = {
	{ "m", "Modulo" }, { "i", "Identita" }, { "s", "Sezioni" }, { "p", "Pagine" }, { "f", "Filtri" },
	{ "colonne", "Elenco.colonna" }, { "riga", "Notifica.0" },
};

static size_t name_length(const char *text)
{
	size_t size = 0;

	while (isalnum((unsigned char)text[size]) || text[size] == '_' || text[size] == '.')
		size++;
	return size;
}

/* The path from the top for a name of a template; false if it leads nowhere. */
static bool full_path(const char *name, size_t size, char *path, size_t room)
{
	const char *dot = memchr(name, '.', size);
	size_t head = dot ? (size_t)(dot - name) : size, i;

	if (isupper((unsigned char)name[0]))
		return snprintf(path, room, "%.*s", (int)size, name) < (int)room;
	for (i = 0; i < sizeof(arguments) / sizeof(arguments[0]); i++)
		if (strlen(arguments[i].name) == head && strncmp(arguments[i].name, name, head) == 0)
			return snprintf(path, room, "%s%.*s", arguments[i].path, (int)(size - head), name + head) < (int)room;
	for (i = binding_count; i-- > 0;)
		if (strlen(bindings[i].name) == head && strncmp(bindings[i].name, name, head) == 0)
			return snprintf(path, room, "%s%.*s", bindings[i].path, (int)(size - head), name + head) < (int)room;
	return false;
}

static void fill(struct page *page, const char *path)
{
	if (strncmp(path, "Config", 6) != 0 && strlen(path) < 150)
		page_set(page, path, INJECTION);
}

/* <?cs each:r = Lista ?>: r stands for Lista.0, and there is a Lista.1 too. */
static void bind_loop(struct page *page, const char *text)
{
	size_t name = name_length(text), target;
	const char *list = text + name + strspn(text + name, " =");
	struct binding *binding = &bindings[binding_count];
	char path[160];

	target = name_length(list);
	if (binding_count == BINDINGS || name >= sizeof(binding->name) || !full_path(list, target, path, sizeof(path)))
		return;
	snprintf(binding->name, sizeof(binding->name), "%.*s", (int)name, text);
	if (snprintf(binding->path, sizeof(binding->path), "%s.0", path) >= (int)sizeof(binding->path))
		return;
	binding_count++;
	fill(page, binding->path);
}

static char *slurp(struct arena *arena, const char *name)
{
	FILE *file = fopen(arena_printf(arena, "templates/%s", name), "r");
	char *data = arena_alloc(arena, 200000);

	assert_non_null(file);
	assert_true(fread(data, 1, 199999, file) < 199999);
	fclose(file);
	return data;
}

static void set_values(struct page *page, const char *source)
{
	static const char *const asked[] = { "var:", "if:", "elif:", "if:!", "|| ", "&& ", "(" };
	const char *at;
	char path[160];
	size_t i;

	for (at = source; (at = strstr(at, "each:")); at += 5)
		bind_loop(page, at + 5);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		for (at = source; (at = strstr(at, asked[i])); at++)
			if (full_path(at + strlen(asked[i]), name_length(at + strlen(asked[i])), path, sizeof(path)))
				fill(page, path);
}

/* The values of a page and of the pieces that it takes in. */
static void set_values_with_pieces(struct arena *arena, struct page *page, const char *name, int depth)
{
	static const char mark[] = "include:\"";
	const char *source = slurp(arena, name), *at = source;

	assert_true(depth < 10);
	while ((at = strstr(at, mark))) {
		at += strlen(mark);
		set_values_with_pieces(arena, page, arena_strndup(arena, at, strcspn(at, "\"")), depth + 1);
	}
	set_values(page, source);
}

/* A piece calls macros that its page brings: it is rendered there. */
static bool is_piece(struct arena *arena, const char *name)
{
	DIR *folder = opendir("templates");
	const char *mark = arena_printf(arena, "include:\"%s\"", name);
	struct dirent *entry;
	bool found = false;

	assert_non_null(folder);
	while (!found && (entry = readdir(folder)))
		found = strstr(entry->d_name, ".cs") && strstr(slurp(arena, entry->d_name), mark);
	closedir(folder);
	return found;
}

/* A field of each kind, with everything that a field can have. */
static void set_fields(struct page *page)
{
	static const char *const parts[] = {
		"nome", "id", "etichetta", "aiuto", "obbligatorio", "valore", "errore", "avviso", "avviso_codice",
		"larghezza", "massimo", "autocomplete", "mostra_campo", "mostra_valore", "persona_nome",
		"persona_url", "persona_dettaglio", "opzione.0.codice", "opzione.0.testo", "opzione.0.gruppo",
		"opzione.1.codice", "opzione.1.testo", "opzione.1.gruppo", "opzione.1.scelta",
	};
	enum field_kind kind;
	char path[160];
	size_t i;

	for (kind = FIELD_TEXT; kind <= FIELD_FILES; kind++) {
		for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
			snprintf(path, sizeof(path), "Modulo.gruppo.0.campo.%d.%s", (int)kind, parts[i]);
			page_set(page, path, INJECTION);
		}
		snprintf(path, sizeof(path), "Modulo.gruppo.0.campo.%d.tipo", (int)kind);
		page_set(page, path, field_kind_name(kind));
	}
}

/* A parsed template serves page after page: what one leaves in it no other may see. */
static void expect_the_same_again(struct arena *arena, struct page *page, const char *name, const char *first)
{
	struct text *again = text_new(arena), *anew = text_new(arena);

	expect_success(page_render(page_new(arena), name, text_new(arena)));
	expect_success(page_render(page, name, again));
	assert_string_equal(again->data, first);
	page_templates("templates", true); /* parses everything anew */
	expect_success(page_render(page, name, anew));
	assert_string_equal(anew->data, first);
}

/* The marked text may only stand in the file as the engine escapes it. */
static void expect_escaped(const char *html, const char *name)
{
	const char *at = html;

	while ((at = strstr(at, "#!injected!#"))) {
		static const char before[] = "D&#39;Amico &lt;b&gt;&amp;&quot;Rossi&quot; ";

		if (at - html < (ptrdiff_t)strlen(before) || memcmp(at - strlen(before), before, strlen(before)) != 0)
			fail_msg("%s prints a value raw: %.80s", name, at - 40 > html ? at - 40 : html);
		at++;
	}
	assert_null(strstr(html, "<b>&"));
}

static void every_template(void **state)
{
	DIR *folder = opendir("templates");
	struct dirent *entry;
	size_t pages = 0, injected = 0;

	(void)state;
	assert_non_null(folder);
	page_templates("templates", true);
	while ((entry = readdir(folder))) {
		struct arena *arena = arena_new();
		const char *ending = strrchr(entry->d_name, '.');
		struct page *page = page_new(arena);
		struct text *out = text_new(arena);

		if (ending && strcmp(ending, ".cs") == 0 && !is_piece(arena, entry->d_name) && strncmp(entry->d_name, "guida_", 6) != 0) {
			binding_count = 0;
			set_values_with_pieces(arena, page, entry->d_name, 0);
			set_fields(page);
			const char *name = arena_strndup(arena, entry->d_name, (size_t)(ending - entry->d_name));

			expect_success(page_render(page, name, out));
			expect_escaped(out->data, entry->d_name);
			expect_the_same_again(arena, page, name, out->data);
			pages++;
			injected += strstr(out->data, "#!injected!#") != NULL;
		}
		arena_free(arena);
	}
	closedir(folder);
	page_templates("", false);
	assert_true(pages > 10);
	assert_true(injected > 10); /* the values really went in */
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_template) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
