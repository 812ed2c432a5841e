/*
 * A whole month at once: of a case, day by day; of a supplier across its cases, as its invoice lists them.
 */
#include "prestazione/griglia.h"

#include "fornitore/fornitore.h"

#include <string.h>

#define PAGE 15 /* entries of a supplier on one page */

/* ---- of a case ---- */

static struct error *open_case(struct request *rq, struct pratica **p, struct q_prestazione_mese_stato *month, struct griglia *grid)
{
	struct q_prestazione_righe_pratica *found;
	size_t count;

	TRY(pratica_open_to_write(rq, PRESTAZIONI, p));
	if (!*p)
		return NULL;
	TRY(prestazioni_month(rq, *p, rq->path_word, month));
	if (month->chiuso)
		return forbid(rq, "Il mese è chiuso: per cambiarlo, prima riaprilo nella sezione Prestazioni.", "the month is closed");
	TRY(q_prestazione_righe_pratica(rq->db, (*p)->id, month->mese, &found, &count));
	*grid = (struct griglia){ .month = month->mese, .entries = arena_array(rq->arena, count + 1, sizeof(*grid->entries)), .entry_count = count };
	for (size_t i = 0; i < count; i++)
		grid->entries[i] = (struct griglia_voce){
			.planned = found[i].prestazione_prevista_id,
			.pratica = found[i].pratica_id,
			.title = found[i].prestazione,
			.under = found[i].sotto,
			.unit = found[i].unita,
			.unit_name = found[i].unita_nome,
		};
	return griglia_open(rq, grid);
}

static const char *section_of(struct request *rq, const struct pratica *p, const struct q_prestazione_mese_stato *month)
{
	return arena_printf(rq->arena, "%s?mese=%s", prestazioni_path(rq, p, "/prestazioni"), month->parola);
}

static struct error *show_case(struct request *rq, const struct pratica *p, const struct q_prestazione_mese_stato *month, const struct griglia *grid)
{
	griglia_by_day(rq, grid);
	form_cancel(rq, section_of(rq, p, month));
	page_set(rq->page, "Modulo.salva", "Salva il mese");
	TRY(q_prestazione_motivi_legenda(rq->db, rows(rq, "Motivi")));
	return page_send(rq, "prestazioni_mese", arena_printf(rq->arena, "%s: %s", p->code, month->nome));
}

struct error *prestazioni_mese(struct request *rq)
{
	struct q_prestazione_mese_stato month;
	struct griglia grid;
	struct pratica *p;

	TRY(open_case(rq, &p, &month, &grid));
	if (!p)
		return NULL;
	TRY(griglia_version(rq, &grid));
	return show_case(rq, p, &month, &grid);
}

struct error *prestazioni_mese_salva(struct request *rq)
{
	struct q_prestazione_mese_stato month;
	enum griglia_state state;
	struct griglia grid;
	struct pratica *p;

	TRY(open_case(rq, &p, &month, &grid));
	if (!p)
		return NULL;
	TRY(griglia_save(rq, &grid, section_of(rq, p, &month), &state));
	if (state == GRIGLIA_CONFLICT)
		return NULL;
	return state == GRIGLIA_SAVED ? prestazioni_back(rq, p, month.parola, "mese-salvato") : show_case(rq, p, &month, &grid);
}

/* ---- of a supplier ---- */

/* «2026-11», or «2026-11-123»: what follows after that planned service.  A draft has the address of its page, so the pages have one each. */
static const char *read_word(struct request *rq, int64_t *after)
{
	const char *word = rq->path_word ? rq->path_word : "";

	*after = 0;
	if (strlen(word) > 8 && word[7] == '-' && text_to_int(word + 8, after) && *after > 0)
		word = arena_strndup(rq->arena, word, 7);
	return prestazione_month(rq->arena, word) ? word : NULL;
}

/* The cases that are read and written, for the register. */
static void register_cases(struct request *rq, fornitore_id supplier, const struct griglia *grid)
{
	struct text *ids = text_new(rq->arena);

	text_add(ids, "{\"pratiche\":[");
	for (size_t i = 0; i < grid->entry_count; i++)
		text_addf(ids, "%s%lld", i ? "," : "", (long long)grid->entries[i].pratica.v);
	text_add(ids, "]}");
	audit(rq, "elenca", "fornitore", supplier.v, 0);
	audit_detail(rq, ids->data);
}

static void take_entries(struct griglia *grid, const struct q_prestazione_righe_fornitore *found, size_t count)
{
	for (size_t i = 0; i < count; i++)
		grid->entries[i] = (struct griglia_voce){
			.planned = found[i].prestazione_prevista_id,
			.pratica = found[i].pratica_id,
			.title = found[i].persona,
			.under = found[i].prestazione,
			.unit = found[i].unita,
			.unit_name = found[i].unita_nome,
			.closed = found[i].chiuso,
			.code = found[i].codice,
			.other = !i || found[i].pratica_id.v != found[i - 1].pratica_id.v,
		};
}

static struct error *open_supplier(struct request *rq, struct q_fornitore_leggi *supplier, struct griglia *grid)
{
	struct q_prestazione_righe_fornitore *found;
	size_t count;
	int64_t after;
	const char *word = read_word(rq, &after);

	TRY(fornitore_find(rq, supplier));
	if (!word)
		return error_raise(ERR_NOT_FOUND, "no month");
	*grid = (struct griglia){ .month = prestazione_month(rq->arena, word) };
	TRY(q_prestazione_righe_fornitore(rq->db, supplier->fornitore_id, grid->month, after, &found, &count));
	grid->entry_count = count > PAGE ? PAGE : count;
	grid->entries = arena_array(rq->arena, grid->entry_count + 1, sizeof(*grid->entries));
	take_entries(grid, found, grid->entry_count);
	if (count > PAGE)
		page_setf(rq->page, "Griglia.successiva", "%s-%lld", word, (long long)found[PAGE - 1].prestazione_prevista_id.v);
	page_flag(rq->page, "Griglia.seguito", after > 0);
	page_set(rq->page, "Griglia.mese", word);
	register_cases(rq, supplier->fornitore_id, grid);
	return griglia_open(rq, grid);
}

static struct error *show_supplier(struct request *rq, const struct q_fornitore_leggi *supplier, const struct griglia *grid)
{
	struct q_prestazione_mese_stato month;

	TRY(q_prestazione_mese_stato(rq->db, grid->month, (pratica_id){ 0 }, &month));
	page_set(rq->page, "Pagina.area", "fornitori");
	crumb(rq, "Home", "/");
	crumb(rq, "Fornitori", "/fornitori");
	crumb(rq, supplier->denominazione, fornitore_address(rq, supplier->fornitore_id, ""));
	crumb(rq, month.nome, NULL);
	page_set(rq->page, "Mese.nome", month.nome);
	page_set(rq->page, "Mese.prima", month.prima);
	page_set(rq->page, "Mese.prima_nome", month.prima_nome);
	page_set(rq->page, "Mese.dopo", month.dopo);
	page_set(rq->page, "Mese.dopo_nome", month.dopo_nome);
	page_int(rq->page, "Fornitore.id", supplier->fornitore_id.v);
	page_set(rq->page, "Fornitore.nome", supplier->denominazione);
	griglia_by_entry(rq, grid);
	form_cancel(rq, fornitore_address(rq, supplier->fornitore_id, ""));
	page_set(rq->page, "Modulo.salva", "Salva il mese");
	TRY(q_prestazione_motivi_legenda(rq->db, rows(rq, "Motivi")));
	return page_send(rq, "prestazioni_fornitore", arena_printf(rq->arena, "%s: %s", supplier->denominazione, month.nome));
}

struct error *prestazioni_fornitore(struct request *rq)
{
	struct q_fornitore_leggi supplier;
	struct griglia grid;

	TRY(open_supplier(rq, &supplier, &grid));
	TRY(griglia_version(rq, &grid));
	return show_supplier(rq, &supplier, &grid);
}

struct error *prestazioni_fornitore_salva(struct request *rq)
{
	struct q_fornitore_leggi supplier;
	enum griglia_state state;
	struct griglia grid;

	TRY(open_supplier(rq, &supplier, &grid));
	TRY(griglia_save(rq, &grid, rq->path, &state));
	if (state == GRIGLIA_CONFLICT)
		return NULL;
	return state == GRIGLIA_SAVED ? redirect(rq, "%s?fatto=mese-salvato", rq->path) : show_supplier(rq, &supplier, &grid);
}
