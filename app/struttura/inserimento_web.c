/*
 * The section «Struttura»: in which facility somebody is, admission, discharge, transfer (STR-01).
 */
#include "struttura/inserimento.h"

#include <string.h>

#define EVERY_DAY "1,2,3,4,5,6,7"

const char *inserimento_percorso(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/" INSERIMENTO_SEZIONE "%s", (long long)p->id.v, rest);
}

const char *inserimento_qui(struct request *rq, const struct pratica *p, inserimento_id id, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/inserimenti/%lld%s", (long long)p->id.v, (long long)id.v, rest);
}

struct error *inserimento_modulo(struct request *rq, const struct pratica *p, const char *title, const char *note)
{
	form_cancel(rq, inserimento_percorso(rq, p, ""));
	page_set(rq->page, "Sezione.titolo", title);
	page_set(rq->page, "Sezione.nota", note);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, p->code));
}

struct error *inserimento_trova(struct request *rq, bool to_write, struct pratica **p, struct q_inserimento_leggi *stored)
{
	bool found;

	TRY(to_write ? pratica_open_to_write(rq, INSERIMENTO_SEZIONE, p) : pratica_open(rq, INSERIMENTO_SEZIONE, p));
	if (!*p)
		return NULL;
	TRY(q_inserimento_leggi(rq->db, PATH_ID(rq, inserimento), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such stay of this case");
}

struct error *inserimento_conteggio(struct request *rq, struct pratica *p)
{
	struct q_inserimento_conta counted;

	TRY(q_inserimento_conta(rq->db, p->id, &counted));
	pratica_section_count(rq, p, INSERIMENTO_SEZIONE, counted.inserimenti);
	return NULL;
}

struct error *inserimenti_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, INSERIMENTO_SEZIONE, &p));
	if (!p)
		return NULL;
	TRY(q_inserimenti_righe(rq->db, p->id, rows(rq, "Inserimenti")));
	TRY(q_presenze_mesi(rq->db, p->id, rows(rq, "Mesi")));
	TRY(q_spese_righe(rq->db, p->id, rows(rq, "Spese")));
	page_flag(rq->page, "Inserimenti_apre", p->may_write && (p->state[0] == 'A' || p->state[0] == 'S'));
	return page_send(rq, "inserimenti", arena_printf(rq->arena, "Struttura di %s", p->code));
}

/* ---- where ---- */

/* Facilities and kinds of place; the code of a choice is both: 12-DIURNO. */
static struct error *offer(struct request *rq, const struct pratica *p)
{
	struct q_inserimento_posti_offerti *found;
	size_t count;

	TRY(q_inserimento_posti_offerti(rq->db, p->id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld-%s", (long long)found[i].struttura_id.v, found[i].tipo_posto),
					   found[i].testo, found[i].gruppo };
	form_choices(rq->form, "posti_struttura", list, count);
	return NULL;
}

static bool place_of(struct request *rq, struttura_id *where, const char **kind)
{
	const char *code = form_text(rq->form, "posto"), *dash = code ? strchr(code, '-') : NULL;

	if (!dash || !text_to_int(arena_printf(rq->arena, "%.*s", (int)(dash - code), code), &where->v))
		return false;
	*kind = dash + 1;
	return true;
}

/* Another residential stay on these days is named here, if the reader may see it; if not, the database refuses and
 * says no more than that there is one. */
static struct error *check_elsewhere(struct request *rq, const struct pratica *p, inserimento_id self, const char *field, const char *from,
		const char *to, const char *kind)
{
	struct q_inserimento_altrove other;
	struct arena *arena = rq->arena;
	bool found;

	if (!from || !kind)
		return NULL;
	TRY(q_inserimento_altrove(rq->db, p->id, self, from, to, kind, &other, &found));
	if (!found)
		return NULL;
	form_error(rq->form, field, "In questi giorni è già in «%s» (%s), dal %s%s%s: registra prima la dimissione", other.dove,
			other.codice,
		   italian_date(arena, other.ammissione), other.dimissione ? " al " : "", other.dimissione ? italian_date(arena,
		   other.dimissione) : "");
	return NULL;
}

/* ---- admission ---- */

struct error *inserimento_nuovo(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, INSERIMENTO_SEZIONE, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, p));
	form_set(rq->form, "giorni_settimana", EVERY_DAY);
	return inserimento_modulo(rq, p, "Ammissione", NULL);
}

struct error *inserimento_crea(struct request *rq)
{
	struct q_inserimento_crea made;
	struct form *form = rq->form;
	const char *kind = NULL;
	struttura_id where;
	struct pratica *p;

	TRY(pratica_open_to_write(rq, INSERIMENTO_SEZIONE, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, p));
	bool placed = place_of(rq, &where, &kind);
	TRY(check_elsewhere(rq, p, (inserimento_id){ 0 }, "ammissione", form_date(form, "ammissione"), NULL, kind));
	if (!form_ok(form) || !placed)
		return inserimento_modulo(rq, p, "Ammissione", NULL);
	TRY(q_inserimento_crea(rq->db, p->id, where, kind, form_date(form, "ammissione"), form_text(form, "giorni_settimana"),
			form_text(form, "spese_personali"), form_text(form, "note"), &made));
	return redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=inserimento-salvato"));
}

/* ---- correcting ---- */

static struct error *edit_page(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stored)
{
	return inserimento_modulo(rq, p, "Inserimento", arena_printf(rq->arena, "In %s", stored->dove));
}

struct error *inserimento_modifica(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct pratica *p;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_inserimento_campi(rq->db, stored.inserimento_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return edit_page(rq, p, &stored);
}

static struct error *conflict(struct request *rq, const struct pratica *p, bool leaving)
{
	struct q_inserimento_leggi stored;
	struct form *other;
	bool found;

	TRY(q_inserimento_leggi(rq->db, PATH_ID(rq, inserimento), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, leaving ? "inserimento_uscita" : "inserimento_modifica", &other));
	TRY(leaving ? q_inserimento_uscita_campi(rq->db, stored.inserimento_id, form_sink(other)) :
		      q_inserimento_campi(rq->db, stored.inserimento_id, form_sink(other)));
	TRY(pratica_row_saved_by(rq, "inserimento", stored.inserimento_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *inserimento_salva(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	int64_t saved;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	TRY(check_elsewhere(rq, p, stored.inserimento_id, "ammissione", form_date(form, "ammissione"), stored.dimissione,
			stored.tipo_posto));
	if (!form_ok(form))
		return edit_page(rq, p, &stored);
	TRY(q_inserimento_salva(rq->db, form_date(form, "ammissione"), form_text(form, "giorni_settimana"), form_text(form,
			"spese_personali"),
			form_text(form, "note"), stored.inserimento_id, p->id, form_version(rq), &saved));
	return saved ? redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=inserimento-salvato")) : conflict(rq, p, false);
}

/* ---- discharge ---- */

static void check_leaving(struct request *rq, const char *field, const struct q_inserimento_leggi *stored)
{
	const char *day = form_date(rq->form, field);

	if (day && strcmp(day, stored->ammissione) < 0)
		form_error(rq->form, field, "È prima dell’ammissione, che è del %s", italian_date(rq->arena, stored->ammissione));
}

static struct error *leaving_page(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stored)
{
	return inserimento_modulo(rq, p, "Dimissione", arena_printf(rq->arena, "Da %s, dove è dal %s", stored->dove,
								    italian_date(rq->arena, stored->ammissione)));
}

struct error *inserimento_uscita(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct pratica *p;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_inserimento_uscita_campi(rq->db, stored.inserimento_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	TRY(form_choices_again(rq, rq->form));
	form_set_version(rq, stored.versione);
	return leaving_page(rq, p, &stored);
}

struct error *inserimento_dimetti(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct form *form = rq->form;
	struct pratica *p;
	int64_t saved;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	check_leaving(rq, "dimissione", &stored);
	TRY(check_elsewhere(rq, p, stored.inserimento_id, "dimissione", stored.ammissione, form_date(form, "dimissione"),
			stored.tipo_posto));
	if (!form_ok(form))
		return leaving_page(rq, p, &stored);
	TRY(q_inserimento_dimetti(rq->db, form_date(form, "dimissione"), form_text(form, "motivo_dimissione"), stored.inserimento_id, p->id,
			form_version(rq), &saved));
	return saved ? redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=dimissione-salvata")) : conflict(rq, p, true);
}

/* ---- transfer: out of one and into the other, both or neither ---- */

static struct error *transfer_page(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stored)
{
	return inserimento_modulo(rq, p, "Trasferimento", arena_printf(rq->arena, "Da %s, dove è dal %s", stored->dove,
								       italian_date(rq->arena, stored->ammissione)));
}

struct error *inserimento_trasferimento(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct pratica *p;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	TRY(offer(rq, p));
	form_set(rq->form, "giorni_settimana", stored.giorni_settimana);
	form_set_version(rq, stored.versione);
	return transfer_page(rq, p, &stored);
}

struct error *inserimento_trasferisci(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct q_inserimento_crea made;
	struct form *form = rq->form;
	const char *kind = NULL;
	struttura_id where;
	struct pratica *p;
	int64_t left;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	TRY(offer(rq, p));
	bool placed = place_of(rq, &where, &kind);
	check_leaving(rq, "data", &stored);
	if (!form_ok(form) || !placed)
		return transfer_page(rq, p, &stored);
	TRY(q_inserimento_dimetti(rq->db, form_date(form, "data"), "TRASFERIMENTO", stored.inserimento_id, p->id, form_version(rq), &left));
	if (!left)
		return forbid(rq,
				"Nel frattempo un’altra persona ha cambiato questo inserimento: torna alla sezione e guarda com’è ora.",
			      "changed meanwhile");
	TRY(q_inserimento_crea(rq->db, p->id, where, kind, form_date(form, "data"), form_text(form, "giorni_settimana"),
			stored.spese_personali,
			NULL, &made));
	return redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=trasferimento-salvato"));
}

/* Only one of which no month was written: what was there stays. */
struct error *inserimento_togli(struct request *rq)
{
	struct q_inserimento_leggi stored;
	struct pratica *p;
	struct error *err;
	int64_t gone;

	TRY(inserimento_trova(rq, true, &p, &stored));
	if (!p)
		return NULL;
	err = q_inserimento_togli(rq->db, stored.inserimento_id, p->id, &gone);
	if (err && error_is(err, ERR_CONSTRAINT)) {
		error_free(err);
		return forbid(rq,
				"Di questo inserimento ci sono presenze o spese già scritte: si chiude con una dimissione, non si toglie.",
			      "a stay with days");
	}
	TRY(err);
	return redirect(rq, "%s", inserimento_percorso(rq, p, gone ? "?fatto=inserimento-tolto" : ""));
}
