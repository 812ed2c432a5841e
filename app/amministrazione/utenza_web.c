/*
 * Accounts and SPID: requests for an account by who has SPID (ACC-01), their queue, and the codice
 * fiscale that an administrator links to an operator (ACC-06).
 */
#include "accesso/accesso.h"
#include "amministrazione/amministrazione.h"
#include "soggetto/codice_fiscale.h"

#include "base/settings.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

static void show_request(struct request *rq, struct page *node, const struct q_utenza_richieste *row)
{
	bool good = strcmp(row->stato, "accolta") == 0, bad = strcmp(row->stato, "respinta") == 0;

	page_int(node, "id", row->richiesta_utenza_id.v);
	page_setf(node, "persona", "%s %s", row->cognome, row->nome);
	page_set(node, "codice_fiscale", row->codice_fiscale);
	page_set(node, "email", row->email);
	page_set(node, "telefono", row->telefono);
	page_set(node, "servizio", row->servizio);
	page_set(node, "ruolo", row->ruolo);
	page_set(node, "note", row->note);
	page_set(node, "motivo", row->motivo);
	page_set(node, "stato", row->stato_nome ? row->stato_nome : row->stato);
	page_set(node, "stato_tipo", good ? "ok" : bad ? "no" : "attesa");
	page_set(node, "creata", italian_instant(rq->arena, row->creata_il, (int64_t)time(NULL)));
	page_flag(node, "aperta", !good && !bad);
	page_flag(node, "creata_utenza", row->operatore_id.v != 0);
}

/* ---- of the person ---- */

static struct error *show_mine(struct request *rq)
{
	struct q_utenza_richieste *list;
	struct q_esterno_io me;
	size_t count;

	TRY(q_utenza_richieste(rq->db, (richiesta_utenza_id){ 0 }, &list, &count));
	TRY(q_esterno_io(rq->db, &me));
	for (size_t i = 0; i < count; i++)
		show_request(rq, page_node(rq->page, arena_printf(rq->arena, "Richieste.%zu", i)), &list[i]);
	page_setf(rq->page, "Io.nome", "%s %s", me.nome, me.cognome);
	page_set(rq->page, "Io.codice_fiscale", me.codice_fiscale);
	page_flag(rq->page, "Richieste_aperte", count && strcmp(list[0].stato, "accolta") != 0 && strcmp(list[0].stato, "respinta") != 0);
	if (rq->method == METHOD_GET)
		form_set(rq->form, "email", me.email);
	page_flag(rq->page, "Pagina.pubblica", true);
	return page_send(rq, "richiesta_utenza", "Richiesta di utenza");
}

struct error *richiesta_utenza_vedi(struct request *rq)
{
	if (rq->session->phase == SESSION_EXTERNAL)
		return show_mine(rq);
	TRY(accesso_spid_gestori(rq, "/richiesta-utenza"));
	page_flag(rq->page, "Pagina.pubblica", true);
	return page_send(rq, "richiesta_utenza", "Richiesta di utenza");
}

struct error *richiesta_utenza_chiedi(struct request *rq)
{
	struct form *f = rq->form;
	struct q_utenza_chiedi made;
	int64_t service = 0;

	if (!form_ok(f) || !text_to_int(form_text(f, "servizio"), &service))
		return show_mine(rq);
	TRY(q_utenza_chiedi(rq->db, form_text(f, "email"), form_text(f, "telefono"), (servizio_id){ service }, form_text(f, "ruolo"),
			    form_text(f, "note"), &made));
	return redirect(rq, "/richiesta-utenza?fatto=utenza-chiesta");
}

/* ---- of the administrators ---- */


struct error *utenza_richieste(struct request *rq)
{
	struct q_utenza_richieste *list;
	size_t count;

	TRY(q_utenza_richieste(rq->db, (richiesta_utenza_id){ 0 }, &list, &count));
	for (size_t i = 0; i < count; i++)
		show_request(rq, page_node(rq->page, arena_printf(rq->arena, "Richieste.%zu", i)), &list[i]);
	page_flag(rq->page, "Elenco.pieno", count > 0);
	audit(rq, "elenca", "richiesta_utenza", 0, 0);
	amministrazione_path(rq, "Richieste di utenza", "richieste-utenza", NULL);
	return page_send(rq, "utenza_richieste", "Richieste di utenza");
}

static struct error *open_request(struct request *rq, struct q_utenza_richieste **row)
{
	size_t count;

	TRY(q_utenza_richieste(rq->db, PATH_ID(rq, richiesta_utenza), row, &count));
	if (!count)
		return error_raise(ERR_NOT_FOUND, "no such request");
	audit(rq, "apri", "richiesta_utenza", (*row)->richiesta_utenza_id.v, 0);
	return NULL;
}

static struct error *show_one(struct request *rq, const struct q_utenza_richieste *row)
{
	const char *who = arena_printf(rq->arena, "%s %s", row->cognome, row->nome);

	show_request(rq, page_node(rq->page, "Richiesta"), row);
	form_cancel(rq, "/amministrazione/richieste-utenza");
	page_set(rq->page, "Modulo.salva", "Registra lo stato");
	amministrazione_path(rq, "Richieste di utenza", "richieste-utenza", who);
	return page_send(rq, "utenza_esame", who);
}

struct error *utenza_esame(struct request *rq)
{
	struct q_utenza_richieste *row;

	TRY(open_request(rq, &row));
	form_set(rq->form, "stato", row->stato);
	form_set(rq->form, "motivo", row->motivo);
	form_set(rq->form, "username", row->username);
	form_set_version(rq, row->versione);
	return show_one(rq, row);
}

/* Accepting makes the account; the mail carries the link by which its owner chooses a password. */
static struct error *accept(struct request *rq, const struct q_utenza_richieste *row)
{
	const char *token = session_token(rq->arena), *base = setting_text("public_url");
	const char *words = arena_printf(rq->arena, "richiesta_utenza_accogli|%s|%s|%" PRId64, token, base,
			row->richiesta_utenza_id.v);
	struct q_utenza_accogli made;

	TRY(q_utenza_accogli(rq->db, row->richiesta_utenza_id, form_version(rq), form_text(rq->form, "username"),
			form_date(rq->form, "formazione_il"), form_text(rq->form, "formazione_deroga"), token,
			setting_int("password_temporary_hours"), base, session_proof(rq->arena, words), &made));
	return redirect(rq, "/amministrazione/richieste-utenza?fatto=utenza-accolta");
}

struct error *utenza_esame_salva(struct request *rq)
{
	struct q_utenza_richieste *row;
	struct q_utenza_esamina done;

	TRY(open_request(rq, &row));
	if (!form_ok(rq->form))
		return show_one(rq, row);
	if (text_same(form_text(rq->form, "stato"), row->stato) && text_same(form_text(rq->form, "motivo"), row->motivo))
		return redirect(rq, "/amministrazione/richieste-utenza?fatto=niente-cambiato");
	if (strcmp(form_text(rq->form, "stato"), "accolta") == 0)
		return accept(rq, row);
	TRY(q_utenza_esamina(rq->db, row->richiesta_utenza_id, form_version(rq), form_text(rq->form, "stato"), form_text(rq->form, "motivo"), &done));
	return redirect(rq, "/amministrazione/richieste-utenza?fatto=utenza-esaminata");
}

/* ---- SPID of operators ---- */

static struct error *show_accounts(struct request *rq)
{
	struct q_operatori_spid *list;
	size_t count;

	TRY(q_operatori_spid(rq->db, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Utenze.%zu", i));
		page_int(node, "id", list[i].operatore_id.v);
		page_set(node, "nome", list[i].nome);
		page_set(node, "username", list[i].username);
		page_set(node, "servizi", list[i].servizi);
		page_set(node, "codice_fiscale", list[i].codice_fiscale);
	}
	audit(rq, "elenca", "operatore", 0, 0);
	amministrazione_path(rq, "SPID degli operatori", "spid", NULL);
	return page_send(rq, "utenze_spid", "SPID degli operatori");
}

struct error *utenze_spid(struct request *rq)
{
	return show_accounts(rq);
}

struct error *utenza_spid_collega(struct request *rq)
{
	const char *typed = fields_get(&rq->body, "codice_fiscale");
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, typed);
	struct q_operatore_spid_collega done;

	if (code->kind != CODICE_NONE && (code->kind != CODICE_FISCALE || code->fault != CODICE_RIGHT)) {
		notice(rq, "danger", "Non è stato collegato", code->sentence ? code->sentence : "Scrivi il codice fiscale di 16 caratteri.");
		TRY(show_accounts(rq));
		rq->web->status = 422;
		return NULL;
	}
	TRY(q_operatore_spid_collega(rq->db, PATH_ID(rq, operatore), code->kind == CODICE_NONE ? NULL : code->code, &done));
	if (!done.collegato) {
		notice(rq, "danger", "Non è stato collegato", "Questo codice fiscale apre già un’altra utenza.");
		TRY(show_accounts(rq));
		rq->web->status = 422;
		return NULL;
	}
	return redirect(rq, "/amministrazione/spid?fatto=%s", code->kind == CODICE_NONE ? "spid-scollegato" : "spid-collegato");
}
