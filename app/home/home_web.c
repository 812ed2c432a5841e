/*
 * The home page (HOM-01 … HOM-11), its two longer lists, and the page that says that the program
 * lives.
 */
#include "home/home.h"

#include <string.h>
#include <time.h>

#define PANEL_ROWS 8
#define LIST_ROWS 50

struct error *salute(struct request *rq)
{
	struct q_salute row;
	struct q_porte_stato *doors;
	size_t count;

	TRY(q_salute(rq->db, &row));
	TRY(q_porte_stato(rq->db, &doors, &count));
	rq->response->content_type = "application/json";
	text_addf(rq->response->body, "{\"stato\":\"ok\",\"database\":%s,\"porte\":{", row.viva ? "true" : "false");
	/* a door that is shut is no illness of ours: the answer stays 200 */
	for (size_t i = 0; i < count; i++)
		text_addf(rq->response->body, "%s\"%s\":\"%s\"", i ? "," : "", doors[i].codice, doors[i].stato);
	text_add(rq->response->body, "}}\n");
	rq->web->sent = true;
	return NULL;
}

const char *home_capped(struct request *rq, const char *name)
{
	const char *value = page_get(rq->page, name);
	int64_t number;

	if (!text_to_int(value, &number) || number == 0)
		return "";
	return number > 1000 ? "oltre 1.000" : italian_number(rq->arena, number);
}

/* ---- I miei numeri: each opens the list that it counts ---- */

static const struct number {
	const char *count, *text, *url;
	enum permission permission;
} numbers[] = {
	{ "Notizie.assegnazioni", "pratiche da prendere in carico", "/notifiche?tipo=assegnazioni", PRATICA_LEGGI },
	{ "Notizie.richieste", "richieste di accesso", "/notifiche?tipo=richieste", PRATICA_LEGGI },
	{ "Scadenze.0.quante", "scadenze entro 7 giorni", "/scadenze", PRATICA_LEGGI },
	{ "Conta.bozze", "bozze da completare", "/bozze", PERSONALE },
};

static void fill_numbers(struct request *rq)
{
	int n = 0;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		if (!session_may(rq->session, numbers[i].permission))
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Numeri.%d", n++));
		const char *count = home_capped(rq, numbers[i].count);
		page_set(node, "cifra", *count ? count : "0");
		page_set(node, "nome", numbers[i].text);
		page_set(node, "url", numbers[i].url);
	}
}

/* ---- panels ---- */

static size_t arrange(struct request *rq, const char *words, struct home_place places[HOME_PANELS])
{
	return home_arrange(words, rq->session->role, rq->session->permissions, places);
}

/* The menu «Personalizza» and the two columns of the page. */
static void fill_panels(struct request *rq, const struct home_place *places, size_t count)
{
	static const char *const zones[] = { [HOME_CENTRE] = "centro", [HOME_SIDE] = "lato" };
	int shown[2] = { 0, 0 }, offered[2] = { 0, 0 };

	for (size_t i = 0; i < count; i++) {
		const struct home_panel *panel = places[i].panel;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Scelta.%s.%d", zones[panel->zone], offered[panel->zone]++));
		page_set(node, "nome", panel->name);
		page_set(node, "titolo", panel->title);
		page_flag(node, "mostra", places[i].shown);
		page_flag(node, "primo", offered[panel->zone] == 1);
		page_flag(node, "ultimo", true);
		if (offered[panel->zone] > 1)
			page_flag(rq->page, arena_printf(rq->arena, "Scelta.%s.%d.ultimo", zones[panel->zone], offered[panel->zone] - 2), false);
		if (!places[i].shown)
			continue;
		/* the numbers stand above both columns where they come first */
		if (panel->zone == HOME_CENTRE && shown[HOME_CENTRE] == 0 && strcmp(panel->name, "numeri") == 0)
			page_flag(rq->page, "Home.sopra", true);
		else
			page_set(rq->page, arena_printf(rq->arena, "Home.%s.%d", zones[panel->zone], shown[panel->zone]), panel->name);
		shown[panel->zone]++;
	}
	page_flag(rq->page, "Home.vuota", shown[HOME_CENTRE] + shown[HOME_SIDE] == 0);
}

static bool is_shown(const struct home_place *places, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (places[i].shown && strcmp(places[i].panel->name, name) == 0)
			return true;
	return false;
}

/* A panel whose rows are all hidden from these eyes says so instead of being bare. */
static void fill_seen(struct request *rq, const char *name, const struct home_seen *seen)
{
	page_int(rq->page, arena_printf(rq->arena, "%s.visibili", name), seen->rows - seen->hidden);
	if (seen->hidden)
		page_int(rq->page, arena_printf(rq->arena, "%s.nascosti", name), seen->hidden);
}

struct error *home(struct request *rq)
{
	struct home_seen news = { 0 }, dates = { 0 }, favourites = { 0 }, history = { 0 }, drafts = { 0 };
	struct home_place places[HOME_PANELS];

	TRY(q_home_numeri(rq->db, row(rq, "Conta")));
	TRY(q_home_interventi(rq->db, rows(rq, "Interventi")));
	TRY(q_notifiche_numeri(rq->db, row(rq, "Notizie")));
	TRY(q_home_notifiche(rq->db, home_watch(rq, "Notifica", &news)));
	TRY(q_home_scadenze(rq->db, PANEL_ROWS, home_watch(rq, "Scadenze", &dates)));
	TRY(q_home_preferiti(rq->db, PANEL_ROWS, home_watch(rq, "Preferiti", &favourites)));
	TRY(q_home_cronologia(rq->db, PANEL_ROWS, home_watch(rq, "Cronologia", &history)));
	TRY(q_home_bozze(rq->db, PANEL_ROWS, home_watch(rq, "Bozze", &drafts)));
	TRY(db_wait(rq->db));
	size_t count = arrange(rq, page_get(rq->page, "Conta.disposizione"), places);
	fill_panels(rq, places, count);
	fill_numbers(rq);
	fill_seen(rq, "Preferiti", &favourites);
	fill_seen(rq, "Cronologia", &history);
	notifiche_tabs(rq, "aperte", NULL);
	notifiche_undo(rq);
	page_flag(rq->page, "Home.personalizza", fields_get(&rq->query, "personalizza"));
	page_set(rq->page, "Home.oggi", italian_long_date(rq->arena, italian_today(rq->arena, (int64_t)time(NULL))));
	page_set(rq->page, "Pagina.area", "home");
	const struct { const char *panel; const struct home_seen *seen; } lists[] = {
		{ "notifiche", &news }, { "scadenze", &dates }, { "preferiti", &favourites }, { "cronologia", &history }, { "bozze", &drafts },
	};
	const struct home_seen *seen[sizeof(lists) / sizeof(*lists)];
	size_t seen_count = 0;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (is_shown(places, count, lists[i].panel))
			seen[seen_count++] = lists[i].seen;
	home_audit(rq, "home", seen, seen_count);
	return page_send(rq, "home", "Home");
}

/* The boxes that are ticked are the panels that are shown. */
static void take_boxes(struct request *rq, struct home_place *places, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *ticked;
		size_t at = 0;
		places[i].shown = false;
		while ((ticked = fields_next(&rq->body, "riquadro", &at)))
			places[i].shown = places[i].shown || strcmp(ticked, places[i].panel->name) == 0;
	}
}

struct error *home_personalizza(struct request *rq)
{
	const char *up = fields_get(&rq->body, "su"), *down = fields_get(&rq->body, "giu");
	struct q_home_disposizione stored;
	struct home_place places[HOME_PANELS];
	bool found;

	if (fields_get(&rq->body, "ripristina")) {
		TRY(q_preferenza_mia_togli(rq->db, "home"));
		return redirect(rq, "/?fatto=home-salvata");
	}
	TRY(q_home_disposizione(rq->db, &stored, &found));
	size_t count = arrange(rq, found ? stored.valore : NULL, places);
	take_boxes(rq, places, count);
	if (up)
		home_move(places, count, up, -1);
	if (down)
		home_move(places, count, down, 1);
	TRY(q_preferenza_mia_metti(rq->db, "home", home_words(rq->arena, places, count)));
	return redirect(rq, up || down ? "/?personalizza=1" : "/?fatto=home-salvata");
}

/* ---- the lists that two of the numbers open ---- */

struct error *home_scadenze(struct request *rq)
{
	struct home_seen dates = { 0 };

	TRY(q_home_scadenze(rq->db, LIST_ROWS, home_watch(rq, "Scadenze", &dates)));
	TRY(db_wait(rq->db));
	home_audit(rq, "scadenze", (const struct home_seen *[]){ &dates }, 1);
	page_set(rq->page, "Pagina.area", "home");
	crumb(rq, "Home", "/");
	crumb(rq, "Scadenze", NULL);
	return page_send(rq, "scadenze", "Scadenze dei prossimi 7 giorni");
}

struct error *home_bozze(struct request *rq)
{
	struct home_seen drafts = { 0 };

	TRY(q_home_bozze(rq->db, LIST_ROWS, home_watch(rq, "Bozze", &drafts)));
	TRY(db_wait(rq->db));
	home_audit(rq, "bozze", (const struct home_seen *[]){ &drafts }, 1);
	page_set(rq->page, "Pagina.area", "home");
	crumb(rq, "Home", "/");
	crumb(rq, "Bozze", NULL);
	return page_send(rq, "bozze", "Bozze da completare");
}
