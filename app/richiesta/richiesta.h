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

#endif
