/* Rules of persons: age, what a search means, marks, places, going back with a choice. */
#include "unit/expect.h"

#include "soggetto/soggetto.h"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void test_age(void **state)
{
	(void)state;
	assert_int_equal(soggetto_age("1948-03-14", "2026-03-13"), 77);
	assert_int_equal(soggetto_age("1948-03-14", "2026-03-14"), 78);
	assert_int_equal(soggetto_age("2008-02-29", "2026-02-28"), 17); /* of age on 1 March */
	assert_int_equal(soggetto_age("2008-02-29", "2026-03-01"), 18);
	assert_int_equal(soggetto_age("2026-05-06", "2026-05-06"), 0);
	assert_int_equal(soggetto_age("2026-05-07", "2026-05-06"), -1);
	assert_int_equal(soggetto_age(NULL, "2026-05-06"), -1);
	assert_int_equal(soggetto_age("", "2026-05-06"), -1);
}

static void test_born(void **state)
{
	(void)state;
	assert_string_equal(soggetto_born(arena, "F", "1948-03-14", NULL, "2026-05-06"), "nata il 14/03/1948 (78 anni)");
	assert_string_equal(soggetto_born(arena, "M", "2025-01-02", NULL, "2026-05-06"), "nato il 02/01/2025 (1 anno)");
	assert_string_equal(soggetto_born(arena, "M", "1948-03-14", "2020-01-02", "2026-05-06"),
			    "nato il 14/03/1948, morto il 02/01/2020 a 71 anni");
}

static void test_fold(void **state)
{
	(void)state;
	assert_string_equal(soggetto_fold(arena, "  D’Amìco   Niccolò "), "damico niccolo");
	assert_string_equal(soggetto_fold(arena, "O'Neill-Straße"), "oneill-strasse");
	assert_string_equal(soggetto_fold(arena, NULL), "");
	assert_string_equal(soggetto_fold(arena, " ' "), "");
	assert_string_equal(soggetto_fold(arena, "\xFF"), "\xFF"); /* never more than it was */
}

static struct search expect_search(const char *typed, enum search_kind kind, const char *first)
{
	struct search search = soggetto_search(arena, typed);

	assert_int_equal(search.kind, kind);
	assert_string_equal(search.first, first);
	return search;
}

static void test_search(void **state)
{
	(void)state;
	expect_search(NULL, SEARCH_NOTHING, "");
	expect_search("  ", SEARCH_NOTHING, "");
	expect_search("'", SEARCH_NOTHING, "");
	expect_search("Rossi", SEARCH_NAME, "rossi");
	expect_search(" De  Lùca Anna ", SEARCH_NAME, "de luca anna");
	expect_search("14/3/48", SEARCH_BIRTH, "1948-03-14");
	expect_search("14031948", SEARCH_BIRTH, "1948-03-14");
	expect_search("224 934", SEARCH_NUMBER, "224934");
	expect_search("99999999", SEARCH_NUMBER, "99999999"); /* eight digits that are no day */
	expect_search("80012345676", SEARCH_TAX_CODE, "80012345676");
	expect_search("vlbrns 48c", SEARCH_TAX_CODE, "VLBRNS48C");
	expect_search("stp1234567890123", SEARCH_TAX_CODE, "STP1234567890123");
	expect_search("gen-2026-004", SEARCH_CASE, "GEN-2026-004");
	expect_search("rossi2", SEARCH_NAME, "rossi2");
	expect_search("1234567890123456789", SEARCH_NAME, "1234567890123456789"); /* no number of ours */
	expect_search("31/02/1948", SEARCH_NAME, "31/02/1948");
	expect_search("%_\\", SEARCH_NAME, "%_\\");
}

static void test_search_pieces(void **state)
{
	(void)state;
	expect_search("48c54E648", SEARCH_PIECE, "48C54E648");
	expect_search("e648k", SEARCH_PIECE, "E648K");
	expect_search("rns48", SEARCH_PIECE, "RNS48");
	expect_search("vlbrns4UcRQe6QUk", SEARCH_TAX_CODE, "VLBRNS4UCRQE6QUK"); /* omocodia */
	expect_search("48z54", SEARCH_PIECE, "48Z54");  /* day and the beginning of a foreign state */
	expect_search("4k4k", SEARCH_NAME, "4k4k");      /* K is no month, and stands for no digit */
	expect_search("rossi 48", SEARCH_NAME, "rossi"); /* a piece is typed in one */
	assert_string_equal(expect_search("rssmrc", SEARCH_NAME, "rssmrc").code, "RSSMRC");
	assert_null(expect_search("rssmr", SEARCH_NAME, "rssmr").code);
	assert_null(expect_search("rss mrc", SEARCH_NAME, "rss mrc").code);
}

/* A day or a year beside a name. */
static void test_search_name_born(void **state)
{
	(void)state;
	struct search search = expect_search("rossi 1948 marco", SEARCH_NAME, "rossi marco");
	assert_int_equal(search.year, 1948);
	assert_null(search.born);
	search = expect_search("Rossi Marco 14/03/1948", SEARCH_NAME, "rossi marco");
	assert_int_equal(search.year, 0);
	assert_string_equal(search.born, "1948-03-14");
	search = expect_search("ferrari 1948", SEARCH_NAME, "ferrari"); /* no codice fiscale begins so */
	assert_int_equal(search.year, 1948);
	search = expect_search("ferrari 31/02/1948", SEARCH_NAME, "ferrari"); /* no day: the name remains */
	assert_null(search.born);
	assert_int_equal(search.year, 0);
	assert_int_equal(expect_search("1948", SEARCH_NUMBER, "1948").year, 0);
}

/* The pieces with marks in brackets. */
static const char *marked(const char *text, const char *words)
{
	struct page *page = page_new(arena);
	struct text *out = text_new(arena);
	const char *piece;

	soggetto_mark(arena, page, "P", text, words);
	for (int i = 0; *(piece = page_get(page, arena_printf(arena, "P.%d.testo", i))); i++)
		text_addf(out, *page_get(page, arena_printf(arena, "P.%d.segno", i)) ? "[%s]" : "%s", piece);
	return out->data;
}

static void test_mark(void **state)
{
	(void)state;
	assert_string_equal(marked("Valbruna Ortensia", "valbru"), "[Valbru]na Ortensia");
	assert_string_equal(marked("Valbruna Ortensia", "or val"), "[Val]bruna [Or]tensia");
	assert_string_equal(marked("D’Amìco", "dami"), "[D’Amì]co");
	assert_string_equal(marked("Bruna", "una"), "Bruna");     /* only where a word begins */
	assert_string_equal(marked("Maria", "mariano"), "Maria"); /* all of the word searched, or nothing */
	assert_string_equal(marked("Mari", "m mar"), "[Mar]i");   /* the longest */
	assert_string_equal(marked("<b>&\"x", "<b"), "[<b]>&\"x");
	assert_string_equal(marked("Straße", "strass"), "[Straß]e");
	assert_string_equal(marked("", "a"), "");
	assert_string_equal(marked("Anna", ""), "Anna");
}

static void expect_place(const char *typed, const char *name, const char *sigla)
{
	const char *n, *s;

	luogo_split(arena, typed, &n, &s);
	assert_string_equal(n, name);
	if (sigla)
		assert_string_equal(s, sigla);
	else
		assert_null(s);
}

static void test_place(void **state)
{
	const struct luogo castro[] = { { "c1", true, true }, { "c2", true, true }, { "c3", false, true } };
	const struct luogo lodi[] = { { "c1", true, true }, { "c2", false, true } };
	const struct luogo then[] = { { "c1", true, false }, { "c2", true, true } };

	(void)state;
	expect_place(" Lodi (LO) ", "Lodi", "LO");
	expect_place("lodi(lo)", "lodi", "lo");
	expect_place("Lodi", "Lodi", NULL);
	expect_place("Congo (Repubblica)", "Congo (Repubblica)", NULL);
	expect_place("(LO)", "(LO)", NULL);
	expect_place("", "", NULL);
	assert_int_equal(luogo_choose(lodi, 2, NULL), 0);
	assert_int_equal(luogo_choose(castro, 3, NULL), -1);
	assert_int_equal(luogo_choose(castro, 3, "c2"), 1);
	assert_int_equal(luogo_choose(castro, 3, "c9"), -1); /* not among them: as if none was picked */
	assert_int_equal(luogo_choose(castro, 3, "c3"), 2);
	assert_int_equal(luogo_choose(then, 2, NULL), 1);
	assert_int_equal(luogo_choose(castro + 2, 1, NULL), -1); /* a beginning is no name */
	assert_int_equal(luogo_choose(NULL, 0, "c1"), -1);
}

static void test_return(void **state)
{
	(void)state;
	assert_string_equal(ritorno_read("/interventi/generici/nuovo"), "/interventi/generici/nuovo");
	assert_null(ritorno_read(NULL));
	assert_null(ritorno_read(""));
	assert_null(ritorno_read("https://altrove.example/"));
	assert_null(ritorno_read("//altrove.example"));
	assert_null(ritorno_read("/\\altrove.example"));
	assert_null(ritorno_read("/a\r\nSet-Cookie: x"));
	assert_null(ritorno_read("/a b"));
	assert_null(ritorno_read("/a#b"));
	assert_string_equal(campo_read("titolare"), "titolare");
	assert_null(campo_read("a&b"));
	assert_null(campo_read("1a"));
	assert_null(campo_read(""));
	assert_null(campo_read(NULL));
	assert_string_equal(ritorno_with(arena, "/a", "x", 7), "/a?x=7");
	assert_string_equal(ritorno_with(arena, "/a?b=1", "x", 7), "/a?b=1&x=7");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_age, setup, teardown),
		cmocka_unit_test_setup_teardown(test_born, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fold, setup, teardown),
		cmocka_unit_test_setup_teardown(test_search, setup, teardown),
		cmocka_unit_test_setup_teardown(test_search_pieces, setup, teardown),
		cmocka_unit_test_setup_teardown(test_search_name_born, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mark, setup, teardown),
		cmocka_unit_test_setup_teardown(test_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_return, setup, teardown),
	};

	return cmocka_run_group_tests_name("soggetto", tests, NULL, NULL);
}
