/*
 * Prese in carico: their rules, apart from screens and from the database, and the hook by which an
 * intervento is tied to one.
 */
#ifndef PRESA_IN_CARICO_PRESA_IN_CARICO_H
#define PRESA_IN_CARICO_PRESA_IN_CARICO_H

#include "pratica/pratica.h"

extern const struct pratica_kind kind_presa_in_carico;

/* The rules beyond the form (PIC-06): days are ISO.  Sentences stand in the form. */
void presa_in_carico_check(struct form *form, const char *today, const char *birth);

/*
 * The field `presa_in_carico` of an intervento (GEN-26, PIC-13): its choices are the open ones of that
 * person which the reader opens, and the one it is tied to, which becomes the value of a form that was
 * not sent.  intervento 0: a new one.  Whoever may not read prese in carico is offered none.
 */
MUST struct error *presa_in_carico_offri(struct request *rq, struct form *form, soggetto_id person, pratica_id intervento);
/* Tie the intervento to the one that stands in the form, or to none.  Who may not read prese in carico
 * changes nothing. */
MUST struct error *presa_in_carico_aggancia(struct request *rq, struct form *form, pratica_id intervento);

#endif
