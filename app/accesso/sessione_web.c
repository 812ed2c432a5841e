/*
 * The running session: how long it still lasts, staying, the list of one's own, preferences.
 */
#include "accesso/accesso.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct error *seconds_send(struct request *rq, bool alive, int64_t seconds)
{
	rq->response->content_type = "application/json";
	text_addf(rq->response->body, "{\"viva\":%s,\"scade_tra\":%lld}\n", alive ? "true" : "false", (long long)seconds);
	rq->web->sent = true;
	return NULL;
}

/* For the script, before it warns: another window may have been used meanwhile. No activity. */
struct error *sessione_stato(struct request *rq)
{
	bool alive = rq->session->phase >= SESSION_EXTERNAL;

	return seconds_send(rq, alive, alive ? rq->session->seconds_left : 0);
}

/* «Resta collegato» */
struct error *sessione_resta(struct request *rq)
{
	struct q_sessione_resta row;

	TRY(q_sessione_resta(rq->db, rq->session->token, &row));
	if (rq->wants_fragment)
		return seconds_send(rq, row.scade_tra > 0, row.scade_tra);
	return redirect(rq, "%s", return_path(rq));
}

/* «Chrome su Windows»: what a person recognises of the name that a browser gives itself. */
static const char *program_name(struct request *rq, const char *agent)
{
	static const struct word { const char *mark, *name; } browsers[] = {
		{ "Edg/", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" }, { "Chrome/", "Chrome" },
		{ "Chromium/", "Chromium" }, { "Safari/", "Safari" }, { "curl/", "curl" }, { "", "Un programma" },
	}, systems[] = {
		{ "Windows", "Windows" }, { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
		{ "Mac OS", "Mac" }, { "CrOS", "ChromeOS" }, { "Linux", "Linux" }, { "", NULL },
	};
	const struct word *browser = browsers, *system = systems;

	if (!agent)
		agent = "";
	while (!strstr(agent, browser->mark))
		browser++;
	while (!strstr(agent, system->mark))
		system++;
	return system->name ? arena_printf(rq->arena, "%s su %s", browser->name, system->name) : browser->name;
}

static struct error *sessions_to_page(struct request *rq)
{
	int64_t now = (int64_t)time(NULL);
	struct q_sessione_mie *list;
	size_t count;

	TRY(q_sessione_mie(rq->db, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *row = page_node(rq->page, arena_printf(rq->arena, "Sessioni.%zu", i));
		page_int(row, "id", list[i].sessione_id.v);
		page_set(row, "programma", program_name(rq, list[i].programma));
		page_set(row, "indirizzo", list[i].indirizzo);
		page_set(row, "servizio", list[i].servizio);
		page_set(row, "inizio", italian_instant(rq->arena, list[i].creata_il, now));
		page_set(row, "ultima", italian_instant(rq->arena, list[i].attiva_il, now));
		page_flag(row, "questa", list[i].sessione_id.v == rq->session->id.v);
	}
	return NULL;
}

struct error *sessione_chiudi_altra(struct request *rq)
{
	sessione_id which = PATH_ID(rq, sessione);
	int64_t touched;

	TRY(q_sessione_mia_chiudi(rq->db, which, &touched));
	if (!touched)
		return error_raise(ERR_NOT_FOUND, "no open session of this operator");
	audit(rq, "chiude", "sessione", which.v, 0);
	return redirect(rq, "/preferenze?fatto=sessione-chiusa");
}

/* ---- preferences ---- */

static struct error *show_preferences(struct request *rq)
{
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	TRY(sessions_to_page(rq));
	if (rq->method == METHOD_GET) {
		form_set(rq->form, "entra_ultimo_servizio", who.entra_ultimo ? "1" : "");
		form_set(rq->form, "compatta", rq->session->compact ? "1" : "");
		form_set(rq->form, "tasti", rq->session->keys ? "1" : "");
	}
	crumb(rq, "Home", "/");
	crumb(rq, "Preferenze e scorciatoie", NULL);
	page_set(rq->page, "Io.utente", who.username);
	page_set(rq->page, "Io.email", who.email);
	page_flag(rq->page, "Fattore.attivo", who.totp_attivo);
	page_int(rq->page, "Fattore.rimasti", who.codici);
	return page_send(rq, "preferenze", "Preferenze e scorciatoie");
}

struct error *preferenze_vedi(struct request *rq)
{
	return show_preferences(rq);
}

static struct error *keep(struct request *rq, const char *key)
{
	if (form_bool(rq->form, key))
		return q_preferenza_mia_metti(rq->db, key, "1");
	return q_preferenza_mia_togli(rq->db, key);
}

struct error *preferenze_salva(struct request *rq)
{
	if (!form_ok(rq->form))
		return show_preferences(rq);
	TRY(q_operatore_entra_ultimo(rq->db, form_bool(rq->form, "entra_ultimo_servizio")));
	TRY(keep(rq, "compatta"));
	TRY(keep(rq, "tasti"));
	return redirect(rq, "/preferenze?fatto=preferenze-salvate");
}
