/*
 * Households of a person: composition on a day, drawn as a genogram; who enters, leaves, moves.
 */
#ifndef NUCLEO_NUCLEO_H
#define NUCLEO_NUCLEO_H

#include "web/web.h"

/*
 * Both households of a person on a day (ISO): Nuclei.N.{tipo,titolo,codice,conta,componente.M.{…}}
 * with the drawing at Nuclei.N.genogramma.{larghezza,altezza,contorno,titolo,persona.M.{…},linea.M.{…}}.
 * templates/genogramma.cs shows one.  Households without anybody are there too, with conta 0.
 */
MUST struct error *nucleo_to_page(struct request *rq, soggetto_id id, const char *day);

#endif
