/*
 * The archive of the system before SIZ, as pages show it (MIG-01, ACC-19, ACC-23): the rows as they
 * came, beside the person and the case that they became.  Nobody changes them; `siz importa`
 * (comandi/importa.c, sql/code/18_archivio*.sql) brings them in.
 */
#ifndef ARCHIVIO_ARCHIVIO_H
#define ARCHIVIO_ARCHIVIO_H

#include "web/web.h"

/* Archivio.N.{codice,archivio,dato.N.{nome,valore}} of the page: each row of an archive that was
 * this person.  Nothing, where there is none or the reader does not see the person. */
MUST struct error *archivio_mostra_persona(struct request *rq, soggetto_id id);

#endif
