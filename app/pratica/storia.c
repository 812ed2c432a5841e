/*
 * The history of a case: its states, and every change with the old and the new value.
 */
#include "pratica/pratica.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

#define CHANGES 30

/* What each table is called, and what was done to a row of it. */
static const struct thing {
	const char *table, *born, *changed, *gone;
} things[] = {
	{ "pratica", "Pratica creata", "Dettaglio modificato", "Pratica eliminata" },
	{ "assegnazione", "Assegnazione", "Assegnazione modificata", "Assegnazione eliminata" },
	{ "richiesta_accesso", "Richiesta di accesso", "Risposta alla richiesta di accesso",
	  "Richiesta di accesso eliminata" },
	{ "diario_pagina", "Pagina di diario scritta", "Pagina di diario modificata",
	  "Pagina di diario eliminata" },
	{ "soggetto_significativo", "Persona significativa inserita",
	  "Persona significativa modificata", "Persona significativa tolta" },
	{ "evento", "Evento inserito", "Evento modificato", "Evento tolto" },
	{ "appuntamento", "Appuntamento in agenda", "Appuntamento spostato o modificato", "Appuntamento tolto" },
	{ "equipe_pratica", "Équipe legata alla pratica", "Équipe della pratica modificata", "Équipe sciolta dalla pratica" },
	{ "pratica_collegamento", "Collegata a un’altra pratica", "", "Scollegata da un’altra pratica" },
	{ "rilevazione", "Scheda di rilevazione compilata", "Scheda di rilevazione modificata", "" },
	{ "valutazione_parte", "Parte della valutazione scritta", "Parte della valutazione modificata", "" },
	{ "pratica_domanda", "Collegata a una segnalazione al SELF", "", "" },
	{ "progetto_obiettivo", "Obiettivo inserito", "Obiettivo modificato", "Obiettivo tolto" },
	{ "progetto_azione", "Azione inserita", "Azione modificata", "Azione tolta" },
	{ "progetto_verifica", "Verifica scritta", "Verifica modificata", "Verifica tolta" },
	{ "progetto_esito", "Esito di un obiettivo", "Esito di un obiettivo modificato", "Esito di un obiettivo tolto" },
	{ "inserimento", "Inserimento in una struttura", "Inserimento modificato", "Inserimento tolto" },
	{ "presenza_assenza", "Presenze del mese scritte", "Presenze del mese modificate", "Presenze del mese tolte" },
	{ "spesa_extra", "Spesa extra inserita", "Spesa extra modificata", "Spesa extra tolta" },
	{ "accesso_straordinario", "Aperta in emergenza", "", "" },
	{ "passaggio", "Passaggio del caso: da chi a chi", "", "" },
	{ "documento", "Documento caricato", "Documento modificato", "Documento eliminato" },
};

static const char *heading(const struct q_pratica_storia *row)
{
	if (row->fatto)
		return row->fatto;
	for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++) {
		if (strcmp(things[i].table, row->tabella) != 0)
			continue;
		return row->azione[0] == 'I'   ? things[i].born
		       : row->azione[0] == 'U' ? things[i].changed
					       : things[i].gone;
	}
	return "Modifica";
}

/* Names of columns are Italian: without a form's label they are nearly words. */
static const char *label(struct request *rq, const struct q_pratica_storia *row)
{
	static const struct {
		const char *column, *text;
	} known[] = {
		{ "riferimento_operatore_id", "Operatore di riferimento" },
		{ "operatore_id", "Operatore" },
		{ "servizio_id", "Servizio" },
		{ "data_fine", "Data fine" },
		{ "soggetto_id", "Persona" },
		{ "progetto_obiettivo_id", "Obiettivo" },
		{ "progetto_verifica_id", "Verifica del" },
		{ "chi", "Chi se ne occupa" },
		{ "chi_nome", "Nome" },
		{ "atteso", "Risultato atteso" },
		{ "prossima", "Prossima verifica" },
		{ "partecipanti", "Chi ha partecipato" },
		{ "mime", "Tipo di file" },
		{ "pdfa", "PDF/A" },
		{ "byte", "Dimensione in byte" },
	};

	if (row->etichetta)
		return row->etichetta;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].column, row->campo) == 0)
			return known[i].text;
	char *text = arena_strdup(rq->arena, row->campo);
	text[0] = (char)toupper((unsigned char)text[0]);
	for (char *c = text; *c; c++)
		if (*c == '_')
			*c = ' ';
	return text;
}

static bool is_date(const char *value)
{
	return strspn(value, "0123456789-") == 10 && value[4] == '-' && value[7] == '-';
}

/* A stored value in words: the text of a code, a date, an instant, yes and no. */
static const char *in_words(struct request *rq, const char *value, const char *text)
{
	if (text)
		return text;
	if (!value)
		return "";
	if (strcmp(value, "true") == 0)
		return "Sì";
	if (strcmp(value, "false") == 0)
		return "No";
	if (is_date(value) && !value[10])
		return italian_date(rq->arena, value);
	if (is_date(value) && value[10] == 'T')
		return italian_instant(rq->arena, value, (int64_t)time(NULL));
	return value;
}

/* Rows come field by field, the changes one after the other. */
static void show_changes(struct request *rq, const struct q_pratica_storia *list, size_t count)
{
	int64_t last = 0;
	int change = -1, field = 0;

	for (size_t i = 0; i < count; i++) {
		const struct q_pratica_storia *row = &list[i];
		struct page *node;
		if (row->storia_id.v != last) {
			node = page_node(rq->page,
					 arena_printf(rq->arena, "Modifiche.%d", ++change));
			page_set(node, "testo", heading(row));
			page_set(node, "chi", row->chi);
			page_set(node, "servizio", row->servizio);
			page_set(node, "quando",
				 italian_instant(rq->arena, row->quando, (int64_t)time(NULL)));
			page_set(node, "quando_iso", italian_instant_iso(rq->arena, row->quando));
			page_flag(node, "nuova", row->azione[0] == 'I');
			last = row->storia_id.v;
			field = 0;
		}
		if (!row->campo)
			continue;
		node = page_node(rq->page,
				 arena_printf(rq->arena, "Modifiche.%d.campo.%d", change, field++));
		page_set(node, "nome", label(rq, row));
		page_set(node, "prima", in_words(rq, row->prima, row->prima_testo));
		page_set(node, "dopo", in_words(rq, row->dopo, row->dopo_testo));
	}
}

static int64_t key_of(struct request *rq, const char *name)
{
	const char *value = fields_get(&rq->query, name);
	int64_t id = 0;

	return value && text_to_int(value, &id) && id > 0 ? id : 0;
}

/* The ids of the page; one more than is shown tells that there is another page. */
static struct error *fill_changes(struct request *rq, pratica_id id)
{
	int64_t before = key_of(rq, "prima"), after = before ? 0 : key_of(rq, "dopo");
	struct q_pratica_storia_righe *ids;
	struct q_pratica_storia *list;
	size_t count, fields, first = 0;
	bool more;

	TRY(q_pratica_storia_righe(rq->db, id, before, after, CHANGES + 1, &ids, &count));
	more = count > CHANGES;
	if (more && after)
		first = 1; /* going back, the one too many is the newest */
	if (more)
		count = CHANGES;
	if (!count)
		return NULL;
	struct text *array = text_new(rq->arena);
	for (size_t i = first; i < first + count; i++)
		text_addf(array, "%s%lld", i > first ? "," : "{", (long long)ids[i].storia_id.v);
	text_add(array, "}");
	TRY(q_pratica_storia(rq->db, array->data, &list, &fields));
	show_changes(rq, list, fields);
	page_setf(rq->page, "Pagine.testo", "%zu modifiche", count);
	if (before || (after && more))
		page_setf(rq->page, "Pagine.precedente", "%s?dopo=%lld", rq->path,
			  (long long)ids[first].storia_id.v);
	if (after || more)
		page_setf(rq->page, "Pagine.successiva", "%s?prima=%lld", rq->path,
			  (long long)ids[first + count - 1].storia_id.v);
	return NULL;
}

struct error *pratica_storia(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "storia", &p));
	if (!p)
		return NULL;
	TRY(q_pratica_stati(rq->db, p->id, rows(rq, "Stati")));
	TRY(fill_changes(rq, p->id));
	return page_send(rq, "storia", arena_printf(rq->arena, "Storia di %s", p->code));
}
