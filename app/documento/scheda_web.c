/*
 * One document: its bytes, its card, taking it off the list.
 */
#include "documento/inside.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

/* Seen by this operator, with its row of the register; ERR_NOT_FOUND is the same for what is
 * unknown and for what is not for these eyes (AZ-5). */
static struct error *open_document(struct request *rq, const char *action, struct q_documento_apri *d)
{
	bool found;

	TRY(q_documento_apri(rq->db, PATH_ID(rq, documento), d, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such document for this operator");
	audit(rq, action, "documento", d->documento_id.v, d->soggetto_id.v);
	return NULL;
}

static struct error *open_to_write(struct request *rq, struct q_documento_apri *d)
{
	TRY(open_document(rq, "apri", d));
	return d->scrive ? NULL : forbid(rq, "Il documento è di una pratica che per te è in sola lettura: chiedi a chi la segue.",
					 "the case of the document is not written by this operator");
}

struct error *documento_scarica(struct request *rq)
{
	struct q_documento_apri d;

	TRY(open_document(rq, "scarica", &d));
	if (strcmp(d.stato, "infetto") == 0 || strcmp(d.stato, "rifiutato") == 0)
		return error_raise(ERR_NOT_FOUND, "a refused document has no bytes");
	return scarica(rq, &d);
}

/* Where the list is to which the document belongs. */
static const char *list_of(struct request *rq, const struct q_documento_apri *d)
{
	if (d->richiesta_id.v)
		return arena_printf(rq->arena, "/richieste/%" PRId64, d->richiesta_id.v);
	if (d->pratica_id.v)
		return arena_printf(rq->arena, "/pratiche/%" PRId64 "/documenti", d->pratica_id.v);
	if (d->domanda_id.v)
		return arena_printf(rq->arena, "/domande/%" PRId64, d->domanda_id.v);
	return d->percorso;
}

static void show_path(struct request *rq, const struct q_documento_apri *d)
{
	crumb(rq, "Home", "/");
	if (d->domanda_id.v) {
		crumb(rq, d->codice ? d->codice : "Segnalazione", list_of(rq, d));
	} else if (d->richiesta_id.v) {
		crumb(rq, "Domande e Richieste", "/richieste");
		crumb(rq, d->richiesta_codice, list_of(rq, d));
	} else if (d->codice) {
		crumb(rq, d->codice, arena_printf(rq->arena, "/pratiche/%" PRId64, d->pratica_id.v));
		crumb(rq, "Documenti", list_of(rq, d));
	} else {
		crumb(rq, "Bozza", d->percorso);
	}
	crumb(rq, d->oggetto, NULL);
}

static struct error *show_card(struct request *rq, const struct q_documento_apri *d)
{
	int64_t now = (int64_t)time(NULL);
	const char *kind, *words = stato_parole(d->stato, &kind);
	bool gone = strcmp(d->stato, "infetto") == 0 || strcmp(d->stato, "rifiutato") == 0;

	show_path(rq, d);
	page_int(rq->page, "Documento.id", d->documento_id.v);
	page_set(rq->page, "Documento.nome", d->nome_file);
	page_set(rq->page, "Documento.oggetto", d->oggetto);
	page_set(rq->page, "Documento.data", italian_date(rq->arena, d->data));
	page_set(rq->page, "Documento.tipo", d->tipo_nome ? d->tipo_nome : "");
	page_set(rq->page, "Documento.grandezza", italian_bytes(rq->arena, d->byte));
	page_set(rq->page, "Documento.stato", words);
	page_set(rq->page, "Documento.stato_tipo", kind);
	page_set(rq->page, "Documento.pdfa", d->pdfa ? d->pdfa : "");
	page_set(rq->page, "Documento.esito", d->esito ? d->esito : "");
	page_set(rq->page, "Documento.impronta", d->impronta ? d->impronta : "");
	page_set(rq->page, "Documento.autore", d->autore ? d->autore : "");
	page_set(rq->page, "Documento.creato", italian_instant(rq->arena, d->creato_il, now));
	if (d->controllato_il)
		page_set(rq->page, "Documento.controllato", italian_instant(rq->arena, d->controllato_il, now));
	page_flag(rq->page, "Documento.si_apre", !gone);
	page_flag(rq->page, "Documento.scrive", d->scrive);
	if (d->scrive)
		TRY(q_etichette_del_servizio(rq->db, rows(rq, "Etichette")));
	form_cancel(rq, list_of(rq, d));
	return page_send(rq, "documento_scheda", d->oggetto);
}

static struct error *fill_form(struct request *rq, struct form *form, const struct q_documento_apri *d)
{
	struct q_documento_etichette tags;

	TRY(q_documento_etichette(rq->db, d->documento_id, &tags));
	form_set(form, "etichette", tags.parole);
	form_set(form, "oggetto", d->oggetto);
	form_set(form, "data", d->data);
	form_set(form, "tipo", d->tipo);
	form_set(form, "scade_il", d->scade_il);
	return NULL;
}

struct error *documento_scheda(struct request *rq)
{
	struct q_documento_apri d;

	TRY(open_document(rq, "apri", &d));
	TRY(fill_form(rq, rq->form, &d));
	form_set_version(rq, d.versione);
	return show_card(rq, &d);
}

/* Somebody saved the card meanwhile: both, side by side. */
static struct error *show_conflict(struct request *rq, const struct q_documento_apri *d)
{
	struct form *stored;

	TRY(form_open(rq, "documento", &stored));
	TRY(fill_form(rq, stored, d));
	show_path(rq, d);
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", d->versione);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	audit(rq, "apri", "documento", d->documento_id.v, d->soggetto_id.v);
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi la scheda è cambiata");
}

struct error *documento_scheda_salva(struct request *rq)
{
	struct q_documento_apri d;
	int64_t touched = 0;

	TRY(open_to_write(rq, &d));
	if (!form_ok(rq->form))
		return show_card(rq, &d);
	TRY(q_documento_scheda_salva(rq->db, form_text(rq->form, "oggetto"), form_date(rq->form, "data"), form_text(rq->form, "tipo"),
				     form_date(rq->form, "scade_il"), d.documento_id, form_version(rq), &touched));
	if (!touched)
		return show_conflict(rq, &d);
	TRY(q_documento_etichette_togli(rq->db, d.documento_id, form_text(rq->form, "etichette")));
	TRY(q_documento_etichette_metti(rq->db, d.documento_id, form_text(rq->form, "etichette")));
	return redirect(rq, "%s", path_with(rq, list_of(rq, &d), "fatto", "documento-salvato"));
}

/* ---- off the list ---- */

static struct error *show_remove(struct request *rq, const struct q_documento_apri *d)
{
	show_path(rq, d);
	page_set(rq->page, "Modulo.salva", "Togli il documento");
	form_cancel(rq, list_of(rq, d));
	return page_send(rq, "modulo", arena_printf(rq->arena, "Togli «%s»", d->oggetto));
}

struct error *documento_togli(struct request *rq)
{
	struct q_documento_apri d;

	TRY(open_to_write(rq, &d));
	return show_remove(rq, &d);
}

struct error *documento_togli_fai(struct request *rq)
{
	struct q_documento_apri d;
	int64_t touched = 0;

	TRY(open_to_write(rq, &d));
	if (!form_ok(rq->form))
		return show_remove(rq, &d);
	TRY(q_documento_togli(rq->db, form_text(rq->form, "motivo"), d.documento_id, &touched));
	if (!touched)
		return error_raise(ERR_CONFLICT, "the document was removed meanwhile");
	return redirect(rq, "%s", path_with(rq, list_of(rq, &d), "fatto", "documento-tolto"));
}
