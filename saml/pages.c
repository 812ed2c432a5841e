/*
 * The fixed pages.
 */
#include "pages.h"

#include "http/response.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PAGES 64
#define PAGE_LIMIT (256 * 1024)

static struct {
	const char *name, *html;
} pages[PAGES];
static size_t page_count;
static struct arena *memory;

static struct error *load(const char *folder, const char *file, size_t stem)
{
	FILE *stream = fopen(arena_printf(memory, "%s/%s", folder, file), "re");
	char *html = arena_alloc(memory, PAGE_LIMIT);
	size_t size;

	if (!stream)
		return error_raise(ERR_NOT_FOUND, "cannot read the page %s: %s", file, strerror(errno));
	size = fread(html, 1, PAGE_LIMIT - 1, stream);
	fclose(stream);
	if (!size || size == PAGE_LIMIT - 1 || page_count == PAGES)
		return error_raise(ERR_BUG, "the page %s is empty or too large, or there are too many", file);
	pages[page_count].name = arena_strndup(memory, file, stem);
	pages[page_count++].html = html;
	return NULL;
}

struct error *pages_load(const char *folder)
{
	DIR *stream = opendir(folder);
	struct error *err = NULL;
	const struct dirent *entry;

	if (!stream)
		return error_raise(ERR_NOT_FOUND, "cannot read the folder %s: %s (siz pagine-spid makes it)", folder, strerror(errno));
	memory = arena_new();
	while (!err && (entry = readdir(stream))) {
		size_t size = strlen(entry->d_name);

		if (size > 5 && entry->d_name[0] != '.' && !strcmp(entry->d_name + size - 5, ".html"))
			err = load(folder, entry->d_name, size - 5);
	}
	closedir(stream);
	if (!err && !pages_have("guasto"))
		err = error_raise(ERR_NOT_FOUND, "the folder %s has no page guasto.html", folder);
	return err;
}

static const char *find(const char *name)
{
	for (size_t i = 0; i < page_count; i++)
		if (!strcmp(pages[i].name, name))
			return pages[i].html;
	return NULL;
}

bool pages_have(const char *name)
{
	return find(name) != NULL;
}

/* The last good page: what a fuzzer or a half installed machine gets, too. */
static const char *page_or_fault(const char *name)
{
	const char *html = find(name);

	if (!html)
		html = find("guasto");
	return html ? html : "<!doctype html><title>SIZ</title><p>Qualcosa non ha funzionato.</p>";
}

/* Pages are sent as they are, but for the number of the request, which the log knows. */
void page_answer(struct request *rq, int status, const char *name)
{
	const struct page_value code = { "CODICE", rq->id };
	struct error *err = page_fill(rq, status, name, &code, 1);

	error_free(err); /* filling never fails */
}

static void add_escaped(struct text *out, const char *value)
{
	for (; *value; value++)
		switch (*value) {
		case '&': text_add(out, "&amp;"); break;
		case '<': text_add(out, "&lt;"); break;
		case '>': text_add(out, "&gt;"); break;
		case '"': text_add(out, "&quot;"); break;
		case '\'': text_add(out, "&#39;"); break;
		default: text_add_bytes(out, value, 1);
		}
}

/* The value that begins at `at`, or NULL. */
static const struct page_value *value_at(const char *at, const struct page_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(values[i].name);

		if (!strncmp(at + 1, values[i].name, size) && at[size + 1] == '@')
			return &values[i];
	}
	return NULL;
}

struct error *page_fill(struct request *rq, int status, const char *name, const struct page_value *values, size_t count)
{
	struct text *out = rq->response->body;

	for (const char *at = page_or_fault(name); *at;) {
		const struct page_value *value = *at == '@' ? value_at(at, values, count) : NULL;

		if (value) {
			add_escaped(out, value->value);
			at += strlen(value->name) + 2;
		} else {
			size_t plain = 1 + strcspn(at + 1, "@");

			text_add_bytes(out, at, plain);
			at += plain;
		}
	}
	rq->response->status = status;
	return NULL;
}
