/*
 * 7: single logout, both directions, both bindings, at one address.
 *
 *   u=TOKEN        siz web closed its session: a LogoutRequest leaves (level 1), or nothing is to do
 *   SAMLResponse   the provider's answer to it
 *   SAMLRequest    the provider closes: sessions are found by NameID in the database, because this
 *                  comes from another site and brings no cookie
 */
#include "spid.h"

#include "incoming.h"
#include "pages.h"

#include "base/log.h"
#include "http/response.h"
#include "query.h"

#include <string.h>

/* Where a logout ends. */
#define AFTER "/self?uscita=1"

/* ---- ours leaves ----------------------------------------------------------------------------------- */

static enum binding offered(const char *const *locations)
{
	return locations[BINDING_REDIRECT] ? BINDING_REDIRECT : locations[BINDING_POST] ? BINDING_POST : BINDINGS;
}

/* 7: NameID exactly as received, SessionIndex as received. */
static struct message *logout_request(struct request *rq, const char *destination, const struct q_spid_uscita_prendi *out)
{
	struct message *m = message_new(rq->arena, &rq->web->sp, "LogoutRequest", destination);
	xmlNode *name = message_add(m, m->root, m->assertion, "NameID", out->name_id);

	message_attribute(name, "Format", F_TRANSIENT);
	if (out->qualificatore)
		message_attribute(name, "NameQualifier", out->qualificatore);
	if (out->session_index)
		message_add(m, m->root, m->protocol, "SessionIndex", out->session_index);
	return m;
}

static struct error *send_request(struct request *rq, const struct idp *idp, const struct q_spid_uscita_prendi *out)
{
	enum binding binding = offered(idp->slo);
	const char *relay_state = random_hex(rq->arena, 32);
	struct message *m = logout_request(rq, idp->slo[binding], out);

	m->from_form = true;
	TRY(message_send(rq, m, &rq->web->sp, binding, idp->slo[binding], relay_state));
	TRY(db_begin(rq->db, false));
	TRY(q_spid_uscita_spedita(rq->db, m->id, idp->entity_id, out->name_id, relay_state, binding_name(binding), m->sent,
				  m->instant, rq->web->sp.entity_id, rq->remote_address));
	return error_pass(db_commit(rq->db));
}

/* 7: at level 2 and 3 the provider keeps no session, unless it named one. */
static struct error *logout_start(struct request *rq, const char *token)
{
	struct q_spid_uscita_prendi out;
	const struct idp *idp;
	bool found;

	TRY(db_begin(rq->db, false));
	TRY(q_spid_uscita_prendi(rq->db, token, &out, &found));
	TRY(db_commit(rq->db));
	idp = found && (out.livello == 1 || out.session_index) ? federation_find(&rq->web->federation, out.idp) : NULL;
	if (idp && offered(idp->slo) != BINDINGS)
		return error_pass(send_request(rq, idp, &out));
	response_redirect(rq->response, AFTER);
	return NULL;
}

/* ---- its answer ------------------------------------------------------------------------------------ */

static struct error *logout_answer(struct request *rq)
{
	struct q_spid_uscita_conclusa ours;
	struct q_spid_uscita_registra row;
	struct incoming in;
	refusal why = incoming_read(rq, "SAMLResponse", "LogoutResponse", &in);
	bool found = false, success;

	if (!why && !in.in_response_to)
		why = "7 InResponseTo";
	if (!why) {
		TRY(db_begin(rq->db, false));
		TRY(q_spid_uscita_conclusa(rq->db, in.in_response_to, &ours, &found));
		if (!found || strcmp(ours.idp, in.idp->entity_id) != 0)
			why = "7 no pending logout of this provider";
		success = incoming_is_success(&in);
		if (found)
			TRY(q_spid_uscita_registra(rq->db, "risposta", ours.registro, ours.idp, binding_name(in.binding), in.sent, in.id,
						   in.instant, in.idp->entity_id, NULL, why ? "rifiutata" : success ? "ok" : "anomalia",
						   why, rq->remote_address, &row));
		TRY(db_commit(rq->db));
	}
	if (why)
		spid_refuse(rq, 403, "uscita-rifiutata", why);
	else if (success)
		response_redirect(rq->response, AFTER);
	else
		page_answer(rq, 200, "uscita-parziale"); /* other sites may still be logged in */
	return NULL;
}

/* ---- the provider asks ----------------------------------------------------------------------------- */

/* 7: Success, also when the session was closed before or never was. */
static struct message *logout_response(struct request *rq, const char *destination, const char *to)
{
	struct message *m = message_new(rq->arena, &rq->web->sp, "LogoutResponse", destination);
	xmlNode *status = message_add(m, m->root, m->protocol, "Status", NULL);

	message_attribute(m->root, "InResponseTo", to);
	message_attribute(message_add(m, status, m->protocol, "StatusCode", NULL), "Value", STATUS "Success");
	return m;
}

static struct error *close_sessions(struct request *rq, const struct incoming *in, const struct message *answer)
{
	struct q_spid_sessione_chiudi closed;
	struct q_spid_uscita_registra came, left;

	TRY(db_begin(rq->db, false));
	TRY(q_spid_sessione_chiudi(rq->db, in->idp->entity_id, in->name_id, in->session_index, &closed));
	TRY(q_spid_uscita_registra(rq->db, "richiesta", 0, in->idp->entity_id, binding_name(in->binding), in->sent, in->id,
				   in->instant, in->idp->entity_id, in->name_id, "ok", NULL, rq->remote_address, &came));
	TRY(q_spid_uscita_registra(rq->db, "risposta", came.registro, in->idp->entity_id, binding_name(in->binding), answer->sent,
				   answer->id, answer->instant, rq->web->sp.entity_id, in->name_id, "ok", NULL, rq->remote_address, &left));
	TRY(db_commit(rq->db));
	log_line("event=spid_logout rq=%s sessions=%lld", rq->id, (long long)closed.chiuse);
	return NULL;
}

static struct error *logout_asked(struct request *rq)
{
	struct incoming in;
	struct message *answer;
	refusal why = incoming_read(rq, "SAMLRequest", "LogoutRequest", &in);

	if (!why && !in.name_id)
		why = "7 NameID";
	if (!why && !in.idp->slo_response[in.binding])
		why = "7 the provider takes no answer by this binding";
	if (why) {
		spid_refuse(rq, 403, "uscita-rifiutata", why);
		return NULL;
	}
	answer = logout_response(rq, in.idp->slo_response[in.binding], in.id);
	TRY(message_send(rq, answer, &rq->web->sp, in.binding, in.idp->slo_response[in.binding], in.relay_state));
	return error_pass(close_sessions(rq, &in, answer));
}

struct error *logout_page(struct request *rq)
{
	const struct fields *fields = rq->method == METHOD_POST ? &rq->body : &rq->query;
	const char *token = rq->method == METHOD_GET ? fields_get(&rq->query, "u") : NULL;

	if (fields_get(fields, "SAMLRequest"))
		return error_pass(logout_asked(rq));
	if (fields_get(fields, "SAMLResponse"))
		return error_pass(logout_answer(rq));
	if (token)
		return error_pass(logout_start(rq, token));
	spid_refuse(rq, 400, "non-valida", "7 neither request nor answer");
	return NULL;
}
