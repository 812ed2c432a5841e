/*
 * The register of suppliers (/fornitori): its list, one supplier, the services that may use it (PRS-01).
 */
#include "fornitore/fornitore.h"

#include "pratica/caso.h"

#include <time.h>

static void path(struct request *rq, const struct q_fornitore_leggi *row, const char *title)
{
	page_set(rq->page, "Pagina.area", "fornitori");
	crumb(rq, "Home", "/");
	crumb(rq, "Fornitori", row || title ? "/fornitori" : NULL);
	if (row)
		crumb(rq, row->denominazione, title ? fornitore_address(rq, row->fornitore_id, "") : NULL);
	if (title)
		crumb(rq, title, NULL);
}

const char *fornitore_address(struct request *rq, fornitore_id id, const char *rest)
{
	return arena_printf(rq->arena, "/fornitori/%lld%s", (long long)id.v, rest);
}

struct error *fornitori_elenco(struct request *rq)
{
	const char *typed = fields_get(&rq->query, "q"), *all = fields_get(&rq->query, "tutti");
	const char *q = typed ? text_trim(rq->arena, typed) : NULL;

	path(rq, NULL, NULL);
	page_set(rq->page, "Fornitori.q", q);
	page_flag(rq->page, "Fornitori.tutti", all != NULL);
	page_flag(rq->page, "Fornitori.scrive", session_may(rq->session, FORNITORE_SCRIVI) && !rq->session->read_only);
	TRY(q_fornitori_elenco(rq->db, q && *q ? q : NULL, all != NULL, rows(rq, "Elenco")));
	return page_send(rq, "fornitori", "Fornitori");
}

/* ---- one supplier ---- */

struct error *fornitore_find(struct request *rq, struct q_fornitore_leggi *row)
{
	bool found;

	TRY(q_fornitore_leggi(rq->db, PATH_ID(rq, fornitore), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such supplier");
}

struct error *fornitore_find_to_write(struct request *rq, struct q_fornitore_leggi *row)
{
	TRY(fornitore_find(rq, row));
	if (row->scrive)
		return NULL;
	return forbid(rq, arena_printf(rq->arena,
				       "Il fornitore è tenuto da «%s»: lo cambia chi lavora lì. Se avete un contratto vostro, "
				       "inserite il fornitore per il vostro servizio.", row->servizio),
		      "another service keeps this supplier");
}

struct error *fornitore_form(struct request *rq, const struct q_fornitore_leggi *row, const char *title)
{
	path(rq, row, title);
	form_cancel(rq, row ? fornitore_address(rq, row->fornitore_id, "") : "/fornitori");
	return page_send(rq, "modulo", row ? arena_printf(rq->arena, "%s: %s", row->denominazione, title) : title);
}

struct error *fornitore_conflict(struct request *rq, struct form *stored, int64_t version)
{
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", version);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi il fornitore è cambiato");
}

struct error *fornitore_vedi(struct request *rq)
{
	struct q_fornitore_leggi row;

	TRY(fornitore_find(rq, &row));
	path(rq, &row, NULL);
	page_int(rq->page, "Fornitore.id", row.fornitore_id.v);
	page_flag(rq->page, "Fornitore.scrive", row.scrive);
	page_set(rq->page, "Fornitore.servizio", row.servizio);
	if (session_may(rq->session, INTERVENTO_SCRIVI) && !rq->session->read_only)
		page_set(rq->page, "Fornitore.mese", arena_strndup(rq->arena, italian_today(rq->arena, (int64_t)time(NULL)), 7));
	TRY(q_fornitore_campi(rq->db, row.fornitore_id, page_row(rq->page, "Dati")));
	TRY(q_fornitore_servizi(rq->db, row.fornitore_id, rows(rq, "Servizi")));
	TRY(q_tariffe(rq->db, row.fornitore_id, rows(rq, "Tariffe")));
	return page_send(rq, "fornitore", row.denominazione);
}

struct error *fornitore_nuovo(struct request *rq)
{
	return fornitore_form(rq, NULL, "Nuovo fornitore");
}

struct error *fornitore_crea(struct request *rq)
{
	struct q_fornitore_crea made;
	struct form *form = rq->form;

	fornitore_check(form);
	if (!form_ok(form))
		return fornitore_form(rq, NULL, "Nuovo fornitore");
	TRY(q_fornitore_crea(rq->db, form_text(form, "denominazione"), fornitore_code(form, "partita_iva"), fornitore_code(form, "codice_fiscale"),
			     form_text(form, "indirizzo"), form_text(form, "telefono"), form_text(form, "email"), form_text(form, "pec"),
			     form_text(form, "persona_contatto"), form_text(form, "accreditamento"), form_date(form, "accreditato_dal"),
			     form_date(form, "accreditato_al"), form_bool(form, "tutti_i_servizi"), form_date(form, "chiuso_il"),
			     form_text(form, "note"), &made));
	return redirect(rq, "%s", fornitore_address(rq, made.fornitore_id, "?fatto=fornitore-creato"));
}

struct error *fornitore_modifica(struct request *rq)
{
	struct q_fornitore_leggi row;

	TRY(fornitore_find_to_write(rq, &row));
	TRY(q_fornitore_campi(rq->db, row.fornitore_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, row.versione);
	return fornitore_form(rq, &row, "Modifica");
}

static struct error *conflict(struct request *rq)
{
	struct q_fornitore_leggi now;
	struct form *stored;

	TRY(fornitore_find_to_write(rq, &now));
	TRY(form_open(rq, "fornitore", &stored));
	TRY(q_fornitore_campi(rq->db, now.fornitore_id, form_sink(stored)));
	TRY(db_wait(rq->db));
	return fornitore_conflict(rq, stored, now.versione);
}

struct error *fornitore_salva(struct request *rq)
{
	struct q_fornitore_leggi row;
	struct form *form = rq->form;
	int64_t saved;

	TRY(fornitore_find_to_write(rq, &row));
	fornitore_check(form);
	if (!form_ok(form))
		return fornitore_form(rq, &row, "Modifica");
	TRY(q_fornitore_salva(rq->db, form_text(form, "denominazione"), fornitore_code(form, "partita_iva"), fornitore_code(form, "codice_fiscale"),
			      form_text(form, "indirizzo"), form_text(form, "telefono"), form_text(form, "email"), form_text(form, "pec"),
			      form_text(form, "persona_contatto"), form_text(form, "accreditamento"), form_date(form, "accreditato_dal"),
			      form_date(form, "accreditato_al"), form_bool(form, "tutti_i_servizi"), form_date(form, "chiuso_il"),
			      form_text(form, "note"), row.fornitore_id, form_version(rq), &saved));
	return saved ? redirect(rq, "%s", fornitore_address(rq, row.fornitore_id, "?fatto=fornitore-salvato")) : conflict(rq);
}

/* ---- which services use it ---- */

struct error *fornitore_servizio_nuovo(struct request *rq)
{
	struct q_fornitore_leggi row;

	TRY(fornitore_find_to_write(rq, &row));
	return fornitore_form(rq, &row, "Un altro servizio");
}

struct error *fornitore_servizio_crea(struct request *rq)
{
	struct q_fornitore_leggi row;

	TRY(fornitore_find_to_write(rq, &row));
	if (!form_ok(rq->form))
		return fornitore_form(rq, &row, "Un altro servizio");
	TRY(q_fornitore_servizio_metti(rq->db, row.fornitore_id, (servizio_id){ pratica_form_id(rq->form, "servizio") }));
	return redirect(rq, "%s", fornitore_address(rq, row.fornitore_id, "?fatto=fornitore-salvato"));
}

struct error *fornitore_servizio_togli(struct request *rq)
{
	struct q_fornitore_leggi row;
	int64_t gone;

	TRY(fornitore_find_to_write(rq, &row));
	TRY(q_fornitore_servizio_togli(rq->db, PATH_ID(rq, fornitore_servizio), row.fornitore_id, &gone));
	return redirect(rq, "%s", fornitore_address(rq, row.fornitore_id, gone ? "?fatto=fornitore-salvato" : ""));
}
