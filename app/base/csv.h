/*
 * CSV (RFC 4180), read row by row in constant memory: fields between separators, "…" around what
 * holds separators, quotes (doubled) or ends of line.  It knows no columns and no encoding.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CSV_FIELDS 64		     /* a row has no more */
#define CSV_ROW_BYTES ((size_t)1 << 20) /* nor is it longer */

enum csv_fault {
	CSV_RIGHT,
	CSV_FIELDS_MANY, /* more than CSV_FIELDS; the rest of the row was passed over */
	CSV_ROW_LONG,	 /* longer than CSV_ROW_BYTES; the rest of the row was passed over */
	CSV_QUOTE,	 /* something stands between a closing quote and the separator */
	CSV_OPEN	 /* the file ends within quotes */
};

struct csv;

/* Reads from `stream`, which stays its caller's; `seen` (may be NULL) is shown every byte. */
struct csv *csv_new(struct arena *arena, FILE *stream, char separator, void (*seen)(void *into, const void *data, size_t size),
		    void *into);

struct csv_row {
	int64_t line; /* on which it begins, the first is 1 */
	int count;
	const char *field[CSV_FIELDS]; /* live until the next row; NUL-terminated, a NUL inside ends it */
	size_t size[CSV_FIELDS];
	enum csv_fault fault;
};

/* The next row; empty lines, and the mark of UTF-8 before the first, are passed over.  False at the end of the file. */
bool csv_next(struct csv *csv, struct csv_row *row);
/* The file could not be read to its end. */
bool csv_broken(const struct csv *csv);

/* One field as it is written: quoted where it must be. */
void csv_write(FILE *stream, char separator, const char *field);

#endif
