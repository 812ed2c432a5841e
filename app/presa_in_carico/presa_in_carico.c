/*
 * Rules of the presa in carico (requirements, section 9).
 */
#include "presa_in_carico/presa_in_carico.h"

#include <string.h>

void presa_in_carico_check(struct form *form, const char *today, const char *birth)
{
	const char *consent = form_date(form, "consenso_data"), *review = form_date(form, "verifica_il");
	const char *start = form_date(form, "data_inizio");
	struct arena *arena = form_arena(form);

	if (consent && strcmp(consent, today) > 0)
		form_error(form, "consenso_data", "La data del consenso (%s) è nel futuro", italian_date(arena, consent));
	if (consent && birth && strcmp(consent, birth) < 0)
		form_error(form, "consenso_data", "La data del consenso (%s) viene prima della nascita della persona (%s)",
			   italian_date(arena, consent), italian_date(arena, birth));
	if (review && start && strcmp(review, start) < 0)
		form_error(form, "verifica_il", "La verifica (%s) viene prima dell’apertura (%s)", italian_date(arena, review),
			   italian_date(arena, start));
}
