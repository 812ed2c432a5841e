/*
 * «Le mie stampe»: the list, the page that waits for one, the file.
 */
#include "stampa/stampa.h"

#include "documento/blocco.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#define SECONDS_BETWEEN "3" /* two looks of the waiting page */

struct error *stampe_elenco(struct request *rq)
{
	audit(rq, "elenca", "stampa", 0, 0);
	crumb(rq, "Home", "/");
	crumb(rq, "Le mie stampe", NULL);
	TRY(q_stampa_elenco(rq->db, rows(rq, "Stampe")));
	return page_send(rq, "stampe", "Le mie stampe");
}

static struct error *find(struct request *rq, struct q_stampa_apri *row)
{
	bool found;

	TRY(q_stampa_apri(rq->db, PATH_ID(rq, stampa), row, &found));
	if (found)
		return NULL;
	audit(rq, "rifiuto", "stampa", PATH_ID(rq, stampa).v, 0);
	return error_raise(ERR_NOT_FOUND, "no such print, or one whose right has ended");
}

/* While it is being made the page looks again by itself: by its script a piece of it, without
 * script the whole (a refresh in <noscript>). */
struct error *stampa_vedi(struct request *rq)
{
	struct q_stampa_apri row;

	TRY(find(rq, &row));
	bool waiting = strcmp(row.stato, "in_coda") == 0, ready = strcmp(row.stato, "pronta") == 0;
	page_int(rq->page, "Stampa.id", row.stampa_id.v);
	page_set(rq->page, "Stampa.titolo", row.titolo);
	page_set(rq->page, "Stampa.stato", row.stato);
	page_set(rq->page, "Stampa.chiesta", italian_instant(rq->arena, row.chiesta_il, (int64_t)time(NULL)));
	page_flag(rq->page, "Stampa.attesa", waiting);
	page_flag(rq->page, "Stampa.pronta", ready);
	if (ready) {
		page_set(rq->page, "Stampa.grandezza", italian_bytes(rq->arena, row.byte));
		page_set(rq->page, "Stampa.scade", italian_instant(rq->arena, row.scade_il, (int64_t)time(NULL)));
	}
	/* the piece that says «not yet», again and again, tells nothing of anybody */
	if (!waiting || !rq->wants_fragment)
		audit(rq, "apri", "stampa", row.stampa_id.v, row.soggetto_id.v);
	if (rq->wants_fragment)
		return fragment_send(rq, "stampa_pezzo");
	if (waiting)
		page_set(rq->page, "Pagina.aggiorna", SECONDS_BETWEEN);
	crumb(rq, "Home", "/");
	crumb(rq, "Le mie stampe", "/stampe");
	crumb(rq, row.titolo, NULL);
	return page_send(rq, "stampa_vedi", row.titolo);
}

/* ---- the file ---- */

struct whole {
	unsigned char *data;
	size_t size, at;
};

static struct error *read_on(void *source, unsigned char *buffer, size_t size, size_t *written)
{
	struct whole *whole = source;
	size_t left = whole->size - whole->at;

	*written = left < size ? left : size;
	memcpy(buffer, whole->data + whole->at, *written);
	whole->at += *written;
	return NULL;
}

static void wipe(void *object)
{
	struct whole *whole = object;

	sodium_memzero(whole->data, whole->size);
}

/* A print is small beside a document (setting print_max_bytes): it is opened whole before the
 * first byte leaves, so that one that was altered never begins to. */
static struct error *open_blocks(struct request *rq, const struct q_stampa_apri *row, struct whole *whole)
{
	unsigned char key[CHIAVE_BYTE];
	int64_t count = blocco_quanti(row->byte);
	struct error *err = chiave_apri(row->chiave, row->chiave_maestra, key);

	for (int64_t i = 0; !err && i < count; i++) {
		struct q_stampa_blocco_vedi block = { 0 };
		size_t size = 0;
		bool found;
		err = q_stampa_blocco_vedi(rq->db, row->stampa_id, i, &block, &found);
		if (!err)
			err = blocco_apri(key, row->stampa_id.v, i, i == count - 1, block.dati, whole->data + whole->size, &size);
		if (!err && size != blocco_misura(row->byte, i))
			err = error_raise(ERR_BUG, "block %lld of print %lld has another size", (long long)i, (long long)row->stampa_id.v);
		whole->size += size;
	}
	sodium_memzero(key, sizeof(key));
	return error_pass(err);
}

struct error *stampa_scarica(struct request *rq)
{
	struct response *response = rq->response;
	struct q_stampa_apri row;

	TRY(find(rq, &row));
	if (strcmp(row.stato, "pronta") != 0)
		return error_raise(ERR_GONE, "the print is not ready, or no more");
	struct whole *whole = arena_alloc(rq->arena, sizeof(*whole));
	*whole = (struct whole){ .data = arena_alloc(rq->arena, (size_t)row.byte + BLOCCO_IN_PIU) };
	arena_hook(rq->arena, wipe, whole);
	TRY(open_blocks(rq, &row, whole));
	audit(rq, "scarica", "stampa", row.stampa_id.v, row.soggetto_id.v);
	response->content_type = "application/pdf";
	response_header(response, "Content-Disposition", response_disposition(rq->arena, "attachment", row.nome_file));
	response_header(response, "Content-Security-Policy", "sandbox");
	response->reader = read_on;
	response->reader_source = whole;
	response->reader_length = (int64_t)whole->size;
	rq->web->sent = true;
	return NULL;
}

struct error *stampa_togli(struct request *rq)
{
	struct q_stampa_togli row;
	struct q_stampa_apri print;

	TRY(find(rq, &print));
	TRY(q_stampa_togli(rq->db, print.stampa_id, &row));
	return redirect(rq, "/stampe?fatto=stampa-tolta");
}
