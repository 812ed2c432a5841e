/*
 * A PDF of ours as it is kept and delivered: sealed in blocks as a document is (documento/blocco.h),
 * under a key of its own.  Where the blocks lie is said by the caller's two functions.
 */
#ifndef STAMPA_FOGLIO_H
#define STAMPA_FOGLIO_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "web/web.h"

#include <stdint.h>

/* What is stored beside the blocks. */
struct foglio {
	int64_t id;        /* authenticated in each block: of a print, of a domanda */
	int64_t byte;      /* of the PDF, unsealed */
	struct bytes sum;  /* SHA-256 of the whole */
	struct bytes key;  /* wrapped by the master key `master` */
	const char *master;
};

/* Store a sealed block; read one under the policies of who asks, *found false if it is not there. */
typedef struct error *(*foglio_scrivi)(struct db *db, int64_t id, int64_t index, struct bytes sealed);
typedef struct error *(*foglio_leggi)(struct db *db, int64_t id, int64_t index, struct bytes *sealed, bool *found);

/* Read a later block, when the transaction of the request is over: by a ticket that the program proves to a
 * definer function («what|id|issued|token», prova_pretendi).  *sealed without data: the right ended. */
typedef struct error *(*foglio_consegna)(struct db *db, const char *token, int64_t id, int64_t index, int64_t issued, const char *proof,
					 struct bytes *sealed);
/* Where the blocks of one sort of sheet lie, for a download. */
struct foglio_fonte {
	const char *what; /* in the register and in the ticket: «stampa» */
	foglio_leggi first;
	foglio_consegna next;
};

/* Seal `pdf` under a new key and store its blocks; `foglio` gets what is to be stored beside them. */
MUST struct error *foglio_chiudi(struct db *db, struct arena *arena, int64_t id, struct bytes pdf, foglio_scrivi write, struct foglio *foglio);
/* The answer of this request becomes the PDF, to be saved under that name, block by block: never more than
 * one is in memory.  The first is opened here: ERR_BUG if it was altered or lacks; a later one breaks the
 * transfer and is an alarm.  The row of the register is the caller's. */
MUST struct error *foglio_manda(struct request *rq, const struct foglio *foglio, const struct foglio_fonte *source, const char *file_name);

#endif
