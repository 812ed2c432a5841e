/*
 * The list of the cases of a kind, with its side search (GEN-03 .. GEN-06): one for all kinds.  Columns
 * are rows of kind_colonna, the search is a form of the kind.
 *
 * The three scopes start from an index each: the cases of the service, those of one operatore di
 * riferimento, and the access list for those that were assigned.
 */
#include "db/list.h"
#include "pratica/elenco.h"

#include <ctype.h>
#include <string.h>

#define ROWS 20
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct column columns[] = {
	{ "id", VALUE_INT },	    { "codice", VALUE_TEXT },	   { "tipo", VALUE_TEXT },
	{ "titolare", VALUE_TEXT }, { "data_inizio", VALUE_DATE }, { "data_fine", VALUE_DATE },
	{ "stato", VALUE_TEXT },    { "stato_nome", VALUE_TEXT },  { "riferimento", VALUE_TEXT },
	{ "servizio", VALUE_TEXT }, { "campo_1", VALUE_TEXT },	   { "campo_2", VALUE_TEXT },
};
static const struct list_order orders[] = {
	{ .name = "recenti", .column = "data_inizio", .descending = true },
	{ .name = "vecchi", .column = "data_inizio" },
	{ .name = "codice", .column = "id", .descending = true },
	{ .name = "codice-vecchi", .column = "id" },
};
static const struct list_filter filters[] = {
	{ "kind", "kind", LIST_EQUAL, VALUE_TEXT },
	{ "servizio", "servizio_id", LIST_EQUAL, VALUE_INT },
	{ "operatore", "riferimento_operatore_id", LIST_EQUAL, VALUE_INT },
	{ "codice", "codice", LIST_EQUAL, VALUE_TEXT },
	{ "codice_fiscale", "codice_fiscale", LIST_EQUAL, VALUE_TEXT },
	{ "cognome", "titolare_chiave", LIST_PREFIX, VALUE_TEXT },
	{ "nome", "titolare_nome", LIST_PREFIX, VALUE_TEXT },
	{ "contatto", "contatto_chiave", LIST_PREFIX, VALUE_TEXT },
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
	{ "senza_titolare", "senza_titolare", LIST_FLAG, VALUE_BOOL },
	{ "valore_1", "valore_1", LIST_EQUAL, VALUE_TEXT },
	{ "valore_2", "valore_2", LIST_EQUAL, VALUE_TEXT },
};
static const struct list_definition of_service = {
	.from = "elenco_pratiche",
	.id = "id",
	LIST_PARTS(columns, orders, filters),
};
static const struct list_definition of_assignments = {
	.from = "elenco_pratiche_assegnate",
	.id = "id",
	LIST_PARTS(columns, orders, filters),
};

/* Choices that are not vocabularies. */
static const struct choice scopes[] = {
	{ "servizio", "Del mio servizio", NULL },
	{ "assegnati", "Assegnati a me o al mio servizio", NULL },
	{ "miei", "Di cui sono il riferimento", NULL },
};
static const struct choice missing[] = {
	{ "inps", "Senza codice INPS", NULL },
	{ "protocollo", "Senza numero o data di protocollo", NULL },
};

/* What one page of the list is made from. */
struct page_of_list {
	struct request *rq;
	const struct pratica_kind *kind;
	struct q_pratica_kind row; /* path, plural, the fields that stand in the list */
	struct form *form;
	const char *order;
	struct list_value values[32];
	size_t value_count;
};

/* ---- what stands in «Persona o codice» ---- */

/* GEN-2026-00418, as it is said on the phone: letters, year, number. */
static bool is_code(const char *text)
{
	size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), digits;

	if (letters < 2 || letters > 5 || !isalpha((unsigned char)text[0]) || text[letters] != '-')
		return false;
	text += letters + 1;
	if (strspn(text, "0123456789") != 4 || text[4] != '-')
		return false;
	digits = strspn(text + 5, "0123456789");
	return digits > 0 && text[5 + digits] == '\0';
}

static bool is_tax_code(const char *text)
{
	size_t size = strlen(text);

	if (size == 11)
		return strspn(text, "0123456789") == 11;
	return size == 16 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 16 &&
	       strpbrk(text, "0123456789");
}

enum pratica_search pratica_search(struct arena *arena, const char *typed, const char **value)
{
	struct text *plain = text_new(arena);

	for (const char *c = typed; *c; c++) {
		char capital = (char)toupper((unsigned char)*c);
		if (*c != ' ')
			text_add_bytes(plain, &capital, 1);
	}
	*value = plain->data;
	if (is_code(plain->data))
		return BY_CODE;
	if (is_tax_code(plain->data))
		return BY_TAX_CODE;
	*value = typed;
	return BY_NAME;
}

/* ---- the choices of the search ---- */

static struct error *people_choices(struct page_of_list *list)
{
	struct request *rq = list->rq;
	struct q_colleghi_elenco *people;
	size_t count;

	TRY(q_colleghi_elenco(rq->db, list->kind->code, &people, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)people[i].operatore_id.v), people[i].nome, NULL };
	form_choices(list->form, "collega_elenco", choices, count);
	return NULL;
}

static struct error *place_choices(struct page_of_list *list)
{
	struct request *rq = list->rq;
	struct q_comuni_ambito *places;
	size_t count;

	TRY(q_comuni_ambito(rq->db, &places, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)places[i].comune_id.v), places[i].denominazione, NULL };
	form_choices(list->form, "comune_elenco", choices, count);
	return NULL;
}

/* The states of the kind in its own words, and before them all that is open. */
static struct error *state_choices(struct page_of_list *list)
{
	struct request *rq = list->rq;
	struct q_pratica_kind_stati *states;
	size_t count;

	TRY(q_pratica_kind_stati(rq->db, list->kind->code, &states, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	choices[0] = (struct choice){ "aperti", list->kind->words->open, NULL };
	for (size_t i = 0; i < count; i++)
		choices[i + 1] = (struct choice){ states[i].codice, states[i].descrizione, NULL };
	form_choices(list->form, "stato_elenco", choices, count + 1);
	return NULL;
}

static struct error *search_choices(struct page_of_list *list)
{
	form_choices(list->form, "ambito_elenco", scopes, COUNT(scopes));
	form_choices(list->form, "mancanti_elenco", missing, COUNT(missing));
	TRY(state_choices(list));
	TRY(people_choices(list));
	return error_pass(place_choices(list));
}

/* ---- what was asked for, as filters; a field that is wrong filters nothing ---- */

static bool is(const struct page_of_list *list, const char *field, const char *value)
{
	const char *here = form_has(list->form, field) ? form_text(list->form, field) : NULL;

	return here && strcmp(here, value) == 0;
}

static void add(struct page_of_list *list, const char *filter, const char *value)
{
	if (value && list->value_count < COUNT(list->values))
		list->values[list->value_count++] = (struct list_value){ filter, value };
}

static void add_scope(struct page_of_list *list)
{
	struct request *rq = list->rq;

	add(list, "kind", list->kind->code);
	if (is(list, "ambito", "assegnati"))
		return;
	if (is(list, "ambito", "miei"))
		add(list, "operatore", arena_printf(rq->arena, "%lld", (long long)rq->session->operator.v));
	add(list, "servizio", arena_printf(rq->arena, "%lld", (long long)rq->session->service.v));
}

static void add_person(struct page_of_list *list, const char *typed)
{
	static const char *const filter[] = {
		[BY_NAME] = "cognome",
		[BY_TAX_CODE] = "codice_fiscale",
		[BY_CODE] = "codice",
	};
	const char *value = NULL;
	enum pratica_search what = pratica_search(list->rq->arena, typed, &value);
	bool told = what == BY_NAME && form_has(list->form, "senza_titolare") && form_bool(list->form, "senza_titolare");

	add(list, told ? "contatto" : filter[what], value);
}

static void add_state(struct page_of_list *list, const char *state)
{
	if (strcmp(state, "aperti") != 0) {
		add(list, "stato", state);
		return;
	}
	add(list, "stato", "A");
	add(list, "stato", "S");
}

static void add_missing(struct page_of_list *list)
{
	if (is(list, "mancanti", "inps"))
		add(list, "senza_inps", "1");
	if (is(list, "mancanti", "protocollo"))
		add(list, "senza_protocollo", "1");
}

/* An id that nobody of ours wrote is in no list: the sentence stands beside the field. */
static void add_id(struct page_of_list *list, const char *filter, const char *value)
{
	int64_t id;

	if (text_to_int(value, &id))
		add(list, filter, value);
}

static void add_inps(struct page_of_list *list, const char *typed)
{
	char *code = arena_strdup(list->rq->arena, typed);

	code[0] = code[0] == 'a' ? 'A' : code[0];
	add(list, "inps", code);
}

/* One field of the search.  What has no filter of its own name is one of the two fields of the kind's
 * form that stand in its list. */
static void add_field(struct page_of_list *list, const char *name, const char *value)
{
	static const char *const plain[] = { "nome", "tipo", "dal", "al", "fine_dal", "fine_al" };

	for (size_t i = 0; i < COUNT(plain); i++)
		if (strcmp(name, plain[i]) == 0)
			add(list, name, value);
	if (strcmp(name, "cerca") == 0)
		add_person(list, value);
	else if (strcmp(name, "stato") == 0)
		add_state(list, value);
	else if (strcmp(name, "operatore") == 0 || strcmp(name, "comune") == 0)
		add_id(list, name, value);
	else if (strcmp(name, "inps") == 0)
		add_inps(list, value);
	else if (strcmp(name, "senza_titolare") == 0)
		add(list, name, "1");
	else if (list->row.campo_1 && strcmp(name, list->row.campo_1) == 0)
		add(list, "valore_1", value);
	else if (list->row.campo_2 && strcmp(name, list->row.campo_2) == 0)
		add(list, "valore_2", value);
}

static void fill_values(struct page_of_list *list)
{
	const struct form_definition *definition = form_definition(list->form);

	add_scope(list);
	add_missing(list);
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *value = field->kind == FIELD_DATE ? form_date(list->form, field->name)
			: field->kind == FIELD_CHECK ? (form_bool(list->form, field->name) ? "1" : NULL) : form_text(list->form, field->name);
		if (value)
			add_field(list, field->name, value);
	}
}

/* ---- addresses: filters, order and page are all there ---- */

/* The address of this list without one field (NULL: with all). */
static const char *address(const struct page_of_list *list, const char *without, const char *order, const char *cursor)
{
	const struct form_definition *definition = form_definition(list->form);
	struct arena *arena = list->rq->arena;
	struct text *url = text_new(arena);
	const char *sign = "?";

	text_add(url, list->row.percorso);
	for (size_t i = 0; i < definition->field_count; i++) {
		const char *name = definition->fields[i].name, *value = form_raw(list->form, name);
		if (!value || (without && strcmp(name, without) == 0))
			continue;
		text_addf(url, "%s%s=%s", sign, name, text_url_encode(arena, value));
		sign = "&";
	}
	if (order && strcmp(order, orders[0].name) != 0) {
		text_addf(url, "%sordine=%s", sign, order);
		sign = "&";
	}
	if (cursor)
		text_addf(url, "%sda=%s", sign, text_url_encode(arena, cursor));
	return url->data;
}

static void fill_chips(const struct page_of_list *list)
{
	const struct form_definition *definition = form_definition(list->form);
	struct request *rq = list->rq;
	int n = 0;

	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *words = form_words(list->form, field->name);
		if (!words || !form_raw(list->form, field->name) || (strcmp(field->name, "ambito") == 0 && is(list, "ambito", "servizio")))
			continue;
		struct page *chip = page_node(rq->page, arena_printf(rq->arena, "Filtri.voce.%d", n++));
		page_setf(chip, "testo", "%s: %s", field->label, words);
		page_set(chip, "url", address(list, field->name, list->order, NULL));
	}
	page_set(rq->page, "Filtri.tutti", n > 1 ? list->row.percorso : "");
}

/* The orders that a column offers. */
static void fill_order(const struct page_of_list *list, struct page *node, const char *down, const char *up)
{
	bool descending = strcmp(list->order, down) == 0, ascending = strcmp(list->order, up) == 0;

	page_set(node, "ordine", descending ? "descending" : ascending ? "ascending" : "");
	page_set(node, "url", address(list, NULL, descending ? up : down, NULL));
}

static struct error *fill_heads(const struct page_of_list *list)
{
	struct request *rq = list->rq;
	struct q_pratica_kind_colonne *heads;
	size_t count;

	TRY(q_pratica_kind_colonne(rq->db, list->kind->code, &heads, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *choice = page_node(rq->page, arena_printf(rq->arena, "Colonne.voce.%zu", i));
		page_set(choice, "testo", heads[i].etichetta);
		page_set(choice, "campo", heads[i].campo);
		page_flag(choice, "mostrata", heads[i].mostrata);
		page_flag(choice, "sempre", strcmp(heads[i].campo, "codice") == 0);
		if (!heads[i].mostrata)
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Elenco.colonna.%zu", i));
		page_set(node, "testo", heads[i].etichetta);
		page_set(node, "campo", heads[i].campo);
		if (strcmp(heads[i].campo, "codice") == 0)
			fill_order(list, node, "codice", "codice-vecchi");
		if (strcmp(heads[i].campo, "data_inizio") == 0)
			fill_order(list, node, "recenti", "vecchi");
	}
	return NULL;
}

/* What this operator keeps of this list (elenco_mio.c), and the address that may be kept. */
static struct error *fill_mine(const struct page_of_list *list)
{
	struct request *rq = list->rq;
	const char *here = address(list, NULL, list->order, NULL);

	page_set(rq->page, "Elenco.kind", list->kind->code);
	page_set(rq->page, "Elenco.qui", here);
	if (strchr(here, '?'))
		page_set(rq->page, "Elenco.conserva", path_with(rq, "/ricerche/nuova", "ritorno", here));
	return q_ricerche_salvate(rq->db, list->kind->code, rows(rq, "Ricerche"));
}

/* A name may be that of a contact who is nobody in the register yet: how many, and the way to them. */
static struct error *fill_told(const struct page_of_list *list)
{
	const char *typed = form_has(list->form, "cerca") ? form_text(list->form, "cerca") : NULL, *value;
	struct request *rq = list->rq;
	struct q_pratica_contatti_detti told;

	if (!typed || !list->row.senza_titolare || form_bool(list->form, "senza_titolare") || pratica_search(rq->arena, typed, &value) != BY_NAME)
		return NULL;
	TRY(q_pratica_contatti_detti(rq->db, list->kind->code, value, &told));
	if (told.quanti) {
		page_int(rq->page, "Detti.quanti", told.quanti);
		page_setf(rq->page, "Detti.url", "%s?cerca=%s&senza_titolare=1", list->row.percorso, text_url_encode(rq->arena, typed));
	}
	return NULL;
}

/* ---- around the rows ---- */

static void fill_count(const struct page_of_list *list, const struct list_result *result, bool first)
{
	const struct pratica_words *words = list->kind->words;
	struct request *rq = list->rq;
	const char *total = italian_number(rq->arena, result->total);

	if (result->total < 0) {
		page_setf(rq->page, "Pagine.testo", first ? "Da 1 a %zu" : "%zu in questa pagina", result->rows);
		return;
	}
	page_setf(rq->page, "Elenco.conteggio", "%s%s %s", result->beyond ? "oltre " : "", total, result->total == 1 ? words->one : words->many);
	if (first)
		page_setf(rq->page, "Pagine.testo", "Da 1 a %zu di %s%s", result->rows, result->beyond ? "oltre " : "", total);
}

/* Nothing found: what to take away, or where to begin. */
static void fill_empty(const struct page_of_list *list, bool filtered)
{
	const struct pratica_words *words = list->kind->words;
	struct request *rq = list->rq;

	page_set(rq->page, "Vuoto.titolo", filtered ? words->none_found : words->none);
	page_setf(rq->page, "Vuoto.testo", filtered ? "Togli un filtro per allargare la ricerca." : "Qui trovi %s del tuo servizio.", words->all);
	if (filtered) {
		page_set(rq->page, "Vuoto.azione.0.testo", "Togli tutti i filtri");
		page_set(rq->page, "Vuoto.azione.0.url", list->row.percorso);
	} else if (session_may(rq->session, list->kind->begin)) {
		page_set(rq->page, "Vuoto.azione.0.testo", words->fresh);
		page_set(rq->page, "Vuoto.azione.0.url", list->kind->birth);
	}
}

/* Terms and ids shown, never contents (AUD-1). */
static void register_search(const struct page_of_list *list, const struct list_result *result)
{
	const struct form_definition *definition = form_definition(list->form);
	struct text *json = text_new(list->rq->arena);
	bool any = false;

	text_add(json, "{\"termini\":{");
	for (size_t i = 0; i < definition->field_count; i++) {
		const char *value = form_raw(list->form, definition->fields[i].name);
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
	audit(list->rq, any ? "cerca" : "elenca", "pratica", 0, 0);
	audit_detail(list->rq, json->data);
}

static bool searched(const struct page_of_list *list)
{
	const struct form_definition *definition = form_definition(list->form);

	for (size_t i = 0; i < definition->field_count; i++)
		if (form_raw(list->form, definition->fields[i].name))
			return true;
	return false;
}

static struct error *fill_page(struct page_of_list *list, const struct list_result *result, bool first)
{
	struct request *rq = list->rq;

	register_search(list, result);
	fill_chips(list);
	TRY(fill_heads(list));
	TRY(fill_mine(list));
	TRY(fill_told(list));
	fill_count(list, result, first);
	fill_empty(list, *page_get(rq->page, "Filtri.voce.0.url"));
	if (result->previous)
		page_set(rq->page, "Pagine.precedente", address(list, NULL, list->order, result->previous));
	if (result->next)
		page_set(rq->page, "Pagine.successiva", address(list, NULL, list->order, result->next));
	page_set(rq->page, "Elenco.nuovo", session_may(rq->session, list->kind->begin) ? list->kind->birth : "");
	page_set(rq->page, "Elenco.nuovo_testo", list->kind->words->fresh);
	page_set(rq->page, "Elenco.percorso", list->row.percorso);
	page_set(rq->page, "Elenco.ordine", strcmp(list->order, orders[0].name) == 0 ? "" : list->order);
	page_set(rq->page, "Pagina.area", pratica_area(rq, list->row.percorso));
	page_flag(rq->page, "Pagina.ricerca", true);
	crumb(rq, "Home", "/");
	crumb(rq, list->row.plurale, NULL);
	if (!form_raw(list->form, "ambito"))
		form_set(list->form, "ambito", "servizio");
	form_show(rq, list->form, "Modulo");
	return page_send(rq, "pratica_elenco", list->row.plurale);
}

struct error *pratica_elenco(struct request *rq, const struct pratica_kind *kind)
{
	struct page_of_list list = { .rq = rq, .kind = kind };
	const char *cursor = fields_get(&rq->query, "da");
	struct list_result result;

	TRY(q_pratica_kind(rq->db, kind->code, &list.row));
	TRY(form_asked(rq, kind->search, &list.form));
	TRY(search_choices(&list));
	fill_values(&list);
	const struct list_request request = {
		.values = list.values,
		.value_count = list.value_count,
		.order = fields_get(&rq->query, "ordine"),
		.cursor = cursor,
		.limit = ROWS,
		/* only of what was searched: counting costs more than the page itself (GEN-05) */
		.count = !cursor && searched(&list),
	};
	TRY(list_read(rq->db, is(&list, "ambito", "assegnati") ? &of_assignments : &of_service, &request, rows(rq, "Pratiche"), &result));
	list.order = result.order;
	return fill_page(&list, &result, !cursor);
}
