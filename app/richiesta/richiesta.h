/*
 * Richieste (RIC-01 … RIC-07): what somebody asks on a case, to who authorises in the same service or
 * to another service.  Types, states, steps and who makes them are rows (sql/schema/0110_richiesta.sql);
 * this room knows none of them by name.
 *
 * Screens: the section of a case and asking (richiesta_web.c), the richiesta itself and its steps
 * (risposta_web.c), the lists (elenco_web.c).  Each handler is named by a line of app/routes.def.
 */
#ifndef RICHIESTA_RICHIESTA_H
#define RICHIESTA_RICHIESTA_H

#include "pratica/pratica.h"

/* The address of a richiesta, with what follows ("" or "/stato/approva"). */
const char *richiesta_address(struct request *rq, richiesta_id id, const char *rest);
/* Offer in the form (field «allegati») the documents of the case that may be shown to who decides; of a richiesta that is
 * not yet there, {0}. */
MUST struct error *richiesta_offri_documenti(struct request *rq, pratica_id pratica, richiesta_id id);
/* Show those that were chosen in the form. */
MUST struct error *richiesta_mostra_documenti(struct request *rq, richiesta_id id);

#endif
