/*
 * Where the rows of a query go when they are to be shown: the one thing that db/ and page/
 * both know, so that neither knows the other.
 */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include <stdbool.h>
#include <stdint.h>

enum value_kind {
	VALUE_TEXT,
	VALUE_INT,
	VALUE_BOOL,    /* "t" or "f" */
	VALUE_DATE,    /* 2026-05-06 */
	VALUE_INSTANT, /* 2026-05-06 09:20:00.123+02 */
	VALUE_TIME,    /* 09:20:00 */
	VALUE_MONEY    /* numeric: 1200.50 */
};

struct row_sink {
	/* A new row begins; rows are counted from 0. */
	void (*row)(struct row_sink *sink, int64_t number);
	/* A value of the present row; text is NULL for NULL and lives only during the call. */
	void (*value)(struct row_sink *sink, const char *column, enum value_kind kind, const char *text);
	/* All rows have come. */
	void (*end)(struct row_sink *sink, int64_t rows);
};

#endif
