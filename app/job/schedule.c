/*
 * The calendar of the queue's worker.  Each line may be done by several workers at once: the
 * database sees to it that nothing is done twice.
 */
#include "job/schedule.h"

#include "base/log.h"
#include "base/settings.h"
#include "query.h"

#include <time.h>

#define READ_AGAIN 2000 /* documents at a time */
#define ASK_AGAIN 20 /* questions to ANPR at a time */

static struct error *seal(struct db *db)
{
	struct q_registro_sigilla row;

	return q_registro_sigilla(db, &row);
}

static struct error *remind(struct db *db)
{
	struct q_promemoria_manda row;
	struct q_isee_promemoria isee;

	TRY(q_promemoria_manda(db, &row));
	TRY(q_isee_promemoria(db, &isee));
	row.mandati += isee.mandati;
	if (row.mandati)
		log_line("event=promemoria count=%lld", (long long)row.mandati);
	struct q_richiesta_promemoria_manda asked;
	TRY(q_richiesta_promemoria_manda(db, &asked));
	if (asked.mandati)
		log_line("event=promemoria_richieste count=%lld", (long long)asked.mandati);
	struct q_identita_promemoria_manda papers;
	TRY(q_identita_promemoria_manda(db, &papers));
	if (papers.mandati)
		log_line("event=promemoria_identita count=%lld", (long long)papers.mandati);
	return NULL;
}

static struct error *clean(struct db *db)
{
	struct q_pulizia *rows;
	struct q_anpr_pulizia answers;
	struct q_isee_pulizia readings;
	size_t count;

	TRY(q_pulizia(db, setting_int("draft_days"), &rows, &count));
	TRY(q_anpr_pulizia(db, &answers));
	TRY(q_isee_pulizia(db, &readings));
	if (answers.svuotate)
		log_line("event=pulizia what=\"risposte di ANPR\" count=%lld", (long long)answers.svuotate);
	for (size_t i = 0; i < count; i++)
		if (rows[i].quante)
			log_line("event=pulizia what=\"%s\" count=%lld", rows[i].cosa, (long long)rows[i].quante);
	return NULL;
}

/* Accounts that nobody has entered for long (ACC-13). */
static struct error *suspend_unused(struct db *db)
{
	struct q_operatori_inattivi row;

	if (!setting_int("account_unused_days"))
		return NULL;
	TRY(q_operatori_inattivi(db, setting_int("account_unused_days"), &row));
	if (row.sospesi)
		log_line("event=accounts_suspended count=%lld", (long long)row.sospesi);
	return NULL;
}

/* The check of a document that gave up (antivirus down for long) begins anew. */
static struct error *check_again(struct db *db)
{
	struct q_documenti_in_attesa row;

	TRY(q_documenti_in_attesa(db, &row));
	if (row.rimessi)
		log_line("event=documents_waiting count=%lld", (long long)row.rimessi);
	return NULL;
}

/* Documents whose words were not read yet, or by older rules. */
static struct error *read_again(struct db *db)
{
	struct q_documenti_da_leggere row;

	TRY(q_documenti_da_leggere(db, READ_AGAIN, &row));
	if (row.chiesti)
		log_line("event=documents_to_read count=%lld", (long long)row.chiesti);
	return NULL;
}

/* Prints past their term lose their key and their bytes. */
static struct error *expire_prints(struct db *db)
{
	struct q_stampe_scadute row;

	TRY(q_stampe_scadute(db, &row));
	if (row.scadute)
		log_line("event=prints_expired count=%lld", (long long)row.scadute);
	return NULL;
}

/* Persons who are followed, whom ANPR has not been asked about for long: a few at a time, so that the
 * door is not crowded (SOG-05). */
static struct error *ask_again(struct db *db)
{
	struct q_anpr_ricontrolla row;

	if (!setting_bool("pdnd") || !setting_int("anpr_recheck_days"))
		return NULL;
	TRY(q_anpr_ricontrolla(db, setting_int("anpr_recheck_days"), ASK_AGAIN, &row));
	if (row.chieste)
		log_line("event=anpr_recheck count=%lld", (long long)row.chieste);
	return NULL;
}

/* The words of the search, counted anew. */
static struct error *count_words(struct db *db)
{
	struct q_ricerca_conta row;

	return q_ricerca_conta(db, &row);
}

/* The night's comparison of persons, when it is time: the work itself is jobs, piece after piece. */
static struct error *begin_doubles(struct db *db)
{
	struct q_doppioni_avvia row;

	TRY(q_doppioni_avvia(db, &row));
	if (row.avviata)
		log_line("event=doppioni begun");
	return NULL;
}

static struct task {
	const char *name;
	int every; /* seconds */
	struct error *(*run)(struct db *db);
	int64_t due; /* milliseconds of the monotonic clock; 0: at once */
} tasks[] = {
	{ .name = "seal", .every = 60, .run = seal },
	{ .name = "remind", .every = 60, .run = remind },
	{ .name = "check", .every = 600, .run = check_again },
	{ .name = "texts", .every = 600, .run = read_again },
	{ .name = "prints", .every = 600, .run = expire_prints },
	{ .name = "clean", .every = 3600, .run = clean },
	{ .name = "unused", .every = 3600, .run = suspend_unused },
	{ .name = "ask_again", .every = 1800, .run = ask_again },
	{ .name = "doubles", .every = 600, .run = begin_doubles },
	{ .name = "words", .every = 86400, .run = count_words },
};

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static struct error *run(struct db *db, struct arena *arena, const struct task *task)
{
	arena_reset(arena);
	TRY(db_start(db, arena));
	TRY(db_begin(db, false));
	TRY(task->run(db));
	return db_commit(db);
}

struct error *schedule_run(struct db *db, struct arena *arena)
{
	for (size_t i = 0; i < sizeof(tasks) / sizeof(*tasks); i++) {
		if (tasks[i].due > now())
			continue;
		struct error *err = run(db, arena, &tasks[i]);
		/* also of a task that could not run now: it must not keep the queue waiting */
		tasks[i].due = now() + (int64_t)tasks[i].every * 1000;
		if (error_is(err, ERR_BUSY))
			return error_pass(err);
		if (err) {
			log_line("event=schedule task=%s failed", tasks[i].name);
			error_log(err, NULL);
			error_free(err);
			db_rollback(db);
		}
	}
	return NULL;
}

int schedule_wait(int most)
{
	int64_t wait = most, instant = now();

	for (size_t i = 0; i < sizeof(tasks) / sizeof(*tasks); i++)
		if (tasks[i].due - instant < wait)
			wait = tasks[i].due - instant;
	return wait < 0 ? 0 : (int)wait;
}
