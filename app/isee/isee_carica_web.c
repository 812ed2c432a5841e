/*
 * The XML of INPS: sent, read by the worker while the page waits, looked at, taken over.
 */
#include "isee/isee.h"

#include "soggetto/scheda.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define REFRESH_SECONDS "2"

/* ---- sending ---- */

static const struct upload *sent_file(struct request *rq)
{
	for (size_t i = 0; i < rq->upload_count; i++)
		if (strcmp(rq->uploads[i].field, "attestazione") == 0 && rq->uploads[i].size)
			return &rq->uploads[i];
	return NULL;
}

static struct error *read_file(struct request *rq, const struct upload *file, struct bytes *bytes)
{
	unsigned char *data = arena_alloc(rq->arena, (size_t)file->size);

	if (!rq->body_file || fseeko(rq->body_file, file->offset, SEEK_SET) ||
	    fread(data, 1, (size_t)file->size, rq->body_file) != (size_t)file->size)
		return error_raise(ERR_BUG, "the spooled body ended before its time");
	*bytes = (struct bytes){ data, (size_t)file->size };
	return NULL;
}

struct error *isee_carica(struct request *rq)
{
	struct scheda *person;
	struct q_isee_seguito row;
	struct q_isee_carica made;
	struct bytes bytes;

	TRY(soggetto_open(rq, "isee", &person));
	if (!person) /* whose service has nothing with the person follows no case either */
		return forbid(rq, ISEE_NON_SEGUITA, "no case of this person that one writes");
	TRY(q_isee_seguito(rq->db, person->id, &row));
	if (!row.scrive)
		return forbid(rq, ISEE_NON_SEGUITA, "no case of this person that one writes");
	const struct upload *file = sent_file(rq);
	if (!file)
		form_error(rq->form, "attestazione", "Scegli il file XML, poi premi «Leggi il file»");
	else if (file->size > (int64_t)ISEE_XML_LARGEST)
		form_error(rq->form, "attestazione", "Il file è troppo grande: un’attestazione ISEE non supera 1 MB");
	if (!form_ok(rq->form)) {
		TRY(q_isee_elenco(rq->db, person->id, rows(rq, "Isee")));
		TRY(db_wait(rq->db));
		page_flag(rq->page, "Isee_vede", true);
		page_flag(rq->page, "Isee_scrive", true);
		return page_send(rq, "isee_soggetto", arena_printf(rq->arena, "ISEE di %s", person->name));
	}
	TRY(read_file(rq, file, &bytes));
	TRY(q_isee_carica(rq->db, person->id, bytes, &made));
	return redirect(rq, "/isee/letture/%lld", (long long)made.isee_lettura_id.v);
}

/* ---- what was read ---- */

static struct error *find(struct request *rq, struct q_isee_lettura_vedi *row)
{
	bool found;

	TRY(q_isee_lettura_vedi(rq->db, PATH_ID(rq, isee_lettura), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such reading of this operator");
}

static struct error *fill_read(struct request *rq, const struct q_isee_lettura_vedi *row)
{
	page_set(rq->page, "Lettura.protocollo", row->protocollo);
	page_set(rq->page, "Lettura.presentata_il", row->presentata_il ? italian_date(rq->arena, row->presentata_il) : NULL);
	page_set(rq->page, "Lettura.valida_fino", row->valida_fino ? italian_date(rq->arena, row->valida_fino) : NULL);
	page_flag(rq->page, "Lettura.difformita", row->difformita);
	page_flag(rq->page, "Lettura.nomina", row->nomina);
	TRY(q_isee_lettura_indicatori(rq->db, row->isee_lettura_id, rows(rq, "Indicatori")));
	return q_isee_lettura_componenti(rq->db, row->isee_lettura_id, rows(rq, "Componenti"));
}

static struct error *show(struct request *rq, const struct q_isee_lettura_vedi *row)
{
	const char *name = arena_printf(rq->arena, "%s %s", row->cognome, row->nome);
	bool waiting = strcmp(row->stato, "in_attesa") == 0;

	TRY(fill_read(rq, row));
	TRY(db_wait(rq->db));
	page_int(rq->page, "Lettura.id", row->isee_lettura_id.v);
	page_set(rq->page, "Lettura.stato", row->stato);
	page_set(rq->page, "Lettura.motivo", row->motivo);
	page_set(rq->page, "Lettura.nome", name);
	page_int(rq->page, "Lettura.soggetto", row->soggetto_id.v);
	if (waiting)
		response_header(rq->response, "Refresh", REFRESH_SECONDS);
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, name, arena_printf(rq->arena, "/soggetti/%lld", (long long)row->soggetto_id.v));
	crumb(rq, "ISEE", arena_printf(rq->arena, "/soggetti/%lld/isee", (long long)row->soggetto_id.v));
	crumb(rq, "File dell’INPS", NULL);
	audit(rq, "apri", "isee_lettura", row->isee_lettura_id.v, row->soggetto_id.v);
	return page_send(rq, "isee_lettura", waiting ? "Leggo il file" : "Che cosa c’è nel file");
}

struct error *isee_lettura(struct request *rq)
{
	struct q_isee_lettura_vedi row;

	TRY(find(rq, &row));
	return show(rq, &row);
}

struct error *isee_lettura_conferma(struct request *rq)
{
	struct q_isee_lettura_vedi row;
	struct q_isee_conferma done;

	TRY(find(rq, &row));
	if (!row.nomina)
		form_error(rq->form, NULL, "L’attestazione non nomina %s %s: apri la scheda della persona giusta e caricala lì", row.cognome,
			   row.nome);
	if (!form_ok(rq->form) || strcmp(row.stato, "letta") != 0 || !row.protocollo)
		return show(rq, &row);
	TRY(q_isee_conferma(rq->db, row.isee_lettura_id, &done));
	return redirect(rq, "/soggetti/%lld/isee?fatto=isee-letto", (long long)row.soggetto_id.v);
}
