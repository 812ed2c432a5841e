/*
 * Somebody enters a household, moves to it, leaves it; a membership is corrected.
 */
#include "nucleo/nucleo.h"

#include "pratica/pratica.h"
#include "soggetto/scheda.h"

#include <string.h>
#include <time.h>

static const char *here(struct request *rq, const struct scheda *person, const char *rest)
{
	return arena_printf(rq->arena, "/soggetti/%lld/nuclei%s", (long long)person->id.v, rest);
}

/* Those of a household as choices: by person (whose child or partner), or by membership. */
static struct error *offer_members(struct request *rq, struct form *form, nucleo_id household, nucleo_componente_id but, bool persons, size_t *count)
{
	struct q_nucleo_altri *found;

	TRY(q_nucleo_altri(rq->db, household, but, &found, count));
	struct choice *list = arena_array(rq->arena, *count + 1, sizeof(*list));
	for (size_t i = 0; i < *count; i++)
		list[i] = (struct choice){
			.code = arena_printf(rq->arena, "%lld", (long long)(persons ? found[i].soggetto_id.v : found[i].nucleo_componente_id.v)),
			.text = found[i].relazione ? arena_printf(rq->arena, "%s (%s)", found[i].nome, found[i].relazione) : found[i].nome,
		};
	form_choices(form, "componenti_nucleo", list, *count);
	return NULL;
}

static struct error *show_form(struct request *rq, const struct scheda *person, const char *title)
{
	struct q_persona_in_parole chosen;

	form_cancel(rq, here(rq, person, ""));
	page_set(rq->page, "Sezione.titolo", title);
	TRY(page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s: %s", title, person->name)));
	if (!form_has(rq->form, "persona"))
		return NULL;
	/* after page_send, which lays draft and choice over the form */
	return pratica_show_person(rq, rq->form, "persona", &chosen);
}

/* ---- enter ---- */

/* The members of the household that is meant: there may be none yet. */
static struct error *prepare_entry(struct request *rq, const struct scheda *person)
{
	const char *kind = form_raw(rq->form, "tipo"), *day = form_date(rq->form, "dal");
	struct q_nucleo_di household = { 0 };
	bool found;
	size_t count;

	if (kind && strlen(kind) < 20)
		TRY(q_nucleo_di(rq->db, person->id, kind, day ? day : italian_today(rq->arena, (int64_t)time(NULL)), &household, &found));
	return offer_members(rq, rq->form, household.nucleo_id, (nucleo_componente_id){ 0 }, true, &count);
}

struct error *nucleo_ingresso(struct request *rq)
{
	const char *kind = fields_get(&rq->query, "tipo");
	struct scheda *person;

	TRY(soggetto_open_to_write(rq, "nuclei", &person));
	if (!person)
		return NULL;
	if (kind && (strcmp(kind, "di_fatto") == 0 || strcmp(kind, "anagrafico") == 0))
		form_set(rq->form, "tipo", kind);
	form_set(rq->form, "dal", italian_today(rq->arena, (int64_t)time(NULL)));
	TRY(prepare_entry(rq, person));
	return show_form(rq, person, "Aggiungi una persona al nucleo");
}

/* Who is in another household leaves it: said before it happens. */
static struct error *check_entry(struct request *rq, const struct scheda *person)
{
	struct form *form = rq->form;
	struct q_persona_in_parole chosen;
	struct q_nucleo_altrove other;
	bool found = false;
	soggetto_id who = { form_int(form, "persona") };

	TRY(pratica_show_person(rq, form, "persona", &chosen));
	if (who.v && who.v == person->id.v)
		form_error(form, "persona", "È la persona di questa scheda: scegli chi entra nel suo nucleo");
	if (who.v && form_text(form, "tipo") && form_date(form, "dal"))
		TRY(q_nucleo_altrove(rq->db, form_date(form, "dal"), who, form_text(form, "tipo"), person->id, &other, &found));
	if (found && chosen.nome)
		form_warning(form, "persona", "altrove", "%s è già nel nucleo di %s dal %s: salvando ne esce il giorno prima", chosen.nome,
			     other.intestatario ? other.intestatario : "un’altra persona", italian_date(rq->arena, other.dal));
	return NULL;
}

struct error *nucleo_ingresso_salva(struct request *rq)
{
	struct form *form = rq->form;
	struct q_nucleo_entra made;
	struct scheda *person;
	bool going;

	TRY(soggetto_open_to_write(rq, "nuclei", &person));
	if (!person)
		return NULL;
	TRY(form_pick(rq, &going));
	if (going)
		return NULL;
	TRY(prepare_entry(rq, person));
	TRY(check_entry(rq, person));
	if (!form_ok(form))
		return show_form(rq, person, "Aggiungi una persona al nucleo");
	TRY(q_nucleo_entra(rq->db, person->id, form_text(form, "tipo"), (soggetto_id){ form_int(form, "persona") }, form_text(form, "relazione"),
			   (soggetto_id){ form_int(form, "legame") }, form_date(form, "dal"), form_text(form, "motivo"), &made));
	return redirect(rq, "%s", here(rq, person, "?fatto=nucleo-entrata"));
}

/* ---- one membership ---- */

static struct error *find(struct request *rq, struct scheda **person, struct q_nucleo_componente_leggi *stored)
{
	bool found;

	TRY(soggetto_open_to_write(rq, "nuclei", person));
	if (!*person)
		return NULL;
	TRY(q_nucleo_componente_leggi(rq->db, PATH_ID(rq, nucleo_componente), (*person)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such member of a household of this person");
}

static const char *title_of(struct request *rq, const char *what, const struct q_nucleo_componente_leggi *stored)
{
	return arena_printf(rq->arena, "%s: %s %s", what, stored->cognome, stored->nome);
}

static struct error *prepare_leaving(struct request *rq, const struct q_nucleo_componente_leggi *stored)
{
	size_t others;

	TRY(offer_members(rq, rq->form, stored->nucleo_id, stored->nucleo_componente_id, false, &others));
	if (strcmp(stored->relazione, "1") == 0 && others) {
		const char *why = form_raw(rq->form, "motivo");
		if (!why || strcmp(why, "ERRORE") != 0)
			form_require(rq->form, "nuovo");
	}
	return NULL;
}

struct error *nucleo_uscita(struct request *rq)
{
	struct q_nucleo_componente_leggi stored;
	struct scheda *person;

	TRY(find(rq, &person, &stored));
	if (!person)
		return NULL;
	form_set(rq->form, "al", italian_today(rq->arena, (int64_t)time(NULL)));
	TRY(prepare_leaving(rq, &stored));
	form_set_version(rq, stored.versione);
	page_set(rq->page, "Modulo.salva", "Salva l’uscita");
	return show_form(rq, person, title_of(rq, "Esce dal nucleo", &stored));
}

struct error *nucleo_uscita_salva(struct request *rq)
{
	struct q_nucleo_componente_leggi stored;
	struct form *form = rq->form;
	struct scheda *person;

	TRY(find(rq, &person, &stored));
	if (!person)
		return NULL;
	TRY(prepare_leaving(rq, &stored));
	const char *last = form_date(form, "al");
	if (last && strcmp(last, stored.dal) < 0)
		form_error(form, "al", "Fa parte del nucleo dal %s: l’ultimo giorno viene prima", italian_date(rq->arena, stored.dal));
	if (!form_ok(form)) {
		page_set(rq->page, "Modulo.salva", "Salva l’uscita");
		return show_form(rq, person, title_of(rq, "Esce dal nucleo", &stored));
	}
	TRY(q_nucleo_esce(rq->db, stored.nucleo_componente_id, form_version(rq), last, form_text(form, "motivo"),
			  (nucleo_componente_id){ form_int(form, "nuovo") }));
	return redirect(rq, "%s", here(rq, person, "?fatto=nucleo-uscita"));
}

/* A correction keeps who and where. */
static struct error *prepare_correction(struct request *rq, struct form *form, const struct q_nucleo_componente_leggi *stored)
{
	size_t count;

	return offer_members(rq, form, stored->nucleo_id, stored->nucleo_componente_id, true, &count);
}

static void fill_correction(struct request *rq, struct form *form, const struct q_nucleo_componente_leggi *stored)
{
	form_set(form, "relazione", stored->relazione);
	form_set(form, "dal", stored->dal);
	form_set(form, "motivo", stored->motivo_ingresso);
	if (stored->legame_soggetto_id.v)
		form_set(form, "legame", arena_printf(rq->arena, "%lld", (long long)stored->legame_soggetto_id.v));
}

struct error *nucleo_correzione(struct request *rq)
{
	struct q_nucleo_componente_leggi stored;
	struct scheda *person;

	TRY(find(rq, &person, &stored));
	if (!person)
		return NULL;
	fill_correction(rq, rq->form, &stored);
	TRY(prepare_correction(rq, rq->form, &stored));
	form_set_version(rq, stored.versione);
	return show_form(rq, person, title_of(rq, "Correggi", &stored));
}

static struct error *conflict(struct request *rq, const struct scheda *person, const struct q_nucleo_componente_leggi *stored)
{
	struct form *theirs;

	TRY(form_open(rq, "nucleo_correzione", &theirs));
	TRY(prepare_correction(rq, theirs, stored));
	fill_correction(rq, theirs, stored);
	return soggetto_conflict(rq, person, "nucleo_componente", stored->nucleo_componente_id.v, theirs, stored->versione, here(rq, person, ""));
}

struct error *nucleo_correzione_salva(struct request *rq)
{
	struct q_nucleo_componente_leggi stored;
	struct form *form = rq->form;
	struct scheda *person;
	int64_t saved;

	TRY(find(rq, &person, &stored));
	if (!person)
		return NULL;
	TRY(prepare_correction(rq, rq->form, &stored));
	const char *from = form_date(form, "dal");
	if (from && stored.al && strcmp(from, stored.al) > 0)
		form_error(form, "dal", "Esce il %s: l’inizio viene dopo", italian_date(rq->arena, stored.al));
	if (!form_ok(form))
		return show_form(rq, person, title_of(rq, "Correggi", &stored));
	TRY(q_nucleo_corregge(rq->db, form_text(form, "relazione"), (soggetto_id){ form_int(form, "legame") }, from, form_text(form, "motivo"),
			      stored.nucleo_componente_id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq, person, &stored);
	return redirect(rq, "%s", here(rq, person, "?fatto=nucleo-corretta"));
}
