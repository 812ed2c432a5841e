/*
 * Suppliers of services: their rules and what their screens share.
 */
#ifndef FORNITORE_FORNITORE_H
#define FORNITORE_FORNITORE_H

#include "web/web.h"

/* The rules beyond the form (conf/form/fornitore.hdf): partita IVA and codice fiscale by their control
 * character, one of the two is owed, the accreditation ends after it begins.  Sentences stand in the form. */
void fornitore_check(struct form *form);
/* A code as typed, in capitals and without blanks; NULL if nothing was typed. */
const char *fornitore_code(struct form *form, const char *field);

/* ---- for the screens of the room ---- */

/* The supplier named in the path: of any service (to read), or of the own one (ERR_FORBIDDEN else). */
MUST struct error *fornitore_find(struct request *rq, struct q_fornitore_leggi *row);
MUST struct error *fornitore_find_to_write(struct request *rq, struct q_fornitore_leggi *row);
/* Its address, with something behind. */
const char *fornitore_address(struct request *rq, fornitore_id id, const char *rest);
/* A page that is one form, below the supplier `row` (NULL: below the register). */
MUST struct error *fornitore_form(struct request *rq, const struct q_fornitore_leggi *row, const char *title);
/* Somebody saved meanwhile: both texts; `stored` as it is now. */
MUST struct error *fornitore_conflict(struct request *rq, struct form *stored, int64_t version);

#endif
