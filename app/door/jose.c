/*
 * libcjose signs and verifies; OpenSSL reads the keys, which come as PEM.
 */
#include "door/jose.h"

#include "base/text.h"

#include <cjose/cjose.h>
#include <errno.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define SMALLEST_BITS 2048
#define LARGEST_BYTES 1024 /* of one number of a key: 8192 bits */
#define NUMBERS 8
#define TOKEN_LONGEST 16384

struct jose_key {
	cjose_jwk_t *jwk;
	const char *kid;
};

static void release_jwk(void *jwk)
{
	cjose_jwk_release(jwk);
}

static void release_json(void *json)
{
	json_decref(json);
}

/* ---- keys ---- */

struct numbers {
	unsigned char bytes[NUMBERS][LARGEST_BYTES];
	size_t size[NUMBERS];
};

static bool read_number(const EVP_PKEY *pkey, const char *name, unsigned char bytes[LARGEST_BYTES], size_t *size)
{
	BIGNUM *number = NULL;
	bool good = EVP_PKEY_get_bn_param(pkey, name, &number) == 1 && BN_num_bytes(number) <= LARGEST_BYTES;

	*size = good ? (size_t)BN_bn2bin(number, bytes) : 0;
	BN_clear_free(number);
	return good;
}

static bool read_numbers(const EVP_PKEY *pkey, struct numbers *n, int count)
{
	static const char *const names[NUMBERS] = {
		OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
		OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
		OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
	};

	for (int i = 0; i < count; i++)
		if (!read_number(pkey, names[i], n->bytes[i], &n->size[i]))
			return false;
	return true;
}

static cjose_jwk_t *make_jwk(const EVP_PKEY *pkey, bool private)
{
	struct numbers n = { 0 };
	cjose_jwk_t *jwk = NULL;

	if (EVP_PKEY_is_a(pkey, "RSA") == 1 && EVP_PKEY_get_bits(pkey) >= SMALLEST_BITS && read_numbers(pkey, &n, private ? NUMBERS : 2)) {
		cjose_jwk_rsa_keyspec spec = {
			.n = n.bytes[0], .nlen = n.size[0], .e = n.bytes[1], .elen = n.size[1],
		};
		if (private) {
			spec.d = n.bytes[2], spec.dlen = n.size[2];
			spec.p = n.bytes[3], spec.plen = n.size[3];
			spec.q = n.bytes[4], spec.qlen = n.size[4];
			spec.dp = n.bytes[5], spec.dplen = n.size[5];
			spec.dq = n.bytes[6], spec.dqlen = n.size[6];
			spec.qi = n.bytes[7], spec.qilen = n.size[7];
		}
		jwk = cjose_jwk_create_RSA_spec(&spec, NULL);
	}
	sodium_memzero(&n, sizeof(n));
	return jwk;
}

static struct error *read_key(struct arena *arena, const char *path, const char *kid, bool private, struct jose_key **out)
{
	FILE *file = fopen(path, "re");

	if (!file)
		return error_raise(ERR_BUG, "cannot read '%s': %s", path, strerror(errno));
	EVP_PKEY *pkey = private ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : PEM_read_PUBKEY(file, NULL, NULL, NULL);
	fclose(file);
	cjose_jwk_t *jwk = pkey ? make_jwk(pkey, private) : NULL;
	EVP_PKEY_free(pkey);
	if (!jwk)
		return error_raise(ERR_BUG, "'%s' holds no RSA key of %d bits or more in PEM", path, SMALLEST_BITS);
	struct jose_key *key = arena_alloc(arena, sizeof(*key));
	*key = (struct jose_key){ jwk, arena_strdup(arena, kid) };
	arena_hook(arena, release_jwk, jwk);
	*out = key;
	return NULL;
}

struct error *jose_private_key(struct arena *arena, const char *path, const char *kid, struct jose_key **key)
{
	return read_key(arena, path, kid, true, key);
}

struct error *jose_public_key(struct arena *arena, const char *path, struct jose_key **key)
{
	return read_key(arena, path, NULL, false, key);
}

/* ---- tokens ---- */

struct error *jose_sign(struct arena *arena, const struct jose_key *key, json_t *claims, const char **token)
{
	cjose_header_t *header = cjose_header_new(NULL);
	char *payload = json_dumps(claims, JSON_COMPACT);
	const char *serial = NULL;
	cjose_jws_t *jws = NULL;

	if (header && payload && cjose_header_set(header, CJOSE_HDR_ALG, CJOSE_HDR_ALG_RS256, NULL) && cjose_header_set(header, "typ", "JWT", NULL) &&
	    (!key->kid || cjose_header_set(header, CJOSE_HDR_KID, key->kid, NULL)))
		jws = cjose_jws_sign(key->jwk, header, (const uint8_t *)payload, strlen(payload), NULL);
	*token = jws && cjose_jws_export(jws, &serial, NULL) ? arena_strdup(arena, serial) : NULL;
	cjose_jws_release(jws);
	cjose_header_release(header);
	free(payload);
	return *token ? NULL : error_raise(ERR_BUG, "the token could not be signed");
}

/* RS256 and nothing else: the header of a token must not choose how it is checked. */
static bool is_rs256(cjose_jws_t *jws)
{
	const char *algorithm = cjose_header_get(cjose_jws_get_protected(jws), CJOSE_HDR_ALG, NULL);

	return algorithm && strcmp(algorithm, CJOSE_HDR_ALG_RS256) == 0;
}

json_t *jose_verify(struct arena *arena, const struct jose_key *key, const char *token)
{
	size_t size = token ? strlen(token) : 0, length;
	uint8_t *payload;
	json_t *claims = NULL;

	if (!size || size > TOKEN_LONGEST)
		return NULL;
	cjose_jws_t *jws = cjose_jws_import(token, size, NULL);
	if (jws && is_rs256(jws) && cjose_jws_verify(jws, key->jwk, NULL) && cjose_jws_get_plaintext(jws, &payload, &length, NULL))
		claims = json_loadb((const char *)payload, length, JSON_REJECT_DUPLICATES, NULL);
	cjose_jws_release(jws);
	if (!json_is_object(claims)) {
		json_decref(claims);
		return NULL;
	}
	arena_hook(arena, release_json, claims);
	return claims;
}

/* ---- pieces ---- */

const char *jose_uuid(struct arena *arena)
{
	unsigned char b[16];

	randombytes_buf(b, sizeof(b));
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	const char *hex = text_hex(arena, b, sizeof(b));
	return arena_printf(arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

const char *jose_sha256_hex(struct arena *arena, const void *data, size_t size)
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, data, size);
	return text_hex(arena, sum, sizeof(sum));
}

const char *jose_sha256_base64(struct arena *arena, const void *data, size_t size)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	size_t room = sodium_base64_encoded_len(sizeof(sum), sodium_base64_VARIANT_ORIGINAL);
	char *out = arena_alloc(arena, room);

	crypto_hash_sha256(sum, data, size);
	return sodium_bin2base64(out, room, sum, sizeof(sum), sodium_base64_VARIANT_ORIGINAL);
}
