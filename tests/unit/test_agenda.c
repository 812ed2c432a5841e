/*
 * The grid of the agenda, and iCalendar.
 */
#include "unit/expect.h"

#include "agenda/griglia.h"
#include "door/calendar.h"

static const char *const week[] = { "2026-11-23", "2026-11-24", "2026-11-25" };

static struct voce voice(const char *day, int from, int to, const char *title)
{
	return (struct voce){ .giorno = day, .da = from, .a = to, .titolo = title, .sotto = "" };
}

static const struct cella *cell(const struct griglia *grid, int minute, int day)
{
	return &grid->celle[(minute - grid->da) / MINUTI_RIGA * grid->giorni + day];
}

static void an_empty_week_goes_from_eight_to_eighteen(void **state)
{
	struct arena *arena = arena_new();
	struct griglia grid = griglia_fai(arena, NULL, 0, week, 3);

	(void)state;
	assert_int_equal(grid.da, 8 * 60);
	assert_int_equal(grid.righe, 20);
	for (int i = 0; i < grid.righe * 3; i++)
		assert_int_equal(grid.celle[i].come, VUOTA);
	arena_free(arena);
}

static void what_is_earlier_or_later_makes_it_longer(void **state)
{
	struct arena *arena = arena_new();
	struct voce voices[] = { voice(week[0], 6 * 60 + 45, 7 * 60, "a"), voice(week[1], 23 * 60 + 40, 24 * 60, "b"), voice("2026-12-01", 60, 120, "other week") };
	struct griglia grid = griglia_fai(arena, voices, 3, week, 3);

	(void)state;
	assert_int_equal(grid.da, 6 * 60 + 30);
	assert_int_equal(grid.da + grid.righe * MINUTI_RIGA, 24 * 60);
	assert_int_equal(cell(&grid, 6 * 60 + 30, 0)->come, PIENA);
	assert_int_equal(cell(&grid, 23 * 60 + 30, 1)->righe, 1);
	arena_free(arena);
}

static void what_overlaps_shares_a_cell(void **state)
{
	struct arena *arena = arena_new();
	/* the second reaches from the first to the third; the fourth only touches */
	struct voce voices[] = { voice(week[1], 11 * 60 + 30, 12 * 60, "d"), voice(week[1], 9 * 60, 10 * 60, "a"), voice(week[1], 11 * 60, 11 * 60 + 30, "c"),
				 voice(week[1], 9 * 60 + 30, 11 * 60 + 10, "b"), voice(week[2], 9 * 60, 9 * 60 + 10, "e") };

	(void)state;
	voices[4].tutto_il_giorno = true;
	voci_ordina(voices, 5);
	assert_string_equal(voices[0].titolo, "a");
	assert_string_equal(voices[3].titolo, "d");
	struct griglia grid = griglia_fai(arena, voices, 5, week, 3);
	const struct cella *full = cell(&grid, 9 * 60, 1);
	assert_int_equal(full->come, PIENA);
	assert_int_equal(full->quante, 3);
	assert_int_equal(full->righe, 5);
	for (int minute = 9 * 60 + 30; minute < 11 * 60 + 30; minute += 30)
		assert_int_equal(cell(&grid, minute, 1)->come, COPERTA);
	assert_int_equal(cell(&grid, 11 * 60 + 30, 1)->quante, 1);
	assert_int_equal(cell(&grid, 9 * 60, 2)->come, VUOTA); /* of the whole day: not in the grid */
	assert_int_equal(cell(&grid, 9 * 60, 0)->come, VUOTA);
	arena_free(arena);
}

static void hours_in_words(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(ora_testo(arena, 0), "00:00");
	assert_string_equal(ora_testo(arena, 9 * 60 + 5), "09:05");
	arena_free(arena);
}

static void a_calendar_is_escaped_and_folded(void **state)
{
	struct arena *arena = arena_new();
	struct calendar *calendar = calendar_new(arena, "Agenda SIZ");
	const char *text = NULL;

	(void)state;
	calendar_add(calendar, "evento-7", "20261123T083000Z", "20261123T093000Z",
		     "Colloquio; con virgola, e una riga che è lunga abbastanza da doversi piegare\nBEGIN:VEVENT", "20261101T000000Z");
	calendar_add(calendar, "evento-8", "20261124", "20261125", "Evento GEN-2026-00001", "20261101T000000Z");
	calendar_add(calendar, "evento-9", "boh", "20261125", "no instant", "20261101T000000Z");
	assert_null(calendar_text(calendar, &text));
	assert_non_null(strstr(text, "BEGIN:VCALENDAR\r\n"));
	assert_non_null(strstr(text, "SUMMARY:Colloquio\\; con virgola\\, e"));
	assert_null(strstr(text, "\r\nBEGIN:VEVENT\r\nBEGIN:VEVENT"));
	assert_non_null(strstr(text, "DTSTART;VALUE=DATE:20261124\r\n"));
	assert_null(strstr(text, "no instant"));
	for (const char *line = text; *line;) {
		size_t size = strcspn(line, "\r");
		assert_true(size <= 75);
		line += size + strspn(line + size, "\r\n");
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_week_goes_from_eight_to_eighteen),
		cmocka_unit_test(what_is_earlier_or_later_makes_it_longer),
		cmocka_unit_test(what_overlaps_shares_a_cell),
		cmocka_unit_test(hours_in_words),
		cmocka_unit_test(a_calendar_is_escaped_and_folded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
