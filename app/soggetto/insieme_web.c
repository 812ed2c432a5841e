/*
 * What belongs to cases, seen from the person: documents by entity (SOG-16, DOC-09) of the cases that the
 * reader may see; and the history of the person's own data.
 */
#include "soggetto/scheda.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

#define PAGES 30
#define WORDS_BYTES 400 /* of what is searched for; nobody types more */

/* A parameter of the address without blanks around; NULL if empty. */
static const char *sent(struct request *rq, const char *name)
{
	const char *value = fields_get(&rq->query, name);
	char *text = value ? text_trim(rq->arena, value) : NULL;

	return text && *text ? text : NULL;
}

/* A day of the address, with its sentence on the page if it is none. */
static const char *sent_day(struct request *rq, const char *name)
{
	const char *value = sent(rq, name), *day = NULL, *why;

	if (!value)
		return NULL;
	if (!form_parse_date(rq->arena, value, false, &day, &why)) {
		page_set(rq->page, arena_printf(rq->arena, "Ricerca.%s_errore", name), why);
		return NULL;
	}
	page_set(rq->page, arena_printf(rq->arena, "Ricerca.%s", name), day);
	return day;
}

/* ---- documents ---- */

static const char *pick(struct request *rq, const char *name, const struct q_soggetto_documenti_scelte *list, size_t count)
{
	const char *value = sent(rq, name), *found = NULL;
	int n = 0;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].che, name) != 0)
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Ricerca.%s.%d", name, n++));
		bool chosen = value && strcmp(value, list[i].codice) == 0;
		page_set(node, "codice", list[i].codice);
		page_set(node, "testo", list[i].testo);
		page_flag(node, "scelta", chosen);
		if (chosen)
			found = list[i].codice;
	}
	return found;
}

/* Words of a name or a text (DOC-09). */
static const char *sent_words(struct request *rq, const char *name)
{
	const char *words = sent(rq, name);

	if (words && strlen(words) > WORDS_BYTES)
		words = NULL;
	page_set(rq->page, arena_printf(rq->arena, "Ricerca.%s", name), words);
	return words;
}

/* Whether an empty list is so because of what was asked. */
static bool is_filtered(const struct request *rq)
{
	static const char *const filters[] = { "kind", "tipo", "dal", "al", "scade_entro", "etichetta", "cerca" };

	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		const char *sent = fields_get(&rq->query, filters[i]);
		if (sent && *sent)
			return true;
	}
	return false;
}

struct error *soggetto_documenti(struct request *rq)
{
	struct q_soggetto_documenti_scelte *choices;
	struct scheda *person;
	size_t count;

	TRY(soggetto_open(rq, "documenti", &person));
	if (!person)
		return NULL;
	TRY(q_soggetto_documenti_scelte(rq->db, person->id, &choices, &count));
	const char *kind = pick(rq, "kind", choices, count), *type = pick(rq, "tipo", choices, count);
	TRY(q_soggetto_documenti(rq->db, person->id, kind, type, sent_day(rq, "dal"), sent_day(rq, "al"), sent_day(rq, "scade_entro"),
				 sent_words(rq, "etichetta"), sent_words(rq, "cerca"), rows(rq, "Documenti")));
	page_flag(rq->page, "Ricerca.fatta", is_filtered(rq));
	return page_send(rq, "soggetto_documenti", arena_printf(rq->arena, "Documenti di %s", person->name));
}

/* ---- history ---- */

static const struct thing {
	const char *table, *born, *changed, *gone;
} things[] = {
	{ "soggetto", "Persona inserita", "Dati anagrafici modificati", "Persona eliminata" },
	{ "soggetto_indirizzo", "Indirizzo inserito", "Indirizzo modificato", "Indirizzo tolto" },
	{ "soggetto_contatto", "Contatto inserito", "Contatto modificato", "Contatto tolto" },
	{ "soggetto_cittadinanza", "Cittadinanza inserita", "Cittadinanza modificata", "Cittadinanza tolta" },
	{ "soggetto_identita", "Documento di identità inserito", "Documento di identità modificato", "Documento di identità tolto" },
	{ "nucleo_componente", "Entra in un nucleo", "Presenza in un nucleo modificata", "Presenza in un nucleo tolta" },
	{ "consenso", "Decisione sul consenso", "Consenso revocato", "" },
};

static const char *heading(const struct q_soggetto_storia *row)
{
	for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
		if (strcmp(things[i].table, row->tabella) == 0)
			return row->azione[0] == 'I' ? things[i].born : row->azione[0] == 'U' ? things[i].changed : things[i].gone;
	return "Modifica";
}

/* Names of columns are Italian: with blanks they are words. */
static const char *label(struct request *rq, const char *column)
{
	size_t size = strlen(column);
	char *text = arena_strdup(rq->arena, column);

	if (size > 3 && strcmp(text + size - 3, "_id") == 0)
		text[size - 3] = '\0';
	text[0] = (char)toupper((unsigned char)text[0]);
	for (char *c = text; *c; c++)
		if (*c == '_')
			*c = ' ';
	return text;
}

static const char *in_words(struct request *rq, const char *value)
{
	if (!value)
		return "";
	if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
		return value[0] == 't' ? "Sì" : "No";
	if (strspn(value, "0123456789-") == 10 && value[4] == '-' && !value[10])
		return italian_date(rq->arena, value);
	return value;
}

static void show_changes(struct request *rq, const struct q_soggetto_storia *list, size_t count)
{
	int64_t last = 0;
	int change = -1, field = 0;

	for (size_t i = 0; i < count; i++) {
		const struct q_soggetto_storia *row = &list[i];
		if (row->storia_id.v != last) {
			struct page *node = page_node(rq->page, arena_printf(rq->arena, "Modifiche.%d", ++change));
			page_set(node, "testo", heading(row));
			page_set(node, "chi", row->chi);
			page_set(node, "servizio", row->servizio);
			page_set(node, "quando", italian_instant(rq->arena, row->quando, (int64_t)time(NULL)));
			page_set(node, "quando_iso", italian_instant_iso(rq->arena, row->quando));
			page_flag(node, "nuova", row->azione[0] == 'I');
			last = row->storia_id.v;
			field = 0;
		}
		if (!row->campo)
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Modifiche.%d.campo.%d", change, field++));
		page_set(node, "nome", label(rq, row->campo));
		page_set(node, "prima", in_words(rq, row->prima));
		page_set(node, "dopo", in_words(rq, row->dopo));
	}
}

struct error *soggetto_storia(struct request *rq)
{
	const char *border = sent(rq, "prima");
	struct q_soggetto_storia *list;
	struct scheda *person;
	int64_t before = 0;
	size_t count, changes = 0;

	TRY(soggetto_open(rq, "storia", &person));
	if (!person)
		return NULL;
	if (border && (!text_to_int(border, &before) || before < 0))
		before = 0;
	TRY(q_soggetto_storia(rq->db, person->id, before, PAGES, &list, &count));
	show_changes(rq, list, count);
	for (size_t i = 0; i < count; i++)
		changes += !i || list[i].storia_id.v != list[i - 1].storia_id.v;
	page_setf(rq->page, "Pagine.testo", changes == 1 ? "%zu modifica" : "%zu modifiche", changes);
	if (changes == PAGES)
		page_setf(rq->page, "Pagine.successiva", "%s?prima=%lld", rq->path, (long long)list[count - 1].storia_id.v);
	if (before)
		page_set(rq->page, "Pagine.precedente", rq->path);
	return page_send(rq, "soggetto_storia", arena_printf(rq->arena, "Storia dei dati di %s", person->name));
}
