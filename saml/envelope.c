/*
 * 5.1: the envelope, before any signature is looked at.  After it there is one Response, at most
 * one Assertion, nothing encrypted, no ID twice and no Signature where none belongs, so that there is
 * nothing left to wrap.
 */
#include "answer.h"

#include <string.h>
#include <strings.h>

static bool named(const xmlNode *node, const char *name)
{
	return !strcmp((const char *)node->name, name);
}

/* 5.1: the root is a Response of the protocol, and no other element is called so. */
static refusal one_response(const struct answer *a)
{
	const xmlNode *node = NULL;
	size_t count = 0;

	if (!tree_is(a->response, NS_PROTOCOL, "Response"))
		return "5.1 root is not a Response";
	while ((node = tree_walk(a->response, node)))
		count += named(node, "Response");
	return count == 1 ? NULL : "5.1 another Response inside";
}

/* Every attribute called ID, whatever its case or namespace. */
static const xmlAttr *next_id(const xmlAttr *from)
{
	while (from && strcasecmp((const char *)from->name, "id") != 0)
		from = from->next;
	return from;
}

refusal ids_differ(const xmlNode *root)
{
	const char *seen[TREE_ATTRIBUTES + 1];
	const xmlNode *node = NULL;
	size_t count = 0;

	while ((node = tree_walk(root, node)))
		for (const xmlAttr *id = next_id(node->properties); id; id = next_id(id->next)) {
			const char *value = id->children ? (const char *)id->children->content : "";

			for (size_t i = 0; i < count; i++)
				if (!strcmp(seen[i], value))
					return "5.1 an ID twice";
			if (count < TREE_ATTRIBUTES)
				seen[count++] = value;
		}
	return NULL;
}

/* 5.1: all ID values differ. */
static refusal unique_ids(const struct answer *a)
{
	return ids_differ(a->response);
}

/* 5.1: children of the root are Issuer, Signature, Status, Assertion, one each at most. */
static refusal children(const struct answer *a)
{
	static const struct {
		const char *ns, *name;
	} known[] = { { NS_ASSERTION, "Issuer" }, { NS_DSIG, "Signature" }, { NS_PROTOCOL, "Status" }, { NS_ASSERTION, "Assertion" } };
	size_t found = 0, all = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		size_t count = tree_count(a->response, known[i].ns, known[i].name);

		if (count > 1)
			return "5.1 a child of the Response twice";
		found += count;
	}
	for (const xmlNode *c = a->response->children; c; c = c->next)
		all += c->type == XML_ELEMENT_NODE;
	return all == found ? NULL : "5.1 an unknown child of the Response";
}

/* 5.1: SPID does not encrypt. */
static refusal nothing_encrypted(const struct answer *a)
{
	const xmlNode *node = NULL;

	while ((node = tree_walk(a->response, node)))
		if (!strncmp((const char *)node->name, "Encrypted", 9))
			return "5.1 something encrypted";
	return NULL;
}

/* 5.1: with Success one Assertion in the whole document, a child of the root; otherwise none. */
static refusal one_assertion(const struct answer *a)
{
	const xmlNode *node = NULL;
	size_t count = 0;

	while ((node = tree_walk(a->response, node)))
		count += named(node, "Assertion");
	if (!answer_is_success(a))
		return count ? "5.1 an Assertion without Success" : NULL;
	return count == 1 && a->assertion ? NULL : "5.1 not exactly one Assertion";
}

/* 5.1: a Signature stands only below the root or the Assertion, one each at most. */
static refusal signatures_in_place(const struct answer *a)
{
	const xmlNode *node = NULL;
	size_t count = 0;

	while ((node = tree_walk(a->response, node)))
		if (named(node, "Signature")) {
			if (!tree_is(node, NS_DSIG, "Signature") || (node->parent != a->response && node->parent != a->assertion))
				return "5.1 a Signature out of place";
			count++;
		}
	if (tree_count(a->response, NS_DSIG, "Signature") > 1 || tree_count(a->assertion, NS_DSIG, "Signature") > 1 || count > 2)
		return "5.1 a Signature twice";
	return NULL;
}

refusal envelope_check(struct answer *answer)
{
	static refusal (*const checks[])(const struct answer *) = {
		one_response, unique_ids, children, nothing_encrypted, one_assertion, signatures_in_place,
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		HOLD(checks[i](answer));
	return NULL;
}
