/*
 * Rules of the progetto (PRJ-01).
 */
#include "progetto/progetto.h"

#include <string.h>

void progetto_check(struct form *form, const char *today)
{
	const char *signed_on = form_date(form, "firmato_il");
	struct arena *arena = form_arena(form);

	if (signed_on && strcmp(signed_on, today) > 0)
		form_error(form, "firmato_il", "La data della firma (%s) è nel futuro", italian_date(arena, signed_on));
	if (signed_on && !form_text(form, "firmato_da"))
		form_error(form, "firmato_da", "Scrivi chi ha firmato");
	if (!signed_on && form_text(form, "firmato_da") && !form_raw(form, "firmato_il"))
		form_error(form, "firmato_il", "Inserisci la data della firma");
}
