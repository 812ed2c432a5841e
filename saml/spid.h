/*
 * siz-spid: the service provider of SPID, a FastCGI worker for what lies below /spid.
 *
 * A request is one of a few pages; what they do to the database are calls of definer functions, a
 * transaction each.  Hostile XML and the private key live here and nowhere else.
 */
#ifndef SPID_H
#define SPID_H

#include "answer.h"
#include "message.h"

#include "http/request.h"

/* What the worker holds; http/ hands it on as rq->web. */
struct web {
	struct db *db;
	struct sp sp;
	struct federation federation;
	const char *metadata;
};

/* Called by the loop of http/ with a struct web. */
void spid_serve(struct request *rq, void *context);

/* GET /spid/metadata, /spid/logo, /spid/accesso, /spid/esci; POST /spid/acs, /spid/esci */
MUST struct error *metadata_send(struct request *rq);
MUST struct error *logo_send(struct request *rq);
MUST struct error *login_start(struct request *rq);
MUST struct error *login_answer(struct request *rq);
MUST struct error *logout_page(struct request *rq);

/* Refused: what the log keeps (never what the message says) and the page that people see. */
void spid_refuse(struct request *rq, int status, const char *page, refusal why);

#define COOKIE_BINDING "__Host-siz-spid"	/* SameSite=None: the answer comes from another site (AUTH-7) */
#define COOKIE_OUTCOME "__Host-siz-spid-esito"	/* for siz web */

/* The file of a provider's logo in the folder spid_logos: the host of its entityID and .svg; "" if
 * there is none. */
const char *logo_of(struct arena *arena, const char *entity_id);

/* The commands. */
MUST struct error *command_idp(int count, char **words);
MUST struct error *command_metadata(int count, char **words);
MUST struct error *command_certificate(int count, char **words);
MUST struct error *command_register(int count, char **words);

#endif
