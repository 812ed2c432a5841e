/* How each kind of field understands what was typed, and the sentence when it cannot. */
#include "form/inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_MAX 4000

size_t characters(const char *utf8)
{
	size_t count = 0;

	for (; *utf8; utf8++)
		count += ((unsigned char)*utf8 & 0xc0) != 0x80;
	return count;
}

static const char *plural(int64_t count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

static bool fits(struct arena *arena, const struct field_definition *field, const char *text,
		 const char **why)
{
	int64_t maximum = field->maximum ? field->maximum : TEXT_MAX;
	int64_t count = (int64_t)characters(text);

	if (count > maximum) {
		*why = arena_printf(arena, "Il testo ha %s caratteri, al massimo possono essere %s",
				    italian_number(arena, count), italian_number(arena, maximum));
		return false;
	}
	if (count < field->minimum) {
		*why = arena_printf(arena, "Il testo ha %s %s, devono essere almeno %s",
				    italian_number(arena, count), plural(count, "carattere", "caratteri"),
				    italian_number(arena, field->minimum));
		return false;
	}
	return true;
}

/* One line: what a paste brought in of line ends becomes a blank. */
static bool parse_line(struct arena *arena, const struct field_definition *field, const char *typed,
		       const char **clean, const char **why)
{
	char *line = arena_strdup(arena, typed), *at;

	for (at = line; *at; at++)
		if (*at == '\n' || *at == '\r' || *at == '\t')
			*at = ' ';
	*clean = line;
	return fits(arena, field, line, why);
}

/* Browsers send CR LF; kept is LF, so that lengths and comparisons are of what was typed. */
static bool parse_long(struct arena *arena, const struct field_definition *field, const char *typed,
		       const char **clean, const char **why)
{
	char *out = arena_alloc(arena, strlen(typed) + 1), *to = out;

	for (; *typed; typed++) {
		if (*typed == '\r' && typed[1] == '\n')
			continue;
		*to++ = *typed == '\r' ? '\n' : *typed;
	}
	*clean = out;
	return fits(arena, field, out, why);
}

static bool parse_secret(struct arena *arena, const struct field_definition *field, const char *typed,
			 const char **clean, const char **why)
{
	*clean = typed;
	return fits(arena, field, typed, why);
}

static bool parse_check(struct arena *arena, const struct field_definition *field, const char *typed,
			const char **clean, const char **why)
{
	static const char *const yes[] = { "1", "t", "true", "on", "si", "sì" };
	size_t i;

	(void)arena;
	(void)field;
	*why = NULL;
	*clean = NULL;
	for (i = 0; i < COUNT_OF(yes); i++)
		if (strcmp(typed, yes[i]) == 0)
			*clean = "1";
	return true;
}

static bool parse_near_date(struct arena *arena, const struct field_definition *field,
			    const char *typed, const char **clean, const char **why)
{
	(void)field;
	return form_parse_date(arena, typed, false, clean, why);
}

static bool parse_birth(struct arena *arena, const struct field_definition *field, const char *typed,
			const char **clean, const char **why)
{
	(void)field;
	if (!form_parse_date(arena, typed, true, clean, why))
		return false;
	if (strcmp(*clean, italian_today(arena, (int64_t)time(NULL))) <= 0)
		return true;
	*why = arena_printf(arena, "Il %s è nel futuro: ricontrolla l’anno", italian_date(arena, *clean));
	return false;
}

/* 9:20, 09.20, 0920 */
static bool parse_time(struct arena *arena, const struct field_definition *field, const char *typed,
		       const char **clean, const char **why)
{
	size_t width = strspn(typed, "0123456789"), rest;
	long hours, minutes;

	(void)field;
	*why = "Scrivi l’ora come 09:20";
	*clean = NULL;
	if (width == 4 && typed[4] == '\0') {
		hours = strtol(typed, NULL, 10) / 100;
		minutes = strtol(typed, NULL, 10) % 100;
	} else {
		if (width < 1 || width > 2 || (typed[width] != ':' && typed[width] != '.'))
			return false;
		rest = strspn(typed + width + 1, "0123456789");
		if (rest != 2 || (typed[width + 3] != '\0' && typed[width + 3] != ':'))
			return false;
		hours = strtol(typed, NULL, 10);
		minutes = strtol(typed + width + 1, NULL, 10);
	}
	if (hours > 23 || minutes > 59)
		return false;
	*clean = arena_printf(arena, "%02ld:%02ld", hours, minutes);
	*why = NULL;
	return true;
}

#define EUROS_KEPT INT64_C(9999999999) /* an amount is numeric(12,2) */

static bool parse_money(struct arena *arena, const struct field_definition *field, const char *typed,
			const char **clean, const char **why)
{
	int64_t euros;
	bool negative;

	if (!form_parse_money(arena, typed, clean, why))
		return false;
	negative = (*clean)[0] == '-';
	euros = (int64_t)strtoll(*clean, NULL, 10);
	if ((negative && field->minimum >= 0) || (!negative && euros < field->minimum)) {
		*why = field->minimum <= 0 ? "L’importo non può essere negativo" :
		       arena_printf(arena, "L’importo non può essere sotto %s,00 €",
				    italian_number(arena, field->minimum));
		return false;
	}
	if (euros > EUROS_KEPT || euros < -EUROS_KEPT) {
		*why = "L’importo può avere al massimo dieci cifre prima della virgola";
		return false;
	}
	if (field->maximum && (euros > field->maximum ||
			       (euros == field->maximum && strcmp(strchr(*clean, '.'), ".00") != 0))) {
		*why = arena_printf(arena, "L’importo non può superare %s,00 €",
				    italian_number(arena, field->maximum));
		return false;
	}
	return true;
}

static bool parse_integer(struct arena *arena, const struct field_definition *field,
			  const char *typed, const char **clean, const char **why)
{
	int64_t number;

	*clean = NULL;
	if (!text_to_int(typed, &number)) {
		*why = "Scrivi un numero intero, per esempio 3";
		return false;
	}
	if (number < field->minimum) {
		*why = arena_printf(arena, "Il numero deve essere almeno %s",
				    italian_number(arena, field->minimum));
		return false;
	}
	if (field->maximum && number > field->maximum) {
		*why = arena_printf(arena, "Il numero deve essere al massimo %s",
				    italian_number(arena, field->maximum));
		return false;
	}
	*clean = arena_printf(arena, "%lld", (long long)number);
	return true;
}

/* Only the outer form: control character and agreement with the person are of soggetto/. */
static bool parse_tax_code(struct arena *arena, const struct field_definition *field,
			   const char *typed, const char **clean, const char **why)
{
	char *code = arena_alloc(arena, strlen(typed) + 1), *to = code;
	size_t length;

	(void)field;
	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '\t')
			continue;
		if (!isalnum((unsigned char)*typed)) {
			*why = "Il codice fiscale ha solo lettere e cifre";
			return false;
		}
		*to++ = (char)toupper((unsigned char)*typed);
	}
	length = strlen(code);
	*clean = code;
	if (length == 16 || (length == 11 && strspn(code, "0123456789") == 11))
		return true;
	*why = arena_printf(arena, "Il codice fiscale ha %zu %s, devono essere 16", length,
			    plural((int64_t)length, "carattere", "caratteri"));
	return false;
}

static bool parse_iban(struct arena *arena, const struct field_definition *field, const char *typed,
		       const char **clean, const char **why)
{
	(void)field;
	return form_parse_iban(arena, typed, clean, why);
}

static bool parse_email(struct arena *arena, const struct field_definition *field, const char *typed,
			const char **clean, const char **why)
{
	const char *at = strchr(typed, '@');
	const char *dot = at ? strrchr(at, '.') : NULL;

	(void)arena;
	(void)field;
	*clean = typed;
	if (at && at > typed && !strchr(at + 1, '@') && dot && dot > at + 1 && dot[1] &&
	    !strpbrk(typed, " \t\r\n<>,;\"()") && strlen(typed) <= 254)
		return true;
	*why = "Scrivi l’indirizzo email come nome@esempio.it";
	return false;
}

static bool parse_phone(struct arena *arena, const struct field_definition *field, const char *typed,
			const char **clean, const char **why)
{
	size_t count = 0;
	const char *at;

	(void)arena;
	(void)field;
	*clean = typed;
	for (at = typed; *at; at++)
		count += isdigit((unsigned char)*at) != 0;
	if (strspn(typed, "0123456789 +-./()") == strlen(typed) && count >= 5 && count <= 20)
		return true;
	*why = "Scrivi il telefono con sole cifre, per esempio 0371 000 000";
	return false;
}

static bool parse_person(struct arena *arena, const struct field_definition *field, const char *typed,
			 const char **clean, const char **why)
{
	int64_t id;

	(void)field;
	if (text_to_int(typed, &id) && id > 0) {
		*clean = arena_printf(arena, "%lld", (long long)id);
		return true;
	}
	*why = "Scegli la persona dall’elenco dei soggetti";
	return false;
}

field_parser parser_of(enum field_kind kind)
{
	static const field_parser parsers[] = {
		[FIELD_TEXT] = parse_line,
		[FIELD_LONG_TEXT] = parse_long,
		[FIELD_CHOICE] = parse_line,
		[FIELD_RADIO] = parse_line,
		[FIELD_CHECK] = parse_check,
		[FIELD_CHOICES] = parse_line,
		[FIELD_DATE] = parse_near_date,
		[FIELD_BIRTH] = parse_birth,
		[FIELD_TIME] = parse_time,
		[FIELD_MONEY] = parse_money,
		[FIELD_INTEGER] = parse_integer,
		[FIELD_TAX_CODE] = parse_tax_code,
		[FIELD_EMAIL] = parse_email,
		[FIELD_PHONE] = parse_phone,
		[FIELD_IBAN] = parse_iban,
		[FIELD_PERSON] = parse_person,
		[FIELD_PASSWORD] = parse_secret,
		[FIELD_HIDDEN] = parse_line,
		[FIELD_FILES] = parse_line,
	};

	return parsers[kind];
}
