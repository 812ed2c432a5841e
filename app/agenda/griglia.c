/*
 * The grid of a week: which cell holds what, and how many lines it takes.
 */
#include "agenda/griglia.h"

#include <stdlib.h>
#include <string.h>

#define PRESTO (8 * 60)
#define TARDI (18 * 60)

static int compare(const void *one, const void *other)
{
	const struct voce *a = one, *b = other;
	int day = strcmp(a->giorno, b->giorno);

	if (day)
		return day;
	if (a->tutto_il_giorno != b->tutto_il_giorno)
		return a->tutto_il_giorno ? -1 : 1;
	if (a->da != b->da && !a->tutto_il_giorno)
		return a->da < b->da ? -1 : 1;
	return strcmp(a->titolo, b->titolo);
}

void voci_ordina(struct voce *voci, size_t count)
{
	if (count)
		qsort(voci, count, sizeof(*voci), compare);
}

const char *ora_testo(struct arena *arena, int minuti)
{
	return arena_printf(arena, "%02d:%02d", minuti / 60, minuti % 60);
}

static int day_of(const struct voce *voce, const char *const *giorni, int quanti)
{
	for (int i = 0; i < quanti; i++)
		if (strcmp(voce->giorno, giorni[i]) == 0)
			return voce->tutto_il_giorno ? -1 : i;
	return -1;
}

/* The lines that a voice takes: whole half hours, at least one. */
static int first_line(const struct griglia *grid, const struct voce *voce)
{
	return (voce->da - grid->da) / MINUTI_RIGA;
}

static int line_after(const struct griglia *grid, const struct voce *voce)
{
	int end = (voce->a - grid->da + MINUTI_RIGA - 1) / MINUTI_RIGA, first = first_line(grid, voce);

	return end > first ? end : first + 1;
}

/* Voices of one day from `at` on that overlap, directly or by one between them. */
static size_t place(struct griglia *grid, const struct voce *voci, size_t count, size_t at, int day)
{
	int first = first_line(grid, &voci[at]), after = line_after(grid, &voci[at]);
	size_t end = at + 1;

	while (end < count && strcmp(voci[end].giorno, voci[at].giorno) == 0 && first_line(grid, &voci[end]) < after) {
		int other = line_after(grid, &voci[end]);
		after = other > after ? other : after;
		end++;
	}
	grid->celle[first * grid->giorni + day] = (struct cella){ PIENA, after - first, at, end - at };
	for (int line = first + 1; line < after; line++)
		grid->celle[line * grid->giorni + day].come = COPERTA;
	return end;
}

struct griglia griglia_fai(struct arena *arena, const struct voce *voci, size_t count, const char *const *giorni, int quanti)
{
	int from = PRESTO, to = TARDI;

	for (size_t i = 0; i < count; i++) {
		if (day_of(&voci[i], giorni, quanti) < 0)
			continue;
		from = voci[i].da < from ? voci[i].da : from;
		to = voci[i].a > to ? voci[i].a : to;
	}
	from -= from % MINUTI_RIGA;
	struct griglia grid = { .da = from, .righe = (to - from + MINUTI_RIGA - 1) / MINUTI_RIGA, .giorni = quanti };
	/* the last voice may take a line of its own beyond midnight's border */
	grid.celle = arena_array(arena, (size_t)(grid.righe + 1) * (size_t)quanti, sizeof(*grid.celle));
	memset(grid.celle, 0, (size_t)(grid.righe + 1) * (size_t)quanti * sizeof(*grid.celle));
	for (size_t at = 0; at < count;) {
		int day = day_of(&voci[at], giorni, quanti);
		at = day < 0 ? at + 1 : place(&grid, voci, count, at, day);
	}
	return grid;
}
