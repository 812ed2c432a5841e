/*
 * Prese in carico: taking somebody in charge, once for each service, with the consent in parts, from a
 * segnalazione, a valutazione or a report to SELF (PIC-01 … PIC-14).
 */
#include "pratica/caso.h"
#include "pratica/elenco.h"
#include "presa_in_carico/presa_in_carico.h"

#include <string.h>
#include <time.h>

static void set_id(struct request *rq, struct form *form, const char *field, int64_t id)
{
	if (id)
		form_set(form, field, arena_printf(rq->arena, "%lld", (long long)id));
}

/* ---- what is known already ---- */

/* ?segnalazione=ID (PIC-09). */
static struct error *copy_segnalazione(struct request *rq, struct form *form, int64_t id)
{
	struct q_presa_in_carico_da_segnalazione row;
	bool found = false;

	if (session_may(rq->session, SEGNALAZIONE_LEGGI))
		TRY(q_presa_in_carico_da_segnalazione(rq->db, (pratica_id){ id }, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no segnalazione to begin from");
	set_id(rq, form, "titolare", row.titolare_soggetto_id.v);
	set_id(rq, form, "segnalazione", id);
	form_set(form, "motivo", row.motivo);
	form_set(form, "fonte", row.fonte);
	form_set(form, "bisogno", row.testo);
	audit(rq, "apri", "pratica", id, row.titolare_soggetto_id.v);
	notice(rq, "info", "Dalla segnalazione", "Persona, motivo, fonte e racconto sono copiati: controllali e completa.");
	rq->web->draft_found = false;
	return NULL;
}

/* ?valutazione=ID (PIC-07). */
static struct error *copy_valutazione(struct request *rq, struct form *form, int64_t id)
{
	struct q_presa_in_carico_da_valutazione row;
	bool found = false;

	if (session_may(rq->session, VALUTAZIONE_LEGGI))
		TRY(q_presa_in_carico_da_valutazione(rq->db, (pratica_id){ id }, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no valutazione to begin from");
	set_id(rq, form, "titolare", row.titolare_soggetto_id.v);
	set_id(rq, form, "valutazione", id);
	form_set(form, "bisogno", row.bisogno);
	form_set(form, "obiettivi", row.proposta);
	audit(rq, "apri", "pratica", id, row.titolare_soggetto_id.v);
	notice(rq, "info", "Dalla valutazione", "Persona, sintesi e proposta sono copiate: controllale e completa.");
	rq->web->draft_found = false;
	return NULL;
}

/* ?domanda=ID: a report to SELF. */
static struct error *copy_domanda(struct request *rq, struct form *form, int64_t id)
{
	struct q_presa_in_carico_da_domanda row;
	bool found = false;

	if (session_may(rq->session, DOMANDA_LEGGI))
		TRY(q_presa_in_carico_da_domanda(rq->db, (domanda_id){ id }, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no report to begin from");
	set_id(rq, form, "titolare", row.soggetto_id.v);
	set_id(rq, form, "domanda", id);
	form_set(form, "bisogno", row.motivo);
	form_set(form, "obiettivi", row.obiettivi);
	audit(rq, "apri", "domanda", id, row.soggetto_id.v);
	notice(rq, "info", "Dalla segnalazione al SELF", "Persona, motivo e obiettivi sono copiati: controllali e completa.");
	rq->web->draft_found = false;
	return NULL;
}

static struct error *begin(struct request *rq, struct form *form)
{
	const char *report = fields_get(&rq->query, "segnalazione"), *domanda = fields_get(&rq->query, "domanda");
	const char *assessment = fields_get(&rq->query, "valutazione");
	int64_t id;

	if (report && text_to_int(report, &id))
		return copy_segnalazione(rq, form, id);
	if (assessment && text_to_int(assessment, &id))
		return copy_valutazione(rq, form, id);
	if (domanda && text_to_int(domanda, &id))
		return copy_domanda(rq, form, id);
	return NULL;
}

/* ---- choices that are no vocabulary ---- */

/* Cases of that kind which the new one may follow from; *offered says how many. */
static struct error *offer_before(struct request *rq, struct form *form, const char *kind, const char *vocabulary, size_t *offered)
{
	struct q_presa_in_carico_da_collegare *found = NULL;
	soggetto_id person = { pratica_form_id(form, "titolare") };
	size_t count = 0;

	if (person.v && session_may(rq->session, pratica_kind_find(kind)->read))
		TRY(q_presa_in_carico_da_collegare(rq->db, kind, person, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].altra_pratica_id.v), found[i].testo, NULL };
	form_choices(form, vocabulary, choices, count);
	*offered = count;
	return NULL;
}

static struct error *offer_cases(struct request *rq, struct form *form)
{
	soggetto_id person = { pratica_form_id(form, "titolare") };
	size_t reports, assessments;

	TRY(offer_before(rq, form, "segnalazione", "segnalazione_collegabile", &reports));
	TRY(offer_before(rq, form, "valutazione", "valutazione_collegabile", &assessments));
	page_flag(rq->page, "Caso.segnalazioni", reports > 0);
	page_flag(rq->page, "Caso.valutazioni", assessments > 0);
	if (person.v)
		page_setf(rq->page, "Caso.nuova_segnalazione", "/segnalazioni/nuova?titolare=%lld", (long long)person.v);
	if (person.v && session_may(rq->session, VALUTAZIONE_APRI))
		page_setf(rq->page, "Caso.nuova_valutazione", "/valutazioni/nuova?titolare=%lld", (long long)person.v);
	return NULL;
}

static struct error *offer_documents(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_presa_in_carico_documenti *found = NULL;
	size_t count = 0;

	if (p)
		TRY(q_presa_in_carico_documenti(rq->db, p->id, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].documento_id.v),
					      found[i].testo, NULL };
	form_choices(form, "documento_della_pratica", choices, count);
	return NULL;
}

static struct error *choices(struct request *rq, struct form *form, const struct pratica *p)
{
	TRY(offer_documents(rq, form, p));
	if (!p)
		return offer_cases(rq, form);
	form_choices(form, "segnalazione_collegabile", NULL, 0);
	form_choices(form, "valutazione_collegabile", NULL, 0);
	return NULL;
}

/* ---- one open for each person and service (PIC-10, PIC-11) ---- */

static void lead_to(struct request *rq, const struct q_presa_in_carico_aperta *open)
{
	notice(rq, "warning", "C’è già una presa in carico aperta",
	       arena_printf(rq->arena, "Il tuo servizio segue già la persona con %s. Continua lì, oppure chiudila con un motivo "
			    "e poi aprine un’altra.",
			    open->codice));
	char *at = arena_printf(rq->arena, "Pagina.avviso.%lld", (long long)rq->web->notices - 1);
	page_setf(rq->page, arena_printf(rq->arena, "%s.url", at), "/pratiche/%lld", (long long)open->pratica_id.v);
	page_setf(rq->page, arena_printf(rq->arena, "%s.testo_url", at), "Apri %s", open->codice);
	page_setf(rq->page, "Caso.chiudi", "/pratiche/%lld/stato/chiudi", (long long)open->pratica_id.v);
	page_set(rq->page, "Caso.chiudi_codice", open->codice);
}

static struct error *open_already(struct request *rq, struct form *form, const struct pratica *p,
				  struct q_presa_in_carico_aperta *open, bool *found)
{
	soggetto_id person = { pratica_form_id(form, "titolare") };

	*found = false;
	if (!person.v || (p && p->holder.v == person.v))
		return NULL;
	TRY(q_presa_in_carico_aperta(rq->db, person, open, found));
	*found = *found && (!p || open->pratica_id.v != p->id.v);
	return NULL;
}

static struct error *check(struct request *rq, struct form *form, const struct pratica *p, const struct q_persona_in_parole *person)
{
	struct q_presa_in_carico_aperta open;
	bool found;

	presa_in_carico_check(form, italian_today(rq->arena, (int64_t)time(NULL)), person->data_nascita);
	TRY(open_already(rq, form, p, &open, &found));
	if (found) {
		form_error(form, "titolare", "Il tuo servizio ha già una presa in carico aperta per questa persona: %s", open.codice);
		lead_to(rq, &open);
	}
	return NULL;
}

/* ---- what follows ---- */

static struct error *born(struct request *rq, struct form *form, const struct q_pratica_crea *made, const char **done)
{
	int64_t report = pratica_form_id(form, "segnalazione"), domanda = pratica_form_id(form, "domanda"), tied;
	int64_t assessment = pratica_form_id(form, "valutazione");

	(void)done;
	if (report)
		TRY(q_pratica_collega(rq->db, made->pratica_id, (pratica_id){ report }, &tied));
	if (assessment)
		TRY(q_pratica_collega(rq->db, made->pratica_id, (pratica_id){ assessment }, &tied));
	if (domanda)
		TRY(q_presa_in_carico_lega_domanda(rq->db, made->pratica_id, (domanda_id){ domanda }));
	return NULL;
}

static struct error *show(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_presa_in_carico_aperta open;
	bool found = false;

	if (!p && !form_was_sent(form))
		TRY(open_already(rq, form, NULL, &open, &found));
	if (found)
		lead_to(rq, &open);
	return NULL;
}

/* What follows is one click away, from every section (PRJ-01). */
static struct error *around(struct request *rq, struct pratica *p)
{
	if ((p->state[0] != 'A' && p->state[0] != 'S') || !session_may(rq->session, PROGETTO_APRI))
		return NULL;
	page_set(rq->page, "Identita.azione.0.testo", "Apri progetto");
	page_setf(rq->page, "Identita.azione.0.url", "/progetti/nuovo?da=%lld", (long long)p->id.v);
	page_set(rq->page, "Identita.azione.0.icona", "it-plus");
	/* on a small screen the bar has no room: it stands among the other actions */
	page_set(rq->page, "Identita.altra.apri.testo", "Apri progetto");
	page_set(rq->page, "Identita.altra.apri.url", page_get(rq->page, "Identita.azione.0.url"));
	return NULL;
}

/* ---- the kind ---- */

static const char *const acts[] = { "segnalazione", "valutazione", "domanda", NULL };
static const struct pratica_caso caso = {
	.kind = &kind_presa_in_carico,
	.title = "Nuova presa in carico",
	.save = "Prendi in carico",
	.done = "presa-creata",
	.acts = acts,
	.begin = begin,
	.choices = choices,
	.check = check,
	.born = born,
	.show = show,
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
	.one = "presa in carico",
	.many = "prese in carico",
	.all = "le prese in carico",
	.fresh = "Nuova presa in carico",
	.none = "Ancora nessuna presa in carico",
	.none_found = "Nessuna presa in carico con questi filtri",
	.open = "Aperte e sospese",
};
static const char *const sections[] = {
	"dettaglio", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "valutazioni",
	"eventi", "isee", "storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_presa_in_carico = {
	.code = "presa_in_carico",
	.form = "presa_in_carico",
	.help = "prese-in-carico",
	.search = "cerca_prese_in_carico",
	.birth = "/prese-in-carico/nuova",
	.words = &words,
	.read = PRESA_IN_CARICO_LEGGI,
	.write = PRESA_IN_CARICO_SCRIVI,
	.begin = PRESA_IN_CARICO_APRI,
	.sections = sections,
	.detail = detail,
	.save = save,
	.around = around,
};

struct error *presa_in_carico_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_presa_in_carico);
}

struct error *presa_in_carico_nuova(struct request *rq)
{
	return pratica_caso_nuovo(rq, &caso);
}

struct error *presa_in_carico_crea(struct request *rq)
{
	return pratica_caso_crea(rq, &caso);
}
