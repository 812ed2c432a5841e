/*
 * Sealing a PDF into blocks, and opening it for the one who downloads it.
 */
#include "stampa/foglio.h"

#include "base/log.h"
#include "documento/blocco.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

static struct error *store_blocks(struct db *db, struct arena *arena, int64_t id, const unsigned char key[CHIAVE_BYTE], struct bytes pdf,
				  foglio_scrivi write)
{
	unsigned char *sealed = arena_alloc(arena, BLOCCO_BYTE + BLOCCO_IN_PIU);
	int64_t count = blocco_quanti((int64_t)pdf.size);

	for (int64_t i = 0; i < count; i++) {
		size_t size = blocco_misura((int64_t)pdf.size, i);
		TRY(write(db, id, i, blocco_chiudi(key, id, i, i == count - 1, pdf.data + (size_t)i * BLOCCO_BYTE, size, sealed)));
		TRY(db_wait(db)); /* `sealed` is used again */
	}
	return NULL;
}

struct error *foglio_chiudi(struct db *db, struct arena *arena, int64_t id, struct bytes pdf, foglio_scrivi write, struct foglio *foglio)
{
	unsigned char key[CHIAVE_BYTE], *sum = arena_alloc(arena, crypto_hash_sha256_BYTES);

	*foglio = (struct foglio){ .id = id, .byte = (int64_t)pdf.size };
	TRY(chiave_crea(arena, key, &foglio->key, &foglio->master));
	struct error *err = store_blocks(db, arena, id, key, pdf, write);
	sodium_memzero(key, sizeof(key));
	TRY(err);
	crypto_hash_sha256(sum, pdf.data, pdf.size);
	foglio->sum = (struct bytes){ sum, crypto_hash_sha256_BYTES };
	return NULL;
}

/* ---- delivering, as a document is (documento/scarica.c) ---- */

struct reader {
	struct request *rq;
	const struct foglio_fonte *source;
	struct arena *scratch;       /* of one block */
	unsigned char key[CHIAVE_BYTE];
	unsigned char *plain;        /* the open block, for as long as the answer lasts */
	int64_t id, byte, left, index, issued;
	size_t size, at;
	const char *proof;
};

static void close_reader(void *object)
{
	struct reader *reader = object;

	sodium_memzero(reader->key, sizeof(reader->key));
	sodium_memzero(reader->plain, BLOCCO_BYTE);
	arena_free(reader->scratch);
}

static struct error *open_block(struct reader *reader, struct bytes sealed)
{
	bool last = reader->index == blocco_quanti(reader->byte) - 1;
	struct error *err = blocco_apri(reader->key, reader->id, reader->index, last, sealed, reader->plain, &reader->size);

	if (!err && reader->size != blocco_misura(reader->byte, reader->index))
		err = error_raise(ERR_BUG, "block %lld of %s %lld has another size", (long long)reader->index, reader->source->what,
				  (long long)reader->id);
	if (err)
		log_line("event=alarm altered %s=%lld blocco=%lld rq=%s", reader->source->what, (long long)reader->id, (long long)reader->index,
			 reader->rq->id);
	reader->at = 0;
	return error_pass(err);
}

/* One block in one short transaction of its own. */
static struct error *fetch_block(struct reader *reader, struct bytes *sealed)
{
	struct request *rq = reader->rq;

	TRY(db_start(rq->db, reader->scratch));
	TRY(db_begin(rq->db, true));
	TRY(reader->source->next(rq->db, rq->session->token, reader->id, reader->index, reader->issued, reader->proof, sealed));
	return db_commit(rq->db);
}

static struct error *next_block(struct reader *reader)
{
	struct bytes sealed = { NULL, 0 };

	reader->index++;
	arena_reset(reader->scratch);
	struct error *err = fetch_block(reader, &sealed);
	if (err) {
		db_rollback(reader->rq->db); /* not open until this worker's next request */
		return error_pass(err);
	}
	if (!sealed.data)
		return error_raise(ERR_GONE, "the right to %s %lld ended during its transfer", reader->source->what, (long long)reader->id);
	return open_block(reader, sealed);
}

static struct error *read_on(void *object, unsigned char *buffer, size_t size, size_t *written)
{
	struct reader *reader = object;

	*written = 0;
	if (!reader->left)
		return NULL;
	if (reader->at == reader->size)
		TRY(next_block(reader));
	size_t count = reader->size - reader->at;
	*written = count < size ? count : size;
	memcpy(buffer, reader->plain + reader->at, *written);
	reader->at += *written;
	reader->left -= (int64_t)*written;
	return NULL;
}

/* By the right of who asks, so that what was altered is an incident page and no broken transfer. */
static struct error *first_block(struct reader *reader)
{
	struct request *rq = reader->rq;
	struct bytes sealed = { NULL, 0 };
	bool found = false;
	struct arena *before = db_arena_use(rq->db, reader->scratch);
	struct error *err = reader->source->first(rq->db, reader->id, 0, &sealed, &found);

	db_arena_use(rq->db, before);
	TRY(err);
	if (!found)
		return error_raise(ERR_BUG, "block 0 of %s %lld is not there", reader->source->what, (long long)reader->id);
	return open_block(reader, sealed);
}

static struct reader *reader_new(struct request *rq, const struct foglio *foglio, const struct foglio_fonte *source)
{
	struct reader *reader = arena_alloc(rq->arena, sizeof(*reader));
	int64_t now = (int64_t)time(NULL);

	*reader = (struct reader){
		.rq = rq, .source = source, .scratch = arena_new(), .plain = arena_alloc(rq->arena, BLOCCO_BYTE + BLOCCO_IN_PIU),
		.id = foglio->id, .byte = foglio->byte, .left = foglio->byte, .issued = now,
		.proof = session_proof(rq->arena, arena_printf(rq->arena, "%s|%lld|%lld|%s", source->what, (long long)foglio->id, (long long)now,
							       rq->session->token)),
	};
	arena_hook(rq->arena, close_reader, reader);
	return reader;
}

struct error *foglio_manda(struct request *rq, const struct foglio *foglio, const struct foglio_fonte *source, const char *file_name)
{
	struct response *response = rq->response;
	struct reader *reader = reader_new(rq, foglio, source);

	TRY(chiave_apri(foglio->key, foglio->master, reader->key));
	TRY(first_block(reader));
	response->content_type = "application/pdf";
	response_header(response, "Content-Disposition", response_disposition(rq->arena, "attachment", file_name));
	response_header(response, "Content-Security-Policy", "sandbox");
	response->reader = read_on;
	response->reader_source = reader;
	response->reader_length = reader->left;
	rq->web->sent = true;
	return NULL;
}
