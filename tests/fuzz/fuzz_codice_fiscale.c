/*
 * Any bytes as a typed code, and as the names and dates it is compared with.  The input is up
 * to five strings parted by '\n': code, surname, name, date, Belfiore code.
 */
#include "soggetto/codice_fiscale.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_right(struct arena *arena, const struct codice_fiscale *cf)
{
	const struct codice_fiscale *plain;

	check(!cf->sentence && strlen(cf->code) == 16);
	check(cf->month >= 1 && cf->month <= 12 && cf->day >= 1 && cf->day <= 31);
	check(cf->substitutions >= 0 && cf->substitutions <= 7);
	plain = codice_fiscale_read(arena, cf->plain);
	check(plain->fault == CODICE_RIGHT && plain->substitutions == 0 &&
	      !strcmp(plain->plain, cf->plain));
}

static void check_person(struct arena *arena, const struct codice_fiscale *cf, char *const part[5],
			 char sesso)
{
	struct codice_fiscale_person person = { part[1], part[2], sesso, part[3], part[4] };
	unsigned set = codice_fiscale_compare(cf, &person);
	char computed[CODICE_FISCALE_SIZE];

	for (unsigned p = 1; p < 1u << CODICE_PARTS; p <<= 1)
		if (set & p)
			check(codice_fiscale_disagreement(arena, (enum codice_part)p, cf,
							  &person) != NULL);
	if (codice_fiscale_compute(&person, computed)) {
		const struct codice_fiscale *back = codice_fiscale_read(arena, computed);

		check(back->kind == CODICE_FISCALE && back->fault == CODICE_RIGHT);
		check(codice_fiscale_compare(back, &person) == 0);
	}
	codice_fiscale_year(cf, part[3], NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *part[5] = { NULL }, *rest = arena_strndup(arena, (const char *)data, size);
	const struct codice_fiscale *cf;

	for (size_t i = 0; i < 5 && rest; i++)
		part[i] = strsep(&rest, "\n");
	cf = codice_fiscale_read(arena, part[0]);
	/* Reading what was read changes nothing. */
	check(codice_fiscale_read(arena, cf->code)->fault == cf->fault);
	check((cf->fault == CODICE_RIGHT) == (cf->sentence == NULL));
	if (cf->kind == CODICE_FISCALE && cf->fault == CODICE_RIGHT)
		check_right(arena, cf);
	check_person(arena, cf, part, 'M');
	check_person(arena, cf, part, 'F');
	arena_free(arena);
	return 0;
}
