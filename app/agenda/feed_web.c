/*
 * The agenda in the calendar of a telephone: a secret address, made, renewed and revoked by its
 * operator, and what it gives out, which names nobody.
 */
#include "agenda/inside.h"

#include "base/log.h"
#include "base/settings.h"
#include "door/calendar.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

/* ---- the page ---- */

static struct error *show(struct request *rq, const char *secret)
{
	struct q_agenda_collegamento row;
	bool found;

	TRY(q_agenda_collegamento(rq->db, &row, &found));
	page_set(rq->page, "Pagina.area", "agenda");
	crumb(rq, "Home", "/");
	crumb(rq, "Agenda", "/agenda");
	crumb(rq, "Calendario del telefono", NULL);
	page_flag(rq->page, "Calendario.attivo", found);
	if (found) {
		page_set(rq->page, "Calendario.creato", italian_instant(rq->arena, row.creato_il, (int64_t)time(NULL)));
		page_set(rq->page, "Calendario.letto", row.letto_il ? italian_instant(rq->arena, row.letto_il, (int64_t)time(NULL)) : "");
	}
	if (secret)
		page_setf(rq->page, "Calendario.indirizzo", "%s/agenda/%s.ics", setting_text("public_url"), secret);
	return page_send(rq, "agenda_calendario", "Calendario del telefono");
}

struct error *agenda_calendario(struct request *rq)
{
	return show(rq, NULL);
}

/*
 * «Crea» and «Rinnova» show the address once, on this very answer: only its hash is kept, so there
 * is no page to be led to that could show it.
 */
struct error *agenda_calendario_crea(struct request *rq)
{
	unsigned char random[32];

	randombytes_buf(random, sizeof(random));
	const char *secret = text_hex(rq->arena, random, sizeof(random));
	sodium_memzero(random, sizeof(random));
	TRY(q_agenda_collega(rq->db, secret));
	return show(rq, secret);
}

struct error *agenda_calendario_revoca(struct request *rq)
{
	TRY(q_agenda_collega(rq->db, NULL));
	return redirect(rq, "/agenda/calendario?fatto=calendario-revocato");
}

/* ---- the feed ---- */

static struct error *fill(struct request *rq, const char *secret)
{
	struct q_agenda_ics_righe *rows;
	size_t count;
	const char *text;

	TRY(q_agenda_ics_righe(rq->db, secret, &rows, &count));
	struct calendar *calendar = calendar_new(rq->arena, "Agenda SIZ");
	for (size_t i = 0; i < count; i++)
		calendar_add(calendar, rows[i].chiave, rows[i].inizio, rows[i].fine, rows[i].sommario, rows[i].scritto);
	TRY(calendar_text(calendar, &text));
	rq->response->content_type = "text/calendar; charset=utf-8";
	text_add(rq->response->body, text);
	return NULL;
}

/* GET /agenda/{secret}.ics, without a session.  The reading is counted and registered before a byte
 * leaves: so this GET writes, in a transaction of its own. */
struct error *agenda_ics(struct request *rq)
{
	struct q_agenda_ics_apri row;

	TRY(db_commit(rq->db));
	TRY(db_begin(rq->db, false));
	TRY(q_agenda_ics_apri(rq->db, rq->path_word, rq->remote_address, rq->id, &row));
	TRY(db_commit(rq->db));
	TRY(db_begin(rq->db, true));
	if (strcmp(row.esito, "nessuno") == 0)
		return error_raise(ERR_NOT_FOUND, "no calendar has that address");
	rq->web->sent = true;
	if (strcmp(row.esito, "troppe") == 0) {
		log_line("event=calendar_too_often rq=%s", rq->id);
		rq->response->status = 429;
		rq->response->content_type = "text/plain; charset=utf-8";
		response_header(rq->response, "Retry-After", "3600");
		text_add(rq->response->body, "Troppe letture: riprova tra un’ora.\n");
		return NULL;
	}
	return fill(rq, rq->path_word);
}
