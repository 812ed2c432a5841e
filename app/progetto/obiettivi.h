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
/* The page of one form of the section; `title` stands over it, `note` before it (NULL: none). */
MUST struct error *progetto_modulo(struct request *rq, const struct pratica *p, const char *title, const char *note);

#endif
