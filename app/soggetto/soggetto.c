/*
 * Rules about persons that need neither database nor clock.
 */
#include "soggetto/soggetto.h"

#include "base/text.h"
#include "form/form.h"
#include "soggetto/codice_fiscale.h"

#include <stdio.h>
#include <string.h>

#define BLANKS " \t\r\n\f\v"
#define DIGITS "0123456789"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* ---- age ---- */

/* yyyymmdd, or -1 */
static int day_number(const char *iso)
{
	int number = 0;

	if (!iso || strnlen(iso, 10) < 10 || iso[4] != '-' || iso[7] != '-')
		return -1;
	for (int i = 0; i < 10; i++) {
		if (i == 4 || i == 7)
			continue;
		if (iso[i] < '0' || iso[i] > '9')
			return -1;
		number = number * 10 + (iso[i] - '0');
	}
	return number;
}

int soggetto_age(const char *born, const char *on)
{
	int from = day_number(born), to = day_number(on);

	return from < 0 || to < from ? -1 : (to - from) / 10000;
}

const char *soggetto_born(struct arena *arena, const char *sesso, const char *born, const char *died, const char *today)
{
	const char *word = sesso && *sesso == 'F' ? "nata" : "nato";
	int age = soggetto_age(born, died ? died : today);
	const char *day = italian_date(arena, born);

	if (age < 0)
		return arena_printf(arena, "%s il %s", word, day);
	if (died)
		return arena_printf(arena, "%s il %s, %s il %s a %d anni", word, day, word[3] == 'a' ? "morta" : "morto",
				    italian_date(arena, died), age);
	return arena_printf(arena, age == 1 ? "%s il %s (%d anno)" : "%s il %s (%d anni)", word, day, age);
}

/* ---- folding ---- */

/* True for the marks that senza_accenti() drops: ' ` ’ */
static bool is_apostrophe(const char *at, size_t bytes)
{
	return (bytes == 1 && (*at == '\'' || *at == '`')) || (bytes == 3 && strncmp(at, "\xE2\x80\x99", 3) == 0);
}

/* The folded form of one character into `out` (NUL-terminated, room for 5). */
static size_t fold_one(const char *at, char out[5])
{
	char one[2];
	size_t bytes, size = 0;
	const char *capitals = latin_capitals_at(at, &bytes, one);

	for (; *capitals; capitals++)
		out[size++] = (char)(*capitals - 'A' + 'a');
	if (!size && !is_apostrophe(at, bytes) && bytes <= 4) {
		memcpy(out, at, bytes);
		size = bytes;
	}
	out[size] = '\0';
	return bytes;
}

char *soggetto_fold(struct arena *arena, const char *text)
{
	struct text *out = text_new(arena);
	bool blank = false;
	char one[5];

	for (const char *at = text ? text : ""; *at;) {
		if (strchr(BLANKS, *at)) {
			blank = out->size > 0;
			at++;
			continue;
		}
		at += fold_one(at, one);
		if (blank && *one)
			text_add(out, " ");
		blank = blank && !*one;
		text_add(out, one);
	}
	return out->data;
}

/* ---- what is searched ---- */

static char *without_blanks(struct arena *arena, const char *text)
{
	struct text *out = text_new(arena);

	for (; *text; text++)
		if (!strchr(BLANKS, *text))
			text_add_bytes(out, (char[]){ (char)(*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text) }, 1);
	return out->data;
}

/* Digits alone: a day if there are eight that make one, else a number; with strokes, dots or
 * dashes between them a day. */
static bool search_digits(struct arena *arena, const char *typed, struct search *search)
{
	char *digits = without_blanks(arena, typed);
	const char *iso, *why;

	if (digits[strspn(digits, DIGITS "/.-")])
		return false;
	if (digits[strspn(digits, DIGITS)]) {
		if (!form_parse_date(arena, text_trim(arena, typed), true, &iso, &why))
			return false;
		*search = (struct search){ .kind = SEARCH_BIRTH, .first = iso };
	} else if (strlen(digits) == 8 && form_parse_date(arena, digits, true, &iso, &why)) {
		*search = (struct search){ .kind = SEARCH_BIRTH, .first = iso };
	} else if (strlen(digits) == 11) {
		*search = (struct search){ .kind = SEARCH_TAX_CODE, .first = digits };
	} else if (strlen(digits) <= 18) {
		*search = (struct search){ .kind = SEARCH_NUMBER, .first = digits };
	} else {
		return false;
	}
	return true;
}

/* GEN-2026-00418, from the first dash or digit on: no codice fiscale has a dash, none has a digit
 * before its seventh place but STP and ENI. */
static bool is_case_code(const char *code)
{
	size_t letters = strspn(code, CAPITALS);

	return letters >= 2 && letters <= 5 && code[letters] == '-' && !code[strspn(code, CAPITALS DIGITS "-")];
}

/* How many characters of `code` may stand in a codice fiscale from its place `from` on. */
static size_t fits_code(const char *code, size_t from)
{
	static const char shape[] = "AAAAAA00M00A000A"; /* 0: also the letters of omocodia */
	size_t size = 0;

	for (; code[size] && from + size < sizeof(shape) - 1; size++) {
		const char *may = shape[from + size] == 'A' ? CAPITALS : shape[from + size] == 'M' ? "ABCDEHLMPRST" : DIGITS "LMNPQRSTUV";
		if (!strchr(may, code[size]))
			break;
	}
	return size;
}

static bool is_tax_code(const char *code)
{
	size_t letters = strspn(code, CAPITALS), all = strspn(code, CAPITALS DIGITS);

	if (code[all] || all > 16 || all == letters)
		return false;
	return !strncmp(code, "STP", 3) || !strncmp(code, "ENI", 3) || (letters >= 6 && fits_code(code, 0) == all);
}

/* A piece from the middle or the end of a codice fiscale, typed in one; a name has no two digits. */
static bool is_piece(const char *code)
{
	size_t all = strlen(code), digits = 0;

	for (const char *c = code; *c; c++)
		digits += *c >= '0' && *c <= '9';
	if (all < 4 || all > 16 || digits < 2 || digits == all)
		return false;
	for (size_t from = 0; from + all <= 16; from++)
		if (fits_code(code, from) == all)
			return true;
	return false;
}

/* Names, with a day or a year of birth between them or behind.  What has digits and is neither is
 * left out where there are names. */
static struct search search_name(struct arena *arena, const char *typed)
{
	struct search search = { .kind = SEARCH_NAME };
	struct text *names = text_new(arena);
	const char *folded = soggetto_fold(arena, typed), *iso, *why;
	int64_t year;

	for (const char *at = folded; *at;) {
		size_t size = strcspn(at, " ");
		const char *word = arena_strndup(arena, at, size);
		if (word[strcspn(word, DIGITS)] == '\0')
			text_addf(names, names->size ? " %s" : "%s", word);
		else if (size == 4 && text_to_int(word, &year) && year >= 1850 && year <= 2199)
			search.year = (int)year;
		else if (form_parse_date(arena, word, true, &iso, &why))
			search.born = iso;
		at += size + (at[size] == ' ');
	}
	if (!names->size)
		return (struct search){ .kind = SEARCH_NAME, .first = folded };
	search.first = names->data;
	return search;
}

struct search soggetto_search(struct arena *arena, const char *typed)
{
	struct search search = { .kind = SEARCH_NOTHING, .first = "" };
	const char *code = without_blanks(arena, typed ? typed : "");

	if (!*soggetto_fold(arena, typed) || search_digits(arena, typed, &search))
		return search;
	if (is_case_code(code))
		return (struct search){ .kind = SEARCH_CASE, .first = code };
	if (is_tax_code(code))
		return (struct search){ .kind = SEARCH_TAX_CODE, .first = code };
	bool one_word = !strpbrk(text_trim(arena, typed), BLANKS);
	if (one_word && is_piece(code))
		return (struct search){ .kind = SEARCH_PIECE, .first = code };
	search = search_name(arena, typed);
	if (one_word && strlen(code) == 6 && strspn(code, CAPITALS) == 6)
		search.code = code;
	return search;
}

/* ---- marks ---- */

/* How many bytes at `text` fold to something that begins with `word`; 0 if they do not. */
static size_t begins(const char *text, const char *word, size_t size)
{
	const char *at = text;
	char one[5];

	while (size) {
		if (!*at)
			return 0;
		at += fold_one(at, one);
		size_t had = strlen(one), same = had < size ? had : size;
		if (memcmp(one, word, same) != 0)
			return 0;
		word += same;
		size -= same;
	}
	return (size_t)(at - text);
}

/* The longest match of any of the words. */
static size_t begins_any(const char *text, const char *words)
{
	size_t best = 0;

	while (*words) {
		size_t size = strcspn(words, " "), match = begins(text, words, size);
		best = match > best ? match : best;
		words += size + (words[size] == ' ');
	}
	return best;
}

static void piece(struct arena *arena, struct page *page, const char *name, int *count, const char *from, size_t size, bool mark)
{
	if (!size)
		return;
	page_set(page, arena_printf(arena, "%s.%d.testo", name, *count), arena_strndup(arena, from, size));
	page_flag(page, arena_printf(arena, "%s.%d.segno", name, *count), mark);
	(*count)++;
}

void soggetto_mark(struct arena *arena, struct page *page, const char *name, const char *text, const char *words)
{
	const char *plain = text, *at = text;
	int count = 0;
	bool start = true;

	if (!*words)
		at += strlen(at);
	while (*at) {
		size_t match = start ? begins_any(at, words) : 0;
		if (match) {
			piece(arena, page, name, &count, plain, (size_t)(at - plain), false);
			piece(arena, page, name, &count, at, match, true);
			plain = at += match;
			start = false;
			continue;
		}
		start = strchr(BLANKS, *at) != NULL;
		at++;
	}
	piece(arena, page, name, &count, plain, (size_t)(at - plain), false);
}

/* ---- places ---- */

void luogo_split(struct arena *arena, const char *typed, const char **name, const char **sigla)
{
	char *text = text_trim(arena, typed);
	size_t size = strlen(text);

	*name = text;
	*sigla = NULL;
	if (size < 5 || text[size - 1] != ')' || text[size - 4] != '(' || strspn(text + size - 3, CAPITALS "abcdefghijklmnopqrstuvwxyz") != 2)
		return;
	*sigla = arena_strndup(arena, text + size - 3, 2);
	*name = text_trim(arena, arena_strndup(arena, text, size - 4));
}

int luogo_choose(const struct luogo *list, size_t count, const char *picked)
{
	int whole = -1, there = -1;
	size_t wholes = 0, theres = 0;

	for (size_t i = 0; i < count; i++) {
		if (picked && strcmp(list[i].id, picked) == 0)
			return (int)i;
		if (!list[i].whole)
			continue;
		whole = (int)i;
		wholes++;
		if (list[i].on_date) {
			there = (int)i;
			theres++;
		}
	}
	return wholes == 1 ? whole : theres == 1 ? there : -1;
}

/* ---- choosing a person for another page ---- */

const char *ritorno_read(const char *sent)
{
	if (!sent || sent[0] != '/' || sent[1] == '/' || strlen(sent) > 500)
		return NULL;
	for (const char *c = sent; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == '\\' || *c == '#' || (unsigned char)*c >= 0x7F)
			return NULL;
	return sent;
}

const char *campo_read(const char *sent)
{
	if (!sent || *sent < 'a' || *sent > 'z' || strlen(sent) > 63)
		return NULL;
	return sent[strspn(sent, "abcdefghijklmnopqrstuvwxyz" DIGITS "_")] ? NULL : sent;
}

const char *ritorno_with(struct arena *arena, const char *ritorno, const char *campo, int64_t id)
{
	return arena_printf(arena, "%s%c%s=%lld", ritorno, strchr(ritorno, '?') ? '&' : '?', campo, (long long)id);
}
