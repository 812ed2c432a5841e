/* The codice fiscale: vectors of tests/data/cf-esempi.csv, omocodia, damage, comparison. */
#include "soggetto/codice_fiscale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ESEMPI "SMPLBR11T31C816G"

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

static const struct codice_fiscale *read_code(const char *typed)
{
	return codice_fiscale_read(arena, typed);
}

static bool is_right(const char *typed)
{
	return read_code(typed)->fault == CODICE_RIGHT;
}

static void expect_refused(const char *typed, enum codice_fault fault, const char *sentence)
{
	const struct codice_fiscale *cf = read_code(typed);

	assert_int_equal(cf->fault, fault);
	assert_string_equal(cf->sentence, sentence);
}

/* ---- the vectors ---- */

enum { CODICE, COGNOME, NOME, DATA, SESSO, BELFIORE, LUOGO, VALIDO, DESCRIZIONE, SIUSS, COLUMNS };

static void vector_valid(char *cell[COLUMNS])
{
	const struct codice_fiscale *cf = read_code(cell[CODICE]);
	struct codice_fiscale_person person = { cell[COGNOME], cell[NOME], cell[SESSO][0],
						cell[DATA], cell[BELFIORE] };
	char computed[CODICE_FISCALE_SIZE];

	assert_null(cf->sentence);
	assert_string_equal(cf->code, cell[CODICE]);
	if (!*cell[COGNOME]) {
		assert_int_not_equal(cf->kind, CODICE_FISCALE);
		return;
	}
	assert_int_equal(cf->kind, CODICE_FISCALE);
	assert_true(codice_fiscale_compute(&person, computed));
	assert_string_equal(computed, cf->plain);
	assert_int_equal(codice_fiscale_compare(cf, &person), 0);
	assert_int_equal(cf->sesso, cell[SESSO][0]);
	assert_string_equal(cf->belfiore, cell[BELFIORE]);
	assert_int_equal(cf->year, atol(cell[DATA] + 2));
	assert_int_equal(cf->month, atol(cell[DATA] + 5));
	assert_int_equal(cf->day, atol(cell[DATA] + 8));
	assert_int_equal(cf->substitutions != 0, strncmp(cell[DESCRIZIONE], "omocodia", 8) == 0);
	if (cf->substitutions)
		assert_int_equal(cf->substitutions, atol(cell[DESCRIZIONE] + 9));
}

static void test_vectors(void **state)
{
	char line[512];
	int rows = 0, refused = 0;
	FILE *file = fopen("tests/data/cf-esempi.csv", "r");

	(void)state;
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	while (fgets(line, sizeof(line), file)) {
		char *cell[COLUMNS], *rest = line;

		line[strcspn(line, "\r\n")] = '\0';
		for (int i = 0; i < COLUMNS; i++)
			assert_non_null(cell[i] = strsep(&rest, ","));
		if (*cell[VALIDO] == 'S') {
			vector_valid(cell);
		} else {
			assert_false(is_right(cell[CODICE]));
			assert_non_null(read_code(cell[CODICE])->sentence);
			refused++;
		}
		rows++;
	}
	fclose(file);
	assert_int_equal(rows, 21);
	assert_int_equal(refused, 6);
}

static void test_faults(void **state)
{
	(void)state;
	expect_refused(
		"FOXBOX75P05H501A", CODICE_CONTROL,
		"Il codice fiscale contiene un errore: ricontrollalo sulla tessera sanitaria");
	expect_refused("FOXBOX75F05H501Z", CODICE_CHARACTER,
		       "Il carattere 9 del codice fiscale non può essere «F»: ricontrollalo sulla "
		       "tessera sanitaria");
	expect_refused("FOXBOX75P32H501K", CODICE_DATE,
		       "Il codice fiscale contiene una data di nascita che non esiste: "
		       "ricontrollalo sulla tessera sanitaria");
	expect_refused("FOXBOX75P72H501O", CODICE_DATE, read_code("FOXBOX75P32H501K")->sentence);
	expect_refused("FOXBOX75B30H501D", CODICE_DATE, read_code("FOXBOX75P32H501K")->sentence);
	expect_refused("FOXBOX75P05H501", CODICE_LENGTH,
		       "Il codice fiscale ha 15 caratteri, devono essere 16");
	expect_refused("F", CODICE_LENGTH, "Il codice fiscale ha 1 carattere, devono essere 16");
	expect_refused("FOXBOX75P05H501PP", CODICE_LENGTH,
		       "Il codice fiscale ha 17 caratteri, devono essere 16");
	expect_refused("FÒXBOX75P05H501P", CODICE_CHARACTER,
		       "Il carattere 2 del codice fiscale non può essere «Ò»: ricontrollalo sulla "
		       "tessera sanitaria");
	expect_refused("80012345677", CODICE_CONTROL,
		       "Il codice fiscale provvisorio contiene un errore: "
		       "ricontrollalo sul certificato dell’Agenzia delle Entrate");
	expect_refused("8001234567", CODICE_LENGTH,
		       "Il codice fiscale provvisorio ha 10 cifre, devono essere 11");
	expect_refused("STP030321000001", CODICE_LENGTH,
		       "Il codice STP ha 15 caratteri, devono essere 16");
	expect_refused(
		"ENI03032100000X8", CODICE_CHARACTER,
		"Il carattere 15 del codice ENI non può essere «X»: ricontrollalo sul tesserino");
}

static void test_kinds(void **state)
{
	(void)state;
	assert_int_equal(read_code(NULL)->kind, CODICE_NONE);
	assert_int_equal(read_code(" \t ")->kind, CODICE_NONE);
	assert_null(read_code("")->sentence);
	assert_int_equal(read_code("80012345676")->kind, CODICE_PROVVISORIO);
	assert_int_equal(read_code("STP0303210000017")->kind, CODICE_STP);
	assert_int_equal(read_code("eni0303210000018")->kind, CODICE_ENI);
	/* A surname whose letters are STP has a letter, not a digit, behind them. */
	assert_int_equal(read_code("STPMRA80A01F205")->kind, CODICE_FISCALE);
}

static void test_normalise(void **state)
{
	(void)state;
	assert_string_equal(read_code(" smp lbr\t11t31\xC2\xA0"
				      "c816\xE2\x80\x8B"
				      "g\n")
				    ->code,
			    ESEMPI);
	assert_true(is_right(" smp lbr\t11t31\xC2\xA0"
			     "c816\xE2\x80\x8B"
			     "g\n"));
	assert_string_equal(read_code("A\xFF")->code, "A\xEF\xBF\xBD");
}

static void test_february(void **state)
{
	struct codice_fiscale_person person = { "Verdi", "Ugo", 'M', "2000-02-29", "E648" };
	char code[CODICE_FISCALE_SIZE];

	(void)state;
	assert_true(codice_fiscale_compute(&person, code));
	assert_true(is_right(code));
	person.data_nascita = "2023-02-29";
	assert_false(codice_fiscale_compute(&person, code));
	assert_string_equal(code, "");
	memcpy(code, "VRDGUO23B29E648", 16);
	code[15] = codice_fiscale_control(code);
	assert_int_equal(read_code(code)->fault, CODICE_DATE);
}

/* ---- omocodia and damage ---- */

static const size_t places[7] = { 6, 7, 9, 10, 12, 13, 14 };

static void substitute(unsigned pattern, char code[CODICE_FISCALE_SIZE])
{
	memcpy(code, ESEMPI, CODICE_FISCALE_SIZE);
	for (size_t i = 0; i < 7; i++)
		if (pattern >> i & 1)
			code[places[i]] = "LMNPQRSTUV"[code[places[i]] - '0'];
	code[15] = codice_fiscale_control(code);
}

static void test_omocodia(void **state)
{
	const struct codice_fiscale *whole = read_code(ESEMPI);

	(void)state;
	for (unsigned pattern = 1; pattern < 128; pattern++) {
		char code[CODICE_FISCALE_SIZE];
		const struct codice_fiscale *cf;

		substitute(pattern, code);
		assert_string_not_equal(code, ESEMPI);
		cf = read_code(code);
		assert_int_equal(cf->fault, CODICE_RIGHT);
		assert_int_equal(cf->substitutions, __builtin_popcount(pattern));
		assert_string_equal(cf->plain, ESEMPI);
		assert_int_equal(cf->day, whole->day);
		assert_string_equal(cf->belfiore, whole->belfiore);
	}
}

/* Every other character in every place, of the code and of each of its 127 omocodes. */
static void test_each_change_is_refused(void **state)
{
	int changes = 0;

	(void)state;
	for (unsigned pattern = 0; pattern < 128; pattern++) {
		char code[CODICE_FISCALE_SIZE];

		substitute(pattern, code);
		for (size_t place = 0; place < 16; place++) {
			char right = code[place];

			for (const char *c = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"; *c; c++) {
				if (*c == right)
					continue;
				code[place] = *c;
				assert_false(is_right(code));
				changes++;
			}
			code[place] = right;
		}
		arena_reset(arena);
	}
	assert_int_equal(changes, 128 * 16 * 35);
}

static void test_provisional_change_is_refused(void **state)
{
	char code[] = "80012345676";

	(void)state;
	for (size_t place = 0; place < 11; place++) {
		char right = code[place];

		for (char c = '0'; c <= '9'; c++) {
			code[place] = c;
			assert_int_equal(is_right(code), c == right);
		}
		code[place] = right;
	}
}

/* ---- names ---- */

static void expect_letters(const char *cognome, const char *nome, const char *letters)
{
	struct codice_fiscale_person person = { cognome, nome, 'F', "1980-01-01", "E648" };
	char code[CODICE_FISCALE_SIZE];

	assert_true(codice_fiscale_compute(&person, code));
	assert_memory_equal(code, letters, 6);
	assert_memory_equal(code + 6, "80A41E648", 9);
	assert_true(is_right(code));
}

static void test_names(void **state)
{
	(void)state;
	expect_letters("D'Amico", "Anna", "DMCNNA");
	expect_letters("D’Amico <b>&\"Rossi\"", "Gian Marco", "DMCGMR");
	expect_letters("Niccolò", "Zoë", "NCCZOE");
	expect_letters("Nicolo\xCC\x80", "Marie-Hélène", "NCLMHL");
	expect_letters("Ex", "Ai", "XEXAIX");
	expect_letters("Fo", "O", "FOXOXX");
	expect_letters("De Li", "Ia", "DLEIAX");
	expect_letters("Esposito", "Rosa", "SPSRSO");	 /* three consonants or fewer: in order */
	expect_letters("Bianchi", "Caterina", "BNCCRN"); /* four or more: first, third, fourth */
	expect_letters("Rossi", "Margherita", "RSSMGH");
	expect_letters("Müller", "Jürgen", "MLLJGN");
	expect_letters("Łukasz", "Đorđe", "LKSDRD");
	expect_letters("Strauß", "Bjørn", "STRBRN");
	expect_letters("Nguyễn", "Thị", "NGYTHI");
}

static void test_compute_needs_all(void **state)
{
	const struct codice_fiscale_person whole = { "Rossi", "Anna", 'F', "1980-01-01", "E648" };
	struct codice_fiscale_person person;
	char code[CODICE_FISCALE_SIZE];

	(void)state;
	assert_true(codice_fiscale_compute(&whole, code));
	person = whole, person.cognome = "李";
	assert_false(codice_fiscale_compute(&person, code));
	person = whole, person.nome = NULL;
	assert_false(codice_fiscale_compute(&person, code));
	person = whole, person.sesso = '\0';
	assert_false(codice_fiscale_compute(&person, code));
	person = whole, person.data_nascita = "01/01/1980";
	assert_false(codice_fiscale_compute(&person, code));
	person = whole, person.data_nascita = NULL;
	assert_false(codice_fiscale_compute(&person, code));
	person = whole, person.belfiore = "E64";
	assert_false(codice_fiscale_compute(&person, code));
}

/* ---- comparison ---- */

static void expect_disagreement(const struct codice_fiscale_person *person, unsigned parts,
				const char *sentence)
{
	const struct codice_fiscale *cf = read_code("PRVGST48C54E648P");

	assert_int_equal(codice_fiscale_compare(cf, person), parts);
	assert_string_equal(codice_fiscale_disagreement(arena, (enum codice_part)parts, cf, person),
			    sentence);
}

static void test_compare_each_part(void **state)
{
	const struct codice_fiscale_person whole = { "Provaverdi", "Ginestra", 'F', "1948-03-14",
						     "E648" };
	struct codice_fiscale_person person;

	(void)state;
	assert_int_equal(codice_fiscale_compare(read_code("PRVGST48C54E648P"), &whole), 0);
	person = whole, person.cognome = "Rossi";
	expect_disagreement(
		&person, CODICE_COGNOME,
		"Il codice fiscale non corrisponde al cognome: ha PRV, da «Rossi» viene RSS");
	person = whole, person.nome = "Ginevra";
	expect_disagreement(
		&person, CODICE_NOME,
		"Il codice fiscale non corrisponde al nome: ha GST, da «Ginevra» viene GVR");
	person = whole, person.cognome = "Ginestra", person.nome = "Provaverdi";
	expect_disagreement(
		&person, CODICE_SCAMBIATI,
		"Il codice fiscale non corrisponde a cognome e nome: forse sono scambiati");
	person = whole, person.data_nascita = "1948-03-15";
	expect_disagreement(
		&person, CODICE_DATA,
		"Il codice fiscale non corrisponde alla data di nascita: indica 14/03/48");
	person = whole, person.sesso = 'M';
	expect_disagreement(&person, CODICE_SESSO,
			    "Il codice fiscale non corrisponde al sesso: indica Femmina");
	person = whole, person.belfiore = "F205";
	expect_disagreement(
		&person, CODICE_LUOGO,
		"Il codice fiscale non corrisponde al luogo di nascita: indica il codice E648");
}

static void test_compare_many(void **state)
{
	const struct codice_fiscale_person other = { "Rossi", "Ugo", 'M', "1950-01-01", "F205" };
	const struct codice_fiscale_person nobody = { "", NULL, '\0', NULL, "" };
	const struct codice_fiscale_person swapped = { "Bo", "Fo", 'M', "1975-09-05", "H501" };

	(void)state;
	assert_int_equal(codice_fiscale_compare(read_code("PRVGST48C54E648P"), &other),
			 CODICE_COGNOME | CODICE_NOME | CODICE_DATA | CODICE_SESSO | CODICE_LUOGO);
	assert_int_equal(codice_fiscale_compare(read_code("PRVGST48C54E648P"), &nobody), 0);
	assert_int_equal(codice_fiscale_compare(read_code("80012345676"), &other), 0);
	assert_int_equal(codice_fiscale_compare(read_code("PRVGST48C54E648Q"), &other), 0);
	assert_int_equal(codice_fiscale_compare(read_code("FOXBOX75P05H501P"), &swapped),
			 CODICE_SCAMBIATI);
}

static int year_on(const char *code, const char *today, bool *ambiguous)
{
	return codice_fiscale_year(read_code(code), today, ambiguous);
}

static void test_year(void **state)
{
	bool ambiguous;

	(void)state;
	assert_int_equal(year_on("PRVGST48C54E648P", "2026-05-06", &ambiguous), 1948);
	assert_false(ambiguous);
	assert_int_equal(year_on("AIEIOX20H10A811A", "2026-05-06", &ambiguous), 2020);
	assert_true(ambiguous);
	/* Born on 10 June: the day before it can only be of the century before. */
	assert_int_equal(year_on("AIEIOX20H10A811A", "2020-06-09", &ambiguous), 1920);
	assert_false(ambiguous);
	assert_int_equal(year_on("AIEIOX20H10A811A", "2020-06-10", NULL), 2020);
	/* 29 February 1900 was not. */
	assert_int_equal(year_on("TSTNCL00B29B910T", "2015-01-01", &ambiguous), 2000);
	assert_false(ambiguous);
	assert_int_equal(year_on("AIEIOX20H10A811A", "today", NULL), 0);
	assert_int_equal(year_on("80012345676", "2026-05-06", NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_vectors, setup, teardown),
		cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_kinds, setup, teardown),
		cmocka_unit_test_setup_teardown(test_normalise, setup, teardown),
		cmocka_unit_test_setup_teardown(test_february, setup, teardown),
		cmocka_unit_test_setup_teardown(test_omocodia, setup, teardown),
		cmocka_unit_test_setup_teardown(test_each_change_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_provisional_change_is_refused, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_names, setup, teardown),
		cmocka_unit_test_setup_teardown(test_compute_needs_all, setup, teardown),
		cmocka_unit_test_setup_teardown(test_compare_each_part, setup, teardown),
		cmocka_unit_test_setup_teardown(test_compare_many, setup, teardown),
		cmocka_unit_test_setup_teardown(test_year, setup, teardown),
	};

	return cmocka_run_group_tests_name("codice_fiscale", tests, NULL, NULL);
}
