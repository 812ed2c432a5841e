/*
 * Login at the Gestore di prova: who, with which outcome; consent; the answer.
 */
#include "prova.h"

#include "pages.h"

#include "http/response.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Invented people, one of each body of the demonstration. */
static const struct person people[] = {
	{ "impiego", "Centro per l’impiego", "Giulia", "Ferrari", "TINIT-FRRGLI85E47E648W", "PROV0000000001", "giulia.ferrari@impiego.example" },
	{ "serd", "Servizio per le dipendenze (SerD)", "Paolo", "D'Amico <b>&\"Rossi\"", "TINIT-DMCPLA79T12E648B", "PROV0000000002",
	  "paolo.damico@serd.example" },
};

static const struct person *person_of(const char *key)
{
	for (size_t i = 0; key && i < sizeof(people) / sizeof(*people); i++)
		if (!strcmp(people[i].key, key))
			return &people[i];
	return NULL;
}

/* ---- the request ------------------------------------------------------------------------------------ */

static bool inflated(struct request *rq, struct bytes in, struct bytes *out)
{
	unsigned char *data = arena_alloc(rq->arena, TREE_BYTES);
	z_stream z = { .next_in = (unsigned char *)in.data, .avail_in = (uInt)in.size, .next_out = data, .avail_out = TREE_BYTES };
	int result;

	if (inflateInit2(&z, -15) != Z_OK)
		return false;
	result = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	*out = (struct bytes){ data, TREE_BYTES - z.avail_out };
	return result == Z_STREAM_END;
}

/* The signed root of a message of ours by either binding, or NULL. */
static xmlNode *message_of(struct request *rq, const char *field)
{
	const struct web *web = rq->web;
	bool post = rq->method == METHOD_POST;
	const char *value = fields_get(post ? &rq->body : &rq->query, field);
	struct bytes packed, xml;
	xmlDoc *doc;

	if (!value || !base64_decode(rq->arena, value, &packed) || !(post ? (xml = packed, true) : inflated(rq, packed, &xml)) ||
	    tree_parse(rq->arena, xml, &doc))
		return NULL;
	if (post ? !idp_signed_element(rq->arena, &web->keys, xmlDocGetRootElement(doc)) : !idp_signed_query(&web->keys, rq->query_text))
		return NULL;
	return xmlDocGetRootElement(doc);
}

struct error *prova_request(struct request *rq)
{
	const xmlNode *root = message_of(rq, "SAMLRequest");
	const xmlNode *context = tree_child(root, NS_PROTOCOL, "RequestedAuthnContext");
	const char *level = tree_text(rq->arena, tree_child(context, NS_ASSERTION, "AuthnContextClassRef"));
	const char *relay = fields_get(rq->method == METHOD_POST ? &rq->body : &rq->query, "RelayState");
	const struct page_value values[] = {
		{ "RICHIESTA", root ? tree_attribute(rq->arena, root, "ID") : NULL },
		{ "RELAYSTATE", relay ? relay : "" },
		{ "LIVELLO", level && *level ? level + strlen(level) - 1 : NULL },
	};

	if (!root || !tree_is(root, NS_PROTOCOL, "AuthnRequest") || !values[0].value || !values[2].value) {
		page_answer(rq, 400, "non-valida");
		return NULL;
	}
	return error_pass(page_fill(rq, 200, "prova-ingresso", values, 3));
}

/* ---- the answer --------------------------------------------------------------------------------------- */

static void add_attribute(struct message *m, xmlNode *statement, const char *name, const char *value)
{
	xmlNode *one = message_add(m, statement, m->assertion, "Attribute", NULL);

	message_attribute(one, "Name", name);
	message_add(m, one, m->assertion, "AttributeValue", value);
}

static void add_subject(struct request *rq, struct message *m, xmlNode *assertion, const char *name_id, const char *request_id)
{
	const struct web *web = rq->web;
	xmlNode *subject = message_add(m, assertion, m->assertion, "Subject", NULL);
	xmlNode *name = message_add(m, subject, m->assertion, "NameID", name_id), *confirmation, *data;

	message_attribute(name, "Format", F_TRANSIENT);
	message_attribute(name, "NameQualifier", web->me.entity_id);
	confirmation = message_add(m, subject, m->assertion, "SubjectConfirmation", NULL);
	message_attribute(confirmation, "Method", BEARER);
	data = message_add(m, confirmation, m->assertion, "SubjectConfirmationData", NULL);
	message_attribute(data, "InResponseTo", request_id);
	message_attribute(data, "NotOnOrAfter", instant_write(rq->arena, m->seconds + 300));
	message_attribute(data, "Recipient", web->service.acs);
}

static void add_conditions(struct request *rq, struct message *m, xmlNode *assertion)
{
	xmlNode *conditions = message_add(m, assertion, m->assertion, "Conditions", NULL);
	xmlNode *restriction;

	message_attribute(conditions, "NotBefore", instant_write(rq->arena, m->seconds - 5));
	message_attribute(conditions, "NotOnOrAfter", instant_write(rq->arena, m->seconds + 300));
	restriction = message_add(m, conditions, m->assertion, "AudienceRestriction", NULL);
	message_add(m, restriction, m->assertion, "Audience", rq->web->service.entity_id);
}

/* The Assertion, signed; *name_id is what the logout will know. */
static struct error *add_assertion(struct request *rq, struct message *m, const struct person *p, const char *request_id, const char *level,
				   const char *name_id)
{
	const struct web *web = rq->web;
	const char *id = arena_printf(rq->arena, "_%s", random_hex(rq->arena, 20));
	xmlNode *assertion = message_add(m, m->root, m->assertion, "Assertion", NULL);
	xmlNode *issuer, *statement, *context;

	message_attribute(assertion, "ID", id);
	message_attribute(assertion, "Version", "2.0");
	message_attribute(assertion, "IssueInstant", m->instant);
	issuer = message_add(m, assertion, m->assertion, "Issuer", web->me.entity_id);
	message_attribute(issuer, "Format", F_ENTITY);
	add_subject(rq, m, assertion, name_id, request_id);
	add_conditions(rq, m, assertion);
	statement = message_add(m, assertion, m->assertion, "AuthnStatement", NULL);
	message_attribute(statement, "AuthnInstant", m->instant);
	message_attribute(statement, "SessionIndex", name_id);
	context = message_add(m, statement, m->assertion, "AuthnContext", NULL);
	message_add(m, context, m->assertion, "AuthnContextClassRef", arena_printf(rq->arena, "https://www.spid.gov.it/SpidL%s", level));
	statement = message_add(m, assertion, m->assertion, "AttributeStatement", NULL);
	add_attribute(m, statement, "spidCode", p->spid_code);
	add_attribute(m, statement, "name", p->name);
	add_attribute(m, statement, "familyName", p->family_name);
	add_attribute(m, statement, "fiscalNumber", p->fiscal_number);
	add_attribute(m, statement, "email", p->email);
	message_signature_place(assertion, issuer);
	return error_pass(message_sign(&web->me, assertion, id));
}

/* outcome: "ok", "basso" (one level lower), or the number of an anomaly. */
static struct error *answer(struct request *rq, const struct person *p, const char *outcome)
{
	const struct web *web = rq->web;
	const char *request_id = fields_get(&rq->body, "richiesta"), *relay = fields_get(&rq->body, "RelayState");
	const char *level = fields_get(&rq->body, "livello"), *name_id = arena_printf(rq->arena, "_%s", random_hex(rq->arena, 16));
	struct message *m = message_new(rq->arena, &web->me, "Response", web->service.acs);
	bool good = !strcmp(outcome, "ok") || !strcmp(outcome, "basso");
	xmlNode *status = message_add(m, m->root, m->protocol, "Status", NULL), *code;

	message_attribute(m->root, "InResponseTo", request_id);
	code = message_add(m, status, m->protocol, "StatusCode", NULL);
	message_attribute(code, "Value", good ? STATUS "Success" : STATUS "Responder");
	if (!good) {
		message_attribute(message_add(m, code, m->protocol, "StatusCode", NULL), "Value", STATUS "AuthnFailed");
		message_add(m, status, m->protocol, "StatusMessage", arena_printf(rq->arena, "ErrorCode nr%s", outcome));
	} else {
		if (!strcmp(outcome, "basso"))
			level = !strcmp(level, "3") ? "2" : "1";
		TRY(add_assertion(rq, m, p, request_id, level, name_id));
		response_cookie(rq->response, COOKIE_PROVA, name_id, "None");
	}
	return error_pass(message_send(rq, m, &web->me, BINDING_POST, web->service.acs, relay));
}

/* The fields that go from page to page are there. */
static bool whole(const struct request *rq)
{
	static const char *const names[] = { "richiesta", "livello", "RelayState", "esito" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!fields_get(&rq->body, names[i]))
			return false;
	return person_of(fields_get(&rq->body, "persona")) != NULL;
}

struct error *prova_enter(struct request *rq)
{
	const struct person *p = person_of(fields_get(&rq->body, "persona"));
	const char *outcome = fields_get(&rq->body, "esito");

	if (!whole(rq)) {
		page_answer(rq, 400, "non-valida");
		return NULL;
	}
	if (strcmp(outcome, "ok") != 0 && strcmp(outcome, "basso") != 0)
		return error_pass(answer(rq, p, outcome));
	const struct page_value values[] = {
		{ "RICHIESTA", fields_get(&rq->body, "richiesta") }, { "RELAYSTATE", fields_get(&rq->body, "RelayState") },
		{ "LIVELLO", fields_get(&rq->body, "livello") },     { "PERSONA", p->key },
		{ "ESITO", outcome },				     { "NOME", p->name },
		{ "COGNOME", p->family_name },			     { "CODICEFISCALE", p->fiscal_number + strlen("TINIT-") },
		{ "EMAIL", p->email },				     { "SPIDCODE", p->spid_code },
	};

	return error_pass(page_fill(rq, 200, "prova-consenso", values, sizeof(values) / sizeof(*values)));
}

/* Consent refused is anomaly 22. */
struct error *prova_consent(struct request *rq)
{
	bool yes = fields_get(&rq->body, "consenso") && !strcmp(fields_get(&rq->body, "consenso"), "si");

	if (!whole(rq)) {
		page_answer(rq, 400, "non-valida");
		return NULL;
	}
	return error_pass(answer(rq, person_of(fields_get(&rq->body, "persona")), yes ? fields_get(&rq->body, "esito") : "22"));
}

/* ---- logout --------------------------------------------------------------------------------------------- */

struct error *prova_logout(struct request *rq)
{
	const struct web *web = rq->web;
	const xmlNode *root = message_of(rq, "SAMLRequest");
	const char *relay = fields_get(rq->method == METHOD_POST ? &rq->body : &rq->query, "RelayState");
	struct message *m;
	xmlNode *status;

	if (!root && message_of(rq, "SAMLResponse")) { /* our own logout came to its end */
		response_cookie(rq->response, COOKIE_PROVA, NULL, "None");
		page_answer(rq, 200, "prova-uscito");
		return NULL;
	}
	if (!root || !tree_is(root, NS_PROTOCOL, "LogoutRequest")) {
		page_answer(rq, 400, "non-valida");
		return NULL;
	}
	m = message_new(rq->arena, &web->me, "LogoutResponse", web->service.slo);
	message_attribute(m->root, "InResponseTo", tree_attribute(rq->arena, root, "ID"));
	status = message_add(m, m->root, m->protocol, "Status", NULL);
	message_attribute(message_add(m, status, m->protocol, "StatusCode", NULL), "Value", STATUS "Success");
	response_cookie(rq->response, COOKIE_PROVA, NULL, "None");
	return error_pass(message_send(rq, m, &web->me, rq->method == METHOD_POST ? BINDING_POST : BINDING_REDIRECT, web->service.slo, relay));
}

struct error *prova_leave(struct request *rq)
{
	const struct web *web = rq->web;
	const char *name_id = fields_get(&rq->cookies, COOKIE_PROVA), *binding = fields_get(&rq->body, "binding");
	struct message *m;
	xmlNode *name;

	if (!name_id) {
		page_answer(rq, 200, "prova-uscito");
		return NULL;
	}
	m = message_new(rq->arena, &web->me, "LogoutRequest", web->service.slo);
	m->from_form = true;
	name = message_add(m, m->root, m->assertion, "NameID", name_id);
	message_attribute(name, "Format", F_TRANSIENT);
	message_attribute(name, "NameQualifier", web->me.entity_id);
	message_add(m, m->root, m->protocol, "SessionIndex", name_id);
	return error_pass(message_send(rq, m, &web->me, binding && !strcmp(binding, "post") ? BINDING_POST : BINDING_REDIRECT, web->service.slo,
				       random_hex(rq->arena, 16)));
}
