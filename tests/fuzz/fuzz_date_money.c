/* Dates and amounts as typed: never a crash, and what is accepted has the machine's form. */
#include "form/form.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void demand(bool truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *typed = arena_strndup(arena, (const char *)data, strnlen((const char *)data, size));
	const char *result, *again, *why;

	if (form_parse_date(arena, typed, size % 2, &result, &why)) {
		demand(!why && strlen(result) == 10 && result[4] == '-' && result[7] == '-');
		demand(form_parse_date(arena, result, false, &again, &why) && strcmp(again, result) == 0);
		/* what a person reads of it can be typed again */
		demand(form_parse_date(arena, italian_date(arena, result), false, &again, &why));
		demand(strcmp(again, result) == 0);
	} else {
		demand(!result && why);
	}
	if (form_parse_money(arena, typed, &result, &why)) {
		demand(!why && strlen(result) >= 4 && result[strlen(result) - 3] == '.');
		demand(form_parse_money(arena, italian_money(arena, result), &again, &why));
		demand(strcmp(again, result) == 0);
	} else {
		demand(!result && why);
	}
	(void)italian_instant(arena, typed, 1778060400);
	(void)italian_instant_iso(arena, typed);
	(void)italian_long_date(arena, typed);
	(void)italian_money(arena, typed);
	arena_free(arena);
	return 0;
}
