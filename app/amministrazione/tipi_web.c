/*
 * Types of intervention (GEN-09, ECO-03): what they are called, what they propose, in which services they are chosen.
 */
#include "amministrazione/amministrazione.h"

#include <inttypes.h>
#include <string.h>

static const char *asked_kind(struct request *rq, const struct q_amministra_tipi_kind *kinds, size_t count)
{
	const char *asked = fields_get(&rq->query, "pratiche");

	for (size_t i = 0; asked && i < count; i++)
		if (strcmp(kinds[i].codice, asked) == 0)
			return kinds[i].codice;
	return count ? kinds[0].codice : NULL;
}

struct error *tipi_elenco(struct request *rq)
{
	struct q_amministra_tipi_kind *kinds;
	size_t count;

	TRY(q_amministra_tipi_kind(rq->db, &kinds, &count));
	const char *kind = asked_kind(rq, kinds, count);
	page_set(rq->page, "Schede.nome", "Di quali pratiche");
	for (size_t i = 0; i < count; i++) {
		struct page *tab = page_node(rq->page, arena_printf(rq->arena, "Schede.voce.%zu", i));

		page_set(tab, "testo", kinds[i].plurale);
		page_set(tab, "url", arena_printf(rq->arena, "/amministrazione/tipi?pratiche=%s", kinds[i].codice));
		page_flag(tab, "corrente", kind && strcmp(kind, kinds[i].codice) == 0);
	}
	page_set(rq->page, "Elenco.kind", kind);
	TRY(q_amministra_tipi(rq->db, kind, rows(rq, "Tipi")));
	amministrazione_path(rq, "Tipi di intervento", "tipi", NULL);
	return page_send(rq, "tipi_elenco", "Tipi di intervento");
}

/* {1,2} for a bigint[]; the form gives 1,2. */
static const char *services(struct request *rq)
{
	const char *chosen = form_text(rq->form, "servizi");

	return chosen ? arena_printf(rq->arena, "{%s}", chosen) : NULL;
}

/* ---- a new one ---- */

static struct error *offer_kinds(struct request *rq)
{
	struct q_amministra_tipi_kind *kinds;
	size_t count;

	TRY(q_amministra_tipi_kind(rq->db, &kinds, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ kinds[i].codice, kinds[i].plurale, NULL };
	form_choices(rq->form, "kind_con_tipi", choices, count);
	if (rq->method == METHOD_GET) {
		form_set(rq->form, "kind", asked_kind(rq, kinds, count));
		form_set(rq->form, "casellario", "NR");
	}
	return NULL;
}

static struct error *show_new(struct request *rq)
{
	form_cancel(rq, "/amministrazione/tipi");
	amministrazione_path(rq, "Tipi di intervento", "tipi", "Nuovo tipo");
	return page_send(rq, "modulo", "Nuovo tipo di intervento");
}

struct error *tipi_nuovo(struct request *rq)
{
	TRY(offer_kinds(rq));
	return show_new(rq);
}

struct error *tipi_crea(struct request *rq)
{
	struct q_amministra_tipo_crea made;
	struct form *f = rq->form;

	TRY(offer_kinds(rq));
	if (!form_ok(f))
		return show_new(rq);
	TRY(q_amministra_tipo_crea(rq->db, form_text(f, "kind"), form_text(f, "descrizione"), form_text(f, "livello_assistenza"),
			form_text(f, "istat"), form_text(f, "inps"), form_text(f, "casellario"), services(rq), form_int(f, "ordine"),
			form_date(f, "valido_dal"), form_date(f, "valido_al"), &made));
	return redirect(rq, "/amministrazione/tipi?pratiche=%s&fatto=voce-salvata", form_text(f, "kind"));
}

/* ---- one of them ---- */

static struct error *find(struct request *rq, struct q_amministra_tipo *row)
{
	bool found;

	TRY(q_amministra_tipo(rq->db, PATH_ID(rq, tipo_intervento), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such type");
}

static struct error *show(struct request *rq, const struct q_amministra_tipo *row)
{
	form_set_version(rq, row->versione);
	form_cancel(rq, arena_printf(rq->arena, "/amministrazione/tipi?pratiche=%s", row->kind));
	amministrazione_path(rq, "Tipi di intervento", "tipi", row->descrizione);
	return page_send(rq, "modulo", row->descrizione);
}

struct error *tipi_vedi(struct request *rq)
{
	struct q_amministra_tipo row;
	struct form *f = rq->form;

	TRY(find(rq, &row));
	form_set(f, "descrizione", row.descrizione);
	form_set(f, "ordine", arena_printf(rq->arena, "%" PRId64, row.ordine));
	form_set(f, "valido_dal", row.valido_dal);
	form_set(f, "valido_al", row.valido_al);
	form_set(f, "livello_assistenza", row.livello_assistenza);
	form_set(f, "istat", row.istat);
	form_set(f, "inps", row.inps);
	form_set(f, "casellario", row.casellario);
	form_set(f, "servizi", row.servizi);
	TRY(form_choices_again(rq, f));
	return show(rq, &row);
}

struct error *tipi_salva(struct request *rq)
{
	struct q_amministra_tipo_salva saved;
	struct q_amministra_tipo row;
	struct form *f = rq->form;

	TRY(find(rq, &row));
	if (!form_ok(f))
		return show(rq, &row);
	TRY(q_amministra_tipo_salva(rq->db, row.tipo_intervento_id, form_version(rq), form_text(f, "descrizione"), form_bool(f, "sostituisce"),
			form_text(f, "livello_assistenza"), form_text(f, "istat"), form_text(f, "inps"), form_text(f, "casellario"), services(rq),
			form_int(f, "ordine"), form_date(f, "valido_dal"), form_date(f, "valido_al"), &saved));
	return redirect(rq, "/amministrazione/tipi?pratiche=%s&fatto=%s", row.kind,
			saved.tipo_intervento_id.v == row.tipo_intervento_id.v ? "voce-salvata" : "voce-sostituita");
}
