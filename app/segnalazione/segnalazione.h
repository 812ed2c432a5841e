/*
 * Segnalazioni and contatti: their rules, apart from screens and from the database.
 */
#ifndef SEGNALAZIONE_SEGNALAZIONE_H
#define SEGNALAZIONE_SEGNALAZIONE_H

#include "form/form.h"
#include "pratica/kind.h"

/* Codes of tipo_intervento of this kind that the program knows: a plain contact, and what goes to
 * ALA before the Commissione Casa. */
#define SEGNALAZIONE_CONTATTO "CONTATTO"
#define SEGNALAZIONE_COMMISSIONE "ALA_CASA"

extern const struct pratica_kind kind_segnalazione;

/* The rules beyond the form: each reason once, no detail without its reason (SEG-04 … SEG-06), and
 * who is tied to a person stays so.  Sentences stand in the form. */
void segnalazione_check(struct form *form, bool had_person);

/* The way to the Commissione Casa (SEG-07). */
#define SEGNALAZIONE_PASSI 6
struct segnalazione_fatti {
	bool person, consent;
	int64_t missing_documents; /* necessary ones that are missing or have expired */
	bool sent;		   /* ALA opens it */
	const char *session;	   /* ISO day of the Commission, or NULL */
	const char *outcome;	   /* code of commissione_casa, or NULL */
};
struct segnalazione_passo {
	const char *text, *detail;
	const char *section; /* behind the address of the case where it is made; NULL: not there */
	bool consent;	     /* made on the person's page */
	bool made, next;
};
/* The steps in order; the first that is not made is `next`. */
void segnalazione_passi(struct arena *arena, const struct segnalazione_fatti *facts, struct segnalazione_passo steps[SEGNALAZIONE_PASSI]);

#endif
