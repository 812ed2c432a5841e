/*
 * Rules of the ISEE that need neither database nor clock.
 */
#include "isee/isee.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 2015 /* the ISEE of the reform */
#define TOLERANCE 1.0   /* euro */

/* ---- the protocol ---- */

/* INPS-ISEE-AAAA-NNNNNNNNL-NN, its 9 a digit and its A a capital. */
static bool fits(const char *text, const char *shape)
{
	for (; *shape; shape++, text++) {
		bool digit = *text >= '0' && *text <= '9', capital = *text >= 'A' && *text <= 'Z';
		if (*shape == '9' ? !digit : *shape == '#' ? !capital : *text != *shape)
			return false;
	}
	return !*text;
}

static const char *squeeze(struct arena *arena, const char *typed)
{
	struct text *out = text_new(arena);

	for (; *typed; typed++)
		if (!strchr(" \t\r\n", *typed))
			text_add_bytes(out, (char[]){ (char)(*typed >= 'a' && *typed <= 'z' ? *typed - 'a' + 'A' : *typed) }, 1);
	return out->data;
}

const char *isee_protocollo(struct arena *arena, const char *typed, const char *today, const char **why)
{
	const char *code = squeeze(arena, typed ? typed : "");
	int64_t year, now;

	if (fits(code, "INPS-ISEE-9999-99999999#"))
		code = arena_printf(arena, "%s-00", code);
	if (!fits(code, "INPS-ISEE-9999-99999999#-99")) {
		*why = "Il protocollo della DSU è fatto così: INPS-ISEE-2026-00000001A-00";
		return NULL;
	}
	if (!text_to_int(arena_strndup(arena, code + 10, 4), &year) || !text_to_int(arena_strndup(arena, today, 4), &now) ||
	    year < FIRST_YEAR || year > now) {
		*why = arena_printf(arena, "L’anno del protocollo deve essere tra il %d e quest’anno", FIRST_YEAR);
		return NULL;
	}
	return code;
}

const char *isee_fine(struct arena *arena, const char *presented)
{
	return presented ? arena_printf(arena, "%.4s-12-31", presented) : NULL;
}

/* ---- do the values fit ---- */

/* Only to compare: money itself stays text. */
static bool number(const struct form *form, const char *field, double *value)
{
	const char *text = form_text(form, field);

	if (!text)
		return false;
	*value = strtod(text, NULL);
	return true;
}

static void check_dates(struct form *form, const char *today)
{
	const char *from = form_date(form, "presentata_il"), *to = form_date(form, "valida_fino"), *protocol = form_text(form, "protocollo");

	if (from && today && strcmp(from, today) > 0)
		form_error(form, "presentata_il", "La DSU non può essere presentata in futuro");
	if (from && to && strcmp(to, from) < 0)
		form_error(form, "valida_fino", "La fine della validità viene prima della presentazione");
	if (from && protocol && strlen(protocol) > 14 && strncmp(protocol + 10, from, 4) != 0)
		form_warning(form, "presentata_il", "anno", "L’anno non è quello del protocollo: ricontrolla");
	if (from && to && strncmp(from, to, 4) != 0)
		form_warning(form, "valida_fino", "fine", "Una DSU vale fino al 31 dicembre dell’anno in cui è presentata: ricontrolla");
}

void isee_controlla(struct form *form, const char *today)
{
	double value, ise, isr, isp, scale;
	bool has_value = number(form, "valore", &value), has_ise = number(form, "ise", &ise), has_isr = number(form, "isr", &isr);
	bool has_isp = number(form, "isp", &isp), has_scale = number(form, "scala", &scale);

	check_dates(form, today);
	if (has_scale && (scale < 0.5 || scale > 8))
		form_error(form, "scala", "La scala di equivalenza va da 0,50 a 8,00");
	if (has_ise && has_isr && has_isp && fabs(ise - isr - 0.2 * isp) > TOLERANCE)
		form_warning(form, "ise", "ise", "L’ISE dovrebbe essere l’ISR più un quinto dell’ISP: ricontrolla i tre valori");
	if (has_value && has_ise && has_scale && scale >= 0.5 && fabs(value - ise / scale) > TOLERANCE)
		form_warning(form, "valore", "isee", "L’ISEE dovrebbe essere l’ISE diviso per la scala di equivalenza: ricontrolla");
}
