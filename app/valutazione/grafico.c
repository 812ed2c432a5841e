/*
 * The drawing of one value over time.
 */
#include "valutazione/grafico.h"

#include "base/text.h"

#define LEFT 36
#define STEP 92
#define TOP 18
#define UNIT 16

int grafico_y(int value)
{
	return TOP + (GRAFICO_MASSIMO - value) * UNIT;
}

struct grafico grafico_make(struct arena *arena, struct grafico_punto *points, size_t count)
{
	struct grafico drawing = { .width = 2 * LEFT + STEP * (count > 1 ? (int)count - 1 : 1) };
	struct text *line = text_new(arena);

	for (size_t i = 0; i < count; i++) {
		points[i].x = LEFT + STEP * (int)i;
		if (points[i].value < 0)
			continue;
		points[i].y = grafico_y(points[i].value);
		text_addf(line, "%s%d %d", drawing.said ? "L" : "M", points[i].x, points[i].y);
		drawing.said++;
	}
	drawing.line = line->data;
	return drawing;
}
