/*
 * Facilities (STR-01): the register of those to which people are sent, and the drawing of how full one is.
 */
#ifndef STRUTTURA_STRUTTURA_H
#define STRUTTURA_STRUTTURA_H

#include "form/form.h"

/* Rules beyond the form of a fee: it does not end before it begins; shares are hundredths. */
void retta_check(struct form *form);
/* Rules beyond the form of a facility: a refuge is not everybody's. */
void struttura_check(struct form *form);

/* One bar of the drawing: places and people of a month, in the units of the SVG (0 at the top). */
struct struttura_barra {
	int x, width;
	int places_y, places_height; /* all places */
	int taken_y, taken_height;   /* those that were taken when most were */
};
#define STRUTTURA_ALTO 12   /* where the tallest bar begins */
#define STRUTTURA_BASSO 112 /* the line on which the bars stand */
#define STRUTTURA_PASSO 44
/* The bar of month 0 to 11; `most` is the greatest number of the year, at least 1. */
struct struttura_barra struttura_barra(int month, int64_t places, int64_t taken, int64_t most);

#endif
