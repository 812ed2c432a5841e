/*
 * Rules of segnalazioni and contatti (requirements, section 8).
 */
#include "segnalazione/segnalazione.h"

#include <string.h>

#define REASONS 4

static const char *const reasons[REASONS][2] = {
	{ "motivo", "motivo_dettaglio" },
	{ "motivo_2", "motivo_2_dettaglio" },
	{ "motivo_3", "motivo_3_dettaglio" },
	{ "motivo_4", "motivo_4_dettaglio" },
};

static bool said_before(struct form *form, size_t at)
{
	const char *code = form_text(form, reasons[at][0]);

	for (size_t i = 0; i < at; i++) {
		const char *other = form_text(form, reasons[i][0]);
		if (code && other && strcmp(code, other) == 0)
			return true;
	}
	return false;
}

void segnalazione_check(struct form *form, bool had_person)
{
	for (size_t i = 1; i < REASONS; i++) {
		if (said_before(form, i))
			form_error(form, reasons[i][0], "Questo motivo c’è già: scegline un altro o lascia vuoto");
		if (!form_text(form, reasons[i][0]) && form_text(form, reasons[i][1]))
			form_error(form, reasons[i][0], "Scegli il motivo a cui si riferisce il dettaglio");
	}
	if (had_person && !form_text(form, "titolare"))
		form_error(form, "titolare", "La segnalazione è già collegata a una persona: puoi cambiarla, non toglierla");
}

void segnalazione_passi(struct arena *arena, const struct segnalazione_fatti *facts, struct segnalazione_passo steps[SEGNALAZIONE_PASSI])
{
	bool decided = facts->outcome && strcmp(facts->outcome, "ATTESA") != 0 && strcmp(facts->outcome, "RINVIATA") != 0;
	bool found = false;

	steps[0] = (struct segnalazione_passo){ .text = "Collega la persona", .section = "", .made = facts->person };
	steps[1] = (struct segnalazione_passo){ .text = "Registra il consenso della persona", .consent = true, .made = facts->consent };
	steps[2] = (struct segnalazione_passo){
		.text = "Carica i documenti",
		.section = "/documenti",
		.made = facts->missing_documents == 0,
		.detail = facts->missing_documents ? arena_printf(arena, "ne mancano %lld", (long long)facts->missing_documents) : NULL,
	};
	steps[3] = (struct segnalazione_passo){ .text = "Assegna ad ALA", .section = "/assegnazioni", .made = facts->sent };
	steps[4] = (struct segnalazione_passo){
		.text = "Scrivi la seduta della Commissione Casa",
		.section = "",
		.made = facts->session,
		.detail = facts->session ? italian_date(arena, facts->session) : NULL,
	};
	steps[5] = (struct segnalazione_passo){ .text = "Scrivi l’esito della Commissione, poi chiudi", .section = "", .made = decided };
	for (size_t i = 0; i < SEGNALAZIONE_PASSI; i++) {
		steps[i].next = !steps[i].made && !found;
		found = found || !steps[i].made;
	}
}
