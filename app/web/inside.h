/*
 * Between the files of this room only.
 */
#ifndef WEB_INSIDE_H
#define WEB_INSIDE_H

#include "web/messages.h"
#include "web/web.h"

/* frame.c: everything around the content: header, menu, notices, session, assets. */
void frame_fill(struct request *rq);
/* Was this page asked for to be printed (?stampa=1)? */
bool print_asked(struct request *rq);
/* The topic of the help for the pages of a handler (web/aiuto.def), or NULL. */
const char *frame_help(const char *name);
/* The definition of a form, from the cache of this process, good until the end of
 * the request; without it `siz migra` has not run: ERR_BUG. */
MUST struct error *forms_find(struct request *rq, const char *name, const struct form_definition **definition,
			      modulo_id *id);
/* Ask for the choices of a form's vocabularies. */
MUST struct error *forms_choices(struct request *rq, struct form *form);
/* Lay the draft of this address over the form, if there is one. */
MUST struct error *draft_restore(struct request *rq);
/* What was posted as JSON, without passwords and hidden machinery; NULL if nothing remains. */
const char *draft_json(struct request *rq);

/* Bytes of that JSON which a draft can hold: a little less than the constraint bozza_misura, so that
 * what is too long for a draft is seen before the database refuses it. */
#define DRAFT_LONGEST 1000000
/* Store what was typed as the draft of an address, for the operator of this transaction. */
MUST struct error *draft_keep(struct request *rq, const char *path, const char *json);

/* serve.c: forget the answer that a handler had prepared (headers, status, redirect, new session);
 * the page stays. */
void answer_anew(struct request *rq);
/* failure.c: turn an error into a page. Never fails: the last resort is a sentence of text. */
void failure_answer(struct request *rq, struct error *err);
/* failure.c: put what was posted on the page, ready to be sent again: under the same key (NULL) or under
 * another.  Nothing for uploads and where a password was sent. */
void offer_again(struct request *rq, const char *key);
/* guard.c */
MUST struct error *guard_session(struct request *rq);
MUST struct error *guard_permission(struct request *rq);
MUST struct error *guard_post(struct request *rq);
/* Answer for somebody who is not, or not fully, logged in. */
MUST struct error *guard_login(struct request *rq);
#define SESSION_COOKIE "__Host-siz"
#define LOGIN_COOKIE "__Host-siz-ingresso"

/* Registers the request in a transaction of its own. */
MUST struct error *register_request(struct request *rq);

#endif
