/*
 * The drawing of a household: nobody stands on anybody, couples stand side by side, children hang
 * below their parents from the oldest, the dashed line goes around who lives there and nobody else.
 */
#include "unit/expect.h"
#include "nucleo/genogramma.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMBER(id_, relation_, sex, born_) { .id = (id_), .relation = (relation_), .male = (sex) == 'M', .born = (born_), .present = true }
#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static struct genogramma *make(void **state, struct gen_person *list, size_t count)
{
	return genogramma_make(*state, list, count);
}

static void apart(const struct genogramma *g)
{
	for (size_t i = 0; i < g->count; i++) {
		const struct gen_person *a = &g->persons[i];
		assert_true(a->x >= GEN_COLUMN && a->x <= g->width - GEN_COLUMN);
		assert_true(a->y >= GEN_MIDDLE && a->y <= g->height);
		for (size_t k = i + 1; k < g->count; k++)
			assert_true(a->y != g->persons[k].y || abs(a->x - g->persons[k].x) >= 2 * GEN_COLUMN);
	}
}

static bool line_from(const struct genogramma *g, int x1, int y1, int x2, int y2, bool dashed)
{
	for (size_t i = 0; i < g->line_count; i++) {
		const struct gen_line *l = &g->lines[i];
		if (l->x1 == x1 && l->y1 == y1 && l->x2 == x2 && l->y2 == y2 && l->dashed == dashed)
			return true;
	}
	return false;
}

/* Is there a line that comes down into the symbol? */
static bool hangs(const struct genogramma *g, const struct gen_person *p)
{
	for (size_t i = 0; i < g->line_count; i++)
		if (g->lines[i].x2 == p->x && g->lines[i].x1 == p->x && g->lines[i].y2 == p->y - GEN_RADIUS)
			return true;
	return false;
}

/* How many sides of the outline a ray to the left from there crosses: odd inside. */
static bool inside(const struct genogramma *g, int x, int y)
{
	int crossed = 0, x1, y1, to, used;

	for (const char *c = g->outline; *c; c += used) {
		used = 0;
		if (sscanf(c, "M%d %dV%d%n", &x1, &y1, &to, &used) == 3 && used)
			crossed += x1 < x && y1 < y && to > y;
		else if (sscanf(c, "M%d %dH%d%n", &x1, &y1, &to, &used) != 3 || !used)
			fail_msg("an outline that is none: %s", c);
	}
	return crossed % 2;
}

static void around_who_lives_here(const struct genogramma *g)
{
	for (size_t i = 0; i < g->count; i++)
		assert_int_equal(inside(g, g->persons[i].x, g->persons[i].y), g->persons[i].present);
}

static void nobody_and_one(void **state)
{
	struct gen_person one[] = { MEMBER(7, 1, 'F', "1948-03-14") };

	struct genogramma *g = make(state, one, 0);
	assert_int_equal(g->count, 0);
	assert_string_equal(g->outline, "");
	g = make(state, one, 1);
	assert_int_equal(g->width, 2 * GEN_COLUMN);
	assert_int_equal(g->height, GEN_ROW);
	assert_int_equal(g->line_count, 0);
	around_who_lives_here(g);
}

/* The household of the design: a couple, a son with his wife, their daughter. */
static void three_generations(void **state)
{
	struct gen_person p[] = {
		MEMBER(1, 1, 'F', "1948-03-14"), MEMBER(2, 2, 'M', "1946-01-22"), MEMBER(3, 3, 'M', "1976-02-09"),
		MEMBER(4, 16, 'F', "1979-06-30"), MEMBER(5, 4, 'F', "2013-04-02"),
	};
	struct genogramma *g = make(state, p, COUNT(p));

	apart(g);
	assert_int_equal(p[0].y, p[1].y);
	assert_true(p[1].x < p[0].x); /* the man at the left */
	assert_true(line_from(g, p[1].x + GEN_RADIUS, p[1].y, p[0].x - GEN_RADIUS, p[0].y, false));
	assert_int_equal(p[2].y, p[0].y + GEN_ROW);
	assert_true(p[2].x < p[3].x && p[3].x - p[2].x == 2 * GEN_COLUMN);
	assert_true(hangs(g, &p[2]));
	assert_false(hangs(g, &p[3])); /* who married in has no parents here */
	assert_int_equal(p[4].y, p[0].y + 2 * GEN_ROW);
	assert_int_equal(p[4].x, (p[2].x + p[3].x) / 2);
	assert_true(hangs(g, &p[4]));
	around_who_lives_here(g);
}

/* A mother alone with her daughter: their line begins below the mother's name. */
static void one_parent(void **state)
{
	struct gen_person p[] = { MEMBER(1, 1, 'F', "1988-09-21"), MEMBER(2, 3, 'F', "2016-05-14") };
	struct genogramma *g = make(state, p, COUNT(p));

	assert_true(hangs(g, &p[1]));
	for (size_t i = 0; i < g->line_count; i++)
		assert_true(g->lines[i].y1 >= p[0].y + GEN_RADIUS + GEN_LABEL && g->lines[i].y2 >= g->lines[i].y1);
}

static void children_by_age(void **state)
{
	struct gen_person p[] = {
		MEMBER(1, 1, 'M', "1970-01-01"), MEMBER(2, 23, 'F', "1972-01-01"), MEMBER(3, 3, 'F', "2010-01-01"),
		MEMBER(4, 3, 'M', "2004-01-01"), MEMBER(5, 3, 'M', "2007-01-01"),
	};
	struct genogramma *g = make(state, p, COUNT(p));

	apart(g);
	assert_true(p[3].x < p[4].x && p[4].x < p[2].x);
	assert_int_equal(p[4].x, (p[0].x + p[1].x) / 2);
	assert_true(line_from(g, p[0].x + GEN_RADIUS, p[0].y, p[1].x - GEN_RADIUS, p[1].y, true)); /* together, not married */
	around_who_lives_here(g);
}

/* Parents on both sides, brothers, a grandmother, an aunt, somebody whose relation is not known. */
static void a_large_family(void **state)
{
	struct gen_person p[] = {
		MEMBER(1, 1, 'M', "1970-01-01"), MEMBER(2, 2, 'F', "1972-01-01"), MEMBER(3, 6, 'M', "1940-01-01"), MEMBER(4, 6, 'F', "1942-01-01"),
		MEMBER(5, 17, 'M', "1941-01-01"), MEMBER(6, 17, 'F', "1944-01-01"), MEMBER(7, 9, 'F', "1968-01-01"), MEMBER(8, 10, 'M', "1995-01-01"),
		MEMBER(9, 18, 'M', "1975-01-01"), MEMBER(10, 7, 'F', "1918-01-01"), MEMBER(11, 11, 'F', "1950-01-01"), MEMBER(12, 99, 'M', "1980-01-01"),
		MEMBER(13, 3, 'F', "2000-01-01"), MEMBER(14, 3, 'F', "2002-01-01"), MEMBER(15, 4, 'M', "2022-01-01"), MEMBER(16, 5, 'M', "2025-01-01"),
	};
	p[14].link = 14; /* of the second daughter */
	struct genogramma *g = make(state, p, COUNT(p));

	apart(g);
	for (size_t i = 0; i < COUNT(p); i++)
		for (size_t k = 0; k < COUNT(p); k++)
			if (p[i].relation == 6 && p[k].relation == 1)
				assert_int_equal(p[i].y, p[k].y - GEN_ROW);
	assert_int_equal(p[9].y, p[2].y - GEN_ROW); /* the grandmother */
	assert_true(p[6].x < p[0].x && hangs(g, &p[6]) && hangs(g, &p[0]));
	assert_true(p[8].x > p[1].x && hangs(g, &p[8]) && hangs(g, &p[1]));
	assert_true(hangs(g, &p[7]));
	assert_int_equal(p[14].x, p[13].x);
	assert_false(hangs(g, &p[10]));
	assert_false(hangs(g, &p[11]));
	assert_true(hangs(g, &p[15])); /* of the only grandchild */
	around_who_lives_here(g);
}

/* Who has died stands outside the line, also in the middle of a row. */
static void outside_the_line(void **state)
{
	struct gen_person p[] = {
		MEMBER(1, 1, 'F', "1948-03-14"), MEMBER(2, 2, 'M', "1946-01-22"), MEMBER(3, 3, 'M', "1970-01-01"), MEMBER(4, 3, 'M', "1972-01-01"),
		MEMBER(5, 3, 'M', "1974-01-01"), MEMBER(6, 6, 'F', "1924-09-01"),
	};
	p[1].present = p[3].present = p[5].present = false;
	struct genogramma *g = make(state, p, COUNT(p));

	apart(g);
	assert_true(hangs(g, &p[3]));
	assert_true(hangs(g, &p[0])); /* from the mother who is dead */
	around_who_lives_here(g);
}

/* What nobody said is not guessed: a grandchild of two possible parents stands aside. */
static void nothing_is_guessed(void **state)
{
	struct gen_person p[] = {
		MEMBER(1, 1, 'F', "1940-01-01"), MEMBER(2, 3, 'M', "1970-01-01"), MEMBER(3, 3, 'F', "1972-01-01"), MEMBER(4, 4, 'F', "2010-01-01"),
	};
	struct genogramma *g = make(state, p, COUNT(p));

	apart(g);
	assert_int_equal(p[3].y, p[0].y + 2 * GEN_ROW);
	assert_false(hangs(g, &p[3]));
	p[3].link = 3;
	g = make(state, p, COUNT(p));
	assert_true(hangs(g, &p[3]));
	assert_int_equal(p[3].x, p[2].x);
}

/* No intestatario that one may see; hostile links; more persons than are drawn. */
static void odd_households(void **state)
{
	struct gen_person p[80];

	for (size_t i = 0; i < COUNT(p); i++)
		p[i] = (struct gen_person){ .id = (int64_t)i + 1, .relation = (int)(i * 7 % 100), .link = (int64_t)(i * 31 % 90), .male = i % 2, .born = "1980-01-01", .present = i % 3 };
	for (size_t count = 1; count <= COUNT(p); count++) {
		struct genogramma *g = make(state, p, count);
		assert_int_equal(g->count, count > 64 ? 64 : count);
		apart(g);
		around_who_lives_here(g);
	}
}

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nobody_and_one, setup, teardown),
		cmocka_unit_test_setup_teardown(three_generations, setup, teardown),
		cmocka_unit_test_setup_teardown(one_parent, setup, teardown),
		cmocka_unit_test_setup_teardown(children_by_age, setup, teardown),
		cmocka_unit_test_setup_teardown(a_large_family, setup, teardown),
		cmocka_unit_test_setup_teardown(outside_the_line, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_is_guessed, setup, teardown),
		cmocka_unit_test_setup_teardown(odd_households, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
