/*
 * Building, signing and sending messages.  Values go in through the tree, which escapes them.
 */
#include "message.h"

#include "http/response.h"
#include "pages.h"

#include <string.h>
#include <time.h>
#include <zlib.h>

static void free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

void message_attribute(xmlNode *node, const char *name, const char *value)
{
	xmlSetProp(node, BAD_CAST name, BAD_CAST value);
}

xmlNode *message_add(struct message *message, xmlNode *parent, xmlNs *ns, const char *name, const char *text)
{
	(void)message;
	return xmlNewTextChild(parent, ns, BAD_CAST name, BAD_CAST text);
}

struct message *message_new(struct arena *arena, const struct sp *sp, const char *name, const char *destination)
{
	struct message *m = arena_alloc(arena, sizeof(*m));
	bool answer = strlen(name) >= 8 && !strcmp(name + strlen(name) - 8, "Response");
	xmlNode *issuer;

	m->arena = arena;
	m->seconds = (int64_t)time(NULL);
	m->instant = instant_write(arena, m->seconds);
	m->id = arena_printf(arena, "_%s", random_hex(arena, 20));
	m->field = answer ? "SAMLResponse" : "SAMLRequest";
	m->doc = xmlNewDoc(BAD_CAST "1.0");
	arena_hook(arena, free_doc, m->doc);
	m->root = xmlNewDocNode(m->doc, NULL, BAD_CAST name, NULL);
	xmlDocSetRootElement(m->doc, m->root);
	m->protocol = xmlNewNs(m->root, BAD_CAST NS_PROTOCOL, BAD_CAST "samlp");
	m->assertion = xmlNewNs(m->root, BAD_CAST NS_ASSERTION, BAD_CAST "saml");
	xmlSetNs(m->root, m->protocol);
	message_attribute(m->root, "ID", m->id);
	message_attribute(m->root, "Version", "2.0");
	message_attribute(m->root, "IssueInstant", m->instant);
	message_attribute(m->root, "Destination", destination);
	issuer = message_add(m, m->root, m->assertion, "Issuer", sp->entity_id);
	message_attribute(issuer, "Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:entity");
	message_attribute(issuer, "NameQualifier", sp->entity_id);
	return m;
}

/* 4: ForceAuthn for level 2 and 3 only; no IsPassive, no AllowCreate; indexes of our metadata. */
struct message *authn_request(struct arena *arena, const struct sp *sp, const char *destination, int level, const char *comparison)
{
	struct message *m = message_new(arena, sp, "AuthnRequest", destination);
	xmlNode *context, *policy;

	if (level > 1)
		message_attribute(m->root, "ForceAuthn", "true");
	message_attribute(m->root, "AssertionConsumerServiceIndex", "0");
	message_attribute(m->root, "AttributeConsumingServiceIndex", "0");
	policy = message_add(m, m->root, m->protocol, "NameIDPolicy", NULL);
	message_attribute(policy, "Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient");
	context = message_add(m, m->root, m->protocol, "RequestedAuthnContext", NULL);
	message_attribute(context, "Comparison", comparison);
	message_add(m, context, m->assertion, "AuthnContextClassRef",
		    arena_printf(arena, "https://www.spid.gov.it/SpidL%d", level));
	return m;
}

/* ---- signing -------------------------------------------------------------------------------------- */

void message_signature_place(xmlNode *parent, xmlNode *after)
{
	xmlNode *signature = xmlNewDocNode(parent->doc, NULL, BAD_CAST "Signature", NULL);

	xmlSetNs(signature, xmlNewNs(signature, BAD_CAST NS_DSIG, BAD_CAST "ds"));
	if (after)
		xmlAddNextSibling(after, signature);
	else if (parent->children)
		xmlAddPrevSibling(parent->children, signature);
	else
		xmlAddChild(parent, signature);
}

/* lasso signs an element in a document of its own, leaves it without one and forgets to tell its
 * parent: so it is taken out before, and goes back where it was. */
static void put_back(xmlNode *node, xmlDoc *doc, xmlNode *parent, xmlNode *next)
{
	node->parent = NULL;
	xmlSetTreeDoc(node, doc);
	if (!parent || parent->type != XML_ELEMENT_NODE)
		xmlDocSetRootElement(doc, node);
	else if (next)
		xmlAddPrevSibling(next, node);
	else
		xmlAddChild(parent, node);
}

struct error *message_sign(const struct sp *sp, xmlNode *node, const char *id)
{
	xmlNode *parent = node->parent, *next = node->next;
	xmlDoc *doc = node->doc;
	const xmlNode *done;

	xmlUnlinkNode(node);
	done = lasso_key_saml2_xml_sign(sp->key, id, node);
	put_back(node, doc, parent, next);
	return done ? NULL : error_raise(ERR_BUG, "lasso did not sign");
}

/* ---- sending -------------------------------------------------------------------------------------- */

static struct error *deflate_raw(struct arena *arena, struct bytes in, struct bytes *out)
{
	uLong room = compressBound(in.size) + 64;
	unsigned char *data = arena_alloc(arena, room);
	z_stream z = { .next_in = (unsigned char *)in.data, .avail_in = (uInt)in.size, .next_out = data, .avail_out = (uInt)room };
	int result;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		return error_raise(ERR_BUG, "deflate");
	result = deflate(&z, Z_FINISH);
	deflateEnd(&z);
	if (result != Z_STREAM_END)
		return error_raise(ERR_BUG, "deflate did not end");
	*out = (struct bytes){ data, room - z.avail_out };
	return NULL;
}

/* A browser that comes from a form of ours follows no redirect to another site (form-action of that
 * page): there a page of its own goes on by itself, or by its link. */
static struct error *go(struct request *rq, const struct message *m, const char *address)
{
	const struct page_value value = { "INDIRIZZO", address };

	if (m->from_form) {
		response_header(rq->response, "Refresh", arena_printf(rq->arena, "0; url=%s", address));
		return error_pass(page_fill(rq, 200, "prosegui", &value, 1));
	}
	rq->response->status = 302;
	response_header(rq->response, "Location", address);
	return NULL;
}

/* 4, HTTP-Redirect: no Signature in the XML, the query is signed (RSA-SHA256). */
static struct error *send_redirect(struct request *rq, struct message *m, const struct sp *sp, const char *location, const char *relay_state)
{
	struct bytes xml = tree_write(rq->arena, m->root), packed;
	const char *value;
	char *query, *signed_query;

	TRY(deflate_raw(rq->arena, xml, &packed));
	value = text_url_encode(rq->arena, base64_encode(rq->arena, packed));
	query = relay_state ? arena_printf(rq->arena, "%s=%s&RelayState=%s", m->field, value, text_url_encode(rq->arena, relay_state))
			    : arena_printf(rq->arena, "%s=%s", m->field, value);
	signed_query = lasso_key_query_sign(sp->key, query);
	if (!signed_query)
		return error_raise(ERR_BUG, "lasso did not sign the query");
	m->sent = (struct bytes){ (unsigned char *)arena_strdup(rq->arena, signed_query), strlen(signed_query) };
	g_free(signed_query);
	return error_pass(go(rq, m, arena_printf(rq->arena, "%s%c%s", location, strchr(location, '?') ? '&' : '?', (const char *)m->sent.data)));
}

/* scheme://host[:port] of an address, for the policy of the page. */
static const char *origin_of(struct arena *arena, const char *address)
{
	const char *host = strstr(address, "://");
	size_t size = host ? (size_t)(host - address) + 3 : 0;

	return arena_strndup(arena, address, size + strcspn(address + size, "/?#;, '"));
}

/* 4, HTTP-POST: the XML is signed behind its Issuer; a page with one form posts it. */
static struct error *send_post(struct request *rq, struct message *m, const struct sp *sp, const char *location, const char *relay_state)
{
	const struct page_value values[] = {
		{ "INDIRIZZO", location },
		{ "CAMPO", m->field },
		{ "MESSAGGIO", NULL },
		{ "RELAYSTATE", relay_state ? relay_state : "" },
	};
	struct page_value filled[sizeof(values) / sizeof(*values)];

	message_signature_place(m->root, m->root->children);
	TRY(message_sign(sp, m->root, m->id));
	m->sent = tree_write(rq->arena, m->root);
	memcpy(filled, values, sizeof(values));
	filled[2].value = base64_encode(rq->arena, m->sent);
	response_header(rq->response, "Content-Security-Policy",
			arena_printf(rq->arena,
				     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
				     "form-action %s; frame-ancestors 'none'; base-uri 'none'",
				     origin_of(rq->arena, location)));
	return page_fill(rq, 200, "invio", filled, sizeof(filled) / sizeof(*filled));
}

struct error *message_send(struct request *rq, struct message *message, const struct sp *sp, enum binding binding,
			   const char *location, const char *relay_state)
{
	if (binding == BINDING_POST)
		return error_pass(send_post(rq, message, sp, location, relay_state));
	return error_pass(send_redirect(rq, message, sp, location, relay_state));
}
