/*
 * siz-spid: the service provider of SPID.
 *
 * Copyright (C) 2026 the authors of SIZ.  This program links lasso and is free software under the
 * GNU General Public License, version 2 or any later version (saml/LICENSE).
 */
#include "spid.h"

#include "pages.h"

#include "base/fence.h"
#include "base/log.h"
#include "base/settings.h"
#include "http/server.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#define BODY_LIMIT (640 * 1024) /* 256 KiB in Base64, percent-encoded at worst */

static struct error *start(struct web *web, struct arena *arena)
{
	sp_from_settings(arena, &web->sp);
	TRY(sp_key(&web->sp));
	TRY(pages_load(setting_text("spid_pages")));
	TRY(file_text(arena, setting_text("spid_metadata_file"), &web->metadata));
	return error_pass(db_open(setting_text("database_spid"), (int)setting_int("statement_timeout_ms"), &web->db));
}

/* Sanitizers start a process of their own at the end. */
#ifdef __SANITIZE_ADDRESS__
#define ALONE FENCE_NO_PROGRAMS
#else
#define ALONE (FENCE_NO_PROGRAMS | FENCE_NO_PROCESSES)
#endif

/* Where hostile XML is read nothing else can be reached (OS-2): pages, key and metadata are in memory by
 * now, what is left are the logos, the spool of large messages and the database. */
static struct error *fence_in(void)
{
	bool local = db_local(setting_text("database_spid"));
	const struct fence_path paths[] = {
		{ setting_text("spid_logos"), FENCE_READ },
		{ setting_text("spool"), FENCE_WRITE },
		{ "/dev/null", FENCE_WRITE },
		{ "/dev/urandom", FENCE_READ },
		/* who we are, for the database, and what the C library loads to find out */
		{ "/etc/passwd", FENCE_READ },
		{ "/etc/nsswitch.conf", FENCE_READ },
		{ "/etc/ld.so.cache", FENCE_READ },
		{ "/usr/lib", FENCE_READ },
		{ "/lib64", FENCE_READ },
		{ local ? NULL : "/etc", FENCE_READ }, /* names and certificates of a database elsewhere */
#ifdef __SANITIZE_ADDRESS__
		{ "/proc/self", FENCE_READ },
#endif
	};

	if (!local)
		log_line("event=fence sockets=any");
	return error_pass(fence(paths, sizeof(paths) / sizeof(*paths), ALONE | (local ? FENCE_UNIX_ONLY : 0)));
}

static struct error *run_worker(int count, char **words)
{
	struct web web = { 0 };
	const struct server server = {
		.serve = spid_serve,
		.context = &web,
		.body_limit = BODY_LIMIT,
		.memory_limit = BODY_LIMIT,
		.spool = setting_text("spool"),
	};
	struct error *err;

	(void)count;
	(void)words;
	err = start(&web, arena_new());
	if (!err)
		err = fence_in();
	if (!err)
		err = server_run(&server);
	if (web.db)
		db_close(web.db);
	return error_pass(err);
}

static const struct command {
	const char *name;
	struct error *(*run)(int count, char **words);
	const char *help;
} commands[] = {
	{ "web", run_worker, "FastCGI worker on file descriptor 0" },
	{ "certificato", command_certificate, "configuration of openssl for our certificate (saml/chiave uses it)" },
	{ "metadati", command_metadata, "our metadata, signed, on standard output" },
	{ "idp", command_idp, "take the providers from a file: idp [FILE [CERTIFICATE]]" },
	{ "registro", command_register, "export the register: registro FROM TO FOLDER" },
};

/* lasso's warnings go to our log, without the contents of messages. */
static void lasso_says(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer nothing)
{
	(void)text;
	(void)nothing;
	if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL))
		log_line("event=library domain=%s level=%d", domain ? domain : "-", (int)level);
}

static int usage(void)
{
	fprintf(stderr, "usage: siz-spid COMMAND [words]\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		fprintf(stderr, "  %-12s %s\n", commands[i].name, commands[i].help);
	return 2;
}

int main(int count, char **words)
{
	struct error *err;

	if (count < 2)
		return usage();
	prctl(PR_SET_DUMPABLE, 0); /* no core with the private key in it (C-7) */
	g_log_set_default_handler(lasso_says, NULL);
	if (lasso_init() != 0)
		return 1;
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if (strcmp(words[1], commands[i].name) != 0)
			continue;
		err = settings_load(NULL);
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
