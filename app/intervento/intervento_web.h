/*
 * Interventi on screen: one component for the four kinds (GEN-38).  What a kind adds to the shared
 * form is one struct intervento_kind in a file of its own: generico.c, economico.c, prestazione.c,
 * struttura.c.  Every form has the fields of conf/form/intervento_*.parte.
 */
#ifndef INTERVENTO_INTERVENTO_WEB_H
#define INTERVENTO_INTERVENTO_WEB_H

#include "intervento/intervento.h"
#include "pratica/caso.h"
#include "pratica/elenco.h"

extern const struct pratica_kind kind_intervento_generico, kind_intervento_economico;
extern const struct pratica_kind kind_intervento_prestazione, kind_intervento_struttura;

struct intervento_kind {
	const struct pratica_kind *kind;
	const char *title; /* of the page on which a new one is written: «Nuovo intervento economico» */
	bool means_tested; /* the ISEE that held on its day stands beside the form (ECO-08) */

	/* All may be NULL.  A new one: fill what is known (GET), after what is copied into it. */
	struct error *(*begin)(struct request *rq, struct form *form);
	/* Choices that are no vocabulary; intervento 0: a new one.  Before the form is judged or shown. */
	struct error *(*choices)(struct request *rq, struct form *form, pratica_id intervento);
	/* Rules of its own after those of all kinds: sentences stand in the form.  old: as it is
	 * stored, NULL for a new one. */
	struct error *(*check)(struct request *rq, struct form *form, pratica_id intervento,
			       const struct q_intervento_dati *old);
	/* What follows in the same transaction when it was born or saved. */
	struct error *(*saved)(struct request *rq, struct form *form, pratica_id intervento);
	/* Around the form on the page. */
	struct error *(*show)(struct request *rq, struct form *form, pratica_id intervento);
};

/* GET and POST of the page on which a new one is written. */
MUST struct error *intervento_nuovo(struct request *rq, const struct intervento_kind *kind);
MUST struct error *intervento_crea(struct request *rq, const struct intervento_kind *kind);
/* For detail and save of struct pratica_kind. */
MUST struct error *intervento_dettaglio(struct request *rq, struct pratica *p, const struct intervento_kind *kind);
MUST struct error *intervento_salva(struct request *rq, struct pratica *p, const struct intervento_kind *kind);

/* The words of the lists of all kinds. */
extern const struct pratica_words intervento_words;

#endif
