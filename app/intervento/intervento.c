/*
 * Rules of every intervento (requirements, section 12).
 */
#include "intervento/intervento.h"

#include <string.h>

void intervento_propose(struct form *form, const struct intervento_proposal *proposal, bool with_inps)
{
	if (!form_raw(form, "istat") && proposal->istat)
		form_set(form, "istat", proposal->istat);
	if (!form_raw(form, "inps") && with_inps && proposal->inps)
		form_set(form, "inps", proposal->inps);
	if (!form_raw(form, "escludi_casellario"))
		form_set(form, "escludi_casellario", proposal->exclude ? proposal->exclude : "NR");
	if (form_has(form, "carattere") && !form_raw(form, "carattere") && with_inps && proposal->character)
		form_set(form, "carattere", proposal->character);
}

/* GEN-16: within the life of the person. */
static void check_life(struct form *form, const struct intervento_facts *facts, const char *start)
{
	struct arena *arena = form_arena(form);

	if (facts->birth && strcmp(start, facts->birth) < 0)
		form_error(form, "data_inizio",
			   "La data di inizio (%s) viene prima della nascita della persona (%s)",
			   italian_date(arena, start), italian_date(arena, facts->birth));
	if (facts->death && strcmp(start, facts->death) > 0)
		form_error(form, "data_inizio",
			   "La data di inizio (%s) viene dopo il decesso della persona (%s)",
			   italian_date(arena, start), italian_date(arena, facts->death));
}

static void check_dates(struct form *form, const struct intervento_facts *facts)
{
	const char *start = form_date(form, "data_inizio"),
		   *end = form_date(form, "data_fine_prevista");
	const char *protocol = form_date(form, "protocollo_data");
	struct arena *arena = form_arena(form);

	if (start)
		check_life(form, facts, start);
	if (start && end && strcmp(end, start) < 0)
		form_error(form, "data_fine_prevista",
			   "La fine prevista (%s) viene prima della data di inizio (%s)",
			   italian_date(arena, end), italian_date(arena, start));
	if (protocol && strcmp(protocol, facts->today) > 0)
		form_error(form, "protocollo_data", "La data del protocollo (%s) è nel futuro",
			   italian_date(arena, protocol));
}

void intervento_check(struct form *form, const struct intervento_facts *facts)
{
	const char *exclude = form_text(form, "escludi_casellario"),
		   *inps = form_text(form, "inps");

	check_dates(form, facts);
	if (form_text(form, "tipo") && !facts->type_valid)
		form_error(form, "tipo", "Questo tipo non vale alla data di inizio, o non è del tuo servizio: scegline un altro");
	/* without a type there is no proposal yet: the type is what is missing */
	if (!form_text(form, "istat") && form_text(form, "tipo"))
		form_error(form, "istat", "Scegli la classificazione ISTAT");
	if (inps && !facts->inps_valid)
		form_error(form, "inps",
			   "La prestazione %s non vale alla data di inizio: scegline un’altra",
			   inps);
	/* the form asks for it where the answer was sent; here where it came from the type */
	if (exclude && strcmp(exclude, "SI") == 0 && !form_text(form, "motivo_esclusione"))
		form_error(form, "motivo_esclusione",
			   "Scrivi perché escludi l’intervento dall’invio");
}
