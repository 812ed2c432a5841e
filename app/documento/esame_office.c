/*
 * Office files: the ZIP of the recent formats by its central directory, the OLE container of the
 * old ones.  Nothing is unpacked but the few small parts that say what refers to the outside.
 */
#include "documento/controllo.h"

#include "base/settings.h"
#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include <strings.h>
#define ZLIB_CONST
#include <zlib.h>

#define VOCI 10000
#define GRANDEZZA ((uint64_t)1024 * 1024 * 1024)
#define RAPPORTO 100
#define SEMPRE ((uint64_t)16 * 1024 * 1024) /* so much may be unpacked from anything */
#define PARTE ((size_t)4 * 1024 * 1024)     /* of one part that is read */
#define PARTI ((size_t)64 * 1024 * 1024)    /* of all of them */

#define DANNEGGIATO "Il documento è danneggiato. Aprilo, salvalo di nuovo e ricaricalo."
#define MACRO "Il documento contiene macro, cioè programmi. Aprilo, salvalo come .docx o .xlsx senza macro e caricalo di nuovo."
#define COLLEGAMENTI "Il documento carica parti da un altro indirizzo o file. Apri il documento, togli i collegamenti esterni e ricaricalo."

struct zip {
	const unsigned char *data;
	size_t size;
	struct arena *arena;
	uint64_t unpacked;
	size_t read;           /* bytes of parts that were unpacked here */
	bool content_types, word, excel, mimetype;
};

struct entry {
	const char *name;      /* in the arena, NUL-terminated */
	unsigned method, flags;
	uint64_t packed, unpacked, at;
};

static unsigned u16(const unsigned char *p)
{
	return (unsigned)p[0] | (unsigned)p[1] << 8;
}

static uint32_t u32(const unsigned char *p)
{
	return (uint32_t)u16(p) | (uint32_t)u16(p + 2) << 16;
}

/* The end record, searched from the end over the longest comment. */
static const unsigned char *end_record(const struct zip *zip)
{
	size_t back = zip->size < 22 + 65535 ? zip->size : 22 + 65535;

	if (zip->size < 22)
		return NULL;
	for (size_t i = 22; i <= back; i++) {
		const unsigned char *p = zip->data + zip->size - i;
		if (u32(p) == 0x06054b50 && u16(p + 20) <= i - 22)
			return p;
	}
	return NULL;
}

static bool ends_with(const char *text, const char *end)
{
	size_t size = strlen(text), tail = strlen(end);

	return size >= tail && strcasecmp(text + size - tail, end) == 0;
}

/* A name that leads out of the folder into which the file would be unpacked. */
static bool leads_out(const char *name)
{
	if (name[0] == '/' || strchr(name, '\\') || (name[0] && name[1] == ':'))
		return true;
	for (const char *at = name; (at = strstr(at, "..")); at += 2)
		if ((at == name || at[-1] == '/') && (at[2] == '/' || at[2] == '\0'))
			return true;
	return false;
}

static bool is_macro(const char *name)
{
	return ends_with(name, "vbaProject.bin") || ends_with(name, "vbaData.xml") || strncasecmp(name, "xl/macrosheets/", 15) == 0 ||
	       strncmp(name, "Basic/", 6) == 0 || strncmp(name, "Scripts/", 8) == 0;
}

/* The bytes of an entry; NULL if they are not what the directory says. */
static const unsigned char *unpack(struct zip *zip, const struct entry *entry)
{
	const unsigned char *local = zip->data + entry->at;

	if (entry->at > zip->size || zip->size - entry->at < 30 || u32(local) != 0x04034b50 || entry->unpacked > PARTE ||
	    zip->read + entry->unpacked > PARTI || entry->flags & 1)
		return NULL;
	uint64_t skip = 30 + (uint64_t)u16(local + 26) + u16(local + 28);
	size_t left = zip->size - entry->at;
	/* two readers that do not agree on a name see two different files */
	if (skip > left || entry->packed > left - skip || u16(local + 26) != strlen(entry->name) ||
	    memcmp(local + 30, entry->name, strlen(entry->name)) != 0)
		return NULL;
	zip->read += entry->unpacked;
	if (entry->method == 0)
		return entry->packed == entry->unpacked ? local + skip : NULL;
	if (entry->method != 8)
		return NULL;
	unsigned char *out = arena_alloc(zip->arena, entry->unpacked + 1);
	z_stream stream = { .next_in = local + skip, .avail_in = (uInt)entry->packed, .next_out = out, .avail_out = (uInt)entry->unpacked + 1 };
	if (inflateInit2(&stream, -15) != Z_OK)
		return NULL;
	int end = inflate(&stream, Z_FINISH);
	inflateEnd(&stream);
	return end == Z_STREAM_END && stream.total_out == entry->unpacked ? out : NULL;
}

/* Relations to the outside that are not a link to click on. */
static const char *examine_relations(struct zip *zip, const struct entry *entry)
{
	const unsigned char *data = unpack(zip, entry);
	const char *why = NULL;

	if (!data)
		return DANNEGGIATO;
	xmlDoc *doc = xmlReadMemory((const char *)data, (int)entry->unpacked, NULL, NULL,
				    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc || doc->intSubset) {
		xmlFreeDoc(doc);
		return DANNEGGIATO;
	}
	xmlNode *root = xmlDocGetRootElement(doc);
	for (xmlNode *node = root ? root->children : NULL; node && !why; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		xmlChar *mode = xmlGetProp(node, (const xmlChar *)"TargetMode"), *type = xmlGetProp(node, (const xmlChar *)"Type");
		if (mode && strcasecmp((const char *)mode, "External") == 0 && !(type && ends_with((const char *)type, "/hyperlink")))
			why = COLLEGAMENTI;
		xmlFree(mode);
		xmlFree(type);
	}
	xmlFreeDoc(doc);
	return why;
}

static const char *examine_entry(struct zip *zip, const struct entry *entry)
{
	bool macros = setting_bool("documents_refuse_macros"), links = setting_bool("documents_refuse_links");

	if (leads_out(entry->name))
		return "Il documento contiene un nome che porta fuori dalla sua cartella: potrebbe sovrascrivere altri file. Non viene accettato.";
	if (macros && is_macro(entry->name))
		return MACRO;
	if (links && strncasecmp(entry->name, "xl/externalLinks/", 17) == 0)
		return COLLEGAMENTI;
	if (links && ends_with(entry->name, ".rels"))
		return examine_relations(zip, entry);
	if (strcmp(entry->name, "[Content_Types].xml") == 0) {
		const unsigned char *data = unpack(zip, entry);
		zip->content_types = true;
		if (!data)
			return DANNEGGIATO;
		if (macros && memmem(data, entry->unpacked, "macroEnabled", 12))
			return MACRO;
	}
	zip->word |= strncmp(entry->name, "word/", 5) == 0;
	zip->excel |= strncmp(entry->name, "xl/", 3) == 0;
	zip->mimetype |= strcmp(entry->name, "mimetype") == 0;
	return NULL;
}

/* The line of the directory at p; its length, 0 if it is none. */
static size_t read_entry(struct zip *zip, const unsigned char *p, const unsigned char *end, struct entry *entry)
{
	if (end - p < 46 || u32(p) != 0x02014b50)
		return 0;
	size_t name = u16(p + 28), length = 46 + name + u16(p + 30) + u16(p + 32);
	if ((size_t)(end - p) < length || memchr(p + 46, 0, name))
		return 0;
	*entry = (struct entry){ arena_strndup(zip->arena, (const char *)p + 46, name), u16(p + 10), u16(p + 8),
				 u32(p + 20), u32(p + 24), u32(p + 42) };
	return length;
}

static const char *examine_directory(struct zip *zip, uint64_t from, uint64_t size, unsigned count)
{
	const unsigned char *p, *end;
	const char *why;

	if (from > zip->size || size > zip->size - from)
		return DANNEGGIATO;
	p = zip->data + from;
	end = p + size;
	for (unsigned i = 0; i < count; i++) {
		struct entry entry;
		size_t length = read_entry(zip, p, end, &entry);
		if (!length)
			return DANNEGGIATO;
		zip->unpacked += entry.unpacked;
		if ((why = examine_entry(zip, &entry)))
			return why;
		p += length;
	}
	return NULL;
}

const char *esame_zip(struct arena *arena, const unsigned char *dati, size_t byte, const char *estensione)
{
	struct zip zip = { .data = dati, .size = byte, .arena = arena };
	const unsigned char *end = end_record(&zip);

	if (!end)
		return DANNEGGIATO;
	unsigned count = u16(end + 10);
	/* 65535 means «see the record for large files»: far beyond what is taken */
	if (count > VOCI)
		return "Il documento è fatto di troppe parti (più di 10.000). Dividilo e caricalo di nuovo.";
	const char *why = examine_directory(&zip, u32(end + 16), u32(end + 12), count);
	if (why)
		return why;
	if (zip.unpacked > GRANDEZZA || (zip.unpacked > SEMPRE && zip.unpacked / RAPPORTO > byte))
		return "Il documento, aperto, diventerebbe enorme: potrebbe bloccare il computer di chi lo apre. Non viene accettato.";
	bool odf = estensione[0] == 'o';
	bool fits = odf ? zip.mimetype : zip.content_types && (strcmp(estensione, "docx") == 0 ? zip.word : zip.excel);
	return fits ? NULL : "È un file compresso (ZIP), non un documento di Word, Excel o OpenDocument. Carica i documenti uno per uno.";
}

void zip_parti(struct arena *arena, const unsigned char *dati, size_t byte, bool (*wanted)(const char *name),
	       void (*part)(void *context, const unsigned char *data, size_t size), void *context)
{
	struct zip zip = { .data = dati, .size = byte, .arena = arena };
	const unsigned char *end = end_record(&zip);
	uint64_t from = end ? u32(end + 16) : 0, size = end ? u32(end + 12) : 0;
	unsigned count = end ? u16(end + 10) : 0;
	struct entry entry;
	size_t length;

	if (count > VOCI || from > byte || size > byte - from)
		return;
	for (const unsigned char *p = dati + from, *last = p + size; count && (length = read_entry(&zip, p, last, &entry)); count--, p += length) {
		const unsigned char *data = wanted(entry.name) ? unpack(&zip, &entry) : NULL;
		if (data)
			part(context, data, entry.unpacked);
	}
}

/* Names of streams stand in UTF-16 in the container's directory. */
static bool has_stream(const unsigned char *dati, size_t byte, const char *name)
{
	unsigned char wide[64];
	size_t size = strlen(name);

	for (size_t i = 0; i < size; i++) {
		wide[2 * i] = (unsigned char)name[i];
		wide[2 * i + 1] = 0;
	}
	return memmem(dati, byte, wide, size * 2) != NULL;
}

const char *esame_ole(const unsigned char *dati, size_t byte)
{
	if (has_stream(dati, byte, "EncryptedPackage") || has_stream(dati, byte, "EncryptionInfo"))
		return "Il documento è protetto da password: non si può controllare. Togli la password e caricalo di nuovo.";
	if (setting_bool("documents_refuse_macros") && (has_stream(dati, byte, "_VBA_PROJECT") || has_stream(dati, byte, "VBA_PROJECT_CUR")))
		return MACRO;
	return NULL;
}
