/*
 * A limited child for hostile files: no network, no new files, little memory and time, no descriptor
 * but the file and the pipe for its answer.
 */
#ifndef JOB_CHILD_H
#define JOB_CHILD_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHILD_SECONDS 60 /* the longest that a child may take */

/* What it does: looks at the bytes and gives an answer, which lives in the arena. */
typedef const char *(*child_work)(struct arena *arena, const unsigned char *data, size_t size, const void *context);

/*
 * Let a child work on the first `size` bytes behind the descriptor.  *answer is what it gave, without
 * more than `room` bytes; NULL if it broke, or took longer than CHILD_SECONDS.  ERR_BUSY if it could not
 * begin.
 */
MUST struct error *child_run(struct arena *arena, int file, int64_t size, child_work work, const void *context, size_t room, const char **answer);

/*
 * Let a program of the system work on the file, its standard input, under the same limits.  *said is what it wrote to its
 * standard output, `room` bytes at most; *whole false if it was cut there, took too long, or ended badly.  words[0] is
 * its path, NULL the last.  ERR_BUSY if it could not begin.
 */
MUST struct error *child_program(struct arena *arena, int file, const char *const words[], size_t room, struct bytes *said, bool *whole);

/* The same of bytes that are in memory. */
MUST struct error *child_run_bytes(struct arena *arena, struct bytes bytes, child_work work, const void *context, size_t room, const char **answer);

#endif
