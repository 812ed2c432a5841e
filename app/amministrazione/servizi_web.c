/*
 * Services (ROL-12, ACC-22): made in a minute, closed and never deleted, with what stands on them in view.
 */
#include "amministrazione/amministrazione.h"

#include <string.h>

void amministrazione_path(struct request *rq, const char *text, const char *area, const char *last)
{
	page_set(rq->page, "Pagina.area", area);
	crumb(rq, "Home", "/");
	crumb(rq, text, last ? arena_printf(rq->arena, "/amministrazione/%s", area) : NULL);
	if (last)
		crumb(rq, last, NULL);
}

static const char *address(struct request *rq, servizio_id id, const char *rest)
{
	return arena_printf(rq->arena, "/amministrazione/servizi/%lld%s", (long long)id.v, rest);
}

struct error *servizi_elenco(struct request *rq)
{
	const char *words = fields_get(&rq->query, "cerca"), *closed = fields_get(&rq->query, "chiusi");

	page_set(rq->page, "Elenco.cerca", words);
	page_flag(rq->page, "Elenco.chiusi", closed != NULL);
	TRY(q_amministra_servizi(rq->db, words && *words ? words : NULL, closed != NULL, rows(rq, "Servizi")));
	amministrazione_path(rq, "Servizi", "servizi", NULL);
	return page_send(rq, "servizi_elenco", "Servizi");
}

/* ---- a new one ---- */

static struct error *show_new(struct request *rq)
{
	amministrazione_path(rq, "Servizi", "servizi", "Nuovo servizio");
	form_cancel(rq, "/amministrazione/servizi");
	return page_send(rq, "modulo", "Nuovo servizio");
}

struct error *servizi_nuovo(struct request *rq)
{
	return show_new(rq);
}

struct error *servizi_crea(struct request *rq)
{
	struct q_amministra_servizio_crea made;
	struct form *f = rq->form;

	if (!form_ok(f))
		return show_new(rq);
	TRY(q_amministra_servizio_crea(rq->db, form_text(f, "denominazione"), form_text(f, "tipo"),
			form_text(f, "descrizione"), form_text(f, "telefono"), form_text(f, "email"),
			form_text(f, "indirizzo"), form_text(f, "orario"), form_date(f, "valido_dal"), &made));
	return redirect(rq, "%s", address(rq, made.servizio_id, "?fatto=servizio-creato"));
}

/* ---- one of them ---- */

static struct error *find(struct request *rq, struct q_amministra_servizio *row)
{
	bool found;

	TRY(q_amministra_servizio(rq->db, PATH_ID(rq, servizio), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such service");
}

static void fill_form(struct form *form, const struct q_amministra_servizio *row)
{
	form_set(form, "denominazione", row->denominazione);
	form_set(form, "tipo", row->tipo);
	form_set(form, "descrizione", row->descrizione);
	form_set(form, "telefono", row->telefono);
	form_set(form, "email", row->email);
	form_set(form, "indirizzo", row->indirizzo);
	form_set(form, "orario", row->orario);
	form_set(form, "valido_dal", row->valido_dal);
}

/* What stands on it, in numbers (AZ-9). */
static struct error *show_standing(struct request *rq, const struct q_amministra_servizio *row)
{
	struct q_amministra_servizio_regge on;
	struct page *node = page_node(rq->page, "Servizio");

	TRY(q_amministra_servizio_regge(rq->db, row->servizio_id, &on));
	page_int(node, "id", row->servizio_id.v);
	page_set(node, "nome", row->denominazione);
	page_set(node, "valido_al", row->valido_al ? italian_date(rq->arena, row->valido_al) : "");
	page_flag(node, "chiuso", row->chiuso);
	page_flag(node, "archivio", row->sola_lettura);
	page_int(node, "versione", row->versione);
	page_int(node, "pratiche", on.pratiche);
	page_int(node, "operatori", on.operatori);
	page_int(node, "appuntamenti", on.appuntamenti);
	page_int(node, "equipe", on.equipe);
	page_int(node, "domande", on.domande);
	page_int(node, "assegnate", on.assegnate);
	return q_amministra_servizio_pratiche(rq->db, row->servizio_id, rows(rq, "Pratiche"));
}

static struct error *show(struct request *rq, const struct q_amministra_servizio *row)
{
	TRY(show_standing(rq, row));
	form_set_version(rq, row->versione);
	form_cancel(rq, "/amministrazione/servizi");
	amministrazione_path(rq, "Servizi", "servizi", row->denominazione);
	return page_send(rq, "servizio_dati", row->denominazione);
}

struct error *servizi_vedi(struct request *rq)
{
	struct q_amministra_servizio row;

	TRY(find(rq, &row));
	fill_form(rq->form, &row);
	return show(rq, &row);
}

/* Somebody saved meanwhile: both texts side by side. */
static struct error *conflict(struct request *rq, const struct q_amministra_servizio *now)
{
	struct form *stored;

	TRY(form_open(rq, "servizio_dati", &stored));
	fill_form(stored, now);
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", now->versione);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi il servizio è cambiato");
}

struct error *servizi_salva(struct request *rq)
{
	struct q_amministra_servizio row;
	struct form *f = rq->form;

	TRY(find(rq, &row));
	if (!form_ok(f))
		return show(rq, &row);
	if (form_version(rq) != row.versione)
		return conflict(rq, &row);
	TRY(q_amministra_servizio_salva(rq->db, row.servizio_id, form_version(rq), form_text(f, "denominazione"),
			form_text(f, "tipo"), form_text(f, "descrizione"), form_text(f, "telefono"),
			form_text(f, "email"), form_text(f, "indirizzo"), form_text(f, "orario"),
			form_date(f, "valido_dal")));
	return redirect(rq, "%s", address(rq, row.servizio_id, "?fatto=salvato"));
}

/* ---- its end ---- */

static struct error *show_end(struct request *rq, const struct q_amministra_servizio *row)
{
	TRY(show_standing(rq, row));
	form_set_version(rq, row->versione);
	form_cancel(rq, address(rq, row->servizio_id, ""));
	page_set(rq->page, "Modulo.salva", "Chiudi il servizio");
	page_set(rq->page, "Modulo.non_fatto", "Non è stato chiuso");
	amministrazione_path(rq, "Servizi", "servizi", row->denominazione);
	return page_send(rq, "servizio_chiudi", arena_printf(rq->arena, "Chiudere %s", row->denominazione));
}

struct error *servizi_fine(struct request *rq)
{
	struct q_amministra_servizio row;

	TRY(find(rq, &row));
	return show_end(rq, &row);
}

struct error *servizi_chiudi(struct request *rq)
{
	struct q_amministra_servizio row;

	TRY(find(rq, &row));
	if (!form_ok(rq->form))
		return show_end(rq, &row);
	TRY(q_amministra_servizio_termina(rq->db, row.servizio_id, form_version(rq), form_date(rq->form, "valido_al"),
			form_text(rq->form, "motivo")));
	return redirect(rq, "%s", address(rq, row.servizio_id, "?fatto=servizio-chiuso"));
}

struct error *servizi_riapri(struct request *rq)
{
	struct q_amministra_servizio row;

	TRY(find(rq, &row));
	TRY(q_amministra_servizio_termina(rq->db, row.servizio_id, row.versione, NULL, NULL));
	return redirect(rq, "%s", address(rq, row.servizio_id, "?fatto=servizio-riaperto"));
}

/* ---- its cases to another one ---- */

/* Of which service the people are offered: as the address says, or as was sent. */
static struct error *offer_people(struct request *rq, const struct q_amministra_servizio *row, servizio_id *to)
{
	const char *asked = fields_get(rq->method == METHOD_GET ? &rq->query : &rq->body, "servizio");
	struct q_amministra_servizio_persone *people;
	size_t count = 0;

	*to = (servizio_id){ 0 };
	if (asked && text_to_int(asked, &to->v))
		TRY(q_amministra_servizio_persone(rq->db, *to, &people, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)people[i].operatore_id.v),
				people[i].nome, NULL };
	form_choices(rq->form, "persone_servizio", list, count);
	page_int(rq->page, "Consegna.servizio", to->v);
	page_flag(rq->page, "Consegna.nessuno", to->v && !count);
	return q_amministra_servizi_altri(rq->db, to->v, row->servizio_id, rows(rq, "Servizi"));
}

static struct error *show_handing(struct request *rq, const struct q_amministra_servizio *row)
{
	TRY(show_standing(rq, row));
	form_cancel(rq, address(rq, row->servizio_id, ""));
	page_set(rq->page, "Modulo.salva", "Consegna le pratiche");
	amministrazione_path(rq, "Servizi", "servizi", row->denominazione);
	return page_send(rq, "servizio_consegna", arena_printf(rq->arena, "Consegnare le pratiche di %s", row->denominazione));
}

struct error *servizi_consegna(struct request *rq)
{
	struct q_amministra_servizio row;
	servizio_id to;

	TRY(find(rq, &row));
	TRY(offer_people(rq, &row, &to));
	return show_handing(rq, &row);
}

struct error *servizi_consegna_fai(struct request *rq)
{
	struct q_amministra_servizio row;
	struct q_amministra_servizio_consegna done;
	servizio_id to;
	operatore_id who;

	TRY(find(rq, &row));
	TRY(offer_people(rq, &row, &to));
	if (!form_ok(rq->form) || !text_to_int(form_text(rq->form, "operatore"), &who.v))
		return show_handing(rq, &row);
	TRY(q_amministra_servizio_consegna(rq->db, row.servizio_id, to, who, form_text(rq->form, "motivo"), &done));
	return redirect(rq, "%s", address(rq, row.servizio_id, "?fatto=servizio-consegnato"));
}
