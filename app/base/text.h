/*
 * Text: a growing buffer in an arena, UTF-8, hexadecimal, checked numbers.
 * Not for HTML: escaping is the business of page/.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of memory that is not ours to free, not NUL-terminated. */
struct bytes {
	const unsigned char *data;
	size_t size;
};

struct text {
	struct arena *arena;
	char *data;   /* always NUL-terminated, never NULL after text_new */
	size_t size;  /* without the NUL */
	size_t room;
};

struct text *text_new(struct arena *arena);
void text_add(struct text *text, const char *piece);
void text_add_bytes(struct text *text, const void *piece, size_t size);
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates) without NUL and
 * without control characters other than tab, CR and LF (security goal IN-5). */
bool text_is_clean(const char *data, size_t size);

/* A whole decimal number, an optional minus, nothing before or after; false if not, or if it
 * does not fit. */
bool text_to_int(const char *text, int64_t *number);

/* Lower-case hexadecimal of the bytes. */
char *text_hex(struct arena *arena, const void *data, size_t size);

/* True if both say the same; NULL is an empty text. */
bool text_same(const char *a, const char *b);

/* Compare two secrets of any length in constant time. */
bool text_secret_equal(const char *a, const char *b);

/* Percent-encode for a path segment or a query value (RFC 3986 unreserved stay). */
char *text_url_encode(struct arena *arena, const char *text);
/* A copy without the blanks at both ends; inner text untouched. */
char *text_trim(struct arena *arena, const char *text);
/* Decode %XX and '+' ; NULL if malformed or if a NUL comes out. */
char *text_url_decode(struct arena *arena, const char *data, size_t size);
/* The same for a path, where '+' is a plus. */
char *text_percent_decode(struct arena *arena, const char *data, size_t size);

/* Append as a JSON string with its quotes, or null; safe inside a script element too. */
void text_add_json(struct text *text, const char *value);

#endif
