/* IBAN: form and check digits (ISO 13616, ISO 7064 mod 97-10).  That the account exists only its bank knows. */
#include "form/inside.h"

#include <ctype.h>
#include <string.h>

#define IBAN_MIN 15
#define IBAN_MAX 34
#define IBAN_ITALY 27

/* Capitals without blanks; NULL if something else stands in it. */
static char *plain(struct arena *arena, const char *typed)
{
	char *code = arena_alloc(arena, strlen(typed) + 1), *to = code;

	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '\t' || *typed == '-' || *typed == '.')
			continue;
		if (!isalnum((unsigned char)*typed))
			return NULL;
		*to++ = (char)toupper((unsigned char)*typed);
	}
	return code;
}

/* The country and the check digits stand behind the rest; letters count 10 to 35.  1 if it is whole. */
static int remainder_97(const char *code)
{
	size_t length = strlen(code);
	int rest = 0;

	for (size_t i = 0; i < length; i++) {
		char c = code[(i + 4) % length];
		rest = isdigit((unsigned char)c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
	}
	return rest;
}

bool form_parse_iban(struct arena *arena, const char *typed, const char **iban, const char **why)
{
	const char *code = plain(arena, typed);
	size_t length = code ? strlen(code) : 0;

	*iban = code;
	*why = NULL;
	if (!code)
		*why = "L’IBAN ha solo lettere e cifre";
	else if (length < 4 || !isalpha((unsigned char)code[0]) || !isalpha((unsigned char)code[1]) ||
		 !isdigit((unsigned char)code[2]) || !isdigit((unsigned char)code[3]))
		*why = "L’IBAN comincia con la sigla del Paese e due cifre, per esempio IT60";
	else if (strncmp(code, "IT", 2) == 0 && length != IBAN_ITALY)
		*why = arena_printf(arena, "L’IBAN italiano ha 27 caratteri, qui sono %zu", length);
	else if (length < IBAN_MIN || length > IBAN_MAX)
		*why = arena_printf(arena, "L’IBAN ha da 15 a 34 caratteri, qui sono %zu", length);
	else if (remainder_97(code) != 1)
		*why = "L’IBAN non è giusto: le cifre di controllo non tornano. Ricontrollalo carattere per carattere";
	return !*why;
}
