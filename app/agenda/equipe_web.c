/*
 * Équipe (BEY-01): who they are, in which role and from when until when, and the cases they follow.
 */
#include "agenda/inside.h"
#include "pratica/pratica.h"

#include <string.h>

static void path(struct request *rq, const char *name, const char *url)
{
	page_set(rq->page, "Pagina.area", "agenda");
	crumb(rq, "Home", "/");
	crumb(rq, "Agenda", "/agenda");
	crumb(rq, "Équipe", name ? "/equipe" : NULL);
	if (name)
		crumb(rq, name, url);
}

static const char *address(struct request *rq, equipe_id id, const char *rest)
{
	return arena_printf(rq->arena, "/equipe/%lld%s", (long long)id.v, rest);
}

struct error *equipe_elenco(struct request *rq)
{
	path(rq, NULL, NULL);
	page_flag(rq->page, "Equipe.scrive", session_may(rq->session, EQUIPE_SCRIVI));
	TRY(q_equipe_elenco(rq->db, rows(rq, "Elenco")));
	return page_send(rq, "equipe_elenco", "Équipe");
}

/* ---- the object ---- */

static struct error *show_form(struct request *rq, const char *title, const char *cancel)
{
	path(rq, title, NULL);
	form_cancel(rq, cancel);
	return page_send(rq, "modulo", title);
}

struct error *equipe_nuova(struct request *rq)
{
	return show_form(rq, "Nuova équipe", "/equipe");
}

struct error *equipe_crea(struct request *rq)
{
	struct q_equipe_crea made;

	if (!form_ok(rq->form))
		return show_form(rq, "Nuova équipe", "/equipe");
	TRY(q_equipe_crea(rq->db, form_text(rq->form, "nome"), form_bool(rq->form, "tra_servizi"), form_text(rq->form, "scopo"), &made));
	return redirect(rq, "%s", address(rq, made.equipe_id, "?fatto=equipe-salvata"));
}

static struct error *find(struct request *rq, struct q_equipe_leggi *row)
{
	bool found;

	TRY(q_equipe_leggi(rq->db, PATH_ID(rq, equipe), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such équipe");
}

static struct error *find_to_write(struct request *rq, struct q_equipe_leggi *row)
{
	TRY(find(rq, row));
	return row->scrive ? NULL : forbid(rq, "L’équipe la cambia il servizio che l’ha fatta: chiedi a chi la coordina.",
				"another service keeps this équipe");
}

static void fill_form(struct form *form, const struct q_equipe_leggi *row)
{
	form_set(form, "nome", row->nome);
	form_set(form, "tra_servizi", row->tra_servizi ? "1" : NULL);
	form_set(form, "scopo", row->scopo);
	form_set(form, "chiusa", row->chiusa_il ? "1" : NULL);
}

struct error *equipe_modifica(struct request *rq)
{
	struct q_equipe_leggi row;

	TRY(find_to_write(rq, &row));
	fill_form(rq->form, &row);
	form_set_version(rq, row.versione);
	return show_form(rq, row.nome, address(rq, row.equipe_id, ""));
}

static struct error *conflict(struct request *rq)
{
	struct q_equipe_leggi now;
	struct form *stored;

	TRY(find_to_write(rq, &now));
	TRY(form_open(rq, "equipe", &stored));
	fill_form(stored, &now);
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", now.versione);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi l’équipe è cambiata");
}

struct error *equipe_salva(struct request *rq)
{
	struct q_equipe_leggi row;
	int64_t saved;

	TRY(find_to_write(rq, &row));
	if (!form_ok(rq->form))
		return show_form(rq, row.nome, address(rq, row.equipe_id, ""));
	TRY(q_equipe_salva(rq->db, form_text(rq->form, "nome"), form_bool(rq->form, "tra_servizi"), form_text(rq->form, "scopo"),
			   form_bool(rq->form, "chiusa"), row.equipe_id, form_version(rq), &saved));
	return saved ? redirect(rq, "%s", address(rq, row.equipe_id, "?fatto=equipe-salvata")) : conflict(rq);
}

/* ---- its members ---- */

/* People of the service that keeps it; of another, named by ?servizio=, where it reaches across. */
static struct error *offer_people(struct request *rq, const struct q_equipe_leggi *row)
{
	const char *asked = row->tra_servizi ? fields_get(rq->method == METHOD_GET ? &rq->query : &rq->body, "servizio") : NULL;
	servizio_id service = row->servizio_id;
	struct q_equipe_colleghi *people;
	size_t count;

	if (asked && !text_to_int(asked, &service.v))
		service = row->servizio_id;
	TRY(q_equipe_colleghi(rq->db, service, row->equipe_id, &people, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)people[i].operatore_id.v), people[i].nome, NULL };
	form_choices(rq->form, "colleghi_equipe", list, count);
	page_int(rq->page, "Equipe.servizio_scelto", service.v);
	if (row->tra_servizi)
		TRY(q_equipe_servizi(rq->db, service.v, rows(rq, "Servizi")));
	return NULL;
}

static struct error *show(struct request *rq, const struct q_equipe_leggi *row)
{
	struct page *node = page_node(rq->page, "Equipe");

	path(rq, row->nome, NULL);
	page_int(node, "id", row->equipe_id.v);
	page_set(node, "nome", row->nome);
	page_set(node, "servizio", row->servizio);
	page_set(node, "scopo", row->scopo);
	page_flag(node, "tra_servizi", row->tra_servizi);
	page_set(node, "chiusa", row->chiusa_il ? italian_date(rq->arena, row->chiusa_il) : "");
	page_flag(node, "scrive", row->scrive);
	TRY(q_equipe_membri(rq->db, row->equipe_id, rows(rq, "Membri")));
	TRY(q_equipe_pratiche(rq->db, row->equipe_id, rows(rq, "Pratiche")));
	if (!row->scrive || row->chiusa_il)
		rq->form = NULL;
	page_set(rq->page, "Modulo.salva", "Aggiungi");
	form_action(rq, address(rq, row->equipe_id, "/membri"));
	return page_send(rq, "equipe", row->nome);
}

struct error *equipe_vedi(struct request *rq)
{
	struct q_equipe_leggi row;

	TRY(find(rq, &row));
	audit(rq, "apri", "equipe", row.equipe_id.v, 0);
	if (row.scrive && !row.chiusa_il)
		TRY(offer_people(rq, &row));
	return show(rq, &row);
}

struct error *equipe_membro_aggiungi(struct request *rq)
{
	struct q_equipe_leggi row;
	operatore_id who;

	TRY(find_to_write(rq, &row));
	audit(rq, "apri", "equipe", row.equipe_id.v, 0);
	TRY(offer_people(rq, &row));
	if (!form_ok(rq->form) || !text_to_int(form_text(rq->form, "operatore"), &who.v))
		return show(rq, &row);
	TRY(q_equipe_membro_metti(rq->db, row.equipe_id, who, form_text(rq->form, "funzione"), form_date(rq->form, "valido_dal")));
	return redirect(rq, "%s", address(rq, row.equipe_id, "?fatto=equipe-salvata"));
}

struct error *equipe_membro_termina(struct request *rq)
{
	struct q_equipe_leggi row;
	int64_t ended;

	TRY(find_to_write(rq, &row));
	TRY(q_equipe_membro_termina(rq->db, PATH_ID(rq, equipe_membro), row.equipe_id, &ended));
	return redirect(rq, "%s", address(rq, row.equipe_id, ended ? "?fatto=equipe-salvata" : ""));
}

/* ---- of a case ---- */

static struct error *offer_teams(struct request *rq, const struct pratica *p)
{
	struct q_pratica_equipe_offerte *teams;
	size_t count;

	TRY(q_pratica_equipe_offerte(rq->db, p->id, &teams, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)teams[i].equipe_id.v), teams[i].nome, NULL };
	form_choices(rq->form, "equipe_offerte", list, count);
	return NULL;
}

static struct error *show_case(struct request *rq, const struct pratica *p)
{
	TRY(q_pratica_equipe(rq->db, p->id, rows(rq, "Equipe")));
	if (!p->may_write || !session_may(rq->session, EQUIPE_SCRIVI))
		rq->form = NULL;
	page_flag(rq->page, "Equipe_scrive", rq->form != NULL);
	page_set(rq->page, "Modulo.salva", "Lega l’équipe");
	return page_send(rq, "pratica_equipe", arena_printf(rq->arena, "Équipe di %s", p->code));
}

struct error *pratica_equipe_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(offer_teams(rq, p));
	return show_case(rq, p);
}

struct error *pratica_equipe_lega(struct request *rq)
{
	struct pratica *p;
	equipe_id team;

	TRY(pratica_open_to_write(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(offer_teams(rq, p));
	if (!form_ok(rq->form) || !text_to_int(form_text(rq->form, "equipe"), &team.v))
		return show_case(rq, p);
	TRY(q_pratica_equipe_metti(rq->db, team, p->id));
	return redirect(rq, "/pratiche/%lld/equipe?fatto=equipe-legata", (long long)p->id.v);
}

struct error *pratica_equipe_sciogli(struct request *rq)
{
	struct pratica *p;
	int64_t ended;

	TRY(pratica_open_to_write(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	TRY(q_pratica_equipe_termina(rq->db, PATH_ID(rq, equipe_pratica), p->id, &ended));
	return redirect(rq, "/pratiche/%lld/equipe%s", (long long)p->id.v, ended ? "?fatto=equipe-sciolta" : "");
}
