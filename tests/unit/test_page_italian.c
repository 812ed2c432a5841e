/* page/: what a person reads of dates, instants, amounts and sizes. */
#include "unit/expect.h"

#include "page/page.h"

static void dates(void **state)
{
	struct arena *a = *state;

	assert_string_equal(italian_date(a, "2026-05-06"), "06/05/2026");
	assert_string_equal(italian_date(a, "2026-05-06 09:20:00+02"), "06/05/2026");
	assert_string_equal(italian_date(a, NULL), "");
	assert_string_equal(italian_date(a, "06/05/2026"), "06/05/2026");
	assert_string_equal(italian_date(a, "2026-13-06"), "2026-13-06");
	assert_string_equal(italian_long_date(a, "2026-05-06"), "mercoledì 6 maggio 2026");
	assert_string_equal(italian_long_date(a, "1948-03-14"), "domenica 14 marzo 1948");
	assert_string_equal(italian_long_date(a, "2026-08-01"), "sabato 1º agosto 2026");
}

static void instants(void **state)
{
	struct arena *a = *state;
	int64_t now = 1778060400; /* 2026-05-06 11:40 in Rome */

	assert_string_equal(italian_instant(a, "2026-05-06 09:20:00.123+02", now), "oggi alle 09:20");
	assert_string_equal(italian_instant(a, "2026-05-06 07:20:00+00", now), "oggi alle 09:20");
	assert_string_equal(italian_instant(a, "2026-05-05 21:59:59Z", now), "ieri alle 23:59");
	assert_string_equal(italian_instant(a, "2026-05-05 22:00:00+00:00", now), "oggi alle 00:00");
	assert_string_equal(italian_instant(a, "2026-05-04 12:00:00+02", now), "04/05/2026 12:00");
	assert_string_equal(italian_instant(a, "2026-01-04 12:00:00+00", now), "04/01/2026 13:00");
	/* the hour before and after the change of 29/03/2026 at 01:00 UTC */
	assert_string_equal(italian_instant_iso(a, "2026-03-29 00:59:00+00"), "2026-03-29T01:59");
	assert_string_equal(italian_instant_iso(a, "2026-03-29 01:00:00+00"), "2026-03-29T03:00");
	assert_string_equal(italian_instant_iso(a, "2026-10-25 00:59:00+00"), "2026-10-25T02:59");
	assert_string_equal(italian_instant_iso(a, "2026-10-25 01:00:00+00"), "2026-10-25T02:00");
	assert_string_equal(italian_instant(a, "2026-05-06", now), "2026-05-06");
	assert_string_equal(italian_instant(a, "2026-05-06 09:20:00+", now), "2026-05-06 09:20:00+");
	assert_string_equal(italian_instant(a, NULL, now), "");
	assert_string_equal(italian_today(a, now), "2026-05-06");
	assert_string_equal(italian_now(a, now), "06/05/2026 alle 11:40");
}

static void amounts(void **state)
{
	struct arena *a = *state;

	assert_string_equal(italian_money(a, "1200.50"), "1.200,50 €");
	assert_string_equal(italian_money(a, "0"), "0,00 €");
	assert_string_equal(italian_money(a, "-1234567.5"), "-1.234.567,50 €");
	assert_string_equal(italian_money(a, "999"), "999,00 €");
	assert_string_equal(italian_money(a, "NaN"), "NaN");
	assert_string_equal(italian_money(a, "-"), "-");
	assert_string_equal(italian_money(a, NULL), "");
	assert_string_equal(italian_number(a, 18204), "18.204");
	assert_string_equal(italian_number(a, -1000), "-1.000");
	assert_string_equal(italian_number(a, 7), "7");
	assert_string_equal(italian_bytes(a, 0), "0 byte");
	assert_string_equal(italian_bytes(a, 217088), "212 KB");
	assert_string_equal(italian_bytes(a, 1468006), "1,4 MB");
	assert_string_equal(italian_bytes(a, 2147483648), "2,0 GB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(dates), arena_test(instants), arena_test(amounts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
