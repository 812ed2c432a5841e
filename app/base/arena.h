/*
 * Memory with the lifetime of the work: everything of a request is allocated here and goes
 * away at its end; foreign objects (a query's result, a page tree, a file) register a hook.
 * Nobody frees anything inside a handler.  Built with -DARENA_TWIN each piece is a malloc of
 * its own, so that sanitizers see an overrun of a single piece.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A new empty arena; the caller frees it.  Never NULL: without memory the process aborts and
 * the parent starts another (the request in flight is answered 503 by the web server). */
struct arena *arena_new(void);
/* Run the hooks (last registered first), give all pieces back, keep the first block. */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

/* `size` bytes, zeroed, aligned for any type.  Never NULL. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));
/* An array of count elements of size bytes; aborts if the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size) __attribute__((malloc));
char *arena_strdup(struct arena *arena, const char *text);               /* NULL gives NULL */
char *arena_strndup(struct arena *arena, const char *text, size_t bytes); /* adds the NUL */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

/* Call hook(object) when the arena is reset or freed. */
void arena_hook(struct arena *arena, void (*hook)(void *object), void *object);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

#endif
