/*
 * A month of services as one form: a field for each planned service and day until today.
 */
#ifndef PRESTAZIONE_GRIGLIA_H
#define PRESTAZIONE_GRIGLIA_H

#include "prestazione/prestazione.h"

/* A planned service of the grid. */
struct griglia_voce {
	prestazione_prevista_id planned;
	pratica_id pratica;
	const char *title;  /* of the service, or the person */
	const char *under;  /* the supplier, or the service */
	const char *unit, *unit_name;
	bool closed;	    /* its month is closed: shown without cells */
	bool other;	    /* opens the case of another row than the one before */
	const char *code;   /* of the case, or NULL */
};

struct griglia {
	const char *month; /* its first day */
	struct griglia_voce *entries;
	size_t entry_count;
	struct q_prestazione_celle *cells; /* by day, then by planned service */
	size_t cell_count;
	const char *cases;   /* {1,2}: of the open entries, for the lock */
	const char *planned; /* {1,2}: of the open entries */
};

/* Reads the cells of the entries (which are set) and makes rq->form of them: filled with what is stored, and what the plan
 * proposes where nothing is (GET), or as sent. */
MUST struct error *griglia_open(struct request *rq, struct griglia *grid);
/* The rows and cells at `Griglia` of the page: a row for each day, or for each entry. */
void griglia_by_day(struct request *rq, const struct griglia *grid);
void griglia_by_entry(struct request *rq, const struct griglia *grid);
/* The version of the month for the form of a GET. */
MUST struct error *griglia_version(struct request *rq, const struct griglia *grid);
/* What was sent, into the database in one act.  *state: GRIGLIA_WRONG leaves sentences in the form; GRIGLIA_CONFLICT has sent the page with
 * both texts, to be left with `cancel`. */
enum griglia_state { GRIGLIA_SAVED, GRIGLIA_WRONG, GRIGLIA_CONFLICT };
MUST struct error *griglia_save(struct request *rq, struct griglia *grid, const char *cancel, enum griglia_state *state);

#endif
