/*
 * The panels of the home page: which, in which order, and how they move.
 */
#include "unit/expect.h"

#include "home/home.h"

#include <string.h>

static const uint64_t worker = (uint64_t)1 << PERSONALE | (uint64_t)1 << PRATICA_LEGGI | (uint64_t)1 << INTERVENTO_LEGGI;
static const uint64_t administrator = (uint64_t)1 << PERSONALE | (uint64_t)1 << AMMINISTRAZIONE;

static void expect_words(const char *words, int64_t role, uint64_t permissions, const char *expected)
{
	struct arena *arena = arena_new();
	struct home_place places[HOME_PANELS];
	size_t count = home_arrange(words, role, permissions, places);

	assert_string_equal(home_words(arena, places, count), expected);
	arena_free(arena);
}

static void defaults(void **state)
{
	(void)state;
	expect_words(NULL, 1, worker, "numeri notifiche bozze scadenze preferiti cronologia");
	expect_words("", 2, worker, "numeri notifiche bozze scadenze preferiti cronologia");
	expect_words(NULL, 3, worker, "bozze notifiche numeri cronologia preferiti -scadenze");
	expect_words(NULL, 4, worker, "notifiche numeri bozze scadenze cronologia preferiti");
	/* who opens no case has no panel about cases */
	expect_words(NULL, 5, administrator, "notifiche bozze");
}

static void stored(void **state)
{
	(void)state;
	expect_words("-notifiche numeri cronologia -preferiti scadenze bozze", 1, worker,
		     "-notifiche numeri cronologia -preferiti scadenze bozze");
	/* what later versions add comes last; what nobody knows, or what comes twice, is left out */
	expect_words("cronologia -agenda cronologia  -cronologia x", 1, worker,
		     "cronologia numeri notifiche bozze scadenze preferiti");
	expect_words("-", 1, worker, "numeri notifiche bozze scadenze preferiti cronologia");
	expect_words("   ", 1, worker, "numeri notifiche bozze scadenze preferiti cronologia");
	/* somebody who lost a permission keeps the rest */
	expect_words("numeri -bozze notifiche", 5, administrator, "-bozze notifiche");
}

static void expect_move(const char *words, const char *name, int steps, const char *expected)
{
	struct arena *arena = arena_new();
	struct home_place places[HOME_PANELS];
	size_t count = home_arrange(words, 1, worker, places);

	home_move(places, count, name, steps);
	assert_string_equal(home_words(arena, places, count), expected);
	arena_free(arena);
}

static void moves(void **state)
{
	static const char all[] = "numeri notifiche bozze scadenze -preferiti cronologia";

	(void)state;
	expect_move(all, "notifiche", -1, "notifiche numeri bozze scadenze -preferiti cronologia");
	expect_move(all, "notifiche", 1, "numeri bozze notifiche scadenze -preferiti cronologia");
	/* only within the column: at its ends nothing moves */
	expect_move(all, "numeri", -1, all);
	expect_move(all, "bozze", 1, all);
	expect_move(all, "scadenze", -1, all);
	expect_move(all, "cronologia", 1, all);
	/* panels of the other column are passed over, hidden ones stay hidden */
	expect_move("numeri scadenze notifiche preferiti bozze cronologia", "numeri", 1,
		    "notifiche scadenze numeri preferiti bozze cronologia");
	expect_move(all, "preferiti", -1, "numeri notifiche bozze -preferiti scadenze cronologia");
	expect_move(all, "agenda", 1, all);
	expect_move(all, "", -1, all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(stored),
		cmocka_unit_test(moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
