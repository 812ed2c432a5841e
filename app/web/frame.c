/*
 * What stands around the content of every page: Ambito, who is logged in, menu, notices.
 */
#include "web/inside.h"

#include "base/settings.h"

#include <string.h>
#include <time.h>

struct menu_line {
	enum permission permission;
	const char *heading; /* macro area with a menu of its own, or NULL */
	const char *text, *url, *area;
};

/* The menu in macro areas (HOM-11); what does not exist yet is not shown. */
static const struct menu_line menu[] = {
#define VOCE(permission, heading, text, url, area) { permission, heading, text, url, area },
#include "web/menu.def"
#undef VOCE
};

static const struct menu_line news[] = {
#define NUOVO(permission, text, url) { permission, NULL, text, url, NULL },
#define VOCE(permission, heading, text, url, area)
#include "web/menu.def"
#undef VOCE
#undef NUOVO
};

static void fill_menu(struct request *rq)
{
	const char *area = page_get(rq->page, "Pagina.area");
	const char *heading = NULL;
	int entry = -1, below = 0;

	for (size_t i = 0; i < sizeof(menu) / sizeof(*menu); i++) {
		const struct menu_line *line = &menu[i];
		if (!session_may(rq->session, line->permission))
			continue;
		bool here = strcmp(area, line->area) == 0;
		if (!line->heading || !heading || strcmp(heading, line->heading) != 0) {
			entry++;
			below = 0;
			page_set(rq->page, arena_printf(rq->arena, "Menu.%d.testo", entry), line->heading ? line->heading : line->text);
			page_set(rq->page, arena_printf(rq->arena, "Menu.%d.url", entry), line->url);
		}
		heading = line->heading;
		if (here)
			page_int(rq->page, arena_printf(rq->arena, "Menu.%d.corrente", entry), 1);
		if (!heading)
			continue;
		page_set(rq->page, arena_printf(rq->arena, "Menu.%d.voce.%d.testo", entry, below), line->text);
		page_set(rq->page, arena_printf(rq->arena, "Menu.%d.voce.%d.url", entry, below), line->url);
		page_flag(rq->page, arena_printf(rq->arena, "Menu.%d.voce.%d.corrente", entry, below++), here);
	}
}

static void fill_news(struct request *rq)
{
	int entry = 0;

	for (size_t i = 0; i < sizeof(news) / sizeof(*news); i++) {
		if (!session_may(rq->session, news[i].permission))
			continue;
		page_set(rq->page, arena_printf(rq->arena, "Nuovo.%d.testo", entry), news[i].text);
		page_set(rq->page, arena_printf(rq->arena, "Nuovo.%d.url", entry++), news[i].url);
	}
}

static void fill_session(struct request *rq)
{
	const struct session *session = rq->session;
	struct page *page = rq->page;

	page_set(page, "Utente.nome", session->name);
	page_set(page, "Utente.ruolo", session->role_name);
	page_flag(page, "Utente.compatta", session->compact);
	page_flag(page, "Utente.tasti", session->keys);
	page_int(page, "Sessione.scade_tra", rq->route && !(rq->route->flags & ROUTE_BACKGROUND) ? session->seconds_after : session->seconds_left);
	page_int(page, "Sessione.avviso", setting_int("session_warning_minutes") * 60);
	if (session->previous_login)
		page_set(page, "Sessione.ultimo_accesso",
			 italian_instant(rq->arena, session->previous_login, (int64_t)time(NULL)));
	page_flag(page, "Sessione.esterna", session->phase == SESSION_EXTERNAL);
	if (session->phase != SESSION_FULL)
		return;
	page_set(page, "Sessione.servizio", session->service_name);
	page_flag(page, "Sessione.servizi", session->services > 1);
	page_flag(page, "Sessione.sola_lettura", session->read_only);
	if (session->unread)
		page_int(page, "Notifiche.da_leggere", session->unread);
	fill_menu(rq);
	fill_news(rq);
}

static void fill_footer(struct arena *arena, struct page *page)
{
	static const struct { const char *text, *url; } lines[] = {
		{ "Dichiarazione di accessibilità", "/guida/accessibilita" },
		{ "Informativa privacy", "/guida/privacy" },
		{ "Note legali", "/guida/note-legali" },
		{ "Assistenza", "/guida/assistenza" },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		page_set(page, arena_printf(arena, "Piede.%zu.testo", i), lines[i].text);
		page_set(page, arena_printf(arena, "Piede.%zu.url", i), lines[i].url);
	}
}

/* Where «Guida» leads from the pages of a handler; NULL: nowhere in particular. */
const char *frame_help(const char *name)
{
	static const struct { const char *begins, *topic; } helps[] = {
#define AIUTO(begins, topic) { begins, topic },
#include "web/aiuto.def"
#undef AIUTO
	};

	for (size_t i = 0; i < sizeof(helps) / sizeof(*helps); i++)
		if (strncmp(name, helps[i].begins, strlen(helps[i].begins)) == 0)
			return helps[i].topic;
	return NULL;
}

/* ?fatto=key, after a redirect: the sentence of what was done. */
static void fill_done(struct request *rq)
{
	const char *key = rq->method == METHOD_GET ? fields_get(&rq->query, "fatto") : NULL;
	const char *text = key ? message_done(key) : NULL;

	if (text)
		notice(rq, "success", NULL, text);
}

bool print_asked(struct request *rq)
{
	const char *asked = rq->method == METHOD_GET ? fields_get(&rq->query, "stampa") : NULL;

	return asked && strcmp(asked, "1") == 0;
}

/*
 * A page that leaves a row in the register can be printed: the button asks for the same page once
 * more, so that the printing is a row of its own; at its foot stands who printed it, and when
 * (design, section 13).
 */
static void fill_print(struct request *rq)
{
	static const char *const reads[] = { "apri", "elenca", "cerca", "stampa" };
	const char *here = *rq->query_text ? arena_printf(rq->arena, "%s?%s", rq->path, rq->query_text) : rq->path;
	bool printable = false;

	for (size_t i = 0; rq->web->action && i < sizeof(reads) / sizeof(*reads); i++)
		printable = printable || strcmp(rq->web->action, reads[i]) == 0;
	if (!printable || rq->method != METHOD_GET || rq->web->status != 200)
		return;
	page_set(rq->page, "Pagina.stampa_url", print_asked(rq) ? here : path_with(rq, here, "stampa", "1"));
	if (!print_asked(rq))
		return;
	const char *service = rq->session->service_name;
	page_setf(rq->page, "Pagina.stampa", "Stampato da %s%s%s, il %s.", rq->session->name, *service ? ", " : "", service,
		  italian_now(rq->arena, (int64_t)time(NULL)));
	notice(rq, "info", "La stampa resta nel registro", "Se la finestra di stampa non si apre da sola, premi Ctrl e P.");
}

void frame_standing(struct arena *arena, struct page *page)
{
	const char *version = setting_text("assets_version");

	page_set(page, "Ambito.nome", setting_text("ambito_name"));
	page_set(page, "Ambito.posta", setting_text("assistance_mail"));
	page_set(page, "Ambito.telefono", setting_text("assistance_phone"));
	page_setf(page, "Assets", "/assets/%s", version);
	page_setf(page, "Sprite", "/assets/%s/sprite.svg", version);
	if (setting_bool("demonstration"))
		page_set(page, "Pagina.prova", "Ambiente di dimostrazione: tutte le persone sono inventate.");
	else if (*setting_text("spid_prova"))
		page_set(page, "Pagina.prova", "È attivo il Gestore di prova di SPID: chi entra così è una persona inventata.");
	fill_footer(arena, page);
}

void frame_fill(struct request *rq)
{
	frame_standing(rq->arena, rq->page);
	page_set(rq->page, "Pagina.percorso", rq->path);
	const char *help = rq->route ? frame_help(rq->route->name) : NULL;
	if (help && !*page_get(rq->page, "Pagina.guida"))
		page_setf(rq->page, "Pagina.guida", "/guida/%s", help);
	if (!*page_get(rq->page, "Sessione.csrf"))
		page_set(rq->page, "Sessione.csrf", rq->session->csrf);
	/* pages with small POST forms of their own need a key too */
	page_set(rq->page, "Pagina.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	if (!*page_get(rq->page, "Modulo.chiave"))
		page_set(rq->page, "Modulo.chiave", page_get(rq->page, "Pagina.chiave"));
	fill_done(rq);
	fill_print(rq);
	if (rq->session->phase >= SESSION_EXTERNAL)
		fill_session(rq);
}
