/*
 * Names and first bytes.
 */
#include "documento/tipo.h"

#include "base/text.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

static const struct tipo tipi[] = {
	{ "pdf", FAMIGLIA_PDF, "application/pdf", "un PDF" },
	{ "docx", FAMIGLIA_ZIP, OOXML "wordprocessingml.document", "un documento Word" },
	{ "xlsx", FAMIGLIA_ZIP, OOXML "spreadsheetml.sheet", "un foglio Excel" },
	{ "odt", FAMIGLIA_ZIP, ODF "text", "un documento OpenDocument" },
	{ "ods", FAMIGLIA_ZIP, ODF "spreadsheet", "un foglio OpenDocument" },
	{ "doc", FAMIGLIA_OLE, "application/msword", "un documento Word" },
	{ "xls", FAMIGLIA_OLE, "application/vnd.ms-excel", "un foglio Excel" },
	{ "png", FAMIGLIA_IMMAGINE, "image/png", "un’immagine PNG" },
	{ "jpg", FAMIGLIA_IMMAGINE, "image/jpeg", "un’immagine JPEG" },
	{ "jpeg", FAMIGLIA_IMMAGINE, "image/jpeg", "un’immagine JPEG" },
	{ "heic", FAMIGLIA_IMMAGINE, "image/heic", "un’immagine HEIC" },
	{ "img", FAMIGLIA_IMMAGINE, NULL, "un’immagine PNG o JPEG" },
	{ "eml", FAMIGLIA_TESTO, "message/rfc822", "un messaggio di posta" },
	{ "xml", FAMIGLIA_TESTO, "application/xml", "un file XML" },
	{ "txt", FAMIGLIA_TESTO, "text/plain", "un file di testo" },
	{ "p7m", FAMIGLIA_FIRMA, "application/pkcs7-mime", "un file firmato" },
};
#define TIPI (sizeof(tipi) / sizeof(*tipi))
/* What .img becomes when its content is known. */
static const struct tipo img_png = { "img", FAMIGLIA_IMMAGINE, "image/png", "un’immagine PNG" };
static const struct tipo img_jpeg = { "img", FAMIGLIA_IMMAGINE, "image/jpeg", "un’immagine JPEG" };

#define AMMESSI "Carica PDF, Word, Excel, OpenDocument, immagini, testo, XML, messaggi .eml o file firmati .p7m."

/* ---- names ---- */

static const char *extension(const char *nome)
{
	const char *dot = strrchr(nome, '.');

	return dot && dot != nome ? dot + 1 : "";
}

/* The bytes of one character, by its first. */
static size_t character(const char *at)
{
	unsigned char c = (unsigned char)*at;
	size_t size = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	return strnlen(at, size);
}

/* Marks that turn the direction of a text or are not seen: they make «exe.pdf» look like
 * «fdp.exe» (U+200B-200F, 202A-202E, 2060-2069, FEFF). */
static bool is_mark(const char *at, size_t size)
{
	const unsigned char *c = (const unsigned char *)at;

	if (size != 3)
		return false;
	if (c[0] == 0xE2 && c[1] == 0x80)
		return (c[2] >= 0x8B && c[2] <= 0x8F) || (c[2] >= 0xAA && c[2] <= 0xAE);
	if (c[0] == 0xE2 && c[1] == 0x81)
		return c[2] >= 0xA0 && c[2] <= 0xA9;
	return c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF;
}

const char *nome_pulito(struct arena *arena, const char *sent)
{
	const char *from = sent ? sent : "";
	struct text *name = text_new(arena);
	size_t characters = 0;

	for (const char *at = from; *at; at++)
		if (*at == '/' || *at == '\\')
			from = at + 1;
	const char *dot = strrchr(from, '.');
	/* a long name loses its middle, not its extension */
	const char *tail = dot && strlen(dot) <= 16 ? dot : from + strlen(from);
	for (const char *at = from; *at;) {
		size_t size = character(at);
		bool control = (unsigned char)*at < ' ' || *at == 127;
		if (characters++ == 200 && at < tail)
			at = tail;
		else {
			if (control || is_mark(at, size))
				text_add(name, "_");
			else
				text_add_bytes(name, at, size);
			at += size;
		}
	}
	const char *trimmed = text_trim(arena, name->data);
	return *trimmed && strcmp(trimmed, ".") != 0 && strcmp(trimmed, "..") != 0 ? trimmed : "documento";
}

const char *nome_senza_estensione(struct arena *arena, const char *nome)
{
	const char *dot = strrchr(nome, '.');
	const char *base = text_trim(arena, dot && dot != nome ? arena_strndup(arena, nome, (size_t)(dot - nome)) : nome);

	return *base ? base : nome;
}

const char *tipi_accettati(struct arena *arena)
{
	struct text *list = text_new(arena);

	for (size_t i = 0; i < TIPI; i++)
		text_addf(list, "%s.%s", i ? "," : "", tipi[i].estensione);
	return list->data;
}

static const struct tipo *by_extension(const char *word)
{
	for (size_t i = 0; i < TIPI; i++)
		if (strcasecmp(word, tipi[i].estensione) == 0)
			return &tipi[i];
	return NULL;
}

/* ---- first bytes ---- */

enum contenuto { NIENTE, PROGRAMMA, SCRIPT, PDF, ZIP, OLE, PNG, JPEG, HEIC, DER, ARCHIVIO, TESTO, ALTRO };

static const struct signature {
	enum contenuto contenuto;
	size_t size;
	const char *bytes;
} signatures[] = {
	{ PROGRAMMA, 4, "\x7f" "ELF" }, { PROGRAMMA, 4, "\xfe\xed\xfa\xce" }, { PROGRAMMA, 4, "\xfe\xed\xfa\xcf" },
	{ PROGRAMMA, 4, "\xce\xfa\xed\xfe" }, { PROGRAMMA, 4, "\xcf\xfa\xed\xfe" }, { PROGRAMMA, 4, "\xca\xfe\xba\xbe" },
	{ PROGRAMMA, 8, "\x4c\x00\x00\x00\x01\x14\x02\x00" }, /* a Windows shortcut starts a program */
	{ SCRIPT, 2, "#!" },
	{ ZIP, 4, "PK\x03\x04" }, { ZIP, 4, "PK\x05\x06" },
	{ OLE, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },
	{ PNG, 8, "\x89PNG\r\n\x1a\n" }, { JPEG, 3, "\xff\xd8\xff" },
	{ ARCHIVIO, 4, "Rar!" }, { ARCHIVIO, 6, "7z\xbc\xaf\x27\x1c" }, { ARCHIVIO, 2, "\x1f\x8b" }, { ARCHIVIO, 3, "BZh" },
	{ ARCHIVIO, 6, "\xfd" "7zXZ" }, { ARCHIVIO, 4, "MSCF" },
};

static bool is_heic(const unsigned char *data, size_t size)
{
	static const char *const brands[] = { "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" };

	if (size < 12 || memcmp(data + 4, "ftyp", 4) != 0)
		return false;
	for (size_t i = 0; i < sizeof(brands) / sizeof(*brands); i++)
		if (memcmp(data + 8, brands[i], 4) == 0)
			return true;
	return false;
}

/* No NUL but in UTF-16, which says so at its beginning. */
static bool is_text(const unsigned char *data, size_t size)
{
	if (size >= 2 && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)))
		return true;
	for (size_t i = 0; i < size; i++)
		if (data[i] < ' ' && data[i] != '\t' && data[i] != '\n' && data[i] != '\r' && data[i] != '\f' && data[i] != 0x1b)
			return false;
	return true;
}

static enum contenuto content_of(const unsigned char *data, size_t size)
{
	if (!size)
		return NIENTE;
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++)
		if (size >= signatures[i].size && memcmp(data, signatures[i].bytes, signatures[i].size) == 0)
			return signatures[i].contenuto;
	/* a text may begin with these two letters too, a program has zeros soon after */
	if (size >= 64 && data[0] == 'M' && data[1] == 'Z' && memchr(data, 0, 64))
		return PROGRAMMA;
	if (is_heic(data, size))
		return HEIC;
	if (memmem(data, size < 1024 ? size : 1024, "%PDF-", 5))
		return PDF;
	if (data[0] == 0x30 && size > 1 && (data[1] == 0x80 || (data[1] >= 0x81 && data[1] <= 0x88)))
		return DER;
	return is_text(data, size) ? TESTO : ALTRO;
}

static const char *content_name(enum contenuto contenuto)
{
	switch (contenuto) {
	case PDF: return "un PDF";
	case ZIP: return "un file compresso ZIP o un documento recente di Word, Excel o OpenDocument";
	case OLE: return "un documento di Word o Excel del vecchio formato, o protetto da password";
	case PNG: return "un’immagine PNG";
	case JPEG: return "un’immagine JPEG";
	case HEIC: return "un’immagine HEIC";
	case ARCHIVIO: return "un archivio compresso";
	case DER: return "un file firmato o un certificato";
	case TESTO: return "un testo";
	default: return "di un tipo che non riconosciamo";
	}
}

static bool starts_as_xml(const unsigned char *data, size_t size)
{
	size_t at = 0;

	if (size >= 2 && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)))
		return true;
	if (size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
		at = 3;
	while (at < size && isspace(data[at]))
		at++;
	return at < size && data[at] == '<';
}

/* Whether that content may go under that name. */
static bool fits(const struct tipo *tipo, enum contenuto contenuto, const unsigned char *data, size_t size)
{
	switch (tipo->famiglia) {
	case FAMIGLIA_PDF: return contenuto == PDF;
	case FAMIGLIA_ZIP: return contenuto == ZIP;
	case FAMIGLIA_OLE: return contenuto == OLE;
	case FAMIGLIA_TESTO:
		return contenuto == TESTO && (strcmp(tipo->estensione, "xml") != 0 || starts_as_xml(data, size));
	case FAMIGLIA_FIRMA: return contenuto == DER || contenuto == TESTO; /* TESTO: in base64 */
	case FAMIGLIA_IMMAGINE:
		if (!tipo->mime)
			return contenuto == PNG || contenuto == JPEG;
		if (strcmp(tipo->mime, "image/png") == 0)
			return contenuto == PNG;
		return contenuto == (strcmp(tipo->mime, "image/jpeg") == 0 ? JPEG : HEIC);
	}
	return false;
}

/* Names under which something runs when it is opened: they get words of their own. */
static const char *refused_name(const char *word)
{
	static const char *const programs[] = { "exe", "com", "scr", "bat", "cmd", "msi", "dll", "jar", "js", "jse", "vbs", "vbe", "wsf", "ps1",
						"hta", "lnk", "apk", "app", "sh", "py", "iso", "reg", "cpl", "pif" };
	static const char *const macros[] = { "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "xlsb" };

	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		if (strcasecmp(word, programs[i]) == 0)
			return "Non è ammesso: è un programma o un comando. " AMMESSI;
	for (size_t i = 0; i < sizeof(macros) / sizeof(*macros); i++)
		if (strcasecmp(word, macros[i]) == 0)
			return "Non è ammesso: è un formato con macro. Aprilo, salvalo come .docx o .xlsx e caricalo di nuovo.";
	return "Non è un tipo di file ammesso. " AMMESSI;
}

/* «relazione.pdf.p7m» must be acceptable without its signature too. */
static const char *refused_inside_signature(struct arena *arena, const char *nome)
{
	const char *inner = nome_senza_estensione(arena, nome), *word = extension(inner);

	if (!*word || by_extension(word))
		return NULL;
	const char *why = refused_name(word);
	return strncmp(why, "Non è un tipo", strlen("Non è un tipo")) == 0 ? NULL : why;
}

const char *nome_rifiuto(struct arena *arena, const char *nome)
{
	const struct tipo *tipo = by_extension(extension(nome));

	if (!tipo)
		return refused_name(extension(nome));
	return tipo->famiglia == FAMIGLIA_FIRMA ? refused_inside_signature(arena, nome) : NULL;
}

const char *tipo_rifiuto(struct arena *arena, const char *nome, const unsigned char *inizio, size_t quanti, const struct tipo **out)
{
	const struct tipo *tipo = by_extension(extension(nome));
	enum contenuto contenuto = content_of(inizio, quanti);
	const char *why = nome_rifiuto(arena, nome);

	*out = tipo;
	if (contenuto == NIENTE)
		return "Il file è vuoto. Controlla il file sul tuo computer e scegline un altro.";
	if (contenuto == PROGRAMMA)
		return "Non è ammesso: dentro c’è un programma, qualunque sia il nome. " AMMESSI;
	if (why)
		return why;
	if (contenuto == SCRIPT)
		return "Non è ammesso: dentro c’è uno script, cioè una lista di comandi. " AMMESSI;
	if (tipo->famiglia == FAMIGLIA_ZIP && contenuto == OLE)
		return "Il documento è protetto da password o salvato nel vecchio formato. Aprilo, togli la password, salvalo di nuovo e "
		       "ricaricalo.";
	if (!fits(tipo, contenuto, inizio, quanti))
		return arena_printf(arena, "Il nome dice che è %s, ma il contenuto è %s. Aprilo e salvalo di nuovo nel formato giusto.",
				    tipo->nome, content_name(contenuto));
	if (!tipo->mime)
		*out = contenuto == PNG ? &img_png : &img_jpeg;
	return NULL;
}
