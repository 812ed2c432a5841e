/*
 * The request's memory.  Pieces are cut from blocks.  The first block is kept and holds what a
 * common page needs; then come blocks of 64 KiB, and a large piece gets a block of its own, so
 * that a page of text does not waste the rest of a common block.
 */
#include "base/arena.h"

#include "base/log.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_SIZE ((size_t)512 * 1024)
#define BLOCK_SIZE ((size_t)64 * 1024)
#define LARGE_PIECE (BLOCK_SIZE / 4)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(max_align_t) unsigned char data[];
};

struct hook {
	struct hook *below;
	void (*call)(void *object);
	void *object;
};

struct arena {
	struct block *blocks;  /* the one that is cut from comes first */
	struct block *kept;    /* survives a reset: the next request finds it warm */
	struct hook *hooks;    /* last registered first */
	size_t used;
};

static void no_memory(size_t size) __attribute__((noreturn));

static void
no_memory(size_t size)
{
	log_line("event=abort reason=memory bytes=%zu", size);
	abort();
}

/* What a block has not handed out is zero: a new one comes so, the kept one is wiped. */
static struct block *
block_new(size_t size)
{
	size_t whole;
	struct block *block;

	if (__builtin_add_overflow(sizeof(*block), size, &whole))
		no_memory(size);
	block = calloc(1, whole);
	if (!block)
		no_memory(whole);
	block->size = size;
	return block;
}

struct arena *
arena_new(void)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (!arena)
		no_memory(sizeof(*arena));
#ifndef ARENA_TWIN
	arena->kept = block_new(KEPT_SIZE);
	arena->blocks = arena->kept;
#endif
	return arena;
}

/* A hook may allocate and may register another hook: both are honoured before the memory goes. */
static void
run_hooks(struct arena *arena)
{
	while (arena->hooks) {
		struct hook *hook = arena->hooks;

		arena->hooks = hook->below;
		hook->call(hook->object);
	}
}

void
arena_reset(struct arena *arena)
{
	run_hooks(arena);
	while (arena->blocks) {
		struct block *block = arena->blocks;

		arena->blocks = block->next;
		if (block != arena->kept)
			free(block);
	}
	if (arena->kept) {
		/* What the last request typed must not lie about in the next one. */
		explicit_bzero(arena->kept->data, arena->kept->used);
		arena->kept->used = 0;
		arena->kept->next = NULL;
		arena->blocks = arena->kept;
	}
	arena->used = 0;
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	arena_reset(arena);
	free(arena->kept);
	free(arena);
}

#ifdef ARENA_TWIN

/* One malloc a piece: the sanitizer's red zones stand right behind each. */
static void *
piece_new(struct arena *arena, size_t size)
{
	struct block *block = block_new(size);

	block->used = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block->data;
}

#else

static void *
piece_new(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;
	size_t room;

	if (__builtin_add_overflow(size, ALIGNMENT - 1, &room))
		no_memory(size);
	room &= ~(ALIGNMENT - 1);
	if (room > block->size - block->used) {
		struct block *fresh = block_new(room > LARGE_PIECE ? room : BLOCK_SIZE);

		if (room > LARGE_PIECE) {
			/* Behind the head: small pieces go on filling the block that is open. */
			fresh->next = block->next;
			block->next = fresh;
		} else {
			fresh->next = block;
			arena->blocks = fresh;
		}
		block = fresh;
	}
	block->used += room;
	return block->data + block->used - room;
}

#endif

void *
arena_alloc(struct arena *arena, size_t size)
{
	size_t asked = size ? size : 1;
	void *piece = piece_new(arena, asked);

	arena->used += asked;
	return piece;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		no_memory(SIZE_MAX);
	return arena_alloc(arena, whole);
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t bytes)
{
	size_t whole;
	char *copy;

	if (__builtin_add_overflow(bytes, (size_t)1, &whole))
		no_memory(bytes);
	copy = arena_alloc(arena, whole);
	if (bytes)
		memcpy(copy, text, bytes);
	return copy;
}

/* Most are short: one pass on the stack instead of one to measure and one to write. */
char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	char brief[200], *text;
	va_list again;
	int size;

	va_copy(again, args);
	size = vsnprintf(brief, sizeof(brief), format, again);
	va_end(again);
	if (size < 0)
		no_memory(0);
	if ((size_t)size < sizeof(brief)) {
		text = arena_strndup(arena, brief, (size_t)size);
		explicit_bzero(brief, (size_t)size);
		return text;
	}
	text = arena_alloc(arena, (size_t)size + 1);
	vsnprintf(text, (size_t)size + 1, format, args);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void
arena_hook(struct arena *arena, void (*call)(void *object), void *object)
{
	struct hook *hook = arena_alloc(arena, sizeof(*hook));

	hook->call = call;
	hook->object = object;
	hook->below = arena->hooks;
	arena->hooks = hook;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}
