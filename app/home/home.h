/*
 * The home page (HOM-01 … HOM-11) and what belongs to one operator: notifications, favourites,
 * history, drafts.  The search of everything (cerca_web.c) stands in this room too.
 */
#ifndef HOME_HOME_H
#define HOME_HOME_H

#include "web/web.h"

/* ---- panels: which the operator wants, and in which order (HOM-09) ---- */

enum home_zone { HOME_CENTRE, HOME_SIDE };

struct home_panel {
	const char *name, *title;
	enum home_zone zone;
	enum permission permission; /* without it the panel does not exist */
};

#define HOME_PANELS 6

struct home_place {
	const struct home_panel *panel;
	bool shown;
};

/* The places that `words` say ("numeri -bozze notifiche": hidden where a '-' stands before), or
 * the default of the role where words is NULL or "".  Unknown words count for nothing; a panel
 * that no word names comes last, shown.  Returns how many there are for these permissions. */
size_t home_arrange(const char *words, int64_t role, uint64_t permissions, struct home_place places[HOME_PANELS]);
/* Move a panel before the previous one of its zone (steps -1), or behind the next (1). */
void home_move(struct home_place *places, size_t count, const char *name, int steps);
/* The words for these places. */
const char *home_words(struct arena *arena, const struct home_place *places, size_t count);

/* ---- what a list showed, for the register ---- */

struct home_seen {
	struct text *persons, *cases; /* ids with commas between */
	int64_t rows, hidden;         /* hidden: of no visible person or case */
	const char *chosen;           /* "12,15": rows with these ids get `scelta` (a form again) */
};

/* A sink of rows at that name of the page that also notes the columns `soggetto` and `pratica`. */
struct row_sink *home_watch(struct request *rq, const char *name, struct home_seen *seen);
/* The one row of the register for a page that showed these. */
void home_audit(struct request *rq, const char *object, const struct home_seen *const *seen, size_t count);

/* ---- notifications ---- */

/* Counts are at Conta (notifiche_numeri): the tabs by kind, `type` the present one or NULL. */
void notifiche_tabs(struct request *rq, const char *view, const char *type);
/* ?atto=…&annulla=…: what was just done, with a button that takes it back. */
void notifiche_undo(struct request *rq);
/* A number that is counted up to 1000. */
const char *home_capped(struct request *rq, const char *name);

#endif
