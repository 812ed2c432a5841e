/*
 * The child that makes a PDF.  The HTML is of our own templates and every value in it is escaped,
 * but its text was typed by many: what lays it out is a large program that need not be trusted.
 */
#include "stampa/pdf.h"

#include "base/fence.h"
#include "base/log.h"
#include "base/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define INTERPRETER "/usr/bin/python3" /* Debian's, which finds Debian's WeasyPrint */
#define COULD_NOT_BEGIN 3

static void limit(int what, rlim_t value)
{
	struct rlimit both = { value, value };

	if (setrlimit(what, &both))
		_exit(COULD_NOT_BEGIN);
}

/* Python and its libraries, fonts, our own two files; nothing can be written, no other program
 * started.  (The interpreter itself is one, and so is what loads it.) */
static void fence_in(void)
{
	const struct fence_path paths[] = {
		{ INTERPRETER, FENCE_EXECUTE | FENCE_READ },
		{ "/lib64/ld-linux-x86-64.so.2", FENCE_EXECUTE | FENCE_READ },
		{ "/lib/ld-linux-aarch64.so.1", FENCE_EXECUTE | FENCE_READ },
		{ setting_text("conf"), FENCE_READ },
		{ "/usr/lib", FENCE_READ },
		{ "/usr/share", FENCE_READ },
		{ "/usr/bin", FENCE_READ },
		{ "/etc/fonts", FENCE_READ },
		{ "/etc/ld.so.cache", FENCE_READ },
		{ "/etc/python3.11", FENCE_READ },
		{ "/var/cache/fontconfig", FENCE_READ },
		{ "/dev/null", FENCE_WRITE },
		{ "/dev/urandom", FENCE_READ },
	};

	if (fence(paths, sizeof(paths) / sizeof(*paths), FENCE_NO_PROCESSES | FENCE_NO_SOCKETS))
		_exit(COULD_NOT_BEGIN);
}

/* Standard input, standard output, and nothing else. */
static void confine(int in, int out)
{
	int nothing = open("/dev/null", O_WRONLY);

	/* what it says on standard error may quote the page: nobody keeps it */
	if (nothing < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0 || close_range(3, ~0U, 0))
		_exit(COULD_NOT_BEGIN);
	if (unshare(CLONE_NEWNET | CLONE_NEWIPC) && unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC))
		log_line("event=no_namespace"); /* to /dev/null: some machines forbid it; the limits below hold */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))
		_exit(COULD_NOT_BEGIN);
	fence_in();
	limit(RLIMIT_AS, (rlim_t)setting_int("print_memory_bytes"));
	limit(RLIMIT_CPU, (rlim_t)setting_int("print_seconds"));
	limit(RLIMIT_FSIZE, (rlim_t)setting_int("print_max_bytes"));
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 64);
}

static _Noreturn void be_child(int in, int out, char *program, char *style)
{
	char *words[] = { (char *)INTERPRETER, (char *)"-I", (char *)"-B", program, style, NULL };
	char *environment[] = { (char *)"LC_ALL=C.UTF-8", (char *)"PATH=/usr/bin:/bin", (char *)"HOME=/nonexistent", NULL };

	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	confine(in, out);
	execve(INTERPRETER, words, environment);
	_exit(COULD_NOT_BEGIN);
}

/* Its processor time has a limit of its own: this one is for a child that only sleeps. */
int64_t pdf_secondi(void)
{
	return setting_int("print_seconds") * 2;
}

/* Wait for it to end, and end it when its time is over. */
static int wait_for(pid_t child)
{
	int process = pidfd_open(child, 0), status = 0;
	struct pollfd end = { .fd = process, .events = POLLIN };

	int ready = 0; /* what cannot be watched has no time */
	while (process >= 0 && (ready = poll(&end, 1, (int)pdf_secondi() * 1000)) < 0 && errno == EINTR)
		; /* the worker is asked to end: after this print, which would else count as failed */
	if (ready <= 0)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (process >= 0)
		close(process);
	return status;
}

static struct error *write_all(int fd, const char *data, size_t size)
{
	while (size) {
		ssize_t put = write(fd, data, size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return error_raise(ERR_BUSY, "the page of a print: %s", strerror(errno));
		data += put;
		size -= (size_t)put;
	}
	if (lseek(fd, 0, SEEK_SET) < 0)
		return error_raise(ERR_BUG, "seek: %s", strerror(errno));
	return NULL;
}

static struct error *read_all(struct arena *arena, int fd, struct bytes *out)
{
	struct stat about;

	if (fstat(fd, &about) || lseek(fd, 0, SEEK_SET) < 0)
		return error_raise(ERR_BUG, "the PDF: %s", strerror(errno));
	size_t size = (size_t)about.st_size, had = 0;
	unsigned char *data = arena_alloc(arena, size + 1);
	while (had < size) {
		ssize_t got = read(fd, data + had, size - had);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return error_raise(ERR_BUG, "the PDF ended early");
		had += (size_t)got;
	}
	*out = (struct bytes){ data, size };
	return NULL;
}

static struct error *run(struct arena *arena, int in, int out, struct bytes *pdf, bool *made)
{
	char *program = arena_printf(arena, "%s/stampa/pdf.py", setting_text("conf"));
	char *style = arena_printf(arena, "%s/stampa/stampa.css", setting_text("conf"));
	pid_t child = fork();

	if (child == 0)
		be_child(in, out, program, style);
	if (child < 0)
		return error_raise(ERR_BUSY, "no child for a print: %s", strerror(errno));
	int status = wait_for(child);
	if (WIFEXITED(status) && WEXITSTATUS(status) == COULD_NOT_BEGIN)
		return error_raise(ERR_BUSY, "the child of a print could not begin: is weasyprint installed?");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		log_line("event=print_broke signal=%d status=%d", WIFSIGNALED(status) ? WTERMSIG(status) : 0,
			 WIFEXITED(status) ? WEXITSTATUS(status) : 0);
		return NULL;
	}
	TRY(read_all(arena, out, pdf));
	*made = pdf->size > 5 && memcmp(pdf->data, "%PDF-", 5) == 0;
	return NULL;
}

struct error *pdf_fai(struct arena *arena, const struct text *html, struct bytes *pdf, bool *made)
{
	int in = memfd_create("pagina", MFD_CLOEXEC), out = memfd_create("stampa", MFD_CLOEXEC);
	struct error *err = NULL;

	*made = false;
	*pdf = (struct bytes){ NULL, 0 };
	if (in < 0 || out < 0)
		err = error_raise(ERR_BUSY, "no memory for a print: %s", strerror(errno));
	if (!err)
		err = write_all(in, html->data, html->size);
	if (!err)
		err = run(arena, in, out, pdf, made);
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return error_pass(err);
}
