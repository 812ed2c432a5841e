/*
 * Passwords: changed, forgotten, chosen anew (ACC-08, ACC-10, ACC-11; AUTH-2, AUTH-3, AUTH-6).
 */
#include "accesso/accesso.h"

#include "access/password.h"
#include "base/settings.h"

#include <stdlib.h>
#include <string.h>

/* The exact words of the kit; under them stands why, and what happens next. */
#define MUST_CHANGE "Devi cambiare la password per attivare il tuo account"

static void rules_to_page(struct request *rq, bool administrator)
{
	const char *const *rules = password_rules(administrator);

	for (int i = 0; rules[i]; i++)
		page_set(rq->page, arena_printf(rq->arena, "Password.regola.%d", i), rules[i]);
}

/* Both fields hold the same, and the rules take it. */
static struct error *judge(struct request *rq, operatore_id operator, struct password_owner *owner)
{
	const char *password = form_text(rq->form, "password"), *why;
	struct q_credenziale_passate *past;
	size_t count;

	if (strcmp(password, form_text(rq->form, "password_ripetuta")) != 0) {
		form_error(rq->form, "password_ripetuta", "Le due password sono diverse: scrivi di nuovo la stessa");
		return NULL;
	}
	TRY(q_credenziale_passate(rq->db, operator,
				  session_proof(rq->arena, arena_printf(rq->arena, "credenziale_passate|%lld", (long long)operator.v)),
				  &past, &count));
	const char **hashes = arena_array(rq->arena, count + 1, sizeof(*hashes));
	for (size_t i = 0; i < count; i++)
		hashes[i] = past[i].impronta;
	owner->past = hashes;
	owner->past_count = count;
	TRY(password_refusal(rq->arena, password, owner, &why));
	if (why)
		form_error(rq->form, "password", "%s", why);
	return NULL;
}

static void forget_typed(struct request *rq)
{
	static const char *const names[] = { "password_attuale", "password", "password_ripetuta" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		password_forget(rq->arena, fields_get(&rq->body, names[i]));
}

/* ---- changing it ---- */

static struct error *show_change(struct request *rq)
{
	bool forced = rq->session->phase == SESSION_CHANGE_PASSWORD;
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	accesso_pagina(rq);
	rules_to_page(rq, who.amministratore);
	bool aged = forced && who.motivo && strcmp(who.motivo, "eta") == 0;
	page_flag(rq->page, "Cambio.primo", forced && !aged);
	page_flag(rq->page, "Cambio.scaduta", aged);
	page_int(rq->page, "Cambio.giorni", setting_int("password_max_age_days"));
	page_set(rq->page, "Cambio.utente", who.username);
	return page_send(rq, "cambio_password", forced ? MUST_CHANGE : "Cambia password");
}

struct error *cambio_password_vedi(struct request *rq)
{
	if (rq->session->phase == SESSION_SECOND_FACTOR)
		return redirect(rq, "/secondo-fattore");
	return show_change(rq);
}

/* The present password once more: a screen left open must not be enough. */
static struct error *prove_present(struct request *rq, struct q_sessione_prova *proof)
{
	bool ok;

	TRY(q_sessione_prova(rq->db, rq->session->token, "cambio password", setting_int("login_delay_after"), proof));
	if (proof->attesa) {
		form_error(rq->form, "password_attuale", "%s", accesso_attesa(rq, proof->attesa));
		return NULL;
	}
	TRY(password_matches(proof->impronta, form_text(rq->form, "password_attuale"), &ok, NULL));
	if (ok)
		return accesso_esito(rq, proof->operatore_id, true, NULL, proof->conto);
	TRY(accesso_conta_errore(rq, proof->operatore_id, proof->conto));
	form_error(rq->form, "password_attuale", "La password attuale non è giusta");
	return NULL;
}

static const char *proof_of_change(struct request *rq, operatore_id operator, const char *phc)
{
	return session_proof(rq->arena, arena_printf(rq->arena, "credenziale_cambia|%lld|%s", (long long)operator.v, phc));
}

struct error *cambio_password_salva(struct request *rq)
{
	struct q_sessione_prova proof = { 0 };
	struct q_sessione_chi who;
	const char *phc;

	if (rq->session->phase == SESSION_SECOND_FACTOR)
		return redirect(rq, "/secondo-fattore");
	forget_typed(rq);
	if (form_ok(rq->form))
		TRY(prove_present(rq, &proof));
	if (form_ok(rq->form)) {
		TRY(accesso_chi(rq, &who));
		struct password_owner owner = { .username = who.username, .name = who.nome, .surname = who.cognome,
						.administrator = who.amministratore };
		TRY(judge(rq, who.operatore_id, &owner));
	}
	if (!form_ok(rq->form))
		return show_change(rq);
	TRY(password_hash(rq->arena, form_text(rq->form, "password"), &phc));
	TRY(q_credenziale_cambia(rq->db, who.operatore_id, phc, "cambio password", proof_of_change(rq, who.operatore_id, phc)));
	/* all sessions ended, this one too: a new one begins at once, and the person goes on */
	return accesso_inizia(rq, who.operatore_id, true, path_with(rq, return_path(rq), "fatto", "password-cambiata"));
}

/* ---- forgotten ---- */

struct error *password_dimenticata_vedi(struct request *rq)
{
	accesso_pagina(rq);
	page_flag(rq->page, "Pagina.fatto", fields_get(&rq->query, "fatto") != NULL);
	page_setf(rq->page, "Pagina.durata", "%lld minuti", (long long)setting_int("reset_minutes"));
	return page_send(rq, "password_dimenticata", "Password dimenticata?");
}

/* The answer is the same whether or not there is such an account (AUTH-5). */
struct error *password_dimenticata_chiedi(struct request *rq)
{
	if (!form_ok(rq->form))
		return password_dimenticata_vedi(rq);
	const char *user = form_text(rq->form, "utente"), *token = session_token(rq->arena);
	const char *words = arena_printf(rq->arena, "recupero_chiedi|%s|%s|%s", token, setting_text("public_url"), user);
	TRY(q_recupero_chiedi(rq->db, user, token, setting_int("reset_minutes"), setting_int("reset_per_hour"),
			      setting_text("public_url"), session_proof(rq->arena, words)));
	return redirect(rq, "/password-dimenticata?fatto=recupero");
}

/* ---- the link of the mail ---- */

static struct error *no_longer(struct request *rq)
{
	accesso_pagina(rq);
	page_flag(rq->page, "Pagina.scaduto", true);
	return page_send_status(rq, 410, "password_nuova", "Il collegamento non vale più");
}

static struct error *show_new(struct request *rq, bool administrator)
{
	accesso_pagina(rq);
	rules_to_page(rq, administrator);
	form_action(rq, path_with(rq, "/password-nuova", "g", fields_get(&rq->query, "g")));
	return page_send(rq, "password_nuova", "Scegli una nuova password");
}

struct error *password_nuova_vedi(struct request *rq)
{
	const char *token = fields_get(&rq->query, "g");
	struct q_recupero_leggi owner;
	bool found = false;

	if (token)
		TRY(q_recupero_leggi(rq->db, token, &owner, &found));
	return found ? show_new(rq, owner.amministratore) : no_longer(rq);
}

struct error *password_nuova_salva(struct request *rq)
{
	const char *token = fields_get(&rq->query, "g"), *phc;
	struct q_recupero_leggi row;
	bool found = false;

	forget_typed(rq);
	if (token)
		TRY(q_recupero_leggi(rq->db, token, &row, &found));
	if (!found)
		return no_longer(rq);
	if (form_ok(rq->form)) {
		struct password_owner owner = { .username = row.username, .name = row.nome, .surname = row.cognome,
						.administrator = row.amministratore };
		TRY(judge(rq, row.operatore_id, &owner));
	}
	if (!form_ok(rq->form))
		return show_new(rq, row.amministratore);
	TRY(password_hash(rq->arena, form_text(rq->form, "password"), &phc));
	TRY(q_recupero_usa(rq->db, token, phc, proof_of_change(rq, row.operatore_id, phc)));
	return redirect(rq, "/accesso?fatto=password");
}
