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

void progetto_verifica_check(struct form *form, const char *today)
{
	const char *day = form_date(form, "data"), *next = form_date(form, "prossima");
	struct arena *arena = form_arena(form);

	if (day && strcmp(day, today) > 0)
		form_error(form, "data", "La data della verifica (%s) è nel futuro: la prossima si scrive accanto",
			   italian_date(arena, day));
	if (day && next && strcmp(next, day) <= 0)
		form_error(form, "prossima", "La prossima verifica (%s) non viene dopo questa (%s)", italian_date(arena, next),
			   italian_date(arena, day));
	for (int i = 1; i <= PROGETTO_OBIETTIVI; i++) {
		const char *outcome = arena_printf(arena, "esito_%d", i), *note = arena_printf(arena, "nota_%d", i);
		if (form_text(form, note) && !form_raw(form, outcome))
			form_error(form, outcome, "Scegli l’esito dell’obiettivo %d, oppure togli la nota", i);
	}
}
