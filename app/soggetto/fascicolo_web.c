/*
 * A person's whole file on paper: every case that the reader opens, in one PDF with index and bookmarks
 * (BEY-17).
 */
#include "pratica/stampa_pratica.h"
#include "soggetto/scheda.h"
#include "stampa/stampa.h"

static struct error *show_form(struct request *rq, const struct scheda *person)
{
	form_cancel(rq, arena_printf(rq->arena, "/soggetti/%lld", (long long)person->id.v));
	page_set(rq->page, "Sezione.titolo", "Stampa il fascicolo");
	page_set(rq->page, "Sezione.nota", "Un solo PDF con tutte le pratiche della persona che puoi aprire adesso, e un indice.");
	page_set(rq->page, "Modulo.salva", "Prepara il PDF");
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "Fascicolo di %s", person->name));
}

struct error *fascicolo_stampa(struct request *rq)
{
	struct scheda *person;

	TRY(soggetto_open(rq, "dati", &person));
	if (!person)
		return NULL;
	pratica_stampa_tutto(rq->form);
	return show_form(rq, person);
}

struct error *fascicolo_stampa_chiedi(struct request *rq)
{
	struct scheda *person;

	TRY(soggetto_open(rq, "dati", &person));
	if (!person)
		return NULL;
	if (!form_ok(rq->form))
		return show_form(rq, person);
	const struct stampa_richiesta what = {
		.kind = "fascicolo",
		.object = person->id.v,
		.soggetto = person->id,
		.options = form_json(rq->form),
		.title = arena_printf(rq->arena, "Fascicolo, persona %lld", (long long)person->row.codice),
		.file = arena_printf(rq->arena, "fascicolo-%lld.pdf", (long long)person->row.codice),
	};
	return stampa_chiedi(rq, &what);
}

/* ---- the pages that are printed ---- */

static void fill_index(struct request *rq, const struct q_fascicolo_pratiche *one, size_t place)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Indice.%zu", place));

	page_int(node, "id", one->pratica_id.v);
	page_setf(node, "testo", "%s, %s, %s, dal %s, %s", one->codice, one->titolo, one->stato ? one->stato : "",
		  italian_date(rq->arena, one->data_inizio), one->servizio);
}

/* First the person and the index; then a piece for each case of a kind that this role reads. */
struct error *stampa_fascicolo(struct request *rq, const struct stampa *what)
{
	struct q_fascicolo_pratiche *found;
	struct q_persona_in_parole person;
	size_t count, kept = 0;
	bool there;

	TRY(q_persona_in_parole(rq->db, what->soggetto, &person, &there));
	if (!there)
		return error_raise(ERR_NOT_FOUND, "the person is not to be seen any more");
	TRY(q_fascicolo_persona(rq->db, what->soggetto, row(rq, "Persona")));
	TRY(q_fascicolo_pratiche(rq->db, what->soggetto, &found, &count));
	int64_t *ids = arena_array(rq->arena, count + 1, sizeof(*ids));
	for (size_t i = 0; i < count; i++) {
		const struct pratica_kind *kind = pratica_kind_find(found[i].kind);
		if (!kind || !session_may(rq->session, kind->read))
			continue;
		fill_index(rq, &found[i], kept);
		ids[kept++] = found[i].pratica_id.v;
	}
	page_flag(rq->page, "Fascicolo.pratiche", kept > 0);
	what->pieces->ids = ids;
	what->pieces->count = kept;
	return pratica_isee_su_carta(rq, what->soggetto, what->options);
}

struct error *stampa_fascicolo_pratica(struct request *rq, const struct stampa *what)
{
	page_int(rq->page, "Pratica.id", what->pratica.v);
	return pratica_su_carta_con(rq, what->pratica, what->options);
}
