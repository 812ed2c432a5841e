/*
 * What the screens of the way in share.
 */
#include "accesso/accesso.h"

#include "base/settings.h"

#include <stdlib.h>
#include <string.h>

/* A browser from which an operator entered keeps its own counter of failures, so that strangers
 * who guess at the account cannot keep its owner out (AUTH-4).  The cookie opens nothing. */
#define BROWSER_COOKIE "__Host-siz-browser"
#define BROWSER_DAYS 180

static const char *browser_signature(struct request *rq, long long operator, const char *mark)
{
	return session_proof(rq->arena, arena_printf(rq->arena, "browser|%lld|%s", operator, mark));
}

static void remember_browser(struct request *rq, operatore_id operator)
{
	const char *mark = session_token(rq->arena);

	response_cookie_days(rq->response, BROWSER_COOKIE,
			     arena_printf(rq->arena, "%lld.%s.%s", (long long)operator.v, mark,
					  browser_signature(rq, (long long)operator.v, mark)),
			     "Lax", BROWSER_DAYS);
}

void accesso_browser(struct request *rq, operatore_id *operator, const char **mark)
{
	const char *cookie = fields_get(&rq->cookies, BROWSER_COOKIE);
	const char *first = cookie ? strchr(cookie, '.') : NULL, *second = first ? strchr(first + 1, '.') : NULL;
	int64_t number;

	*operator = (operatore_id){ 0 };
	*mark = NULL;
	if (!second || strlen(cookie) > 256 || !text_to_int(arena_strndup(rq->arena, cookie, (size_t)(first - cookie)), &number))
		return;
	const char *said = arena_strndup(rq->arena, first + 1, (size_t)(second - first - 1));
	if (!text_secret_equal(second + 1, browser_signature(rq, (long long)number, said)))
		return;
	*operator = (operatore_id){ number };
	*mark = said;
}

const char *accesso_passo(const char *phase)
{
	if (strcmp(phase, "secondo_fattore") == 0)
		return "/secondo-fattore";
	if (strcmp(phase, "cambio_password") == 0)
		return "/cambio-password";
	if (strcmp(phase, "attiva_secondo_fattore") == 0)
		return "/secondo-fattore/attiva";
	return strcmp(phase, "scelta_servizio") == 0 ? "/servizio" : NULL;
}

struct error *accesso_inizia(struct request *rq, operatore_id operator, bool second_factor, const char *back)
{
	const char *token = session_token(rq->arena);
	const char *words = arena_printf(rq->arena, "sessione_crea|%lld|%s", (long long)operator.v, token);
	struct q_sessione_crea row;

	if (rq->session->id.v)
		TRY(q_sessione_chiudi(rq->db, rq->session->token, "nuova sessione"));
	TRY(q_sessione_crea(rq->db, operator, token, second_factor, setting_int("password_max_age_days"),
			    setting_int("session_idle_minutes"), setting_int("session_absolute_hours"), rq->remote_address,
			    rq->user_agent, session_proof(rq->arena, words),
			    setting_bool("second_factor_for_administrators"), &row));
	session_renew(rq, token);
	const char *step = accesso_passo(row.fase);
	if (!step || strcmp(row.fase, "secondo_fattore") != 0)
		remember_browser(rq, operator);
	if (!step)
		return redirect(rq, "%s", back);
	return redirect(rq, "%s", path_with(rq, step, "ritorno", strcmp(back, "/") == 0 ? NULL : back));
}

struct error *accesso_chi(struct request *rq, struct q_sessione_chi *who)
{
	return q_sessione_chi(rq->db, rq->session->token, setting_int("password_max_age_days"), who);
}

void accesso_pagina(struct request *rq)
{
	const char *back = return_path(rq);

	/* an external session has its own token, and the page its header with «Esci» */
	if (rq->session->phase != SESSION_EXTERNAL && (rq->session->phase < SESSION_SECOND_FACTOR || rq->route->permission == PUBBLICO))
		login_token(rq);
	page_flag(rq->page, "Pagina.pubblica", true);
	page_set(rq->page, "Modulo.ritorno", strcmp(back, "/") == 0 ? "" : back);
	if (fields_get(&rq->query, "riprova") && rq->method == METHOD_GET)
		notice(rq, "warning", NULL, "Questa pagina era rimasta aperta troppo a lungo. Scrivi di nuovo i dati e invia.");
}

const char *accesso_attesa(struct request *rq, int64_t seconds)
{
	int64_t minutes = (seconds + 59) / 60;

	if (seconds == 1)
		return "Hai sbagliato più volte: aspetta un secondo e riprova";
	if (seconds <= 90)
		return arena_printf(rq->arena, "Hai sbagliato più volte: aspetta %lld secondi e riprova", (long long)seconds);
	return arena_printf(rq->arena, "Hai sbagliato più volte: aspetta %lld minuti e riprova", (long long)minutes);
}

struct error *accesso_esito(struct request *rq, operatore_id operator, bool good, const char *phc, struct bytes counter)
{
	const char *words = arena_printf(rq->arena, "credenziale_esito|%lld|%s|%s", (long long)operator.v, good ? "true" : "false", phc ? phc : "");

	return q_credenziale_esito(rq->db, operator, good, rq->remote_address, setting_int("login_lock_after"),
				   setting_int("login_lock_minutes"), phc, counter, session_proof(rq->arena, words));
}

struct error *accesso_conta_errore(struct request *rq, operatore_id operator, struct bytes counter)
{
	TRY(accesso_esito(rq, operator, false, NULL, counter));
	return db_commit(rq->db);
}
