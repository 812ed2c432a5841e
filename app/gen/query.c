/*
 * query CONNINFO OUT.h OUT.c FILE.sql...: named queries become typed C functions.
 *
 *	-- name: pratica_chiudi :exec1
 *	-- Exactly one row, or someone else changed it meanwhile.
 *	UPDATE pratica SET stato = 'chiusa', versione = versione + 1
 *	 WHERE id = :pratica_id AND versione = :versione;
 *
 * PostgreSQL is the type checker: each query is prepared on a database that has the schema, and
 * described; what it refuses stops the build with its own message and the line.  README.md says
 * what comes out.  Runs at build time only; memory goes away with the process.
 */
#include "base/arena.h"
#include "base/text.h"
#include "db/db.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum mode { ONE, MAYBE, MANY, EXEC, EXEC1, COUNT, HDF, MODES };

static const struct {
	const char *word;
	const char *arguments; /* behind the parameters; %s is the query's name */
	const char *call;
	bool rows, into_struct;
} modes[MODES] = {
	[ONE] = { ":one", ", struct q_%s *out", "db_one", true, true },
	[MAYBE] = { ":maybe", ", struct q_%s *out, bool *found", "db_maybe", true, true },
	[MANY] = { ":many", ", struct q_%s **rows, size_t *count", "db_many", true, true },
	[EXEC] = { ":exec", "", "db_queue", false, false },
	[EXEC1] = { ":exec1", "", "db_exec1", false, false },
	[COUNT] = { ":count", ", int64_t *touched", "db_count", false, false },
	[HDF] = { ":hdf", ", struct row_sink *sink", "db_queue_sink", true, false },
};

/* A parameter or a column as C sees it. */
struct value {
	const char *name;
	Oid oid;
	const char *id; /* the typed id, or NULL */
	enum row_type type;
};

struct query {
	const char *name, *file;
	int line;     /* of "-- name:" */
	int sql_line; /* of the first line of sql */
	enum mode mode;
	struct text *comment; /* lines of the contract */
	struct text *sql;     /* with $1 ... */
	struct value parameters[DB_PARAMETERS], columns[DB_COLUMNS];
	int parameter_count, column_count;
};

static struct arena *arena;
static struct query *queries;
static size_t query_count, query_room;
static const char **tables; /* with a bigint primary key called id */
static int table_count;
static const char *header; /* as the code includes it */

__attribute__((noreturn, format(printf, 3, 4))) static void die(const char *file, int line,
								const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (line)
		fprintf(stderr, "%s:%d: %s\n", file, line, arena_vprintf(arena, format, args));
	else
		fprintf(stderr, "%s: %s\n", file, arena_vprintf(arena, format, args));
	va_end(args);
	exit(1);
}

/* ---- names ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (is_word(text[length]))
		length++;
	return length;
}

static bool is_identifier(const char *name)
{
	return is_letter(*name) && !name[word_length(name)];
}

/* Words that cannot be the member of a struct. */
static bool is_reserved(const char *name)
{
	static const char *const words[] = {
		"auto", "bool", "break", "case", "char", "const", "continue", "default", "do",
		"double", "else", "enum", "extern", "false", "float", "for", "goto", "if", "inline",
		"int", "long", "register", "restrict", "return", "short", "signed", "sizeof",
		"static", "struct", "switch", "true", "typedef", "union", "unsigned", "void",
		"volatile", "while", "NULL", "MUST", "TRY",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i], name))
			return true;
	return false;
}

/* ---- reading the files ---- */

static const char *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	struct text *text = text_new(arena);
	char piece[8192];
	size_t size;

	if (!file)
		die(path, 0, "cannot be opened");
	while ((size = fread(piece, 1, sizeof(piece), file)) > 0)
		text_add_bytes(text, piece, size);
	if (ferror(file) || !text_is_clean(text->data, text->size))
		die(path, 0, "cannot be read, or is not clean UTF-8");
	fclose(file);
	return text->data;
}

/* "-- name: pratica_chiudi :exec1" opens a query. */
static struct query *query_open(const char *file, int line, const char *words)
{
	size_t length;

	if (query_count == query_room) {
		struct query *more = arena_array(arena, query_room * 2 + 64, sizeof(*more));

		if (query_count)
			memcpy(more, queries, query_count * sizeof(*more));
		queries = more;
		query_room = query_room * 2 + 64;
	}
	struct query *q = &queries[query_count];

	words += strspn(words, " \t");
	length = strcspn(words, " \t\n");
	q->name = arena_strndup(arena, words, length);
	q->file = file;
	q->line = line;
	q->comment = text_new(arena);
	q->sql = text_new(arena);
	if (!is_identifier(q->name) || length > 60)
		die(file, line, "a query's name is a C identifier of at most 60 characters");
	for (size_t i = 0; i < query_count; i++)
		if (!strcmp(queries[i].name, q->name))
			die(file, line, "%s is already the name of %s:%d", q->name, queries[i].file,
			    queries[i].line);
	const char *mode = text_trim(arena, arena_strndup(arena, words + length,
							  strcspn(words + length, "\n")));

	if (!strcmp(mode, ":hdf1")) /* the sink decides how many rows it takes */
		mode = ":hdf";
	while (q->mode < MODES && strcmp(modes[q->mode].word, mode) != 0)
		q->mode++;
	if (q->mode == MODES)
		die(file, line, "the mode of %s is :one :maybe :many :exec :exec1 :count :hdf or :hdf1",
		    q->name);
	query_count++;
	return q;
}

/* The end of a string, identifier, dollar quote or comment that begins at text; NULL: none
 * begins here.  `escapes`: the string is of the form E'...'. */
static const char *skip_quoted(const char *text, bool escapes)
{
	if (*text == '\'' || *text == '"') {
		char quote = *text++;

		for (; *text && *text != quote; text++)
			if (escapes && *text == '\\' && text[1])
				text++;
		return *text ? text + 1 : text;
	}
	if (*text == '$' && (text[1] == '$' || is_letter(text[1]))) {
		size_t length = 1 + word_length(text + 1);

		if (text[length] != '$')
			return NULL;
		const char *end = strstr(text + length + 1, arena_strndup(arena, text, length + 1));

		return end ? end + length + 1 : text + strlen(text);
	}
	if (text[0] == '/' && text[1] == '*') {
		int depth = 1;

		for (text += 2; *text && depth; text++) {
			if (text[0] == '/' && text[1] == '*')
				depth++, text++;
			else if (text[0] == '*' && text[1] == '/')
				depth--, text++;
		}
		return text;
	}
	if (text[0] == '-' && text[1] == '-')
		return text + strcspn(text, "\n");
	return NULL;
}

static int parameter_number(struct query *q, const char *name, int line)
{
	for (int i = 0; i < q->parameter_count; i++)
		if (!strcmp(q->parameters[i].name, name))
			return i + 1;
	if (q->parameter_count == DB_PARAMETERS)
		die(q->file, line, "%s has more than %d parameters", q->name, DB_PARAMETERS);
	q->parameters[q->parameter_count++].name = name;
	return q->parameter_count;
}

/* The text of a query up to the next one: `:word` becomes $n, comments go (their newlines stay,
 * so that lines can be counted). */
static void read_sql(struct query *q, const char *sql, const char *end)
{
	int line = q->sql_line;

	while (sql < end) {
		bool escapes = sql[0] == '\'' && q->sql->size &&
			       strchr("eE", q->sql->data[q->sql->size - 1]) &&
			       (q->sql->size < 2 || !is_word(q->sql->data[q->sql->size - 2]));
		const char *next = skip_quoted(sql, escapes);
		bool comment = *sql == '-' || *sql == '/';

		if (next > end)
			next = end;
		if (!next && sql[0] == ':' && sql[1] == ':') {
			next = sql + 2;
		} else if (!next && sql[0] == ':' && is_letter(sql[1])) {
			next = sql + 1 + word_length(sql + 1);
			const char *name = arena_strndup(arena, sql + 1, (size_t)(next - sql - 1));

			text_addf(q->sql, "$%d", parameter_number(q, name, line));
			sql = next;
			continue;
		} else if (!next) {
			next = sql + 1;
			comment = false;
		}
		for (; sql < next; sql++) {
			line += *sql == '\n';
			if (!comment || *sql == '\n')
				text_add_bytes(q->sql, sql, 1);
		}
	}
	while (q->sql->size && strchr("; \t\n", q->sql->data[q->sql->size - 1]))
		q->sql->data[--q->sql->size] = '\0';
	if (!q->sql->size)
		die(q->file, q->line, "%s has no text", q->name);
}

static bool starts_query(const char *line)
{
	return !strncmp(line, "-- name:", 8);
}

static const char *next_line(const char *text)
{
	text += strcspn(text, "\n");
	return *text ? text + 1 : text;
}

static void read_file(const char *path)
{
	const char *text = read_all(path);
	int line = 1;

	for (; *text && !starts_query(text); text = next_line(text), line++)
		if (strspn(text, " \t") != strcspn(text, "\n") && strncmp(text, "--", 2) != 0)
			die(path, line, "before the first \"-- name:\" there may only be comments");
	while (*text) {
		struct query *q = query_open(path, line, text + 8);

		text = next_line(text);
		line++;
		for (; !strncmp(text, "--", 2) && !starts_query(text); line++) {
			text_add(q->comment, "\n *");
			text_add_bytes(q->comment, text + 2, strcspn(text + 2, "\n"));
			text = next_line(text);
		}
		q->sql_line = line;
		const char *sql = text;

		for (; *text && !starts_query(text); text = next_line(text))
			line++;
		read_sql(q, sql, text);
		if (strstr(q->comment->data, "*/") || strstr(q->comment->data, "/*"))
			die(path, q->line, "the comment of %s would end the comment in C", q->name);
	}
}

/* ---- asking PostgreSQL ---- */

static void find_tables(PGconn *connection)
{
	PGresult *result = PQexec(connection,
		"SELECT c.relname FROM pg_class c"
		" JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1"
		" JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
		" WHERE a.attname = 'id' AND a.atttypid = 'int8'::regtype AND NOT c.relispartition"
		" AND c.relnamespace NOT IN ('pg_catalog'::regnamespace,"
		" 'information_schema'::regnamespace) GROUP BY 1 ORDER BY length(c.relname) DESC, 1");

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		die("tables", 0, "%s", PQerrorMessage(connection));
	table_count = PQntuples(result);
	tables = arena_array(arena, (size_t)table_count + 1, sizeof(*tables));
	for (int i = 0; i < table_count; i++) {
		tables[i] = arena_strdup(arena, PQgetvalue(result, i, 0));
		if (!is_identifier(tables[i]))
			die("tables", 0, "%s is no C identifier", tables[i]);
	}
	PQclear(result);
}

/* soggetto_id, titolare_soggetto_id -> soggetto_id; the longest table name wins. */
static const char *typed_id(const char *name)
{
	size_t length = strlen(name);

	for (int i = 0; i < table_count; i++) {
		size_t size = strlen(tables[i]) + 3;

		if (length < size || strncmp(name + length - size, tables[i], size - 3) != 0 ||
		    strcmp(name + length - 3, "_id") != 0)
			continue;
		if (length == size || name[length - size - 1] == '_')
			return arena_printf(arena, "%s_id", tables[i]);
	}
	return NULL;
}

enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_DATE = 1082,
       OID_TIME = 1083, OID_TIMESTAMP = 1114, OID_TIMESTAMPTZ = 1184, OID_TIMETZ = 1266,
       OID_NUMERIC = 1700, OID_FIRST_OWN = 16384 };

static void classify(struct value *value, Oid oid)
{
	value->oid = oid;
	value->type = ROW_TEXT;
	if (oid == OID_INT2 || oid == OID_INT4 || oid == OID_INT8)
		value->type = ROW_INT;
	else if (oid == OID_BOOL)
		value->type = ROW_BOOL;
	else if (oid == OID_BYTEA)
		value->type = ROW_BYTES;
	value->id = oid == OID_INT8 ? typed_id(value->name) : NULL;
}

/* PostgreSQL counts characters from the beginning of the query; we want the line of the file. */
static int line_of(const struct query *q, const char *position)
{
	int64_t left;
	int line = q->sql_line;

	if (!position || !text_to_int(position, &left))
		return q->line;
	for (const char *c = q->sql->data; *c && left > 1; c++) {
		line += *c == '\n';
		left -= (*c & 0xc0) != 0x80;
	}
	return line;
}

static void refuse(const struct query *q, PGconn *connection, const PGresult *result)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);

	die(q->file, line_of(q, PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION)),
	    "%s: %s%s%s%s", q->name, message ? message : PQerrorMessage(connection),
	    hint ? " (" : "", hint ? hint : "", hint ? ")" : "");
}

static void check_column(const struct query *q, int number)
{
	const char *name = q->columns[number].name;

	if (!is_identifier(name) || (modes[q->mode].into_struct && is_reserved(name)))
		die(q->file, q->line, "%s: the column %s needs another name (AS ...)", q->name, name);
	for (int i = 0; i < number; i++)
		if (!strcmp(q->columns[i].name, name))
			die(q->file, q->line, "%s: two columns are called %s", q->name, name);
}

static void describe(PGconn *connection, struct query *q)
{
	PGresult *result = PQprepare(connection, q->name, q->sql->data, 0, NULL);

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		refuse(q, connection, result);
	PQclear(result);
	result = PQdescribePrepared(connection, q->name);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		refuse(q, connection, result);
	if (PQnparams(result) != q->parameter_count)
		die(q->file, q->line, "%s: write :name, not $1", q->name);
	for (int i = 0; i < q->parameter_count; i++)
		classify(&q->parameters[i], PQparamtype(result, i));
	q->column_count = PQnfields(result);
	if (q->column_count > DB_COLUMNS)
		die(q->file, q->line, "%s has more than %d columns", q->name, DB_COLUMNS);
	if (modes[q->mode].rows && !q->column_count)
		die(q->file, q->line, "%s is %s but gives no rows", q->name, modes[q->mode].word);
	for (int i = 0; i < q->column_count && modes[q->mode].rows; i++) {
		q->columns[i].name = arena_strdup(arena, PQfname(result, i));
		classify(&q->columns[i], PQftype(result, i));
		check_column(q, i);
		if (q->mode == HDF && q->columns[i].type == ROW_BYTES)
			die(q->file, q->line, "%s: the bytes of %s cannot be shown", q->name,
			    q->columns[i].name);
	}
	PQclear(result);
}

/* ---- writing ---- */

static const char *c_type(const struct value *value)
{
	static const char *const types[] = { [ROW_INT] = "int64_t ", [ROW_BOOL] = "bool ",
					     [ROW_TEXT] = "const char *",
					     [ROW_BYTES] = "struct bytes " };

	return value->id ? arena_printf(arena, "%s ", value->id) : types[value->type];
}

static const char *value_kind(Oid oid)
{
	switch (oid) {
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
		return "VALUE_INT";
	case OID_BOOL:
		return "VALUE_BOOL";
	case OID_DATE:
		return "VALUE_DATE";
	case OID_TIMESTAMP:
	case OID_TIMESTAMPTZ:
		return "VALUE_INSTANT";
	case OID_TIME:
	case OID_TIMETZ:
		return "VALUE_TIME";
	case OID_NUMERIC:
		return "VALUE_MONEY";
	default:
		return "VALUE_TEXT";
	}
}

/* Parameters end in _ so that they do not hide their type, a keyword or the arguments of ours. */
static void write_prototype(FILE *file, const struct query *q)
{
	fprintf(file, "struct error *q_%s(struct db *db", q->name);
	for (int i = 0; i < q->parameter_count; i++)
		fprintf(file, ",\n\t\t%s%s_", c_type(&q->parameters[i]), q->parameters[i].name);
	const char *arguments = modes[q->mode].arguments, *mark = strstr(arguments, "%s");

	if (mark)
		fprintf(file, "%.*s%s%s)", (int)(mark - arguments), arguments, q->name, mark + 2);
	else
		fprintf(file, "%s)", arguments);
}

static void write_header(FILE *file)
{
	fputs("/* Made by gen/query.c from sql/query/: changes here are lost. */\n"
	      "#ifndef GEN_QUERY_H\n#define GEN_QUERY_H\n\n"
	      "#include \"base/error.h\"\n#include \"base/sink.h\"\n#include \"base/text.h\"\n"
	      "#include \"db/db.h\"\n\n"
	      "/* The id of a row, a type for each table; {0} is NULL. */\n", file);
	for (int i = 0; i < table_count; i++)
		fprintf(file, "typedef struct { int64_t v; } %s_id;\n", tables[i]);
	for (size_t n = 0; n < query_count; n++) {
		const struct query *q = &queries[n];

		fprintf(file, "\n/* %s%s */\n", modes[q->mode].word, q->comment->data);
		if (modes[q->mode].into_struct) {
			fprintf(file, "struct q_%s {\n", q->name);
			for (int i = 0; i < q->column_count; i++)
				fprintf(file, "\t%s%s;\n", c_type(&q->columns[i]), q->columns[i].name);
			fputs("};\n", file);
		}
		fputs("MUST ", file);
		write_prototype(file, q);
		fputs(";\n", file);
	}
	fputs("\n#endif\n", file);
}

static void write_literal(FILE *file, const char *text)
{
	fputs("\t\"", file);
	for (; *text; text++) {
		if (*text == '\n')
			fputs("\\n\"\n\t\"", file);
		else if (strchr("\"\\?", *text)) /* ? because of trigraphs */
			fprintf(file, "\\%c", *text);
		else if (*text == '\t')
			fputs("\\t", file);
		else
			fputc(*text, file);
	}
	fputs("\"", file);
}

static void write_statement(FILE *file, const struct query *q)
{
	if (q->parameter_count) {
		fprintf(file, "static const unsigned types_%s[] = {", q->name);
		for (int i = 0; i < q->parameter_count; i++) {
			Oid oid = q->parameters[i].oid; /* own types have other numbers elsewhere */

			fprintf(file, "%s%u", i ? ", " : " ", oid < OID_FIRST_OWN ? oid : 0);
		}
		fputs(" };\n", file);
	}
	fprintf(file, "static const struct statement statement_%s = {\n\t\"%s\",\n", q->name, q->name);
	write_literal(file, q->sql->data);
	fprintf(file, ",\n\t%d, %s%s, false\n};\n", q->parameter_count, q->parameter_count ? "types_" : "NULL",
		q->parameter_count ? q->name : "");
}

static void write_columns(FILE *file, const struct query *q)
{
	static const char *const fields[] = { [ROW_INT] = "ROW_INT", [ROW_BOOL] = "ROW_BOOL",
					      [ROW_TEXT] = "ROW_TEXT",
					      [ROW_BYTES] = "ROW_BYTES" };

	if (!modes[q->mode].rows)
		return;
	fprintf(file, "static const struct %s columns_%s[] = {\n", q->mode == HDF ? "column" : "row_field",
		q->name);
	for (int i = 0; i < q->column_count; i++) {
		const struct value *column = &q->columns[i];

		if (q->mode == HDF)
			fprintf(file, "\t{ \"%s\", %s },\n", column->name, value_kind(column->oid));
		else
			fprintf(file, "\t{ %s, offsetof(struct q_%s, %s) },\n", fields[column->type],
				q->name, column->name);
	}
	fputs("};\n", file);
	if (q->mode != HDF)
		fprintf(file, "static const struct row_shape fields_%s = {\n\tcolumns_%s, %d, "
			"sizeof(struct q_%s)\n};\n", q->name, q->name, q->column_count, q->name);
}

static void write_parameters(FILE *file, const struct query *q)
{
	int digits = 0, used = 0;

	for (int i = 0; i < q->parameter_count; i++)
		digits += q->parameters[i].type == ROW_INT;
	if (digits)
		fprintf(file, "\tchar digits[%d][DB_DIGITS];\n", digits);
	if (q->parameter_count)
		fputs("\tconst struct parameter parameters[] = {\n", file);
	for (int i = 0; i < q->parameter_count; i++) {
		const struct value *p = &q->parameters[i];

		if (p->id)
			fprintf(file, "\t\tdb_id(digits[%d], %s_.v),\n", used++, p->name);
		else if (p->type == ROW_INT)
			fprintf(file, "\t\tdb_int(digits[%d], %s_),\n", used++, p->name);
		else
			fprintf(file, "\t\tdb_%s(%s_),\n", p->type == ROW_BOOL	   ? "bool" :
							  p->type == ROW_BYTES ? "bytes" : "text",
				p->name);
	}
	if (q->parameter_count)
		fputs("\t};\n", file);
}

static void write_function(FILE *file, const struct query *q)
{
	fputs("\n", file);
	write_statement(file, q);
	write_columns(file, q);
	write_prototype(file, q);
	fputs("\n{\n", file);
	write_parameters(file, q);
	if (q->mode == MANY)
		fputs("\tvoid *array;\n", file);
	if (q->parameter_count || q->mode == MANY)
		fputs("\n", file);
	fprintf(file, "\t%s%s(db, &statement_%s, %s", q->mode == MANY ? "TRY(" : "return error_pass(",
		modes[q->mode].call, q->name, q->parameter_count ? "parameters" : "NULL");
	if (modes[q->mode].into_struct)
		fprintf(file, ", &fields_%s", q->name);
	switch (q->mode) {
	case ONE:
		fputs(", out", file);
		break;
	case MAYBE:
		fputs(", out, found", file);
		break;
	case MANY:
		fputs(", &array, count", file);
		break;
	case EXEC:
		fputs(", NULL, NULL", file);
		break;
	case COUNT:
		fputs(", touched", file);
		break;
	case HDF:
		fprintf(file, ", columns_%s, %d, sink", q->name, q->column_count);
		break;
	default:
		break;
	}
	fputs("));\n", file);
	if (q->mode == MANY)
		fputs("\t*rows = array;\n\treturn NULL;\n", file);
	fputs("}\n", file);
}

static void write_code(FILE *file)
{
	fprintf(file, "/* Made by gen/query.c from sql/query/: changes here are lost. */\n"
		"#include \"%s\"\n\n#include <stddef.h>\n", header);
	for (size_t i = 0; i < query_count; i++)
		write_function(file, &queries[i]);
}

/* Only a whole file appears under its name. */
static void write_file(const char *path, void (*write)(FILE *))
{
	const char *half = arena_printf(arena, "%s.half", path);
	FILE *file = fopen(half, "w");

	if (!file)
		die(half, 0, "cannot be made");
	write(file);
	if (ferror(file) | fclose(file) || rename(half, path))
		die(path, 0, "cannot be written");
}

int main(int count, char **words)
{
	arena = arena_new();
	if (count < 4)
		die("query", 0, "usage: query CONNINFO OUT.h OUT.c FILE.sql...");
	for (int i = 4; i < count; i++)
		read_file(words[i]);
	PGconn *connection = PQconnectdb(words[1]);

	if (PQstatus(connection) != CONNECTION_OK)
		die("query", 0, "%s", PQerrorMessage(connection));
	PQsetClientEncoding(connection, "UTF8");
	find_tables(connection);
	for (size_t i = 0; i < query_count; i++)
		describe(connection, &queries[i]);
	header = strrchr(words[2], '/') ? strrchr(words[2], '/') + 1 : words[2];
	write_file(words[2], write_header);
	write_file(words[3], write_code);
	PQfinish(connection);
	arena_free(arena);
	return 0;
}
