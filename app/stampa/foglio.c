/*
 * Sealing a PDF into blocks, and opening it for the one who downloads it.
 */
#include "stampa/foglio.h"

#include "documento/blocco.h"

#include <sodium.h>
#include <string.h>

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

/* ---- delivering ---- */

struct whole {
	unsigned char *data;
	size_t size, at;
};

static struct error *read_on(void *source, unsigned char *buffer, size_t size, size_t *written)
{
	struct whole *whole = source;
	size_t left = whole->size - whole->at;

	*written = left < size ? left : size;
	memcpy(buffer, whole->data + whole->at, *written);
	whole->at += *written;
	return NULL;
}

static void wipe(void *object)
{
	struct whole *whole = object;

	sodium_memzero(whole->data, whole->size);
}

/* A print is small beside a document (setting print_max_bytes): it is opened whole before the
 * first byte leaves, so that one that was altered never begins to. */
static struct error *open_blocks(struct db *db, const struct foglio *foglio, foglio_leggi read, struct whole *whole)
{
	unsigned char key[CHIAVE_BYTE];
	int64_t count = blocco_quanti(foglio->byte);
	struct error *err = chiave_apri(foglio->key, foglio->master, key);

	for (int64_t i = 0; !err && i < count; i++) {
		struct bytes block = { NULL, 0 };
		size_t size = 0;
		bool found = false;
		err = read(db, foglio->id, i, &block, &found);
		if (!err && !found)
			err = error_raise(ERR_BUG, "block %lld of print %lld is not there", (long long)i, (long long)foglio->id);
		if (!err)
			err = blocco_apri(key, foglio->id, i, i == count - 1, block, whole->data + whole->size, &size);
		if (!err && size != blocco_misura(foglio->byte, i))
			err = error_raise(ERR_BUG, "block %lld of print %lld has another size", (long long)i, (long long)foglio->id);
		whole->size += size;
	}
	sodium_memzero(key, sizeof(key));
	return error_pass(err);
}

struct error *foglio_manda(struct request *rq, const struct foglio *foglio, foglio_leggi read, const char *file_name)
{
	struct response *response = rq->response;
	struct whole *whole = arena_alloc(rq->arena, sizeof(*whole));

	*whole = (struct whole){ .data = arena_alloc(rq->arena, (size_t)foglio->byte + BLOCCO_IN_PIU) };
	arena_hook(rq->arena, wipe, whole);
	TRY(open_blocks(rq->db, foglio, read, whole));
	response->content_type = "application/pdf";
	response_header(response, "Content-Disposition", response_disposition(rq->arena, "attachment", file_name));
	response_header(response, "Content-Security-Policy", "sandbox");
	response->reader = read_on;
	response->reader_source = whole;
	response->reader_length = (int64_t)whole->size;
	rq->web->sent = true;
	return NULL;
}
