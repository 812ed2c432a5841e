/*
 * The hook by which an intervento is tied to another case of the same person.
 */
#ifndef PRATICA_AGGANCIO_H
#define PRATICA_AGGANCIO_H

#include "pratica/pratica.h"

/*
 * The field of an intervento that is called as that kind, on the vocabulary «<kind>_da_agganciare» (GEN-26,
 * PIC-13): its choices are the open ones of that person which the reader opens, and the one it is tied to,
 * which becomes the value of a form that was not sent.  intervento 0: a new one.  Whoever may not read the
 * kind is offered none.  For the page: Aggancio.<kind>.{vede,trovate,apri}.
 */
MUST struct error *pratica_aggancio_offri(struct request *rq, struct form *form, const struct pratica_kind *kind, soggetto_id person,
					  pratica_id intervento);
/* Tie the intervento to the one that stands in the form, or to none.  Who may not read the kind changes
 * nothing. */
MUST struct error *pratica_aggancio_salva(struct request *rq, struct form *form, const struct pratica_kind *kind, pratica_id intervento);

#endif
