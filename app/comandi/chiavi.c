/*
 * siz chiavi: which master keys wrap what is kept; siz chiavi richiudi: after the master key was
 * changed, everything that the one before wraps is wrapped anew (DOC-3).  Small transactions,
 * and a row that was done is not looked at again: it may be stopped at any moment and started
 * again, beside working programs.
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "access/second_factor.h"
#include "base/settings.h"
#include "documento/blocco.h"
#include "query.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define AT_ONCE 200

/* One batch in one transaction; *last is where the next begins, *done what was written. */
static struct error *batch(struct command_run *run, const char *table, const char *master, int64_t *last, size_t *done)
{
	struct q_chiavi_da_richiudere *rows;

	TRY(db_begin(run->db, false));
	TRY(q_chiavi_da_richiudere(run->db, table, master, *last, AT_ONCE, &rows, done));
	for (size_t i = 0; i < *done; i++) {
		const char *now;
		struct bytes fresh;

		TRY(chiave_richiudi(run->arena, rows[i].chiave, rows[i].chiave_maestra, &fresh, &now));
		TRY(q_chiave_richiudi(run->db, table, rows[i].riga_id, rows[i].chiave, fresh, now));
		*last = rows[i].riga_id;
	}
	return db_commit(run->db);
}

static struct error *table_rewrap(struct command_run *run, const char *table, const char *master, int64_t *count)
{
	struct arena *own = run->arena;
	struct error *err = NULL;
	int64_t last = 0;
	size_t done = AT_ONCE;

	*count = 0;
	while (!err && done == AT_ONCE) {
		run->arena = arena_new();
		db_arena_use(run->db, run->arena);
		err = batch(run, table, master, &last, &done);
		*count += (int64_t)done;
		db_arena_use(run->db, own);
		arena_free(run->arena);
		if (!err) {
			printf("%s: %" PRId64 "\n", table, *count);
			fflush(stdout);
		}
	}
	run->arena = own;
	return err;
}

static struct error *factors_reseal(struct command_run *run, int64_t *count)
{
	struct q_fattori_sigillati *rows;
	size_t found;

	*count = 0;
	TRY(db_begin(run->db, false));
	TRY(q_fattori_sigillati(run->db, &rows, &found));
	for (size_t i = 0; i < found; i++) {
		struct bytes fresh;
		bool changed;

		TRY(second_factor_reseal(run->arena, rows[i].segreto, rows[i].operatore_id.v, &fresh, &changed));
		if (!changed)
			continue;
		TRY(q_fattore_richiudi(run->db, rows[i].operatore_id, rows[i].segreto, fresh));
		++*count;
	}
	TRY(db_commit(run->db));
	printf("second factors: %" PRId64 "\n", *count);
	return NULL;
}

static struct error *rewrap(struct command_run *run)
{
	int64_t documents, prints, receipts, factors;
	const char *master;

	TRY(chiave_maestra(run->arena, &master));
	TRY(table_rewrap(run, "documento", master, &documents));
	TRY(table_rewrap(run, "stampa", master, &prints));
	TRY(table_rewrap(run, "ricevuta", master, &receipts));
	TRY(factors_reseal(run, &factors));
	TRY(db_begin(run->db, false));
	TRY(q_chiavi_richiuse(run->db, documents, prints, receipts, factors));
	TRY(db_commit(run->db));
	printf("everything lies under the master key %s: master_key_old_file is needed no more\n", master);
	return NULL;
}

static struct error *show(struct command_run *run)
{
	struct q_chiavi_maestre *rows;
	const char *master;
	size_t count;

	TRY(chiave_maestra(run->arena, &master));
	TRY(q_chiavi_maestre(run->db, &rows, &count));
	printf("%s  the present master key\n", master);
	for (size_t i = 0; i < count; i++)
		printf("%s  %" PRId64 " keys\n", rows[i].maestra, rows[i].quante);
	return NULL;
}

static struct error *keys(struct command_run *run, int count, char **words)
{
	if (!count)
		return show(run);
	if (count == 1 && strcmp(words[0], "richiudi") == 0)
		return rewrap(run);
	return error_raise(ERR_BAD_REQUEST, "usage: siz chiavi [richiudi]");
}

struct error *comando_chiavi(int count, char **words)
{
	return error_pass(command_run(keys, count, words));
}
