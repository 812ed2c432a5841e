/*
 * Goals, actions and reviews of a project: what their screens share.
 */
#ifndef PROGETTO_OBIETTIVI_H
#define PROGETTO_OBIETTIVI_H

#include "pratica/pratica.h"

/* The section, with something behind its path. */
const char *progetto_percorso(struct request *rq, const struct pratica *p, const char *rest);
/* Goals, actions, reviews and how far it is, for a page on screen or on paper: Avanzamento, Obiettivi, Azioni,
 * Verifiche, Esiti. */
MUST struct error *progetto_su_carta(struct request *rq, pratica_id id);
/* The case for writing its goals, actions and reviews.  Of one that is concluded: GET is refused in words; a form that was
 * sent gets the sentence and is shown again. */
MUST struct error *progetto_open_to_write(struct request *rq, struct pratica **out);
/* The page of one form of the section; `title` stands over it, `note` before it (NULL: none). */
MUST struct error *progetto_modulo(struct request *rq, const struct pratica *p, const char *title, const char *note);

#endif
