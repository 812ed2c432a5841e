/*
 * The economic intervento (section 13): a contribution in money.
 */
#include "intervento/intervento_web.h"

#include <string.h>

#define NAMED 3 /* of what is given already; the others are counted */

static bool is(struct form *form, const char *field, const char *value)
{
	const char *here = form_text(form, field);

	return here && strcmp(here, value) == 0;
}

/* ---- who is paid, and how ---- */

static void check_payment(struct form *form)
{
	if (is(form, "mezzo_pagamento", "BONIFICO"))
		form_require(form, "iban");
	if (is(form, "pagamento_a", "DELEGATO"))
		form_require(form, "delegato_nome");
	if (is(form, "pagamento_a", "TERZI"))
		form_require(form, "terzi_nome");
}

static void check_period(struct form *form)
{
	const char *from = form_date(form, "periodo_dal"), *to = form_date(form, "periodo_al");

	if (from && to && strcmp(to, from) < 0)
		form_error(form, "periodo_al", "La fine del periodo (%s) viene prima del suo inizio (%s)", italian_date(form_arena(form), to),
			   italian_date(form_arena(form), from));
}

/* ---- the same benefit twice (QRI-08, ECO-05) ---- */

static const char *in_words(struct request *rq, const struct q_intervento_doppi *found, size_t count)
{
	struct text *words = text_new(rq->arena);

	for (size_t i = 0; i < count && i < NAMED; i++)
		text_addf(words, "%s%s, %s, a %s (%s)", i ? "; " : "", found[i].codice, found[i].che, found[i].persona, found[i].servizio);
	if (count > NAMED)
		text_addf(words, "; e altri %zu", count - NAMED);
	return words->data;
}

/* Before it is saved: who goes on says why, and that stays with the intervento. */
static struct error *check_twice(struct request *rq, struct form *form, pratica_id intervento)
{
	soggetto_id person = { pratica_form_id(form, "titolare") };
	const char *from = form_date(form, "data_inizio"), *type = form_text(form, "tipo");
	struct q_intervento_doppi *found;
	size_t count;

	if (!person.v || !from || !type || form_text(form, "motivo_doppio"))
		return NULL;
	TRY(q_intervento_doppi(rq->db, person, from, kind_intervento_economico.code, type, form_text(form, "inps"),
			       form_date(form, "data_fine_prevista"), intervento, &found, &count));
	if (count)
		form_error(form, "motivo_doppio", "Lo stesso beneficio è già dato, in quei giorni, alla persona o al suo nucleo: %s. "
			   "Se lo concedi lo stesso, scrivi perché; altrimenti cambia tipo, date o persona", in_words(rq, found, count));
	return NULL;
}

static struct error *check(struct request *rq, struct form *form, pratica_id intervento, const struct q_intervento_dati *old)
{
	(void)old;
	check_period(form);
	check_payment(form);
	return check_twice(rq, form, intervento);
}

/* ---- what must have been granted before it is paid (RIC-02) ---- */

static void offer_richiesta(struct request *rq, pratica_id intervento, const struct q_intervento_autorizzazione *row)
{
	if (row->richiesta_id.v) {
		page_set(rq->page, "Dovuta.url_testo", row->codice);
		page_setf(rq->page, "Dovuta.url", "/richieste/%lld", (long long)row->richiesta_id.v);
	} else if (session_may(rq->session, RICHIESTA_SCRIVI)) {
		page_set(rq->page, "Dovuta.url_testo", "Chiedila");
		page_setf(rq->page, "Dovuta.url", "/pratiche/%lld/richieste/nuova/%s", (long long)intervento.v, row->richiesta);
	}
}

static struct error *show(struct request *rq, struct form *form, pratica_id intervento)
{
	struct q_intervento_autorizzazione row;
	bool found = false;

	(void)form;
	if (intervento.v && session_may(rq->session, RICHIESTA_LEGGI))
		TRY(q_intervento_autorizzazione(rq->db, intervento, &row, &found));
	if (!found)
		return NULL;
	page_set(rq->page, "Dovuta.nome", row.tipo_nome);
	if (row.concessa)
		page_setf(rq->page, "Dovuta.testo", "Concessa il %s", italian_date(rq->arena, row.decisa_il));
	else
		page_set(rq->page, "Dovuta.testo", row.stato_nome ? row.stato_nome : "Non ancora chiesta: serve prima di pagare");
	offer_richiesta(rq, intervento, &row);
	return NULL;
}

/* ---- the kind ---- */

static const struct intervento_kind economico = {
	.kind = &kind_intervento_economico,
	.title = "Nuovo intervento economico",
	.means_tested = true,
	.check = check,
	.show = show,
};

static struct error *detail(struct request *rq, struct pratica *p)
{
	return intervento_dettaglio(rq, p, &economico);
}

static struct error *save(struct request *rq, struct pratica *p)
{
	return intervento_salva(rq, p, &economico);
}

static const char *const sections[] = {
	"dettaglio", "pagamenti", "movimenti", "finanziamenti", "quote", "costo", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "valutazioni", "eventi", "isee",
	"storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_intervento_economico = {
	.code = "intervento_economico",
	.form = "intervento_economico",
	.help = "interventi-economici",
	.copy = "Copia in un nuovo intervento",
	.search = "cerca_interventi_economici",
	.birth = "/interventi/economici/nuovo",
	.words = &intervento_words,
	.read = INTERVENTO_LEGGI,
	.write = INTERVENTO_SCRIVI,
	.begin = INTERVENTO_SCRIVI,
	.sections = sections,
	.detail = detail,
	.save = save,
};

struct error *intervento_economico_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_intervento_economico);
}

struct error *intervento_economico_nuovo(struct request *rq)
{
	return intervento_nuovo(rq, &economico);
}

struct error *intervento_economico_crea(struct request *rq)
{
	return intervento_crea(rq, &economico);
}
