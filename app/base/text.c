/*
 * Text: the growing buffer, UTF-8, encodings.
 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256

static const char hex_digits[] = "0123456789abcdef";
static const char hex_capitals[] = "0123456789ABCDEF";

struct text *
text_new(struct arena *arena)
{
	struct text *text = arena_alloc(arena, sizeof(*text));

	text->arena = arena;
	text->room = FIRST_ROOM;
	text->data = arena_alloc(arena, text->room);
	return text;
}

/* Doubling leaves the old piece in the arena; together they are at most as large as the new one. */
static void
make_room(struct text *text, size_t more)
{
	size_t needed, room = text->room;
	char *larger;

	if (__builtin_add_overflow(text->size, more, &needed) || needed > SIZE_MAX / 4)
		abort();
	while (room <= needed)
		room *= 2;
	larger = arena_alloc(text->arena, room);
	memcpy(larger, text->data, text->size);
	text->data = larger;
	text->room = room;
}

void
text_add_bytes(struct text *text, const void *piece, size_t size)
{
	if (!size)
		return;
	if (size >= text->room - text->size)
		make_room(text, size);
	memcpy(text->data + text->size, piece, size);
	text->size += size;
	text->data[text->size] = '\0';
}

void
text_add(struct text *text, const char *piece)
{
	text_add_bytes(text, piece, strlen(piece));
}

void
text_addf(struct text *text, const char *format, ...)
{
	size_t left = text->room - text->size;
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(text->data + text->size, left, format, args);
	va_end(args);
	if (size < 0)
		abort();
	if ((size_t)size >= left) {
		make_room(text, (size_t)size);
		va_start(args, format);
		vsnprintf(text->data + text->size, (size_t)size + 1, format, args);
		va_end(args);
	}
	text->size += (size_t)size;
}

/* Length of the well-formed sequence at the start, and its code point; 0 if it is malformed
 * (Unicode 15, table 3-7: no overlong form, no surrogate, nothing above U+10FFFF). */
static size_t
utf8_sequence(const unsigned char *data, size_t size, uint32_t *code)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t value = data[0];
	size_t length;

	if (value < 0x80) {
		*code = value;
		return 1;
	}
	if (value >= 0xc2 && value <= 0xdf)
		length = 2, value &= 0x1f;
	else if ((value & 0xf0) == 0xe0)
		length = 3, value &= 0x0f;
	else if (value >= 0xf0 && value <= 0xf4)
		length = 4, value &= 0x07;
	else
		return 0;
	if (length > size)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((data[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (data[i] & 0x3fu);
	}
	if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code = value;
	return length;
}

static bool
is_control(uint32_t code)
{
	if (code < 0x20)
		return code != '\t' && code != '\r' && code != '\n';
	return code >= 0x7f && code <= 0x9f;
}

bool
text_is_clean(const char *data, size_t size)
{
	const unsigned char *at = (const unsigned char *)data;

	while (size) {
		uint32_t code;
		size_t length = utf8_sequence(at, size, &code);

		if (!length || is_control(code))
			return false;
		at += length;
		size -= length;
	}
	return true;
}

bool
text_to_int(const char *text, int64_t *number)
{
	bool negative = text && *text == '-';
	int64_t value = 0;

	if (!text)
		return false;
	if (negative)
		text++;
	if (!*text)
		return false;
	/* Counted below zero, because the lowest number has no positive twin. */
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		if (__builtin_mul_overflow(value, (int64_t)10, &value) ||
		    __builtin_sub_overflow(value, (int64_t)(*text - '0'), &value))
			return false;
	}
	if (!negative && __builtin_sub_overflow((int64_t)0, value, &value))
		return false;
	*number = value;
	return true;
}

char *
text_hex(struct arena *arena, const void *data, size_t size)
{
	const unsigned char *bytes = data;
	size_t room;
	char *hex;

	if (__builtin_mul_overflow(size, (size_t)2, &room) || room == SIZE_MAX)
		abort();
	hex = arena_alloc(arena, room + 1);
	for (size_t i = 0; i < size; i++) {
		hex[2 * i] = hex_digits[bytes[i] >> 4];
		hex[2 * i + 1] = hex_digits[bytes[i] & 15];
	}
	return hex;
}

bool text_same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool
text_secret_equal(const char *a, const char *b)
{
	size_t size_a, size_b;
	volatile unsigned char different;

	if (!a || !b)
		return false;
	size_a = strlen(a);
	size_b = strlen(b);
	different = size_a != size_b;
	/* As many steps as `a` is long, whatever `b` is: its NUL stands in where it ends. */
	for (size_t i = 0; i < size_a; i++) {
		size_t at = i < size_b ? i : size_b;

		different = (unsigned char)(different | (a[i] ^ b[at]));
	}
	return !different;
}

static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

char *
text_url_encode(struct arena *arena, const char *text)
{
	size_t room;
	char *encoded, *to;

	if (__builtin_mul_overflow(strlen(text), (size_t)3, &room) || room == SIZE_MAX)
		abort();
	encoded = to = arena_alloc(arena, room + 1);
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (is_unreserved(*text)) {
			*to++ = *text;
		} else {
			*to++ = '%';
			*to++ = hex_capitals[byte >> 4];
			*to++ = hex_capitals[byte & 15];
		}
	}
	return encoded;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static char *
decode(struct arena *arena, const char *data, size_t size, bool plus_is_blank)
{
	char *decoded = arena_strndup(arena, data, size), *to = decoded;

	for (size_t i = 0; i < size; i++) {
		char c = data[i];

		if (c == '+' && plus_is_blank) {
			c = ' ';
		} else if (c == '%') {
			int high = size - i > 2 ? hex_value(data[i + 1]) : -1;
			int low = high >= 0 ? hex_value(data[i + 2]) : -1;

			if (low < 0)
				return NULL;
			c = (char)(high << 4 | low);
			i += 2;
		}
		if (!c)
			return NULL;
		*to++ = c;
	}
	*to = '\0';
	return decoded;
}

char *
text_url_decode(struct arena *arena, const char *data, size_t size)
{
	return decode(arena, data, size, true);
}

char *
text_percent_decode(struct arena *arena, const char *data, size_t size)
{
	return decode(arena, data, size, false);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

char *
text_trim(struct arena *arena, const char *text)
{
	size_t size;

	if (!text)
		return NULL;
	while (is_blank(*text))
		text++;
	size = strlen(text);
	while (size && is_blank(text[size - 1]))
		size--;
	return arena_strndup(arena, text, size);
}

/* True if the code point cannot stand as it is: quotes and controls for JSON, the rest because
 * the string may be printed inside a script element, which ends at the first "</". */
static bool
json_needs_escape(uint32_t code)
{
	return code < 0x20 || code == '"' || code == '\\' || code == '<' || code == '>' ||
	       code == '&' || (code >= 0x7f && code <= 0x9f) || code == 0x2028 || code == 0x2029;
}

void
text_add_json(struct text *text, const char *value)
{
	const unsigned char *at = (const unsigned char *)value;
	size_t size;

	if (!value) {
		text_add(text, "null");
		return;
	}
	size = strlen(value);
	text_add(text, "\"");
	while (size) {
		uint32_t code;
		size_t length = utf8_sequence(at, size, &code);

		if (!length) {
			text_add(text, "\\ufffd");
			length = 1;
		} else if (json_needs_escape(code)) {
			text_addf(text, "\\u%04x", (unsigned)code);
		} else {
			text_add_bytes(text, at, length);
		}
		at += length;
		size -= length;
	}
	text_add(text, "\"");
}
