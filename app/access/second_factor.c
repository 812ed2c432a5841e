#include "access/second_factor.h"

#include "access/secret.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 6
#define STEP_SECONDS 30
#define CODE_LETTERS 10

/* Base32 of RFC 4648, small letters; no two look alike when read aloud in capitals. */
static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

void second_factor_new(struct second_factor *factor)
{
	randombytes_buf(factor->secret, sizeof(factor->secret));
	randombytes_buf(factor->seed, sizeof(factor->seed));
	factor->has_seed = true;
}

static const char *context_of(struct arena *arena, int64_t operator)
{
	return arena_printf(arena, "secondo fattore|%lld", (long long)operator);
}

struct error *second_factor_seal(struct arena *arena, const struct second_factor *factor, int64_t operator, struct bytes *sealed)
{
	unsigned char whole[sizeof(factor->secret) + sizeof(factor->seed)];
	size_t size = factor->has_seed ? sizeof(whole) : sizeof(factor->secret);

	memcpy(whole, factor->secret, sizeof(factor->secret));
	memcpy(whole + sizeof(factor->secret), factor->seed, sizeof(factor->seed));
	struct error *err = secret_seal(arena, context_of(arena, operator), whole, size, &sealed->data, &sealed->size);
	sodium_memzero(whole, sizeof(whole));
	return error_pass(err);
}

struct error *second_factor_open(struct arena *arena, struct bytes sealed, int64_t operator, struct second_factor *factor)
{
	const unsigned char *whole;
	size_t size;

	*factor = (struct second_factor){ 0 };
	TRY(secret_unseal(arena, context_of(arena, operator), sealed.data, sealed.size, &whole, &size));
	if (size != sizeof(factor->secret) && size != sizeof(factor->secret) + sizeof(factor->seed))
		return error_raise(ERR_BUG, "a second factor of %zu bytes", size);
	memcpy(factor->secret, whole, sizeof(factor->secret));
	factor->has_seed = size > sizeof(factor->secret);
	if (factor->has_seed)
		memcpy(factor->seed, whole + sizeof(factor->secret), sizeof(factor->seed));
	return NULL;
}

struct error *second_factor_reseal(struct arena *arena, struct bytes sealed, int64_t operator, struct bytes *fresh, bool *changed)
{
	return secret_reseal(arena, context_of(arena, operator), sealed.data, sealed.size, &fresh->data, &fresh->size, changed);
}

/* 20 bytes are 32 letters without a rest. */
static char *base32(struct arena *arena, const unsigned char *data, size_t size)
{
	char *out = arena_alloc(arena, size * 8 / 5 + 1);

	for (size_t i = 0; i < size * 8 / 5; i++) {
		size_t bit = i * 5;
		unsigned pair = (unsigned)data[bit / 8] << 8 | (bit / 8 + 1 < size ? data[bit / 8 + 1] : 0u);
		out[i] = letters[pair >> (11 - bit % 8) & 31];
	}
	return out;
}

const char *second_factor_text(struct arena *arena, const struct second_factor *factor)
{
	const char *plain = base32(arena, factor->secret, sizeof(factor->secret));
	struct text *text = text_new(arena);

	for (size_t i = 0; plain[i]; i++) {
		char letter = (char)(plain[i] >= 'a' ? plain[i] - 32 : plain[i]);
		if (i && i % 4 == 0)
			text_add(text, " ");
		text_add_bytes(text, &letter, 1);
	}
	return text->data;
}

const char *second_factor_uri(struct arena *arena, const struct second_factor *factor, const char *username)
{
	char *secret = base32(arena, factor->secret, sizeof(factor->secret));

	for (char *at = secret; *at; at++)
		if (*at >= 'a')
			*at = (char)(*at - 32);
	return arena_printf(arena, "otpauth://totp/SIZ:%s?secret=%s&issuer=SIZ&digits=%d&period=%d", text_url_encode(arena, username),
			    secret, DIGITS, STEP_SECONDS);
}

bool second_factor_fits(const struct second_factor *factor, const char *code, int64_t now, int64_t *step)
{
	bool found = false;

	for (int64_t drift = -1; drift <= 1; drift++) {
		char right[DIGITS + 1] = "";
		int64_t moment = now + drift * STEP_SECONDS;
		if (oath_totp_generate((const char *)factor->secret, sizeof(factor->secret), (time_t)moment, STEP_SECONDS, 0, DIGITS,
				       right) != OATH_OK)
			continue;
		if (text_secret_equal(right, code)) {
			*step = moment / STEP_SECONDS;
			found = true;
		}
		sodium_memzero(right, sizeof(right));
	}
	return found;
}

const char *second_factor_digits(struct arena *arena, const char *typed)
{
	char *out = arena_alloc(arena, strlen(typed) + 1), *to = out;

	for (; *typed; typed++) {
		if (*typed == ' ')
			continue;
		if (*typed < '0' || *typed > '9')
			return NULL;
		*to++ = *typed;
	}
	return to - out == DIGITS ? out : NULL;
}

const char *recovery_code(struct arena *arena, const struct second_factor *factor, int number)
{
	unsigned char key[32] = { 0 }, mac[crypto_auth_hmacsha256_BYTES];
	unsigned char which[1] = { (unsigned char)number };

	memcpy(key, factor->seed, sizeof(factor->seed));
	crypto_auth_hmacsha256(mac, which, sizeof(which), key);
	const char *code = base32(arena, mac, 10);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(mac, sizeof(mac));
	return arena_printf(arena, "%.5s-%.5s", code, code + 5);
}

struct error *recovery_mark(struct arena *arena, const char *typed, const char **mark)
{
	unsigned char key[32], mac[crypto_auth_hmacsha256_BYTES];
	char *plain = arena_alloc(arena, strlen(typed) + 1), *to = plain;

	for (; *typed; typed++)
		if (*typed != ' ' && *typed != '-')
			*to++ = (char)(*typed >= 'A' && *typed <= 'Z' ? *typed + 32 : *typed);
	TRY(secret_derive("codici di recupero", key));
	crypto_auth_hmacsha256(mac, (const unsigned char *)plain, strlen(plain), key);
	sodium_memzero(key, sizeof(key));
	*mark = text_hex(arena, mac, sizeof(mac));
	return NULL;
}
