/*
 * The sentences of messages.def: what was done after a redirect (?fatto=…), and what the
 * database refuses, by the name of the constraint.  Data, compiled in, so that a test can walk
 * them and compare with the constraints of the schema.
 */
#include "web/messages.h"

#include <string.h>

static const struct done { const char *key, *text; } done[] = {
#define FATTO(key, text) { key, text },
#define VINCOLO(name, field, text)
#include "web/messages.def"
#undef FATTO
#undef VINCOLO
};

static const struct refusal { const char *constraint, *field, *text; } refusals[] = {
#define FATTO(key, text)
#define VINCOLO(name, field, text) { name, field, text },
#include "web/messages.def"
#undef FATTO
#undef VINCOLO
};

const char *message_done(const char *key)
{
	for (size_t i = 0; i < sizeof(done) / sizeof(*done); i++)
		if (strcmp(done[i].key, key) == 0)
			return done[i].text;
	return NULL;
}

bool constraint_sentence(const char *constraint, const char **field, const char **sentence)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		if (strcmp(refusals[i].constraint, constraint) == 0) {
			*field = refusals[i].field;
			*sentence = refusals[i].text;
			return true;
		}
	}
	return false;
}
