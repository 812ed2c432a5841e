/* form/: dates, amounts and IBAN as people type them. */
#include "unit/expect.h"

#include "form/inside.h"

static const char *date(struct arena *arena, const char *typed, bool past)
{
	const char *iso, *why;

	if (parse_date_on(arena, typed, past, "2026-11-21", &iso, &why)) {
		assert_null(why);
		return iso;
	}
	assert_null(iso);
	assert_non_null(why);
	return why;
}

static const char format[] = "Scrivi la data come 14/03/1948";

static void near_dates(void **state)
{
	static const char *const same[] = { "2026-05-06", "06/05/2026", "6-5-26", "06052026", "6.5.2026",
					    " 6/5/26 ", "6 5 2026", "060526", "2026/5/6" };
	struct arena *a = *state;
	size_t i;

	for (i = 0; i < COUNT_OF(same); i++)
		assert_string_equal(date(a, same[i], false), "2026-05-06");
	assert_string_equal(date(a, "1/1/80", false), "1980-01-01");
	assert_string_equal(date(a, "1/1/76", false), "2076-01-01");
	assert_string_equal(date(a, "29/02/2024", false), "2024-02-29");
	assert_string_equal(date(a, "29/02/2026", false), "Il 29/02/2026 non esiste");
	assert_string_equal(date(a, "31/04/2026", false), "Il 31/04/2026 non esiste");
	assert_string_equal(date(a, "10/13/2026", false), "Il 10/13/2026 non esiste");
	assert_string_equal(date(a, "0/1/2026", false), "Il 00/01/2026 non esiste");
	assert_string_equal(date(a, "29/2/1900", false), "Il 29/02/1900 non esiste");
}

static void birth_dates(void **state)
{
	struct arena *a = *state;

	assert_string_equal(date(a, "14/3/48", true), "1948-03-14");
	assert_string_equal(date(a, "14031948", true), "1948-03-14");
	assert_string_equal(date(a, "21/11/26", true), "2026-11-21");
	assert_string_equal(date(a, "22/11/26", true), "1926-11-22");
}

static void not_dates(void **state)
{
	static const char *const wrong[] = { "", " ", "ieri", "14/3", "14/3/", "/3/48", "1/2/3/4", "14//3/48",
					     "14/3/948", "123456789", "2026-5", "14-mar-48", "12345", "1/1/1799",
					     "1/1/2201", "001/1/2026", "2026-01-002",
					     "11111111111111111111111111111111111111111111", "14/3/48 <b>" };
	size_t i;

	for (i = 0; i < COUNT_OF(wrong); i++)
		assert_string_equal(date(*state, wrong[i], false), format);
}

static const char *money(struct arena *arena, const char *typed)
{
	const char *numeric, *why;

	return form_parse_money(arena, typed, &numeric, &why) ? numeric : why;
}

static void amounts(void **state)
{
	static const struct {
		const char *typed, *numeric;
	} right[] = {
		{ "1.200,50", "1200.50" }, { "1200,5", "1200.50" }, { "1200.50", "1200.50" },
		{ "1200", "1200.00" }, { "1.200", "1200.00" }, { "12.345.678,9", "12345678.90" },
		{ "€ 450,00", "450.00" }, { "450 euro", "450.00" }, { "1 200,50 €", "1200.50" },
		{ "1\u00a0200,50\u00a0€", "1200.50" }, { "0", "0.00" }, { "0,5", "0.50" }, { "007", "7.00" },
		{ "-12,30", "-12.30" }, { "1.5", "1.50" }, { "999999999999,99", "999999999999.99" },
	};
	static const char *const wrong[] = { "", "tanti", "1,2,3", "1.20.300", "12.34.567", "1,234", "1.2345",
					     ",50", "1,", ".", ",", "--1", "1e3", "1.200.5", "0x10", "1000000000000" };
	size_t i;

	for (i = 0; i < COUNT_OF(right); i++)
		assert_string_equal(money(*state, right[i].typed), right[i].numeric);
	for (i = 0; i < COUNT_OF(wrong); i++)
		assert_string_equal(money(*state, wrong[i]), "Scrivi l’importo in euro, per esempio 450,00");
}

/* Numbers of ISO 13616: the examples that national registers publish. */
static void ibans(void **state)
{
	static const char *const good[] = { "IT60X0542811101000000123456", "DE89370400440532013000", "GB29NWBK60161331926819",
					    "FR1420041010050500013M02606", "SM86U0322509800000000270100", "NO9386011117947" };
	static const char *const wrong[] = { "IT60X0542811101000000123457", "IT06X0542811101000000123456", "IT60X0542811101000001023456",
					     "IT60X054281110100000012345", "DE8937040044053201300", "6", "IT", "ITXX", "IT60 x<", "àèì",
					     "IT60X05428111010000001234561234567890" };
	const char *iban, *why;

	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_true(form_parse_iban(*state, good[i], &iban, &why));
		assert_string_equal(iban, good[i]);
		assert_null(why);
	}
	assert_true(form_parse_iban(*state, " it60 x054-2811.1010 0000 0123 456", &iban, &why));
	assert_string_equal(iban, good[0]);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_false(form_parse_iban(*state, wrong[i], &iban, &why));
		assert_non_null(why);
	}
	/* every single digit that is typed wrong is found */
	for (size_t i = 2; good[0][i]; i++) {
		char *other = arena_strdup(*state, good[0]);
		other[i] = other[i] == '9' ? '8' : other[i] == 'X' ? 'Y' : (char)(other[i] + 1);
		assert_false(form_parse_iban(*state, other, &iban, &why));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(near_dates), arena_test(birth_dates), arena_test(not_dates), arena_test(amounts), arena_test(ibans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
