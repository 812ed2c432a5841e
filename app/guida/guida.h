/*
 * The help: one page a topic, searchable (HOM-13).
 */
#ifndef GUIDA_GUIDA_H
#define GUIDA_GUIDA_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct guida_topic {
	const char *slug, *area, *title, *summary;
	bool open; /* also for those who are not logged in */
};

/* All topics in the order of the index. */
const struct guida_topic *guida_topics(size_t *count);
const struct guida_topic *guida_topic(const char *slug); /* NULL if there is none */
/* The template of a topic, without its ending: "guida/secondo_fattore". */
const char *guida_template(struct arena *arena, const struct guida_topic *topic);

/* The words of a template as a person reads them: no tags, no commands. */
char *guida_words(struct arena *arena, const char *template);
/* True if every word of `folded` (soggetto_fold) stands in `text`, whatever its case and accents. */
bool guida_matches(struct arena *arena, const char *text, const char *folded);

#endif
