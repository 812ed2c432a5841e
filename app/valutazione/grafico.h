/*
 * The drawing of one value over time: where its points and its line stand.  Pure: values in, places out, in
 * the units of the SVG.  Values go from 0 to GRAFICO_MASSIMO; one below 0 was not said and leaves a gap.
 */
#ifndef VALUTAZIONE_GRAFICO_H
#define VALUTAZIONE_GRAFICO_H

#include "base/arena.h"

#include <stddef.h>

#define GRAFICO_MASSIMO 4
#define GRAFICO_ALTEZZA 104

struct grafico_punto {
	int value; /* -1: not said */
	int x, y;  /* out */
};

struct grafico {
	int width;
	size_t said;      /* how many values there are */
	const char *line; /* the d of an SVG path through the points that were said */
};

/* Place the points from left to right, at equal steps. */
struct grafico grafico_make(struct arena *arena, struct grafico_punto *points, size_t count);
/* Where the line of a value stands. */
int grafico_y(int value);

#endif
