/*
 * The economic intervento (section 13): a contribution in money.
 */
#include "intervento/intervento_web.h"

static const struct intervento_kind economico = {
	.kind = &kind_intervento_economico,
	.title = "Nuovo intervento economico",
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
	"dettaglio", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
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
