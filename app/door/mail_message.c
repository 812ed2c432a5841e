/*
 * How a message is written: RFC 5322 headers, RFC 2047 words, quoted-printable text.  Nothing that
 * comes from data reaches a header without header_add, which refuses control characters.
 */
#include "door/mail.h"

#include "base/settings.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define LINE_LONGEST 76
#define WORD_BYTES 39 /* of UTF-8 in an encoded word: with the longest name of a header 76 characters */

static bool has_control(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 127)
			return true;
	return false;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 128)
			return false;
	return true;
}

/* An address that cannot be read as two, or as an option, by whatever server. */
static bool is_address(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && at[1] && !strchr(at + 1, '@') && *text != '-' && is_ascii(text) && !has_control(text) &&
	       !strpbrk(text, " <>()[],;:\\\"") && strlen(text) <= 254;
}

/* Encoded words of whole UTF-8 characters, folded. */
static void add_words(struct text *out, const char *value)
{
	size_t left = strlen(value);
	char encoded[sodium_base64_ENCODED_LEN(WORD_BYTES, sodium_base64_VARIANT_ORIGINAL)];

	for (const char *separator = ""; left; separator = "\r\n ") {
		size_t size = left > WORD_BYTES ? WORD_BYTES : left;
		while (size && size < left && ((unsigned char)value[size] & 0xc0) == 0x80)
			size--;
		if (!size) /* no UTF-8, and no end */
			size = WORD_BYTES;
		sodium_bin2base64(encoded, sizeof(encoded), (const unsigned char *)value, size, sodium_base64_VARIANT_ORIGINAL);
		text_addf(out, "%s=?UTF-8?B?%s?=", separator, encoded);
		value += size;
		left -= size;
	}
}

static void add_phrase(struct text *out, const char *value)
{
	if (is_ascii(value) && !strpbrk(value, "()<>[]:;@\\,.\"=?_") && strlen(value) <= 60)
		text_add(out, value);
	else
		add_words(out, value);
}

static struct error *header_text(struct text *out, const char *name, const char *value)
{
	if (has_control(value))
		return error_raise(ERR_BAD_REQUEST, "the header %s would hold a control character", name);
	text_addf(out, "%s: ", name);
	add_phrase(out, value);
	text_add(out, "\r\n");
	return NULL;
}

static struct error *header_address(struct text *out, const char *name, const char *display, const char *address)
{
	if (!is_address(address) || has_control(display))
		return error_raise(ERR_BAD_REQUEST, "the header %s would hold something that is no address", name);
	text_addf(out, "%s: ", name);
	if (*display) {
		add_phrase(out, display);
		text_add(out, " ");
	}
	text_addf(out, "<%s>\r\n", address);
	return NULL;
}

static void add_date_and_id(struct text *out, const char *from)
{
	unsigned char random[16];
	char date[64], id[33];
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &parts); /* the locale is always C */
	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(id, sizeof(id), random, sizeof(random));
	text_addf(out, "Date: %s\r\nMessage-ID: <%s@%s>\r\n", date, id, strchr(from, '@') + 1);
}

/* RFC 2045, 6.7 */
static void add_quoted(struct text *out, const char *line, size_t size)
{
	size_t column = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)line[i];
		bool last = i + 1 == size;
		bool plain = (c > ' ' && c < 127 && c != '=') || (c == ' ' && !last);
		size_t width = plain ? 1 : 3;
		/* the last character of a line needs no room for a soft break behind it */
		if (column + width > (last ? LINE_LONGEST : LINE_LONGEST - 1)) {
			text_add(out, "=\r\n");
			column = 0;
		}
		if (plain)
			text_add_bytes(out, &c, 1);
		else
			text_addf(out, "=%02X", c);
		column += width;
	}
	text_add(out, "\r\n");
}

static void add_body(struct text *out, const char *body)
{
	while (*body) {
		size_t size = strcspn(body, "\n");
		size_t kept = size && body[size - 1] == '\r' ? size - 1 : size;
		add_quoted(out, body, kept);
		body += size + (body[size] == '\n');
	}
}

struct error *mail_message(struct arena *arena, const struct mail *mail, struct text **message)
{
	const char *from = *setting_text("smtp_from") ? setting_text("smtp_from") : "siz@localhost";
	struct text *out = text_new(arena);

	TRY(header_address(out, "From", setting_text("ambito_name"), from));
	TRY(header_address(out, "To", "", mail->to));
	TRY(header_text(out, "Subject", mail->subject));
	add_date_and_id(out, from);
	text_add(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		      "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	add_body(out, mail->text);
	*message = out;
	return NULL;
}

static const char *word_value(const struct mail_word *words, const char *name, size_t size)
{
	for (; words->name; words++)
		if (strlen(words->name) == size && strncmp(words->name, name, size) == 0)
			return words->value;
	return NULL;
}

static struct error *fill(struct arena *arena, const char *model, const char *text, const struct mail_word *words,
			  const char **filled)
{
	struct text *out = text_new(arena);

	while (*text) {
		size_t plain = strcspn(text, "{");
		text_add_bytes(out, text, plain);
		text += plain;
		if (!*text)
			break;
		size_t size = strcspn(text + 1, "}");
		const char *value = word_value(words, text + 1, size);
		if (!value || !text[1 + size])
			return error_raise(ERR_BUG, "the model '%s' asks for a word that the job does not give", model);
		text_add(out, value);
		text += size + 2;
	}
	*filled = out->data;
	return NULL;
}

struct error *mail_model(struct arena *arena, const char *model, const struct mail_word *words, struct mail *mail)
{
	const char *path = arena_printf(arena, "%s/posta/%s.txt", setting_text("conf"), model);
	struct text *whole = text_new(arena);
	char piece[4096];
	size_t size;

	/* the name comes from the queue: a name and nothing else */
	if (strspn(model, "abcdefghijklmnopqrstuvwxyz_") != strlen(model))
		return error_raise(ERR_BAD_REQUEST, "'%.40s' is no model of a mail", model);
	FILE *file = fopen(path, "re");
	if (!file)
		return error_raise(ERR_BUG, "cannot read '%s': %s", path, strerror(errno));
	while ((size = fread(piece, 1, sizeof(piece), file)) > 0)
		text_add_bytes(whole, piece, size);
	fclose(file);
	char *body = strstr(whole->data, "\n\n");
	if (!body)
		return error_raise(ERR_BUG, "the model '%s' has no subject and empty line", model);
	*body = '\0';
	TRY(fill(arena, model, whole->data, words, &mail->subject));
	return fill(arena, model, body + 2, words, &mail->text);
}
