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
#define MOMENTS 200 /* of ten milliseconds, to go after the last word */
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

/* One program of the system, and what it loads; it starts no other and writes no file. */
static void fence_in_program(const char *program)
{
	const struct fence_path paths[] = {
		{ program, FENCE_EXECUTE | FENCE_READ },
		{ "/lib64/ld-linux-x86-64.so.2", FENCE_EXECUTE | FENCE_READ },
		{ "/lib/ld-linux-aarch64.so.1", FENCE_EXECUTE | FENCE_READ },
		{ "/usr/lib", FENCE_READ },
		{ "/usr/share/poppler", FENCE_READ },
		{ "/etc/ld.so.cache", FENCE_READ },
	};

	if (fence(paths, sizeof(paths) / sizeof(*paths), FENCE_NO_PROCESSES | FENCE_NO_SOCKETS))
		_exit(3);
}

static void no_way_out(void)
{
	if (unshare(CLONE_NEWNET | CLONE_NEWIPC) && unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC))
		log_line("event=no_namespace"); /* to /dev/null: some machines forbid it; the limits below hold */
	if (geteuid() == 0 && (setgroups(0, NULL) || setgid(NOBODY) || setuid(NOBODY)))
		_exit(3);
}

static void little_of_everything(void)
{
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 16);
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
	no_way_out();
	fence_in();
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, MEMORY + (rlim_t)size);
#else
	(void)size;
#endif
	little_of_everything();
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

/* The same, to become a program: the file is its standard input, the pipe its standard output. */
static _Noreturn void become(int file, const char *const words[], int out)
{
	char *const environment[] = { (char *)"LC_ALL=C.UTF-8", (char *)"HOME=/nonexistent", NULL };
	int nothing = open("/dev/null", O_WRONLY);

	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	/* what it complains about may quote the file: nobody keeps it */
	if (nothing < 0 || dup2(file, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0 || close_range(3, ~0U, 0))
		_exit(3);
	no_way_out();
	fence_in_program(words[0]);
	limit(RLIMIT_AS, MEMORY);
	little_of_everything();
	execve(words[0], (char *const *)words, environment);
	_exit(3);
}

/* ---- its parent ---- */

static int64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What the child says until it closes the pipe (*ended), there is no more room, or its time is over. */
static size_t read_answer(int in, char *answer, size_t room, bool *ended)
{
	int64_t deadline = clock_ms() + CHILD_SECONDS * 1000;
	size_t had = 0;

	*ended = false;
	while (had < room) {
		struct pollfd wait = { .fd = in, .events = POLLIN };
		int64_t left = deadline - clock_ms();
		if (left <= 0)
			break;
		int ready = poll(&wait, 1, (int)left);
		if (ready < 0 && errno == EINTR)
			continue;
		ssize_t got = ready > 0 ? read(in, answer + had, room - had) : 0;
		*ended = ready > 0 && got == 0;
		if (got <= 0)
			break;
		had += (size_t)got;
	}
	return had;
}

/* *well: it ended by itself and without complaint.  Who said all may take a moment to go; nobody waits for more. */
static struct error *conclude(pid_t child, bool wait, bool *well)
{
	const struct timespec moment = { .tv_nsec = 10 * 1000 * 1000 };
	int status = 0;
	pid_t gone = 0;

	for (int i = 0; wait && i < MOMENTS && (gone = waitpid(child, &status, WNOHANG)) == 0; i++)
		nanosleep(&moment, NULL);
	if (gone != child) {
		kill(child, SIGKILL);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	*well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		return error_raise(ERR_BUSY, "the limited child could not begin");
	return NULL;
}

/* A child and the pipe from it; in the child *pid is 0, and its two ends lie where nothing is in their way. */
static struct error *split(int *file, int *in, int *out, pid_t *pid)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return error_raise(ERR_BUSY, "pipe: %s", strerror(errno));
	/* 0 to 4 become the child's own: what it is to keep must not lie there */
	int safe_file = fcntl(*file, F_DUPFD_CLOEXEC, 10), safe_out = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
	close(ends[1]);
	*pid = safe_file < 0 || safe_out < 0 ? -1 : fork();
	int why = errno;
	if (*pid == 0) {
		*file = safe_file;
		*out = safe_out;
		return NULL;
	}
	close(safe_file);
	close(safe_out);
	*in = ends[0];
	if (*pid > 0)
		return NULL;
	close(ends[0]);
	return error_raise(ERR_BUSY, "no limited child: %s", strerror(why));
}

struct error *child_run(struct arena *arena, int file, int64_t size, child_work work, const void *context, size_t room, const char **answer)
{
	char *said = arena_alloc(arena, room + 1);
	int in = -1, out = -1;
	bool ended, well;
	pid_t child;

	*answer = NULL;
	TRY(split(&file, &in, &out, &child));
	if (child == 0)
		be_child(file, size, work, context, out);
	size_t had = read_answer(in, said, room, &ended);
	bool whole = had && !said[had - 1] && strlen(said) == had - 1;
	close(in);
	struct error *err = conclude(child, false, &well);
	if (whole) {
		error_free(err);
		*answer = said;
		return NULL;
	}
	if (!err)
		log_line("event=child_broke");
	return error_pass(err);
}

struct error *child_program(struct arena *arena, int file, const char *const words[], size_t room, struct bytes *said, bool *whole)
{
	char *answer = arena_alloc(arena, room + 1);
	int in = -1, out = -1;
	bool ended, well;
	pid_t child;

	*said = (struct bytes){ NULL, 0 };
	*whole = false;
	TRY(split(&file, &in, &out, &child));
	if (child == 0)
		become(file, words, out);
	size_t had = read_answer(in, answer, room, &ended);
	close(in);
	TRY(conclude(child, ended, &well));
	*said = (struct bytes){ (const unsigned char *)answer, had };
	*whole = ended && well;
	if (!*whole)
		log_line("event=program_broke name=\"%s\" bytes=%zu", words[0], had);
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
