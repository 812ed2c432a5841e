/*
 * 5.3: the form of a signature (SAML-2), checked before xmlsec meets it: it must say exactly what
 * SPID lets it say.
 */
#include "answer.h"

#include <string.h>

#define EXCLUSIVE "http://www.w3.org/2001/10/xml-exc-c14n#"
#define ENVELOPED "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
#define MORE "http://www.w3.org/2001/04/xmldsig-more#"
#define XMLENC "http://www.w3.org/2001/04/xmlenc#"

static bool one_of(const char *word, const char *const *list)
{
	for (; word && *list; list++)
		if (!strcmp(word, *list))
			return true;
	return false;
}

/* The children are exactly these, in this order; the last may lack if `optional`. */
static bool children_are(const xmlNode *parent, const char *const *names, bool optional)
{
	const xmlNode *c;

	for (c = parent->children; c; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		if (!*names || !tree_is(c, NS_DSIG, *names))
			return false;
		names++;
	}
	return !*names || (optional && !names[1]);
}

/* 5.3: exclusive C14N; it may list namespaces and hold nothing else. */
static bool is_exclusive(struct arena *arena, const xmlNode *method)
{
	const char *algorithm = tree_attribute(arena, method, "Algorithm");

	for (const xmlNode *c = method ? method->children : NULL; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE && !tree_is(c, EXCLUSIVE, "InclusiveNamespaces"))
			return false;
	return algorithm && !strcmp(algorithm, EXCLUSIVE);
}

/* 5.3: RSA with SHA-256, 384 or 512; no SHA-1, no HMAC. */
static refusal signature_method(struct arena *arena, const xmlNode *info)
{
	static const char *const good[] = { MORE "rsa-sha256", MORE "rsa-sha384", MORE "rsa-sha512", NULL };
	const xmlNode *method = tree_child(info, NS_DSIG, "SignatureMethod");

	return one_of(tree_attribute(arena, method, "Algorithm"), good) && !xmlFirstElementChild((xmlNode *)method)
		       ? NULL
		       : "5.3 signature algorithm";
}

/* 5.3: digest SHA-256, 384 or 512. */
static refusal digest_method(struct arena *arena, const xmlNode *reference)
{
	static const char *const good[] = { XMLENC "sha256", MORE "sha384", XMLENC "sha512", NULL };

	return one_of(tree_attribute(arena, tree_child(reference, NS_DSIG, "DigestMethod"), "Algorithm"), good)
		       ? NULL
		       : "5.3 digest algorithm";
}

/* 5.3: enveloped-signature and exclusive C14N, two at most. */
static refusal transforms(struct arena *arena, const xmlNode *reference)
{
	const xmlNode *list = tree_child(reference, NS_DSIG, "Transforms");
	size_t enveloped = 0, exclusive = 0, all = 0;

	for (const xmlNode *c = list->children; c; c = c->next) {
		const char *algorithm;

		if (c->type != XML_ELEMENT_NODE)
			continue;
		all++;
		algorithm = tree_attribute(arena, c, "Algorithm");
		if (algorithm && !strcmp(algorithm, ENVELOPED) && !xmlFirstElementChild((xmlNode *)c))
			enveloped++;
		else
			exclusive += is_exclusive(arena, c);
	}
	return enveloped == 1 && exclusive <= 1 && all == enveloped + exclusive ? NULL : "5.3 transforms";
}

/* 5.3: one Reference, to the element whose child the Signature is. */
static refusal reference(struct arena *arena, const xmlNode *info, const char *id)
{
	static const char *const parts[] = { "Transforms", "DigestMethod", "DigestValue", NULL };
	const xmlNode *one = tree_child(info, NS_DSIG, "Reference");
	const char *uri = tree_attribute(arena, one, "URI");

	if (!uri || uri[0] != '#' || !id || strcmp(uri + 1, id) != 0)
		return "5.3 Reference to another element";
	if (!children_are(one, parts, false))
		return "5.3 form of the Reference";
	HOLD(transforms(arena, one));
	return digest_method(arena, one);
}

refusal signature_form(struct arena *arena, const xmlNode *parent)
{
	static const char *const parts[] = { "SignedInfo", "SignatureValue", "KeyInfo", NULL };
	static const char *const info_parts[] = { "CanonicalizationMethod", "SignatureMethod", "Reference", NULL };
	const xmlNode *signature = tree_child(parent, NS_DSIG, "Signature");
	const xmlNode *info = tree_child(signature, NS_DSIG, "SignedInfo");

	if (!signature)
		return NULL;
	if (!children_are(signature, parts, true))
		return "5.3 form of the Signature"; /* an Object, two of something */
	if (!children_are(info, info_parts, false))
		return "5.3 form of the SignedInfo"; /* no Reference, or several */
	if (!is_exclusive(arena, tree_child(info, NS_DSIG, "CanonicalizationMethod")))
		return "5.3 canonicalization";
	HOLD(signature_method(arena, info));
	return reference(arena, info, tree_attribute(arena, parent, "ID"));
}
