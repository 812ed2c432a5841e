/*
 * Login and logout (ACC-06, AUTH-4, AUTH-5).
 */
#include "accesso/accesso.h"

#include "access/password.h"
#include "base/settings.h"

#include <string.h>

static struct error *show(struct request *rq)
{
	accesso_pagina(rq);
	TRY(accesso_spid_gestori(rq, return_path(rq)));
	page_flag(rq->page, "Accesso.scaduta", fields_get(&rq->query, "scaduta") != NULL);
	form_action(rq, "/accesso");
	return page_send(rq, "accesso", "Accedi");
}

struct error *accesso_vedi(struct request *rq)
{
	if (rq->session->phase == SESSION_FULL)
		return redirect(rq, "%s", return_path(rq));
	return show(rq);
}

/*
 * The same sentence whatever the reason.  That one must wait says nothing either: names that
 * nobody has are counted like the others.
 */
static struct error *refuse(struct request *rq, int64_t wait)
{
	form_error(rq->form, NULL, "Nome utente o password non corretti");
	if (wait)
		form_error(rq->form, NULL, "%s", accesso_attesa(rq, wait));
	return show(rq);
}

static struct error *let_in(struct request *rq, const struct q_credenziale_leggi *row, bool rehash)
{
	const char *password = form_text(rq->form, "password"), *phc = NULL;

	if (rehash)
		TRY(password_hash(rq->arena, password, &phc));
	TRY(accesso_esito(rq, row->operatore_id, true, phc, row->conto));
	return accesso_inizia(rq, row->operatore_id, false, return_path(rq));
}

struct error *accesso_entra(struct request *rq)
{
	struct q_credenziale_leggi row;
	operatore_id known;
	const char *mark;
	bool ok, rehash;

	password_forget(rq->arena, fields_get(&rq->body, "password"));
	if (!form_ok(rq->form))
		return show(rq);
	const char *password = form_text(rq->form, "password");
	password_forget(rq->arena, password);
	accesso_browser(rq, &known, &mark);
	const char *name = form_text(rq->form, "utente");
	TRY(q_credenziale_leggi(rq->db, name, rq->remote_address, setting_int("login_delay_after"),
				setting_int("login_lock_after"), setting_int("login_lock_minutes"), known.v, mark,
				session_proof(rq->arena, arena_printf(rq->arena, "credenziale_leggi|%s", name)), &row));
	if (row.attesa) {
		/* not evaluated; the work is done all the same, without keeping the row locked */
		TRY(db_commit(rq->db));
		TRY(password_matches(NULL, password, &ok, NULL));
		return refuse(rq, row.attesa);
	}
	TRY(password_matches(row.impronta, password, &ok, &rehash));
	if (ok)
		return let_in(rq, &row, rehash);
	TRY(accesso_conta_errore(rq, row.operatore_id, row.conto));
	return refuse(rq, 0);
}

/* Not «cookies»: that would empty the jar of the whole domain, other programs of the Ambito too;
 * our own is deleted by name. */
struct error *accesso_esci(struct request *rq)
{
	bool spid;
	const char *ticket = session_token(rq->arena);
	struct q_accesso_spid_di stands;

	TRY(q_accesso_spid_di(rq->db, rq->session->token, &stands, &spid));
	TRY(q_sessione_chiudi(rq->db, rq->session->token, "uscita"));
	session_renew(rq, "");
	response_header(rq->response, "Clear-Site-Data", "\"cache\", \"storage\"");
	if (!spid)
		return redirect(rq, "/accesso?fatto=uscita");
	/* ours has ended whatever becomes of the provider's */
	TRY(q_spid_uscita_lascia(rq->db, ticket, stands.idp, stands.name_id, stands.session_index));
	return redirect(rq, "/spid/esci?u=%s", ticket);
}
