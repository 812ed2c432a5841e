/*
 * Opening a person: what stands around each section of the page.
 */
#include "soggetto/scheda.h"

#include "base/settings.h"
#include "soggetto/soggetto.h"

#include <string.h>
#include <time.h>

static const struct section {
	const char *name, *text, *path, *heading;
} sections[] = {
#define SEZIONE(name, text, path, heading) { name, text, path, heading },
#include "soggetto/sezioni.def"
#undef SEZIONE
};
#define SECTIONS (sizeof(sections) / sizeof(*sections))

/* Why there is no diary among the sections (SOG-17, AMB-11): said where people look for it. */
#define NO_DIARY "Non si usa qui: questa scheda la vedono tutti i servizi. Scrivi nel diario di una pratica."

static void identity_tag(struct request *rq, int *count, const char *text, const char *kind, const char *icon)
{
	char *at = arena_printf(rq->arena, "Identita.tag.%d", (*count)++);

	page_set(rq->page, arena_printf(rq->arena, "%s.testo", at), text);
	page_set(rq->page, arena_printf(rq->arena, "%s.tipo", at), kind);
	page_set(rq->page, arena_printf(rq->arena, "%s.icona", at), icon);
}

static void fill_identity(struct request *rq, const struct q_soggetto_vedi *person)
{
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));
	int age = soggetto_age(person->data_nascita, today), tags = 0;
	bool female = *person->sesso == 'F';

	page_setf(rq->page, "Identita.titolo", "%s %s", person->cognome, person->nome);
	if (person->data_decesso)
		identity_tag(rq, &tags, female ? "Deceduta" : "Deceduto", "", "");
	else if (age >= 0 && age < SOGGETTO_ADULT)
		identity_tag(rq, &tags, "Minore", "attesa", "");
	if (person->riservato)
		identity_tag(rq, &tags, female ? "Riservata" : "Riservato", "no", "it-locked");
	if (person->anpr_il)
		identity_tag(rq, &tags, arena_printf(rq->arena, "ANPR %s", italian_date(rq->arena, person->anpr_il)), "ok", "it-check");
	if (person->consenso)
		identity_tag(rq, &tags, "Consenso firmato", "ok", "it-check");
	else
		identity_tag(rq, &tags, "Senza consenso", "attesa", "");
	if (person->altre_schede)
		identity_tag(rq, &tags, person->altre_schede == 1 ? "Ha un’altra scheda" : "Ha altre schede", "info", "it-user");
	page_setf(rq->page, "Identita.dato.0.prima", "%s%s%s",
		  soggetto_born(rq->arena, person->sesso, person->data_nascita, person->data_decesso, today),
		  person->luogo_nascita ? ", a " : "", person->luogo_nascita ? person->luogo_nascita : "");
	if (person->codice_fiscale || person->codice_stp) {
		page_set(rq->page, "Identita.dato.1.testo", person->codice_fiscale ? person->codice_fiscale : person->codice_stp);
		page_set(rq->page, "Identita.dato.1.codice", "1");
		page_set(rq->page, "Identita.dato.1.copia", "1");
	}
	if (person->residenza_comune)
		page_setf(rq->page, "Identita.dato.2.prima", "%s%s%s", person->residenza_indirizzo ? person->residenza_indirizzo : "",
			  person->residenza_indirizzo ? ", " : "", person->residenza_comune);
	if (person->telefono)
		page_set(rq->page, "Identita.dato.3.prima", person->telefono);
	page_flag(rq->page, "Identita.sezioni", true);
}

/* «Altre azioni»: the star (HOM-07), what the person may know (BEY-05), the national register (SOG-03). */
static void fill_actions(struct request *rq, const struct q_soggetto_vedi *person)
{
	struct page *star = page_node(rq->page, "Identita.altra.0");

	page_set(star, "testo", person->preferito ? "Togli dai preferiti" : "Aggiungi ai preferiti");
	page_set(star, "url", person->preferito ? "/preferiti/togli" : "/preferiti");
	page_flag(star, "post", true);
	page_set(star, "nome", "soggetto");
	page_int(star, "valore", person->soggetto_id.v);
	struct page *paper = page_node(rq->page, "Identita.altra.fascicolo");
	page_set(paper, "testo", "Stampa il fascicolo (PDF)");
	page_setf(paper, "url", "/soggetti/%lld/fascicolo", (long long)person->soggetto_id.v);
	if (session_may(rq->session, DIRITTO_ACCESSO)) {
		struct page *right = page_node(rq->page, "Identita.altra.1");
		page_set(right, "testo", "Diritto di accesso (GDPR)");
		page_setf(right, "url", "/soggetti/%lld/diritto-accesso", (long long)person->soggetto_id.v);
	}
	if (session_may(rq->session, DOPPIONI)) {
		struct page *same = page_node(rq->page, "Identita.altra.3");
		page_set(same, "testo", "Segnala un’altra scheda");
		page_setf(same, "url", "/soggetti/%lld/doppione", (long long)person->soggetto_id.v);
	}
	if (setting_bool("pdnd") && session_may(rq->session, ANPR_INTERROGA) && person->codice_fiscale) {
		struct page *register_ = page_node(rq->page, "Identita.altra.2");
		page_set(register_, "testo", "Controlla in ANPR");
		page_setf(register_, "url", "/anpr?soggetto=%lld", (long long)person->soggetto_id.v);
	}
}

/* ---- sections ---- */

static const char *section_url(struct request *rq, soggetto_id id, const struct section *section)
{
	return arena_printf(rq->arena, "/soggetti/%lld%s", (long long)id.v, section->path);
}

static void fill_sections(struct request *rq, soggetto_id id, const struct q_soggetto_conteggi *counts, size_t count, const char *here)
{
	page_set(rq->page, "Sezioni.nome", "Sezioni del soggetto");
	for (size_t i = 0; i < SECTIONS; i++) {
		/* economic data are not for every role that sees persons */
		if (strcmp(sections[i].name, "isee") == 0 && !session_may(rq->session, ISEE_LEGGI))
			continue;
		if (strcmp(sections[i].name, "valutazioni") == 0 && !session_may(rq->session, VALUTAZIONE_LEGGI))
			continue; /* VAL-08 */
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Sezioni.voce.%zu", i));
		page_set(node, "testo", sections[i].text);
		page_set(node, "url", section_url(rq, id, &sections[i]));
		page_set(node, "gruppo", sections[i].heading);
		page_flag(node, "corrente", strcmp(sections[i].name, here) == 0);
		for (size_t k = 0; k < count; k++)
			if (strcmp(counts[k].sezione, sections[i].name) == 0 && counts[k].quanti)
				page_int(node, "conta", counts[k].quanti);
	}
	struct page *diary = page_node(rq->page, arena_printf(rq->arena, "Sezioni.voce.%zu", SECTIONS));
	page_set(diary, "testo", "Diario");
	page_set(diary, "spenta", NO_DIARY);
}

static void fill_path(struct request *rq, const struct scheda *person, const char *here)
{
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	for (size_t i = 0; i < SECTIONS; i++) {
		if (strcmp(sections[i].name, here) != 0 || !*sections[i].path)
			continue;
		crumb(rq, person->name, arena_printf(rq->arena, "/soggetti/%lld", (long long)person->id.v));
		crumb(rq, sections[i].text, NULL);
		return;
	}
	crumb(rq, person->name, NULL);
}

struct error *soggetto_open(struct request *rq, const char *section, struct scheda **out)
{
	struct scheda *person = arena_alloc(rq->arena, sizeof(*person));
	struct q_soggetto_conteggi *counts;
	size_t count;
	bool found, asked;

	*out = NULL;
	*person = (struct scheda){ .id = PATH_ID(rq, soggetto) };
	TRY(q_soggetto_vedi(rq->db, person->id, &person->row, &found));
	if (!found) /* reserved for others, or no such person: the same answer */
		return error_raise(ERR_NOT_FOUND, "no such person for this operator");
	person->name = arena_printf(rq->arena, "%s %s", person->row.cognome, person->row.nome);
	TRY(soggetto_ask_purpose(rq, person->id, person->name, &asked));
	if (asked)
		return NULL;
	TRY(q_soggetto_conteggi(rq->db, person->id, &counts, &count));
	person->may_write = session_may(session_of(rq), SOGGETTO_SCRIVI);
	fill_identity(rq, &person->row);
	fill_actions(rq, &person->row);
	fill_sections(rq, person->id, counts, count, section);
	fill_path(rq, person, section);
	page_int(rq->page, "Soggetto.id", person->id.v);
	page_set(rq->page, "Soggetto.nome", person->name);
	page_flag(rq->page, "Soggetto.scrive", person->may_write);
	page_flag(rq->page, "Soggetto.riservato", person->row.riservato);
	audit(rq, "apri", "soggetto", person->id.v, person->id.v);
	*out = person;
	return NULL;
}

struct error *soggetto_open_to_write(struct request *rq, const char *section, struct scheda **out)
{
	TRY(soggetto_open(rq, section, out));
	if (!*out || (*out)->may_write)
		return NULL;
	return forbid(rq,
				"Qui puoi leggere la persona, non cambiarla: dipende dal tuo ruolo o dal servizio in cui sei "
				"entrato. Chiedi a chi la segue, "
				"oppure a chi fa da referente nel tuo servizio.", "this role changes no persons here");
}

struct error *soggetto_conflict(struct request *rq, const struct scheda *person, const char *table, int64_t row_id, struct form *theirs,
				int64_t version, const char *cancel)
{
	struct q_soggetto_riga_salvata_da last;
	bool found;

	TRY(q_soggetto_riga_salvata_da(rq->db, person->id, table, row_id, &last, &found));
	page_set(rq->page, "Conflitto.chi", found && last.chi ? last.chi : "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", found ? italian_instant(rq->arena, last.quando, (int64_t)time(NULL)) : "nel frattempo");
	form_conflict_to_page(rq->form, theirs, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", cancel);
	page_int(rq->page, "Conflitto.versione", version);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi i dati della persona sono cambiati");
}
