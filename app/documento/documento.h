/*
 * Documents of a case, and of a draft that has no case yet (DOC-01 … DOC-13).
 *
 * The bytes are sealed blocks of 1 MiB in the database (blocco.h): written as they arrive, read
 * one short statement a block, so that no size costs memory.  What a file is, is found by its
 * content in a limited child of the job worker (controllo.h); until then only who uploaded it
 * sees it.
 */
#ifndef DOCUMENTO_DOCUMENTO_H
#define DOCUMENTO_DOCUMENTO_H

#include "job/job.h"
#include "web/web.h"

/*
 * A page that is a draft («nuovo intervento») lets documents be attached before the first save.
 *
 * GET of that page: documenti_bozza(rq, path) fills Allegati for templates/documenti_bozza.cs,
 * which the page includes INSIDE its own form (its button sends the form to /documenti/carica:
 * what was typed goes to the draft, the files are attached to it, and the page comes again).
 *
 * POST that creates the case: documento_della_bozza_alla_pratica(rq, path, id) moves them, in the
 * transaction of the save and before the draft is forgotten (web/ forgets it after the handler;
 * documents that are still on a draft go away with it).
 *
 * `path` is the draft's address, rq->path on that page: "/interventi/generici/nuovo".
 */
MUST struct error *documenti_bozza(struct request *rq, const char *path);
MUST struct error *documento_della_bozza_alla_pratica(struct request *rq, const char *path, pratica_id pratica);

/* The job «documento_controllo»: examine one document, {"documento": id}, and write the verdict.
 * An error means: later again. */
MUST struct error *documento_controlla(struct job *job);
int64_t documento_controlla_secondi(void); /* how long it may take */

#endif
