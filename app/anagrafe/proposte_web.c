/*
 * What is to be decided by a person: data that ANPR says otherwise, persons entered by hand.
 */
#include "anagrafe/anagrafe.h"

#include "soggetto/scheda.h"

#include <string.h>

static void path(struct request *rq, const char *list, const char *url, const char *last)
{
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, list, last ? url : NULL);
	if (last)
		crumb(rq, last, NULL);
}

/* ---- proposals of ANPR ---- */

struct error *anpr_proposte(struct request *rq)
{
	TRY(q_anpr_proposte(rq->db, rows(rq, "Proposte")));
	TRY(db_wait(rq->db));
	path(rq, "Proposte di ANPR", NULL, NULL);
	audit(rq, "elenca", "anpr_proposta", 0, 0);
	return page_send(rq, "anpr_proposte", "Proposte di ANPR");
}

static struct error *find(struct request *rq, struct q_anpr_proposta_vedi *row)
{
	bool found;

	TRY(q_anpr_proposta_vedi(rq->db, PATH_ID(rq, anpr_proposta), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such proposal for this operator");
}

static struct error *show(struct request *rq, const struct q_anpr_proposta_vedi *row)
{
	page_set(rq->page, "Proposta.etichetta", row->etichetta);
	page_set(rq->page, "Proposta.nostro", row->nostro);
	page_set(rq->page, "Proposta.loro", row->loro);
	page_set(rq->page, "Proposta.nome", arena_printf(rq->arena, "%s %s", row->cognome, row->nome));
	page_int(rq->page, "Proposta.soggetto", row->soggetto_id.v);
	page_set(rq->page, "Modulo.salva", "Conferma");
	form_cancel(rq, "/anpr/proposte");
	path(rq, "Proposte di ANPR", "/anpr/proposte", row->etichetta);
	audit(rq, "apri", "soggetto", row->soggetto_id.v, row->soggetto_id.v);
	return page_send(rq, "anpr_proposta", arena_printf(rq->arena, "%s: che cosa dice ANPR", row->etichetta));
}

struct error *anpr_proposta_vedi(struct request *rq)
{
	struct q_anpr_proposta_vedi row;
	bool asked;

	TRY(find(rq, &row));
	if (strcmp(row.stato, "aperta") != 0)
		return error_raise(ERR_GONE, "decided before");
	TRY(soggetto_ask_purpose(rq, row.soggetto_id, arena_printf(rq->arena, "%s %s", row.cognome, row.nome), &asked));
	return asked ? NULL : show(rq, &row);
}

struct error *anpr_proposta_decidi(struct request *rq)
{
	struct q_anpr_proposta_vedi row;
	struct q_anpr_proposta_decidi done;
	const char *choice = form_text(rq->form, "decisione");
	bool yes = choice && strcmp(choice, "SI") == 0, owed;

	TRY(find(rq, &row));
	TRY(soggetto_purpose_owed(rq, row.soggetto_id, &owed));
	if (owed)
		return redirect(rq, "/anpr/proposte/%lld", (long long)row.anpr_proposta_id.v);
	if (choice && !yes && !form_text(rq->form, "motivo"))
		form_error(rq->form, "motivo", "Scrivi perché tieni il nostro");
	if (!form_ok(rq->form))
		return show(rq, &row);
	TRY(q_anpr_proposta_decidi(rq->db, row.anpr_proposta_id, yes, form_text(rq->form, "motivo"), &done));
	if (!done.soggetto_id.v) {
		form_error(rq->form, NULL, "Nel frattempo il dato è cambiato, o un collega ha già deciso: torna all’elenco");
		return show(rq, &row);
	}
	return redirect(rq, "/anpr/proposte?fatto=%s", yes ? "proposta-accolta" : "proposta-respinta");
}

/* ---- persons to be looked at again ---- */

struct error *rivedere_elenco(struct request *rq)
{
	TRY(q_rivedere_elenco(rq->db, rows(rq, "Persone")));
	TRY(db_wait(rq->db));
	path(rq, "Persone da rivedere", NULL, NULL);
	audit(rq, "elenca", "soggetto_rivedere", 0, 0);
	return page_send(rq, "rivedere", "Persone da rivedere");
}

static struct error *find_person(struct request *rq, struct q_rivedere_vedi *row)
{
	bool found;

	TRY(q_rivedere_vedi(rq->db, PATH_ID(rq, soggetto_rivedere), row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such person for this operator");
	return row->rivisto ? error_raise(ERR_GONE, "looked at before") : NULL;
}

static struct error *show_person(struct request *rq, const struct q_rivedere_vedi *row)
{
	form_cancel(rq, "/soggetti/da-rivedere");
	path(rq, "Persone da rivedere", "/soggetti/da-rivedere", arena_printf(rq->arena, "%s %s", row->cognome, row->nome));
	audit(rq, "apri", "soggetto", row->soggetto_id.v, row->soggetto_id.v);
	return page_send(rq, "modulo", arena_printf(rq->arena, "%s %s: hai verificato?", row->cognome, row->nome));
}

struct error *rivedere_vedi(struct request *rq)
{
	struct q_rivedere_vedi row;

	TRY(find_person(rq, &row));
	return show_person(rq, &row);
}

struct error *rivedere_chiudi(struct request *rq)
{
	struct q_rivedere_vedi row;
	int64_t closed;

	TRY(find_person(rq, &row));
	if (!form_ok(rq->form))
		return show_person(rq, &row);
	TRY(q_rivedere_chiudi(rq->db, form_text(rq->form, "esito"), row.soggetto_rivedere_id, &closed));
	return redirect(rq, "/soggetti/da-rivedere?fatto=rivista");
}
