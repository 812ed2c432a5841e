/*
 * What a referente sees of the service (BEY-13): load of each operator, silence, deadlines; cases given
 * on, chosen ones or all that a leaver has, in one act that can be taken back.
 */
#include "web/web.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define ROWS 50	     /* of a list of cases */
#define FIRST 10     /* silent ones on the first page */
#define WITHIN 14    /* days in which something is near */
#define SILENCE 60   /* days without anything, unless the address says otherwise */
#define CASES 500    /* chosen in one act */

/* ---- what the address asks ----------------------------------------------------------------------*/

struct asking {
	int64_t days;	       /* of silence; 0 in a list: whatever happened */
	operatore_id operator; /* {0}: all */
	const char *kind;      /* or NULL */
	const char *after;     /* the last row of the page before: a date or an instant */
	int64_t after_id;
};

static int64_t number(struct request *rq, const char *name, int64_t least, int64_t most, int64_t otherwise)
{
	const char *typed = fields_get(&rq->query, name);
	int64_t value;

	if (!typed || !text_to_int(typed, &value) || value < least || value > most)
		return otherwise;
	return value;
}

/* Two digits below `limit`; moves behind them. */
static bool two_digits(const char **at, int limit)
{
	const char *c = *at;

	if (c[0] < '0' || c[0] > '9' || c[1] < '0' || c[1] > '9' || (c[0] - '0') * 10 + c[1] - '0' >= limit)
		return false;
	*at = c + 2;
	return true;
}

/* What a page gave as its last row, a day or an instant as the database writes them; anything else begins at the first. */
static bool is_a_mark(struct request *rq, const char *text)
{
	const char *day, *why, *at = text + 10;

	if (strlen(text) < 10 || strlen(text) > 40 ||
	    !form_parse_date(rq->arena, arena_printf(rq->arena, "%.10s", text), false, &day, &why) || strncmp(day, text, 10) != 0)
		return false;
	if (!*at)
		return true;
	if (*at++ != ' ' || !two_digits(&at, 24) || *at++ != ':' || !two_digits(&at, 60) || *at++ != ':' || !two_digits(&at, 60))
		return false;
	if (*at == '.')
		at += 1 + strspn(at + 1, "0123456789");
	if (*at != '+' && *at != '-')
		return false;
	at++;
	return two_digits(&at, 15) && (!*at || (*at++ == ':' && two_digits(&at, 60) && !*at));
}

static struct asking read_asking(struct request *rq)
{
	struct asking ask = {
		.days = number(rq, "silenzio", 1, 3650, 0),
		.operator = { number(rq, "operatore", 1, INT64_MAX, 0) },
		.kind = fields_get(&rq->query, "tipo"),
		.after = fields_get(&rq->query, "dopo"),
		.after_id = number(rq, "dopo_id", 1, INT64_MAX, 0),
	};

	if (ask.kind && !*ask.kind)
		ask.kind = NULL;
	if (ask.after && !is_a_mark(rq, ask.after))
		ask.after = NULL;
	if (!ask.after)
		ask.after_id = 0;
	/* a list is of somebody, or of silence */
	if (!ask.operator.v && !ask.days)
		ask.days = SILENCE;
	return ask;
}

static const char *address(struct request *rq, const struct asking *ask)
{
	struct text *url = text_new(rq->arena);

	text_add(url, "/supervisione/pratiche");
	if (ask->operator.v)
		text_addf(url, "?operatore=%" PRId64, ask->operator.v);
	if (ask->days)
		text_addf(url, "%ssilenzio=%" PRId64, ask->operator.v ? "&" : "?", ask->days);
	if (ask->kind)
		text_addf(url, "&tipo=%s", text_url_encode(rq->arena, ask->kind));
	return url->data;
}

/* ---- the first page -----------------------------------------------------------------------------*/

/* One bar: its length is a share of the longest, in the hundred units of its drawing. */
static void bar(struct page *node, int64_t value, int64_t longest)
{
	page_int(node, "lungo", longest ? (value * 100 + longest - 1) / longest : 0);
}

static int64_t total_of(const struct q_supervisione_carico *list, size_t count, operatore_id who)
{
	int64_t total = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].operatore_id.v == who.v)
			total += list[i].aperte;
	return total;
}

static void fill_operator(struct request *rq, struct page *node, const struct q_supervisione_carico *one, int64_t total, int64_t longest)
{
	page_int(node, "id", one->operatore_id.v);
	page_set(node, "nome", one->nome);
	page_set(node, "ruolo", one->ruolo);
	page_flag(node, "dentro", one->dentro);
	page_flag(node, "tu", one->operatore_id.v == rq->session->operator.v);
	page_int(node, "aperte", total);
	page_int(node, "assegnate", one->assegnate);
	bar(node, total, longest);
}

/* Rows come operator by operator, one for each kind. */
static void fill_load(struct request *rq, const struct q_supervisione_carico *list, size_t count)
{
	int64_t longest = 0, all = 0;
	struct page *node = NULL;
	int n = 0, k = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t total = total_of(list, count, list[i].operatore_id);
		longest = total > longest ? total : longest;
		all += list[i].aperte;
	}
	for (size_t i = 0; i < count; i++) {
		if (!i || list[i].operatore_id.v != list[i - 1].operatore_id.v) {
			node = page_node(rq->page, arena_printf(rq->arena, "Carico.%d", n++));
			fill_operator(rq, node, &list[i], total_of(list, count, list[i].operatore_id), longest);
			k = 0;
		}
		if (!list[i].kind)
			continue;
		struct page *kind = page_node(node, arena_printf(rq->arena, "kind.%d", k++));
		page_set(kind, "nome", list[i].kind_nome);
		page_int(kind, "aperte", list[i].aperte);
		page_setf(kind, "url", "/supervisione/pratiche?operatore=%" PRId64 "&tipo=%s", list[i].operatore_id.v, list[i].kind);
	}
	page_int(rq->page, "Supervisione.aperte", all);
}

/* A line of any of the lists of cases; the queries give the same columns in the same order. */
static void fill_case(struct request *rq, const char *list, size_t i, const struct q_supervisione_pratiche *row)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "%s.%zu", list, i));

	page_int(node, "id", row->pratica_id.v);
	page_set(node, "codice", row->codice);
	page_set(node, "tipo", row->tipo);
	page_set(node, "kind", row->kind_nome);
	page_set(node, "titolare", row->titolare);
	page_set(node, "inizio", italian_date(rq->arena, row->data_inizio));
	page_set(node, "riferimento", row->riferimento);
	if (row->ultima)
		page_setf(node, "silenzio", row->giorni == 1 ? "da ieri" : row->giorni ? "da %" PRId64 " giorni" : "oggi", row->giorni);
}

_Static_assert(sizeof(struct q_supervisione_silenziose) == sizeof(struct q_supervisione_pratiche) &&
		       offsetof(struct q_supervisione_silenziose, giorni) == offsetof(struct q_supervisione_pratiche, giorni),
	       "the same columns");

static struct error *read_cases(struct request *rq, const struct asking *ask, int64_t most, struct q_supervisione_pratiche **rows, size_t *count)
{
	struct q_supervisione_silenziose *silent;

	if (!ask->days)
		return q_supervisione_pratiche(rq->db, ask->operator, ask->kind, ask->after, (pratica_id){ ask->after_id }, most, rows, count);
	TRY(q_supervisione_silenziose(rq->db, ask->days, ask->operator, ask->kind, ask->after, (pratica_id){ ask->after_id }, most, &silent, count));
	*rows = arena_array(rq->arena, *count + 1, sizeof(**rows));
	for (size_t i = 0; i < *count; i++)
		memcpy(&(*rows)[i], &silent[i], sizeof(**rows));
	return NULL;
}

struct error *supervisione(struct request *rq)
{
	struct asking ask = { .days = number(rq, "silenzio", 1, 3650, SILENCE) };
	struct q_supervisione_carico *load;
	struct q_supervisione_pratiche *silent;
	size_t count;

	TRY(q_supervisione_scadute(rq->db, rows(rq, "Scadute")));
	TRY(q_supervisione_vicine(rq->db, WITHIN, rows(rq, "Vicine")));
	TRY(q_supervisione_atti(rq->db, rows(rq, "Atti")));
	TRY(q_supervisione_carico(rq->db, &load, &count));
	fill_load(rq, load, count);
	TRY(read_cases(rq, &ask, FIRST + 1, &silent, &count));
	for (size_t i = 0; i < count && i < FIRST; i++)
		fill_case(rq, "Silenziose", i, &silent[i]);
	page_flag(rq->page, "Supervisione.altre", count > FIRST);
	page_int(rq->page, "Supervisione.giorni", ask.days);
	page_int(rq->page, "Supervisione.entro", WITHIN);
	page_set(rq->page, "Pagina.area", "supervisione");
	crumb(rq, "Home", "/");
	crumb(rq, "Supervisione", NULL);
	audit(rq, "elenca", "supervisione", 0, 0);
	return page_send(rq, "supervisione", "Supervisione");
}

/* ---- who can be given what ------------------------------------------------------------------------*/

/* The people of the service, with what they follow already, but for the one who leaves. */
static struct error *offer_colleagues(struct request *rq, operatore_id leaver)
{
	struct q_supervisione_carico *load;
	size_t count, n = 0;

	TRY(q_supervisione_carico(rq->db, &load, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++) {
		if (!load[i].dentro || load[i].operatore_id.v == leaver.v ||
		    (i && load[i].operatore_id.v == load[i - 1].operatore_id.v))
			continue;
		int64_t total = total_of(load, count, load[i].operatore_id);
		choices[n++] = (struct choice){ arena_printf(rq->arena, "%" PRId64, load[i].operatore_id.v),
						arena_printf(rq->arena, "%s, %s (%" PRId64 " %s)", load[i].nome, load[i].ruolo,
							     total, total == 1 ? "aperta" : "aperte"),
						NULL };
	}
	form_choices(rq->form, "colleghi_supervisione", choices, n);
	page_flag(rq->page, "Supervisione.colleghi", n > 0);
	return NULL;
}

static const char *chosen_people(struct request *rq)
{
	const char *people = form_text(rq->form, "a");

	return arena_printf(rq->arena, "{%s}", people ? people : "");
}

/* The cases that were ticked, as an array of SQL; how many. */
static const char *chosen_cases(struct request *rq, size_t *count)
{
	struct text *ids = text_new(rq->arena);
	const char *value;
	size_t at = 0;
	int64_t id;

	*count = 0;
	while ((value = fields_next(&rq->body, "pratica", &at)) && *count < CASES)
		if (text_to_int(value, &id) && id > 0)
			text_addf(ids, (*count)++ ? ",%" PRId64 : "{%" PRId64, id);
	text_add(ids, *count ? "}" : "{}");
	return ids->data;
}

static bool was_chosen(struct request *rq, pratica_id id)
{
	const char *value;
	size_t at = 0;
	int64_t one;

	while ((value = fields_next(&rq->body, "pratica", &at)))
		if (text_to_int(value, &one) && one == id.v)
			return true;
	return false;
}

/* ---- a list, from which cases are given on ---------------------------------------------------------*/

static struct error *fill_filters(struct request *rq, const struct asking *ask)
{
	struct q_supervisione_carico *load;
	struct q_supervisione_kind *kinds;
	size_t count;
	int n = 0;

	TRY(q_supervisione_carico(rq->db, &load, &count));
	for (size_t i = 0; i < count; i++) {
		if (i && load[i].operatore_id.v == load[i - 1].operatore_id.v)
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Chi.%d", n++));
		page_int(node, "id", load[i].operatore_id.v);
		page_set(node, "nome", load[i].nome);
		page_flag(node, "scelta", load[i].operatore_id.v == ask->operator.v);
	}
	TRY(q_supervisione_kind(rq->db, &kinds, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Tipi.%zu", i));
		page_set(node, "codice", kinds[i].codice);
		page_set(node, "nome", kinds[i].plurale);
		page_flag(node, "scelta", ask->kind && strcmp(kinds[i].codice, ask->kind) == 0);
	}
	if (ask->days)
		page_int(rq->page, "Supervisione.giorni", ask->days);
	return NULL;
}

static struct error *show_list(struct request *rq, struct asking ask)
{
	struct q_supervisione_pratiche *list;
	size_t count;

	TRY(fill_filters(rq, &ask));
	TRY(read_cases(rq, &ask, ROWS + 1, &list, &count));
	for (size_t i = 0; i < count && i < ROWS; i++) {
		fill_case(rq, "Pratiche", i, &list[i]);
		page_flag(rq->page, arena_printf(rq->arena, "Pratiche.%zu.scelta", i), was_chosen(rq, list[i].pratica_id));
	}
	if (count > ROWS)
		page_setf(rq->page, "Supervisione.successiva", "%s&dopo=%s&dopo_id=%" PRId64, address(rq, &ask),
			  text_url_encode(rq->arena, list[ROWS - 1].segno), list[ROWS - 1].pratica_id.v);
	page_flag(rq->page, "Supervisione.seguito", ask.after != NULL);
	page_set(rq->page, "Supervisione.inizio", address(rq, &ask));
	const char *place = ask.after ? arena_printf(rq->arena, "&dopo=%s&dopo_id=%" PRId64, text_url_encode(rq->arena, ask.after), ask.after_id)
				      : "";
	form_action(rq, arena_printf(rq->arena, "%s%s", address(rq, &ask), place));
	form_cancel(rq, "/supervisione");
	page_set(rq->page, "Modulo.salva", "Riassegna le pratiche scelte");
	page_set(rq->page, "Pagina.area", "supervisione");
	crumb(rq, "Home", "/");
	crumb(rq, "Supervisione", "/supervisione");
	crumb(rq, "Pratiche", NULL);
	audit(rq, "elenca", "supervisione", 0, 0);
	return page_send(rq, "supervisione_pratiche", ask.days ? "Pratiche in silenzio" : "Pratiche aperte");
}

struct error *supervisione_pratiche(struct request *rq)
{
	TRY(offer_colleagues(rq, (operatore_id){ 0 }));
	return show_list(rq, read_asking(rq));
}

struct error *supervisione_riassegna(struct request *rq)
{
	struct q_supervisione_riassegna made;
	struct asking ask = read_asking(rq);
	size_t count;
	const char *cases = chosen_cases(rq, &count);

	TRY(offer_colleagues(rq, (operatore_id){ 0 }));
	TRY(form_choices_again(rq, rq->form));
	page_flag(rq->page, "Supervisione.senza_scelta", !count);
	if (!count)
		form_error(rq->form, NULL, "Scegli almeno una pratica nell’elenco");
	if (!form_ok(rq->form))
		return show_list(rq, ask);
	TRY(q_supervisione_riassegna(rq->db, cases, chosen_people(rq), form_text(rq->form, "motivo"), (operatore_id){ 0 }, &made));
	return redirect(rq, "/passaggi/%" PRId64 "?fatto=riassegnate", made.riassegnazione_id.v);
}

/* ---- all that a leaver has -------------------------------------------------------------------------*/

static struct error *show_leaver(struct request *rq, operatore_id leaver, const struct q_supervisione_di *row)
{
	page_int(rq->page, "Consegna.id", leaver.v);
	page_set(rq->page, "Consegna.nome", row->nome);
	page_flag(rq->page, "Consegna.dentro", row->dentro);
	page_int(rq->page, "Consegna.aperte", row->aperte);
	page_int(rq->page, "Consegna.appuntamenti", row->appuntamenti);
	page_int(rq->page, "Consegna.eventi", row->eventi);
	page_int(rq->page, "Consegna.private", row->private);
	page_int(rq->page, "Consegna.richieste", row->richieste);
	page_int(rq->page, "Consegna.decidere", row->decidere);
	page_int(rq->page, "Consegna.sole", row->sole);
	TRY(q_supervisione_lasciate(rq->db, leaver, rows(rq, "Lasciate")));
	form_cancel(rq, "/supervisione");
	page_set(rq->page, "Modulo.salva", "Consegna tutto");
	page_set(rq->page, "Pagina.area", "supervisione");
	crumb(rq, "Home", "/");
	crumb(rq, "Supervisione", "/supervisione");
	crumb(rq, "Consegna", NULL);
	audit(rq, "apri", "consegna", leaver.v, 0);
	return page_send(rq, "supervisione_consegna", arena_printf(rq->arena, "Consegna di %s", row->nome));
}

static struct error *open_leaver(struct request *rq, operatore_id *leaver, struct q_supervisione_di *row)
{
	bool found;

	*leaver = PATH_ID(rq, operatore);
	TRY(q_supervisione_di(rq->db, *leaver, row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "nobody of this service");
	return offer_colleagues(rq, *leaver);
}

struct error *supervisione_consegna(struct request *rq)
{
	struct q_supervisione_di row;
	operatore_id leaver;

	TRY(open_leaver(rq, &leaver, &row));
	return show_leaver(rq, leaver, &row);
}

struct error *supervisione_consegna_fai(struct request *rq)
{
	struct q_supervisione_riassegna made;
	struct q_supervisione_di row;
	operatore_id leaver;

	TRY(open_leaver(rq, &leaver, &row));
	TRY(form_choices_again(rq, rq->form));
	if (!form_ok(rq->form))
		return show_leaver(rq, leaver, &row);
	TRY(q_supervisione_riassegna(rq->db, NULL, chosen_people(rq), form_text(rq->form, "motivo"), leaver, &made));
	return redirect(rq, "/passaggi/%" PRId64 "?fatto=consegnate", made.riassegnazione_id.v);
}

/* ---- an act ------------------------------------------------------------------------------------------*/

struct error *passaggi_vedi(struct request *rq)
{
	riassegnazione_id id = PATH_ID(rq, riassegnazione);
	struct q_riassegnazione_vedi row;
	bool found;

	TRY(q_riassegnazione_vedi(rq->db, id, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such act, or not of this operator");
	TRY(q_riassegnazione_righe(rq->db, id, rows(rq, "Righe")));
	TRY(q_riassegnazione_richieste(rq->db, id, rows(rq, "Richieste")));
	page_int(rq->page, "Atto.id", id.v);
	page_set(rq->page, "Atto.chi", row.chi);
	page_set(rq->page, "Atto.consegna_di", row.consegna_di);
	page_set(rq->page, "Atto.motivo", row.motivo);
	page_set(rq->page, "Atto.quando", italian_instant(rq->arena, row.creata_il, (int64_t)time(NULL)));
	page_int(rq->page, "Atto.quante", row.quante);
	page_int(rq->page, "Atto.appuntamenti", row.appuntamenti);
	if (row.annullata_il)
		page_setf(rq->page, "Atto.annullato", "%s, da %s", italian_instant(rq->arena, row.annullata_il, (int64_t)time(NULL)),
			  row.annullata_da);
	page_flag(rq->page, "Atto.puo", row.supervisiona && !row.annullata_il);
	crumb(rq, "Home", "/");
	if (row.supervisiona)
		crumb(rq, "Supervisione", "/supervisione");
	crumb(rq, "Passaggio", NULL);
	audit(rq, "apri", "riassegnazione", id.v, 0);
	return page_send(rq, "passaggi", row.consegna_di ? arena_printf(rq->arena, "Consegna di %s", row.consegna_di) : "Pratiche passate insieme");
}

struct error *passaggi_annulla(struct request *rq)
{
	riassegnazione_id id = PATH_ID(rq, riassegnazione);
	struct q_supervisione_annulla done;

	TRY(q_supervisione_annulla(rq->db, id, &done));
	return redirect(rq, "/passaggi/%" PRId64 "?fatto=passaggio-annullato", id.v);
}
