/*
 * The drawing of one value over time.
 */
#include "valutazione/grafico.h"

#include "base/text.h"

#define LEFT 36
#define STEP 92
#define TOP 18
#define FOOT 22 /* where the dates stand */

/* Of half values, so that the edge between two bands is one of them. */
static int y_of_half(struct grafico_misura m, int half)
{
	if (half < 2 * m.minimum)
		half = 2 * m.minimum;
	if (half > 2 * m.maximum)
		half = 2 * m.maximum;
	return TOP + (2 * m.maximum - half) * m.height / (2 * (m.maximum - m.minimum));
}

int grafico_y(struct grafico_misura measure, int value)
{
	return y_of_half(measure, 2 * value);
}

void grafico_fascia(struct grafico_misura measure, int from, int to, int *top, int *bottom)
{
	*top = y_of_half(measure, 2 * to + 1);
	*bottom = y_of_half(measure, 2 * from - 1);
}

struct grafico grafico_make(struct arena *arena, struct grafico_misura measure, struct grafico_punto *points, size_t count)
{
	struct grafico drawing = {
		.width = 2 * LEFT + STEP * (count > 1 ? (int)count - 1 : 1),
		.height = TOP + measure.height + FOOT,
	};
	struct text *line = text_new(arena);

	for (size_t i = 0; i < count; i++) {
		points[i].x = LEFT + STEP * (int)i;
		if (points[i].value < measure.minimum)
			continue;
		points[i].y = grafico_y(measure, points[i].value);
		text_addf(line, "%s%d %d", drawing.said ? "L" : "M", points[i].x, points[i].y);
		drawing.said++;
	}
	drawing.line = line->data;
	return drawing;
}
