/*
 * A domanda of its author: opened, read part by part, judged, shown in words.
 */
#include "domanda/domanda.h"

#include "base/settings.h"
#include "soggetto/codice_fiscale.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

void self_pagina(struct request *rq, const char *title)
{
	bool external = rq->session->phase != SESSION_FULL;

	page_flag(rq->page, "Pagina.pubblica", external);
	page_set(rq->page, "Pagina.area", "avvisi");
	page_set(rq->page, "Aiuto.posta", setting_text("assistance_mail"));
	page_set(rq->page, "Aiuto.telefono", setting_text("assistance_phone"));
	if (!external) {
		crumb(rq, "Home", "/");
		crumb(rq, "Avvisi e Graduatorie", "/avvisi");
	}
	crumb(rq, external ? "Segnala al servizio SELF" : "Le mie segnalazioni", strcmp(rq->path, "/self") == 0 ? NULL : "/self");
	if (title)
		crumb(rq, title, NULL);
}

/* ---- opening ---- */

static void show_head(struct request *rq, const struct domanda *d)
{
	const struct q_domanda_mia_leggi *row = &d->row;
	int64_t now = (int64_t)time(NULL);

	page_int(rq->page, "Domanda.id", d->id.v);
	page_setf(rq->page, "Domanda.url", "/self/%" PRId64, d->id.v);
	page_set(rq->page, "Domanda.codice", row->codice);
	page_set(rq->page, "Domanda.stato", row->stato);
	page_set(rq->page, "Domanda.stato_nome", row->stato_nome);
	page_set(rq->page, "Domanda.beneficiario", row->beneficiario);
	page_set(rq->page, "Domanda.servizio", row->servizio);
	page_set(rq->page, "Domanda.mittente", row->mittente);
	page_set(rq->page, "Domanda.ente", row->mittente_ente);
	page_set(rq->page, "Domanda.scade", italian_long_date(rq->arena, row->scade));
	if (row->inviata_il) {
		page_set(rq->page, "Domanda.inviata", italian_instant(rq->arena, row->inviata_il, now));
		page_set(rq->page, "Domanda.ora", strchr(italian_instant_iso(rq->arena, row->inviata_il), 'T') + 1);
		page_set(rq->page, "Domanda.giorno", italian_date(rq->arena, arena_strndup(rq->arena, row->inviata_il, 10)));
	}
	if (row->colloquio_il)
		page_set(rq->page, "Domanda.colloquio", italian_long_date(rq->arena, row->colloquio_il));
	page_flag(rq->page, "Domanda.da_verificare", row->ente_stato && strcmp(row->ente_stato, "da_verificare") == 0);
	page_flag(rq->page, "Domanda.si_risponde", d->may_answer);
	page_flag(rq->page, "Domanda.interna", !row->utente_esterno_id.v);
}

struct error *domanda_apri_mia(struct request *rq, struct domanda **out)
{
	struct domanda *d = arena_alloc(rq->arena, sizeof(*d));
	bool found;

	d->id = PATH_ID(rq, domanda);
	TRY(q_domanda_mia_leggi(rq->db, d->id, &d->row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such domanda of this author");
	d->draft = strcmp(d->row.stato, "B") == 0;
	d->may_answer = strcmp(d->row.stato, "N") == 0;
	d->viewer = d->row.utente_esterno_id.v ? "esterno" : "interno";
	audit(rq, "apri", "domanda", d->id.v, d->row.soggetto_id.v);
	show_head(rq, d);
	*out = d;
	return NULL;
}

struct error *domanda_apri_bozza(struct request *rq, struct domanda **d)
{
	TRY(domanda_apri_mia(rq, d));
	return (*d)->draft ? NULL : forbid(rq,
				"La segnalazione è già stata inviata: non cambia più. Se manca qualcosa, il servizio te lo chiede.",
				"what was sent does not change");
}

struct error *domanda_apri_inviata(struct request *rq, struct domanda **d)
{
	TRY(domanda_apri_mia(rq, d));
	return (*d)->draft ? error_raise(ERR_NOT_FOUND, "not sent yet") : NULL;
}

/* ---- rules of the parts ---- */

/* Form and control character block; what disagrees with the person is asked about (AMB-20). */
static void check_code(struct request *rq, struct form *form, bool compared)
{
	static const struct { enum codice_part part; const char *field; } parts[] = {
		{ CODICE_COGNOME, "cognome" }, { CODICE_NOME, "nome" }, { CODICE_SCAMBIATI, "cognome" },
		{ CODICE_DATA, "data_nascita" }, { CODICE_SESSO, "sesso" },
	};
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, form_raw(form, "codice_fiscale"));

	if (code->kind == CODICE_NONE)
		return;
	if (code->kind == CODICE_STP || code->kind == CODICE_ENI)
		form_error(form, "codice_fiscale", "Questo è un codice %s, non un codice fiscale", code->kind == CODICE_STP ? "STP" : "ENI");
	else if (code->fault != CODICE_RIGHT)
		form_error(form, "codice_fiscale", "%s", code->sentence);
	if (!compared || code->fault != CODICE_RIGHT || code->kind != CODICE_FISCALE)
		return;
	const char *sex = form_text(form, "sesso");
	const struct codice_fiscale_person person = {
		.cognome = form_text(form, "cognome"),
		.nome = form_text(form, "nome"),
		.sesso = sex ? *sex : '\0',
		.data_nascita = form_date(form, "data_nascita"),
	};
	unsigned wrong = codice_fiscale_compare(code, &person);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (wrong & parts[i].part)
			form_warning(form, parts[i].field, "codice", "%s",
				     codice_fiscale_disagreement(rq->arena, parts[i].part, code, &person));
}

static void check_person(struct request *rq, struct form *form, bool external)
{
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));
	const char *told = form_text(form, "informata"), *born = external ? form_date(form, "data_nascita") : NULL;

	if (external) {
		check_code(rq, form, true);
		if (!form_raw(form, "codice_fiscale") && !form_text(form, "senza_codice"))
			form_error(form, "senza_codice", "Scrivi il codice fiscale, oppure scegli perché manca");
	}
	if (born && strcmp(born, today) > 0)
		form_error(form, "data_nascita", "La data di nascita (%s) è nel futuro", italian_date(rq->arena, born));
	if (told && strcmp(told, "FIRMATA") != 0)
		form_error(form, "informata", "Per inviare serve l’informativa privacy firmata: puoi salvare e riprendere quando l’hai");
}

void domanda_mostra_numero(struct request *rq, const struct domanda *d, const struct parte *part)
{
	size_t next = (size_t)(part - d->parts) + 1;

	page_setf(rq->page, "Parte.numero", "Parte %zu di %zu", next, d->part_count);
	if (next < d->part_count && d->parts[next].form_name) {
		page_setf(rq->page, "Parte.prossima.url", "/self/%" PRId64 "/parte/%s", d->id.v, d->parts[next].code);
		page_set(rq->page, "Parte.prossima.testo", d->parts[next].title);
	}
}

/* Who writes, who asks and who needs are easily taken for each other (B2-08). */
static void check_roles(struct request *rq, struct form *form, const struct domanda *d, bool asking)
{
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, form_raw(form, "codice_fiscale"));

	if (code->kind == CODICE_NONE || code->fault != CODICE_RIGHT)
		return;
	if (d->own_code && strcmp(code->code, d->own_code) == 0)
		form_warning(form, "codice_fiscale", "proprio",
			     asking ? "È il tuo codice fiscale: chi presenta la richiesta non è chi compila la segnalazione"
				    : "È il tuo codice fiscale: qui va la persona da segnalare, non chi compila");
	else if (asking && d->person_code && strcmp(code->code, d->person_code) == 0)
		form_warning(form, "codice_fiscale", "persona",
			     "È il codice della persona da segnalare: se presenta la richiesta per sé scegli «La persona stessa»");
}

void parte_controlla(struct request *rq, const struct domanda *d, const char *code, struct form *form)
{
	bool external = strcmp(d->viewer, "esterno") == 0;

	if (strcmp(code, "persona") == 0) {
		check_person(rq, form, external);
		if (external)
			check_roles(rq, form, d, false);
	}
	if (strcmp(code, "richiedente") == 0 && form_text(form, "per_chi") && strcmp(form_text(form, "per_chi"), "ALTRA") == 0) {
		check_code(rq, form, false);
		check_roles(rq, form, d, true);
	}
}

struct error *parte_scelte(struct request *rq, struct form *form)
{
	struct q_enti_miei *list;
	size_t count, shown = 0;

	for (size_t i = 0; form_vocabulary(form, i); i++) {
		if (strcmp(form_vocabulary(form, i), "self_ente") != 0)
			continue;
		TRY(q_enti_miei(rq->db, &list, &count));
		struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
		for (size_t k = 0; k < count; k++) {
			if (strcmp(list[k].stato, "rifiutato") == 0)
				continue;
			bool waiting = strcmp(list[k].stato, "da_verificare") == 0;
			choices[shown++] = (struct choice){ arena_printf(rq->arena, "%" PRId64, list[k].utente_ente_id.v),
							    waiting ? arena_printf(rq->arena, "%s (da verificare)", list[k].denominazione)
								    : list[k].denominazione, NULL };
		}
		form_choices(form, "self_ente", choices, shown);
		return NULL;
	}
	return NULL;
}

/* ---- what is stored, read as if it had been sent now ---- */

/* The confirmations that were given are kept as one word list. */
static void add_confirmed(struct request *rq, struct fields *fields, const char *list)
{
	while (*list) {
		size_t size = strcspn(list, " ");
		if (size)
			fields->list[fields->count++] = (struct field_value){ "conferma", arena_strndup(rq->arena, list, size) };
		list += size;
		list += *list == ' ';
	}
}

static size_t words_of(const char *list)
{
	size_t words = 1;

	for (; *list; list++)
		words += *list == ' ';
	return words;
}

/* In the arena: a form that is read keeps what it was read from. */
static struct fields *fields_of(struct request *rq, const struct q_domanda_risposte *rows, size_t count, const char *part, bool *begun)
{
	size_t room = 1;

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].parte, part) == 0)
			room += strcmp(rows[i].nome, "conferma") == 0 ? words_of(rows[i].valore) : 1;
	struct fields *fields = arena_alloc(rq->arena, sizeof(*fields));
	fields->list = arena_array(rq->arena, room, sizeof(*fields->list));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].parte, part) != 0)
			continue;
		*begun = *begun || rows[i].modulo_id.v;
		if (strcmp(rows[i].nome, "conferma") == 0)
			add_confirmed(rq, fields, rows[i].valore);
		else
			fields->list[fields->count++] = (struct field_value){ rows[i].nome, rows[i].valore };
	}
	return fields;
}

static struct error *read_part(struct request *rq, struct domanda *d, struct parte *part, const struct q_domanda_risposte *rows, size_t count)
{
	struct fields *stored = fields_of(rq, rows, count, part->code, &part->begun);

	TRY(form_read_for(rq, part->form_name, d->viewer, stored, &part->form));
	TRY(parte_scelte(rq, part->form));
	parte_controlla(rq, d, part->code, part->form);
	part->complete = form_ok(part->form);
	d->form_count++;
	d->complete_count += part->complete;
	d->done_count += part->complete && part->begun;
	return NULL;
}

struct error *domanda_leggi_parti(struct request *rq, struct domanda *d)
{
	struct q_domanda_parti *parts;
	struct q_domanda_risposte *rows;
	struct q_domanda_allegati *files;
	struct q_domanda_codici codes;
	size_t count;

	TRY(q_domanda_parti(rq->db, d->row.kind, &parts, &d->part_count));
	TRY(q_domanda_risposte(rq->db, d->id, &rows, &count));
	TRY(q_domanda_allegati(rq->db, d->id, &files, &d->attachments));
	TRY(q_domanda_codici(rq->db, d->id, &codes));
	d->own_code = codes.mio;
	d->person_code = codes.persona;
	d->parts = arena_array(rq->arena, d->part_count + 1, sizeof(*d->parts));
	for (size_t i = 0; i < d->part_count; i++) {
		struct parte *part = &d->parts[i];
		*part = (struct parte){ .code = parts[i].codice, .section = parts[i].sezione, .title = parts[i].titolo,
					.description = parts[i].descrizione, .form_name = parts[i].modulo };
		if (part->form_name)
			TRY(read_part(rq, d, part, rows, count));
		else
			part->begun = part->complete = d->attachments > 0;
	}
	return NULL;
}

struct parte *domanda_parte(struct domanda *d, const char *code)
{
	for (size_t i = 0; i < d->part_count; i++)
		if (strcmp(d->parts[i].code, code) == 0)
			return &d->parts[i];
	return NULL;
}

/* ---- every answer in words ---- */

static void show_answers(struct request *rq, struct page *node, struct form *form, const char *change)
{
	const struct form_definition *definition = form_definition(form);
	int n = 0;

	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *words = form_words(form, field->name);
		/* who is behind the body stands beside the report, and what did not show was not asked */
		if (!words ? !field->required || field->shown_field : !change && field->vocabulary && strcmp(field->vocabulary, "self_ente") == 0)
			continue;
		struct page *line = page_node(node, arena_printf(rq->arena, "voce.%d", n++));
		page_set(line, "nome", field->label);
		page_set(line, "valore", words);
		page_flag(line, "codice", field->kind == FIELD_TAX_CODE);
		if (change)
			page_setf(line, "url", "%s#f-%s", change, field->name);
	}
}

/* On the version of the form on which it was written; without one, on the newest. */
static struct error *answered_form(struct request *rq, const char *name, const char *viewer, const struct fields *stored, modulo_id version,
				   struct form **form)
{
	if (version.v)
		TRY(form_open_version(rq, version, viewer, form));
	else
		TRY(form_open_for(rq, name, viewer, form));
	TRY(parte_scelte(rq, *form));
	for (size_t i = 0; i < stored->count; i++)
		if (form_has(*form, stored->list[i].name))
			form_set(*form, stored->list[i].name, stored->list[i].value);
	return NULL;
}

struct error *domanda_riepilogo(struct request *rq, domanda_id id, const char *kind, const char *viewer, const char *change)
{
	struct q_domanda_parti *parts;
	struct q_domanda_risposte *rows;
	size_t part_count, count;

	TRY(q_domanda_parti(rq->db, kind, &parts, &part_count));
	TRY(q_domanda_risposte(rq->db, id, &rows, &count));
	for (size_t i = 0; i < part_count; i++) {
		bool begun = false;
		modulo_id version = { 0 };
		struct form *form;
		if (!parts[i].modulo)
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Riepilogo.%zu", i));
		struct fields *stored = fields_of(rq, rows, count, parts[i].codice, &begun);
		for (size_t k = 0; k < count; k++)
			if (strcmp(rows[k].parte, parts[i].codice) == 0)
				version = rows[k].modulo_id;
		TRY(answered_form(rq, parts[i].modulo, viewer, stored, version, &form));
		page_set(node, "titolo", parts[i].titolo);
		page_set(node, "codice", parts[i].codice);
		show_answers(rq, node, form, change ? arena_printf(rq->arena, "%s/parte/%s?da=invio", change, parts[i].codice) : NULL);
	}
	return NULL;
}
