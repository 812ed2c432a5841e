/*
 * After a login with SPID: the outcome that siz-spid left for this browser becomes a session, of an
 * external user or of an operator to whom an administrator linked the codice fiscale (ACC-06,
 * SAML-7).  What it becomes is decided at the gate (sql/code/14_esterni.sql).
 */
#include "accesso/accesso.h"

#include "base/settings.h"

#include <string.h>

#define OUTCOME_COOKIE "__Host-siz-spid-esito"

struct error *accesso_spid_gestori(struct request *rq, const char *back)
{
	bool logos = *setting_text("spid_logos"); /* siz-spid sends them (saml/logo.c) */
	struct q_spid_gestori *list;
	size_t count;

	TRY(q_spid_gestori(rq->db, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Spid.gestore.%zu", i));
		page_set(node, "nome", list[i].nome);
		page_set(node, "url", path_with(rq, path_with(rq, "/spid/accesso", "idp", list[i].entity_id), "ritorno", back));
		if (logos && list[i].logo)
			page_set(node, "logo", path_with(rq, "/spid/logo", "idp", list[i].entity_id));
	}
	if (logos && count)
		page_flag(rq->page, "Spid.logo", true);
	return NULL;
}

/* Nothing was left, or it was taken already: the way in once more, with the reason. */
static struct error *nothing_left(struct request *rq)
{
	return redirect(rq, "/self?fatto=spid-scaduto");
}

static struct error *suspended(struct request *rq)
{
	page_flag(rq->page, "Pagina.pubblica", true);
	page_set(rq->page, "Errore.testo", "L’accesso con questa identità è sospeso. Se pensi che sia un errore, scrivi all’assistenza.");
	page_set(rq->page, "Errore.url", "/guida/assistenza");
	page_set(rq->page, "Errore.testo_url", "Come chiedere assistenza");
	return page_send_status(rq, 403, "richiesta_errata", "Non puoi entrare con questa identità");
}

/* Pages that an external user has. */
static bool is_external(const char *path)
{
	return strncmp(path, "/self", 5) == 0 || strncmp(path, "/richiesta-utenza", 17) == 0;
}

static struct error *go_on(struct request *rq, const char *phase, bool choice, const char *back)
{
	const char *step;

	if (choice)
		return redirect(rq, "%s", path_with(rq, "/accesso/come", "ritorno", back));
	if (strcmp(phase, "esterna") == 0)
		return redirect(rq, "%s", is_external(back) ? back : "/self");
	step = accesso_passo(phase);
	if (!step)
		return redirect(rq, "%s", back);
	return redirect(rq, "%s", path_with(rq, step, "ritorno", strcmp(back, "/") == 0 ? NULL : back));
}

static struct error *begin(struct request *rq, const struct q_spid_esito_prendi *outcome)
{
	const char *token = session_token(rq->arena), *back = path_of_ours(outcome->ritorno);
	const char *words = arena_printf(rq->arena, "accesso_spid_entra|%s|%s|%lld|%s", outcome->codice_fiscale, outcome->idp,
					 (long long)outcome->livello, token);
	struct q_accesso_spid_entra row;

	if (rq->session->id.v)
		TRY(q_sessione_chiudi(rq->db, rq->session->token, "nuova sessione"));
	TRY(q_accesso_spid_entra(rq->db, outcome->codice_fiscale, outcome->idp, outcome->livello, outcome->nome, outcome->cognome,
				 outcome->email, outcome->name_id, outcome->session_index, outcome->spid_registro_id, back, token,
				 setting_int("session_idle_minutes"), setting_int("session_absolute_hours"), rq->remote_address,
				 rq->user_agent, session_proof(rq->arena, words), &row));
	if (strcmp(row.fase, "sospesa") == 0)
		return suspended(rq);
	session_renew(rq, token);
	return go_on(rq, row.fase, row.scelta, back);
}

struct error *accesso_spid(struct request *rq)
{
	const char *token = fields_get(&rq->cookies, OUTCOME_COOKIE);
	struct q_spid_esito_prendi outcome;
	bool found = false;

	if (token && strlen(token) <= 200)
		TRY(q_spid_esito_prendi(rq->db, token, &outcome, &found));
	response_cookie(rq->response, OUTCOME_COOKIE, NULL, "Lax");
	return found ? begin(rq, &outcome) : nothing_left(rq);
}

/* ---- who is both chooses ---- */

struct error *accesso_come(struct request *rq)
{
	const char *back = return_path(rq);

	if (!rq->session->offered)
		return redirect(rq, "%s", is_external(back) ? back : "/self");
	page_flag(rq->page, "Pagina.pubblica", true);
	page_set(rq->page, "Come.ritorno", back);
	page_set(rq->page, "Come.esterno", is_external(back) ? back : "/self");
	return page_send(rq, "accesso_come", "Come vuoi entrare?");
}

struct error *accesso_come_operatore(struct request *rq)
{
	const char *token = session_token(rq->arena), *back = return_path(rq);
	struct q_accesso_spid_operatore row;

	TRY(q_accesso_spid_operatore(rq->db, rq->session->token, token, setting_int("session_idle_minutes"),
				     setting_int("session_absolute_hours"), rq->remote_address, rq->user_agent,
				     session_proof(rq->arena, arena_printf(rq->arena, "accesso_spid_operatore|%s", token)), &row));
	session_renew(rq, token);
	return go_on(rq, row.fase, false, back);
}
