/*
 * «Movimenti contabili» of a case (GEN-37): by period, with their states; one act on chosen ones; one by hand.
 */
#include "conti/regola.h"

#include <inttypes.h>
#include <string.h>

#define SECTION "movimenti"

/* ---- the acts that are offered ---- */

/* What this role may do from the states that the movements of this case have now. */
static struct error *offer_acts(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_movimenti_azioni *acts;
	size_t count;

	TRY(q_movimenti_azioni(rq->db, p->id, &acts, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ acts[i].azione, arena_printf(rq->arena, "%s (stato: %s)", acts[i].etichetta, acts[i].da), NULL };
	form_choices(form, "azioni_sui_movimenti", list, count);
	page_flag(rq->page, "Movimenti_atti", count > 0 && p->may_write);
	return NULL;
}

/* What was ticked stays so: Scelti.ID of the page. */
static void keep_chosen(struct request *rq)
{
	const char *value;
	size_t at = 0;
	int64_t id;

	while ((value = fields_next(&rq->body, "movimento", &at)))
		if (text_to_int(value, &id) && id > 0)
			page_flag(rq->page, arena_printf(rq->arena, "Scelti.%" PRId64, id), true);
}

/* ---- the section ---- */

/* A year of the list: tabs, the newest first; without one the newest. */
static struct error *fill_years(struct request *rq, const struct pratica *p, int64_t *year)
{
	struct q_movimenti_anni *years;
	int64_t asked = 0;
	size_t count;

	TRY(q_movimenti_anni(rq->db, p->id, &years, &count));
	const char *typed = fields_get(&rq->query, "anno");
	if (!typed || !text_to_int(typed, &asked))
		asked = 0;
	*year = count ? years[0].anno : 0;
	for (size_t i = 0; i < count; i++)
		if (years[i].anno == asked)
			*year = asked;
	page_set(rq->page, "Schede.nome", "Anni");
	for (size_t i = 0; i < count && count > 1; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Schede.voce.%zu", i));
		page_setf(node, "testo", "%" PRId64, years[i].anno);
		page_set(node, "url", conti_percorso(rq, p, SECTION, arena_printf(rq->arena, "?anno=%" PRId64, years[i].anno)));
		page_int(node, "conta", years[i].quanti);
		page_flag(node, "corrente", years[i].anno == *year);
	}
	return NULL;
}

static struct error *show(struct request *rq, const struct pratica *p)
{
	int64_t year;

	TRY(fill_years(rq, p, &year));
	TRY(q_movimenti_elenco(rq->db, p->id, year, rows(rq, "Movimenti")));
	TRY(q_movimenti_totali(rq->db, p->id, rows(rq, "Totali")));
	TRY(q_movimenti_resto(rq->db, p->id, row(rq, "Resto")));
	keep_chosen(rq);
	form_action(rq, conti_percorso(rq, p, SECTION, year ? arena_printf(rq->arena, "?anno=%" PRId64, year) : ""));
	page_set(rq->page, "Modulo.salva", "Fallo sui movimenti scelti");
	return page_send(rq, "conti_movimenti", arena_printf(rq->arena, "Movimenti contabili di %s", p->code));
}

struct error *conti_movimenti(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, SECTION, &p));
	if (!p)
		return NULL;
	TRY(offer_acts(rq, rq->form, p));
	return show(rq, p);
}

struct error *conti_movimenti_atto(struct request *rq)
{
	struct q_movimenti_passano done;
	struct pratica *p;
	size_t count;

	TRY(pratica_open_to_write(rq, SECTION, &p));
	if (!p)
		return NULL;
	const char *chosen = conti_scelti(rq, "movimento", &count);
	TRY(offer_acts(rq, rq->form, p));
	page_flag(rq->page, "Movimenti_senza_scelta", !count);
	if (!count)
		form_error(rq->form, NULL, "Scegli almeno un movimento nell’elenco");
	if (!form_ok(rq->form))
		return show(rq, p);
	TRY(q_movimenti_passano(rq->db, form_text(rq->form, "azione"), form_date(rq->form, "data"), form_text(rq->form, "motivo"), chosen,
				conti_viste(rq, "movimento"), p->id, &done));
	return redirect(rq, "%s", conti_percorso(rq, p, SECTION, "?fatto=movimenti-passati"));
}

/* ---- one by hand ---- */

static struct error *show_form(struct request *rq, const struct pratica *p, const char *title, const char *cancel)
{
	form_cancel(rq, conti_percorso(rq, p, SECTION, cancel));
	page_set(rq->page, "Sezione.titolo", title);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, p->code));
}

struct error *conti_movimento_nuovo(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, SECTION, &p));
	if (!p)
		return NULL;
	TRY(conti_proponi(rq, p, rq->form));
	return show_form(rq, p, "Nuovo movimento a mano", "");
}

struct error *conti_movimento_crea(struct request *rq)
{
	struct q_movimento_aggiungi made;
	struct form *f = rq->form;
	struct pratica *p;

	TRY(pratica_open_to_write(rq, SECTION, &p));
	if (!p)
		return NULL;
	conti_periodo(f, "dal", "al");
	if (!form_ok(f))
		return show_form(rq, p, "Nuovo movimento a mano", "");
	TRY(q_movimento_aggiungi(rq->db, p->id, form_date(f, "dal"), form_date(f, "al"), form_date(f, "scadenza"), form_text(f, "lordo"),
				 form_text(f, "decurtazione"), form_text(f, "descrizione"), form_text(f, "beneficiario"), form_text(f, "iban"),
				 form_text(f, "modalita"), &made));
	return redirect(rq, "%s", conti_percorso(rq, p, SECTION, "?fatto=movimento-creato"));
}

/* ---- one: its history, and what may still change ---- */

static const char *at(struct request *rq, movimento_id id, const char *rest)
{
	return arena_printf(rq->arena, "/%" PRId64 "%s", id.v, rest);
}

static struct error *find(struct request *rq, const struct pratica *p, struct q_movimento_leggi *one)
{
	bool found;

	TRY(q_movimento_leggi(rq->db, PATH_ID(rq, movimento), p->id, one, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such movement of this case");
}

static struct error *open_one(struct request *rq, struct pratica **p, struct q_movimento_leggi *one)
{
	TRY(pratica_open_to_write(rq, SECTION, p));
	return *p ? find(rq, *p, one) : NULL;
}

struct error *conti_movimento(struct request *rq)
{
	struct q_movimento_leggi one;
	struct pratica *p;

	TRY(pratica_open(rq, SECTION, &p));
	if (!p)
		return NULL;
	TRY(find(rq, p, &one));
	TRY(q_movimento_vedi(rq->db, one.movimento_id, p->id, row(rq, "Movimento")));
	TRY(q_movimento_passi(rq->db, one.movimento_id, rows(rq, "Passi")));
	page_flag(rq->page, "Movimento_a_mano", p->may_write && one.a_mano);
	page_flag(rq->page, "Movimento_imputa", p->may_write && p->own_service && one.imputabile && session_may(rq->session, CONTI_SCRIVI));
	page_int(rq->page, "Movimento_versione", one.versione);
	return page_send(rq, "conti_movimento", arena_printf(rq->arena, "Movimento %" PRId64 " di %s", one.movimento_id.v, p->code));
}

/* Only one made by hand that is still planned; the others follow their rule. */
static struct error *refuse_others(struct request *rq, const struct q_movimento_leggi *one)
{
	return one->a_mano ? NULL
			   : forbid(rq, "Si cambia a mano solo un movimento scritto a mano e ancora previsto. Gli altri seguono la loro regola.",
				    "not made by hand, or more than planned");
}

struct error *conti_movimento_modifica(struct request *rq)
{
	struct q_movimento_leggi one;
	struct pratica *p;

	TRY(open_one(rq, &p, &one));
	if (!p)
		return NULL;
	TRY(refuse_others(rq, &one));
	TRY(q_movimento_campi(rq->db, one.movimento_id, p->id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	TRY(form_choices_again(rq, rq->form));
	form_set_version(rq, one.versione);
	return show_form(rq, p, "Movimento a mano", at(rq, one.movimento_id, ""));
}

static struct error *conflict(struct request *rq, const struct pratica *p, const struct q_movimento_leggi *one)
{
	struct form *theirs;

	TRY(form_open(rq, "movimento", &theirs));
	TRY(q_movimento_campi(rq->db, one->movimento_id, p->id, form_sink(theirs)));
	TRY(db_wait(rq->db));
	TRY(pratica_row_saved_by(rq, "movimento", one->movimento_id.v));
	return pratica_conflict(rq, rq->form, theirs, one->versione);
}

struct error *conti_movimento_salva(struct request *rq)
{
	struct q_movimento_leggi one;
	struct form *f = rq->form;
	struct pratica *p;

	TRY(open_one(rq, &p, &one));
	if (!p)
		return NULL;
	TRY(refuse_others(rq, &one));
	conti_periodo(f, "dal", "al");
	if (!form_ok(f))
		return show_form(rq, p, "Movimento a mano", at(rq, one.movimento_id, ""));
	if (one.versione != form_version(rq))
		return conflict(rq, p, &one);
	TRY(q_movimento_cambia(rq->db, one.movimento_id, one.versione, form_date(f, "dal"), form_date(f, "al"), form_date(f, "scadenza"),
			       form_text(f, "lordo"), form_text(f, "decurtazione"), form_text(f, "descrizione"), form_text(f, "beneficiario"),
			       form_text(f, "iban"), form_text(f, "modalita")));
	return redirect(rq, "%s?fatto=salvato", conti_percorso(rq, p, SECTION, at(rq, one.movimento_id, "")));
}

struct error *conti_movimento_togli(struct request *rq)
{
	struct q_movimento_leggi one;
	struct pratica *p;

	TRY(open_one(rq, &p, &one));
	if (!p)
		return NULL;
	TRY(refuse_others(rq, &one));
	TRY(q_movimento_togli(rq->db, one.movimento_id, one.versione));
	return redirect(rq, "%s", conti_percorso(rq, p, SECTION, "?fatto=movimento-tolto"));
}

/* On which commitment it is paid. */
struct error *conti_movimento_impegno(struct request *rq)
{
	struct q_movimento_leggi one;
	struct pratica *p;

	TRY(open_one(rq, &p, &one));
	if (!p)
		return NULL;
	TRY(conti_scelte(rq, rq->form, p));
	form_set(rq->form, "impegno", one.impegno_id.v ? arena_printf(rq->arena, "%" PRId64, one.impegno_id.v) : NULL);
	form_set_version(rq, one.versione);
	return show_form(rq, p, "Impegno del movimento", at(rq, one.movimento_id, ""));
}

struct error *conti_movimento_impegno_salva(struct request *rq)
{
	struct q_movimento_leggi one;
	struct pratica *p;

	TRY(open_one(rq, &p, &one));
	if (!p)
		return NULL;
	TRY(conti_scelte(rq, rq->form, p));
	if (!form_ok(rq->form))
		return show_form(rq, p, "Impegno del movimento", at(rq, one.movimento_id, ""));
	TRY(q_movimento_imputa(rq->db, one.movimento_id, form_version(rq), (impegno_id){ conti_scelto(rq->form, "impegno") }));
	return redirect(rq, "%s?fatto=salvato", conti_percorso(rq, p, SECTION, at(rq, one.movimento_id, "")));
}
