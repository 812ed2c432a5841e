/* form/: reading what was sent, conditions, errors, choices, warnings, values in and out. */
#include "unit/expect.h"

#include "form/inside.h"

#include <jansson.h>

#define INJECTION "D'Amico <b>&\"Rossi\""

static const struct field_definition fields[] = {
	{ .name = "cognome", .label = "Cognome", .group = "Persona", .kind = FIELD_TEXT, .required = true,
	  .required_text = "Inserisci il cognome", .maximum = 20, .width = 6 },
	{ .name = "nascita", .label = "Data di nascita", .group = "Persona", .kind = FIELD_BIRTH, .width = 6 },
	{ .name = "tipo", .label = "Tipo", .group = "Altro", .kind = FIELD_CHOICE, .vocabulary = "tipo", .width = 6 },
	{ .name = "motivi", .label = "Motivi", .group = "Altro", .kind = FIELD_CHOICES, .vocabulary = "motivo",
	  .required = true, .shown_field = "tipo", .shown_value = "B", .width = 12 },
	{ .name = "quota", .label = "Quota", .group = "Altro", .kind = FIELD_MONEY, .maximum = 1000, .width = 3 },
	{ .name = "figli", .label = "Figli", .group = "Altro", .kind = FIELD_INTEGER, .maximum = 20, .width = 3 },
	{ .name = "urgente", .label = "Urgente", .group = "Altro", .kind = FIELD_CHECK, .width = 12 },
	{ .name = "inizio", .label = "Inizio", .group = "Altro", .kind = FIELD_DATE, .width = 3 },
	{ .name = "ora", .label = "Ora", .group = "Altro", .kind = FIELD_TIME, .width = 3 },
	{ .name = "cf", .label = "Codice fiscale", .group = "Persona", .kind = FIELD_TAX_CODE, .width = 6 },
	{ .name = "email", .label = "Email", .group = "Persona", .kind = FIELD_EMAIL, .width = 6 },
	{ .name = "telefono", .label = "Telefono", .group = "Persona", .kind = FIELD_PHONE, .width = 6 },
	{ .name = "soggetto", .label = "Soggetto", .group = "Persona", .kind = FIELD_PERSON, .width = 6 },
	{ .name = "segreto", .label = "Password", .group = "Persona", .kind = FIELD_PASSWORD, .width = 6 },
	{ .name = "note", .label = "Note", .group = "Persona", .kind = FIELD_LONG_TEXT, .width = 12 },
	{ .name = "interno", .label = "Interno", .group = "Altro", .kind = FIELD_TEXT, .viewer = "interno", .width = 12 },
};
static const struct form_definition definition = {
	.name = "prova", .title = "Prova", .version = 1, .fields = fields, .field_count = COUNT_OF(fields),
};
static const struct choice kinds[] = { { "A", "Primo", NULL }, { "B", INJECTION, NULL } };
static const struct choice reasons[] = { { "1", "Casa", "Gruppo" }, { "2", "Lavoro", "Gruppo" } };

/* Pairs of name and value, NULL at the end. */
static struct form *read_form(struct arena *arena, const char *viewer, const char *const *pairs)
{
	struct fields *sent = arena_alloc(arena, sizeof(*sent));
	struct form *form;

	sent->list = arena_array(arena, 40, sizeof(*sent->list));
	for (; pairs[0]; pairs += 2)
		sent->list[sent->count++] = (struct field_value){ pairs[0], pairs[1] };
	form = form_read(arena, &definition, viewer, sent);
	form_choices(form, "tipo", kinds, COUNT_OF(kinds));
	form_choices(form, "motivo", reasons, COUNT_OF(reasons));
	return form;
}
#define READ(...) read_form(*state, NULL, (const char *const[]){ __VA_ARGS__, NULL })

/* The sentence beside a field; "" if none. */
static const char *error_of(struct arena *arena, const struct form *form, const char *field)
{
	struct page *page = page_new(arena);

	form_to_page(form, page, NULL);
	return page_get(page, arena_printf(arena, "Modulo.campo.%s.errore", field));
}
#define ERROR(form, field) error_of(*state, form, field)

/* The same object, however it is written. */
static void expect_json(const char *json, const char *wanted)
{
	json_t *left = json_loads(json, 0, NULL), *right = json_loads(wanted, 0, NULL);

	assert_non_null(left);
	assert_non_null(right);
	assert_true(json_equal(left, right));
	json_decref(left);
	json_decref(right);
}

static void a_good_form(void **state)
{
	struct form *form = READ("cognome", "  " INJECTION " ", "nascita", "14/3/48", "tipo", "B", "motivi", "1",
				 "motivi", "2", "motivi", "1", "quota", "1.000,00", "figli", "2", "urgente", "1",
				 "ora", "9.20", "cf", "vlbrns 48c54 e648y", "email", "a@b.it", "telefono",
				 "+39 0371/000000", "soggetto", "007", "segreto", " spazi ", "note", "a\r\nb",
				 "interno", "x", "ignoto", "y");

	assert_true(form_ok(form));
	assert_string_equal(form_text(form, "cognome"), INJECTION);
	assert_string_equal(form_date(form, "nascita"), "1948-03-14");
	assert_string_equal(form_text(form, "motivi"), "1,2");
	assert_string_equal(form_text(form, "quota"), "1000.00");
	assert_int_equal(form_int(form, "figli"), 2);
	assert_true(form_bool(form, "urgente"));
	assert_string_equal(form_text(form, "ora"), "09:20");
	assert_string_equal(form_text(form, "cf"), "VLBRNS48C54E648Y");
	assert_int_equal(form_int(form, "soggetto"), 7);
	assert_string_equal(form_text(form, "segreto"), " spazi ");
	assert_string_equal(form_text(form, "note"), "a\nb");
	assert_null(form_text(form, "interno"));
	assert_null(form_date(form, "inizio"));
	expect_json(form_json(form),
		    "{\"cognome\":\"D'Amico <b>&\\\"Rossi\\\"\",\"nascita\":\"1948-03-14\",\"tipo\":\"B\","
		    "\"motivi\":[\"1\",\"2\"],\"quota\":\"1000.00\",\"figli\":2,\"urgente\":true,\"ora\":\"09:20\","
		    "\"cf\":\"VLBRNS48C54E648Y\",\"email\":\"a@b.it\",\"telefono\":\"+39 0371/000000\","
		    "\"soggetto\":7,\"note\":\"a\\nb\"}");
}

static void sentences(void **state)
{
	struct form *form = READ("nascita", "31/4/48", "quota", "1000,01", "figli", "21", "inizio", "domani", "ora",
				 "25:00", "cf", "VLBRNS48C54E648", "email", "a@b", "telefono", "casa", "soggetto",
				 "-1", "tipo", "Z", "urgente", "no");

	assert_false(form_ok(form));
	assert_string_equal(ERROR(form, "cognome"), "Inserisci il cognome");
	assert_string_equal(ERROR(form, "nascita"), "Il 31/04/1948 non esiste");
	assert_string_equal(ERROR(form, "quota"), "L’importo non può superare 1.000,00 €");
	assert_string_equal(ERROR(form, "figli"), "Il numero deve essere al massimo 20");
	assert_string_equal(ERROR(form, "inizio"), "Scrivi la data come 14/03/1948");
	assert_string_equal(ERROR(form, "ora"), "Scrivi l’ora come 09:20");
	assert_string_equal(ERROR(form, "cf"), "Il codice fiscale ha 15 caratteri, devono essere 16");
	assert_string_equal(ERROR(form, "email"), "Scrivi l’indirizzo email come nome@esempio.it");
	assert_string_equal(ERROR(form, "soggetto"), "Scegli la persona dall’elenco dei soggetti");
	assert_string_equal(ERROR(form, "tipo"), "La voce non è più nell’elenco: scegline un’altra");
	assert_string_equal(ERROR(form, "motivi"), "");
	assert_false(form_bool(form, "urgente"));
	form = READ("cognome", "Ventunocaratteriesatti", "quota", "-1", "figli", "1.5", "cf", "ABC;", "nascita",
		    "1/1/2100");
	assert_string_equal(ERROR(form, "cognome"), "Il testo ha 22 caratteri, al massimo possono essere 20");
	assert_string_equal(ERROR(form, "quota"), "L’importo non può essere negativo");
	assert_string_equal(ERROR(form, "figli"), "Scrivi un numero intero, per esempio 3");
	assert_string_equal(ERROR(form, "cf"), "Il codice fiscale ha solo lettere e cifre");
	assert_string_equal(ERROR(form, "nascita"), "Il 01/01/2100 è nel futuro: ricontrolla l’anno");
	/* twenty letters of two bytes each are twenty characters */
	assert_string_equal(ERROR(READ("cognome", "èèèèèèèèèèèèèèèèèèèè"), "cognome"), "");
}

static void conditions(void **state)
{
	assert_string_equal(ERROR(READ("cognome", "A", "tipo", "B"), "motivi"), "Scegli «Motivi»");
	assert_string_equal(ERROR(READ("cognome", "A", "tipo", "A"), "motivi"), "");
	/* hidden by its condition: what was sent is ignored, even a wrong code */
	assert_null(form_text(READ("cognome", "A", "tipo", "A", "motivi", "99"), "motivi"));
	assert_true(form_ok(READ("cognome", "A", "tipo", "A", "motivi", "99")));
	assert_false(form_ok(READ("cognome", "A", "tipo", "B", "motivi", "99")));
	/* the conflict page sends several codes as one value */
	assert_string_equal(form_text(READ("cognome", "A", "tipo", "B", "motivi", "1,2"), "motivi"), "1,2");
}

static void viewers(void **state)
{
	static const char *const pairs[] = { "cognome", "A", "interno", "visto", NULL };
	struct form *form = read_form(*state, "interno", pairs);
	struct page *page = page_new(*state);

	assert_string_equal(form_text(form, "interno"), "visto");
	form_to_page(form, page, "Modulo");
	assert_string_equal(page_get(page, "Modulo.campo.interno.valore"), "visto");
	form = read_form(*state, "esterno", pairs);
	assert_null(form_text(form, "interno"));
	page = page_new(*state);
	form_to_page(form, page, "Modulo");
	assert_string_equal(page_get(page, "Modulo.campo.interno.nome"), "");
}

static void rules_of_callers(void **state)
{
	struct form *form = READ("cognome", "A");
	struct page *page = page_new(*state);

	assert_true(form_ok(form));
	form_error(form, "inizio", "La data di %s", "inizio");
	form_error(form, "inizio", "la seconda non si vede");
	form_error(form, NULL, "Vale per tutto");
	assert_false(form_ok(form));
	form_to_page(form, page, NULL);
	assert_string_equal(page_get(page, "Modulo.errori"), "2");
	assert_string_equal(page_get(page, "Modulo.errore.0.testo"), "Vale per tutto");
	assert_string_equal(page_get(page, "Modulo.errore.0.campo"), "");
	assert_string_equal(page_get(page, "Modulo.errore.1.campo"), "inizio");
	assert_string_equal(page_get(page, "Modulo.campo.inizio.errore"), "La data di inizio");
}

static void warnings_are_confirmed(void **state)
{
	struct form *form = READ("cognome", "A");
	struct page *page = page_new(*state);
	const char *token;

	assert_false(form_warning(form, "cf", "sesso", "Indica una %s", "donna"));
	assert_false(form_ok(form));
	form_to_page(form, page, NULL);
	token = page_get(page, "Modulo.avviso.0.codice");
	assert_string_equal(page_get(page, "Modulo.campo.cf.avviso"), "Indica una donna");
	form = READ("cognome", "A", "conferma", token);
	assert_true(form_warning(form, "cf", "sesso", "Indica una %s", "donna"));
	assert_true(form_ok(form));
	/* another datum is another question */
	form = READ("cognome", "A", "conferma", token);
	assert_false(form_warning(form, "cf", "sesso", "Indica un %s", "uomo"));
	assert_false(form_ok(form));
	assert_false(form_ok(form_new(*state, &definition, NULL)));
}

static void codes_no_longer_valid(void **state)
{
	struct fields sent = { .count = 2, .list = (struct field_value[]){ { "cognome", "A" }, { "tipo", "VECCHIO" } } };
	struct form *form = form_read(*state, &definition, NULL, &sent);
	struct page *page = page_new(*state);

	form_keep(form, "tipo", "VECCHIO", "Tipo di una volta");
	form_choices(form, "tipo", kinds, COUNT_OF(kinds));
	assert_true(form_ok(form));
	form_to_page(form, page, NULL);
	assert_string_equal(page_get(page, "Modulo.campo.tipo.opzione.2.testo"), "Tipo di una volta");
	assert_string_equal(page_get(page, "Modulo.campo.tipo.opzione.2.scelta"), "1");
	/* stored and shown, although nobody kept it */
	form = form_new(*state, &definition, NULL);
	form_choices(form, "tipo", kinds, COUNT_OF(kinds));
	form_set(form, "tipo", "VECCHIO");
	page = page_new(*state);
	form_to_page(form, page, NULL);
	assert_string_equal(page_get(page, "Modulo.campo.tipo.opzione.2.codice"), "VECCHIO");
	assert_string_equal(form_vocabulary(form, 0), "tipo");
	assert_string_equal(form_vocabulary(form, 1), "motivo");
	assert_null(form_vocabulary(form, 2));
}

/* A vocabulary without rows holds no code; one that nobody offered does not either. */
static void empty_vocabularies(void **state)
{
	struct fields sent = { .count = 2, .list = (struct field_value[]){ { "cognome", "A" }, { "tipo", "A" } } };
	struct fields without = { .count = 1, .list = sent.list };
	struct form *form = form_read(*state, &definition, NULL, &sent);

	form_choices(form, "tipo", kinds, 0);
	assert_string_not_equal(ERROR(form, "tipo"), "");
	assert_false(form_ok(form));
	form = form_read(*state, &definition, NULL, &sent);
	assert_false(form_ok(form));
	assert_false(form_ok(form));
	assert_string_equal(ERROR(form, "tipo"), "La voce non è più nell’elenco: scegline un’altra");
	form = form_read(*state, &definition, NULL, &sent);
	form_keep(form, "tipo", "A", "Tipo di una volta");
	assert_true(form_ok(form));
	form = form_read(*state, &definition, NULL, &without);
	assert_true(form_ok(form));
}

static void a_draft_loses_nothing(void **state)
{
	struct form *form = READ("cognome", "A", "inizio", "domani", "figli", "tre", "segreto", "x", "urgente", "1"), *back;
	const char *json = form_json(form);
	struct page *page = page_new(*state);

	assert_string_equal(json, "{\"cognome\":\"A\",\"figli\":\"tre\",\"urgente\":true,\"inizio\":\"domani\"}");
	back = form_new(*state, &definition, NULL);
	expect_success(form_set_json(back, json));
	form_to_page(back, page, NULL);
	assert_string_equal(page_get(page, "Modulo.campo.inizio.valore"), "domani");
	assert_string_equal(page_get(page, "Modulo.campo.inizio.libero"), "1");
	assert_string_equal(page_get(page, "Modulo.campo.urgente.valore"), "1");
	assert_string_equal(page_get(page, "Modulo.campo.segreto.valore"), "");
	assert_string_equal(form_json(back), json);
	expect_success(form_set_json(back, "{\"motivi\":[\"1\",\"2\"],\"figli\":4,\"quota\":12.5,\"ignoto\":{}}"));
	assert_string_equal(form_text(back, "motivi"), "1,2");
	assert_int_equal(form_int(back, "figli"), 4);
	assert_string_equal(form_text(back, "quota"), "12.50");
	expect_failure(form_set_json(back, "[1]"), ERR_BAD_REQUEST);
	expect_failure(form_set_json(back, "{"), ERR_BAD_REQUEST);
	expect_failure(form_set_json(back, NULL), ERR_BAD_REQUEST);
}

static void rows_and_values_for_people(void **state)
{
	struct form *form = form_new(*state, &definition, NULL);
	struct row_sink *sink = form_sink(form);
	struct page *page = page_new(*state);

	sink->row(sink, 0);
	sink->value(sink, "cognome", VALUE_TEXT, INJECTION);
	sink->value(sink, "nascita", VALUE_DATE, "1948-03-14");
	sink->value(sink, "quota", VALUE_MONEY, "1200.5");
	sink->value(sink, "motivi", VALUE_TEXT, "{1,2}");
	sink->value(sink, "urgente", VALUE_BOOL, "t");
	sink->value(sink, "ora", VALUE_TIME, "09:20:00");
	sink->value(sink, "estraneo", VALUE_TEXT, "x");
	sink->value(sink, "email", VALUE_TEXT, NULL);
	sink->end(sink, 1);
	form_choices(form, "motivo", reasons, COUNT_OF(reasons));
	form_to_page(form, page, NULL);
	assert_string_equal(page_get(page, "Modulo.campo.cognome.valore"), INJECTION);
	assert_string_equal(page_get(page, "Modulo.campo.nascita.valore"), "14/03/1948");
	assert_string_equal(page_get(page, "Modulo.campo.quota.valore"), "1200.5");
	assert_string_equal(page_get(page, "Modulo.campo.ora.valore"), "09:20");
	assert_string_equal(page_get(page, "Modulo.campo.urgente.valore"), "1");
	assert_string_equal(page_get(page, "Modulo.campo.motivi.opzione.1.scelta"), "1");
	assert_string_equal(page_get(page, "Modulo.campo.motivi.opzione.1.gruppo"), "Gruppo");
	assert_string_equal(page_get(page, "Modulo.gruppo.0.titolo"), "Persona");
	assert_string_equal(page_get(page, "Modulo.gruppo.0.campo.2.nome"), "cf");
	assert_string_equal(page_get(page, "Modulo.gruppo.1.campo.0.nome"), "tipo");
	form_set(form, "quota", "900.5");
	page = page_new(*state);
	form_to_page(form, page, "Altro");
	assert_string_equal(page_get(page, "Altro.campo.quota.valore"), "900,50");
}

static void conflicts(void **state)
{
	struct form *mine = READ("cognome", INJECTION, "tipo", "B", "motivi", "1", "urgente", "1");
	struct form *stored = form_new(*state, &definition, NULL);
	struct page *page = page_new(*state);

	form_set(stored, "cognome", "Rossi");
	form_set(stored, "tipo", "B");
	form_set(stored, "motivi", "1,2");
	form_conflict_to_page(mine, stored, page, "Conflitto");
	assert_string_equal(page_get(page, "Conflitto.campo.0.mio"), INJECTION);
	assert_string_equal(page_get(page, "Conflitto.campo.0.suo"), "Rossi");
	assert_string_equal(page_get(page, "Conflitto.campo.1.nome"), "motivi");
	assert_string_equal(page_get(page, "Conflitto.campo.1.suo_testo"), "Casa, Lavoro");
	assert_string_equal(page_get(page, "Conflitto.campo.2.mio_testo"), "Sì");
	assert_string_equal(page_get(page, "Conflitto.campo.3.nome"), "");
	assert_string_equal(page_get(page, "Conflitto.uguale.1.nome"), "tipo");
	assert_string_equal(page_get(page, "Conflitto.uguale.1.valore"), "B");
}

static void ask_unknown(void *form)
{
	form_text(form, "manca");
}

static void undeclared_is_a_bug(void **state)
{
	expect_abort(ask_unknown, READ("cognome", "A"));
}

/* The first would have been stored without a word, and the second lost. */
static void a_field_that_comes_twice_is_asked_again(void **state)
{
	struct form *form = READ("cognome", "Rossi", "cognome", "Bianchi", "figli", "2", "figli", "2");

	assert_false(form_ok(form));
	assert_non_null(strstr(ERROR(form, "cognome"), "due volte"));
	assert_string_equal(ERROR(form, "figli"), "");
	assert_string_equal(form_raw(form, "cognome"), "Rossi");
	/* of several choices each is meant */
	form = READ("cognome", "Rossi", "tipo", "B", "motivi", "1", "motivi", "2");
	assert_true(form_ok(form));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_good_form), arena_test(sentences), arena_test(conditions), arena_test(viewers),
		arena_test(a_field_that_comes_twice_is_asked_again),
		arena_test(rules_of_callers), arena_test(warnings_are_confirmed),
		arena_test(codes_no_longer_valid), arena_test(empty_vocabularies), arena_test(a_draft_loses_nothing),
		arena_test(rows_and_values_for_people), arena_test(conflicts), arena_test(undeclared_is_a_bug),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
