/*
 * The limited child, and its parent who waits a minute for what it says.
 */
#include "job/child.h"

#include "base/fence.h"
#include "base/log.h"
#include "base/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MEMORY ((rlim_t)512 * 1024 * 1024)
#define CPU_SECONDS 20
#define NOBODY 65534

/* ---- the child ---- */

static void limit(int what, rlim_t value)
{
	struct rlimit both = { value, value };

	if (setrlimit(what, &both))
		_exit(3);
}

/* The descriptions of kinds of files, schemas of ours, what libraries load when they are first asked. */
static void fence_in(void)
{
	const struct fence_path paths[] = {
		{ "/usr/lib", FENCE_READ },	   { "/usr/share/misc", FENCE_READ },
		{ "/usr/share/file", FENCE_READ }, { "/etc/magic", FENCE_READ },
		{ "/etc/ld.so.cache", FENCE_READ }, { setting_text("conf"), FENCE_READ },
#ifdef __SANITIZE_ADDRESS__
		{ "/proc/self", FENCE_READ },
#endif
	};

	if (fence(paths, sizeof(paths) / sizeof(*paths), FENCE_NO_PROGRAMS | FENCE_NO_PROCESSES | FENCE_NO_SOCKETS))
		_exit(3);
}

/* Nothing but the file (3) and the pipe (4), no way out, little of everything. */
static void confine(int file, int64_t size, int out)
{
	int nothing = open("/dev/null", O_RDWR);

	/* first: it may itself have come to lie on 3 or 4, and what is said aloud must not go into the file */
	for (int fd = 0; fd <= 2; fd++)
		if (nothing < 0 || dup2(nothing, fd) < 0)
			_exit(3);
	if (dup2(file, 3) < 0 || dup2(out, 4) < 0)
		_exit(3);
	if (close_range(5, ~0U, 0))
		_exit(3);
	if (unshare(CLONE_NEWNET | CLONE_NEWIPC) && unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC))
		log_line("event=no_namespace"); /* to /dev/null: some machines forbid it; the limits below hold */
	if (geteuid() == 0 && (setgroups(0, NULL) || setgid(NOBODY) || setuid(NOBODY)))
		_exit(3);
	fence_in();
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, MEMORY + (rlim_t)size);
#else
	(void)size;
#endif
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 16);
}

/* The answer, and a NUL behind it: what comes without is not whole. */
static void say(const char *answer)
{
	size_t left = strlen(answer) + 1;

	while (left) {
		ssize_t put = write(4, answer, left);
		if (put <= 0)
			_exit(3);
		answer += put;
		left -= (size_t)put;
	}
}

static _Noreturn void be_child(int file, int64_t size, child_work work, const void *context, int out)
{
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	confine(file, size, out);
	const unsigned char *data = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, 3, 0);
	if (data == MAP_FAILED)
		_exit(3);
	say(work(arena_new(), data, (size_t)size, context));
	_exit(0);
}

/* ---- its parent ---- */

static int64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What the child says until it closes the pipe or its time is over; true if it is whole. */
static bool read_answer(int in, char *answer, size_t room)
{
	int64_t deadline = clock_ms() + CHILD_SECONDS * 1000;
	size_t had = 0;

	while (had < room) {
		struct pollfd wait = { .fd = in, .events = POLLIN };
		int64_t left = deadline - clock_ms();
		if (left <= 0)
			break;
		int ready = poll(&wait, 1, (int)left);
		if (ready < 0 && errno == EINTR)
			continue;
		ssize_t got = ready > 0 ? read(in, answer + had, room - had) : 0;
		if (got <= 0)
			break;
		had += (size_t)got;
	}
	return had && !answer[had - 1] && strlen(answer) == had - 1;
}

static struct error *conclude(pid_t child, bool whole)
{
	int status = 0;

	kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (whole)
		return NULL;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		return error_raise(ERR_BUSY, "the limited child could not begin");
	log_line("event=child_broke signal=%d", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	return NULL;
}

struct error *child_run(struct arena *arena, int file, int64_t size, child_work work, const void *context, size_t room, const char **answer)
{
	char *said = arena_alloc(arena, room + 1);
	int ends[2];

	*answer = NULL;
	if (pipe2(ends, O_CLOEXEC))
		return error_raise(ERR_BUSY, "pipe: %s", strerror(errno));
	/* 3 and 4 become the child's own: what it is to keep must not lie there */
	int safe_file = fcntl(file, F_DUPFD_CLOEXEC, 10), safe_out = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
	close(ends[1]);
	pid_t child = safe_file < 0 || safe_out < 0 ? -1 : fork();
	if (child == 0)
		be_child(safe_file, size, work, context, safe_out);
	int why = errno;
	close(safe_file);
	close(safe_out);
	if (child < 0) {
		close(ends[0]);
		return error_raise(ERR_BUSY, "no limited child: %s", strerror(why));
	}
	bool whole = read_answer(ends[0], said, room);
	close(ends[0]);
	TRY(conclude(child, whole));
	*answer = whole ? said : NULL;
	return NULL;
}

struct error *child_run_bytes(struct arena *arena, struct bytes bytes, child_work work, const void *context, size_t room, const char **answer)
{
	int file = memfd_create("siz", MFD_CLOEXEC);
	size_t done = 0;

	if (file < 0)
		return error_raise(ERR_BUSY, "memory file: %s", strerror(errno));
	while (done < bytes.size) {
		ssize_t put = write(file, bytes.data + done, bytes.size - done);
		if (put <= 0)
			break;
		done += (size_t)put;
	}
	struct error *err = done == bytes.size ? child_run(arena, file, (int64_t)bytes.size, work, context, room, answer)
					       : error_raise(ERR_BUSY, "memory file: %s", strerror(errno));
	close(file);
	return err;
}
