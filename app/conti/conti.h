/*
 * The ledger as pages show it (ECO-06, ECO-07, ECO-09, ECO-11, ECO-12, GEN-28, GEN-29, GEN-37): the sections of an
 * intervento that costs, funds, lists of payments, what is added up.  Every sum is made by the database
 * (sql/code/19_denaro.sql): this room adds no money.
 */
#ifndef CONTI_CONTI_H
#define CONTI_CONTI_H

#include "pratica/pratica.h"
#include "stampa/stampa.h"

/* /pratiche/ID/SECTION and what follows. */
const char *conti_percorso(struct request *rq, const struct pratica *p, const char *section, const char *rest);

/* Offer what the forms of a case ask for: the funds of this case, its impegni, the funds of the service with what is
 * left of them.  Only where the form has such a field. */
MUST struct error *conti_scelte(struct request *rq, struct form *form, const struct pratica *p);

/* The id that stands in a field of choices, offered or not; 0 if it is empty. */
int64_t conti_scelto(struct form *form, const char *field);

/* The ids that were ticked under that name, as an array of SQL; *count of them, never more than a page shows. */
const char *conti_scelti(struct request *rq, const char *name, size_t *count);

/* The versions that the page showed of those, in the same order, from its fields vID; 0 of one that it did not show. */
const char *conti_viste(struct request *rq, const char *name);

/* Between two days, the second not before the first: a sentence at `to` otherwise. */
void conti_periodo(struct form *form, const char *from, const char *to);

/* Somebody saved meanwhile what belongs to no case (a fund, a list): the page with both texts (409). */
MUST struct error *conti_conflitto(struct request *rq, struct form *stored, int64_t version, const char *cancel);

/* A month of an address, yyyy-mm, and nothing else. */
bool conti_mese(const char *text);

#endif
