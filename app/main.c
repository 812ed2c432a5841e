/*
 * siz: one program, several occupations.
 */
#include "anagrafe/anagrafe.h"
#include "base/log.h"
#include "base/settings.h"
#include "comandi/comandi.h"
#include "conti/genera.h"
#include "documento/documento.h"
#include "documento/testo.h"
#include "domanda/domanda.h"
#include "fences.h"
#include "door/mail.h"
#include "http/server.h"
#include "isee/isee.h"
#include "job/job.h"
#include "routes.h"
#include "soggetto/doppioni.h"
#include "soggetto/riservato.h"
#include "spid/spid.h"
#include "stampa/stampa.h"
#include "web/web.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

static struct error *run_web(int count, char **words)
{
	(void)count;
	(void)words;
	struct web_context context = { .site = { routes, route_count } };
	struct server server = {
		.serve = web_serve,
		.context = &context,
		.routes = routes,
		.route_count = route_count,
		.body_limit = setting_int("body_limit"),
		.memory_limit = 256 * 1024,
		.spool = setting_text("spool"),
	};

	TRY(web_start(&context.db));
	TRY(fence_web());
	struct error *err = server_run(&server);
	db_close(context.db);
	return err;
}

/* What the queue's worker can do: a kind, and the function that does it. */
static const struct job_kind job_kinds[] = {
	{ .name = "posta", .run = mail_job, .outside = true, .seconds = mail_seconds },
	{ .name = "documento_controllo", .run = documento_controlla, .seconds = documento_controlla_secondi },
	{ .name = "documento_testo", .run = documento_testo, .seconds = documento_controlla_secondi },
	{ .name = "stampa", .run = stampa_lavora, .seconds = stampa_secondi },
	{ .name = "ricevuta", .run = ricevuta_lavora, .seconds = stampa_secondi },
	{ .name = "doppio_riservato", .run = riservato_doppio },
	{ .name = "isee_lettura", .run = isee_leggi, .seconds = isee_leggi_secondi },
	{ .name = "doppioni", .run = doppioni_lavora },
	{ .name = "movimenti", .run = movimenti_lavora },
	{ .name = "anpr", .run = anagrafe_lavora, .outside = true, .seconds = anagrafe_secondi },
};

/* `siz job` does everything; `siz job interne` leaves what calls other bodies to `siz job porte`, which
 * so may run under a user of its own that alone may reach them (OS-1). */
static struct error *run_job(int count, char **words)
{
	enum job_part part = JOB_ALL;

	if (count && strcmp(words[0], "interne") == 0)
		part = JOB_INSIDE;
	else if (count && strcmp(words[0], "porte") == 0)
		part = JOB_OUTSIDE;
	else if (count)
		return error_raise(ERR_BAD_REQUEST, "siz job knows «interne» and «porte»");
	page_templates(setting_text("templates"), setting_bool("templates_cache")); /* of prints */
	TRY(fence_job());
	return job_run(job_kinds, sizeof(job_kinds) / sizeof(*job_kinds), part);
}

static const struct command {
	const char *name;
	struct error *(*run)(int count, char **words);
	const char *help;
} commands[] = {
	{ "web", run_web, "FastCGI worker on file descriptor 0" },
	{ "job", run_job, "worker of the queue: mail, checks, prints, seals, reminders" },
	{ "migra", comando_migra, "bring the database to this version" },
	{ "rotte", comando_rotte, "print routes, permissions and roles" },
	{ "verifica", comando_verifica, "examine this installation and the register's seals" },
	{ "operatore", comando_operatore, "create operators, reset passwords, change state, link SPID" },
	{ "avviso", comando_avviso, "open a call to which domande can be sent" },
	{ "chiavi", comando_chiavi, "master keys in use; wrap everything under a new one" },
	{ "importa", comando_importa, "take over a CSV file, and documents, of the archive before SIZ" },
	{ "pagine-spid", comando_pagine_spid, "render the fixed pages of siz-spid into a folder" },
	{ "dati-demo", comando_dati_demo, "load invented people and demonstration accounts" },
};

static int usage(void)
{
	fprintf(stderr, "usage: siz COMMAND [words]\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		fprintf(stderr, "  %-12s %s\n", commands[i].name, commands[i].help);
	return 2;
}

int main(int count, char **words)
{
	if (count < 2)
		return usage();
	prctl(PR_SET_DUMPABLE, 0); /* no core with people's files in it (C-7) */
	if (sodium_init() < 0)
		return 1;
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if (strcmp(words[1], commands[i].name) != 0)
			continue;
		struct error *err = settings_load(NULL);
		if (!err)
			err = commands[i].run(count - 2, words + 2);
		if (!err)
			return 0;
		error_log(err, NULL);
		error_free(err);
		return 1;
	}
	return usage();
}
