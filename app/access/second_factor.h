/*
 * The second factor: time-based codes (RFC 6238, six digits, thirty seconds, one use a step) and
 * ten codes for the day on which the phone is lost (AUTH-11).
 *
 * What is stored is sealed (access/secret.h): the secret and, until the operator has written the
 * recovery codes down, the seed that they come from, so that they can be shown again.
 */
#ifndef ACCESS_SECOND_FACTOR_H
#define ACCESS_SECOND_FACTOR_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

#define RECOVERY_CODES 10

struct second_factor {
	unsigned char secret[20];
	unsigned char seed[16];
	bool has_seed;
};

void second_factor_new(struct second_factor *factor);
/* Sealed for that operator, as it is stored. */
MUST struct error *second_factor_seal(struct arena *arena, const struct second_factor *factor, int64_t operator,
				      struct bytes *sealed);
MUST struct error *second_factor_open(struct arena *arena, struct bytes sealed, int64_t operator,
				      struct second_factor *factor);
/* The same under the present master key; *changed false if it lies there already. */
MUST struct error *second_factor_reseal(struct arena *arena, struct bytes sealed, int64_t operator, struct bytes *fresh, bool *changed);

/* For typing it into an application, in groups of four; and the address that its camera reads. */
const char *second_factor_text(struct arena *arena, const struct second_factor *factor);
const char *second_factor_uri(struct arena *arena, const struct second_factor *factor, const char *username);

/* Does the code fit now, a step early or late?  *step: which step it was of. */
bool second_factor_fits(const struct second_factor *factor, const char *code, int64_t now, int64_t *step);
/* The digits alone if what was typed is six digits and blanks, else NULL. */
const char *second_factor_digits(struct arena *arena, const char *typed);

/* The recovery code of that number, as it is shown: abcde-fghij. */
const char *recovery_code(struct arena *arena, const struct second_factor *factor, int number);
/* What is kept of a code, typed with or without blanks, dash, capitals: a peppered mark. */
MUST struct error *recovery_mark(struct arena *arena, const char *typed, const char **mark);

#endif
