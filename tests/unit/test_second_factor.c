/* Time-based codes, what is sealed, recovery codes. */
#include "expect.h"

#include "access/second_factor.h"
#include "base/settings.h"

#include <sodium.h>
#include <stdlib.h>

static struct arena *arena;
static char folder[] = "/tmp/siz-factor-XXXXXX";

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(arena_printf(arena, "%s/%s", folder, name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	if (sodium_init() < 0 || !mkdtemp(folder))
		return -1;
	write_file("key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
	write_file("siz.conf", arena_printf(arena, "pepper_file = %s/key\nmaster_key_file = %s/key\n", folder, folder));
	expect_success(settings_load(arena_printf(arena, "%s/siz.conf", folder)));
	return 0;
}

static int end(void **state)
{
	(void)state;
	unlink(arena_printf(arena, "%s/key", folder));
	unlink(arena_printf(arena, "%s/siz.conf", folder));
	arena_free(arena);
	return rmdir(folder);
}

/* RFC 6238, appendix B: secret "12345678901234567890", last six of its eight digits. */
static void codes_are_those_of_the_rfc(void **state)
{
	static const struct { int64_t now; const char *code; } vectors[] = {
		{ 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" }, { 1234567890, "005924" }, { 2000000000, "279037" },
	};
	struct second_factor factor = { 0 };
	int64_t step;

	(void)state;
	memcpy(factor.secret, "12345678901234567890", 20);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		assert_true(second_factor_fits(&factor, vectors[i].code, vectors[i].now, &step));
		assert_int_equal(step, vectors[i].now / 30);
		/* a step late and a step early fit too, and say of which step they are */
		assert_true(second_factor_fits(&factor, vectors[i].code, vectors[i].now + 30, &step));
		assert_int_equal(step, vectors[i].now / 30);
		assert_true(second_factor_fits(&factor, vectors[i].code, vectors[i].now - 30, &step));
		assert_int_equal(step, vectors[i].now / 30);
		assert_false(second_factor_fits(&factor, vectors[i].code, vectors[i].now + 90, &step));
		assert_false(second_factor_fits(&factor, "000000", vectors[i].now, &step));
	}
	assert_string_equal(second_factor_text(arena, &factor), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
	assert_string_equal(second_factor_uri(arena, &factor, "anna.rossi"),
			    "otpauth://totp/SIZ:anna.rossi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=SIZ&digits=6&period=30");
}

static void what_is_sealed_opens_for_its_operator_only(void **state)
{
	struct second_factor factor, back;
	struct bytes sealed;

	(void)state;
	second_factor_new(&factor);
	expect_success(second_factor_seal(arena, &factor, 7, &sealed));
	expect_success(second_factor_open(arena, sealed, 7, &back));
	assert_memory_equal(&factor.secret, &back.secret, sizeof(back.secret));
	assert_memory_equal(&factor.seed, &back.seed, sizeof(back.seed));
	assert_true(back.has_seed);
	expect_failure(second_factor_open(arena, sealed, 8, &back), ERR_BUG);
	factor.has_seed = false;
	expect_success(second_factor_seal(arena, &factor, 7, &sealed));
	expect_success(second_factor_open(arena, sealed, 7, &back));
	assert_false(back.has_seed);
}

static void use_keys(const char *now, const char *before)
{
	write_file("siz.conf", arena_printf(arena, "pepper_file = %s/key\nmaster_key_file = %s/%s\nmaster_key_old_file = %s%s%s\n", folder, folder,
					    now, *before ? folder : "", *before ? "/" : "", before));
	expect_success(settings_load(arena_printf(arena, "%s/siz.conf", folder)));
}

/* The master key is changed: with the one before at hand it opens, resealed it opens without. */
static void another_master_key_reseals(void **state)
{
	struct second_factor factor, back;
	struct bytes sealed, fresh;
	bool changed;

	(void)state;
	second_factor_new(&factor);
	expect_success(second_factor_seal(arena, &factor, 7, &sealed));
	expect_success(second_factor_reseal(arena, sealed, 7, &fresh, &changed));
	assert_false(changed);
	write_file("other", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=\n");
	use_keys("other", "");
	expect_failure(second_factor_open(arena, sealed, 7, &back), ERR_BUG);
	expect_failure(second_factor_reseal(arena, sealed, 7, &fresh, &changed), ERR_BUG);
	use_keys("other", "key");
	expect_success(second_factor_open(arena, sealed, 7, &back));
	expect_success(second_factor_reseal(arena, sealed, 7, &fresh, &changed));
	assert_true(changed);
	use_keys("other", "");
	expect_success(second_factor_open(arena, fresh, 7, &back));
	assert_memory_equal(&factor.secret, &back.secret, sizeof(back.secret));
	use_keys("key", "");
	unlink(arena_printf(arena, "%s/other", folder));
}

static void digits_are_read_with_blanks(void **state)
{
	(void)state;
	assert_string_equal(second_factor_digits(arena, "123 456"), "123456");
	assert_null(second_factor_digits(arena, "12345"));
	assert_null(second_factor_digits(arena, "1234567"));
	assert_null(second_factor_digits(arena, "abcde-fghij"));
}

static void recovery_codes_differ_and_are_read_kindly(void **state)
{
	struct second_factor factor, other;
	const char *first, *second;

	(void)state;
	second_factor_new(&factor);
	second_factor_new(&other);
	for (int i = 0; i < RECOVERY_CODES; i++) {
		assert_int_equal(strlen(recovery_code(arena, &factor, i)), 11);
		assert_string_equal(recovery_code(arena, &factor, i), recovery_code(arena, &factor, i));
		assert_string_not_equal(recovery_code(arena, &factor, i), recovery_code(arena, &other, i));
		for (int k = 0; k < i; k++)
			assert_string_not_equal(recovery_code(arena, &factor, i), recovery_code(arena, &factor, k));
	}
	expect_success(recovery_mark(arena, "abcde-fghij", &first));
	expect_success(recovery_mark(arena, " ABCDE fghij", &second));
	assert_string_equal(first, second);
	expect_success(recovery_mark(arena, "abcde-fghik", &second));
	assert_string_not_equal(first, second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_rfc),
		cmocka_unit_test(what_is_sealed_opens_for_its_operator_only),
		cmocka_unit_test(another_master_key_reseals),
		cmocka_unit_test(digits_are_read_with_blanks),
		cmocka_unit_test(recovery_codes_differ_and_are_read_kindly),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
