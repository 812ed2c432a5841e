/*
 * `siz-spid registro FROM TO FOLDER`: the register of transactions of those days (2026-05-06), as
 * a table (registro.csv) and each message byte for byte in a file of its own.
 */
#include "spid.h"

#include "base/settings.h"
#include "query.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Quoted by RFC 4180; a cell that a spreadsheet would calculate begins with an apostrophe (IN-9). */
static void cell(FILE *out, const char *text, char end)
{
	fputc('"', out);
	if (text && *text && strchr("=+-@\t\r", *text))
		fputc('\'', out);
	for (; text && *text; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputc('"', out);
	fputc(end, out);
}

static void number(FILE *out, int64_t n)
{
	if (n)
		fprintf(out, "%lld", (long long)n);
	fputc(';', out);
}

static struct error *message(struct arena *arena, const char *folder, const struct q_spid_registro_esporta *r, const char **name)
{
	bool query = r->legame && !strcmp(r->legame, "redirect");
	FILE *out;

	*name = r->messaggio.data ? arena_printf(arena, "%lld.%s", (long long)r->riga, query ? "query" : "xml") : "";
	if (!**name)
		return NULL;
	out = fopen(arena_printf(arena, "%s/%s", folder, *name), "wxe");
	if (!out)
		return error_raise(ERR_CONFLICT, "%s/%s: %s", folder, *name, strerror(errno));
	if (fwrite(r->messaggio.data, 1, r->messaggio.size, out) != r->messaggio.size || fclose(out))
		return error_raise(ERR_FULL, "%s/%s could not be written", folder, *name);
	return NULL;
}

static void line(FILE *out, const struct q_spid_registro_esporta *r, const char *file)
{
	const char *const words[] = { r->quando, r->tipo, r->idp, r->legame, r->messaggio_id, r->istante, r->emittente,
				      r->asserzione_id, r->soggetto, r->soggetto_qualificatore, r->spid_code, r->esito, r->motivo,
				      r->indirizzo };

	number(out, r->riga);
	number(out, r->di);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		cell(out, words[i], ';');
	number(out, r->livello);
	number(out, r->anomalia);
	number(out, r->sessione);
	cell(out, file, '\n');
}

static struct error *pages(struct db *db, FILE *out, char **words)
{
	int64_t last = 0;
	size_t count;

	do {
		struct arena *arena = arena_new();
		struct q_spid_registro_esporta *rows;
		struct error *err = db_start(db, arena);

		if (!err)
			err = q_spid_registro_esporta(db, last, words[0], words[1], &rows, &count);
		for (size_t i = 0; !err && i < count; i++) {
			const char *file;

			err = message(arena, words[2], &rows[i], &file);
			if (!err)
				line(out, &rows[i], file);
			last = rows[i].riga;
		}
		arena_free(arena);
		if (err)
			return error_pass(err);
	} while (count);
	return NULL;
}

static struct error *export_all(struct db *db, struct arena *arena, char **words)
{
	struct error *err;
	FILE *out;

	if (mkdir(words[2], 0700) != 0)
		return error_raise(ERR_CONFLICT, "cannot make the folder %s: %s", words[2], strerror(errno));
	out = fopen(arena_printf(arena, "%s/registro.csv", words[2]), "wxe");
	if (!out)
		return error_raise(ERR_CONFLICT, "registro.csv: %s", strerror(errno));
	fputs("\xEF\xBB\xBF"
	      "id;di;quando;tipo;idp;legame;messaggio_id;istante;emittente;asserzione_id;soggetto;soggetto_qualificatore;spid_code;esito;"
	      "motivo;indirizzo;livello;anomalia;sessione;file\n",
	      out);
	err = pages(db, out, words);
	if (fclose(out) && !err)
		err = error_raise(ERR_FULL, "registro.csv could not be written");
	return error_pass(err);
}

struct error *command_register(int count, char **words)
{
	struct arena *arena;
	struct db *db = NULL;
	struct error *err;

	if (count != 3)
		return error_raise(ERR_BAD_REQUEST, "usage: siz-spid registro FROM TO FOLDER (days as 2026-05-06)");
	arena = arena_new();
	err = db_open(setting_text("database_owner"), 0, &db);
	if (!err)
		err = export_all(db, arena, words);
	if (db)
		db_close(db);
	arena_free(arena);
	return error_pass(err);
}
