/*
 * The door to PDND: its tokens, what it makes of an answer, and whole calls to a stand-in that checks
 * every signature with another library (deploy/prova/pdnd.mjs).
 */
#include "expect.h"

#include "base/settings.h"
#include "door/anpr.h"
#include "door/jose.h"

#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static char folder[] = "/tmp/siz-pdnd-XXXXXX";
static pid_t stand_in;
static int port;

#define SCOPI "C030=8b1c5a1e-0001-4c30-9d00-000000000030 C015=8b1c5a1e-0001-4c15-9d00-000000000015 " \
	"C020=8b1c5a1e-0001-4c20-9d00-000000000020 C016=8b1c5a1e-0001-4c16-9d00-000000000016 " \
	"C018=8b1c5a1e-0001-4c18-9d00-000000000018 C021=8b1c5a1e-0001-4c21-9d00-000000000021"

static void run_and_wait(char *const words[])
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (!child) {
		int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
		dup2(nowhere, STDERR_FILENO);
		execvp(words[0], words);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static const char *in_folder(const char *name)
{
	static char names[8][128];
	static int next;
	char *out = names[next++ % 8];

	snprintf(out, 128, "%s/%s", folder, name);
	return out;
}

static void write_file(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void write_file(const char *name, const char *format, ...)
{
	FILE *file = fopen(in_folder(name), "w");
	va_list words;

	assert_non_null(file);
	va_start(words, format);
	vfprintf(file, format, words);
	va_end(words);
	fclose(file);
}

static void write_settings(const char *more)
{
	write_file("siz.conf", "pdnd = true\npdnd_client_id = siz-prova\npdnd_kid = siz-prova-1\npdnd_key_file = %s\n"
		   "pdnd_provider_key_file = %s\npdnd_token_url = https://localhost:%d/token.oauth2\n"
		   "pdnd_audience = auth.uat.interop.pagopa.it/client-assertion\npdnd_ca_file = %s\npdnd_seconds = 2\n"
		   "anpr_url = https://localhost:%d/govway/rest/in/MinInternoPortaANPR-PDND\n"
		   "vcf_url = https://localhost:%d/govway/rest/in/AgenziaEntrate-PDND/verificaCodiceFiscale/v1/verifica\n"
		   "vcf_purpose = 8b1c5a1e-0001-4cff-9d00-0000000000cf\n%s",
		   in_folder("pdnd.key"), in_folder("fornitore.pub"), port, in_folder("tls.pem"), port, port, more);
	expect_success(settings_load(in_folder("siz.conf")));
}

#define REST "anpr_purposes = " SCOPI "\n"

static int start(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	run_and_wait((char *[]){ "deploy/prova/chiavi", folder, NULL });
	run_and_wait((char *[]){ "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
				 "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", (char *)in_folder("tls.key"), "-out",
				 (char *)in_folder("tls.pem"), NULL });
	write_file("pdnd.json", "{\"pronto\":\"%s\",\"cliente\":\"siz-prova\",\"kid\":\"siz-prova-1\",\"certificato\":\"%s\",\"chiave\":\"%s\","
		   "\"chiave_cliente\":\"%s\",\"chiave_fornitore\":\"%s\",\"persone\":\"deploy/prova/pdnd-persone.json\",\"lentezza\":4,\"scopi\":{"
		   "\"C030\":\"8b1c5a1e-0001-4c30-9d00-000000000030\",\"C015\":\"8b1c5a1e-0001-4c15-9d00-000000000015\","
		   "\"C020\":\"8b1c5a1e-0001-4c20-9d00-000000000020\",\"C016\":\"8b1c5a1e-0001-4c16-9d00-000000000016\","
		   "\"C018\":\"8b1c5a1e-0001-4c18-9d00-000000000018\",\"C021\":\"8b1c5a1e-0001-4c21-9d00-000000000021\","
		   "\"VCF\":\"8b1c5a1e-0001-4cff-9d00-0000000000cf\"}}",
		   in_folder("porta"), in_folder("tls.pem"), in_folder("tls.key"), in_folder("pdnd.pub"), in_folder("fornitore.key"));
	stand_in = fork();
	if (!stand_in) {
		dup2(STDERR_FILENO, STDOUT_FILENO); /* what it refuses, and why */
		execlp("node", "node", "deploy/prova/pdnd.mjs", in_folder("pdnd.json"), NULL);
		_exit(127);
	}
	for (int i = 0; i < 600 && !port; i++) {
		FILE *file = fopen(in_folder("porta"), "r");
		if (file && fscanf(file, "%d", &port) != 1)
			port = 0;
		if (file)
			fclose(file);
		if (!port)
			usleep(50000);
	}
	assert_true(port > 0);
	write_settings(REST);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	kill(stand_in, SIGTERM);
	waitpid(stand_in, NULL, 0);
	run_and_wait((char *[]){ "rm", "-rf", folder, NULL });
	return 0;
}

/* ---- without a network ---- */

static void the_audience_follows_from_the_address(void **state)
{
	assert_string_equal(pdnd_anpr_audience(*state, "https://modipa.anpr.interno.it/govway/rest/in/MinInternoPortaANPR-PDND/"
						       "C030-servizioAccertamentoIdUnicoNazionale/v1/anpr-service-e002"),
			    "https://modipa.anpr.interno.it/govway/rest/in/MinInternoPortaANPR/C030-servizioAccertamentoIdUnicoNazionale/v1");
	assert_string_equal(pdnd_anpr_audience(*state, "https://a.example/b/c"), "https://a.example/b");
}

static void a_list_of_purposes_is_read(void **state)
{
	assert_string_equal(pdnd_listed(*state, "C030=a C015=bb  C020=c", "C015"), "bb");
	assert_string_equal(pdnd_listed(*state, "C030=a C015=bb  C020=c", "C020"), "c");
	assert_null(pdnd_listed(*state, "C030=a", "C03"));
	assert_null(pdnd_listed(*state, "C030=", "C030"));
	assert_null(pdnd_listed(*state, "", "C030"));
}

static const struct pdnd_service service = { "C030", "https://x", "https://aud", "scopo", "U-000231", 0 };

static void the_tracking_evidence_says_who_asks(void **state)
{
	json_t *set = pdnd_tracking_claims(*state, &service, 1774000005);
	const char *nonce = json_string_value(json_object_get(set, "dnonce"));

	assert_string_equal(json_string_value(json_object_get(set, "iss")), "siz-prova");
	assert_string_equal(json_string_value(json_object_get(set, "purposeId")), "scopo");
	assert_string_equal(json_string_value(json_object_get(set, "userID")), "U-000231");
	assert_int_equal(strlen(nonce), 13);
	assert_int_equal(strspn(nonce, "0123456789"), 13);
	assert_int_equal(json_integer_value(json_object_get(set, "iat")), 1774000000);
	assert_int_equal(json_integer_value(json_object_get(set, "exp")), 1774000300);
	assert_string_not_equal(nonce, json_string_value(json_object_get(pdnd_tracking_claims(*state, &service, 1), "dnonce")));
}

static void the_assertion_carries_the_digest_of_the_evidence(void **state)
{
	json_t *digest = json_object_get(pdnd_assertion_claims(*state, &service, "abc", 1774000005), "digest");

	assert_string_equal(json_string_value(json_object_get(digest, "alg")), "SHA256");
	assert_string_equal(json_string_value(json_object_get(digest, "value")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_token_of_another_key_or_algorithm_is_none(void **state)
{
	struct jose_key *key, *public, *other;
	const char *token;
	json_t *set = json_pack("{s:s}", "chi", "io");

	expect_success(jose_private_key(*state, in_folder("pdnd.key"), "k1", &key));
	expect_success(jose_public_key(*state, in_folder("pdnd.pub"), &public));
	expect_success(jose_public_key(*state, in_folder("fornitore.pub"), &other));
	expect_success(jose_sign(*state, key, set, &token));
	json_decref(set);
	assert_string_equal(json_string_value(json_object_get(jose_verify(*state, public, token), "chi")), "io");
	assert_null(jose_verify(*state, other, token));
	char *changed = arena_strdup(*state, token);
	changed[strlen(changed) - 20] = changed[strlen(changed) - 20] == 'A' ? 'B' : 'A';
	assert_null(jose_verify(*state, public, changed));
	/* {"alg":"none"} and {"alg":"HS256"} */
	assert_null(jose_verify(*state, public, "eyJhbGciOiJub25lIn0.eyJjaGkiOiJpbyJ9."));
	assert_null(jose_verify(*state, public, "eyJhbGciOiJIUzI1NiJ9.eyJjaGkiOiJpbyJ9.AAAA"));
	assert_null(jose_verify(*state, public, NULL));
	assert_null(jose_verify(*state, public, "a.b"));
}

static void a_key_that_is_none_is_our_error(void **state)
{
	struct jose_key *key;

	expect_failure(jose_private_key(*state, in_folder("manca"), "k", &key), ERR_BUG);
	expect_failure(jose_private_key(*state, in_folder("pdnd.pub"), "k", &key), ERR_BUG);
	expect_failure(jose_private_key(*state, in_folder("tls.key"), "k", &key), ERR_BUG); /* not RSA */
}

static void every_fault_has_its_sentence(void **state)
{
	(void)state;
	for (int i = PDND_FINE + 1; i < PDND_FAULTS; i++)
		assert_true(strlen(pdnd_sentence((enum pdnd_fault)i)) > 20);
	assert_true(pdnd_is_outage(PDND_SLOW));
	assert_false(pdnd_is_outage(PDND_FORBIDDEN));
}

/* ---- reading ---- */

static json_t *parse(const char *text)
{
	json_t *root = json_loads(text, 0, NULL);

	assert_non_null(root);
	return root;
}

static const char *value(json_t *set, const char *name)
{
	const char *text = json_string_value(json_object_get(set, name));

	return text ? text : "-";
}

static void an_answer_is_read_with_all_that_may_be_missing(void **state)
{
	json_t *whole = parse("{\"idOperazioneANPR\":\"58438306\",\"listaSoggetti\":{\"datiSoggetto\":[{\"generalita\":{\"codiceFiscale\":{"
		"\"codFiscale\":\"PRVGST48C54E648P\",\"validitaCF\":\"9\"},\"cognome\":\"PROVAVERDI\",\"nome\":\"GINESTRA\",\"sesso\":\"F\","
		"\"dataNascita\":\"1948-03-14\",\"senzaGiorno\":\"S\",\"luogoNascita\":{\"comune\":{\"nomeComune\":\"LODI\",\"codiceIstat\":\"098031\","
		"\"siglaProvinciaIstat\":\"LO\"}}},\"residenza\":[{\"tipoIndirizzo\":\"3\"},{\"tipoIndirizzo\":\"1\",\"indirizzo\":{\"cap\":\"26900\","
		"\"comune\":{\"codiceIstat\":\"098031\"},\"toponimo\":{\"specie\":\"VIA\",\"denominazioneToponimo\":\"DELLE PROVE\"},\"numeroCivico\":{"
		"\"numero\":\"3\",\"lettera\":\"A\",\"civicoInterno\":{\"scala\":\"B\",\"interno1\":\"4\"}}},\"dataDecorrenzaResidenza\":\"2001-05-02\"}],"
		"\"identificativi\":{\"idANPR\":\"AA00000AA\"},\"infoSoggettoEnte\":[{\"chiave\":\"Verifica esistenza in vita\",\"valore\":\"N\"}]}]}}");
	json_t *bare = parse("{\"listaSoggetti\":{\"datiSoggetto\":[{}]}}"), *into = json_object(), *empty = json_object();

	assert_true(anpr_read(*state, whole, "PRVGST48C54E648P", into));
	assert_string_equal(value(into, "cognome"), "PROVAVERDI");
	assert_string_equal(value(into, "validita_cf"), "9");
	assert_string_equal(value(into, "data_incerta"), "giorno");
	assert_string_equal(value(into, "residenza_indirizzo"), "VIA DELLE PROVE 3/A, scala B, interno 4");
	assert_string_equal(value(into, "residenza_dal"), "2001-05-02");
	assert_string_equal(value(into, "id_anpr"), "AA00000AA");
	assert_string_equal(value(into, "in_vita"), "N");
	assert_true(anpr_read(*state, bare, NULL, empty));
	assert_int_equal(json_object_size(empty), 0);
	assert_false(anpr_read(*state, whole, "GTTMLL60B54E852H", empty)); /* another person */
	json_decref(whole), json_decref(bare), json_decref(into), json_decref(empty);
}

static void citizenships_are_a_list(void **state)
{
	json_t *root = parse("{\"listaSoggetti\":{\"datiSoggetto\":[{\"cittadinanza\":[{\"descrizioneStato\":\"ITALIA\"},{\"codiceStato\":7},"
			     "{\"descrizioneStato\":\"UCRAINA\",\"codiceStato\":\"243\"},3]}]}}");
	json_t *into = json_object();

	assert_true(anpr_read(*state, root, NULL, into));
	json_t *list = json_object_get(into, "cittadinanze");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(value(json_array_get(list, 0), "stato"), "ITALIA");
	assert_string_equal(value(json_array_get(list, 1), "stato_istat"), "243");
	json_decref(root), json_decref(into);
}

#define MEMBER(code, relation) "{\"generalita\":{\"codiceFiscale\":{\"codFiscale\":\"" code "\"},\"cognome\":\"X\"}," \
	"\"legameSoggetto\":{\"codiceLegame\":\"" relation "\",\"dataDecorrenza\":\"2015-03-01\"}}"

static void a_household_is_read_member_by_member(void **state)
{
	json_t *root = parse("{\"listaSoggetti\":{\"datiSoggetto\":[" MEMBER("MRCTLL59L21E852F", "1") "," MEMBER("PPDLNE71B48Z115K", "2") "]}}");
	json_t *into = json_object();

	assert_true(anpr_read_household(*state, root, "PPDLNE71B48Z115K", into));
	json_t *list = json_object_get(into, "famiglia");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(value(json_array_get(list, 1), "legame"), "2");
	assert_string_equal(value(json_array_get(list, 1), "legame_dal"), "2015-03-01");
	assert_string_equal(value(into, "cognome"), "-"); /* nothing of them becomes the person's own */
	json_object_clear(into);
	assert_false(anpr_read_household(*state, root, "GTTMLL60B54E852H", into)); /* a family of others */
	assert_null(json_object_get(into, "famiglia"));
	json_decref(root), json_decref(into);
}

static void an_answer_that_is_none_is_refused(void **state)
{
	static const char *const texts[] = {
		"{}", "{\"listaSoggetti\":[]}", "{\"listaSoggetti\":{\"datiSoggetto\":{}}}", "{\"listaSoggetti\":{\"datiSoggetto\":[]}}",
		"{\"listaSoggetti\":{\"datiSoggetto\":[{},{}]}}", "{\"listaSoggetti\":{\"datiSoggetto\":[1]}}", "{\"listaSoggetti\":null}",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		json_t *root = parse(texts[i]), *into = json_object();
		assert_false(anpr_read(*state, root, NULL, into));
		json_decref(root), json_decref(into);
	}
}

static void what_is_no_date_is_left_out(void **state)
{
	json_t *root = parse("{\"listaSoggetti\":{\"datiSoggetto\":[{\"generalita\":{\"dataNascita\":\"14/03/1948\",\"cognome\":7,\"nome\":\"\"}}]}}");
	json_t *into = json_object();

	assert_true(anpr_read(*state, root, NULL, into));
	assert_string_equal(value(into, "data_nascita"), "-");
	assert_string_equal(value(into, "nome"), "-");
	json_decref(root), json_decref(into);
}

static enum anpr_outcome refusal(void *state, const char *code, const char *text)
{
	json_t *root = json_pack("{s:[{s:s, s:s}]}", "listaErrori", "codiceErroreAnomalia", code, "testoErroreAnomalia", text);
	const char *words;
	enum anpr_outcome outcome = anpr_refusal(state, root, &words);

	json_decref(root);
	return outcome;
}

static void a_refusal_is_known_by_its_code(void **state)
{
	assert_int_equal(refusal(*state, "EN122", "Soggetto non registrato in ANPR"), ANPR_UNKNOWN);
	assert_int_equal(refusal(*state, "EN122", "La richiesta effettuata non produce alcun risultato"), ANPR_UNKNOWN);
	assert_int_equal(refusal(*state, "EN122", "Soggetto cancellato da ANPR"), ANPR_CANCELLED);
	assert_int_equal(refusal(*state, "EN214", "in registrazione"), ANPR_BUSY);
	assert_int_equal(refusal(*state, "EN132", "Campi obbligatori non valorizzati"), ANPR_FAULT);
}

/* ---- whole calls ---- */

static struct anpr_result ask(void *state, const char *code)
{
	struct anpr_question question = { .codice_fiscale = code, .reason = "GEN-2026-00001", .today = "2026-11-28", .operator = "U-12" };
	struct anpr_result result;

	expect_success(anpr_ask(state, &question, &result));
	return result;
}

static void a_resident_is_found_in_steps(void **state)
{
	struct anpr_result result = ask(*state, "MRCTLL59L21E852F");

	assert_int_equal(result.outcome, ANPR_FOUND);
	json_t *data = parse(result.data);
	assert_string_equal(value(data, "cognome"), "MARCHESINI");
	assert_string_equal(value(data, "residenza_istat"), "098035");
	assert_string_equal(value(data, "residenza_indirizzo"), "VIA DELLE ROGGE 3");
	assert_string_equal(value(data, "in_vita"), "S");
	assert_true(strstr(result.operations, "C030 5843") && strstr(result.operations, "C015 5843") && strstr(result.operations, "C020 5843"));
	assert_null(strstr(result.operations, "C016"));
	json_decref(data);
}

static void what_a_further_service_does_not_know_takes_nothing_away(void **state)
{
	struct anpr_question question = { .codice_fiscale = "PRVSLO70A18E648Q", .reason = "x", .today = "2026-11-28", .operator = "U-12", .household = true };
	struct anpr_result result;

	expect_success(anpr_ask(*state, &question, &result));
	assert_int_equal(result.outcome, ANPR_FOUND);
	assert_null(result.text);
	assert_true(strstr(result.operations, "C018 5843") && strstr(result.operations, "C020 5843") && strstr(result.operations, "C021 5843"));
	json_t *data = parse(result.data);
	assert_string_equal(value(data, "cognome"), "PROVA");
	assert_null(json_object_get(data, "cittadinanze"));
	assert_null(json_object_get(data, "famiglia"));
	assert_string_equal(value(data, "residenza_comune"), "-");
	json_decref(data);
}

static void the_household_is_asked_for_only_if_wanted(void **state)
{
	struct anpr_question question = { .codice_fiscale = "MRCTLL59L21E852F", .reason = "x", .today = "2026-11-28", .operator = "U-12" };
	struct anpr_result result = ask(*state, question.codice_fiscale);

	assert_null(strstr(result.operations, "C021"));
	assert_non_null(strstr(result.operations, "C018 5843"));
	question.household = true;
	expect_success(anpr_ask(*state, &question, &result));
	assert_non_null(strstr(result.operations, "C021 5843"));
	json_t *data = parse(result.data);
	assert_int_equal(json_array_size(json_object_get(data, "famiglia")), 3);
	assert_string_equal(value(json_array_get(json_object_get(data, "cittadinanze"), 0), "stato"), "ITALIA");
	json_decref(data);
}

static void a_call_past_its_term_is_given_up_without_asking(void **state)
{
	struct pdnd_service late = { .code = "C030", .url = "https://localhost:1/x", .audience = "x", .purpose = "x", .operator = "U-12", .until = 1 };
	struct pdnd_answer answer;
	json_t *request = parse("{}");

	expect_success(pdnd_call(*state, &late, request, &answer));
	assert_int_equal(answer.fault, PDND_SLOW);
	assert_int_equal(answer.milliseconds, 0);
	json_decref(request);
}

static void a_death_is_asked_about(void **state)
{
	struct anpr_result result = ask(*state, "NGRNGL34D09I815X");

	assert_int_equal(result.outcome, ANPR_FOUND);
	json_t *data = parse(result.data);
	assert_string_equal(value(data, "data_decesso"), "2026-10-30");
	json_decref(data);
}

static void who_is_not_there_is_no_fault(void **state)
{
	assert_int_equal(ask(*state, "RSSMRA80A01H501U").outcome, ANPR_UNKNOWN);
	assert_int_equal(ask(*state, "TSORMS66S11E648Q").outcome, ANPR_CANCELLED);
	assert_int_equal(ask(*state, "RGGNVS73P49E648E").outcome, ANPR_BUSY);
}

static void each_trouble_is_its_fault(void **state)
{
	static const struct { const char *code; enum pdnd_fault fault; } troubles[] = {
		{ "PRVLNT70A01E648K", PDND_SLOW },      { "PRVRRR70A02E648H", PDND_DOWN },
		{ "PRVTPP70A05E648K", PDND_MANY },      { "PRVTNC70A07E648S", PDND_UNREACHABLE },
		{ "PRVNRM70A08E648M", PDND_TOO_LARGE }, { "PRVFRM70A09E648G", PDND_SIGNATURE },
		{ "PRVMRN70A10E648V", PDND_SIGNATURE }, { "PRVVTT70A11E648P", PDND_FORBIDDEN },
		{ "PRVSDT70A13E648M", PDND_UNAUTHORIZED }, { "PRVLTR70A14E648M", PDND_GARBAGE },
		{ "PRVVTU70A15E648D", PDND_GARBAGE },   { "PRVRDN70A16E648N", PDND_REQUEST },
		{ "PRVLST70A17E648U", PDND_GARBAGE },
	};

	for (size_t i = 0; i < sizeof(troubles) / sizeof(*troubles); i++) {
		struct anpr_result result = ask(*state, troubles[i].code);
		assert_int_equal(result.outcome, ANPR_FAULT);
		if (result.fault != troubles[i].fault)
			fail_msg("%s: fault %d, wanted %d", troubles[i].code, result.fault, troubles[i].fault);
		assert_null(result.data);
	}
}

static void what_gets_better_is_tried_again(void **state)
{
	assert_int_equal(ask(*state, "PRVCPT70A04E648T").outcome, ANPR_FOUND); /* 503, then well */
	assert_int_equal(ask(*state, "PRVTTS70A06E648A").outcome, ANPR_FOUND); /* 429 with Retry-After: 1 */
	assert_int_equal(ask(*state, "PRVSDT70A12E648K").outcome, ANPR_FOUND); /* 401, a new voucher */
}

static void the_tax_register_says_yes_and_no(void **state)
{
	struct anpr_question question = { .codice_fiscale = "MRCTLL59L21E852F", .reason = "x", .today = "2026-11-28", .operator = "U-12" };
	struct vcf_result result;

	expect_success(vcf_ask(*state, &question, &result));
	assert_int_equal(result.outcome, VCF_VALID);
	question.codice_fiscale = "RSSMRA80A01H501U";
	expect_success(vcf_ask(*state, &question, &result));
	assert_int_equal(result.outcome, VCF_NOT_VALID);
	question.codice_fiscale = "PRVRRR70A02E648H";
	expect_success(vcf_ask(*state, &question, &result));
	assert_int_equal(result.fault, PDND_DOWN);
}

/* What the other side must refuse, it refuses: a call with one thing wrong is never answered. */
static void a_wrong_message_is_refused_by_the_other_side(void **state)
{
	static const struct { const char *settings; enum pdnd_fault fault; } wrongs[] = {
		{ "pdnd_signature_kid = altro\npdnd_signature_key_file = %s\n" REST, PDND_REQUEST },     /* signed by another key */
		{ "anpr_audiences = C030=https://altrove.example\n" REST, PDND_REQUEST },
		{ "anpr_purposes = C030=8b1c5a1e-0001-4c15-9d00-000000000015 C015=8b1c5a1e-0001-4c15-9d00-000000000015\n", PDND_UNAUTHORIZED },
		{ "anpr_purposes = C030=8b1c5a1e-ffff-4c15-9d00-000000000015\n", PDND_CREDENTIAL },
	};

	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++) {
		char *more = arena_strdup(*state, wrongs[i].settings), *mark = strstr(more, "%s");
		if (mark)
			more = arena_printf(*state, "%.*s%s%s", (int)(mark - more), more, in_folder("fornitore.key"), mark + 2);
		write_settings(more);
		struct anpr_result result = ask(*state, "MRCTLL59L21E852F");
		if (result.fault != wrongs[i].fault)
			fail_msg("%zu: fault %d, wanted %d", i, result.fault, wrongs[i].fault);
	}
	write_settings(REST);
}

static void without_trust_nothing_is_sent(void **state)
{
	struct anpr_result result;

	write_settings(REST "pdnd_loa = LoA2\n");
	write_file("siz.conf", "pdnd = true\npdnd_client_id = siz-prova\npdnd_kid = siz-prova-1\npdnd_key_file = %s\n"
		   "pdnd_token_url = https://localhost:%d/token.oauth2\nanpr_url = https://localhost:%d/x\n" REST, in_folder("pdnd.key"), port, port);
	expect_success(settings_load(in_folder("siz.conf"))); /* the system's authorities do not know that certificate */
	result = ask(*state, "MRCTLL59L21E852F");
	assert_int_equal(result.fault, PDND_UNREACHABLE);
	write_file("siz.conf", "pdnd = false\n");
	expect_success(settings_load(in_folder("siz.conf")));
	assert_int_equal(ask(*state, "MRCTLL59L21E852F").fault, PDND_OFF);
	write_settings(REST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(the_audience_follows_from_the_address), arena_test(a_list_of_purposes_is_read),
		arena_test(the_tracking_evidence_says_who_asks), arena_test(the_assertion_carries_the_digest_of_the_evidence),
		arena_test(a_token_of_another_key_or_algorithm_is_none), arena_test(a_key_that_is_none_is_our_error),
		arena_test(every_fault_has_its_sentence), arena_test(an_answer_is_read_with_all_that_may_be_missing),
		arena_test(an_answer_that_is_none_is_refused), arena_test(what_is_no_date_is_left_out),
		arena_test(a_refusal_is_known_by_its_code), arena_test(a_resident_is_found_in_steps), arena_test(a_death_is_asked_about),
		arena_test(citizenships_are_a_list), arena_test(a_household_is_read_member_by_member),
		arena_test(the_household_is_asked_for_only_if_wanted), arena_test(what_a_further_service_does_not_know_takes_nothing_away),
		arena_test(a_call_past_its_term_is_given_up_without_asking),
		arena_test(who_is_not_there_is_no_fault), arena_test(each_trouble_is_its_fault), arena_test(what_gets_better_is_tried_again),
		arena_test(the_tax_register_says_yes_and_no), arena_test(a_wrong_message_is_refused_by_the_other_side),
		arena_test(without_trust_nothing_is_sent),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
