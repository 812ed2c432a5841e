/* A small reader of the part of HDF that definitions use.  Not ClearSilver's: this room does
 * not know it, and its HDF parser can be crashed by a text. */
#include "form/definition_file.h"
#include "form/inside.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 8
#define FILE_MAX_BYTES (1u << 20)
#define PATH_MAX_BYTES 256
#define FIELDS_MAX 400

struct reader {
	struct arena *arena;
	const char *at;             /* NUL-terminated rest */
	int line;
	char path[PATH_MAX_BYTES];  /* names of the open braces, dotted */
	size_t open[DEPTH_MAX];     /* length of the path before each */
	int depth;
	struct form_definition *form;
	struct field_definition *fields;
	char group[64];             /* key of the group in hand */
	const char *group_title, *group_block;
	bool in_field;              /* one was begun under its key */
	char field[64];
};

/* The next line without its end and without blanks around; NULL at the end of the text. */
static char *next_line(struct reader *reader)
{
	size_t size;
	char *line;

	if (!*reader->at)
		return NULL;
	size = strcspn(reader->at, "\n");
	line = text_trim(reader->arena, arena_strndup(reader->arena, reader->at, size));
	reader->at += size + (reader->at[size] == '\n');
	reader->line++;
	return line;
}

static struct error *wrong(const struct reader *reader, const char *what)
{
	return error_raise(ERR_BAD_REQUEST, "line %d: %s", reader->line, what);
}

static struct error *number_of(const struct reader *reader, const char *value, int64_t *number)
{
	if (!text_to_int(value, number))
		return wrong(reader, "not a whole number");
	return NULL;
}

static struct error *set_field(struct reader *reader, struct field_definition *field,
			       const char *key, const char *value)
{
	const struct {
		const char *key;
		const char **place;
	} texts[] = {
		{ "etichetta", &field->label },
		{ "aiuto", &field->help },
		{ "vocabolario", &field->vocabulary },
		{ "mostra.campo", &field->shown_field },
		{ "mostra.valore", &field->shown_value },
		{ "visibile_a", &field->viewer },
		{ "testo_mancante", &field->required_text },
		{ "autocomplete", &field->autocomplete },
	};
	int64_t number;
	size_t i;

	for (i = 0; i < COUNT_OF(texts); i++) {
		if (strcmp(key, texts[i].key) == 0) {
			*texts[i].place = value;
			return NULL;
		}
	}
	if (strcmp(key, "tipo") == 0)
		return field_kind_from(value, &field->kind) ? NULL : wrong(reader, "no such tipo");
	TRY(number_of(reader, value, &number));
	if (strcmp(key, "obbligatorio") == 0)
		field->required = number != 0;
	else if (strcmp(key, "minimo") == 0)
		field->minimum = number;
	else if (strcmp(key, "massimo") == 0)
		field->maximum = number;
	else if (strcmp(key, "larghezza") == 0 && number >= 1 && number <= 12)
		field->width = (int)number;
	else
		return wrong(reader, "no such key of a field, or larghezza not from 1 to 12");
	return NULL;
}

/* The field of that key in the group in hand: the last one, or a new one. */
static struct error *field_of(struct reader *reader, const char *name, size_t size,
			      struct field_definition **field)
{
	struct form_definition *form = reader->form;

	if (size >= sizeof(reader->field))
		return wrong(reader, "the field's name is too long");
	if (!reader->in_field || strlen(reader->field) != size ||
	    strncmp(reader->field, name, size) != 0) {
		if (form->field_count == FIELDS_MAX)
			return wrong(reader, "too many fields");
		memcpy(reader->field, name, size);
		reader->field[size] = '\0';
		reader->in_field = true;
		*field = &reader->fields[form->field_count++];
		(*field)->name = arena_strdup(reader->arena, reader->field);
		(*field)->group = reader->group_title;
		(*field)->block = reader->group_block;
		(*field)->width = 12;
		(*field)->kind = FIELD_TEXT;
		return NULL;
	}
	*field = &reader->fields[form->field_count - 1];
	return NULL;
}

/* gruppo.<key>.titolo, gruppo.<key>.blocco or gruppo.<key>.campo.<name>.<what> */
static struct error *set_in_group(struct reader *reader, const char *rest, const char *value)
{
	size_t size = strcspn(rest, ".");
	struct field_definition *field;

	if (!size || size >= sizeof(reader->group) || rest[size] != '.')
		return wrong(reader, "a group needs a key");
	if (strlen(reader->group) != size || strncmp(reader->group, rest, size) != 0) {
		memcpy(reader->group, rest, size);
		reader->group[size] = '\0';
		reader->group_title = NULL;
		reader->group_block = NULL;
		reader->in_field = false;
	}
	rest += size + 1;
	if (strcmp(rest, "titolo") == 0 || strcmp(rest, "blocco") == 0) {
		if (reader->in_field)
			return wrong(reader, "the group's titolo and blocco come before its fields");
		*(rest[0] == 't' ? &reader->group_title : &reader->group_block) = value;
		return NULL;
	}
	if (strncmp(rest, "campo.", 6) != 0)
		return wrong(reader, "in a group: titolo, blocco or campo");
	rest += 6;
	size = strcspn(rest, ".");
	if (!size || rest[size] != '.')
		return wrong(reader, "a field needs a name");
	TRY(field_of(reader, rest, size, &field));
	return set_field(reader, field, rest + size + 1, value);
}

static struct error *set_value(struct reader *reader, const char *path, const char *value)
{
	if (strncmp(path, "gruppo.", 7) == 0)
		return set_in_group(reader, path + 7, value);
	if (strcmp(path, "titolo") == 0) {
		reader->form->title = value;
		return NULL;
	}
	if (strcmp(path, "versione") == 0)
		return number_of(reader, value, &reader->form->version);
	return wrong(reader, "no such name");
}

/* The path with `name` added; false if it is not a name or too long. */
static bool join_path(struct reader *reader, const char *name, size_t size)
{
	size_t length = strlen(reader->path);

	if (!size || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.") < size)
		return false;
	if (length + size + 2 > sizeof(reader->path))
		return false;
	if (length)
		reader->path[length++] = '.';
	memcpy(reader->path + length, name, size);
	reader->path[length + size] = '\0';
	return true;
}

/* name << END ... END */
static struct error *read_long_value(struct reader *reader, const char *mark, const char **value)
{
	struct text *text = text_new(reader->arena);
	const char *line;

	if (!mark[0])
		return wrong(reader, "<< needs the word that ends it");
	while ((line = next_line(reader))) {
		if (strcmp(line, mark) == 0) {
			*value = text->data;
			return NULL;
		}
		text_add(text, text->size ? "\n" : "");
		text_add(text, line);
	}
	return wrong(reader, "the long value has no end");
}

static struct error *read_line(struct reader *reader, const char *line)
{
	size_t before = strlen(reader->path), size = strcspn(line, " \t={<");
	const char *sign = line + size + strspn(line + size, " \t"), *value;

	if (strcmp(line, "}") == 0) {
		if (reader->depth == 0)
			return wrong(reader, "a brace too many");
		reader->path[reader->open[--reader->depth]] = '\0';
		return NULL;
	}
	if (!join_path(reader, line, size))
		return wrong(reader, "not a name");
	if (strcmp(sign, "{") == 0) {
		if (reader->depth == DEPTH_MAX)
			return wrong(reader, "too many braces");
		reader->open[reader->depth++] = before;
		return NULL;
	}
	if (*sign == '=')
		value = text_trim(reader->arena, sign + 1);
	else if (strncmp(sign, "<<", 2) == 0)
		TRY(read_long_value(reader, text_trim(reader->arena, sign + 2), &value));
	else
		return wrong(reader, "neither = nor { nor <<");
	TRY(set_value(reader, reader->path, value));
	reader->path[before] = '\0';
	return NULL;
}

struct error *form_definition_text(struct arena *arena, const char *name, const char *data,
				   size_t size, struct form_definition **out)
{
	struct reader reader = { .arena = arena, .at = arena_strndup(arena, data, size) };
	const char *line;

	if (!text_is_clean(data, size))
		return error_raise(ERR_BAD_REQUEST, "the definition is not clean UTF-8");
	reader.form = arena_alloc(arena, sizeof(*reader.form));
	reader.fields = arena_array(arena, FIELDS_MAX, sizeof(*reader.fields));
	reader.form->name = arena_strdup(arena, name);
	reader.form->title = "";
	reader.form->version = 1;
	reader.form->fields = reader.fields;
	while ((line = next_line(&reader)))
		if (line[0] && line[0] != '#')
			TRY(read_line(&reader, line));
	if (reader.depth)
		return wrong(&reader, "a brace is not closed");
	TRY(form_definition_check(reader.form));
	*out = reader.form;
	return NULL;
}

static void close_file(void *object)
{
	fclose(object);
}

static struct error *read_file(struct arena *arena, const char *path, char **data, size_t *size)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	FILE *file = fopen(path, "re");

	if (!file)
		return error_raise(ERR_NOT_FOUND, "cannot open the definition %s", base);
	arena_hook(arena, close_file, file);
	*data = arena_alloc(arena, FILE_MAX_BYTES + 1);
	*size = fread(*data, 1, FILE_MAX_BYTES + 1, file);
	if (ferror(file) || *size > FILE_MAX_BYTES)
		return error_raise(ERR_BUG, "cannot read the definition %s", base);
	return NULL;
}

/* The name that a line includes, or NULL. */
static const char *included(struct arena *arena, const char *line)
{
	const char *at = line + strspn(line, " \t");

	if (strncmp(at, "includi", 7) != 0)
		return NULL;
	at += 7;
	at += strspn(at, " \t");
	return *at == '=' ? text_trim(arena, at + 1) : NULL;
}

static struct error *add_part(struct text *whole, struct arena *arena, const char *folder, const char *name)
{
	size_t size;
	char *data;

	if (!name[0] || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") < strlen(name))
		return error_raise(ERR_BAD_REQUEST, "includi needs the name of a part");
	struct error *err = read_file(arena, arena_printf(arena, "%s/%s.parte", folder, name), &data, &size);
	if (err) {
		error_free(err);
		return error_raise(ERR_BAD_REQUEST, "there is no part %s", name);
	}
	text_add_bytes(whole, data, size);
	text_add(whole, "\n");
	return NULL;
}

struct error *form_definition_whole(struct arena *arena, const char *folder, const char *data, size_t size,
				    const char **whole)
{
	struct text *text = text_new(arena);
	const char *end = data + size, *next;

	for (const char *at = data; at < end; at = next) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)), *name;

		next = newline ? newline + 1 : end;
		name = included(arena, arena_strndup(arena, at, (size_t)((newline ? newline : end) - at)));
		if (name)
			TRY(add_part(text, arena, folder, name));
		else
			text_add_bytes(text, at, (size_t)(next - at));
	}
	*whole = text->data;
	return NULL;
}

struct error *form_definition_file(struct arena *arena, const char *path, struct form_definition **out)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *whole;
	const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path)) : ".";
	char *data;
	size_t size;

	TRY(read_file(arena, path, &data, &size));
	TRY(form_definition_whole(arena, folder, data, size, &whole));
	return form_definition_text(arena, arena_strndup(arena, base, strcspn(base, ".")), whole, strlen(whole), out);
}
