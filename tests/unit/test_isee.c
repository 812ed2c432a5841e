/*
 * The ISEE: its protocol, whether its values fit, and the XML of INPS, also the one that wants to harm
 * (security goal IN-8).
 */
#include "expect.h"

#include "base/text.h"
#include "isee/isee.h"
#include "job/child.h"

#include <jansson.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define TODAY "2026-11-28"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define NS " xmlns=\"http://inps.it/ISEERiforma\""

static void the_protocol_is_written_as_inps_does(void **state)
{
	const char *why = NULL;

	assert_string_equal(isee_protocollo(*state, "INPS-ISEE-2026-00000001A-00", TODAY, &why), "INPS-ISEE-2026-00000001A-00");
	assert_string_equal(isee_protocollo(*state, " inps-isee-2026-0000 0001a ", TODAY, &why), "INPS-ISEE-2026-00000001A-00");
	assert_string_equal(isee_protocollo(*state, "INPS-ISEE-2015-12345678Z-03", TODAY, &why), "INPS-ISEE-2015-12345678Z-03");
}

static void what_is_no_protocol_is_refused(void **state)
{
	static const char *const wrong[] = { "", "INPS-ISER-2026-00000001A-00", "INPS-ISEE-2026-0000001A-00", "INPS-ISEE-2026-00000001A-0", "INPS-ISEE-2014-00000001A-00",
					     "INPS-ISEE-2027-00000001A-00", "INPS-ISEE-2026-00000001A-00X", "INPS-ISEE-2026-000000011-00" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		const char *why = NULL;
		assert_null(isee_protocollo(*state, wrong[i], TODAY, &why));
		assert_non_null(why);
	}
}

static void a_dsu_ends_with_its_year(void **state)
{
	assert_string_equal(isee_fine(*state, "2026-01-20"), "2026-12-31");
	assert_null(isee_fine(*state, NULL));
}

/* ---- the values of a form ---- */

static const struct field_definition fields[] = {
	{ .name = "valore", .label = "Valore", .kind = FIELD_MONEY }, { .name = "protocollo", .label = "Protocollo", .kind = FIELD_TEXT },
	{ .name = "presentata_il", .label = "Presentata", .kind = FIELD_DATE }, { .name = "valida_fino", .label = "Fine", .kind = FIELD_DATE },
	{ .name = "ise", .label = "ISE", .kind = FIELD_MONEY }, { .name = "isr", .label = "ISR", .kind = FIELD_MONEY },
	{ .name = "isp", .label = "ISP", .kind = FIELD_MONEY }, { .name = "scala", .label = "Scala", .kind = FIELD_MONEY },
};
static const struct form_definition definition = { .name = "isee", .title = "ISEE", .version = 1, .fields = fields, .field_count = 8 };

static struct form *typed(struct arena *arena, const char *const values[8])
{
	struct field_value list[8];
	struct fields sent = { .list = list };

	for (size_t i = 0; i < 8; i++)
		if (values[i])
			list[sent.count++] = (struct field_value){ .name = fields[i].name, .value = values[i] };
	struct form *form = form_read(arena, &definition, NULL, &sent);
	isee_controlla(form, TODAY);
	return form;
}

static void values_that_fit_are_not_asked_about(void **state)
{
	assert_true(form_ok(typed(*state, (const char *[8]){ "13.595,92", "INPS-ISEE-2026-00000001A-00", "20/01/2026", "31/12/2026", "21345,60", "19800", "7728", "1,57" })));
	assert_true(form_ok(typed(*state, (const char *[8]){ "13.595,92", NULL, "20/01/2026", "31/12/2026" })));
}

static void values_that_do_not_fit_are(void **state)
{
	/* wrong ISE, wrong ISEE, year of the protocol, end: each only a warning, which asks to confirm */
	assert_false(form_ok(typed(*state, (const char *[8]){ "13595,92", NULL, NULL, NULL, "22345,60", "19800", "7728", NULL })));
	assert_false(form_ok(typed(*state, (const char *[8]){ "15000", NULL, NULL, NULL, "21345,60", NULL, NULL, "1,57" })));
	assert_false(form_ok(typed(*state, (const char *[8]){ "1", "INPS-ISEE-2025-00000001A-00", "20/01/2026", "31/12/2026" })));
	assert_false(form_ok(typed(*state, (const char *[8]){ "1", NULL, "20/01/2026", "31/12/2027" })));
	/* and these are wrong */
	assert_false(form_ok(typed(*state, (const char *[8]){ "1", NULL, "20/01/2026", "19/01/2026" })));
	assert_false(form_ok(typed(*state, (const char *[8]){ "1", NULL, "20/01/2027", NULL })));
	assert_false(form_ok(typed(*state, (const char *[8]){ "1", NULL, NULL, NULL, NULL, NULL, NULL, "9" })));
}

/* ---- the XML ---- */

static struct isee_schema *schema(struct arena *arena)
{
	struct isee_schema *out;

	expect_success(isee_schema_leggi(arena, "conf/schema/isee-riforma.xsd", &out));
	return out;
}

static json_t *read_text(struct arena *arena, const char *text, size_t size)
{
	const char *why = NULL, *read = isee_xml(arena, schema(arena), (const unsigned char *)text, size, &why);

	assert_true((read == NULL) == (why != NULL));
	return read ? json_loads(read, 0, NULL) : NULL;
}

static json_t *read_sample(struct arena *arena, const char *path)
{
	static char text[65536];
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	size_t size = fread(text, 1, sizeof(text), file);
	fclose(file);
	return read_text(arena, text, size);
}

static const char *value(json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "-";
}

static void an_attestation_is_read(void **state)
{
	json_t *read = read_sample(*state, "tests/data/esempio-isee-attestazione.xml"), *first = json_array_get(json_object_get(read, "indicatori"), 0);

	assert_string_equal(value(read, "protocollo"), "INPS-ISEE-2026-00000001A-00");
	assert_string_equal(value(read, "valida_fino"), "2026-12-31");
	assert_string_equal(value(read, "dichiarante"), "PRVGST48C54E648P");
	assert_true(json_is_true(json_object_get(read, "difformita")));
	assert_string_equal(value(first, "tipo"), "ORD");
	assert_string_equal(value(first, "valore"), "13595.92");
	assert_string_equal(value(first, "scala"), "1.57");
	assert_int_equal(json_array_size(json_object_get(read, "componenti")), 2);
	assert_string_equal(value(json_array_get(json_object_get(read, "componenti"), 1), "rapporto"), "F");
	json_decref(read);
}

static void an_indicator_is_read(void **state)
{
	json_t *read = read_sample(*state, "tests/data/esempio-isee-indicatore.xml");

	assert_string_equal(value(json_array_get(json_object_get(read, "indicatori"), 0), "tipo"), "SOC");
	assert_string_equal(value(read, "valida_fino"), "2026-12-31");
	json_decref(read);
}

static void prefixes_do_not_count(void **state)
{
	static const char text[] = HEAD "<q:Indicatore xmlns:q=\"http://inps.it/ISEERiforma\" TipoIndicatore=\"Ordinario\" ISE=\"1.00\" ScalaEquivalenza=\"1.00\" "
		"ISEE=\"1.00\" ISR=\"1.00\" ISP=\"0.00\" ProtocolloDSU=\"INPS-ISEE-2026-00000001A-00\" DataPresentazione=\"2026-01-20\"/>";
	json_t *read = read_text(*state, text, sizeof(text) - 1);

	assert_non_null(read);
	json_decref(read);
}

#define INDICATOR(isee, protocol) HEAD "<Indicatore" NS " TipoIndicatore=\"Ordinario\" ISE=\"1\" ScalaEquivalenza=\"1\" ISEE=\"" isee "\" ISR=\"1\" ISP=\"0\" ProtocolloDSU=\"" \
	protocol "\" DataPresentazione=\"2026-01-20\"/>"

static void what_is_not_that_document_is_refused(void **state)
{
	static const char *const texts[] = {
		"", " ", "{}", "<a/>", HEAD "<Indicatore/>", HEAD "<Indicatore" NS "/>", INDICATOR("1.001", "INPS-ISEE-2026-00000001A-00"),
		INDICATOR("1", "INPS-ISEE-2026-1A-00"), INDICATOR("-1", "INPS-ISEE-2026-00000001A-00"), INDICATOR("NaN", "INPS-ISEE-2026-00000001A-00"),
		HEAD "<EsitoAttestazione" NS "><Ricerca><RicercaProtDSU/></Ricerca></EsitoAttestazione>", "<Indicatore" NS, "\xEF\xBB\xBF",
		"<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE0</a>", "<a>\x01</a>",
		HEAD "<Indicatore xmlns=\"http://altrove.example\"/>",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_null(read_text(*state, texts[i], strlen(texts[i])));
}

static void declarations_are_refused_before_parsing(void **state)
{
	static const char *const texts[] = {
		HEAD "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
		HEAD "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><a>&b;</a>",
		HEAD "<a><!ENTITY x \"y\"></a>", HEAD "<a><![CDATA[x]]></a>",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *why = NULL;
		assert_null(isee_xml(*state, schema(*state), (const unsigned char *)texts[i], strlen(texts[i]), &why));
		assert_non_null(strstr(why, "dichiarazioni"));
	}
}

/* What costs a parser too much is refused at once, with little memory. */
static void refused_quickly(struct arena *arena, const char *text, size_t size)
{
	struct timespec from, to;
	const char *why = NULL;
	struct isee_schema *s = schema(arena);

	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_null(isee_xml(arena, s, (const unsigned char *)text, size, &why));
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_non_null(why);
	assert_true((double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9 < 1.0);
}

static void bombs_are_refused_in_less_than_a_second(void **state)
{
	struct text *depth = text_new(*state), *attributes = text_new(*state), *wide = text_new(*state), *huge = text_new(*state);
	struct text *hidden = text_new(*state);

	for (int i = 0; i < 200000; i++)
		text_add(depth, "<a>");
	refused_quickly(*state, depth->data, depth->size);
	text_add(attributes, "<a");
	for (int i = 0; i < 60000; i++)
		text_addf(attributes, " a%d=\"1\"", i);
	text_add(attributes, "/>");
	refused_quickly(*state, attributes->data, attributes->size);
	text_add(hidden, "<a x=\">\"");
	text_add_bytes(hidden, attributes->data + strlen("<a"), attributes->size - strlen("<a"));
	refused_quickly(*state, hidden->data, hidden->size); /* a '>' in a value ends no tag */
	text_add(wide, "<a>");
	for (int i = 0; i < 100000; i++)
		text_add(wide, "<b/>");
	text_add(wide, "</a>");
	refused_quickly(*state, wide->data, wide->size);
	while (huge->size <= ISEE_XML_LARGEST)
		text_add(huge, "<!-- riempitivo di una riga lunga quanto basta per arrivare presto al limite -->");
	refused_quickly(*state, huge->data, huge->size);
}

/* ---- the limited child ---- */

static const char *count_bytes(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	(void)data;
	return arena_printf(arena, "%s%zu", (const char *)context, size);
}
static const char *break_down(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	(void)arena, (void)data, (void)size, (void)context;
	signal(SIGABRT, SIG_DFL);
	abort();
}
static const char *reach_out(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	(void)data, (void)size, (void)context;
	return arena_printf(arena, "%d %d", open("/tmp/siz-figlio-prova", O_CREAT | O_WRONLY, 0600) >= 0 && write(5, "x", 1) == 1, getuid() == 0);
}

static void the_child_says_what_it_found(void **state)
{
	const char *answer;

	expect_success(child_run_bytes(*state, (struct bytes){ (const unsigned char *)"abc", 3 }, count_bytes, "n", 64, &answer));
	assert_string_equal(answer, "n3");
	expect_success(child_run_bytes(*state, (struct bytes){ (const unsigned char *)"abc", 3 }, break_down, NULL, 64, &answer));
	assert_null(answer);
	expect_success(child_run_bytes(*state, (struct bytes){ (const unsigned char *)"abc", 3 }, count_bytes, "troppo lungo", 4, &answer));
	assert_null(answer);
	expect_success(child_run_bytes(*state, (struct bytes){ (const unsigned char *)"abc", 3 }, reach_out, NULL, 64, &answer));
	unlink("/tmp/siz-figlio-prova");
	assert_true(!answer || strcmp(answer, "0 0") == 0); /* writing a file is its end */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(the_protocol_is_written_as_inps_does), arena_test(what_is_no_protocol_is_refused), arena_test(a_dsu_ends_with_its_year),
		arena_test(values_that_fit_are_not_asked_about), arena_test(values_that_do_not_fit_are), arena_test(an_attestation_is_read),
		arena_test(an_indicator_is_read), arena_test(prefixes_do_not_count), arena_test(what_is_not_that_document_is_refused),
		arena_test(declarations_are_refused_before_parsing), arena_test(bombs_are_refused_in_less_than_a_second),
		arena_test(the_child_says_what_it_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
