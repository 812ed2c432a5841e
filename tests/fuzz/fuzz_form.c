/*
 * The reader of definitions, and a form made from whatever it accepts: filled from JSON and
 * from fields, checked, put on a page, given back as JSON that can be read again.
 * Input: a definition, a line "----", then JSON, a line "----", then name=value lines.
 */
#include "form/definition_file.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The part before the next line of dashes; *rest moves behind it. */
static char *part(char **rest)
{
	char *from = *rest, *end = strstr(from, "\n----\n");

	if (end) {
		*end = '\0';
		*rest = end + 6;
	} else {
		*rest = from + strlen(from);
	}
	return from;
}

static void read_fields(struct arena *arena, char *text, struct fields *sent)
{
	sent->list = arena_array(arena, strlen(text) + 1, sizeof(*sent->list));
	while (*text) {
		char *line = text, *equal;

		text += strcspn(text, "\n");
		if (*text)
			*text++ = '\0';
		equal = strchr(line, '=');
		if (equal) {
			*equal = '\0';
			sent->list[sent->count++] = (struct field_value){ line, equal + 1 };
		}
	}
}

static void use_form(struct form *form, struct arena *arena)
{
	static const struct choice choices[] = { { "a", "A", NULL }, { "b", "<b>", "G" } };
	struct page *page = page_new(arena);
	size_t i;

	for (i = 0; form_vocabulary(form, i); i++)
		form_choices(form, form_vocabulary(form, i), choices, 2);
	(void)form_ok(form);
	form_to_page(form, page, NULL);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	char *rest = arena_strndup(arena, (const char *)data, size), *definition_text = part(&rest);
	struct form_definition *definition;
	struct fields sent = { 0 };
	struct form *form, *back, *read;
	struct error *err;

	err = form_definition_text(arena, "prova", definition_text, strlen(definition_text), &definition);
	if (!err) {
		form = form_new(arena, definition, "interno");
		error_free(form_set_json(form, part(&rest)));
		use_form(form, arena);
		read_fields(arena, part(&rest), &sent);
		read = form_read(arena, definition, NULL, &sent);
		use_form(read, arena);
		back = form_new(arena, definition, NULL);
		if (text_is_clean((const char *)data, size) && form_set_json(back, form_json(read)))
			abort(); /* our own JSON is always read */
		form_conflict_to_page(read, back, page_new(arena), "Conflitto");
	}
	error_free(err);
	arena_free(arena);
	return 0;
}
