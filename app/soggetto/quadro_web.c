/*
 * The quadro riassuntivo: what the person and both households have, in all services.  Counts in one
 * query; «Completo» is the same page, case by case.
 */
#include "soggetto/scheda.h"
#include "soggetto/soggetto.h"

#include <string.h>
#include <time.h>

#define ROWS 20

/* What the address asks for, and what was found to be shown. */
struct asking {
	const char *household; /* "di_fatto" or "anagrafico" */
	bool complete;
	int64_t who;           /* one person, or 0 */
	const char *what;      /* a kind, "aperte", or NULL */
	const char *ids;       /* the persons shown, as an array of SQL */
};

struct quadro {
	const struct scheda *person;
	const struct q_quadro_conta *rows;
	size_t row_count;
	const struct q_quadro_colonne *columns;
	size_t column_count;
	struct asking ask;
};

static const char *address(struct request *rq, const struct quadro *q, const char *household, bool complete)
{
	return arena_printf(rq->arena, "/soggetti/%lld/quadro?nucleo=%s%s", (long long)q->person->id.v, household, complete ? "&vista=completo" : "");
}

static bool belongs(const struct q_quadro_conta *row, const char *household, soggetto_id self)
{
	return row->soggetto_id.v == self.v || (strcmp(household, "anagrafico") == 0 ? row->anagrafico : row->di_fatto) != NULL;
}

static size_t count_members(const struct quadro *q, const char *household)
{
	size_t members = 0;

	for (size_t i = 0; i < q->row_count; i++)
		members += belongs(&q->rows[i], household, q->person->id) && (!i || q->rows[i].soggetto_id.v != q->rows[i - 1].soggetto_id.v);
	return members;
}

/* ---- what is asked ---- */

static const char *members_of(struct request *rq, const struct quadro *q, const char *household, int64_t who)
{
	struct text *ids = text_new(rq->arena);
	int64_t last = 0;

	for (size_t i = 0; i < q->row_count; i++) {
		int64_t id = q->rows[i].soggetto_id.v;
		if (id != last && belongs(&q->rows[i], household, q->person->id) && (!who || who == id))
			text_addf(ids, ids->size ? ",%s" : "{%s", q->rows[i].uniti);
		last = id;
	}
	text_add(ids, ids->size ? "}" : "{}");
	return ids->data;
}

static void read_asking(struct request *rq, struct quadro *q)
{
	const char *household = fields_get(&rq->query, "nucleo"), *view = fields_get(&rq->query, "vista");
	const char *who = fields_get(&rq->query, "chi"), *what = fields_get(&rq->query, "che");
	struct asking *ask = &q->ask;

	/* who lives with nobody, as far as we know, but has a family at the register: that one first */
	bool alone = count_members(q, "di_fatto") < 2 && count_members(q, "anagrafico") > 1;
	ask->household = household && strcmp(household, "anagrafico") == 0 ? "anagrafico"
		       : household && strcmp(household, "di_fatto") == 0  ? "di_fatto"
		       : alone						      ? "anagrafico"
									      : "di_fatto";
	ask->complete = view && strcmp(view, "completo") == 0;
	for (size_t i = 0; who && i < q->row_count; i++)
		if (strcmp(who, arena_printf(rq->arena, "%lld", (long long)q->rows[i].soggetto_id.v)) == 0)
			ask->who = q->rows[i].soggetto_id.v;
	for (size_t i = 0; what && i < q->column_count; i++)
		if (strcmp(what, q->columns[i].codice) == 0)
			ask->what = q->columns[i].codice;
	if (what && strcmp(what, "aperte") == 0)
		ask->what = "aperte";
	ask->ids = members_of(rq, q, ask->household, ask->who);
}

static void tab(struct request *rq, int number, const char *list, const char *text, const char *url, bool current)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "%s.%d", list, number));

	page_set(node, "testo", text);
	page_set(node, "url", url);
	page_flag(node, "corrente", current);
}

static void fill_tabs(struct request *rq, const struct quadro *q)
{
	const struct asking *ask = &q->ask;
	bool register_household = strcmp(ask->household, "anagrafico") == 0;

	tab(rq, 0, "Scelta_nucleo", arena_printf(rq->arena, "Nucleo di fatto (%zu)", count_members(q, "di_fatto")),
	    address(rq, q, "di_fatto", ask->complete), !register_household);
	tab(rq, 1, "Scelta_nucleo", arena_printf(rq->arena, "Nucleo anagrafico (%zu)", count_members(q, "anagrafico")),
	    address(rq, q, "anagrafico", ask->complete), register_household);
	tab(rq, 0, "Scelta_vista", "Sintesi", address(rq, q, ask->household, false), !ask->complete);
	tab(rq, 1, "Scelta_vista", "Completo", address(rq, q, ask->household, true), ask->complete);
	page_set(rq->page, "Quadro.nucleo", ask->household);
	page_set(rq->page, "Quadro.nucleo_nome", register_household ? "nucleo anagrafico" : "nucleo di fatto");
}

/* ---- counts ---- */

static void fill_cell(struct request *rq, const struct quadro *q, struct page *node, int number, int64_t id, const char *kind, int64_t open,
		      int64_t all)
{
	struct page *cell = page_node(node, arena_printf(rq->arena, "cella.%d", number));

	if (!all)
		return;
	page_int(cell, "totali", all);
	page_int(cell, "aperte", open);
	page_setf(cell, "url", "%s&chi=%lld%s%s", address(rq, q, q->ask.household, true), (long long)id, *kind ? "&che=" : "", kind);
}

/* The cells of one person from row `from` on; returns the first row of the next. */
static size_t fill_person(struct request *rq, const struct quadro *q, size_t from, int number, const char *today)
{
	const struct q_quadro_conta *first = &q->rows[from];
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Quadro.riga.%d", number));
	const char *relation = strcmp(q->ask.household, "anagrafico") == 0 ? first->anagrafico_testo : first->di_fatto_testo;
	int age = soggetto_age(first->data_nascita, first->data_decesso ? first->data_decesso : today);
	int64_t open = 0, all = 0;
	size_t end = from;

	page_int(node, "id", first->soggetto_id.v);
	page_setf(node, "nome", "%s %s", first->cognome, first->nome);
	page_set(node, "relazione", relation);
	page_set(node, "anche", first->anche);
	page_flag(node, "scelta", first->soggetto_id.v == q->person->id.v);
	page_flag(node, "deceduta", first->data_decesso != NULL);
	if (age >= 0)
		page_int(node, "eta", age);
	for (; end < q->row_count && q->rows[end].soggetto_id.v == first->soggetto_id.v; end++) {
		open += q->rows[end].aperte;
		all += q->rows[end].totali;
	}
	for (size_t c = 0; c < q->column_count; c++) {
		const struct q_quadro_conta *cell = NULL;
		for (size_t i = from; i < end; i++)
			if (q->rows[i].kind && strcmp(q->rows[i].kind, q->columns[c].codice) == 0)
				cell = &q->rows[i];
		fill_cell(rq, q, node, (int)c, first->soggetto_id.v, q->columns[c].codice, cell ? cell->aperte : 0, cell ? cell->totali : 0);
	}
	fill_cell(rq, q, node, (int)q->column_count, first->soggetto_id.v, "", open, all);
	return end;
}

static void fill_counts(struct request *rq, const struct quadro *q)
{
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));
	int number = 0;

	for (size_t c = 0; c < q->column_count; c++)
		page_set(rq->page, arena_printf(rq->arena, "Quadro.colonna.%zu.testo", c), q->columns[c].plurale);
	for (size_t i = 0; i < q->row_count;) {
		if (belongs(&q->rows[i], q->ask.household, q->person->id)) {
			i = fill_person(rq, q, i, number++, today);
			continue;
		}
		int64_t id = q->rows[i].soggetto_id.v;
		while (i < q->row_count && q->rows[i].soggetto_id.v == id)
			i++;
	}
}

/* The same benefit twice in a household: a notice, one line for each benefit (QRI-08). */
static struct error *fill_doubles(struct request *rq, const struct quadro *q)
{
	struct q_quadro_doppie *list;
	size_t count;

	TRY(q_quadro_doppie(rq->db, members_of(rq, q, q->ask.household, 0), &list, &count));
	for (size_t i = 0; i < count;) {
		struct text *who = text_new(rq->arena);
		const char *what = list[i].che;
		for (; i < count && strcmp(list[i].che ? list[i].che : "", what ? what : "") == 0; i++)
			text_addf(who, "%s%s, %s, %s", who->size ? "; " : "", list[i].nome, list[i].codice, list[i].servizio);
		notice(rq, "warning", arena_printf(rq->arena, "La stessa prestazione è aperta più volte: %s", what ? what : "senza nome"),
		       arena_printf(rq->arena, "%s. Controlla con i servizi che non sia data due volte.", who->data));
	}
	return NULL;
}

/* ---- case by case ---- */

static const char *icon_of(const char *kind, bool opens)
{
	if (!opens)
		return "it-lock";
	if (strcmp(kind, "segnalazione") == 0)
		return "it-flag";
	if (strcmp(kind, "presa_in_carico") == 0)
		return "it-bookmark";
	if (strcmp(kind, "progetto") == 0)
		return "it-list";
	if (strcmp(kind, "valutazione") == 0)
		return "it-help-circle";
	return strncmp(kind, "domanda", 7) == 0 ? "it-card" : "it-file";
}

static void fact(struct request *rq, struct page *node, int *count, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	page_set(node, arena_printf(rq->arena, "dato.%d.nome", *count), name);
	page_set(node, arena_printf(rq->arena, "dato.%d.valore", (*count)++), value);
}

static void fill_case(struct request *rq, struct page *node, const struct q_quadro_pratiche *row)
{
	int facts = 0;
	const char *phone = row->riferimento_telefono ? row->riferimento_telefono : row->servizio_telefono;
	const char *mail = row->riferimento_email ? row->riferimento_email : row->servizio_email;

	page_int(node, "id", row->pratica_id.v);
	page_set(node, "titolo", row->tipo ? row->tipo : row->kind_nome);
	page_set(node, "codice", row->codice);
	page_set(node, "kind_nome", row->kind_nome);
	page_setf(node, "nome", "%s %s", row->cognome, row->nome);
	page_set(node, "servizio", row->servizio);
	page_set(node, "riferimento", row->riferimento);
	page_flag(node, "apre", row->apre);
	page_flag(node, "chiusa", row->chiusa);
	page_flag(node, "gia_chiesta", row->gia_chiesta);
	page_flag(node, "storica", row->storica);
	page_set(node, "icona", icon_of(row->kind, row->apre));
	page_set(node, "stato", row->stato_nome ? row->stato_nome : row->chiusa ? "Chiusa" : "Aperta");
	page_set(node, "stato_tipo", row->chiusa ? "" : row->stato && row->stato[0] == 'S' ? "attesa" : "ok");
	page_set(node, "data", row->data_inizio ? italian_date(rq->arena, row->data_inizio) : "");
	page_set(node, "data_iso", row->data_inizio ? row->data_inizio : "");
	page_setf(node, "anno", "%.4s", row->data_inizio ? row->data_inizio : "");
	fact(rq, node, &facts, "Aperta", row->data_inizio ? italian_date(rq->arena, row->data_inizio) : NULL);
	fact(rq, node, &facts, "Chiusa", row->data_fine ? italian_date(rq->arena, row->data_fine) : NULL);
	fact(rq, node, &facts, "Motivo di chiusura", row->motivo);
	fact(rq, node, &facts, "Operatore di riferimento", row->mia ? arena_printf(rq->arena, "%s (tu), %s", row->riferimento, row->servizio)
								    : arena_printf(rq->arena, "%s, %s", row->riferimento, row->servizio));
	fact(rq, node, &facts, "Telefono", phone);
	page_set(node, "email", mail);
}

static void fill_filters(struct request *rq, const struct quadro *q)
{
	const struct asking *ask = &q->ask;
	int64_t last = 0;
	int people = 0, things = 0;

	for (size_t i = 0; i < q->row_count; i++) {
		const struct q_quadro_conta *row = &q->rows[i];
		if (row->soggetto_id.v != last && belongs(row, ask->household, q->person->id)) {
			struct page *node = page_node(rq->page, arena_printf(rq->arena, "Quadro.chi.%d", people++));
			page_int(node, "codice", row->soggetto_id.v);
			page_setf(node, "testo", "%s %s", row->cognome, row->nome);
			page_flag(node, "scelta", row->soggetto_id.v == ask->who);
		}
		last = row->soggetto_id.v;
	}
	for (size_t i = 0; i <= q->column_count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Quadro.che.%d", things++));
		const char *code = i ? q->columns[i - 1].codice : "aperte";
		page_set(node, "codice", code);
		page_set(node, "testo", i ? q->columns[i - 1].plurale : "Solo aperte");
		page_flag(node, "scelta", ask->what && strcmp(ask->what, code) == 0);
	}
}

/* ?dopo=2026-05-06.123: behind that case. */
static bool read_border(struct request *rq, const char **day, pratica_id *id)
{
	const char *sent = fields_get(&rq->query, "dopo"), *why;

	return sent && strlen(sent) > 11 && sent[10] == '.' && form_parse_date(rq->arena, arena_printf(rq->arena, "%.10s", sent), false, day, &why) &&
	       text_to_int(sent + 11, &id->v);
}

static struct error *fill_cases(struct request *rq, const struct quadro *q)
{
	const struct asking *ask = &q->ask;
	bool open = ask->what && strcmp(ask->what, "aperte") == 0;
	const char *after = NULL;
	pratica_id after_id = { 0 };
	struct q_quadro_pratiche *list;
	size_t count;

	if (!read_border(rq, &after, &after_id))
		after = NULL;
	TRY(q_quadro_pratiche(rq->db, ask->ids, open ? NULL : ask->what, open, after, after_id, ROWS + 1, &list, &count));
	size_t shown = count > ROWS ? ROWS : count;
	for (size_t i = 0; i < shown; i++)
		fill_case(rq, page_node(rq->page, arena_printf(rq->arena, "Pratiche.%zu", i)), &list[i]);
	page_setf(rq->page, "Pagine.testo", shown == 1 ? "%zu pratica" : "%zu pratiche", shown);
	const char *here = arena_printf(rq->arena, "%s%s%s%s", address(rq, q, ask->household, true),
					ask->who ? arena_printf(rq->arena, "&chi=%lld", (long long)ask->who) : "", ask->what ? "&che=" : "",
					ask->what ? ask->what : "");
	if (count > ROWS)
		page_setf(rq->page, "Pagine.successiva", "%s&dopo=%s.%lld", here, list[shown - 1].ordine, (long long)list[shown - 1].pratica_id.v);
	if (after)
		page_set(rq->page, "Pagine.precedente", here);
	fill_filters(rq, q);
	return NULL;
}

/* «Che cosa vedono tutti»: the configuration itself, in words. */
static struct error *fill_rules(struct request *rq)
{
	static const struct {
		const char *code, *text;
	} words[] = {
		{ "tipo", "tipo" }, { "stato", "stato" }, { "data_inizio", "data di apertura" }, { "data_fine", "data di chiusura" },
		{ "motivo_termine", "motivo di chiusura" },
	};
	struct q_quadro_dati *list;
	size_t count;
	int kind = -1;

	TRY(q_quadro_dati(rq->db, &list, &count));
	for (size_t i = 0; i < count; i++) {
		const char *text = "";
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
			if (strcmp(words[k].code, list[i].dato) == 0)
				text = words[k].text;
		if (!i || strcmp(list[i].plurale, list[i - 1].plurale) != 0)
			page_set(rq->page, arena_printf(rq->arena, "Regole.%d.kind", ++kind), list[i].plurale);
		char *at = arena_printf(rq->arena, "Regole.%d.dati", kind);
		const char *before = page_get(rq->page, at);
		page_set(rq->page, at, *before ? arena_printf(rq->arena, "%s, %s", before, text) : text);
	}
	return NULL;
}

struct error *quadro_vedi(struct request *rq)
{
	struct quadro q = { 0 };
	struct scheda *person;
	struct q_quadro_conta *rows_found;
	struct q_quadro_colonne *columns;

	TRY(soggetto_open(rq, "quadro", &person));
	if (!person)
		return NULL;
	q.person = person;
	TRY(q_quadro_colonne(rq->db, &columns, &q.column_count));
	TRY(q_quadro_conta(rq->db, person->id, &rows_found, &q.row_count));
	q.columns = columns;
	q.rows = rows_found;
	read_asking(rq, &q);
	fill_tabs(rq, &q);
	TRY(fill_doubles(rq, &q));
	page_flag(rq->page, "Quadro.completo", q.ask.complete);
	if (q.ask.complete) {
		TRY(fill_cases(rq, &q));
		TRY(fill_rules(rq));
	} else {
		fill_counts(rq, &q);
		TRY(q_quadro_chi_segue(rq->db, q.ask.ids, rows(rq, "Seguono")));
		TRY(q_quadro_scadenze(rq->db, q.ask.ids, rows(rq, "Scadenze")));
	}
	page_flag(rq->page, "Quadro.chiede", session_may(rq->session, ACCESSO_CHIEDI));
	return page_send(rq, "quadro", arena_printf(rq->arena, "Quadro riassuntivo di %s", person->name));
}
