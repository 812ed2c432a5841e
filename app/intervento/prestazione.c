/*
 * The intervento with a prestazione: hours, meals, journeys that somebody supplies (section 13).
 */
#include "intervento/intervento_web.h"
#include "prestazione/prestazione.h"

static const struct intervento_kind prestazione = {
	.kind = &kind_intervento_prestazione,
	.title = "Nuovo intervento con prestazione",
	.means_tested = true,
};

static struct error *detail(struct request *rq, struct pratica *p)
{
	return intervento_dettaglio(rq, p, &prestazione);
}

static struct error *save(struct request *rq, struct pratica *p)
{
	return intervento_salva(rq, p, &prestazione);
}

static const char *const sections[] = {
	"dettaglio", PRESTAZIONI, "pagamenti", "movimenti", "finanziamenti", "quote", "costo", "collegamenti", "assegnazioni", "diario",
	"documenti", "schede",
	"soggetti-significativi", "richieste", "valutazioni", "eventi", "isee",
	"storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_intervento_prestazione = {
	.code = "intervento_prestazione",
	.form = "intervento_prestazione",
	.help = "interventi-prestazioni",
	.copy = "Copia in un nuovo intervento",
	.search = "cerca_interventi_prestazioni",
	.birth = "/interventi/prestazioni/nuovo",
	.words = &intervento_words,
	.read = INTERVENTO_LEGGI,
	.write = INTERVENTO_SCRIVI,
	.begin = INTERVENTO_SCRIVI,
	.sections = sections,
	.detail = detail,
	.save = save,
	.around = prestazioni_around,
};

struct error *intervento_prestazione_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_intervento_prestazione);
}

struct error *intervento_prestazione_nuovo(struct request *rq)
{
	return intervento_nuovo(rq, &prestazione);
}

struct error *intervento_prestazione_crea(struct request *rq)
{
	return intervento_crea(rq, &prestazione);
}
