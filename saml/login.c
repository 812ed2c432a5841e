/*
 * 4: the request.  A plain GET answers at once with the redirect or with the page that posts;
 * it changes nothing for the person.
 */
#include "spid.h"

#include "pages.h"

#include "base/settings.h"
#include "http/response.h"
#include "query.h"

#include <string.h>

/* A path of this site and nothing else (IN-11); it stays here, the provider never sees it. */
static const char *return_path(const struct request *rq)
{
	const char *path = fields_get(&rq->query, "ritorno");

	if (!path || path[0] != '/' || path[1] == '/' || path[1] == '\\' || strlen(path) > 500)
		return "/self";
	for (const char *c = path; *c; c++)
		if (*c <= ' ' || *c >= 127)
			return "/self";
	return path;
}

/* The word that binds answers to this browser: the one it has, so that two windows do not take it
 * from each other, or a fresh one. */
static const char *binding_word(struct request *rq)
{
	const char *old = fields_get(&rq->cookies, COOKIE_BINDING);

	if (old && strlen(old) == 64 && strspn(old, "0123456789abcdef") == 64)
		return old;
	return random_hex(rq->arena, 32);
}

/* As the settings say, where the provider offers it. */
static enum binding binding_for(const struct idp *idp)
{
	enum binding wanted = strcmp(setting_text("spid_binding"), "post") ? BINDING_REDIRECT : BINDING_POST;

	return idp->sso[wanted] ? wanted : wanted == BINDING_POST ? BINDING_REDIRECT : BINDING_POST;
}

struct error *login_start(struct request *rq)
{
	const struct web *web = rq->web;
	const struct idp *idp = federation_find(&web->federation, fields_get(&rq->query, "idp"));
	const char *word = binding_word(rq), *relay_state = random_hex(rq->arena, 32);
	const char *comparison = setting_text("spid_comparison");
	int level = (int)setting_int("spid_level");
	struct message *m;
	enum binding binding;

	if (!idp) {
		spid_refuse(rq, 404, "gestore-ignoto", "4 provider unknown");
		return NULL;
	}
	binding = binding_for(idp);
	m = authn_request(rq->arena, &web->sp, idp->sso[binding], level, comparison);
	TRY(message_send(rq, m, &web->sp, binding, idp->sso[binding], relay_state));
	response_cookie(rq->response, COOKIE_BINDING, word, "None");
	TRY(db_begin(rq->db, false));
	TRY(q_spid_richiesta_lascia(rq->db, m->id, idp->entity_id, m->instant, level, comparison, relay_state, return_path(rq),
				    sha256_of(rq->arena, word), binding_name(binding), m->sent, web->sp.entity_id,
				    rq->remote_address));
	return error_pass(db_commit(rq->db));
}
