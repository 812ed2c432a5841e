/* Messages: models, headers that cannot be split, quoted-printable; the maildir. */
#include "expect.h"

#include "base/settings.h"
#include "door/mail.h"

#include <dirent.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>

static struct arena *arena;
static char folder[] = "/tmp/siz-mail-XXXXXX";

static const char *path_of(const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	if (sodium_init() < 0 || !mkdtemp(folder) || mkdir(path_of("posta"), 0700) != 0)
		return -1;
	write_file("siz.conf", arena_printf(arena, "conf = %s\nmaildir = %s\nsmtp_from = siz@ambito.example\n"
					    "ambito_name = Ambito di Città\n", folder, path_of("maildir")));
	write_file("posta/prova.txt", "Oggetto per {nome}\n\nBuongiorno {nome},\n\n{indirizzo}\n");
	write_file("posta/storta.txt", "Senza riga vuota {nome}\n");
	write_file("posta/ignota.txt", "Oggetto\n\n{segreto}\n");
	write_file("posta/aperta.txt", "Oggetto\n\n{nome\n");
	expect_success(settings_load(path_of("siz.conf")));
	return 0;
}

static void remove_all(const char *path)
{
	DIR *open_folder = opendir(path);
	struct dirent *entry;

	if (!open_folder) {
		unlink(path);
		return;
	}
	while ((entry = readdir(open_folder)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			remove_all(arena_printf(arena, "%s/%s", path, entry->d_name));
	closedir(open_folder);
	rmdir(path);
}

static int end(void **state)
{
	(void)state;
	remove_all(folder);
	arena_free(arena);
	return 0;
}

static const char *message(const char *to, const char *subject, const char *body)
{
	struct mail mail = { .to = to, .subject = subject, .text = body };
	struct text *whole;

	expect_success(mail_message(arena, &mail, &whole));
	return whole->data;
}

static void has(const char *whole, const char *part)
{
	if (!strstr(whole, part))
		fail_msg("«%s» is not in:\n%s", part, whole);
}

static void plain_message_is_written_plainly(void **state)
{
	const char *whole = message("anna.rossi@comune.example", "Una prova", "Prima riga.\nSeconda.\n");

	(void)state;
	has(whole, "To: <anna.rossi@comune.example>\r\n");
	has(whole, "Subject: Una prova\r\n");
	has(whole, "From: =?UTF-8?B?QW1iaXRvIGRpIENpdHTDoA==?= <siz@ambito.example>\r\n");
	has(whole, "\r\n\r\nPrima riga.\r\nSeconda.\r\n");
	has(whole, "Auto-Submitted: auto-generated\r\n");
	has(whole, "@ambito.example>\r\n");
}

/* Nothing that comes from data makes a second header or a second recipient. */
static void nothing_can_be_smuggled_in(void **state)
{
	static const char *const addresses[] = {
		"a@b.example\r\nBcc: x@y.example", "a@b.example\nx", "a@b.example, x@y.example", "a@b@c.example", "@b.example", "a@",
		"a", "", "-oQ/tmp@b.example", "a b@c.example", "<a@b.example>", "è@b.example", "a@b.example\x7f",
	};
	struct text *whole;

	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		struct mail mail = { .to = addresses[i], .subject = "x", .text = "y" };
		expect_failure(mail_message(arena, &mail, &whole), ERR_BAD_REQUEST);
	}
	struct mail mail = { .to = "a@b.example", .subject = "x\r\nBcc: x@y.example", .text = "y" };
	expect_failure(mail_message(arena, &mail, &whole), ERR_BAD_REQUEST);
	mail.subject = "x\ty";
	expect_failure(mail_message(arena, &mail, &whole), ERR_BAD_REQUEST);
}

static void lines_are_never_too_long(const char *whole)
{
	while (*whole) {
		size_t size = strcspn(whole, "\r");
		assert_true(size <= 78);
		assert_int_equal(strncmp(whole + size, "\r\n", 2), 0);
		whole += size + 2;
	}
}

static void long_subject_is_folded_between_characters(void **state)
{
	struct text *subject = text_new(arena);

	(void)state;
	for (int i = 0; i < 60; i++)
		text_add(subject, "xè");
	const char *whole = message("a@b.example", subject->data, "y");
	lines_are_never_too_long(whole);
	/* each word is whole UTF-8 */
	for (const char *at = strstr(whole, "Subject:"); (at = strstr(at, "=?UTF-8?B?")); ) {
		unsigned char bytes[100];
		size_t size = 0, length;
		at += 10;
		length = strcspn(at, "?");
		assert_int_equal(sodium_base642bin(bytes, sizeof(bytes), at, length, NULL, &size, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
		assert_true(text_is_clean((const char *)bytes, size));
	}
}

static void body_is_quoted_printable(void **state)
{
	struct text *long_line = text_new(arena);

	(void)state;
	has(message("a@b.example", "x", "così = 3 \nfine"), "\r\ncos=C3=AC =3D 3=20\r\nfine\r\n");
	has(message("a@b.example", "x", "a\r\nb\n"), "\r\na\r\nb\r\n");
	for (int i = 0; i < 200; i++)
		text_add(long_line, "parola ");
	lines_are_never_too_long(message("a@b.example", "x", long_line->data));
	long_line = text_new(arena);
	for (int i = 0; i < 200; i++)
		text_add(long_line, "è");
	lines_are_never_too_long(message("a@b.example", "x", long_line->data));
}

static void models_are_filled(void **state)
{
	const struct mail_word words[] = { { "nome", "D'Amico <b>&\"Rossi\"" }, { "indirizzo", "https://x.example/{nome}" }, { NULL, NULL } };
	struct mail mail = { 0 };

	(void)state;
	expect_success(mail_model(arena, "prova", words, &mail));
	assert_string_equal(mail.subject, "Oggetto per D'Amico <b>&\"Rossi\"");
	assert_string_equal(mail.text, "Buongiorno D'Amico <b>&\"Rossi\",\n\nhttps://x.example/{nome}\n");
	expect_failure(mail_model(arena, "storta", words, &mail), ERR_BUG);
	expect_failure(mail_model(arena, "ignota", words, &mail), ERR_BUG);
	expect_failure(mail_model(arena, "aperta", words, &mail), ERR_BUG);
	expect_failure(mail_model(arena, "non_esiste", words, &mail), ERR_BUG);
	expect_failure(mail_model(arena, "../posta/prova", words, &mail), ERR_BAD_REQUEST);
}

/* The models that are shipped ask only for words that the job gives. */
static void shipped_models_are_whole(void **state)
{
	const struct mail_word words[] = {
		{ "nome", "n" }, { "codice", "c" }, { "indirizzo", "i" }, { "minuti", "30" }, { "ambito", "a" }, { "sito", "s" }, { "assistenza", "x" },
		{ "utente", "u" }, { "ore", "24" }, { "motivo", "m" }, { NULL, NULL },
	};
	DIR *models = opendir("conf/posta");
	struct dirent *entry;
	int count = 0;

	(void)state;
	assert_non_null(models);
	expect_success(settings_load("conf/siz.conf"));
	while ((entry = readdir(models))) {
		struct mail mail = { .to = "a@b.example" };
		struct text *whole;
		char *dot = strrchr(entry->d_name, '.');
		if (!dot || strcmp(dot, ".txt") != 0)
			continue;
		expect_success(mail_model(arena, arena_strndup(arena, entry->d_name, (size_t)(dot - entry->d_name)), words, &mail));
		expect_success(mail_message(arena, &mail, &whole));
		count++;
	}
	closedir(models);
	expect_success(settings_load(path_of("siz.conf")));
	assert_true(count >= 2);
}

static void maildir_gets_a_whole_file(void **state)
{
	struct mail mail = { .to = "a@b.example", .subject = "x", .text = "riga\n" };
	DIR *tmp, *new;
	struct dirent *entry;
	int files = 0;

	(void)state;
	expect_success(mail_send(arena, &mail));
	tmp = opendir(path_of("maildir/tmp"));
	new = opendir(path_of("maildir/new"));
	assert_non_null(tmp);
	assert_non_null(new);
	while ((entry = readdir(tmp)))
		assert_true(entry->d_name[0] == '.');
	while ((entry = readdir(new))) {
		struct stat about;
		if (entry->d_name[0] == '.')
			continue;
		assert_int_equal(stat(arena_printf(arena, "%s/%s", path_of("maildir/new"), entry->d_name), &about), 0);
		assert_int_equal(about.st_mode & 0777, 0600);
		assert_true(about.st_size > 200);
		files++;
	}
	closedir(tmp);
	closedir(new);
	assert_int_equal(files, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_message_is_written_plainly),
		cmocka_unit_test(nothing_can_be_smuggled_in),
		cmocka_unit_test(long_subject_is_folded_between_characters),
		cmocka_unit_test(body_is_quoted_printable),
		cmocka_unit_test(models_are_filled),
		cmocka_unit_test(shipped_models_are_whole),
		cmocka_unit_test(maildir_gets_a_whole_file),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
