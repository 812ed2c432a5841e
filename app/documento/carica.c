/*
 * Bytes in: from the spooled body to sealed blocks, one after the other, with the SHA-256 of the
 * whole taken on the way.  A document of one request is one transaction; one that comes in pieces
 * is one transaction a piece, and is nothing but «in arrivo» to its uploader until the last.
 */
#include "documento/inside.h"
#include "documento/tipo.h"

#include "base/log.h"
#include "base/settings.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

/* What is needed to seal one document. */
struct penna {
	unsigned char key[CHIAVE_BYTE];
	crypto_hash_sha256_state sum;
	unsigned char *plain, *sealed;
	documento_id id;
	int64_t byte;
};

static void wipe(void *object)
{
	sodium_memzero(object, sizeof(struct penna));
}

static struct penna *penna_new(struct request *rq)
{
	struct penna *penna = arena_alloc(rq->arena, sizeof(*penna));

	penna->plain = arena_alloc(rq->arena, BLOCCO_BYTE);
	penna->sealed = arena_alloc(rq->arena, BLOCCO_BYTE + BLOCCO_IN_PIU);
	crypto_hash_sha256_init(&penna->sum);
	arena_hook(rq->arena, wipe, penna);
	return penna;
}

/* One block from the body at its present place. */
static struct error *copy_block(struct request *rq, struct penna *penna, int64_t index)
{
	size_t size = blocco_misura(penna->byte, index);
	bool last = index == blocco_quanti(penna->byte) - 1;

	if (fread(penna->plain, 1, size, rq->body_file) != size)
		return error_raise(ERR_BUG, "the spooled body ended before its time");
	crypto_hash_sha256_update(&penna->sum, penna->plain, size);
	return q_documento_blocco_scrivi(rq->db, penna->id, index,
					 blocco_chiudi(penna->key, penna->id.v, index, last, penna->plain, size, penna->sealed));
}

/* All bytes are here: the sum, and somebody who looks at it. */
static struct error *finish(struct request *rq, struct penna *penna)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	struct q_documento_controllo_chiedi job;

	crypto_hash_sha256_final(&penna->sum, sum);
	TRY(q_documento_arrivato(rq->db, (struct bytes){ sum, sizeof(sum) }, penna->id, penna->byte));
	TRY(q_documento_controllo_chiedi(rq->db, penna->id, &job));
	return NULL;
}

static struct error *create(struct request *rq, const struct arrivo *arrivo, struct penna *penna)
{
	struct q_documento_nuovo row;
	struct bytes wrapped;
	const char *master;

	TRY(chiave_crea(rq->arena, penna->key, &wrapped, &master));
	penna->byte = arrivo->byte;
	if (arrivo->domanda.v) {
		struct q_allegato_nuovo attached;
		TRY(q_allegato_nuovo(rq->db, arrivo->domanda, arrivo->nome, nome_senza_estensione(rq->arena, arrivo->nome), arrivo->tipo,
				     arrivo->byte, wrapped, master, &attached));
		penna->id = attached.documento_id;
		return NULL;
	}
	TRY(q_documento_nuovo(rq->db, arrivo->pratica, arrivo->bozza, arrivo->nome, nome_senza_estensione(rq->arena, arrivo->nome),
			      arrivo->data, arrivo->tipo, arrivo->byte, wrapped, master, &row));
	penna->id = row.documento_id;
	return NULL;
}

size_t carica_inizio(struct request *rq, int64_t offset, int64_t byte, unsigned char *inizio, size_t room)
{
	size_t want = byte < (int64_t)room ? (size_t)byte : room;

	if (!rq->body_file || fseeko(rq->body_file, offset, SEEK_SET))
		return 0;
	return fread(inizio, 1, want, rq->body_file);
}

/* Less than the tenth part free (DOC-7).  A body that was spooled has been asked already. */
static struct error *check_space(void)
{
	struct statvfs space;

	if (statvfs(setting_text("spool"), &space) == 0 &&
	    space.f_bavail < space.f_blocks / 100 * (fsblkcnt_t)setting_int("free_space_minimum_percent"))
		return error_raise(ERR_FULL, "less than %lld %% is free", (long long)setting_int("free_space_minimum_percent"));
	return NULL;
}

/* The stated maximum, and the quota of the service; `nuovi` come before it. */
static struct error *check_size(struct request *rq, const struct arrivo *arrivo, int64_t nuovi, const char **perche)
{
	/* people from outside have limits of their own: nobody of ours knows what they are doing */
	bool external = rq->session->phase == SESSION_EXTERNAL;
	int64_t most = setting_int(external ? "external_document_max_bytes" : "document_max_bytes");
	int64_t quota = setting_int(external ? "external_quota_bytes" : "document_quota_bytes");
	struct q_documento_spazio_usato used;

	if (most && arrivo->byte > most) {
		*perche = arena_printf(rq->arena, "È troppo grande: il massimo è %s. Riducilo o dividilo, poi caricalo di nuovo.",
				       italian_bytes(rq->arena, most));
		return NULL;
	}
	if (!quota)
		return NULL;
	TRY(q_documento_spazio_usato(rq->db, &used));
	if (external && arrivo->byte > quota - used.byte - nuovi)
		*perche = arena_printf(rq->arena, "Lo spazio per i tuoi allegati è finito: in tutto sono %s. Togli quelli che non servono.",
				       italian_bytes(rq->arena, quota));
	else if (arrivo->byte > quota - used.byte - nuovi)
		*perche = arena_printf(rq->arena,
				       "Lo spazio del tuo servizio è finito: ne usa %s su %s. Togli documenti inutili o chiedi più spazio "
				       "all’assistenza.", italian_bytes(rq->arena, used.byte), italian_bytes(rq->arena, quota));
	return NULL;
}

struct error *carica_rifiuto(struct request *rq, const struct arrivo *arrivo, const unsigned char *inizio, size_t quanti,
			     int64_t nuovi, const char **perche)
{
	const struct tipo *tipo;

	TRY(check_space());
	*perche = tipo_rifiuto(rq->arena, arrivo->nome, inizio, quanti, &tipo);
	return *perche ? NULL : check_size(rq, arrivo, nuovi, perche);
}

struct error *carica_annunciato(struct request *rq, const struct arrivo *arrivo, const char **perche)
{
	TRY(check_space());
	*perche = nome_rifiuto(rq->arena, arrivo->nome);
	return *perche ? NULL : check_size(rq, arrivo, 0, perche);
}

struct error *carica_tutto(struct request *rq, const struct arrivo *arrivo, int64_t offset, documento_id *id)
{
	struct penna *penna = penna_new(rq);
	int64_t blocks = blocco_quanti(arrivo->byte);

	TRY(create(rq, arrivo, penna));
	if (fseeko(rq->body_file, offset, SEEK_SET))
		return error_raise(ERR_BUG, "the spooled body has no place %lld", (long long)offset);
	for (int64_t i = 0; i < blocks; i++)
		TRY(copy_block(rq, penna, i));
	*id = penna->id;
	return finish(rq, penna);
}

/* ---- in pieces ---- */

struct error *carica_inizia(struct request *rq, const struct arrivo *arrivo, const char *segno, documento_id *id, int64_t *da)
{
	struct q_arrivo_trova found;
	struct penna *penna;
	bool again;

	TRY(q_arrivo_trova(rq->db, segno, arrivo->nome, arrivo->byte, arrivo->pratica, arrivo->bozza, &found, &again));
	if (again) {
		*id = found.documento_id;
		*da = found.ricevuti;
		return NULL;
	}
	penna = penna_new(rq);
	TRY(create(rq, arrivo, penna));
	TRY(q_arrivo_nuovo(rq->db, penna->id, segno));
	*id = penna->id;
	*da = 0;
	return NULL;
}

#define SOMMA_LUOGO (INT64_C(1) << 40) /* no document has so many blocks: the sum's own place */

/* The sum half way may hold the last bytes that went in, so it is sealed like a block. */
static struct error *sum_restore(struct penna *penna, struct bytes stored)
{
	unsigned char plain[sizeof(penna->sum) + BLOCCO_IN_PIU];
	size_t size;

	if (!stored.data)
		return NULL;
	if (stored.size > sizeof(plain))
		return error_raise(ERR_BUG, "the sum half way has %zu bytes", stored.size);
	TRY(blocco_apri(penna->key, penna->id.v, SOMMA_LUOGO, false, stored, plain, &size));
	if (size != sizeof(penna->sum))
		return error_raise(ERR_BUG, "the sum half way is of another program");
	memcpy(&penna->sum, plain, size);
	sodium_memzero(plain, sizeof(plain));
	return NULL;
}

static struct error *sum_store(struct request *rq, struct penna *penna, int64_t received)
{
	unsigned char sealed[sizeof(penna->sum) + BLOCCO_IN_PIU];

	return q_arrivo_avanza(rq->db, received,
			       blocco_chiudi(penna->key, penna->id.v, SOMMA_LUOGO, false, (const unsigned char *)&penna->sum,
					     sizeof(penna->sum), sealed), penna->id);
}

/* A piece begins at the border of a block and ends at one, or at the end of the document. */
static bool is_whole_blocks(int64_t from, int64_t size, int64_t byte)
{
	return size > 0 && from % (int64_t)BLOCCO_BYTE == 0 && size <= byte - from &&
	       (from + size == byte || size % (int64_t)BLOCCO_BYTE == 0);
}

static struct error *check_beginning(struct request *rq, const struct q_arrivo_prendi *row, const char **perche)
{
	unsigned char first[TIPO_INIZIO];
	const struct tipo *tipo;
	size_t size = carica_inizio(rq, 0, rq->content_length, first, sizeof(first));

	*perche = tipo_rifiuto(rq->arena, row->nome_file, first, size, &tipo);
	return NULL;
}

struct error *carica_pezzo(struct request *rq, documento_id id, int64_t da, bool *preso, int64_t *ricevuti, bool *finito,
			   const char **perche)
{
	struct q_arrivo_prendi row;
	struct penna *penna;
	bool found;

	*preso = *finito = false;
	*perche = NULL;
	TRY(q_arrivo_prendi(rq->db, id, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no document is arriving");
	*ricevuti = row.ricevuti;
	if (da != row.ricevuti || !rq->body_file || !is_whole_blocks(da, rq->content_length, row.byte))
		return NULL;
	if (da == 0)
		TRY(check_beginning(rq, &row, perche));
	if (*perche)
		return NULL;
	penna = penna_new(rq);
	penna->id = id;
	penna->byte = row.byte;
	TRY(chiave_apri(row.chiave, row.chiave_maestra, penna->key));
	TRY(sum_restore(penna, row.somma));
	if (fseeko(rq->body_file, 0, SEEK_SET))
		return error_raise(ERR_BUG, "the spooled piece cannot be read again");
	int64_t end = da + rq->content_length;
	for (int64_t i = da / (int64_t)BLOCCO_BYTE; i * (int64_t)BLOCCO_BYTE < end; i++)
		TRY(copy_block(rq, penna, i));
	*preso = true;
	*ricevuti = end;
	if (end < row.byte)
		return sum_store(rq, penna, end);
	*finito = true;
	TRY(finish(rq, penna));
	return q_arrivo_fine(rq->db, id);
}
