/* form/: the reader of shipped definitions, and each of them. */
#include "unit/expect.h"

#include "form/definition_file.h"
#include "form/inside.h"

#include <dirent.h>
#include <stdlib.h>

static struct error *parse(struct arena *arena, const char *text, struct form_definition **out)
{
	return form_definition_text(arena, "prova", text, strlen(text), out);
}

static void whole_definition(void **state)
{
	struct form_definition *form = NULL;

	expect_success(parse(*state,
		"# commento\n titolo = Prova = sì\nversione = 3\n"
		"gruppo.uno {\n\ttitolo = Primo\n\tcampo.a {\n\t\tetichetta = A\n\t\ttipo = scelta\n"
		"\t\tvocabolario = v\n\t\tobbligatorio = 1\n\t\taiuto << FINE\nriga uno\n# riga due\nFINE\n\t}\n"
		"\tcampo.b.etichetta = B\n\tcampo.b.mostra {\n\t\tcampo = a\n\t\tvalore = x\n\t}\n"
		"\tcampo.b.massimo = 200\n\tcampo.b.minimo = 2\n}\n"
		"gruppo.due {\n\tcampo.c {\n\t\tetichetta = C\n\t\ttipo = data\n\t\tlarghezza = 3\n"
		"\t\tvisibile_a = interno\n\t\ttesto_mancante = Manca\n\t\tautocomplete = bday\n\t}\n}\n", &form));
	assert_non_null(form);
	assert_string_equal(form->title, "Prova = sì");
	assert_int_equal(form->version, 3);
	assert_int_equal(form->field_count, 3);
	assert_string_equal(form->fields[0].group, "Primo");
	assert_int_equal(form->fields[0].kind, FIELD_CHOICE);
	assert_true(form->fields[0].required);
	assert_string_equal(form->fields[0].help, "riga uno\n# riga due");
	assert_int_equal(form->fields[0].width, 12);
	assert_string_equal(form->fields[1].shown_field, "a");
	assert_int_equal(form->fields[1].maximum, 200);
	assert_null(form->fields[2].group);
	assert_string_equal(form->fields[2].viewer, "interno");
	assert_int_equal(form->fields[2].width, 3);
}

/* Groups that show only where a rule asks for them, or while they hold something. */
static void blocks(void **state)
{
	const char *text = "gruppo.uno.campo.a.etichetta = A\ngruppo.due {\n\ttitolo = Due\n\tblocco = due\n\tcampo.b.etichetta = B\n\tcampo.c {\n\t\tetichetta = C\n\t\ttipo = iban\n\t}\n}\n"
			   "gruppo.tre {\n\tblocco = tre\n\tcampo.d.etichetta = D\n}\ngruppo.quattro.campo.e.etichetta = E\n";
	static const struct { const char *asked, *typed, *value, *b, *d; } cases[] = {
		{ NULL, "a", "1", "", "" }, { "due", "a", "1", "B", "" }, { "due,tre", "a", "1", "B", "D" }, { "tre", "a", "1", "", "D" },
		{ "du,uee", "a", "1", "", "" }, { NULL, "b", "x", "B", "" }, { "tre", "c", "storto", "B", "D" }, { "", "d", "x", "", "D" },
	};
	struct form_definition *definition = NULL;

	expect_success(parse(*state, text, &definition));
	assert_null(definition->fields[0].block);
	assert_string_equal(definition->fields[2].block, "due");
	assert_null(definition->fields[4].block);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct field_value value = { cases[i].typed, cases[i].value };
		const struct fields fields = { .list = &value, .count = 1 };
		struct form *form = form_read(*state, definition, NULL, &fields);
		struct page *page = page_new(*state);

		form_show_blocks(form, cases[i].asked);
		form_to_page(form, page, NULL);
		assert_string_equal(page_get(page, "Modulo.campo.b.etichetta"), cases[i].b);
		assert_string_equal(page_get(page, "Modulo.campo.d.etichetta"), cases[i].d);
		assert_string_equal(page_get(page, "Modulo.campo.e.etichetta"), "E");
	}
}

/* What several forms share is written once, in a part. */
static void shared_parts(void **state)
{
	const char *text = "titolo = Prova\ngruppo.uno {\n\tincludi = intervento_titolare\n\tcampo.b.etichetta = B\n}\n", *whole = NULL;
	struct form_definition *form = NULL;

	expect_success(form_definition_whole(*state, "conf/form", text, strlen(text), &whole));
	expect_success(parse(*state, whole, &form));
	assert_int_equal(form->field_count, 2);
	assert_string_equal(form->fields[0].name, "titolare");
	assert_string_equal(form->fields[1].name, "b");
	text = "titolo = senza fine";
	expect_success(form_definition_whole(*state, "conf/form", text, strlen(text), &whole));
	assert_string_equal(whole, text);
	static const char *const wrong[] = { "includi =", "includi = ../siz", "includi = manca", "includi = a.b" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		expect_failure(form_definition_whole(*state, "conf/form", wrong[i], strlen(wrong[i]), &whole), ERR_BAD_REQUEST);
	/* a line that reached the reader is no definition */
	expect_failure(parse(*state, "includi = intervento_titolare", &form), ERR_BAD_REQUEST);
}

static void refused(void **state)
{
	static const char *const wrong[] = {
		"titolo", "titolo Prova", "}", "gruppo.a {", "ignoto = 1", "versione = x", "Titolo = x",
		"gruppo.a.campo.b = 1", "gruppo = 1", "gruppo.a.campo.b.etichetta", "gruppo.a.campo.b.tipo = strano",
		"gruppo.a.campo.b.aiuto = senza etichetta", "gruppo.a.campo.b.larghezza = 13",
		"gruppo.a.campo.b.ignota = 1", "gruppo.a {\n campo.b.etichetta = B\n blocco = tardi\n}",
		"gruppo.a {\n blocco = X y\n campo.b.etichetta = B\n}", "gruppo.a {\n blocco = x\n campo.b {\n etichetta = B\n obbligatorio = 1\n}\n}", "gruppo.a {\n campo.b.etichetta = B\n titolo = tardi\n}",
		"gruppo.a.campo.b {\n etichetta = B\n tipo = scelta\n}", /* no vocabulary */
		"gruppo.a.campo.b {\n etichetta = B\n mostra.campo = c\n mostra.valore = 1\n}",
		"gruppo.a.campo.b.etichetta = B\ngruppo.c.campo.b.etichetta = B",
		"gruppo.a.campo.b {\n etichetta = B\n minimo = 5\n massimo = 2\n}",
		"gruppo.a.campo.b.aiuto << FINE\nmai", "gruppo.a.campo.b.aiuto <<\nx\n",
		"a {\na {\na {\na {\na {\na {\na {\na {\na {\n", "gruppo.a.campo.9b.etichetta = B",
		"gruppo.a.campo..etichetta = B", "titolo = \001", "titolo = \xff",
	};
	struct form_definition *form;
	size_t i;

	for (i = 0; i < COUNT_OF(wrong); i++)
		expect_failure(parse(*state, wrong[i], &form), ERR_BAD_REQUEST);
	expect_failure(form_definition_file(*state, "conf/form/manca.hdf", &form), ERR_NOT_FOUND);
}

/* Each shipped definition is one. */
static void shipped(void **state)
{
	DIR *folder = opendir("conf/form");
	struct dirent *entry;
	struct form_definition *form;
	size_t read = 0;
	const char *ending;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		ending = strrchr(entry->d_name, '.');
		if (!ending || strcmp(ending, ".hdf") != 0)
			continue;
		expect_success(form_definition_file(*state, arena_printf(*state, "conf/form/%s", entry->d_name), &form));
		assert_true(form->field_count > 0);
		read++;
	}
	closedir(folder);
	assert_true(read > 0);
}

static void kinds_have_names(void **state)
{
	enum field_kind kind, back;

	(void)state;
	for (kind = FIELD_TEXT; kind <= FIELD_FILES; kind++) {
		assert_true(field_kind_from(field_kind_name(kind), &back));
		assert_int_equal(kind, back);
		assert_non_null(parser_of(kind));
	}
	assert_false(field_kind_from("", &back));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(whole_definition), arena_test(shared_parts), arena_test(blocks), arena_test(refused), arena_test(shipped), arena_test(kinds_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
