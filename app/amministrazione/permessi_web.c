/*
 * Who may what, read from the tables that decide it (ROL-01): shown to who administers the system.
 */
#include "web/web.h"

#include <string.h>

/* What a level allows, of whose cases where not of everybody's. */
static const char *level(struct request *rq, int64_t which, const char *limit)
{
	static const char *const words[] = { "", "legge", "legge e modifica" };

	return limit && which ? arena_printf(rq->arena, "%s, %s", words[which], limit) : words[which];
}

static void show_role(struct request *rq, struct page *node, const struct q_permessi_matrice *row)
{
	const char *limit = row->solo_creatore ? "solo le proprie" : NULL;

	if (row->aperta_da)
		limit = arena_printf(rq->arena, "se l’ha aperta: %s", row->aperta_da);
	page_set(node, "ruolo", row->ruolo);
	page_set(node, "servizio", level(rq, row->servizio, limit));
	page_set(node, "uo", level(rq, row->uo, NULL));
	page_set(node, "persona", level(rq, row->persona, NULL));
	page_set(node, "equipe", level(rq, row->equipe, NULL));
	page_set(node, "emergenza", level(rq, row->emergenza, NULL));
	page_flag(node, "apre", row->apre);
	page_set(node, "stati", row->stati);
}

/* Rows come kind by kind, the roles one after the other. */
static void show_kinds(struct request *rq, const struct q_permessi_matrice *rows, size_t count)
{
	struct page *kind = NULL;
	int kinds = 0, roles = 0;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(rows[i].kind, rows[i - 1].kind) != 0) {
			kind = page_node(rq->page, arena_printf(rq->arena, "Tipi.%d", kinds++));
			page_set(kind, "nome", rows[i].plurale);
			page_set(kind, "codice", rows[i].kind);
			page_flag(kind, "nel_quadro", rows[i].nel_quadro);
			page_flag(kind, "domanda", rows[i].domanda);
			roles = 0;
		}
		show_role(rq, page_node(kind, arena_printf(rq->arena, "ruolo.%d", roles++)), &rows[i]);
	}
}

static void show_permissions(struct request *rq, const struct q_permessi_ruoli *rows, size_t count)
{
	struct page *permission = NULL;
	int permissions = 0, roles = 0;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(rows[i].codice, rows[i - 1].codice) != 0) {
			permission = page_node(rq->page, arena_printf(rq->arena, "Permessi.%d", permissions++));
			page_set(permission, "nome", rows[i].descrizione);
			roles = 0;
		}
		struct page *role = page_node(permission, arena_printf(rq->arena, "ruolo.%d", roles++));
		page_set(role, "nome", rows[i].ruolo);
		page_flag(role, "ha", rows[i].ha);
	}
}

struct error *permessi_vedi(struct request *rq)
{
	struct q_permessi_matrice *matrix;
	struct q_permessi_ruoli *roles;
	size_t cells, pairs;

	TRY(q_permessi_matrice(rq->db, &matrix, &cells));
	TRY(q_permessi_ruoli(rq->db, &roles, &pairs));
	show_kinds(rq, matrix, cells);
	show_permissions(rq, roles, pairs);
	return page_send(rq, "permessi", "Chi può che cosa");
}
