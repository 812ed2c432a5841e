/*
 * The section «Richieste» of a case, and asking (RIC-06).
 */
#include "richiesta/richiesta.h"

#include <inttypes.h>
#include <string.h>

const char *richiesta_address(struct request *rq, richiesta_id id, const char *rest)
{
	return arena_printf(rq->arena, "/richieste/%" PRId64 "%s", id.v, rest);
}

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%" PRId64 "/richieste%s", p->id.v, rest);
}

/* Only the service of the case asks, and of one that was entered by mistake nobody asks anything. */
static bool may_ask(struct request *rq, const struct pratica *p)
{
	return p->may_write && p->own_service && strcmp(p->state, "X") != 0 && session_may(rq->session, RICHIESTA_SCRIVI);
}

static struct error *offer_types(struct request *rq, const struct pratica *p)
{
	struct q_richiesta_tipi *types;
	size_t count;

	if (!may_ask(rq, p))
		return NULL;
	TRY(q_richiesta_tipi(rq->db, p->kind->code, &types, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Tipi.%zu", i));
		page_set(node, "nome", types[i].denominazione);
		page_set(node, "descrizione", types[i].descrizione);
		page_set(node, "url", here(rq, p, arena_printf(rq->arena, "/nuova/%s", types[i].codice)));
	}
	return NULL;
}

struct error *richieste_della_pratica(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "richieste", &p));
	if (!p)
		return NULL;
	TRY(q_richieste_della_pratica(rq->db, p->id, rows(rq, "Richieste")));
	TRY(offer_types(rq, p));
	return page_send(rq, "richieste_pratica", arena_printf(rq->arena, "Richieste di %s", p->code));
}

/* ---- asking ---- */

/* The type that the path names, among those that may be asked for here. */
static struct error *find_type(struct request *rq, const struct pratica *p, struct q_richiesta_tipi **type)
{
	struct q_richiesta_tipi *types;
	size_t count;

	if (!may_ask(rq, p))
		return forbid(rq, "Le richieste di una pratica le fa il servizio che la segue, finché la pratica non è "
				  "annullata. Parlane con la sua persona di riferimento, che trovi nella pratica.",
			      "not of this service, or annulled");
	TRY(q_richiesta_tipi(rq->db, p->kind->code, &types, &count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(types[i].codice, rq->path_word) == 0) {
			*type = &types[i];
			return NULL;
		}
	return error_raise(ERR_NOT_FOUND, "no such type for this kind of case and this role");
}

static struct error *offer_services(struct request *rq, const struct q_richiesta_tipi *type)
{
	struct q_richiesta_destinatari *services;
	size_t count;

	if (strcmp(type->ambito, "altro") != 0)
		return NULL;
	form_require(rq->form, "destinatario");
	TRY(q_richiesta_destinatari(rq->db, type->codice, &services, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, services[i].servizio_id.v),
					   services[i].denominazione, services[i].gruppo };
	form_choices(rq->form, "servizi_richiesta", list, count);
	return NULL;
}

struct error *richiesta_offri_documenti(struct request *rq, pratica_id pratica, richiesta_id id)
{
	struct q_richiesta_documenti *found;
	size_t count;

	TRY(q_richiesta_documenti(rq->db, pratica, id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%" PRId64, found[i].documento_id.v), found[i].testo, NULL };
	form_choices(rq->form, "documenti_richiesta", list, count);
	page_flag(rq->page, "Allegati.ci_sono", count > 0);
	return NULL;
}

struct error *richiesta_mostra_documenti(struct request *rq, richiesta_id id)
{
	const char *chosen = form_text(rq->form, "allegati");
	struct q_richiesta_allega done;

	return chosen ? q_richiesta_allega(rq->db, id, arena_printf(rq->arena, "{%s}", chosen), &done) : NULL;
}

static struct error *show_form(struct request *rq, const struct pratica *p, const struct q_richiesta_tipi *type)
{
	page_set(rq->page, "Tipo.nome", type->denominazione);
	page_set(rq->page, "Tipo.descrizione", type->descrizione);
	page_flag(rq->page, "Tipo.altro", strcmp(type->ambito, "altro") == 0);
	page_int(rq->page, "Tipo.giorni", type->giorni);
	page_set(rq->page, "Modulo.salva", type->etichetta);
	form_cancel(rq, here(rq, p, ""));
	return page_send(rq, "richiesta_nuova", arena_printf(rq->arena, "%s di %s", type->denominazione, p->code));
}

static struct error *open_to_ask(struct request *rq, struct pratica **p, struct q_richiesta_tipi **type)
{
	TRY(pratica_open_to_write(rq, "richieste", p));
	if (!*p)
		return NULL;
	TRY(find_type(rq, *p, type));
	TRY(offer_services(rq, *type));
	return error_pass(richiesta_offri_documenti(rq, (*p)->id, (richiesta_id){ 0 }));
}

struct error *richiesta_nuova(struct request *rq)
{
	struct q_richiesta_tipi *type;
	struct pratica *p;

	TRY(open_to_ask(rq, &p, &type));
	if (!p)
		return NULL;
	form_set(rq->form, "entro", type->entro);
	return show_form(rq, p, type);
}

struct error *richiesta_nuova_invia(struct request *rq)
{
	struct q_richiesta_tipi *type;
	struct q_richiesta_crea made;
	servizio_id to = { 0 };
	struct pratica *p;

	TRY(open_to_ask(rq, &p, &type));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return show_form(rq, p, type);
	if (strcmp(type->ambito, "altro") == 0 && !text_to_int(form_text(rq->form, "destinatario"), &to.v))
		return error_raise(ERR_BUG, "a choice of ours that is no id");
	TRY(q_richiesta_crea(rq->db, type->codice, p->id, to, form_text(rq->form, "oggetto"), form_text(rq->form, "testo"),
			     form_date(rq->form, "entro"), &made));
	TRY(richiesta_mostra_documenti(rq, made.richiesta_id));
	return redirect(rq, "%s", richiesta_address(rq, made.richiesta_id, "?fatto=richiesta-fatta"));
}
