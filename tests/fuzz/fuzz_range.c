/*
 * Any text as a Range header: what comes out lies within the document.
 */
#include "base/arena.h"
#include "documento/inside.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t sizes[] = { 1, 2, 100, INT64_C(5368709120), INT64_MAX };
	struct arena *arena = arena_new();
	const char *header = arena_strndup(arena, (const char *)data, size);

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		int64_t from, to;

		switch (intervallo_leggi(header, sizes[i], &from, &to)) {
		case INTERVALLO_TUTTO:
			if (from != 0 || to != sizes[i] - 1)
				abort();
			break;
		case INTERVALLO_PARTE:
			if (from < 0 || from > to || to >= sizes[i])
				abort();
			break;
		case INTERVALLO_FUORI:
			break;
		}
	}
	arena_free(arena);
	return 0;
}
