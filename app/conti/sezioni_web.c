/*
 * The sections of the ledger of a case but for its movements: rules, funds, shares, what it costs.
 */
#include "conti/regola.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

/* ---- «Regole per pagamenti» ---- */

struct error *conti_regole(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "pagamenti", &p));
	if (!p)
		return NULL;
	TRY(q_regole_elenco(rq->db, p->id, rows(rq, "Regole")));
	TRY(q_regole_tranche(rq->db, p->id, rows(rq, "Tranche")));
	TRY(q_sospensioni_elenco(rq->db, p->id, rows(rq, "Sospensioni")));
	return page_send(rq, "conti_regole", arena_printf(rq->arena, "Regole per pagamenti di %s", p->code));
}

/* What is asked while one types, as a piece of the page. */
struct error *conti_regola_anteprima(struct request *rq)
{
	struct pratica *p;
	struct form *form;

	TRY(pratica_open(rq, "pagamenti", &p));
	if (!p)
		return NULL;
	TRY(form_asked(rq, "regola_pagamento", &form));
	TRY(regola_anteprima(rq, p, form));
	return fragment_send(rq, "regola_anteprima");
}

/* ---- «Finanziamenti», with decurtazioni and impegni ---- */

struct error *conti_finanziamenti_pratica(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "finanziamenti", &p));
	if (!p)
		return NULL;
	TRY(q_finanziamento_pratica_elenco(rq->db, p->id, rows(rq, "Fondi")));
	TRY(q_impegni_elenco(rq->db, p->id, rows(rq, "Impegni")));
	TRY(q_decurtazioni_elenco(rq->db, p->id, rows(rq, "Decurtazioni")));
	page_flag(rq->page, "Conti_scrive", p->may_write && session_may(rq->session, CONTI_SCRIVI));
	return page_send(rq, "conti_finanziamenti", arena_printf(rq->arena, "Finanziamenti di %s", p->code));
}

/* ---- «Quote compartecipazione altri Enti» ---- */

struct error *conti_quote(struct request *rq)
{
	struct q_costo_periodo time;
	struct pratica *p;

	TRY(pratica_open(rq, "quote", &p));
	if (!p)
		return NULL;
	TRY(q_costo_periodo(rq->db, NULL, NULL, p->id, &time));
	TRY(q_quote_elenco(rq->db, p->id, time.dal, time.al, rows(rq, "Quote")));
	TRY(q_quote_somma(rq->db, p->id, time.dal, time.al, row(rq, "Somma")));
	page_set(rq->page, "Periodo.dal", italian_date(rq->arena, time.dal));
	page_set(rq->page, "Periodo.al", italian_date(rq->arena, time.al));
	return page_send(rq, "conti_quote", arena_printf(rq->arena, "Quote di compartecipazione di %s", p->code));
}

/* ---- «Calcolo costo intervento» (GEN-29) ---- */

/* The cost between two days: what is planned, what is taken away, who pays, what is missing. */
static struct error *fill_cost(struct request *rq, const struct pratica *p, struct form *form)
{
	const char *from = form_date(form, "dal"), *to = form_date(form, "al");
	struct q_costo_periodo time;

	TRY(q_costo_periodo(rq->db, from, to, p->id, &time));
	TRY(q_costo_somma(rq->db, time.dal, time.al, p->id, row(rq, "Costo")));
	TRY(q_costo_quote(rq->db, p->id, time.dal, time.al, rows(rq, "Quote")));
	TRY(q_costo_impegni(rq->db, p->id, time.dal, time.al, rows(rq, "Impegni")));
	return q_costo_manca(rq->db, p->id, time.dal, time.al, rows(rq, "Manca"));
}

struct error *conti_costo(struct request *rq)
{
	struct pratica *p;
	struct form *form;

	TRY(pratica_open(rq, "costo", &p));
	if (!p)
		return NULL;
	TRY(form_asked(rq, "costo_periodo", &form));
	conti_periodo(form, "dal", "al");
	TRY(fill_cost(rq, p, form));
	form_show(rq, form, "Modulo");
	return page_send(rq, "conti_costo", arena_printf(rq->arena, "Calcolo costo intervento di %s", p->code));
}

/* The same as a piece, while one types. */
struct error *conti_costo_esito(struct request *rq)
{
	struct pratica *p;
	struct form *form;

	TRY(pratica_open(rq, "costo", &p));
	if (!p)
		return NULL;
	TRY(form_asked(rq, "costo_periodo", &form));
	TRY(fill_cost(rq, p, form));
	return fragment_send(rq, "conti_costo_esito");
}
