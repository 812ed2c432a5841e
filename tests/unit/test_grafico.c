/*
 * The drawing of a value over time.
 */
#include "unit/expect.h"

#include "valutazione/grafico.h"

static void levels(void **state)
{
	struct arena *arena = arena_new();
	struct grafico_punto points[] = { { .value = 1 }, { .value = -1 }, { .value = 4 } };
	struct grafico drawing = grafico_make(arena, GRAFICO_LIVELLI, points, 3);

	(void)state;
	assert_int_equal(drawing.said, 2);
	/* one that was not said leaves its place free, and the line goes on */
	assert_string_equal(drawing.line, "M36 66L220 18");
	assert_int_equal(points[1].x, 128);
	assert_int_equal(drawing.width, 256);
	assert_int_equal(drawing.height, 104);
	arena_free(arena);
}

static void nothing(void **state)
{
	struct arena *arena = arena_new();
	struct grafico_punto one = { .value = -1 };

	(void)state;
	assert_int_equal(grafico_make(arena, GRAFICO_LIVELLI, NULL, 0).said, 0);
	struct grafico drawing = grafico_make(arena, GRAFICO_LIVELLI, &one, 1);
	assert_int_equal(drawing.said, 0);
	assert_string_equal(drawing.line, "");
	arena_free(arena);
}

/* 0 is a value, also the lowest; the dates at both ends have room for their half. */
static void totals(void **state)
{
	struct arena *arena = arena_new();
	struct grafico_punto points[] = { { .value = 8 }, { .value = 0 } };
	struct grafico_misura measure = GRAFICO_SCALA(0, 8);
	struct grafico drawing = grafico_make(arena, measure, points, 2);

	(void)state;
	assert_int_equal(drawing.said, 2);
	assert_string_equal(drawing.line, "M36 18L128 146");
	assert_true(points[0].x >= 30);
	assert_true(drawing.width - points[1].x >= 30);
	assert_true(grafico_y(measure, 5) < grafico_y(measure, 4));
	assert_int_equal(grafico_y(measure, 9), grafico_y(measure, 8));
	assert_int_equal(grafico_y(GRAFICO_SCALA(-3, 100), 100), 18);
	assert_int_equal(grafico_y(GRAFICO_SCALA(-3, 100), -3), 146);
	arena_free(arena);
}

/* Bands touch, fill the measure, and each has a height. */
static void bands(void **state)
{
	static const int edges[][2] = { { 0, 2 }, { 3, 5 }, { 6, 6 } };
	struct grafico_misura measure = GRAFICO_SCALA(0, 6);
	int top = 0, bottom, before = grafico_y(measure, 0);

	(void)state;
	for (int i = 0; i < 3; i++) {
		grafico_fascia(measure, edges[i][0], edges[i][1], &top, &bottom);
		assert_int_equal(bottom, before);
		assert_true(top < bottom);
		assert_true(grafico_y(measure, edges[i][1]) >= top && grafico_y(measure, edges[i][0]) <= bottom);
		before = top;
	}
	assert_int_equal(top, grafico_y(measure, 6));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels),
		cmocka_unit_test(nothing),
		cmocka_unit_test(totals),
		cmocka_unit_test(bands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
