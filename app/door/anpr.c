/*
 * Questions to ANPR and to the tax register.  Shapes of the messages: OpenAPI of C001 and C021,
 * issues of the archive italia/anpr; of the VCF general knowledge: the page of the e-service on PDND
 * is to be compared before the first call.
 */
#include "door/anpr.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "door/jose.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#define VALUE_LONGEST 200 /* a text of an answer that is longer is none of ours */
#define CITIZENSHIPS_MOST 10
#define HOUSEHOLD_MOST 60  /* a household of the register; a convivenza has its own sheet */

static const struct {
	const char *code, *name;
} services[] = {
	{ "C030", "C030-servizioAccertamentoIdUnicoNazionale" },
	{ "C015", "C015-servizioAccertamentoGeneralita" },
	{ "C016", "C016-servizioAccertamentoDichDecesso" },
	{ "C018", "C018-servizioAccertamentoCittadinanza" },
	{ "C020", "C020-servizioAccertamentoResidenza" },
	{ "C021", "C021-servizioAccertamentoStatoFamiglia" },
};

/* ---- asking ---- */

static void release(void *json)
{
	json_decref(json);
}

static const char *address(struct arena *arena, const char *code)
{
	for (size_t i = 0; i < sizeof(services) / sizeof(*services); i++)
		if (strcmp(services[i].code, code) == 0)
			return arena_printf(arena, "%s/%s%s/v1/anpr-service-e002", setting_text("anpr_url"), services[i].name,
					    setting_text("anpr_name_suffix"));
	return "";
}

/* At most 30 letters and digits, never the same twice. */
static const char *operation_number(struct arena *arena)
{
	time_t now = time(NULL);
	struct tm day;
	char stamp[16] = "";
	unsigned char random[8];

	if (gmtime_r(&now, &day))
		strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &day);
	randombytes_buf(random, sizeof(random));
	return arena_printf(arena, "%s%s", stamp, text_hex(arena, random, sizeof(random)));
}

static json_t *message(struct arena *arena, const struct anpr_question *question, const char *code, const char *id_anpr)
{
	json_t *root = json_pack("{s:s, s:{s:s}, s:{s:s, s:s, s:s}}", "idOperazioneClient", operation_number(arena), "criteriRicerca",
				 id_anpr ? "idANPR" : "codiceFiscale", id_anpr ? id_anpr : question->codice_fiscale, "datiRichiesta",
				 "dataRiferimentoRichiesta", question->today, "motivoRichiesta", question->reason, "casoUso", code);

	arena_hook(arena, release, root);
	return root;
}

/* ---- reading ---- */

/* Follow a path of names («generalita.luogoNascita.comune») down objects. */
static json_t *at(json_t *node, const char *path)
{
	char name[64];

	while (node && *path) {
		size_t size = strcspn(path, ".");
		if (size >= sizeof(name))
			return NULL;
		memcpy(name, path, size);
		name[size] = '\0';
		node = json_object_get(node, name);
		path += size + (path[size] == '.');
	}
	return node;
}

/* A text, or a number as text; NULL if it is missing, empty or absurdly long. */
static const char *text_at(struct arena *arena, json_t *node, const char *path)
{
	json_t *value = at(node, path);

	if (json_is_integer(value))
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	const char *text = json_string_value(value);
	text = text ? text_trim(arena, text) : NULL;
	return text && *text && strlen(text) <= VALUE_LONGEST ? text : NULL;
}

static void put(json_t *into, const char *name, const char *value)
{
	if (value)
		json_object_set_new(into, name, json_string(value));
}

static bool is_date(const char *text)
{
	static const char shape[] = "9999-99-99";

	if (!text || strlen(text) < strlen(shape))
		return false;
	for (size_t i = 0; shape[i]; i++)
		if (shape[i] == '9' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
			return false;
	return true;
}

/* «2001-05-02», also of an instant. */
static const char *date_at(struct arena *arena, json_t *node, const char *path)
{
	const char *text = text_at(arena, node, path);

	return is_date(text) ? arena_strndup(arena, text, 10) : NULL;
}

static bool is_set(struct arena *arena, json_t *node, const char *path)
{
	const char *text = text_at(arena, node, path);

	return json_is_true(at(node, path)) || (text && (strcmp(text, "true") == 0 || strcmp(text, "S") == 0 || strcmp(text, "1") == 0));
}

static void read_birth(struct arena *arena, json_t *g, json_t *into)
{
	put(into, "data_nascita", date_at(arena, g, "dataNascita"));
	/* the day, or day and month, are conventional: to be shown, never taken in silence */
	if (is_set(arena, g, "senzaGiornoMese"))
		put(into, "data_incerta", "giorno e mese");
	else if (is_set(arena, g, "senzaGiorno"))
		put(into, "data_incerta", "giorno");
	put(into, "nascita_comune", text_at(arena, g, "luogoNascita.comune.nomeComune"));
	put(into, "nascita_istat", text_at(arena, g, "luogoNascita.comune.codiceIstat"));
	put(into, "nascita_provincia", text_at(arena, g, "luogoNascita.comune.siglaProvinciaIstat"));
	put(into, "nascita_stato", text_at(arena, g, "luogoNascita.localita.descrizioneStato"));
	put(into, "nascita_stato_istat", text_at(arena, g, "luogoNascita.localita.codiceStato"));
}

static void read_person(struct arena *arena, json_t *g, json_t *into)
{
	if (!json_is_object(g))
		return;
	put(into, "codice_fiscale", text_at(arena, g, "codiceFiscale.codFiscale"));
	put(into, "validita_cf", text_at(arena, g, "codiceFiscale.validitaCF"));
	put(into, "cognome", is_set(arena, g, "senzaCognome") ? NULL : text_at(arena, g, "cognome"));
	put(into, "nome", is_set(arena, g, "senzaNome") ? NULL : text_at(arena, g, "nome"));
	put(into, "sesso", text_at(arena, g, "sesso"));
	read_birth(arena, g, into);
}

/* «VIA DELLE PROVE 3/A, scala B, interno 4» */
static const char *street(struct arena *arena, json_t *address_node)
{
	const char *kind = text_at(arena, address_node, "toponimo.specie"), *name = text_at(arena, address_node, "toponimo.denominazioneToponimo");
	const char *number = text_at(arena, address_node, "numeroCivico.numero"), *letter = text_at(arena, address_node, "numeroCivico.lettera");
	const char *stair = text_at(arena, address_node, "numeroCivico.civicoInterno.scala");
	const char *flat = text_at(arena, address_node, "numeroCivico.civicoInterno.interno1");

	if (!name)
		return NULL;
	struct text *out = text_new(arena);
	text_addf(out, "%s%s%s", kind ? kind : "", kind ? " " : "", name);
	if (number)
		text_addf(out, " %s%s%s", number, letter ? "/" : "", letter ? letter : "");
	if (stair)
		text_addf(out, ", scala %s", stair);
	if (flat)
		text_addf(out, ", interno %s", flat);
	return out->data;
}

/* The first address of residence (type 1 of anpr-tipi-indirizzo.csv, or the only one). */
static void read_residence(struct arena *arena, json_t *list, json_t *into)
{
	json_t *chosen = json_array_get(list, 0), *one;
	size_t index;

	json_array_foreach(list, index, one)
	{
		const char *kind = text_at(arena, one, "tipoIndirizzo");
		if (kind && strcmp(kind, "1") == 0) {
			chosen = one;
			break;
		}
	}
	if (!chosen)
		return;
	put(into, "residenza_comune", text_at(arena, chosen, "indirizzo.comune.nomeComune"));
	put(into, "residenza_istat", text_at(arena, chosen, "indirizzo.comune.codiceIstat"));
	put(into, "residenza_provincia", text_at(arena, chosen, "indirizzo.comune.siglaProvinciaIstat"));
	put(into, "residenza_cap", text_at(arena, chosen, "indirizzo.cap"));
	put(into, "residenza_indirizzo", street(arena, at(chosen, "indirizzo")));
	put(into, "residenza_dal", date_at(arena, chosen, "dataDecorrenzaResidenza"));
	json_t *abroad = at(chosen, "localitaEstera");
	if (!json_is_object(abroad))
		return;
	const char *town = text_at(arena, abroad, "indirizzoEstero.localita.descrizioneLocalita");
	const char *state = text_at(arena, abroad, "indirizzoEstero.localita.descrizioneStato");
	put(into, "residenza_estera", arena_printf(arena, "%s%s%s", town ? town : "", town && state ? ", " : "", state ? state : ""));
}

static void read_citizenships(struct arena *arena, json_t *list, json_t *into)
{
	json_t *found = json_array(), *one;
	size_t index;

	json_array_foreach(list, index, one)
	{
		const char *state = text_at(arena, one, "descrizioneStato");
		if (!state || json_array_size(found) == CITIZENSHIPS_MOST)
			continue;
		json_t *row = json_object();
		put(row, "stato", state);
		put(row, "stato_istat", text_at(arena, one, "codiceStato"));
		json_array_append_new(found, row);
	}
	if (json_array_size(found))
		json_object_set(into, "cittadinanze", found);
	json_decref(found);
}

static void read_death(struct arena *arena, json_t *person, json_t *into)
{
	const char *day = date_at(arena, person, "datiDecesso.dataEvento");

	put(into, "data_decesso", day ? day : date_at(arena, person, "datiDecesso.dataDecesso"));
}

/* «Verifica esistenza in vita»: S, N, or A where the datum is absent. */
static void read_alive(struct arena *arena, json_t *list, json_t *into)
{
	json_t *one;
	size_t index;

	json_array_foreach(list, index, one)
	{
		const char *key = text_at(arena, one, "chiave"), *value = text_at(arena, one, "valore");
		if (key && value && strstr(key, "esistenza in vita"))
			put(into, "in_vita", value);
	}
}

bool anpr_read(struct arena *arena, json_t *answer, const char *codice_fiscale, json_t *into)
{
	json_t *list = at(answer, "listaSoggetti.datiSoggetto"), *person = json_array_get(list, 0);
	const char *other = text_at(arena, person, "generalita.codiceFiscale.codFiscale");

	/* by a code one person is meant: two, or another, are no answer */
	if (json_array_size(list) != 1 || !json_is_object(person) || (codice_fiscale && other && strcmp(codice_fiscale, other) != 0))
		return false;
	put(into, "id_anpr", text_at(arena, person, "identificativi.idANPR"));
	read_person(arena, at(person, "generalita"), into);
	put(into, "stato_civile", text_at(arena, person, "statoCivile.statoCivile"));
	read_residence(arena, at(person, "residenza"), into);
	read_citizenships(arena, at(person, "cittadinanza"), into);
	read_death(arena, person, into);
	read_alive(arena, at(person, "infoSoggettoEnte"), into);
	return true;
}

bool anpr_read_household(struct arena *arena, json_t *answer, const char *codice_fiscale, json_t *into)
{
	json_t *list = at(answer, "listaSoggetti.datiSoggetto"), *family = json_array(), *one;
	size_t index;
	bool among = false;

	json_array_foreach(list, index, one)
	{
		json_t *member = json_object();
		read_person(arena, at(one, "generalita"), member);
		put(member, "legame", text_at(arena, one, "legameSoggetto.codiceLegame"));
		put(member, "legame_dal", date_at(arena, one, "legameSoggetto.dataDecorrenza"));
		read_death(arena, one, member);
		const char *code = json_string_value(json_object_get(member, "codice_fiscale"));
		among = among || (code && strcmp(code, codice_fiscale) == 0);
		json_array_append_new(family, member);
	}
	/* of others, or longer than any household: no answer to what was asked */
	among = among && json_array_size(family) <= HOUSEHOLD_MOST;
	if (among)
		json_object_set(into, "famiglia", family);
	json_decref(family);
	return among;
}

enum anpr_outcome anpr_refusal(struct arena *arena, json_t *answer, const char **text)
{
	json_t *first = json_array_get(json_object_get(answer, "listaErrori"), 0);
	const char *code = text_at(arena, first, "codiceErroreAnomalia");

	*text = text_at(arena, first, "testoErroreAnomalia");
	if (!code)
		return ANPR_FAULT;
	if (strcmp(code, "EN214") == 0)
		return ANPR_BUSY;
	if (strcmp(code, "EN122") != 0 && strcmp(code, "EN130") != 0)
		return ANPR_FAULT;
	return *text && strstr(*text, "cancellato") ? ANPR_CANCELLED : ANPR_UNKNOWN;
}

/* ---- one lookup ---- */

struct lookup {
	struct arena *arena;
	const struct anpr_question *question;
	struct anpr_result *result;
	json_t *data;
	struct text *operations;
	int64_t until; /* second of the clock */
};

static bool read_answer(struct lookup *l, const char *code, json_t *answer)
{
	if (strcmp(code, "C021") == 0)
		return anpr_read_household(l->arena, answer, l->question->codice_fiscale, l->data);
	return anpr_read(l->arena, answer, l->question->codice_fiscale, l->data);
}

/* One service; true if the person is known to it and was read. */
static struct error *step(struct lookup *l, const char *code, bool *read)
{
	struct arena *arena = l->arena;
	const char *url = address(arena, code), *audience = pdnd_listed(arena, setting_text("anpr_audiences"), code);
	const char *id_anpr = json_string_value(json_object_get(l->data, "id_anpr"));
	struct pdnd_service service = {
		.code = code, .url = url, .audience = audience ? audience : pdnd_anpr_audience(arena, url),
		.purpose = pdnd_listed(arena, setting_text("anpr_purposes"), code), .operator = l->question->operator, .until = l->until,
	};
	struct pdnd_answer answer;

	*read = false;
	TRY(pdnd_call(arena, &service, message(arena, l->question, code, id_anpr), &answer));
	l->result->milliseconds += answer.milliseconds;
	const char *operation = text_at(arena, answer.body, "idOperazioneANPR");
	text_addf(l->operations, "%s%s %s", l->operations->size ? ", " : "", code, operation ? operation : "-");
	l->result->outcome = ANPR_FAULT;
	l->result->fault = answer.fault;
	if (answer.fault != PDND_FINE)
		return NULL;
	if (answer.status == 404) {
		l->result->outcome = anpr_refusal(arena, answer.body, &l->result->text);
		if (l->result->outcome == ANPR_FAULT)
			l->result->fault = PDND_GARBAGE;
		return NULL;
	}
	*read = read_answer(l, code, answer.body);
	l->result->fault = *read ? PDND_FINE : PDND_GARBAGE;
	l->result->outcome = *read ? ANPR_FOUND : ANPR_FAULT;
	return NULL;
}

static bool wanted(struct arena *arena, const char *code)
{
	return pdnd_listed(arena, setting_text("anpr_purposes"), code) != NULL;
}

/* Another service about somebody who was found, if it is ours to ask.  That it has nothing (who lives in a
 * convivenza has no household) takes nothing away from what the others said. */
static struct error *further(struct lookup *l, const char *code)
{
	bool read;

	if (l->result->outcome != ANPR_FOUND || !wanted(l->arena, code))
		return NULL;
	TRY(step(l, code, &read));
	if (l->result->outcome == ANPR_UNKNOWN) {
		l->result->outcome = ANPR_FOUND;
		l->result->text = NULL;
	}
	return NULL;
}

static struct error *steps(struct lookup *l)
{
	bool read;

	if (!json_object_get(l->data, "id_anpr")) {
		TRY(step(l, "C030", &read));
		if (!read)
			return NULL;
	}
	if (!json_object_get(l->data, "id_anpr")) {
		l->result->outcome = ANPR_FAULT;
		l->result->fault = PDND_GARBAGE;
		return NULL;
	}
	TRY(step(l, "C015", &read));
	TRY(further(l, "C018"));
	TRY(further(l, "C020"));
	if (l->question->household)
		TRY(further(l, "C021"));
	const char *alive = json_string_value(json_object_get(l->data, "in_vita"));
	return alive && *alive == 'N' ? further(l, "C016") : NULL;
}

struct error *anpr_ask(struct arena *arena, const struct anpr_question *question, struct anpr_result *result)
{
	struct lookup lookup = { arena, question, result, json_object(), text_new(arena), (int64_t)time(NULL) + ANPR_SECONDS };

	*result = (struct anpr_result){ .outcome = ANPR_FAULT };
	arena_hook(arena, release, lookup.data);
	put(lookup.data, "id_anpr", question->id_anpr);
	TRY(steps(&lookup));
	result->operations = lookup.operations->data;
	if (result->outcome != ANPR_FOUND)
		return NULL;
	char *data = json_dumps(lookup.data, JSON_COMPACT);
	result->data = arena_strdup(arena, data);
	free(data);
	return NULL;
}

/* ---- the tax register ---- */

enum vcf_outcome vcf_read(json_t *answer, const char *codice_fiscale, const char **text)
{
	json_t *valid = json_object_get(answer, "valido");
	const char *code = json_string_value(json_object_get(answer, "codiceFiscale"));

	*text = json_string_value(json_object_get(answer, "messaggio"));
	if (!json_is_boolean(valid) || !code || strcmp(code, codice_fiscale) != 0)
		return VCF_FAULT;
	return json_is_true(valid) ? VCF_VALID : VCF_NOT_VALID;
}

struct error *vcf_ask(struct arena *arena, const struct anpr_question *question, struct vcf_result *result)
{
	const char *url = setting_text("vcf_url"), *audience = setting_text("vcf_audience"), *purpose = setting_text("vcf_purpose");
	struct pdnd_service service = { .code = "VCF", .url = url, .audience = *audience ? audience : url, .purpose = *purpose ? purpose : NULL,
					.operator = question->operator };
	json_t *request = json_pack("{s:s}", "codiceFiscale", question->codice_fiscale);
	struct pdnd_answer answer;

	*result = (struct vcf_result){ .outcome = VCF_FAULT };
	arena_hook(arena, release, request);
	TRY(pdnd_call(arena, &service, request, &answer));
	result->milliseconds = answer.milliseconds;
	result->fault = answer.fault;
	if (answer.fault != PDND_FINE)
		return NULL;
	result->outcome = answer.status == 404 ? VCF_NOT_VALID : vcf_read(answer.body, question->codice_fiscale, &result->text);
	if (result->outcome == VCF_FAULT)
		result->fault = PDND_GARBAGE;
	return NULL;
}
