/* Names, first bytes and ranges of documents. */
#include "expect.h"

#include "base/text.h"
#include "documento/inside.h"
#include "documento/tipo.h"
#include "http/response.h"

#include <stdlib.h>

static void names_are_data_only(void **state)
{
	static const struct { const char *sent, *kept; } names[] = {
		{ "relazione.pdf", "relazione.pdf" },
		{ "../../etc/passwd", "passwd" },
		{ "C:\\Documenti\\verbale 2026.docx", "verbale 2026.docx" },
		{ "a\r\nSet-Cookie: x.pdf", "a__Set-Cookie: x.pdf" },
		{ "..", "documento" }, { "", "documento" }, { "cartella/", "documento" }, { "   ", "documento" },
		{ "fattura\xe2\x80\xae" "fdp.exe", "fattura_fdp.exe" }, /* turned round */
		{ "a\xe2\x80\x8b" "b.pdf", "a_b.pdf" },              /* not seen */
		{ "D’Amico <b>&\"Rossi\".pdf", "D’Amico <b>&\"Rossi\".pdf" },
		{ "perché è così.odt", "perché è così.odt" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_string_equal(nome_pulito(*state, names[i].sent), names[i].kept);
	assert_string_equal(nome_pulito(*state, NULL), "documento");
	assert_string_equal(nome_senza_estensione(*state, "relazione.pdf.p7m"), "relazione.pdf");
	assert_string_equal(nome_senza_estensione(*state, "senza"), "senza");
	assert_string_equal(nome_senza_estensione(*state, ".pdf"), ".pdf");
}

static void a_long_name_keeps_its_extension(void **state)
{
	char *name = arena_alloc(*state, 5001);
	const char *kept;
	size_t characters = 0;

	memset(name, 'a', 5000);
	memcpy(name + 4996, ".pdf", 4);
	kept = nome_pulito(*state, name);
	assert_int_equal(strlen(kept), 204);
	assert_string_equal(kept + 200, ".pdf");
	/* counted in characters, cut between them */
	for (size_t i = 0; i < 4996; i += 2)
		memcpy(name + i, "è", 2);
	kept = nome_pulito(*state, name);
	assert_true(text_is_clean(kept, strlen(kept)));
	for (const char *at = kept; *at; at++)
		characters += (*at & 0xC0) != 0x80;
	assert_int_equal(characters, 204);
}

/* Whatever the name was, the header is one line with two forms of it. */
static void any_name_in_a_header(void **state)
{
	static const char *const names[] = {
		"a\"; filename=\"x.exe", "è.pdf", "a%22b.pdf", "<b>&.pdf", "\xe2\x80\xae.pdf", "../x.pdf", "a\tb.pdf", "'.pdf", "",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = response_disposition(*state, "attachment", nome_pulito(*state, names[i]));
		assert_null(strpbrk(value, "\r\n"));
		assert_int_equal(strncmp(value, "attachment; filename=\"", 22), 0);
		const char *end = strchr(value + 22, '"');
		assert_non_null(end);
		assert_int_equal(strncmp(end, "\"; filename*=UTF-8''", 20), 0);
		assert_null(strpbrk(end + 20, "\"'; <>\\/"));
		for (const char *at = value; *at; at++)
			assert_true(*at >= ' ' && *at < 127);
	}
}

static const char *why(struct arena *arena, const char *name, const void *bytes, size_t size)
{
	const struct tipo *tipo;

	return tipo_rifiuto(arena, name, bytes, size, &tipo);
}
#define WHY(name, text) why(*state, name, text, sizeof(text) - 1)

static void programs_are_refused_whatever_their_name(void **state)
{
	static const char pe[] = "MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0\0\0";
	static const char elf[] = "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0";
	static const char *const names[] = { "a.exe", "a.pdf", "a.docx", "a.txt", "a.img", "a", "a.p7m" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_non_null(strstr(WHY(names[i], pe), "programma"));
		assert_non_null(strstr(WHY(names[i], elf), "programma"));
	}
	assert_non_null(strstr(WHY("a.txt", "#!/bin/sh\nrm -rf /\n"), "script"));
	assert_non_null(strstr(WHY("a.js", "alert(1)"), "programma o un comando"));
	assert_non_null(strstr(WHY("a.docm", "PK\3\4........"), "macro"));
	assert_non_null(strstr(WHY("relazione.exe.p7m", "0\x80\6\11*\x86H\x86\xf7\r\1\7\2"), "programma"));
	/* a text may begin with the same two letters */
	assert_null(WHY("a.txt", "MZ e le altre sigle delle province, in ordine alfabetico, con i loro comuni e i loro codici."));
}

static void name_and_content_must_agree(void **state)
{
	static const struct { const char *name, *bytes; size_t size; } fine[] = {
		{ "a.pdf", "%PDF-1.7\n", 9 }, { "A.PDF", "junk\n%PDF-1.4\n", 14 }, { "a.docx", "PK\3\4....", 8 }, { "a.ods", "PK\3\4....", 8 },
		{ "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12 }, { "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12 },
		{ "a.png", "\x89PNG\r\n\x1a\n....", 12 }, { "a.img", "\x89PNG\r\n\x1a\n....", 12 }, { "a.jpg", "\xff\xd8\xff\xe0....", 8 },
		{ "a.jpeg", "\xff\xd8\xff\xe0....", 8 }, { "a.img", "\xff\xd8\xff\xe0....", 8 },
		{ "a.heic", "\0\0\0\x18" "ftypheic\0\0\0\0", 16 }, { "a.xml", "\xef\xbb\xbf <?xml version=\"1.0\"?><a/>", 29 },
		{ "a.eml", "From: a@example.org\r\n\r\nciao", 27 }, { "a.txt", "perch\xe9", 6 }, { "a.txt", "\xff\xfe" "a\0b\0", 6 },
		{ "a.pdf.p7m", "0\x82\1\2\6\11*\x86H\x86\xf7\r\1\7\2", 15 }, { "a.p7m", "MIIBxgYJKoZIhvcNAQcC", 20 },
	};
	static const struct { const char *name, *bytes; size_t size; } wrong[] = {
		{ "a.pdf", "PK\3\4....", 8 }, { "a.docx", "%PDF-1.7\n", 9 }, { "a.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12 },
		{ "a.doc", "PK\3\4....", 8 }, { "a.png", "\xff\xd8\xff\xe0....", 8 }, { "a.jpg", "\x89PNG\r\n\x1a\n....", 12 },
		{ "a.img", "\0\0\0\x18" "ftypheic\0\0\0\0", 16 }, { "a.img", "un disco", 8 }, { "a.xml", "non XML", 7 },
		{ "a.txt", "a\0b", 3 }, { "a.eml", "\x89PNG\r\n\x1a\n....", 12 }, { "a.p7m", "%PDF-1.7\n", 9 }, { "a.pdf", "", 0 },
		{ "a.zip", "PK\3\4....", 8 }, { "a.rar", "Rar!....", 8 }, { "senza", "testo", 5 }, { "a.html", "<html>", 6 },
	};

	for (size_t i = 0; i < sizeof(fine) / sizeof(*fine); i++)
		assert_null(why(*state, fine[i].name, fine[i].bytes, fine[i].size));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_non_null(why(*state, wrong[i].name, wrong[i].bytes, wrong[i].size));
	const struct tipo *tipo;
	assert_null(tipo_rifiuto(*state, "foto.img", (const unsigned char *)"\xff\xd8\xff\xe0....", 8, &tipo));
	assert_string_equal(tipo->mime, "image/jpeg");
}

static void ranges(void **state)
{
	static const struct { const char *header; int64_t size; enum intervallo what; int64_t from, to; } cases[] = {
		{ "", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=0-0", 100, INTERVALLO_PARTE, 0, 0 },
		{ "bytes=0-99", 100, INTERVALLO_PARTE, 0, 99 },
		{ "bytes=0-100", 100, INTERVALLO_PARTE, 0, 99 },
		{ "BYTES=10-", 100, INTERVALLO_PARTE, 10, 99 },
		{ "bytes= 10-19 ", 100, INTERVALLO_PARTE, 10, 19 },
		{ "bytes=-1", 100, INTERVALLO_PARTE, 99, 99 },
		{ "bytes=-100", 100, INTERVALLO_PARTE, 0, 99 },
		{ "bytes=-5000", 100, INTERVALLO_PARTE, 0, 99 },
		{ "bytes=99-", 100, INTERVALLO_PARTE, 99, 99 },
		{ "bytes=5-99999999999999999999999999", 100, INTERVALLO_PARTE, 5, 99 },
		{ "bytes=5368709119-", INT64_C(5368709120), INTERVALLO_PARTE, INT64_C(5368709119), INT64_C(5368709119) },
		{ "bytes=100-", 100, INTERVALLO_FUORI, 0, 0 },
		{ "bytes=99999999999999999999999999-", 100, INTERVALLO_FUORI, 0, 0 },
		{ "bytes=-0", 100, INTERVALLO_FUORI, 0, 0 },
		{ "bytes=9-3", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=0-1,4-5", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=-", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=a-b", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=--5", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "bytes=0x1-2", 100, INTERVALLO_TUTTO, 0, 99 },
		{ "items=0-1", 100, INTERVALLO_TUTTO, 0, 99 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t from = -1, to = -1;
		assert_int_equal(intervallo_leggi(cases[i].header, cases[i].size, &from, &to), cases[i].what);
		if (cases[i].what == INTERVALLO_FUORI)
			continue;
		assert_int_equal(from, cases[i].from);
		assert_int_equal(to, cases[i].to);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(names_are_data_only),
		arena_test(a_long_name_keeps_its_extension),
		arena_test(any_name_in_a_header),
		arena_test(programs_are_refused_whatever_their_name),
		arena_test(name_and_content_must_agree),
		arena_test(ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
