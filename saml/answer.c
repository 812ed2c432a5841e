/*
 * From bytes to an identity: the order of the checks, and 5.2.
 */
#include "answer.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

bool answer_is_success(const struct answer *answer)
{
	return same(answer->status, STATUS "Success");
}

/* 6: «ErrorCode nrNN», one or two digits; anything else is no number. */
static int anomaly_of(const char *message)
{
	static const char stem[] = "ErrorCode nr";
	const char *at = message ? strstr(message, stem) : NULL;
	int number = 0, digits = 0;

	if (!at)
		return 0;
	for (at += sizeof(stem) - 1; *at >= '0' && *at <= '9' && digits < 3; at++, digits++)
		number = number * 10 + (*at - '0');
	return digits == 1 || digits == 2 ? number : 0;
}

/* What the register and the next steps want, before anything is believed. */
static void look(struct answer *a)
{
	const xmlNode *status = tree_child(a->response, NS_PROTOCOL, "Status");

	a->id = tree_attribute(a->arena, a->response, "ID");
	a->in_response_to = tree_attribute(a->arena, a->response, "InResponseTo");
	a->instant = tree_attribute(a->arena, a->response, "IssueInstant");
	a->issuer = tree_text(a->arena, tree_child(a->response, NS_ASSERTION, "Issuer"));
	a->status = tree_attribute(a->arena, tree_child(status, NS_PROTOCOL, "StatusCode"), "Value");
	a->anomaly = anomaly_of(tree_text(a->arena, tree_child(status, NS_PROTOCOL, "StatusMessage")));
	a->assertion = tree_child(a->response, NS_ASSERTION, "Assertion");
}

refusal answer_read(struct arena *arena, const char *base64, struct answer *answer)
{
	*answer = (struct answer){ .arena = arena };
	if (!base64 || !base64_decode(arena, base64, &answer->xml))
		return "SAML-1 not Base64";
	HOLD(tree_parse(arena, answer->xml, &answer->doc));
	answer->response = xmlDocGetRootElement(answer->doc);
	look(answer);
	return envelope_check(answer);
}

/* ---- 5.2 ---------------------------------------------------------------------------------------- */

refusal issuer_check(struct arena *arena, const xmlNode *parent, const char *expected, bool format_required, const char *rule)
{
	const xmlNode *one = tree_count(parent, NS_ASSERTION, "Issuer") == 1 ? tree_child(parent, NS_ASSERTION, "Issuer") : NULL;
	const char *format = tree_attribute(arena, one, "Format");

	if (!one || !same(tree_text(arena, one), expected))
		return rule;
	if (!format_required && !tree_has_attribute(one, "Format"))
		return NULL;
	return same(format, F_ENTITY) ? NULL : rule;
}

refusal instant_check(struct arena *arena, const xmlNode *node, const struct asked *asked, const char *rule)
{
	int64_t instant;

	if (!instant_read(tree_attribute(arena, node, "IssueInstant"), &instant))
		return rule;
	return instant >= asked->instant - asked->tolerance && instant <= asked->now + asked->tolerance ? NULL : rule;
}

/* 5.2: ID present; Version 2.0. */
static refusal head(const struct answer *a, const struct asked *asked)
{
	(void)asked;
	if (!a->id)
		return "5.2 ID of the Response";
	return same(tree_attribute(a->arena, a->response, "Version"), "2.0") ? NULL : "5.2 Version of the Response";
}

/* 5.2: IssueInstant. */
static refusal instant(const struct answer *a, const struct asked *asked)
{
	return instant_check(a->arena, a->response, asked, "5.2 IssueInstant of the Response");
}

/* 5.2: InResponseTo is the request that was taken for it. */
static refusal in_response_to(const struct answer *a, const struct asked *asked)
{
	return same(a->in_response_to, asked->request_id) ? NULL : "5.2 InResponseTo of the Response";
}

/* 5.2: Destination is our ACS. */
static refusal destination(const struct answer *a, const struct asked *asked)
{
	return same(tree_attribute(a->arena, a->response, "Destination"), asked->acs) ? NULL : "5.2 Destination";
}

/* 5.2: Issuer is the provider that was asked, not just any known one. */
static refusal issuer(const struct answer *a, const struct asked *asked)
{
	return issuer_check(a->arena, a->response, asked->idp->entity_id, false, "5.2 Issuer of the Response");
}

/* 5.2: a status is there, and nothing in it that is none. */
static refusal status(const struct answer *a, const struct asked *asked)
{
	const xmlNode *one = tree_child(a->response, NS_PROTOCOL, "Status");

	(void)asked;
	for (const xmlNode *c = one ? one->children : NULL; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE && !tree_is(c, NS_PROTOCOL, "StatusCode") &&
		    !tree_is(c, NS_PROTOCOL, "StatusMessage") && !tree_is(c, NS_PROTOCOL, "StatusDetail"))
			return "5.2 something else in the Status";
	return a->status && tree_count(one, NS_PROTOCOL, "StatusCode") == 1 ? NULL : "5.2 Status";
}

static refusal response_check(const struct answer *a, const struct asked *asked)
{
	static refusal (*const checks[])(const struct answer *, const struct asked *) = {
		head, instant, in_response_to, destination, issuer, status,
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		HOLD(checks[i](a, asked));
	return NULL;
}

/* ---- 5.3 ---------------------------------------------------------------------------------------- */

/* 5.3: a Response need not be signed; if it is, by the provider. */
static refusal response_signature(const struct answer *a, const struct asked *asked)
{
	HOLD(signature_form(a->arena, a->response));
	if (!tree_child(a->response, NS_DSIG, "Signature"))
		return NULL;
	return idp_signed_element(a->arena, asked->idp, a->response) ? NULL : "5.3 signature of the Response";
}

/* 5.3: the Assertion must be; a signed Response does not replace it. */
static refusal assertion_signature(const struct answer *a, const struct asked *asked)
{
	HOLD(signature_form(a->arena, a->assertion));
	if (!tree_child(a->assertion, NS_DSIG, "Signature"))
		return "5.3 the Assertion is not signed";
	return idp_signed_element(a->arena, asked->idp, a->assertion) ? NULL : "5.3 signature of the Assertion";
}

refusal answer_judge(const struct answer *answer, const struct asked *asked, struct identity *identity)
{
	*identity = (struct identity){ 0 };
	HOLD(response_check(answer, asked));
	HOLD(response_signature(answer, asked));
	if (!answer_is_success(answer))
		return NULL;
	HOLD(assertion_signature(answer, asked));
	return assertion_check(answer->arena, answer->assertion, asked, identity);
}
