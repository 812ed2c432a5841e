/*
 * siz dati-demo: services, demonstration accounts, invented people and their cases, from
 * sql/demo/.  All or nothing, in one transaction.  Cases are written as their operators would
 * write them, with the rights of the pages and through the same policies and triggers: what a page
 * may not do, the demonstration data cannot contain.
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "access/password.h"
#include "base/settings.h"
#include "query.h"
#include "soggetto/codice_fiscale.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define PASSWORD "Dimostrazione-2026"

struct demo {
	struct command_run *run;
	struct db *db;
	struct file *files;
	size_t file_count;
	json_t *operators, *persons, *cases;	/* name in the data -> id in the database */
	const char *username, *service; /* who writes now; NULL: the owner */
};

/* ---- reading ----------------------------------------------------------------------------------*/

static void drop(void *json)
{
	json_decref(json);
}

static json_t *keep(struct demo *demo, json_t *json)
{
	arena_hook(demo->run->arena, drop, json);
	return json;
}

static struct error *list_of(struct demo *demo, const char *name, json_t **list)
{
	for (size_t i = 0; i < demo->file_count; i++) {
		json_error_t where;

		if (strcmp(demo->files[i].name, name) != 0)
			continue;
		*list = json_loadb(demo->files[i].data, demo->files[i].size, JSON_REJECT_DUPLICATES,
				   &where);
		if (!*list)
			return error_raise(ERR_BAD_REQUEST, "%s:%d: %s", demo->files[i].path,
					   where.line, where.text);
		keep(demo, *list);
		if (!json_is_array(*list))
			return error_raise(ERR_BAD_REQUEST, "%s is not a list",
					   demo->files[i].path);
		return NULL;
	}
	return error_raise(ERR_NOT_FOUND, "sql/demo/%s is missing", name);
}

static const char *word(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static int64_t number(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* The id that a name of the data got; 0 if the name is NULL. */
static struct error *id_of(const json_t *map, const char *name, int64_t *id)
{
	*id = 0;
	if (!name)
		return NULL;
	*id = json_integer_value(json_object_get(map, name));
	if (!*id)
		return error_raise(ERR_BAD_REQUEST,
				   "the demonstration data name '%s', which is not there", name);
	return NULL;
}

/* As text, in the arena. */
static const char *dump(struct demo *demo, const json_t *json)
{
	size_t size = json_dumpb(json, NULL, 0, JSON_COMPACT);
	char *text = arena_alloc(demo->run->arena, size + 1);

	json_dumpb(json, text, size, JSON_COMPACT);
	return text;
}

/* ---- who writes -------------------------------------------------------------------------------*/

static struct error *write_as_owner(struct demo *demo)
{
	TRY(q_demo_identita_lascia(demo->db));
	demo->username = demo->service = NULL;
	return NULL;
}

/* The operator and service that an entry names, or else those of the case around it. */
static struct error *write_as(struct demo *demo, const json_t *entry, const json_t *around)
{
	const char *username = word(entry, "operatore"),
		   *service = word(entry, "servizio_operatore");

	if (!username)
		username = word(around, "operatore");
	if (!service)
		service = word(around, "servizio_operatore");
	if (!username || !service)
		return error_raise(ERR_BAD_REQUEST,
				   "an entry of the demonstration data does not say who wrote it");
	if (demo->username && strcmp(username, demo->username) == 0 &&
	    strcmp(service, demo->service) == 0)
		return NULL;
	TRY(write_as_owner(demo));
	TRY(q_demo_identita(demo->db, username, service));
	demo->username = username;
	demo->service = service;
	return NULL;
}

/* ---- services and operators -------------------------------------------------------------------*/

static struct error *load_services(struct demo *demo)
{
	int64_t comuni, others;
	json_t *list;

	TRY(q_demo_comuni(demo->db, &comuni));
	if (!comuni)
		return error_raise(
			ERR_NOT_FOUND,
			"the database has no comuni of the Ambito: run `siz migra` first");
	TRY(list_of(demo, "servizi.json", &list));
	TRY(q_demo_servizi(demo->db, dump(demo, list), &others));
	printf("%lld services\n", (long long)(comuni + others));
	return NULL;
}

static struct error *load_operator(struct demo *demo, const json_t *entry, const char *phc)
{
	const char *username = word(entry, "username");
	struct q_operatore_crea made;
	const json_t *place;
	size_t i;

	if (!username)
		return error_raise(ERR_BAD_REQUEST,
				   "an operator of the demonstration data has no username");
	TRY(q_operatore_crea(demo->db, username,
			     arena_printf(demo->run->arena, "%s@example.org", username),
			     word(entry, "cognome"), word(entry, "nome"), word(entry, "telefono"),
			     phc, false, true, true, &made));
	json_object_set_new(demo->operators, username, json_integer(made.operatore_id.v));
	json_array_foreach (json_object_get(entry, "servizi"), i, place)
		TRY(q_operatore_iscrivi(demo->db, made.operatore_id, word(place, "servizio"),
					word(place, "ruolo"),
					json_is_true(json_object_get(place, "responsabile"))));
	return NULL;
}

static struct error *load_operators(struct demo *demo)
{
	const char *phc;
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "operatori.json", &list));
	/* Hashed once: the password is no secret, and a hash takes 64 MiB and a good part of a second. */
	TRY(password_hash(demo->run->arena, PASSWORD, &phc));
	json_array_foreach (list, i, entry)
		TRY(load_operator(demo, entry, phc));
	printf("%zu demonstration accounts\n", json_array_size(list));
	return NULL;
}

/* ---- persons ----------------------------------------------------------------------------------*/

static struct error *load_person(struct demo *demo, json_t *entry)
{
	const char *sex = word(entry, "sesso");
	const struct codice_fiscale_person person = {
		.cognome = word(entry, "cognome"),
		.nome = word(entry, "nome"),
		.sesso = sex ? *sex : '\0',
		.data_nascita = word(entry, "data_nascita"),
		.belfiore = word(entry, "belfiore"),
	};
	char code[CODICE_FISCALE_SIZE];
	struct q_demo_soggetto made;

	if (!word(entry, "motivo_senza_codice")) {
		if (!codice_fiscale_compute(&person, code))
			return error_raise(ERR_BAD_REQUEST,
					   "the codice fiscale of '%s' cannot be computed",
					   word(entry, "chi"));
		json_object_set_new(entry, "codice_fiscale", json_string(code));
	}
	TRY(write_as(demo, entry, NULL));
	TRY(q_demo_soggetto(demo->db, dump(demo, entry), &made));
	if (!json_is_true(json_object_get(entry, "senza_consenso")))
		TRY(q_demo_consenso(demo->db, made.soggetto_id));
	json_object_set_new(demo->persons, word(entry, "chi"), json_integer(made.soggetto_id.v));
	return NULL;
}

static struct error *load_persons(struct demo *demo)
{
	json_t *list, *entry;
	size_t i;

	TRY(list_of(demo, "soggetti.json", &list));
	json_array_foreach (list, i, entry)
		TRY(load_person(demo, entry));
	printf("%zu invented persons\n", json_array_size(list));
	return NULL;
}

/* ---- households -------------------------------------------------------------------------------*/

static struct error *load_member(struct demo *demo, const json_t *household, int64_t head, const json_t *entry)
{
	struct q_demo_nucleo made;
	int64_t person;

	TRY(id_of(demo->persons, word(entry, "chi"), &person));
	TRY(q_demo_nucleo(demo->db, (soggetto_id){ head }, word(household, "tipo"), (soggetto_id){ person }, word(entry, "relazione"),
			  number(entry, "giorni"), word(entry, "motivo"), &made));
	if (word(entry, "esce"))
		TRY(q_demo_nucleo_esce(demo->db, word(entry, "esce"), made.nucleo_componente_id));
	return NULL;
}

static struct error *load_households(struct demo *demo)
{
	const json_t *household, *entry;
	json_t *list;
	size_t i, k;

	TRY(list_of(demo, "nuclei.json", &list));
	json_array_foreach (list, i, household) {
		int64_t head;

		TRY(id_of(demo->persons, word(household, "intestatario"), &head));
		TRY(write_as(demo, household, NULL));
		json_array_foreach (json_object_get(household, "componenti"), k, entry)
			TRY(load_member(demo, household, head, entry));
	}
	printf("%zu households\n", json_array_size(list));
	return NULL;
}

/* ---- cases ------------------------------------------------------------------------------------*/

static struct error *load_assignments(struct demo *demo, const json_t *entry, pratica_id id)
{
	const json_t *one;
	size_t i;

	json_array_foreach (json_object_get(entry, "assegnazioni"), i, one) {
		struct q_demo_assegnazione made;
		int64_t to;

		TRY(id_of(demo->operators, word(one, "a"), &to));
		TRY(write_as(demo, entry, NULL));
		TRY(q_demo_assegnazione(demo->db, id, (operatore_id){ to }, dump(demo, one),
					&made));
		if (!word(one, "risposta"))
			continue;
		TRY(write_as_owner(demo));
		TRY(q_demo_identita(demo->db, word(one, "a"), word(one, "servizio")));
		TRY(q_demo_risposta(demo->db, word(one, "risposta"), word(one, "motivo"),
				    made.assegnazione_id));
	}
	return NULL;
}

static struct error *load_sections(struct demo *demo, const json_t *entry, pratica_id id)
{
	const json_t *one;
	size_t i;

	json_array_foreach (json_object_get(entry, "diario"), i, one) {
		TRY(write_as(demo, one, entry));
		TRY(q_demo_diario(demo->db, id, dump(demo, one)));
	}
	json_array_foreach (json_object_get(entry, "parti"), i, one) {
		TRY(write_as(demo, one, entry));
		TRY(q_demo_parte(demo->db, dump(demo, one), id));
	}
	json_array_foreach (json_object_get(entry, "schede"), i, one) {
		TRY(write_as(demo, one, entry));
		TRY(q_demo_rilevazione(demo->db, id, dump(demo, one)));
	}
	json_array_foreach (json_object_get(entry, "eventi"), i, one) {
		TRY(write_as(demo, one, entry));
		TRY(q_demo_evento(demo->db, id, dump(demo, one)));
	}
	json_array_foreach (json_object_get(entry, "significativi"), i, one) {
		int64_t person;

		TRY(id_of(demo->persons, word(one, "chi"), &person));
		TRY(write_as(demo, one, entry));
		TRY(q_demo_significativo(demo->db, id, (soggetto_id){ person }, dump(demo, one)));
	}
	return NULL;
}

/* A goal of a project with its actions. */
static struct error *load_goal(struct demo *demo, const json_t *entry, const json_t *goal, pratica_id id)
{
	struct q_demo_obiettivo made;
	const json_t *one;
	size_t i;

	TRY(write_as(demo, goal, entry));
	TRY(q_demo_obiettivo(demo->db, id, dump(demo, goal), &made));
	json_array_foreach (json_object_get(goal, "azioni"), i, one) {
		int64_t who = 0;

		if (word(one, "di"))
			TRY(id_of(demo->operators, word(one, "di"), &who));
		TRY(q_demo_azione(demo->db, id, made.progetto_obiettivo_id, (operatore_id){ who }, dump(demo, one)));
	}
	return NULL;
}

static struct error *load_project(struct demo *demo, const json_t *entry, pratica_id id)
{
	const json_t *one;
	size_t i;

	json_array_foreach (json_object_get(entry, "obiettivi"), i, one)
		TRY(load_goal(demo, entry, one, id));
	json_array_foreach (json_object_get(entry, "verifiche"), i, one) {
		struct q_demo_verifica made;

		TRY(write_as(demo, one, entry));
		TRY(q_demo_verifica(demo->db, id, dump(demo, one), &made));
		TRY(q_progetto_esiti_salva(demo->db, made.progetto_verifica_id, dump(demo, json_object_get(one, "esiti")), id));
	}
	return NULL;
}

static struct error *load_acts(struct demo *demo, const json_t *entry, pratica_id id)
{
	const json_t *one;
	size_t i;

	json_array_foreach (json_object_get(entry, "azioni"), i, one) {
		struct q_demo_transizione state;

		TRY(write_as(demo, one, entry));
		TRY(q_demo_transizione(demo->db, word(one, "azione"), number(one, "giorni"),
				       word(one, "motivo"), id, &state));
	}
	json_array_foreach (json_object_get(entry, "richieste"), i, one) {
		TRY(write_as(demo, one, NULL));
		TRY(q_demo_richiesta_accesso(demo->db, id, word(one, "motivo")));
	}
	return NULL;
}

/* What was asked on the case, and the steps of who answered. */
static struct error *load_requests(struct demo *demo, const json_t *entry, pratica_id id)
{
	const json_t *one, *step;
	size_t i, k;

	json_array_foreach (json_object_get(entry, "richieste_fatte"), i, one) {
		struct q_demo_richiesta made;

		TRY(write_as(demo, one, entry));
		TRY(q_demo_richiesta(demo->db, id, dump(demo, one), &made));
		json_array_foreach (json_object_get(one, "passi"), k, step) {
			struct q_demo_richiesta_passo state;

			TRY(write_as(demo, step, NULL));
			TRY(q_demo_richiesta_passo(demo->db, word(step, "azione"), word(step, "testo"), made.richiesta_id, &state));
		}
	}
	return NULL;
}

/* To which cases it is tied; which comes first follows from their kinds. */
static struct error *load_chain(struct demo *demo, const json_t *entry, pratica_id id)
{
	const json_t *one;
	size_t i;

	json_array_foreach (json_object_get(entry, "collegata"), i, one) {
		int64_t before, tied;

		TRY(id_of(demo->cases, json_string_value(one), &before));
		TRY(q_pratica_collega(demo->db, id, (pratica_id){ before }, &tied));
	}
	return NULL;
}

static struct error *load_case(struct demo *demo, const json_t *entry)
{
	struct q_demo_pratica made;
	int64_t person;

	TRY(id_of(demo->persons, word(entry, "titolare"), &person));
	TRY(write_as(demo, entry, NULL));
	TRY(q_demo_pratica(demo->db, (soggetto_id){ person }, dump(demo, entry), &made));
	if (word(entry, "nome"))
		json_object_set_new(demo->cases, word(entry, "nome"), json_integer(made.pratica_id.v));
	TRY(load_chain(demo, entry, made.pratica_id));
	TRY(load_assignments(demo, entry, made.pratica_id));
	TRY(load_sections(demo, entry, made.pratica_id));
	TRY(load_requests(demo, entry, made.pratica_id));
	TRY(load_project(demo, entry, made.pratica_id));
	return error_pass(load_acts(demo, entry, made.pratica_id));
}

static struct error *load_cases(struct demo *demo)
{
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "pratiche.json", &list));
	json_array_foreach (list, i, entry)
		TRY(load_case(demo, entry));
	printf("%zu cases\n", json_array_size(list));
	return NULL;
}

/* ISEE of persons whom the operator follows. */
static struct error *load_isee(struct demo *demo)
{
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "isee.json", &list));
	json_array_foreach (list, i, entry) {
		int64_t person;

		TRY(id_of(demo->persons, word(entry, "chi"), &person));
		TRY(write_as(demo, entry, NULL));
		TRY(q_demo_isee(demo->db, (soggetto_id){ person }, word(entry, "tipo"), word(entry, "valore"), word(entry, "numero"),
				number(entry, "fino")));
	}
	return NULL;
}

/* What was before SIZ has the dates of then: it comes in through a door of its own. */
static struct error *load_archive(struct demo *demo)
{
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "storico.json", &list));
	TRY(write_as_owner(demo));
	json_array_foreach (list, i, entry) {
		struct q_demo_storica made;
		int64_t person;

		TRY(id_of(demo->persons, word(entry, "titolare"), &person));
		TRY(q_demo_storica(demo->db, (soggetto_id){ person }, dump(demo, entry), &made));
	}
	printf("%zu cases of the archive\n", json_array_size(list));
	return NULL;
}

/* ---- money, services rendered, facilities -----------------------------------------------------*/

/* What an entry is; of a case, or of none. */
static const struct {
	const char *act;
	struct error *(*of_case)(struct db *db, pratica_id pratica, const char *entry);
	struct error *(*of_service)(struct db *db, const char *entry);
} activities[] = {
	{ "fondo", NULL, q_demo_fondo },
	{ "fondo_servizio", NULL, q_demo_fondo_servizio },
	{ "assegna", q_demo_assegna, NULL },
	{ "impegno", q_demo_impegno, NULL },
	{ "regola", q_demo_regola, NULL },
	{ "tranche", q_demo_tranche, NULL },
	{ "sospensione", q_demo_sospensione, NULL },
	{ "decurtazione", q_demo_decurtazione, NULL },
	{ "quota", q_demo_quota, NULL },
	{ "movimento", q_demo_movimento, NULL },
	{ "passo", q_demo_passo, NULL },
	{ "elenco", NULL, q_demo_elenco },
	{ "elenco_metti", q_demo_elenco_metti, NULL },
	{ "elenco_paga", NULL, q_demo_elenco_paga },
	{ "fornitore", NULL, q_demo_fornitore },
	{ "tariffa", NULL, q_demo_tariffa },
	{ "prevista", q_demo_prevista, NULL },
	{ "rese", q_demo_rese, NULL },
	{ "mese_prestazioni", q_demo_mese_prestazioni, NULL },
	{ "struttura", NULL, q_demo_struttura },
	{ "struttura_servizio", NULL, q_demo_struttura_servizio },
	{ "posti", NULL, q_demo_posti },
	{ "retta", NULL, q_demo_retta },
	{ "inserimento", q_demo_inserimento, NULL },
	{ "assenza", q_demo_assenza, NULL },
	{ "mese_presenze", q_demo_mese_presenze, NULL },
	{ "spesa", q_demo_spesa, NULL },
};
#define ACTIVITIES (sizeof(activities) / sizeof(activities[0]))

static struct error *load_activity(struct demo *demo, const json_t *entry)
{
	const char *act = word(entry, "cosa");
	size_t which = 0;
	int64_t on;

	while (which < ACTIVITIES && act && strcmp(activities[which].act, act) != 0)
		which++;
	if (!act || which == ACTIVITIES)
		return error_raise(ERR_BAD_REQUEST, "the demonstration data have no act '%s'", act ? act : "");
	TRY(id_of(demo->cases, word(entry, "pratica"), &on));
	TRY(write_as(demo, entry, NULL));
	if (activities[which].of_service)
		return error_pass(activities[which].of_service(demo->db, dump(demo, entry)));
	if (!on)
		return error_raise(ERR_BAD_REQUEST, "the act '%s' of the demonstration data is of no case", act);
	return error_pass(activities[which].of_case(demo->db, (pratica_id){ on }, dump(demo, entry)));
}

/* In the order in which they were done: a movement is authorised before it is paid. */
static struct error *load_activities(struct demo *demo)
{
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "attivita.json", &list));
	json_array_foreach (list, i, entry)
		TRY(load_activity(demo, entry));
	printf("%zu acts on money, services rendered and facilities\n", json_array_size(list));
	return NULL;
}

/* Calls to which one can send. */
static struct error *load_calls(struct demo *demo)
{
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "avvisi.json", &list));
	TRY(write_as_owner(demo));
	json_array_foreach (list, i, entry) {
		struct q_avviso_apri made;

		TRY(q_avviso_apri(demo->db, word(entry, "kind"), word(entry, "servizio"), word(entry, "titolo"),
				  word(entry, "descrizione"), json_is_true(json_object_get(entry, "esterni")), &made));
	}
	printf("%zu calls\n", json_array_size(list));
	return NULL;
}

/* Reports to SELF, sent by operators and looked at by the service. */
static struct error *load_report(struct demo *demo, const json_t *entry)
{
	struct q_demo_domanda made;
	struct q_domanda_invia sent;
	const json_t *step;
	int64_t person;
	size_t i;

	TRY(id_of(demo->persons, word(entry, "titolare"), &person));
	TRY(write_as(demo, entry, NULL));
	TRY(q_demo_domanda(demo->db, dump(demo, json_object_get(entry, "dati")), (soggetto_id){ person }, &made));
	TRY(q_domanda_invia(demo->db, made.domanda_id, &sent));
	if (!json_array_size(json_object_get(entry, "passi")))
		return NULL;
	TRY(write_as_owner(demo));
	TRY(q_demo_identita(demo->db, "referente.self", "self"));
	json_array_foreach (json_object_get(entry, "passi"), i, step) {
		struct q_demo_domanda_passo state;

		TRY(q_demo_domanda_passo(demo->db, word(step, "azione"), number(step, "tra"), word(step, "testo"),
					 made.domanda_id, &state));
	}
	return NULL;
}

static struct error *load_reports(struct demo *demo)
{
	json_t *list;
	const json_t *entry;
	size_t i;

	TRY(list_of(demo, "domande.json", &list));
	json_array_foreach (list, i, entry)
		TRY(load_report(demo, entry));
	printf("%zu reports\n", json_array_size(list));
	return NULL;
}

/* ---- the command ------------------------------------------------------------------------------*/

static struct error *load(struct command_run *run, int count, char **words)
{
	struct demo demo = { .run = run, .db = run->db };
	struct q_operatori_elenco *present;
	size_t operators;

	(void)words;
	if (count)
		return error_raise(ERR_BAD_REQUEST, "usage: siz dati-demo");
	if (!setting_bool("demonstration"))
		return error_raise(ERR_FORBIDDEN,
				   "demonstration data are loaded only with the setting "
				   "demonstration = true: their passwords are known to everybody");
	TRY(q_operatori_elenco(run->db, &present, &operators));
	if (operators)
		return error_raise(ERR_CONFLICT,
				   "this database has %zu operators already: demonstration data go "
				   "only into a new one",
				   operators);
	TRY(command_home());
	TRY(folder_read(run->arena, "sql/demo", ".json", &demo.files, &demo.file_count));
	demo.operators = keep(&demo, json_object());
	demo.persons = keep(&demo, json_object());
	demo.cases = keep(&demo, json_object());
	TRY(db_begin(run->db, false));
	TRY(load_services(&demo));
	TRY(load_operators(&demo));
	TRY(load_calls(&demo));
	TRY(load_persons(&demo));
	TRY(load_households(&demo));
	TRY(load_cases(&demo));
	TRY(load_activities(&demo));
	TRY(load_isee(&demo));
	TRY(load_reports(&demo));
	TRY(load_archive(&demo));
	return error_pass(db_commit(run->db));
}

struct error *comando_dati_demo(int count, char **words)
{
	return error_pass(command_run(load, count, words));
}
