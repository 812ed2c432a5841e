/*
 * The job «documento_controllo» and the limited child that looks into the file.
 */
#include "documento/controllo.h"
#include "documento/blocco.h"
#include "documento/documento.h"
#include "documento/inside.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "door/antivirus.h"
#include "job/child.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RISPOSTA 1024

#define NESSUN_ANTIVIRUS "L’antivirus non è collegato."
#define NON_RIUSCITO "Il controllo del file non è riuscito: il file è danneggiato o troppo complesso. Salvalo di nuovo e ricaricalo."

/* ---- the child ---- */

/* One line: verdict, type, claim, words, with tabs between. */
static const char *look(struct arena *arena, const unsigned char *data, size_t size, const void *nome)
{
	struct referto referto;

	esame(arena, data, size, nome, &referto);
	return arena_printf(arena, "%s\t%s\t%s\t%s\n", referto.accettato ? "ok" : "no", referto.mime ? referto.mime : "",
			    referto.pdfa ? referto.pdfa : "", referto.motivo ? referto.motivo : "");
}

/* ---- its parent ---- */

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
	const char *line;

	*referto = (struct referto){ .motivo = NON_RIUSCITO };
	TRY(child_run(arena, file, byte, look, nome, RISPOSTA, &line));
	if (line)
		understand(arena, arena_strdup(arena, line), referto);
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

struct error *controllo_apri(struct job *job, const struct q_documento_da_controllare *d, int *fd)
{
	TRY(nameless_file(fd));
	struct error *err = unseal(job, d, *fd);
	if (err)
		close(*fd);
	return err;
}

/* After what took its time: the note is a transaction of its own. */
static struct error *verdict(struct job *job, documento_id id, const char *stato, const struct referto *r, const char *esito)
{
	TRY(db_begin(job->db, false));
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

	TRY(db_commit(job->db));
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

	TRY(db_begin(job->db, false));
	TRY(q_documento_da_controllare(job->db, (documento_id){ job_int(job, "documento") }, &d, &found));
	if (!found) /* removed with its draft, or checked already */
		return NULL;
	if (d.byte > setting_int("check_max_bytes")) {
		TRY(db_commit(job->db));
		return verdict(job, d.documento_id, "non_controllato", &nothing,
			       arena_printf(job->arena, "È oltre la misura che si controlla (%s).",
					    italian_bytes(job->arena, setting_int("check_max_bytes"))));
	}
	TRY(controllo_apri(job, &d, &fd));
	struct error *err = check_file(job, &d, fd);
	close(fd);
	return err;
}

int64_t documento_controlla_secondi(void)
{
	return CHILD_SECONDS + ANTIVIRUS_SECONDS;
}
