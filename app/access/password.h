/*
 * Passwords: hashing, comparing, and the rules of a new one.
 *
 * A hash is an Argon2id PHC string (64 MiB, 3 passes, 1 lane) over the hexadecimal
 * HMAC-SHA-256 of the password under a key derived from the pepper: a copy of the database
 * alone does not allow guessing (security goal AUTH-1).
 */
#ifndef ACCESS_PASSWORD_H
#define ACCESS_PASSWORD_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* No more than `hash_slots` at once on a host: the others wait; ERR_BUSY when that takes too
 * long.  *phc is the arena's. */
MUST struct error *password_hash(struct arena *arena, const char *password, const char **phc);

/* phc NULL or "" (unknown name, nothing set yet): compares with a dummy of the same cost, so that
 * the time tells nothing (AUTH-5), and *ok is false.  *needs_rehash: right, but hashed with
 * older parameters; may be NULL. */
MUST struct error *password_matches(const char *phc, const char *password, bool *ok, bool *needs_rehash);

struct password_owner {
	const char *username, *name, *surname;
	bool administrator;
	const char *const *past; /* PHC strings not to be used again, the present one among them */
	size_t past_count;
};

/* The rules (AUTH-2).  *why is a sentence that says why the password is refused, or NULL. */
MUST struct error *password_refusal(struct arena *arena, const char *password,
				    const struct password_owner *owner, const char **why);

/* The rules as sentences, for the page: NULL at the end. */
const char *const *password_rules(bool administrator);

/* A temporary password: 120 random bits, in groups that can be read aloud. */
const char *password_temporary(struct arena *arena);

/* Overwrite a secret when the arena is emptied. */
void password_forget(struct arena *arena, const char *secret);

#endif
