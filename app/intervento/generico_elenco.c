/*
 * The list of generic interventions with its side search (GEN-03 .. GEN-06).
 *
 * The three scopes start from an index each: the cases of the service, those of one operatore di
 * riferimento, and the access list for those that were assigned.
 */
#include "db/list.h"
#include "intervento/generico.h"
#include "pratica/pratica.h"

#include <string.h>

#define HERE "/interventi/generici"
#define ROWS 20

static const struct column columns[] = {
	{ "id", VALUE_INT },	    { "codice", VALUE_TEXT },	   { "tipo", VALUE_TEXT },
	{ "titolare", VALUE_TEXT }, { "data_inizio", VALUE_DATE }, { "data_fine", VALUE_DATE },
	{ "stato", VALUE_TEXT },    { "stato_nome", VALUE_TEXT },  { "riferimento", VALUE_TEXT },
	{ "servizio", VALUE_TEXT },
};
static const struct list_order orders[] = {
	{ .name = "recenti", .column = "data_inizio", .descending = true },
	{ .name = "vecchi", .column = "data_inizio" },
	{ .name = "codice", .column = "id", .descending = true },
	{ .name = "codice-vecchi", .column = "id" },
};
static const struct list_filter filters[] = {
	{ "servizio", "servizio_id", LIST_EQUAL, VALUE_INT },
	{ "operatore", "riferimento_operatore_id", LIST_EQUAL, VALUE_INT },
	{ "codice", "codice", LIST_EQUAL, VALUE_TEXT },
	{ "codice_fiscale", "codice_fiscale", LIST_EQUAL, VALUE_TEXT },
	{ "cognome", "titolare_chiave", LIST_PREFIX, VALUE_TEXT },
	{ "nome", "titolare_nome", LIST_PREFIX, VALUE_TEXT },
	{ "tipo", "tipo_codice", LIST_EQUAL, VALUE_TEXT },
	{ "stato", "stato", LIST_IN, VALUE_TEXT },
	{ "dal", "data_inizio", LIST_FROM, VALUE_DATE },
	{ "al", "data_inizio", LIST_TO, VALUE_DATE },
	{ "fine_dal", "data_fine", LIST_FROM, VALUE_DATE },
	{ "fine_al", "data_fine", LIST_TO, VALUE_DATE },
	{ "comune", "residenza_comune_id", LIST_EQUAL, VALUE_INT },
	{ "inps", "inps", LIST_EQUAL, VALUE_TEXT },
	{ "senza_inps", "senza_inps", LIST_FLAG, VALUE_BOOL },
	{ "senza_protocollo", "senza_protocollo", LIST_FLAG, VALUE_BOOL },
};
static const struct list_definition of_service = {
	.from = "elenco_interventi_generici",
	.id = "id",
	LIST_PARTS(columns, orders, filters),
};
static const struct list_definition of_assignments = {
	.from = "elenco_interventi_generici_assegnati",
	.id = "id",
	LIST_PARTS(columns, orders, filters),
};

/* Choices that are not vocabularies. */
static const struct choice scopes[] = {
	{ "servizio", "Del mio servizio", NULL },
	{ "assegnati", "Assegnati a me o al mio servizio", NULL },
	{ "miei", "Di cui sono il riferimento", NULL },
};
static const struct choice states[] = {
	{ "aperti", "Aperti (attivi e sospesi)", NULL },
	{ "A", "Attivi", NULL },
	{ "S", "Sospesi", NULL },
	{ "T", "Terminati", NULL },
	{ "X", "Annullati", NULL },
};
static const struct choice missing[] = {
	{ "inps", "Senza codice INPS", NULL },
	{ "protocollo", "Senza numero o data di protocollo", NULL },
};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- the search ---- */

static struct error *search_choices(struct request *rq, struct form *form)
{
	struct q_colleghi_elenco *people;
	struct q_comuni_ambito *places;
	size_t count;

	form_choices(form, "ambito_elenco", scopes, COUNT(scopes));
	form_choices(form, "stato_elenco", states, COUNT(states));
	form_choices(form, "mancanti_elenco", missing, COUNT(missing));
	TRY(q_colleghi_elenco(rq->db, &people, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld",
							(long long)people[i].operatore_id.v),
					   people[i].nome, NULL };
	form_choices(form, "collega_elenco", list, count);
	TRY(q_comuni_ambito(rq->db, &places, &count));
	list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld",
							(long long)places[i].comune_id.v),
					   places[i].denominazione, NULL };
	form_choices(form, "comune_elenco", list, count);
	return NULL;
}

static bool is(struct form *form, const char *field, const char *value)
{
	const char *here = form_text(form, field);

	return here && strcmp(here, value) == 0;
}

struct values {
	struct list_value list[24];
	size_t count;
};

static void add(struct values *values, const char *filter, const char *value)
{
	if (value)
		values->list[values->count++] = (struct list_value){ filter, value };
}

/* An id that nobody of ours wrote is in no list: the sentence stands beside the field. */
static void add_id(struct values *values, const char *filter, const char *value)
{
	int64_t id;

	if (value && text_to_int(value, &id))
		add(values, filter, value);
}

static void add_scope(struct request *rq, struct form *form, struct values *values)
{
	if (is(form, "ambito", "assegnati"))
		return;
	if (is(form, "ambito", "miei"))
		add(values, "operatore",
		    arena_printf(rq->arena, "%lld", (long long)rq->session->operator.v));
	add(values, "servizio",
	    arena_printf(rq->arena, "%lld", (long long)rq->session->service.v));
}

static void add_person(struct request *rq, struct form *form, struct values *values)
{
	static const char *const filter[] = {
		[SEARCH_NAME] = "cognome",
		[SEARCH_TAX_CODE] = "codice_fiscale",
		[SEARCH_CODE] = "codice",
	};
	const char *typed = form_text(form, "cerca");

	if (typed) {
		const char *value = NULL;
		enum intervento_search kind = intervento_search(rq->arena, typed, &value);
		add(values, filter[kind], value);
	}
	add(values, "nome", form_text(form, "nome"));
}

/* What was asked for, as filters of the list; a field that is wrong filters nothing. */
static void fill_values(struct request *rq, struct form *form, struct values *values)
{
	static const char *const dates[] = { "dal", "al", "fine_dal", "fine_al" };

	add_scope(rq, form, values);
	add_person(rq, form, values);
	add(values, "tipo", form_text(form, "tipo"));
	if (is(form, "stato", "aperti")) {
		add(values, "stato", "A");
		add(values, "stato", "S");
	} else {
		add(values, "stato", form_text(form, "stato"));
	}
	for (size_t i = 0; i < COUNT(dates); i++)
		add(values, dates[i], form_date(form, dates[i]));
	add_id(values, "operatore", form_text(form, "operatore"));
	add_id(values, "comune", form_text(form, "comune"));
	if (form_text(form, "inps")) {
		char *code = arena_strdup(rq->arena, form_text(form, "inps"));
		code[0] = code[0] == 'a' ? 'A' : code[0];
		add(values, "inps", code);
	}
	if (is(form, "mancanti", "inps"))
		add(values, "senza_inps", "1");
	if (is(form, "mancanti", "protocollo"))
		add(values, "senza_protocollo", "1");
}

/* ---- addresses: filters, order and page are all there ---- */

/* The address of this list without one field (NULL: with all). */
static const char *address(struct request *rq, struct form *form, const char *without,
			   const char *order, const char *cursor)
{
	const struct form_definition *definition = form_definition(form);
	struct text *url = text_new(rq->arena);
	const char *sign = "?";

	text_add(url, HERE);
	for (size_t i = 0; i < definition->field_count; i++) {
		const char *name = definition->fields[i].name, *value = form_raw(form, name);
		if (!value || (without && strcmp(name, without) == 0))
			continue;
		text_addf(url, "%s%s=%s", sign, name, text_url_encode(rq->arena, value));
		sign = "&";
	}
	if (order && strcmp(order, orders[0].name) != 0) {
		text_addf(url, "%sordine=%s", sign, order);
		sign = "&";
	}
	if (cursor)
		text_addf(url, "%sda=%s", sign, text_url_encode(rq->arena, cursor));
	return url->data;
}

static void fill_chips(struct request *rq, struct form *form, const char *order)
{
	const struct form_definition *definition = form_definition(form);
	int n = 0;

	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *words = form_words(form, field->name);
		if (!words ||
		    (strcmp(field->name, "ambito") == 0 && is(form, "ambito", "servizio")))
			continue;
		struct page *chip =
			page_node(rq->page, arena_printf(rq->arena, "Filtri.voce.%d", n++));
		page_setf(chip, "testo", "%s: %s", field->label, words);
		page_set(chip, "url", address(rq, form, field->name, order, NULL));
	}
	page_set(rq->page, "Filtri.tutti", n > 1 ? HERE : "");
}

static void head(struct request *rq, struct form *form, int n, const char *text, const char *order,
		 const char *down, const char *up)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Elenco.colonna.%d", n));

	page_set(node, "testo", text);
	if (!down)
		return;
	bool descending = strcmp(order, down) == 0, ascending = strcmp(order, up) == 0;
	page_set(node, "ordine", descending ? "descending" : ascending ? "ascending" : "");
	page_set(node, "url", address(rq, form, NULL, descending ? up : down, NULL));
}

static void fill_heads(struct request *rq, struct form *form, const char *order)
{
	head(rq, form, 0, "Codice", order, "codice", "codice-vecchi");
	head(rq, form, 1, "Tipo", order, NULL, NULL);
	head(rq, form, 2, "Soggetto", order, NULL, NULL);
	head(rq, form, 3, "Data inizio", order, "recenti", "vecchi");
	head(rq, form, 4, "Stato", order, NULL, NULL);
	head(rq, form, 5, "Riferimento", order, NULL, NULL);
	head(rq, form, 6, "Servizio", order, NULL, NULL);
}

/* ---- around the rows ---- */

static void fill_count(struct request *rq, const struct list_result *result, bool first)
{
	const char *total = italian_number(rq->arena, result->total);

	if (result->total < 0) {
		page_setf(rq->page, "Pagine.testo",
			  first ? "Da 1 a %zu" : "%zu interventi in questa pagina", result->rows);
		return;
	}
	page_setf(rq->page, "Elenco.conteggio", "%s%s %s", result->beyond ? "oltre " : "", total,
		  result->total == 1 ? "intervento" : "interventi");
	if (first)
		page_setf(rq->page, "Pagine.testo", "Da 1 a %zu di %s%s", result->rows,
			  result->beyond ? "oltre " : "", total);
}

/* Nothing found: what to take away, or where to begin. */
static void fill_empty(struct request *rq, bool filtered)
{
	page_set(rq->page, "Vuoto.titolo",
		 filtered ? "Nessun intervento con questi filtri" : "Ancora nessun intervento");
	page_set(rq->page, "Vuoto.testo",
		 filtered ? "Togli un filtro per allargare la ricerca."
			  : "Qui trovi gli interventi del tuo servizio.");
	if (filtered) {
		page_set(rq->page, "Vuoto.azione.0.testo", "Togli tutti i filtri");
		page_set(rq->page, "Vuoto.azione.0.url", HERE);
	} else if (session_may(rq->session, INTERVENTO_SCRIVI)) {
		page_set(rq->page, "Vuoto.azione.0.testo", "Nuovo intervento");
		page_set(rq->page, "Vuoto.azione.0.url", HERE "/nuovo");
	}
}

/* Terms and ids shown, never contents (AUD-1). */
static void register_search(struct request *rq, struct form *form, const struct list_result *result)
{
	const struct form_definition *definition = form_definition(form);
	struct text *json = text_new(rq->arena);
	bool any = false;

	text_add(json, "{\"termini\":{");
	for (size_t i = 0; i < definition->field_count; i++) {
		const char *value = form_raw(form, definition->fields[i].name);
		if (!value)
			continue;
		text_add(json, any ? "," : "");
		text_add_json(json, definition->fields[i].name);
		text_add(json, ":");
		text_add_json(json, value);
		any = true;
	}
	text_add(json, "},\"pratiche\":[");
	for (size_t i = 0; i < result->rows; i++)
		text_addf(json, "%s%lld", i ? "," : "", (long long)result->ids[i]);
	text_add(json, "]}");
	audit(rq, any ? "cerca" : "elenca", "pratica", 0, 0);
	audit_detail(rq, json->data);
}

static bool searched(struct form *form)
{
	const struct form_definition *definition = form_definition(form);

	for (size_t i = 0; i < definition->field_count; i++)
		if (form_raw(form, definition->fields[i].name))
			return true;
	return false;
}

struct error *intervento_generico_elenco(struct request *rq)
{
	const char *cursor = fields_get(&rq->query, "da");
	struct values values = { .count = 0 };
	struct list_result result;
	struct form *form;

	TRY(form_asked(rq, "cerca_interventi", &form));
	TRY(search_choices(rq, form));
	fill_values(rq, form, &values);
	const struct list_request request = {
		.values = values.list,
		.value_count = values.count,
		.order = fields_get(&rq->query, "ordine"),
		.cursor = cursor,
		.limit = ROWS,
		/* only of what was searched: counting costs more than the page itself (GEN-05) */
		.count = !cursor && searched(form),
	};
	TRY(list_read(rq->db, is(form, "ambito", "assegnati") ? &of_assignments : &of_service,
		      &request, rows(rq, "Interventi"), &result));
	register_search(rq, form, &result);
	fill_chips(rq, form, result.order);
	fill_heads(rq, form, result.order);
	fill_count(rq, &result, !cursor);
	fill_empty(rq, *page_get(rq->page, "Filtri.voce.0.url"));
	if (result.previous)
		page_set(rq->page, "Pagine.precedente",
			 address(rq, form, NULL, result.order, result.previous));
	if (result.next)
		page_set(rq->page, "Pagine.successiva",
			 address(rq, form, NULL, result.order, result.next));
	page_flag(rq->page, "Elenco.nuovo", session_may(rq->session, INTERVENTO_SCRIVI));
	page_set(rq->page, "Elenco.ordine",
		 strcmp(result.order, orders[0].name) == 0 ? "" : result.order);
	page_set(rq->page, "Pagina.area", "interventi_generici");
	page_flag(rq->page, "Pagina.ricerca", true);
	crumb(rq, "Home", "/");
	crumb(rq, "Interventi generici", NULL);
	if (!form_raw(form, "ambito"))
		form_set(form, "ambito", "servizio");
	form_show(rq, form, "Modulo");
	return page_send(rq, "intervento_elenco", "Interventi generici");
}
