/*
 * Reading CSV: see csv.h.
 */
#include "base/csv.h"

#include <string.h>

#define PIECE ((size_t)64 << 10)

struct csv {
	FILE *stream;
	char separator;
	void (*seen)(void *into, const void *data, size_t size);
	void *into;
	unsigned char piece[PIECE];
	size_t at, end;
	int64_t line;
	char *row; /* CSV_ROW_BYTES */
	size_t used;
	size_t start[CSV_FIELDS];
};

struct csv *csv_new(struct arena *arena, FILE *stream, char separator, void (*seen)(void *into, const void *data, size_t size),
		    void *into)
{
	struct csv *csv = arena_alloc(arena, sizeof(*csv));

	csv->stream = stream;
	csv->separator = separator;
	csv->seen = seen;
	csv->into = into;
	csv->line = 1;
	csv->row = arena_alloc(arena, CSV_ROW_BYTES + 1);
	return csv;
}

/* The next byte, or EOF; the one after it stays where it is. */
static int next(struct csv *csv)
{
	if (csv->at == csv->end) {
		csv->end = fread(csv->piece, 1, PIECE, csv->stream);
		csv->at = 0;
		if (!csv->end)
			return EOF;
		if (csv->seen)
			csv->seen(csv->into, csv->piece, csv->end);
	}
	return csv->piece[csv->at++];
}

static int peek(struct csv *csv)
{
	int byte = next(csv);

	if (byte != EOF)
		csv->at--;
	return byte;
}

static void keep(struct csv *csv, struct csv_row *row, int byte)
{
	if (csv->used == CSV_ROW_BYTES)
		row->fault = CSV_ROW_LONG;
	else
		csv->row[csv->used++] = (char)byte;
}

/* Where a field begins; its end is the beginning of the next. */
static void begin(struct csv *csv, struct csv_row *row)
{
	if (row->count == CSV_FIELDS)
		row->fault = CSV_FIELDS_MANY;
	else
		csv->start[row->count++] = csv->used;
}

/* What stands within quotes, up to the closing one. */
static void quoted(struct csv *csv, struct csv_row *row)
{
	for (;;) {
		int byte = next(csv);

		if (byte == EOF) {
			row->fault = CSV_OPEN;
			return;
		}
		if (byte == '"' && peek(csv) != '"')
			return;
		if (byte == '"')
			next(csv);
		csv->line += byte == '\n';
		keep(csv, row, byte);
	}
}

/* The end of a line: CR, LF or both. */
static bool ends(struct csv *csv, int byte)
{
	if (byte == '\r' && peek(csv) == '\n')
		next(csv);
	if (byte != '\r' && byte != '\n')
		return false;
	csv->line++;
	return true;
}

/* One field; false: it was the last of its row. */
static bool field(struct csv *csv, struct csv_row *row)
{
	bool closed = false;

	begin(csv, row);
	if (peek(csv) == '"') {
		next(csv);
		quoted(csv, row);
		closed = true;
	}
	for (;;) {
		int byte = next(csv);

		if (byte == EOF || ends(csv, byte))
			break;
		if (byte == (unsigned char)csv->separator) {
			keep(csv, row, '\0');
			return true;
		}
		if (closed && row->fault == CSV_RIGHT)
			row->fault = CSV_QUOTE;
		keep(csv, row, byte);
	}
	keep(csv, row, '\0');
	return false;
}

/* The mark with which UTF-8 files of Windows begin; a quote behind it opens the first field. */
static void skip_mark(struct csv *csv)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (peek(csv) != EOF && csv->end >= strlen(mark) && memcmp(csv->piece, mark, strlen(mark)) == 0)
		csv->at = strlen(mark);
}

bool csv_next(struct csv *csv, struct csv_row *row)
{
	int byte;

	if (!csv->end)
		skip_mark(csv);
	while ((byte = peek(csv)) == '\r' || byte == '\n')
		ends(csv, next(csv));
	if (byte == EOF)
		return false;
	*row = (struct csv_row){ .line = csv->line };
	csv->used = 0;
	while (field(csv, row))
		;
	csv->row[csv->used] = '\0';
	for (int i = 0; i < row->count; i++) {
		size_t end = i + 1 < row->count ? csv->start[i + 1] - 1 : csv->used ? csv->used - 1 : 0;

		row->field[i] = csv->row + csv->start[i];
		row->size[i] = end > csv->start[i] ? end - csv->start[i] : 0;
	}
	return true;
}

bool csv_broken(const struct csv *csv)
{
	return ferror(csv->stream) != 0;
}

void csv_write(FILE *stream, char separator, const char *field)
{
	const char needing[] = { separator, '"', '\r', '\n', '\0' };

	if (!strpbrk(field, needing)) {
		fputs(field, stream);
		return;
	}
	fputc('"', stream);
	for (const char *c = field; *c; c++) {
		if (*c == '"')
			fputc('"', stream);
		fputc(*c, stream);
	}
	fputc('"', stream);
}
