/* Dates and amounts as people type them. */
#include "form/inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char date_sentence[] = "Scrivi la data come 14/03/1948";
static const char money_sentence[] = "Scrivi l’importo in euro, per esempio 450,00";

struct parts {
	int number[3];
	int width[3];
	int count;
};

/* Up to three runs of digits, each divided by one of / - . or blanks; false if other things stand there. */
static bool split_digits(const char *typed, struct parts *parts)
{
	const char *at = typed;

	memset(parts, 0, sizeof(*parts));
	while (*at) {
		int width = (int)strspn(at, "0123456789");

		if (width == 0 || width > 8 || parts->count == 3)
			return false;
		parts->number[parts->count] = (int)strtol(at, NULL, 10);
		parts->width[parts->count++] = width;
		at += width;
		if (!*at)
			break;
		at += strspn(at, " ");
		if (strchr("/-.", *at) && *at)
			at++;
		at += strspn(at, " ");
		if (!*at)
			return false;
	}
	return parts->count > 0;
}

/* "14031948", "140348": day, month and year without divisions. */
static bool split_solid(struct parts *parts)
{
	int number = parts->number[0], year_part;

	if (parts->width[0] != 8 && parts->width[0] != 6)
		return false;
	year_part = parts->width[0] == 8 ? 10000 : 100;
	parts->number[2] = number % year_part;
	parts->width[2] = parts->width[0] == 8 ? 4 : 2;
	parts->number[1] = number / year_part % 100;
	parts->number[0] = number / year_part / 100;
	parts->width[0] = parts->width[1] = 2;
	return true;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* A year of two digits: of a birth the latest not after today, else the nearest to today. */
static int full_year(int short_year, int month, int day, bool past, const char *today)
{
	int this_year = (int)strtol(today, NULL, 10), year = this_year / 100 * 100 + short_year;
	char typed[32];

	if (past) {
		snprintf(typed, sizeof(typed), "%04d-%02d-%02d", year, month, day);
		return strcmp(typed, today) > 0 ? year - 100 : year;
	}
	if (year > this_year + 50)
		return year - 100;
	if (year < this_year - 50)
		return year + 100;
	return year;
}

bool parse_date_on(struct arena *arena, const char *typed, bool past, const char *today,
		   const char **iso, const char **why)
{
	struct parts parts;
	int year, month, day;

	*iso = NULL;
	*why = date_sentence;
	typed = arena_strdup(arena, typed ? text_trim(arena, typed) : "");
	if (strlen(typed) > 40 || !split_digits(typed, &parts))
		return false;
	if (parts.count == 1 && !split_solid(&parts))
		return false;
	if (parts.count == 2)
		return false;
	if (parts.width[0] == 4) {
		year = parts.number[0];
		day = parts.number[2];
		if (parts.width[2] > 2)
			return false;
	} else {
		day = parts.number[0];
		year = parts.number[2];
		if (parts.width[0] > 2 || (parts.width[2] != 4 && parts.width[2] != 2))
			return false;
	}
	month = parts.number[1];
	if (parts.width[1] > 2)
		return false;
	if (parts.width[0] != 4 && parts.width[2] == 2)
		year = full_year(year, month, day, past, today);
	if (year < 1800 || year > 2200)
		return false;
	if (month < 1 || month > 12 || day < 1 || day > month_days(year, month)) {
		*why = arena_printf(arena, "Il %02d/%02d/%04d non esiste", day, month, year);
		return false;
	}
	*iso = arena_printf(arena, "%04d-%02d-%02d", year, month, day);
	*why = NULL;
	return true;
}

bool form_parse_date(struct arena *arena, const char *typed, bool past, const char **iso,
		     const char **why)
{
	return parse_date_on(arena, typed, past, italian_today(arena, (int64_t)time(NULL)), iso, why);
}

/* --- amounts ---------------------------------------------------------------------------- */

/* Without blanks, no-break blanks, the sign of the euro and the word. */
static char *money_bare(struct arena *arena, const char *typed)
{
	static const char *const skipped[] = { " ", "\t", "\u00a0", "\u202f", "€", "euro", "EUR", "Euro", "'", "’" };
	char *out = arena_alloc(arena, strlen(typed) + 1), *at = out;
	size_t i;

	while (*typed) {
		for (i = 0; i < COUNT_OF(skipped); i++)
			if (strncmp(typed, skipped[i], strlen(skipped[i])) == 0)
				break;
		if (i < COUNT_OF(skipped))
			typed += strlen(skipped[i]);
		else
			*at++ = *typed++;
	}
	return out;
}

/* "1.200" and "12.345.678" but not "1.20" nor ".200": dots between thousands. */
static bool grouped_well(const char *whole, size_t size)
{
	size_t first = strcspn(whole, "."), i;

	if (first >= size)
		return true;
	if (first < 1 || first > 3 || (size - first) % 4 != 0)
		return false;
	for (i = first; i < size; i++)
		if ((whole[i] == '.') != ((i - first) % 4 == 0))
			return false;
	return true;
}

/* Where the cents begin (at the comma, or at a single dot with one or two digits after). */
static size_t cents_at(const char *bare)
{
	const char *comma = strchr(bare, ','), *dot = strchr(bare, '.');
	size_t after;

	if (comma)
		return (size_t)(comma - bare);
	if (dot && !strchr(dot + 1, '.')) {
		after = strlen(dot + 1);
		if (after == 1 || after == 2)
			return (size_t)(dot - bare);
	}
	return strlen(bare);
}

bool form_parse_money(struct arena *arena, const char *typed, const char **numeric, const char **why)
{
	char *bare = money_bare(arena, typed ? typed : ""), *digits, *to;
	size_t end, i, cents;
	const char *sign = "";

	*numeric = NULL;
	*why = money_sentence;
	if (strlen(bare) > 40)
		return false;
	if (*bare == '-') {
		sign = "-";
		bare++;
	}
	if (!*bare || strspn(bare, "0123456789.,") != strlen(bare))
		return false;
	end = cents_at(bare);
	cents = bare[end] ? strlen(bare + end + 1) : 0;
	if ((bare[end] && cents == 0) || cents > 2 || !grouped_well(bare, end) ||
	    strspn(bare + end + (bare[end] != 0), "0123456789") != cents)
		return false;
	to = digits = arena_alloc(arena, end + 2);
	for (i = 0; i < end; i++)
		if (bare[i] != '.' && (bare[i] != '0' || to > digits))
			*to++ = bare[i];
	if (strlen(digits) > 12)
		return false;
	if (!end)
		return false;
	*numeric = arena_printf(arena, "%s%s.%s%s", sign, digits[0] ? digits : "0",
				bare[end] ? bare + end + 1 : "", cents == 0 ? "00" : cents == 1 ? "0" : "");
	*why = NULL;
	return true;
}
