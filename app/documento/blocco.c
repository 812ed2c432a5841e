/*
 * Sealing (libsodium).  The associated data are numbers in a fixed order and width, so that no
 * two places of two documents ever look the same.
 */
#include "documento/blocco.h"

#include "access/secret.h"
#include "base/settings.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define LUOGO_BYTE 32
static_assert(NONCE + TAG == 24 + 16, "BLOCCO_IN_PIU");
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == CHIAVE_BYTE, "CHIAVE_BYTE");

static void number(unsigned char *out, uint64_t value)
{
	for (int i = 0; i < 8; i++)
		out[i] = (unsigned char)(value >> (8 * i));
}

static void place(unsigned char out[LUOGO_BYTE], int64_t documento, int64_t indice, bool ultimo)
{
	memset(out, 0, LUOGO_BYTE);
	memcpy(out, "SIZ doc1", 8);
	number(out + 8, (uint64_t)documento);
	number(out + 16, (uint64_t)indice);
	out[24] = ultimo;
}

int64_t blocco_quanti(int64_t byte)
{
	return byte / (int64_t)BLOCCO_BYTE + (byte % (int64_t)BLOCCO_BYTE != 0);
}

size_t blocco_misura(int64_t byte, int64_t indice)
{
	int64_t left = byte - indice * (int64_t)BLOCCO_BYTE;

	return left < (int64_t)BLOCCO_BYTE ? (size_t)left : BLOCCO_BYTE;
}

struct bytes blocco_chiudi(const unsigned char chiave[CHIAVE_BYTE], int64_t documento, int64_t indice, bool ultimo,
			   const unsigned char *dati, size_t size, unsigned char *out)
{
	unsigned char luogo[LUOGO_BYTE];
	unsigned long long written = 0;

	assert(size && size <= BLOCCO_BYTE);
	place(luogo, documento, indice, ultimo);
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &written, dati, size, luogo, sizeof(luogo), NULL, out, chiave);
	return (struct bytes){ out, NONCE + (size_t)written };
}

struct error *blocco_apri(const unsigned char chiave[CHIAVE_BYTE], int64_t documento, int64_t indice, bool ultimo,
			  struct bytes chiuso, unsigned char *out, size_t *size)
{
	unsigned char luogo[LUOGO_BYTE];
	unsigned long long written = 0;

	*size = 0;
	place(luogo, documento, indice, ultimo);
	if (!chiuso.data || chiuso.size <= BLOCCO_IN_PIU || chiuso.size > BLOCCO_BYTE + BLOCCO_IN_PIU)
		return error_raise(ERR_BUG, "block %lld of document %lld has %zu bytes", (long long)indice,
				   (long long)documento, chiuso.size);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &written, NULL, chiuso.data + NONCE, chiuso.size - NONCE, luogo,
						       sizeof(luogo), chiuso.data, chiave)) {
		sodium_memzero(out, chiuso.size);
		return error_raise(ERR_BUG, "block %lld of document %lld was altered", (long long)indice,
				   (long long)documento);
	}
	*size = (size_t)written;
	return NULL;
}

/* ---- the document's key under the master key ---- */

/* An id that says nothing about the key. */
static const char *master_id(struct arena *arena, const unsigned char master[32])
{
	static const unsigned char words[] = "SIZ chiave dei documenti";
	unsigned char mac[crypto_auth_hmacsha256_BYTES];

	crypto_auth_hmacsha256(mac, words, sizeof(words) - 1, master);
	return text_hex(arena, mac, 8);
}

static struct error *master_derive(const char *path, unsigned char key[32])
{
	static const unsigned char words[] = "SIZ chiavi chiuse";
	unsigned char root[32];

	TRY(secret_file(path, root));
	crypto_auth_hmacsha256(key, words, sizeof(words) - 1, root);
	sodium_memzero(root, sizeof(root));
	return NULL;
}

/* Wrap a key under the present master key. */
static struct error *wrap(struct arena *arena, const unsigned char chiave[CHIAVE_BYTE], struct bytes *chiusa, const char **maestra)
{
	unsigned char master[32];
	unsigned long long written = 0;
	unsigned char *out = arena_alloc(arena, NONCE + CHIAVE_BYTE + TAG);

	TRY(master_derive(setting_text("master_key_file"), master));
	*maestra = master_id(arena, master);
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &written, chiave, CHIAVE_BYTE, (const unsigned char *)*maestra,
						   strlen(*maestra), NULL, out, master);
	sodium_memzero(master, sizeof(master));
	*chiusa = (struct bytes){ out, NONCE + (size_t)written };
	return NULL;
}

struct error *chiave_crea(struct arena *arena, unsigned char chiave[CHIAVE_BYTE], struct bytes *chiusa, const char **maestra)
{
	randombytes_buf(chiave, CHIAVE_BYTE);
	return wrap(arena, chiave, chiusa, maestra);
}

struct error *chiave_maestra(struct arena *arena, const char **maestra)
{
	unsigned char master[32];

	TRY(master_derive(setting_text("master_key_file"), master));
	*maestra = master_id(arena, master);
	sodium_memzero(master, sizeof(master));
	return NULL;
}

struct error *chiave_richiudi(struct arena *arena, struct bytes chiusa, const char *maestra, struct bytes *nuova,
			      const char **nuova_maestra)
{
	unsigned char chiave[CHIAVE_BYTE];

	TRY(chiave_apri(chiusa, maestra, chiave));
	struct error *err = wrap(arena, chiave, nuova, nuova_maestra);
	sodium_memzero(chiave, sizeof(chiave));
	return err;
}

/* Whether the key in that file is the one of that id. */
static struct error *master_find(const char *path, const char *maestra, unsigned char master[32], bool *found)
{
	*found = false;
	if (!*path)
		return NULL;
	TRY(master_derive(path, master));
	struct arena *scratch = arena_new();
	*found = strcmp(master_id(scratch, master), maestra) == 0;
	arena_free(scratch);
	return NULL;
}

struct error *chiave_apri(struct bytes chiusa, const char *maestra, unsigned char chiave[CHIAVE_BYTE])
{
	unsigned char master[32];
	unsigned long long written = 0;
	bool found;

	TRY(master_find(setting_text("master_key_file"), maestra, master, &found));
	if (!found)
		TRY(master_find(setting_text("master_key_old_file"), maestra, master, &found));
	if (!found)
		return error_raise(ERR_BUG, "there is no master key with the id %s", maestra);
	int bad = chiusa.size != NONCE + CHIAVE_BYTE + TAG ||
		  crypto_aead_xchacha20poly1305_ietf_decrypt(chiave, &written, NULL, chiusa.data + NONCE, chiusa.size - NONCE,
							     (const unsigned char *)maestra, strlen(maestra), chiusa.data, master);
	sodium_memzero(master, sizeof(master));
	return bad ? error_raise(ERR_BUG, "the key of a document was altered") : NULL;
}
