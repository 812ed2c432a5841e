/*
 * Accounts (ACC-05, ACC-13): found, made with a link by mail, suspended, taken up again.  No password is ever typed
 * by who administers.
 */
#include "amministrazione/amministrazione.h"

#include "base/settings.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define A_PAGE 50 /* rows; the query gives one more if there are more */

const char *operatore_indirizzo(struct request *rq, operatore_id id, const char *rest)
{
	return arena_printf(rq->arena, "/amministrazione/operatori/%" PRId64 "%s", id.v, rest);
}

static void show_state(struct page *node, const char *state)
{
	bool active = strcmp(state, "attivo") == 0;

	page_set(node, "stato", active ? "Attiva" : strcmp(state, "sospeso") == 0 ? "Sospesa" : "Finita");
	page_set(node, "stato_tipo", active ? "ok" : strcmp(state, "sospeso") == 0 ? "attesa" : "no");
	page_flag(node, "attiva", active);
	page_flag(node, "sospesa", strcmp(state, "sospeso") == 0);
}

/* ---- the list ---- */

static void show_found(struct request *rq, const struct q_amministra_operatori *row, size_t place)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Operatori.%zu", place));

	page_int(node, "id", row->operatore_id.v);
	page_setf(node, "nome", "%s %s", row->cognome, row->nome);
	page_set(node, "username", row->username);
	page_set(node, "email", row->email);
	page_set(node, "servizi", row->servizi);
	page_set(node, "ultimo", row->ultimo_accesso ? italian_instant(rq->arena, row->ultimo_accesso, (int64_t)time(NULL)) : "");
	page_flag(node, "attivata", row->attivata);
	show_state(node, row->stato);
}

static const char *asked(struct request *rq, const char *name)
{
	const char *value = fields_get(&rq->query, name);

	return value && *value ? value : NULL;
}

/* 0 where nothing is asked, -1 where it is no number. */
static int64_t number(struct request *rq, const char *name)
{
	int64_t value = 0;

	return !asked(rq, name) ? 0 : text_to_int(asked(rq, name), &value) ? value : -1;
}

static void show_pages(struct request *rq, bool more_before, operatore_id next)
{
	const char *path = "/amministrazione/operatori";
	static const char *const kept[] = { "cerca", "servizio", "stato" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		path = path_with(rq, path, kept[i], asked(rq, kept[i]));
	if (more_before)
		page_set(rq->page, "Pagine.precedente", path);
	if (next.v)
		page_set(rq->page, "Pagine.successiva", path_with(rq, path, "dopo", arena_printf(rq->arena, "%" PRId64, next.v)));
}

static struct error *show_filters(struct request *rq)
{
	struct q_amministra_servizi_offerti *services;
	const char *chosen = asked(rq, "servizio");
	size_t count;

	page_set(rq->page, "Elenco.cerca", asked(rq, "cerca"));
	page_set(rq->page, "Elenco.stato", asked(rq, "stato"));
	TRY(q_amministra_servizi_offerti(rq->db, &services, &count));
	for (size_t i = 0; count > 1 && i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Servizi.%zu", i));
		const char *id = arena_printf(rq->arena, "%" PRId64, services[i].servizio_id.v);

		page_set(node, "id", id);
		page_set(node, "nome", services[i].denominazione);
		page_flag(node, "scelto", chosen && strcmp(chosen, id) == 0);
	}
	return NULL;
}

struct error *operatori_elenco(struct request *rq)
{
	struct q_amministra_operatori *found;
	servizio_id service = { number(rq, "servizio") };
	operatore_id from = { number(rq, "dopo") };
	size_t count;

	TRY(q_amministra_operatori(rq->db, asked(rq, "cerca"), service, asked(rq, "stato"), from, &found, &count));
	for (size_t i = 0; i < count && i < A_PAGE; i++)
		show_found(rq, &found[i], i);
	show_pages(rq, from.v, count > A_PAGE ? found[A_PAGE - 1].operatore_id : (operatore_id){ 0 });
	TRY(show_filters(rq));
	page_flag(rq->page, "Elenco.pieno", count > 0);
	audit(rq, "elenca", "operatore", 0, 0);
	amministrazione_path(rq, "Operatori", "operatori", NULL);
	return page_send(rq, "operatori_elenco", "Operatori");
}

/* ---- a new one ---- */

struct error *operatore_offri(struct request *rq)
{
	struct q_amministra_servizi_offerti *services;
	struct q_amministra_ruoli *roles;
	size_t service_count, role_count;

	TRY(q_amministra_servizi_offerti(rq->db, &services, &service_count));
	struct choice *list = arena_array(rq->arena, service_count + 1, sizeof(*list));
	for (size_t i = 0; i < service_count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, services[i].servizio_id.v),
				services[i].denominazione, NULL };
	form_choices(rq->form, "servizi_offerti", list, service_count);
	if (service_count == 1 && rq->method == METHOD_GET && form_has(rq->form, "servizio"))
		form_set(rq->form, "servizio", list[0].code);
	TRY(q_amministra_ruoli(rq->db, &roles, &role_count));
	list = arena_array(rq->arena, role_count + 1, sizeof(*list));
	for (size_t i = 0; i < role_count; i++)
		list[i] = (struct choice){ roles[i].codice, roles[i].denominazione, NULL };
	form_choices(rq->form, "ruoli_conferibili", list, role_count);
	return NULL;
}

static struct error *show_new(struct request *rq)
{
	amministrazione_path(rq, "Operatori", "operatori", "Nuova utenza");
	form_cancel(rq, "/amministrazione/operatori");
	page_set(rq->page, "Modulo.salva", "Crea e manda il collegamento");
	return page_send(rq, "modulo", "Nuova utenza");
}

struct error *operatori_nuovo(struct request *rq)
{
	TRY(operatore_offri(rq));
	return show_new(rq);
}

struct error *operatori_crea(struct request *rq)
{
	const char *token = session_token(rq->arena), *base = setting_text("public_url");
	struct q_amministra_operatore_crea made;
	struct form *f = rq->form;
	servizio_id service;

	TRY(operatore_offri(rq));
	if (!form_ok(f) || !text_to_int(form_text(f, "servizio"), &service.v))
		return show_new(rq);
	TRY(q_amministra_operatore_crea(rq->db, form_text(f, "username"), form_text(f, "email"),
			form_text(f, "cognome"), form_text(f, "nome"), form_text(f, "telefono"), service,
			form_text(f, "ruolo"), form_bool(f, "responsabile"), form_date(f, "valida_dal"),
			form_date(f, "valida_al"), form_date(f, "formazione_il"), form_text(f, "formazione_deroga"),
			token, setting_int("password_temporary_hours"), base,
			session_proof(rq->arena, arena_printf(rq->arena, "operatore_utenza_crea|%s|%s", token, base)),
			&made));
	return redirect(rq, "%s", operatore_indirizzo(rq, made.operatore_id, "?fatto=operatore-creato"));
}

/* ---- one of them ---- */

struct error *operatore_trova(struct request *rq, struct q_amministra_operatore *row)
{
	bool found;

	TRY(q_amministra_operatore(rq->db, PATH_ID(rq, operatore), row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such operator for who asks");
	audit(rq, "apri", "operatore", row->operatore_id.v, 0);
	return NULL;
}

static void show_person(struct request *rq, const struct q_amministra_operatore *row)
{
	struct page *node = page_node(rq->page, "Operatore");
	int64_t now = (int64_t)time(NULL);

	page_int(node, "id", row->operatore_id.v);
	page_setf(node, "nome", "%s %s", row->nome, row->cognome);
	page_set(node, "username", row->username);
	page_set(node, "email", row->email);
	page_set(node, "telefono", row->telefono);
	page_set(node, "valido_al", row->valido_al ? italian_date(rq->arena, row->valido_al) : "");
	page_set(node, "formazione", row->formazione_il ? italian_date(rq->arena, row->formazione_il) : "");
	page_set(node, "deroga", row->formazione_deroga);
	page_set(node, "sospeso_motivo", row->sospeso_motivo);
	page_set(node, "sospeso_il", row->sospeso_il ? italian_instant(rq->arena, row->sospeso_il, now) : "");
	page_set(node, "ultimo", row->ultimo_accesso ? italian_instant(rq->arena, row->ultimo_accesso, now) : "");
	page_set(node, "creato", italian_instant(rq->arena, row->creato_il, now));
	page_flag(node, "attivata", row->attivata);
	page_flag(node, "spid", row->spid);
	page_flag(node, "fattore", row->fattore);
	page_flag(node, "governabile", row->governabile);
	page_flag(node, "proprio", row->proprio);
	page_flag(node, "ammin", session_may(rq->session, AMMINISTRAZIONE));
	page_int(node, "sessioni", row->sessioni);
	show_state(node, row->stato);
}

static void show_membership(struct request *rq, const struct q_amministra_appartenenze *row, size_t place)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Appartenenze.%zu", place));

	page_int(node, "id", row->appartenenza_id.v);
	page_set(node, "servizio", row->servizio);
	page_set(node, "ruolo", row->ruolo);
	page_flag(node, "responsabile", row->responsabile);
	page_set(node, "dal", italian_date(rq->arena, row->valida_dal));
	page_set(node, "al", row->valida_al ? italian_date(rq->arena, row->valida_al) : "");
	page_set(node, "quando", row->quando);
	page_flag(node, "cambia", row->cambia);
	page_int(node, "aperte", row->aperte);
}

struct error *operatore_mostra(struct request *rq, const struct q_amministra_operatore *row)
{
	struct q_amministra_appartenenze *where;
	size_t count;
	int64_t open = 0;

	show_person(rq, row);
	TRY(q_amministra_appartenenze(rq->db, row->operatore_id, &where, &count));
	for (size_t i = 0; i < count; i++) {
		show_membership(rq, &where[i], i);
		open += strcmp(where[i].quando, "futura") ? where[i].aperte : 0;
	}
	page_int(rq->page, "Operatore.aperte", open);
	page_flag(rq->page, "Operatore.consegna", open && session_may(rq->session, SUPERVISIONE));
	/* a refused POST keeps its form, and says in it why */
	if (rq->method == METHOD_GET && (row->proprio || strcmp(row->stato, "cessato") == 0))
		rq->form = NULL;
	page_flag(rq->page, "Operatore.aggiunge", rq->form && form_has(rq->form, "servizio"));
	page_set(rq->page, "Modulo.salva", "Aggiungi");
	form_action(rq, operatore_indirizzo(rq, row->operatore_id, "/appartenenze"));
	amministrazione_path(rq, "Operatori", "operatori", arena_printf(rq->arena, "%s %s", row->nome, row->cognome));
	return page_send(rq, "operatore", arena_printf(rq->arena, "%s %s", row->nome, row->cognome));
}

struct error *operatori_vedi(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(operatore_trova(rq, &row));
	TRY(operatore_offri(rq));
	return operatore_mostra(rq, &row);
}

/* A page of its own with one form about this account. */
static struct error *show_form(struct request *rq, const struct q_amministra_operatore *row, const char *title)
{
	const char *who = arena_printf(rq->arena, "%s %s", row->nome, row->cognome);

	form_cancel(rq, operatore_indirizzo(rq, row->operatore_id, ""));
	amministrazione_path(rq, "Operatori", "operatori", who);
	return page_send(rq, "modulo", arena_printf(rq->arena, "%s: %s", title, who));
}

static struct error *find_to_change(struct request *rq, struct q_amministra_operatore *row)
{
	TRY(operatore_trova(rq, row));
	if (row->proprio)
		return forbid(rq,
				"Sulla tua utenza decide un’altra persona che amministra. Password e secondo fattore li cambi nelle preferenze.",
				"one's own account");
	if (!row->governabile)
		return forbid(rq,
				"Questa persona lavora anche in un altro servizio, o ha un ruolo che non dai tu: chiedi a chi amministra SIZ.",
				"works elsewhere or higher");
	return NULL;
}

static void fill_form(struct form *form, const struct q_amministra_operatore *row)
{
	form_set(form, "email", row->email);
	form_set(form, "cognome", row->cognome);
	form_set(form, "nome", row->nome);
	form_set(form, "telefono", row->telefono);
	form_set(form, "valido_al", row->valido_al);
	form_set(form, "formazione_il", row->formazione_il);
	form_set(form, "formazione_deroga", row->formazione_deroga);
}

struct error *operatori_modifica(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(find_to_change(rq, &row));
	fill_form(rq->form, &row);
	form_set_version(rq, row.versione);
	return show_form(rq, &row, "Dati dell’utenza");
}

static struct error *conflict(struct request *rq, const struct q_amministra_operatore *now)
{
	struct form *stored;

	TRY(form_open(rq, "operatore_dati", &stored));
	fill_form(stored, now);
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", now->versione);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi l’utenza è cambiata");
}

struct error *operatori_salva(struct request *rq)
{
	struct q_amministra_operatore row;
	struct form *f = rq->form;

	TRY(find_to_change(rq, &row));
	if (!form_ok(f))
		return show_form(rq, &row, "Dati dell’utenza");
	if (form_version(rq) != row.versione)
		return conflict(rq, &row);
	TRY(q_amministra_operatore_salva(rq->db, row.operatore_id, form_version(rq), form_text(f, "email"),
			form_text(f, "cognome"), form_text(f, "nome"), form_text(f, "telefono"),
			form_date(f, "valido_al"), form_date(f, "formazione_il"), form_text(f, "formazione_deroga")));
	return redirect(rq, "%s", operatore_indirizzo(rq, row.operatore_id, "?fatto=salvato"));
}

/* ---- suspended, and taken up again ---- */

static struct error *show_suspend(struct request *rq, const struct q_amministra_operatore *row)
{
	page_set(rq->page, "Modulo.salva", "Sospendi");
	return show_form(rq, row, "Sospendere l’utenza");
}

struct error *operatori_sospensione(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(find_to_change(rq, &row));
	return show_suspend(rq, &row);
}

struct error *operatori_sospendi(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(find_to_change(rq, &row));
	if (!form_ok(rq->form))
		return show_suspend(rq, &row);
	TRY(q_amministra_operatore_sospendi(rq->db, row.operatore_id, form_text(rq->form, "motivo")));
	return redirect(rq, "%s", operatore_indirizzo(rq, row.operatore_id, "?fatto=operatore-sospeso"));
}

struct error *operatori_riattiva(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(find_to_change(rq, &row));
	if (!form_ok(rq->form))
		return operatore_mostra(rq, &row);
	TRY(q_amministra_operatore_riattiva(rq->db, row.operatore_id));
	return redirect(rq, "%s", operatore_indirizzo(rq, row.operatore_id, "?fatto=operatore-riattivato"));
}

/* The link was lost or is past its hours. */
struct error *operatori_rimanda(struct request *rq)
{
	const char *token = session_token(rq->arena), *base = setting_text("public_url");
	struct q_amministra_operatore row;

	TRY(find_to_change(rq, &row));
	if (!form_ok(rq->form))
		return operatore_mostra(rq, &row);
	const char *words = arena_printf(rq->arena, "operatore_collegamento_rimanda|%s|%s|%" PRId64, token, base,
			row.operatore_id.v);
	TRY(q_amministra_operatore_rimanda(rq->db, row.operatore_id, token, setting_int("password_temporary_hours"),
			base, session_proof(rq->arena, words)));
	return redirect(rq, "%s", operatore_indirizzo(rq, row.operatore_id, "?fatto=operatore-rimandato"));
}

/* ---- the second factor ---- */

static struct error *find_factor(struct request *rq, struct q_amministra_operatore *row)
{
	TRY(find_to_change(rq, row));
	return row->fattore ? NULL : error_raise(ERR_NOT_FOUND, "has no second factor");
}

static struct error *show_factor(struct request *rq, const struct q_amministra_operatore *row)
{
	page_set(rq->page, "Modulo.salva", "Togli il secondo fattore");
	return show_form(rq, row, "Togliere il secondo fattore");
}

struct error *operatori_fattore(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(find_factor(rq, &row));
	return show_factor(rq, &row);
}

struct error *operatori_fattore_togli(struct request *rq)
{
	struct q_amministra_operatore row;

	TRY(find_factor(rq, &row));
	if (!form_ok(rq->form))
		return show_factor(rq, &row);
	TRY(q_amministra_fattore_azzera(rq->db, row.operatore_id, form_text(rq->form, "motivo")));
	return redirect(rq, "%s", operatore_indirizzo(rq, row.operatore_id, "?fatto=operatore-fattore"));
}
