/*
 * What the pages of administration share: where they stand, and who works where.
 */
#ifndef AMMINISTRAZIONE_AMMINISTRAZIONE_H
#define AMMINISTRAZIONE_AMMINISTRAZIONE_H

#include "web/web.h"

/* The path at the top and the line of the menu: «Home / text», and `last` below /amministrazione/<area> if not NULL. */
void amministrazione_path(struct request *rq, const char *text, const char *area, const char *last);

/* An account as the present identity may see it; ERR_NOT_FOUND else. */
MUST struct error *operatore_trova(struct request *rq, struct q_amministra_operatore *row);
/* Its page, with the form that adds a membership as it stands. */
MUST struct error *operatore_mostra(struct request *rq, const struct q_amministra_operatore *row);
/* The services and the roles that the present identity may give, as choices of rq->form ("servizi_offerti",
 * "ruoli_conferibili": no vocabularies of the database). */
MUST struct error *operatore_offri(struct request *rq);
const char *operatore_indirizzo(struct request *rq, operatore_id id, const char *rest);

#endif
