/*
 * /agenda: a day, a week, or a list of the chosen calendars.  Links and forms only: everything that
 * is asked for stands in the address.
 */
#include "agenda/griglia.h"
#include "agenda/inside.h"

#include <string.h>

#define CALENDARS 60
#define LIST_DAYS 28

enum view { DAY, WEEK, LIST };
static const struct { const char *word, *text; int step; } views[] = {
	[DAY] = { "giorno", "Giorno", 1 },
	[WEEK] = { "settimana", "Settimana", 7 },
	[LIST] = { "elenco", "Elenco", LIST_DAYS },
};

struct asking {
	enum view view;
	const char *day;               /* ISO, or NULL: today */
	bool chosen;                   /* calendars stand in the address */
	bool mine, service;
	struct text *people, *teams;   /* ids with commas between */
	struct text *calendars;        /* the same as they go into an address */
	struct q_agenda_periodo period;
	const char *from, *to;         /* the days that are shown */
	struct q_agenda_giorni *days;
	size_t day_count;
	struct voce *voices;
	size_t voice_count;
};

/* ---- what is asked for ---- */

static void add_id(struct text *list, int64_t id)
{
	text_addf(list, "%s%lld", list->size ? "," : "", (long long)id);
}

/* cal=io, cal=servizio, cal=e12 (an équipe), cal=o7 (a colleague). */
static void read_calendars(struct request *rq, struct asking *ask)
{
	const char *word;
	size_t at = 0;
	int count = 0;
	int64_t id;

	while ((word = fields_next(&rq->query, "cal", &at)) && count++ < CALENDARS) {
		ask->chosen = true;
		if (strcmp(word, "io") == 0)
			ask->mine = true;
		else if (strcmp(word, "servizio") == 0)
			ask->service = true;
		else if ((word[0] == 'e' || word[0] == 'o') && text_to_int(word + 1, &id) && id > 0)
			add_id(word[0] == 'e' ? ask->teams : ask->people, id);
		else
			continue;
		text_addf(ask->calendars, "&cal=%s", word);
	}
	if (!ask->chosen)
		ask->mine = ask->service = true;
	if (ask->mine)
		add_id(ask->people, rq->session->operator.v);
}

static struct error *read_asking(struct request *rq, struct asking *ask)
{
	const char *view = fields_get(&rq->query, "vista"), *day = fields_get(&rq->query, "giorno"), *why;

	*ask = (struct asking){ .view = WEEK, .people = text_new(rq->arena), .teams = text_new(rq->arena), .calendars = text_new(rq->arena) };
	for (size_t i = 0; view && i < sizeof(views) / sizeof(*views); i++)
		if (strcmp(view, views[i].word) == 0)
			ask->view = (enum view)i;
	if (day && !form_parse_date(rq->arena, day, false, &ask->day, &why))
		ask->day = NULL;
	read_calendars(rq, ask);
	TRY(q_agenda_periodo(rq->db, views[ask->view].step, ask->day, &ask->period));
	ask->from = ask->view == WEEK ? ask->period.lunedi : ask->period.giorno;
	ask->to = ask->view == WEEK ? ask->period.domenica : ask->period.ultimo;
	return q_agenda_giorni(rq->db, ask->from, ask->to, &ask->days, &ask->day_count);
}

static const char *address(struct request *rq, const struct asking *ask, enum view view, const char *day)
{
	return arena_printf(rq->arena, "/agenda?vista=%s&giorno=%s%s", views[view].word, day,
			    ask->calendars->data ? ask->calendars->data : "");
}

/* ---- what there is ---- */

static struct voce *add_voice(struct asking *ask)
{
	return &ask->voices[ask->voice_count++];
}

static const char *hours(struct request *rq, int64_t from, int64_t to)
{
	return arena_printf(rq->arena, "%s-%s", ora_testo(rq->arena, (int)from), ora_testo(rq->arena, (int)to));
}

/* What may be missing, with what stands before it. */
static const char *part(struct request *rq, const char *before, const char *text)
{
	return text ? arena_printf(rq->arena, "%s%s", before, text) : "";
}

static const char *class_of(const char *kind)
{
	if (strcmp(kind, "VISITA") == 0)
		return "visita";
	return strcmp(kind, "EQUIPE") == 0 ? "equipe" : "";
}

static void add_appointment(struct request *rq, struct asking *ask, const struct q_agenda_voci *row)
{
	*add_voice(ask) = (struct voce){
		.giorno = row->giorno,
		.da = (int)row->da,
		.a = (int)row->a,
		.titolo = row->titolo,
		.sotto = arena_printf(rq->arena, "%s%s%s%s", hours(rq, row->da, row->a), part(rq, " · ", row->luogo),
				      part(rq, " · ", row->codice), part(rq, " · con ", row->con)),
		.url = arena_printf(rq->arena, "/agenda/appuntamenti/%lld", (long long)row->appuntamento_id.v),
		.classe = class_of(row->tipo),
	};
}

static void add_due(struct request *rq, struct asking *ask, const struct q_agenda_scadenze *row)
{
	*add_voice(ask) = (struct voce){
		.giorno = row->giorno,
		.da = (int)row->da,
		.a = row->da + 60 > 1440 ? 1440 : (int)row->da + 60,
		.tutto_il_giorno = !row->con_ora,
		.titolo = row->titolo,
		.sotto = arena_printf(rq->arena, "%s%s%s%s", row->con_ora ? ora_testo(rq->arena, (int)row->da) : "",
				      row->con_ora ? " · " : "", row->codice, part(rq, " · ", row->luogo)),
		.url = arena_printf(rq->arena, "/pratiche/%lld%s%s", (long long)row->pratica_id.v, row->sezione ? "/" : "",
				    row->sezione ? row->sezione : ""),
		.classe = "scadenza",
	};
}

static void add_busy(struct request *rq, struct asking *ask, const struct q_agenda_occupate *row)
{
	*add_voice(ask) = (struct voce){
		.giorno = row->giorno,
		.da = (int)row->da,
		.a = (int)row->a,
		.titolo = "Occupata",
		.sotto = arena_printf(rq->arena, "%s%s", hours(rq, row->da, row->a), part(rq, " · ", row->nome)),
		.classe = "occupato",
	};
}

/* Which ones were shown goes into the register. */
static void register_list(struct request *rq, const struct q_agenda_voci *rows, size_t count)
{
	struct text *json = text_new(rq->arena);

	text_add(json, "{\"appuntamenti\":[");
	for (size_t i = 0; i < count; i++)
		text_addf(json, "%s%lld", i ? "," : "", (long long)rows[i].appuntamento_id.v);
	text_add(json, "]}");
	audit(rq, "elenca", "agenda", 0, 0);
	audit_detail(rq, json->data);
}

static struct error *read_voices(struct request *rq, struct asking *ask)
{
	const char *people = id_array(rq, ask->people->data), *teams = id_array(rq, ask->teams->data);
	struct q_agenda_voci *own;
	struct q_agenda_occupate *busy;
	struct q_agenda_scadenze *due = NULL;
	size_t own_count, busy_count, due_count = 0;

	TRY(q_agenda_voci(rq->db, ask->from, ask->to, people, teams, ask->mine, ask->service, &own, &own_count));
	TRY(q_agenda_occupate(rq->db, people, ask->from, ask->to, &busy, &busy_count));
	if (ask->mine)
		TRY(q_agenda_scadenze(rq->db, ask->from, ask->to, &due, &due_count));
	ask->voices = arena_array(rq->arena, own_count + busy_count + due_count + 1, sizeof(*ask->voices));
	for (size_t i = 0; i < own_count; i++)
		add_appointment(rq, ask, &own[i]);
	for (size_t i = 0; i < busy_count; i++)
		add_busy(rq, ask, &busy[i]);
	for (size_t i = 0; i < due_count; i++)
		add_due(rq, ask, &due[i]);
	voci_ordina(ask->voices, ask->voice_count);
	register_list(rq, own, own_count);
	return NULL;
}

/* ---- on the page ---- */

static void show_voice(struct page *page, const char *at, const struct voce *voice)
{
	struct page *node = page_node(page, at);

	page_set(node, "titolo", voice->titolo);
	page_set(node, "sotto", voice->sotto);
	page_set(node, "url", voice->url);
	page_set(node, "classe", voice->classe);
}

static const char *short_day(struct request *rq, const struct q_agenda_giorni *day)
{
	static const char *const names[] = { "", "lun", "mar", "mer", "gio", "ven", "sab", "dom" };

	return arena_printf(rq->arena, "%s %lld", names[day->numero], (long long)day->giorno);
}

static bool has_voice(const struct asking *ask, const char *day)
{
	for (size_t i = 0; i < ask->voice_count; i++)
		if (strcmp(ask->voices[i].giorno, day) == 0)
			return true;
	return false;
}

/* Saturday and Sunday only if there is something, or it is one of them today. */
static int grid_days(const struct asking *ask, const char **days, const struct q_agenda_giorni **rows)
{
	int count = 0;

	for (size_t i = 0; i < ask->day_count; i++) {
		const struct q_agenda_giorni *day = &ask->days[i];
		if (ask->view == WEEK && day->numero > 5 && !day->oggi && !has_voice(ask, day->data))
			continue;
		rows[count] = day;
		days[count++] = day->data;
	}
	return count;
}

static void show_whole_days(struct request *rq, const struct asking *ask, const char *const *days, int count)
{
	bool any = false;

	for (int d = 0; d < count; d++) {
		int n = 0;
		page_set(rq->page, arena_printf(rq->arena, "Agenda.intero.%d.data", d), days[d]);
		for (size_t i = 0; i < ask->voice_count; i++) {
			if (!ask->voices[i].tutto_il_giorno || strcmp(ask->voices[i].giorno, days[d]) != 0)
				continue;
			show_voice(rq->page, arena_printf(rq->arena, "Agenda.intero.%d.voce.%d", d, n++), &ask->voices[i]);
			any = true;
		}
	}
	page_flag(rq->page, "Agenda.interi", any);
}

static void show_cell(struct request *rq, const struct asking *ask, const char *at, const struct cella *cell, bool today)
{
	struct page *node = page_node(rq->page, at);

	page_flag(node, "c", true);
	page_flag(node, "oggi", today);
	page_flag(node, "piena", cell->come == PIENA);
	if (cell->come != PIENA)
		return;
	page_int(node, "righe", cell->righe);
	page_flag(node, "piu", cell->quante > 1);
	for (size_t i = 0; i < cell->quante; i++)
		show_voice(node, arena_printf(rq->arena, "voce.%zu", i), &ask->voices[cell->prima + i]);
}

static void show_grid(struct request *rq, const struct asking *ask)
{
	const char **days = arena_array(rq->arena, ask->day_count, sizeof(*days));
	const struct q_agenda_giorni **rows = arena_array(rq->arena, ask->day_count, sizeof(*rows));
	int count = grid_days(ask, days, rows);
	struct griglia grid = griglia_fai(rq->arena, ask->voices, ask->voice_count, days, count);

	for (int d = 0; d < count; d++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Agenda.giorno.%d", d));
		page_set(node, "nome", short_day(rq, rows[d]));
		page_set(node, "lungo", italian_long_date(rq->arena, days[d]));
		page_flag(node, "oggi", rows[d]->oggi);
		page_set(node, "url", address(rq, ask, DAY, days[d]));
	}
	show_whole_days(rq, ask, days, count);
	for (int line = 0; line < grid.righe; line++) {
		int minute = grid.da + line * MINUTI_RIGA;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Agenda.riga.%d", line));
		page_set(node, "ora", ora_testo(rq->arena, minute));
		page_flag(node, "intera", minute % 60 == 0);
		page_flag(node, "detta", minute % 60 == 0 || line == 0);
		for (int d = 0; d < count; d++) {
			const struct cella *cell = &grid.celle[line * count + d];
			if (cell->come != COPERTA)
				show_cell(rq, ask, arena_printf(rq->arena, "Agenda.riga.%d.cella.%d", line, d), cell, rows[d]->oggi);
		}
	}
}

/* The same day by day: the list, and what a narrow screen shows instead of the grid. */
static void show_list(struct request *rq, const struct asking *ask)
{
	int shown = 0;

	for (size_t d = 0; d < ask->day_count; d++) {
		int n = 0;
		if (!has_voice(ask, ask->days[d].data) && !(ask->view == DAY))
			continue;
		char *at = arena_printf(rq->arena, "Agenda.elenco.%d", shown++);
		page_set(rq->page, arena_printf(rq->arena, "%s.titolo", at), italian_long_date(rq->arena, ask->days[d].data));
		page_flag(rq->page, arena_printf(rq->arena, "%s.oggi", at), ask->days[d].oggi);
		for (size_t i = 0; i < ask->voice_count; i++)
			if (strcmp(ask->voices[i].giorno, ask->days[d].data) == 0)
				show_voice(rq->page, arena_printf(rq->arena, "%s.voce.%d", at, n++), &ask->voices[i]);
	}
	page_flag(rq->page, "Agenda.vuota", ask->voice_count == 0);
}

static struct error *show_month(struct request *rq, const struct asking *ask)
{
	struct q_agenda_griglia_mese month;
	struct q_agenda_giorni *days;
	size_t count;

	TRY(q_agenda_griglia_mese(rq->db, ask->period.mese, &month));
	TRY(q_agenda_giorni(rq->db, month.da, month.a, &days, &count));
	page_set(rq->page, "Mese.titolo", strchr(strchr(italian_long_date(rq->arena, ask->period.mese), ' ') + 1, ' ') + 1);
	for (size_t i = 0; i < count; i++) {
		char *at = arena_printf(rq->arena, "Mese.riga.%zu.giorno.%zu", i / 7, i % 7);
		page_flag(rq->page, arena_printf(rq->arena, "%s.c", at), true);
		if (strcmp(days[i].mese, ask->period.mese) != 0)
			continue;
		page_int(rq->page, arena_printf(rq->arena, "%s.numero", at), days[i].giorno);
		page_set(rq->page, arena_printf(rq->arena, "%s.url", at), address(rq, ask, ask->view, days[i].data));
		page_flag(rq->page, arena_printf(rq->arena, "%s.oggi", at), days[i].oggi);
	}
	return NULL;
}

static bool in_list(const struct text *list, int64_t id)
{
	char wanted[32];

	snprintf(wanted, sizeof(wanted), ",%lld,", (long long)id);
	struct arena *scratch = arena_new();
	bool found = strstr(arena_printf(scratch, ",%s,", list->data ? list->data : ""), wanted) != NULL;
	arena_free(scratch);
	return found;
}

static void show_calendar(struct request *rq, int *n, const char *value, const char *text, bool ticked)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Calendari.%d", (*n)++));

	page_set(node, "valore", value);
	page_set(node, "testo", text);
	page_flag(node, "scelto", ticked);
}

static struct error *show_calendars(struct request *rq, const struct asking *ask)
{
	struct q_agenda_equipe_mie *teams;
	struct q_agenda_colleghi *people;
	size_t team_count, people_count;
	int n = 0;

	TRY(q_agenda_equipe_mie(rq->db, &teams, &team_count));
	TRY(q_agenda_colleghi(rq->db, &people, &people_count));
	show_calendar(rq, &n, "io", arena_printf(rq->arena, "%s (tu)", rq->session->name), ask->mine);
	show_calendar(rq, &n, "servizio", rq->session->service_name, ask->service);
	for (size_t i = 0; i < team_count; i++)
		show_calendar(rq, &n, arena_printf(rq->arena, "e%lld", (long long)teams[i].equipe_id.v), teams[i].nome,
			      in_list(ask->teams, teams[i].equipe_id.v));
	for (size_t i = 0; i < people_count; i++)
		if (people[i].operatore_id.v != rq->session->operator.v)
			show_calendar(rq, &n, arena_printf(rq->arena, "o%lld", (long long)people[i].operatore_id.v),
				      people[i].nome, in_list(ask->people, people[i].operatore_id.v));
	return NULL;
}

/* «4-10 maggio 2026, settimana 19»; over the border of a month both are said. */
static const char *period_text(struct request *rq, const struct asking *ask)
{
	const char *first = strchr(italian_long_date(rq->arena, ask->days[0].data), ' ') + 1;
	const char *last = strchr(italian_long_date(rq->arena, ask->days[ask->day_count - 1].data), ' ') + 1;

	if (ask->view == DAY)
		return italian_long_date(rq->arena, ask->days[0].data);
	if (ask->view == LIST)
		return arena_printf(rq->arena, "dal %s al %s", first, last);
	if (strcmp(strchr(first, ' '), strchr(last, ' ')) == 0)
		return arena_printf(rq->arena, "%lld-%s, settimana %lld", (long long)ask->days[0].giorno, last, (long long)ask->period.settimana);
	return arena_printf(rq->arena, "%s - %s, settimana %lld", first, last, (long long)ask->period.settimana);
}

static void show_steps(struct request *rq, const struct asking *ask)
{
	static const char *const back[] = { "Giorno precedente", "Settimana precedente", "Periodo precedente" };
	static const char *const on[] = { "Giorno successivo", "Settimana successiva", "Periodo successivo" };
	struct page *node = page_node(rq->page, "Agenda");

	page_set(node, "periodo", period_text(rq, ask));
	page_set(node, "prima", address(rq, ask, ask->view, ask->period.prima));
	page_set(node, "prima_testo", back[ask->view]);
	page_set(node, "dopo", address(rq, ask, ask->view, ask->period.dopo));
	page_set(node, "dopo_testo", on[ask->view]);
	page_set(node, "adesso", address(rq, ask, ask->view, ask->period.oggi));
	page_set(node, "vista", views[ask->view].word);
	page_set(node, "data", ask->period.giorno);
	page_flag(node, "griglia", ask->view != LIST);
	page_flag(node, "scrive", session_may(rq->session, AGENDA_SCRIVI));
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++) {
		struct page *view = page_node(rq->page, arena_printf(rq->arena, "Viste.%zu", i));
		page_set(view, "testo", views[i].text);
		page_set(view, "url", address(rq, ask, (enum view)i, ask->period.giorno));
		page_flag(view, "corrente", i == (size_t)ask->view);
	}
}

struct error *agenda_vedi(struct request *rq)
{
	struct asking ask;

	TRY(read_asking(rq, &ask));
	TRY(read_voices(rq, &ask));
	page_set(rq->page, "Pagina.area", "agenda");
	show_steps(rq, &ask);
	if (ask.view != LIST)
		show_grid(rq, &ask);
	show_list(rq, &ask);
	TRY(show_month(rq, &ask));
	TRY(show_calendars(rq, &ask));
	return page_send(rq, "agenda", arena_printf(rq->arena, "Agenda, %s", period_text(rq, &ask)));
}
