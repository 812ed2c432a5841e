/*
 * Secrets from files.  Read each time they are needed, wiped afterwards: a worker's memory does
 * not keep them between requests.
 */
#include "access/secret.h"

#include "base/settings.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

struct error *secret_file(const char *path, unsigned char key[32])
{
	char line[128] = "";
	size_t size = 0;

	/* not stdio: its buffer would keep a copy on the heap */
	int file = *path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (file < 0)
		return error_raise(ERR_BUG, "cannot read the secret '%s'", path);
	ssize_t got = read(file, line, sizeof(line) - 1);
	close(file);
	line[got > 0 ? got : 0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	int bad = sodium_base642bin(key, 32, line, strlen(line), " \r\n", &size, NULL, sodium_base64_VARIANT_ORIGINAL);
	sodium_memzero(line, sizeof(line));
	if (bad || size != 32)
		return error_raise(ERR_BUG, "the secret '%s' is not 32 bytes in base64", path);
	return NULL;
}

static struct error *derive(const char *path, const char *purpose, unsigned char key[32])
{
	unsigned char root[32];

	TRY(secret_file(path, root));
	crypto_auth_hmacsha256(key, (const unsigned char *)purpose, strlen(purpose), root);
	sodium_memzero(root, sizeof(root));
	return NULL;
}

struct error *secret_derive(const char *purpose, unsigned char key[32])
{
	return derive(setting_text("pepper_file"), purpose, key);
}

struct error *secret_seal(struct arena *arena, const char *context, const unsigned char *data, size_t size,
			  const unsigned char **sealed, size_t *sealed_size)
{
	const size_t nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
	unsigned char key[32];
	unsigned long long written;

	TRY(derive(setting_text("master_key_file"), "segreti brevi", key));
	unsigned char *out = arena_alloc(arena, nonce + size + crypto_aead_xchacha20poly1305_ietf_ABYTES);
	randombytes_buf(out, nonce);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonce, &written, data, size, (const unsigned char *)context,
						   strlen(context), NULL, out, key);
	sodium_memzero(key, sizeof(key));
	*sealed = out;
	*sealed_size = nonce + (size_t)written;
	return NULL;
}

/* Opens with the key derived from that file; *data NULL if it does not fit. */
static struct error *unseal_with(struct arena *arena, const char *path, const char *context, const unsigned char *sealed,
				 size_t sealed_size, const unsigned char **data, size_t *size)
{
	const size_t nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
	unsigned char key[32];
	unsigned long long written = 0;

	*data = NULL;
	TRY(derive(path, "segreti brevi", key));
	unsigned char *out = arena_alloc(arena, sealed_size);
	int bad = crypto_aead_xchacha20poly1305_ietf_decrypt(out, &written, NULL, sealed + nonce, sealed_size - nonce,
							     (const unsigned char *)context, strlen(context), sealed, key);
	sodium_memzero(key, sizeof(key));
	if (bad)
		return NULL;
	*data = out;
	*size = (size_t)written;
	return NULL;
}

/* *old: only the master key before opens it. */
static struct error *unseal_either(struct arena *arena, const char *context, const unsigned char *sealed, size_t sealed_size,
				   const unsigned char **data, size_t *size, bool *old)
{
	const char *before = setting_text("master_key_old_file");

	*old = false;
	if (sealed_size < crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)
		return error_raise(ERR_BUG, "a sealed secret is too short");
	TRY(unseal_with(arena, setting_text("master_key_file"), context, sealed, sealed_size, data, size));
	if (!*data && *before) {
		*old = true;
		TRY(unseal_with(arena, before, context, sealed, sealed_size, data, size));
	}
	return *data ? NULL : error_raise(ERR_BUG, "a sealed secret was altered, or its master key is gone");
}

struct error *secret_unseal(struct arena *arena, const char *context, const unsigned char *sealed,
			    size_t sealed_size, const unsigned char **data, size_t *size)
{
	bool old;

	return unseal_either(arena, context, sealed, sealed_size, data, size, &old);
}

struct error *secret_reseal(struct arena *arena, const char *context, const unsigned char *sealed, size_t sealed_size,
			    const unsigned char **fresh, size_t *fresh_size, bool *changed)
{
	const unsigned char *data;
	size_t size;

	TRY(unseal_either(arena, context, sealed, sealed_size, &data, &size, changed));
	return *changed ? secret_seal(arena, context, data, size, fresh, fresh_size) : NULL;
}
