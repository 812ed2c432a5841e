/*
 * A message of a provider about logout: by redirect (the query is signed) or by POST (the element
 * is).  Both are always signed.
 */
#ifndef INCOMING_H
#define INCOMING_H

#include "spid.h"

struct incoming {
	enum binding binding;
	const struct idp *idp;
	struct bytes sent; /* for the register, as it came */
	xmlNode *root;
	const char *id, *instant, *in_response_to, *name_id, *session_index, *relay_state; /* NULL: absent */
};

/* Read, and check what all of them must hold: signature, Issuer, Destination, IssueInstant. */
refusal incoming_read(struct request *rq, const char *field, const char *name, struct incoming *in);
bool incoming_is_success(const struct incoming *in);

#endif
