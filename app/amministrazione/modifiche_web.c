/*
 * What was changed of services, accounts and lists: who, when, the old and the new, and the way back.
 */
#include "amministrazione/amministrazione.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define A_PAGE 50 /* rows; the query gives one more if there are more */

static const struct { const char *table, *name; } subjects[] = {
	{ "servizio", "Servizi" }, { "operatore", "Utenze" }, { "appartenenza", "Dove lavorano" },
	{ "voce", "Elenchi" }, { "tipo_intervento", "Tipi" },
};

static const char *asked_table(struct request *rq)
{
	const char *asked = fields_get(&rq->query, "cosa");

	for (size_t i = 0; asked && i < sizeof(subjects) / sizeof(*subjects); i++)
		if (strcmp(subjects[i].table, asked) == 0)
			return subjects[i].table;
	return NULL;
}

static void show_tabs(struct request *rq, const char *table)
{
	page_set(rq->page, "Schede.nome", "Di che cosa");
	page_set(rq->page, "Schede.voce.0.testo", "Tutte");
	page_set(rq->page, "Schede.voce.0.url", "/amministrazione/modifiche");
	page_flag(rq->page, "Schede.voce.0.corrente", !table);
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
		struct page *tab = page_node(rq->page, arena_printf(rq->arena, "Schede.voce.%zu", i + 1));

		page_set(tab, "testo", subjects[i].name);
		page_set(tab, "url", arena_printf(rq->arena, "/amministrazione/modifiche?cosa=%s", subjects[i].table));
		page_flag(tab, "corrente", table && strcmp(table, subjects[i].table) == 0);
	}
}

static void show_change(struct request *rq, const struct q_amministra_modifiche *row, size_t place)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Modifiche.%zu", place));
	bool added = strcmp(row->azione, "INSERT") == 0;

	page_int(node, "id", row->configurazione_modifica_id.v);
	page_set(node, "cosa", row->cosa);
	page_set(node, "nome", row->nome);
	page_set(node, "azione", added ? "Aggiunta" : strcmp(row->azione, "DELETE") == 0 ? "Tolta" : "Cambiata");
	page_set(node, "chi", row->chi);
	page_set(node, "quando", italian_instant(rq->arena, row->quando, (int64_t)time(NULL)));
	page_set(node, "righe", row->righe);
	page_set(node, "motivo", row->motivo);
	page_flag(node, "annulla", row->annulla != 0);
	page_flag(node, "annullata", row->annullata);
	page_flag(node, "annullabile", row->annullabile);
}

static struct error *show(struct request *rq)
{
	struct q_amministra_modifiche *found;
	const char *table = asked_table(rq), *from = fields_get(&rq->query, "prima"), *path = "/amministrazione/modifiche";
	configurazione_modifica_id before = { 0 };
	size_t count;

	if (from && !text_to_int(from, &before.v))
		before.v = 0;
	TRY(q_amministra_modifiche(rq->db, table, before, &found, &count));
	for (size_t i = 0; i < count && i < A_PAGE; i++)
		show_change(rq, &found[i], i);
	path = path_with(rq, path, "cosa", table);
	if (before.v)
		page_set(rq->page, "Pagine.precedente", path);
	if (count > A_PAGE)
		page_set(rq->page, "Pagine.successiva",
				path_with(rq, path, "prima", arena_printf(rq->arena, "%" PRId64, found[A_PAGE - 1].configurazione_modifica_id.v)));
	page_flag(rq->page, "Elenco.pieno", count > 0);
	show_tabs(rq, table);
	audit(rq, "elenca", "configurazione_modifica", 0, 0);
	amministrazione_path(rq, "Modifiche alla configurazione", "modifiche", NULL);
	return page_send(rq, "modifiche", "Modifiche alla configurazione");
}

struct error *modifiche_elenco(struct request *rq)
{
	return show(rq);
}

struct error *modifiche_annulla(struct request *rq)
{
	if (!form_ok(rq->form))
		return show(rq);
	TRY(q_amministra_modifica_annulla(rq->db, PATH_ID(rq, configurazione_modifica)));
	return redirect(rq, "/amministrazione/modifiche?fatto=modifica-annullata");
}
