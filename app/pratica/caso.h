/*
 * A kind of case that is its form and a few rules: a new one, the detail, saving, for all of them.
 * Person, dates and reason of the beginning are columns of the case where the form has fields of
 * these names (titolare, data_inizio, data_fine_prevista, motivo_attivazione); everything else is
 * stored with the form.
 */
#ifndef PRATICA_CASO_H
#define PRATICA_CASO_H

#include "pratica/pratica.h"

struct pratica_caso {
	const struct pratica_kind *kind;
	const char *title; /* «Nuova segnalazione» */
	const char *save;  /* words of the button of a new one: «Crea la segnalazione» */
	const char *done;  /* key of the sentence after it was created (web/messages.def) */
	/* Fields that are acts when it is born (to whom it goes, how it ends): never stored. */
	const char *const *acts;

	/* All may be NULL.  A new one, empty: fill what is known (GET). */
	struct error *(*begin)(struct request *rq, struct form *form);
	/* Choices that are no vocabulary; p NULL for a new one.  Before the form is judged or shown. */
	struct error *(*choices)(struct request *rq, struct form *form, const struct pratica *p);
	/* The rules beyond the form: sentences stand in the form.  person: of `titolare`, zeroed if
	 * the field is empty. */
	struct error *(*check)(struct request *rq, struct form *form, const struct pratica *p,
			       const struct q_persona_in_parole *person);
	/* What follows in the same transaction when it was born; *done may say another sentence. */
	struct error *(*born)(struct request *rq, struct form *form, const struct q_pratica_crea *made,
			      const char **done);
	/* The same after a change. */
	struct error *(*saved)(struct request *rq, struct form *form, const struct pratica *p);
	/* Around the form on the page; p NULL for a new one. */
	struct error *(*show)(struct request *rq, struct form *form, const struct pratica *p);
};

/* GET and POST of the page on which a new one is written. */
MUST struct error *pratica_caso_nuovo(struct request *rq, const struct pratica_caso *caso);
MUST struct error *pratica_caso_crea(struct request *rq, const struct pratica_caso *caso);
/* For detail and save of struct pratica_kind. */
MUST struct error *pratica_caso_dettaglio(struct request *rq, struct pratica *p, const struct pratica_caso *caso);
MUST struct error *pratica_caso_salva(struct request *rq, struct pratica *p, const struct pratica_caso *caso);

/* The id that stands in a field; 0 if it is empty or none. */
int64_t pratica_form_id(struct form *form, const char *field);

#endif
