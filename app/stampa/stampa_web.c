/*
 * «Le mie stampe»: the list, the page that waits for one, the file.
 */
#include "stampa/stampa.h"

#include "stampa/foglio.h"

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
	if (waiting && row.totale)
		page_setf(rq->page, "Stampa.avanzamento", "%lld pratiche su %lld", (long long)row.fatte, (long long)row.totale);
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

static struct error *read_block(struct db *db, int64_t id, int64_t index, struct bytes *sealed, bool *found)
{
	struct q_stampa_blocco_vedi row = { 0 };

	TRY(q_stampa_blocco_vedi(db, (stampa_id){ id }, index, &row, found));
	*sealed = row.dati;
	return NULL;
}

static struct error *deliver_block(struct db *db, const char *token, int64_t id, int64_t index, int64_t issued, const char *proof,
				   struct bytes *sealed)
{
	struct q_stampa_blocco_consegna row = { 0 };

	TRY(q_stampa_blocco_consegna(db, token, (stampa_id){ id }, index, issued, proof, &row));
	*sealed = row.dati;
	return NULL;
}

static const struct foglio_fonte blocks = { "stampa", read_block, deliver_block };

struct error *stampa_scarica(struct request *rq)
{
	struct q_stampa_apri row;

	TRY(find(rq, &row));
	if (strcmp(row.stato, "pronta") != 0)
		return error_raise(ERR_GONE, "the print is not ready, or no more");
	const struct foglio sheet = { .id = row.stampa_id.v, .byte = row.byte, .key = row.chiave, .master = row.chiave_maestra };
	TRY(foglio_manda(rq, &sheet, &blocks, row.nome_file));
	audit(rq, "scarica", "stampa", row.stampa_id.v, row.soggetto_id.v);
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
