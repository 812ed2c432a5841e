/*
 * Rules of valutazioni (requirements, section 10).
 */
#include "valutazione/valutazione.h"

#include <string.h>

void valutazione_check(struct form *form)
{
	const char *review = form_date(form, "verifica_il"), *start = form_date(form, "data_inizio");
	struct arena *arena = form_arena(form);

	if (review && start && strcmp(review, start) < 0)
		form_error(form, "verifica_il", "La verifica (%s) viene prima dell’inizio della valutazione (%s)", italian_date(arena, review),
			   italian_date(arena, start));
}
