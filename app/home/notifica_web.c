/*
 * Notifications (HOM-02 … HOM-06): what waits, what was put aside, what is over.  Row-level
 * security shows and changes one's own only.
 */
#include "db/list.h"
#include "home/home.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS 30
#define SNOOZE_DAYS 366

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct column columns[] = {
	{ "id", VALUE_INT }, { "tipo", VALUE_TEXT }, { "testo", VALUE_TEXT }, { "creata_il", VALUE_INSTANT },
	{ "da_leggere", VALUE_BOOL }, { "pratica", VALUE_INT }, { "soggetto", VALUE_INT }, { "cosa", VALUE_TEXT },
	{ "titolare", VALUE_TEXT }, { "da", VALUE_TEXT }, { "altro_servizio", VALUE_TEXT }, { "da_prendere", VALUE_BOOL },
	{ "rinviata_al", VALUE_DATE }, { "presa_il", VALUE_INSTANT }, { "archiviata_il", VALUE_INSTANT },
	{ "domanda", VALUE_INT }, { "via", VALUE_TEXT },
};
static const struct list_order orders[] = {
	{ .name = "recenti", .column = "id", .descending = true },
};
static const struct list_filter filters[] = {
	{ "tipo", "tipo", LIST_IN, VALUE_TEXT },
};

/* The three views, each with its index. */
static const struct view {
	const char *name, *text, *empty, *why;
	struct list_definition list;
} views[] = {
	{ "aperte", "Da vedere", "Nessuna notifica da vedere", "Quando un collega ti assegna una pratica o ti risponde, lo trovi qui.",
	  { .from = "notifiche_aperte", .id = "id", LIST_PARTS(columns, orders, filters) } },
	{ "nascoste", "Nascoste e rinviate", "Nessuna notifica nascosta", "Qui trovi le notifiche che nascondi o rinvii a un altro giorno.",
	  { .from = "notifiche_nascoste", .id = "id", LIST_PARTS(columns, orders, filters) } },
	{ "archivio", "Archivio", "L’archivio è vuoto", "Qui trovi le notifiche archiviate e le pratiche prese in carico.",
	  { .from = "notifiche_archivio", .id = "id", LIST_PARTS(columns, orders, filters) } },
};

static const struct sort {
	const char *name, *text, *count;
	const char *kinds[2];
} sorts[] = {
	{ "assegnazioni", "Assegnazioni", "Notizie.assegnazioni", { "assegnazione", NULL } },
	{ "passaggi", "Passaggi e revoche", "Notizie.passaggi", { "passaggio", "revoca" } },
	{ "richieste", "Richieste", "Notizie.richieste", { "richiesta", NULL } },
	{ "decisioni", "Da decidere", "Notizie.decisioni", { "decisione", NULL } },
	{ "domande", "Domande e segnalazioni", "Notizie.domande", { "domanda", NULL } },
	{ "esiti", "Esiti", "Notizie.esiti", { "risposta", NULL } },
	{ "scadenze", "Scadenze", "Notizie.scadenze", { "scadenza", NULL } },
	{ "avvisi", "Avvisi", "Notizie.avvisi", { "avviso", NULL } },
};

static const struct view *view_named(const char *name)
{
	for (size_t i = 0; name && i < COUNT(views); i++)
		if (strcmp(views[i].name, name) == 0)
			return &views[i];
	return &views[0];
}

static const struct sort *sort_named(const char *name)
{
	for (size_t i = 0; name && i < COUNT(sorts); i++)
		if (strcmp(sorts[i].name, name) == 0)
			return &sorts[i];
	return NULL;
}

static const char *address(struct request *rq, const char *view, const char *type, const char *cursor)
{
	const char *path = path_with(rq, "/notifiche", "vista", strcmp(view, "aperte") == 0 ? NULL : view);

	return path_with(rq, path_with(rq, path, "tipo", type), "da", cursor);
}

static void tab(struct request *rq, int n, const char *text, const char *url, const char *count, bool here)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Schede.voce.%d", n));

	page_set(node, "testo", text);
	page_set(node, "url", url);
	page_set(node, "conta", count);
	page_flag(node, "corrente", here);
}

/* A kind of which there is none now needs no tab. */
void notifiche_tabs(struct request *rq, const char *view, const char *type)
{
	bool open = strcmp(view, "aperte") == 0;
	int n = 0;

	page_set(rq->page, "Schede.nome", "Tipo di notifica");
	tab(rq, n++, "Tutte", address(rq, view, NULL, NULL), open ? home_capped(rq, "Notizie.tutte") : "", !type);
	for (size_t i = 0; i < COUNT(sorts); i++) {
		const char *count = open ? home_capped(rq, sorts[i].count) : "";
		bool here = type && strcmp(type, sorts[i].name) == 0;
		if (*count || here || !open)
			tab(rq, n++, sorts[i].text, address(rq, view, sorts[i].name, NULL), count, here);
	}
	page_set(rq->page, "Notizie.nascoste_testo", home_capped(rq, "Notizie.nascoste"));
}

/* ---- ids: a list of digits, with commas in the database and hyphens in addresses ---- */

static const char *ids_of(struct request *rq, const char *field, char between)
{
	struct text *list = text_new(rq->arena);
	const char *value;
	size_t at = 0, count = 0;
	int64_t id;

	while ((value = fields_next(&rq->body, field, &at)) && count < 1000)
		if (text_to_int(value, &id) && id > 0)
			text_addf(list, "%.*s%lld", count++ ? 1 : 0, &between, (long long)id);
	return list->data;
}

static const char *as_array(struct request *rq, const char *ids)
{
	return arena_printf(rq->arena, "{%s}", ids);
}

static const struct deed {
	const char *name, *one, *many;
} deeds[] = {
	{ "nascoste", "La notifica è nascosta.", "Le notifiche sono nascoste." },
	{ "archiviate", "La notifica è nell’archivio.", "Le notifiche sono nell’archivio." },
	{ "rinviate", "La notifica torna nel giorno scelto.", "Le notifiche tornano nel giorno scelto." },
};

void notifiche_undo(struct request *rq)
{
	const char *done = fields_get(&rq->query, "atto"), *ids = fields_get(&rq->query, "annulla");
	int n = 0;

	if (!done || !ids)
		return;
	while (*ids && n < ROWS) {
		size_t size = strspn(ids, "0123456789");
		if (size == 0 || size > 18)
			return;
		page_set(rq->page, arena_printf(rq->arena, "Annullo.id.%d", n++), arena_strndup(rq->arena, ids, size));
		ids += size;
		ids += *ids == '-';
	}
	for (size_t i = 0; n > 0 && i < COUNT(deeds); i++)
		if (strcmp(done, deeds[i].name) == 0) {
			page_set(rq->page, "Annullo.atto", done);
			page_set(rq->page, "Annullo.testo", n == 1 ? deeds[i].one : deeds[i].many);
		}
}

/* ---- the list ---- */

static void fill_list(struct request *rq, const struct view *view, const char *type, const struct list_result *result)
{
	for (size_t i = 0; i < COUNT(views); i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Viste.%zu", i));
		page_set(node, "testo", views[i].text);
		page_set(node, "url", address(rq, views[i].name, NULL, NULL));
		page_flag(node, "corrente", view == &views[i]);
	}
	page_set(rq->page, "Elenco.vista", view->name);
	page_setf(rq->page, "Pagine.testo", result->rows == 1 ? "1 notifica" : "%zu notifiche", result->rows);
	page_set(rq->page, "Pagine.precedente", result->previous ? address(rq, view->name, type, result->previous) : "");
	page_set(rq->page, "Pagine.successiva", result->next ? address(rq, view->name, type, result->next) : "");
	page_set(rq->page, "Vuoto.titolo", view->empty);
	page_set(rq->page, "Vuoto.testo", view->why);
}

static struct error *list_page(struct request *rq, const struct fields *asked, const char *chosen)
{
	const struct view *view = view_named(fields_get(asked, "vista"));
	const struct sort *sort = sort_named(fields_get(asked, "tipo"));
	const char *cursor = fields_get(asked, "da");
	struct home_seen seen = { .chosen = chosen };
	struct list_value values[2];
	struct list_result result;
	size_t count = 0;

	for (size_t i = 0; sort && i < COUNT(sort->kinds) && sort->kinds[i]; i++)
		values[count++] = (struct list_value){ "tipo", sort->kinds[i] };
	TRY(q_notifiche_numeri(rq->db, row(rq, "Notizie")));
	const struct list_request request = { .values = values, .value_count = count, .cursor = cursor, .limit = ROWS };
	TRY(list_read(rq->db, &view->list, &request, home_watch(rq, "Notifica", &seen), &result));
	home_audit(rq, "notifica", (const struct home_seen *[]){ &seen }, 1);
	fill_list(rq, view, sort ? sort->name : NULL, &result);
	notifiche_tabs(rq, view->name, sort ? sort->name : NULL);
	page_set(rq->page, "Elenco.tipo", sort ? sort->name : "");
	page_set(rq->page, "Elenco.da", cursor ? cursor : "");
	page_set(rq->page, "Elenco.qui", address(rq, view->name, sort ? sort->name : NULL, cursor));
	page_set(rq->page, "Pagina.area", "home");
	crumb(rq, "Home", "/");
	crumb(rq, "Notifiche", NULL);
	return page_send(rq, "notifiche", "Notifiche");
}

struct error *notifiche_elenco(struct request *rq)
{
	notifiche_undo(rq);
	return list_page(rq, &rq->query, NULL);
}

/* ---- what is done with them ---- */

/* The page again, with what was ticked and what is missing. */
static struct error *refuse(struct request *rq, const char *chosen, const char *field, const char *sentence)
{
	page_set(rq->page, "Elenco.errore", sentence);
	page_set(rq->page, "Elenco.errore_campo", field);
	page_set(rq->page, "Elenco.al", fields_get(&rq->body, "al"));
	TRY(list_page(rq, &rq->body, chosen));
	page_flag(rq->page, "Pagina.errore", true);
	rq->web->status = 422;
	return NULL;
}

static struct error *done(struct request *rq, const char *deed, const char *ids)
{
	return redirect(rq, "%s", path_with(rq, path_with(rq, return_path(rq), "atto", deed), "annulla", ids));
}

static const char *day_from_now(struct request *rq, int days)
{
	return italian_today(rq->arena, (int64_t)time(NULL) + (int64_t)days * 86400);
}

/* «Rinvia a»: a day that is still to come, within a year. */
static struct error *snooze(struct request *rq, const char *ids, const char *marked)
{
	const char *typed = fields_get(&rq->body, "al"), *day = NULL, *why = NULL;

	if (!typed || !*text_trim(rq->arena, typed))
		why = "Scegli il giorno in cui rivedere le notifiche";
	else if (form_parse_date(rq->arena, typed, false, &day, &why) && strcmp(day, day_from_now(rq, 0)) <= 0)
		why = "Scegli un giorno dopo oggi";
	else if (!why && strcmp(day, day_from_now(rq, SNOOZE_DAYS)) > 0)
		why = "Scegli un giorno entro un anno";
	if (why)
		return refuse(rq, ids, "al", why);
	TRY(q_notifiche_rinvia(rq->db, day, as_array(rq, ids)));
	return done(rq, "rinviate", marked);
}

/* Taken in charge: the notification is over, the assignment answered, the case opens (HOM-03). */
static struct error *take(struct request *rq, int64_t id)
{
	struct q_notifica_prendi row;
	bool found;

	TRY(q_notifica_prendi(rq->db, (notifica_id){ id }, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such notification to take");
	TRY(q_notifica_accetta(rq->db, row.assegnazione_id));
	if (!row.pratica_id.v)
		return redirect(rq, "%s", return_path(rq));
	return redirect(rq, "/pratiche/%lld?fatto=accettata", (long long)row.pratica_id.v);
}

/* A button of the bar acts on what is ticked. */
static struct error *act_on_ticked(struct request *rq, const char *act)
{
	const char *ids = ids_of(rq, "id", ','), *marked = ids_of(rq, "id", '-');

	if (!*ids)
		return refuse(rq, ids, "id", "Scegli almeno una notifica");
	if (strcmp(act, "rinvia") == 0)
		return snooze(rq, ids, marked);
	if (strcmp(act, "nascondi") == 0) {
		TRY(q_notifiche_nascondi(rq->db, as_array(rq, ids)));
		return done(rq, "nascoste", marked);
	}
	if (strcmp(act, "archivia") == 0) {
		TRY(q_notifiche_archivia(rq->db, as_array(rq, ids)));
		return done(rq, "archiviate", marked);
	}
	if (strcmp(act, "lette") == 0) {
		TRY(q_notifiche_lette(rq->db, as_array(rq, ids)));
		return redirect(rq, "%s", path_with(rq, return_path(rq), "fatto", "notifiche-lette"));
	}
	if (strcmp(act, "mostra") != 0)
		return error_raise(ERR_BAD_REQUEST, "an act that notifications do not know");
	TRY(q_notifiche_mostra(rq->db, as_array(rq, ids)));
	return redirect(rq, "%s", path_with(rq, return_path(rq), "fatto", "notifiche-mostrate"));
}

/* A button of one row carries its id. */
static struct error *act_on_one(struct request *rq, const char *act)
{
	const char *id = ids_of(rq, act, '-');

	if (!*id)
		return error_raise(ERR_BAD_REQUEST, "%s names no notification", act);
	const char *array = as_array(rq, id);
	if (strcmp(act, "nascondi") == 0) {
		TRY(q_notifiche_nascondi(rq->db, array));
		return done(rq, "nascoste", id);
	}
	if (strcmp(act, "archivia") == 0) {
		TRY(q_notifiche_archivia(rq->db, array));
		return done(rq, "archiviate", id);
	}
	if (strcmp(act, "mostra") == 0) {
		TRY(q_notifiche_mostra(rq->db, array));
		return redirect(rq, "%s", path_with(rq, return_path(rq), "fatto", "notifiche-mostrate"));
	}
	TRY(q_notifiche_rinvia_di(rq->db, strcmp(act, "domani") == 0 ? 1 : 7, array));
	return done(rq, "rinviate", id);
}

static struct error *take_back(struct request *rq, const char *deed)
{
	TRY(q_notifiche_annulla(rq->db, deed, as_array(rq, ids_of(rq, "id", ','))));
	return redirect(rq, "%s", path_with(rq, return_path(rq), "fatto", "notifiche-mostrate"));
}

struct error *notifiche_fai(struct request *rq)
{
	static const char *const of_one_row[] = { "nascondi", "archivia", "mostra", "domani", "settimana" };
	const char *taken = fields_get(&rq->body, "prendi"), *deed = fields_get(&rq->body, "annulla");
	const char *act = fields_get(&rq->body, "azione");
	int64_t id;

	if (taken)
		return text_to_int(taken, &id) && id > 0 ? take(rq, id) : error_raise(ERR_BAD_REQUEST, "no id");
	if (deed)
		return take_back(rq, deed);
	for (size_t i = 0; i < COUNT(of_one_row); i++)
		if (fields_get(&rq->body, of_one_row[i]))
			return act_on_one(rq, of_one_row[i]);
	if (act)
		return act_on_ticked(rq, act);
	return error_raise(ERR_BAD_REQUEST, "nothing to do with the notifications");
}
