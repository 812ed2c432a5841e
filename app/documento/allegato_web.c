/*
 * Attachments of a domanda: its author uploads them while it is a draft, or with an answer, and takes
 * them off; the receiving service reads them on its own page (documento_scarica).
 */
#include "documento/inside.h"
#include "documento/tipo.h"

#include "base/settings.h"
#include "domanda/domanda.h"

#include <inttypes.h>
#include <string.h>

struct error *domanda_allegati_mostra(struct request *rq, domanda_id id, const char *base, size_t *count)
{
	struct q_domanda_allegati *list;

	TRY(q_domanda_allegati(rq->db, id, &list, count));
	struct riga *lines = arena_array(rq->arena, *count + 1, sizeof(*lines));
	for (size_t i = 0; i < *count; i++)
		lines[i] = (struct riga){ .id = list[i].documento_id, .nome = list[i].nome_file, .oggetto = list[i].oggetto, .data = list[i].data,
					  .tipo = list[i].tipo, .stato = list[i].stato, .pdfa = list[i].pdfa, .mime = list[i].mime,
					  .esito = list[i].esito, .creato = list[i].creato_il, .byte = list[i].byte, .scrive = list[i].scrive };
	righe_mostra(rq, "Documenti", lines, *count);
	page_set(rq->page, "Allegati.base", base);
	return NULL;
}

/* Which part of the draft this is. */
static struct error *show_number(struct request *rq, struct domanda *d)
{
	TRY(domanda_leggi_parti(rq, d));
	for (size_t i = 0; i < d->part_count; i++)
		if (!d->parts[i].form_name)
			domanda_mostra_numero(rq, d, &d->parts[i]);
	return NULL;
}

static struct error *show(struct request *rq, struct domanda *d)
{
	size_t count;

	if (d->draft)
		TRY(show_number(rq, d));

	TRY(domanda_allegati_mostra(rq, d->id, arena_printf(rq->arena, "/self/%" PRId64 "/documenti", d->id.v), &count));
	page_flag(rq->page, "Allegati.scrive", d->draft || d->may_answer);
	page_set(rq->page, "Allegati.accetta", tipi_accettati(rq->arena));
	page_set(rq->page, "Allegati.massimo", italian_bytes(rq->arena, setting_int("external_document_max_bytes")));
	self_pagina(rq, "Documenti");
	return page_send(rq, "self_documenti", "Documenti");
}

struct error *self_documenti(struct request *rq)
{
	struct domanda *d;

	TRY(domanda_apri_mia(rq, &d));
	return show(rq, d);
}

struct error *self_documenti_carica(struct request *rq)
{
	struct domanda *d;

	TRY(domanda_apri_mia(rq, &d));
	if (!d->draft && !d->may_answer)
		return forbid(rq, "La segnalazione è già stata inviata: gli allegati non cambiano più. Se manca "
					"qualcosa, il servizio te lo chiede.",
					"what was sent does not change");
	struct arrivo where = { .domanda = d->id, .tipo = form_text(rq->form, "tipo") };
	if (form_ok(rq->form))
		TRY(documenti_controlla(rq, &where));
	if (!form_ok(rq->form))
		return show(rq, d);
	TRY(documenti_tieni(rq, &where));
	return redirect(rq, "/self/%" PRId64 "/documenti?fatto=self-allegati", d->id.v);
}

/* An attachment of one's own; the same answer for what is unknown and what is not for these eyes. */
static struct error *find(struct request *rq)
{
	struct q_allegato_apri row;
	bool found;

	TRY(q_allegato_apri(rq->db, PATH_ID(rq, documento), PATH_ID(rq, domanda), &row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such attachment of this author");
}

struct error *self_documento_scarica(struct request *rq)
{
	TRY(find(rq));
	return documento_scarica(rq);
}

struct error *self_documento_togli(struct request *rq)
{
	int64_t touched;

	TRY(find(rq));
	TRY(q_allegato_togli(rq->db, PATH_ID(rq, documento), PATH_ID(rq, domanda), &touched));
	if (!touched)
		return forbid(rq, "La segnalazione è già stata inviata: gli allegati non cambiano più. Se manca "
					"qualcosa, il servizio te lo chiede.",
					"what was sent does not change");
	return redirect(rq, "/self/%" PRId64 "/documenti?fatto=documento-tolto", PATH_ID(rq, domanda).v);
}
