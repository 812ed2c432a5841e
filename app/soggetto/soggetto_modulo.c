/*
 * Rules of the form of a person.  A code of wrong form or control blocks; a code that disagrees
 * with the person never does, it is asked about (AMB-20): double surnames, a changed sex and
 * comuni that moved make true codes disagree.
 */
#include "soggetto/soggetto_modulo.h"

#include "soggetto/codice_fiscale.h"
#include "soggetto/soggetto.h"

#include <string.h>
#include <time.h>

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* ---- places ---- */

static const char *place_id(struct request *rq, const struct q_luogo_cerca *place)
{
	return place->comune_id.v ? arena_printf(rq->arena, "c%lld", (long long)place->comune_id.v)
				  : arena_printf(rq->arena, "s%lld", (long long)place->stato_estero_id.v);
}

struct error *luogo_offer(struct request *rq, const char *name, const char *typed, const char *born, bool today,
			  const char *picked, struct q_luogo_cerca **found, size_t *count, int *chosen)
{
	const char *word, *sigla;

	luogo_split(rq->arena, typed, &word, &sigla);
	TRY(q_luogo_cerca(rq->db, word, born, sigla, today, found, count));
	struct luogo *list = arena_array(rq->arena, *count + 1, sizeof(*list));
	for (size_t i = 0; i < *count; i++)
		list[i] = (struct luogo){ place_id(rq, &(*found)[i]), (*found)[i].intero, (*found)[i].alla_data };
	*chosen = luogo_choose(list, *count, picked);
	/* once it is clear, only its namesakes are still offered, if it has any */
	size_t namesakes = 0, shown = 0;
	for (size_t i = 0; i < *count; i++)
		namesakes += list[i].whole;
	for (size_t i = 0; i < *count; i++) {
		if (*chosen >= 0 && (namesakes < 2 || !list[*chosen].whole || !list[i].whole))
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "%s.%zu", name, shown++));
		page_set(node, "id", list[i].id);
		page_set(node, "testo", (*found)[i].etichetta);
		page_set(node, "nota", (*found)[i].nota);
		page_flag(node, "scelta", (int)i == *chosen);
	}
	return NULL;
}

/* The place typed in `field`; NULL in *place if there is none, or if it is not clear which. */
static struct error *place_read(struct request *rq, const char *field, const char *name, bool today,
				const struct q_luogo_cerca **place)
{
	const char *typed = form_text(rq->form, field), *born = today ? NULL : form_date(rq->form, "data_nascita");
	const char *picked = fields_get(&rq->body, arena_printf(rq->arena, "_%s", field));
	struct q_luogo_cerca *found;
	size_t count;
	int chosen;

	*place = NULL;
	if (!typed)
		return NULL;
	TRY(luogo_offer(rq, name, typed, born, today, picked, &found, &count, &chosen));
	if (chosen >= 0) {
		*place = &found[chosen];
		/* its whole name stands in the field from here on; but where namesakes are offered beside it,
		 * a province in the field would win over the one that is picked next */
		if (!*page_get(rq->page, arena_printf(rq->arena, "%s.0.id", name)))
			form_set(rq->form, field, found[chosen].etichetta);
	} else if (count) {
		form_error(rq->form, field, "Scegli quale tra i luoghi trovati per «%s»", typed);
	} else {
		form_error(rq->form, field, today ? "Nessun comune di oggi si chiama «%s»: ricontrolla il nome"
						  : "Nessun comune o Stato si chiama «%s»: ricontrolla il nome", typed);
	}
	return NULL;
}

struct birthplace {
	const char *belfiore;
	bool on_date;
};

static struct error *birthplace_read(struct request *rq, const struct q_soggetto_vedi *stored, struct soggetto_reading *reading,
				     struct birthplace *birthplace)
{
	const struct q_luogo_cerca *place;
	struct q_luogo_belfiore kept;
	bool found;

	*birthplace = (struct birthplace){ .on_date = true };
	/* the same words on the same day mean the place that is stored, whichever of that name it is */
	if (stored && form_text(rq->form, "luogo_nascita") && same(form_text(rq->form, "luogo_nascita"), stored->luogo_nascita) &&
	    same(form_date(rq->form, "data_nascita"), stored->data_nascita) && !fields_get(&rq->body, "_luogo_nascita")) {
		reading->birth_town = stored->nascita_comune_id;
		reading->birth_state = stored->nascita_stato_estero_id;
		TRY(q_luogo_belfiore(rq->db, stored->data_nascita, stored->nascita_comune_id, stored->nascita_stato_estero_id, &kept, &found));
		if (found)
			*birthplace = (struct birthplace){ kept.codice_belfiore, kept.alla_data };
		return NULL;
	}
	TRY(place_read(rq, "luogo_nascita", "Luogo", false, &place));
	if (place) {
		reading->birth_town = place->comune_id;
		reading->birth_state = place->stato_estero_id;
		*birthplace = (struct birthplace){ place->codice_belfiore, place->alla_data };
	}
	return NULL;
}

static struct error *home_read(struct request *rq, const struct q_soggetto_vedi *stored, struct soggetto_reading *reading)
{
	const struct q_luogo_cerca *place;

	if (stored && form_text(rq->form, "residenza_comune") && !fields_get(&rq->body, "_residenza_comune") &&
	    same(form_text(rq->form, "residenza_comune"), stored->residenza_comune)) {
		reading->home_town = stored->residenza_comune_id;
		return NULL;
	}
	TRY(place_read(rq, "residenza_comune", "Residenza", true, &place));
	if (place)
		reading->home_town = place->comune_id;
	return NULL;
}

/* ---- the codice fiscale ---- */

static const struct part {
	enum codice_part part;
	const char *field, *word;
} parts[] = {
	{ CODICE_COGNOME, "cognome", "cognome" },       { CODICE_NOME, "nome", "nome" },
	{ CODICE_SCAMBIATI, "cognome", "scambiati" },   { CODICE_DATA, "data_nascita", "data" },
	{ CODICE_SESSO, "sesso", "sesso" },             { CODICE_LUOGO, "luogo_nascita", "luogo" },
};

/* The sentence for the place: by its name, on that day, if the code names one. */
static struct error *disagreement(struct request *rq, enum codice_part part, const struct codice_fiscale *code,
				  const struct codice_fiscale_person *person, const char **sentence)
{
	struct q_luogo_per_belfiore place;
	bool found;

	*sentence = codice_fiscale_disagreement(rq->arena, part, code, person);
	if (part != CODICE_LUOGO)
		return NULL;
	TRY(q_luogo_per_belfiore(rq->db, person->data_nascita, code->belfiore, &place, &found));
	if (found)
		*sentence = arena_printf(rq->arena, "Il codice fiscale non corrisponde al luogo di nascita: indica %s (%s)",
					 place.denominazione, place.sigla_provincia);
	else
		*sentence = arena_printf(rq->arena, "Il codice fiscale indica come luogo di nascita %s, che non è di nessun comune o Stato",
					 code->belfiore);
	return NULL;
}

/* True if that part was confirmed before and neither it nor the code has changed. */
static bool confirmed_before(struct request *rq, const struct q_soggetto_vedi *stored, const char *code, const struct part *part)
{
	const char *typed = form_text(rq->form, part->field);
	const char *had;

	if (!stored || !stored->differenze || !same(code, stored->codice_fiscale) ||
	    !strstr(stored->differenze, arena_printf(rq->arena, ",%s,", part->word)))
		return false;
	switch (part->part) {
	case CODICE_COGNOME:
		had = stored->cognome;
		break;
	case CODICE_NOME:
		had = stored->nome;
		break;
	case CODICE_DATA:
		typed = form_date(rq->form, part->field);
		had = stored->data_nascita;
		break;
	case CODICE_SESSO:
		had = stored->sesso;
		break;
	case CODICE_LUOGO:
		had = stored->luogo_nascita;
		break;
	case CODICE_SCAMBIATI:
	default:
		return same(form_text(rq->form, "cognome"), stored->cognome) && same(form_text(rq->form, "nome"), stored->nome);
	}
	return same(typed, had);
}

/* Ask about each part that disagrees; those confirmed are noted beside the person. */
static struct error *compare(struct request *rq, const struct q_soggetto_vedi *stored, const struct codice_fiscale *code,
			     const struct codice_fiscale_person *person, struct soggetto_reading *reading)
{
	unsigned set = codice_fiscale_compare(code, person);
	struct text *noted = text_new(rq->arena);
	const char *sentence;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!(set & parts[i].part))
			continue;
		TRY(disagreement(rq, parts[i].part, code, person, &sentence));
		if (confirmed_before(rq, stored, code->code, &parts[i]) ||
		    form_warning(rq->form, parts[i].field, parts[i].word, "%s", sentence))
			text_addf(noted, "%s%s", noted->size ? "," : "{", parts[i].word);
	}
	if (noted->size) {
		text_add(noted, "}");
		reading->differences = noted->data;
	}
	return NULL;
}

static void check_stp(struct request *rq, struct soggetto_reading *reading)
{
	const struct codice_fiscale *stp = codice_fiscale_read(rq->arena, form_text(rq->form, "codice_stp"));

	if (stp->kind == CODICE_NONE)
		return;
	if (stp->kind != CODICE_STP && stp->kind != CODICE_ENI)
		form_error(rq->form, "codice_stp", "Il codice STP o ENI comincia con quelle tre lettere e ha 13 cifre");
	else if (stp->fault != CODICE_RIGHT)
		form_error(rq->form, "codice_stp", "%s", stp->sentence);
	else
		reading->stp = stp->code;
}

static void check_code_form(struct request *rq, const struct codice_fiscale *code, struct soggetto_reading *reading)
{
	if (code->kind == CODICE_NONE)
		return;
	if (code->kind == CODICE_STP || code->kind == CODICE_ENI)
		form_error(rq->form, "codice_fiscale", "Questo è un codice %s: scrivilo nel suo campo",
			   code->kind == CODICE_STP ? "STP" : "ENI");
	else if (code->fault != CODICE_RIGHT)
		form_error(rq->form, "codice_fiscale", "%s", code->sentence);
	else
		reading->code = code->code;
}

/* The place was not there on that day: worth a question, unless the code says the same place. */
static void check_place_date(struct request *rq, const struct codice_fiscale *code, const struct birthplace *birthplace)
{
	const char *typed = form_text(rq->form, "luogo_nascita");

	if (birthplace->on_date || !form_date(rq->form, "data_nascita"))
		return;
	if (code->kind == CODICE_FISCALE && code->fault == CODICE_RIGHT && birthplace->belfiore &&
	    strcmp(code->belfiore, birthplace->belfiore) == 0)
		return;
	form_warning(rq->form, "luogo_nascita", "periodo", "%s non risulta esistere il %s: ricontrolla luogo e data", typed,
		     italian_date(rq->arena, form_date(rq->form, "data_nascita")));
}

static struct error *check_code(struct request *rq, const struct q_soggetto_vedi *stored, bool asked,
				const struct birthplace *birthplace, struct soggetto_reading *reading)
{
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, form_raw(rq->form, "codice_fiscale"));
	const char *sesso = form_text(rq->form, "sesso");
	const struct codice_fiscale_person person = {
		.cognome = form_text(rq->form, "cognome"),
		.nome = form_text(rq->form, "nome"),
		.sesso = sesso ? *sesso : '\0',
		.data_nascita = form_date(rq->form, "data_nascita"),
		.belfiore = birthplace->belfiore,
	};
	char computed[CODICE_FISCALE_SIZE];

	check_code_form(rq, code, reading);
	check_stp(rq, reading);
	check_place_date(rq, code, birthplace);
	if (reading->code)
		return compare(rq, stored, code, &person, reading);
	if (code->kind != CODICE_NONE)
		return NULL;
	if (codice_fiscale_compute(&person, computed)) {
		reading->proposal = arena_strdup(rq->arena, computed);
		page_set(rq->page, "Proposta.codice", reading->proposal);
	} else if (asked) {
		form_error(rq->form, "codice_fiscale", "Per calcolarlo servono cognome, nome, sesso, data e luogo di nascita");
	}
	if (!asked && !form_text(rq->form, "motivo_senza_codice"))
		form_error(rq->form, "motivo_senza_codice", "Scrivi il codice fiscale, oppure scegli perché manca");
	return NULL;
}

/* ---- doubles ---- */

struct error *soggetto_simili_offer(struct request *rq, const char *cognome, const char *nome, const char *born, const char *code,
				    soggetto_id self, struct q_soggetto_simili **found, size_t *count)
{
	static const char *const why[] = { "", "stesso codice fiscale", "stesso nome e stessa nascita", "cognome e nome scambiati, stessa nascita",
					   "nome simile, stessa nascita", "nome simile, stesso anno di nascita" };
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));

	TRY(q_soggetto_simili(rq->db, cognome ? cognome : "", nome ? nome : "", born, code, self, found, count));
	for (size_t i = 0; i < *count; i++) {
		const struct q_soggetto_simili *one = &(*found)[i];
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Simili.%zu", i));
		page_setf(node, "nome", "%s %s", one->cognome, one->nome);
		page_setf(node, "url", "/soggetti/%lld", (long long)one->soggetto_id.v);
		page_set(node, "nascita", soggetto_born(rq->arena, one->sesso, one->data_nascita, NULL, today));
		page_set(node, "codice_fiscale", one->codice_fiscale);
		page_set(node, "residenza", one->residenza_comune);
		page_int(node, "codice", one->codice);
		page_set(node, "perche", why[one->perche >= 1 && one->perche <= 5 ? one->perche : 0]);
	}
	return NULL;
}

/* A person who is not to be reserved any more stands among all again: there nobody may have the same code. */
static struct error *check_opened(struct request *rq, const struct q_soggetto_vedi *stored, const struct soggetto_reading *reading)
{
	struct q_soggetto_doppio_aperto other;
	bool found;

	TRY(q_soggetto_doppio_aperto(rq->db, reading->code, reading->stp, stored->soggetto_id, &other, &found));
	if (found)
		form_error(rq->form, "riservato",
			   "Non può tornare visibile a tutti: ha lo stesso codice di %s %s, numero %lld. "
			   "Lasciala riservata, oppure correggi prima il codice di una delle due schede",
			   other.cognome, other.nome, (long long)other.codice);
	return NULL;
}

/* The database would refuse the second of a code: say beforehand who has it.  Of a reserved person only those
 * hear who see her: for the others the code is free, and the service that protects her is told later.  A
 * person whose code stays as it was may go on beside a double. */
static struct error *check_taken(struct request *rq, const struct q_soggetto_vedi *stored, const struct soggetto_reading *reading)
{
	struct q_soggetto_con_codice other;
	bool found;

	if (!reading->code && !reading->stp)
		return NULL;
	if (stored && same(reading->code, stored->codice_fiscale) && same(reading->stp, stored->codice_stp))
		return stored->riservato && !form_bool(rq->form, "riservato") ? check_opened(rq, stored, reading) : NULL;
	TRY(q_soggetto_con_codice(rq->db, reading->code, reading->stp, stored ? stored->soggetto_id : (soggetto_id){ 0 }, &other, &found));
	if (found)
		form_error(rq->form, other.e_stp ? "codice_stp" : "codice_fiscale",
			   "C’è già una persona con questo codice: %s %s, numero %lld", other.cognome, other.nome, (long long)other.codice);
	return NULL;
}

static struct error *check_doubles(struct request *rq, const struct q_soggetto_vedi *stored, const struct soggetto_reading *reading)
{
	const char *cognome = form_text(rq->form, "cognome"), *nome = form_text(rq->form, "nome");
	const char *born = form_date(rq->form, "data_nascita");
	struct q_soggetto_simili *found;
	struct text *names = text_new(rq->arena);
	size_t count;

	if (!cognome || !nome || !born)
		return NULL;
	if (stored && same(cognome, stored->cognome) && same(nome, stored->nome) && same(born, stored->data_nascita) &&
	    same(reading->code, stored->codice_fiscale))
		return NULL;
	TRY(soggetto_simili_offer(rq, cognome, nome, born, reading->code, stored ? stored->soggetto_id : (soggetto_id){ 0 }, &found, &count));
	for (size_t i = 0; i < count; i++)
		text_addf(names, "%s%s %s (%s, numero %lld)", i ? "; " : "", found[i].cognome, found[i].nome,
			  italian_date(rq->arena, found[i].data_nascita), (long long)found[i].codice);
	if (count)
		form_warning(rq->form, NULL, "simili", "Forse questa persona c’è già: %s", names->data);
	return NULL;
}

/* ---- all together ---- */

static void check_dates(struct request *rq)
{
	const char *born = form_date(rq->form, "data_nascita"), *died = form_date(rq->form, "data_decesso");
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));

	if (born && strcmp(born, today) > 0)
		form_error(rq->form, "data_nascita", "La data di nascita (%s) è nel futuro", italian_date(rq->arena, born));
	if (died && strcmp(died, today) > 0)
		form_error(rq->form, "data_decesso", "La data del decesso (%s) è nel futuro", italian_date(rq->arena, died));
	if (born && died && strcmp(died, born) < 0)
		form_error(rq->form, "data_decesso", "La data del decesso (%s) viene prima della nascita (%s)",
			   italian_date(rq->arena, died), italian_date(rq->arena, born));
}

struct error *soggetto_check(struct request *rq, const struct q_soggetto_vedi *stored, bool asked, struct soggetto_reading *reading)
{
	struct birthplace birthplace;

	*reading = (struct soggetto_reading){ 0 };
	check_dates(rq);
	TRY(birthplace_read(rq, stored, reading, &birthplace));
	TRY(home_read(rq, stored, reading));
	TRY(check_code(rq, stored, asked, &birthplace, reading));
	if (stored && !stored->puo_riservare && form_bool(rq->form, "riservato") != stored->riservato)
		form_error(rq->form, "riservato", "Solo il servizio che ha inserito la persona, o chi ne apre una pratica, può cambiarlo");
	if (form_bool(rq->form, "riservato") && !form_text(rq->form, "riservato_motivo") && !asked)
		form_error(rq->form, "riservato_motivo", "Scrivi perché la persona va protetta");
	if (asked)
		return NULL;
	TRY(check_taken(rq, stored, reading));
	return check_doubles(rq, stored, reading);
}
