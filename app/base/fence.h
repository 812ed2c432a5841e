/*
 * A fence around a process that meets hostile input (security goal OS-2): what it will never need
 * the kernel refuses from now on, to itself and to whatever it starts.
 *
 * Files by Landlock, system calls by a seccomp filter.  Where the kernel has one of the two not,
 * the log says so and the other holds: file permissions and the unit of the service stand anyway.
 */
#ifndef BASE_FENCE_H
#define BASE_FENCE_H

#include "base/error.h"

#include <stddef.h>

#define FENCE_READ 1u    /* the file, or the folder and all below it */
#define FENCE_WRITE 2u   /* besides: make, change, rename and remove files there */
#define FENCE_EXECUTE 4u /* start it as a program */

struct fence_path {
	const char *path; /* one that is NULL, "" or does not exist is passed over */
	unsigned rights;
};

/* System calls that are refused besides those that nobody here needs (tracing other processes,
 * mounting, modules, keys of the kernel, io_uring, which goes around filters …). */
#define FENCE_NO_PROGRAMS 1u  /* no execve */
#define FENCE_NO_PROCESSES 2u /* no fork, no signal to another process, no namespace */
#define FENCE_UNIX_ONLY 4u    /* no socket but those of this machine */
#define FENCE_NO_SOCKETS 8u   /* none at all */

/* Nothing but these paths, none of those calls.  ERR_BUG if the kernel has the means and refuses. */
MUST struct error *fence(const struct fence_path *paths, size_t count, unsigned calls);

#endif
