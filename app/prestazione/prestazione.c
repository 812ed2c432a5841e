/*
 * Quantities and months as people type them, apart from screens and from the database.
 */
#include "prestazione/prestazione.h"

#include <ctype.h>
#include <string.h>

#define LONGEST 10000 /* of one service: prestazione_resa_quantita */

/* Up to six digits; how many stood there. */
static size_t digits(const char **at, int64_t *number)
{
	size_t count = strspn(*at, "0123456789");

	*number = 0;
	for (size_t i = 0; i < count && i < 6; i++)
		*number = *number * 10 + ((*at)[i] - '0');
	*at += count;
	return count > 6 ? 0 : count;
}

/* Hours and minutes: «1:30», «90m», «1,5», «2».  A point is refused: 1.30 means thirty minutes to some, and a third of an hour to others. */
static bool read_time(const char *at, int64_t *minutes)
{
	int64_t first, second = 0;

	if (!digits(&at, &first))
		return false;
	*minutes = first * 60;
	if (*at == 'm' && (at[1] == '\0' || strcmp(at, "min") == 0)) {
		*minutes = first;
		return true;
	}
	if (*at == ':') {
		at++;
		*minutes += digits(&at, &second) == 2 ? second : 60;
		return second < 60 && *minutes < first * 60 + 60 && !*at;
	}
	if (*at == ',') {
		const char *decimals = ++at;
		size_t count = digits(&at, &second);
		int64_t scale = count == 1 ? 10 : 100;
		*minutes += second * 60 / scale;
		return (count == 1 || count == 2) && decimals[count] == '\0' && second * 60 % scale == 0;
	}
	return !*at;
}

const char *prestazione_quantity(struct arena *arena, const char *unit, const char *typed, int64_t *out)
{
	const char *at = text_trim(arena, typed);
	bool time = unit && strcmp(unit, "ORA") == 0;
	bool read = time ? read_time(at, out) : digits(&at, out) && !*at;

	if (!read && time)
		return "Scrivi le ore così: 1:30 oppure 1,5";
	if (!read)
		return "Scrivi quante, con un numero intero";
	if (*out < 1)
		return "Scrivi più di zero: se non è stata svolta, scrivi il motivo";
	return *out > LONGEST ? "È troppo per una volta sola: controlla il numero" : NULL;
}

/* Minutes since midnight of «09:20»; the form has seen that it is an hour. */
static int64_t since_midnight(const char *hour)
{
	return ((hour[0] - '0') * 10 + hour[1] - '0') * 60 + (hour[3] - '0') * 10 + hour[4] - '0';
}

int64_t prestazione_minutes(const char *from, const char *to)
{
	if (!from || !to || strlen(from) < 5 || strlen(to) < 5)
		return 0;
	return since_midnight(to) - since_midnight(from);
}

const char *prestazione_month(struct arena *arena, const char *word)
{
	if (!word || strlen(word) != 7 || strspn(word, "0123456789") != 4 || word[4] != '-' || strspn(word + 5, "0123456789") != 2)
		return NULL;
	int month = (word[5] - '0') * 10 + word[6] - '0';
	if (strncmp(word, "20", 2) != 0 || month < 1 || month > 12)
		return NULL;
	return arena_printf(arena, "%s-01", word);
}
