/*
 * siz importa: takes over a file of the archive before SIZ (MIG-01).
 *
 * The file is read row by row in constant memory, each field checked here, and copied into a
 * temporary table; what concerns whole sets is done by sql/code/18_archivio.sql.  All in one
 * transaction: a file goes in as it is, but for the rows that the report names, or not at all.
 */
#include "comandi/comandi.h"
#include "comandi/importa.h"

#include "base/csv.h"
#include "query.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libpq-fe.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ON_SCREEN 20 /* refused rows that are shown; the report has all */
#define AT_ONCE 1000 /* rows of the report read in one go */

/* ---- the words -------------------------------------------------------------------------------*/

static struct error *usage(void)
{
	return error_raise(ERR_BAD_REQUEST,
			   "usage: siz importa persone|progetti|prestazioni|documenti FILE.csv --operatore USERNAME [--prova] "
			   "[--cartella FOLDER] [--archivio CODICE] [--servizio CODICE] [--codifica utf-8|windows-1252] "
			   "[--separatore ';'] [--rapporto FILE], or siz importa --formato");
}

static bool option(int count, char **words, int *at, const char *name, const char **value)
{
	if (strcmp(words[*at], name) != 0 || *at + 1 >= count)
		return false;
	*value = words[++*at];
	return true;
}

static struct error *read_encoding(struct importa *importa, const char *encoding)
{
	if (!encoding || strcmp(encoding, "utf-8") == 0)
		return NULL;
	if (strcmp(encoding, "windows-1252") != 0)
		return error_raise(ERR_BAD_REQUEST, "--codifica is utf-8 or windows-1252");
	importa->windows = true;
	return NULL;
}

static struct error *read_separator(struct importa *importa, const char *separator)
{
	if (!separator)
		return NULL;
	if (strcmp(separator, "tab") == 0)
		separator = "\t";
	if (strlen(separator) != 1 || !strchr(";,|\t", *separator))
		return error_raise(ERR_BAD_REQUEST, "--separatore is one of ; , | tab");
	importa->separator = *separator;
	return NULL;
}

static struct error *read_words(struct importa *importa, int count, char **words)
{
	const char *encoding = NULL, *separator = NULL;

	if (count < 2)
		return usage();
	importa->object = words[0];
	importa->path = words[1];
	for (int i = 2; i < count; i++) {
		if (strcmp(words[i], "--prova") == 0)
			importa->trial = true;
		else if (!option(count, words, &i, "--operatore", &importa->operator_name) &&
			 !option(count, words, &i, "--cartella", &importa->folder) &&
			 !option(count, words, &i, "--archivio", &importa->archive) &&
			 !option(count, words, &i, "--servizio", &importa->service) &&
			 !option(count, words, &i, "--codifica", &encoding) &&
			 !option(count, words, &i, "--separatore", &separator) &&
			 !option(count, words, &i, "--rapporto", &importa->report))
			return error_raise(ERR_BAD_REQUEST, "'%s' is not an option of siz importa, or its value is missing", words[i]);
	}
	for (int i = 0; i < count; i++)
		if (!*words[i] || !text_is_clean(words[i], strlen(words[i])))
			return error_raise(ERR_BAD_REQUEST, "a word is empty or not clean UTF-8");
	if (!importa_file_known(importa->object) || !importa->operator_name)
		return usage();
	if (!importa->folder != (strcmp(importa->object, "documenti") != 0))
		return error_raise(ERR_BAD_REQUEST, "documenti, and nothing else, have a folder of files: --cartella FOLDER");
	TRY(read_encoding(importa, encoding));
	return read_separator(importa, separator);
}

/* ---- from the file into the temporary table ----------------------------------------------------*/

static void hash_bytes(void *into, const void *data, size_t size)
{
	crypto_hash_sha256_update(into, data, size);
}

static void close_stream(void *stream)
{
	fclose(stream);
}

/* The separator that the first line has most of. */
static char guess_separator(FILE *stream)
{
	static const char known[] = ";,\t|";
	size_t seen[sizeof(known)] = { 0 }, best = 0;
	int byte;

	while ((byte = fgetc(stream)) != EOF && byte != '\n')
		for (size_t i = 0; known[i]; i++)
			seen[i] += byte == known[i];
	for (size_t i = 1; known[i]; i++)
		if (seen[i] > seen[best])
			best = i;
	rewind(stream);
	return known[best];
}

static struct error *open_file(struct importa *importa, FILE **stream)
{
	*stream = fopen(importa->path, "re");
	if (!*stream)
		return error_raise(ERR_NOT_FOUND, "cannot open %s: %s", importa->path, strerror(errno));
	arena_hook(importa->run->arena, close_stream, *stream);
	if (!importa->separator)
		importa->separator = guess_separator(*stream);
	return NULL;
}

static struct error *copy_failed(PGconn *connection, PGresult *result)
{
	/* only the first line: what follows may quote a row */
	const char *message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	struct error *err = error_raise(ERR_BUG, "the rows were not copied: %s", message ? message : "the connection is lost");

	(void)connection;
	PQclear(result);
	return err;
}

static struct error *copy_begin(struct importa *importa, const char *statement)
{
	PGconn *connection = db_connection(importa->run->db);

	if (!connection)
		return error_raise(ERR_BUSY, "the connection is lost");
	PGresult *result = PQexec(connection, statement);
	if (PQresultStatus(result) != PGRES_COPY_IN)
		return copy_failed(connection, result);
	PQclear(result);
	importa->connection = connection;
	return NULL;
}

static struct error *copy_end(struct importa *importa)
{
	PGconn *connection = importa->connection;

	if (PQputCopyEnd(connection, NULL) != 1)
		return copy_failed(connection, NULL);
	PGresult *result = PQgetResult(connection);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		return copy_failed(connection, result);
	PQclear(result);
	while ((result = PQgetResult(connection)))
		PQclear(result);
	return NULL;
}

static struct error *copy_rows(struct importa *importa, struct csv *csv)
{
	struct arena *own = arena_new();
	struct error *err = NULL;
	struct csv_row row;

	while (!err && csv_next(csv, &row)) {
		const struct text *line = importa_row(importa, own, &row);

		if (PQputCopyData(importa->connection, line->data, (int)line->size) != 1)
			err = error_raise(ERR_BUSY, "the connection was lost on row %" PRId64, row.line);
		arena_reset(own);
	}
	arena_free(own);
	if (!err && csv_broken(csv))
		err = error_raise(ERR_BUSY, "%s could not be read to its end", importa->path);
	return err;
}

static struct error *copy_file(struct importa *importa)
{
	struct q_importa_prepara prepared;
	crypto_hash_sha256_state state;
	struct csv_row head;
	FILE *stream;

	TRY(open_file(importa, &stream));
	crypto_hash_sha256_init(&state);
	struct csv *csv = csv_new(importa->run->arena, stream, importa->separator, hash_bytes, &state);
	if (!csv_next(csv, &head))
		return error_raise(ERR_BAD_REQUEST, "%s is empty", importa->path);
	TRY(importa_head(importa, &head));
	TRY(q_importa_prepara(importa->run->db, &prepared));
	TRY(copy_begin(importa, prepared.copia));
	TRY(copy_rows(importa, csv));
	TRY(copy_end(importa));
	crypto_hash_sha256_final(&state, importa->hash);
	return q_importa_misura(importa->run->db);
}

/* ---- what was refused --------------------------------------------------------------------------*/

/* A cell that a spreadsheet would take for a formula is told not to be one. */
static void cell(struct importa *importa, FILE *report, const char *value, char after)
{
	if (value && *value && strchr("=+-@\t", *value))
		value = arena_printf(importa->run->arena, "'%s", value);
	csv_write(report, ';', value ? value : "");
	fputc(after, report);
}

static struct error *report_open(struct importa *importa, FILE **report)
{
	/* what is in it is as personal as the file */
	int fd = open(importa->report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	*report = fd < 0 ? NULL : fdopen(fd, "w");
	if (!*report)
		return error_raise(ERR_NOT_FOUND, "cannot write the report %s: %s", importa->report, strerror(errno));
	fputs("\xEF\xBB\xBFriga;campo;valore;motivo\r\n", *report);
	return NULL;
}

static void report_one(struct importa *importa, FILE *report, const struct q_importa_rifiuti *row)
{
	fprintf(report, "%" PRId64 ";", row->riga);
	cell(importa, report, row->campo, ';');
	cell(importa, report, row->valore, ';');
	cell(importa, report, row->motivo, '\r');
	fputc('\n', report);
	if (importa->shown++ < ON_SCREEN)
		printf("  riga %" PRId64 ", %s: %s\n", row->riga, row->campo, row->motivo);
}

/* All of them, a piece at a time. */
static struct error *report_all(struct importa *importa, FILE *report)
{
	struct arena *own = importa->run->arena;
	struct error *err = NULL;
	int64_t line = 0, n = 0;
	size_t count = AT_ONCE;

	while (!err && count == AT_ONCE) {
		struct q_importa_rifiuti *rows;

		importa->run->arena = arena_new();
		db_arena_use(importa->run->db, importa->run->arena);
		err = q_importa_rifiuti(importa->run->db, line, n, AT_ONCE, &rows, &count);
		for (size_t i = 0; !err && i < count; i++)
			report_one(importa, report, &rows[i]);
		if (!err && count) {
			line = rows[count - 1].riga;
			n = rows[count - 1].n;
		}
		db_arena_use(importa->run->db, own);
		arena_free(importa->run->arena);
	}
	importa->run->arena = own;
	return err;
}

static struct error *report_write(struct importa *importa)
{
	struct error *err;
	FILE *report;

	if (!importa->report)
		importa->report = arena_printf(importa->run->arena, "%s.rifiutate.csv", importa->path);
	TRY(report_open(importa, &report));
	err = report_all(importa, report);
	if (fclose(report) != 0 && !err)
		err = error_raise(ERR_FULL, "the report %s could not be written", importa->report);
	TRY(err);
	if (importa->shown > ON_SCREEN)
		printf("  … e altre %" PRId64 " segnalazioni\n", importa->shown - ON_SCREEN);
	printf("Tutte, con riga, campo e motivo, sono in %s\n", importa->report);
	return NULL;
}

/* ---- the command -------------------------------------------------------------------------------*/

static struct error *take_over(struct importa *importa, struct q_importa_esegui *done)
{
	const char *name = strrchr(importa->path, '/');
	struct error *err;

	err = q_importa_esegui(importa->run->db, importa->archive, importa->service, importa->object, importa->operator_name,
			       name ? name + 1 : importa->path, (struct bytes){ importa->hash, sizeof(importa->hash) }, done);
	if (!error_is(err, ERR_CONSTRAINT))
		return err;
	const char *rule = error_detail(err);
	struct error *said = strcmp(rule, "importa_servizio") == 0
		? error_raise(ERR_NOT_FOUND, "there is no read-only service with the code '%s'", importa->service)
		: strcmp(rule, "importa_operatore") == 0
		? error_raise(ERR_NOT_FOUND, "there is no active operator with the username '%s'", importa->operator_name)
		: error_raise(ERR_CONFLICT, "the file was not imported: the rule %s refuses it", rule);
	error_free(err);
	return said;
}

static struct error *import(struct command_run *run, int count, char **words)
{
	struct importa importa = { .run = run, .archive = "urbi", .service = "storico" };
	struct q_importa_esegui done;

	if (count == 1 && strcmp(words[0], "--formato") == 0) {
		importa_format_print();
		return NULL;
	}
	TRY(read_words(&importa, count, words));
	TRY(db_begin(run->db, false));
	TRY(copy_file(&importa));
	TRY(take_over(&importa, &done));
	if (importa.folder)
		TRY(importa_documenti(&importa, &done));
	if (done.rifiutate)
		TRY(report_write(&importa));
	if (importa.trial)
		db_rollback(run->db);
	else
		TRY(db_commit(run->db));
	printf("%s: %" PRId64 " righe lette, %" PRId64 " nuove, %" PRId64 " già presenti, %" PRId64 " rifiutate%s\n", importa.object, done.lette,
	       done.nuove, done.presenti, done.rifiutate, importa.trial ? " (prova: non è stato scritto niente)" : "");
	return NULL;
}

struct error *comando_importa(int count, char **words)
{
	return error_pass(command_run(import, count, words));
}
