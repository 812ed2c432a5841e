/*
 * /self: the way in for who reports, their reports, the task list of one, what became of it.
 */
#include "accesso/accesso.h"
#include "domanda/domanda.h"
#include "soggetto/scheda.h"

#include <inttypes.h>
#include <string.h>

/* ---- the way in, and the list ---- */

static struct error *show_way_in(struct request *rq)
{
	struct q_avviso_self call;
	bool open;

	TRY(accesso_spid_gestori(rq, strcmp(return_path(rq), "/") == 0 ? "/self" : return_path(rq)));
	TRY(q_avviso_self(rq->db, &call, &open));
	page_flag(rq->page, "Pagina.pubblica", true);
	page_flag(rq->page, "Self.chiuso", !open);
	page_flag(rq->page, "Self.scaduta", fields_get(&rq->query, "scaduta") != NULL);
	return page_send(rq, "self_ingresso", "Segnala al servizio SELF");
}

static struct error *show_mine(struct request *rq)
{
	struct q_enti_miei *bodies;
	struct q_avviso_self call;
	size_t count;
	bool open;

	TRY(q_avviso_self(rq->db, &call, &open));
	TRY(q_domande_mie(rq->db, rows(rq, "Mie")));
	if (rq->session->phase == SESSION_EXTERNAL) {
		TRY(q_enti_miei(rq->db, &bodies, &count));
		page_flag(rq->page, "Self.senza_ente", count == 0);
		page_int(rq->page, "Self.enti", (int64_t)count);
	}
	page_flag(rq->page, "Self.chiuso", !open);
	audit(rq, "elenca", "domanda", 0, 0);
	self_pagina(rq, NULL);
	return page_send(rq, "self_elenco", "Le mie segnalazioni");
}

struct error *self_ingresso(struct request *rq)
{
	if (session_may(rq->session, SEGNALA) || rq->session->phase == SESSION_EXTERNAL)
		return show_mine(rq);
	return show_way_in(rq);
}

/* The privacy notice of the call, before anything is sent and for whoever asks: read on the screen, or
 * printed to be signed. */
struct error *self_informativa(struct request *rq)
{
	const char *print = fields_get(&rq->query, "stampa");
	struct q_avviso_self call;
	bool open;
	int n = 0;

	TRY(q_avviso_self(rq->db, &call, &open));
	if (!open)
		return error_raise(ERR_NOT_FOUND, "no call for reports is open");
	for (const char *from = call.informativa; *from;) {
		size_t size = strcspn(from, "\n");
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Informativa.capo.%d", n++));
		/* the first words of a paragraph, up to the full stop, are its heading */
		size_t heading = strcspn(from, ".\n");
		heading = heading < size ? heading : 0;
		page_setf(node, "titolo", "%.*s", (int)heading, from);
		size_t skip = heading ? heading + 1 + (from[heading + 1] == ' ') : 0;
		page_setf(node, "testo", "%.*s", (int)(size - skip), from + skip);
		from += size + (from[size] == '\n');
	}
	page_set(rq->page, "Informativa.stampa", "/self/informativa?stampa=1");
	page_flag(rq->page, "Pagina.da_stampare", print && strcmp(print, "1") == 0);
	self_pagina(rq, "Informativa privacy");
	return page_send(rq, "self_informativa", "Informativa sui dati personali");
}

/* ---- a new one ---- */

/* Operators come with a person of the register (SELF-05); the page shows who, and asks once more.  Why,
 * is asked before (ROL-06): *asked, and the page is that question. */
static struct error *show_person(struct request *rq, soggetto_id id, bool *asked)
{
	struct q_soggetto_vedi person;
	bool found;

	TRY(q_soggetto_vedi(rq->db, id, &person, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such person for this operator");
	TRY(soggetto_ask_purpose(rq, id, arena_printf(rq->arena, "%s %s", person.cognome, person.nome), asked));
	if (*asked)
		return NULL;
	page_int(rq->page, "Persona.id", id.v);
	page_setf(rq->page, "Persona.nome", "%s %s", person.cognome, person.nome);
	page_set(rq->page, "Persona.nascita", italian_date(rq->arena, person.data_nascita));
	page_set(rq->page, "Persona.codice_fiscale", person.codice_fiscale);
	page_set(rq->page, "Persona.residenza", person.residenza_comune);
	page_setf(rq->page, "Persona.url", "/soggetti/%" PRId64, id.v);
	audit(rq, "apri", "soggetto", id.v, id.v);
	return NULL;
}

static soggetto_id person_named(const struct fields *fields)
{
	const char *text = fields_get(fields, "soggetto");
	int64_t id;

	return (soggetto_id){ text && text_to_int(text, &id) && id > 0 ? id : 0 };
}

struct error *self_nuova(struct request *rq)
{
	soggetto_id person = person_named(&rq->query);
	bool asked = false;

	if (rq->session->phase == SESSION_FULL && !person.v)
		return redirect(rq, "/soggetti?scegli=soggetto&ritorno=/self/nuova");
	if (rq->session->phase == SESSION_FULL)
		TRY(show_person(rq, person, &asked));
	if (asked)
		return NULL;
	self_pagina(rq, "Nuova segnalazione");
	return page_send(rq, "self_nuova", "Nuova segnalazione");
}

struct error *self_nuova_comincia(struct request *rq)
{
	bool external = rq->session->phase == SESSION_EXTERNAL, owed = false, open;
	soggetto_id person = person_named(&rq->body);
	struct q_avviso_self call;
	struct q_domanda_nuova made;

	TRY(q_avviso_self(rq->db, &call, &open));
	if (!open)
		return redirect(rq, "/self?fatto=self-chiuso");
	if (external)
		person.v = 0; /* they do not look persons up (SELF-06) */
	else if (!person.v)
		return error_raise(ERR_BAD_REQUEST, "a report of an operator names a person");
	else
		TRY(show_person(rq, person, &owed));
	if (!external)
		TRY(soggetto_purpose_owed(rq, person, &owed));
	if (owed)
		return redirect(rq, "/self/nuova?soggetto=%" PRId64, person.v);
	TRY(q_domanda_nuova(rq->db, call.avviso_id, person, &made));
	return redirect(rq, "/self/%" PRId64, made.domanda_id.v);
}

/* ---- one of them: task list, or what became of it ---- */

static struct error *show_tasks(struct request *rq, struct domanda *d)
{
	const char *section = "";
	int s = -1, n = 0;

	TRY(domanda_leggi_parti(rq, d));
	for (size_t i = 0; i < d->part_count; i++) {
		const struct parte *part = &d->parts[i];
		if (strcmp(section, part->section) != 0) {
			section = part->section;
			n = 0;
			page_set(rq->page, arena_printf(rq->arena, "Sezione.%d.titolo", ++s), section);
			page_int(rq->page, arena_printf(rq->arena, "Sezione.%d.numero", s), s + 1);
		}
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Sezione.%d.parte.%d", s, n++));
		page_set(node, "titolo", part->title);
		page_set(node, "descrizione", part->description);
		page_setf(node, "url", part->form_name ? "/self/%" PRId64 "/parte/%s" : "/self/%" PRId64 "/documenti", d->id.v, part->code);
		page_flag(node, "completa", part->complete && part->begun);
		page_flag(node, "in_corso", part->begun && !part->complete);
		page_flag(node, "facoltativa", !part->form_name || part->complete);
	}
	page_int(rq->page, "Parti.numero_invio", s + 2);
	page_int(rq->page, "Parti.complete", (int64_t)d->done_count);
	page_int(rq->page, "Parti.tutte", (int64_t)d->form_count);
	page_flag(rq->page, "Parti.pronta", d->complete_count == d->form_count);
	self_pagina(rq, "La tua segnalazione");
	return page_send(rq, "self_attivita", "La tua segnalazione");
}

static struct error *show_state(struct request *rq, struct domanda *d)
{
	size_t files;

	TRY(q_domanda_passi(rq->db, d->id, true, rows(rq, "Passi")));
	TRY(domanda_allegati_mostra(rq, d->id, arena_printf(rq->arena, "/self/%" PRId64 "/documenti", d->id.v), &files));
	if (d->may_answer) {
		struct form *form = rq->form;
		if (!form)
			TRY(form_open(rq, "self_risposta", &form));
		rq->form = form;
		TRY(draft_read(rq, rq->path)); /* what a session that ended left */
		form_action(rq, arena_printf(rq->arena, "/self/%" PRId64 "/risposta", d->id.v));
	}
	self_pagina(rq, d->row.codice);
	return page_send(rq, "self_stato", arena_printf(rq->arena, "Segnalazione %s", d->row.codice));
}

struct error *self_vedi(struct request *rq)
{
	struct domanda *d;

	TRY(domanda_apri_mia(rq, &d));
	return d->draft ? show_tasks(rq, d) : show_state(rq, d);
}

/* The reporter answers what the service asked for; attachments were added on their own page. */
struct error *self_risposta(struct request *rq)
{
	struct domanda *d;

	TRY(domanda_apri_mia(rq, &d));
	if (!d->may_answer)
		return forbid(rq, "Il servizio adesso non aspetta una risposta a questa segnalazione. Se devi dire "
					"qualcosa, telefona al servizio.",
					"nothing was asked");
	if (!form_ok(rq->form))
		return show_state(rq, d);
	TRY(q_domanda_rispondi(rq->db, d->id, form_text(rq->form, "testo")));
	return redirect(rq, "/self/%" PRId64 "?fatto=self-risposta", d->id.v);
}

struct error *self_elimina(struct request *rq)
{
	struct domanda *d;
	int64_t gone;

	TRY(domanda_apri_bozza(rq, &d));
	TRY(q_domanda_elimina(rq->db, d->id, &gone));
	return redirect(rq, "/self?fatto=self-eliminata");
}
