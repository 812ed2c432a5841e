/*
 * The second factor at the door, and switching it on and off (AUTH-11).
 */
#include "accesso/accesso.h"

#include "access/second_factor.h"
#include "base/settings.h"

#include <qrencode.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct error *secondo_fattore_vedi(struct request *rq)
{
	if (rq->session->phase != SESSION_SECOND_FACTOR) {
		const char *step = login_step(rq->session);
		return redirect(rq, "%s", step ? step : "/");
	}
	accesso_pagina(rq);
	return page_send(rq, "secondo_fattore", "Conferma che sei tu");
}

/* A code of the phone, good once, or one of the recovery codes, good once too. */
static struct error *try_code(struct request *rq, const struct q_sessione_prova *proof, const char *typed, bool *ok)
{
	const char *digits = second_factor_digits(rq->arena, typed), *mark;
	struct q_codice_recupero_usa recovery;
	struct second_factor factor;
	struct q_totp_usa used;
	int64_t step;

	*ok = false;
	if (!digits) {
		TRY(recovery_mark(rq->arena, typed, &mark));
		TRY(q_codice_recupero_usa(rq->db, proof->operatore_id, mark,
					  session_proof(rq->arena, arena_printf(rq->arena, "codice_recupero_usa|%lld|%s",
										(long long)proof->operatore_id.v, mark)),
					  &recovery));
		*ok = recovery.accettato;
		return NULL;
	}
	TRY(second_factor_open(rq->arena, proof->segreto, proof->operatore_id.v, &factor));
	if (!second_factor_fits(&factor, digits, (int64_t)time(NULL), &step))
		return NULL;
	TRY(q_totp_usa(rq->db, proof->operatore_id, step,
		       session_proof(rq->arena, arena_printf(rq->arena, "totp_usa|%lld|%lld", (long long)proof->operatore_id.v,
							     (long long)step)),
		       &used));
	*ok = used.accettato;
	return NULL;
}

/* The code of the form, tried and counted; *ok false: the form has its sentence. */
static struct error *check_code(struct request *rq, struct q_sessione_prova *proof, bool *ok)
{
	*ok = false;
	TRY(q_sessione_prova(rq->db, rq->session->token, "secondo fattore", setting_int("login_delay_after"), proof));
	if (!proof->segreto.size) {
		form_error(rq->form, "codice", "Il secondo fattore non è stato preparato: comincia di nuovo");
		return NULL;
	}
	if (proof->attesa) {
		form_error(rq->form, "codice", "%s", accesso_attesa(rq, proof->attesa));
		return NULL;
	}
	TRY(try_code(rq, proof, form_text(rq->form, "codice"), ok));
	if (*ok)
		return accesso_esito(rq, proof->operatore_id, true, NULL, proof->conto);
	TRY(accesso_conta_errore(rq, proof->operatore_id, proof->conto));
	form_error(rq->form, "codice", "Il codice non è giusto o è già stato usato. Scrivi quello che vedi adesso: cambia ogni 30 secondi");
	return NULL;
}

struct error *secondo_fattore_prova(struct request *rq)
{
	struct q_sessione_prova proof;
	bool ok = false;

	if (rq->session->phase != SESSION_SECOND_FACTOR)
		return secondo_fattore_vedi(rq);
	if (form_ok(rq->form))
		TRY(check_code(rq, &proof, &ok));
	if (ok)
		return accesso_inizia(rq, proof.operatore_id, true, return_path(rq));
	return secondo_fattore_vedi(rq);
}

/* ---- switching it on and off ---- */

#define SWITCHED_ON "/preferenze/secondo-fattore?fatto=secondo-fattore-attivo"

static void wipe_code(void *code)
{
	QRcode_free(code);
}

/* The modules of the code as one path: a run of dark ones is a rectangle. */
static struct error *qr_to_page(struct request *rq, const char *uri)
{
	QRcode *code = QRcode_encodeString8bit(uri, 0, QR_ECLEVEL_M);

	if (!code)
		return error_raise(ERR_BUG, "libqrencode made nothing");
	arena_hook(rq->arena, wipe_code, code);
	struct text *path = text_new(rq->arena);
	for (int y = 0; y < code->width; y++) {
		for (int x = 0, run; x < code->width; x += run) {
			const unsigned char *row = code->data + (ptrdiff_t)y * code->width;
			for (run = 1; x + run < code->width && ((row[x + run] ^ row[x]) & 1) == 0; run++)
				;
			if (row[x] & 1)
				text_addf(path, "M%d %dh%dv1h-%dz", x + 4, y + 4, run, run);
		}
	}
	page_set(rq->page, "Fattore.qr", path->data);
	page_int(rq->page, "Fattore.lato", code->width + 8); /* the quiet zone is four modules wide */
	return NULL;
}

/* What the phone reads: the key, as text and as a picture. */
static struct error *key_to_page(struct request *rq, const struct second_factor *factor, const char *username)
{
	page_set(rq->page, "Fattore.segreto", second_factor_text(rq->arena, factor));
	return qr_to_page(rq, second_factor_uri(rq->arena, factor, username));
}

static bool is_owed(const struct q_sessione_chi *who)
{
	return who->fattore_dovuto && setting_bool("second_factor_for_administrators");
}

/* Four states of one page: off, being prepared, just switched on (codes to be kept), on. */
static struct error *show_switch(struct request *rq)
{
	struct second_factor factor = { 0 };
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	crumb(rq, "Preferenze", "/preferenze");
	crumb(rq, "Secondo fattore", NULL);
	if (who.segreto.size)
		TRY(second_factor_open(rq->arena, who.segreto, who.operatore_id.v, &factor));
	page_flag(rq->page, "Fattore.attivo", who.totp_attivo);
	page_flag(rq->page, "Fattore.dovuto", is_owed(&who));
	page_int(rq->page, "Fattore.rimasti", who.codici);
	page_set(rq->page, "Fattore.ritorno", fields_get(&rq->query, "ritorno") ? return_path(rq) : "");
	if (who.totp_attivo && factor.has_seed) {
		for (int i = 0; i < RECOVERY_CODES; i++)
			page_set(rq->page, arena_printf(rq->arena, "Fattore.codice.%d", i), recovery_code(rq->arena, &factor, i));
	} else if (!who.totp_attivo && who.segreto.size) {
		TRY(key_to_page(rq, &factor, who.username));
	}
	return page_send(rq, "preferenze_secondo_fattore", "Secondo fattore");
}

struct error *secondo_fattore_imposta_vedi(struct request *rq)
{
	return show_switch(rq);
}

/* factor NULL: none any more. */
static struct error *store(struct request *rq, const struct second_factor *factor, operatore_id operator, bool active)
{
	struct bytes sealed = { (const unsigned char *)"", 0 };

	if (factor)
		TRY(second_factor_seal(rq->arena, factor, operator.v, &sealed));
	const char *words = arena_printf(rq->arena, "totp_imposta|%lld|%s", (long long)operator.v,
					 text_hex(rq->arena, sealed.data, sealed.size));
	return q_totp_imposta(rq->db, operator, sealed, active, session_proof(rq->arena, words));
}

static struct error *store_codes(struct request *rq, const struct second_factor *factor, operatore_id operator)
{
	struct text *marks = text_new(rq->arena);
	const char *words = arena_printf(rq->arena, "codice_recupero_imposta|%lld", (long long)operator.v);

	text_add(marks, "{");
	for (int i = 0; factor && i < RECOVERY_CODES; i++) {
		unsigned char hash[crypto_hash_sha256_BYTES];
		const char *mark;
		TRY(recovery_mark(rq->arena, recovery_code(rq->arena, factor, i), &mark));
		crypto_hash_sha256(hash, (const unsigned char *)mark, strlen(mark));
		text_addf(marks, "%s\"\\\\x%s\"", i ? "," : "", text_hex(rq->arena, hash, sizeof(hash)));
	}
	text_add(marks, "}");
	return q_codice_recupero_imposta(rq->db, operator, marks->data, session_proof(rq->arena, words));
}

static struct error *prepare(struct request *rq)
{
	struct second_factor factor;
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	if (who.totp_attivo)
		return error_raise(ERR_CONFLICT, "the second factor is on already");
	second_factor_new(&factor);
	return store(rq, &factor, who.operatore_id, false);
}

/* The phone gave the right code: from now on it is asked for. */
static struct error *switch_on(struct request *rq, const struct q_sessione_prova *proof)
{
	struct second_factor factor;

	if (proof->totp_attivo)
		return error_raise(ERR_CONFLICT, "the second factor is on already");
	TRY(second_factor_open(rq->arena, proof->segreto, proof->operatore_id.v, &factor));
	TRY(store(rq, &factor, proof->operatore_id, true));
	TRY(store_codes(rq, &factor, proof->operatore_id));
	audit(rq, "modifica", "secondo_fattore", proof->operatore_id.v, 0);
	return NULL;
}

struct error *secondo_fattore_prepara(struct request *rq)
{
	TRY(prepare(rq));
	return redirect(rq, "/preferenze/secondo-fattore");
}

struct error *secondo_fattore_attiva(struct request *rq)
{
	struct q_sessione_prova proof;
	bool ok = false;

	if (form_ok(rq->form))
		TRY(check_code(rq, &proof, &ok));
	if (!ok)
		return show_switch(rq);
	TRY(switch_on(rq, &proof));
	return redirect(rq, SWITCHED_ON);
}

/* The codes are written down: what they come from goes. */
struct error *secondo_fattore_codici_salvati(struct request *rq)
{
	struct second_factor factor;
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	if (who.totp_attivo && who.segreto.size) {
		TRY(second_factor_open(rq->arena, who.segreto, who.operatore_id.v, &factor));
		factor.has_seed = false;
		TRY(store(rq, &factor, who.operatore_id, true));
	}
	return redirect(rq, "%s", fields_get(&rq->body, "_ritorno") ? return_path(rq) : "/preferenze");
}

struct error *secondo_fattore_togli(struct request *rq)
{
	struct q_sessione_prova proof;
	struct q_sessione_chi who;
	bool ok = false;

	if (form_ok(rq->form))
		TRY(check_code(rq, &proof, &ok));
	if (!ok)
		return show_switch(rq);
	TRY(store(rq, NULL, proof.operatore_id, false));
	TRY(store_codes(rq, NULL, proof.operatore_id));
	audit(rq, "modifica", "secondo_fattore", proof.operatore_id.v, 0);
	TRY(accesso_chi(rq, &who));
	/* who must have one (a new phone, new codes) goes on only after switching it on again */
	if (is_owed(&who))
		return accesso_inizia(rq, who.operatore_id, true, "/preferenze");
	return redirect(rq, "/preferenze?fatto=secondo-fattore-tolto");
}

/* ---- on the way in, for who must have one and has none ---- */

/* Elsewhere than on that step these addresses do nothing: a code that is owed is not replaced by
 * who only knows the password. */
static struct error *not_this_step(struct request *rq)
{
	const char *step = login_step(rq->session);

	return redirect(rq, "%s", step ? step : "/preferenze/secondo-fattore");
}

static struct error *show_owed(struct request *rq)
{
	struct second_factor factor = { 0 };
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	accesso_pagina(rq);
	if (who.segreto.size) {
		TRY(second_factor_open(rq->arena, who.segreto, who.operatore_id.v, &factor));
		TRY(key_to_page(rq, &factor, who.username));
	}
	return page_send(rq, "secondo_fattore_dovuto", "Attiva il secondo fattore");
}

struct error *secondo_fattore_dovuto_vedi(struct request *rq)
{
	return rq->session->phase == SESSION_ENROL_FACTOR ? show_owed(rq) : not_this_step(rq);
}

struct error *secondo_fattore_dovuto_prepara(struct request *rq)
{
	const char *back = return_path(rq);

	if (rq->session->phase != SESSION_ENROL_FACTOR)
		return not_this_step(rq);
	TRY(prepare(rq));
	return redirect(rq, "%s", path_with(rq, "/secondo-fattore/attiva", "ritorno", strcmp(back, "/") == 0 ? NULL : back));
}

/* In, by way of the page that shows the recovery codes, which leads on to where the person was going. */
struct error *secondo_fattore_dovuto_attiva(struct request *rq)
{
	struct q_sessione_prova proof;
	bool ok = false;

	if (rq->session->phase != SESSION_ENROL_FACTOR)
		return not_this_step(rq);
	if (form_ok(rq->form))
		TRY(check_code(rq, &proof, &ok));
	if (!ok)
		return show_owed(rq);
	TRY(switch_on(rq, &proof));
	return accesso_inizia(rq, proof.operatore_id, true, path_with(rq, SWITCHED_ON, "ritorno", return_path(rq)));
}
