/*
 * Errors become pages: what happened, why, what to do.  The full story goes to the log under a
 * code that the page shows (IN-12); neither shows personal data.
 */
#include "web/inside.h"

#include "base/log.h"
#include "base/settings.h"

#include <string.h>

/* One line a family: status, page, title, what to do, where to, and the word of the register. */
static const struct outcome {
	int status;
	const char *template, *title, *text, *url, *url_text, *outcome;
} outcomes[ERR_KINDS] = {
	[ERR_BUG] = { 500, "errore", "Qualcosa non ha funzionato", NULL, NULL, NULL, "errore" },
	[ERR_CONSTRAINT] = { 500, "errore", "Qualcosa non ha funzionato", NULL, NULL, NULL, "errore" },
	[ERR_BAD_REQUEST] = { 400, "richiesta_errata", "La richiesta non si può leggere",
			      "Il browser ha mandato dati che non riconosciamo. Torna indietro, ricarica la pagina e riprova.",
			      NULL, NULL, "non valida" },
	[ERR_TOO_LARGE] = { 413, "richiesta_errata", "Quello che hai inviato è troppo grande",
			    "Un modulo può arrivare a 4 MB. I documenti si caricano nella sezione «Documenti», senza questo limite.",
			    NULL, NULL, "troppo grande" },
	[ERR_NOT_FOUND] = { 404, "non_trovata", "Questa pagina non c’è", NULL, NULL, NULL, "non trovata" },
	[ERR_METHOD] = { 405, "non_trovata", "Questa pagina non c’è", NULL, NULL, NULL, "metodo" },
	[ERR_FORBIDDEN] = { 403, "vietata", "Questa operazione non è permessa", NULL, NULL, NULL, "rifiutata" },
	[ERR_SESSION] = { 401, "richiesta_errata", "La sessione è scaduta",
			  "Per sicurezza la sessione si chiude dopo un periodo senza attività. Il tuo lavoro è stato conservato.",
			  "/accesso?scaduta=1", "Accedi di nuovo", "sessione" },
	[ERR_CONFLICT] = { 409, "richiesta_errata", "Qualcuno ha salvato prima di te",
			   "La stessa pagina è stata salvata da un’altra persona, o il modulo era già partito. Niente è stato "
			   "sovrascritto: torna indietro per rileggere quello che hai scritto, poi ricarica la pagina.",
			   NULL, NULL, "conflitto" },
	[ERR_GONE] = { 410, "richiesta_errata", "Questo collegamento non vale più",
		       "È già stato usato, oppure è scaduto. Se stavi scegliendo una password, chiedi un altro messaggio.",
		       "/password-dimenticata", "Chiedi un altro messaggio", "scaduto" },
	[ERR_FULL] = { 507, "richiesta_errata", "Non c’è spazio per altri documenti",
		       "Lo spazio per i documenti sta finendo, perciò adesso non se ne caricano altri. Il file non è stato caricato; tutto il "
		       "resto funziona. Riprova più tardi e avvisa l’assistenza.",
		       NULL, NULL, "pieno" },
	[ERR_BUSY] = { 503, "occupato", "Adesso non riusciamo a rispondere", NULL, NULL, NULL, "occupato" },
};

/* A refusal is in the register too (AUD-1); if even that fails, the page says busy. */
static enum error_kind register_failure(struct request *rq, enum error_kind kind)
{
	struct web *web = rq->web;

	if (kind == ERR_BUSY || kind == ERR_BUG || !rq->route || !rq->session->id.v)
		return kind;
	if (!web->action)
		audit(rq, "rifiuto", NULL, 0, 0);
	web->outcome = outcomes[kind].outcome;
	struct error *err = register_request(rq);
	if (!err)
		err = db_wait(rq->db);
	if (!err)
		return kind;
	error_log(err, rq->id);
	error_free(err);
	return ERR_BUSY;
}

/*
 * With the same key: if the first sending was saved after all, the second leads to its result (FT-2, FT-4).
 */
void offer_again(struct request *rq, const char *key)
{
	int n = 0;

	if (rq->method != METHOD_POST || !rq->route || rq->route->flags & (ROUTE_UPLOAD | ROUTE_NO_KEY))
		return;
	for (size_t i = 0; i < rq->body.count; i++) {
		const struct field_value *f = &rq->body.list[i];
		if (strstr(f->name, "password"))
			return;
		page_set(rq->page, arena_printf(rq->arena, "Ripeti.campo.%d.nome", n), f->name);
		page_set(rq->page, arena_printf(rq->arena, "Ripeti.campo.%d.valore", n++),
			 key && strcmp(f->name, "_chiave") == 0 ? key : f->value);
	}
	page_set(rq->page, "Ripeti.azione", rq->path);
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

	if (kind == ERR_BUG || kind == ERR_CONSTRAINT || kind == ERR_BUSY || kind == ERR_FULL)
		error_log(cause, rq->id);
	if (err) {
		db_rollback(rq->db);
		kind = register_failure(rq, kind);
	}
	const struct outcome *outcome = &outcomes[kind];
	/* what the handler had put on the page stays there for the conflict page only */
	if (kind != ERR_CONFLICT || !rq->web->template)
		rq->page = page_new(rq->arena);
	answer_anew(rq);
	page_set(rq->page, "Pagina.titolo", outcome->title);
	page_setf(rq->page, "Incidente.codice", "%.8s", rq->id);
	if (outcome->text)
		page_set(rq->page, "Errore.testo", outcome->text);
	if (outcome->url) {
		page_set(rq->page, "Errore.url", outcome->url);
		page_set(rq->page, "Errore.testo_url", outcome->url_text);
	}
	if (kind == ERR_FORBIDDEN)
		page_set(rq->page, "Rifiuto.perche", rq->web->refusal ? rq->web->refusal : "");
	if (kind == ERR_BUSY || kind == ERR_BUG)
		offer_again(rq, NULL);
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
