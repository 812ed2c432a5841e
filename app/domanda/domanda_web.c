/*
 * A domanda at the service that received it: its answers, attachments and history, the steps of the
 * triage, the person of the register whom it concerns.
 */
#include "domanda/domanda.h"
#include "soggetto/codice_fiscale.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

static void section(struct request *rq, const struct q_domanda_leggi *d, int n, const char *text, const char *name, const char *here)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Sezioni.voce.%d", n));

	page_set(node, "testo", text);
	page_setf(node, "url", "/domande/%" PRId64 "%s%s", d->domanda_id.v, *name ? "/" : "", name);
	page_flag(node, "corrente", strcmp(name, here) == 0);
}

static void show_frame(struct request *rq, const struct q_domanda_leggi *d, const char *here)
{
	page_int(rq->page, "Domanda.id", d->domanda_id.v);
	page_setf(rq->page, "Domanda.url", "/domande/%" PRId64, d->domanda_id.v);
	page_set(rq->page, "Domanda.codice", d->codice);
	page_set(rq->page, "Domanda.stato", d->stato);
	page_set(rq->page, "Domanda.stato_nome", d->stato_nome);
	page_set(rq->page, "Domanda.beneficiario", d->beneficiario);
	page_set(rq->page, "Domanda.mittente", d->mittente);
	page_set(rq->page, "Domanda.ente", d->mittente_ente);
	page_set(rq->page, "Domanda.inviata", italian_instant(rq->arena, d->inviata_il, (int64_t)time(NULL)));
	if (d->colloquio_il)
		page_set(rq->page, "Domanda.colloquio", italian_long_date(rq->arena, d->colloquio_il));
	page_flag(rq->page, "Domanda.da_verificare", !d->ente_verificato);
	page_flag(rq->page, "Domanda.esterna", d->utente_esterno_id.v != 0);
	page_flag(rq->page, "Domanda.scrive", d->scrive);
	if (d->soggetto_id.v) {
		page_setf(rq->page, "Domanda.soggetto_url", "/soggetti/%" PRId64, d->soggetto_id.v);
		page_set(rq->page, "Domanda.soggetto", d->soggetto ? d->soggetto : "Persona riservata");
	}
	page_set(rq->page, "Sezioni.nome", "Sezioni della segnalazione");
	section(rq, d, 0, "Dettaglio", "", here);
	section(rq, d, 1, "Documenti", "documenti", here);
	section(rq, d, 2, "Storia", "storia", here);
	page_set(rq->page, "Pagina.area", "domande");
	crumb(rq, "Home", "/");
	crumb(rq, "Domande e segnalazioni", "/domande");
	crumb(rq, d->codice, *here ? arena_printf(rq->arena, "/domande/%" PRId64, d->domanda_id.v) : NULL);
}

static struct error *open_received(struct request *rq, const char *here, struct q_domanda_leggi *d)
{
	bool found;

	TRY(q_domanda_leggi(rq->db, PATH_ID(rq, domanda), d, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such domanda at this service");
	audit(rq, "apri", "domanda", d->domanda_id.v, d->soggetto_id.v);
	show_frame(rq, d, here);
	return NULL;
}

static struct error *show_actions(struct request *rq, const struct q_domanda_leggi *d)
{
	struct q_domanda_azioni *list;
	size_t count;

	TRY(q_domanda_azioni(rq->db, d->domanda_id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Azioni.%zu", i));
		page_set(node, "testo", list[i].etichetta);
		page_setf(node, "url", "/domande/%" PRId64 "/stato/%s", d->domanda_id.v, list[i].azione);
	}
	return NULL;
}

struct error *domanda_vedi(struct request *rq)
{
	struct q_domanda_leggi d;

	TRY(open_received(rq, "", &d));
	TRY(domanda_riepilogo(rq, d.domanda_id, d.kind, d.utente_esterno_id.v ? "esterno" : "interno", NULL));
	TRY(show_actions(rq, &d));
	TRY(q_presa_in_carico_della_domanda(rq->db, d.domanda_id, rows(rq, "Seguiti")));
	if (d.soggetto_id.v && session_may(rq->session, PRESA_IN_CARICO_APRI))
		page_setf(rq->page, "Domanda.apri_presa", "/prese-in-carico/nuova?domanda=%" PRId64, d.domanda_id.v);
	return page_send(rq, "domanda", d.codice);
}

struct error *domanda_documenti(struct request *rq)
{
	struct q_domanda_leggi d;
	size_t files;

	TRY(open_received(rq, "documenti", &d));
	TRY(domanda_allegati_mostra(rq, d.domanda_id, "/documenti", &files));
	crumb(rq, "Documenti", NULL);
	return page_send(rq, "domanda_documenti", arena_printf(rq->arena, "Documenti di %s", d.codice));
}

struct error *domanda_storia(struct request *rq)
{
	struct q_domanda_leggi d;

	TRY(open_received(rq, "storia", &d));
	TRY(q_domanda_passi(rq->db, d.domanda_id, false, rows(rq, "Passi")));
	crumb(rq, "Storia", NULL);
	return page_send(rq, "domanda_storia", arena_printf(rq->arena, "Storia di %s", d.codice));
}

/* ---- a step of the triage ---- */

/* The step that the path names, as far as this role may make it from where the domanda stands; NULL: it
 * stands elsewhere by now.  ERR_NOT_FOUND for a word that names no step, ERR_FORBIDDEN for a role that
 * makes none of that name. */
static struct error *find_action(struct request *rq, const struct q_domanda_leggi *d, struct q_domanda_azioni **action)
{
	struct q_domanda_azione_permessa known;
	struct q_domanda_azioni *list;
	size_t count;

	*action = NULL;
	TRY(q_domanda_azioni(rq->db, d->domanda_id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].azione, rq->path_word) != 0)
			continue;
		*action = &list[i];
		return NULL;
	}
	TRY(q_domanda_azione_permessa(rq->db, rq->path_word, d->domanda_id, &known));
	if (!known.esiste)
		return error_raise(ERR_NOT_FOUND, "no step of that name");
	page_set(rq->page, "Superata.passo", known.etichetta);
	return known.permessa ? NULL : forbid(rq,
				"Puoi leggere la segnalazione, non valutarla: chiedi a chi fa da referente nel servizio che l’ha "
				"ricevuta.", "not by this role");
}

/* What somebody did meanwhile, in a sentence. */
static const char *what_happened(struct request *rq, const struct q_domanda_ultimo_passo *last)
{
	const char *who = last->chi ? last->chi : "Un’altra persona";
	const char *when = italian_instant(rq->arena, last->quando, (int64_t)time(NULL));

	if (last->etichetta)
		return arena_printf(rq->arena, "%s ha scelto «%s» (%s).", who, last->etichetta, when);
	if (strcmp(last->azione, "rispondi") == 0)
		return arena_printf(rq->arena, "%s ha risposto alla richiesta di integrazione (%s).", who, when);
	if (strcmp(last->azione, "collega") == 0 || strcmp(last->azione, "scollega") == 0)
		return arena_printf(rq->arena, "%s ha cambiato la persona collegata (%s).", who, when);
	return arena_printf(rq->arena, "%s l’ha cambiata (%s).", who, when);
}

/* Somebody was faster: what they did, where it stands now, and that this step was not made.  What was
 * typed waits as the draft of this address. */
static struct error *show_overtaken(struct request *rq, const struct q_domanda_leggi *d, const struct q_domanda_azioni *action)
{
	struct q_domanda_ultimo_passo last;
	bool found;

	TRY(q_domanda_ultimo_passo(rq->db, d->domanda_id, &last, &found));
	if (found)
		page_set(rq->page, "Superata.cosa", what_happened(rq, &last));
	if (action)
		page_set(rq->page, "Superata.passo", action->etichetta);
	page_set(rq->page, "Superata.ancora", action ? rq->path : "");
	page_set(rq->page, "Superata.scritto", rq->method == METHOD_POST && form_text(rq->form, "testo") ? form_text(rq->form, "testo") : "");
	crumb(rq, "Nel frattempo è cambiata", NULL);
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "domanda_superata", "Nel frattempo la segnalazione è cambiata");
}

/* Who is taken in charge is somebody: the report is linked to a person of the register first. */
static bool lacks_person(const struct q_domanda_leggi *d, const struct q_domanda_azioni *action)
{
	return strcmp(action->azione, "prendi") == 0 && !d->soggetto_id.v;
}

static struct error *show_action(struct request *rq, const struct q_domanda_leggi *d, const struct q_domanda_azioni *action)
{
	page_set(rq->page, "Azione.titolo", action->etichetta);
	page_flag(rq->page, "Azione.data", strcmp(action->azione, "colloquio") == 0);
	page_flag(rq->page, "Azione.senza_persona", lacks_person(d, action));
	page_flag(rq->page, "Azione.testo", strcmp(action->motivo, "no") != 0);
	page_set(rq->page, "Modulo.salva", action->etichetta);
	form_cancel(rq, arena_printf(rq->arena, "/domande/%" PRId64, d->domanda_id.v));
	crumb(rq, action->etichetta, NULL);
	TRY(page_send(rq, "domanda_azione", arena_printf(rq->arena, "%s: %s", action->etichetta, d->codice)));
	/* a message that was typed before something happened is a message still: the version of its draft
	 * does not count, the one on the screen does */
	if (rq->method == METHOD_GET) {
		form_set_version(rq, d->versione);
		page_flag(rq->page, "Bozza.superata", false);
	}
	return NULL;
}

static void ask_what_is_owed(struct request *rq, const struct q_domanda_azioni *action)
{
	if (strcmp(action->motivo, "obbligatorio") == 0)
		form_require(rq->form, "testo");
	if (strcmp(action->azione, "colloquio") == 0)
		form_require(rq->form, "data");
}

struct error *domanda_azione(struct request *rq)
{
	struct q_domanda_azioni *action;
	struct q_domanda_leggi d;

	TRY(open_received(rq, "stato", &d));
	TRY(find_action(rq, &d, &action));
	if (!action)
		return show_overtaken(rq, &d, NULL);
	ask_what_is_owed(rq, action);
	return show_action(rq, &d, action);
}

struct error *domanda_azione_fai(struct request *rq)
{
	struct q_domanda_transizione done;
	struct q_domanda_azioni *action;
	struct q_domanda_leggi d;

	TRY(open_received(rq, "stato", &d));
	TRY(find_action(rq, &d, &action));
	if (!action || form_version(rq) != d.versione)
		return show_overtaken(rq, &d, action);
	ask_what_is_owed(rq, action);
	if (lacks_person(&d, action))
		form_error(rq->form, NULL, "Prima collega la segnalazione a una persona del registro");
	if (!form_ok(rq->form))
		return show_action(rq, &d, action);
	TRY(q_domanda_transizione(rq->db, d.domanda_id, form_version(rq), action->azione, form_date(rq->form, "data"),
				  form_text(rq->form, "testo"), &done));
	return redirect(rq, "/domande/%" PRId64 "?fatto=domanda-stato", d.domanda_id.v);
}

/* ---- the person whom it concerns (SELF-06) ---- */

static struct error *show_matches(struct request *rq, const struct q_domanda_leggi *d)
{
	static const char *const why[] = { "", "stesso codice fiscale", "stesso nome e stessa nascita", "cognome e nome scambiati, stessa nascita",
					   "nome simile, stessa nascita", "nome simile, stesso anno di nascita" };
	struct q_soggetto_simili *found;
	size_t count;

	TRY(q_soggetto_simili(rq->db, d->cognome ? d->cognome : "", d->nome ? d->nome : "", d->data_nascita, d->codice_fiscale,
			      (soggetto_id){ 0 }, &found, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Simili.%zu", i));
		page_int(node, "id", found[i].soggetto_id.v);
		page_setf(node, "nome", "%s %s", found[i].cognome, found[i].nome);
		page_setf(node, "url", "/soggetti/%" PRId64, found[i].soggetto_id.v);
		page_set(node, "nascita", italian_date(rq->arena, found[i].data_nascita));
		page_set(node, "codice_fiscale", found[i].codice_fiscale);
		page_set(node, "residenza", found[i].residenza_comune);
		page_set(node, "perche", why[found[i].perche >= 1 && found[i].perche <= 5 ? found[i].perche : 0]);
	}
	page_flag(rq->page, "Persona.trovate", count > 0);
	return NULL;
}

static struct error *show_person_page(struct request *rq, const struct q_domanda_leggi *d)
{
	const char *chosen = fields_get(&rq->query, "soggetto");
	struct q_soggetto_vedi person;
	bool found = false;
	int64_t id;

	TRY(show_matches(rq, d));
	if (chosen && text_to_int(chosen, &id) && id > 0)
		TRY(q_soggetto_vedi(rq->db, (soggetto_id){ id }, &person, &found));
	if (found) {
		page_int(rq->page, "Scelta.id", person.soggetto_id.v);
		page_setf(rq->page, "Scelta.nome", "%s %s, nascita %s", person.cognome, person.nome, italian_date(rq->arena, person.data_nascita));
	}
	page_set(rq->page, "Persona.cognome", d->cognome);
	page_set(rq->page, "Persona.nome", d->nome);
	page_set(rq->page, "Persona.nascita", d->data_nascita ? italian_date(rq->arena, d->data_nascita) : "");
	page_set(rq->page, "Persona.codice_fiscale", d->codice_fiscale);
	page_setf(rq->page, "Persona.cerca", "/soggetti?scegli=soggetto&ritorno=/domande/%" PRId64 "/persona", d->domanda_id.v);
	page_flag(rq->page, "Persona.crea", session_may(rq->session, SOGGETTO_SCRIVI) && d->cognome && d->nome && d->data_nascita && d->sesso);
	crumb(rq, "Persona", NULL);
	return page_send(rq, "domanda_persona", arena_printf(rq->arena, "Persona di %s", d->codice));
}

struct error *domanda_persona(struct request *rq)
{
	struct q_domanda_leggi d;

	TRY(open_received(rq, "persona", &d));
	return show_person_page(rq, &d);
}

/* Somebody has that code already: the page again, and that one is among the matches. */
static struct error *is_taken(struct request *rq, const struct q_domanda_leggi *d, bool *taken)
{
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, d->codice_fiscale);
	struct q_soggetto_con_codice other;

	*taken = false;
	if (code->fault == CODICE_RIGHT && code->kind != CODICE_NONE)
		TRY(q_soggetto_con_codice(rq->db, code->code, NULL, (soggetto_id){ 0 }, &other, taken));
	if (*taken)
		notice(rq, "warning", "La persona c’è già",
		       "Nel registro c’è già chi ha questo codice fiscale: collegala invece di inserirla di nuovo.");
	return NULL;
}

/* With what the report says; the place of birth as far as the code tells it. */
static struct error *create_person(struct request *rq, const struct q_domanda_leggi *d, soggetto_id *id)
{
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, d->codice_fiscale);
	bool good = code->fault == CODICE_RIGHT && (code->kind == CODICE_FISCALE || code->kind == CODICE_PROVVISORIO);
	const char *missing = d->senza_codice ? d->senza_codice : "NON_NOTO";
	struct q_soggetto_inserisci made;

	if (!session_may(rq->session, SOGGETTO_SCRIVI))
		return forbid(rq, "Il tuo ruolo non inserisce persone: chiedi a un collega del servizio di inserirla e "
					"collegarla.",
					"this role enters no persons");
	TRY(q_soggetto_inserisci(rq->db, d->cognome, d->nome, d->sesso, d->data_nascita, (comune_id){ 0 }, (stato_estero_id){ 0 },
				 good ? code->code : NULL, NULL, good ? NULL : missing, "residente", (comune_id){ 0 }, d->indirizzo, d->telefono,
				 d->email, NULL, false, NULL, NULL, &made));
	*id = made.soggetto_id;
	return NULL;
}

static struct error *link_person(struct request *rq, const struct q_domanda_leggi *d, soggetto_id id)
{
	struct q_domanda_collega done;

	TRY(q_domanda_collega(rq->db, d->domanda_id, id, &done));
	if (!done.collegata)
		return forbid(rq, "Puoi leggere la segnalazione, non cambiarla: chiedi a chi fa da referente nel servizio.",
					"this operator only reads it");
	return redirect(rq, "/domande/%" PRId64 "?fatto=%s", d->domanda_id.v, id.v ? "domanda-collegata" : "domanda-scollegata");
}

struct error *domanda_persona_scegli(struct request *rq)
{
	const char *chosen = fields_get(&rq->body, "soggetto");
	struct q_soggetto_vedi person;
	struct q_domanda_leggi d;
	soggetto_id id = { 0 };
	bool found;

	TRY(open_received(rq, "persona", &d));
	if (fields_get(&rq->body, "scollega"))
		return link_person(rq, &d, id);
	if (fields_get(&rq->body, "crea")) {
		TRY(is_taken(rq, &d, &found));
		if (found)
			return show_person_page(rq, &d);
		TRY(create_person(rq, &d, &id));
		return link_person(rq, &d, id);
	}
	if (!chosen || !text_to_int(chosen, &id.v) || id.v < 1)
		return error_raise(ERR_BAD_REQUEST, "no person was chosen");
	/* only whom the operator sees: what is hidden and what does not exist are the same answer */
	TRY(q_soggetto_vedi(rq->db, id, &person, &found));
	return found ? link_person(rq, &d, id) : error_raise(ERR_NOT_FOUND, "no such person for this operator");
}
