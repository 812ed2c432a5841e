/* A sealed block opens only in its own place, whole and unchanged (DOC-3). */
#include "expect.h"

#include "base/settings.h"
#include "documento/blocco.h"

#include <sodium.h>
#include <stdlib.h>

#define DOCUMENTO 4711

static char folder[] = "/tmp/siz-blocco-XXXXXX";
static char conf[64], master[64], other[64];

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void write_key(const char *path)
{
	unsigned char key[32];
	char line[64];

	randombytes_buf(key, sizeof(key));
	sodium_bin2base64(line, sizeof(line), key, sizeof(key), sodium_base64_VARIANT_ORIGINAL);
	write_text(path, line);
}

static void use_keys(const char *now, const char *before)
{
	char text[256];

	snprintf(text, sizeof(text), "master_key_file = %s\nmaster_key_old_file = %s\n", now, before);
	write_text(conf, text);
	expect_success(settings_load(conf));
}

static int prepare(void **state)
{
	(void)state;
	if (sodium_init() < 0 || !mkdtemp(folder))
		return -1;
	snprintf(conf, sizeof(conf), "%s/conf", folder);
	snprintf(master, sizeof(master), "%s/master", folder);
	snprintf(other, sizeof(other), "%s/other", folder);
	write_key(master);
	write_key(other);
	return 0;
}

static int clear(void **state)
{
	(void)state;
	unlink(conf);
	unlink(master);
	unlink(other);
	return rmdir(folder);
}

struct two {
	unsigned char key[CHIAVE_BYTE];
	unsigned char *plain;
	struct bytes first, last; /* sealed: 0, and 1 which is the last */
	unsigned char *out;
};

static struct two *two_blocks(struct arena *arena)
{
	struct two *two = arena_alloc(arena, sizeof(*two));

	randombytes_buf(two->key, sizeof(two->key));
	two->plain = arena_alloc(arena, BLOCCO_BYTE);
	randombytes_buf(two->plain, BLOCCO_BYTE);
	two->out = arena_alloc(arena, BLOCCO_BYTE + BLOCCO_IN_PIU);
	two->first = blocco_chiudi(two->key, DOCUMENTO, 0, false, two->plain, BLOCCO_BYTE, arena_alloc(arena, BLOCCO_BYTE + BLOCCO_IN_PIU));
	two->last = blocco_chiudi(two->key, DOCUMENTO, 1, true, two->plain, 777, arena_alloc(arena, 777 + BLOCCO_IN_PIU));
	return two;
}

static void what_goes_in_comes_out(void **state)
{
	struct two *two = two_blocks(*state);
	size_t size;

	assert_int_equal(two->first.size, BLOCCO_BYTE + BLOCCO_IN_PIU);
	expect_success(blocco_apri(two->key, DOCUMENTO, 0, false, two->first, two->out, &size));
	assert_int_equal(size, BLOCCO_BYTE);
	assert_memory_equal(two->out, two->plain, size);
	expect_success(blocco_apri(two->key, DOCUMENTO, 1, true, two->last, two->out, &size));
	assert_int_equal(size, 777);
	assert_memory_equal(two->out, two->plain, size);
}

/* Every byte of a small block: nonce, content and tag. */
static void a_changed_byte_is_found(void **state)
{
	struct two *two = two_blocks(*state);
	unsigned char *copy = arena_alloc(*state, two->last.size);
	size_t size;

	for (size_t i = 0; i < two->last.size; i++) {
		memcpy(copy, two->last.data, two->last.size);
		copy[i] ^= 1;
		expect_failure(blocco_apri(two->key, DOCUMENTO, 1, true, (struct bytes){ copy, two->last.size }, two->out, &size), ERR_BUG);
		assert_int_equal(size, 0);
		assert_memory_not_equal(two->out, two->plain, 777);
	}
}

static void a_cut_or_longer_block_is_found(void **state)
{
	struct two *two = two_blocks(*state);
	unsigned char *longer = arena_alloc(*state, two->last.size + 1);
	size_t size;

	for (size_t cut = 0; cut < two->last.size; cut += 13)
		expect_failure(blocco_apri(two->key, DOCUMENTO, 1, true, (struct bytes){ two->last.data, cut }, two->out, &size), ERR_BUG);
	memcpy(longer, two->last.data, two->last.size);
	expect_failure(blocco_apri(two->key, DOCUMENTO, 1, true, (struct bytes){ longer, two->last.size + 1 }, two->out, &size), ERR_BUG);
	expect_failure(blocco_apri(two->key, DOCUMENTO, 1, true, (struct bytes){ NULL, 0 }, two->out, &size), ERR_BUG);
}

/* Swapped, moved to another document, made the last or not the last, under another key. */
static void a_block_in_another_place_is_found(void **state)
{
	struct two *two = two_blocks(*state);
	unsigned char key[CHIAVE_BYTE];
	size_t size;

	randombytes_buf(key, sizeof(key));
	expect_failure(blocco_apri(two->key, DOCUMENTO, 1, true, two->first, two->out, &size), ERR_BUG);
	expect_failure(blocco_apri(two->key, DOCUMENTO, 0, false, two->last, two->out, &size), ERR_BUG);
	expect_failure(blocco_apri(two->key, DOCUMENTO, 0, true, two->first, two->out, &size), ERR_BUG);
	expect_failure(blocco_apri(two->key, DOCUMENTO, 1, false, two->last, two->out, &size), ERR_BUG);
	expect_failure(blocco_apri(two->key, DOCUMENTO + 1, 0, false, two->first, two->out, &size), ERR_BUG);
	expect_failure(blocco_apri(key, DOCUMENTO, 0, false, two->first, two->out, &size), ERR_BUG);
}

static void how_many_and_how_long(void **state)
{
	const int64_t mib = (int64_t)BLOCCO_BYTE;

	(void)state;
	assert_int_equal(blocco_quanti(1), 1);
	assert_int_equal(blocco_quanti(mib), 1);
	assert_int_equal(blocco_quanti(mib + 1), 2);
	assert_int_equal(blocco_misura(mib + 1, 0), BLOCCO_BYTE);
	assert_int_equal(blocco_misura(mib + 1, 1), 1);
	assert_int_equal(blocco_misura(mib, 0), BLOCCO_BYTE);
	/* 5 GiB and more are counted right */
	assert_int_equal(blocco_quanti(INT64_C(6) * 1024 * mib + 5), 6 * 1024 + 1);
	assert_int_equal(blocco_misura(INT64_C(6) * 1024 * mib + 5, 6 * 1024), 5);
}

static void the_key_opens_with_its_master_only(void **state)
{
	unsigned char key[CHIAVE_BYTE], opened[CHIAVE_BYTE];
	struct bytes wrapped;
	const char *id;

	use_keys(master, "");
	expect_success(chiave_crea(*state, key, &wrapped, &id));
	assert_int_equal(strlen(id), 16);
	expect_success(chiave_apri(wrapped, id, opened));
	assert_memory_equal(key, opened, CHIAVE_BYTE);
	use_keys(other, "");
	expect_failure(chiave_apri(wrapped, id, opened), ERR_BUG);
	/* another master key took over, the one before is still at hand */
	use_keys(other, master);
	expect_success(chiave_apri(wrapped, id, opened));
	assert_memory_equal(key, opened, CHIAVE_BYTE);
}

/* Another master key rewrites the wrapped key only, and then the one before is not needed. */
static void a_key_moves_to_another_master(void **state)
{
	unsigned char key[CHIAVE_BYTE], opened[CHIAVE_BYTE];
	struct bytes wrapped, moved;
	const char *id, *now, *present;

	use_keys(master, "");
	expect_success(chiave_crea(*state, key, &wrapped, &id));
	use_keys(other, "");
	expect_failure(chiave_richiudi(*state, wrapped, id, &moved, &now), ERR_BUG);
	use_keys(other, master);
	expect_success(chiave_maestra(*state, &present));
	expect_success(chiave_richiudi(*state, wrapped, id, &moved, &now));
	assert_string_equal(now, present);
	assert_string_not_equal(now, id);
	use_keys(other, "");
	expect_success(chiave_apri(moved, now, opened));
	assert_memory_equal(key, opened, CHIAVE_BYTE);
}

static void an_altered_key_is_found(void **state)
{
	unsigned char key[CHIAVE_BYTE], opened[CHIAVE_BYTE], *copy;
	struct bytes wrapped;
	const char *id;

	use_keys(master, "");
	expect_success(chiave_crea(*state, key, &wrapped, &id));
	copy = arena_alloc(*state, wrapped.size);
	for (size_t i = 0; i < wrapped.size; i++) {
		memcpy(copy, wrapped.data, wrapped.size);
		copy[i] ^= 0x80;
		expect_failure(chiave_apri((struct bytes){ copy, wrapped.size }, id, opened), ERR_BUG);
	}
	expect_failure(chiave_apri((struct bytes){ wrapped.data, wrapped.size - 1 }, id, opened), ERR_BUG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(what_goes_in_comes_out),
		arena_test(a_changed_byte_is_found),
		arena_test(a_cut_or_longer_block_is_found),
		arena_test(a_block_in_another_place_is_found),
		arena_test(how_many_and_how_long),
		arena_test(the_key_opens_with_its_master_only),
		arena_test(a_key_moves_to_another_master),
		arena_test(an_altered_key_is_found),
	};

	return cmocka_run_group_tests(tests, prepare, clear);
}
