/*
 * Secrets that live in files outside the database: the pepper of passwords, the master key of
 * documents (settings pepper_file, master_key_file; 32 bytes in base64 each, mode 0400).
 */
#ifndef ACCESS_SECRET_H
#define ACCESS_SECRET_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Read a 32-byte secret in base64; ERR_BUG with the file's name if it is missing or malformed. */
MUST struct error *secret_file(const char *path, unsigned char key[32]);

/* A key of its own for each purpose, derived from the pepper (HMAC-SHA-256 of the purpose). */
MUST struct error *secret_derive(const char *purpose, unsigned char key[32]);

/* Seal and open a short secret for storing in the database (TOTP), under a key derived from the
 * master key; XChaCha20-Poly1305, nonce in front, `context` authenticated.  The result is the
 * arena's. What the master key before sealed (master_key_old_file) opens too. ERR_BUG if it was altered. */
MUST struct error *secret_seal(struct arena *arena, const char *context, const unsigned char *data, size_t size,
			       const unsigned char **sealed, size_t *sealed_size);
MUST struct error *secret_unseal(struct arena *arena, const char *context, const unsigned char *sealed,
				 size_t sealed_size, const unsigned char **data, size_t *size);

/* The same secret under the present master key; *changed false if it lies there already. */
MUST struct error *secret_reseal(struct arena *arena, const char *context, const unsigned char *sealed, size_t sealed_size,
				 const unsigned char **fresh, size_t *fresh_size, bool *changed);

#endif
