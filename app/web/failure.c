/*
 * Errors become pages: what happened, why, what to do.  The full story goes to the log under a
 * code that the page shows (IN-12); neither shows personal data.
 */
#include "web/inside.h"

#include "base/log.h"
#include "base/settings.h"

#include <string.h>

/* One line a family: status, page, and the words of the register. */
static const struct outcome {
	int status;
	const char *template, *title, *outcome;
} outcomes[ERR_KINDS] = {
	[ERR_BUG] = { 500, "errore", "Qualcosa non ha funzionato", "errore" },
	[ERR_BAD_REQUEST] = { 400, "richiesta_non_valida", "Il browser ha mandato una richiesta che non possiamo leggere", "non valida" },
	[ERR_TOO_LARGE] = { 413, "troppo_grande", "Quello che hai inviato è troppo grande", "troppo grande" },
	[ERR_NOT_FOUND] = { 404, "non_trovata", "Questa pagina non c’è", "non trovata" },
	[ERR_METHOD] = { 405, "non_trovata", "Questa pagina non c’è", "metodo" },
	[ERR_FORBIDDEN] = { 403, "vietata", "Il tuo ruolo non può fare questa operazione", "rifiutata" },
	[ERR_SESSION] = { 401, "sessione_scaduta", "La sessione è scaduta", "sessione" },
	[ERR_CONFLICT] = { 409, "gia_cambiata", "Qualcuno ha salvato prima di te", "conflitto" },
	[ERR_GONE] = { 410, "non_piu", "Questo collegamento non vale più", "scaduto" },
	[ERR_BUSY] = { 503, "occupato", "In questo momento non riusciamo a rispondere", "occupato" },
	[ERR_CONSTRAINT] = { 500, "errore", "Qualcosa non ha funzionato", "errore" },
};

/* A refusal is in the register too (AUD-1); if even that fails, the page says busy. */
static void register_failure(struct request *rq, enum error_kind kind)
{
	struct web *web = rq->web;

	if (kind == ERR_BUSY || kind == ERR_BUG || !rq->route || !rq->session->operator.v)
		return;
	if (!web->action)
		audit(rq, "rifiuto", NULL, 0, 0);
	web->outcome = outcomes[kind].outcome;
	struct error *err = register_request(rq);
	if (!err)
		err = db_wait(rq->db);
	if (err)
		error_log(err, rq->id);
	error_free(err);
}

static void last_resort(struct request *rq)
{
	rq->response->status = 500;
	rq->response->content_type = "text/plain; charset=utf-8";
	rq->response->body = text_new(rq->arena);
	text_addf(rq->response->body, "Qualcosa non ha funzionato. Riprova tra qualche minuto. Codice: %.8s\n", rq->id);
}

void failure_answer(struct request *rq, struct error *err)
{
	const struct error *cause = err ? err : rq->failure;
	enum error_kind kind = error_kind(cause);
	const struct outcome *outcome = &outcomes[kind];

	if (kind == ERR_BUG || kind == ERR_CONSTRAINT || kind == ERR_BUSY)
		error_log(cause, rq->id);
	if (err) {
		db_rollback(rq->db);
		register_failure(rq, kind);
	}
	/* what the handler had put on the page stays there for the conflict page only */
	if (kind != ERR_CONFLICT || !rq->web->template)
		rq->page = page_new(rq->arena);
	rq->response->body = text_new(rq->arena);
	rq->response->reader = NULL;
	rq->web->fragment = false;
	page_set(rq->page, "Pagina.titolo", outcome->title);
	page_setf(rq->page, "Errore.codice", "%.8s", rq->id);
	frame_fill(rq);
	struct error *bad = page_render(rq->page, outcome->template, rq->response->body);
	if (bad) {
		error_log(bad, rq->id);
		error_free(bad);
		last_resort(rq);
	} else {
		rq->response->status = outcome->status;
	}
	if (outcome->status == 503)
		response_header(rq->response, "Retry-After", "10");
	error_free(err);
}
