/*
 * What a file is and whether it is sound, found by its content (security goal DOC-4).
 *
 * Hostile files are parsed by libraries, so only in a child that can do nothing: no network, no
 * new files, little memory and time, no descriptor but the file and the pipe for its verdict.
 */
#ifndef DOCUMENTO_CONTROLLO_H
#define DOCUMENTO_CONTROLLO_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct referto {
	bool accettato;
	const char *mime;   /* with which it is delivered */
	const char *pdfa;   /* «PDF/A-2b dichiarato», or NULL */
	const char *motivo; /* if refused: what was found and what to do; if accepted: a remark, or NULL */
};

/* Examine the file of that name behind the descriptor, in a limited child.  ERR_BUSY if the child
 * could not begin; a child that breaks or takes too long refuses the file. */
MUST struct error *controllo_esegui(struct arena *arena, int file, int64_t byte, const char *nome, struct referto *referto);

/* ---- what the child does, in this process: for the child and the unit tests ---- */
void esame(struct arena *arena, const unsigned char *dati, size_t byte, const char *nome, struct referto *referto);

/* Each gives NULL, or why the file is refused. */
const char *esame_pdf(struct arena *arena, const unsigned char *dati, size_t byte, const char **pdfa);
const char *esame_zip(struct arena *arena, const unsigned char *dati, size_t byte, const char *estensione);
const char *esame_ole(const unsigned char *dati, size_t byte);
const char *esame_immagine(const unsigned char *dati, size_t byte, const char *mime);

/* Each part of a ZIP whose name `wanted` likes, unpacked, one after the other; what is no ZIP, and parts that
 * are not what the directory says or larger than 4 MiB, are passed over. */
void zip_parti(struct arena *arena, const unsigned char *dati, size_t byte, bool (*wanted)(const char *name),
	       void (*part)(void *context, const unsigned char *data, size_t size), void *context);

/* «A-2b» from part and conformance of a packet of XMP metadata; NULL if it claims nothing. */
const char *pdfa_dichiarato(struct arena *arena, const unsigned char *xmp, size_t byte);

#endif
