/*
 * The drawing of one value over time: where its points and its line stand.  Pure: values in, places out, in
 * the units of the SVG.  A value below the minimum of its measure was not said and leaves a gap.
 */
#ifndef VALUTAZIONE_GRAFICO_H
#define VALUTAZIONE_GRAFICO_H

#include "base/arena.h"

#include <stddef.h>

#define GRAFICO_MASSIMO 4 /* of `livello`, which goes from 0 */

/* What is drawn: from which value to which, and how high that is. */
struct grafico_misura {
	int minimum, maximum; /* minimum < maximum */
	int height;           /* between the lines of the two */
};
#define GRAFICO_LIVELLI (struct grafico_misura){ 0, GRAFICO_MASSIMO, 64 }
#define GRAFICO_SCALA(least, most) (struct grafico_misura){ least, most, 128 }

struct grafico_punto {
	int value; /* below the minimum: not said */
	int x, y;  /* out */
};

struct grafico {
	int width, height;
	size_t said;      /* how many values there are */
	const char *line; /* the d of an SVG path through the points that were said */
};

/* Place the points from left to right, at equal steps. */
struct grafico grafico_make(struct arena *arena, struct grafico_misura measure, struct grafico_punto *points, size_t count);
/* Where the line of a value stands; one outside the measure stands at its end. */
int grafico_y(struct grafico_misura measure, int value);
/* The two edges of a band of values, half a value beyond its ends and never beyond the measure: bands that follow
 * each other touch, and a band of one value has a height too. */
void grafico_fascia(struct grafico_misura measure, int from, int to, int *top, int *bottom);

#endif
