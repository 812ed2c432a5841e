/*
 * One part of a report: shown, saved as it goes (what is wrong is saved, too, and said), kept by the
 * script while it is being typed.
 */
#include "domanda/domanda.h"

#include <inttypes.h>
#include <string.h>

/* What an operator's report took over from the register is not asked again. */
#define FROM_REGISTER "{cognome,nome,sesso,data_nascita,codice_fiscale}"

static struct error *open_part(struct request *rq, struct domanda **d, struct parte **part)
{
	TRY(domanda_apri_bozza(rq, d));
	TRY(domanda_leggi_parti(rq, *d));
	*part = domanda_parte(*d, rq->path_word);
	if (!*part || !(*part)->form_name)
		return error_raise(ERR_NOT_FOUND, "no such part");
	return NULL;
}

static const char *address(struct request *rq, const struct domanda *d, const char *what, const char *code)
{
	return arena_printf(rq->arena, "/self/%" PRId64 "/%s/%s", d->id.v, what, code);
}

static struct error *show(struct request *rq, struct domanda *d, struct parte *part, struct form *form)
{
	rq->form = form;
	if (!web_of(rq)->version) {
		struct q_domanda_parte_versione read;
		TRY(q_domanda_parte_versione(rq->db, part->code, d->id, &read));
		web_of(rq)->version = read.versione;
	}
	form_set_version(rq, web_of(rq)->version);
	domanda_mostra_numero(rq, d, part);
	page_set(rq->page, "Parte.titolo", part->title);
	page_set(rq->page, "Parte.codice", part->code);
	page_flag(rq->page, "Parte.dal_riepilogo", fields_get(rq->method == METHOD_POST ? &rq->body : &rq->query, "da") != NULL);
	form_action(rq, address(rq, d, "parte", part->code));
	form_autosave(rq, address(rq, d, "bozza", part->code));
	self_pagina(rq, part->title);
	return page_send(rq, "self_parte", part->title);
}

struct error *self_parte(struct request *rq)
{
	struct domanda *d;
	struct parte *part;
	struct form *empty;

	TRY(open_part(rq, &d, &part));
	TRY(draft_read(rq, rq->path)); /* what a session that ended left */
	if (part->begun)
		return show(rq, d, part, part->form);
	/* nothing was written yet: no sentences about what is missing */
	TRY(form_open_for(rq, part->form_name, d->viewer, &empty));
	TRY(parte_scelte(rq, empty));
	TRY(form_set_json(empty, form_json(part->form)));
	return show(rq, d, part, empty);
}

/* The confirmations of warnings go with the answers. */
static const char *answers(struct request *rq, const struct form *form)
{
	const char *json = form_json(form), *token;
	struct text *tokens = text_new(rq->arena), *whole = text_new(rq->arena);
	size_t at = 0;

	while ((token = fields_next(&rq->body, "conferma", &at)))
		if (strlen(token) <= 100 && !strchr(token, ' '))
			text_addf(tokens, "%s%s", tokens->size ? " " : "", token);
	if (!tokens->size)
		return json;
	text_add_bytes(whole, json, strlen(json) - 1);
	text_add(whole, strlen(json) > 2 ? ",\"conferma\":" : "\"conferma\":");
	text_add_json(whole, tokens->data);
	text_add(whole, "}");
	return whole->data;
}

/* The same answers as are stored: whoever saved them, there is nothing to choose between. */
static bool is_stored(const struct parte *part, const struct form *form)
{
	return part->begun && strcmp(form_json(form), form_json(part->form)) == 0;
}

/* *saved false: another window saved this part meanwhile, and otherwise. */
static struct error *save(struct request *rq, const struct domanda *d, const struct parte *part, struct form *form, bool *saved)
{
	const char *body = form_has(form, "ente") && strcmp(d->viewer, "esterno") == 0 ? form_text(form, "ente") : NULL;
	bool person = strcmp(part->code, "persona") == 0 && strcmp(d->viewer, "interno") == 0;
	struct q_domanda_parte_salva row = { 0 };
	int64_t number = 0;
	modulo_id version;

	if (body && !text_to_int(body, &number))
		number = 0;
	TRY(form_id(rq, part->form_name, &version));
	TRY(q_domanda_parte_salva(rq->db, part->code, person ? FROM_REGISTER : "{}", answers(rq, form), version,
				  (utente_ente_id){ number }, d->id, form_version(rq), &row, saved));
	web_of(rq)->version = row.versione; /* if the page comes again it is about the text just saved */
	return NULL;
}

/* Both texts, side by side; nothing was overwritten. */
static struct error *show_both(struct request *rq, struct domanda *d, const struct parte *part, struct form *form)
{
	struct q_domanda_parte_versione now;

	TRY(q_domanda_parte_versione(rq->db, part->code, d->id, &now));
	form_conflict_to_page(form, part->form, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.chi", "te in un’altra finestra");
	page_set(rq->page, "Conflitto.azione", address(rq, d, "parte", part->code));
	page_set(rq->page, "Conflitto.annulla", address(rq, d, "parte", part->code));
	page_int(rq->page, "Conflitto.versione", now.versione);
	page_flag(rq->page, "Parte.dal_riepilogo", fields_get(&rq->body, "da") != NULL);
	web_of(rq)->outcome = "conflitto";
	self_pagina(rq, part->title);
	return page_send_status(rq, 409, "self_conflitto", "Hai scritto questa parte in due finestre");
}

static struct error *read_sent(struct request *rq, struct domanda *d, const struct parte *part, struct form **form)
{
	TRY(form_read_for(rq, part->form_name, d->viewer, &rq->body, form));
	TRY(parte_scelte(rq, *form));
	parte_controlla(rq, d, part->code, *form);
	return NULL;
}

/* Where «Salva e continua» leads: back to where one came from, or the next part. */
static const char *next_of(struct request *rq, struct domanda *d, const struct parte *part)
{
	const char *after = fields_get(&rq->body, "poi");
	size_t next = (size_t)(part - d->parts) + 1;

	if (after && strcmp(after, "esci") == 0)
		return "/self?fatto=self-salvata";
	if (fields_get(&rq->body, "da"))
		return arena_printf(rq->arena, "/self/%" PRId64 "/invio", d->id.v);
	if (next >= d->part_count)
		return arena_printf(rq->arena, "/self/%" PRId64, d->id.v);
	return d->parts[next].form_name ? address(rq, d, "parte", d->parts[next].code)
					: arena_printf(rq->arena, "/self/%" PRId64 "/documenti", d->id.v);
}

struct error *self_parte_salva(struct request *rq)
{
	const char *after = fields_get(&rq->body, "poi");
	struct domanda *d;
	struct parte *part;
	struct form *form;
	bool saved;

	TRY(open_part(rq, &d, &part));
	TRY(read_sent(rq, d, part, &form));
	TRY(save(rq, d, part, form, &saved));
	if (!saved && !is_stored(part, form))
		return show_both(rq, d, part, form);
	TRY(draft_forget(rq, rq->path));
	if (form_ok(form) || (after && strcmp(after, "esci") == 0))
		return redirect(rq, "%s", next_of(rq, d, part));
	TRY(show(rq, d, part, form));
	/* a form that is refused is undone by the way itself: this one is a draft and stays */
	return db_commit(rq->db);
}

/* The script, two seconds after the last key.  What another window saved it leaves alone, and says so. */
struct error *self_parte_bozza(struct request *rq)
{
	struct domanda *d;
	struct parte *part;
	struct form *form;
	bool saved;

	TRY(open_part(rq, &d, &part));
	TRY(read_sent(rq, d, part, &form));
	TRY(save(rq, d, part, form, &saved));
	web_of(rq)->action = NULL;
	rq->response->content_type = "application/json";
	if (saved)
		text_addf(rq->response->body, "{\"salvata\":true,\"versione\":%" PRId64 "}\n", web_of(rq)->version);
	else
		text_add(rq->response->body, "{\"salvata\":false}\n");
	web_of(rq)->sent = true;
	return NULL;
}
