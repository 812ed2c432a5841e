/*
 * The receipt of a domanda: number, date, who to whom, every answer and attachment as they were sent.
 * A page at once; a PDF that the queue makes once, when the domanda is sent.
 */
#include "domanda/domanda.h"

#include "base/log.h"
#include "base/settings.h"
#include "stampa/foglio.h"
#include "stampa/pdf.h"
#include "stampa/stampa.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define SECONDS_BETWEEN "3" /* two looks of the page while the PDF is made */

/* ---- made by the queue ---- */

static struct error *fill_attachments(struct request *rq, domanda_id id)
{
	struct q_ricevuta_allegati *list;
	size_t count;

	TRY(q_ricevuta_allegati(rq->db, id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Allegati.%zu", i));
		page_set(node, "oggetto", list[i].oggetto);
		page_set(node, "nome", list[i].nome_file);
		page_set(node, "grandezza", italian_bytes(rq->arena, list[i].byte));
	}
	return NULL;
}

/* *found false: it is not the author's who asked, any more. */
static struct error *fill(struct request *rq, domanda_id id, bool *found)
{
	struct q_domanda_mia_leggi row;

	TRY(q_domanda_mia_leggi(rq->db, id, &row, found));
	*found = *found && row.inviata_il;
	if (!*found)
		return NULL;
	page_set(rq->page, "Ambito.nome", setting_text("ambito_name"));
	page_set(rq->page, "Domanda.codice", row.codice);
	page_set(rq->page, "Domanda.titolo", row.titolo);
	page_set(rq->page, "Domanda.mittente", row.mittente);
	page_set(rq->page, "Domanda.ente", row.mittente_ente);
	page_set(rq->page, "Domanda.servizio", row.servizio);
	const char *sent = italian_instant_iso(rq->arena, row.inviata_il);
	page_set(rq->page, "Domanda.giorno", italian_date(rq->arena, sent));
	page_set(rq->page, "Domanda.ora", strlen(sent) >= 16 ? sent + 11 : "");
	TRY(domanda_riepilogo(rq, id, row.kind, row.utente_esterno_id.v ? "esterno" : "interno", NULL));
	return fill_attachments(rq, id);
}

static struct error *write_block(struct db *db, int64_t id, int64_t index, struct bytes sealed)
{
	return q_ricevuta_blocco_scrivi(db, (domanda_id){ id }, index, sealed);
}

static struct error *end_without(struct job *job, domanda_id id)
{
	log_line("event=receipt domanda=%" PRId64 " stato=fallita", id.v);
	return q_ricevuta_finita(job->db, id, "fallita", 0, (struct bytes){ NULL, 0 }, (struct bytes){ NULL, 0 }, NULL);
}

/* The page, read under the identity of who sent; *found false: not to be made, or not for them. */
static struct error *write_page(struct job *job, domanda_id id, struct text *html, bool *due, bool *found)
{
	struct q_ricevuta_da_fare row;
	struct session *session;

	*found = false;
	TRY(q_ricevuta_da_fare(job->db, id, &row));
	*due = row.da_fare;
	if (!*due)
		return NULL;
	TRY(session_of_job(job->db, job->arena, (lavoro_id){ job->id }, &session, found));
	if (!*found) /* who sent it was suspended or left meanwhile, and asks again when that is over */
		return NULL;
	struct request *rq = stampa_richiedente(job, session);
	TRY(fill(rq, id, found));
	return *found ? page_render(rq->page, "stampa/ricevuta", html) : NULL;
}

/* Nothing of the database is held while the child lays the page out. */
struct error *ricevuta_lavora(struct job *job)
{
	domanda_id id = { job_int(job, "domanda") };
	struct text *html = text_new(job->arena);
	struct bytes pdf = { NULL, 0 };
	bool due, found, made = false;
	struct foglio sheet;

	TRY(db_begin(job->db, false));
	TRY(write_page(job, id, html, &due, &found));
	TRY(db_commit(job->db));
	if (found)
		TRY(pdf_fai(job->arena, html, &pdf, &made));
	if (!due)
		return NULL;
	TRY(db_begin(job->db, false));
	if (!made)
		return end_without(job, id);
	TRY(foglio_chiudi(job->db, job->arena, id.v, pdf, write_block, &sheet));
	return q_ricevuta_finita(job->db, id, "pronta", sheet.byte, sheet.sum, sheet.key, sheet.master);
}

/* ---- its page ---- */

static struct error *show_pdf(struct request *rq, const struct domanda *d, bool *waiting)
{
	struct q_ricevuta_stato row = { 0 };
	bool found;

	TRY(q_ricevuta_stato(rq->db, d->id, &row, &found));
	page_setf(rq->page, "Ricevuta.url", "/self/%" PRId64 "/ricevuta", d->id.v);
	page_flag(rq->page, "Ricevuta.pronta", row.pronta);
	page_flag(rq->page, "Ricevuta.attesa", row.attesa);
	if (row.pronta)
		page_set(rq->page, "Ricevuta.grandezza", italian_bytes(rq->arena, row.byte));
	*waiting = row.attesa;
	return NULL;
}

struct error *self_ricevuta(struct request *rq)
{
	struct domanda *d;
	bool waiting;
	size_t files;

	TRY(domanda_apri_inviata(rq, &d));
	TRY(show_pdf(rq, d, &waiting));
	if (rq->wants_fragment) {
		/* the piece that says «not yet», again and again, tells nothing of anybody */
		web_of(rq)->action = NULL;
		return fragment_send(rq, "self_ricevuta_pezzo");
	}
	TRY(domanda_riepilogo(rq, d->id, d->row.kind, d->viewer, NULL));
	TRY(domanda_allegati_mostra(rq, d->id, arena_printf(rq->arena, "/self/%" PRId64 "/documenti", d->id.v), &files));
	if (waiting)
		page_set(rq->page, "Pagina.aggiorna", SECONDS_BETWEEN);
	audit(rq, "stampa", "domanda", d->id.v, d->row.soggetto_id.v);
	self_pagina(rq, "Ricevuta");
	return page_send(rq, "self_ricevuta", arena_printf(rq->arena, "Ricevuta %s", d->row.codice));
}

/* One that failed, or of a report that was sent before there were any. */
struct error *self_ricevuta_chiedi(struct request *rq)
{
	struct q_ricevuta_chiedi asked;
	struct domanda *d;

	TRY(domanda_apri_inviata(rq, &d));
	TRY(q_ricevuta_chiedi(rq->db, d->id, &asked));
	return redirect(rq, "/self/%" PRId64 "/ricevuta", d->id.v);
}

static struct error *read_block(struct db *db, int64_t id, int64_t index, struct bytes *sealed, bool *found)
{
	struct q_ricevuta_blocco_vedi row = { 0 };

	TRY(q_ricevuta_blocco_vedi(db, (domanda_id){ id }, index, &row, found));
	*sealed = row.dati;
	return NULL;
}

static struct error *deliver_block(struct db *db, const char *token, int64_t id, int64_t index, int64_t issued, const char *proof,
				   struct bytes *sealed)
{
	struct q_ricevuta_blocco_consegna row = { 0 };

	TRY(q_ricevuta_blocco_consegna(db, token, (domanda_id){ id }, index, issued, proof, &row));
	*sealed = row.dati;
	return NULL;
}

static const struct foglio_fonte blocks = { "ricevuta", read_block, deliver_block };

struct error *self_ricevuta_scarica(struct request *rq)
{
	struct q_ricevuta_stato row = { 0 };
	struct domanda *d;
	bool found;

	TRY(domanda_apri_inviata(rq, &d));
	TRY(q_ricevuta_stato(rq->db, d->id, &row, &found));
	if (!row.pronta)
		return error_raise(ERR_NOT_FOUND, "the receipt is not ready");
	const struct foglio sheet = { .id = d->id.v, .byte = row.byte, .key = row.chiave, .master = row.chiave_maestra };
	TRY(foglio_manda(rq, &sheet, &blocks, arena_printf(rq->arena, "Ricevuta-%s.pdf", d->row.codice)));
	audit(rq, "scarica", "domanda", d->id.v, d->row.soggetto_id.v);
	return NULL;
}
