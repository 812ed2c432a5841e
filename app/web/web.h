/*
 * The way of one request, as handlers see it (ARCHITECTURE, "The way of one request"):
 * route, guard, form, handler, commit, register, render.  Handlers fill the page, decide, and
 * end with page_send or redirect; everything around them happens here.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "access/session.h"
#include "base/error.h"
#include "db/db.h"
#include "form/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/route.h"
#include "page/page.h"
#include "query.h"

/* What one request gathers on its way; rq->web of web_of(). */
struct web {
	const char *template;     /* set by page_send */
	int status;               /* of the page; 200 unless said */
	bool sent;                /* redirect or a body of its own: nothing to render */
	bool fragment;            /* a piece for the script: no frame */
	const char *destination;  /* of the redirect */
	int64_t crumbs, notices;  /* how many are on the page */
	bool retried;             /* the handler runs again because the database refused */
	const char *key;          /* submission key of this POST, or NULL */
	const char *set_token;    /* a new session's token for the cookie; "" deletes it */
	/* the draft of this address, read on the way of a GET that has a form */
	struct q_bozza_leggi draft;
	bool draft_found;
	int64_t version;          /* of what this POST saved and shows again; 0: the one that was sent */
	bool draft_kept;          /* the redirect leads back here: what was typed stays a draft */
	/* the row of the register for this request */
	const char *action, *object, *detail;
	int64_t object_id, person_id;
	int64_t other_person_id;  /* shown beside that person: a row of its own; 0: nobody */
	const char *outcome;
	/* why the request is refused, and whom to ask, as sentences for the page; set by forbid */
	const char *refusal;
};

struct web *web_of(struct request *rq);
static inline struct session *session_of(struct request *rq) { return rq->session; }

/* Answer with templates/<template>.cs, rendered after the commit: 200, or 422 with the form
 * again if rq->form was read and is not ok.  title is shown in the browser's bar and, unless the
 * template does otherwise, as the heading. */
MUST struct error *page_send(struct request *rq, const char *template, const char *title);
/* The same with another status. */
MUST struct error *page_send_status(struct request *rq, int status, const char *template, const char *title);
/* What stands on every page, whoever asks: Ambito, assets, banner, footer.  For pages that are made
 * without a request. */
void frame_standing(struct arena *arena, struct page *page);
/* A piece of a page for the script (rq->wants_fragment): no frame around it. */
MUST struct error *fragment_send(struct request *rq, const char *template);
/* 303 to a path of ours.  The path becomes the result of the submission key, so that the same
 * form sent twice leads to the same place. */
MUST struct error *redirect(struct request *rq, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A sink of rows at that name of the page: q_…(rq->db, …, rows(rq, "Pratiche")). */
static inline struct row_sink *rows(struct request *rq, const char *name) { return page_rows(rq->page, name); }
static inline struct row_sink *row(struct request *rq, const char *name) { return page_row(rq->page, name); }

/* ERR_FORBIDDEN with its reason in a sentence for the person: what stands in the way, and whom to ask or
 * what to do instead.  The rest is for the log, as in error_raise. */
#define forbid(rq, why, ...) ((rq)->web->refusal = (why), error_raise(ERR_FORBIDDEN, __VA_ARGS__))

/* One more step of the path at the top of the page; url NULL: the page itself (last). */
void crumb(struct request *rq, const char *text, const char *url);
/* A notice at the top of the page: kind is success, info, warning or danger. */
void notice(struct request *rq, const char *kind, const char *title, const char *text);

/* The one row of the register for this page (AUD-1): action is apri, elenca, cerca, scarica,
 * stampa, rifiuto…; person_id 0 if no one person is concerned.  A write needs none: triggers
 * note it in its own transaction. */
void audit(struct request *rq, const char *action, const char *object, int64_t object_id, int64_t person_id);
/* The page shows another person beside the one of `audit`: a second row, of that person. */
void audit_also(struct request *rq, int64_t person_id);
/* Terms of a search and ids shown, as a JSON object; never contents. */
void audit_detail(struct request *rq, const char *json);

/*
 * rq->form is the form that the route names: empty (GET) or as sent (POST), ready with its
 * choices.  Handlers of GET fill it from their row: form_set, form_sink.
 */
/* The form of a route that says FORM_CHOSEN: opened, and laid under the draft of this address, as
 * the way itself does for the others.  Called again after a refusal it keeps the form that was sent. */
MUST struct error *form_choose(struct request *rq, const char *form_name);
/* A second form on the same page, empty, with its choices; at `name` of the page when the page
 * is rendered. */
MUST struct error *form_open(struct request *rq, const char *form_name, struct form **form);
void form_show(struct request *rq, struct form *form, const char *name);
/* The choices of a form that was filled from a row after it was opened: a code that may be chosen no
 * more keeps its words. */
MUST struct error *form_choices_again(struct request *rq, struct form *form);
/* The same for a class of viewer: fields of another class do not exist. */
MUST struct error *form_open_for(struct request *rq, const char *form_name, const char *viewer, struct form **form);
/* Read a form for a class of viewer from fields, wherever they come from: posted now, or stored. */
MUST struct error *form_read_for(struct request *rq, const char *form_name, const char *viewer, const struct fields *sent,
				 struct form **form);
/* The version of a form on which something was written: an old answer is shown with its old questions. */
MUST struct error *form_open_version(struct request *rq, modulo_id version, const char *viewer, struct form **form);
/* Where the script keeps what is being typed, if not in the draft of this address. */
void form_autosave(struct request *rq, const char *path);
/* Read a form by name from what was posted, when the route cannot name it. */
MUST struct error *form_sent(struct request *rq, const char *form_name, struct form **form);
/* The same from the address line (a search). */
MUST struct error *form_asked(struct request *rq, const char *form_name, struct form **form);
/* The id of the newest version of a form, to be stored with what was written on it. */
MUST struct error *form_id(struct request *rq, const char *form_name, modulo_id *id);
/* The version of the row that a form was filled from (hidden field _versione); 0 if none. */
int64_t form_version(struct request *rq);
/* The row's version into the form of the page. */
void form_set_version(struct request *rq, int64_t version);
/* Where Annulla leads, and where the form posts to if not to this very path. */
void form_cancel(struct request *rq, const char *url);
void form_action(struct request *rq, const char *path);
/* The picker of a FIELD_PERSON: if «Scegli» (`_scegli`) was pressed, keeps what was typed as the
 * draft of this address and goes to the list of persons, which comes back to this address with
 * ?<field>=ID; *going then, and the handler returns.  On the way back page_send lays draft and
 * person over the form by itself: the handler looks at them after it.  A button `_aggiorna` with the
 * name of a field does the same without leaving: the page comes back laid out for what was typed. */
MUST struct error *form_pick(struct request *rq, bool *going);
/* Keep what was posted here as the draft of another address (its form sent to a neighbour). */
MUST struct error *draft_keep_for(struct request *rq, const char *path);
/* Forget the draft of this address (called by the way itself after every saved POST). */
MUST struct error *draft_forget(struct request *rq, const char *path);
/* Read the draft of an address (of an operator, or what an external user had typed when the session
 * ended), for a form that the route does not name: page_send lays it over rq->form. */
MUST struct error *draft_read(struct request *rq, const char *path);
/* The page on which was typed what this POST sends: its draft has that address. */
const char *draft_place(struct request *rq);

/* The page of the step of the way in that this session has still to take ("/accesso" without a
 * session), or NULL if it is fully in. */
const char *login_step(const struct session *session);
/* Pages of the way in have no session yet: their token is that of a cookie of its own, which this
 * sets if the browser has none. */
void login_token(struct request *rq);
/* Where the person was going: ?ritorno= or the hidden field _ritorno if it is a page of ours that
 * one can go back to, else "/". */
const char *return_path(struct request *rq);
/* The same of any text: the path, or "/" if it is none of ours. */
const char *path_of_ours(const char *path);
/* A path with one more parameter in its query; value NULL: the path as it is. */
const char *path_with(struct request *rq, const char *path, const char *name, const char *value);

/* End the present session cookie and begin with another token. */
void session_renew(struct request *rq, const char *token);

/* ---- for main.c ---- */
struct web_site {
	const struct route *routes;
	size_t route_count;
};
/* Prepare the process: connection, templates, messages. */
MUST struct error *web_start(struct db **db);
/* Serve one request whatever happens (struct server.serve). context: struct web_context. */
struct web_context {
	struct db *db;
	struct web_site site;
};
void web_serve(struct request *rq, void *context);

#endif
