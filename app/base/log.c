/*
 * The log: each event leaves in one write, so that the lines of several workers on the same
 * standard error never mix.
 */
#include "base/log.h"

#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_SIZE 4096  /* PIPE_BUF: a write of this size into a pipe is not split */

static char context[128];

struct line {
	char data[LINE_SIZE];
	size_t size;
};

static size_t
sequence_length(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* Append, writing as \xNN whatever could end the line, move a terminal's cursor or is not UTF-8.
 * One byte stays free for the line's end; what does not fit is cut. */
static void
line_add(struct line *line, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		unsigned char lead = (unsigned char)*text;
		size_t length = sequence_length(lead), size = length;
		const char *piece = text;
		char escaped[5];

		if (length > left || lead == '\t' || lead == '\r' || lead == '\n' ||
		    !text_is_clean(text, length)) {
			size = (size_t)snprintf(escaped, sizeof(escaped), "\\x%02x", lead);
			piece = escaped;
			length = 1;
		}
		if (line->size + size >= sizeof(line->data))
			return;
		memcpy(line->data + line->size, piece, size);
		line->size += size;
		text += length;
		left -= length;
	}
}

static void
line_add_time(struct line *line)
{
	struct timespec now;
	struct tm utc;
	char text[64];
	size_t size;

	clock_gettime(CLOCK_REALTIME, &now);
	if (!gmtime_r(&now.tv_sec, &utc))
		return;
	size = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(text + size, sizeof(text) - size, ".%03dZ ", (int)(now.tv_nsec / 1000000));
	line_add(line, text);
}

void
log_line(const char *format, ...)
{
	struct line line = { .size = 0 };
	char *message = NULL;
	const char *rest;
	va_list args;

	va_start(args, format);
	if (vasprintf(&message, format, args) < 0)
		message = NULL;
	va_end(args);
	line_add_time(&line);
	if (context[0]) {
		line_add(&line, context);
		line_add(&line, " ");
	}
	line_add(&line, message ? message : "event=log reason=memory");
	free(message);
	line.data[line.size++] = '\n';
	for (rest = line.data; line.size;) {
		ssize_t written = write(STDERR_FILENO, rest, line.size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;  /* there is no other place to complain */
		rest += written;
		line.size -= (size_t)written;
	}
}

void
log_context(const char *words)
{
	snprintf(context, sizeof(context), "%s", words ? words : "");
}
