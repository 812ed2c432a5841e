/*
 * From a file of this machine to sealed blocks.
 */
#include "documento/deposito.h"

#include "documento/blocco.h"
#include "documento/controllo.h"
#include "documento/tipo.h"

#include "base/settings.h"
#include "base/text.h"
#include "door/antivirus.h"
#include "page/page.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what it is ---- */

/* As many bytes as the file has from there on, `size` at most; -1 if it cannot be read. */
static ssize_t read_at(int file, unsigned char *into, size_t size, int64_t from)
{
	size_t have = 0;

	while (have < size) {
		ssize_t got = pread(file, into + have, size - have, from + (int64_t)have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static struct error *ask_antivirus(struct arena *arena, int file, const char **perche)
{
	const char *path = setting_text("clamd_socket"), *virus;
	enum antivirus found;

	if (!*path)
		return NULL;
	if (lseek(file, 0, SEEK_SET) < 0)
		return error_raise(ERR_BUG, "seek: %s", strerror(errno));
	TRY(antivirus_chiedi(arena, path, file, &found, &virus));
	if (found == ANTIVIRUS_INFETTO)
		*perche = arena_printf(arena, "L’antivirus ha trovato %s: il file non è stato preso", virus);
	return NULL;
}

struct error *deposito_esamina(struct arena *arena, int file, int64_t byte, const char *nome, const char **perche)
{
	int64_t most = setting_int("document_max_bytes");
	unsigned char first[TIPO_INIZIO];
	const struct tipo *tipo;
	struct referto referto;
	ssize_t size = read_at(file, first, sizeof(first), 0);

	*perche = size < 0 ? "Non si riesce a leggere il file" : tipo_rifiuto(arena, nome, first, (size_t)size, &tipo);
	if (!*perche && most && byte > most)
		*perche = arena_printf(arena, "È troppo grande: il massimo è %s", italian_bytes(arena, most));
	/* what is beyond the measure of the check is marked by it, as of every upload */
	if (*perche || byte > setting_int("check_max_bytes"))
		return NULL;
	TRY(controllo_esegui(arena, file, byte, nome, &referto));
	if (!referto.accettato) {
		*perche = referto.motivo;
		return NULL;
	}
	return ask_antivirus(arena, file, perche);
}

/* ---- its bytes ---- */

static struct error *changed(void)
{
	return error_raise(ERR_CONFLICT, "a file changed while it was read: nothing was imported");
}

static struct error *seal_blocks(struct db *db, struct arena *arena, int file, int64_t byte, documento_id id,
				 const unsigned char key[CHIAVE_BYTE], unsigned char sum[crypto_hash_sha256_BYTES])
{
	unsigned char *plain = arena_alloc(arena, BLOCCO_BYTE), *sealed = arena_alloc(arena, BLOCCO_BYTE + BLOCCO_IN_PIU);
	int64_t blocks = blocco_quanti(byte);
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (int64_t i = 0; i < blocks; i++) {
		size_t size = blocco_misura(byte, i);

		if (read_at(file, plain, size, i * (int64_t)BLOCCO_BYTE) != (ssize_t)size)
			return changed();
		crypto_hash_sha256_update(&state, plain, size);
		TRY(q_importa_documento_blocco(db, id, i, blocco_chiudi(key, id.v, i, i == blocks - 1, plain, size, sealed)));
	}
	crypto_hash_sha256_final(&state, sum);
	sodium_memzero(plain, BLOCCO_BYTE);
	return NULL;
}

struct error *deposito_chiudi(struct db *db, struct arena *arena, int file, int64_t byte, const char *nome, const char *oggetto,
			      importazione_id importazione, int64_t riga)
{
	unsigned char key[CHIAVE_BYTE], sum[crypto_hash_sha256_BYTES];
	struct q_importa_documento_nuovo row;
	struct stat before, after;
	struct bytes wrapped;
	const char *master;

	if (fstat(file, &before) || before.st_size != byte)
		return changed();
	TRY(chiave_crea(arena, key, &wrapped, &master));
	struct error *err = q_importa_documento_nuovo(db, importazione, riga, nome, oggetto ? oggetto : nome_senza_estensione(arena, nome), byte,
						      wrapped, master, &row);
	if (!err)
		err = seal_blocks(db, arena, file, byte, row.documento_id, key, sum);
	sodium_memzero(key, sizeof(key));
	TRY(err);
	if (fstat(file, &after) || after.st_size != byte || after.st_ctim.tv_sec != before.st_ctim.tv_sec ||
	    after.st_ctim.tv_nsec != before.st_ctim.tv_nsec)
		return changed();
	return q_importa_documento_arrivato(db, row.documento_id, (struct bytes){ sum, sizeof(sum) });
}
