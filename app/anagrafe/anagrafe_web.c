/*
 * Asking ANPR: the form, the page that waits for the answer, what is done with it.
 */
#include "anagrafe/anagrafe.h"

#include "base/settings.h"
#include "door/pdnd.h"
#include "soggetto/codice_fiscale.h"

#include <string.h>
#include <time.h>

#define REFRESH_SECONDS "2"
#define HOUSEHOLD_MOST 60 /* as door/anpr.c reads */

static void path(struct request *rq, const char *last)
{
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, "Cerca in ANPR", last ? "/anpr" : NULL);
	if (last)
		crumb(rq, last, NULL);
}

/* A whole right codice fiscale, or NULL. */
static const char *whole_code(struct request *rq, const char *typed)
{
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, typed);

	return code->kind == CODICE_FISCALE && code->fault == CODICE_RIGHT ? code->code : NULL;
}

void anagrafe_offri(struct request *rq, const char *typed)
{
	if (setting_bool("pdnd") && session_may(session_of(rq), ANPR_INTERROGA))
		page_set(rq->page, "Anpr.codice", whole_code(rq, typed));
}

struct error *anagrafe_chiedi_dal_modulo(struct request *rq, bool *going)
{
	const char *code = whole_code(rq, form_raw(rq->form, "codice_fiscale"));

	*going = code != NULL;
	if (!code) {
		form_error(rq->form, "codice_fiscale", "Per cercare in ANPR serve il codice fiscale intero");
		return NULL;
	}
	TRY(draft_keep_for(rq, rq->path));
	web_of(rq)->draft_kept = true;
	return redirect(rq, "/anpr?codice_fiscale=%s", code);
}

/* ---- the question ---- */

static struct error *show_question(struct request *rq)
{
	TRY(q_porte_elenco(rq->db, rows(rq, "Porte")));
	TRY(q_anpr_mie(rq->db, rows(rq, "Mie")));
	TRY(db_wait(rq->db));
	page_flag(rq->page, "Anpr.attivo", setting_bool("pdnd"));
	page_set(rq->page, "Modulo.salva", "Chiedi");
	page_set(rq->page, "Modulo.non_fatto", "La domanda non è partita");
	form_cancel(rq, "/soggetti");
	path(rq, NULL);
	audit(rq, "elenca", "anpr_richiesta", 0, 0);
	return page_send(rq, "anpr_chiedi", "Cerca in ANPR");
}

struct error *anagrafe_chiedi_vedi(struct request *rq)
{
	const char *code = whole_code(rq, fields_get(&rq->query, "codice_fiscale"));
	const char *person = fields_get(&rq->query, "soggetto");
	struct q_anpr_del_soggetto row;
	int64_t id;
	bool found = false;

	form_set(rq->form, "porta", "anpr");
	if (person && text_to_int(person, &id) && id > 0)
		TRY(q_anpr_del_soggetto(rq->db, (soggetto_id){ id }, &row, &found));
	form_set(rq->form, "codice_fiscale", found ? row.codice_fiscale : code);
	if (found)
		form_set(rq->form, "scopo", "AGGIORNAMENTO");
	return show_question(rq);
}

struct error *anagrafe_chiedi(struct request *rq)
{
	struct form *form = rq->form;
	struct q_anpr_chiedi made;
	struct q_soggetto_con_codice person;
	const char *code = whole_code(rq, form_text(form, "codice_fiscale"));
	bool found;

	if (!setting_bool("pdnd"))
		form_error(form, NULL, "Il collegamento non è attivo in questa installazione");
	if (form_text(form, "codice_fiscale") && !code)
		form_error(form, "codice_fiscale", "ANPR si interroga solo con il codice fiscale intero e giusto: 16 caratteri");
	if (form_bool(form, "famiglia") && !pdnd_listed(rq->arena, setting_text("anpr_purposes"), "C021"))
		form_error(form, "famiglia", "In questa installazione lo stato di famiglia non si può chiedere: togli il segno");
	if (!form_ok(form))
		return show_question(rq);
	TRY(q_soggetto_con_codice(rq->db, code, NULL, (soggetto_id){ 0 }, &person, &found));
	TRY(q_anpr_chiedi(rq->db, form_text(form, "porta"), code, found ? person.soggetto_id : (soggetto_id){ 0 },
			  form_text(form, "scopo"), form_text(form, "riferimento"), setting_int("anpr_per_hour"),
			  session_proof(rq->arena, arena_printf(rq->arena, "anpr_chiedi|%s|%lld", code, (long long)setting_int("anpr_per_hour"))),
			  form_bool(form, "famiglia"), &made));
	return redirect(rq, "/anpr/%lld", (long long)made.anpr_richiesta_id.v);
}

/* ---- the answer ---- */

static struct error *find(struct request *rq, struct q_anpr_vedi *row)
{
	bool found;

	TRY(q_anpr_vedi(rq->db, PATH_ID(rq, anpr_richiesta), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such question of this operator");
}

/* What is odd about the answer stands at the top, before anything is taken over. */
static void fill_warnings(struct request *rq, const struct q_anpr_vedi *row)
{
	if (row->validita_cf && strcmp(row->validita_cf, "9") == 0)
		notice(rq, "warning", "Codice fiscale non convalidato",
		       "ANPR dice che l’Agenzia delle Entrate non ha convalidato questo codice fiscale.");
	if (row->data_incerta)
		notice(rq, "warning", "Data di nascita incerta",
		       arena_printf(rq->arena, "Di questa data ANPR non conosce %s: ha messo un valore convenzionale.", row->data_incerta));
	if (row->in_vita && *row->in_vita == 'N')
		notice(rq, "danger", "Persona deceduta",
		       "ANPR dice che la persona è morta. Le sue pratiche restano aperte: chiudile tu, se è il caso.");
	if (row->residenza_estera)
		notice(rq, "info", "Residente all’estero", row->residenza_estera);
}

static struct error *fill_answer(struct request *rq, const struct q_anpr_vedi *row)
{
	page_flag(rq->page, "Anpr.con_dati", row->con_dati);
	if (!row->con_dati)
		return NULL;
	fill_warnings(rq, row);
	if (row->residenza_dal)
		page_set(rq->page, "Anpr.residenza_dal", italian_date(rq->arena, row->residenza_dal));
	page_flag(rq->page, "Anpr.completa", row->completa);
	TRY(q_anpr_famiglia(rq->db, row->anpr_richiesta_id, rows(rq, "Famiglia")));
	if (row->soggetto_id.v)
		return q_anpr_confronto(rq->db, row->anpr_richiesta_id, rows(rq, "Confronto"));
	return q_anpr_dati(rq->db, row->anpr_richiesta_id, rows(rq, "Dati"));
}

static struct error *show_answer(struct request *rq, const struct q_anpr_vedi *row)
{
	bool waiting = strcmp(row->stato, "in_attesa") == 0;

	TRY(fill_answer(rq, row));
	TRY(db_wait(rq->db));
	page_int(rq->page, "Anpr.id", row->anpr_richiesta_id.v);
	page_set(rq->page, "Anpr.porta", row->porta);
	page_set(rq->page, "Anpr.codice", row->codice_fiscale);
	page_set(rq->page, "Anpr.stato", row->stato);
	page_set(rq->page, "Anpr.frase", row->frase);
	page_set(rq->page, "Anpr.scopo", row->scopo_testo);
	page_set(rq->page, "Anpr.riferimento", row->riferimento);
	page_set(rq->page, "Anpr.chiesta", italian_instant(rq->arena, row->chiesta_il, (int64_t)time(NULL)));
	page_flag(rq->page, "Anpr.lunga", row->lunga);
	if (row->soggetto_id.v) {
		page_int(rq->page, "Anpr.soggetto", row->soggetto_id.v);
		page_setf(rq->page, "Anpr.nome", "%s %s", row->cognome, row->nome);
		form_set_version(rq, row->versione);
	}
	/* only the page asks again: no script, no open transaction, no worker that waits */
	if (waiting)
		response_header(rq->response, "Refresh", REFRESH_SECONDS);
	form_action(rq, arena_printf(rq->arena, "/anpr/%lld/%s", (long long)row->anpr_richiesta_id.v, row->soggetto_id.v ? "applica" : "importa"));
	path(rq, waiting ? "In attesa" : "Risposta");
	audit(rq, "apri", "anpr_richiesta", row->anpr_richiesta_id.v, row->soggetto_id.v);
	bool tax = strcmp(row->porta, "vcf") == 0;
	return page_send(rq, "anpr_richiesta", waiting ? "Sto chiedendo" : tax ? "Risposta dell’Agenzia delle Entrate" : "Risposta di ANPR");
}

struct error *anagrafe_richiesta(struct request *rq)
{
	struct q_anpr_vedi row;

	TRY(find(rq, &row));
	return show_answer(rq, &row);
}

/* What was ticked or chosen, as an array of PostgreSQL; `name` is one of ours. */
static void add_chosen(struct request *rq, struct text *list, const char *parameter, const char *value, const char *name)
{
	const char *choice = fields_get(&rq->body, parameter);

	if (choice && strcmp(choice, value) == 0)
		text_addf(list, "%s%s", list->size ? "," : "{", name);
}

static const char *close_list(struct text *list)
{
	text_add(list, list->size ? "}" : "{}");
	return list->data;
}

/* Members of the household that are to be taken over, by their place in it. */
static const char *chosen_members(struct request *rq)
{
	struct text *list = text_new(rq->arena);

	for (int i = 1; i <= HOUSEHOLD_MOST; i++) {
		const char *number = arena_printf(rq->arena, "%d", i);
		add_chosen(rq, list, arena_printf(rq->arena, "membro_%d", i), "1", number);
	}
	return close_list(list);
}

/* The fields for which ANPR's datum was chosen, as an array of PostgreSQL. */
static const char *chosen_fields(struct request *rq)
{
	static const char *const fields[] = { "cognome", "nome", "sesso", "data_nascita", "luogo_nascita", "cittadinanza", "residenza_comune",
					      "residenza_indirizzo", "data_decesso" };
	struct text *list = text_new(rq->arena);

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		add_chosen(rq, list, arena_printf(rq->arena, "campo_%s", fields[i]), "anpr", fields[i]);
	return close_list(list);
}

/* Nothing is written of an answer that was used or is no more: the page says so. */
static bool spent(const struct q_anpr_vedi *row)
{
	return !row->con_dati || strcmp(row->stato, "trovata") != 0;
}

struct error *anagrafe_applica(struct request *rq)
{
	struct q_anpr_vedi row;
	struct q_anpr_applica done;

	TRY(find(rq, &row));
	if (!row.soggetto_id.v)
		return error_raise(ERR_NOT_FOUND, "no person here has that code");
	if (spent(&row) || !form_ok(rq->form))
		return show_answer(rq, &row);
	TRY(q_anpr_applica(rq->db, row.anpr_richiesta_id, row.soggetto_id, form_version(rq), chosen_fields(rq), chosen_members(rq), &done));
	if (!done.soggetto_id.v) {
		form_error(rq->form, NULL, "Nel frattempo qualcuno ha cambiato i dati della persona: ricontrolla il confronto e scegli di nuovo");
		return show_answer(rq, &row);
	}
	return redirect(rq, "/soggetti/%lld?fatto=anpr-applicata", (long long)row.soggetto_id.v);
}

struct error *anagrafe_importa(struct request *rq)
{
	struct q_anpr_vedi row;
	struct q_anpr_importa made;

	TRY(find(rq, &row));
	if (spent(&row) || row.soggetto_id.v || !row.completa || !form_ok(rq->form))
		return show_answer(rq, &row);
	TRY(q_anpr_importa(rq->db, row.anpr_richiesta_id, chosen_members(rq), &made));
	return redirect(rq, "/soggetti/%lld?fatto=anpr-importata", (long long)made.soggetto_id.v);
}

/* ---- entering by hand what ANPR does not know ---- */

static struct error *show_by_hand(struct request *rq, const struct q_anpr_vedi *row)
{
	page_set(rq->page, "Modulo.salva", "Vai al modulo");
	form_cancel(rq, arena_printf(rq->arena, "/anpr/%lld", (long long)row->anpr_richiesta_id.v));
	path(rq, "Inserire a mano");
	audit(rq, "apri", "anpr_richiesta", row->anpr_richiesta_id.v, 0);
	return page_send(rq, "modulo", "Inserire la persona a mano");
}

struct error *anagrafe_a_mano_vedi(struct request *rq)
{
	struct q_anpr_vedi row;

	TRY(find(rq, &row));
	form_set(rq->form, "motivo", row.a_mano);
	return show_by_hand(rq, &row);
}

struct error *anagrafe_a_mano(struct request *rq)
{
	struct q_anpr_vedi row;
	int64_t noted;

	TRY(find(rq, &row));
	if (!form_ok(rq->form))
		return show_by_hand(rq, &row);
	TRY(q_anpr_a_mano(rq->db, form_text(rq->form, "motivo"), row.anpr_richiesta_id, &noted));
	return redirect(rq, "/soggetti/nuovo?codice_fiscale=%s", row.codice_fiscale);
}
