/*
 * A case on paper, for whatever print shows one.
 */
#ifndef PRATICA_STAMPA_PRATICA_H
#define PRATICA_STAMPA_PRATICA_H

#include "pratica/pratica.h"

/* Head, answers and what the kind's own sections hold, for templates/stampa/: Pratica, Modulo, and what
 * pratica_kind.paper fills.  ERR_NOT_FOUND if it does not open, or its kind may not be read. */
MUST struct error *pratica_su_carta(struct request *rq, pratica_id id);
/* The same with the sections that the form «stampa_pratica», stored as JSON, has ticked. */
MUST struct error *pratica_su_carta_con(struct request *rq, pratica_id id, const char *options);
/* The ISEE of that person, where the same form has ticked them and who prints may read them: once in a print, at Isee. */
MUST struct error *pratica_isee_su_carta(struct request *rq, soggetto_id person, const char *options);
/* Tick all sections of that form, but the own private pages of the diary (DIA-02) and economic data. */
void pratica_stampa_tutto(struct form *form);

#endif
