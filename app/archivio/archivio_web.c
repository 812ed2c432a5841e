/*
 * What the archive before SIZ says of a person and of a case.
 */
#include "archivio/archivio.h"

#include "pratica/pratica.h"

#include <string.h>

/* The columns of the files in the order in which they are shown; their names are nearly words. */
static const char *const order[] = {
	"cognome", "nome", "sesso", "data_nascita", "luogo_nascita", "codice_fiscale", "codice_stp", "residenza", "indirizzo",
	"telefono", "email", "data_decesso", "persona", "natura", "descrizione", "tipo", "data_inizio", "data_fine", "motivo_fine",
	"servizio", "operatore", "protocollo_numero", "protocollo_data", "note",
};

static size_t place(const char *column)
{
	size_t i = 0;

	while (i < sizeof(order) / sizeof(*order) && strcmp(order[i], column) != 0)
		i++;
	return i;
}

static const char *label(struct request *rq, const char *column)
{
	static const struct { const char *column, *text; } known[] = {
		{ "codice_stp", "Codice STP o ENI" },
		{ "email", "E-mail" },
		{ "luogo_nascita", "Luogo di nascita" },
		{ "data_nascita", "Data di nascita" },
		{ "data_decesso", "Data del decesso" },
		{ "persona", "Codice della persona" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].column, column) == 0)
			return known[i].text;
	char *text = arena_strdup(rq->arena, column);
	if (*text >= 'a' && *text <= 'z')
		*text = (char)(*text - 32);
	for (char *c = text; *c; c++)
		if (*c == '_')
			*c = ' ';
	return text;
}

static bool is_date(const char *column)
{
	return strncmp(column, "data_", 5) == 0 || strcmp(column, "protocollo_data") == 0;
}

/* At its own place in the list, so that the order is always the same. */
static void fact(struct request *rq, struct page *node, const char *column, const char *value)
{
	struct page *at = page_node(node, arena_printf(rq->arena, "dato.%zu", place(column)));

	page_set(at, "nome", label(rq, column));
	page_set(at, "valore", is_date(column) ? italian_date(rq->arena, value) : value);
}

struct error *archivio_mostra_persona(struct request *rq, soggetto_id id)
{
	struct q_archivio_persona *list;
	struct page *node = NULL;
	size_t count;
	int rows = 0;

	TRY(q_archivio_persona(rq->db, id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		if (!i || strcmp(list[i].codice, list[i - 1].codice) != 0 || strcmp(list[i].archivio, list[i - 1].archivio) != 0) {
			node = page_node(rq->page, arena_printf(rq->arena, "Archivio.%d", rows++));
			page_set(node, "codice", list[i].codice);
			page_set(node, "archivio", list[i].archivio);
		}
		fact(rq, node, list[i].campo, list[i].valore);
	}
	return NULL;
}

struct error *archivio_pratica(struct request *rq)
{
	struct q_archivio_pratica *list;
	struct pratica *pratica;
	size_t count;

	TRY(pratica_open(rq, "Archivio", &pratica));
	if (!pratica)
		return NULL; /* refused: the page that says whom to ask is on its way */
	TRY(q_archivio_pratica(rq->db, pratica->id, &list, &count));
	if (!count)
		return error_raise(ERR_NOT_FOUND, "no archive holds this case");
	page_set(rq->page, "Archivio.codice", list[0].codice);
	page_set(rq->page, "Archivio.nome", list[0].archivio);
	for (size_t i = 0; i < count; i++)
		fact(rq, page_node(rq->page, "Archivio"), list[i].campo, list[i].valore);
	TRY(q_archivio_prestazioni(rq->db, pratica->id, rows(rq, "Prestazioni")));
	return page_send(rq, "archivio_pratica", arena_printf(rq->arena, "Archivio: %s", list[0].codice));
}
