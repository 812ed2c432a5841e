/*
 * siz avviso: open a call (avviso) to which domande can be sent.
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "base/text.h"
#include "query.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static struct error *open_call(struct command_run *run, int count, char **words)
{
	const char *description = NULL;
	struct q_avviso_apri made;
	bool outside = false;

	if (count < 3)
		return error_raise(ERR_BAD_REQUEST, "usage: siz avviso apri KIND SERVIZIO TITOLO [--descrizione TESTO] [--esterni]");
	for (int i = 3; i < count; i++) {
		if (strcmp(words[i], "--esterni") == 0)
			outside = true;
		else if (strcmp(words[i], "--descrizione") == 0 && i + 1 < count)
			description = words[++i];
		else
			return error_raise(ERR_BAD_REQUEST, "'%s' is not an option of siz avviso apri, or its value is missing", words[i]);
	}
	for (int i = 0; i < count; i++)
		if (!*words[i] || !text_is_clean(words[i], strlen(words[i])))
			return error_raise(ERR_BAD_REQUEST, "a word is empty or not clean UTF-8");
	TRY(db_begin(run->db, false));
	struct error *err = q_avviso_apri(run->db, words[0], words[1], words[2], description, outside, &made);
	if (error_is(err, ERR_CONSTRAINT)) {
		struct error *said = error_raise(ERR_CONFLICT, "the call was not opened: the rule %s refuses it", error_detail(err));

		error_free(err);
		return said;
	}
	TRY(err);
	TRY(db_commit(run->db));
	printf("call %" PRId64 " is open: «%s»%s\n", made.avviso_id.v, words[2], outside ? ", for external bodies too" : "");
	return NULL;
}

static struct error *calls(struct command_run *run, int count, char **words)
{
	if (count && strcmp(words[0], "apri") == 0)
		return error_pass(open_call(run, count - 1, words + 1));
	return error_raise(ERR_BAD_REQUEST, "usage: siz avviso apri ...");
}

struct error *comando_avviso(int count, char **words)
{
	return error_pass(command_run(calls, count, words));
}
