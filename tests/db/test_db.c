/*
 * The room db/ against a real server: the generated functions, the pipeline, errors, lost
 * connections.  Takes the conninfo of a database with tests/db/schema.sql from SIZ_TEST_DB;
 * tests/db/run makes one.  Lists are in test_list.c.
 */
#include "base/arena.h"
#include "query.h"
#include "suite.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct db *db;
struct arena *arena;

int suite_setup(void **state)
{
	(void)state;
	arena = arena_new();
	must(db_open(getenv("SIZ_TEST_DB"), 20000, &db));
	return 0;
}

int suite_teardown(void **state)
{
	(void)state;
	db_close(db);
	arena_free(arena);
	return 0;
}

/* Every test begins with an empty archive. */
int test_setup(void **state)
{
	(void)state;
	arena_reset(arena);
	must(db_start(db, arena));
	must(q_svuota(db));
	must(db_wait(db));
	return 0;
}

void must(struct error *err)
{
	if (err)
		error_log(err, "test");
	assert_null(err);
}

void must_fail(struct error *err, enum error_kind kind)
{
	assert_non_null(err);
	if (error_kind(err) != kind)
		error_log(err, "test");
	assert_int_equal(error_kind(err), kind);
	error_free(err);
}

static soggetto_id new_soggetto(const char *cognome, const char *codice)
{
	struct q_soggetto_nuovo out;

	must(q_soggetto_nuovo(db, cognome, NULL, (soggetto_id){ 0 }, false, 0, NULL,
			      (struct bytes){ NULL, 0 }, codice, &out));
	return out.soggetto_id;
}

static int64_t soggetti(void)
{
	struct q_tutti_i_conti out;

	must(q_tutti_i_conti(db, &out));
	return out.soggetti;
}

/* ---- modes and types ---- */

static void test_values(void **state)
{
	unsigned char *megabyte = arena_alloc(arena, 1 << 20);
	struct q_soggetto_nuovo madre, figlia;
	struct q_soggetto_leggi out;

	(void)state;
	for (int i = 0; i < 1 << 20; i++)
		megabyte[i] = (unsigned char)(i * 7 + i / 256);
	must(q_soggetto_nuovo(db, "D'Amico <b>&\"Rossi", "1950-02-28", (soggetto_id){ 0 }, true, -0,
			      "1200.50", (struct bytes){ megabyte, 1 << 20 }, NULL, &madre));
	must(q_soggetto_nuovo(db, "città $1 :x \\", NULL, madre.soggetto_id, false, 3, NULL,
			      (struct bytes){ (const unsigned char *)"", 0 }, NULL, &figlia));
	must(q_soggetto_leggi(db, madre.soggetto_id, &out));
	assert_string_equal(out.cognome, "D'Amico <b>&\"Rossi");
	assert_string_equal(out.nascita, "1950-02-28");
	assert_string_equal(out.reddito, "1200.50");
	assert_string_equal(out.creato, "2026-05-06 09:20:00.123+02");
	assert_true(out.attivo);
	assert_int_equal(out.madre_soggetto_id.v, 0);
	assert_int_equal(out.foto.size, 1 << 20);
	assert_memory_equal(out.foto.data, megabyte, 1 << 20);
	must(q_soggetto_leggi(db, figlia.soggetto_id, &out));
	assert_string_equal(out.cognome, "città $1 :x \\");
	assert_null(out.nascita);
	assert_null(out.reddito);
	assert_false(out.attivo);
	assert_int_equal(out.figli, 3);
	assert_int_equal(out.madre_soggetto_id.v, madre.soggetto_id.v);
	assert_non_null(out.foto.data); /* empty is not NULL */
	assert_int_equal(out.foto.size, 0);
}

static void test_nulls(void **state)
{
	struct q_soggetto_vuoto out;
	bool found = false;

	(void)state;
	memset(&out, 0xff, sizeof(out));
	must(q_soggetto_vuoto(db, true, &out, &found));
	assert_true(found);
	assert_int_equal(out.numero, 0);
	assert_int_equal(out.soggetto_id.v, 0);
	assert_false(out.attivo);
	assert_null(out.testo);
	assert_null(out.foto.data);
	must(q_soggetto_vuoto(db, false, &out, &found));
	assert_false(found);
}

static void test_modes(void **state)
{
	struct q_soggetto_per_cognome *rows;
	struct q_soggetto_leggi one;
	struct q_id_lungo lungo;
	int64_t touched;
	size_t count;
	bool found;

	(void)state;
	must(q_soggetto_per_cognome(db, "Rossi", &rows, &count));
	assert_int_equal(count, 0);
	assert_null(rows);
	soggetto_id first = new_soggetto("Rossi", NULL);

	for (int i = 0; i < 40; i++)
		new_soggetto("Rossi", NULL);
	must(q_soggetto_per_cognome(db, "Rossi", &rows, &count));
	assert_int_equal(count, 41);
	assert_int_equal(rows[0].soggetto_id.v, first.v);
	assert_int_equal(rows[40].soggetto_id.v, first.v + 40);
	assert_string_equal(rows[40].cognome, "Rossi:no");
	assert_string_equal(rows[40].citato, " :no ");
	assert_string_equal(rows[40].barra, "':no");
	must(q_soggetto_rinomina(db, "Verdi", first));
	must_fail(q_soggetto_rinomina(db, "Verdi", (soggetto_id){ 999999 }), ERR_CONFLICT);
	must(q_soggetto_leggi(db, first, &one));
	assert_string_equal(one.cognome, "Verdi");
	must_fail(q_soggetto_leggi(db, (soggetto_id){ 999999 }, &one), ERR_NOT_FOUND);
	must(q_soggetto_cancella(db, "Rossi", &touched));
	assert_int_equal(touched, 40);
	must(q_soggetto_cancella(db, "Rossi", &touched));
	assert_int_equal(touched, 0);
	must(q_id_lungo(db, (soggetto_pratica_id){ 1 }, &lungo, &found));
	assert_false(found);
	struct q_parole parole;

	must(q_parole(db, "a", "b", "c", "d", "e", first, (soggetto_id){ 0 }, &parole));
	assert_string_equal(parole.insieme, "abcde");
	assert_int_equal(parole.uno_soggetto_id.v, first.v);
	assert_int_equal(parole.altro_soggetto_id.v, 0);
}

/* A sink that writes what it sees. */
struct notes {
	struct row_sink sink;
	struct text *text;
	int64_t ends;
};

static void note_row(struct row_sink *sink, int64_t number)
{
	text_addf(((struct notes *)sink)->text, "|%" PRId64, number);
}

static void note_value(struct row_sink *sink, const char *column, enum value_kind kind, const char *text)
{
	text_addf(((struct notes *)sink)->text, " %s/%d=%s", column, kind, text ? text : "NULL");
}

static void note_end(struct row_sink *sink, int64_t rows)
{
	struct notes *notes = (struct notes *)sink;

	text_addf(notes->text, "|end %" PRId64, rows);
	notes->ends++;
}

static void test_sink(void **state)
{
	struct notes notes = { { note_row, note_value, note_end }, text_new(arena), 0 };
	soggetto_id id = new_soggetto("Bianchi", NULL);

	(void)state;
	must(q_soggetto_mostra(db, "Bianchi", &notes.sink));
	must(q_soggetto_mostra(db, "nessuno", &notes.sink));
	assert_int_equal(notes.text->size, 0); /* only queued */
	must(db_wait(db));
	assert_int_equal(notes.ends, 2);
	assert_string_equal(notes.text->data,
			    arena_printf(arena,
					 "|0 cognome/%d=Bianchi nascita/%d=NULL creato/%d=2026-05-06 "
					 "09:20:00.123+02 reddito/%d=NULL attivo/%d=f figli/%d=0 "
					 "soggetto_id/%d=%" PRId64 " ora/%d=09:20:00|end 1|end 0",
					 VALUE_TEXT, VALUE_DATE, VALUE_INSTANT, VALUE_MONEY, VALUE_BOOL,
					 VALUE_INT, VALUE_INT, id.v, VALUE_TIME));
}

/* ---- errors ---- */

static struct error *wait_after(struct error *err)
{
	return err ? err : db_wait(db);
}

static void must_name(struct error *err, const char *constraint)
{
	assert_non_null(err);
	assert_int_equal(error_kind(err), ERR_CONSTRAINT);
	assert_string_equal(error_detail(err), constraint);
	error_free(err);
}

static void test_constraints(void **state)
{
	soggetto_id id = new_soggetto("Rossi", "RSS");
	struct q_soggetto_nuovo out;

	(void)state;
	must_name(q_soggetto_nuovo(db, "Neri", NULL, id, false, 0, NULL, (struct bytes){ NULL, 0 }, "RSS",
				   &out), "soggetto_codice");
	must_name(q_soggetto_nuovo(db, "Neri", NULL, id, false, -1, NULL, (struct bytes){ NULL, 0 }, NULL,
				   &out), "soggetto_figli");
	must_name(q_soggetto_nuovo(db, "Neri", NULL, (soggetto_id){ 77777 }, false, 1, NULL,
				   (struct bytes){ NULL, 0 }, NULL, &out), "soggetto_madre");
	must_name(wait_after(q_rifiuta(db, "P0001", "regola_nostra")), "regola_nostra");
	must_name(wait_after(q_rifiuta(db, "SZ001", "regola_nostra")), "regola_nostra");
	must_name(wait_after(q_rifiuta(db, "23514", "regola_nostra")), "regola_nostra");
	must_fail(wait_after(q_rifiuta(db, "23514", NULL)), ERR_BUG);
	must_fail(wait_after(q_senza_cognome(db)), ERR_BUG);
}

static void test_kinds(void **state)
{
	static const struct {
		const char *state;
		enum error_kind kind;
	} cases[] = {
		{ "SZ404", ERR_NOT_FOUND }, { "SZ403", ERR_FORBIDDEN }, { "SZ409", ERR_CONFLICT },
		{ "SZ410", ERR_GONE },	    { "SZ401", ERR_SESSION },	{ "40001", ERR_CONFLICT },
		{ "40P01", ERR_CONFLICT },  { "42501", ERR_FORBIDDEN }, { "53300", ERR_BUSY },
		{ "08006", ERR_BUSY },	    { "57P01", ERR_BUSY },	{ "57014", ERR_BUSY },
		{ "55P03", ERR_BUSY },	    { "P0001", ERR_BUG },	{ "XX000", ERR_BUG },
	};
	struct q_data data;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct error *err = wait_after(q_rifiuta(db, cases[i].state, NULL));

		for (const struct error *e = err; e; e = e->below)
			assert_null(strstr(e->text, "Mario")); /* the DETAIL stays with the server */
		must_fail(err, cases[i].kind);
	}
	struct error *err = q_data(db, "Mario Rossi", &data);

	for (const struct error *e = err; e; e = e->below)
		assert_null(strstr(e->text, "Mario"));
	must_fail(err, ERR_BUG);
	must(db_begin(db, true));
	must(q_ruolo(db));
	must(q_riservata(db));
	must_fail(db_wait(db), ERR_FORBIDDEN);
	db_rollback(db);
}

/* ---- pipeline and transactions ---- */

static void test_first_failure(void **state)
{
	struct notes notes = { { note_row, note_value, note_end }, text_new(arena), 0 };
	struct q_tutti_i_conti conti;

	(void)state;
	new_soggetto("Rossi", NULL);
	must(db_begin(db, false));
	must(q_soggetto_mostra(db, "Rossi", &notes.sink));
	must(q_soggetto_tocca(db, "Rossi"));
	must(q_rifiuta(db, "SZ409", NULL));
	must(q_rifiuta(db, "SZ404", NULL));
	must(q_soggetto_mostra(db, "Rossi", &notes.sink));
	must_fail(q_tutti_i_conti(db, &conti), ERR_CONFLICT);
	assert_int_equal(notes.ends, 1);
	assert_true(db_in_transaction(db));
	must_fail(db_commit(db), ERR_BUG); /* never a silent ROLLBACK */
	db_rollback(db);
	assert_false(db_in_transaction(db));
	struct q_soggetto_per_cognome *rows;
	size_t count;

	must(q_soggetto_per_cognome(db, "Rossi", &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(soggetti(), 1);
}

static void test_rollback(void **state)
{
	struct q_soggetto_leggi one;
	soggetto_id id = new_soggetto("Rossi", NULL);

	(void)state;
	must(db_begin(db, false)); /* nothing of this has reached the server */
	must(q_soggetto_tocca(db, "Rossi"));
	db_rollback(db);
	must(q_soggetto_tocca(db, "Rossi")); /* outside a transaction */
	db_rollback(db);
	must(db_begin(db, false)); /* a failure that nobody has read */
	must(q_soggetto_tocca(db, "Rossi"));
	must(q_rifiuta(db, "SZ409", NULL));
	db_rollback(db);
	must(db_begin(db, false)); /* left open: db_start ends it */
	must(q_soggetto_rinomina(db, "Verdi", id));
	must(db_start(db, arena));
	must(q_soggetto_leggi(db, id, &one));
	assert_int_equal(one.figli, 0);
	assert_string_equal(one.cognome, "Rossi");
	must(db_begin(db, false));
	must(q_soggetto_tocca(db, "Rossi"));
	must(db_commit(db));
	assert_false(db_in_transaction(db));
	must(q_soggetto_leggi(db, id, &one));
	assert_int_equal(one.figli, 1);
	assert_true(db_wait_microseconds(db) > 0);
}

static void test_deferred_and_read_only(void **state)
{
	(void)state;
	must(db_begin(db, false));
	must(q_pratica_nuova(db, (soggetto_id){ 4242 }));
	must(db_wait(db));
	must_name(db_commit(db), "pratica_soggetto");
	db_rollback(db);
	must(db_begin(db, true));
	must(q_soggetto_tocca(db, "Rossi"));
	must_fail(db_commit(db), ERR_BUG);
	db_rollback(db);
	must(db_begin(db, true));
	must(db_commit(db));
}

/* More than the buffers of both sides hold, in both directions, before the first reading. */
static void test_full_buffers(void **state)
{
	size_t size = 50000;
	char *long_text = arena_alloc(arena, size + 1);
	struct notes notes = { { note_row, note_value, note_end }, text_new(arena), 0 };

	(void)state;
	memset(long_text, 'x', size);
	must(q_soggetto_tocca(db, long_text));
	new_soggetto(long_text, NULL);
	for (int i = 0; i < 400; i++)
		must(q_soggetto_mostra(db, long_text, &notes.sink));
	must(db_wait(db));
	assert_int_equal(notes.ends, 400);
	assert_true(notes.text->size > 400 * size);
}

/* ---- what goes wrong outside ---- */

static void terminate(int64_t pid)
{
	struct db *other;

	must(db_open(getenv("SIZ_TEST_DB"), 5000, &other));
	must(db_start(other, arena));
	must(q_termina(other, pid));
	must(db_wait(other));
	db_close(other);
}

static void test_lost(void **state)
{
	struct q_processo first, second;
	struct q_tutti_i_conti conti;

	(void)state;
	must(q_processo(db, &first));
	assert_string_equal(first.fuso, "Europe/Rome");
	terminate(first.pid);
	must(q_dormi(db, 0));
	must_fail(db_wait(db), ERR_BUSY);
	must_fail(q_tutti_i_conti(db, &conti), ERR_BUSY);
	must_fail(db_wait(db), ERR_BUSY);
	assert_null(db_connection(db));
	db_rollback(db);
	must(db_start(db, arena)); /* again; what was prepared is prepared again */
	must(q_processo(db, &second));
	assert_int_not_equal(first.pid, second.pid);
	must(db_begin(db, false)); /* in a transaction */
	must(q_processo(db, &first));
	terminate(first.pid);
	must_fail(q_tutti_i_conti(db, &conti), ERR_BUSY);
	assert_false(db_in_transaction(db));
	must_fail(db_commit(db), ERR_BUSY);
	must(db_start(db, arena));
	assert_int_equal(soggetti(), 0);
	must(q_processo(db, &first)); /* while idle: db_start notices */
	terminate(first.pid);
	must(db_start(db, arena));
	must(q_processo(db, &second));
	assert_int_not_equal(first.pid, second.pid);
}

static void test_statement_timeout(void **state)
{
	struct db *hasty;

	(void)state;
	must(db_open(getenv("SIZ_TEST_DB"), 100, &hasty));
	must(db_start(hasty, arena));
	must(q_dormi(hasty, 10));
	must_fail(db_wait(hasty), ERR_BUSY);
	must(q_dormi(hasty, 0));
	must(db_wait(hasty)); /* the connection stands */
	db_close(hasty);
}

/* A server that says nothing at all: its process is stopped. */
static void test_silent_server(void **state)
{
	struct q_processo process;
	struct db *waiting;

	(void)state;
	must(db_open(getenv("SIZ_TEST_DB"), 100, &waiting));
	must(db_start(waiting, arena));
	must(q_processo(waiting, &process));
	assert_int_equal(kill((pid_t)process.pid, SIGSTOP), 0);
	struct error *err = q_processo(waiting, &process);
	int64_t waited = db_wait_microseconds(waiting);

	kill((pid_t)process.pid, SIGCONT);
	must_fail(err, ERR_BUSY);
	assert_in_range(waited, 5000000, 6500000);
	must(db_start(waiting, arena));
	must(q_processo(waiting, &process));
	db_close(waiting);
}

static void test_no_server(void **state)
{
	struct db *none = NULL;

	(void)state;
	must_fail(db_open("host=/nonexistent dbname=x", 100, &none), ERR_BUSY);
	must_fail(db_open("not a conninfo", 100, &none), ERR_BUSY);
	assert_null(none);
}

static void test_schema_changed(void **state)
{
	struct q_pratica_soggetti *rows;
	size_t count;

	(void)state;
	must(q_pratica_soggetti(db, &rows, &count));
	must(q_cambia_tipo(db));
	must(db_wait(db));
	must_fail(q_pratica_soggetti(db, &rows, &count), ERR_BUG);
	must(db_start(db, arena));
	must(q_pratica_soggetti(db, &rows, &count));
}

static void test_connection_for_copy(void **state)
{
	PGconn *connection = db_connection(db);
	PGresult *result = PQexec(connection, "COPY soggetto (cognome) FROM STDIN");

	(void)state;
	assert_int_equal(PQresultStatus(result), PGRES_COPY_IN);
	PQclear(result);
	assert_int_equal(PQputCopyData(connection, "Uno\nDue\n", 8), 1);
	assert_int_equal(PQputCopyEnd(connection, NULL), 1);
	while ((result = PQgetResult(connection)))
		PQclear(result);
	assert_int_equal(soggetti(), 2);
	assert_non_null(db_connection(db));
	assert_int_equal(soggetti(), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_values, test_setup),
		cmocka_unit_test_setup(test_nulls, test_setup),
		cmocka_unit_test_setup(test_modes, test_setup),
		cmocka_unit_test_setup(test_sink, test_setup),
		cmocka_unit_test_setup(test_constraints, test_setup),
		cmocka_unit_test_setup(test_kinds, test_setup),
		cmocka_unit_test_setup(test_first_failure, test_setup),
		cmocka_unit_test_setup(test_rollback, test_setup),
		cmocka_unit_test_setup(test_deferred_and_read_only, test_setup),
		cmocka_unit_test_setup(test_full_buffers, test_setup),
		cmocka_unit_test_setup(test_lost, test_setup),
		cmocka_unit_test_setup(test_statement_timeout, test_setup),
		cmocka_unit_test_setup(test_silent_server, test_setup),
		cmocka_unit_test_setup(test_no_server, test_setup),
		cmocka_unit_test_setup(test_connection_for_copy, test_setup),
		cmocka_unit_test_setup(test_list_pages, test_setup),
		cmocka_unit_test_setup(test_list_filters, test_setup),
		cmocka_unit_test_setup(test_list_refuses, test_setup),
		cmocka_unit_test_setup(test_list_count, test_setup),
		cmocka_unit_test_setup(test_list_function_and_columns, test_setup),
		cmocka_unit_test_setup(test_schema_changed, test_setup),
	};

	return cmocka_run_group_tests_name("db", tests, suite_setup, suite_teardown);
}
