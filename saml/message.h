/*
 * Messages of ours: built as a tree, signed by lasso, sent by redirect or POST.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "party.h"

#include "http/request.h"

struct message {
	struct arena *arena;
	xmlDoc *doc;
	xmlNode *root;
	xmlNs *protocol, *assertion;
	const char *id, *instant;
	int64_t seconds;     /* the instant, since 1970 */
	bool from_form;      /* the browser comes from a form of ours */
	const char *field;   /* SAMLRequest or SAMLResponse */
	/* after message_send: */
	struct bytes sent;   /* for the register: of a redirect the whole query, of POST the signed XML */
};

/* A message of the protocol with ID, Version, IssueInstant, Destination and Issuer (Format and
 * NameQualifier as SPID wants them). */
struct message *message_new(struct arena *arena, const struct sp *sp, const char *name, const char *destination);
/* An element below, with text or NULL. */
xmlNode *message_add(struct message *message, xmlNode *parent, xmlNs *ns, const char *name, const char *text);
void message_attribute(xmlNode *node, const char *name, const char *value);

/* The AuthnRequest of 4. */
struct message *authn_request(struct arena *arena, const struct sp *sp, const char *destination, int level,
			      const char *comparison);

/* Sign it and make rq->response the redirect or the page that posts it. */
MUST struct error *message_send(struct request *rq, struct message *message, const struct sp *sp,
				enum binding binding, const char *location, const char *relay_state);
/* Sign an element that has that ID, where its <ds:Signature/> stands. */
MUST struct error *message_sign(const struct sp *sp, xmlNode *node, const char *id);
/* An empty Signature as the next sibling of `after`, or as the first child of `parent`. */
void message_signature_place(xmlNode *parent, xmlNode *after);

#endif
