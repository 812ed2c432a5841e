/*
 * The way of one request: route, federation up to date, handler, page of what went wrong.
 */
#include "spid.h"

#include "pages.h"

#include "base/log.h"
#include "http/response.h"
#include "http/route.h"

static const struct route routes[] = {
	{ METHOD_GET, "/spid/metadata", 0, NULL, metadata_send, "metadata", ROUTE_PLAIN },
	{ METHOD_GET, "/spid/logo", 0, NULL, logo_send, "logo", ROUTE_PLAIN },
	{ METHOD_GET, "/spid/accesso", 0, NULL, login_start, "accesso", ROUTE_PLAIN },
	{ METHOD_POST, "/spid/acs", 0, NULL, login_answer, "acs", ROUTE_PLAIN },
	{ METHOD_GET, "/spid/esci", 0, NULL, logout_page, "esci", ROUTE_PLAIN },
	{ METHOD_POST, "/spid/esci", 0, NULL, logout_page, "esci", ROUTE_PLAIN },
};

/* Kind of error -> status and page; what is not here is a fault of ours. */
static const struct {
	int status;
	const char *page;
} outcomes[ERR_KINDS] = {
	[ERR_BAD_REQUEST] = { 400, "non-valida" },  [ERR_TOO_LARGE] = { 413, "non-valida" },
	[ERR_NOT_FOUND] = { 404, "non-trovata" },   [ERR_METHOD] = { 405, "non-trovata" },
	[ERR_FORBIDDEN] = { 403, "rifiutata" },	    [ERR_BUSY] = { 503, "occupato" },
};

void spid_refuse(struct request *rq, int status, const char *page, refusal why)
{
	log_line("event=spid_refused rq=%s path=%s why=\"%s\"", rq->id, rq->path, why);
	page_answer(rq, status, page);
}

/* Nothing of a half made answer leaves. */
static void failure(struct request *rq, const struct error *err)
{
	enum error_kind kind = error_kind(err);
	int status = outcomes[kind].status;

	error_log(err, rq->id);
	rq->response = response_new(rq);
	page_answer(rq, status ? status : 500, status ? outcomes[kind].page : "guasto");
	if (status == 503)
		response_header(rq->response, "Retry-After", "5");
}

static struct error *handle(struct request *rq)
{
	struct web *web = rq->web;

	TRY(route_match(routes, sizeof(routes) / sizeof(*routes), rq));
	TRY(db_start(web->db, rq->arena));
	TRY(federation_refresh(&web->federation, web->db));
	return error_pass(rq->route->handle(rq));
}

void spid_serve(struct request *rq, void *context)
{
	struct web *web = context;
	struct error *err;

	rq->web = web;
	rq->db = web->db;
	if (rq->failure) {
		failure(rq, rq->failure);
		return;
	}
	err = handle(rq);
	if (!err)
		return;
	db_rollback(web->db);
	failure(rq, err);
	error_free(err);
}
