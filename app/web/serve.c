/*
 * One request from beginning to end.  Each step is a function that fails by returning an error;
 * failure.c makes a page of it.
 */
#include "web/inside.h"

#include "base/log.h"

#include <assert.h>
#include <string.h>
#include <time.h>

struct web *web_of(struct request *rq)
{
	return rq->web;
}

void audit(struct request *rq, const char *action, const char *object, int64_t object_id, int64_t person_id)
{
	/* ?stampa=1: the same page, made to be printed (frame.c) */
	bool reads = strcmp(action, "apri") == 0 || strcmp(action, "elenca") == 0 || strcmp(action, "cerca") == 0;

	rq->web->action = reads && print_asked(rq) ? "stampa" : action;
	rq->web->object = object;
	rq->web->object_id = object_id;
	rq->web->person_id = person_id;
}

void audit_also(struct request *rq, int64_t person_id)
{
	rq->web->other_person_id = person_id;
}

void audit_detail(struct request *rq, const char *json)
{
	rq->web->detail = json;
}

static struct error *register_row(struct request *rq, int64_t object_id, int64_t person_id)
{
	struct web *web = rq->web;
	bool activity = rq->route && !(rq->route->flags & ROUTE_BACKGROUND);

	return q_registra(rq->db, rq->session->token, web->action, rq->route ? rq->route->name : NULL, web->object, object_id, person_id,
			  web->outcome ? web->outcome : "ok", rq->remote_address, rq->id, web->detail, activity);
}

struct error *register_request(struct request *rq)
{
	struct web *web = rq->web;

	/* a POST that leads elsewhere showed nothing; what it changed the database noted itself */
	if (rq->method == METHOD_POST && web->sent && web->action && strcmp(web->action, "apri") == 0)
		web->action = NULL;
	if (!*rq->session->token && !web->action)
		return NULL;
	TRY(register_row(rq, web->object_id, web->person_id));
	return web->action && web->other_person_id ? register_row(rq, web->other_person_id, web->other_person_id) : NULL;
}

/*
 * No row, no page (AUD-2): whatever kept the row from being written, the answer is «busy».  A
 * transaction that still stands says that it was the handler's own that failed, before the row.
 */
static struct error *register_and_wait(struct request *rq)
{
	struct error *err = register_request(rq);

	if (!err)
		err = db_wait(rq->db);
	if (!err || error_is(err, ERR_BUSY) || db_in_transaction(rq->db))
		return error_pass(err);
	error_log(err, rq->id);
	error_free(err);
	return error_raise(ERR_BUSY, "the register was not written");
}

struct error *form_choose(struct request *rq, const char *form_name)
{
	const struct form_definition *definition;
	modulo_id id;

	if (rq->form)
		return NULL;
	TRY(forms_find(rq, form_name, &definition, &id));
	if (rq->method == METHOD_POST)
		rq->form = form_read(rq->arena, definition, NULL, &rq->body);
	else
		rq->form = form_new(rq->arena, definition, NULL);
	if (rq->method == METHOD_GET)
		TRY(draft_read(rq, rq->path));
	return forms_choices(rq, rq->form);
}

/* The form that the route names: empty for GET, as sent for POST. */
static struct error *open_form(struct request *rq)
{
	if (!rq->route->form || strcmp(rq->route->form, FORM_CHOSEN) == 0)
		return NULL;
	return form_choose(rq, rq->route->form);
}

/* A handler may have ended with a redirect, and only then the database refused what it had queued:
 * nothing of that answer may leave. */
void answer_anew(struct request *rq)
{
	struct web *web = rq->web;

	rq->response = response_new(rq);
	web->status = 200;
	web->sent = web->fragment = web->draft_kept = false;
	web->destination = web->set_token = NULL;
	web->crumbs = web->notices = 0;
}

/* What was typed and refused is kept as a draft too: leaving the page loses nothing. */
static struct error *keep_refused(struct request *rq)
{
	const char *typed = draft_json(rq);

	db_rollback(rq->db);
	if (!typed || !rq->route->form || rq->session->phase != SESSION_FULL)
		return NULL;
	if (strlen(typed) > DRAFT_LONGEST) /* the page itself holds it */
		return NULL;
	TRY(db_begin(rq->db, false));
	TRY(guard_session(rq));
	TRY(draft_keep(rq, rq->path, typed));
	return db_commit(rq->db);
}

/* A form that was refused changed nothing: what the handler may have begun is undone. */
static struct error *end_post(struct request *rq)
{
	if (!rq->web->sent && rq->web->status >= 400) {
		TRY(db_wait(rq->db));
		return keep_refused(rq);
	}
	return db_commit(rq->db);
}

/*
 * What the database refuses at the end is shown beside the field: the handler runs once more, in
 * a new transaction, with the form refused, and shows the page again as for any other mistake.
 */
static struct error *retry_refused(struct request *rq, struct error *err)
{
	const char *field, *sentence;

	if (!error_is(err, ERR_CONSTRAINT) || !rq->form || rq->web->retried ||
	    !constraint_sentence(error_detail(err), &field, &sentence))
		return err;
	error_free(err);
	db_rollback(rq->db);
	answer_anew(rq);
	rq->page = page_new(rq->arena);
	rq->web->action = rq->web->outcome = NULL; /* what the first run noted did not happen */
	rq->web->retried = true;
	form_error(rq->form, field && form_has(rq->form, field) ? field : NULL, "%s", sentence);
	TRY(db_begin(rq->db, true));
	TRY(guard_session(rq));
	TRY(rq->route->handle(rq));
	TRY(end_post(rq));
	return register_and_wait(rq);
}

/* A POST that was accepted: its key remembers where it led, its draft is no longer needed. */
static struct error *settle_post(struct request *rq)
{
	if (rq->method != METHOD_POST || !rq->web->sent)
		return NULL;
	if (rq->form && !rq->web->draft_kept)
		TRY(draft_forget(rq, draft_place(rq)));
	if (rq->web->key)
		TRY(q_invio_esito(rq->db, rq->web->destination ? rq->web->destination : "/", rq->web->key));
	return NULL;
}

/* Handle, commit, note the reading.  A page that only read commits and notes in one pipeline. */
static struct error *handle_and_commit(struct request *rq)
{
	TRY(rq->route->handle(rq));
	if (rq->method == METHOD_GET) {
		TRY(db_commit_queued(rq->db));
		return register_and_wait(rq);
	}
	TRY(settle_post(rq));
	TRY(end_post(rq));
	return register_and_wait(rq);
}

static struct error *render(struct request *rq)
{
	struct web *web = rq->web;

	if (web->sent)
		return NULL;
	assert(web->template);
	if (web->fragment)
		return page_render(rq->page, web->template, rq->response->body);
	if (rq->form)
		form_show(rq, rq->form, "Modulo");
	frame_fill(rq);
	TRY(page_render(rq->page, web->template, rq->response->body));
	rq->response->status = web->status;
	return NULL;
}

static struct error *walk(struct request *rq, struct web_context *context)
{
	TRY(route_match(context->site.routes, context->site.route_count, rq));
	TRY(db_start(rq->db, rq->arena));
	TRY(db_begin(rq->db, rq->method == METHOD_GET && !(rq->route->flags & ROUTE_ARRIVAL)));
	TRY(guard_session(rq));
	if (!session_may(rq->session, rq->route->permission) && rq->session->phase != SESSION_FULL && rq->session->phase != SESSION_EXTERNAL)
		return guard_login(rq);
	TRY(guard_permission(rq));
	if (rq->method == METHOD_POST) {
		TRY(guard_post(rq));
		if (rq->web->sent) /* the same form once more: to where the first one led */
			return db_commit(rq->db);
		if (rq->web->template) { /* the same form with other words: both are shown */
			TRY(db_commit(rq->db));
			TRY(register_and_wait(rq));
			return render(rq);
		}
	}
	TRY(open_form(rq));
	struct error *err = handle_and_commit(rq);
	if (err)
		TRY(retry_refused(rq, err));
	return render(rq);
}

static void set_cookie(struct request *rq)
{
	const char *token = rq->web->set_token;

	if (token)
		response_cookie(rq->response, SESSION_COOKIE, *token ? token : NULL, "Lax");
}

static int64_t microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void web_serve(struct request *rq, void *given)
{
	int64_t begun = microseconds();
	struct web_context *context = given;
	static struct session nobody = { .token = "", .csrf = "", .name = "", .role_name = "", .service_name = "" };

	rq->db = context->db;
	rq->web = arena_alloc(rq->arena, sizeof(*rq->web));
	rq->web->status = 200;
	rq->page = page_new(rq->arena);
	rq->session = &nobody;
	if (rq->failure) {
		failure_answer(rq, NULL);
		return;
	}
	struct error *err = walk(rq, context);
	if (err)
		failure_answer(rq, err);
	else /* what failed began no session: the browser keeps the one it has */
		set_cookie(rq);
	/* what no route takes never reached the database: its clock is that of the request before */
	int64_t waited = rq->route ? db_wait_microseconds(rq->db) : 0;
	char *timing = arena_printf(rq->arena, "db;dur=%.3f, own;dur=%.3f", (double)waited / 1000.0,
				    (double)(microseconds() - begun - waited) / 1000.0);
	response_header(rq->response, "Server-Timing", timing);
}

void session_renew(struct request *rq, const char *token)
{
	rq->web->set_token = token;
}
