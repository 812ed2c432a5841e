/*
 * The list of what the own service received: of all calls, or of one.
 */
#include "db/list.h"
#include "domanda/domanda.h"

#include <inttypes.h>
#include <string.h>

#define ROWS 20
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct column columns[] = {
	{ "id", VALUE_INT },	       { "codice", VALUE_TEXT },   { "stato", VALUE_TEXT },	   { "stato_nome", VALUE_TEXT },
	{ "beneficiario", VALUE_TEXT }, { "mittente", VALUE_TEXT }, { "mittente_ente", VALUE_TEXT }, { "inviata_il", VALUE_INSTANT },
	{ "collegata", VALUE_BOOL },   { "da_verificare", VALUE_BOOL },
};
static const struct list_order orders[] = {
	{ .name = "recenti", .column = "inviata_il", .descending = true },
	{ .name = "vecchie", .column = "inviata_il" },
};
static const struct list_filter filters[] = {
	{ "avviso", "avviso_id", LIST_EQUAL, VALUE_INT },
	{ "codice", "codice", LIST_EQUAL, VALUE_TEXT },
	{ "persona", "beneficiario_chiave", LIST_PREFIX, VALUE_TEXT },
	{ "stato", "stato", LIST_IN, VALUE_TEXT },
	{ "dal", "inviata_il", LIST_FROM, VALUE_INSTANT },
	{ "al", "inviata_il", LIST_TO, VALUE_INSTANT },
	{ "verifica", "da_verificare", LIST_FLAG, VALUE_BOOL },
};
static const struct list_definition received = {
	.from = "elenco_domande",
	.id = "id",
	LIST_PARTS(columns, orders, filters),
};

/* Choices that are no vocabulary. */
static const struct choice states[] = {
	{ "aperte", "Da concludere", NULL },	   { "I", "Inviate", NULL },		{ "V", "In valutazione", NULL },
	{ "N", "Integrazione richiesta", NULL }, { "C", "Colloquio fissato", NULL },	{ "L", "In lista d’attesa", NULL },
	{ "P", "Prese in carico", NULL },	   { "R", "Non prese in carico", NULL }, { "T", "Concluse", NULL },
};

struct values {
	struct list_value list[16];
	size_t count;
};

static void add(struct values *values, const char *filter, const char *value)
{
	if (value)
		values->list[values->count++] = (struct list_value){ filter, value };
}

/* SELF-2026-00104, whatever the case of its letters, or else a name. */
static void add_searched(struct request *rq, struct form *form, struct values *values)
{
	char *typed = form_text(form, "cerca") ? arena_strdup(rq->arena, form_text(form, "cerca")) : NULL;

	if (!typed)
		return;
	if (!strpbrk(typed, "0123456789")) {
		add(values, "persona", typed);
		return;
	}
	for (char *at = typed; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	add(values, "codice", typed);
}

static void fill_values(struct request *rq, struct form *form, struct values *values)
{
	static const char *const open[] = { "I", "V", "N", "C", "L", "P" };
	const char *state = form_text(form, "stato");

	add_searched(rq, form, values);
	if (state && strcmp(state, "aperte") == 0)
		for (size_t i = 0; i < COUNT(open); i++)
			add(values, "stato", open[i]);
	else
		add(values, "stato", state);
	add(values, "dal", form_date(form, "dal"));
	add(values, "al", form_date(form, "al"));
	if (form_bool(form, "verifica"))
		add(values, "verifica", "1");
}

static const char *address(struct request *rq, struct form *form, const char *here, const char *without, const char *order, const char *cursor)
{
	const struct form_definition *definition = form_definition(form);
	const char *url = here;

	for (size_t i = 0; i < definition->field_count; i++) {
		const char *name = definition->fields[i].name, *value = form_raw(form, name);
		if (value && !(without && strcmp(name, without) == 0))
			url = path_with(rq, url, name, value);
	}
	if (order && strcmp(order, orders[0].name) != 0)
		url = path_with(rq, url, "ordine", order);
	return path_with(rq, url, "da", cursor);
}

static bool fill_chips(struct request *rq, struct form *form, const char *here, const char *order)
{
	const struct form_definition *definition = form_definition(form);
	int n = 0;

	for (size_t i = 0; i < definition->field_count; i++) {
		const char *words = form_raw(form, definition->fields[i].name) ? form_words(form, definition->fields[i].name) : NULL;
		if (!words)
			continue;
		struct page *chip = page_node(rq->page, arena_printf(rq->arena, "Filtri.voce.%d", n++));
		page_setf(chip, "testo", "%s: %s", definition->fields[i].label, words);
		page_set(chip, "url", address(rq, form, here, definition->fields[i].name, order, NULL));
	}
	page_set(rq->page, "Filtri.tutti", n > 1 ? here : "");
	return n > 0;
}

static void fill_around(struct request *rq, struct form *form, const char *here, const struct list_result *result, bool first)
{
	static const char *const heads[] = { "Numero", "Persona", "Segnalata da", "Inviata", "Stato" };
	const char *other = strcmp(result->order, orders[0].name) == 0 ? orders[1].name : orders[0].name;
	bool filtered = fill_chips(rq, form, here, result->order);

	for (size_t i = 0; i < COUNT(heads); i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Elenco.colonna.%zu", i));
		page_set(node, "testo", heads[i]);
		if (i != 3)
			continue;
		page_set(node, "url", address(rq, form, here, NULL, other, NULL));
		page_set(node, "ordine", strcmp(result->order, orders[0].name) == 0 ? "descending" : "ascending");
	}
	page_setf(rq->page, "Pagine.testo", first ? "Da 1 a %zu" : "%zu in questa pagina", result->rows);
	if (result->previous)
		page_set(rq->page, "Pagine.precedente", address(rq, form, here, NULL, result->order, result->previous));
	if (result->next)
		page_set(rq->page, "Pagine.successiva", address(rq, form, here, NULL, result->order, result->next));
	page_set(rq->page, "Vuoto.titolo", filtered ? "Niente con questi filtri" : "Ancora nessuna domanda");
	page_set(rq->page, "Vuoto.testo", filtered ? "Togli un filtro per allargare la ricerca."
						  : "Qui trovi le domande e le segnalazioni che il tuo servizio riceve.");
	page_set(rq->page, "Elenco.qui", here);
}

static void register_list(struct request *rq, const struct list_result *result, bool searched)
{
	struct text *json = text_new(rq->arena);

	text_add(json, "{\"domande\":[");
	for (size_t i = 0; i < result->rows; i++)
		text_addf(json, "%s%" PRId64, i ? "," : "", result->ids[i]);
	text_add(json, "]}");
	audit(rq, searched ? "cerca" : "elenca", "domanda", 0, 0);
	audit_detail(rq, json->data);
}

static struct error *show_list(struct request *rq, const char *here, const char *call, const char *title)
{
	struct values values = { .count = 0 };
	struct list_result result;
	struct form *form;

	TRY(form_asked(rq, "cerca_domande", &form));
	form_choices(form, "stato_domanda_elenco", states, COUNT(states));
	add(&values, "avviso", call);
	fill_values(rq, form, &values);
	const struct list_request request = { .values = values.list, .value_count = values.count, .order = fields_get(&rq->query, "ordine"),
					      .cursor = fields_get(&rq->query, "da"), .limit = ROWS };
	TRY(list_read(rq->db, &received, &request, rows(rq, "Domande"), &result));
	register_list(rq, &result, values.count > (call ? 1 : 0));
	fill_around(rq, form, here, &result, !request.cursor);
	page_flag(rq->page, "Pagina.ricerca", true);
	form_show(rq, form, "Modulo");
	return page_send(rq, "domande_elenco", title);
}

struct error *domande_elenco(struct request *rq)
{
	page_set(rq->page, "Pagina.area", "domande");
	crumb(rq, "Home", "/");
	crumb(rq, "Domande e segnalazioni", NULL);
	return show_list(rq, "/domande", NULL, "Domande e segnalazioni");
}

/* ---- calls ---- */

struct error *avvisi_elenco(struct request *rq)
{
	TRY(q_avvisi_elenco(rq->db, rows(rq, "Avvisi")));
	page_set(rq->page, "Pagina.area", "avvisi");
	page_flag(rq->page, "Avvisi.segnala", session_may(rq->session, SEGNALA));
	crumb(rq, "Home", "/");
	crumb(rq, "Avvisi e Graduatorie", NULL);
	return page_send(rq, "avvisi", "Avvisi e Graduatorie");
}

static struct error *open_call(struct request *rq, struct q_avviso_leggi *call)
{
	bool found;

	TRY(q_avviso_leggi(rq->db, PATH_ID(rq, avviso), call, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such call for this service");
	page_set(rq->page, "Pagina.area", "avvisi");
	crumb(rq, "Home", "/");
	crumb(rq, "Avvisi e Graduatorie", "/avvisi");
	return NULL;
}

struct error *avviso_vedi(struct request *rq)
{
	struct q_avviso_leggi call;

	TRY(open_call(rq, &call));
	page_int(rq->page, "Avviso.id", call.avviso_id.v);
	page_set(rq->page, "Avviso.titolo", call.titolo);
	page_set(rq->page, "Avviso.descrizione", call.descrizione);
	page_set(rq->page, "Avviso.servizio", call.servizio);
	page_set(rq->page, "Avviso.telefono", call.telefono);
	page_set(rq->page, "Avviso.email", call.email);
	page_set(rq->page, "Avviso.dal", italian_date(rq->arena, arena_strndup(rq->arena, call.aperto_dal, 10)));
	if (call.aperto_al)
		page_set(rq->page, "Avviso.al", italian_date(rq->arena, arena_strndup(rq->arena, call.aperto_al, 10)));
	page_flag(rq->page, "Avviso.aperto", call.aperto);
	page_flag(rq->page, "Avviso.esterni", call.esterni);
	page_flag(rq->page, "Avviso.mio", call.mio);
	page_flag(rq->page, "Avviso.self", strcmp(call.kind, "self") == 0 && session_may(rq->session, SEGNALA));
	if (call.mio)
		TRY(q_avviso_numeri(rq->db, call.avviso_id, rows(rq, "Numeri")));
	crumb(rq, call.titolo, NULL);
	return page_send(rq, "avviso", call.titolo);
}

struct error *avviso_domande(struct request *rq)
{
	struct q_avviso_leggi call;

	TRY(open_call(rq, &call));
	const char *id = arena_printf(rq->arena, "%" PRId64, call.avviso_id.v);
	crumb(rq, call.titolo, arena_printf(rq->arena, "/avvisi/%s", id));
	crumb(rq, "Domande", NULL);
	return show_list(rq, arena_printf(rq->arena, "/avvisi/%s/domande", id), id, arena_printf(rq->arena, "Domande: %s", call.titolo));
}
