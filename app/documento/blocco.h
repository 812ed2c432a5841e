/*
 * Sealed blocks: what of a document lies in the database.
 *
 * A document is cut into blocks of 1 MiB (the last may be shorter).  Each is sealed alone with
 * XChaCha20-Poly1305 under the document's own key; document, position and whether it is the last
 * are authenticated.  So any range can be read, and a block that was changed, cut, moved, taken
 * from another document or left out at the end is found before a byte of it is delivered (DOC-3).
 * The document's key is wrapped by the master key, which is outside the database and has an id:
 * another master key rewrites the wrapped keys only.
 */
#ifndef DOCUMENTO_BLOCCO_H
#define DOCUMENTO_BLOCCO_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BLOCCO_BYTE ((size_t)1024 * 1024)
#define BLOCCO_IN_PIU ((size_t)(24 + 16)) /* nonce in front, tag behind */
#define CHIAVE_BYTE 32

/* A new random key, wrapped: `chiusa` and `maestra` (the id) are to be stored. */
MUST struct error *chiave_crea(struct arena *arena, unsigned char chiave[CHIAVE_BYTE], struct bytes *chiusa,
			       const char **maestra);
/* The stored key, opened with the master key of that id (master_key_file or master_key_old_file).
 * ERR_BUG if there is none or if it was altered. */
MUST struct error *chiave_apri(struct bytes chiusa, const char *maestra, unsigned char chiave[CHIAVE_BYTE]);

/* The id of the present master key; a stored key wrapped anew under it. */
MUST struct error *chiave_maestra(struct arena *arena, const char **maestra);
MUST struct error *chiave_richiudi(struct arena *arena, struct bytes chiusa, const char *maestra, struct bytes *nuova,
				   const char **nuova_maestra);

/* How many blocks a document of that size has, and how long one of them is. */
int64_t blocco_quanti(int64_t byte);
size_t blocco_misura(int64_t byte, int64_t indice);

/* Seal a block into `out`, which has room for size + BLOCCO_IN_PIU. */
struct bytes blocco_chiudi(const unsigned char chiave[CHIAVE_BYTE], int64_t documento, int64_t indice, bool ultimo,
			   const unsigned char *dati, size_t size, unsigned char *out);
/* Open a sealed block into `out` (room for sealed.size); *size gets its length.  ERR_BUG, and out
 * wiped, if it is not exactly the block of that place. */
MUST struct error *blocco_apri(const unsigned char chiave[CHIAVE_BYTE], int64_t documento, int64_t indice, bool ultimo,
			       struct bytes chiuso, unsigned char *out, size_t *size);

#endif
