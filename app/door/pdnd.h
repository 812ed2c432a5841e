/*
 * The door to e-services of PDND (Piattaforma Digitale Nazionale Dati): one POST of JSON with what
 * the platform and the ModI profile ask for: voucher by client assertion, tracking evidence
 * (AUDIT_REST_02), digest and signature of the body (INTEGRITY_REST_02).
 *
 * What goes wrong outside is no error of ours: it is a fault with an Italian sentence.
 */
#ifndef DOOR_PDND_H
#define DOOR_PDND_H

#include "base/arena.h"
#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum pdnd_fault {
	PDND_FINE,
	PDND_OFF,          /* not switched on, or this e-service has no purpose */
	PDND_UNREACHABLE,  /* no connection, or its certificate does not hold */
	PDND_SLOW,         /* the time was over */
	PDND_TOO_LARGE,
	PDND_CREDENTIAL,   /* PDND gave no voucher */
	PDND_UNAUTHORIZED, /* 401, also with a new voucher */
	PDND_FORBIDDEN,    /* 403 */
	PDND_REQUEST,      /* 400: the message is not as specified */
	PDND_MANY,         /* 429, also after waiting */
	PDND_DOWN,         /* 5xx, also after waiting */
	PDND_GARBAGE,      /* an answer that is none */
	PDND_SIGNATURE,    /* an answer whose digest or signature does not hold */
	PDND_FAULTS
};

/* What is told to whoever asked. */
const char *pdnd_sentence(enum pdnd_fault fault);
/* True if the service itself is unwell: what the circuit breaker counts. */
bool pdnd_is_outage(enum pdnd_fault fault);

struct pdnd_service {
	const char *code;     /* C030: for the log */
	const char *url;      /* where it is called */
	const char *audience; /* as its page on PDND says */
	const char *purpose;  /* identifier of the finalità */
	const char *operator; /* who asks, by our own number: never a codice fiscale */
	int64_t until;        /* second of the clock at which the call is given up; 0: PDND_LONGEST from now */
};

#define PDND_LONGEST 60 /* seconds of one call, waits and second attempts included */

struct pdnd_answer {
	enum pdnd_fault fault;
	int status;           /* of HTTP; 0: none came */
	json_t *body;         /* of 200 and 404, an object; else NULL */
	int64_t milliseconds;
};

/* Ask; never inside a transaction.  The answer and its
 * body live in the arena.  Errors are only ours (a key that cannot be read, no memory). */
MUST struct error *pdnd_call(struct arena *arena, const struct pdnd_service *service, json_t *request, struct pdnd_answer *answer);

/* The value of `name` in a setting «C030=value C015=value»; NULL if it is not there. */
const char *pdnd_listed(struct arena *arena, const char *list, const char *name);
/* The audience that follows from the address of an e-service of ANPR: without «-PDND» and without
 * the last part (reference of the support of ANPR). */
const char *pdnd_anpr_audience(struct arena *arena, const char *url);

/* ---- the tokens, for the tests ---- */
json_t *pdnd_tracking_claims(struct arena *arena, const struct pdnd_service *service, int64_t now);
json_t *pdnd_assertion_claims(struct arena *arena, const struct pdnd_service *service, const char *tracking, int64_t now);
json_t *pdnd_signature_claims(struct arena *arena, const struct pdnd_service *service, const char *digest, int64_t now);
/* True if digest and signature that came with a body belong to it; headers may be NULL. */
struct jose_key;
bool pdnd_answer_holds(struct arena *arena, const struct jose_key *provider, const char *digest, const char *signature,
		       const void *body, size_t size, int64_t now);

#endif
