/*
 * The inside of struct page, for the files of this room only: the only ones that include the
 * headers of ClearSilver 0.10.5.
 */
#ifndef PAGE_INSIDE_H
#define PAGE_INSIDE_H

#include "page/page.h"

#include <ClearSilver.h>

/* A name longer than this is a bug of ours: the deepest one of a form is below 80. */
#define NAME_MAX_BYTES 200

struct page {
	struct arena *arena;
	HDF *hdf;
};

#endif
