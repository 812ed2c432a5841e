/*
 * The fences around the workers (OS-2): in a process fenced as they are, each forbidden act is
 * tried and refused, and what they need still works.
 */
#include "unit/expect.h"

#include "base/fence.h"
#include "base/settings.h"
#include "db/db.h"
#include "fences.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena *arena;
static char folder[] = "/tmp/siz-fence-XXXXXX";

static const char *in_folder(const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(in_folder(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	if (!mkdtemp(folder))
		return -1;
	static const char *const folders[] = { "templates", "conf", "spool", "altro" };
	for (size_t i = 0; i < 4; i++)
		if (mkdir(in_folder(folders[i]), 0700))
			return -1;
	write_file("pepper", "segreto");
	write_file("pdnd", "segreto di altri");
	write_file("templates/a.cs", "x");
	write_file("altro/b", "x");
	write_file("siz.conf", arena_printf(arena, "templates = %s/templates\nconf = %s/conf\nspool = %s/spool\npepper_file = %s/pepper\n"
					    "pdnd_key_file = %s/pdnd\ndatabase = host=/nessuno dbname=siz\n",
					    folder, folder, folder, folder, folder));
	expect_success(settings_load(in_folder("siz.conf")));
	return 0;
}

static int end(void **state)
{
	(void)state;
	char *words[] = { (char *)"rm", (char *)"-r", folder, NULL };
	pid_t child = fork();

	if (child == 0) {
		execv("/bin/rm", words);
		_exit(1);
	}
	waitpid(child, NULL, 0);
	arena_free(arena);
	return 0;
}

/* Does it in a child behind that fence; what it gave as its exit status. */
static int behind(struct error *(*fence_in)(void), int (*act)(void))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		struct error *err = fence_in();
		_exit(err ? 200 : act());
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

/* Each gives the errno, 0 if it was done. */
static int opened(const char *path, int how)
{
	return open(path, how, 0600) < 0 ? errno : 0;
}
static int exec_program(void)
{
	char *words[] = { (char *)"true", NULL };

	execv("/bin/true", words);
	return errno;
}
static int open_templates(void) { return opened(in_folder("templates/a.cs"), O_RDONLY); }
static int open_pepper(void) { return opened(in_folder("pepper"), O_RDONLY); }
static int open_spool(void) { return opened(in_folder("spool"), O_TMPFILE | O_RDWR); }
static int make_in_spool(void) { return opened(in_folder("spool/x"), O_CREAT | O_RDWR); }
static int open_password(void) { return opened("/etc/shadow", O_RDONLY); }
static int open_other(void) { return opened(in_folder("altro/b"), O_RDONLY); }
static int open_key_of_others(void) { return opened(in_folder("pdnd"), O_RDONLY); }
static int open_process(void) { return opened("/proc/1/environ", O_RDONLY); }
static int write_templates(void) { return opened(in_folder("templates/a.cs"), O_WRONLY); }
static int make_template(void) { return opened(in_folder("templates/nuovo.cs"), O_CREAT | O_WRONLY); }
static int write_pepper(void) { return opened(in_folder("pepper"), O_WRONLY | O_TRUNC); }
static int remove_template(void) { return unlink(in_folder("templates/a.cs")) ? errno : 0; }
static int make_elsewhere(void) { return opened(in_folder("altro/nuovo"), O_CREAT | O_WRONLY); }
static int internet(void) { return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0; }
static int internet_six(void) { return socket(AF_INET6, SOCK_DGRAM, 0) < 0 ? errno : 0; }
static int kernel_socket(void) { return socket(AF_NETLINK, SOCK_RAW, 0) < 0 ? errno : 0; }
static int local_socket(void) { return socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? errno : 0; }
static int trace(void) { return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0 ? errno : 0; }
static int signal_parent(void) { return kill(getppid(), 0) ? errno : 0; }
static int uring(void) { return syscall(SYS_io_uring_setup, 1, NULL) < 0 ? errno : 0; }
static int mount_something(void) { return mount("none", "/tmp", "tmpfs", 0, NULL) ? errno : 0; }
static int new_namespace(void) { return unshare(CLONE_NEWUSER) ? errno : 0; }
static int plain_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child < 0 ? errno : 0;
}

struct trial {
	int (*act)(void);
	const char *what;
	int expected;
	bool of_landlock;
};

static void walk(struct error *(*fence_in)(void), const struct trial *trials, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (trials[i].of_landlock && !has_landlock())
			continue;
		int got = behind(fence_in, trials[i].act);
		if (got != trials[i].expected)
			fail_msg("%s: errno %d, expected %d", trials[i].what, got, trials[i].expected);
	}
}
#define TRIAL(act, expected, of_landlock) { act, #act, expected, of_landlock }

static void a_worker_of_pages(void **state)
{
	static const struct trial trials[] = {
		TRIAL(open_templates, 0, false), TRIAL(open_pepper, 0, false), TRIAL(open_spool, 0, false),
		TRIAL(make_in_spool, 0, false), TRIAL(local_socket, 0, false),
		TRIAL(exec_program, EPERM, false), TRIAL(internet, EPERM, false), TRIAL(internet_six, EPERM, false),
		TRIAL(kernel_socket, EPERM, false), TRIAL(trace, EPERM, false), TRIAL(uring, EPERM, false),
		TRIAL(mount_something, EPERM, false),
		TRIAL(open_password, EACCES, true), TRIAL(open_other, EACCES, true), TRIAL(open_key_of_others, EACCES, true),
		TRIAL(open_process, EACCES, true), TRIAL(write_templates, EACCES, true), TRIAL(make_template, EACCES, true),
		TRIAL(write_pepper, EACCES, true), TRIAL(remove_template, EACCES, true), TRIAL(make_elsewhere, EACCES, true),
	};

	(void)state;
	walk(fence_web, trials, sizeof(trials) / sizeof(*trials));
}

/* It may start limited children and call out, and still neither trace nor read what is not its own. */
static void the_worker_of_the_queue(void **state)
{
	static const struct trial trials[] = {
		TRIAL(plain_fork, 0, false), TRIAL(exec_program, 0, false), TRIAL(internet, 0, false), TRIAL(open_templates, 0, false),
		TRIAL(open_key_of_others, 0, false), TRIAL(open_spool, 0, false),
		TRIAL(trace, EPERM, false), TRIAL(uring, EPERM, false), TRIAL(mount_something, EPERM, false),
		TRIAL(open_other, EACCES, true), TRIAL(write_templates, EACCES, true), TRIAL(make_elsewhere, EACCES, true),
	};

	(void)state;
	walk(fence_job, trials, sizeof(trials) / sizeof(*trials));
}

static struct error *fence_child(void)
{
	return fence(NULL, 0, FENCE_NO_PROGRAMS | FENCE_NO_PROCESSES | FENCE_NO_SOCKETS);
}

/* As the children that look into hostile files, and as workers are without sanitizers. */
static void alone(void **state)
{
	static const struct trial trials[] = {
		TRIAL(plain_fork, EPERM, false), TRIAL(exec_program, EPERM, false), TRIAL(local_socket, EPERM, false),
		TRIAL(internet, EPERM, false), TRIAL(signal_parent, EPERM, false), TRIAL(new_namespace, EPERM, false),
		TRIAL(open_templates, EACCES, true), TRIAL(make_in_spool, EACCES, true),
	};

	(void)state;
	walk(fence_child, trials, sizeof(trials) / sizeof(*trials));
}

static void where_the_database_is(void **state)
{
	(void)state;
	assert_true(db_local("dbname=siz"));
	assert_true(db_local("host=/run/pg dbname=siz"));
	assert_true(db_local("host=/run/a,/run/b"));
	assert_false(db_local("host=db.example dbname=siz"));
	assert_false(db_local("host=/run/pg,db.example"));
	assert_false(db_local("hostaddr=10.0.0.1"));
	assert_false(db_local("postgresql://db.example/siz"));
	assert_false(db_local("no conninfo"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worker_of_pages),
		cmocka_unit_test(the_worker_of_the_queue),
		cmocka_unit_test(alone),
		cmocka_unit_test(where_the_database_is),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
