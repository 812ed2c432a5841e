/*
 * What hangs on a person in rows: addresses, contacts, citizenships, identity documents.  One way for
 * all four: a list on a section of the page, a form for a row, taken away with one button.
 */
#include "soggetto/scheda.h"
#include "soggetto/soggetto_modulo.h"

#include <string.h>

/* A row as its form says it; `id` 0: a new one.  *saved is 0 if somebody saved meanwhile. */
typedef struct error *(*row_save)(struct request *rq, soggetto_id person, int64_t id, int64_t *saved);
typedef struct error *(*row_fill)(struct request *rq, struct form *form, int64_t id);
typedef struct error *(*row_prepare)(struct request *rq, struct form *form);

static struct error *nothing(struct request *rq, struct form *form)
{
	(void)rq;
	(void)form;
	return NULL;
}

/* ---- addresses ---- */

/* The comune typed, as one id; several of that name are told, so that the province can be added. */
static struct error *town_read(struct request *rq, comune_id *town)
{
	const char *typed = form_text(rq->form, "comune");
	struct q_luogo_cerca *found;
	struct text *names = text_new(rq->arena);
	size_t count;
	int chosen;

	*town = (comune_id){ 0 };
	if (!typed)
		return NULL;
	TRY(luogo_offer(rq, "Luogo", typed, NULL, true, NULL, &found, &count, &chosen));
	if (chosen >= 0) {
		*town = found[chosen].comune_id;
		return NULL;
	}
	for (size_t i = 0; i < count && i < 5; i++)
		text_addf(names, "%s%s", i ? ", " : "", found[i].etichetta);
	if (count)
		form_error(rq->form, "comune", "Quale? Scrivi anche la provincia: %s", names->data);
	else
		form_error(rq->form, "comune", "Nessun comune di oggi si chiama «%s»: ricontrolla il nome", typed);
	return NULL;
}

static struct error *address_save(struct request *rq, soggetto_id person, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;
	comune_id town;

	TRY(town_read(rq, &town));
	if (!town.v && !form_text(f, "indirizzo"))
		form_error(f, "indirizzo", "Scrivi il comune o l’indirizzo");
	if (form_text(f, "tipo") && strcmp(form_text(f, "tipo"), "residenza") == 0 && !form_date(f, "al"))
		form_error(f, "al", "La residenza di oggi si cambia in «Dati anagrafici»: qui scrivi quelle passate, con la fine");
	if (form_date(f, "dal") && form_date(f, "al") && strcmp(form_date(f, "al"), form_date(f, "dal")) < 0)
		form_error(f, "al", "La fine viene prima dell’inizio");
	if (!form_ok(f))
		return NULL;
	if (id)
		return q_indirizzo_salva(rq->db, form_text(f, "tipo"), town, form_text(f, "indirizzo"), form_text(f, "presso"), form_date(f, "dal"),
					 form_date(f, "al"), (soggetto_indirizzo_id){ id }, form_version(rq), saved);
	return q_indirizzo_crea(rq->db, person, form_text(f, "tipo"), town, form_text(f, "indirizzo"), form_text(f, "presso"), form_date(f, "dal"),
				form_date(f, "al"));
}

static struct error *address_fill(struct request *rq, struct form *form, int64_t id)
{
	struct q_indirizzo_attuale present;
	bool found;

	/* its days may be said, but where it is stands in the person */
	TRY(q_indirizzo_attuale(rq->db, (soggetto_indirizzo_id){ id }, &present, &found));
	if (found)
		return error_raise(ERR_NOT_FOUND, "the present residence is changed with the person");
	return q_indirizzo_campi(rq->db, (soggetto_indirizzo_id){ id }, form_sink(form));
}

/* ---- contacts ---- */

static struct error *contact_save(struct request *rq, soggetto_id person, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;
	const char *kind = form_text(f, "tipo"), *value = form_text(f, "valore");

	if (kind && value && (strcmp(kind, "email") == 0 || strcmp(kind, "pec") == 0) && !strchr(value, '@'))
		form_error(f, "valore", "Un indirizzo e-mail ha una @: ricontrollalo");
	if (!form_ok(f))
		return NULL;
	if (id)
		return q_contatto_salva(rq->db, kind, value, form_text(f, "di_chi"), (soggetto_contatto_id){ id }, form_version(rq), saved);
	return q_contatto_crea(rq->db, person, kind, value, form_text(f, "di_chi"));
}

static struct error *contact_fill(struct request *rq, struct form *form, int64_t id)
{
	return q_contatto_campi(rq->db, (soggetto_contatto_id){ id }, form_sink(form));
}

/* ---- citizenships ---- */

/* Italy first, then the states that the register knows, then none. */
static struct error *citizenship_prepare(struct request *rq, struct form *form)
{
	struct q_cittadinanze_scelte *states;
	size_t count;

	TRY(q_cittadinanze_scelte(rq->db, &states, &count));
	struct choice *list = arena_array(rq->arena, count + 2, sizeof(*list));
	list[0] = (struct choice){ .code = "0", .text = "Italia" };
	for (size_t i = 0; i < count; i++)
		list[i + 1] = (struct choice){ .code = arena_printf(rq->arena, "%lld", (long long)states[i].stato_estero_id.v),
					       .text = states[i].denominazione };
	list[count + 1] = (struct choice){ .code = "A", .text = "Apolide" };
	form_choices(form, "cittadinanze", list, count + 2);
	return NULL;
}

static struct error *citizenship_save(struct request *rq, soggetto_id person, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;
	stato_estero_id state = { 0 };

	if (!form_ok(f))
		return NULL;
	const char *code = form_text(f, "cittadinanza");
	bool none = strcmp(code, "A") == 0;
	if (!none && !text_to_int(code, &state.v))
		return error_raise(ERR_BAD_REQUEST, "a citizenship that is no choice");
	if (id)
		return q_cittadinanza_salva(rq->db, state, none, form_date(f, "dal"), (soggetto_cittadinanza_id){ id }, form_version(rq), saved);
	return q_cittadinanza_crea(rq->db, person, state, none, form_date(f, "dal"));
}

static struct error *citizenship_fill(struct request *rq, struct form *form, int64_t id)
{
	return q_cittadinanza_campi(rq->db, (soggetto_cittadinanza_id){ id }, form_sink(form));
}

/* ---- identity documents ---- */

static struct error *identity_save(struct request *rq, soggetto_id person, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;
	const char *from = form_date(f, "rilasciato_il"), *to = form_date(f, "scade_il");

	if (from && to && strcmp(to, from) < 0)
		form_error(f, "scade_il", "Scade prima di essere rilasciato");
	if (!form_ok(f))
		return NULL;
	int64_t days = form_text(f, "promemoria_giorni") ? form_int(f, "promemoria_giorni") : 60;
	if (id)
		return q_identita_salva(rq->db, form_text(f, "tipo"), form_text(f, "numero"), form_text(f, "rilasciato_da"), from, to, days,
					(soggetto_identita_id){ id }, form_version(rq), saved);
	return q_identita_crea(rq->db, person, form_text(f, "tipo"), form_text(f, "numero"), form_text(f, "rilasciato_da"), from, to, days);
}

static struct error *identity_fill(struct request *rq, struct form *form, int64_t id)
{
	return q_identita_campi(rq->db, (soggetto_identita_id){ id }, form_sink(form));
}

/* ---- all four ---- */

static const struct row_kind {
	const char *word, *noun; /* in the path, and the id in it: the name of the table */
	const char *section;     /* on which it stands */
	const char *title, *new_title;
	row_prepare prepare;
	row_fill fill;
	row_save save;
} kinds[] = {
	{ "indirizzi", "soggetto_indirizzo", "recapiti", "Indirizzo", "Nuovo indirizzo", nothing, address_fill, address_save },
	{ "contatti", "soggetto_contatto", "recapiti", "Contatto", "Nuovo contatto", nothing, contact_fill, contact_save },
	{ "cittadinanze", "soggetto_cittadinanza", "identita", "Cittadinanza", "Nuova cittadinanza", citizenship_prepare, citizenship_fill,
	  citizenship_save },
	{ "identita", "soggetto_identita", "identita", "Documento di identità", "Nuovo documento di identità", nothing, identity_fill,
	  identity_save },
};

/* Of which of them the path speaks: /soggetti/1/WORD/... */
static const struct row_kind *kind_of(const struct request *rq)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *at = strstr(rq->path, kinds[i].word);
		size_t size = strlen(kinds[i].word);
		if (at && at > rq->path && at[-1] == '/' && (at[size] == '/' || !at[size]))
			return &kinds[i];
	}
	return NULL;
}

static const char *section_path(struct request *rq, const struct scheda *person, const struct row_kind *kind)
{
	return arena_printf(rq->arena, "/soggetti/%lld/%s", (long long)person->id.v, kind->section);
}

static struct error *open_kind(struct request *rq, struct scheda **person, const struct row_kind **kind)
{
	*kind = kind_of(rq);
	if (!*kind)
		return error_raise(ERR_BUG, "a route of rows that names none");
	TRY(soggetto_open_to_write(rq, (*kind)->section, person));
	if (*person && rq->form)
		TRY((*kind)->prepare(rq, rq->form));
	return NULL;
}

static struct error *show_form(struct request *rq, const struct scheda *person, const struct row_kind *kind, const char *title)
{
	form_cancel(rq, section_path(rq, person, kind));
	page_set(rq->page, "Sezione.titolo", title);
	page_set(rq->page, "Sezione.nota", "Questi dati li vedono tutti gli operatori di tutti i servizi. Non scriverci notizie delicate.");
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, person->name));
}

struct error *riga_nuova(struct request *rq)
{
	const struct row_kind *kind;
	struct scheda *person;

	TRY(open_kind(rq, &person, &kind));
	return person ? show_form(rq, person, kind, kind->new_title) : NULL;
}

struct error *riga_crea(struct request *rq)
{
	const struct row_kind *kind;
	struct scheda *person;
	int64_t saved = 1;

	TRY(open_kind(rq, &person, &kind));
	if (!person)
		return NULL;
	TRY(kind->save(rq, person->id, 0, &saved));
	if (!form_ok(rq->form))
		return show_form(rq, person, kind, kind->new_title);
	return redirect(rq, "%s?fatto=riga-salvata", section_path(rq, person, kind));
}

static struct error *find(struct request *rq, struct scheda **person, const struct row_kind **kind, int64_t *id, int64_t *version)
{
	struct q_riga_versione row;
	bool found;

	TRY(open_kind(rq, person, kind));
	if (!*person)
		return NULL;
	*id = request_path_id(rq, (*kind)->noun);
	TRY(q_riga_versione(rq->db, *id, (*kind)->word, (*person)->id, &row, &found));
	*version = row.versione;
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such row of this person");
}

struct error *riga_modifica(struct request *rq)
{
	const struct row_kind *kind;
	struct scheda *person;
	int64_t id, version;

	TRY(find(rq, &person, &kind, &id, &version));
	if (!person)
		return NULL;
	TRY(kind->fill(rq, rq->form, id));
	TRY(db_wait(rq->db));
	form_set_version(rq, version);
	return show_form(rq, person, kind, kind->title);
}

struct error *riga_salva(struct request *rq)
{
	const struct row_kind *kind;
	struct scheda *person;
	struct form *theirs;
	int64_t id, version, saved = 1;

	TRY(find(rq, &person, &kind, &id, &version));
	if (!person)
		return NULL;
	TRY(kind->save(rq, person->id, id, &saved));
	if (!form_ok(rq->form))
		return show_form(rq, person, kind, kind->title);
	if (saved)
		return redirect(rq, "%s?fatto=riga-salvata", section_path(rq, person, kind));
	TRY(form_open(rq, form_definition(rq->form)->name, &theirs));
	TRY(kind->prepare(rq, theirs));
	TRY(kind->fill(rq, theirs, id));
	TRY(db_wait(rq->db));
	return soggetto_conflict(rq, person, kind->noun, id, theirs, version, section_path(rq, person, kind));
}

struct error *riga_togli(struct request *rq)
{
	const struct row_kind *kind;
	struct scheda *person;
	int64_t id, version;

	TRY(find(rq, &person, &kind, &id, &version));
	if (!person)
		return NULL;
	TRY(q_riga_togli(rq->db, kind->word, id, person->id));
	return redirect(rq, "%s?fatto=riga-tolta", section_path(rq, person, kind));
}

/* ---- the two sections ---- */

struct error *recapiti_vedi(struct request *rq)
{
	struct scheda *person;

	TRY(soggetto_open(rq, "recapiti", &person));
	if (!person)
		return NULL;
	TRY(q_indirizzi_elenco(rq->db, person->id, rows(rq, "Indirizzi")));
	TRY(q_contatti_elenco(rq->db, person->id, rows(rq, "Contatti")));
	page_set(rq->page, "Soggetto.telefono", person->row.telefono);
	page_set(rq->page, "Soggetto.email", person->row.email);
	return page_send(rq, "soggetto_recapiti", arena_printf(rq->arena, "Residenze e recapiti di %s", person->name));
}

struct error *identita_vedi(struct request *rq)
{
	struct scheda *person;

	TRY(soggetto_open(rq, "identita", &person));
	if (!person)
		return NULL;
	TRY(q_identita_elenco(rq->db, person->id, rows(rq, "Documenti")));
	TRY(q_cittadinanze_elenco(rq->db, person->id, rows(rq, "Cittadinanze")));
	return page_send(rq, "soggetto_identita", arena_printf(rq->arena, "Documenti di identità di %s", person->name));
}
