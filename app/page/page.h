/*
 * The page being filled: a tree of names and values (ClearSilver's HDF) and its rendering.
 * The only room that knows ClearSilver.  Values are escaped by the template engine: the mode
 * is set here, in one place, before any template is parsed.  Node names come from code only.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/sink.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct page;

/* An empty page, all of it in the arena. */
struct page *page_new(struct arena *arena);

/* Set a value under a dotted name made of [A-Za-z0-9_.]; any other name is a bug and aborts.
 * NULL sets "". */
void page_set(struct page *page, const char *name, const char *value);
void page_setf(struct page *page, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void page_int(struct page *page, const char *name, int64_t value);
/* 1 or nothing: templates ask `?cs if:Name`. */
void page_flag(struct page *page, const char *name, bool value);
const char *page_get(struct page *page, const char *name); /* "" if absent */
/* The node of that name as a page of its own: names are relative to it, and shorter to walk
 * (long lists).  Only page_set and its kin, page_rows and page_node; it is not rendered. */
struct page *page_node(struct page *page, const char *name);
/* `name` becomes another name of the node `target`, both from the top of the page: what is set
 * below one is below the other. */
void page_link(struct page *page, const char *name, const char *target);

/* A sink that puts rows at Name.0.column, Name.1.column ... and their number at Name.righe.
 * Dates come out 06/05/2026 (and the ISO form at column_iso), instants «oggi alle 09:20»,
 * «ieri alle 17:42», then 06/05/2026 09:20 (ISO at column_iso, date alone at column_data),
 * money 1.200,50 €, booleans 1 or "".  Lives in the page's arena. */
struct row_sink *page_rows(struct page *page, const char *name);
/* The same for at most one row: Name.column; nothing is set if no row comes, else Name.righe = 1. */
struct row_sink *page_row(struct page *page, const char *name);

/* Render templates/<name>.cs into `out`.  Templates are read and parsed once in production
 * (setting templates_cache), each time otherwise. */
MUST struct error *page_render(struct page *page, const char *template, struct text *out);
/* Folder of the templates; must be called once before the first rendering. */
void page_templates(const char *folder, bool cache);

/* Italian forms (the words of a person, not of the machine). `arena` owns the result. */
const char *italian_date(struct arena *arena, const char *iso);                 /* 06/05/2026 */
const char *italian_long_date(struct arena *arena, const char *iso);            /* mercoledì 6 maggio 2026 */
const char *italian_instant(struct arena *arena, const char *iso, int64_t now); /* oggi alle 09:20 */
const char *italian_instant_iso(struct arena *arena, const char *iso);          /* 2026-05-06T09:20, time of Rome */
const char *italian_today(struct arena *arena, int64_t now);                    /* 2026-05-06 in Rome */
const char *italian_now(struct arena *arena, int64_t now);                      /* 06/05/2026 alle 10:42 */
const char *italian_money(struct arena *arena, const char *numeric);            /* 1.200,50 € */
const char *italian_number(struct arena *arena, int64_t number);                /* 18.204 */
const char *italian_bytes(struct arena *arena, int64_t bytes);                  /* 1,4 MB */

#endif
