/*
 * Between the files of this room only.
 */
#ifndef NUCLEO_INSIDE_H
#define NUCLEO_INSIDE_H

#include "nucleo/nucleo.h"

/* The drawing of these members on that day, at `node` (templates/genogramma.cs); the relation of each is a
 * code of the ANPR table, ids are any that differ. */
void nucleo_disegna(struct request *rq, struct page *node, const struct q_nucleo_composizione *list, size_t count, soggetto_id self,
		    const char *day);
/* «Nucleo dell’ISEE» on that day: Nucleo_isee.{protocollo,tipi,…,componente.N.{…}}, with its drawing; nothing
 * where there is none, or none for these eyes. */
MUST struct error *nucleo_isee_to_page(struct request *rq, soggetto_id id, const char *day);

#endif
