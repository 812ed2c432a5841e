/* Dates, amounts and sizes as a person writes them.  What is not in the machine's form comes
 * back as it is: a page never fails because of a date. */
#include "page/page.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const day_names[] = {
	"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato",
};
static const char *const month_names[] = {
	"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
	"luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
};

/* Digits of a fixed width; false if something else stands there. */
static bool digits(const char *text, int width, int *number)
{
	int i;

	*number = 0;
	for (i = 0; i < width; i++) {
		if (!isdigit((unsigned char)text[i]))
			return false;
		*number = *number * 10 + (text[i] - '0');
	}
	return true;
}

static bool iso_date(const char *text, int *year, int *month, int *day)
{
	return text && strnlen(text, 10) == 10 && digits(text, 4, year) && text[4] == '-' &&
	       digits(text + 5, 2, month) && text[7] == '-' && digits(text + 8, 2, day) &&
	       *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

const char *italian_date(struct arena *arena, const char *iso)
{
	int year, month, day;

	if (!iso_date(iso, &year, &month, &day))
		return arena_strdup(arena, iso ? iso : "");
	char *text = arena_alloc(arena, sizeof("gg/mm/aaaa"));
	memcpy(text, iso + 8, 2);
	memcpy(text + 3, iso + 5, 2);
	memcpy(text + 6, iso, 4);
	text[2] = text[5] = '/';
	return text;
}

/* Days since 1970-01-01 of the Gregorian calendar (Howard Hinnant's days_from_civil). */
static int64_t days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? (int64_t)year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int week_day(int64_t days)
{
	return (int)(((days % 7) + 11) % 7); /* 1970-01-01 was a Thursday */
}

const char *italian_long_date(struct arena *arena, const char *iso)
{
	int year, month, day;

	if (!iso_date(iso, &year, &month, &day))
		return arena_strdup(arena, iso ? iso : "");
	return arena_printf(arena, "%s %d%s %s %04d", day_names[week_day(days_of(year, month, day))],
			    day, day == 1 ? "º" : "", month_names[month - 1], year);
}

/* --- instants: always Italian time, whatever zone server and database speak -------------- */

static int64_t last_sunday(int year, int month)
{
	int64_t last = days_of(year, month, 31); /* March and October have 31 days */

	return last - week_day(last);
}

/* Seconds that Rome is ahead of UTC: summer time from the last Sunday of March to that of
 * October, at 01:00 UTC (directive 2000/84/CE). */
static int64_t rome_offset(int64_t epoch)
{
	time_t clock = (time_t)epoch;
	struct tm utc;
	int year;

	if (!gmtime_r(&clock, &utc))
		return 3600;
	year = utc.tm_year + 1900;
	if (epoch >= last_sunday(year, 3) * 86400 + 3600 && epoch < last_sunday(year, 10) * 86400 + 3600)
		return 7200;
	return 3600;
}

static bool zone_offset(const char *text, int64_t *seconds)
{
	int hours, minutes = 0;

	if (text[0] != '+' && text[0] != '-')
		return false;
	if (strlen(text) < 3 || !digits(text + 1, 2, &hours))
		return false;
	if (text[3] == ':' && (strlen(text) < 6 || !digits(text + 4, 2, &minutes)))
		return false;
	*seconds = (hours * 60 + minutes) * 60;
	if (text[0] == '-')
		*seconds = -*seconds;
	return true;
}

/* "2026-05-06 09:20:00.123+02" to seconds since 1970. */
static bool instant_epoch(const char *iso, int64_t *epoch)
{
	int year, month, day, hour, minute, second;
	int64_t offset;
	const char *rest;

	if (!iso_date(iso, &year, &month, &day) || (iso[10] != ' ' && iso[10] != 'T') ||
	    strnlen(iso, 19) < 19)
		return false;
	if (!digits(iso + 11, 2, &hour) || iso[13] != ':' || !digits(iso + 14, 2, &minute) ||
	    iso[16] != ':' || !digits(iso + 17, 2, &second))
		return false;
	rest = iso + 19;
	if (*rest == '.')
		for (rest++; isdigit((unsigned char)*rest); rest++)
			;
	if (*rest == 'Z')
		offset = 0;
	else if (!zone_offset(rest, &offset))
		return false;
	*epoch = days_of(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
	return true;
}

static bool rome_clock(int64_t epoch, struct tm *clock)
{
	time_t local = (time_t)(epoch + rome_offset(epoch));

	return gmtime_r(&local, clock) != NULL;
}

const char *italian_instant(struct arena *arena, const char *iso, int64_t now)
{
	int64_t epoch, days;
	struct tm then;

	if (!iso || !instant_epoch(iso, &epoch) || !rome_clock(epoch, &then))
		return arena_strdup(arena, iso ? iso : "");
	days = (now + rome_offset(now)) / 86400 - (epoch + rome_offset(epoch)) / 86400;
	if (days == 0)
		return arena_printf(arena, "oggi alle %02d:%02d", then.tm_hour, then.tm_min);
	if (days == 1)
		return arena_printf(arena, "ieri alle %02d:%02d", then.tm_hour, then.tm_min);
	return arena_printf(arena, "%02d/%02d/%04d %02d:%02d", then.tm_mday, then.tm_mon + 1,
			    then.tm_year + 1900, then.tm_hour, then.tm_min);
}

const char *italian_instant_iso(struct arena *arena, const char *iso)
{
	int64_t epoch;
	struct tm then;

	if (!iso || !instant_epoch(iso, &epoch) || !rome_clock(epoch, &then))
		return arena_strdup(arena, iso ? iso : "");
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d", then.tm_year + 1900, then.tm_mon + 1,
			    then.tm_mday, then.tm_hour, then.tm_min);
}

const char *italian_today(struct arena *arena, int64_t now)
{
	struct tm then;

	if (!rome_clock(now, &then))
		return arena_strdup(arena, "");
	return arena_printf(arena, "%04d-%02d-%02d", then.tm_year + 1900, then.tm_mon + 1,
			    then.tm_mday);
}

const char *italian_now(struct arena *arena, int64_t now)
{
	struct tm then;

	if (!rome_clock(now, &then))
		return arena_strdup(arena, "");
	return arena_printf(arena, "%02d/%02d/%04d alle %02d:%02d", then.tm_mday, then.tm_mon + 1,
			    then.tm_year + 1900, then.tm_hour, then.tm_min);
}

/* --- numbers ---------------------------------------------------------------------------- */

/* `size` digits with a dot between thousands. */
static const char *grouped(struct arena *arena, const char *number, size_t size)
{
	char *out = arena_alloc(arena, size + size / 3 + 1), *at = out;
	size_t i;

	for (i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0)
			*at++ = '.';
		*at++ = number[i];
	}
	return out;
}

const char *italian_money(struct arena *arena, const char *numeric)
{
	const char *whole = numeric, *cents;
	size_t whole_size, cents_size;

	if (!numeric || !numeric[0])
		return arena_strdup(arena, "");
	if (*whole == '-')
		whole++;
	whole_size = strspn(whole, "0123456789");
	cents = whole + whole_size;
	if (*cents == '.')
		cents++;
	cents_size = strspn(cents, "0123456789");
	if (whole_size == 0 || cents[cents_size] != '\0')
		return arena_strdup(arena, numeric);
	return arena_printf(arena, "%s%s,%s%s €", whole > numeric ? "-" : "",
			    grouped(arena, whole, whole_size), cents,
			    cents_size == 0 ? "00" : cents_size == 1 ? "0" : "");
}

const char *italian_number(struct arena *arena, int64_t number)
{
	const char *text = arena_printf(arena, "%lld", (long long)number);
	bool negative = text[0] == '-';

	if (negative)
		text++;
	return arena_printf(arena, "%s%s", negative ? "-" : "", grouped(arena, text, strlen(text)));
}

const char *italian_bytes(struct arena *arena, int64_t bytes)
{
	static const char *const units[] = { "KB", "MB", "GB", "TB" };
	double size = (double)bytes / 1024;
	size_t unit = 0;
	char *text, *dot;

	if (bytes < 1024)
		return arena_printf(arena, "%lld byte", (long long)bytes);
	while (size >= 1023.95 && unit + 1 < sizeof(units) / sizeof(units[0])) {
		size /= 1024;
		unit++;
	}
	if (unit == 0 || size >= 99.95)
		return arena_printf(arena, "%.0f %s", size, units[unit]);
	text = arena_printf(arena, "%.1f %s", size, units[unit]);
	dot = strchr(text, '.');
	if (dot)
		*dot = ',';
	return text;
}
