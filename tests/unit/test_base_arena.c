#include "expect.h"

#include <stdlib.h>

static void
pieces_are_zeroed_and_aligned(void **state)
{
	struct arena *arena = *state;

	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 3000; size += 7) {
			unsigned char *piece = arena_alloc(arena, size);

			assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(piece[i], 0);
			memset(piece, 0xa5, size);
		}
		arena_reset(arena);
	}
}

static void
pieces_do_not_overlap(void **state)
{
	struct arena *arena = *state;
	unsigned char *pieces[400];

	/* Small, large and huge ones in turn: each way of cutting. */
	for (int i = 0; i < 400; i++) {
		size_t size = i % 3 == 0 ? 100 : i % 3 == 1 ? 20000 : 70000;

		pieces[i] = memset(arena_alloc(arena, size), i & 255, size);
	}
	for (int i = 0; i < 400; i++) {
		size_t size = i % 3 == 0 ? 100 : i % 3 == 1 ? 20000 : 70000;

		assert_int_equal(pieces[i][0], i & 255);
		assert_int_equal(pieces[i][size - 1], i & 255);
	}
}

static void
used_counts_what_was_asked(void **state)
{
	struct arena *arena = *state;

	assert_int_equal(arena_used(arena), 0);
	arena_alloc(arena, 10);
	arena_alloc(arena, 100000);
	assert_int_equal(arena_used(arena), 100010);
	arena_reset(arena);
	assert_int_equal(arena_used(arena), 0);
}

static char order[8];

static void
note(void *object)
{
	strncat(order, object, sizeof(order) - strlen(order) - 1);
}

struct late {
	struct arena *arena;
	char word[2];
};

static void
note_and_register(void *object)
{
	struct late *late = object;

	note(late->word);
	arena_hook(late->arena, note, arena_strdup(late->arena, "z"));
}

static void
hooks_run_last_first_and_once(void **state)
{
	struct arena *arena = *state;
	struct late *late = arena_alloc(arena, sizeof(*late));

	order[0] = '\0';
	late->arena = arena;
	late->word[0] = 'b';
	arena_hook(arena, note, arena_strdup(arena, "a"));
	arena_hook(arena, note_and_register, late);
	arena_hook(arena, note, arena_strdup(arena, "c"));
	arena_reset(arena);
	assert_string_equal(order, "cbza");
	arena_reset(arena);
	assert_string_equal(order, "cbza");
}

static void
free_runs_hooks(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	order[0] = '\0';
	arena_hook(arena, note, arena_strdup(arena, "x"));
	arena_free(arena);
	assert_string_equal(order, "x");
	arena_free(NULL);
}

static void
copies(void **state)
{
	struct arena *arena = *state;
	char *numbers;

	assert_null(arena_strdup(arena, NULL));
	assert_string_equal(arena_strdup(arena, "soggetto"), "soggetto");
	assert_string_equal(arena_strndup(arena, "soggetto", 3), "sog");
	assert_string_equal(arena_strndup(arena, NULL, 0), "");
	assert_string_equal(arena_printf(arena, "%s-%d", "a", 12), "a-12");
	numbers = arena_printf(arena, "%0200000d", 1);
	assert_int_equal(strlen(numbers), 200000);
}

static void
overflowing_array(void *arena)
{
	void *volatile piece = arena_array(arena, SIZE_MAX / 2, 3);

	(void)piece;
}

static void
endless_piece(void *arena)
{
	volatile size_t size = SIZE_MAX - 4;
	void *volatile piece = arena_alloc(arena, size);

	(void)piece;
}

static void
impossible_sizes_abort(void **state)
{
	expect_abort(overflowing_array, *state);
	expect_abort(endless_piece, *state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(pieces_are_zeroed_and_aligned),
		arena_test(pieces_do_not_overlap),
		arena_test(used_counts_what_was_asked),
		arena_test(hooks_run_last_first_and_once),
		cmocka_unit_test(free_runs_hooks),
		arena_test(copies),
		arena_test(impossible_sizes_abort),
	};

	return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
