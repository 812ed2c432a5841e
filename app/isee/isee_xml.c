/*
 * Reading the documents of INPS.  The file comes from outside: what could make the parser work too
 * hard or reach elsewhere is refused before it begins, and the schema has the last word.
 */
#include "isee/isee.h"

#include "base/text.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>
#include <string.h>

#define NAMESPACE "http://inps.it/ISEERiforma"
#define MOST_TAGS 20000
#define MOST_ATTRIBUTES 64 /* of one element */
#define MOST_DEPTH 64
#define MOST_MEMBERS 60

#define NOT_XML "Il file non è un XML che si possa leggere. Scaricalo di nuovo dal portale INPS."
#define NOT_ISEE "Il file è un XML, ma non è un’attestazione o un indicatore ISEE dell’INPS."
#define TOO_BIG "Il file è troppo grande o troppo complicato per essere un’attestazione ISEE."

struct isee_schema {
	xmlSchemaPtr schema;
};

/* ---- before the parser ---- */

/* `needle` as it stands, or with any case of letters. */
static bool contains(const unsigned char *data, size_t size, const char *needle)
{
	return memmem(data, size, needle, strlen(needle)) != NULL;
}

/* Tags, depth and attributes, counted without understanding: quotes inside a tag may hide a '>', never
 * a '<', which is not well-formed there.  So each '=' counts until the next '<'; a depth that hides
 * behind a '>' meets the parser's own limit. */
static bool modest(const unsigned char *data, size_t size)
{
	size_t tags = 0, signs = 0;
	long depth = 0;
	bool inside = false;

	for (size_t i = 0; i < size; i++) {
		if (data[i] == '<') {
			inside = true;
			signs = 0;
			bool closes = i + 1 < size && data[i + 1] == '/';
			depth += closes ? -1 : 1;
			if (++tags > MOST_TAGS || depth > MOST_DEPTH)
				return false;
		} else if (data[i] == '>' && inside) {
			inside = false;
			/* neither an empty element, nor a declaration or a comment, opens anything */
			if (i && (data[i - 1] == '/' || data[i - 1] == '?' || data[i - 1] == '-'))
				depth--;
		} else if (data[i] == '=' && ++signs > MOST_ATTRIBUTES) {
			return false;
		}
	}
	return true;
}

static const char *refuse_early(const unsigned char *data, size_t size)
{
	if (!size)
		return NOT_XML;
	if (size > ISEE_XML_LARGEST)
		return TOO_BIG;
	if (!text_is_clean((const char *)data, size))
		return "Il file non è scritto in UTF-8: scaricalo di nuovo dal portale INPS.";
	if (contains(data, size, "<!DOCTYPE") || contains(data, size, "<!ENTITY") || contains(data, size, "<![CDATA["))
		return "Il file contiene dichiarazioni che un’attestazione ISEE non ha. Non è stato letto.";
	return modest(data, size) ? NULL : TOO_BIG;
}

/* ---- the schema ---- */

static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

static void say_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static void free_schema(void *schema)
{
	xmlSchemaFree(schema);
}

struct error *isee_schema_leggi(struct arena *arena, const char *path, struct isee_schema **out)
{
	xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(path);
	xmlSchemaPtr schema = parser ? xmlSchemaParse(parser) : NULL;

	xmlSchemaFreeParserCtxt(parser);
	if (!schema)
		return error_raise(ERR_BUG, "cannot read the schema '%s'", path);
	*out = arena_alloc(arena, sizeof(**out));
	(*out)->schema = schema;
	arena_hook(arena, free_schema, schema);
	return NULL;
}

static bool is_valid(const struct isee_schema *schema, xmlDocPtr document)
{
	xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schema->schema);

	if (!context)
		return false;
	xmlSchemaSetValidErrors(context, say_nothing, say_nothing, NULL);
	bool valid = xmlSchemaValidateDoc(context, document) == 0;
	xmlSchemaFreeValidCtxt(context);
	return valid;
}

/* ---- walking ---- */

/* Prefixes change from answer to answer: namespace and local name count. */
static bool is_called(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns && strcmp((const char *)node->ns->href, NAMESPACE) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr child(xmlNodePtr node, const char *name)
{
	for (node = node ? node->children : NULL; node; node = node->next)
		if (is_called(node, name))
			return node;
	return NULL;
}

/* The first element of that name below, in the order of the document. */
static xmlNodePtr below(xmlNodePtr node, const char *name, int depth)
{
	for (node = node && depth ? node->children : NULL; node; node = node->next) {
		if (is_called(node, name))
			return node;
		xmlNodePtr found = below(node, name, depth - 1);
		if (found)
			return found;
	}
	return NULL;
}

static const char *attribute(struct arena *arena, xmlNodePtr node, const char *name)
{
	xmlChar *value = node ? xmlGetNoNsProp(node, (const xmlChar *)name) : NULL;
	const char *text = value ? text_trim(arena, (const char *)value) : NULL;

	xmlFree(value);
	return text && *text && strlen(text) <= 100 ? text : NULL;
}

/* 1234.56, with at most two decimals and nothing else. */
static bool is_amount(const char *text)
{
	size_t whole = strspn(text, "0123456789"), cents = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;

	if (!whole || whole > 10 || cents > 2)
		return false;
	return text[whole] == '.' ? cents && !text[whole + 1 + cents] : !text[whole];
}

static const char *amount(struct arena *arena, xmlNodePtr node, const char *name)
{
	const char *text = attribute(arena, node, name);

	return text && is_amount(text) ? text : NULL;
}

/* The day of an xs:date, which may carry a time zone. */
static const char *day(struct arena *arena, xmlNodePtr node, const char *name)
{
	const char *text = attribute(arena, node, name);

	static const char shape[] = "9999-99-99";

	for (size_t i = 0; text && shape[i]; i++)
		if (shape[i] == '9' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
			return NULL; /* a year of five digits, or before Christ, is a date of the schema too */
	return text ? arena_strndup(arena, text, 10) : NULL;
}

static void put(json_t *into, const char *name, const char *value)
{
	if (value)
		json_object_set_new(into, name, json_string(value));
}

/* ---- indicators ---- */

static bool add_indicator(struct arena *arena, json_t *list, const char *kind, xmlNodePtr values)
{
	const char *value = amount(arena, values, "ISEE");

	if (!value)
		return false;
	json_t *one = json_object();
	put(one, "tipo", kind);
	put(one, "valore", value);
	put(one, "ise", amount(arena, values, "ISE"));
	put(one, "isr", amount(arena, values, "ISR"));
	put(one, "isp", amount(arena, values, "ISP"));
	put(one, "scala", amount(arena, values, "ScalaEquivalenza"));
	json_array_append_new(list, one);
	return true;
}

/* The kinds that a certificate holds besides the ordinary one: their form is looser, what has no plain
 * value is left out. */
static void add_others(struct arena *arena, json_t *list, xmlNodePtr ordinary)
{
	static const struct { const char *element, *kind; } others[] = {
		{ "ISEEMin", "MIN" }, { "ISEEUni", "UNI" }, { "ISEESocioSanRes", "RES" }, { "ISEEFamiglia", "FAM" },
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		xmlNodePtr part = child(ordinary, others[i].element), values = part ? below(part, "Valori", 4) : NULL;
		if (part && !add_indicator(arena, list, others[i].kind, values ? values : part))
			continue;
	}
}

static void add_members(struct arena *arena, json_t *list, xmlNodePtr household)
{
	for (xmlNodePtr node = household ? household->children : NULL; node; node = node->next) {
		if (!is_called(node, "ComponenteNucleo") || json_array_size(list) >= MOST_MEMBERS)
			continue;
		json_t *one = json_object();
		put(one, "codice_fiscale", attribute(arena, node, "CodiceFiscale"));
		put(one, "cognome", attribute(arena, node, "Cognome"));
		put(one, "nome", attribute(arena, node, "Nome"));
		put(one, "rapporto", attribute(arena, node, "RapportoConDichiarante"));
		json_array_append_new(list, one);
	}
}

static json_t *read_certificate(struct arena *arena, xmlNodePtr node)
{
	xmlNodePtr ordinary = child(node, "Ordinario");
	const char *current = attribute(arena, ordinary, "Corrente"), *until = day(arena, node, "DataScadenzaDSUCorrente");
	json_t *out = json_object(), *values = json_array(), *members = json_array();

	put(out, "protocollo", attribute(arena, node, "NumeroProtocolloDSU"));
	put(out, "presentata_il", day(arena, node, "DataPresentazione"));
	put(out, "valida_fino", current && until ? until : day(arena, node, "DataValidita"));
	put(out, "dichiarante", attribute(arena, node, "CodiceFiscaleDichiarante"));
	json_object_set_new(out, "difformita", json_boolean(child(node, "OmissioneDifformita") != NULL));
	add_indicator(arena, values, current ? "COR" : "ORD", child(child(ordinary, "ISEEOrdinario"), "Valori"));
	add_others(arena, values, ordinary);
	add_members(arena, members, child(ordinary, "NucleoFamiliare"));
	json_object_set_new(out, "indicatori", values);
	json_object_set_new(out, "componenti", members);
	return out;
}

static json_t *read_indicator(struct arena *arena, xmlNodePtr node)
{
	static const struct { const char *name, *kind; } kinds[] = {
		{ "Ordinario", "ORD" }, { "Minorenne", "MIN" }, { "Universitario", "UNI" },
		{ "SocioSanitario", "SOC" }, { "Dottorato", "DOT" }, { "Residenziale", "RES" },
	};
	const char *name = attribute(arena, node, "TipoIndicatore"), *kind = NULL;
	json_t *out = json_object(), *values = json_array();

	for (size_t i = 0; name && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			kind = kinds[i].kind;
	put(out, "protocollo", attribute(arena, node, "ProtocolloDSU"));
	put(out, "presentata_il", day(arena, node, "DataPresentazione"));
	put(out, "valida_fino", isee_fine(arena, day(arena, node, "DataPresentazione")));
	put(out, "dichiarante", attribute(arena, child(node, "RicercaCF"), "CodiceFiscale"));
	json_object_set_new(out, "difformita", json_false());
	if (kind)
		add_indicator(arena, values, kind, node);
	json_object_set_new(out, "indicatori", values);
	json_object_set_new(out, "componenti", json_array());
	return out;
}

static json_t *read_root(struct arena *arena, xmlNodePtr root)
{
	if (is_called(root, "Indicatore"))
		return read_indicator(arena, root);
	xmlNodePtr certificate = is_called(root, "EsitoAttestazione") ? child(root, "Attestazione") : root;
	return certificate ? read_certificate(arena, certificate) : NULL;
}

/* ---- the whole ---- */

static const char *read_document(struct arena *arena, const struct isee_schema *schema, xmlDocPtr document, const char **why)
{
	xmlNodePtr root = xmlDocGetRootElement(document);

	if (document->intSubset || document->extSubset || !root) {
		*why = NOT_XML;
		return NULL;
	}
	if (!is_valid(schema, document)) {
		*why = NOT_ISEE;
		return NULL;
	}
	json_t *read = read_root(arena, root);
	const char *from = json_string_value(json_object_get(read, "presentata_il")), *to = json_string_value(json_object_get(read, "valida_fino"));
	if (read && (!from || !to || strcmp(from, to) > 0)) {
		json_decref(read);
		*why = NOT_ISEE;
		return NULL;
	}
	if (json_array_size(json_object_get(read, "indicatori")) == 0) {
		json_decref(read);
		*why = "Nel file non c’è nessun valore ISEE: l’INPS non ha trovato un’attestazione valida.";
		return NULL;
	}
	char *text = json_dumps(read, JSON_COMPACT);
	const char *copy = arena_strdup(arena, text);
	free(text);
	json_decref(read);
	return copy;
}

const char *isee_xml(struct arena *arena, const struct isee_schema *schema, const unsigned char *data, size_t size, const char **why)
{
	*why = refuse_early(data, size);
	if (*why)
		return NULL;
	xmlExternalEntityLoader loader = xmlGetExternalEntityLoader();
	xmlSetExternalEntityLoader(load_nothing);
	xmlParserCtxtPtr context = xmlNewParserCtxt();
	xmlDocPtr document = context ? xmlCtxtReadMemory(context, (const char *)data, (int)size, "isee.xml", "UTF-8",
							 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING) : NULL;
	const char *read = NULL;

	if (document && context->wellFormed)
		read = read_document(arena, schema, document, why);
	else
		*why = NOT_XML;
	xmlFreeDoc(document);
	xmlFreeParserCtxt(context);
	xmlSetExternalEntityLoader(loader);
	return read;
}
