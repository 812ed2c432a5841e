/*
 * The answer of an identity provider, judged.  One rule a function, in the order of the rules of
 * SPID (Regole tecniche, table of checks); the first that does not hold refuses the answer.
 *
 *   answer_read    bytes -> tree -> 5.1 the envelope      needs nothing
 *   (the caller takes the pending request by in_response_to and uses it up)
 *   answer_judge   5.2 Response, 5.3 signatures, 5.4 Assertion
 *   (the caller sees to 5.5: replay, cookie)
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "party.h"

struct answer {
	struct arena *arena;
	struct bytes xml;
	xmlDoc *doc;
	xmlNode *response, *assertion; /* assertion: NULL unless the status is Success */
	/* for the register, as they stand there; NULL if they do not */
	const char *id, *in_response_to, *instant, *issuer;
	const char *status;	       /* value of the first StatusCode */
	int anomaly;		       /* NN of «ErrorCode nrNN», 0 if there is none */
};

/* What the request asked, and who judges when. */
struct asked {
	const char *request_id, *relay_state;
	int64_t instant; /* of the request */
	int level;
	const char *comparison;
	const struct idp *idp;
	const char *entity_id, *acs; /* ours */
	int64_t now, tolerance;
};

/* What a good answer says. */
struct identity {
	const char *assertion_id, *name_id, *qualifier, *session_index, *spid_code, *fiscal_number, *name, *family_name, *email;
	int level;
	int64_t expires; /* NotOnOrAfter of the confirmation */
};

/* Base64 of the field SAMLResponse.  Even when refused, what could be read is in *answer. */
refusal answer_read(struct arena *arena, const char *base64, struct answer *answer);
/* True if the status is Success. */
bool answer_is_success(const struct answer *answer);
/* Everything that can be judged without the database.  An answer without success is judged as far
 * as 5.2, then *identity stays empty. */
refusal answer_judge(const struct answer *answer, const struct asked *asked, struct identity *identity);

/* ---- the parts, for logout too ---- */
/* No two attributes called ID (whatever their case or namespace) have the same value: a reference
 * of a signature means one element.  There are two hundred attributes at most (SAML-1). */
refusal ids_differ(const xmlNode *root);
refusal envelope_check(struct answer *answer);					    /* 5.1 */
refusal signature_form(struct arena *arena, const xmlNode *parent);		    /* 5.3; NULL too if there is none */
refusal assertion_check(struct arena *arena, const xmlNode *assertion, const struct asked *asked,
			struct identity *identity);				    /* 5.4 */
/* An Issuer: the text, and a Format that is absent (if it may be) or that of an entity. */
refusal issuer_check(struct arena *arena, const xmlNode *parent, const char *expected, bool format_required,
		     const char *rule);
/* An IssueInstant not before the request and not after now. */
refusal instant_check(struct arena *arena, const xmlNode *node, const struct asked *asked, const char *rule);

#define F_ENTITY "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"
#define F_TRANSIENT "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
#define BEARER "urn:oasis:names:tc:SAML:2.0:cm:bearer"
#define STATUS "urn:oasis:names:tc:SAML:2.0:status:"

#endif
