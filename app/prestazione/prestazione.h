/*
 * Services planned and rendered: how quantities are typed, and what the screens of the room share.
 */
#ifndef PRESTAZIONE_PRESTAZIONE_H
#define PRESTAZIONE_PRESTAZIONE_H

#include "pratica/pratica.h"

/*
 * A quantity as typed: of the unit ORA hours and minutes («1:30», «1,5», «90m», «2»), in minutes; of any other
 * unit a whole number.  NULL and *out from 1 to 10000, or the sentence that says what is wrong.
 */
const char *prestazione_quantity(struct arena *arena, const char *unit, const char *typed, int64_t *out);
/* Minutes from one hour to another, both «09:20»; 0 if one is missing, negative if they are the wrong way round. */
int64_t prestazione_minutes(const char *from, const char *to);
/* The first day (2026-11-01) of a month named as «2026-11», or NULL if it is none between 2000 and 2099. */
const char *prestazione_month(struct arena *arena, const char *word);

/* ---- for the screens of the room ---- */

#define PRESTAZIONI "prestazioni" /* the section */

/* An address below the case; the section itself with "/prestazioni". */
const char *prestazioni_path(struct request *rq, const struct pratica *p, const char *rest);
/* Back to the section at that month («2026-11»), with what was done. */
MUST struct error *prestazioni_back(struct request *rq, const struct pratica *p, const char *month, const char *done);
/* The page of one form of the section. */
MUST struct error *prestazioni_form(struct request *rq, const struct pratica *p, const char *title, const char *note);
/* pratica_kind.around: how many services are planned. */
MUST struct error *prestazioni_around(struct request *rq, struct pratica *p);
/* The month of a path word at `Mese` of the page and in *row; ERR_NOT_FOUND if it is no month. */
MUST struct error *prestazioni_month(struct request *rq, const struct pratica *p, const char *word, struct q_prestazione_mese_stato *row);

#endif
