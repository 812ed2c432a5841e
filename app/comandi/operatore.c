/*
 * siz operatore: the accounts that the administrator of the machine makes, before there is
 * anybody who could do it on a page, and when nobody can enter any more.
 *
 *	siz operatore crea USERNAME EMAIL COGNOME NOME --servizio CODICE --ruolo CODICE
 *	                   [--telefono NUMERO] [--responsabile]
 *	siz operatore password USERNAME
 *	siz operatore stato USERNAME attivo|sospeso|cessato
 *	siz operatore secondo-fattore USERNAME togli
 *	siz operatore spid USERNAME CODICE-FISCALE|togli
 *	siz operatore elenco
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "access/password.h"
#include "base/settings.h"
#include "query.h"
#include "soggetto/codice_fiscale.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_password(const char *username, const char *password)
{
	printf("Temporary password of %s: %s\nIt works for %" PRId64
	       " hours and must be changed at the first login. It is shown only now.\n",
	       username, password, setting_int("password_temporary_hours"));
}

static struct error *find(struct command_run *run, const char *username, operatore_id *id)
{
	struct q_operatore_trova found;

	TRY(q_operatore_trova(run->db, username, &found));
	*id = found.operatore_id;
	if (!id->v)
		return error_raise(ERR_NOT_FOUND, "there is no operator with the username '%s'",
				   username);
	return NULL;
}

/* ---- crea -------------------------------------------------------------------------------------*/

struct newcomer {
	const char *username, *email, *surname, *name, *phone, *service, *role;
	bool responsible;
};

static struct error *newcomer_read(int count, char **words, struct newcomer *who)
{
	if (count < 4)
		return error_raise(
			ERR_BAD_REQUEST,
			"usage: siz operatore crea USERNAME EMAIL COGNOME NOME --servizio CODICE "
			"--ruolo CODICE [--telefono NUMERO] [--responsabile]");
	*who = (struct newcomer){
		.username = words[0], .email = words[1], .surname = words[2], .name = words[3]
	};
	for (int i = 4; i < count; i++) {
		const char **place = strcmp(words[i], "--servizio") == 0   ? &who->service
				     : strcmp(words[i], "--ruolo") == 0	   ? &who->role
				     : strcmp(words[i], "--telefono") == 0 ? &who->phone
									   : NULL;

		if (strcmp(words[i], "--responsabile") == 0)
			who->responsible = true;
		else if (!place || i + 1 == count)
			return error_raise(ERR_BAD_REQUEST,
					   "'%s' is not an option of siz operatore crea, or its "
					   "value is missing",
					   words[i]);
		else
			*place = words[++i];
	}
	if (!who->service || !who->role)
		return error_raise(
			ERR_BAD_REQUEST,
			"say in which service and role: --servizio CODICE --ruolo CODICE");
	for (int i = 0; i < count; i++)
		if (!*words[i] || !text_is_clean(words[i], strlen(words[i])))
			return error_raise(ERR_BAD_REQUEST, "a word is empty or not clean UTF-8");
	if (!strchr(who->email, '@'))
		return error_raise(ERR_BAD_REQUEST, "'%s' is not an e-mail address", who->email);
	return NULL;
}

static struct error *check_place(struct command_run *run, const struct newcomer *who)
{
	struct q_servizio_trova service;
	struct q_ruoli_elenco *roles;
	size_t count;
	bool found;

	TRY(q_servizio_trova(run->db, who->service, &service, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "there is no service with the code '%s'",
				   who->service);
	TRY(q_ruoli_elenco(run->db, &roles, &count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(roles[i].codice, who->role) == 0)
			return NULL;
	struct text *known = text_new(run->arena);
	for (size_t i = 0; i < count; i++)
		text_addf(known, "%s%s", i ? ", " : "", roles[i].codice);
	return error_raise(ERR_NOT_FOUND, "there is no role '%s'; the roles are %s", who->role,
			   known->data);
}

static struct error *create(struct command_run *run, int count, char **words)
{
	struct newcomer who;
	struct q_operatore_crea made;
	const char *phc;

	TRY(newcomer_read(count, words, &who));
	TRY(check_place(run, &who));
	const char *password = password_temporary(run->arena);
	TRY(password_hash(run->arena, password, &phc));
	TRY(db_begin(run->db, false));
	struct error *err = q_operatore_crea(run->db, who.username, who.email, who.surname,
					     who.name, who.phone, NULL, true, false, false, &made);
	if (error_is(err, ERR_CONSTRAINT)) {
		struct error *said = error_raise(
			ERR_CONFLICT,
			"the operator was not made: the rule %s refuses it (username and e-mail "
			"are unique; a username is lower-case letters, digits, . _ -)",
			error_detail(err));

		error_free(err);
		return said;
	}
	if (err)
		return error_pass(err);
	TRY(q_operatore_iscrivi(run->db, made.operatore_id, who.service, who.role,
				who.responsible));
	TRY(q_credenziale_imposta(run->db, made.operatore_id, phc,
				  setting_int("password_temporary_hours")));
	TRY(db_commit(run->db));
	print_password(who.username, password);
	password_forget(run->arena, password);
	return NULL;
}

/* ---- the others -------------------------------------------------------------------------------*/

static struct error *reset(struct command_run *run, int count, char **words)
{
	const char *phc;
	operatore_id id;

	if (count != 1)
		return error_raise(ERR_BAD_REQUEST, "usage: siz operatore password USERNAME");
	TRY(find(run, words[0], &id));
	const char *password = password_temporary(run->arena);
	TRY(password_hash(run->arena, password, &phc));
	TRY(db_begin(run->db, false));
	TRY(q_credenziale_imposta(run->db, id, phc, setting_int("password_temporary_hours")));
	TRY(db_commit(run->db));
	print_password(words[0], password);
	password_forget(run->arena, password);
	return NULL;
}

static struct error *set_state(struct command_run *run, int count, char **words)
{
	operatore_id id;

	if (count != 2 || (strcmp(words[1], "attivo") != 0 && strcmp(words[1], "sospeso") != 0 &&
			   strcmp(words[1], "cessato") != 0))
		return error_raise(ERR_BAD_REQUEST,
				   "usage: siz operatore stato USERNAME attivo|sospeso|cessato");
	TRY(find(run, words[0], &id));
	TRY(db_begin(run->db, false));
	TRY(q_operatore_stato_imposta(run->db, id, words[1]));
	TRY(db_commit(run->db));
	printf("%s is now %s%s\n", words[0], words[1],
	       strcmp(words[1], "attivo") == 0 ? "" : "; open sessions have ended");
	return NULL;
}

/* The phone is lost, and the recovery codes are gone too. */
static struct error *drop_second_factor(struct command_run *run, int count, char **words)
{
	struct q_operatore_secondo_fattore_togli done;
	operatore_id id;

	if (count != 2 || strcmp(words[1], "togli") != 0)
		return error_raise(ERR_BAD_REQUEST,
				   "usage: siz operatore secondo-fattore USERNAME togli");
	TRY(find(run, words[0], &id));
	TRY(db_begin(run->db, false));
	TRY(q_operatore_secondo_fattore_togli(run->db, id, &done));
	TRY(db_commit(run->db));
	if (!done.tolto)
		return error_raise(ERR_CONFLICT, "'%s' has no second factor", words[0]);
	printf("%s has no second factor any more; open sessions have ended, and a mail says so\n",
	       words[0]);
	return NULL;
}

/* SPID then opens this account for who has that codice fiscale and that name (ACC-06). */
static struct error *link_spid(struct command_run *run, int count, char **words)
{
	const struct codice_fiscale *code;
	struct q_operatore_spid_scrivi done;
	operatore_id id;
	bool off = count == 2 && strcmp(words[1], "togli") == 0;

	if (count != 2)
		return error_raise(ERR_BAD_REQUEST, "usage: siz operatore spid USERNAME CODICE-FISCALE|togli");
	code = codice_fiscale_read(run->arena, words[1]);
	if (!off && (code->kind != CODICE_FISCALE || code->fault != CODICE_RIGHT))
		return error_raise(ERR_BAD_REQUEST, "'%s' is not a codice fiscale of 16 characters, or its control character is wrong", words[1]);
	TRY(find(run, words[0], &id));
	TRY(db_begin(run->db, false));
	TRY(q_operatore_spid_scrivi(run->db, id, off ? NULL : code->code, &done));
	TRY(db_commit(run->db));
	if (!done.collegato)
		return error_raise(ERR_CONFLICT, "that codice fiscale opens another account");
	printf("%s: %s; sessions that SPID had opened have ended, and a mail says so\n", words[0],
	       off ? "SPID opens it no more" : "SPID opens it now");
	return NULL;
}

static struct error *list(struct command_run *run, int count, char **words)
{
	struct q_operatori_elenco *rows;
	size_t found;

	(void)words;
	if (count)
		return error_raise(ERR_BAD_REQUEST, "usage: siz operatore elenco");
	TRY(q_operatori_elenco(run->db, &rows, &found));
	for (size_t i = 0; i < found; i++)
		printf("%-24s %-8s %-32s %-36s %s%s\n", rows[i].username, rows[i].stato,
		       rows[i].nome, rows[i].email, rows[i].servizi,
		       rows[i].dimostrazione ? "  [demonstration]" : "");
	printf("%zu operators\n", found);
	return NULL;
}

static struct error *operators(struct command_run *run, int count, char **words)
{
	static const struct {
		const char *word;
		struct error *(*act)(struct command_run *run, int count, char **words);
	} acts[] = { { "crea", create },
		     { "password", reset },
		     { "stato", set_state },
		     { "secondo-fattore", drop_second_factor },
		     { "spid", link_spid },
		     { "elenco", list } };

	for (size_t i = 0; count && i < sizeof(acts) / sizeof(*acts); i++)
		if (strcmp(words[0], acts[i].word) == 0)
			return error_pass(acts[i].act(run, count - 1, words + 1));
	return error_raise(
		ERR_BAD_REQUEST,
		"usage: siz operatore crea|password|stato|secondo-fattore|spid|elenco ...");
}

struct error *comando_operatore(int count, char **words)
{
	return error_pass(command_run(operators, count, words));
}
