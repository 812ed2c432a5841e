/*
 * Documents that come from a folder of this machine, not from a browser: the archive before SIZ
 * (`siz importa documenti`).  The same kinds, the same look into the content, the same sealed blocks
 * as of an upload; the verdict is again that of the job, on what was sealed.
 */
#ifndef DOCUMENTO_DEPOSITO_H
#define DOCUMENTO_DEPOSITO_H

#include "base/arena.h"
#include "base/error.h"
#include "db/db.h"
#include "query.h"

#include <stdint.h>

/* *perche: NULL, or why a file of that name is not taken (kind, content, size, virus).  ERR_BUSY if the
 * antivirus of the settings does not answer: nothing passes without it. */
MUST struct error *deposito_esamina(struct arena *arena, int file, int64_t byte, const char *nome, const char **perche);

/* The file as document of a row of the archive, whole, with the job that checks it, in the present
 * transaction and in constant memory.  ERR_CONFLICT if the file changes meanwhile. */
MUST struct error *deposito_chiudi(struct db *db, struct arena *arena, int file, int64_t byte, const char *nome, const char *oggetto,
				   importazione_id importazione, int64_t riga);

#endif
