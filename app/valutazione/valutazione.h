/*
 * Valutazioni: their rules, apart from screens and from the database.
 */
#ifndef VALUTAZIONE_VALUTAZIONE_H
#define VALUTAZIONE_VALUTAZIONE_H

#include "pratica/pratica.h"

/* Codes of tipo_intervento of this kind that the program knows (VAL-05). */
#define VALUTAZIONE_PRIMO "PRIMO"
#define VALUTAZIONE_MULTI "MULTI"

extern const struct pratica_kind kind_valutazione;

/* The rules beyond the form.  Sentences stand in the form. */
void valutazione_check(struct form *form);

#endif
