/*
 * The words of a document, for the search (DOC-09): read by limited children, like the check, and after it.
 */
#ifndef DOCUMENTO_TESTO_H
#define DOCUMENTO_TESTO_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "job/job.h"

#include <stddef.h>
#include <stdint.h>

#define TESTO_BYTE ((size_t)400 * 1024) /* so much of a text is looked at: some two hundred pages */

enum testo_esito { TESTO_LETTO, TESTO_IN_PARTE, TESTO_SENZA, TESTO_NON_LETTO };

struct testo_letto {
	enum testo_esito esito;
	const char *testo; /* UTF-8 without control characters, at most TESTO_BYTE; never NULL */
};

/* The text of the file of that name behind the descriptor, read from its beginning.  Whatever the file is, the answer
 * comes within a minute; ERR_BUSY if no child could begin. */
MUST struct error *testo_leggi(struct arena *arena, int file, int64_t byte, const char *nome, struct testo_letto *letto);

/* The job «documento_testo»: {"documento": id}.  An error means: later again. */
MUST struct error *documento_testo(struct job *job);

/* ---- what the child does, in this process: for the child and the unit tests ---- */

/* Text of a text file, a message or an office file of the recent formats; NULL where there is none to read. */
const char *testo_di(struct arena *arena, const unsigned char *dati, size_t byte, const char *nome);
/* Any bytes as words: UTF-8, else Windows-1252; control characters become blanks; cut between two characters at `room`. */
const char *testo_pulito(struct arena *arena, const unsigned char *dati, size_t byte, size_t room);

#endif
