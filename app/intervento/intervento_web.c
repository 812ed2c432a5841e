/*
 * Screens of an intervento, whatever its kind: a new one, and the detail of one that exists.
 */
#include "intervento/intervento_web.h"
#include "documento/documento.h"
#include "pratica/aggancio.h"
#include "presa_in_carico/presa_in_carico.h"
#include "progetto/progetto.h"

#include <string.h>
#include <time.h>

/* ---- the form against what is known ---- */

static struct error *read_proposals(struct request *rq, struct form *form, const struct intervento_kind *kind,
				    struct q_intervento_proposte *out)
{
	bool found;

	*out = (struct q_intervento_proposte){ 0 };
	if (!form_raw(form, "tipo"))
		return NULL;
	return q_intervento_proposte(rq->db, form_date(form, "data_inizio"), kind->kind->code, form_raw(form, "tipo"), out, &found);
}

static struct error *inps_valid(struct request *rq, struct form *form, bool *valid)
{
	const char *code = form_text(form, "inps"), *start = form_date(form, "data_inizio");
	struct q_inps_prestazione_a_data row;
	bool found;

	*valid = true;
	if (!code || !start)
		return NULL;
	TRY(q_inps_prestazione_a_data(rq->db, start, code, &row, &found));
	*valid = found && row.valida;
	return NULL;
}

/* Familiari conviventi: left empty in a new one, what the household of the person says (GEN-28). */
static struct error *propose_household(struct request *rq, struct form *form)
{
	soggetto_id person = { pratica_form_id(form, "titolare") };
	const char *day = form_date(form, "data_inizio");
	struct q_intervento_conviventi row;
	bool found;

	if (!person.v || form_raw(form, "familiari_conviventi"))
		return NULL;
	TRY(q_intervento_conviventi(rq->db, person, day ? day : italian_today(rq->arena, (int64_t)time(NULL)), &row, &found));
	if (found)
		form_set(form, "familiari_conviventi", arena_printf(rq->arena, "%lld", (long long)row.altri));
	return NULL;
}

/*
 * Everything that a sent form is checked against.  old_type and old_inps: of the row as it is
 * stored, NULL for a new one; a benefit that was there before stays allowed.
 */
static struct error *check_sent(struct request *rq, const struct intervento_kind *kind, pratica_id id,
				const struct q_intervento_dati *old)
{
	struct form *form = rq->form;
	struct q_persona_in_parole person;
	struct q_intervento_proposte type;
	struct intervento_facts facts = { .today = italian_today(rq->arena, (int64_t)time(NULL)) };
	const char *code = form_text(form, "tipo");

	TRY(pratica_show_person(rq, form, "titolare", &person));
	facts.birth = person.data_nascita;
	facts.death = person.data_decesso;
	TRY(read_proposals(rq, form, kind, &type));
	const struct intervento_proposal proposal = { type.istat, type.inps, type.escludi, type.carattere };
	bool other_type = !old || !old->tipo || (code && strcmp(old->tipo, code) != 0);
	facts.type_valid = !other_type || type.valido; /* one that was there before stays allowed */
	intervento_propose(form, &proposal, other_type);
	if (!old)
		TRY(propose_household(rq, form));
	TRY(inps_valid(rq, form, &facts.inps_valid));
	if (old && old->inps && form_text(form, "inps") &&
	    strcmp(old->inps, form_text(form, "inps")) == 0)
		facts.inps_valid = true;
	intervento_check(form, &facts);
	return kind->check ? kind->check(rq, form, id, old) : NULL;
}

/* Choices that are no vocabulary: to what it may be tied (GEN-26), and those of the kind; intervento 0: a new one. */
static struct error *offer_choices(struct request *rq, struct form *form, const struct intervento_kind *kind, pratica_id intervento)
{
	soggetto_id person = { pratica_form_id(form, "titolare") };

	TRY(pratica_aggancio_offri(rq, form, &kind_presa_in_carico, person, intervento));
	TRY(pratica_aggancio_offri(rq, form, &kind_progetto, person, intervento));
	return kind->choices ? kind->choices(rq, form, intervento) : NULL;
}

/* What goes with it in the same transaction. */
static struct error *save_around(struct request *rq, const struct intervento_kind *kind, pratica_id intervento)
{
	TRY(pratica_aggancio_salva(rq, rq->form, &kind_presa_in_carico, intervento));
	TRY(pratica_aggancio_salva(rq, rq->form, &kind_progetto, intervento));
	return kind->saved ? kind->saved(rq, rq->form, intervento) : NULL;
}

/* A button beside the type shows what it asks for, where types ask for different things. */
static bool has_blocks(const struct form *form)
{
	const struct form_definition *definition = form_definition(form);

	for (size_t i = 0; i < definition->field_count; i++)
		if (definition->fields[i].block)
			return true;
	return false;
}

/* The ISEE that held on the day of the intervento, for who may see it. */
static struct error *show_isee(struct request *rq, pratica_id intervento)
{
	soggetto_id person = { pratica_form_id(rq->form, "titolare") };
	const char *day = form_date(rq->form, "data_inizio");

	if (!person.v || !day || !intervento.v || !session_may(rq->session, ISEE_LEGGI))
		return NULL;
	page_set(rq->page, "Isee_giorno.data", italian_date(rq->arena, day));
	page_setf(rq->page, "Isee_giorno.url", "/pratiche/%lld/isee", (long long)intervento.v);
	TRY(q_isee_del_giorno(rq->db, person, day, rows(rq, "Isee_giorno_righe")));
	return db_wait(rq->db);
}

/* Around the form, after the draft was laid over it: the person, what the type says. */
static struct error *fill_around(struct request *rq, const struct intervento_kind *kind, pratica_id intervento)
{
	struct q_persona_in_parole person;
	struct q_intervento_proposte type;

	if (!form_was_sent(rq->form)) {
		TRY(pratica_show_person(rq, rq->form, "titolare", &person));
		TRY(offer_choices(rq, rq->form, kind, intervento));
		if (!intervento.v)
			TRY(propose_household(rq, rq->form));
	}
	TRY(read_proposals(rq, rq->form, kind, &type));
	page_set(rq->page, "Intervento.livello", type.livello ? type.livello : "lo dà il tipo");
	page_flag(rq->page, "Intervento.blocchi", has_blocks(rq->form));
	form_show_blocks(rq->form, type.blocchi);
	if (kind->means_tested)
		TRY(show_isee(rq, intervento));
	return kind->show ? kind->show(rq, rq->form, intervento) : NULL;
}

static void fill_form(struct form *form, const struct q_intervento_dati *row)
{
	char id[24];

	snprintf(id, sizeof(id), "%lld", (long long)row->titolare_soggetto_id.v);
	form_set(form, "titolare", id);
	form_set(form, "data_inizio", row->data_inizio);
	form_set(form, "data_fine_prevista", row->data_fine_prevista);
	form_set(form, "motivo_attivazione", row->motivo_attivazione);
}

static soggetto_id holder(struct request *rq)
{
	soggetto_id id = { 0 };
	const char *value = form_text(rq->form, "titolare");

	if (!value || !text_to_int(value, &id.v))
		id.v = 0;
	return id;
}

/* ---- a new one ---- */

static struct error *new_page(struct request *rq, const struct intervento_kind *kind)
{
	struct q_pratica_kind row;

	TRY(q_pratica_kind(rq->db, kind->kind->code, &row));
	page_set(rq->page, "Pagina.area", pratica_area(rq, row.percorso));
	crumb(rq, "Home", "/");
	crumb(rq, row.plurale, row.percorso);
	crumb(rq, "Nuovo", NULL);
	form_cancel(rq, row.percorso);
	page_set(rq->page, "Modulo.salva", "Crea l’intervento");
	page_set(rq->page, "Intervento.codice", "lo dà il sistema al salvataggio");
	page_set(rq->page, "Intervento.stato", "Intervento attivo");
	TRY(documenti_bozza(rq, rq->path));
	TRY(page_send(rq, "intervento_nuovo", kind->title));
	return fill_around(rq, kind, (pratica_id){ 0 });
}

/* ?da=ID on the page of a new one: everything of a case of the same kind but the dates, which belong to the first. */
static struct error *fill_copy(struct request *rq, const struct intervento_kind *kind)
{
	const char *from = fields_get(&rq->query, "da");
	struct q_intervento_dati row;
	pratica_id id;
	bool found;

	if (!from || !text_to_int(from, &id.v))
		return NULL;
	TRY(q_intervento_dati(rq->db, id, &row, &found));
	if (!found || strcmp(row.kind, kind->kind->code) != 0)
		return error_raise(ERR_NOT_FOUND, "no case to copy");
	TRY(form_set_json(rq->form, row.dati));
	fill_form(rq->form, &row);
	form_set(rq->form, "data_inizio", NULL);
	form_set(rq->form, "data_fine_prevista", NULL);
	form_set(rq->form, "protocollo_numero", NULL);
	form_set(rq->form, "protocollo_data", NULL);
	audit(rq, "apri", "pratica", id.v, row.titolare_soggetto_id.v);
	notice(rq, "info", "È una copia",
	       "Controlla i dati e inserisci la data di inizio: date e protocollo non sono "
	       "copiati.");
	rq->web->draft_found = false;
	return NULL;
}

/* ?valutazione=ID on the page of a new one: what the valutazione proposes (VAL-02). */
static struct error *fill_valutazione(struct request *rq)
{
	const char *from = fields_get(&rq->query, "valutazione");
	struct q_intervento_da_valutazione row;
	bool found = false;
	pratica_id id;

	if (!from || !text_to_int(from, &id.v))
		return NULL;
	if (session_may(rq->session, VALUTAZIONE_LEGGI))
		TRY(q_intervento_da_valutazione(rq->db, id, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no valutazione to begin from");
	form_set(rq->form, "titolare", arena_printf(rq->arena, "%lld", (long long)row.titolare_soggetto_id.v));
	form_set(rq->form, "valutazione", from);
	form_set(rq->form, "note", row.proposta);
	audit(rq, "apri", "pratica", id.v, row.titolare_soggetto_id.v);
	notice(rq, "info", arena_printf(rq->arena, "Dalla valutazione %s", row.codice),
	       "Persona e proposta sono copiate: scegli il tipo e completa. Attenzione: un intervento lo leggono "
	       "anche gli amministrativi del servizio.");
	rq->web->draft_found = false;
	return NULL;
}

struct error *intervento_nuovo(struct request *rq, const struct intervento_kind *kind)
{
	form_set(rq->form, "escludi_casellario", "NR");
	TRY(fill_copy(rq, kind));
	TRY(fill_valutazione(rq));
	if (kind->begin)
		TRY(kind->begin(rq, rq->form));
	return new_page(rq, kind);
}

static struct error *create(struct request *rq, const struct intervento_kind *kind, struct q_intervento_crea *born)
{
	struct form *form = rq->form;
	modulo_id module;

	TRY(form_id(rq, kind->kind->form, &module));
	return q_intervento_crea(rq->db, kind->kind->code, holder(rq), form_date(form, "data_inizio"), form_date(form, "data_fine_prevista"),
				 form_text(form, "motivo_attivazione"), form_json(form), module, born);
}

struct error *intervento_crea(struct request *rq, const struct intervento_kind *kind)
{
	const pratica_id none = { 0 };
	struct q_intervento_crea born;
	struct form *form = rq->form;
	bool going;

	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(offer_choices(rq, form, kind, none));
	TRY(check_sent(rq, kind, none, NULL));
	if (!form_ok(form))
		return new_page(rq, kind);
	TRY(create(rq, kind, &born));
	TRY(save_around(rq, kind, born.pratica_id));
	if (pratica_form_id(form, "valutazione") && session_may(rq->session, VALUTAZIONE_LEGGI))
		TRY(q_valutazione_lega(rq->db, born.pratica_id, (pratica_id){ pratica_form_id(form, "valutazione") }));
	TRY(documento_della_bozza_alla_pratica(rq, rq->path, born.pratica_id));
	return redirect(rq, "/pratiche/%lld?fatto=intervento-creato", (long long)born.pratica_id.v);
}

/* ---- the detail ---- */

/* What the person reads beside the form: state, dates and reason of the end. */
static void fill_state(struct request *rq, const struct q_intervento_dati *row)
{
	page_setf(rq->page, "Intervento.stato", "%s dal %s", row->stato_nome,
		  italian_date(rq->arena, row->stato_dal));
	if (!row->data_fine)
		return;
	page_set(rq->page, "Intervento.data_fine", italian_date(rq->arena, row->data_fine));
	page_set(rq->page, "Intervento.motivo_termine",
		 row->motivo_termine_testo ? row->motivo_termine_testo : row->motivo_termine);
}

static struct error *detail_page(struct request *rq, const struct pratica *p, const struct intervento_kind *kind,
				 const struct q_intervento_dati *row)
{
	fill_state(rq, row);
	page_set(rq->page, "Intervento.codice", p->code);
	form_cancel(rq, p->list);
	page_flag(rq->page, "Modulo.torna", true);
	if (!p->may_write)
		rq->web->draft_found = false;
	TRY(q_pratica_attivita(rq->db, p->id, rows(rq, "Attivita")));
	TRY(q_pratica_abilitati(rq->db, p->id, rows(rq, "Abilitati")));
	TRY(page_send(rq, "pratica_dettaglio",
		      arena_printf(rq->arena, "%s %s", p->kind_name, p->code)));
	return fill_around(rq, kind, p->id);
}

struct error *intervento_dettaglio(struct request *rq, struct pratica *p, const struct intervento_kind *kind)
{
	struct q_intervento_dati row;
	bool found;

	TRY(q_intervento_dati(rq->db, p->id, &row, &found));
	TRY(form_set_json(rq->form, row.dati));
	fill_form(rq->form, &row);
	form_set_version(rq, row.versione);
	return detail_page(rq, p, kind, &row);
}

/* Somebody saved meanwhile: both texts. */
static struct error *show_conflict(struct request *rq, const struct intervento_kind *kind, pratica_id id)
{
	struct q_intervento_dati now;
	struct q_persona_in_parole person;
	struct form *stored;
	bool found;

	TRY(q_intervento_dati(rq->db, id, &now, &found));
	if (!found)
		return forbid(rq, "Nel frattempo la pratica non è più assegnata a te: chiedi alla sua persona di "
					"riferimento. Quello che hai scritto è in Bozze.",
					"the case is no longer open to this operator");
	TRY(form_open(rq, kind->kind->form, &stored));
	TRY(form_set_json(stored, now.dati));
	fill_form(stored, &now);
	TRY(offer_choices(rq, stored, kind, id));
	TRY(pratica_show_person(rq, stored, "titolare", &person));
	return pratica_conflict(rq, rq->form, stored, now.versione);
}

struct error *intervento_salva(struct request *rq, struct pratica *p, const struct intervento_kind *kind)
{
	struct q_intervento_dati old;
	struct form *form = rq->form;
	modulo_id module;
	int64_t touched;
	bool found, going;

	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(q_intervento_dati(rq->db, p->id, &old, &found));
	TRY(offer_choices(rq, form, kind, p->id));
	TRY(check_sent(rq, kind, p->id, &old));
	if (!form_ok(form))
		return detail_page(rq, p, kind, &old);
	TRY(form_id(rq, kind->kind->form, &module));
	TRY(q_intervento_salva(rq->db, holder(rq), form_date(form, "data_inizio"), form_date(form, "data_fine_prevista"),
			       form_text(form, "motivo_attivazione"), form_json(form), module, p->id, form_version(rq), &touched));
	if (!touched)
		return show_conflict(rq, kind, p->id);
	TRY(save_around(rq, kind, p->id));
	if (fields_get(&rq->body, "poi"))
		return redirect(rq, "%s?fatto=salvato", p->list);
	return redirect(rq, "/pratiche/%lld?fatto=salvato", (long long)p->id.v);
}

/* ---- what all kinds say of their lists ---- */

const struct pratica_words intervento_words = {
	.one = "intervento",
	.many = "interventi",
	.all = "gli interventi",
	.fresh = "Nuovo intervento",
	.none = "Ancora nessun intervento",
	.none_found = "Nessun intervento con questi filtri",
	.open = "Aperti (attivi e sospesi)",
};
