/*
 * The Gestore di prova: an identity provider for demonstrations and tests, with invented people.
 * It works only while the setting spid_prova names its metadata; its key and certificate lie beside
 * that file (.key, .crt).  It knows one service provider: ours.
 */
#ifndef PROVA_H
#define PROVA_H

#include "answer.h"
#include "message.h"

#include "http/request.h"

struct person {
	const char *key, *label, *name, *family_name, *fiscal_number, *spid_code, *email;
};

/* What http/ hands on as rq->web. */
struct web {
	struct sp me;	   /* the provider: its entityID and key */
	const char *base;  /* where it answers */
	struct sp service; /* siz-spid, from the settings */
	struct idp keys;   /* the same as a party whose signatures are checked */
};

MUST struct error *prova_request(struct request *rq);  /* /prova/sso: the AuthnRequest */
MUST struct error *prova_enter(struct request *rq);    /* person and outcome were chosen */
MUST struct error *prova_consent(struct request *rq);  /* yes or no */
MUST struct error *prova_logout(struct request *rq);   /* /prova/slo: from the service, or its answer */
MUST struct error *prova_leave(struct request *rq);    /* the person leaves here */

#define COOKIE_PROVA "__Host-siz-prova" /* NameID of who is in */

#endif
