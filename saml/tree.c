/*
 * Reading XML from outside.  What the parser could be tempted with is refused on the bytes, before
 * it sees them: without `<!` and `<?` there are no entities, comments or instructions at all.
 */
#include "tree.h"

#include <libxml/parser.h>
#include <string.h>

/* Never NOENT, DTDLOAD, XINCLUDE, HUGE, RECOVER. */
#define STRICT (XML_PARSE_NONET | XML_PARSE_NODICT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

static void free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

static bool holds(struct bytes bytes, size_t from, const char *piece)
{
	return from < bytes.size && memmem(bytes.data + from, bytes.size - from, piece, strlen(piece));
}

/* SAML-1: a declaration may stand first and may name UTF-8, no other encoding.  *after is where
 * the document begins. */
static refusal declaration(struct arena *arena, struct bytes bytes, size_t *after)
{
	const unsigned char *end;
	const char *text;

	*after = 0;
	if (bytes.size < 5 || memcmp(bytes.data, "<?xml", 5) != 0)
		return NULL;
	end = memmem(bytes.data, bytes.size, "?>", 2);
	if (!end)
		return "SAML-1 declaration without end";
	*after = (size_t)(end - bytes.data) + 2;
	text = arena_strndup(arena, (const char *)bytes.data, *after);
	if (!strstr(text, "encoding"))
		return NULL;
	return strcasestr(text, "encoding=\"utf-8\"") || strcasestr(text, "encoding='utf-8'")
		       ? NULL
		       : "SAML-1 encoding other than UTF-8";
}

/* SAML-1: attributes cost the parser quadratic time, so they are counted before. */
static refusal attributes(struct bytes bytes)
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < bytes.size; i++) {
		size_t next = i + 1;

		if (bytes.data[i] != '=')
			continue;
		while (next < bytes.size && strchr(" \t\r\n", bytes.data[next]))
			next++;
		if (next < bytes.size && (bytes.data[next] == '"' || bytes.data[next] == '\''))
			count++;
	}
	return count > TREE_ATTRIBUTES ? "SAML-1 too many attributes" : NULL;
}

static refusal bytes_before_parsing(struct arena *arena, struct bytes bytes)
{
	size_t after;

	if (bytes.size > TREE_BYTES)
		return "SAML-1 larger than 256 KiB";
	if (!bytes.size || bytes.data[0] != '<')
		return "SAML-1 does not begin with <";
	if (!text_is_clean((const char *)bytes.data, bytes.size))
		return "SAML-1 not clean UTF-8";
	HOLD(declaration(arena, bytes, &after));
	if (holds(bytes, after, "<!"))
		return "SAML-1 DOCTYPE, entity, comment or CDATA";
	if (holds(bytes, after, "<?"))
		return "SAML-1 processing instruction";
	return attributes(bytes);
}

static refusal depth(const xmlNode *root)
{
	const xmlNode *node = NULL;

	while ((node = tree_walk(root, node))) {
		int deep = 1;

		for (const xmlNode *up = node; up != root; up = up->parent)
			if (++deep > TREE_DEPTH)
				return "SAML-1 nested too deep";
	}
	return NULL;
}

static refusal parse(struct arena *arena, struct bytes bytes, xmlDoc **doc)
{
	*doc = xmlReadMemory((const char *)bytes.data, (int)bytes.size, NULL, NULL, STRICT);
	if (!*doc)
		return "SAML-1 not well-formed";
	arena_hook(arena, free_doc, *doc);
	if ((*doc)->intSubset || !xmlDocGetRootElement(*doc))
		return "SAML-1 DOCTYPE";
	return NULL;
}

refusal tree_parse(struct arena *arena, struct bytes bytes, xmlDoc **doc)
{
	*doc = NULL;
	HOLD(bytes_before_parsing(arena, bytes));
	HOLD(parse(arena, bytes, doc));
	return depth(xmlDocGetRootElement(*doc));
}

refusal tree_parse_file(struct arena *arena, struct bytes bytes, xmlDoc **doc)
{
	*doc = NULL;
	if (bytes.size > 64 * 1024 * 1024 || holds(bytes, 0, "<!DOCTYPE") || holds(bytes, 0, "<!ENTITY"))
		return "too large, or with a DOCTYPE";
	return parse(arena, bytes, doc);
}

/* ---- looking ---------------------------------------------------------------------------------- */

bool tree_is(const xmlNode *node, const char *ns, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns && node->ns->href &&
	       !strcmp((const char *)node->ns->href, ns) && !strcmp((const char *)node->name, name);
}

xmlNode *tree_child(const xmlNode *parent, const char *ns, const char *name)
{
	for (xmlNode *c = parent ? parent->children : NULL; c; c = c->next)
		if (tree_is(c, ns, name))
			return c;
	return NULL;
}

xmlNode *tree_next(const xmlNode *node)
{
	for (xmlNode *c = node->next; c; c = c->next)
		if (node->ns && tree_is(c, (const char *)node->ns->href, (const char *)node->name))
			return c;
	return NULL;
}

size_t tree_count(const xmlNode *parent, const char *ns, const char *name)
{
	size_t count = 0;

	for (const xmlNode *c = tree_child(parent, ns, name); c; c = tree_next(c))
		count++;
	return count;
}

const char *tree_text(struct arena *arena, const xmlNode *node)
{
	struct text *all = text_new(arena);
	const char *trimmed;

	if (!node)
		return NULL;
	for (const xmlNode *c = node->children; c; c = c->next) {
		if (c->type != XML_TEXT_NODE)
			return NULL;
		text_add(all, (const char *)c->content);
	}
	trimmed = text_trim(arena, all->data);
	return *trimmed ? trimmed : NULL;
}

const char *tree_attribute(struct arena *arena, const xmlNode *node, const char *name)
{
	xmlChar *value = node ? xmlGetNoNsProp((xmlNode *)node, BAD_CAST name) : NULL;
	const char *copy = value && *value ? arena_strdup(arena, (const char *)value) : NULL;

	xmlFree(value);
	return copy;
}

bool tree_has_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (!a->ns && !strcmp((const char *)a->name, name))
			return true;
	return false;
}

static xmlNode *element_from(xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *tree_walk(const xmlNode *root, const xmlNode *from)
{
	xmlNode *next;

	if (!from)
		return (xmlNode *)root;
	next = element_from(from->children);
	while (!next && from != root) {
		next = element_from(from->next);
		from = from->parent;
	}
	return next;
}

struct bytes tree_write(struct arena *arena, xmlNode *node)
{
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *copy = xmlDocCopyNode(node, doc, 1);
	xmlChar *text = NULL;
	int size = 0;
	struct bytes bytes;

	xmlDocSetRootElement(doc, copy);
	xmlDocDumpMemoryEnc(doc, &text, &size, "UTF-8");
	bytes = (struct bytes){ (unsigned char *)arena_strndup(arena, (char *)text, (size_t)size),
				(size_t)size };
	xmlFree(text);
	xmlFreeDoc(doc);
	return bytes;
}
