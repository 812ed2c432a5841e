/*
 * The tariffs of a supplier: what a unit of a service costs, from when until when.
 */
#include "fornitore/fornitore.h"

#include <string.h>

static void check(struct form *form)
{
	const char *from = form_date(form, "valida_dal"), *to = form_date(form, "valida_al");

	if (from && to && strcmp(to, from) < 0)
		form_error(form, "valida_al", "La tariffa finisce (%s) prima di cominciare (%s)", italian_date(form_arena(form), to),
			   italian_date(form_arena(form), from));
}

struct error *tariffa_nuova(struct request *rq)
{
	struct q_fornitore_leggi row;

	TRY(fornitore_find_to_write(rq, &row));
	return fornitore_form(rq, &row, "Nuova tariffa");
}

/* Ends the one that is open for the same service, so that no day has two. */
struct error *tariffa_crea(struct request *rq)
{
	struct q_fornitore_leggi row;
	struct q_tariffa_crea made;
	struct form *form = rq->form;
	int64_t ended;

	TRY(fornitore_find_to_write(rq, &row));
	check(form);
	if (!form_ok(form))
		return fornitore_form(rq, &row, "Nuova tariffa");
	TRY(q_tariffa_chiudi_prima(rq->db, form_date(form, "valida_dal"), row.fornitore_id, form_text(form, "prestazione"),
				   form_text(form, "unita"), &ended));
	TRY(q_tariffa_crea(rq->db, row.fornitore_id, form_text(form, "prestazione"), form_text(form, "unita"), form_text(form, "importo"),
			   form_date(form, "valida_dal"), form_date(form, "valida_al"), form_text(form, "atto"), &made));
	return redirect(rq, "%s", fornitore_address(rq, row.fornitore_id, ended ? "?fatto=tariffa-segue" : "?fatto=tariffa-salvata"));
}

/* ---- one that exists ---- */

static struct error *find(struct request *rq, struct q_fornitore_leggi *row, struct q_tariffa_leggi *stored)
{
	bool found;

	TRY(fornitore_find_to_write(rq, row));
	TRY(q_tariffa_leggi(rq->db, PATH_ID(rq, tariffa), row->fornitore_id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such tariff of this supplier");
}

struct error *tariffa_modifica(struct request *rq)
{
	struct q_fornitore_leggi row;
	struct q_tariffa_leggi stored;

	TRY(find(rq, &row, &stored));
	TRY(q_tariffa_campi(rq->db, stored.tariffa_id, row.fornitore_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	TRY(form_choices_again(rq, rq->form));
	form_set_version(rq, stored.versione);
	return fornitore_form(rq, &row, "Tariffa");
}

static struct error *conflict(struct request *rq, const struct q_fornitore_leggi *row)
{
	struct q_tariffa_leggi now;
	struct form *stored;
	bool found;

	TRY(q_tariffa_leggi(rq->db, PATH_ID(rq, tariffa), row->fornitore_id, &now, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "tariffa", &stored));
	TRY(q_tariffa_campi(rq->db, now.tariffa_id, row->fornitore_id, form_sink(stored)));
	TRY(db_wait(rq->db));
	return fornitore_conflict(rq, stored, now.versione);
}

struct error *tariffa_salva(struct request *rq)
{
	struct q_fornitore_leggi row;
	struct q_tariffa_leggi stored;
	struct form *form = rq->form;
	int64_t saved;

	TRY(find(rq, &row, &stored));
	check(form);
	if (!form_ok(form))
		return fornitore_form(rq, &row, "Tariffa");
	TRY(q_tariffa_salva(rq->db, form_text(form, "prestazione"), form_text(form, "unita"), form_text(form, "importo"),
			    form_date(form, "valida_dal"), form_date(form, "valida_al"), form_text(form, "atto"), stored.tariffa_id,
			    row.fornitore_id, form_version(rq), &saved));
	return saved ? redirect(rq, "%s", fornitore_address(rq, row.fornitore_id, "?fatto=tariffa-salvata")) : conflict(rq, &row);
}
