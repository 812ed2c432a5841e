/*
 * Base64, hashes, random words, instants: the small change of SAML (contract in tree.h).
 */
#include "tree.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The text without its line ends; NULL if any other sign of another alphabet is in it. */
static char *without_lines(struct arena *arena, const char *text, size_t *size)
{
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t n = 0;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		bool alphabet = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
				(c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';

		if (c == '\r' || c == '\n')
			continue;
		if (!alphabet)
			return NULL;
		out[n++] = (char)c;
	}
	*size = n;
	return out;
}

bool base64_decode(struct arena *arena, const char *text, struct bytes *bytes)
{
	size_t size = 0, padding = 0;
	char *clean = without_lines(arena, text, &size);
	unsigned char *out;

	if (!clean || !size || size % 4 || size > (size_t)TREE_BYTES * 2)
		return false;
	while (padding < 2 && clean[size - 1 - padding] == '=')
		padding++;
	if (strchr(clean, '=') && strchr(clean, '=') < clean + size - padding)
		return false;
	out = arena_alloc(arena, size / 4 * 3 + 1);
	if (EVP_DecodeBlock(out, (const unsigned char *)clean, (int)size) < 0)
		return false;
	*bytes = (struct bytes){ out, size / 4 * 3 - padding };
	return !strcmp(base64_encode(arena, *bytes), clean); /* no loose bits at the end */
}

const char *base64_encode(struct arena *arena, struct bytes bytes)
{
	char *out = arena_alloc(arena, (bytes.size + 2) / 3 * 4 + 1);

	EVP_EncodeBlock((unsigned char *)out, bytes.data, (int)bytes.size);
	return out;
}

struct bytes sha256_of(struct arena *arena, const char *text)
{
	unsigned char *hash = arena_alloc(arena, SHA256_DIGEST_LENGTH);

	SHA256((const unsigned char *)text, strlen(text), hash);
	return (struct bytes){ hash, SHA256_DIGEST_LENGTH };
}

const char *random_hex(struct arena *arena, size_t bytes)
{
	unsigned char *random = arena_alloc(arena, bytes);

	if (RAND_bytes(random, (int)bytes) != 1)
		abort(); /* a guessable word is worse than no answer */
	return text_hex(arena, random, bytes);
}

/* Exactly that many digits. */
static bool digits(const char **at, int count, int *number)
{
	*number = 0;
	for (; count; count--, (*at)++) {
		if (**at < '0' || **at > '9')
			return false;
		*number = *number * 10 + (**at - '0');
	}
	return true;
}

static bool sign(const char **at, char wanted)
{
	return *(*at)++ == wanted;
}

/* A fraction of a second, which is left aside, and the end. */
static bool fraction_and_end(const char *at)
{
	if (*at == '.') {
		at++;
		if (*at < '0' || *at > '9')
			return false;
		while (*at >= '0' && *at <= '9')
			at++;
	}
	return !strcmp(at, "Z");
}

bool instant_read(const char *text, int64_t *seconds)
{
	struct tm tm = { 0 }, back;
	time_t instant;

	if (!text || !digits(&text, 4, &tm.tm_year) || !sign(&text, '-') || !digits(&text, 2, &tm.tm_mon) ||
	    !sign(&text, '-') || !digits(&text, 2, &tm.tm_mday) || !sign(&text, 'T') ||
	    !digits(&text, 2, &tm.tm_hour) || !sign(&text, ':') || !digits(&text, 2, &tm.tm_min) ||
	    !sign(&text, ':') || !digits(&text, 2, &tm.tm_sec) || !fraction_and_end(text))
		return false;
	if (tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 59)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	instant = timegm(&(struct tm){ .tm_year = tm.tm_year, .tm_mon = tm.tm_mon, .tm_mday = tm.tm_mday,
				       .tm_hour = tm.tm_hour, .tm_min = tm.tm_min, .tm_sec = tm.tm_sec });
	/* the 31st of April would have become the 1st of May */
	if (!gmtime_r(&instant, &back) || back.tm_mday != tm.tm_mday || back.tm_mon != tm.tm_mon)
		return false;
	*seconds = instant;
	return true;
}

const char *instant_write(struct arena *arena, int64_t seconds)
{
	char *out = arena_alloc(arena, 32);
	time_t instant = seconds;
	struct tm tm;

	if (!gmtime_r(&instant, &tm) || !strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm))
		abort();
	return out;
}
