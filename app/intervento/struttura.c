/*
 * The intervento in a struttura: a place in a facility, by day or for living there (section 13).
 */
#include "intervento/intervento_web.h"
#include "struttura/inserimento.h"

static const struct intervento_kind struttura = {
	.kind = &kind_intervento_struttura,
	.title = "Nuovo intervento in struttura",
	.means_tested = true,
};

static struct error *detail(struct request *rq, struct pratica *p)
{
	return intervento_dettaglio(rq, p, &struttura);
}

static struct error *save(struct request *rq, struct pratica *p)
{
	return intervento_salva(rq, p, &struttura);
}

static const char *const sections[] = {
	"dettaglio", "struttura", "pagamenti", "movimenti", "finanziamenti", "quote", "costo",
	"collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "valutazioni", "eventi", "isee",
	"storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_intervento_struttura = {
	.code = "intervento_struttura",
	.form = "intervento_struttura",
	.help = "interventi-strutture",
	.copy = "Copia in un nuovo intervento",
	.search = "cerca_interventi_strutture",
	.birth = "/interventi/strutture/nuovo",
	.words = &intervento_words,
	.read = INTERVENTO_LEGGI,
	.write = INTERVENTO_SCRIVI,
	.begin = INTERVENTO_SCRIVI,
	.sections = sections,
	.detail = detail,
	.save = save,
	.around = inserimento_conteggio,
};

struct error *intervento_struttura_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_intervento_struttura);
}

struct error *intervento_struttura_nuovo(struct request *rq)
{
	return intervento_nuovo(rq, &struttura);
}

struct error *intervento_struttura_crea(struct request *rq)
{
	return intervento_crea(rq, &struttura);
}
