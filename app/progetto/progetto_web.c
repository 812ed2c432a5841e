/*
 * Progetti: a new one from a person or from the case that comes before it, the detail, the list (PRJ-01,
 * VAL-02).
 */
#include "pratica/caso.h"
#include "pratica/elenco.h"
#include "progetto/obiettivi.h"
#include "progetto/progetto.h"

#include <string.h>
#include <time.h>

/* ---- what is known already ---- */

/* May this role read cases of that kind at all?  (What it sees of them, the policies say.) */
static bool reads(struct request *rq, const char *code)
{
	const struct pratica_kind *kind = pratica_kind_find(code);

	return kind && session_may(rq->session, kind->read);
}

/* ?da=ID: a case of a kind that leads to projects. */
static struct error *begin(struct request *rq, struct form *form)
{
	const char *before = fields_get(&rq->query, "da");
	struct q_progetto_da row;
	bool found = false;
	int64_t id;

	if (!before || !text_to_int(before, &id))
		return NULL;
	TRY(q_progetto_da(rq->db, (pratica_id){ id }, &row, &found));
	if (!found || !reads(rq, row.kind))
		return error_raise(ERR_NOT_FOUND, "no case to begin from");
	form_set(form, "titolare", arena_printf(rq->arena, "%lld", (long long)row.titolare_soggetto_id.v));
	form_set(form, "da", arena_printf(rq->arena, "%lld", (long long)id));
	form_set(form, "area", row.area);
	form_set(form, "situazione", row.situazione);
	form_set(form, "finalita", row.finalita);
	audit(rq, "apri", "pratica", id, row.titolare_soggetto_id.v);
	notice(rq, "info", arena_printf(rq->arena, "Da %s", row.codice), "Quello che si sa già è copiato: controllalo e completa.");
	rq->web->draft_found = false;
	return NULL;
}

/* The cases from which it may follow (PIC-07, VAL-02); afterwards the section of the chain says so. */
static struct error *choices(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_progetto_precedenti *found = NULL;
	soggetto_id person = { pratica_form_id(form, "titolare") };
	size_t count = 0, offered = 0;

	if (!p && person.v)
		TRY(q_progetto_precedenti(rq->db, person, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		if (reads(rq, found[i].kind))
			list[offered++] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].altra_pratica_id.v),
							   found[i].testo, found[i].plurale };
	form_choices(form, "pratica_precedente", list, offered);
	page_flag(rq->page, "Caso.precedenti", offered > 0);
	return NULL;
}

static struct error *check(struct request *rq, struct form *form, const struct pratica *p, const struct q_persona_in_parole *person)
{
	(void)p;
	(void)person;
	progetto_check(form, italian_today(rq->arena, (int64_t)time(NULL)));
	return NULL;
}

static struct error *born(struct request *rq, struct form *form, const struct q_pratica_crea *made, const char **done)
{
	int64_t before = pratica_form_id(form, "da"), tied;

	(void)done;
	return before ? q_pratica_collega(rq->db, made->pratica_id, (pratica_id){ before }, &tied) : NULL;
}

/* What its own section holds. */
static struct error *around(struct request *rq, struct pratica *p)
{
	struct q_progetto_conta row;

	TRY(q_progetto_conta(rq->db, p->id, &row));
	pratica_section_count(rq, p, "obiettivi", row.obiettivi);
	page_set(rq->page, "Identita.altra.firma.testo", "Stampa da firmare (PDF)");
	page_set(rq->page, "Identita.altra.firma.url", progetto_percorso(rq, p, "/stampa"));
	page_flag(rq->page, "Identita.altra.firma.post", true);
	return NULL;
}

/* ---- the kind ---- */

static const char *const acts[] = { "da", NULL };
static const struct pratica_caso caso = {
	.kind = &kind_progetto,
	.title = "Nuovo progetto",
	.save = "Apri il progetto",
	.done = "progetto-creato",
	.acts = acts,
	.begin = begin,
	.choices = choices,
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
	.one = "progetto",
	.many = "progetti",
	.all = "i progetti",
	.fresh = "Nuovo progetto",
	.none = "Ancora nessun progetto",
	.none_found = "Nessun progetto con questi filtri",
	.open = "In corso e sospesi",
};
static const char *const sections[] = {
	"dettaglio", "obiettivi", "collegamenti", "assegnazioni", "diario", "documenti", "schede",
	"soggetti-significativi", "richieste", "valutazioni",
	"eventi", "isee", "storia", "assegnazioni#chi-vede", NULL,
};

const struct pratica_kind kind_progetto = {
	.code = "progetto",
	.form = "progetto",
	.help = "progetti",
	.search = "cerca_progetti",
	.birth = "/progetti/nuovo",
	.words = &words,
	.read = PROGETTO_LEGGI,
	.write = PROGETTO_SCRIVI,
	.begin = PROGETTO_APRI,
	.sections = sections,
	.detail = detail,
	.save = save,
	.around = around,
	.paper = progetto_su_carta,
};

struct error *progetto_elenco(struct request *rq)
{
	return pratica_elenco(rq, &kind_progetto);
}

struct error *progetto_nuovo(struct request *rq)
{
	return pratica_caso_nuovo(rq, &caso);
}

struct error *progetto_crea(struct request *rq)
{
	return pratica_caso_crea(rq, &caso);
}
