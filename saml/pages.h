/*
 * The fixed pages, made by `siz pagine-spid` from the same templates as all others and sent as they
 * are: this program knows no template engine.
 */
#ifndef PAGES_H
#define PAGES_H

#include "http/request.h"

#include "base/error.h"

/* Read every page of the folder once. */
MUST struct error *pages_load(const char *folder);
bool pages_have(const char *name);
/* Answer with a page; an unknown name becomes «guasto». */
void page_answer(struct request *rq, int status, const char *name);

/* Where the page says @NAME@ the value comes, escaped for HTML. */
struct page_value {
	const char *name, *value;
};
MUST struct error *page_fill(struct request *rq, int status, const char *name, const struct page_value *values, size_t count);

#endif
