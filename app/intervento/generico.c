/*
 * The generic intervento (section 12): what is done for a person without an amount of money.
 */
#include "intervento/intervento_web.h"

static const struct intervento_kind generico = {
	.kind = &kind_intervento_generico,
	.title = "Nuovo intervento generico",
};

static struct error *detail(struct request *rq, struct pratica *p)
{
	return intervento_dettaglio(rq, p, &generico);
}

static struct error *save(struct request *rq, struct pratica *p)
{
	return intervento_salva(rq, p, &generico);
}

static const char *const sections[] = {
	"dettaglio", "pagamenti", "movimenti", "finanziamenti", "quote", "costo", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "valutazioni", "eventi", "isee",
	"storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_intervento_generico = {
	.code = "intervento_generico",
	.form = "intervento_generico",
	.help = "nuovo-intervento",
	.copy = "Copia in un nuovo intervento",
	.search = "cerca_interventi_generici",
	.birth = "/interventi/generici/nuovo",
	.words = &intervento_words,
	.read = INTERVENTO_LEGGI,
	.write = INTERVENTO_SCRIVI,
	.begin = INTERVENTO_SCRIVI,
	.sections = sections,
	.detail = detail,
	.save = save,
};

struct error *intervento_generico_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_intervento_generico);
}

struct error *intervento_generico_nuovo(struct request *rq)
{
	return intervento_nuovo(rq, &generico);
}

struct error *intervento_generico_crea(struct request *rq)
{
	return intervento_crea(rq, &generico);
}
