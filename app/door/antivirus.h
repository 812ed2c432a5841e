/*
 * The antivirus (clamd), asked by passing a descriptor over its local socket: the file is not
 * copied, and no size limit of a stream applies.
 */
#ifndef DOOR_ANTIVIRUS_H
#define DOOR_ANTIVIRUS_H

#include "base/arena.h"
#include "base/error.h"

#define ANTIVIRUS_SECONDS 300 /* for one file */

enum antivirus {
	ANTIVIRUS_PULITO,
	ANTIVIRUS_INFETTO,
	ANTIVIRUS_NON_ANALIZZABILE /* beyond its own limits */
};

/* ERR_BUSY if it does not answer: that delays a file, it never passes one (DOC-5).  `nome` gets
 * what it calls the virus, or NULL. */
MUST struct error *antivirus_chiedi(struct arena *arena, const char *socket_path, int file, enum antivirus *esito, const char **nome);

#endif
