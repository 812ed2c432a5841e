/*
 * The list of persons with its side search, also in choose mode (another page wants a person),
 * and the page of one person.
 */
#include "anagrafe/anagrafe.h"
#include "archivio/archivio.h"
#include "db/list.h"
#include "soggetto/doppioni.h"
#include "soggetto/scheda.h"
#include "soggetto/soggetto.h"
#include "web/web.h"

#include <string.h>
#include <time.h>

#define ROWS 20

/* ---- the list ---- */

static const struct column columns[] = {
	{ "id", VALUE_INT },           { "codice", VALUE_INT },
	{ "cognome", VALUE_TEXT },     { "nome", VALUE_TEXT },
	{ "sesso", VALUE_TEXT },       { "data_nascita", VALUE_DATE },
	{ "codice_fiscale", VALUE_TEXT }, { "codice_stp", VALUE_TEXT },
	{ "condizione", VALUE_TEXT },  { "residenza_comune", VALUE_TEXT },
	{ "residenza_indirizzo", VALUE_TEXT }, { "data_decesso", VALUE_DATE },
	{ "riservato", VALUE_BOOL },
};
static const struct list_order orders[] = {
	{ .name = "cognome", .column = "chiave" },
	{ .name = "nome", .column = "chiave_nome" },
	{ .name = "nascita", .column = "data_nascita" },
	{ .name = "nascita-giovani", .column = "data_nascita", .descending = true },
	{ .name = "codice", .column = "codice" },
	{ .name = "codice-ultimi", .column = "codice", .descending = true },
};
static const struct list_filter filters[] = {
	{ "cognome", "chiave", LIST_PREFIX, VALUE_TEXT },
	{ "nome", "chiave_nome", LIST_PREFIX, VALUE_TEXT },
	{ "codice_da", "codice_fiscale_inizio", LIST_FROM, VALUE_TEXT },
	{ "codice_a", "codice_fiscale_inizio", LIST_TO, VALUE_TEXT },
	{ "stp", "codice_stp", LIST_EQUAL, VALUE_TEXT },
	{ "nascita", "data_nascita", LIST_EQUAL, VALUE_DATE },
	{ "comune", "residenza_comune_id", LIST_EQUAL, VALUE_INT },
	{ "deceduti", "deceduto", LIST_FLAG, VALUE_BOOL },
	{ "codice", "codice", LIST_EQUAL, VALUE_INT },
	{ "storico", "codice_storico", LIST_EQUAL, VALUE_TEXT },
};
static const struct list_definition all = { .from = "elenco_soggetti", .id = "id", LIST_PARTS(columns, orders, filters) };
/* A name however written: the likeliest first, never more than 250. */
static const struct column likely_columns[] = {
	{ "id", VALUE_INT },           { "codice", VALUE_INT },
	{ "cognome", VALUE_TEXT },     { "nome", VALUE_TEXT },
	{ "sesso", VALUE_TEXT },       { "data_nascita", VALUE_DATE },
	{ "codice_fiscale", VALUE_TEXT }, { "codice_stp", VALUE_TEXT },
	{ "condizione", VALUE_TEXT },  { "residenza_comune", VALUE_TEXT },
	{ "residenza_indirizzo", VALUE_TEXT }, { "data_decesso", VALUE_DATE },
	{ "riservato", VALUE_BOOL },   { "perche", VALUE_TEXT },
};
static const struct list_order likely_orders[] = { { .name = "pertinenza", .column = "posto" } };
static const struct list_definition likely = { .from = "soggetti_cercati($1, $2, $3, 250)", .arguments = 3, .id = "id",
					       LIST_PARTS(likely_columns, likely_orders, filters) };
/* Those with a piece of a codice fiscale in theirs. */
static const struct list_definition by_piece = { .from = "soggetti_con_pezzo($1)", .arguments = 1, .id = "id", LIST_PARTS(columns, orders, filters) };

/* What the address asks for. */
struct asking {
	const char *q, *cf, *cognome, *nome, *nascita, *comune, *ordine;
	bool deceduti;
	const char *scegli, *ritorno; /* choose mode: both or none */
	const char *birth;            /* ISO day of nascita */
	const char *comune_nome;
	struct search search;         /* what q means */
	const char *words;            /* folded, to be marked */
};

/* A parameter without blanks around; NULL if empty. */
static const char *sent(struct request *rq, const char *name)
{
	const char *value = fields_get(&rq->query, name);
	char *text = value ? text_trim(rq->arena, value) : NULL;

	return text && *text ? text : NULL;
}

static struct error *read_comuni(struct request *rq, struct asking *ask)
{
	struct q_comune_vedi comune;
	int64_t id = 0;
	bool found;

	if (ask->comune && !text_to_int(ask->comune, &id))
		ask->comune = NULL;
	/* travels with the list */
	TRY(q_comuni_ambito_scelta(rq->db, id, rows(rq, "Ricerca.comuni")));
	if (!ask->comune)
		return NULL;
	TRY(q_comune_vedi(rq->db, (comune_id){ id }, &comune, &found));
	ask->comune_nome = found ? comune.denominazione : NULL;
	if (!found)
		ask->comune = NULL;
	return NULL;
}

static struct error *read_asking(struct request *rq, struct asking *ask)
{
	const char *why = NULL;

	*ask = (struct asking){
		.q = sent(rq, "q"), .cf = sent(rq, "cf"), .cognome = sent(rq, "cognome"), .nome = sent(rq, "nome"),
		.nascita = sent(rq, "nascita"), .comune = sent(rq, "comune"), .ordine = sent(rq, "ordine"),
		.deceduti = sent(rq, "deceduti") != NULL,
		.scegli = campo_read(sent(rq, "scegli")), .ritorno = ritorno_read(sent(rq, "ritorno")),
	};
	if (!ask->scegli || !ask->ritorno)
		ask->scegli = ask->ritorno = NULL;
	if (ask->nascita && !form_parse_date(rq->arena, ask->nascita, true, &ask->birth, &why))
		page_set(rq->page, "Ricerca.nascita_errore", why);
	ask->search = soggetto_search(rq->arena, ask->q);
	if (ask->search.kind == SEARCH_CASE) /* that is no person: let it be looked for as a name */
		ask->search = (struct search){ .kind = SEARCH_NAME, .first = soggetto_fold(rq->arena, ask->q) };
	ask->words = soggetto_fold(rq->arena, arena_printf(rq->arena, "%s %s %s", ask->search.kind == SEARCH_NAME ? ask->q : "",
							   ask->cognome ? ask->cognome : "", ask->nome ? ask->nome : ""));
	return read_comuni(rq, ask);
}

/* The address of this list with one parameter other, or left out (value NULL); the page of the
 * list is left out too, unless it is that parameter. */
static const char *address(struct request *rq, const struct asking *ask, const char *name, const char *value)
{
	const struct { const char *name, *value; } all_values[] = {
		{ "q", ask->q },           { "cf", ask->cf },         { "cognome", ask->cognome },
		{ "nome", ask->nome },     { "nascita", ask->nascita }, { "comune", ask->comune },
		{ "deceduti", ask->deceduti ? "1" : NULL }, { "ordine", ask->ordine },
		{ "scegli", ask->scegli }, { "ritorno", ask->ritorno }, { "pagina", NULL },
	};
	struct text *out = text_new(rq->arena);

	text_add(out, "/soggetti");
	for (size_t i = 0; i < sizeof(all_values) / sizeof(*all_values); i++) {
		const char *v = name && strcmp(all_values[i].name, name) == 0 ? value : all_values[i].value;
		if (v)
			text_addf(out, "%c%s=%s", strchr(out->data, '?') ? '&' : '?', all_values[i].name, text_url_encode(rq->arena, v));
	}
	return out->data;
}

/* The list without any filter, still choosing. */
static const char *address_bare(struct request *rq, const struct asking *ask, const char *path)
{
	return ask->scegli ? arena_printf(rq->arena, "%s?scegli=%s&ritorno=%s", path, ask->scegli, text_url_encode(rq->arena, ask->ritorno)) : path;
}

static void chip(struct request *rq, const struct asking *ask, int *count, const char *name, const char *label, const char *value)
{
	if (!value)
		return;
	char *at = arena_printf(rq->arena, "Filtri.voce.%d", (*count)++);
	page_set(rq->page, arena_printf(rq->arena, "%s.testo", at), *label ? arena_printf(rq->arena, "%s: %s", label, value) : value);
	page_set(rq->page, arena_printf(rq->arena, "%s.url", at), address(rq, ask, name, NULL));
}

static int fill_search(struct request *rq, const struct asking *ask)
{
	int count = 0;

	page_set(rq->page, "Ricerca.q", ask->q);
	page_set(rq->page, "Ricerca.cf", ask->cf);
	page_set(rq->page, "Ricerca.cognome", ask->cognome);
	page_set(rq->page, "Ricerca.nome", ask->nome);
	page_set(rq->page, "Ricerca.nascita", ask->nascita);
	page_flag(rq->page, "Ricerca.deceduti", ask->deceduti);
	page_set(rq->page, "Ricerca.ordine", ask->ordine);
	page_set(rq->page, "Ricerca.scegli", ask->scegli);
	page_set(rq->page, "Ricerca.ritorno", ask->ritorno);
	page_set(rq->page, "Ricerca.azzera", address_bare(rq, ask, "/soggetti"));
	chip(rq, ask, &count, "q", "Cerca", ask->q);
	chip(rq, ask, &count, "cf", "Codice fiscale", ask->cf);
	chip(rq, ask, &count, "cognome", "Cognome", ask->cognome);
	chip(rq, ask, &count, "nome", "Nome", ask->nome);
	chip(rq, ask, &count, "nascita", "Data di nascita", ask->birth ? italian_date(rq->arena, ask->birth) : NULL);
	chip(rq, ask, &count, "comune", "Comune", ask->comune_nome);
	chip(rq, ask, &count, "deceduti", "", ask->deceduti ? "Anche persone decedute" : NULL);
	if (count > 1)
		page_set(rq->page, "Filtri.tutti", address_bare(rq, ask, "/soggetti"));
	return count;
}

/* Capitals without blanks and the highest text that begins with them. */
static const char *code_range(struct request *rq, const char *typed, const char **to)
{
	struct text *from = text_new(rq->arena);

	for (; *typed; typed++)
		if (*typed != ' ' && *typed != '\t')
			text_add_bytes(from, (char[]){ (char)(*typed >= 'a' && *typed <= 'z' ? *typed - 'a' + 'A' : *typed) }, 1);
	*to = arena_printf(rq->arena, "%s\xF4\x8F\xBF\xBF", from->data);
	return from->data;
}

struct reading {
	struct list_value values[12];
	size_t count;
	const char *arguments[3];
	const struct list_definition *definition;
	const char *order;
};

static void want(struct reading *reading, const char *filter, const char *value)
{
	if (value)
		reading->values[reading->count++] = (struct list_value){ filter, value };
}

/* The filters of what was asked.  `second`: the other meaning of a number, tried where the first finds
 * nobody (that of the old system instead of ours). */
static void prepare(struct request *rq, const struct asking *ask, bool second, struct reading *reading)
{
	const char *to;

	*reading = (struct reading){ .definition = &all, .order = ask->ordine };
	want(reading, "cognome", ask->cognome);
	want(reading, "nome", ask->nome);
	want(reading, "nascita", ask->birth);
	want(reading, "comune", ask->comune);
	want(reading, "deceduti", ask->deceduti ? NULL : "0");
	if (ask->cf) {
		want(reading, "codice_da", code_range(rq, ask->cf, &to));
		want(reading, "codice_a", to);
	}
	switch (ask->search.kind) {
	case SEARCH_NAME:
		reading->definition = &likely;
		reading->arguments[0] = ask->search.first;
		reading->arguments[1] = ask->search.born;
		reading->arguments[2] = ask->search.year ? arena_printf(rq->arena, "%d", ask->search.year) : NULL;
		reading->order = NULL;
		break;
	case SEARCH_PIECE:
		reading->definition = &by_piece;
		reading->arguments[0] = ask->search.first;
		break;
	case SEARCH_BIRTH:
		want(reading, "nascita", ask->search.first);
		break;
	case SEARCH_NUMBER:
		want(reading, second ? "storico" : "codice", ask->search.first);
		break;
	case SEARCH_TAX_CODE:
		if (!strncmp(ask->search.first, "STP", 3) || !strncmp(ask->search.first, "ENI", 3)) {
			want(reading, "stp", ask->search.first);
			break;
		}
		want(reading, "codice_da", code_range(rq, ask->search.first, &to));
		want(reading, "codice_a", to);
		break;
	case SEARCH_CASE:
	case SEARCH_NOTHING:
		break;
	}
}

static struct error *read_list(struct request *rq, const struct asking *ask, struct list_result *result)
{
	struct reading reading;

	for (int attempt = 0; attempt < (ask->search.kind == SEARCH_NUMBER ? 2 : 1); attempt++) {
		prepare(rq, ask, attempt == 1, &reading);
		struct list_request request = {
			.arguments = reading.arguments, .values = reading.values, .value_count = reading.count,
			.order = reading.order, .cursor = fields_get(&rq->query, "pagina"), .limit = ROWS,
			.count = reading.definition != &likely, /* it would be searched twice */
		};
		TRY(list_read(rq->db, reading.definition, &request, rows(rq, "Soggetti"), result));
		if (result->rows)
			break;
	}
	return NULL;
}

/* ---- the rows ---- */

static void tag(struct request *rq, struct page *row, int *count, const char *text, const char *kind)
{
	char *at = arena_printf(rq->arena, "tag.%d", (*count)++);

	page_set(row, arena_printf(rq->arena, "%s.testo", at), text);
	page_set(row, arena_printf(rq->arena, "%s.tipo", at), kind);
}

static void fill_row(struct request *rq, const struct asking *ask, struct page *row, int64_t id, const char *today)
{
	const char *born = page_get(row, "data_nascita_iso"), *died = page_get(row, "data_decesso_iso");
	bool female = strcmp(page_get(row, "sesso"), "F") == 0, dead = *died != '\0';
	int age = soggetto_age(born, dead ? died : today), tags = 0;

	if (*ask->words) {
		soggetto_mark(rq->arena, row, "cognome_pezzo", page_get(row, "cognome"), ask->words);
		soggetto_mark(rq->arena, row, "nome_pezzo", page_get(row, "nome"), ask->words);
	}
	page_set(row, "sesso_testo", female ? "Femmina" : "Maschio");
	if (age >= 0)
		page_int(row, "eta", age);
	if (dead)
		tag(rq, row, &tags, female ? "Deceduta" : "Deceduto", "");
	else if (age >= 0 && age < SOGGETTO_ADULT)
		tag(rq, row, &tags, "Minore", "attesa");
	if (*page_get(row, "riservato"))
		tag(rq, row, &tags, female ? "Riservata" : "Riservato", "no");
	if (strcmp(page_get(row, "condizione"), "senza_dimora") == 0)
		tag(rq, row, &tags, "Senza dimora", "");
	if (ask->scegli)
		page_set(row, "scegli", ritorno_with(rq->arena, ask->ritorno, ask->scegli, id));
}

/* Rows of one and the same person are one line, with what is written otherwise; but who chooses a person
 * for a case chooses a row. */
static void fold_row(const struct asking *ask, struct page *row, const struct anche *same)
{
	page_set(row, "anche", same->others);
	page_flag(row, "unita", same->first && !ask->scegli);
}

static void head(struct request *rq, const struct asking *ask, const char *order, int number, const char *text, const char *up,
		 const char *down, const char *class)
{
	char *at = arena_printf(rq->arena, "Colonne.%d", number);
	bool rises = up && strcmp(order, up) == 0, falls = down && strcmp(order, down) == 0;

	page_set(rq->page, arena_printf(rq->arena, "%s.testo", at), text);
	page_set(rq->page, arena_printf(rq->arena, "%s.classe", at), class);
	/* a name that was searched has its own order */
	if (!up || ask->search.kind == SEARCH_NAME)
		return;
	page_set(rq->page, arena_printf(rq->arena, "%s.url", at), address(rq, ask, "ordine", rises && down ? down : up));
	page_set(rq->page, arena_printf(rq->arena, "%s.ordine", at), rises ? "ascending" : falls ? "descending" : "");
}

static void fill_heads(struct request *rq, const struct asking *ask, const char *order)
{
	head(rq, ask, order, 0, "Codice", "codice", "codice-ultimi", "siz-num");
	head(rq, ask, order, 1, "Cognome", "cognome", NULL, "");
	head(rq, ask, order, 2, "Nome", "nome", NULL, "");
	head(rq, ask, order, 3, "Sesso", NULL, NULL, "");
	head(rq, ask, order, 4, "Data di nascita (età)", "nascita", "nascita-giovani", "");
	head(rq, ask, order, 5, "Codice fiscale", NULL, NULL, "");
	head(rq, ask, order, 6, "Residenza", NULL, NULL, "");
	head(rq, ask, order, 7, "Decesso", NULL, NULL, "");
	head(rq, ask, order, 8, ask->scegli ? "Scelta" : "Stato", NULL, NULL, "");
}

static void fill_pages(struct request *rq, const struct asking *ask, const struct list_result *result)
{
	const char *total = result->beyond ? "oltre 1.000" : italian_number(rq->arena, result->total);
	struct asking here = *ask;

	here.ordine = result->order;
	if (result->total >= 0)
		page_setf(rq->page, "Elenco.conteggio", result->total == 1 ? "%s persona" : "%s persone", total);
	if (!result->rows)
		return;
	if (result->total < 0) /* of a name: not counted, the likeliest are shown */
		page_set(rq->page, "Pagine.testo", result->previous || result->next
			? "Prima le persone più probabili: aggiungi l’anno di nascita per restringere" : "Prima le persone più probabili");
	else if (!result->previous)
		page_setf(rq->page, "Pagine.testo", "Da 1 a %zu di %s", result->rows, total);
	else
		page_setf(rq->page, "Pagine.testo", "%zu in questa pagina, %s in tutto", result->rows, total);
	if (result->previous)
		page_set(rq->page, "Pagine.precedente", address(rq, &here, "pagina", result->previous));
	if (result->next)
		page_set(rq->page, "Pagine.successiva", address(rq, &here, "pagina", result->next));
}

static void fill_empty(struct request *rq, const struct asking *ask, int chips)
{
	bool dead_hidden = !ask->deceduti;

	page_set(rq->page, "Vuoto.titolo", "Nessuna persona trovata");
	page_set(rq->page, "Vuoto.testo", !chips ? "L’archivio è ancora vuoto: inserisci la prima persona."
						: "Nessuno corrisponde a tutti i filtri. Prova con meno lettere, o togline uno.");
	if (chips && dead_hidden) {
		page_set(rq->page, "Vuoto.azione.0.testo", "Cerca anche tra le persone decedute");
		page_set(rq->page, "Vuoto.azione.0.url", address(rq, ask, "deceduti", "1"));
	}
}

/* What was asked and whom it showed, for the register (AUD-1). */
static void register_list(struct request *rq, const struct asking *ask, const struct list_result *result, const struct anche *same, int chips)
{
	const struct { const char *name, *value; } terms[] = {
		{ "q", ask->q }, { "cf", ask->cf }, { "cognome", ask->cognome }, { "nome", ask->nome },
		{ "nascita", ask->birth }, { "comune", ask->comune_nome },
	};
	struct text *json = text_new(rq->arena);

	text_add(json, "{");
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		if (!terms[i].value)
			continue;
		text_add_json(json, terms[i].name);
		text_add(json, ":");
		text_add_json(json, terms[i].value);
		text_add(json, ",");
	}
	text_add(json, "\"id\":[");
	for (size_t i = 0; i < result->rows; i++)
		text_addf(json, i ? ",%lld" : "%lld", (long long)result->ids[i]);
	for (size_t i = 0; i < result->rows; i++)
		if (same[i].ids)
			text_addf(json, ",%s", same[i].ids);
	text_add(json, "]}");
	audit(rq, chips ? "cerca" : "elenca", "soggetto", 0, 0);
	audit_detail(rq, json->data);
}

struct error *soggetti_elenco(struct request *rq)
{
	struct asking ask;
	struct list_result result;
	struct anche *same;
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));

	TRY(read_asking(rq, &ask));
	TRY(read_list(rq, &ask, &result));
	TRY(anche_read(rq, result.ids, result.rows, &same));
	int chips = fill_search(rq, &ask);
	for (size_t i = 0; i < result.rows; i++) {
		struct page *row = page_node(rq->page, arena_printf(rq->arena, "Soggetti.%zu", i));
		fill_row(rq, &ask, row, result.ids[i], today);
		fold_row(&ask, row, &same[i]);
	}
	fill_heads(rq, &ask, result.order);
	fill_pages(rq, &ask, &result);
	if (!result.rows) {
		fill_empty(rq, &ask, chips);
		anagrafe_offri(rq, ask.cf ? ask.cf : ask.q);
	}
	if (session_may(session_of(rq), SOGGETTO_SCRIVI))
		page_set(rq->page, "Elenco.nuovo", address_bare(rq, &ask, "/soggetti/nuovo"));
	register_list(rq, &ask, &result, same, chips);
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", NULL);
	return page_send(rq, "soggetto_elenco", ask.scegli ? "Scegli la persona" : "Soggetti");
}

/* ---- one person ---- */

static void fact(struct request *rq, int *count, const char *name, const char *value)
{
	char *at = arena_printf(rq->arena, "Dati.%d", (*count)++);

	page_set(rq->page, arena_printf(rq->arena, "%s.nome", at), name);
	page_set(rq->page, arena_printf(rq->arena, "%s.valore", at), value);
}

/* Beside the field that came from a certified source: which, as of when. */
static void source(struct request *rq, int count, const char *column, const struct q_soggetto_fonti *sources, size_t source_count)
{
	for (size_t i = 0; i < source_count; i++)
		if (strcmp(sources[i].campo, column) == 0)
			page_setf(rq->page, arena_printf(rq->arena, "Dati.%d.fonte", count - 1), "%s, %s", sources[i].fonte,
				  italian_date(rq->arena, sources[i].data));
}

static void fill_facts(struct request *rq, const struct q_soggetto_vedi *person, const struct q_soggetto_fonti *sources, size_t count)
{
	int n = 0;

	fact(rq, &n, "Codice", arena_printf(rq->arena, "%lld", (long long)person->codice));
	if (person->codice_storico)
		fact(rq, &n, "Codice nel sistema precedente", person->codice_storico);
	fact(rq, &n, "Cognome", person->cognome);
	source(rq, n, "cognome", sources, count);
	fact(rq, &n, "Nome", person->nome);
	source(rq, n, "nome", sources, count);
	fact(rq, &n, "Sesso", *person->sesso == 'F' ? "Femmina" : "Maschio");
	source(rq, n, "sesso", sources, count);
	fact(rq, &n, "Data di nascita", italian_date(rq->arena, person->data_nascita));
	source(rq, n, "data_nascita", sources, count);
	fact(rq, &n, "Luogo di nascita", person->luogo_nascita);
	source(rq, n, "luogo_nascita", sources, count);
	fact(rq, &n, "Codice fiscale", person->codice_fiscale);
	source(rq, n, "codice_fiscale", sources, count);
	page_flag(rq->page, arena_printf(rq->arena, "Dati.%d.codice", n - 1), person->codice_fiscale != NULL);
	if (person->motivo_senza_codice)
		fact(rq, &n, "Perché manca", person->motivo_testo);
	if (person->codice_stp)
		fact(rq, &n, "Codice STP o ENI", person->codice_stp);
	fact(rq, &n, "Condizione", person->condizione_testo);
	fact(rq, &n, "Comune di residenza", person->residenza_comune);
	source(rq, n, "residenza_comune", sources, count);
	fact(rq, &n, "Indirizzo", person->residenza_indirizzo);
	source(rq, n, "residenza_indirizzo", sources, count);
	fact(rq, &n, "Telefono", person->telefono);
	fact(rq, &n, "Email", person->email);
	if (person->data_decesso) {
		fact(rq, &n, "Data del decesso", italian_date(rq->arena, person->data_decesso));
		source(rq, n, "data_decesso", sources, count);
	}
	if (person->riservato)
		fact(rq, &n, "Perché è riservata", person->riservato_motivo);
	fact(rq, &n, "Fonte dei dati", strcmp(person->fonte, "anpr") == 0 ? "ANPR" : strcmp(person->fonte, "storico") == 0 ? "Sistema precedente"
		: "Inserimento a mano");
	fact(rq, &n, "Persona inserita", person->creato_da_nome
		? arena_printf(rq->arena, "%s, da %s%s%s", italian_instant(rq->arena, person->creato_il, (int64_t)time(NULL)), person->creato_da_nome,
			       person->creato_servizio ? ", " : "", person->creato_servizio ? person->creato_servizio : "")
		: italian_instant(rq->arena, person->creato_il, (int64_t)time(NULL)));
}

struct error *soggetto_vedi(struct request *rq)
{
	struct q_soggetto_fonti *sources;
	struct scheda *person;
	size_t count;

	TRY(soggetto_open(rq, "dati", &person));
	if (!person)
		return NULL;
	TRY(q_soggetto_pratiche(rq->db, person->id, rows(rq, "Pratiche")));
	TRY(q_intervento_kinds(rq->db, rows(rq, "Interventi")));
	TRY(q_soggetto_economici(rq->db, person->id, row(rq, "Economici")));
	TRY(doppioni_show(rq, person));
	TRY(archivio_mostra_persona(rq, person->id));
	TRY(q_soggetto_fonti(rq->db, person->id, &sources, &count));
	fill_facts(rq, &person->row, sources, count);
	if (session_may(session_of(rq), SEGNALAZIONE_SCRIVI))
		page_setf(rq->page, "Soggetto.nuova_segnalazione", "/segnalazioni/nuova?titolare=%lld", (long long)person->id.v);
	if (session_may(session_of(rq), PRESA_IN_CARICO_APRI))
		page_setf(rq->page, "Soggetto.nuova_presa", "/prese-in-carico/nuova?titolare=%lld", (long long)person->id.v);
	if (session_may(session_of(rq), PROGETTO_APRI))
		page_setf(rq->page, "Soggetto.nuovo_progetto", "/progetti/nuovo?titolare=%lld", (long long)person->id.v);
	if (session_may(session_of(rq), VALUTAZIONE_APRI))
		page_setf(rq->page, "Soggetto.nuova_valutazione", "/valutazioni/nuova?titolare=%lld", (long long)person->id.v);
	page_flag(rq->page, "Soggetto.nuovo_intervento", session_may(session_of(rq), INTERVENTO_SCRIVI));
	return page_send(rq, "soggetto_vedi", person->name);
}
