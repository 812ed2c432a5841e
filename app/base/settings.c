/*
 * Settings.  The values live as long as the process; reading happens once, before the first
 * request, so each lookup may walk the table.
 */
#include "base/settings.h"

#include "base/log.h"
#include "base/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT 4096

enum setting_kind { TEXT, INT, BOOL };

/* In the table a default is written in its own type; as text all three are alike. */
#define DEFAULT_TEXT(value) value
#define DEFAULT_INT(value) #value
#define DEFAULT_BOOL(value) ((value) ? "true" : "false")

struct setting {
	const char *name;
	enum setting_kind kind;
	const char *text;
	int64_t minimum, maximum;
	char *read;      /* from the file; NULL: the default holds */
	bool seen;
};

#define SETTING(name, kind, text, minimum, maximum, why)                                           \
	{ #name, kind, DEFAULT_##kind(text), minimum, maximum, NULL, false },
static struct setting settings[] = {
#include "base/settings.def"
};
#undef SETTING

#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

static struct setting *
find(const char *name)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (!strcmp(settings[i].name, name))
			return &settings[i];
	return NULL;
}

static void
forget_all(void)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		free(settings[i].read);
		settings[i].read = NULL;
		settings[i].seen = false;
	}
}

static bool
is_bool(const char *text)
{
	return !strcmp(text, "true") || !strcmp(text, "false");
}

static struct error *
check_value(const struct setting *setting, const char *value, const char *path, int number)
{
	int64_t measure = (int64_t)strlen(value);

	if (setting->kind == BOOL && !is_bool(value))
		return error_raise(ERR_BUG, "%s:%d: %s must be true or false", path, number,
				   setting->name);
	if (setting->kind == BOOL)
		return NULL;
	if (setting->kind == INT && !text_to_int(value, &measure))
		return error_raise(ERR_BUG, "%s:%d: %s must be a whole number", path, number,
				   setting->name);
	if (measure < setting->minimum || measure > setting->maximum)
		return error_raise(ERR_BUG, "%s:%d: %s must %s between %" PRId64 " and %" PRId64,
				   path, number, setting->name,
				   setting->kind == INT ? "lie" : "have a number of bytes",
				   setting->minimum, setting->maximum);
	return NULL;
}

/* The value may hold '=' and '#' (a conninfo does): only the first '=' divides, and a comment
 * has a line of its own. */
static struct error *
read_line(struct arena *arena, const char *line, const char *path, int number)
{
	const char *text = text_trim(arena, line), *sign = strchr(text, '='), *name, *value;
	struct setting *setting;

	if (!*text || *text == '#')
		return NULL;
	if (!sign)
		return error_raise(ERR_BUG, "%s:%d: expected: name = value", path, number);
	name = text_trim(arena, arena_strndup(arena, text, (size_t)(sign - text)));
	value = text_trim(arena, sign + 1);
	setting = find(name);
	if (!setting)
		return error_raise(ERR_BUG, "%s:%d: no setting is called \"%s\"", path, number,
				   name);
	if (setting->seen)
		return error_raise(ERR_BUG, "%s:%d: %s stands here twice", path, number, name);
	setting->seen = true;
	TRY(check_value(setting, value, path, number));
	setting->read = strdup(value);
	if (!setting->read)
		return error_raise(ERR_BUG, "no memory for the settings");
	return NULL;
}

static struct error *
read_lines(struct arena *arena, FILE *file, const char *path)
{
	char line[LINE_LIMIT + 2];

	for (int number = 1; fgets(line, sizeof(line), file); number++) {
		size_t size = strlen(line);

		/* A NUL inside makes the line look short and without its end. */
		if ((!size || line[size - 1] != '\n') && !feof(file))
			return error_raise(ERR_BUG, "%s:%d: longer than %d bytes, or a NUL", path,
					   number, LINE_LIMIT);
		if (!text_is_clean(line, size))
			return error_raise(ERR_BUG, "%s:%d: not clean UTF-8", path, number);
		TRY(read_line(arena, line, path, number));
	}
	if (ferror(file))
		return error_raise(ERR_BUG, "%s: could not be read: %s", path, strerror(errno));
	return NULL;
}

struct error *
settings_load(const char *path)
{
	struct error *err;
	struct arena *arena;
	FILE *file;

	if (!path)
		path = getenv("SIZ_CONF");
	if (!path)
		return error_raise(ERR_BUG, "SIZ_CONF must name the file of the settings");
	file = fopen(path, "re");
	if (!file)
		return error_raise(ERR_BUG, "%s: could not be opened: %s", path, strerror(errno));
	forget_all();
	arena = arena_new();
	err = read_lines(arena, file, path);
	arena_free(arena);
	fclose(file);
	return error_pass(err);
}

static const char *
value_of(const char *name, enum setting_kind kind)
{
	const struct setting *setting = find(name);

	if (!setting || setting->kind != kind) {
		log_line("event=abort reason=setting name=%s", name);
		abort();
	}
	return setting->read ? setting->read : setting->text;
}

const char *
setting_text(const char *name)
{
	return value_of(name, TEXT);
}

int64_t
setting_int(const char *name)
{
	int64_t number = 0;

	if (!text_to_int(value_of(name, INT), &number))
		abort();
	return number;
}

bool
setting_bool(const char *name)
{
	return !strcmp(value_of(name, BOOL), "true");
}
