#include "soggetto/codice_fiscale.h"

#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define OLDEST 117

/* Where the digits stand, from 0: the ones that omocodia may replace. */
static const unsigned char digit_places[] = { 6, 7, 9, 10, 12, 13, 14 };
static const char month_letters[] = "ABCDEHLMPRST";
static const char omocodia_letters[] = "LMNPQRSTUV";
/* Values of A-Z in the odd places (counted from 1); 0-9 have those of A-J.  In the even places
 * a letter's value is its position and a digit's is itself. */
static const unsigned char odd_values[26] = { 1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
					      20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };

static bool is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_vowel(char c)
{
	return memchr("AEIOU", c, 5) != NULL;
}

static bool is_digit_place(size_t place)
{
	return memchr(digit_places, (int)place, sizeof(digit_places)) != NULL;
}

/* ---- dates ---- */

struct date {
	int year, month, day;
};

static int month_days(int year, int month)
{
	static const unsigned char days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static int two_digits(const char *text)
{
	return (text[0] - '0') * 10 + text[1] - '0';
}

static bool date_read(const char *text, struct date *date)
{
	static const char shape[] = "0000-00-00";

	if (!text || strlen(text) != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '-' ? text[i] != '-' : !is_digit(text[i]))
			return false;
	date->year = two_digits(text) * 100 + two_digits(text + 2);
	date->month = two_digits(text + 5);
	date->day = two_digits(text + 8);
	return date->month >= 1 && date->month <= 12 && date->day >= 1 &&
	       date->day <= month_days(date->year, date->month);
}

/* ---- UTF-8 ---- */

#define NO_CHARACTER 0xFFFD

/* One character and its bytes; a byte that begins none is NO_CHARACTER, of one byte. */
static uint32_t utf8_next(const char *text, size_t *bytes)
{
	unsigned char first = (unsigned char)text[0];
	size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
	uint32_t c = more == 0 ? first : first & (0x3Fu >> more);

	*bytes = 1;
	if (first >= 0x80 && (first < 0xC2 || first > 0xF4))
		return NO_CHARACTER;
	for (size_t i = 1; i <= more; i++) {
		if (((unsigned char)text[i] & 0xC0) != 0x80) /* the NUL too */
			return NO_CHARACTER;
		c = c << 6 | ((unsigned char)text[i] & 0x3F);
	}
	if ((more == 2 && c < 0x800) || (more == 3 && c < 0x10000) || c > 0x10FFFF ||
	    (c >= 0xD800 && c <= 0xDFFF))
		return NO_CHARACTER;
	*bytes = more + 1;
	return c;
}

/* ---- letters of names ---- */

/* The letter under the mark, U+00C0 to U+024F and U+1E00 to U+1EFF (Unicode's canonical
 * decomposition; and O for Ø, D for Đ, L for Ł and the like).  A point: none. */
static const char latin_letters[] =
	"AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY.Y"
	"AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII..JJKK.LLLLLL."
	".LLNNNNNN...OOOOOO..RRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS"
	"................................OO.............UU..............."
	".............AAIIOOUUUUUUUUUU.AAAA....GGKKOOOO..J...GG..NNAA...."
	"AAAAEEEEIIIIOOOORRRRUUUUSSTT..HH......AAEEOOOOOOOOYY............"
	"................";
static const char latin_additional_letters[] =
	"AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMM"
	"MMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRRSSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVV"
	"WWWWWWWWWWXXXXYYZZZZZZHTWY.S....AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE"
	"EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY......";

/* The Latin capitals of one character, "" if it has none. */
static const char *latin_capitals(uint32_t c, char one[2])
{
	one[0] = '.';
	one[1] = '\0';
	if (c >= 'a' && c <= 'z')
		one[0] = (char)(c - 'a' + 'A');
	else if (c >= 'A' && c <= 'Z')
		one[0] = (char)c;
	else if (c >= 0xC0 && c < 0xC0 + sizeof(latin_letters) - 1)
		one[0] = latin_letters[c - 0xC0];
	else if (c >= 0x1E00 && c < 0x1E00 + sizeof(latin_additional_letters) - 1)
		one[0] = latin_additional_letters[c - 0x1E00];
	if (one[0] != '.')
		return one;
	switch (c) {
	case 0xC6:
	case 0xE6:
		return "AE";
	case 0x152:
	case 0x153:
		return "OE";
	case 0xDF:
	case 0x1E9E:
		return "SS";
	case 0xDE:
	case 0xFE:
		return "TH";
	default:
		return "";
	}
}

const char *latin_capitals_at(const char *text, size_t *bytes, char one[2])
{
	return latin_capitals(utf8_next(text, bytes), one);
}

/* Consonants and vowels of a name, each in their order: only the first four consonants and
 * three vowels can ever count. */
struct skeleton {
	char consonants[4], vowels[3];
	size_t consonant_count, vowel_count;
};

static void skeleton_add(struct skeleton *s, char letter)
{
	if (is_vowel(letter)) {
		if (s->vowel_count < sizeof(s->vowels))
			s->vowels[s->vowel_count++] = letter;
	} else if (s->consonant_count < sizeof(s->consonants)) {
		s->consonants[s->consonant_count++] = letter;
	}
}

static struct skeleton skeleton_of(const char *name)
{
	struct skeleton s = { .consonant_count = 0 };
	size_t bytes;

	for (const char *at = name ? name : ""; *at; at += bytes) {
		char one[2];

		for (const char *l = latin_capitals(utf8_next(at, &bytes), one); *l; l++)
			skeleton_add(&s, *l);
	}
	return s;
}

/* Consonants, then vowels, then X.  Of a name with four consonants or more the second is left
 * out; a surname keeps the first three.  False if there is no letter. */
static bool three_letters(const char *name, bool is_first_name, char out[4])
{
	struct skeleton s = skeleton_of(name);
	size_t size = 0;

	memcpy(out, "XXX", 4);
	for (size_t i = 0; i < s.consonant_count && size < 3; i++)
		if (!(is_first_name && s.consonant_count == 4 && i == 1))
			out[size++] = s.consonants[i];
	for (size_t i = 0; i < s.vowel_count && size < 3; i++)
		out[size++] = s.vowels[i];
	return size > 0;
}

/* ---- reading ---- */

static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
	       c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

static char *normalise(struct arena *arena, const char *typed, size_t *characters)
{
	struct text *text = text_new(arena);
	size_t bytes;

	*characters = 0;
	for (const char *at = typed ? typed : ""; *at; at += bytes) {
		uint32_t c = utf8_next(at, &bytes);
		char capital = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);

		if (is_blank(c))
			continue;
		if (c == NO_CHARACTER) /* bytes that are no UTF-8: keep the text clean */
			text_add(text, "\xEF\xBF\xBD");
		else
			text_add_bytes(text, c < 0x80 ? &capital : at, bytes);
		(*characters)++;
	}
	return text->data;
}

/* A codice fiscale has a letter in the fourth place, STP and ENI a digit: no code is both. */
static enum codice_kind kind_of(const char *code)
{
	if (!*code)
		return CODICE_NONE;
	if (!strncmp(code, "STP", 3) && is_digit(code[3]))
		return CODICE_STP;
	if (!strncmp(code, "ENI", 3) && is_digit(code[3]))
		return CODICE_ENI;
	return code[strspn(code, "0123456789")] ? CODICE_FISCALE : CODICE_PROVVISORIO;
}

/* What may stand in a place of a code that begins as its kind wants. */
static bool may_stand(enum codice_kind kind, size_t place, char c)
{
	if (kind != CODICE_FISCALE)
		return is_digit(c) || (kind != CODICE_PROVVISORIO && place < 3 && is_letter(c));
	if (is_digit_place(place))
		return is_digit(c) || (c && strchr(omocodia_letters, c));
	if (place == 8)
		return c && strchr(month_letters, c);
	return is_letter(c);
}

char codice_fiscale_control(const char *code)
{
	unsigned sum = 0;

	for (size_t i = 0; i < 15; i++) {
		unsigned value;

		if (is_digit(code[i]))
			value = (unsigned)(code[i] - '0');
		else if (is_letter(code[i]))
			value = (unsigned)(code[i] - 'A');
		else
			return '\0';
		sum += i % 2 == 0 ? odd_values[value] : value;
	}
	return (char)('A' + sum % 26);
}

/* The rule of the partita IVA. */
static bool provisional_is_right(const char *code)
{
	int sum = 0;

	for (size_t i = 0; i < 11; i++) {
		int value = code[i] - '0';

		if (i % 2 == 1)
			value = value * 2 > 9 ? value * 2 - 9 : value * 2;
		sum += value;
	}
	return sum % 10 == 0;
}

static void undo_omocodia(struct codice_fiscale *cf)
{
	memcpy(cf->plain, cf->code, CODICE_FISCALE_SIZE);
	for (size_t i = 0; i < sizeof(digit_places); i++) {
		char *c = &cf->plain[digit_places[i]];

		if (is_letter(*c)) {
			*c = (char)('0' + (strchr(omocodia_letters, *c) - omocodia_letters));
			cf->substitutions++;
		}
	}
	cf->plain[15] = codice_fiscale_control(cf->plain);
}

/* The parts of a code of right form; false if its day does not exist in either century. */
static bool decode(struct codice_fiscale *cf)
{
	int day;

	undo_omocodia(cf);
	memcpy(cf->cognome, cf->plain, 3);
	memcpy(cf->nome, cf->plain + 3, 3);
	memcpy(cf->belfiore, cf->plain + 11, 4);
	cf->year = two_digits(cf->plain + 6);
	cf->month = (int)(strchr(month_letters, cf->plain[8]) - month_letters) + 1;
	day = two_digits(cf->plain + 9);
	cf->sesso = day > 40 ? 'F' : 'M';
	cf->day = day > 40 ? day - 40 : day;
	/* 29 February 00 is of 2000; any other year is a leap year in both centuries or in none. */
	return cf->day >= 1 && cf->day <= month_days(2000 + cf->year, cf->month);
}

/* ---- sentences about the code ---- */

static const char *kind_name(enum codice_kind kind)
{
	switch (kind) {
	case CODICE_PROVVISORIO:
		return "codice fiscale provvisorio";
	case CODICE_STP:
		return "codice STP";
	case CODICE_ENI:
		return "codice ENI";
	default:
		return "codice fiscale";
	}
}

/* On what paper the code stands. */
static const char *kind_paper(enum codice_kind kind)
{
	switch (kind) {
	case CODICE_PROVVISORIO:
		return "sul certificato dell’Agenzia delle Entrate";
	case CODICE_STP:
	case CODICE_ENI:
		return "sul tesserino";
	default:
		return "sulla tessera sanitaria";
	}
}

static const char *length_sentence(struct arena *arena, enum codice_kind kind, size_t has,
				   size_t wants)
{
	bool digits = kind == CODICE_PROVVISORIO;

	return arena_printf(arena, "Il %s ha %zu %s, devono essere %zu", kind_name(kind), has,
			    digits ? (has == 1 ? "cifra" : "cifre")
				   : (has == 1 ? "carattere" : "caratteri"),
			    wants);
}

static const char *character_sentence(struct arena *arena, enum codice_kind kind, size_t place,
				      const char *at)
{
	size_t bytes;

	utf8_next(at, &bytes);
	return arena_printf(arena,
			    "Il carattere %zu del %s non può essere «%.*s»: ricontrollalo %s",
			    place + 1, kind_name(kind), (int)bytes, at, kind_paper(kind));
}

/* The first character that cannot stand where it does; NULL if all can. */
static const char *wrong_character(const struct codice_fiscale *cf, size_t *place)
{
	const char *at = cf->code;

	for (*place = 0; *at; (*place)++, at++)
		if (!may_stand(cf->kind, *place, *at))
			return at;
	return NULL;
}

static void check(struct arena *arena, struct codice_fiscale *cf, size_t characters)
{
	size_t wants = cf->kind == CODICE_PROVVISORIO ? 11 : 16, place;
	const char *wrong;

	if (characters != wants) {
		cf->fault = CODICE_LENGTH;
		cf->sentence = length_sentence(arena, cf->kind, characters, wants);
	} else if ((wrong = wrong_character(cf, &place))) {
		cf->fault = CODICE_CHARACTER;
		cf->sentence = character_sentence(arena, cf->kind, place, wrong);
	} else if ((cf->kind == CODICE_PROVVISORIO && !provisional_is_right(cf->code)) ||
		   (cf->kind == CODICE_FISCALE &&
		    codice_fiscale_control(cf->code) != cf->code[15])) {
		cf->fault = CODICE_CONTROL;
		cf->sentence = arena_printf(arena, "Il %s contiene un errore: ricontrollalo %s",
					    kind_name(cf->kind), kind_paper(cf->kind));
	} else if (cf->kind == CODICE_FISCALE && !decode(cf)) {
		cf->fault = CODICE_DATE;
		cf->sentence = "Il codice fiscale contiene una data di nascita che non esiste: "
			       "ricontrollalo sulla tessera sanitaria";
	}
}

const struct codice_fiscale *codice_fiscale_read(struct arena *arena, const char *typed)
{
	struct codice_fiscale *cf = arena_alloc(arena, sizeof(*cf));
	size_t characters;

	cf->code = normalise(arena, typed, &characters);
	cf->kind = kind_of(cf->code);
	if (cf->kind != CODICE_NONE)
		check(arena, cf, characters);
	return cf;
}

/* ---- the person ---- */

static bool belfiore_is_form(const char *code)
{
	return code && strlen(code) == 4 && is_letter(code[0]) && is_digit(code[1]) &&
	       is_digit(code[2]) && is_digit(code[3]);
}

bool codice_fiscale_compute(const struct codice_fiscale_person *person,
			    char code[CODICE_FISCALE_SIZE])
{
	char cognome[4], nome[4], head[CODICE_FISCALE_SIZE + 8];
	struct date born;

	memset(code, 0, CODICE_FISCALE_SIZE);
	if (!three_letters(person->cognome, false, cognome) ||
	    !three_letters(person->nome, true, nome) || !date_read(person->data_nascita, &born) ||
	    !belfiore_is_form(person->belfiore) || (person->sesso != 'M' && person->sesso != 'F'))
		return false;
	snprintf(head, sizeof(head), "%s%s%02d%c%02d%s", cognome, nome, born.year % 100,
		 month_letters[born.month - 1], born.day + (person->sesso == 'F' ? 40 : 0),
		 person->belfiore);
	memcpy(code, head, 15);
	code[15] = codice_fiscale_control(code);
	return true;
}

static unsigned compare_names(const struct codice_fiscale *code,
			      const struct codice_fiscale_person *person)
{
	char cognome[4], nome[4], other[4];
	bool has_cognome = three_letters(person->cognome, false, cognome);
	bool has_nome = three_letters(person->nome, true, nome);
	unsigned parts = 0;

	if (has_cognome && memcmp(cognome, code->cognome, 3) != 0)
		parts |= CODICE_COGNOME;
	if (has_nome && memcmp(nome, code->nome, 3) != 0)
		parts |= CODICE_NOME;
	/* Each rule is of its own field: the name is read again as a surname, and back. */
	if (parts == (CODICE_COGNOME | CODICE_NOME) && three_letters(person->nome, false, other) &&
	    !memcmp(other, code->cognome, 3) && three_letters(person->cognome, true, other) &&
	    !memcmp(other, code->nome, 3))
		parts = CODICE_SCAMBIATI;
	return parts;
}

unsigned codice_fiscale_compare(const struct codice_fiscale *code,
				const struct codice_fiscale_person *person)
{
	struct date born;
	unsigned parts;

	if (code->kind != CODICE_FISCALE || code->fault != CODICE_RIGHT)
		return 0;
	parts = compare_names(code, person);
	if (date_read(person->data_nascita, &born) &&
	    (born.year % 100 != code->year || born.month != code->month || born.day != code->day))
		parts |= CODICE_DATA;
	if ((person->sesso == 'M' || person->sesso == 'F') && person->sesso != code->sesso)
		parts |= CODICE_SESSO;
	if (person->belfiore && *person->belfiore && strcmp(person->belfiore, code->belfiore) != 0)
		parts |= CODICE_LUOGO;
	return parts;
}

const char *codice_fiscale_disagreement(struct arena *arena, enum codice_part part,
					const struct codice_fiscale *code,
					const struct codice_fiscale_person *person)
{
	char letters[4];

	switch (part) {
	case CODICE_COGNOME:
		three_letters(person->cognome, false, letters);
		return arena_printf(
			arena,
			"Il codice fiscale non corrisponde al cognome: ha %s, da «%s» viene %s",
			code->cognome, person->cognome, letters);
	case CODICE_NOME:
		three_letters(person->nome, true, letters);
		return arena_printf(
			arena, "Il codice fiscale non corrisponde al nome: ha %s, da «%s» viene %s",
			code->nome, person->nome, letters);
	case CODICE_SCAMBIATI:
		return "Il codice fiscale non corrisponde a cognome e nome: forse sono scambiati";
	case CODICE_DATA:
		/* The code has two digits of the year and no more: say what it says. */
		return arena_printf(arena,
				    "Il codice fiscale non corrisponde alla data di nascita: "
				    "indica %02d/%02d/%02d",
				    code->day, code->month, code->year);
	case CODICE_SESSO:
		return code->sesso == 'F'
			       ? "Il codice fiscale non corrisponde al sesso: indica Femmina"
			       : "Il codice fiscale non corrisponde al sesso: indica Maschio";
	case CODICE_LUOGO:
		return arena_printf(arena,
				    "Il codice fiscale non corrisponde al luogo di nascita: indica "
				    "il codice %s",
				    code->belfiore);
	}
	return NULL;
}

static bool is_past_day(int year, const struct codice_fiscale *code, const struct date *today)
{
	int born = (year * 100 + code->month) * 100 + code->day;

	return born <= (today->year * 100 + today->month) * 100 + today->day;
}

int codice_fiscale_year(const struct codice_fiscale *code, const char *today, bool *ambiguous)
{
	struct date now;
	int year, before;

	if (ambiguous)
		*ambiguous = false;
	if (code->kind != CODICE_FISCALE || code->fault != CODICE_RIGHT || !date_read(today, &now))
		return 0;
	year = now.year - now.year % 100 + code->year;
	while (!is_past_day(year, code, &now) || code->day > month_days(year, code->month))
		year -= 100;
	before = year - 100;
	if (ambiguous && code->day <= month_days(before, code->month))
		*ambiguous = now.year - before <= OLDEST;
	return year;
}
