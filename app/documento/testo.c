/*
 * Reading words: PDF by the program pdftotext, office files by their own parts, texts and messages as they are.
 */
#include "documento/testo.h"
#include "documento/controllo.h"
#include "documento/inside.h"
#include "documento/tipo.h"

#include "base/log.h"
#include "base/settings.h"
#include "job/child.h"

#include <ctype.h>
#include <errno.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define PDFTOTEXT "/usr/bin/pdftotext"
#define ENCODED_LINE 60 /* a line so long without a blank is an attachment in base64, not words */

/* ---- words ---- */

static size_t sequence(unsigned char first)
{
	return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
}

const char *testo_pulito(struct arena *arena, const unsigned char *dati, size_t byte, size_t room)
{
	char *out = arena_alloc(arena, (byte < room ? byte * 2 : room) + 4);
	size_t had = 0;

	for (size_t i = 0; i < byte && had + 4 <= room;) {
		size_t length = sequence(dati[i]);
		if (length <= byte - i && text_is_clean((const char *)dati + i, length)) {
			memcpy(out + had, dati + i, length);
			had += length;
			i += length;
			continue;
		}
		if (dati[i] >= 0xA0) { /* a letter of Windows-1252, as it is in Unicode */
			out[had++] = (char)(0xC0 | dati[i] >> 6);
			out[had++] = (char)(0x80 | (dati[i] & 0x3F));
		} else {
			out[had++] = ' ';
		}
		i++;
	}
	out[had] = '\0';
	return out;
}

/* ---- XML of office files ---- */

static bool ends_a_word(const xmlNode *node)
{
	static const char *const names[] = { "p", "h", "si", "is", "c", "tc", "tab", "br", "s", "row", "line-break", "table-cell" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp((const char *)node->name, names[i]) == 0)
			return true;
	return false;
}

/* Word cuts a word into runs as it likes: only paragraphs, cells and the like end one. */
static void gather(struct text *text, const xmlNode *node)
{
	for (; node && text->size < TESTO_BYTE; node = node->next) {
		if (node->type == XML_TEXT_NODE && node->content)
			text_add(text, (const char *)node->content);
		if (node->type != XML_ELEMENT_NODE)
			continue;
		gather(text, node->children); /* libxml2 refuses what is deeper than 256 */
		if (ends_a_word(node))
			text_add(text, "\n");
	}
}

static bool has_words(const char *name)
{
	return strcmp(name, "word/document.xml") == 0 || strcmp(name, "word/footnotes.xml") == 0 || strcmp(name, "xl/sharedStrings.xml") == 0 ||
	       strncmp(name, "xl/worksheets/sheet", 19) == 0 || strcmp(name, "content.xml") == 0;
}

static void add_part(void *context, const unsigned char *data, size_t size)
{
	struct text *text = context;
	xmlDoc *doc = text->size < TESTO_BYTE ? xmlReadMemory((const char *)data, (int)size, NULL, NULL,
							       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING) : NULL;

	if (doc && !doc->intSubset)
		gather(text, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
}

/* ---- messages ---- */

static int hex(unsigned char c)
{
	return isdigit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A message as it was sent: =E0 is a letter, «=» at the end of a line joins it with the next, and what an
 * attachment is made of is left out.  Its tags are no words to the database. */
static void add_message(struct text *text, const unsigned char *data, size_t size)
{
	for (size_t at = 0; at < size && text->size < TESTO_BYTE;) {
		const unsigned char *line = data + at, *end = memchr(line, '\n', size - at);
		size_t length = end ? (size_t)(end - line) : size - at;
		at += length + 1;
		if (length && line[length - 1] == '\r')
			length--;
		if (length >= ENCODED_LINE && !memchr(line, ' ', length))
			continue;
		for (size_t i = 0; i < length; i++) {
			if (line[i] == '=' && i + 2 < length + 0 && hex(line[i + 1]) >= 0 && hex(line[i + 2]) >= 0) {
				unsigned char c = (unsigned char)(hex(line[i + 1]) << 4 | hex(line[i + 2]));
				text_add_bytes(text, &c, 1);
				i += 2;
			} else if (line[i] != '=' || i + 1 < length) {
				text_add_bytes(text, line + i, 1);
			}
		}
		if (!length || line[length - 1] != '=')
			text_add(text, "\n");
	}
}

/* ---- the child ---- */

const char *testo_di(struct arena *arena, const unsigned char *dati, size_t byte, const char *nome)
{
	const struct tipo *tipo;
	struct text *text = text_new(arena);

	if (tipo_rifiuto(arena, nome, dati, byte < TIPO_INIZIO ? byte : TIPO_INIZIO, &tipo))
		return NULL;
	if (tipo->famiglia == FAMIGLIA_ZIP)
		zip_parti(arena, dati, byte, has_words, add_part, text);
	else if (strcmp(tipo->estensione, "eml") == 0)
		add_message(text, dati, byte);
	else if (tipo->famiglia == FAMIGLIA_TESTO)
		return testo_pulito(arena, dati, byte, TESTO_BYTE);
	else
		return tipo->famiglia == FAMIGLIA_IMMAGINE ? "" : NULL;
	return testo_pulito(arena, (const unsigned char *)text->data, text->size, TESTO_BYTE);
}

/* One sign says whether there was anything to read. */
static const char *look(struct arena *arena, const unsigned char *data, size_t size, const void *name)
{
	const char *text = testo_di(arena, data, size, name);

	return text ? arena_printf(arena, "+%s", text) : "-";
}

/* ---- its parent ---- */

static void judge(struct testo_letto *letto, const char *text, bool whole)
{
	bool words = false;

	for (const char *c = text; *c && !words; c++)
		words = isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80;
	letto->testo = text;
	letto->esito = !whole || strlen(text) + 4 > TESTO_BYTE ? TESTO_IN_PARTE : words ? TESTO_LETTO : TESTO_SENZA;
}

static struct error *read_pdf(struct arena *arena, int file, struct testo_letto *letto)
{
	const char *const words[] = { PDFTOTEXT, "-q", "-enc", "UTF-8", "-nopgbrk", "-", "-", NULL };
	struct bytes said;
	bool whole;

	TRY(child_program(arena, file, words, TESTO_BYTE, &said, &whole));
	if (whole || said.size)
		judge(letto, testo_pulito(arena, said.data, said.size, TESTO_BYTE), whole);
	return NULL;
}

struct error *testo_leggi(struct arena *arena, int file, int64_t byte, const char *nome, struct testo_letto *letto)
{
	const char *said, *point = strrchr(nome, '.');

	*letto = (struct testo_letto){ TESTO_NON_LETTO, "" };
	if (lseek(file, 0, SEEK_SET) < 0)
		return error_raise(ERR_BUG, "seek: %s", strerror(errno));
	if (point && strcasecmp(point, ".pdf") == 0)
		return read_pdf(arena, file, letto);
	TRY(child_run(arena, file, byte, look, nome, TESTO_BYTE + 8, &said));
	if (said && said[0] == '+')
		judge(letto, said + 1, true);
	return NULL;
}

/* ---- the job ---- */

static struct error *write_down(struct job *job, documento_id id, const struct testo_letto *letto)
{
	static const char *const words[] = { [TESTO_LETTO] = "letto", [TESTO_IN_PARTE] = "in_parte", [TESTO_SENZA] = "senza_testo",
					     [TESTO_NON_LETTO] = "non_letto" };

	TRY(db_begin(job->db, false));
	log_line("event=text_read documento=%lld esito=%s", (long long)id.v, words[letto->esito]);
	return q_documento_testo_scrivi(job->db, id, letto->testo, words[letto->esito]);
}

struct error *documento_testo(struct job *job)
{
	struct testo_letto letto = { TESTO_NON_LETTO, "" };
	struct q_documento_da_leggere row;
	bool found;
	int fd;

	TRY(db_begin(job->db, false));
	TRY(q_documento_da_leggere(job->db, (documento_id){ job_int(job, "documento") }, &row, &found));
	if (!found) /* taken off meanwhile, or read already */
		return NULL;
	if (row.byte == 0 || row.byte > setting_int("check_max_bytes")) {
		TRY(db_commit(job->db));
		return write_down(job, row.documento_id, &letto);
	}
	struct q_documento_da_controllare d = { .documento_id = row.documento_id, .nome_file = row.nome_file, .byte = row.byte,
						.chiave = row.chiave, .chiave_maestra = row.chiave_maestra, .impronta = row.impronta };
	TRY(controllo_apri(job, &d, &fd));
	struct error *err = db_commit(job->db);
	if (!err)
		err = testo_leggi(job->arena, fd, row.byte, row.nome_file, &letto);
	close(fd);
	TRY(err);
	return write_down(job, row.documento_id, &letto);
}
