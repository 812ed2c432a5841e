/*
 * «Possibili doppioni»: the queue of pairs that may be one person, two persons side by side, and what is
 * decided of them, with a reason.
 */
#include "db/list.h"
#include "pratica/pratica.h"
#include "soggetto/doppioni.h"

#include <string.h>

#define ROWS 25

/* ---- the queue ---- */

static const struct column columns[] = {
	{ "id", VALUE_INT },            { "stato", VALUE_TEXT },       { "certa", VALUE_BOOL },        { "punti", VALUE_INT },
	{ "motivi", VALUE_TEXT },       { "trovata_il", VALUE_INSTANT }, { "decisa_il", VALUE_INSTANT }, { "decisa_da", VALUE_TEXT },
	{ "motivo", VALUE_TEXT },       { "uno", VALUE_INT },          { "uno_nome", VALUE_TEXT },     { "uno_nata", VALUE_DATE },
	{ "uno_codice", VALUE_TEXT },   { "uno_numero", VALUE_INT },   { "altro", VALUE_INT },         { "altro_nome", VALUE_TEXT },
	{ "altro_nata", VALUE_DATE },   { "altro_codice", VALUE_TEXT }, { "altro_numero", VALUE_INT },
};
static const struct list_order orders[] = {
	{ .name = "probabili", .column = "ordine", .descending = true },
	{ .name = "recenti", .column = "decisa_il", .descending = true, .nullable = true },
};
static const struct list_filter filters[] = {
	{ "stato", "stato", LIST_EQUAL, VALUE_TEXT },
	{ "servizio", "del_servizio", LIST_FLAG, VALUE_BOOL },
};
static const struct list_definition queue = { .from = "elenco_doppioni", .id = "id", LIST_PARTS(columns, orders, filters) };

/* The tabs: a state each, the first is what waits. */
static const struct tab {
	const char *state, *text, *empty;
} tabs[] = {
	{ "proposta", "Da decidere", "Nessuna coppia aspetta una decisione. Il confronto si ripete ogni notte sulle persone nuove o cambiate." },
	{ "collegata", "Collegate", "Non ci sono schede collegate." },
	{ "non_stessa", "Non la stessa persona", "Di nessuna coppia è stato detto che non è la stessa persona." },
	{ "sciolta", "Sciolte", "Nessun collegamento è stato sciolto." },
};
#define TABS (sizeof(tabs) / sizeof(*tabs))

static const struct tab *tab_asked(struct request *rq)
{
	const char *state = fields_get(&rq->query, "stato");

	for (size_t i = 0; state && i < TABS; i++)
		if (strcmp(tabs[i].state, state) == 0)
			return &tabs[i];
	return &tabs[0];
}

static const char *address(struct request *rq, const struct tab *tab, bool all, const char *cursor)
{
	return arena_printf(rq->arena, "/soggetti/doppioni?stato=%s%s%s%s", tab->state, all ? "&tutti=1" : "", cursor ? "&pagina=" : "",
			    cursor ? text_url_encode(rq->arena, cursor) : "");
}

static void choice(struct request *rq, const char *list, size_t number, const char *text, const char *url, bool current)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "%s.%zu", list, number));

	page_set(node, "testo", text);
	page_set(node, "url", url);
	page_flag(node, "corrente", current);
}

static void fill_choices(struct request *rq, const struct tab *tab, bool all)
{
	page_set(rq->page, "Schede.nome", "Stato delle coppie");
	for (size_t i = 0; i < TABS; i++)
		choice(rq, "Schede.voce", i, tabs[i].text, address(rq, &tabs[i], all, NULL), &tabs[i] == tab);
	choice(rq, "Scelta_di_chi", 0, "Persone del tuo servizio", address(rq, tab, false, NULL), !all);
	choice(rq, "Scelta_di_chi", 1, "Di tutti i servizi", address(rq, tab, true, NULL), all);
}

static void register_list(struct request *rq, const struct list_result *result)
{
	struct text *json = text_new(rq->arena);

	text_add(json, "{\"id\":[");
	for (size_t i = 0; i < result->rows; i++)
		text_addf(json, i ? ",%lld" : "%lld", (long long)result->ids[i]);
	text_add(json, "]}");
	audit(rq, "elenca", "doppione", 0, 0);
	audit_detail(rq, json->data);
}

static void path(struct request *rq, const char *last)
{
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, "Possibili doppioni", last ? "/soggetti/doppioni" : NULL);
	if (last)
		crumb(rq, last, NULL);
}

struct error *doppioni_elenco(struct request *rq)
{
	const struct tab *tab = tab_asked(rq);
	bool all = fields_get(&rq->query, "tutti") != NULL, waits = tab == &tabs[0];
	const struct list_value values[] = { { "stato", tab->state }, { "servizio", all ? NULL : "1" } };
	struct list_request request = {
		.values = values, .value_count = sizeof(values) / sizeof(*values), .order = waits ? "probabili" : "recenti",
		.cursor = fields_get(&rq->query, "pagina"), .limit = ROWS, .count = true,
	};
	struct list_result result;

	TRY(list_read(rq->db, &queue, &request, rows(rq, "Coppie"), &result));
	fill_choices(rq, tab, all);
	page_set(rq->page, "Elenco.conteggio", result.beyond ? "oltre 1.000 coppie" : result.total == 1 ? "1 coppia"
		: arena_printf(rq->arena, "%lld coppie", (long long)result.total));
	page_flag(rq->page, "Elenco.da_decidere", waits);
	page_set(rq->page, "Pagine.testo", page_get(rq->page, "Elenco.conteggio"));
	if (result.previous)
		page_set(rq->page, "Pagine.precedente", address(rq, tab, all, result.previous));
	if (result.next)
		page_set(rq->page, "Pagine.successiva", address(rq, tab, all, result.next));
	page_set(rq->page, "Vuoto.titolo", "Niente da mostrare");
	page_set(rq->page, "Vuoto.testo", tab->empty);
	if (!all) {
		page_set(rq->page, "Vuoto.azione.0.testo", "Guarda tutti i servizi");
		page_set(rq->page, "Vuoto.azione.0.url", address(rq, tab, true, NULL));
	}
	register_list(rq, &result);
	path(rq, NULL);
	return page_send(rq, "doppioni", "Possibili doppioni");
}

/* ---- two persons side by side ---- */

/* What may be done of a pair in this state: the buttons, in their order. */
static const struct act {
	const char *state, *name, *text, *done;
	bool first; /* the one that the page is for */
} acts[] = {
	{ "proposta", "collega", "Collega: è la stessa persona", "doppione-collegata", true },
	{ "proposta", "non_stessa", "Non è la stessa persona", "doppione-non-stessa", false },
	{ "superata", "collega", "Collega: è la stessa persona", "doppione-collegata", true },
	{ "superata", "non_stessa", "Non è la stessa persona", "doppione-non-stessa", false },
	{ "sciolta", "collega", "Collega di nuovo", "doppione-collegata", true },
	{ "sciolta", "non_stessa", "Non è la stessa persona", "doppione-non-stessa", false },
	{ "collegata", "sciogli", "Sciogli il collegamento", "doppione-sciolta", true },
	{ "non_stessa", "ritira", "Ritira la decisione", "doppione-ritirata", true },
};
#define ACTS (sizeof(acts) / sizeof(*acts))

static const struct act *act_sent(struct request *rq, const char *state)
{
	const char *name = fields_get(&rq->body, "atto");

	for (size_t i = 0; name && i < ACTS; i++)
		if (strcmp(acts[i].state, state) == 0 && strcmp(acts[i].name, name) == 0)
			return &acts[i];
	return NULL;
}

static void fill_acts(struct request *rq, const char *state)
{
	int count = 0;

	for (size_t i = 0; i < ACTS; i++) {
		if (strcmp(acts[i].state, state) != 0)
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Atti.%d", count++));
		page_set(node, "nome", acts[i].name);
		page_set(node, "testo", acts[i].text);
		page_flag(node, "primo", acts[i].first);
	}
}

static struct error *find(struct request *rq, struct q_doppione_vedi *pair)
{
	bool found;

	TRY(q_doppione_vedi(rq->db, PATH_ID(rq, doppione), pair, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such pair for this operator");
}

static void fill_pair(struct request *rq, const struct q_doppione_vedi *pair)
{
	struct page *node = page_node(rq->page, "Coppia");

	page_set(node, "stato", pair->stato);
	page_int(node, "versione", pair->versione);
	page_flag(node, "certa", pair->certa);
	page_flag(node, "per_altra", pair->per_altra);
	page_set(node, "segnalata_da", pair->segnalata_da);
	page_set(node, "decisa_da", pair->decisa_da);
	page_set(node, "decisa_servizio", pair->decisa_servizio);
	page_set(node, "decisa_il", pair->decisa_il ? italian_date(rq->arena, pair->decisa_il) : NULL);
	page_set(node, "motivo", pair->motivo);
	page_int(node, "uno", pair->uno_soggetto_id.v);
	page_set(node, "uno_nome", pair->uno_nome);
	page_int(node, "altro", pair->altro_soggetto_id.v);
	page_set(node, "altro_nome", pair->altro_nome);
}

static struct error *show(struct request *rq, const struct q_doppione_vedi *pair)
{
	TRY(q_doppione_motivi(rq->db, pair->doppione_id, rows(rq, "Motivi")));
	TRY(q_doppione_confronto(rq->db, pair->doppione_id, rows(rq, "Confronto")));
	TRY(q_doppione_storia(rq->db, pair->doppione_id, rows(rq, "Storia")));
	fill_pair(rq, pair);
	fill_acts(rq, pair->stato);
	form_cancel(rq, "/soggetti/doppioni");
	path(rq, arena_printf(rq->arena, "%s e %s", pair->uno_nome, pair->altro_nome));
	audit(rq, "confronta", "soggetto", pair->uno_soggetto_id.v, pair->uno_soggetto_id.v);
	audit_also(rq, pair->altro_soggetto_id.v);
	return page_send(rq, "doppione", "È la stessa persona?");
}

/* Why, is asked as at the pages of the two (ROL-06), of whom the service has nothing to do with: else whoever
 * points out any two persons would read them here.  Not where the night found one of the service's own. */
static struct error *purpose_owed(struct request *rq, const struct q_doppione_vedi *pair, bool *uno, bool *altro)
{
	TRY(soggetto_purpose_owed(rq, pair->uno_soggetto_id, uno));
	TRY(soggetto_purpose_owed(rq, pair->altro_soggetto_id, altro));
	if (!pair->segnalata_da && !(*uno && *altro))
		*uno = *altro = false;
	return NULL;
}

struct error *doppione_vedi(struct request *rq)
{
	struct q_doppione_vedi pair;
	bool uno, altro, asked = false;

	TRY(find(rq, &pair));
	TRY(purpose_owed(rq, &pair, &uno, &altro));
	if (uno)
		TRY(soggetto_ask_purpose(rq, pair.uno_soggetto_id, pair.uno_nome, &asked));
	else if (altro)
		TRY(soggetto_ask_purpose(rq, pair.altro_soggetto_id, pair.altro_nome, &asked));
	return asked ? NULL : show(rq, &pair);
}

struct error *doppione_decidi(struct request *rq)
{
	struct q_doppione_vedi pair;
	struct q_doppione_decidi done = { 0 };
	const char *sent = fields_get(&rq->body, "_letta");
	int64_t read = 0;
	bool uno, altro;

	TRY(find(rq, &pair));
	TRY(purpose_owed(rq, &pair, &uno, &altro));
	if (uno || altro)
		return redirect(rq, "/soggetti/doppioni/%lld", (long long)pair.doppione_id.v);
	const struct act *act = act_sent(rq, pair.stato);
	if (!form_ok(rq->form))
		return show(rq, &pair);
	/* the version that was read is no field of the form: a reason kept as a draft is good for the next one */
	if (act && sent && text_to_int(sent, &read))
		TRY(q_doppione_decidi(rq->db, pair.doppione_id, read, act->name, form_text(rq->form, "motivo"), &done));
	if (!done.doppione_id.v) {
		form_error(rq->form, NULL, "Nel frattempo un collega ha deciso: guarda che cosa, e premi di nuovo se serve");
		return show(rq, &pair);
	}
	return redirect(rq, "/soggetti/doppioni/%lld?fatto=%s", (long long)pair.doppione_id.v, act->done);
}

/* ---- somebody saw it before the night did ---- */

static struct error *show_new(struct request *rq, const struct scheda *person)
{
	struct q_persona_in_parole chosen;

	page_set(rq->page, "Modulo.salva", "Confronta");
	page_set(rq->page, "Sezione.titolo", "Qual è l’altra scheda");
	page_set(rq->page, "Sezione.nota", "Scegli l’altra scheda che ti sembra della stessa persona. Prima di decidere le "
		"vedi una accanto all’altra.");
	form_cancel(rq, arena_printf(rq->arena, "/soggetti/%lld", (long long)person->id.v));
	TRY(page_send(rq, "sezione_modulo", "Segnala un’altra scheda della stessa persona"));
	/* after page_send, which lays draft and choice over the form */
	return form_has(rq->form, "persona") ? pratica_show_person(rq, rq->form, "persona", &chosen) : NULL;
}

struct error *doppione_nuovo(struct request *rq)
{
	struct scheda *person;

	TRY(soggetto_open_to_write(rq, "dati", &person));
	return person ? show_new(rq, person) : NULL;
}

struct error *doppione_nuovo_segnala(struct request *rq)
{
	struct q_doppione_segnala made;
	struct q_persona_in_parole chosen;
	struct scheda *person;
	bool going;

	TRY(soggetto_open_to_write(rq, "dati", &person));
	if (!person)
		return NULL;
	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(pratica_show_person(rq, rq->form, "persona", &chosen)); /* who is not seen is not there */
	soggetto_id who = { form_int(rq->form, "persona") };
	if (who.v && who.v == person->id.v)
		form_error(rq->form, "persona", "È questa stessa scheda: scegli l’altra");
	if (!form_ok(rq->form))
		return show_new(rq, person);
	TRY(q_doppione_segnala(rq->db, person->id, who, &made));
	return redirect(rq, "/soggetti/doppioni/%lld", (long long)made.doppione_id.v);
}
