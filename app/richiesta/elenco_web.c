/*
 * The lists of richieste: what waits for this operator, what they asked for («le mie domande», RIC-07), what the
 * service asked for, what other services asked of it.  Each starts from an index of its own.
 */
#include "db/list.h"
#include "richiesta/richiesta.h"

#include <inttypes.h>
#include <string.h>

#define ROWS 20
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct column columns[] = {
	{ "id", VALUE_INT },	      { "codice", VALUE_TEXT },	      { "tipo_nome", VALUE_TEXT },   { "oggetto", VALUE_TEXT },
	{ "stato_nome", VALUE_TEXT }, { "aspetto", VALUE_TEXT },      { "entro", VALUE_DATE },	     { "attende", VALUE_TEXT },
	{ "scaduta", VALUE_BOOL },    { "chiesta_il", VALUE_INSTANT }, { "pratica_codice", VALUE_TEXT }, { "servizio", VALUE_TEXT },
	{ "destinatario", VALUE_TEXT }, { "richiedente", VALUE_TEXT }, { "persona", VALUE_TEXT },
};
static const struct list_order by_day[] = {
	{ .name = "entro", .column = "entro" },
	{ .name = "recenti", .column = "id", .descending = true },
};
static const struct list_order by_age[] = {
	{ .name = "recenti", .column = "id", .descending = true },
	{ .name = "vecchie", .column = "id" },
};
static const struct list_filter filters[] = {
	{ "codice", "codice", LIST_EQUAL, VALUE_TEXT },
	{ "pratica", "pratica_codice", LIST_EQUAL, VALUE_TEXT },
	{ "persona", "persona_chiave", LIST_PREFIX, VALUE_TEXT },
	{ "tipo", "tipo", LIST_EQUAL, VALUE_TEXT },
	{ "attende", "attende", LIST_EQUAL, VALUE_TEXT },
	{ "aperta", "aperta", LIST_FLAG, VALUE_BOOL },
	{ "scaduta", "scaduta", LIST_FLAG, VALUE_BOOL },
	{ "entro_dal", "entro", LIST_FROM, VALUE_DATE },
	{ "entro_al", "entro", LIST_TO, VALUE_DATE },
};

static const struct scope {
	const char *name, *text, *empty, *why;
	struct list_definition list;
} scopes[] = {
	{ "decidere", "Da decidere", "Niente da decidere", "Quando una richiesta aspetta te, la trovi qui e nelle notifiche.",
	  { .from = "richieste_da_decidere", .id = "id", LIST_PARTS(columns, by_day, filters) } },
	{ "mie", "Le mie domande", "Non hai ancora chiesto niente", "Le richieste si fanno da una pratica, nella sezione «Richieste».",
	  { .from = "richieste_mie", .id = "id", LIST_PARTS(columns, by_age, filters) } },
	{ "servizio", "Del mio servizio", "Il servizio non ha chiesto niente",
	  "Qui stanno le richieste fatte dal tuo servizio, sulle pratiche che puoi aprire.",
	  { .from = "richieste_del_servizio", .id = "id", LIST_PARTS(columns, by_age, filters) } },
	{ "ricevute", "Da altri servizi", "Nessun altro servizio ha chiesto qualcosa",
	  "Qui stanno le richieste di altri servizi che il tuo ruolo può leggere.",
	  { .from = "richieste_ricevute", .id = "id", LIST_PARTS(columns, by_age, filters) } },
};

/* Choices that are no vocabulary: what the states of all types have in common. */
static const struct choice states[] = {
	{ "aperte", "Ancora aperte", NULL }, { "decide", "Da decidere", NULL }, { "chiede", "Da integrare", NULL },
	{ "esegue", "Concesse, da eseguire", NULL }, { "chiuse", "Chiuse", NULL },
};

static const struct scope *scope_named(const char *name)
{
	for (size_t i = 0; name && i < COUNT(scopes); i++)
		if (strcmp(scopes[i].name, name) == 0)
			return &scopes[i];
	return NULL;
}

/* ---- the search ---- */

struct values {
	struct list_value list[16];
	size_t count;
};

static void add(struct values *values, const char *filter, const char *value)
{
	if (value)
		values->list[values->count++] = (struct list_value){ filter, value };
}

/* RIC-2026-00012 or the code of a case, whatever the case of its letters, or else a name. */
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
	add(values, strncmp(typed, "RIC-", 4) == 0 ? "codice" : "pratica", typed);
}

static void fill_values(struct request *rq, struct form *form, struct values *values)
{
	const char *state = form_text(form, "stato");

	add_searched(rq, form, values);
	add(values, "tipo", form_text(form, "tipo"));
	if (state && strcmp(state, "aperte") == 0)
		add(values, "aperta", "1");
	else if (state && strcmp(state, "chiuse") == 0)
		add(values, "aperta", "0");
	else
		add(values, "attende", state);
	add(values, "entro_dal", form_date(form, "entro_dal"));
	add(values, "entro_al", form_date(form, "entro_al"));
	if (form_bool(form, "scadute"))
		add(values, "scaduta", "1");
}

static struct error *offer_types(struct request *rq, struct form *form)
{
	struct q_richieste_tipi_elenco *types;
	size_t count;

	TRY(q_richieste_tipi_elenco(rq->db, &types, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ types[i].codice, types[i].denominazione, NULL };
	form_choices(form, "tipo_richiesta_elenco", list, count);
	form_choices(form, "stato_richiesta_elenco", states, COUNT(states));
	return NULL;
}

/* ---- around the rows ---- */

static const char *address(struct request *rq, const struct scope *scope, struct form *form, const char *without,
			   const char *order, const char *cursor)
{
	const struct form_definition *definition = form_definition(form);
	const char *url = path_with(rq, "/richieste", "vista", scope->name);

	for (size_t i = 0; i < definition->field_count; i++) {
		const char *name = definition->fields[i].name, *value = form_raw(form, name);
		if (value && !(without && strcmp(name, without) == 0))
			url = path_with(rq, url, name, value);
	}
	if (order && strcmp(order, scope->list.orders[0].name) != 0)
		url = path_with(rq, url, "ordine", order);
	return path_with(rq, url, "da", cursor);
}

static bool fill_chips(struct request *rq, const struct scope *scope, struct form *form, const char *order)
{
	const struct form_definition *definition = form_definition(form);
	int n = 0;

	for (size_t i = 0; i < definition->field_count; i++) {
		const char *words = form_raw(form, definition->fields[i].name) ? form_words(form, definition->fields[i].name) : NULL;
		if (!words)
			continue;
		struct page *chip = page_node(rq->page, arena_printf(rq->arena, "Filtri.voce.%d", n++));
		page_setf(chip, "testo", "%s: %s", definition->fields[i].label, words);
		page_set(chip, "url", address(rq, scope, form, definition->fields[i].name, order, NULL));
	}
	page_set(rq->page, "Filtri.tutti", n > 1 ? path_with(rq, "/richieste", "vista", scope->name) : "");
	return n > 0;
}

static const char *count_of(struct request *rq, const char *scope)
{
	int64_t number = 0;

	if (!text_to_int(page_get(rq->page, arena_printf(rq->arena, "Conta.%s", scope)), &number) || !number)
		return "";
	return number > LIST_COUNT_CAP ? "oltre 1.000" : italian_number(rq->arena, number);
}

static void fill_tabs(struct request *rq, const struct scope *here)
{
	page_set(rq->page, "Schede.nome", "Quali richieste");
	for (size_t i = 0; i < COUNT(scopes); i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Schede.voce.%zu", i));
		page_set(node, "testo", scopes[i].text);
		page_set(node, "url", path_with(rq, "/richieste", "vista", scopes[i].name));
		page_set(node, "conta", count_of(rq, scopes[i].name));
		page_flag(node, "corrente", &scopes[i] == here);
	}
}

static void fill_heads(struct request *rq, const struct scope *scope, struct form *form, const struct list_result *result)
{
	static const char *const heads[] = { "Richiesta", "Persona e pratica", "Chiesta da", "Risposta entro", "Stato" };
	bool by_deadline = scope->list.orders == by_day, first = strcmp(result->order, scope->list.orders[0].name) == 0;
	size_t sorted = by_deadline ? 3 : 0;

	for (size_t i = 0; i < COUNT(heads); i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Elenco.colonna.%zu", i));
		page_set(node, "testo", heads[i]);
		if (i != sorted)
			continue;
		page_set(node, "url", address(rq, scope, form, NULL, scope->list.orders[first ? 1 : 0].name, NULL));
		if (!by_deadline || first)
			page_set(node, "ordine", by_deadline == first ? "ascending" : "descending");
	}
}

static void fill_around(struct request *rq, const struct scope *scope, struct form *form, const struct list_result *result, bool first)
{
	bool filtered = fill_chips(rq, scope, form, result->order);

	fill_tabs(rq, scope);
	fill_heads(rq, scope, form, result);
	page_setf(rq->page, "Pagine.testo", first ? "Da 1 a %zu" : "%zu in questa pagina", result->rows);
	if (result->previous)
		page_set(rq->page, "Pagine.precedente", address(rq, scope, form, NULL, result->order, result->previous));
	if (result->next)
		page_set(rq->page, "Pagine.successiva", address(rq, scope, form, NULL, result->order, result->next));
	page_set(rq->page, "Vuoto.titolo", filtered ? "Niente con questi filtri" : scope->empty);
	page_set(rq->page, "Vuoto.testo", filtered ? "Togli un filtro per allargare la ricerca." : scope->why);
	page_set(rq->page, "Elenco.vista", scope->name);
	page_set(rq->page, "Elenco.qui", path_with(rq, "/richieste", "vista", scope->name));
}

static void register_list(struct request *rq, const struct list_result *result, bool searched)
{
	struct text *json = text_new(rq->arena);

	text_add(json, "{\"richieste\":[");
	for (size_t i = 0; i < result->rows; i++)
		text_addf(json, "%s%" PRId64, i ? "," : "", result->ids[i]);
	text_add(json, "]}");
	audit(rq, searched ? "cerca" : "elenca", "richiesta", 0, 0);
	audit_detail(rq, json->data);
}

struct error *richieste_elenco(struct request *rq)
{
	const struct scope *scope = scope_named(fields_get(&rq->query, "vista"));
	struct values values = { .count = 0 };
	struct list_result result;
	struct form *form;

	TRY(q_richieste_numeri(rq->db, row(rq, "Conta")));
	TRY(db_wait(rq->db));
	if (!scope) /* who has nothing to decide begins with what they asked for */
		scope = *count_of(rq, "decidere") ? &scopes[0] : &scopes[1];
	TRY(form_asked(rq, "cerca_richieste", &form));
	TRY(offer_types(rq, form));
	fill_values(rq, form, &values);
	const struct list_request request = { .values = values.list, .value_count = values.count, .order = fields_get(&rq->query, "ordine"),
					      .cursor = fields_get(&rq->query, "da"), .limit = ROWS };
	TRY(list_read(rq->db, &scope->list, &request, rows(rq, "Richieste"), &result));
	register_list(rq, &result, values.count > 0);
	fill_around(rq, scope, form, &result, !request.cursor);
	page_set(rq->page, "Pagina.area", "richieste");
	page_flag(rq->page, "Pagina.ricerca", true);
	crumb(rq, "Home", "/");
	crumb(rq, "Domande e Richieste", NULL);
	form_show(rq, form, "Modulo");
	return page_send(rq, "richieste_elenco", "Domande e Richieste");
}
