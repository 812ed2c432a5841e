/*
 * What the commands share.
 */
#include "comandi/inside.h"

#include "base/settings.h"
#include "query.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_LIMIT (64L << 20) /* the largest file of ours has some two megabytes */

struct error *command_run(struct error *(*act)(struct command_run *run, int count, char **words),
			  int count, char **words)
{
	struct command_run run = { .arena = arena_new() };
	/* No statement timeout: an index or a check of all seals may take its time. */
	struct error *err = db_open(setting_text("database_owner"), 0, &run.db);

	if (!err)
		err = db_start(run.db, run.arena);
	if (!err)
		err = q_comando_attesa(run.db);
	if (!err)
		err = db_wait(run.db);
	if (!err)
		err = act(&run, count, words);
	if (run.db) {
		db_rollback(run.db);
		db_close(run.db);
	}
	arena_free(run.arena);
	return error_pass(err);
}

struct error *command_home(void)
{
	const char *home = getenv("SIZ_HOME");

	if (home && *home && chdir(home) != 0)
		return error_raise(ERR_NOT_FOUND, "cannot enter SIZ_HOME '%s': %s", home,
				   strerror(errno));
	return NULL;
}

static bool ends_with(const char *name, const char *ending)
{
	size_t size = strlen(name), length = strlen(ending);

	return size >= length && strcmp(name + size - length, ending) == 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static struct error *file_read(struct arena *arena, struct file *file)
{
	struct stat about;
	FILE *stream = fopen(file->path, "re");

	if (!stream)
		return error_raise(ERR_NOT_FOUND, "cannot open %s: %s", file->path,
				   strerror(errno));
	if (fstat(fileno(stream), &about) != 0 || !S_ISREG(about.st_mode) ||
	    about.st_size > FILE_LIMIT) {
		fclose(stream);
		return error_raise(ERR_BAD_REQUEST, "%s is not a file that a command reads",
				   file->path);
	}
	char *data = arena_alloc(arena, (size_t)about.st_size + 1);

	file->size = fread(data, 1, (size_t)about.st_size, stream);
	file->data = data;
	fclose(stream);
	if (file->size != (size_t)about.st_size)
		return error_raise(ERR_BUSY, "%s changed while it was read", file->path);
	return NULL;
}

static void close_folder(void *folder)
{
	closedir(folder);
}

struct error *folder_read(struct arena *arena, const char *folder, const char *ending,
			  struct file **files, size_t *count)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	size_t room = 64, found = 0;
	struct file *list = arena_array(arena, room, sizeof(*list));

	if (!stream)
		return error_raise(ERR_NOT_FOUND,
				   "cannot read the folder %s: %s (run from the project's folder, "
				   "or name it in SIZ_HOME)",
				   folder, strerror(errno));
	arena_hook(arena, close_folder, stream);
	while ((entry = readdir(stream))) {
		if (entry->d_name[0] == '.' || !ends_with(entry->d_name, ending))
			continue;
		if (found == room) {
			struct file *more = arena_array(arena, room * 2, sizeof(*more));

			memcpy(more, list, room * sizeof(*list));
			list = more;
			room *= 2;
		}
		list[found++] = (struct file){
			.name = arena_strdup(arena, entry->d_name),
			.path = arena_printf(arena, "%s/%s", folder, entry->d_name),
		};
	}
	if (!found)
		return error_raise(ERR_NOT_FOUND, "the folder %s has no file *%s", folder, ending);
	qsort(list, found, sizeof(*list), by_name);
	for (size_t i = 0; i < found; i++)
		TRY(file_read(arena, &list[i]));
	*files = list;
	*count = found;
	return NULL;
}

static void finish(crypto_hash_sha256_state *state, char hex[HASH_HEX])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state, hash);
	sodium_bin2hex(hex, HASH_HEX, hash, sizeof(hash));
}

void file_hash(const struct file *file, char hex[HASH_HEX])
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)file->data, file->size);
	finish(&state, hex);
}

void files_hash(const struct file *files, size_t count, char hex[HASH_HEX])
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++) {
		char one[HASH_HEX];

		file_hash(&files[i], one);
		crypto_hash_sha256_update(&state, (const unsigned char *)files[i].name,
					  strlen(files[i].name) + 1);
		crypto_hash_sha256_update(&state, (const unsigned char *)one, sizeof(one));
	}
	finish(&state, hex);
}
