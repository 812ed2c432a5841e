/*
 * 5: the answer.  On any doubt an error page with an error status; never 200, never a redirect
 * to a page that answers 200.
 */
#include "spid.h"

#include "pages.h"

#include "base/log.h"
#include "base/settings.h"
#include "http/response.h"
#include "query.h"
#include "soggetto/codice_fiscale.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* One login on its way through this file. */
struct login {
	struct request *rq;
	struct answer answer;
	struct identity identity;
	struct q_spid_richiesta_prendi request;
	const struct idp *idp;
	const char *fiscal_code;
};

/* 5.5: the pending request is used up, whatever comes of the answer. */
static struct error *take_request(struct login *l, bool *found)
{
	struct request *rq = l->rq;

	TRY(db_begin(rq->db, false));
	TRY(q_spid_richiesta_prendi(rq->db, l->answer.in_response_to, &l->request, found));
	return error_pass(db_commit(rq->db));
}

/* 5.5: the browser that asked is the one that answers. */
static refusal binding_cookie(const struct login *l)
{
	const char *word = fields_get(&l->rq->cookies, COOKIE_BINDING);
	struct bytes hash = sha256_of(l->rq->arena, word ? word : "");
	const char *mine = text_hex(l->rq->arena, hash.data, hash.size);
	const char *its = text_hex(l->rq->arena, l->request.legame_impronta.data, l->request.legame_impronta.size);

	return word && text_secret_equal(mine, its) ? NULL : "5.5 another browser";
}

/* 4: RelayState comes back as it went; it only names what lies here (SAML-7). */
static refusal relay_state(const struct login *l)
{
	const char *came = fields_get(&l->rq->body, "RelayState");

	return came && text_secret_equal(came, l->request.relay_state) ? NULL : "4 RelayState";
}

/* 9: fiscalNumber is TINIT- and a codice fiscale whose control character is right. */
static refusal fiscal_number(struct login *l)
{
	const char *number = l->identity.fiscal_number;
	const struct codice_fiscale *read;

	if (strncmp(number, "TINIT-", 6) != 0)
		return "9 fiscalNumber of another country";
	read = codice_fiscale_read(l->rq->arena, number + 6);
	if (read->kind != CODICE_FISCALE || read->fault != CODICE_RIGHT)
		return "9 fiscalNumber";
	l->fiscal_code = read->code;
	return NULL;
}

static refusal judge(struct login *l)
{
	const struct web *web = l->rq->web;
	const struct asked asked = {
		.request_id = l->answer.in_response_to,
		.instant = l->request.istante,
		.level = (int)l->request.livello,
		.comparison = l->request.confronto,
		.idp = l->idp,
		.entity_id = web->sp.entity_id,
		.acs = web->sp.acs,
		.now = (int64_t)time(NULL),
		.tolerance = setting_int("spid_clock_tolerance_seconds"),
	};

	if (!l->idp)
		return "5.2 the provider left the federation";
	HOLD(binding_cookie(l));
	HOLD(relay_state(l));
	HOLD(answer_judge(&l->answer, &asked, &l->identity));
	return answer_is_success(&l->answer) ? fiscal_number(l) : NULL;
}

/* 8: one row for each answer to a request of ours, the refused ones too. */
static struct error *register_answer(struct login *l, const char *outcome, refusal why, int64_t *row)
{
	const struct answer *a = &l->answer;
	const struct identity *i = &l->identity;
	struct q_spid_risposta_registra done;

	TRY(q_spid_risposta_registra(l->rq->db, l->request.registro, l->request.idp, a->xml, a->id, a->instant, a->issuer,
				     i->assertion_id, i->name_id, i->qualifier, i->spid_code, i->level, outcome,
				     why ? 0 : a->anomaly, why, l->rq->remote_address, &done));
	*row = done.registro;
	return NULL;
}

static struct error *refuse(struct login *l, refusal why)
{
	int64_t row;

	TRY(db_begin(l->rq->db, false));
	TRY(register_answer(l, "rifiutata", why, &row));
	TRY(db_commit(l->rq->db));
	spid_refuse(l->rq, 403, "rifiutata", why);
	return NULL;
}

/* 6: our text for the number; numbers below 19 say that we asked wrongly, and somebody must look. */
static struct error *anomaly(struct login *l)
{
	int number = l->answer.anomaly;
	char name[24];
	int64_t row;

	TRY(db_begin(l->rq->db, false));
	TRY(register_answer(l, "anomalia", NULL, &row));
	TRY(db_commit(l->rq->db));
	snprintf(name, sizeof(name), "anomalia-%02d", number);
	log_line("event=spid_anomaly rq=%s nr=%d%s", l->rq->id, number, number >= 8 && number <= 18 ? " alert=ours" : "");
	page_answer(l->rq, 403, pages_have(name) ? name : "rifiutata");
	return NULL;
}

/* The outcome for siz web, bound to this browser by a cookie of two minutes. */
static struct error *enter(struct login *l)
{
	const struct identity *i = &l->identity;
	const char *token = random_hex(l->rq->arena, 32);
	struct q_spid_asserzione_segna mark;
	int64_t row;

	TRY(db_begin(l->rq->db, false));
	TRY(q_spid_asserzione_segna(l->rq->db, l->idp->entity_id, i->assertion_id, i->expires, &mark));
	TRY(register_answer(l, mark.nuova ? "ok" : "rifiutata", mark.nuova ? NULL : "5.5 Assertion seen before", &row));
	if (mark.nuova)
		TRY(q_spid_esito_lascia(l->rq->db, token, l->idp->entity_id, i->level, i->spid_code, l->fiscal_code, i->name,
					i->family_name, i->email, i->name_id, i->session_index, l->request.ritorno, row));
	TRY(db_commit(l->rq->db));
	if (!mark.nuova) {
		spid_refuse(l->rq, 403, "rifiutata", "5.5 Assertion seen before");
		return NULL;
	}
	response_cookie(l->rq->response, COOKIE_BINDING, NULL, "None");
	response_cookie(l->rq->response, COOKIE_OUTCOME, token, "Lax");
	response_redirect(l->rq->response, "/accesso/spid");
	log_line("event=spid_login rq=%s level=%d", l->rq->id, i->level);
	return NULL;
}

struct error *login_answer(struct request *rq)
{
	const struct web *web = rq->web;
	struct login l = { .rq = rq };
	refusal why = answer_read(rq->arena, fields_get(&rq->body, "SAMLResponse"), &l.answer);
	bool found = false;

	if (l.answer.in_response_to)
		TRY(take_request(&l, &found));
	if (!found) {
		spid_refuse(rq, why ? 400 : 403, why ? "non-valida" : "rifiutata", why ? why : "5.5 no pending request");
		return NULL;
	}
	l.idp = federation_find(&web->federation, l.request.idp);
	if (!why)
		why = judge(&l);
	if (why)
		return error_pass(refuse(&l, why));
	if (!answer_is_success(&l.answer))
		return error_pass(anomaly(&l));
	return error_pass(enter(&l));
}
