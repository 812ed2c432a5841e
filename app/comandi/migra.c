/*
 * siz migra [--tutto]: brings the database to what the files of this version say.
 *
 * Forward only, and safe to run again: each migration is a transaction of its own, code is one,
 * the vocabularies are one (sql/data/load.sql), each form is one.  What has not changed is not
 * touched.  It runs beside working workers: who cannot have a lock within three seconds gives up
 * instead of making them wait.
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "access/session.h"
#include "base/settings.h"
#include "form/definition_file.h"
#include "query.h"

#include <errno.h>
#include <libpq-fe.h>
#include <sodium.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define HASH_OF_CODE "code" /* rows of `migrazione` that are not migrations */
#define HASH_OF_DATA "data"

struct migration {
	struct command_run *run;
	struct q_migrazioni *applied;
	size_t applied_count;
	bool schema_changed, all;
};

/* ---- text of files to the server --------------------------------------------------------------*/

static int line_of(const char *sql, const PGresult *result)
{
	const char *place = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	int64_t characters = 0;
	int line = 1;

	if (!place || !text_to_int(place, &characters))
		return 0;
	/* The place counts characters, not bytes. */
	for (; *sql && characters > 1; sql++) {
		if (((unsigned char)sql[1] & 0xc0) != 0x80)
			characters--;
		if (*sql == '\n')
			line++;
	}
	return line;
}

/* All statements of a file, in the transaction that stands. */
static struct error *run_file(struct command_run *run, const struct file *file)
{
	struct error *err = NULL;

	if (!text_is_clean(file->data, file->size))
		return error_raise(ERR_BAD_REQUEST, "%s is not clean UTF-8", file->path);
	TRY(db_wait(run->db));
	PGconn *connection = db_connection(run->db);
	if (!connection)
		return error_raise(ERR_BUSY, "the connection is lost");
	PGresult *result = PQexec(connection, file->data);
	const ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
	    status != PGRES_EMPTY_QUERY) {
		const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
		const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

		err = error_raise(state && strcmp(state, "55P03") == 0 ? ERR_BUSY : ERR_BUG,
				  "%s:%d: %s%s%s", file->path, line_of(file->data, result),
				  message ? message : PQerrorMessage(connection),
				  state ? ", SQLSTATE " : "", state ? state : "");
	}
	PQclear(result);
	return err;
}

/* ---- schema and code --------------------------------------------------------------------------*/

static const char *applied_hash(const struct migration *migration, const char *name)
{
	for (size_t i = 0; i < migration->applied_count; i++)
		if (strcmp(migration->applied[i].nome, name) == 0)
			return migration->applied[i].impronta;
	return NULL;
}

static struct error *applied_read(struct migration *migration)
{
	struct q_migrazione_pronta there;

	migration->applied_count = 0;
	TRY(q_migrazione_pronta(migration->run->db, &there));
	if (there.pronta)
		TRY(q_migrazioni(migration->run->db, &migration->applied,
				 &migration->applied_count));
	return NULL;
}

/* The database may be newer than the program: then nothing is touched. */
static struct error *refuse_unknown(const struct migration *migration, const struct file *files,
				    size_t count)
{
	for (size_t i = 0; i < migration->applied_count; i++) {
		const char *name = migration->applied[i].nome;
		bool known = strcmp(name, HASH_OF_CODE) == 0 || strcmp(name, HASH_OF_DATA) == 0;

		for (size_t j = 0; j < count && !known; j++)
			known = strcmp(files[j].name, name) == 0;
		if (!known)
			return error_raise(ERR_CONFLICT,
					   "the database has the migration %s, which this version "
					   "does not know: it is older than the database",
					   name);
	}
	return NULL;
}

static struct error *migrate_schema(struct migration *migration)
{
	struct command_run *run = migration->run;
	struct file *files;
	size_t count;

	TRY(folder_read(run->arena, "sql/schema", ".sql", &files, &count));
	TRY(refuse_unknown(migration, files, count));
	for (size_t i = 0; i < count; i++) {
		const char *before = applied_hash(migration, files[i].name);
		char hash[HASH_HEX];

		file_hash(&files[i], hash);
		if (before && strcmp(before, hash) != 0)
			return error_raise(ERR_CONFLICT,
					   "%s was applied and has changed since: write a new "
					   "migration instead",
					   files[i].path);
		if (before)
			continue;
		TRY(db_begin(run->db, false));
		TRY(run_file(run, &files[i]));
		TRY(q_migrazione_nota(run->db, files[i].name, hash));
		TRY(db_commit(run->db));
		migration->schema_changed = true;
		printf("schema %s: applied\n", files[i].name);
	}
	return NULL;
}

static struct error *migrate_code(struct migration *migration)
{
	struct command_run *run = migration->run;
	const char *before = applied_hash(migration, HASH_OF_CODE);
	struct file *files;
	size_t count;
	char hash[HASH_HEX];

	TRY(folder_read(run->arena, "sql/code", ".sql", &files, &count));
	files_hash(files, count, hash);
	if (before && strcmp(before, hash) == 0 && !migration->schema_changed && !migration->all)
		return NULL;
	TRY(db_begin(run->db, false));
	for (size_t i = 0; i < count; i++)
		TRY(run_file(run, &files[i]));
	TRY(q_migrazione_nota(run->db, HASH_OF_CODE, hash));
	TRY(db_commit(run->db));
	printf("code: %zu files\n", count);
	return NULL;
}

/* ---- vocabularies: psql, because load.sql copies from files -----------------------------------*/

static void free_options(void *options)
{
	PQconninfoFree(options);
}

/* psql gets the connection through its environment, so that no password stands in the list of
 * processes. */
static struct error *psql_environment(struct arena *arena, char ***out)
{
	char *reason = NULL;
	PQconninfoOption *options = PQconninfoParse(setting_text("database_owner"), &reason);
	size_t count = 0, room = 64;
	char **list = arena_array(arena, room, sizeof(*list));
	static const char *const kept[] = { "PATH",   "TMPDIR", "PGPASSFILE", "PGHOST",
					    "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD" };

	if (!options) {
		PQfreemem(reason);
		return error_raise(ERR_BAD_REQUEST, "the setting database_owner is not a conninfo");
	}
	arena_hook(arena, free_options, options);
	list[count++] = arena_strdup(arena, "LC_ALL=C.UTF-8");
	list[count++] =
		arena_strdup(arena, "PGOPTIONS=-c client_min_messages=warning -c lock_timeout=3s");
	for (const PQconninfoOption *o = options; o->keyword; o++)
		if (o->envvar && o->val && strcmp(o->envvar, "PGOPTIONS") != 0 && count < room - 1)
			list[count++] = arena_printf(arena, "%s=%s", o->envvar, o->val);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept) && count < room - 1; i++) {
		const char *value = getenv(kept[i]);
		bool given = !value;

		for (size_t j = 0; j < count && !given; j++)
			given = strncmp(list[j], kept[i], strlen(kept[i])) == 0 &&
				list[j][strlen(kept[i])] == '=';
		if (!given)
			list[count++] = arena_printf(arena, "%s=%s", kept[i], value);
	}
	*out = list;
	return NULL;
}

static struct error *run_psql(struct arena *arena, const char *folder, const char *file)
{
	/* posix_spawn wants `char *`, and leaves them as they are. */
	char *words[] = { arena_strdup(arena, "psql"),
			  arena_strdup(arena, "-X"),
			  arena_strdup(arena, "-q"),
			  arena_strdup(arena, "-w"),
			  arena_strdup(arena, "-v"),
			  arena_strdup(arena, "ON_ERROR_STOP=1"),
			  arena_strdup(arena, "-f"),
			  arena_strdup(arena, file),
			  NULL };
	posix_spawn_file_actions_t actions;
	char **environment;
	pid_t child;
	int status;

	TRY(psql_environment(arena, &environment));
	if (posix_spawn_file_actions_init(&actions) != 0)
		abort();
	int bad = posix_spawn_file_actions_addchdir_np(&actions, folder);
	if (!bad)
		bad = posix_spawnp(&child, words[0], &actions, NULL, words, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (bad)
		return error_raise(ERR_BUG, "cannot start psql, which loads the vocabularies: %s",
				   strerror(bad));
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return error_raise(ERR_BUG, "lost sight of psql: %s", strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return error_raise(ERR_BUG, "psql did not load %s/%s: what it says stands above",
				   folder, file);
	return NULL;
}

static struct error *migrate_data(struct migration *migration)
{
	struct command_run *run = migration->run;
	const char *before = applied_hash(migration, HASH_OF_DATA);
	struct file *files;
	size_t count;
	char hash[HASH_HEX];

	TRY(folder_read(run->arena, "sql/data", "", &files, &count));
	files_hash(files, count, hash);
	if (before && strcmp(before, hash) == 0 && !migration->all)
		return NULL;
	fflush(stdout);
	TRY(run_psql(run->arena, "sql/data", "load.sql"));
	TRY(q_migrazione_nota(run->db, HASH_OF_DATA, hash));
	TRY(db_wait(run->db));
	printf("data: %zu files\n", count);
	return NULL;
}

/* ---- forms ------------------------------------------------------------------------------------*/

static struct error *publish(struct command_run *run, const struct form_definition *form,
			     int64_t version, const char *hash)
{
	struct q_modulo_pubblica made;

	TRY(db_begin(run->db, false));
	TRY(q_modulo_pubblica(run->db, form->name, version, form->title, hash, &made));
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field_definition *f = &form->fields[i];

		TRY(q_modulo_campo_aggiungi(run->db, made.modulo_id, (int64_t)i + 1, f->name,
					    f->group, f->label, field_kind_name(f->kind),
					    f->required, f->required_text, f->help, f->vocabulary,
					    f->shown_field, f->shown_value, f->viewer, f->minimum,
					    f->maximum, f->width, f->autocomplete, f->block));
	}
	TRY(db_commit(run->db));
	printf("form %s: version %lld, %zu fields\n", form->name, (long long)version,
	       form->field_count);
	return NULL;
}

/* A version is never changed: old answers are shown on the form on which they were given. */
static struct error *migrate_forms(struct migration *migration)
{
	struct command_run *run = migration->run;
	struct file *files;
	size_t count;

	TRY(folder_read(run->arena, "conf/form", ".hdf", &files, &count));
	for (size_t i = 0; i < count; i++) {
		const char *name = arena_strndup(run->arena, files[i].name,
						 strlen(files[i].name) - strlen(".hdf"));
		struct form_definition *form;
		struct q_modulo_ultimo newest;
		const char *whole;
		struct error *err;
		bool found;
		char hash[HASH_HEX];

		TRY(form_definition_whole(run->arena, "conf/form", files[i].data, files[i].size, &whole));
		files[i].data = arena_strdup(run->arena, whole);
		files[i].size = strlen(whole);
		file_hash(&files[i], hash);
		TRY(q_modulo_ultimo(run->db, name, &newest, &found));
		if (found && strcmp(newest.impronta, hash) == 0)
			continue;
		err = form_definition_text(run->arena, name, files[i].data, files[i].size, &form);
		if (err) {
			error_log(err, NULL);
			error_free(err);
			return error_raise(ERR_BAD_REQUEST,
					   "%s is not a form definition: the line is named above",
					   files[i].path);
		}
		TRY(publish(run, form, found ? newest.versione + 1 : 1, hash));
	}
	return NULL;
}

/* ---- the command ------------------------------------------------------------------------------*/

/* The gate learns the key with which the program proves itself (access/session.h). */
static struct error *hand_over_key(struct command_run *run)
{
	unsigned char key[32];

	TRY(session_program_key(key));
	struct error *err = q_chiave_programma_imposta(run->db, (struct bytes){ key, sizeof(key) });
	sodium_memzero(key, sizeof(key));
	if (err)
		return error_pass(err);
	return error_pass(db_wait(run->db));
}

static struct error *migrate(struct command_run *run, int count, char **words)
{
	struct migration migration = { .run = run };
	struct q_comando_chiudi_porta door;

	if (count == 1 && strcmp(words[0], "--tutto") == 0)
		migration.all = true;
	else if (count)
		return error_raise(ERR_BAD_REQUEST, "usage: siz migra [--tutto]");
	TRY(command_home());
	TRY(q_comando_chiudi_porta(run->db, &door));
	if (!door.presa)
		return error_raise(
			ERR_BUSY,
			"another `siz migra` is at work on this database: wait until it has ended");
	TRY(applied_read(&migration));
	TRY(migrate_schema(&migration));
	TRY(migrate_code(&migration));
	TRY(migrate_data(&migration));
	TRY(migrate_forms(&migration));
	TRY(hand_over_key(run));
	printf("the database is at this version\n");
	return NULL;
}

struct error *comando_migra(int count, char **words)
{
	return error_pass(command_run(migrate, count, words));
}
