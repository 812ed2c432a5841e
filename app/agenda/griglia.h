/*
 * Appointments on the half hours of some days, as a table is drawn: pure.
 */
#ifndef AGENDA_GRIGLIA_H
#define AGENDA_GRIGLIA_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define MINUTI_RIGA 30

/* Something in the agenda. */
struct voce {
	const char *giorno;           /* ISO */
	int da, a;                    /* minutes of the day; a > da */
	bool tutto_il_giorno;         /* then da and a mean nothing */
	const char *titolo, *sotto;   /* what it is; hours, place and with whom */
	const char *url, *classe;     /* NULL: leads nowhere; kind of colour */
};

struct cella {
	enum { VUOTA, PIENA, COPERTA } come; /* COPERTA: a cell above reaches over it */
	int righe;                           /* of a full one */
	size_t prima, quante;                /* the voices in it */
};

struct griglia {
	int da;        /* minute at which the first line begins */
	int righe;
	int giorni;
	struct cella *celle; /* [line * giorni + day] */
};

/* Into the order in which griglia_fai wants them: by day, those of the whole day first, by hour. */
void voci_ordina(struct voce *voci, size_t count);
/* From 8 to 18, or as much earlier and later as something needs.  What overlaps shares one cell.
 * Voices of other days than those given, and of the whole day, are left out. */
struct griglia griglia_fai(struct arena *arena, const struct voce *voci, size_t count, const char *const *giorni, int quanti);
/* «09:30». */
const char *ora_testo(struct arena *arena, int minuti);

#endif
