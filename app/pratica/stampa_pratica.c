/*
 * A case on paper: its detail, and the sections that were ticked, as who asked for them may read
 * them when they are printed.
 */
#include "pratica/stampa_pratica.h"
#include "stampa/stampa.h"

static struct error *show_form(struct request *rq, const struct pratica *p)
{
	form_cancel(rq, arena_printf(rq->arena, "/pratiche/%lld", (long long)p->id.v));
	page_set(rq->page, "Sezione.titolo", "Stampa");
	page_set(rq->page, "Modulo.salva", "Prepara il PDF");
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "Stampa di %s", p->code));
}

void pratica_stampa_tutto(struct form *form)
{
	static const char *const ticked[] = { "stati", "assegnazioni", "schede", "significativi", "eventi", "documenti", "diario", "collegamenti",
						"richieste", "equipe" };

	for (size_t i = 0; i < sizeof(ticked) / sizeof(*ticked); i++)
		form_set(form, ticked[i], "1");
}

struct error *pratica_stampa(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	pratica_stampa_tutto(rq->form);
	return show_form(rq, p);
}

struct error *pratica_stampa_chiedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "dettaglio", &p));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return show_form(rq, p);
	const struct stampa_richiesta what = {
		.kind = "pratica",
		.object = p->id.v,
		.pratica = p->id,
		.soggetto = p->holder,
		.options = form_json(rq->form),
		.title = arena_printf(rq->arena, "Pratica %s", p->code),
		.file = arena_printf(rq->arena, "%s.pdf", p->code),
	};
	return stampa_chiedi(rq, &what);
}

/* ---- the page that is printed ---- */

/* The answers on the form of its kind, in words. */
static struct error *fill_answers(struct request *rq, const struct q_stampa_pratica *row)
{
	struct form *form;

	TRY(form_open(rq, row->modulo, &form));
	TRY(form_set_json(form, row->dati));
	TRY(form_choices_again(rq, form));
	form_to_page(form, rq->page, "Modulo");
	return NULL;
}

static struct error *fill_head(struct request *rq, const struct q_stampa_pratica *row)
{
	struct page *node = page_node(rq->page, "Pratica");
	struct q_scelta_testo reason;
	bool found = false;

	if (row->motivo_attivazione)
		TRY(q_scelta_testo(rq->db, "motivo_attivazione", row->motivo_attivazione, &reason, &found));
	page_set(node, "codice", row->codice);
	page_set(node, "kind", row->kind_nome);
	page_set(node, "tipo", row->tipo);
	page_set(node, "stato", row->stato);
	page_set(node, "titolare", row->titolare);
	page_set(node, "nascita", row->data_nascita ? italian_date(rq->arena, row->data_nascita) : "");
	page_set(node, "codice_fiscale", row->codice_fiscale);
	page_set(node, "servizio", row->servizio);
	page_set(node, "riferimento", row->riferimento);
	page_set(node, "inizio", italian_date(rq->arena, row->data_inizio));
	page_set(node, "fine_prevista", row->data_fine_prevista ? italian_date(rq->arena, row->data_fine_prevista) : "");
	page_set(node, "fine", row->data_fine ? italian_date(rq->arena, row->data_fine) : "");
	page_set(node, "motivo_attivazione", found ? reason.descrizione : row->motivo_attivazione);
	page_set(node, "motivo_termine", row->motivo_termine);
	return NULL;
}

static struct error *fill_sections(struct request *rq, pratica_id id, const char *options)
{
	struct form *asked;

	TRY(form_open(rq, "stampa_pratica", &asked));
	TRY(form_set_json(asked, options));
	if (form_bool(asked, "stati"))
		TRY(q_pratica_stati(rq->db, id, rows(rq, "Stati")));
	if (form_bool(asked, "collegamenti"))
		TRY(q_stampa_pratica_collegamenti(rq->db, id, rows(rq, "Catena")));
	if (form_bool(asked, "assegnazioni"))
		TRY(q_stampa_pratica_assegnazioni(rq->db, id, rows(rq, "Assegnazioni")));
	if (form_bool(asked, "schede"))
		TRY(rilevazioni_mostra(rq, id));
	if (form_bool(asked, "significativi"))
		TRY(q_significativo_elenco(rq->db, id, rows(rq, "Significativi")));
	if (form_bool(asked, "eventi"))
		TRY(q_evento_elenco(rq->db, id, rows(rq, "Eventi")));
	if (form_bool(asked, "documenti"))
		TRY(q_stampa_pratica_documenti(rq->db, id, rows(rq, "Documenti")));
	if (form_bool(asked, "richieste") && session_may(rq->session, RICHIESTA_LEGGI))
		TRY(q_stampa_pratica_richieste(rq->db, id, rows(rq, "Richieste")));
	if (form_bool(asked, "equipe"))
		TRY(q_stampa_pratica_equipe(rq->db, id, rows(rq, "Equipe")));
	if (form_bool(asked, "diario"))
		TRY(q_stampa_pratica_diario(rq->db, id, form_bool(asked, "private"), rows(rq, "Diario")));
	return NULL;
}

struct error *pratica_su_carta(struct request *rq, pratica_id id)
{
	struct q_stampa_pratica row;
	bool found;

	TRY(q_stampa_pratica(rq->db, id, &row, &found));
	const struct pratica_kind *kind = found ? pratica_kind_find(row.kind) : NULL;
	if (!kind || !session_may(rq->session, kind->read))
		return error_raise(ERR_NOT_FOUND, "the case does not open any more");
	TRY(fill_head(rq, &row));
	TRY(fill_answers(rq, &row));
	return kind->paper ? kind->paper(rq, id) : NULL;
}

struct error *pratica_su_carta_con(struct request *rq, pratica_id id, const char *options)
{
	TRY(pratica_su_carta(rq, id));
	return fill_sections(rq, id, options);
}

struct error *pratica_isee_su_carta(struct request *rq, soggetto_id person, const char *options)
{
	struct form *asked;

	TRY(form_open(rq, "stampa_pratica", &asked));
	TRY(form_set_json(asked, options));
	if (!person.v || !form_bool(asked, "isee") || !session_may(rq->session, ISEE_LEGGI))
		return NULL;
	return q_isee_elenco(rq->db, person, rows(rq, "Isee"));
}

struct error *stampa_pratica(struct request *rq, const struct stampa *what)
{
	TRY(pratica_su_carta_con(rq, what->pratica, what->options));
	return pratica_isee_su_carta(rq, what->soggetto, what->options);
}
