/*
 * Prese in carico: their rules, apart from screens and from the database.
 */
#ifndef PRESA_IN_CARICO_PRESA_IN_CARICO_H
#define PRESA_IN_CARICO_PRESA_IN_CARICO_H

#include "pratica/pratica.h"

extern const struct pratica_kind kind_presa_in_carico;

/* The rules beyond the form (PIC-06): days are ISO.  Sentences stand in the form. */
void presa_in_carico_check(struct form *form, const char *today, const char *birth);

#endif
