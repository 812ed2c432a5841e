/*
 * What the commands share: the beginning and end of each, folders and hashes of files.
 */
#ifndef COMANDI_INSIDE_H
#define COMANDI_INSIDE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/db.h"

#include <stddef.h>

/* One run of a command: its memory, its connection as the owner of the tables. */
struct command_run {
	struct arena *arena;
	struct db *db;
};

/* Connect, then do(run, count, words), then give everything back, whatever happened. */
MUST struct error *command_run(struct error *(*act)(struct command_run *run, int count, char **words),
			       int count, char **words);
/* Go to the project's folder: SIZ_HOME, or where we are. */
MUST struct error *command_home(void);

#define HASH_HEX 65 /* of SHA-256, with its NUL */

struct file {
	const char *name; /* without the folder */
	const char *path;
	const char *data; /* NUL behind it */
	size_t size;
};

/* The files of a folder whose names end in `ending` ("" for all, but never hidden ones), sorted
 * by name and read whole.  ERR_NOT_FOUND if there is none. */
MUST struct error *folder_read(struct arena *arena, const char *folder, const char *ending,
			       struct file **files, size_t *count);
void file_hash(const struct file *file, char hex[HASH_HEX]);
/* Names and contents of all. */
void files_hash(const struct file *files, size_t count, char hex[HASH_HEX]);

#endif
