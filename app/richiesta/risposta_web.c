/*
 * A richiesta: what was asked, by whom and by when, what happened to it; and its steps.  Who decides sees this
 * page also where they do not open the case: of it they read only what stands here.
 */
#include "richiesta/richiesta.h"

#include <string.h>
#include <time.h>

static void show_person(struct request *rq, struct page *node, const struct q_richiesta_leggi *r)
{
	if (!r->soggetto_id.v)
		return;
	page_set(node, "persona", r->persona ? r->persona : "Persona riservata");
	if (!r->persona)
		return;
	page_setf(node, "persona_url", "/soggetti/%lld", (long long)r->soggetto_id.v);
	page_set(node, "persona_nascita", italian_date(rq->arena, r->data_nascita));
	page_set(node, "persona_codice", r->codice_fiscale);
}

static void show_frame(struct request *rq, const struct q_richiesta_leggi *r)
{
	struct page *node = page_node(rq->page, "Richiesta");

	page_set(node, "codice", r->codice);
	page_set(node, "url", richiesta_address(rq, r->richiesta_id, ""));
	page_set(node, "tipo", r->tipo_nome);
	page_set(node, "stato", r->stato_nome);
	page_set(node, "aspetto", r->aspetto);
	page_set(node, "oggetto", r->oggetto);
	page_set(node, "testo", r->testo);
	page_set(node, "entro", italian_date(rq->arena, r->entro));
	page_flag(node, "attesa", r->attende && strcmp(r->attende, "decide") == 0);
	page_flag(node, "aperta", r->attende != NULL);
	page_flag(node, "scaduta", r->scaduta);
	page_set(node, "richiedente", r->richiedente);
	page_set(node, "segue", r->segue);
	page_set(node, "servizio", r->servizio);
	page_set(node, "telefono", r->servizio_telefono);
	page_set(node, "destinatario", r->destinatario);
	page_flag(node, "altro_servizio", r->altro_servizio);
	page_set(node, "chi_decide", r->chi_decide);
	page_set(node, "chiesta", italian_instant(rq->arena, r->chiesta_il, (int64_t)time(NULL)));
	page_set(node, "pratica", r->pratica_codice);
	page_set(node, "kind", r->kind_nome);
	if (r->pratica_id.v)
		page_setf(node, "pratica_url", "/pratiche/%lld", (long long)r->pratica_id.v);
	/* the person became reserved after another service was asked: it does not read of them any more */
	page_flag(node, "nascosta_di_la", r->mio_servizio && r->altro_servizio && r->riservata);
	show_person(rq, node, r);
	page_set(rq->page, "Pagina.area", "richieste");
	crumb(rq, "Home", "/");
	crumb(rq, "Domande e Richieste", "/richieste");
}

static struct error *open_one(struct request *rq, struct q_richiesta_leggi *r)
{
	bool found;

	TRY(q_richiesta_leggi(rq->db, PATH_ID(rq, richiesta), r, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such richiesta, or not for these eyes");
	audit(rq, "apri", "richiesta", r->richiesta_id.v, r->soggetto_id.v);
	show_frame(rq, r);
	return NULL;
}

static struct error *show_actions(struct request *rq, const struct q_richiesta_leggi *r)
{
	struct q_richiesta_azioni *list;
	size_t count;

	if (!session_may(rq->session, RICHIESTA_SCRIVI))
		return NULL;
	TRY(q_richiesta_azioni(rq->db, r->richiesta_id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Azioni.%zu", i));
		page_set(node, "testo", list[i].etichetta);
		/* the first of those for which it waits; to take it back is none of them */
		page_flag(node, "prima", i == 0 && r->attende && (strcmp(r->attende, "chiede") == 0) == (strcmp(list[i].chi, "chiede") == 0));
		page_set(node, "url", richiesta_address(rq, r->richiesta_id, arena_printf(rq->arena, "/stato/%s", list[i].azione)));
	}
	return NULL;
}

struct error *richiesta_vedi(struct request *rq)
{
	struct q_richiesta_leggi r;

	TRY(open_one(rq, &r));
	TRY(show_actions(rq, &r));
	TRY(q_richiesta_passi(rq->db, r.richiesta_id, rows(rq, "Passi")));
	TRY(q_richiesta_allegati(rq->db, r.richiesta_id, rows(rq, "Allegati")));
	page_flag(rq->page, "Richiesta.mia", r.mia);
	crumb(rq, r.codice, NULL);
	return page_send(rq, "richiesta", r.codice);
}

/* ---- a step ---- */

/* The step of the path, as far as this operator may make it from where the richiesta stands; NULL: it stands
 * elsewhere by now, and `label` is how the step is called. */
static struct error *find_action(struct request *rq, const struct q_richiesta_leggi *r, struct q_richiesta_azioni **action,
				 const char **label)
{
	struct q_richiesta_azione_nota known;
	struct q_richiesta_azioni *list;
	size_t count;

	*action = NULL;
	TRY(q_richiesta_azioni(rq->db, r->richiesta_id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].azione, rq->path_word) == 0) {
			*action = &list[i];
			*label = list[i].etichetta;
			return NULL;
		}
	TRY(q_richiesta_azione_nota(rq->db, rq->path_word, r->richiesta_id, &known));
	if (!known.esiste)
		return error_raise(ERR_NOT_FOUND, "no step of that name");
	*label = known.etichetta;
	if (known.permessa)
		return NULL;
	return forbid(rq,
		      r->mia ? "Non decidi una richiesta che hai fatto tu: la decide un’altra persona del servizio che la riceve."
			     : "Questo passo lo fa chi decide la richiesta, oppure chi l’ha fatta. Nella richiesta c’è scritto "
			       "di chi si tratta: chiedi a loro.",
		      "not by this operator");
}

/* Somebody was faster: who, what it is now, what one had written. */
static struct error *show_overtaken(struct request *rq, const struct q_richiesta_leggi *r, const struct q_richiesta_azioni *action,
				    const char *label)
{
	struct q_richiesta_ultimo_passo last;

	TRY(q_richiesta_ultimo_passo(rq->db, r->richiesta_id, &last));
	page_set(rq->page, "Superata.chi", last.chi);
	page_set(rq->page, "Superata.quando", italian_instant(rq->arena, last.quando, (int64_t)time(NULL)));
	page_set(rq->page, "Superata.passo", label);
	page_set(rq->page, "Superata.scritto", rq->method == METHOD_POST ? form_raw(rq->form, "testo") : NULL);
	if (action)
		page_set(rq->page, "Superata.ancora", rq->path);
	rq->web->outcome = "conflitto";
	crumb(rq, r->codice, NULL);
	return page_send_status(rq, 409, "richiesta_superata", "La richiesta intanto è cambiata");
}

static struct error *show_action(struct request *rq, const struct q_richiesta_leggi *r, const struct q_richiesta_azioni *action)
{
	page_set(rq->page, "Azione.titolo", action->etichetta);
	page_set(rq->page, "Azione.stato_nuovo", action->stato_nuovo);
	page_flag(rq->page, "Azione.testo", strcmp(action->motivo, "no") != 0);
	page_set(rq->page, "Modulo.salva", action->etichetta);
	form_cancel(rq, richiesta_address(rq, r->richiesta_id, ""));
	crumb(rq, r->codice, richiesta_address(rq, r->richiesta_id, ""));
	crumb(rq, action->etichetta, NULL);
	return page_send(rq, "richiesta_azione", arena_printf(rq->arena, "%s: %s", action->etichetta, r->codice));
}

static struct error *open_action(struct request *rq, struct q_richiesta_leggi *r, struct q_richiesta_azioni **action, const char **label)
{
	TRY(open_one(rq, r));
	TRY(find_action(rq, r, action, label));
	if (*action && strcmp((*action)->motivo, "obbligatorio") == 0)
		form_require(rq->form, "testo");
	/* who answers may show more; who takes it back shows nothing */
	if (*action && (*action)->da_decidere && strcmp((*action)->chi, "chiede") == 0 && r->pratica_id.v)
		TRY(richiesta_offri_documenti(rq, r->pratica_id, r->richiesta_id));
	return NULL;
}

struct error *richiesta_azione(struct request *rq)
{
	struct q_richiesta_azioni *action;
	struct q_richiesta_leggi r;
	const char *label;

	TRY(open_action(rq, &r, &action, &label));
	if (!action)
		return show_overtaken(rq, &r, NULL, label);
	form_set_version(rq, r.versione);
	return show_action(rq, &r, action);
}

struct error *richiesta_azione_fai(struct request *rq)
{
	struct q_richiesta_transizione done;
	struct q_richiesta_azioni *action;
	struct q_richiesta_leggi r;
	const char *label;

	TRY(open_action(rq, &r, &action, &label));
	if (!action || form_version(rq) != r.versione)
		return show_overtaken(rq, &r, action, label);
	if (!form_ok(rq->form))
		return show_action(rq, &r, action);
	TRY(richiesta_mostra_documenti(rq, r.richiesta_id));
	TRY(q_richiesta_transizione(rq->db, r.richiesta_id, form_version(rq), action->azione, form_text(rq->form, "testo"), &done));
	return redirect(rq, "%s", richiesta_address(rq, r.richiesta_id, "?fatto=richiesta-passo"));
}
