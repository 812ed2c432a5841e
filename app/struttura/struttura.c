/*
 * Facilities: rules and the places of a drawing; no HTTP, no SQL.
 */
#include "struttura/struttura.h"

#include <string.h>

#define LEFT 28
#define BAR 30
#define REFUGE "STR16"

void retta_check(struct form *form)
{
	const char *from = form_date(form, "dal"), *to = form_date(form, "al");

	if (from && to && strcmp(to, from) < 0)
		form_error(form, "al", "La fine (%s) viene prima dell’inizio (%s)", italian_date(form_arena(form), to),
			   italian_date(form_arena(form), from));
}

void struttura_check(struct form *form)
{
	const char *type = form_text(form, "tipo");

	if (type && strcmp(type, REFUGE) == 0 && form_bool(form, "per_tutti"))
		form_error(form, "per_tutti",
				"Dov’è una casa rifugio lo sa solo chi vi accompagna qualcuno: scegli i servizi che la usano, uno per uno");
}

struct struttura_barra struttura_barra(int month, int64_t places, int64_t taken, int64_t most)
{
	int height = STRUTTURA_BASSO - STRUTTURA_ALTO;
	struct struttura_barra bar = {
		.x = LEFT + month * STRUTTURA_PASSO,
		.width = BAR,
		.places_height = (int)(places * height / most),
		.taken_height = (int)(taken * height / most),
	};

	bar.places_y = STRUTTURA_BASSO - bar.places_height;
	bar.taken_y = STRUTTURA_BASSO - bar.taken_height;
	return bar;
}
