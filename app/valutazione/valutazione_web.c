/*
 * Valutazioni: first access and multidimensional, from a person or from a case, and what they lead to
 * (VAL-01 … VAL-09).
 */
#include "pratica/caso.h"
#include "pratica/elenco.h"
#include "valutazione/valutazione.h"

#include <string.h>

/* ---- what is known already ---- */

/* ?da=ID: a segnalazione, a presa in carico, an intervento of the person. */
static struct error *copy_case(struct request *rq, struct form *form, int64_t id)
{
	struct q_valutazione_da row;
	bool found;

	TRY(q_valutazione_da(rq->db, (pratica_id){ id }, &row, &found));
	const struct pratica_kind *kind = found ? pratica_kind_find(row.kind) : NULL;
	if (!kind || !session_may(rq->session, kind->read))
		return error_raise(ERR_NOT_FOUND, "no case to begin from");
	form_set(form, "titolare", arena_printf(rq->arena, "%lld", (long long)row.titolare_soggetto_id.v));
	form_set(form, "da", arena_printf(rq->arena, "%lld", (long long)id));
	form_set(form, "richiesta", row.testo);
	form_set(form, "motivo", row.motivo);
	if (row.riguarda)
		form_set(form, "riguarda", row.riguarda);
	audit(rq, "apri", "pratica", id, row.titolare_soggetto_id.v);
	notice(rq, "info", arena_printf(rq->arena, "Da %s", row.codice), "Persona e racconto sono copiati: controllali e completa.");
	rq->web->draft_found = false;
	return NULL;
}

static struct error *begin(struct request *rq, struct form *form)
{
	const char *from = fields_get(&rq->query, "da");
	int64_t id;

	form_set(form, "tipo", VALUTAZIONE_PRIMO);
	form_set(form, "riguarda", "PERSONA");
	return from && text_to_int(from, &id) ? copy_case(rq, form, id) : NULL;
}

static struct error *check(struct request *rq, struct form *form, const struct pratica *p, const struct q_persona_in_parole *person)
{
	(void)rq;
	(void)p;
	(void)person;
	valutazione_check(form);
	return NULL;
}

/* The chain to where it comes from, as far as its follower may be written (SEG-10, VAL-09). */
static struct error *born(struct request *rq, struct form *form, const struct q_pratica_crea *made, const char **done)
{
	int64_t from = pratica_form_id(form, "da");

	(void)done;
	return from ? q_valutazione_lega(rq->db, made->pratica_id, (pratica_id){ from }) : NULL;
}

/* ---- what follows, one click away from every section (VAL-02, PIC-09) ---- */

/* How many parts there are, and those of one's own that are not signed yet. */
static struct error *count_parts(struct request *rq, const struct pratica *p)
{
	struct q_valutazione_parti_conta parts;

	TRY(q_valutazione_parti_conta(rq->db, p->id, &parts));
	pratica_section_count(rq, p, "parti", parts.quante);
	if (!parts.da_firmare || strcmp(p->state, "A") != 0)
		return NULL;
	notice(rq, "info",
	       parts.da_firmare == 1 ? "Una parte non è ancora firmata"
				     : arena_printf(rq->arena, "%lld parti non sono ancora firmate", (long long)parts.da_firmare),
	       parts.mie ? "Firma la tua quando è finita: concludendo la valutazione resta com’è, senza firma."
			 : "Chi l’ha scritta la firma quando è finita.");
	return NULL;
}

/* To which interventi it may lead.  On a small screen the bar has no room, so they stand among the other actions. */
static struct error *offer_interventi(struct request *rq, const struct pratica *p, const char *id)
{
	struct q_intervento_seguiti *found;
	size_t count;

	TRY(q_intervento_seguiti(rq->db, p->kind->code, &found, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%s", found[i].codice));
		page_setf(node, "testo", "Crea: %s", found[i].denominazione);
		page_setf(node, "url", "%s/nuovo?valutazione=%s", found[i].percorso, id);
	}
	return NULL;
}

static struct error *around(struct request *rq, struct pratica *p)
{
	const char *id = arena_printf(rq->arena, "%lld", (long long)p->id.v);

	TRY(count_parts(rq, p));
	if (strcmp(p->state, "X") == 0)
		return NULL;
	if (session_may(rq->session, PRESA_IN_CARICO_APRI)) {
		page_set(rq->page, "Identita.altra.presa.testo", "Apri presa in carico");
		page_setf(rq->page, "Identita.altra.presa.url", "/prese-in-carico/nuova?valutazione=%s", id);
	}
	if (session_may(rq->session, PROGETTO_APRI)) {
		page_set(rq->page, "Identita.altra.progetto.testo", "Crea progetto");
		page_setf(rq->page, "Identita.altra.progetto.url", "/progetti/nuovo?da=%s", id);
	}
	return session_may(rq->session, INTERVENTO_SCRIVI) ? offer_interventi(rq, p, id) : NULL;
}

/* ---- the kind ---- */

static const char *const acts[] = { "da", NULL };
static const struct pratica_caso caso = {
	.kind = &kind_valutazione,
	.title = "Nuova valutazione",
	.save = "Apri la valutazione",
	.done = "valutazione-creata",
	.acts = acts,
	.begin = begin,
	.check = check,
	.born = born,
};

static struct error *detail(struct request *rq, struct pratica *p)
{
	return pratica_caso_dettaglio(rq, p, &caso);
}

static struct error *save(struct request *rq, struct pratica *p)
{
	return pratica_caso_salva(rq, p, &caso);
}

static const struct pratica_words words = {
	.one = "valutazione",
	.many = "valutazioni",
	.all = "le valutazioni",
	.fresh = "Nuova valutazione",
	.none = "Ancora nessuna valutazione",
	.none_found = "Nessuna valutazione con questi filtri",
	.open = "In corso",
};
static const char *const sections[] = {
	"dettaglio", "parti", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "eventi", "isee",
	"storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_valutazione = {
	.code = "valutazione",
	.form = "valutazione",
	.help = "valutazioni",
	.search = "cerca_valutazioni",
	.birth = "/valutazioni/nuova",
	.words = &words,
	.read = VALUTAZIONE_LEGGI,
	.write = VALUTAZIONE_SCRIVI,
	.begin = VALUTAZIONE_APRI,
	.sections = sections,
	.detail = detail,
	.save = save,
	.around = around,
	.paper = valutazione_parti_mostra,
};

struct error *valutazione_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_valutazione);
}

struct error *valutazione_nuova(struct request *rq)
{
	return pratica_caso_nuovo(rq, &caso);
}

struct error *valutazione_crea(struct request *rq)
{
	return pratica_caso_crea(rq, &caso);
}
