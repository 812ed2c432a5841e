/*
 * multipart/form-data (RFC 7578, as browsers write it: the WHATWG form of quoted names).
 *
 * The body is read through one buffer of fixed size; a file's content is only counted, so memory
 * does not depend on its size.  What browsers never send is refused, not guessed at: a preamble,
 * an epilogue, folded or doubled headers, filename*, base64.
 */
#include "http/parse.h"

#include <string.h>
#include <strings.h>

#define WINDOW_SIZE ((size_t)64 * 1024)
#define BOUNDARY_LIMIT 70  /* RFC 2046, section 5.1.1 */
#define FIRST_UPLOADS 4

/* The piece of the body that is in memory: data[at..end). */
struct window {
	FILE *file;
	int64_t unread;  /* bytes of the body behind the window */
	int64_t offset;  /* of data[at] in the body */
	size_t at, end;
	unsigned char data[WINDOW_SIZE];
};

struct part {
	const char *name, *filename, *type;  /* NULL if not there */
	struct text *value;                  /* of a part that is not a file */
	int64_t offset, size;
};

struct multipart {
	struct arena *arena;
	struct window *window;
	char delimiter[BOUNDARY_LIMIT + 5];  /* CR LF -- boundary */
	size_t delimiter_size;
	int64_t field_limit, field_bytes;
	struct fields *fields;
	struct upload *uploads;
	size_t upload_count;
};

static size_t
window_size(const struct window *window)
{
	return window->end - window->at;
}

static void
window_skip(struct window *window, size_t size)
{
	window->at += size;
	window->offset += (int64_t)size;
}

/* Make the window hold `least` bytes, or all that are left. */
static struct error *
window_fill(struct window *window, size_t least)
{
	size_t room, wanted;

	if (window_size(window) >= least || !window->unread)
		return NULL;
	memmove(window->data, window->data + window->at, window_size(window));
	window->end -= window->at;
	window->at = 0;
	room = WINDOW_SIZE - window->end;
	wanted = window->unread < (int64_t)room ? (size_t)window->unread : room;
	if (fread(window->data + window->end, 1, wanted, window->file) != wanted)
		return error_raise(ERR_BAD_REQUEST, "the body is shorter than was said");
	window->end += wanted;
	window->unread -= (int64_t)wanted;
	return NULL;
}

static bool
window_starts(const struct window *window, const void *text, size_t size)
{
	return window_size(window) >= size && !memcmp(window->data + window->at, text, size);
}

static bool
is_token(char c)
{
	return c > ' ' && c < 127 && !strchr("()<>@,;:\\\"/[]?={}", c);
}

static const char *
skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* One `; name=value` of a header.  Moves *at; *name is NULL at the header's end.  Inside quotes
 * a backslash is a letter: browsers write a quote as %22 and leave backslashes alone. */
static struct error *
next_parameter(struct arena *arena, const char **at, const char **name, const char **value)
{
	const char *text = skip_blanks(*at), *start;

	*name = NULL;
	*value = NULL;
	if (!*text)
		return NULL;
	if (*text != ';')
		return error_raise(ERR_BAD_REQUEST, "a header's parameter without semicolon");
	start = text = skip_blanks(text + 1);
	while (is_token(*text))
		text++;
	if (text == start || *text != '=')
		return error_raise(ERR_BAD_REQUEST, "a header's parameter without value");
	*name = arena_strndup(arena, start, (size_t)(text - start));
	start = ++text;
	if (*text == '"') {
		start = text + 1;
		text = strchr(start, '"');
		if (!text)
			return error_raise(ERR_BAD_REQUEST, "a header's quote is not closed");
		*value = arena_strndup(arena, start, (size_t)(text - start));
		text++;
	} else {
		while (is_token(*text))
			text++;
		if (text == start)
			return error_raise(ERR_BAD_REQUEST, "a header's parameter is empty");
		*value = arena_strndup(arena, start, (size_t)(text - start));
	}
	*at = text;
	return NULL;
}

static bool
is_boundary(const char *text)
{
	size_t size = strlen(text);

	/* RFC 2046: bchars, at most 70, no blank at the end. */
	if (!size || size > BOUNDARY_LIMIT || text[size - 1] == ' ')
		return false;
	for (; *text; text++) {
		bool letter = (*text >= '0' && *text <= '9') || (*text >= 'A' && *text <= 'Z') ||
			      (*text >= 'a' && *text <= 'z');

		if (!letter && !strchr("'()+_,-./:=? ", *text))
			return false;
	}
	return true;
}

static struct error *
read_boundary(struct multipart *m, const char *content_type)
{
	const char *at = content_type + strcspn(content_type, ";"), *name, *value;
	const char *boundary = NULL;

	if (!media_type_is(content_type, "multipart/form-data"))
		return error_raise(ERR_BAD_REQUEST, "not multipart/form-data");
	for (;;) {
		TRY(next_parameter(m->arena, &at, &name, &value));
		if (!name)
			break;
		if (strcasecmp(name, "boundary"))
			continue;
		if (boundary)
			return error_raise(ERR_BAD_REQUEST, "two boundaries");
		boundary = value;
	}
	if (!boundary || !is_boundary(boundary))
		return error_raise(ERR_BAD_REQUEST, "no proper boundary");
	m->delimiter_size = (size_t)snprintf(m->delimiter, sizeof(m->delimiter), "\r\n--%s",
					     boundary);
	return NULL;
}

/* Browsers write a quote inside a name as %22; their %0D and %0A stay as they are. */
static char *
unquote(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text), *to = copy;

	while (*text) {
		if (!strncmp(text, "%22", 3)) {
			*to++ = '"';
			text += 3;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
	return copy;
}

static struct error *
read_disposition(struct arena *arena, const char *at, struct part *part)
{
	size_t kind = strcspn(at, "; \t");

	if (part->name)
		return error_raise(ERR_BAD_REQUEST, "two Content-Disposition in a part");
	if (kind != strlen("form-data") || strncasecmp(at, "form-data", kind))
		return error_raise(ERR_BAD_REQUEST, "a part that is not form-data");
	for (at += kind;;) {
		const char *name, *value;

		TRY(next_parameter(arena, &at, &name, &value));
		if (!name)
			break;
		if (!strcasecmp(name, "filename*"))
			return error_raise(ERR_BAD_REQUEST, "filename* in a part");
		if ((!strcasecmp(name, "name") && part->name) ||
		    (!strcasecmp(name, "filename") && part->filename))
			return error_raise(ERR_BAD_REQUEST, "a part with two names");
		if (!strcasecmp(name, "name"))
			part->name = unquote(arena, value);
		else if (!strcasecmp(name, "filename"))
			part->filename = unquote(arena, value);
	}
	if (!part->name)
		return error_raise(ERR_BAD_REQUEST, "a part without a name");
	if (strchr(part->name, '\t') || (part->filename && strchr(part->filename, '\t')))
		return error_raise(ERR_BAD_REQUEST, "a part's name is not clean text");
	return NULL;
}

static bool
is_plain_encoding(const char *value)
{
	return !strcasecmp(value, "binary") || !strcasecmp(value, "8bit") ||
	       !strcasecmp(value, "7bit");
}

static struct error *
read_header_line(struct arena *arena, const char *line, struct part *part)
{
	const char *at = line, *value;
	size_t name;

	while (is_token(*at))
		at++;
	name = (size_t)(at - line);
	if (!name || *at != ':')
		return error_raise(ERR_BAD_REQUEST, "a part's header line is malformed");
	value = text_trim(arena, at + 1);
	if (name == strlen("Content-Disposition") &&
	    !strncasecmp(line, "Content-Disposition", name)) {
		TRY(read_disposition(arena, value, part));
	} else if (name == strlen("Content-Type") && !strncasecmp(line, "Content-Type", name)) {
		if (part->type)
			return error_raise(ERR_BAD_REQUEST, "two Content-Type in a part");
		part->type = value;
	} else if (name == strlen("Content-Transfer-Encoding") &&
		   !strncasecmp(line, "Content-Transfer-Encoding", name) &&
		   !is_plain_encoding(value)) {
		return error_raise(ERR_BAD_REQUEST, "a part with a transfer encoding");
	}
	return NULL;
}

static struct error *
read_part_header(struct multipart *m, struct part *part)
{
	struct window *window = m->window;
	size_t size, limit = LIMIT_PART_HEADER + 4;
	const unsigned char *start, *end;
	char *header, *line;

	TRY(window_fill(window, limit));
	start = window->data + window->at;
	size = window_size(window) < limit ? window_size(window) : limit;
	end = memmem(start, size, "\r\n\r\n", 4);
	if (!end)
		return error_raise(size == limit ? ERR_TOO_LARGE : ERR_BAD_REQUEST,
				   "a part's header has no end within %d bytes", LIMIT_PART_HEADER);
	size = (size_t)(end - start);
	if (!text_is_clean((const char *)start, size))
		return error_raise(ERR_BAD_REQUEST, "a part's header is not clean text");
	header = arena_strndup(m->arena, (const char *)start, size);
	window_skip(window, size + 4);
	for (line = header; line;) {
		char *next = strstr(line, "\r\n");

		if (next) {
			*next = '\0';
			next += 2;
		}
		if (strpbrk(line, "\r\n"))
			return error_raise(ERR_BAD_REQUEST, "half a line's end in a part's header");
		TRY(read_header_line(m->arena, line, part));
		line = next;
	}
	if (!part->name)
		return error_raise(ERR_BAD_REQUEST, "a part without Content-Disposition");
	return NULL;
}

/* `size` bytes at the window's start belong to the part. */
static struct error *
take(struct multipart *m, struct part *part, size_t size)
{
	const unsigned char *data = m->window->data + m->window->at;

	part->size += (int64_t)size;
	if (part->value) {
		m->field_bytes += (int64_t)size;
		if (m->field_bytes > m->field_limit)
			return error_raise(ERR_TOO_LARGE, "fields of more than %lld bytes",
					   (long long)m->field_limit);
		/* A NUL would hide what stands behind it from every check. */
		if (memchr(data, 0, size))
			return error_raise(ERR_BAD_REQUEST, "a NUL in a field");
		text_add_bytes(part->value, data, size);
	}
	window_skip(m->window, size);
	return NULL;
}

static struct error *
read_part_body(struct multipart *m, struct part *part)
{
	struct window *window = m->window;

	part->offset = window->offset;
	if (!part->filename)
		part->value = text_new(m->arena);
	for (;;) {
		const unsigned char *start, *found;

		TRY(window_fill(window, WINDOW_SIZE));
		start = window->data + window->at;
		found = memmem(start, window_size(window), m->delimiter, m->delimiter_size);
		if (found) {
			TRY(take(m, part, (size_t)(found - start)));
			window_skip(window, m->delimiter_size);
			return NULL;
		}
		if (!window->unread)
			return error_raise(ERR_BAD_REQUEST, "the last part has no end");
		/* The delimiter may have begun in the last bytes. */
		TRY(take(m, part, window_size(window) - (m->delimiter_size - 1)));
	}
}

static void
add_upload(struct multipart *m, const struct part *part)
{
	size_t count = m->upload_count, room = count ? 2 * count : FIRST_UPLOADS;

	if (!count || (count >= FIRST_UPLOADS && !(count & (count - 1)))) {
		struct upload *larger = arena_array(m->arena, room, sizeof(*larger));

		if (count)
			memcpy(larger, m->uploads, count * sizeof(*larger));
		m->uploads = larger;
	}
	m->uploads[m->upload_count++] = (struct upload){
		.field = part->name,
		.filename = part->filename,
		.type = part->type ? part->type : "",
		.offset = part->offset,
		.size = part->size,
	};
}

static struct error *
read_part(struct multipart *m)
{
	struct part part = { .name = NULL };
	size_t name_size;

	TRY(read_part_header(m, &part));
	TRY(read_part_body(m, &part));
	if (!part.filename) {
		TRY(fields_add(m->arena, m->fields, part.name, part.value->data));
		return NULL;
	}
	name_size = strlen(part.name);
	if (!name_size)
		return error_raise(ERR_BAD_REQUEST, "a file without a field's name");
	if (name_size > LIMIT_NAME)
		return error_raise(ERR_TOO_LARGE, "a parameter's name of %zu bytes", name_size);
	/* An empty file input sends a part without name and content: nothing was chosen. */
	if (*part.filename || part.size)
		add_upload(m, &part);
	return NULL;
}

static struct error *
read_parts(struct multipart *m)
{
	struct window *window = m->window;

	/* The first delimiter has no line before it. */
	TRY(window_fill(window, WINDOW_SIZE));
	if (!window_starts(window, m->delimiter + 2, m->delimiter_size - 2))
		return error_raise(ERR_BAD_REQUEST, "the body does not begin with its boundary");
	window_skip(window, m->delimiter_size - 2);
	for (int parts = 0;; parts++) {
		TRY(window_fill(window, 4));
		if (window_starts(window, "--", 2))
			break;
		if (!window_starts(window, "\r\n", 2))
			return error_raise(ERR_BAD_REQUEST, "a boundary's line goes on");
		if (parts == LIMIT_PARTS)
			return error_raise(ERR_TOO_LARGE, "more than %d parts", LIMIT_PARTS);
		window_skip(window, 2);
		TRY(read_part(m));
	}
	window_skip(window, 2);
	if (window_starts(window, "\r\n", 2))
		window_skip(window, 2);
	if (window_size(window) || window->unread)
		return error_raise(ERR_BAD_REQUEST, "something follows the last boundary");
	return NULL;
}

struct error *
parse_multipart(struct arena *arena, const char *content_type, FILE *body, int64_t size,
		int64_t field_limit, struct fields *fields, struct upload **uploads,
		size_t *upload_count)
{
	struct multipart m = { .arena = arena, .field_limit = field_limit, .fields = fields };

	fields->list = NULL;
	fields->count = 0;
	*uploads = NULL;
	*upload_count = 0;
	TRY(read_boundary(&m, content_type));
	if (fseeko(body, 0, SEEK_SET))
		return error_raise(ERR_BUG, "the body cannot be read from its start");
	m.window = arena_alloc(arena, sizeof(*m.window));
	m.window->file = body;
	m.window->unread = size;
	TRY(read_parts(&m));
	*uploads = m.uploads;
	*upload_count = m.upload_count;
	return NULL;
}
