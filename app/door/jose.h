/*
 * Signed tokens (RFC 7515, RS256 only) by libcjose: what PDND and the ModI profile ask for.
 */
#ifndef DOOR_JOSE_H
#define DOOR_JOSE_H

#include "base/arena.h"
#include "base/error.h"

#include <jansson.h>
#include <stddef.h>

struct jose_key;

/* An RSA key of at least 2048 bits from a PEM file, private, or public to verify with.  It lives in
 * the arena.  ERR_BUG if it cannot be read: a matter for whoever installed it. */
MUST struct error *jose_private_key(struct arena *arena, const char *path, const char *kid, struct jose_key **key);
MUST struct error *jose_public_key(struct arena *arena, const char *path, struct jose_key **key);

/* The claims signed, as header.payload.signature; header {alg: RS256, typ: JWT, kid}. */
MUST struct error *jose_sign(struct arena *arena, const struct jose_key *key, json_t *claims, const char **token);

/* The claims of a token whose signature holds; NULL if it is none, is signed otherwise or by another.
 * Times and audience are the caller's business. */
json_t *jose_verify(struct arena *arena, const struct jose_key *key, const char *token);

/* A new random identifier (RFC 4122, version 4). */
const char *jose_uuid(struct arena *arena);
/* SHA-256 of the bytes, in lower-case hexadecimal, or in base64 with padding. */
const char *jose_sha256_hex(struct arena *arena, const void *data, size_t size);
const char *jose_sha256_base64(struct arena *arena, const void *data, size_t size);

#endif
