/* segnalazione/segnalazione.c: each reason once, a detail with its reason, the steps before the
 * Commissione Casa; on the definition that is shipped. */
#include "unit/expect.h"

#include "form/definition_file.h"
#include "segnalazione/segnalazione.h"

static const struct choice reasons[] = { { "ABI01", "Sfratto esecutivo", "Abitazione" }, { "ECO01", "Reddito insufficiente", "Economico" } };
static const struct choice models[] = { { "CONTATTO", "Contatto", NULL } };

/* A form as sent: a contact without a person, then pairs that win over it. */
static struct form *sent(struct arena *arena, const char *const *pairs)
{
	static const char *const good[] = { "tipo", "CONTATTO", "data_inizio", "2026-05-10", "motivo", "ABI01", NULL };
	struct fields *fields = arena_alloc(arena, sizeof(*fields));
	struct form_definition *definition;

	expect_success(form_definition_file(arena, "conf/form/segnalazione.hdf", &definition));
	*fields = (struct fields){ .list = arena_array(arena, 40, sizeof(*fields->list)) };
	for (; pairs[0]; pairs += 2)
		fields->list[fields->count++] = (struct field_value){ pairs[0], pairs[1] };
	for (const char *const *pair = good; pair[0]; pair += 2)
		if (!fields_get(fields, pair[0]))
			fields->list[fields->count++] = (struct field_value){ pair[0], pair[1] };
	struct form *form = form_read(arena, definition, NULL, fields);
	form_choices(form, "motivo_segnalazione", reasons, 2);
	form_choices(form, "tipo_segnalazione", models, 1);
	return form;
}
#define SENT(...) sent(*state, (const char *const[]){ __VA_ARGS__, NULL })

static const char *error_of(struct arena *arena, const struct form *form, const char *field)
{
	struct page *page = page_new(arena);

	form_to_page(form, page, NULL);
	return page_get(page, arena_printf(arena, "Modulo.campo.%s.errore", field));
}
#define ERROR(form, field) error_of(*state, form, field)

static void a_contact_of_nobody(void **state)
{
	struct form *form = SENT(NULL);

	segnalazione_check(form, false);
	assert_true(form_ok(form)); /* the reason is all that is owed (SEG-01, SEG-02) */
	form = SENT("motivo", "");
	segnalazione_check(form, false);
	assert_string_equal(ERROR(form, "motivo"), "Scegli il motivo");
}

static void each_reason_once(void **state)
{
	struct form *form = SENT("motivo_2", "ECO01", "motivo_2_dettaglio", "D'Amico <b>");

	segnalazione_check(form, false);
	assert_true(form_ok(form));
	form = SENT("motivo_2", "ABI01");
	segnalazione_check(form, false);
	assert_non_null(strstr(ERROR(form, "motivo_2"), "c’è già"));
	form = SENT("motivo_2", "ECO01", "motivo_4", "ECO01");
	segnalazione_check(form, false);
	assert_non_null(strstr(ERROR(form, "motivo_4"), "c’è già"));
	form = SENT("motivo_3_dettaglio", "senza motivo");
	segnalazione_check(form, false);
	assert_non_null(strstr(ERROR(form, "motivo_3"), "dettaglio"));
}

static void who_is_tied_stays_so(void **state)
{
	struct form *form = SENT(NULL);

	segnalazione_check(form, true);
	assert_non_null(strstr(ERROR(form, "titolare"), "già collegata"));
	form = SENT("titolare", "7");
	segnalazione_check(form, true);
	assert_string_equal(ERROR(form, "titolare"), "");
}

/* Which step is next; SEGNALAZIONE_PASSI: none. */
static size_t next_of(struct arena *arena, const struct segnalazione_fatti *facts)
{
	struct segnalazione_passo steps[SEGNALAZIONE_PASSI];
	size_t next = SEGNALAZIONE_PASSI;

	segnalazione_passi(arena, facts, steps);
	for (size_t i = 0; i < SEGNALAZIONE_PASSI; i++) {
		if (!steps[i].next)
			continue;
		assert_int_equal(next, SEGNALAZIONE_PASSI); /* one at a time */
		assert_false(steps[i].made);
		next = i;
	}
	return next;
}

static void towards_the_commission(void **state)
{
	struct segnalazione_fatti facts = { .missing_documents = 3 };

	assert_int_equal(next_of(*state, &facts), 0);
	facts.person = true;
	assert_int_equal(next_of(*state, &facts), 1);
	facts.consent = true;
	assert_int_equal(next_of(*state, &facts), 2);
	facts.sent = true; /* made before its turn: what is missing is still next */
	assert_int_equal(next_of(*state, &facts), 2);
	facts.missing_documents = 0;
	assert_int_equal(next_of(*state, &facts), 4);
	facts.session = "2026-12-01";
	assert_int_equal(next_of(*state, &facts), 5);
	facts.outcome = "RINVIATA";
	assert_int_equal(next_of(*state, &facts), 5); /* nothing is decided yet */
	facts.outcome = "RESPINTA";
	assert_int_equal(next_of(*state, &facts), SEGNALAZIONE_PASSI);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_contact_of_nobody), arena_test(each_reason_once), arena_test(who_is_tied_stays_so),
		arena_test(towards_the_commission),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
