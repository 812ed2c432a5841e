/*
 * Topics and their search.  Pure but for the tables.
 */
#include "guida/guida.h"

#include "base/text.h"
#include "soggetto/soggetto.h"

#include <string.h>

static const struct guida_topic topics[] = {
#define TOPIC(slug, area, title, summary, open) { slug, area, title, summary, open },
#include "guida/guida.def"
#undef TOPIC
};

const struct guida_topic *guida_topics(size_t *count)
{
	*count = sizeof(topics) / sizeof(*topics);
	return topics;
}

const struct guida_topic *guida_topic(const char *slug)
{
	for (size_t i = 0; slug && i < sizeof(topics) / sizeof(*topics); i++)
		if (strcmp(topics[i].slug, slug) == 0)
			return &topics[i];
	return NULL;
}

const char *guida_template(struct arena *arena, const struct guida_topic *topic)
{
	char *name = arena_printf(arena, "guida/%s", topic->slug);

	for (char *c = name; *c; c++)
		if (*c == '-')
			*c = '_';
	return name;
}

char *guida_words(struct arena *arena, const char *template)
{
	struct text *words = text_new(arena);

	while (*template) {
		size_t size = strcspn(template, "<");
		text_add_bytes(words, template, size);
		text_add(words, " ");
		template += size;
		if (*template == '<') {
			template += strcspn(template, ">");
			template += *template == '>';
		}
	}
	return words->data;
}

bool guida_matches(struct arena *arena, const char *text, const char *folded)
{
	const char *plain = soggetto_fold(arena, text);

	while (*folded) {
		size_t size = strcspn(folded, " ");
		/* anywhere: elisions stick to their word («lintervento») */
		if (!strstr(plain, arena_strndup(arena, folded, size)))
			return false;
		folded += size + strspn(folded + size, " ");
	}
	return true;
}
