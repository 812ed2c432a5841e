/*
 * Sentences by key: what was done, what the database refused.
 */
#ifndef WEB_MESSAGES_H
#define WEB_MESSAGES_H

#include <stdbool.h>

/* The sentence for ?fatto=key after a redirect, or NULL for an unknown key. */
const char *message_done(const char *key);

/* The sentence, and the field beside which it stands (NULL: the summary only), for a constraint
 * of the database; false if it has none (a test walks all constraints). */
bool constraint_sentence(const char *constraint, const char **field, const char **sentence);

#endif
