/*
 * Progetti: their rules, apart from screens and from the database.
 */
#ifndef PROGETTO_PROGETTO_H
#define PROGETTO_PROGETTO_H

#include "pratica/pratica.h"

extern const struct pratica_kind kind_progetto;

/* The rules beyond the form: days are ISO.  Sentences stand in the form. */
void progetto_check(struct form *form, const char *today);
/* The same of a review (conf/form/progetto_verifica.hdf). */
void progetto_verifica_check(struct form *form, const char *today);
/* Of how many goals a review can ask. */
#define PROGETTO_OBIETTIVI 12

#endif
