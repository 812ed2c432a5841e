/*
 * How a handler ends: a page, a piece of one, a redirect.
 */
#include "web/inside.h"

#include "base/log.h"
#include "base/settings.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct error *page_send_status(struct request *rq, int status, const char *template, const char *title)
{
	struct web *web = rq->web;

	web->template = template;
	web->status = status;
	page_set(rq->page, "Pagina.titolo", title);
	if (rq->form && rq->method == METHOD_GET) {
		TRY(draft_restore(rq));
		TRY(forms_choices(rq, rq->form));
	}
	if (rq->form && form_was_sent(rq->form) && !form_ok(rq->form) && status == 200)
		web->status = 422;
	page_flag(rq->page, "Pagina.errore", web->status == 422);
	return NULL;
}

struct error *page_send(struct request *rq, const char *template, const char *title)
{
	return page_send_status(rq, 200, template, title);
}

struct error *fragment_send(struct request *rq, const char *template)
{
	rq->web->template = template;
	rq->web->fragment = true;
	/* all that a piece needs of the frame */
	page_setf(rq->page, "Sprite", "/assets/%s/sprite.svg", setting_text("assets_version"));
	return NULL;
}

struct error *redirect(struct request *rq, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *path = arena_vprintf(rq->arena, format, args);
	va_end(args);
	/* only a path of this site: a key that came back from the database is text like any other */
	if (path[0] != '/' || path[1] == '/' || path[1] == '\\')
		path = "/";
	rq->web->destination = path;
	rq->web->sent = true;
	response_redirect(rq->response, path);
	return NULL;
}

void crumb(struct request *rq, const char *text, const char *url)
{
	int64_t n = rq->web->crumbs++;

	page_set(rq->page, arena_printf(rq->arena, "Briciole.%lld.testo", (long long)n), text);
	page_set(rq->page, arena_printf(rq->arena, "Briciole.%lld.url", (long long)n), url);
}

void notice(struct request *rq, const char *kind, const char *title, const char *text)
{
	char *at = arena_printf(rq->arena, "Pagina.avviso.%lld", (long long)rq->web->notices++);

	page_set(rq->page, arena_printf(rq->arena, "%s.tipo", at), kind);
	if (title)
		page_set(rq->page, arena_printf(rq->arena, "%s.titolo", at), title);
	page_set(rq->page, arena_printf(rq->arena, "%s.testo", at), text);
}
