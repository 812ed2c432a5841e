/*
 * The job «documento_controllo» and the limited child that looks into the file.
 */
#include "documento/controllo.h"
#include "documento/blocco.h"
#include "documento/documento.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "door/antivirus.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MEMORIA ((rlim_t)512 * 1024 * 1024)
#define SECONDI_CPU 20
#define SECONDI 60
#define RISPOSTA 1024
#define NESSUNO 65534

#define NESSUN_ANTIVIRUS "L’antivirus non è collegato."
#define NON_RIUSCITO "Il controllo del file non è riuscito: il file è danneggiato o troppo complesso. Salvalo di nuovo e ricaricalo."

/* ---- the child ---- */

static void limit(int what, rlim_t value)
{
	struct rlimit both = { value, value };

	if (setrlimit(what, &both))
		_exit(3);
}

/* Nothing but the file (3) and the pipe (4), no way out, little of everything. */
static void confine(int file, int64_t byte, int out)
{
	int nothing = open("/dev/null", O_RDWR);

	if (nothing < 0 || dup2(file, 3) < 0)
		_exit(3);
	if (out != 4 && dup2(out, 4) < 0)
		_exit(3);
	for (int fd = 0; fd <= 2; fd++)
		dup2(nothing, fd);
	if (close_range(5, ~0U, 0))
		_exit(3);
	if (unshare(CLONE_NEWNET | CLONE_NEWIPC) && unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC))
		log_line("event=no_namespace"); /* to /dev/null: some machines forbid it; the limits below hold */
	if (geteuid() == 0 && (setgroups(0, NULL) || setgid(NESSUNO) || setuid(NESSUNO)))
		_exit(3);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		_exit(3);
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, MEMORIA + (rlim_t)byte);
#else
	(void)byte;
#endif
	limit(RLIMIT_CPU, SECONDI_CPU);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 16);
}

/* One line: verdict, type, claim, words, with tabs between. */
static void answer(struct arena *arena, const struct referto *referto)
{
	const char *line = arena_printf(arena, "%s\t%s\t%s\t%s\n", referto->accettato ? "ok" : "no", referto->mime ? referto->mime : "",
					referto->pdfa ? referto->pdfa : "", referto->motivo ? referto->motivo : "");

	if (write(4, line, strlen(line)) != (ssize_t)strlen(line))
		_exit(3);
}

static _Noreturn void be_child(int file, int64_t byte, const char *nome, int out)
{
	struct arena *arena = arena_new();
	struct referto referto;

	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	confine(file, byte, out);
	const unsigned char *data = mmap(NULL, (size_t)byte, PROT_READ, MAP_PRIVATE, 3, 0);
	if (data == MAP_FAILED)
		_exit(3);
	esame(arena, data, (size_t)byte, nome, &referto);
	answer(arena, &referto);
	_exit(0);
}

/* ---- its parent ---- */

static int64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What the child says until it closes the pipe or its time is over. */
static size_t read_answer(int in, char *line)
{
	int64_t deadline = clock_ms() + SECONDI * 1000;
	size_t had = 0;

	while (had < RISPOSTA) {
		struct pollfd wait = { .fd = in, .events = POLLIN };
		int64_t left = deadline - clock_ms();
		if (left <= 0)
			break;
		int ready = poll(&wait, 1, (int)left);
		if (ready < 0 && errno == EINTR)
			continue;
		ssize_t got = ready > 0 ? read(in, line + had, RISPOSTA - had) : 0;
		if (got <= 0)
			break;
		had += (size_t)got;
	}
	line[had] = '\0';
	return had;
}

static const char *part(struct arena *arena, char **rest)
{
	char *from = *rest, *end = from + strcspn(from, "\t\n");

	*rest = *end ? end + 1 : end;
	return end == from ? NULL : arena_strndup(arena, from, (size_t)(end - from));
}

static void understand(struct arena *arena, char *line, struct referto *referto)
{
	char *rest = line;
	const char *word = part(arena, &rest);

	referto->accettato = word && strcmp(word, "ok") == 0;
	referto->mime = part(arena, &rest);
	referto->pdfa = part(arena, &rest);
	referto->motivo = part(arena, &rest);
	if (referto->accettato && !referto->mime)
		referto->accettato = false;
	if (!referto->accettato && !referto->motivo)
		referto->motivo = NON_RIUSCITO;
}

struct error *controllo_esegui(struct arena *arena, int file, int64_t byte, const char *nome, struct referto *referto)
{
	char line[RISPOSTA + 1];
	int ends[2], status = 0;

	*referto = (struct referto){ .motivo = NON_RIUSCITO };
	if (pipe2(ends, O_CLOEXEC))
		return error_raise(ERR_BUSY, "pipe: %s", strerror(errno));
	/* 3 and 4 become the child's own: what it is to keep must not lie there */
	int safe_file = fcntl(file, F_DUPFD_CLOEXEC, 10), safe_out = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
	close(ends[1]);
	pid_t child = safe_file < 0 || safe_out < 0 ? -1 : fork();
	if (child == 0)
		be_child(safe_file, byte, nome, safe_out);
	int why = errno;
	close(safe_file);
	close(safe_out);
	if (child < 0) {
		close(ends[0]);
		return error_raise(ERR_BUSY, "no child for the check: %s", strerror(why));
	}
	size_t had = read_answer(ends[0], line);
	close(ends[0]);
	kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (had && line[had - 1] == '\n') {
		understand(arena, line, referto);
		return NULL;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		return error_raise(ERR_BUSY, "the child of the check could not begin");
	log_line("event=check_broke signal=%d", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	return NULL;
}

/* ---- the job ---- */

static struct error *nameless_file(int *out)
{
	char name[1100];
	int fd = open(setting_text("spool"), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd < 0) {
		snprintf(name, sizeof(name), "%s/siz-XXXXXX", setting_text("spool"));
		fd = mkostemp(name, O_CLOEXEC);
		if (fd >= 0)
			unlink(name);
	}
	if (fd < 0)
		return error_raise(ERR_BUSY, "%s: no file for the check: %s", setting_text("spool"), strerror(errno));
	*out = fd;
	return NULL;
}

static struct error *write_all(int fd, const unsigned char *data, size_t size)
{
	while (size) {
		ssize_t put = write(fd, data, size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return error_raise(ERR_BUSY, "the file of the check: %s", strerror(errno));
		data += put;
		size -= (size_t)put;
	}
	return NULL;
}

/* The document as it was, into the file; its sum must be the one noted when it arrived. */
static struct error *unseal(struct job *job, const struct q_documento_da_controllare *d, int fd)
{
	unsigned char key[CHIAVE_BYTE], sum[crypto_hash_sha256_BYTES];
	unsigned char *plain = arena_alloc(job->arena, BLOCCO_BYTE + BLOCCO_IN_PIU);
	struct arena *scratch = arena_new(), *before = db_arena_use(job->db, scratch);
	crypto_hash_sha256_state state;
	int64_t blocks = blocco_quanti(d->byte);
	struct error *err = chiave_apri(d->chiave, d->chiave_maestra, key);

	crypto_hash_sha256_init(&state);
	for (int64_t i = 0; !err && i < blocks; i++) {
		struct q_documento_blocco_leggi row;
		size_t size = 0;
		err = q_documento_blocco_leggi(job->db, d->documento_id, i, &row);
		if (!err)
			err = blocco_apri(key, d->documento_id.v, i, i == blocks - 1, row.dati, plain, &size);
		if (!err) {
			crypto_hash_sha256_update(&state, plain, size);
			err = write_all(fd, plain, size);
		}
		arena_reset(scratch);
	}
	db_arena_use(job->db, before);
	arena_free(scratch);
	sodium_memzero(key, sizeof(key));
	TRY(err);
	crypto_hash_sha256_final(&state, sum);
	if (d->impronta.size != sizeof(sum) || sodium_memcmp(sum, d->impronta.data, sizeof(sum)) != 0)
		return error_raise(ERR_BUG, "document %lld is not what arrived", (long long)d->documento_id.v);
	return NULL;
}

static struct error *verdict(struct job *job, documento_id id, const char *stato, const struct referto *r, const char *esito)
{
	log_line("event=checked documento=%lld stato=%s", (long long)id.v, stato);
	return q_documento_verdetto(job->db, id, stato, r->mime, r->pdfa, esito);
}

static struct error *ask_antivirus(struct job *job, documento_id id, int fd, const struct referto *r)
{
	const char *path = setting_text("clamd_socket"), *virus;
	enum antivirus found;

	if (!*path)
		return verdict(job, id, "non_controllato", r,
			       r->motivo ? arena_printf(job->arena, "%s %s", NESSUN_ANTIVIRUS, r->motivo) : NESSUN_ANTIVIRUS);
	TRY(antivirus_chiedi(job->arena, path, fd, &found, &virus));
	if (found == ANTIVIRUS_INFETTO) {
		log_line("event=alarm virus documento=%lld", (long long)id.v);
		return verdict(job, id, "infetto", r,
			       arena_printf(job->arena, "L’antivirus ha trovato %s. Il file non è stato conservato: avvisa l’assistenza.",
					    virus));
	}
	if (found == ANTIVIRUS_NON_ANALIZZABILE)
		return verdict(job, id, "non_controllato", r, "L’antivirus non è riuscito ad analizzarlo tutto: è oltre i suoi limiti.");
	return verdict(job, id, "pulito", r, r->motivo);
}

static struct error *check_file(struct job *job, const struct q_documento_da_controllare *d, int fd)
{
	struct referto referto;

	TRY(unseal(job, d, fd));
	TRY(controllo_esegui(job->arena, fd, d->byte, d->nome_file, &referto));
	if (!referto.accettato)
		return verdict(job, d->documento_id, "rifiutato", &referto, referto.motivo);
	if (lseek(fd, 0, SEEK_SET) < 0)
		return error_raise(ERR_BUG, "seek: %s", strerror(errno));
	return ask_antivirus(job, d->documento_id, fd, &referto);
}

struct error *documento_controlla(struct job *job)
{
	struct q_documento_da_controllare d;
	struct referto nothing = { .mime = "application/octet-stream" };
	bool found;
	int fd;

	TRY(q_documento_da_controllare(job->db, (documento_id){ job_int(job, "documento") }, &d, &found));
	if (!found) /* removed with its draft, or checked already */
		return NULL;
	if (d.byte > setting_int("check_max_bytes"))
		return verdict(job, d.documento_id, "non_controllato", &nothing,
			       arena_printf(job->arena, "È oltre la misura che si controlla (%s).",
					    italian_bytes(job->arena, setting_int("check_max_bytes"))));
	TRY(nameless_file(&fd));
	struct error *err = check_file(job, &d, fd);
	close(fd);
	return err;
}
