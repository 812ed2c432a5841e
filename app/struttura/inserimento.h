/*
 * Stays of a case in facilities: what the screens of the section share.
 */
#ifndef STRUTTURA_INSERIMENTO_H
#define STRUTTURA_INSERIMENTO_H

#include "pratica/pratica.h"

#define INSERIMENTO_SEZIONE "struttura"

/* The section, with something behind its path. */
const char *inserimento_percorso(struct request *rq, const struct pratica *p, const char *rest);
/* Something behind /pratiche/{id}/inserimenti/{id}. */
const char *inserimento_qui(struct request *rq, const struct pratica *p, inserimento_id id, const char *rest);
/* The page of one form of the section; `note` before it (NULL: none). */
MUST struct error *inserimento_modulo(struct request *rq, const struct pratica *p, const char *title, const char *note);
/* The case and the stay of the path; *p NULL: the answer was sent.  To write: level 2 is owed. */
MUST struct error *inserimento_trova(struct request *rq, bool to_write, struct pratica **p, struct q_inserimento_leggi *stored);

/* How many stays, beside the name of the section: for pratica_kind.around. */
MUST struct error *inserimento_conteggio(struct request *rq, struct pratica *p);

#endif
