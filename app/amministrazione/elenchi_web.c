/*
 * The lists behind the choices (RIC-05): entries come, are put better, are replaced, end; none is deleted.
 */
#include "amministrazione/amministrazione.h"

#include <inttypes.h>
#include <string.h>

struct error *elenchi_tutti(struct request *rq)
{
	TRY(q_amministra_elenchi(rq->db, rows(rq, "Elenchi")));
	amministrazione_path(rq, "Elenchi", "elenchi", NULL);
	return page_send(rq, "elenchi", "Elenchi");
}

static struct error *find_list(struct request *rq, struct q_amministra_elenco *row)
{
	bool found;

	TRY(q_amministra_elenco(rq->db, rq->path_word, row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such list");
}

static const char *address(struct request *rq, const char *word, const char *rest)
{
	return arena_printf(rq->arena, "/amministrazione/elenchi/%s%s", word, rest);
}

/* The path of what lies below a list. */
static void path_below(struct request *rq, const char *name, const char *url, const char *last)
{
	page_set(rq->page, "Pagina.area", "elenchi");
	crumb(rq, "Home", "/");
	crumb(rq, "Elenchi", "/amministrazione/elenchi");
	crumb(rq, name, last ? url : NULL);
	if (last)
		crumb(rq, last, NULL);
}

struct error *elenchi_vedi(struct request *rq)
{
	struct q_amministra_elenco row;

	TRY(find_list(rq, &row));
	page_set(rq->page, "Elenco.nome", row.nome);
	page_set(rq->page, "Elenco.cambia", row.cambia);
	page_set(rq->page, "Elenco.nuova", address(rq, rq->path_word, "/nuova"));
	TRY(q_amministra_voci(rq->db, row.codice, rows(rq, "Voci")));
	path_below(rq, row.nome, NULL, NULL);
	return page_send(rq, "elenco_voci", row.nome);
}

/* ---- a new entry ---- */

static struct error *offer_groups(struct request *rq, const char *list)
{
	struct q_amministra_voci_gruppi *groups;
	size_t count;

	TRY(q_amministra_voci_gruppi(rq->db, list, &groups, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ groups[i].codice, groups[i].descrizione, NULL };
	form_choices(rq->form, "gruppi_elenco", choices, count);
	if (count)
		form_require(rq->form, "gruppo");
	return NULL;
}

static struct error *find_to_add(struct request *rq, struct q_amministra_elenco *row)
{
	TRY(find_list(rq, row));
	if (strcmp(row->cambia, "tutto") != 0)
		return forbid(rq, "Questo elenco non si allunga da qui: le sue voci le decide una norma, o il programma ne conosce i codici.",
				"a list that is not lengthened");
	return offer_groups(rq, row->codice);
}

static struct error *show_new(struct request *rq, const struct q_amministra_elenco *row)
{
	const char *up = address(rq, rq->path_word, "");

	form_cancel(rq, up);
	path_below(rq, row->nome, up, "Nuova voce");
	return page_send(rq, "modulo", arena_printf(rq->arena, "%s: nuova voce", row->nome));
}

struct error *elenchi_nuova(struct request *rq)
{
	struct q_amministra_elenco row;

	TRY(find_to_add(rq, &row));
	return show_new(rq, &row);
}

struct error *elenchi_crea(struct request *rq)
{
	struct q_amministra_voce_crea made;
	struct q_amministra_elenco row;
	struct form *f = rq->form;

	TRY(find_to_add(rq, &row));
	if (!form_ok(f))
		return show_new(rq, &row);
	TRY(q_amministra_voce_crea(rq->db, row.codice, form_text(f, "descrizione"), form_text(f, "gruppo"), form_int(f, "ordine"),
			form_date(f, "valida_dal"), form_date(f, "valida_al"), &made));
	return redirect(rq, "%s", address(rq, rq->path_word, "?fatto=voce-salvata"));
}

/* ---- one of them ---- */

static struct error *find_entry(struct request *rq, struct q_amministra_voce *row)
{
	bool found;

	TRY(q_amministra_voce(rq->db, PATH_ID(rq, voce), row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such entry");
	if (strcmp(row->cambia, "niente") == 0)
		return forbid(rq, "Questo elenco non si cambia da qui: le sue voci le decide una norma.", "a list that is not changed");
	return NULL;
}

static struct error *show_entry(struct request *rq, const struct q_amministra_voce *row)
{
	const char *up = address(rq, row->parola, "");

	form_set_version(rq, row->versione);
	form_cancel(rq, up);
	path_below(rq, row->elenco, up, row->descrizione);
	return page_send(rq, "modulo", arena_printf(rq->arena, "%s: %s", row->elenco, row->descrizione));
}

struct error *elenchi_voce(struct request *rq)
{
	struct q_amministra_voce row;

	TRY(find_entry(rq, &row));
	form_set(rq->form, "descrizione", row.descrizione);
	form_set(rq->form, "ordine", arena_printf(rq->arena, "%" PRId64, row.ordine));
	form_set(rq->form, "valida_al", row.valida_al);
	return show_entry(rq, &row);
}

struct error *elenchi_voce_salva(struct request *rq)
{
	struct q_amministra_voce_salva saved;
	struct q_amministra_voce row;
	struct form *f = rq->form;

	TRY(find_entry(rq, &row));
	if (!form_ok(f))
		return show_entry(rq, &row);
	TRY(q_amministra_voce_salva(rq->db, row.voce_id, form_version(rq), form_text(f, "descrizione"), form_bool(f, "sostituisce"),
			form_int(f, "ordine"), form_date(f, "valida_al"), &saved));
	bool other = saved.voce_id.v != row.voce_id.v;
	return redirect(rq, "%s", address(rq, row.parola, other ? "?fatto=voce-sostituita" : "?fatto=voce-salvata"));
}
