/*
 * The section «Prestazioni» of an intervento: what is planned, a month planned beside rendered, its calendar, its
 * closing (PRS-01, URB-15).
 */
#include "prestazione/prestazione.h"

#include <string.h>
#include <time.h>

const char *prestazioni_path(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld%s", (long long)p->id.v, rest);
}

struct error *prestazioni_back(struct request *rq, const struct pratica *p, const char *month, const char *done)
{
	const char *at = prestazioni_path(rq, p, "/prestazioni");

	return month ? redirect(rq, "%s?mese=%s&fatto=%s", at, month, done) : redirect(rq, "%s?fatto=%s", at, done);
}

struct error *prestazioni_form(struct request *rq, const struct pratica *p, const char *title, const char *note)
{
	form_cancel(rq, prestazioni_path(rq, p, "/prestazioni"));
	page_set(rq->page, "Sezione.titolo", title);
	page_set(rq->page, "Sezione.nota", note);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, p->code));
}

struct error *prestazioni_around(struct request *rq, struct pratica *p)
{
	struct q_prestazione_conta row;

	TRY(q_prestazione_conta(rq->db, p->id, &row));
	pratica_section_count(rq, p, PRESTAZIONI, row.previste);
	return NULL;
}

struct error *prestazioni_month(struct request *rq, const struct pratica *p, const char *word, struct q_prestazione_mese_stato *row)
{
	const char *first = prestazione_month(rq->arena, word);
	struct page *node = page_node(rq->page, "Mese");

	if (!first)
		return error_raise(ERR_NOT_FOUND, "no month");
	TRY(q_prestazione_mese_stato(rq->db, first, p->id, row));
	page_set(node, "parola", row->parola);
	page_set(node, "nome", row->nome);
	page_set(node, "prima", row->prima);
	page_set(node, "prima_nome", row->prima_nome);
	page_set(node, "dopo", row->dopo);
	page_set(node, "dopo_nome", row->dopo_nome);
	page_int(node, "versione", row->versione);
	page_flag(node, "chiuso", row->chiuso);
	page_flag(node, "futuro", row->futuro);
	if (row->chiuso) {
		page_set(node, "chiuso_il", italian_instant(rq->arena, row->chiuso_il, (int64_t)time(NULL)));
		page_set(node, "chiuso_da", row->chiuso_da);
		page_set(node, "costo", italian_money(rq->arena, row->costo));
		page_set(node, "recupero", italian_money(rq->arena, row->recupero));
	}
	return NULL;
}

/* ?mese=2026-11, else the present one. */
static const char *asked_month(struct request *rq)
{
	const char *asked = fields_get(&rq->query, "mese");

	if (asked && prestazione_month(rq->arena, asked))
		return asked;
	return arena_strndup(rq->arena, italian_today(rq->arena, (int64_t)time(NULL)), 7);
}

/* Why a month was not closed, or not opened again: words of sql/code/20_prestazione.sql. */
static const struct reason {
	const char *word, *title, *text;
} reasons[] = {
	{ "cambiato", "Il mese non è chiuso", "Mentre lo guardavi qualcuno ha registrato altro: ora vedi tutto. Controlla, poi chiudilo." },
	{ "futuro", "Il mese non è chiuso", "Deve ancora cominciare." },
	{ "tariffa", "Il mese non è chiuso", "Di qualche prestazione manca la tariffa del giorno: chi tiene il fornitore la scrive in Fornitori." },
	{ "movimento", "Il mese resta com’è", "Il suo movimento contabile non è più solo previsto: prima va riportato a previsto." },
};

static void tell_why(struct request *rq)
{
	const char *why = fields_get(&rq->query, "perche");

	for (size_t i = 0; why && i < sizeof(reasons) / sizeof(*reasons); i++)
		if (strcmp(reasons[i].word, why) == 0)
			notice(rq, "warning", reasons[i].title, reasons[i].text);
}

struct error *prestazioni_vedi(struct request *rq)
{
	struct q_prestazione_mese_stato month;
	struct pratica *p;

	TRY(pratica_open(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	TRY(prestazioni_month(rq, p, asked_month(rq), &month));
	tell_why(rq);
	TRY(q_prestazioni_previste(rq->db, p->id, rows(rq, "Previste")));
	TRY(q_prestazione_mese_conto(rq->db, month.mese, p->id, rows(rq, "Conto")));
	TRY(q_prestazione_mese_totale(rq->db, month.mese, p->id, row(rq, "Totale")));
	TRY(q_prestazioni_mese(rq->db, month.mese, p->id, rows(rq, "Giorni")));
	return page_send(rq, "prestazioni", arena_printf(rq->arena, "Prestazioni di %s", p->code));
}

struct error *prestazioni_calendario(struct request *rq)
{
	struct q_prestazione_mese_stato month;
	struct pratica *p;

	TRY(pratica_open(rq, PRESTAZIONI, &p));
	if (!p)
		return NULL;
	TRY(prestazioni_month(rq, p, rq->path_word, &month));
	TRY(q_prestazione_mese_giorni(rq->db, month.mese, rows(rq, "Calendario")));
	TRY(q_prestazioni_mese(rq->db, month.mese, p->id, rows(rq, "Giorni")));
	return page_send(rq, "prestazioni_calendario", arena_printf(rq->arena, "Calendario di %s, %s", p->code, month.nome));
}

/* ---- closing ---- */

static struct error *open_month(struct request *rq, struct pratica **p, struct q_prestazione_mese_stato *month)
{
	TRY(pratica_open_to_write(rq, PRESTAZIONI, p));
	return *p ? prestazioni_month(rq, *p, rq->path_word, month) : NULL;
}

/* Back to the month, which says why (reasons[]). */
static struct error *not_done(struct request *rq, const struct pratica *p, const struct q_prestazione_mese_stato *month, const char *why)
{
	return redirect(rq, "%s?mese=%s&perche=%s", prestazioni_path(rq, p, "/prestazioni"), month->parola, why);
}

/* On the version that the page showed: what was written since has not been seen by who closes. */
struct error *prestazioni_chiudi(struct request *rq)
{
	struct q_prestazione_mese_chiudi done;
	struct q_prestazione_mese_stato month;
	struct pratica *p;

	TRY(open_month(rq, &p, &month));
	if (!p)
		return NULL;
	TRY(q_prestazione_mese_chiudi(rq->db, p->id, month.mese, form_version(rq), &done));
	return done.perche ? not_done(rq, p, &month, done.perche) : prestazioni_back(rq, p, month.parola, "mese-chiuso");
}

struct error *prestazioni_riapri(struct request *rq)
{
	struct q_prestazione_mese_riapri done;
	struct q_prestazione_mese_stato month;
	struct pratica *p;

	TRY(open_month(rq, &p, &month));
	if (!p)
		return NULL;
	TRY(q_prestazione_mese_riapri(rq->db, p->id, month.mese, &done));
	return done.perche ? not_done(rq, p, &month, done.perche) : prestazioni_back(rq, p, month.parola, "mese-riaperto");
}
