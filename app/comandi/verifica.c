/*
 * siz verifica: examines an installation, line by line, and says what is wrong.  It changes
 * nothing.  What the tests prove of the program is looked for here in the database that is really
 * used: somebody may have granted, dropped or loaded something by hand.
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "access/secret.h"
#include "access/session.h"
#include "base/settings.h"
#include "documento/blocco.h"
#include "pratica/kind.h"
#include "query.h"
#include "web/messages.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct examination {
	struct db *db;
	int problems;
	int before; /* problems when the present check began */
};

static const struct known {
	const char *name, *why;
} public_tables[] = {
#define PUBBLICA(name, why) { name, why },
#define ESENTE(name, why)
#include "comandi/verifica.def"
#undef PUBBLICA
#undef ESENTE
};

static const struct known exempt[] = {
#define PUBBLICA(name, why)
#define ESENTE(name, why) { name, why },
#include "comandi/verifica.def"
#undef PUBBLICA
#undef ESENTE
};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static bool is_known(const struct known *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].name, name) == 0)
			return true;
	return false;
}

static void __attribute__((format(printf, 2, 3)))
problem(struct examination *e, const char *format, ...)
{
	va_list args;

	printf("PROBLEM  ");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	e->problems++;
}

/* The end of a check: one line if it found nothing. */
static void __attribute__((format(printf, 2, 3)))
fine(struct examination *e, const char *format, ...)
{
	va_list args;

	if (e->problems == e->before) {
		printf("OK       ");
		va_start(args, format);
		vprintf(format, args);
		va_end(args);
		putchar('\n');
	}
	e->before = e->problems;
}

/* ---- the database -----------------------------------------------------------------------------*/

static struct error *check_tables(struct examination *e)
{
	struct q_verifica_tabelle *tables;
	size_t count, guarded = 0;

	TRY(q_verifica_tabelle(e->db, &tables, &count));
	for (size_t i = 0; i < count; i++) {
		const struct q_verifica_tabelle *t = &tables[i];

		if (is_known(public_tables, COUNT(public_tables), t->tabella)) {
			if (t->di_qualcuno)
				problem(e,
					"table %s counts as public but points to persons, "
					"operators or cases",
					t->tabella);
			continue;
		}
		if (!t->attiva)
			problem(e,
				"table %s has no row-level security and is not in the list of "
				"public tables",
				t->tabella);
		else if (!t->forzata)
			problem(e,
				"table %s does not force row-level security: its owner sees "
				"everything",
				t->tabella);
		if (!t->politiche)
			problem(e, "table %s has no policy", t->tabella);
		guarded++;
	}
	fine(e, "row-level security is on, forced and has policies on %zu tables; %zu are public",
	     guarded, COUNT(public_tables));
	return NULL;
}

static struct error *check_roles(struct examination *e)
{
	struct q_verifica_ruoli *roles;
	struct q_verifica_padroni *owners;
	size_t count, owner_count;

	TRY(q_verifica_ruoli(e->db, &roles, &count));
	for (size_t i = 0; i < count; i++) {
		const struct q_verifica_ruoli *r = &roles[i];

		if (!r->presente)
			problem(e, "the role %s is missing: run sql/ruoli.sql as a superuser",
				r->ruolo);
		if (r->superutente)
			problem(e, "the role %s is a superuser", r->ruolo);
		if (r->salta_le_politiche)
			problem(e, "the role %s passes by the policies (BYPASSRLS)", r->ruolo);
		if (r->amministra)
			problem(e, "the role %s may create roles or databases, or replicate",
				r->ruolo);
		if (r->membro_di)
			problem(e, "the role %s is a member of %" PRId64 " other roles", r->ruolo,
				r->membro_di);
		if (r->possiede)
			problem(e, "the role %s owns %" PRId64 " objects", r->ruolo, r->possiede);
		if (r->crea)
			problem(e, "the role %s may create schemas or tables", r->ruolo);
	}
	TRY(q_verifica_padroni(e->db, &owners, &owner_count));
	for (size_t i = 0; i < owner_count; i++)
		problem(e, "the role %s owns tables or functions of SIZ, and no policy binds it",
			owners[i].ruolo);
	fine(e,
	     "the roles of the programs own nothing, create nothing and are bound by the policies");
	return NULL;
}

static struct error *check_privileges(struct examination *e)
{
	struct q_verifica_privilegi *privileges;
	struct q_verifica_funzioni *functions;
	size_t count, function_count;

	TRY(q_verifica_privilegi(e->db, &privileges, &count));
	for (size_t i = 0; i < count; i++)
		problem(e, "%s has %s on table %s, for which no policy stands", privileges[i].ruolo,
			privileges[i].comando, privileges[i].tabella);
	fine(e, "no privilege on a table goes beyond its policies");
	TRY(q_verifica_funzioni(e->db, &functions, &function_count));
	for (size_t i = 0; i < function_count; i++) {
		if (functions[i].di_tutti)
			problem(e, "everybody may call %s, which runs with the rights of its owner",
				functions[i].funzione);
		if (functions[i].percorso_aperto)
			problem(e,
				"%s runs with the rights of its owner and has no search_path of "
				"its own",
				functions[i].funzione);
	}
	fine(e, "functions with the rights of their owner are granted one by one");
	return NULL;
}

/* The list in C and the table say the same. */
static struct error *check_permissions(struct examination *e)
{
	struct q_permessi_elenco *rows;
	size_t count;

	TRY(q_permessi_elenco(e->db, &rows, &count));
	for (int p = SERVIZIO_SCEGLI + 1; p < PERMISSIONS; p++) {
		bool found = false;

		for (size_t i = 0; i < count && !found; i++)
			found = strcmp(rows[i].codice, permission_name((enum permission)p)) == 0;
		if (!found)
			problem(e, "the permission %s is not in the table permesso",
				permission_name((enum permission)p));
	}
	for (size_t i = 0; i < count; i++) {
		bool found = false;

		for (int p = SERVIZIO_SCEGLI + 1; p < PERMISSIONS && !found; p++)
			found = strcmp(rows[i].codice, permission_name((enum permission)p)) == 0;
		if (!found)
			problem(e, "the table permesso has %s, which the program does not know",
				rows[i].codice);
	}
	fine(e, "the %zu permissions of the program are those of the database", count);
	return NULL;
}

/* Each kind of the database has a room in this program, and the form that the room names. */
static struct error *check_kinds(struct examination *e)
{
	struct q_verifica_kind *rows;
	size_t count;

	TRY(q_verifica_kind(e->db, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		const struct pratica_kind *kind = pratica_kind_find(rows[i].codice);

		if (!kind)
			problem(e, "no room of this program has cases of the kind %s", rows[i].codice);
		else if (strcmp(kind->form, rows[i].modulo) != 0)
			problem(e, "the kind %s is written on the form %s, the program uses %s",
				rows[i].codice, rows[i].modulo, kind->form);
		if (!rows[i].ha_modulo)
			problem(e, "the kind %s has no form %s: run siz migra", rows[i].codice,
				rows[i].modulo);
	}
	if (count < pratica_kind_count)
		problem(e, "the program has %zu kinds of case, the database %zu", pratica_kind_count, count);
	fine(e, "the %zu kinds of case of the database have a room and a form", count);
	return NULL;
}

static struct error *check_constraints(struct examination *e)
{
	struct q_verifica_vincoli *rows;
	size_t count, with_sentence = 0;
	const char *field, *sentence;

	TRY(q_verifica_vincoli(e->db, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (constraint_sentence(rows[i].vincolo, &field, &sentence))
			with_sentence++;
		else if (!is_known(exempt, COUNT(exempt), rows[i].vincolo))
			problem(e,
				"constraint %s of %s has no sentence in app/web/messages.def and "
				"is not exempt",
				rows[i].vincolo, rows[i].tabella);
	}
	for (size_t j = 0; j < COUNT(exempt); j++) {
		bool there = false;

		for (size_t i = 0; i < count && !there; i++)
			there = strcmp(rows[i].vincolo, exempt[j].name) == 0;
		if (!there)
			problem(e,
				"app/comandi/verifica.def exempts %s, which is no constraint of "
				"what pages write",
				exempt[j].name);
	}
	fine(e, "%zu constraints have a sentence, %zu cannot be reached by a page", with_sentence,
	     count - with_sentence);
	return NULL;
}

/* Keys that neither master key of the settings opens are lost; those of the one before wait for `siz chiavi`. */
static struct error *check_keys(struct examination *e, struct arena *arena)
{
	struct q_chiavi_maestre *rows;
	const char *master;
	size_t count;

	struct error *err = chiave_maestra(arena, &master);
	if (err) { /* said above, with its file */
		error_free(err);
		return NULL;
	}
	TRY(q_chiavi_maestre(e->db, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].maestra, master) != 0)
			problem(e, "%" PRId64 " keys lie under the master key %s, not under the present one: run siz chiavi richiudi",
				rows[i].quante, rows[i].maestra);
	fine(e, "the keys of documents and prints lie under the present master key");
	return NULL;
}

static const char *seal_sentence(const char *what)
{
	static const struct known sentences[] = {
		{ "sigillo", "the seal itself was altered, or one before it is missing" },
		{ "alterata", "was altered after it was sealed" },
		{ "tolta", "was removed" },
		{ "aggiunta", "was added after the seal" },
	};

	for (size_t i = 0; i < COUNT(sentences); i++)
		if (strcmp(sentences[i].name, what) == 0)
			return sentences[i].why;
	return what;
}

static struct error *check_register(struct examination *e)
{
	struct q_registro_verifica *bad;
	struct q_registro_testa head;
	size_t count;
	bool found;

	TRY(q_registro_verifica(e->db, &bad, &count));
	for (size_t i = 0; i < count; i++) {
		if (bad[i].registro_id.v)
			problem(e, "register, seal %" PRId64 ": row %" PRId64 " %s",
				bad[i].sigillo_id.v, bad[i].registro_id.v,
				seal_sentence(bad[i].cosa));
		else
			problem(e, "register, seal %" PRId64 ": %s", bad[i].sigillo_id.v,
				seal_sentence(bad[i].cosa));
	}
	TRY(q_registro_testa(e->db, &head, &found));
	if (found)
		fine(e,
		     "the register is as it was sealed; head of the chain: seal %" PRId64
		     " of %s, %s",
		     head.sigillo_id.v, head.quando, head.sigillo);
	else
		fine(e, "the register has no seal yet");
	if (found && count)
		printf("         head of the chain: seal %" PRId64 " of %s, %s\n",
		       head.sigillo_id.v, head.quando, head.sigillo);
	return NULL;
}

/* What administrators changed on pages, in words. */
static struct error *check_configuration(struct examination *e)
{
	struct q_configurazione_esame *rows;
	size_t count;

	TRY(q_configurazione_esame(e->db, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].grave)
			problem(e, "%s", rows[i].testo);
		else
			printf("NOTE     %s\n", rows[i].testo);
	}
	fine(e, "services, accounts, rights and lists hang together");
	return NULL;
}

static struct error *check_accounts(struct examination *e)
{
	struct q_operatori_di_dimostrazione accounts;

	if (setting_bool("demonstration")) {
		printf("NOTE     demonstration = true: these settings are not for production\n");
		return NULL;
	}
	TRY(q_operatori_di_dimostrazione(e->db, &accounts));
	if (accounts.quanti)
		problem(e,
			"%" PRId64 " demonstration accounts are active, and their password is "
				   "known to everybody",
			accounts.quanti);
	if (*setting_text("spid_prova"))
		problem(e, "the Gestore di prova is in use (spid_prova): anybody enters as an invented person");
	fine(e, "there is no demonstration account");
	return NULL;
}

/* ---- files ------------------------------------------------------------------------------------*/

static void check_secret(struct examination *e, const char *setting)
{
	const char *path = setting_text(setting);
	unsigned char key[32];
	struct stat about;

	if (!*path) {
		problem(e, "the setting %s names no file", setting);
		return;
	}
	if (lstat(path, &about) != 0) {
		problem(e, "%s '%s': %s", setting, path, strerror(errno));
		return;
	}
	if (!S_ISREG(about.st_mode) ||
	    ((about.st_mode & 07777) != 0400 && (about.st_mode & 07777) != 0600))
		problem(e, "%s '%s' has the mode %04o: it must be a file of mode 0400 or 0600",
			setting, path, about.st_mode & 07777);
	struct error *err = secret_file(path, key);
	if (err)
		problem(e, "%s: %s", setting, err->text);
	error_free(err);
	sodium_memzero(key, sizeof(key));
	fine(e, "%s is readable for its owner only, and a key", setting);
}

/* ---- the command ------------------------------------------------------------------------------*/

static struct error *examine(struct command_run *run, int count, char **words)
{
	struct examination e = { .db = run->db };

	(void)words;
	if (count)
		return error_raise(ERR_BAD_REQUEST, "usage: siz verifica");
	check_secret(&e, "pepper_file");
	check_secret(&e, "master_key_file");
	TRY(check_tables(&e));
	TRY(check_roles(&e));
	TRY(check_privileges(&e));
	TRY(check_permissions(&e));
	TRY(check_kinds(&e));
	TRY(check_constraints(&e));
	TRY(check_keys(&e, run->arena));
	TRY(check_configuration(&e));
	TRY(check_accounts(&e));
	TRY(check_register(&e));
	fflush(stdout);
	if (e.problems)
		return error_raise(ERR_CONFLICT, "%d problems in this installation", e.problems);
	return NULL;
}

struct error *comando_verifica(int count, char **words)
{
	return error_pass(command_run(examine, count, words));
}
