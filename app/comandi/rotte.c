/*
 * siz rotte [--json]: who may ask for what.  Every line of app/routes.def with the roles that the
 * tables `ruolo_permesso` and `permesso` admit; the tests walk the JSON.
 */
#include "comandi/comandi.h"
#include "comandi/inside.h"

#include "access/session.h"
#include "query.h"
#include "routes.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

struct matrix {
	struct q_ruoli_elenco *roles;
	struct q_ruoli_permessi *granted;
	struct q_permessi_elenco *permissions;
	size_t role_count, granted_count, permission_count;
};

static const char *method_word(enum method method)
{
	return method == METHOD_POST ? "POST" : "GET";
}

/* The first four permissions say what a session must be, and are not in the table. */
static bool of_session(int permission)
{
	return permission == PUBBLICO || permission == COLLEGATO || permission == SESSIONE || permission == SERVIZIO_SCEGLI;
}

static bool role_may(const struct matrix *matrix, int64_t role, int permission)
{
	if (of_session(permission))
		return true;
	for (size_t i = 0; i < matrix->granted_count; i++)
		if (matrix->granted[i].ruolo == role &&
		    strcmp(matrix->granted[i].permesso,
			   permission_name((enum permission)permission)) == 0)
			return true;
	return false;
}

/* May whoever has the permission use it in a read-only service, too? */
static bool read_only_may(const struct matrix *matrix, int permission)
{
	if (of_session(permission))
		return true;
	for (size_t i = 0; i < matrix->permission_count; i++)
		if (strcmp(matrix->permissions[i].codice,
			   permission_name((enum permission)permission)) == 0)
			return !matrix->permissions[i].scrive;
	return false;
}

static void print_table(const struct matrix *matrix)
{
	printf("%-6s %-50s %-20s %-24s", "method", "path", "permission", "form");
	for (size_t i = 0; i < matrix->role_count; i++)
		printf(" %-18s", matrix->roles[i].codice);
	printf(" %-8s %s\n", "nessuno", "sola lettura");
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		printf("%-6s %-50s %-20s %-24s", method_word(r->method), r->path,
		       permission_name((enum permission)r->permission), r->form ? r->form : "-");
		for (size_t j = 0; j < matrix->role_count; j++)
			printf(" %-18s", role_may(matrix, matrix->roles[j].ruolo, r->permission)
						 ? "yes"
						 : ".");
		printf(" %-8s %s\n", r->permission == PUBBLICO ? "yes" : ".",
		       read_only_may(matrix, r->permission) ? "yes" : ".");
	}
}

static struct error *print_json(const struct matrix *matrix)
{
	json_t *list = json_array();

	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		json_t *roles = json_object();

		for (size_t j = 0; j < matrix->role_count; j++)
			json_object_set_new(roles, matrix->roles[j].codice,
					    json_boolean(role_may(matrix, matrix->roles[j].ruolo,
								  r->permission)));
		json_object_set_new(roles, "nessuno", json_boolean(r->permission == PUBBLICO));
		json_array_append_new(
			list,
			json_pack("{s:s, s:s, s:s, s:s?, s:s, s:i, s:b, s:o}", "method",
				  method_word(r->method), "path", r->path, "permission",
				  permission_name((enum permission)r->permission), "form", r->form,
				  "handler", r->name, "flags", (int)r->flags, "sola_lettura",
				  (int)read_only_may(matrix, r->permission), "roles", roles));
	}
	bool whole = json_array_size(list) == route_count &&
		     json_dumpf(list, stdout, JSON_INDENT(1)) == 0;
	json_decref(list);
	if (!whole || putchar('\n') == EOF)
		return error_raise(ERR_BUG, "the matrix could not be written");
	return NULL;
}

static struct error *show(struct command_run *run, int count, char **words)
{
	struct matrix matrix;
	bool json = count == 1 && strcmp(words[0], "--json") == 0;

	if (count && !json)
		return error_raise(ERR_BAD_REQUEST, "usage: siz rotte [--json]");
	TRY(q_ruoli_elenco(run->db, &matrix.roles, &matrix.role_count));
	TRY(q_ruoli_permessi(run->db, &matrix.granted, &matrix.granted_count));
	TRY(q_permessi_elenco(run->db, &matrix.permissions, &matrix.permission_count));
	if (json)
		return error_pass(print_json(&matrix));
	print_table(&matrix);
	return NULL;
}

struct error *comando_rotte(int count, char **words)
{
	return error_pass(command_run(show, count, words));
}
