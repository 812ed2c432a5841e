/*
 * Rules of the generic intervention (requirements, section 12).
 */
#include "intervento/generico.h"

#include <ctype.h>
#include <string.h>

void intervento_generico_propose(struct form *form, const struct intervento_proposal *proposal,
				 bool with_inps)
{
	if (!form_raw(form, "istat") && proposal->istat)
		form_set(form, "istat", proposal->istat);
	if (!form_raw(form, "inps") && with_inps && proposal->inps)
		form_set(form, "inps", proposal->inps);
	if (!form_raw(form, "escludi_casellario"))
		form_set(form, "escludi_casellario", proposal->exclude ? proposal->exclude : "NR");
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

void intervento_generico_check(struct form *form, const struct intervento_facts *facts)
{
	const char *exclude = form_text(form, "escludi_casellario"),
		   *inps = form_text(form, "inps");

	check_dates(form, facts);
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

/* GEN-2026-00418, as it is said on the phone: letters, year, number. */
static bool is_code(const char *text)
{
	size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), digits;

	if (letters < 2 || letters > 5 || !isalpha((unsigned char)text[0]) || text[letters] != '-')
		return false;
	text += letters + 1;
	if (strspn(text, "0123456789") != 4 || text[4] != '-')
		return false;
	digits = strspn(text + 5, "0123456789");
	return digits > 0 && text[5 + digits] == '\0';
}

static bool is_tax_code(const char *text)
{
	size_t size = strlen(text);

	if (size == 11)
		return strspn(text, "0123456789") == 11;
	return size == 16 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 16 &&
	       strpbrk(text, "0123456789");
}

enum intervento_search intervento_search(struct arena *arena, const char *typed, const char **value)
{
	struct text *plain = text_new(arena);

	for (const char *c = typed; *c; c++) {
		char capital = (char)toupper((unsigned char)*c);
		if (*c != ' ')
			text_add_bytes(plain, &capital, 1);
	}
	*value = plain->data;
	if (is_code(plain->data))
		return SEARCH_CODE;
	if (is_tax_code(plain->data))
		return SEARCH_TAX_CODE;
	*value = typed;
	return SEARCH_NAME;
}
