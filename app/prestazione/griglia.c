/*
 * A month of services as one form.  Its fields exist for one request only: the definition is made of the days on which something may
 * be rendered, so that reading, drafts, refusals and the page with both texts are those of every form.
 */
#include "prestazione/griglia.h"

#include <string.h>
#include <strings.h>
#include <time.h>

static const char *name_of(struct request *rq, const struct q_prestazione_celle *cell)
{
	return arena_printf(rq->arena, "c_%lld_%lld", (long long)cell->prestazione_prevista_id.v, (long long)cell->giorno);
}

/* Cells are read of the entries only, so there is one. */
static size_t place_of(const struct griglia *grid, const struct q_prestazione_celle *cell)
{
	size_t i = 0;

	while (i + 1 < grid->entry_count && grid->entries[i].planned.v != cell->prestazione_prevista_id.v)
		i++;
	return i;
}

static const struct griglia_voce *entry_of(const struct griglia *grid, const struct q_prestazione_celle *cell)
{
	return &grid->entries[place_of(grid, cell)];
}

static struct form_definition *define(struct request *rq, const struct griglia *grid)
{
	struct form_definition *definition = arena_alloc(rq->arena, sizeof(*definition));
	struct field_definition *fields = arena_array(rq->arena, grid->cell_count + 1, sizeof(*fields));

	for (size_t i = 0; i < grid->cell_count; i++) {
		const struct griglia_voce *entry = entry_of(grid, &grid->cells[i]);
		fields[i] = (struct field_definition){
			.name = name_of(rq, &grid->cells[i]),
			.label = arena_printf(rq->arena, "%s, %s", grid->cells[i].giorno_nome, entry->title),
			.kind = FIELD_TEXT,
			.maximum = 10,
			.width = 12,
		};
	}
	*definition = (struct form_definition){
		.name = "prestazioni_mese",
		.title = "Il mese",
		.version = 1,
		.fields = fields,
		.field_count = grid->cell_count,
	};
	return definition;
}

static void fill(struct request *rq, struct form *form, const struct griglia *grid)
{
	for (size_t i = 0; i < grid->cell_count; i++) {
		const struct q_prestazione_celle *cell = &grid->cells[i];
		form_set(form, name_of(rq, cell), cell->scritta ? cell->valore : cell->previsto);
	}
}

static void add_id(struct text *list, int64_t id)
{
	text_addf(list, "%s%lld", list->size > 1 ? "," : "", (long long)id);
}

/* Of the entries whose month is open. */
static void name_open(struct request *rq, struct griglia *grid)
{
	struct text *cases = text_new(rq->arena), *planned = text_new(rq->arena);

	text_add(cases, "{");
	text_add(planned, "{");
	for (size_t i = 0; i < grid->entry_count; i++) {
		if (grid->entries[i].closed)
			continue;
		add_id(cases, grid->entries[i].pratica.v);
		add_id(planned, grid->entries[i].planned.v);
	}
	text_add(cases, "}");
	text_add(planned, "}");
	grid->cases = cases->data;
	grid->planned = planned->data;
}

struct error *griglia_open(struct request *rq, struct griglia *grid)
{
	name_open(rq, grid);
	TRY(q_prestazione_celle(rq->db, grid->month, grid->planned, &grid->cells, &grid->cell_count));
	if (rq->form) /* asked again after a refusal: what was sent stays */
		return NULL;
	struct form_definition *definition = define(rq, grid);
	if (rq->method == METHOD_POST) {
		rq->form = form_read(rq->arena, definition, NULL, &rq->body);
		return NULL;
	}
	rq->form = form_new(rq->arena, definition, NULL);
	fill(rq, rq->form, grid);
	return draft_read(rq, rq->path);
}

struct error *griglia_version(struct request *rq, const struct griglia *grid)
{
	struct q_prestazione_mesi_versione row;

	TRY(q_prestazione_mesi_versione(rq->db, grid->cases, grid->month, &row));
	if (row.versione)
		form_set_version(rq, row.versione);
	return NULL;
}

/* ---- on the page ---- */

static void show_entry(struct page *node, const struct griglia_voce *entry)
{
	page_set(node, "titolo", entry->title);
	page_set(node, "sotto", entry->under);
	page_set(node, "unita", entry->unit_name);
	page_set(node, "codice", entry->code);
	page_int(node, "pratica", entry->pratica.v);
	page_flag(node, "chiuso", entry->closed);
	page_flag(node, "altra", entry->other);
}

static void show_cell(struct request *rq, const char *at, const struct q_prestazione_celle *cell)
{
	struct page *node = page_node(rq->page, at);

	page_set(node, "nome", name_of(rq, cell));
	page_set(node, "giorno", cell->giorno_nome);
	page_flag(node, "scritta", cell->scritta);
	page_flag(node, "previsto", cell->previsto != NULL);
	page_link(rq->page, arena_printf(rq->arena, "%s.campo", at), arena_printf(rq->arena, "Modulo.campo.%s", name_of(rq, cell)));
}

void griglia_by_day(struct request *rq, const struct griglia *grid)
{
	for (size_t i = 0; i < grid->entry_count; i++)
		show_entry(page_node(rq->page, arena_printf(rq->arena, "Griglia.voce.%zu", i)), &grid->entries[i]);
	for (size_t i = 0; i < grid->cell_count; i++) {
		const struct q_prestazione_celle *cell = &grid->cells[i];
		char *row = arena_printf(rq->arena, "Griglia.riga.%lld", (long long)cell->giorno);
		if (!i || grid->cells[i - 1].giorno != cell->giorno) {
			page_set(rq->page, arena_printf(rq->arena, "%s.giorno", row), cell->giorno_nome);
			for (size_t n = 0; n < grid->entry_count; n++) /* days on which one is not planned have an empty cell */
				page_set(rq->page, arena_printf(rq->arena, "%s.cella.%zu.voce", row, n), grid->entries[n].title);
		}
		show_cell(rq, arena_printf(rq->arena, "%s.cella.%zu", row, place_of(grid, cell)), cell);
	}
}

void griglia_by_entry(struct request *rq, const struct griglia *grid)
{
	for (size_t i = 0; i < grid->entry_count; i++)
		show_entry(page_node(rq->page, arena_printf(rq->arena, "Griglia.riga.%zu", i)), &grid->entries[i]);
	for (size_t i = 0; i < grid->cell_count; i++) {
		const struct q_prestazione_celle *cell = &grid->cells[i];
		char *day = arena_printf(rq->arena, "Griglia.giorno.%lld", (long long)cell->giorno);
		page_set(rq->page, arena_printf(rq->arena, "%s.nome", day), cell->giorno_nome);
		for (size_t n = 0; n < grid->entry_count; n++)
			page_set(rq->page, arena_printf(rq->arena, "Griglia.riga.%zu.cella.%lld.giorno", n, (long long)cell->giorno),
				 cell->giorno_nome);
	}
	for (size_t i = 0; i < grid->cell_count; i++) {
		const struct q_prestazione_celle *cell = &grid->cells[i];
		show_cell(rq, arena_printf(rq->arena, "Griglia.riga.%zu.cella.%lld", place_of(grid, cell), (long long)cell->giorno), cell);
	}
}

/* ---- saving ---- */

/* What a filled cell says: a letter of the reasons, or a quantity; else its sentence stands in the form. */
static const char *read_cell(struct request *rq, const struct griglia_voce *entry, const struct q_prestazione_motivi *reasons, size_t reason_count,
			     const char *typed, int64_t *quantity, const char **reason)
{
	*reason = NULL;
	*quantity = 0;
	for (size_t i = 0; i < reason_count; i++)
		if (strcasecmp(reasons[i].codice, typed) == 0)
			*reason = reasons[i].codice;
	return *reason ? NULL : prestazione_quantity(rq->arena, entry->unit, typed, quantity);
}

static void begin_row(const struct griglia *grid, struct text *json, const struct q_prestazione_celle *cell)
{
	text_addf(json, "%s{\"p\":%lld,\"d\":\"%.8s%02lld\"", json->size > 1 ? "," : "", (long long)cell->prestazione_prevista_id.v, grid->month,
		  (long long)cell->giorno);
}

/* The cells that were sent and say something else than what is stored; one that was not sent is not touched. */
static struct error *gather(struct request *rq, const struct griglia *grid, struct text *written, struct text *emptied)
{
	struct q_prestazione_motivi *reasons;
	size_t reason_count;

	TRY(q_prestazione_motivi(rq->db, &reasons, &reason_count));
	text_add(written, "[");
	text_add(emptied, "[");
	for (size_t i = 0; i < grid->cell_count; i++) {
		const struct q_prestazione_celle *cell = &grid->cells[i];
		const char *name = name_of(rq, cell), *typed = form_text(rq->form, name), *reason, *why;
		int64_t quantity;

		if (!fields_get(&rq->body, name) || (typed && cell->scritta && cell->valore && strcmp(typed, cell->valore) == 0))
			continue;
		if (!typed) {
			if (cell->scritta) {
				begin_row(grid, emptied, cell);
				text_add(emptied, "}");
			}
			continue;
		}
		why = read_cell(rq, entry_of(grid, cell), reasons, reason_count, typed, &quantity, &reason);
		if (why) {
			form_error(rq->form, name, "%s: %s", cell->giorno_nome, why);
			continue;
		}
		begin_row(grid, written, cell);
		text_addf(written, ",\"q\":%lld,\"m\":", (long long)quantity);
		if (reason)
			text_add_json(written, reason);
		else
			text_add(written, "null");
		text_add(written, "}");
	}
	text_add(written, "]");
	text_add(emptied, "]");
	return NULL;
}

/* Somebody wrote in the month meanwhile: both, cell by cell where they differ. */
static struct error *conflict(struct request *rq, struct griglia *grid, const char *cancel, int64_t version)
{
	struct q_prestazione_mese_salvato_da saved;
	struct form *stored;
	bool found;

	TRY(q_prestazione_mese_salvato_da(rq->db, grid->cases, &saved, &found));
	page_set(rq->page, "Conflitto.chi", found && saved.chi ? saved.chi : "Un’altra persona");
	page_flag(rq->page, "Conflitto.mio", found && saved.mio);
	if (found)
		page_set(rq->page, "Conflitto.quando", italian_instant(rq->arena, saved.quando, (int64_t)time(NULL)));
	stored = form_new(rq->arena, form_definition(rq->form), NULL);
	fill(rq, stored, grid);
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", cancel);
	page_int(rq->page, "Conflitto.versione", version);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi il mese è cambiato");
}

struct error *griglia_save(struct request *rq, struct griglia *grid, const char *cancel, enum griglia_state *state)
{
	struct text *written = text_new(rq->arena), *emptied = text_new(rq->arena);
	struct q_prestazione_mesi_blocca lock;

	TRY(q_prestazione_mesi_blocca(rq->db, grid->cases, grid->month, &lock));
	/* again, now that nobody else writes: what is compared is what stands */
	TRY(q_prestazione_celle(rq->db, grid->month, grid->planned, &grid->cells, &grid->cell_count));
	TRY(gather(rq, grid, written, emptied));
	*state = GRIGLIA_WRONG;
	if (!form_ok(rq->form))
		return NULL;
	*state = GRIGLIA_CONFLICT;
	if (lock.versione != form_version(rq))
		return conflict(rq, grid, cancel, lock.versione);
	*state = GRIGLIA_SAVED;
	if (emptied->size > 2)
		TRY(q_prestazione_celle_togli(rq->db, emptied->data));
	return written->size > 2 ? q_prestazione_celle_salva(rq->db, written->data) : NULL;
}
