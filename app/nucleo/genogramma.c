/*
 * Laying out a genogram.  Columns are half a person wide, so that the children of a couple can
 * stand under its middle.
 */
#include "nucleo/genogramma.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define NOBODY (-1)
#define LONGEST 64 /* persons that are drawn */

/* Codes of the ANPR table that the drawing knows by name. */
enum {
	INTESTATARIO = 1, CONIUGE = 2, FIGLIO = 3, NIPOTE = 4, PRONIPOTE = 5, GENITORE = 6, NONNO = 7, BISNONNO = 8, FRATELLO = 9,
	NIPOTE_COLLATERALE = 10, ZIO = 11, FIGLIASTRO = 14, PATRIGNO = 15, GENERO = 16, SUOCERO = 17, COGNATO = 18, FRATELLASTRO = 19,
	NIPOTE_AFFINE = 20, ZIO_AFFINE = 21, CONVIVENTE = 23, UNITO = 28, ADOTTATO = 80, NIPOTE_QUALSIASI = 81
};

struct drawing {
	struct arena *arena;
	struct gen_person *persons;
	int count;
	int row[LONGEST], column[LONGEST]; /* of the middle; rows grow downwards */
	bool placed[LONGEST];
	int partner[LONGEST], parent[LONGEST]; /* parent: the one of the two who is of the family */
	struct gen_line *lines;
	size_t line_count;
};

static bool is_child(int relation)
{
	return relation == FIGLIO || relation == FIGLIASTRO || relation == ADOTTATO;
}

static bool is_sibling(int relation)
{
	return relation == FRATELLO || relation == FRATELLASTRO;
}

static bool is_grandchild(int relation)
{
	return relation == NIPOTE || relation == NIPOTE_QUALSIASI;
}

/* Generations below the intestatario. */
static int generation(int relation)
{
	switch (relation) {
	case FIGLIO: case FIGLIASTRO: case ADOTTATO: case NIPOTE_COLLATERALE: case GENERO: case NIPOTE_AFFINE:
		return 1;
	case NIPOTE: case NIPOTE_QUALSIASI:
		return 2;
	case PRONIPOTE:
		return 3;
	case GENITORE: case PATRIGNO: case SUOCERO: case ZIO: case ZIO_AFFINE:
		return -1;
	case NONNO:
		return -2;
	case BISNONNO:
		return -3;
	default:
		return 0;
	}
}

/* ---- who belongs to whom ---- */

static int find_id(const struct drawing *d, int64_t id)
{
	for (int i = 0; id && i < d->count; i++)
		if (d->persons[i].id == id)
			return i;
	return NOBODY;
}

/* The only one of a sort; NOBODY if there are none or several. */
static int only(const struct drawing *d, bool (*sort)(int relation))
{
	int found = NOBODY;

	for (int i = 0; i < d->count; i++) {
		if (!sort(d->persons[i].relation))
			continue;
		if (found != NOBODY)
			return NOBODY;
		found = i;
	}
	return found;
}

/* The one it was linked to if that is of the right sort, else the only one of the sort. */
static int one_of(const struct drawing *d, int i, bool (*sort)(int relation))
{
	int linked = find_id(d, d->persons[i].link);

	return linked != NOBODY && sort(d->persons[linked].relation) ? linked : only(d, sort);
}

static void couple(struct drawing *d, int a, int b)
{
	if (a == NOBODY || b == NOBODY || a == b || d->partner[a] != NOBODY || d->partner[b] != NOBODY)
		return;
	d->partner[a] = b;
	d->partner[b] = a;
}

/* The partner of the intestatario: married or united, living here rather than not, else who lives
 * together with bonds of affection. */
static int find_partner(const struct drawing *d)
{
	int best = NOBODY, value = 0;

	for (int i = 0; i < d->count; i++) {
		int r = d->persons[i].relation;
		int worth = (r == CONIUGE || r == UNITO ? 2 : r == CONVIVENTE && !d->persons[i].link ? 1 : 0);
		if (worth && d->persons[i].present)
			worth += 3;
		if (worth > value) {
			best = i;
			value = worth;
		}
	}
	return best;
}

/* A son- or daughter-in-law: of the one named, else of the only child who has nobody. */
static int find_child_of_couple(const struct drawing *d, int i)
{
	int linked = find_id(d, d->persons[i].link), found = NOBODY;

	if (linked != NOBODY && is_child(d->persons[linked].relation))
		return linked;
	for (int k = 0; k < d->count; k++) {
		if (!is_child(d->persons[k].relation) || d->partner[k] != NOBODY)
			continue;
		if (found != NOBODY)
			return NOBODY;
		found = k;
	}
	return found;
}

static void relate(struct drawing *d, int head)
{
	couple(d, head, find_partner(d));
	for (int i = 0; i < d->count; i++) {
		int linked = find_id(d, d->persons[i].link);
		if (d->persons[i].relation == GENERO)
			couple(d, i, find_child_of_couple(d, i));
		else if (d->persons[i].relation == COGNATO && linked != NOBODY && is_sibling(d->persons[linked].relation))
			couple(d, i, linked);
	}
	for (int i = 0; i < d->count; i++) {
		int r = d->persons[i].relation;
		if (is_child(r))
			d->parent[i] = head;
		else if (is_grandchild(r))
			d->parent[i] = one_of(d, i, is_child);
		else if (r == PRONIPOTE)
			d->parent[i] = one_of(d, i, is_grandchild);
		else if (r == NIPOTE_COLLATERALE)
			d->parent[i] = one_of(d, i, is_sibling);
		/* a grandchild of several children, one of whom has a partner here */
		if (is_grandchild(r) && d->parent[i] == NOBODY) {
			int found = NOBODY, many = 0;
			for (int k = 0; k < d->count; k++)
				if (is_child(d->persons[k].relation) && d->partner[k] != NOBODY) {
					found = k;
					many++;
				}
			d->parent[i] = many == 1 ? found : NOBODY;
		}
	}
}

/* ---- families: a person, the partner, those who hang from them ---- */

struct list {
	int at[LONGEST];
	int count;
};

static void add_by_age(const struct drawing *d, struct list *list, int i)
{
	int k = list->count++;

	for (; k > 0 && strcmp(d->persons[list->at[k - 1]].born, d->persons[i].born) > 0; k--)
		list->at[k] = list->at[k - 1];
	list->at[k] = i;
}

static struct list children_of(const struct drawing *d, int i)
{
	struct list list = { .count = 0 };

	for (int k = 0; k < d->count; k++)
		if (d->parent[k] == i || (d->partner[i] != NOBODY && d->parent[k] == d->partner[i]))
			add_by_age(d, &list, k);
	return list;
}

static int width_of(const struct drawing *d, int i)
{
	struct list children = children_of(d, i);
	int below = 0, own = d->partner[i] == NOBODY ? 2 : 4;

	for (int k = 0; k < children.count; k++)
		below += width_of(d, children.at[k]);
	return below > own ? below : own;
}

static void put(struct drawing *d, int i, int row, int column)
{
	d->row[i] = row;
	d->column[i] = column;
	d->placed[i] = true;
}

/* A couple around a middle, `apart` columns from each other, the man at the left. */
static void put_couple(struct drawing *d, int i, int row, int middle, int apart)
{
	int other = d->partner[i];

	if (other == NOBODY) {
		put(d, i, row, middle);
		return;
	}
	bool left = d->persons[i].male || !d->persons[other].male;
	put(d, left ? i : other, row, middle - apart / 2);
	put(d, left ? other : i, row, middle + apart / 2);
}

static void put_family(struct drawing *d, int i, int row, int left, int apart)
{
	struct list children = children_of(d, i);
	int below = 0, width = width_of(d, i);

	if (d->partner[i] != NOBODY && apart + 2 > width)
		width = apart + 2;
	for (int k = 0; k < children.count; k++)
		below += width_of(d, children.at[k]);
	put_couple(d, i, row, left + width / 2, apart);
	int at = left + (width - below) / 2;
	for (int k = 0; k < children.count; k++) {
		put_family(d, children.at[k], row + 1, at, 2);
		at += width_of(d, children.at[k]);
	}
}

/* Brothers and sisters of one of the middle couple. */
static struct list siblings_of(const struct drawing *d, int head, int i)
{
	struct list list = { .count = 0 };

	for (int k = 0; k < d->count; k++) {
		int r = d->persons[k].relation;
		if (k != i && (i == head ? is_sibling(r) : r == COGNATO && d->partner[k] == NOBODY))
			add_by_age(d, &list, k);
	}
	return list;
}

static struct list parents_of(const struct drawing *d, int head, int i)
{
	struct list list = { .count = 0 };

	for (int k = 0; k < d->count && list.count < 2; k++) {
		int r = d->persons[k].relation;
		if (i == head ? r == GENITORE || r == PATRIGNO : r == SUOCERO)
			add_by_age(d, &list, k);
	}
	return list;
}

/* ---- lines ---- */

static void draw(struct drawing *d, int x1, int y1, int x2, int y2, bool dashed)
{
	if (x1 == x2 && y1 == y2)
		return;
	d->lines[d->line_count++] = (struct gen_line){ x1, y1, x2, y2, dashed };
}

static int x_of(const struct drawing *d, int i)
{
	return d->column[i] * GEN_COLUMN;
}

static int y_of(const struct drawing *d, int i)
{
	return d->row[i] * GEN_ROW + GEN_MIDDLE;
}

/* From a family down to those who hang from it; without parents only what joins brothers. */
static void draw_descent(struct drawing *d, int from, const struct list *below)
{
	if (!below->count || (from == NOBODY && below->count < 2))
		return;
	int bar = d->row[below->at[0]] * GEN_ROW + 14;
	int least = x_of(d, below->at[0]), most = least;
	for (int k = 0; k < below->count; k++) {
		int x = x_of(d, below->at[k]);
		least = x < least ? x : least;
		most = x > most ? x : most;
		draw(d, x, bar, x, y_of(d, below->at[k]) - GEN_RADIUS, false);
	}
	if (from != NOBODY) {
		int other = d->partner[from];
		int x = other == NOBODY ? x_of(d, from) : (x_of(d, from) + x_of(d, other)) / 2;
		/* of one alone it comes from under the words: through them nobody reads a name */
		draw(d, x, other == NOBODY ? y_of(d, from) + GEN_RADIUS + GEN_LABEL : y_of(d, from), x, bar, false);
		least = x < least ? x : least;
		most = x > most ? x : most;
	}
	draw(d, least, bar, most, bar, false);
}

static void draw_all(struct drawing *d, const struct list *left, int left_parents, const struct list *right, int right_parents)
{
	for (int i = 0; i < d->count; i++) {
		int other = d->partner[i];
		if (other > i) {
			int from = d->column[i] < d->column[other] ? i : other, to = from == i ? other : i;
			bool free = d->persons[i].relation == CONVIVENTE || d->persons[other].relation == CONVIVENTE;
			draw(d, x_of(d, from) + GEN_RADIUS, y_of(d, from), x_of(d, to) - GEN_RADIUS, y_of(d, to), free);
		}
		/* once for each couple: from the one who is found first */
		if (other == NOBODY || other > i) {
			struct list children = children_of(d, i);
			draw_descent(d, i, &children);
		}
	}
	draw_descent(d, left_parents, left);
	if (right)
		draw_descent(d, right_parents, right);
}

/* ---- the middle couple and what stands above and beside it ---- */

static int put_side(struct drawing *d, const struct list *siblings, int at)
{
	for (int k = 0; k < siblings->count; k++) {
		put_family(d, siblings->at[k], 0, at, 2);
		at += width_of(d, siblings->at[k]);
	}
	return at;
}

/* Parents stand above the middle of their children; the first grandparents above the first of them. */
static int put_parents(struct drawing *d, int head, int i, const struct list *children)
{
	struct list parents = parents_of(d, head, i), older = { .count = 0 };

	if (!parents.count)
		return NOBODY;
	if (parents.count == 2)
		couple(d, parents.at[0], parents.at[1]);
	int least = d->column[children->at[0]], most = least;
	for (int k = 1; k < children->count; k++) {
		int c = d->column[children->at[k]];
		least = c < least ? c : least;
		most = c > most ? c : most;
	}
	put_couple(d, parents.at[0], -1, (least + most) / 2, 2);
	for (int k = 0; k < d->count && older.count < 2; k++)
		if (i == head && d->persons[k].relation == NONNO)
			add_by_age(d, &older, k);
	if (older.count == 2)
		couple(d, older.at[0], older.at[1]);
	if (older.count) {
		int of = find_id(d, d->persons[older.at[0]].link);
		d->parent[of != NOBODY && d->row[of] == -1 ? of : parents.at[0]] = older.at[0];
		put_couple(d, older.at[0], -2, d->column[of != NOBODY && d->row[of] == -1 ? of : parents.at[0]], 2);
	}
	return parents.at[0];
}

static void put_others(struct drawing *d)
{
	for (int i = 0; i < d->count; i++) {
		if (d->placed[i])
			continue;
		int row = generation(d->persons[i].relation), end = 0;
		bool any = false;
		for (int k = 0; k < d->count; k++)
			if (d->placed[k] && d->row[k] == row && (!any || d->column[k] + 2 > end)) {
				end = d->column[k] + 2;
				any = true;
			}
		put(d, i, row, any ? end : 1);
	}
}

/* Does the second of a row stand on the first, or too near behind it? */
static bool touch(const struct drawing *d, int i, int k)
{
	int apart = d->column[k] - d->column[i];

	return i != k && d->row[i] == d->row[k] && (apart == 1 || (apart == 0 && i < k));
}

/* Whoever stands too near moves to the right, with the rest of the row. */
static bool move_one(struct drawing *d)
{
	for (int i = 0; i < d->count; i++)
		for (int k = 0; k < d->count; k++) {
			if (!touch(d, i, k))
				continue;
			int border = d->column[k], by = 2 - (border - d->column[i]);
			for (int m = 0; m < d->count; m++)
				if (m != i && d->row[m] == d->row[i] && d->column[m] >= border)
					d->column[m] += by;
			return true;
		}
	return false;
}

static void spread(struct drawing *d)
{
	while (move_one(d))
		;
}

/* ---- the line around those who live together ---- */

struct region {
	bool *inside;
	int rows, columns;
};

static bool at(const struct region *r, int row, int column)
{
	return row >= 0 && row < r->rows && column >= 0 && column < r->columns && r->inside[row * r->columns + column];
}

/* A person takes the columns before and behind its middle; between two who live here the row is
 * filled, but for who stands between and does not. */
static void fill_region(const struct drawing *d, struct region *r)
{
	int before_first = -1, before_last = -1;

	for (int row = 0; row < r->rows; row++) {
		int first = r->columns, last = -1;
		for (int i = 0; i < d->count; i++)
			if (d->row[i] == row && d->persons[i].present) {
				first = d->column[i] - 1 < first ? d->column[i] - 1 : first;
				last = d->column[i] > last ? d->column[i] : last;
			}
		if (last < 0)
			continue;
		/* rows of one household touch */
		if (before_last >= 0 && first > before_last)
			first = before_last;
		if (before_last >= 0 && last < before_first)
			last = before_first;
		for (int c = first; c <= last; c++)
			r->inside[row * r->columns + c] = true;
		for (int i = 0; i < d->count; i++)
			if (d->row[i] == row && !d->persons[i].present)
				r->inside[row * r->columns + d->column[i] - 1] = r->inside[row * r->columns + d->column[i]] = false;
		before_first = first;
		before_last = last;
	}
}

static const char *trace(const struct drawing *d, const struct region *r)
{
	struct text *path = text_new(d->arena);

	for (int row = 0; row <= r->rows; row++)
		for (int c = 0; c < r->columns; c++) {
			if (at(r, row, c) == at(r, row - 1, c))
				continue;
			int from = c;
			while (c + 1 < r->columns && at(r, row, c + 1) != at(r, row - 1, c + 1))
				c++;
			text_addf(path, "M%d %dH%d", from * GEN_COLUMN, row * GEN_ROW, (c + 1) * GEN_COLUMN);
		}
	for (int c = 0; c <= r->columns; c++)
		for (int row = 0; row < r->rows; row++) {
			if (at(r, row, c) == at(r, row, c - 1))
				continue;
			int from = row;
			while (row + 1 < r->rows && at(r, row + 1, c) != at(r, row + 1, c - 1))
				row++;
			text_addf(path, "M%d %dV%d", c * GEN_COLUMN, from * GEN_ROW, (row + 1) * GEN_ROW);
		}
	return path->data;
}

/* The first row and column become 0 and 1 (its person begins at 0). */
static void move_to_origin(struct drawing *d, struct region *r)
{
	int top = d->row[0], bottom = top, left = d->column[0], right = left;

	for (int i = 0; i < d->count; i++) {
		top = d->row[i] < top ? d->row[i] : top;
		bottom = d->row[i] > bottom ? d->row[i] : bottom;
		left = d->column[i] < left ? d->column[i] : left;
		right = d->column[i] > right ? d->column[i] : right;
	}
	for (int i = 0; i < d->count; i++) {
		d->row[i] -= top;
		d->column[i] -= left - 1;
	}
	r->rows = bottom - top + 1;
	r->columns = right - left + 2;
	r->inside = arena_array(d->arena, (size_t)(r->rows * r->columns), sizeof(*r->inside));
	memset(r->inside, 0, (size_t)(r->rows * r->columns) * sizeof(*r->inside));
}

/* ---- all together ---- */

/* Brothers of the one at the left stand before the couple, those of the one at the right behind;
 * who is alone stands among them in the order of age. */
static void arrange(struct drawing *d, int head, struct list *left, int *left_parents, struct list *right, int *right_parents)
{
	int other = d->partner[head];
	bool head_left = other == NOBODY || d->persons[head].male || !d->persons[other].male;
	int l = head_left ? head : other, r = head_left ? other : head;
	struct list before = siblings_of(d, head, l), behind = { .count = 0 };

	if (r != NOBODY) {
		behind = siblings_of(d, head, r);
	} else {
		for (int k = before.count - 1; k >= 0 && strcmp(d->persons[before.at[k]].born, d->persons[head].born) > 0; k--) {
			add_by_age(d, &behind, before.at[k]);
			before.count--;
		}
	}
	bool two = r != NOBODY && parents_of(d, head, l).count == 2 && parents_of(d, head, r).count == 2 && !before.count && !behind.count;
	int at_column = put_side(d, &before, 0), apart = two ? 4 : 2, width = width_of(d, head);
	put_family(d, head, 0, at_column, apart);
	put_side(d, &behind, at_column + (apart + 2 > width && other != NOBODY ? apart + 2 : width));
	*left = before;
	*right = behind;
	if (r == NOBODY) {
		for (int k = 0; k < behind.count; k++)
			left->at[left->count++] = behind.at[k];
		right->count = 0;
	} else {
		right->at[right->count++] = r;
	}
	left->at[left->count++] = l;
	*left_parents = put_parents(d, head, l, left);
	*right_parents = r == NOBODY ? NOBODY : put_parents(d, head, r, right);
}

struct genogramma *genogramma_make(struct arena *arena, struct gen_person *persons, size_t count)
{
	struct genogramma *out = arena_alloc(arena, sizeof(*out));
	struct drawing d = { .arena = arena, .persons = persons, .count = count > LONGEST ? LONGEST : (int)count };
	struct list left = { .count = 0 }, right = { .count = 0 };
	int left_parents = NOBODY, right_parents = NOBODY, head = NOBODY;
	struct region region;

	*out = (struct genogramma){ .persons = persons, .count = (size_t)d.count, .outline = "" };
	if (!d.count)
		return out;
	/* each person has at most a line above, one below with its bar, and one to the partner */
	d.lines = arena_array(arena, (size_t)d.count * 4 + 8, sizeof(*d.lines));
	for (int i = 0; i < d.count; i++) {
		d.partner[i] = d.parent[i] = NOBODY;
		if (persons[i].relation == INTESTATARIO && (head == NOBODY || (persons[i].present && !persons[head].present)))
			head = i;
	}
	if (head != NOBODY) {
		relate(&d, head);
		arrange(&d, head, &left, &left_parents, &right, &right_parents);
	}
	put_others(&d);
	spread(&d);
	move_to_origin(&d, &region);
	draw_all(&d, &left, left_parents, &right, right_parents);
	fill_region(&d, &region);
	for (int i = 0; i < d.count; i++) {
		persons[i].x = x_of(&d, i);
		persons[i].y = y_of(&d, i);
	}
	out->outline = trace(&d, &region);
	out->lines = d.lines;
	out->line_count = d.line_count;
	out->width = region.columns * GEN_COLUMN;
	out->height = region.rows * GEN_ROW;
	return out;
}
