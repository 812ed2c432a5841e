/*
 * The list of the cases of a kind, with its side search.
 */
#ifndef PRATICA_ELENCO_H
#define PRATICA_ELENCO_H

#include "pratica/pratica.h"

/* Send the page of the list of that kind: filters, order and cursor come from the address, columns
 * and fields that can be searched from the rows of the kind. */
MUST struct error *pratica_elenco(struct request *rq, const struct pratica_kind *kind);

/* What stands in the search box «Persona o codice». */
enum pratica_search { BY_NAME, BY_TAX_CODE, BY_CODE };
/* *value gets it in the form in which it is stored; a name as it was typed. */
enum pratica_search pratica_search(struct arena *arena, const char *typed, const char **value);

#endif
