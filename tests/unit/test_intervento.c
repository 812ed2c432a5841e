/* intervento/intervento.c: what the type proposes, the rules, what the search box understands; on
 * the definition that is shipped. */
#include "unit/expect.h"

#include "form/definition_file.h"
#include "intervento/intervento.h"
#include "pratica/elenco.h"

static const struct choice types[] = { { "GEN05", "Housing sociale", NULL } };
static const struct choice classes[] = { { "E2", "Alloggi protetti", "Strutture" }, { "B8", "Altri interventi", "Misure" } };
static const struct choice reasons[] = { { "1", "Richiesta diretta del beneficiario", NULL } };
static const struct choice exclusions[] = { { "NR", "Non Rilevato", NULL }, { "SI", "Si", NULL }, { "NO", "No", NULL } };
static const struct choice benefits[] = { { "A2.16", "A2.16 Alloggi", "A2" }, { "A1.01", "A1.01 Assegno", "A1" } };

/* A form as sent: a good one, then pairs that win over it ("" takes a field away). */
static struct form *sent(struct arena *arena, const char *const *pairs)
{
	static const char *const good[] = {
		"titolare", "7", "tipo", "GEN05", "data_inizio", "2026-05-10", "motivo_attivazione", "1",
		"escludi_casellario", "NR", "istat", "B8", "inps", "A2.16", NULL,
	};
	struct fields *fields = arena_alloc(arena, sizeof(*fields));
	struct form_definition *definition;

	expect_success(form_definition_file(arena, "conf/form/intervento_generico.hdf", &definition));
	fields->list = arena_array(arena, 40, sizeof(*fields->list));
	for (; pairs[0]; pairs += 2)
		fields->list[fields->count++] = (struct field_value){ pairs[0], pairs[1] };
	for (const char *const *pair = good; pair[0]; pair += 2)
		if (!fields_get(fields, pair[0]))
			fields->list[fields->count++] = (struct field_value){ pair[0], pair[1] };
	struct form *form = form_read(arena, definition, NULL, fields);
	form_choices(form, "tipo_intervento_generico", types, 1);
	form_choices(form, "istat", classes, 2);
	form_choices(form, "motivo_attivazione", reasons, 1);
	form_choices(form, "escludi_casellario", exclusions, 3);
	form_choices(form, "inps", benefits, 2);
	return form;
}
#define SENT(...) sent(*state, (const char *const[]){ __VA_ARGS__, NULL })

static const struct intervento_facts facts = {
	.today = "2026-11-21", .birth = "1950-02-03", .death = NULL, .inps_valid = true, .type_valid = true,
};

static const char *error_of(struct arena *arena, const struct form *form, const char *field)
{
	struct page *page = page_new(arena);

	form_to_page(form, page, NULL);
	return page_get(page, arena_printf(arena, "Modulo.campo.%s.errore", field));
}
#define ERROR(form, field) error_of(*state, form, field)

static void a_good_one(void **state)
{
	struct form *form = SENT(NULL);

	intervento_check(form, &facts);
	assert_true(form_ok(form));
	form = SENT("data_fine_prevista", "10/05/2026", "protocollo_data", "21/11/2026");
	intervento_check(form, &facts);
	assert_true(form_ok(form)); /* the same day is no mistake */
}

static void order_of_dates(void **state)
{
	struct form *form = SENT("data_fine_prevista", "2026-05-09", "protocollo_data", "2026-11-22");

	intervento_check(form, &facts);
	assert_false(form_ok(form));
	assert_string_equal(ERROR(form, "data_fine_prevista"),
			    "La fine prevista (09/05/2026) viene prima della data di inizio (10/05/2026)");
	assert_string_equal(ERROR(form, "protocollo_data"), "La data del protocollo (22/11/2026) è nel futuro");
}

static void within_a_life(void **state)
{
	struct intervento_facts dead = facts;
	struct form *form = SENT("data_inizio", "1950-02-02");

	intervento_check(form, &facts);
	assert_string_equal(ERROR(form, "data_inizio"),
			    "La data di inizio (02/02/1950) viene prima della nascita della persona (03/02/1950)");
	dead.death = "2026-05-09";
	form = SENT(NULL);
	intervento_check(form, &dead);
	assert_string_equal(ERROR(form, "data_inizio"),
			    "La data di inizio (10/05/2026) viene dopo il decesso della persona (09/05/2026)");
	dead.death = "2026-05-10";
	form = SENT(NULL);
	intervento_check(form, &dead);
	assert_true(form_ok(form));
}

static void the_type_proposes(void **state)
{
	const struct intervento_proposal proposal = { "E2", "A2.16", "NR", NULL };
	struct form *form = SENT("istat", "", "inps", "", "escludi_casellario", "");

	intervento_propose(form, &proposal, true);
	intervento_check(form, &facts);
	assert_true(form_ok(form));
	assert_string_equal(form_text(form, "istat"), "E2");
	assert_string_equal(form_text(form, "inps"), "A2.16");
	assert_string_equal(form_text(form, "escludi_casellario"), "NR");
}

static void what_was_chosen_stays(void **state)
{
	const struct intervento_proposal proposal = { "E2", "A1.01", "SI", NULL };
	struct form *form = SENT("inps", "");

	intervento_propose(form, &proposal, false);
	assert_string_equal(form_text(form, "istat"), "B8");
	assert_string_equal(form_text(form, "escludi_casellario"), "NR");
	assert_null(form_text(form, "inps")); /* emptied by somebody */
}

static void without_a_class(void **state)
{
	const struct intervento_proposal nothing = { NULL, NULL, NULL, NULL };
	struct form *form = SENT("istat", "");

	intervento_propose(form, &nothing, true);
	intervento_check(form, &facts);
	assert_string_equal(ERROR(form, "istat"), "Scegli la classificazione ISTAT");
	form = SENT("istat", "", "tipo", "");
	intervento_check(form, &facts);
	assert_string_equal(ERROR(form, "istat"), "");
	assert_string_equal(ERROR(form, "tipo"), "Scegli il tipo di intervento");
}

static void benefit_not_valid(void **state)
{
	struct intervento_facts late = facts;
	struct form *form = SENT("inps", "A1.01");

	late.inps_valid = false;
	intervento_check(form, &late);
	assert_string_equal(ERROR(form, "inps"), "La prestazione A1.01 non vale alla data di inizio: scegline un’altra");
}

static void exclusion_owes_a_reason(void **state)
{
	const struct intervento_proposal proposal = { NULL, NULL, "SI", NULL };
	struct form *form = SENT("escludi_casellario", "SI");

	assert_string_equal(ERROR(form, "motivo_esclusione"), "Scrivi perché escludi l’intervento dall’invio");
	form = SENT("escludi_casellario", "SI", "motivo_esclusione", "chiesto dalla persona");
	intervento_check(form, &facts);
	assert_true(form_ok(form));
	/* also where the «Si» came from the type, and the field was never sent */
	form = SENT("escludi_casellario", "");
	intervento_propose(form, &proposal, true);
	intervento_check(form, &facts);
	assert_false(form_ok(form));
}

static void the_search_box(void **state)
{
	static const struct {
		const char *typed, *value;
		enum pratica_search kind;
	} cases[] = {
		{ "gen-2026-00418", "GEN-2026-00418", BY_CODE },
		{ " GEN - 2026 - 418", "GEN-2026-418", BY_CODE },
		{ "GEN-26-418", "GEN-26-418", BY_NAME },
		{ "GEN-2026-", "GEN-2026-", BY_NAME },
		{ "1EN-2026-4", "1EN-2026-4", BY_NAME },
		{ "frr smr 87m70 f205k", "FRRSMR87M70F205K", BY_TAX_CODE },
		{ "12345678901", "12345678901", BY_TAX_CODE },
		{ "D'Amico <b>&\"Rossi\"", "D'Amico <b>&\"Rossi\"", BY_NAME },
		{ "abcdefghilmnopqr", "abcdefghilmnopqr", BY_NAME },
		{ "", "", BY_NAME },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *value = NULL;
		assert_int_equal(pratica_search(*state, cases[i].typed, &value), cases[i].kind);
		assert_string_equal(value, cases[i].value);
	}
}

static void type_of_others(void **state)
{
	struct intervento_facts other = facts;

	other.type_valid = false;
	struct form *form = SENT(NULL);
	intervento_check(form, &other);
	assert_string_equal(ERROR(form, "tipo"), "Questo tipo non vale alla data di inizio, o non è del tuo servizio: scegline un altro");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_good_one), arena_test(order_of_dates), arena_test(within_a_life),
		arena_test(the_type_proposes), arena_test(what_was_chosen_stays), arena_test(without_a_class),
		arena_test(benefit_not_valid), arena_test(exclusion_owes_a_reason), arena_test(the_search_box), arena_test(type_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
