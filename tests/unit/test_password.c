/* Hashing of passwords and the rules of a new one; runs in the project's folder. */
#include "expect.h"

#include "access/password.h"
#include "base/settings.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct arena *arena;
static char folder[] = "/tmp/siz-password-XXXXXX";

static void write_file(const char *name, const char *text)
{
	char path[200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int begin(void **state)
{
	char conf[1000];

	(void)state;
	if (sodium_init() < 0 || !mkdtemp(folder))
		return -1;
	write_file("pepper", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
	snprintf(conf, sizeof(conf), "pepper_file = %s/pepper\nspool = %s\nhash_slots = 2\n", folder, folder);
	write_file("siz.conf", conf);
	snprintf(conf, sizeof(conf), "%s/siz.conf", folder);
	expect_success(settings_load(conf));
	arena = arena_new();
	return 0;
}

static int end(void **state)
{
	static const char *const files[] = { "pepper", "siz.conf", "siz-impronta.0", "siz-impronta.1" };
	char path[200];

	(void)state;
	arena_free(arena);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		unlink(path);
	}
	return rmdir(folder);
}

static void hash_is_argon2id_of_the_right_cost(void **state)
{
	const char *first, *second;
	bool ok, rehash;

	(void)state;
	expect_success(password_hash(arena, "una frase di prova", &first));
	expect_success(password_hash(arena, "una frase di prova", &second));
	assert_int_equal(strncmp(first, "$argon2id$v=19$m=65536,t=3,p=1$", 31), 0);
	assert_string_not_equal(first, second);
	expect_success(password_matches(first, "una frase di prova", &ok, &rehash));
	assert_true(ok);
	assert_false(rehash);
	expect_success(password_matches(first, "una frase di prova ", &ok, &rehash));
	assert_false(ok);
	assert_false(rehash);
}

/* A copy of the database does not allow guessing: the hash is not of the password itself. */
static void pepper_is_mixed_in(void **state)
{
	const char *phc;

	(void)state;
	expect_success(password_hash(arena, "una frase di prova", &phc));
	assert_int_not_equal(crypto_pwhash_str_verify(phc, "una frase di prova", 18), 0);
}

static void older_parameters_ask_for_a_new_hash(void **state)
{
	unsigned char key[32], root[32], mac[32];
	char mixed[65], weak[crypto_pwhash_STRBYTES];
	bool ok, rehash;

	(void)state;
	memcpy(root, "01234567890123456789012345678901", 32);
	crypto_auth_hmacsha256(key, (const unsigned char *)"password", 8, root);
	crypto_auth_hmacsha256(mac, (const unsigned char *)"una frase di prova", 18, key);
	sodium_bin2hex(mixed, sizeof(mixed), mac, sizeof(mac));
	assert_int_equal(crypto_pwhash_str(weak, mixed, 64, 2, 19456 * 1024), 0);
	expect_success(password_matches(weak, "una frase di prova", &ok, &rehash));
	assert_true(ok);
	assert_true(rehash);
	expect_success(password_matches(weak, "altra frase di prova", &ok, &rehash));
	assert_false(ok);
	assert_false(rehash);
}

static double seconds_of(const char *phc)
{
	struct timespec a, b;
	bool ok;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	expect_success(password_matches(phc, "una frase di prova", &ok, NULL));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	assert_false(ok);
	return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* An unknown name costs what a known one does; a malformed hash would be refused at once. */
static void unknown_name_costs_the_same(void **state)
{
	const char *phc;

	(void)state;
	expect_success(password_hash(arena, "un’altra frase di prova", &phc));
	double known = seconds_of(phc), unknown = seconds_of(NULL), empty = seconds_of("");
	assert_true(unknown > known * 0.6 && unknown < known * 1.7);
	assert_true(empty > known * 0.6 && empty < known * 1.7);
}

/* A holder that is killed gives its slot back. */
static void slot_of_a_killed_process_is_free(void **state)
{
	char path[200];
	int ready[2];
	bool ok;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		for (int i = 0; i < 2; i++) {
			snprintf(path, sizeof(path), "%s/siz-impronta.%d", folder, i);
			int file = open(path, O_RDONLY | O_CREAT, 0644);
			if (file < 0 || flock(file, LOCK_EX) != 0)
				_exit(1);
		}
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	char mark;
	assert_int_equal(read(ready[0], &mark, 1), 1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	expect_success(password_matches(NULL, "x", &ok, NULL));
	close(ready[0]);
	close(ready[1]);
}

static const char *refusal(const char *password, bool administrator)
{
	const struct password_owner owner = {
		.username = "sofia.d-amico2", .name = "Sofia", .surname = "D’Amico", .administrator = administrator,
	};
	const char *why = "nothing was said";

	expect_success(password_refusal(arena, password, &owner, &why));
	return why;
}

static void refused(const char *password, const char *words)
{
	const char *why = refusal(password, false);

	if (!why || !strstr(why, words))
		fail_msg("«%s» gave «%s», expected «%s»", password, why ? why : "(taken)", words);
}

static void length_is_counted_in_characters(void **state)
{
	char long_one[130];

	(void)state;
	refused("undici-car!", "11 caratteri");
	assert_null(refusal("dodici-cara!", false));
	assert_null(refusal("èèèèèèèèèèèè", false));
	refused("èèèèèèèèèèè", "11 caratteri");
	assert_non_null(refusal("tredici-carat", true));
	assert_null(refusal("quattordici-ca", true));
	memset(long_one, 'q', sizeof(long_one));
	long_one[129] = '\0';
	refused(long_one, "al massimo 128");
	long_one[128] = '\0';
	assert_null(refusal(long_one, false));
}

static void words_of_the_person_and_of_the_place_are_refused(void **state)
{
	(void)state;
	refused("viva-Sofia-sempre", "il tuo nome utente («sofia»)");
	refused("il gatto amico mio", "(«amico»)");
	refused("ICARO vola in alto", "«icaro»");
	refused("password del SIZ qui", "«siz»");
	refused("piazza di Lodi 12", "«lodi»");
	assert_null(refusal("il gatto nero salta", false));
}

static void common_passwords_are_refused(void **state)
{
	(void)state;
	refused("000princess111", "più usate");
	refused("Password-2026", "più usate");
	refused("!!football99!!", "più usate");
	assert_null(refusal("Dimostrazione-2026", false));
}

static void the_last_ones_are_refused(void **state)
{
	const char *past[3] = { 0 }, *why;

	(void)state;
	expect_success(password_hash(arena, "primavera tiepida", &past[0]));
	expect_success(password_hash(arena, "autunno piovoso", &past[2]));
	struct password_owner owner = { .username = "a.b", .name = "A", .surname = "B", .past = past, .past_count = 3 };
	expect_success(password_refusal(arena, "autunno piovoso", &owner, &why));
	assert_non_null(why);
	assert_non_null(strstr(why, "ultime 10"));
	expect_success(password_refusal(arena, "Autunno piovoso", &owner, &why));
	assert_null(why);
}

static void temporary_ones_are_long_and_different(void **state)
{
	(void)state;
	const char *one = password_temporary(arena), *two = password_temporary(arena);
	assert_int_equal(strlen(one), 27);
	assert_string_not_equal(one, two);
	assert_null(refusal(one, true));
}

static void list_of_common_ones_is_long_enough(void **state)
{
	FILE *file = fopen("conf/password-comuni.txt", "r");
	char line[256];
	int count = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		count += strncmp(line, "# ", 2) != 0;
	fclose(file);
	assert_true(count >= 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hash_is_argon2id_of_the_right_cost),
		cmocka_unit_test(pepper_is_mixed_in),
		cmocka_unit_test(older_parameters_ask_for_a_new_hash),
		cmocka_unit_test(unknown_name_costs_the_same),
		cmocka_unit_test(slot_of_a_killed_process_is_free),
		cmocka_unit_test(length_is_counted_in_characters),
		cmocka_unit_test(words_of_the_person_and_of_the_place_are_refused),
		cmocka_unit_test(common_passwords_are_refused),
		cmocka_unit_test(the_last_ones_are_refused),
		cmocka_unit_test(temporary_ones_are_long_and_different),
		cmocka_unit_test(list_of_common_ones_is_long_enough),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
