/*
 * Rules of a supplier, apart from screens and from the database.
 */
#include "fornitore/fornitore.h"

#include "soggetto/codice_fiscale.h"

#include <string.h>

const char *fornitore_code(struct form *form, const char *field)
{
	const char *typed = form_text(form, field);

	return typed ? codice_fiscale_read(form_arena(form), typed)->code : NULL;
}

/* A business has eleven digits, the last of which controls the others (the partita IVA: D.P.R. 633/1972,
 * art. 35; the control digit is the provisional codice fiscale's). */
static void check_vat(struct form *form)
{
	const char *typed = form_text(form, "partita_iva");
	const struct codice_fiscale *code = codice_fiscale_read(form_arena(form), typed);

	if (!typed)
		return;
	if (strspn(code->code, "0123456789") != 11 || strlen(code->code) != 11)
		form_error(form, "partita_iva", "La partita IVA ha 11 cifre: controlla quelle che hai scritto");
	else if (code->fault)
		form_error(form, "partita_iva", "La partita IVA non torna: l’ultima cifra non corrisponde alle altre");
}

/* Of a company eleven digits, of a professional sixteen characters. */
static void check_tax_code(struct form *form)
{
	const char *typed = form_text(form, "codice_fiscale");
	const struct codice_fiscale *code = codice_fiscale_read(form_arena(form), typed);

	if (!typed)
		return;
	if (code->fault)
		form_error(form, "codice_fiscale", "%s", code->sentence);
	else if (code->kind != CODICE_FISCALE && code->kind != CODICE_PROVVISORIO)
		form_error(form, "codice_fiscale", "Un fornitore ha un codice fiscale di 16 caratteri o di 11 cifre");
}

void fornitore_check(struct form *form)
{
	const char *from = form_date(form, "accreditato_dal"), *to = form_date(form, "accreditato_al");

	if (!form_raw(form, "partita_iva") && !form_raw(form, "codice_fiscale"))
		form_error(form, "partita_iva", "Inserisci la partita IVA, o il codice fiscale se non ce l’ha");
	check_vat(form);
	check_tax_code(form);
	if (from && to && strcmp(to, from) < 0)
		form_error(form, "accreditato_al", "L’accreditamento finisce (%s) prima di cominciare (%s)",
			   italian_date(form_arena(form), to), italian_date(form_arena(form), from));
}
