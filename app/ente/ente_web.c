/*
 * Bodies outside the Ambito: declared once by who reports for them, approved or refused by the
 * receiving service (SELF-01).
 */
#include "domanda/domanda.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

/* ---- of the external user ---- */

static void tag_of(struct page *node, const char *state)
{
	bool good = strcmp(state, "approvato") == 0, bad = strcmp(state, "rifiutato") == 0;

	page_set(node, "stato", good ? "Approvato" : bad ? "Rifiutato" : "Da verificare");
	page_set(node, "stato_tipo", good ? "ok" : bad ? "no" : "attesa");
}

static struct error *show_mine(struct request *rq)
{
	struct q_enti_miei *list;
	size_t count;

	TRY(q_enti_miei(rq->db, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Enti.%zu", i));
		page_set(node, "nome", list[i].denominazione);
		page_set(node, "tipo", list[i].tipo_nome);
		page_set(node, "comune", list[i].comune);
		page_set(node, "qualifica", list[i].qualifica);
		page_set(node, "motivo", list[i].motivo);
		tag_of(node, list[i].stato);
	}
	page_set(rq->page, "Modulo.salva", "Registra l’ente");
	self_pagina(rq, "I tuoi enti");
	return page_send(rq, "self_ente", count ? "I tuoi enti" : "Per quale ente segnali?");
}

struct error *ente_miei(struct request *rq)
{
	return show_mine(rq);
}

struct error *ente_dichiara(struct request *rq)
{
	struct form *f = rq->form;
	struct q_ente_dichiara made;

	if (!form_ok(f))
		return show_mine(rq);
	TRY(q_ente_dichiara(rq->db, form_text(f, "tipo"), form_text(f, "denominazione"), form_text(f, "comune"), form_text(f, "telefono"),
			    form_text(f, "email"), form_text(f, "qualifica"), &made));
	return redirect(rq, "/self?fatto=ente-dichiarato");
}

/* ---- of the receiving service ---- */

static void show_row(struct request *rq, struct page *node, const struct q_enti_elenco *row)
{
	int64_t now = (int64_t)time(NULL);

	page_int(node, "id", row->utente_ente_id.v);
	page_set(node, "ente", row->ente);
	page_set(node, "tipo", row->tipo);
	page_set(node, "comune", row->comune);
	page_set(node, "telefono", row->telefono);
	page_set(node, "email", row->email);
	page_set(node, "persona", row->persona);
	page_set(node, "persona_email", row->persona_email);
	page_set(node, "qualifica", row->qualifica);
	page_set(node, "motivo", row->motivo);
	page_set(node, "creato", italian_instant(rq->arena, row->creato_il, now));
	page_int(node, "segnalazioni", row->segnalazioni);
	page_flag(node, "ente_approvato", row->ente_approvato);
	if (row->esaminato_il)
		page_setf(node, "esaminato", "%s, %s", row->esaminato_da ? row->esaminato_da : "",
			  italian_instant(rq->arena, row->esaminato_il, now));
	tag_of(node, row->stato);
}

static void show_frame(struct request *rq, const char *last)
{
	page_set(rq->page, "Pagina.area", "enti");
	crumb(rq, "Home", "/");
	crumb(rq, "Avvisi e Graduatorie", "/avvisi");
	crumb(rq, "Enti esterni", last ? "/enti-esterni" : NULL);
	if (last)
		crumb(rq, last, NULL);
}

struct error *enti_elenco(struct request *rq)
{
	struct q_enti_elenco *list;
	size_t count;

	TRY(q_enti_elenco(rq->db, (utente_ente_id){ 0 }, &list, &count));
	for (size_t i = 0; i < count; i++)
		show_row(rq, page_node(rq->page, arena_printf(rq->arena, "Enti.%zu", i)), &list[i]);
	page_flag(rq->page, "Elenco.pieno", count > 0);
	audit(rq, "elenca", "utente_ente", 0, 0);
	show_frame(rq, NULL);
	return page_send(rq, "enti_elenco", "Enti esterni");
}

/* Who reports for the same body, this person among them. */
static struct error *show_people(struct request *rq, utente_ente_id id)
{
	struct q_ente_persone *people;
	size_t count;

	TRY(q_ente_persone(rq->db, id, &people, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Persone.%zu", i));

		page_int(node, "id", people[i].utente_ente_id.v);
		page_set(node, "nome", people[i].persona);
		page_set(node, "qualifica", people[i].qualifica);
		page_int(node, "segnalazioni", people[i].segnalazioni);
		page_flag(node, "questa", people[i].utente_ente_id.v == id.v);
		tag_of(node, people[i].stato);
	}
	return NULL;
}

static struct error *show_one(struct request *rq, const struct q_enti_elenco *row)
{
	show_row(rq, page_node(rq->page, "Ente"), row);
	TRY(show_people(rq, row->utente_ente_id));
	form_cancel(rq, "/enti-esterni");
	page_set(rq->page, "Modulo.salva", "Registra l’esito");
	audit(rq, "apri", "utente_ente", row->utente_ente_id.v, 0);
	show_frame(rq, row->ente);
	return page_send(rq, "ente_esame", row->ente);
}

static struct error *open_one(struct request *rq, struct q_enti_elenco **row)
{
	size_t count;

	TRY(q_enti_elenco(rq->db, PATH_ID(rq, utente_ente), row, &count));
	return count ? NULL : error_raise(ERR_NOT_FOUND, "no such body for this service");
}

struct error *ente_esame(struct request *rq)
{
	struct q_enti_elenco *row;

	TRY(open_one(rq, &row));
	if (strcmp(row->stato, "da_verificare") != 0)
		form_set(rq->form, "stato", row->stato);
	form_set(rq->form, "motivo", row->motivo);
	form_set_version(rq, row->versione);
	return show_one(rq, row);
}

struct error *ente_esame_salva(struct request *rq)
{
	struct q_enti_elenco *row;
	struct q_ente_esamina done;
	bool refused;

	TRY(open_one(rq, &row));
	if (!form_ok(rq->form))
		return show_one(rq, row);
	refused = strcmp(form_text(rq->form, "stato"), "rifiutato") == 0;
	if (text_same(form_text(rq->form, "stato"), row->stato) && (!refused || text_same(form_text(rq->form, "motivo"), row->motivo)))
		return redirect(rq, "/enti-esterni?fatto=niente-cambiato");
	TRY(q_ente_esamina(rq->db, row->utente_ente_id, form_version(rq), form_text(rq->form, "stato"),
			   refused ? form_text(rq->form, "motivo") : NULL, &done));
	return redirect(rq, "/enti-esterni?fatto=ente-esaminato");
}

/* ---- the body itself, with all its people ---- */

static struct error *show_revocation(struct request *rq, const struct q_enti_elenco *row)
{
	show_row(rq, page_node(rq->page, "Ente"), row);
	TRY(show_people(rq, row->utente_ente_id));
	form_cancel(rq, arena_printf(rq->arena, "/enti-esterni/%" PRId64, row->utente_ente_id.v));
	page_set(rq->page, "Modulo.salva", "Revoca l’ente");
	audit(rq, "apri", "utente_ente", row->utente_ente_id.v, 0);
	show_frame(rq, row->ente);
	return page_send(rq, "ente_revoca", arena_printf(rq->arena, "Revocare %s", row->ente));
}

struct error *ente_revoca(struct request *rq)
{
	struct q_enti_elenco *row;

	TRY(open_one(rq, &row));
	return show_revocation(rq, row);
}

struct error *ente_revoca_fai(struct request *rq)
{
	struct q_enti_elenco *row;
	struct q_ente_revoca done;

	TRY(open_one(rq, &row));
	if (!form_ok(rq->form))
		return show_revocation(rq, row);
	TRY(q_ente_revoca(rq->db, row->utente_ente_id, form_text(rq->form, "motivo"), &done));
	return redirect(rq, "/enti-esterni?fatto=ente-revocato");
}
