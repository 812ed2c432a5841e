/*
 * «Elaborazioni contabili» (ECO-11): the movements added up by fund, month or Comune; and what is paid in a month, row
 * by row (ECO-12).  The filters stand in the address.
 */
#include "conti/conti.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct choice groups[] = {
	{ "fondo", "Finanziamento", NULL }, { "mese", "Mese", NULL }, { "comune", "Comune", NULL },
};

static struct error *offer_states(struct request *rq, struct form *form)
{
	struct q_elaborazioni_stati *states;
	size_t count;

	TRY(q_elaborazioni_stati(rq->db, &states, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ states[i].codice, states[i].denominazione, NULL };
	form_choices(form, "stati_movimento", list, count);
	return NULL;
}

static struct error *offer(struct request *rq, struct form *form)
{
	struct q_elaborazioni_fondi *funds;
	struct q_comuni_ambito *towns;
	size_t count;

	form_choices(form, "raggruppa_elaborazioni", groups, COUNT(groups));
	TRY(q_elaborazioni_fondi(rq->db, &funds, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, funds[i].finanziamento_id.v), funds[i].denominazione, NULL };
	form_choices(form, "fondi_elaborazioni", list, count);
	TRY(q_comuni_ambito(rq->db, &towns, &count));
	list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, towns[i].comune_id.v), towns[i].denominazione, NULL };
	form_choices(form, "comuni_elaborazioni", list, count);
	return offer_states(rq, form);
}

static void fill_chips(struct request *rq, struct form *form)
{
	const struct form_definition *definition = form_definition(form);
	int n = 0;

	for (size_t i = 0; i < definition->field_count; i++) {
		const char *name = definition->fields[i].name, *url = "/elaborazioni-contabili";
		const char *words = form_raw(form, name) ? form_words(form, name) : NULL;
		if (!words)
			continue;
		for (size_t k = 0; k < definition->field_count; k++)
			if (k != i && form_raw(form, definition->fields[k].name))
				url = path_with(rq, url, definition->fields[k].name, form_raw(form, definition->fields[k].name));
		struct page *chip = page_node(rq->page, arena_printf(rq->arena, "Filtri.voce.%d", n++));
		page_setf(chip, "testo", "%s: %s", definition->fields[i].label, words);
		page_set(chip, "url", url);
	}
	page_set(rq->page, "Filtri.tutti", n > 1 ? "/elaborazioni-contabili" : "");
}

struct error *elaborazioni(struct request *rq)
{
	struct form *form;

	TRY(form_asked(rq, "cerca_elaborazioni", &form));
	TRY(offer(rq, form));
	const char *by = form_text(form, "per") ? form_text(form, "per") : "fondo";
	finanziamento_id fund = { conti_scelto(form, "fondo") };
	comune_id town = { conti_scelto(form, "comune") };
	const char *from = form_date(form, "dal"), *to = form_date(form, "al"), *state = form_raw(form, "stato");

	TRY(q_elaborazioni(rq->db, by, fund, town, from, to, state, rows(rq, "Righe")));
	TRY(q_elaborazioni_totale(rq->db, fund, town, from, to, state, row(rq, "Totale")));
	TRY(q_elaborazioni_mesi(rq->db, rows(rq, "Mesi")));
	page_set(rq->page, "Elaborazioni.per", by);
	fill_chips(rq, form);
	page_set(rq->page, "Pagina.area", "elaborazioni_contabili");
	page_flag(rq->page, "Pagina.ricerca", true);
	crumb(rq, "Home", "/");
	crumb(rq, "Elaborazioni contabili", NULL);
	form_show(rq, form, "Modulo");
	audit(rq, "elenca", "elaborazione contabile", 0, 0);
	return page_send(rq, "elaborazioni", "Elaborazioni contabili");
}

/* Every contribution that falls due in a month, with its person (ECO-12); ?mese=2026-03, else this month. */
struct error *elaborazioni_mese(struct request *rq)
{
	const char *month = fields_get(&rq->query, "mese");

	if (!conti_mese(month))
		month = arena_strndup(rq->arena, italian_today(rq->arena, (int64_t)time(NULL)), 7);
	TRY(q_elaborazioni_del_mese(rq->db, month, rows(rq, "Righe")));
	TRY(q_elaborazioni_del_mese_totale(rq->db, month, row(rq, "Totale")));
	TRY(q_elaborazioni_mesi(rq->db, rows(rq, "Mesi")));
	page_set(rq->page, "Elaborazioni.mese", month);
	page_set(rq->page, "Pagina.area", "elaborazioni_contabili");
	crumb(rq, "Home", "/");
	crumb(rq, "Elaborazioni contabili", "/elaborazioni-contabili");
	crumb(rq, "Contributi del mese", NULL);
	audit(rq, "elenca", "elaborazione contabile", 0, 0);
	return page_send(rq, "elaborazioni_mese", "Contributi del mese");
}
