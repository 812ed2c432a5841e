/*
 * Segnalazioni and contatti: a contact in thirty seconds, to somebody else by its model (SEG-01 … SEG-11).
 */
#include "pratica/caso.h"
#include "pratica/elenco.h"
#include "segnalazione/segnalazione.h"

#include <string.h>

/* ---- a new one ---- */

/* ?modello=ALA: the model with what it proposes, over what was typed before. */
static struct error *lay_model(struct request *rq, struct form *form)
{
	const char *model = fields_get(&rq->query, "modello");
	struct q_segnalazione_modello row;
	bool found = false;

	if (model)
		TRY(q_segnalazione_modello(rq->db, model, &row, &found));
	if (!found)
		return NULL;
	form_set(form, "tipo", model);
	if (row.motivo)
		form_set(form, "motivo", row.motivo);
	form_set(form, "destinatario", row.destinatario_servizio_id.v
		? arena_printf(rq->arena, "%lld", (long long)row.destinatario_servizio_id.v) : NULL);
	return NULL;
}

static struct error *begin(struct request *rq, struct form *form)
{
	(void)rq;
	form_set(form, "riguarda", "PERSONA");
	form_set(form, "tipo", SEGNALAZIONE_CONTATTO);
	return NULL;
}

static struct error *check(struct request *rq, struct form *form, const struct pratica *p, const struct q_persona_in_parole *person)
{
	(void)rq;
	(void)person;
	segnalazione_check(form, p && p->holder.v);
	return NULL;
}

/* To whom it goes: whom somebody chose, else whom its model proposes; 0: stays here. */
static struct error *receiver(struct request *rq, struct form *form, servizio_id *to)
{
	struct q_segnalazione_modello row;
	bool found;

	*to = (servizio_id){ pratica_form_id(form, "destinatario") };
	if (!to->v) {
		TRY(q_segnalazione_modello(rq->db, form_text(form, "tipo"), &row, &found));
		if (found)
			*to = row.destinatario_servizio_id;
	}
	if (to->v == rq->session->service.v)
		to->v = 0;
	return NULL;
}

/*
 * Another service opens it only with the consent of the person (SOG-10).  Where it is missing the
 * segnalazione is kept all the same, and the page says what is owed.
 */
static struct error *send(struct request *rq, struct form *form, const struct q_pratica_crea *made, const char **done)
{
	struct q_segnalazione_consenso consent;
	struct q_assegnazione_crea given;
	servizio_id to;

	TRY(receiver(rq, form, &to));
	if (!to.v)
		return NULL;
	TRY(q_segnalazione_consenso(rq->db, (soggetto_id){ pratica_form_id(form, "titolare") }, &consent));
	if (!consent.dato) {
		*done = "segnalazione-non-inviata";
		return NULL;
	}
	*done = "segnalazione-inviata";
	return q_assegnazione_crea(rq->db, made->pratica_id, to, (operatore_id){ 0 }, 2, NULL, NULL, &given);
}

static struct error *born(struct request *rq, struct form *form, const struct q_pratica_crea *made, const char **done)
{
	struct q_pratica_transizione state;
	const char *outcome = form_text(form, "esito");

	TRY(send(rq, form, made, done));
	if (!outcome)
		return NULL;
	if (strcmp(*done, "segnalazione-creata") == 0)
		*done = "segnalazione-chiusa";
	return q_pratica_transizione(rq->db, made->pratica_id, made->versione, "chiudi", form_date(form, "data_inizio"), outcome, &state);
}

/* ---- around the form ---- */

/* The persons of the register whom a contact may be: asked only until it is tied to one. */
static struct error *show_matches(struct request *rq, struct form *form)
{
	const char *surname = form_text(form, "contatto_cognome"), *name = form_text(form, "contatto_nome");
	struct q_cerca_soggetti_nome *found;
	size_t count;

	if (!surname || !session_may(rq->session, SOGGETTO_LEGGI))
		return NULL;
	TRY(q_cerca_soggetti_nome(rq->db, arena_printf(rq->arena, "%s %s", surname, name ? name : ""),
				  form_date(form, "contatto_nascita"), 0, &found, &count));
	for (size_t i = 0; i < count && i < 5; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Simili.%zu", i));
		page_setf(node, "nome", "%s %s", found[i].cognome, found[i].nome);
		page_set(node, "nascita", italian_date(rq->arena, found[i].data_nascita));
		page_setf(node, "url", "/soggetti/%lld", (long long)found[i].soggetto_id.v);
		page_setf(node, "collega", "%s?titolare=%lld", rq->path, (long long)found[i].soggetto_id.v);
	}
	return NULL;
}

/* The steps before the Commissione Casa (SEG-07): which are made, which is next. */
static struct error *show_steps(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_segnalazione_passi now;
	struct segnalazione_passo steps[SEGNALAZIONE_PASSI];

	TRY(q_segnalazione_passi(rq->db, p->id, &now));
	const struct segnalazione_fatti facts = {
		.person = p->holder.v != 0,
		.consent = now.consenso,
		.missing_documents = now.mancano,
		.sent = now.inviata,
		.session = form_date(form, "commissione_data"),
		.outcome = form_text(form, "commissione_esito"),
	};
	segnalazione_passi(rq->arena, &facts, steps);
	for (size_t i = 0; i < SEGNALAZIONE_PASSI; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Passi.%zu", i));
		page_set(node, "testo", steps[i].text);
		page_set(node, "come", steps[i].detail);
		page_flag(node, "fatto", steps[i].made);
		page_flag(node, "ora", steps[i].next);
		if (steps[i].section)
			page_setf(node, "url", "/pratiche/%lld%s", (long long)p->id.v, steps[i].section);
		else if (steps[i].consent && p->holder.v)
			page_setf(node, "url", "/soggetti/%lld/consensi", (long long)p->holder.v);
	}
	return NULL;
}

/* The models, one click each; the person that is there already comes along. */
static struct error *show_models(struct request *rq, struct form *form)
{
	const char *now = form_text(form, "tipo");
	struct q_segnalazione_modelli *models;
	size_t count;

	TRY(q_segnalazione_modelli(rq->db, &models, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Modelli.%zu", i));
		const char *path = path_with(rq, "/segnalazioni/nuova", "modello", models[i].codice);
		page_set(node, "testo", models[i].descrizione);
		page_set(node, "url", path_with(rq, path, "titolare", form_text(form, "titolare")));
		page_flag(node, "scelto", now && strcmp(now, models[i].codice) == 0);
	}
	return NULL;
}

static struct error *show(struct request *rq, struct form *form, const struct pratica *p)
{
	if (!p) {
		if (!form_was_sent(form))
			TRY(lay_model(rq, form));
		return show_models(rq, form);
	}
	if (!p->holder.v)
		TRY(show_matches(rq, form));
	else if (strcmp(form_text(form, "riguarda") ? form_text(form, "riguarda") : "", "NUCLEO") == 0)
		TRY(q_segnalazione_nucleo(rq->db, p->holder, rows(rq, "Nucleo")));
	if (form_text(form, "tipo") && strcmp(form_text(form, "tipo"), SEGNALAZIONE_COMMISSIONE) == 0)
		TRY(show_steps(rq, form, p));
	return NULL;
}

/* What follows is one click away, from every section (PIC-09). */
static struct error *around(struct request *rq, struct pratica *p)
{
	if (!p->holder.v || strcmp(p->state, "A") != 0)
		return NULL;
	if (session_may(rq->session, VALUTAZIONE_APRI)) {
		page_set(rq->page, "Identita.altra.valuta.testo", "Apri valutazione");
		page_setf(rq->page, "Identita.altra.valuta.url", "/valutazioni/nuova?da=%lld", (long long)p->id.v);
	}
	if (!session_may(rq->session, PRESA_IN_CARICO_APRI))
		return NULL;
	page_set(rq->page, "Identita.azione.0.testo", "Apri presa in carico");
	page_setf(rq->page, "Identita.azione.0.url", "/prese-in-carico/nuova?segnalazione=%lld", (long long)p->id.v);
	page_set(rq->page, "Identita.azione.0.icona", "it-plus");
	/* on a small screen the bar has no room: it stands among the other actions */
	page_set(rq->page, "Identita.altra.apri.testo", "Apri presa in carico");
	page_set(rq->page, "Identita.altra.apri.url", page_get(rq->page, "Identita.azione.0.url"));
	return NULL;
}

/* ---- the kind ---- */

static const char *const acts[] = { "esito", "destinatario", NULL };
static const struct pratica_caso caso = {
	.kind = &kind_segnalazione,
	.title = "Nuova segnalazione",
	.save = "Salva la segnalazione",
	.done = "segnalazione-creata",
	.acts = acts,
	.begin = begin,
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
	.one = "segnalazione",
	.many = "segnalazioni",
	.all = "le segnalazioni e i contatti",
	.fresh = "Nuova segnalazione",
	.none = "Ancora nessuna segnalazione",
	.none_found = "Nessuna segnalazione con questi filtri",
	.open = "Aperte",
};
static const char *const sections[] = {
	"dettaglio", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "eventi", "storia",
	"assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_segnalazione = {
	.code = "segnalazione",
	.form = "segnalazione",
	.help = "segnalazioni",
	.search = "cerca_segnalazioni",
	.birth = "/segnalazioni/nuova",
	.words = &words,
	.read = SEGNALAZIONE_LEGGI,
	.write = SEGNALAZIONE_SCRIVI,
	.begin = SEGNALAZIONE_SCRIVI,
	.sections = sections,
	.detail = detail,
	.save = save,
	.around = around,
};

struct error *segnalazione_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_segnalazione);
}

struct error *segnalazione_nuova(struct request *rq)
{
	return pratica_caso_nuovo(rq, &caso);
}

struct error *segnalazione_crea(struct request *rq)
{
	return pratica_caso_crea(rq, &caso);
}
