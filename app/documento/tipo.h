/*
 * The kinds of file that are taken (DOC-06, security goal DOC-4), by name and by first bytes.
 * Cheap and without libraries, so that a program is refused at once, beside the file field; what
 * lies deeper is looked at by the check (controllo.h).
 */
#ifndef DOCUMENTO_TIPO_H
#define DOCUMENTO_TIPO_H

#include "base/arena.h"

#include <stddef.h>

#define TIPO_INIZIO ((size_t)4096) /* so many first bytes are asked for */

enum famiglia { FAMIGLIA_PDF, FAMIGLIA_ZIP, FAMIGLIA_OLE, FAMIGLIA_IMMAGINE, FAMIGLIA_TESTO, FAMIGLIA_FIRMA };

struct tipo {
	const char *estensione; /* lower case */
	enum famiglia famiglia;
	const char *mime;       /* with which it is delivered; of an .img, that of its content */
	const char *nome;       /* «un PDF» */
};

/* What a file is called, whatever was sent: no folder, no control or direction marks, at most
 * 200 characters and its extension.  Never empty. */
const char *nome_pulito(struct arena *arena, const char *sent);
/* The same without extension, for the subject. */
const char *nome_senza_estensione(struct arena *arena, const char *nome);

/* NULL if a file of that name and beginning is taken so far, and *tipo; else a sentence that
 * says what was found and what to do, without the name of the file. */
const char *tipo_rifiuto(struct arena *arena, const char *nome, const unsigned char *inizio, size_t quanti,
			 const struct tipo **tipo);

/* The same by the name alone, before any byte has come. */
const char *nome_rifiuto(struct arena *arena, const char *nome);

/* For the attribute accept of the file field. */
const char *tipi_accettati(struct arena *arena);

#endif
