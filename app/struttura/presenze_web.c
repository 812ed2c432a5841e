/*
 * Presences and absences, a month at a time (STR-01).
 */
#include "struttura/inserimento.h"

#include "base/text.h"

#include <string.h>

#define DAYS 31

static const char *path(struct request *rq, const struct pratica *p, inserimento_id id, const char *key)
{
	return arena_printf(rq->arena, "/pratiche/%lld/inserimenti/%lld/presenze/%s", (long long)p->id.v, (long long)id.v, key);
}

/* YYYY-MM of the path; anything else is no month. */
static const char *month_asked(struct request *rq)
{
	const char *word = rq->path_word;
	bool good = word && strlen(word) == 7 && strspn(word, "0123456789-") == 7 && word[4] == '-' && !memchr(word, '-', 4) &&
		    !strchr(word + 5, '-') && word[0] >= '1' && word[0] <= '2' && strcmp(word + 5, "01") >= 0 && strcmp(word + 5,
		    "12") <= 0;

	return good ? word : NULL;
}

static struct error *find(struct request *rq, bool to_write, struct pratica **p, struct q_inserimento_leggi *stay,
		struct q_presenze_mese *month)
{
	const char *key = month_asked(rq);
	bool found = false;

	TRY(inserimento_trova(rq, to_write, p, stay));
	if (!*p)
		return NULL;
	if (key)
		TRY(q_presenze_mese(rq->db, key, stay->inserimento_id, (*p)->id, month, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such month of this stay");
}

static void fill(struct form *form, const char *days)
{
	for (int i = 0; i < DAYS && days[i]; i++)
		form_set(form, arena_printf(form_arena(form), "g_%d", i + 1), arena_printf(form_arena(form), "%c", days[i]));
}

/* One letter a day; a day that is not on the page stays as it was. */
static const char *letters(struct form *form, const char *before)
{
	char *days = arena_strdup(form_arena(form), before);

	for (int i = 0; i < DAYS && days[i]; i++) {
		const char *said = form_text(form, arena_printf(form_arena(form), "g_%d", i + 1));
		if (said)
			days[i] = said[0];
	}
	return days;
}

/* What became of the cost of a closed month: its movement, and who bears it. */
static struct error *fill_ledger(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stay,
		const struct q_presenze_mese *month, struct page *node)
{
	struct q_presenze_movimento movement;
	bool found;

	TRY(q_presenze_quote(rq->db, p->id, month->mese, rows(rq, "Quote")));
	TRY(q_presenze_movimento(rq->db, stay->inserimento_id, month->mese, &movement, &found));
	if (!found)
		return NULL;
	page_set(node, "stato", movement.stato);
	page_set(node, "aspetto", movement.aspetto);
	page_flag(node, "previsto", movement.previsto);
	return NULL;
}

static struct error *show(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stay,
		const struct q_presenze_mese *month)
{
	struct page *node = page_node(rq->page, "Mese");

	form_cancel(rq, inserimento_percorso(rq, p, ""));
	page_set(node, "nome", month->mese_parole);
	page_set(node, "dove", stay->dove);
	page_flag(node, "chiuso", month->chiuso);
	page_flag(node, "scritto", month->riga != 0);
	page_set(node, "qui", inserimento_qui(rq, p, stay->inserimento_id, ""));
	TRY(q_presenze_giorni(rq->db, stay->inserimento_id, month->mese, rows(rq, "Giorni")));
	TRY(q_presenze_costo(rq->db, stay->inserimento_id, month->mese, rows(rq, "Costo")));
	TRY(q_presenze_conto(rq->db, stay->inserimento_id, month->mese, row(rq, "Conto")));
	if (month->chiuso)
		TRY(fill_ledger(rq, p, stay, month, node));
	page_flag(node, "scrive", p->may_write);
	page_int(node, "versione", month->versione);
	page_set(node, "percorso", path(rq, p, stay->inserimento_id, rq->path_word));
	if (month->chiuso || !p->may_write)
		page_flag(node, "fermo", true);
	page_set(rq->page, "Modulo.salva", "Salva il mese");
	return page_send(rq, "presenze", arena_printf(rq->arena, "Presenze di %s, %s", month->mese_parole, p->code));
}

struct error *presenze_vedi(struct request *rq)
{
	struct q_inserimento_leggi stay;
	struct q_presenze_mese month;
	struct pratica *p;

	TRY(find(rq, false, &p, &stay, &month));
	if (!p)
		return NULL;
	fill(rq->form, month.giorni);
	form_set_version(rq, month.versione);
	return show(rq, p, &stay, &month);
}

static struct error *conflict(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stay)
{
	struct q_presenze_mese now;
	struct form *stored;
	bool found;

	TRY(q_presenze_mese(rq->db, month_asked(rq), stay->inserimento_id, p->id, &now, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such month any more");
	TRY(form_open(rq, "presenze", &stored));
	fill(stored, now.giorni);
	TRY(pratica_row_saved_by(rq, "presenza_assenza", now.riga));
	return pratica_conflict(rq, rq->form, stored, now.versione);
}

struct error *presenze_salva(struct request *rq)
{
	struct q_inserimento_leggi stay;
	struct q_presenze_mese month;
	struct pratica *p;
	int64_t saved;

	TRY(find(rq, true, &p, &stay, &month));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return show(rq, p, &stay, &month);
	const char *days = letters(rq->form, month.giorni);
	if (month.riga)
		TRY(q_presenze_salva(rq->db, days, stay.inserimento_id, month.mese, form_version(rq), &saved));
	else
		TRY(q_presenze_crea(rq->db, p->id, stay.inserimento_id, month.mese, days, &saved));
	return saved ? redirect(rq, "%s?fatto=presenze-salvate", path(rq, p, stay.inserimento_id, rq->path_word)) : conflict(rq, p, &stay);
}

/* ---- a span of days ---- */

static struct error *span_page(struct request *rq, const struct pratica *p, const struct q_inserimento_leggi *stay)
{
	return inserimento_modulo(rq, p, "Periodo di assenza", arena_printf(rq->arena, "Da %s", stay->dove));
}

struct error *presenze_periodo(struct request *rq)
{
	struct q_inserimento_leggi stay;
	struct pratica *p;

	TRY(inserimento_trova(rq, true, &p, &stay));
	return p ? span_page(rq, p, &stay) : NULL;
}

static void check_span(struct request *rq, const struct q_inserimento_leggi *stay)
{
	const char *from = form_date(rq->form, "dal"), *to = form_date(rq->form, "al");

	if (from && to && strcmp(to, from) < 0)
		form_error(rq->form, "al", "La fine (%s) viene prima dell’inizio (%s)", italian_date(rq->arena, to),
				italian_date(rq->arena, from));
	if (from && strcmp(from, stay->ammissione) < 0)
		form_error(rq->form, "dal", "È prima dell’ammissione, che è del %s", italian_date(rq->arena, stay->ammissione));
	if (to && stay->dimissione && strcmp(to, stay->dimissione) > 0)
		form_error(rq->form, "al", "È dopo la dimissione, che è del %s", italian_date(rq->arena, stay->dimissione));
}

struct error *presenze_periodo_salva(struct request *rq)
{
	struct q_inserimento_leggi stay;
	struct q_presenze_periodo done;
	struct pratica *p;

	TRY(inserimento_trova(rq, true, &p, &stay));
	if (!p)
		return NULL;
	check_span(rq, &stay);
	if (!form_ok(rq->form))
		return span_page(rq, p, &stay);
	TRY(q_presenze_periodo(rq->db, stay.inserimento_id, form_date(rq->form, "dal"), form_date(rq->form, "al"),
			form_text(rq->form, "codice"), &done));
	return redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=presenze-salvate"));
}

/* ---- closing a month, opening it again ---- */

static struct error *closing_refused(struct request *rq, struct error *err)
{
	const char *why = strcmp(error_detail(err), "presenza_assenza_non_finita") == 0 ?
				  "Il mese si chiude quando è passato il suo ultimo giorno in struttura." :
			  strcmp(error_detail(err), "presenza_assenza_senza_retta") == 0 ?
				  "Di alcuni giorni manca la retta: chiedi a chi tiene la scheda della struttura di inserirla, poi chiudi il mese." :
			  strcmp(error_detail(err), "presenza_assenza_pagata") == 0 ?
				  "Il movimento contabile di questo mese non è più soltanto previsto: il mese resta chiuso." :
				  NULL;

	if (!error_is(err, ERR_CONSTRAINT) || !why)
		return err;
	error_free(err);
	return forbid(rq, why, "a month that cannot be closed or opened now");
}

struct error *presenze_chiudi(struct request *rq)
{
	const char *version = fields_get(&rq->body, "_versione");
	struct q_inserimento_leggi stay;
	struct q_presenze_chiudi done;
	struct q_presenze_mese month;
	struct pratica *p;
	struct error *err;
	int64_t seen = 0;

	TRY(find(rq, true, &p, &stay, &month));
	if (!p)
		return NULL;
	if (!version || !text_to_int(version, &seen))
		return error_raise(ERR_BAD_REQUEST, "which days were seen is not said");
	err = q_presenze_chiudi(rq->db, stay.inserimento_id, month.mese, seen, &done);
	if (err)
		return closing_refused(rq, err);
	return redirect(rq, "%s%s", path(rq, p, stay.inserimento_id, rq->path_word),
			done.fatto ? "?fatto=mese-chiuso" : "?fatto=mese-cambiato");
}

struct error *presenze_riapri(struct request *rq)
{
	struct q_inserimento_leggi stay;
	struct q_presenze_riapri done;
	struct q_presenze_mese month;
	struct pratica *p;
	struct error *err;

	TRY(find(rq, true, &p, &stay, &month));
	if (!p)
		return NULL;
	err = q_presenze_riapri(rq->db, stay.inserimento_id, month.mese, &done);
	if (err)
		return closing_refused(rq, err);
	return redirect(rq, "%s%s", path(rq, p, stay.inserimento_id, rq->path_word), done.fatto ? "?fatto=mese-riaperto" : "");
}
