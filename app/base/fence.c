#include "base/fence.h"

#include "base/log.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* ---- files ---------------------------------------------------------------------------------- */

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#define FIRST_ABI ((1ULL << 13) - 1) /* the thirteen rights of the first version */

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING                                                                                    \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                          \
	 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REFER |    \
	 LANDLOCK_ACCESS_FS_TRUNCATE)
/* What a rule for a single file may hold. */
#define OF_A_FILE                                                                                  \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |                              \
	 LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_TRUNCATE)

static uint64_t rights_of(const struct fence_path *path, const struct stat *about)
{
	uint64_t rights = (path->rights & FENCE_READ ? READING : 0) |
			  (path->rights & FENCE_WRITE ? READING | WRITING : 0) |
			  (path->rights & FENCE_EXECUTE ? LANDLOCK_ACCESS_FS_EXECUTE : 0);

	return S_ISDIR(about->st_mode) ? rights : rights & OF_A_FILE;
}

static struct error *allow(int ruleset, const struct fence_path *path, uint64_t handled)
{
	struct stat about;

	if (!path->path || !*path->path)
		return NULL;
	int fd = open(path->path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	int bad = fstat(fd, &about);
	struct landlock_path_beneath_attr rule = {
		.allowed_access = bad ? 0 : rights_of(path, &about) & handled,
		.parent_fd = fd,
	};
	if (!bad)
		bad = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0;
	int why = errno;
	close(fd);
	return bad ? error_raise(ERR_BUG, "a fence around %s: %s", path->path, strerror(why)) : NULL;
}

static struct error *fence_files(const struct fence_path *paths, size_t count)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr wanted = { .handled_access_fs = FIRST_ABI };
	struct error *err = NULL;

	if (abi < 1) {
		log_line("event=fence landlock=missing");
		return NULL;
	}
	if (abi >= 2)
		wanted.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		wanted.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &wanted, sizeof(wanted), 0);
	if (ruleset < 0)
		return error_raise(ERR_BUG, "Landlock: %s", strerror(errno));
	for (size_t i = 0; !err && i < count; i++)
		err = allow(ruleset, &paths[i], wanted.handled_access_fs);
	if (!err && syscall(SYS_landlock_restrict_self, ruleset, 0))
		err = error_raise(ERR_BUG, "Landlock: %s", strerror(errno));
	close(ruleset);
	return err;
}

/* ---- system calls --------------------------------------------------------------------------- */

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#define X32_BIT 0x40000000u
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the low half of an argument comes first");

/* Nobody here needs these. */
static const int never[] = {
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_process_madvise, SYS_kcmp,
	SYS_pidfd_getfd, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup,
	SYS_io_uring_enter, SYS_io_uring_register, SYS_mount, SYS_umount2, SYS_move_mount,
	SYS_open_tree, SYS_fsopen, SYS_fsmount, SYS_fspick, SYS_mount_setattr, SYS_pivot_root,
	SYS_chroot, SYS_mknodat, SYS_open_by_handle_at, SYS_init_module, SYS_finit_module,
	SYS_delete_module, SYS_kexec_load, SYS_kexec_file_load, SYS_reboot, SYS_swapon,
	SYS_swapoff, SYS_acct, SYS_syslog, SYS_quotactl, SYS_settimeofday, SYS_clock_settime,
	SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname, SYS_setdomainname, SYS_add_key,
	SYS_request_key, SYS_keyctl, SYS_personality,
#ifdef SYS_mknod
	SYS_mknod, SYS_ioperm, SYS_iopl, SYS_modify_ldt,
#endif
};
static const int programs[] = { SYS_execve, SYS_execveat };
static const int processes[] = {
	SYS_kill, SYS_tkill, SYS_pidfd_send_signal, SYS_rt_sigqueueinfo, SYS_unshare, SYS_setns,
#ifdef SYS_fork
	SYS_fork, SYS_vfork,
#endif
};
static const int sockets[] = { SYS_socket, SYS_socketpair };

struct program {
	struct sock_filter code[160];
	unsigned short size;
};

static void step(struct program *p, unsigned code, unsigned k, unsigned yes, unsigned no)
{
	assert(p->size < COUNT(p->code));
	p->code[p->size++] = (struct sock_filter){ (unsigned short)code, (unsigned char)yes, (unsigned char)no, k };
}

static void answer(struct program *p, unsigned with)
{
	step(p, BPF_RET | BPF_K, with, 0, 0);
}

/* A list of calls that are refused; the number of the call stands in the accumulator. */
static void refuse(struct program *p, const int *list, size_t count, int why)
{
	for (size_t i = 0; i < count; i++) {
		step(p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)list[i], 0, 1);
		answer(p, SECCOMP_RET_ERRNO | (unsigned)why);
	}
}

/* A call that is allowed only if its first argument passes that test. */
static void refuse_unless(struct program *p, int call, unsigned test, unsigned value)
{
	step(p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 4);
	step(p, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0]), 0, 0);
	step(p, BPF_JMP | test | BPF_K, value, 0, 1);
	answer(p, SECCOMP_RET_ALLOW);
	answer(p, SECCOMP_RET_ERRNO | EPERM);
}

static void build(struct program *p, unsigned calls)
{
	static const int newer[] = { SYS_clone3 }; /* its flags lie in memory: glibc then takes clone */

	p->size = 0;
	step(p, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
	step(p, BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0);
	answer(p, SECCOMP_RET_KILL_PROCESS);
	step(p, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
#ifdef X32_BIT
	step(p, BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1);
	answer(p, SECCOMP_RET_KILL_PROCESS);
#endif
	refuse(p, never, COUNT(never), EPERM);
	if (calls & FENCE_NO_PROGRAMS)
		refuse(p, programs, COUNT(programs), EPERM);
	if (calls & FENCE_NO_SOCKETS)
		refuse(p, sockets, COUNT(sockets), EPERM);
	if (calls & FENCE_NO_PROCESSES) {
		refuse(p, processes, COUNT(processes), EPERM);
		refuse(p, newer, COUNT(newer), ENOSYS);
		refuse_unless(p, SYS_clone, BPF_JSET, CLONE_THREAD);
	}
	if (calls & FENCE_UNIX_ONLY)
		refuse_unless(p, SYS_socket, BPF_JEQ, AF_UNIX);
	answer(p, SECCOMP_RET_ALLOW);
}

static struct error *fence_calls(unsigned calls)
{
	struct program program;

	build(&program, calls);
	struct sock_fprog filter = { .len = program.size, .filter = program.code };
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0)
		return NULL;
	if (errno != EINVAL && errno != ENOSYS)
		return error_raise(ERR_BUG, "seccomp: %s", strerror(errno));
	log_line("event=fence seccomp=missing");
	return NULL;
}
#else
static struct error *fence_calls(unsigned calls)
{
	(void)calls;
	log_line("event=fence seccomp=missing");
	return NULL;
}
#endif

struct error *fence(const struct fence_path *paths, size_t count, unsigned calls)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return error_raise(ERR_BUG, "no_new_privs: %s", strerror(errno));
	TRY(fence_files(paths, count));
	return fence_calls(calls);
}
