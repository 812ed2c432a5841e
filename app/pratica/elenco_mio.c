/*
 * What an operator makes of a list of cases for the own screen: which columns it shows, and searches kept
 * under a name.  Both are of the operator alone and show nothing that the list itself would not.
 */
#include "pratica/elenco.h"

#include <string.h>

/* ---- columns ---- */

static bool is_ticked(struct request *rq, const char *column)
{
	const char *ticked;
	size_t at = 0;

	while ((ticked = fields_next(&rq->body, "colonna", &at)))
		if (strcmp(ticked, column) == 0)
			return true;
	return false;
}

struct error *elenco_colonne_salva(struct request *rq)
{
	const char *code = fields_get(&rq->body, "kind");
	const struct pratica_kind *kind = code ? pratica_kind_find(code) : NULL;
	struct text *chosen = text_new(rq->arena);
	struct q_pratica_kind_colonne *columns;
	size_t count;

	if (!kind || !session_may(rq->session, kind->read))
		return error_raise(ERR_NOT_FOUND, "no such list for this role");
	const char *key = arena_printf(rq->arena, "colonne.%s", kind->code);
	const char *back = path_with(rq, return_path(rq), "fatto", "colonne-salvate");
	if (fields_get(&rq->body, "ripristina")) {
		TRY(q_preferenza_mia_togli(rq->db, key));
		return redirect(rq, "%s", back);
	}
	TRY(q_pratica_kind_colonne(rq->db, kind->code, &columns, &count));
	text_add(chosen, "codice"); /* what leads to the case is always there */
	for (size_t i = 0; i < count; i++)
		if (strcmp(columns[i].campo, "codice") != 0 && is_ticked(rq, columns[i].campo))
			text_addf(chosen, " %s", columns[i].campo);
	TRY(q_preferenza_mia_metti(rq->db, key, chosen->data));
	return redirect(rq, "%s", back);
}

/* ---- searches ---- */

static struct error *show_name(struct request *rq, const char *list)
{
	crumb(rq, "Home", "/");
	crumb(rq, "Elenco", list);
	crumb(rq, "Conserva la ricerca", NULL);
	form_cancel(rq, list);
	page_set(rq->page, "Modulo.ritorno", list);
	page_set(rq->page, "Modulo.salva", "Conserva");
	return page_send(rq, "modulo", "Conserva la ricerca");
}

struct error *ricerca_nuova(struct request *rq)
{
	return show_name(rq, return_path(rq));
}

struct error *ricerca_nuova_salva(struct request *rq)
{
	const char *list = return_path(rq);
	int64_t kept = 0;

	if (!form_ok(rq->form))
		return show_name(rq, list);
	TRY(q_ricerca_salva(rq->db, form_text(rq->form, "nome"), list, &kept));
	if (!kept)
		return error_raise(ERR_BAD_REQUEST, "this address is no list of cases");
	return redirect(rq, "%s", path_with(rq, list, "fatto", "ricerca-conservata"));
}

struct error *ricerca_togli(struct request *rq)
{
	struct q_ricerca_togli row;
	bool found;

	TRY(q_ricerca_togli(rq->db, PATH_ID(rq, ricerca_salvata), &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such search of this operator");
	return redirect(rq, "%s", path_with(rq, path_of_ours(row.indirizzo), "fatto", "ricerca-tolta"));
}
