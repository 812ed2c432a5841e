/*
 * What the screens of the register share.
 */
#ifndef STRUTTURA_INSIDE_H
#define STRUTTURA_INSIDE_H

#include "web/web.h"

/* Path at the top of the page; name NULL: the list itself. */
void struttura_briciole(struct request *rq, const char *name, const char *url);
/* The facility, with something behind its path. */
const char *struttura_percorso(struct request *rq, struttura_id id, const char *rest);
/* The one of the path: ERR_NOT_FOUND for one that the service does not use, as for none. */
MUST struct error *struttura_trova(struct request *rq, struct q_struttura_leggi *row);
/* The same for who writes it; ERR_FORBIDDEN with whom to ask for the others. */
MUST struct error *struttura_trova_da_scrivere(struct request *rq, struct q_struttura_leggi *row);
/* Somebody saved meanwhile: both texts (409).  `stored` is filled from the row as it is now. */
MUST struct error *struttura_conflitto(struct request *rq, struct form *stored, int64_t version);

#endif
