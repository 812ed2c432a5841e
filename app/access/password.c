/*
 * Hashing of passwords.  Each costs 64 MiB and a sixth of a second on purpose, so no more than a
 * few run at the same time on a host (AUTH-1): a slot is a lock on a file of the spool, which the
 * kernel gives back when its holder dies, however it dies.
 */
#include "access/password.h"

#include "access/secret.h"
#include "base/settings.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PASSES 3
#define MEMORY ((size_t)64 * 1024 * 1024)
#define WAIT_MILLISECONDS 8000
#define LOOK_MILLISECONDS 5

#define MIXED_SIZE (2 * crypto_auth_hmacsha256_BYTES + 1)

/* Compared with where there is no hash; nobody knows a password for it. */
static const char dummy[] =
	"$argon2id$v=19$m=65536,t=3,p=1$nzUqI6QcomP/qYinYr8gNQ$v+F30NvGmwTeHncVSmYdwAowHULw3cqCH7n5Vir+5fw";

/* Read-only is enough for a lock, and lets two users of one host share the file. */
static struct error *slot_file(int64_t number, int *file)
{
	char path[1100];
	int length = snprintf(path, sizeof(path), "%s/siz-impronta.%lld", setting_text("spool"), (long long)number);

	if (length < 0 || (size_t)length >= sizeof(path))
		return error_raise(ERR_BUG, "the path of the spool is too long");
	*file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (*file < 0 && errno == ENOENT)
		*file = open(path, O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (*file < 0)
		return error_raise(ERR_BUG, "cannot open '%s': %s", path, strerror(errno));
	return NULL;
}

/* Any free slot; *file < 0 if all are taken. */
static struct error *slot_try(int *file)
{
	int64_t slots = setting_int("hash_slots");

	for (int64_t i = 0; i < slots; i++) {
		TRY(slot_file((getpid() + i) % slots, file));
		if (flock(*file, LOCK_EX | LOCK_NB) == 0)
			return NULL;
		int why = errno;
		close(*file);
		*file = -1;
		if (why != EWOULDBLOCK && why != EINTR)
			return error_raise(ERR_BUG, "cannot lock a slot: %s", strerror(why));
	}
	return NULL;
}

static struct error *slot_take(int *file)
{
	const struct timespec look = { .tv_nsec = LOOK_MILLISECONDS * 1000000L };

	for (int waited = 0; waited <= WAIT_MILLISECONDS; waited += LOOK_MILLISECONDS) {
		TRY(slot_try(file));
		if (*file >= 0)
			return NULL;
		nanosleep(&look, NULL);
	}
	return error_raise(ERR_BUSY, "too many passwords are being hashed");
}

/* HMAC with the pepper, as text: Argon2id sees neither the length nor the password. */
static struct error *mix(const char *password, char mixed[MIXED_SIZE])
{
	unsigned char key[32], mac[crypto_auth_hmacsha256_BYTES];

	TRY(secret_derive("password", key));
	crypto_auth_hmacsha256(mac, (const unsigned char *)password, strlen(password), key);
	sodium_bin2hex(mixed, MIXED_SIZE, mac, sizeof(mac));
	sodium_memzero(key, sizeof(key));
	sodium_memzero(mac, sizeof(mac));
	return NULL;
}

struct error *password_hash(struct arena *arena, const char *password, const char **phc)
{
	char mixed[MIXED_SIZE];
	char *out = arena_alloc(arena, crypto_pwhash_STRBYTES);
	int slot = -1;

	TRY(slot_take(&slot));
	struct error *err = mix(password, mixed);
	if (!err && crypto_pwhash_str(out, mixed, strlen(mixed), PASSES, MEMORY) != 0)
		err = error_raise(ERR_BUSY, "no memory to hash a password");
	sodium_memzero(mixed, sizeof(mixed));
	close(slot);
	TRY(err);
	*phc = out;
	return NULL;
}

struct error *password_matches(const char *phc, const char *password, bool *ok, bool *needs_rehash)
{
	char mixed[MIXED_SIZE];
	bool known = phc && *phc;
	int slot = -1;

	*ok = false;
	TRY(slot_take(&slot));
	struct error *err = mix(password, mixed);
	if (!err) {
		bool equal = crypto_pwhash_str_verify(known ? phc : dummy, mixed, strlen(mixed)) == 0;
		*ok = equal && known;
	}
	sodium_memzero(mixed, sizeof(mixed));
	close(slot);
	TRY(err);
	if (needs_rehash)
		*needs_rehash = *ok && crypto_pwhash_str_needs_rehash(phc, PASSES, MEMORY) != 0;
	return NULL;
}

const char *password_temporary(struct arena *arena)
{
	/* no vowels but one, no signs that look alike: no words come out, and it can be dictated */
	static const char letters[32] = "abcdfghjkmnpqrstvwxyz23456789BCD";
	char *out = arena_alloc(arena, 30);
	size_t at = 0;

	for (int i = 0; i < 24; i++) {
		if (i && i % 6 == 0)
			out[at++] = '-';
		out[at++] = letters[randombytes_uniform(32)];
	}
	return out;
}

static void wipe(void *object)
{
	char *secret = object;

	sodium_memzero(secret, strlen(secret));
}

void password_forget(struct arena *arena, const char *secret)
{
	/* it lives in the arena, and nobody reads it after the hooks */
	if (secret)
		arena_hook(arena, wipe, (void *)(uintptr_t)secret);
}
