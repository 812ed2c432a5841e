/*
 * PDF (libqpdf): what runs by itself, what is hidden inside, what it claims to be.
 *
 * The objects are walked from the trailer along every reference, so what stands in object
 * streams is seen as well, and what nothing refers to cannot be started by a reader either.
 */
#include "documento/controllo.h"

#include "base/settings.h"
#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define OGGETTI 2000000   /* numbers of objects; a document has some thousands */
#define XMP_BYTE ((size_t)4 * 1024 * 1024)
#define PDFA_NS "http://www.aiim.org/pdfa/ns/id/"

enum finding { JAVASCRIPT, LAUNCH, ATTACHMENTS, MEDIA, XFA, FINDINGS };
static const struct {
	const char *word, *text;
} findings[FINDINGS] = {
	[JAVASCRIPT] = { "javascript", "uno script (JavaScript)" },
	[LAUNCH] = { "launch", "un comando che avvia un programma (Launch)" },
	[ATTACHMENTS] = { "attachments", "altri file allegati al suo interno" },
	[MEDIA] = { "media", "contenuti multimediali (RichMedia, 3D, suoni o filmati)" },
	[XFA] = { "xfa", "un modulo interattivo XFA" },
};

struct walk {
	qpdf_data q;
	struct arena *arena;
	unsigned char *seen;      /* a bit for each number of an object */
	qpdf_oh *stack;
	size_t depth, room;
	bool found[FINDINGS];
	bool too_complex;
};

static bool refuses(const char *word)
{
	const char *list = setting_text("documents_refuse_in_pdf");
	size_t size = strlen(word);

	for (const char *at = list; (at = strstr(at, word)); at += size)
		if ((at == list || at[-1] == ' ') && (at[size] == ' ' || at[size] == '\0'))
			return true;
	return false;
}

static void push(struct walk *walk, qpdf_oh object)
{
	if (!qpdf_oh_is_array(walk->q, object) && !qpdf_oh_is_dictionary(walk->q, object) && !qpdf_oh_is_stream(walk->q, object)) {
		qpdf_oh_release(walk->q, object);
		return;
	}
	if (qpdf_oh_is_indirect(walk->q, object)) {
		int number = qpdf_oh_get_object_id(walk->q, object);
		if (number < 0 || number >= OGGETTI) {
			walk->too_complex = true;
			qpdf_oh_release(walk->q, object);
			return;
		}
		if (walk->seen[number / 8] & (1 << number % 8)) {
			qpdf_oh_release(walk->q, object);
			return;
		}
		walk->seen[number / 8] |= (unsigned char)(1 << number % 8);
	}
	if (walk->depth == walk->room) {
		size_t room = walk->room ? walk->room * 2 : 1024;
		qpdf_oh *stack = room > OGGETTI * 4 ? NULL : realloc(walk->stack, room * sizeof(*stack));
		if (!stack) {
			walk->too_complex = true;
			qpdf_oh_release(walk->q, object);
			return;
		}
		walk->stack = stack;
		walk->room = room;
	}
	walk->stack[walk->depth++] = object;
}

static bool is_name(struct walk *walk, qpdf_oh value, const char *name)
{
	return qpdf_oh_is_name(walk->q, value) && strcmp(qpdf_oh_get_name(walk->q, value), name) == 0;
}

/* What one entry of a dictionary says.  Names come without their escapes ("/J#53" is "/JS"). */
static void look(struct walk *walk, const char *key, qpdf_oh value)
{
	static const struct { const char *key, *name; enum finding finding; } marks[] = {
		{ "/S", "/JavaScript", JAVASCRIPT }, { "/JS", NULL, JAVASCRIPT }, { "/JavaScript", NULL, JAVASCRIPT },
		{ "/S", "/Launch", LAUNCH },
		{ "/EmbeddedFiles", NULL, ATTACHMENTS }, { "/EF", NULL, ATTACHMENTS }, { "/Subtype", "/FileAttachment", ATTACHMENTS },
		{ "/Type", "/EmbeddedFile", ATTACHMENTS },
		{ "/Subtype", "/RichMedia", MEDIA }, { "/Subtype", "/3D", MEDIA }, { "/Subtype", "/Movie", MEDIA },
		{ "/Subtype", "/Sound", MEDIA }, { "/S", "/Rendition", MEDIA }, { "/S", "/Movie", MEDIA }, { "/S", "/Sound", MEDIA },
		{ "/S", "/RichMediaExecute", MEDIA },
		{ "/XFA", NULL, XFA },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (strcmp(key, marks[i].key) != 0 || qpdf_oh_is_null(walk->q, value))
			continue;
		if (!marks[i].name || is_name(walk, value, marks[i].name))
			walk->found[marks[i].finding] = true;
	}
}

/* The library has one iterator: the keys are copied before the values are asked for. */
static void visit_dictionary(struct walk *walk, qpdf_oh dictionary)
{
	size_t count = 0, room = 0;
	char **keys = NULL;

	qpdf_oh_begin_dict_key_iter(walk->q, dictionary);
	while (qpdf_oh_dict_more_keys(walk->q)) {
		if (count == room) {
			room = room ? room * 2 : 16;
			char **more = realloc(keys, room * sizeof(*keys));
			if (!more) {
				walk->too_complex = true;
				break;
			}
			keys = more;
		}
		keys[count++] = strdup(qpdf_oh_dict_next_key(walk->q));
	}
	for (size_t i = 0; i < count; i++) {
		if (keys[i]) {
			qpdf_oh value = qpdf_oh_get_key(walk->q, dictionary, keys[i]);
			look(walk, keys[i], value);
			push(walk, value);
		}
		free(keys[i]);
	}
	free(keys);
}

static void visit(struct walk *walk, qpdf_oh object)
{
	if (qpdf_oh_is_array(walk->q, object)) {
		int count = qpdf_oh_get_array_n_items(walk->q, object);
		for (int i = 0; i < count && !walk->too_complex; i++)
			push(walk, qpdf_oh_get_array_item(walk->q, object, i));
	} else if (qpdf_oh_is_stream(walk->q, object)) {
		qpdf_oh dictionary = qpdf_oh_get_dict(walk->q, object);
		visit_dictionary(walk, dictionary);
		qpdf_oh_release(walk->q, dictionary);
	} else {
		visit_dictionary(walk, object);
	}
	qpdf_oh_release(walk->q, object);
}

static void walk_all(struct walk *walk)
{
	walk->seen = arena_alloc(walk->arena, OGGETTI / 8 + 1);
	push(walk, qpdf_get_trailer(walk->q));
	while (walk->depth && !walk->too_complex)
		visit(walk, walk->stack[--walk->depth]);
	free(walk->stack);
}

static const char *what_was_found(struct walk *walk)
{
	struct text *list = text_new(walk->arena);

	if (walk->too_complex)
		return "Il PDF è troppo complesso per essere controllato. Stampalo in PDF/A e caricalo di nuovo.";
	for (int i = 0; i < FINDINGS; i++)
		if (walk->found[i] && refuses(findings[i].word))
			text_addf(list, "%s%s", list->size ? ", " : "", findings[i].text);
	if (!list->size)
		return NULL;
	return arena_printf(walk->arena,
			    "Il PDF contiene %s: all’apertura potrebbe fare qualcosa da solo. Aprilo, scegli «Stampa» e «Salva come PDF/A», "
			    "poi carica il nuovo file.", list->data);
}

/* ---- the claim of PDF/A (an attribute or an element, in its namespace, under any prefix) ---- */

static bool in_namespace(const xmlNs *ns)
{
	return ns && ns->href && strcmp((const char *)ns->href, PDFA_NS) == 0;
}

static void claim(const char *name, const char *value, char part[8], char conformance[8])
{
	if (strcmp(name, "part") == 0)
		snprintf(part, 8, "%s", value);
	else if (strcmp(name, "conformance") == 0)
		snprintf(conformance, 8, "%s", value);
}

static void claims_of(xmlNode *node, char part[8], char conformance[8])
{
	for (xmlAttr *a = node->properties; a; a = a->next) {
		if (!in_namespace(a->ns))
			continue;
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
		claim((const char *)a->name, value ? (const char *)value : "", part, conformance);
		xmlFree(value);
	}
	if (in_namespace(node->ns)) {
		xmlChar *value = xmlNodeGetContent(node);
		claim((const char *)node->name, value ? (const char *)value : "", part, conformance);
		xmlFree(value);
	}
}

/* The next node of the tree, without recursion. */
static xmlNode *next_node(xmlNode *node, const xmlNode *root)
{
	if (node->children)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

const char *pdfa_dichiarato(struct arena *arena, const unsigned char *xmp, size_t byte)
{
	char part[8] = "", conformance[8] = "";

	if (!byte || byte > XMP_BYTE)
		return NULL;
	xmlDoc *doc = xmlReadMemory((const char *)xmp, (int)byte, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc)
		return NULL;
	xmlNode *root = doc->intSubset ? NULL : xmlDocGetRootElement(doc);
	for (xmlNode *node = root; node; node = next_node(node, root))
		if (node->type == XML_ELEMENT_NODE)
			claims_of(node, part, conformance);
	xmlFreeDoc(doc);
	if (strlen(part) != 1 || part[0] < '1' || part[0] > '4' || strlen(conformance) > 1)
		return NULL;
	if (conformance[0] && !strchr("ABUEFabuef", conformance[0]))
		return NULL;
	if (!conformance[0] && part[0] != '4')
		return NULL;
	/* written as people write it: PDF/A-2b */
	if (conformance[0] >= 'A' && conformance[0] <= 'Z')
		conformance[0] = (char)(conformance[0] - 'A' + 'a');
	return arena_printf(arena, "PDF/A-%s%s dichiarato", part, conformance);
}

static const char *claim_of(struct arena *arena, qpdf_data q)
{
	const char *found = NULL;
	unsigned char *data = NULL;
	size_t size = 0;
	QPDF_BOOL filtered;
	qpdf_oh root = qpdf_get_root(q), metadata = qpdf_oh_get_key(q, root, "/Metadata");

	if (qpdf_oh_is_stream(q, metadata) &&
	    !(qpdf_oh_get_stream_data(q, metadata, qpdf_dl_all, &filtered, &data, &size) & QPDF_ERRORS) && data)
		found = pdfa_dichiarato(arena, data, size);
	free(data);
	return found;
}

static const char *examine(struct arena *arena, qpdf_data q, const char **pdfa)
{
	struct walk walk = { .q = q, .arena = arena };

	if (qpdf_is_encrypted(q) && refuses("encrypted"))
		return "Il PDF è protetto da password: non può essere conservato. Togli la protezione, oppure stampalo in PDF/A, e caricalo "
		       "di nuovo.";
	walk_all(&walk);
	const char *why = what_was_found(&walk);
	if (why)
		return why;
	*pdfa = claim_of(arena, q);
	/* these parts of the norm forbid what was found, whatever the file says of itself */
	if (*pdfa && (walk.found[JAVASCRIPT] || walk.found[LAUNCH] ||
		      (walk.found[ATTACHMENTS] && (strstr(*pdfa, "-1") || strstr(*pdfa, "-2")))))
		*pdfa = NULL;
	if (!*pdfa && setting_bool("documents_require_pdfa"))
		return "Il file non è un PDF/A: il documento potrebbe essere modificabile. Salvalo o stampalo come PDF/A e caricalo di nuovo.";
	return NULL;
}

const char *esame_pdf(struct arena *arena, const unsigned char *dati, size_t byte, const char **pdfa)
{
	qpdf_data q = qpdf_init();
	const char *why;

	*pdfa = NULL;
	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	if (qpdf_read_memory(q, "documento", (const char *)dati, byte, "") & QPDF_ERRORS) {
		qpdf_error error = qpdf_get_error(q);
		bool locked = error && qpdf_get_error_code(q, error) == qpdf_e_password;
		why = locked ? "Il PDF è protetto da password: non può essere conservato. Togli la password e caricalo di nuovo."
			     : "Il file PDF è danneggiato. Aprilo, salvalo di nuovo e ricaricalo.";
	} else {
		why = examine(arena, q, pdfa);
	}
	qpdf_cleanup(&q);
	return why;
}
