/*
 * HTML of ours into a tagged PDF/A-3b, by WeasyPrint in a limited child: no network, nothing
 * fetched, no descriptor but its input and its output, little of everything, and an end in time.
 */
#ifndef STAMPA_PDF_H
#define STAMPA_PDF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* The longest that it may take. */
int64_t pdf_secondi(void);
/* *made false: the child gave up (too long, too large, or broken HTML); the log says how.
 * ERR_BUSY if it could not begin: later again. */
MUST struct error *pdf_fai(struct arena *arena, const struct text *html, struct bytes *pdf, bool *made);

#endif
