/* What the check finds in small files made here (security goal DOC-4, reference pdfa). */
#include "expect.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "documento/controllo.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <zlib.h>

static char conf[] = "/tmp/siz-esame-XXXXXX";

static void use(const char *settings)
{
	FILE *file = fopen(conf, "w");

	assert_non_null(file);
	assert_true(fputs(settings, file) >= 0);
	assert_int_equal(fclose(file), 0);
	expect_success(settings_load(conf));
}

static int prepare(void **state)
{
	(void)state;
	int fd = mkstemp(conf);

	if (fd < 0)
		return -1;
	close(fd);
	use("# defaults\n");
	return 0;
}

static int clear(void **state)
{
	(void)state;
	return unlink(conf);
}

/* ---- PDF ---- */

/* A document of one page with these entries in its catalogue, and further objects from 5 on. */
static const char *pdf(struct arena *arena, const char *catalog, const char *objects)
{
	return arena_printf(arena,
			    "%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R %s>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
			    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>\nendobj\n%s\ntrailer\n<</Root 1 0 R/Size 20>>\n%%%%EOF\n",
			    catalog, objects);
}

static const char *examine(struct arena *arena, const char *text, const char **pdfa)
{
	return esame_pdf(arena, (const unsigned char *)text, strlen(text), pdfa);
}

static void a_sound_pdf_is_taken(void **state)
{
	const char *pdfa;

	assert_null(examine(*state, pdf(*state, "", ""), &pdfa));
	assert_null(pdfa);
}

static const struct finding {
	const char *word, *catalog, *objects, *said;
} findings[] = {
	{ "javascript", "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "", "JavaScript" },
	{ "javascript", "/Names<</JavaScript<</Names[(a) 5 0 R]>>>>", "5 0 obj\n<</S/JavaScript/JS(1)>>\nendobj", "JavaScript" },
	{ "javascript", "/OpenAction<</S/J#61vaScript/J#53(1)>>", "", "JavaScript" },
	{ "launch", "/OpenAction 5 0 R", "5 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj", "Launch" },
	{ "attachments", "/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>",
	  "5 0 obj\n<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>\nendobj\n6 0 obj\n<</Type/EmbeddedFile/Length 2>>\nstream\nMZ\nendstream\nendobj",
	  "allegati" },
	{ "media", "/AF[5 0 R]", "5 0 obj\n<</Type/Annot/Subtype/RichMedia>>\nendobj", "RichMedia" },
	{ "xfa", "/AcroForm<</XFA 5 0 R/Fields[]>>", "5 0 obj\n<</Length 4>>\nstream\n<a/>\nendstream\nendobj", "XFA" },
};

static void active_content_is_named(void **state)
{
	for (size_t i = 0; i < sizeof(findings) / sizeof(*findings); i++) {
		const char *pdfa, *why = examine(*state, pdf(*state, findings[i].catalog, findings[i].objects), &pdfa);
		assert_non_null(why);
		assert_non_null(strstr(why, findings[i].said));
		assert_non_null(strstr(why, "PDF/A"));
	}
}

/* A setting for each finding: without its word the file is taken. */
static void each_finding_has_its_setting(void **state)
{
	static const char *const words[] = { "javascript", "launch", "attachments", "media", "xfa" };

	for (size_t i = 0; i < sizeof(findings) / sizeof(*findings); i++) {
		struct text *list = text_new(*state);
		const char *pdfa;
		for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++)
			if (strcmp(words[w], findings[i].word) != 0)
				text_addf(list, "%s ", words[w]);
		use(arena_printf(*state, "documents_refuse_in_pdf = %s\n", text_trim(*state, list->data)));
		assert_null(examine(*state, pdf(*state, findings[i].catalog, findings[i].objects), &pdfa));
	}
	use("# defaults\n");
}

/* The same document written anew: objects in compressed object streams, or encrypted. */
static const unsigned char *rewrite(struct arena *arena, const char *text, bool encrypt, const char *password, size_t *size)
{
	qpdf_data q = qpdf_init();
	unsigned char *copy;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	assert_false(qpdf_read_memory(q, "test", text, strlen(text), "") & QPDF_ERRORS);
	assert_false(qpdf_init_write_memory(q) & QPDF_ERRORS);
	qpdf_set_object_stream_mode(q, qpdf_o_generate);
	if (encrypt)
		qpdf_set_r6_encryption_parameters2(q, password, "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
						   qpdf_r3p_full, QPDF_TRUE);
	assert_false(qpdf_write(q) & QPDF_ERRORS);
	*size = qpdf_get_buffer_length(q);
	copy = arena_alloc(arena, *size);
	memcpy(copy, qpdf_get_buffer(q), *size);
	qpdf_cleanup(&q);
	return copy;
}

static void object_streams_are_seen_into(void **state)
{
	size_t size;
	const char *pdfa, *why;
	const unsigned char *file = rewrite(*state, pdf(*state, "/OpenAction 5 0 R", "5 0 obj\n<</S/JavaScript/JS(1)>>\nendobj"), false, "",
					    &size);

	assert_null(memmem(file, size, "/JavaScript", 11)); /* a search of the bytes would not have found it */
	why = esame_pdf(*state, file, size, &pdfa);
	assert_non_null(why);
	assert_non_null(strstr(why, "JavaScript"));
}

static void encryption_is_refused(void **state)
{
	size_t size;
	const char *pdfa;
	const unsigned char *open = rewrite(*state, pdf(*state, "", ""), true, "", &size);

	assert_non_null(strstr(esame_pdf(*state, open, size, &pdfa), "password"));
	use("documents_refuse_in_pdf = javascript\n");
	assert_null(esame_pdf(*state, open, size, &pdfa));
	const unsigned char *shut = rewrite(*state, pdf(*state, "", ""), true, "segreta", &size);
	assert_non_null(strstr(esame_pdf(*state, shut, size, &pdfa), "password"));
	use("# defaults\n");
}

static void a_broken_pdf_is_refused(void **state)
{
	const char *pdfa;

	assert_non_null(strstr(examine(*state, "%PDF-1.7\nniente\n", &pdfa), "danneggiato"));
}

#define XMP(inside) "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" inside "</rdf:RDF></x:xmpmeta>"
#define ELEMENTS(part, conformance) \
	XMP("<rdf:Description xmlns:p='http://www.aiim.org/pdfa/ns/id/'><p:part>" part "</p:part><p:conformance>" conformance \
	    "</p:conformance></rdf:Description>")

static const char *claim(struct arena *arena, const char *xmp)
{
	return pdfa_dichiarato(arena, (const unsigned char *)xmp, strlen(xmp));
}

static void the_claim_of_pdfa(void **state)
{
	assert_string_equal(claim(*state, ELEMENTS("2", "B")), "PDF/A-2b dichiarato");
	assert_string_equal(claim(*state, ELEMENTS("3", "U")), "PDF/A-3u dichiarato");
	assert_string_equal(claim(*state, XMP("<rdf:Description xmlns:x1='http://www.aiim.org/pdfa/ns/id/' x1:part='1' x1:conformance='A'/>")),
			    "PDF/A-1a dichiarato");
	assert_string_equal(claim(*state, XMP("<rdf:Description xmlns:x1='http://www.aiim.org/pdfa/ns/id/' x1:part='4'/>")),
			    "PDF/A-4 dichiarato");
	assert_null(claim(*state, XMP("<rdf:Description xmlns:pdfaid='http://example.org/' pdfaid:part='2' pdfaid:conformance='B'/>")));
	assert_null(claim(*state, ELEMENTS("9", "B")));
	assert_null(claim(*state, ELEMENTS("2", "<b>")));
	assert_null(claim(*state, ELEMENTS("2", "")));
	assert_null(claim(*state, "<!DOCTYPE x [<!ENTITY a 'b'>]>" ELEMENTS("2", "B")));
	assert_null(claim(*state, "non XML"));
	assert_null(claim(*state, ""));
}

static const char *pdf_with_claim(struct arena *arena, const char *catalog, const char *objects)
{
	static const char xmp[] = ELEMENTS("2", "B");

	return pdf(arena, arena_printf(arena, "/Metadata 4 0 R %s", catalog),
		   arena_printf(arena, "4 0 obj\n<</Type/Metadata/Subtype/XML/Length %zu>>\nstream\n%s\nendstream\nendobj\n%s", sizeof(xmp) - 1,
				xmp, objects));
}

static void pdfa_is_shown_and_required_where_set(void **state)
{
	const char *pdfa;

	assert_null(examine(*state, pdf_with_claim(*state, "", ""), &pdfa));
	assert_string_equal(pdfa, "PDF/A-2b dichiarato");
	/* what its part forbids belies the claim */
	use("documents_refuse_in_pdf = launch\n");
	assert_null(examine(*state, pdf_with_claim(*state, "/OpenAction<</S/JavaScript/JS(1)>>", ""), &pdfa));
	assert_null(pdfa);
	use("documents_require_pdfa = true\n");
	assert_null(examine(*state, pdf_with_claim(*state, "", ""), &pdfa));
	assert_non_null(strstr(examine(*state, pdf(*state, "", ""), &pdfa), "non è un PDF/A"));
	use("# defaults\n");
}

/* ---- ZIP ---- */

struct zip {
	struct text *file, *directory;
	unsigned count;
};

static void le(struct text *out, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		text_add_bytes(out, &(unsigned char){ i < 8 ? (unsigned char)(value >> (8 * i)) : 0 }, 1);
}

/* `said` is the size that the directory claims; 0: the true one. */
static void zip_add(struct zip *zip, const char *name, const char *content, uint32_t said)
{
	unsigned char packed[70000];
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)content, .avail_in = (uInt)strlen(content), .next_out = packed,
			    .avail_out = sizeof(packed) };
	size_t at = zip->file->size;

	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	for (int which = 0; which < 2; which++) {
		struct text *out = which ? zip->directory : zip->file;
		le(out, which ? 0x02014b50 : 0x04034b50, 4);
		if (which)
			le(out, 20, 2);
		le(out, 20, 2);
		le(out, 0, 2);
		le(out, 8, 2);
		le(out, 0, 8); /* time, date, CRC: nobody looks */
		le(out, stream.total_out, 4);
		le(out, said ? said : strlen(content), 4);
		le(out, strlen(name), 2);
		le(out, 0, 2);
		if (which) {
			le(out, 0, 10);
			le(out, at, 4);
		}
		text_add(out, name);
	}
	text_add_bytes(zip->file, packed, stream.total_out);
	zip->count++;
}

static struct zip zip_new(struct arena *arena)
{
	return (struct zip){ text_new(arena), text_new(arena), 0 };
}

static const char *zip_examine(struct arena *arena, struct zip *zip, const char *extension)
{
	size_t at = zip->file->size;

	text_add_bytes(zip->file, zip->directory->data, zip->directory->size);
	le(zip->file, 0x06054b50, 4);
	le(zip->file, 0, 4);
	le(zip->file, zip->count, 2);
	le(zip->file, zip->count, 2);
	le(zip->file, zip->directory->size, 4);
	le(zip->file, at, 4);
	le(zip->file, 0, 2);
	return esame_zip(arena, (const unsigned char *)zip->file->data, zip->file->size, extension);
}

#define TYPES "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
#define RELS(inside) "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inside "</Relationships>"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* A Word document with one more part. */
static const char *docx_with(struct arena *arena, const char *name, const char *content, uint32_t said)
{
	struct zip zip = zip_new(arena);

	zip_add(&zip, "[Content_Types].xml", TYPES, 0);
	zip_add(&zip, "word/document.xml", "<w:document/>", 0);
	if (name)
		zip_add(&zip, name, content, said);
	return zip_examine(arena, &zip, "docx");
}

static void office_files(void **state)
{
	struct zip odt = zip_new(*state), xlsx = zip_new(*state), only = zip_new(*state), basic = zip_new(*state);

	assert_null(docx_with(*state, NULL, NULL, 0));
	assert_non_null(strstr(docx_with(*state, "word/vbaProject.bin", "x", 0), "macro"));
	assert_non_null(strstr(docx_with(*state, "word/VBAPROJECT.BIN", "x", 0), "macro"));
	assert_non_null(strstr(docx_with(*state, "../../etc/cron.d/x", "x", 0), "fuori"));
	assert_non_null(strstr(docx_with(*state, "word\\..\\x", "x", 0), "fuori"));
	assert_non_null(strstr(docx_with(*state, "/etc/x", "x", 0), "fuori"));
	assert_null(docx_with(*state, "word/a..b.xml", "x", 0));
	assert_non_null(strstr(docx_with(*state, "word/big.xml", "x", 0xFFFFFFFE), "enorme"));
	assert_non_null(strstr(docx_with(*state, "word/big.xml", "x", 17 * 1024 * 1024), "enorme"));
	zip_add(&odt, "mimetype", "application/vnd.oasis.opendocument.text", 0);
	zip_add(&odt, "content.xml", "<a/>", 0);
	assert_null(zip_examine(*state, &odt, "odt"));
	zip_add(&basic, "mimetype", "application/vnd.oasis.opendocument.text", 0);
	zip_add(&basic, "Basic/Standard/Module1.xml", "<a/>", 0);
	assert_non_null(strstr(zip_examine(*state, &basic, "odt"), "macro"));
	zip_add(&xlsx, "[Content_Types].xml", "<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>", 0);
	zip_add(&xlsx, "xl/workbook.xml", "<a/>", 0);
	assert_non_null(strstr(zip_examine(*state, &xlsx, "xlsx"), "macro"));
	zip_add(&only, "foto.jpg", "x", 0);
	assert_non_null(strstr(zip_examine(*state, &only, "docx"), "ZIP"));
	assert_non_null(strstr(esame_zip(*state, (const unsigned char *)"PK\3\4", 4, "docx"), "danneggiato"));
}

static void links_to_the_outside(void **state)
{
	const char *where = "word/_rels/document.xml.rels";
	const char *template = RELS("<Relationship Id='a' Type='" OFFICE "attachedTemplate' Target='http://x/y.dotm' TargetMode='External'/>");

	assert_null(docx_with(*state, where, RELS("<Relationship Id='a' Type='" OFFICE "hyperlink' Target='http://x' TargetMode='External'/>"), 0));
	assert_null(docx_with(*state, where, RELS("<Relationship Id='a' Type='" OFFICE "image' Target='media/a.png'/>"), 0));
	assert_non_null(strstr(docx_with(*state, where, template, 0), "collegamenti"));
	assert_non_null(strstr(docx_with(*state, "xl/externalLinks/externalLink1.xml", "<a/>", 0), "collegamenti"));
	assert_non_null(strstr(docx_with(*state, where, "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", 0), "danneggiato"));
	assert_non_null(strstr(docx_with(*state, where, "non XML", 0), "danneggiato"));
	/* the directory lies about a part that must be read */
	assert_non_null(strstr(docx_with(*state, where, template, 5), "danneggiato"));
	use("documents_refuse_links = false\n");
	assert_null(docx_with(*state, where, template, 0));
	use("# defaults\n");
}

static void too_many_entries(void **state)
{
	struct zip zip = zip_new(*state);

	zip_add(&zip, "[Content_Types].xml", TYPES, 0);
	zip_add(&zip, "word/document.xml", "<a/>", 0);
	zip.count = 10001;
	assert_non_null(strstr(zip_examine(*state, &zip, "docx"), "10.000"));
}

/* No length of a cut file makes the reader leave it. */
static void cut_zips_are_refused(void **state)
{
	struct zip zip = zip_new(*state);

	zip_add(&zip, "[Content_Types].xml", TYPES, 0);
	zip_add(&zip, "word/document.xml", "<a/>", 0);
	zip_add(&zip, "word/_rels/document.xml.rels", RELS(""), 0);
	assert_null(zip_examine(*state, &zip, "docx"));
	for (size_t size = 0; size < zip.file->size; size++) {
		unsigned char *cut = malloc(size ? size : 1); /* of its own, so that the sanitizer sees its end */
		assert_non_null(cut);
		memcpy(cut, zip.file->data, size);
		assert_non_null(esame_zip(*state, cut, size, "docx"));
		free(cut);
	}
	for (size_t i = 0; i < zip.file->size; i++) {
		unsigned char *other = malloc(zip.file->size);
		assert_non_null(other);
		memcpy(other, zip.file->data, zip.file->size);
		other[i] = (unsigned char)~other[i];
		(void)esame_zip(*state, other, zip.file->size, "docx");
		free(other);
	}
}

static void old_office_files(void **state)
{
	static const unsigned char macro[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....\0_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0..";
	static const unsigned char locked[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0..";

	(void)state;
	assert_null(esame_ole((const unsigned char *)"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12));
	assert_non_null(strstr(esame_ole(macro, sizeof(macro) - 1), "macro"));
	assert_non_null(strstr(esame_ole(locked, sizeof(locked) - 1), "password"));
	use("documents_refuse_macros = false\n");
	assert_null(esame_ole(macro, sizeof(macro) - 1));
	use("# defaults\n");
}

static const char *png(unsigned width, unsigned height, const char *mime)
{
	unsigned char file[33] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

	for (int i = 0; i < 4; i++) {
		file[16 + i] = (unsigned char)(width >> (24 - 8 * i));
		file[20 + i] = (unsigned char)(height >> (24 - 8 * i));
	}
	return esame_immagine(file, sizeof(file), mime);
}

static void images(void **state)
{
	static const unsigned char jpeg[] = "\xff\xd8\xff\xe0\0\4..\xff\xff\xc0\0\x11\x08\x27\x10\x27\x10\3";
	static const unsigned char huge[] = "\xff\xd8\xff\xe0\0\4..\xff\xc2\0\x11\x08\x27\x11\x27\x10\3";
	static const unsigned char heic[] = "\0\0\0\x18" "ftypheic\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\x10\0\0\0\x10\0";

	(void)state;
	assert_null(png(10000, 10000, "image/png"));
	assert_non_null(strstr(png(10000, 10001, "image/png"), "megapixel"));
	assert_non_null(strstr(png(0xFFFFFFFF, 0xFFFFFFFF, "image/png"), "danneggiata"));
	assert_non_null(strstr(png(0, 5, "image/png"), "danneggiata"));
	assert_null(esame_immagine(jpeg, sizeof(jpeg) - 1, "image/jpeg"));
	assert_non_null(strstr(esame_immagine(huge, sizeof(huge) - 1, "image/jpeg"), "megapixel"));
	for (size_t size = 3; size < sizeof(jpeg) - 9; size++)
		assert_non_null(esame_immagine(jpeg, size, "image/jpeg"));
	assert_null(esame_immagine(heic, sizeof(heic) - 1, "image/heic"));
	assert_non_null(esame_immagine(heic, 12, "image/heic"));
}

/* ---- the child ---- */

static struct referto in_child(struct arena *arena, const char *name, const void *bytes, size_t size)
{
	FILE *file = tmpfile();
	struct referto referto;

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fflush(file), 0);
	expect_success(controllo_esegui(arena, fileno(file), (int64_t)size, name, &referto));
	fclose(file);
	return referto;
}

static void the_child_tells_what_it_found(void **state)
{
	const char *good = pdf_with_claim(*state, "", ""), *bad = pdf(*state, "/OpenAction<</S/Launch/F(x)>>", "");
	struct referto r = in_child(*state, "a.pdf", good, strlen(good));

	assert_true(r.accettato);
	assert_string_equal(r.mime, "application/pdf");
	assert_string_equal(r.pdfa, "PDF/A-2b dichiarato");
	assert_null(r.motivo);
	r = in_child(*state, "a.pdf", bad, strlen(bad));
	assert_false(r.accettato);
	assert_non_null(strstr(r.motivo, "Launch"));
	r = in_child(*state, "nota.txt", "una nota\n", 9);
	assert_true(r.accettato);
	assert_string_equal(r.mime, "text/plain");
	/* nothing is left behind */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* libmagic knows more programs than the first look does. */
static void the_second_opinion_counts(void **state)
{
	static const char batch[] = "@echo off\r\ndel /q c:\\*.*\r\n";
	struct referto r = in_child(*state, "nota.txt", batch, sizeof(batch) - 1);

	assert_false(r.accettato);
	assert_non_null(strstr(r.motivo, "programma o un comando"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_sound_pdf_is_taken),
		arena_test(active_content_is_named),
		arena_test(each_finding_has_its_setting),
		arena_test(object_streams_are_seen_into),
		arena_test(encryption_is_refused),
		arena_test(a_broken_pdf_is_refused),
		arena_test(the_claim_of_pdfa),
		arena_test(pdfa_is_shown_and_required_where_set),
		arena_test(office_files),
		arena_test(links_to_the_outside),
		arena_test(too_many_entries),
		arena_test(cut_zips_are_refused),
		arena_test(old_office_files),
		arena_test(images),
		arena_test(the_child_tells_what_it_found),
		arena_test(the_second_opinion_counts),
	};

	return cmocka_run_group_tests(tests, prepare, clear);
}
