/*
 * The drawing of a household: who stands where, which lines join them, and the dashed line around
 * those who live together.  Pure: persons in, places and lines out, in the units of the SVG.
 *
 * Squares are men, circles women, a double border is the person whose page it is, a cross means
 * dead; a couple stands on one line, their children hang from it, the oldest at the left.
 */
#ifndef NUCLEO_GENOGRAMMA_H
#define NUCLEO_GENOGRAMMA_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GEN_RADIUS 23  /* half a symbol */
#define GEN_LABEL 56   /* of the three lines of words under a symbol */
#define GEN_COLUMN 56  /* half of what a person takes from left to right */
#define GEN_ROW 150    /* from one generation to the next */
#define GEN_MIDDLE 58  /* of a symbol, below the top of its row */

struct gen_person {
	int64_t id;
	int relation;     /* code of the ANPR table, towards the intestatario (1) */
	int64_t link;     /* id of the person whose child or partner it is, 0 where nobody said */
	bool male;
	const char *born; /* ISO day: the oldest child stands at the left */
	bool present;     /* lives here on that day; the others are drawn outside the line */
	/* out */
	int x, y;         /* middle of the symbol */
};

struct gen_line {
	int x1, y1, x2, y2;
	bool dashed; /* a couple that is neither married nor united */
};

struct genogramma {
	struct gen_person *persons; /* as given, with places */
	size_t count;
	struct gen_line *lines;
	size_t line_count;
	const char *outline; /* of those who live together: the d of an SVG path; "" for nobody */
	int width, height;
};

/* Lay out; what cannot be placed by its relation stands at the right end of its generation,
 * without a line.  Everything lives in the arena. */
struct genogramma *genogramma_make(struct arena *arena, struct gen_person *persons, size_t count);

#endif
