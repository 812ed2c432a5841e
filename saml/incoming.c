/*
 * 7: what every LogoutRequest and LogoutResponse must hold.
 */
#include "incoming.h"

#include "base/settings.h"

#include <string.h>
#include <time.h>
#include <zlib.h>

#define OLDEST 600 /* seconds: a message that lay about longer is not answered */

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* The query must mean the same to us and to who verifies it: each name once, no other divider. */
static refusal query_plain(const struct request *rq)
{
	static const char *const names[] = { "SAMLRequest", "SAMLResponse", "RelayState", "SigAlg", "Signature" };
	size_t messages = 0;

	if (strchr(rq->query_text, ';'))
		return "7 query";
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t at = 0, count = 0;

		while (fields_next(&rq->query, names[i], &at))
			count++;
		if (count > 1)
			return "7 a parameter twice";
		messages += i < 2 ? count : 0;
	}
	return messages == 1 ? NULL : "7 request and answer in one";
}

/* At most 256 KiB come out, whatever was packed. */
static bool inflate_raw(struct arena *arena, struct bytes in, struct bytes *out)
{
	unsigned char *data = arena_alloc(arena, TREE_BYTES + 1);
	z_stream z = { .next_in = (unsigned char *)in.data, .avail_in = (uInt)in.size, .next_out = data, .avail_out = TREE_BYTES };
	int result;

	if (inflateInit2(&z, -15) != Z_OK)
		return false;
	result = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	*out = (struct bytes){ data, TREE_BYTES - z.avail_out };
	return result == Z_STREAM_END && !z.avail_in;
}

static refusal read_redirect(struct request *rq, const char *field, struct incoming *in, struct bytes *xml)
{
	const char *value = fields_get(&rq->query, field);
	struct bytes packed;

	HOLD(query_plain(rq));
	if (!value || !base64_decode(rq->arena, value, &packed) || !inflate_raw(rq->arena, packed, xml))
		return "7 not Base64 of DEFLATE";
	in->sent = (struct bytes){ (const unsigned char *)rq->query_text, strlen(rq->query_text) };
	return NULL;
}

static refusal read_post(struct request *rq, const char *field, struct incoming *in, struct bytes *xml)
{
	const char *value = fields_get(&rq->body, field);

	if (!value || !base64_decode(rq->arena, value, xml))
		return "7 not Base64";
	in->sent = *xml;
	return NULL;
}

/* 7: Issuer is a provider of the federation. */
static refusal issuer(struct request *rq, struct incoming *in)
{
	const char *who = tree_text(rq->arena, tree_child(in->root, NS_ASSERTION, "Issuer"));

	in->idp = federation_find(&rq->web->federation, who);
	if (!in->idp)
		return "7 Issuer unknown";
	return issuer_check(rq->arena, in->root, in->idp->entity_id, false, "7 Issuer");
}

/* 7: the query is signed with RSA and SHA-256, 384 or 512. */
static refusal query_signature(const struct request *rq, const struct incoming *in)
{
	const char *algorithm = fields_get(&rq->query, "SigAlg");
	static const char stem[] = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha";

	if (!algorithm || strncmp(algorithm, stem, sizeof(stem) - 1) != 0 || !strstr("256 384 512", algorithm + sizeof(stem) - 1) ||
	    strlen(algorithm) != sizeof(stem) + 2)
		return "7 SigAlg";
	return idp_signed_query(in->idp, rq->query_text) ? NULL : "7 signature of the query";
}

/* 7: the root is signed, and nothing else is. */
static refusal element_signature(const struct request *rq, const struct incoming *in)
{
	const xmlNode *node = NULL;

	while ((node = tree_walk(in->root, node)))
		if (!strcmp((const char *)node->name, "Signature") && node->parent != in->root)
			return "7 a Signature out of place";
	if (tree_count(in->root, NS_DSIG, "Signature") != 1)
		return "7 not signed";
	HOLD(ids_differ(in->root));
	HOLD(signature_form(rq->arena, in->root));
	return idp_signed_element(rq->arena, in->idp, in->root) ? NULL : "7 signature";
}

/* 7: Destination is ours, IssueInstant is now. */
static refusal destination_and_instant(const struct request *rq, const struct incoming *in)
{
	int64_t instant, now = (int64_t)time(NULL), tolerance = setting_int("spid_clock_tolerance_seconds");

	if (!same(tree_attribute(rq->arena, in->root, "Destination"), rq->web->sp.slo))
		return "7 Destination";
	if (!in->id || !same(tree_attribute(rq->arena, in->root, "Version"), "2.0"))
		return "7 ID or Version";
	if (!instant_read(in->instant, &instant) || instant > now + tolerance || instant < now - OLDEST)
		return "7 IssueInstant";
	return NULL;
}

refusal incoming_read(struct request *rq, const char *field, const char *name, struct incoming *in)
{
	struct arena *arena = rq->arena;
	struct bytes xml;
	xmlDoc *doc;
	const char *relay;

	*in = (struct incoming){ .binding = rq->method == METHOD_POST ? BINDING_POST : BINDING_REDIRECT };
	HOLD(in->binding == BINDING_POST ? read_post(rq, field, in, &xml) : read_redirect(rq, field, in, &xml));
	HOLD(tree_parse(arena, xml, &doc));
	in->root = xmlDocGetRootElement(doc);
	if (!tree_is(in->root, NS_PROTOCOL, name))
		return "7 another kind of message";
	HOLD(issuer(rq, in));
	HOLD(in->binding == BINDING_POST ? element_signature(rq, in) : query_signature(rq, in));
	in->id = tree_attribute(arena, in->root, "ID");
	in->instant = tree_attribute(arena, in->root, "IssueInstant");
	in->in_response_to = tree_attribute(arena, in->root, "InResponseTo");
	in->name_id = tree_text(arena, tree_child(in->root, NS_ASSERTION, "NameID"));
	in->session_index = tree_text(arena, tree_child(in->root, NS_PROTOCOL, "SessionIndex"));
	relay = fields_get(in->binding == BINDING_POST ? &rq->body : &rq->query, "RelayState");
	in->relay_state = relay && *relay && strlen(relay) <= 80 ? relay : NULL;
	return destination_and_instant(rq, in);
}

bool incoming_is_success(const struct incoming *in)
{
	const xmlNode *status = tree_child(in->root, NS_PROTOCOL, "Status");
	const xmlNode *code = tree_child(status, NS_PROTOCOL, "StatusCode");
	xmlChar *value = code ? xmlGetNoNsProp((xmlNode *)code, BAD_CAST "Value") : NULL;
	bool success = same((const char *)value, STATUS "Success") && !tree_child(code, NS_PROTOCOL, "StatusCode");

	xmlFree(value);
	return success;
}
