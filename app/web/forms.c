/*
 * Forms on the way of a request: definitions from the database (kept by the process until a new
 * version appears), choices, drafts.
 */
#include "web/inside.h"

#include "base/log.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The definitions live longer than a request: an arena of the process. */
static struct {
	struct arena *arena;
	int64_t newest;
	size_t count;
	struct entry {
		modulo_id id;
		struct form_definition *definition;
	} *list;
} cache;

/* Everything is copied: the rows live in the request's arena, definitions in the process's. */
static struct error *field_read(struct arena *keep, const struct q_modulo_campi *row, struct field_definition *field)
{
	*field = (struct field_definition){
		.name = arena_strdup(keep, row->nome),
		.label = arena_strdup(keep, row->etichetta),
		.help = arena_strdup(keep, row->aiuto),
		.group = arena_strdup(keep, row->gruppo),
		.required = row->obbligatorio,
		.required_text = arena_strdup(keep, row->testo_mancante),
		.vocabulary = arena_strdup(keep, row->vocabolario),
		.shown_field = arena_strdup(keep, row->mostra_campo),
		.shown_value = arena_strdup(keep, row->mostra_valore),
		.viewer = arena_strdup(keep, row->visibile_a),
		.minimum = row->minimo,
		.maximum = row->massimo,
		.width = (int)row->larghezza,
		.autocomplete = arena_strdup(keep, row->autocomplete),
		.block = arena_strdup(keep, row->blocco),
	};
	if (!field_kind_from(row->tipo, &field->kind))
		return error_raise(ERR_BUG, "a form has a field of the unknown kind '%s'", row->tipo);
	return NULL;
}

static struct error *definition_read(struct db *db, struct arena *keep, const struct q_modulo_elenco *head,
				     struct form_definition **out)
{
	struct q_modulo_campi *found;
	size_t count;

	TRY(q_modulo_campi(db, head->modulo_id, &found, &count));
	struct field_definition *fields = arena_array(keep, count + 1, sizeof(*fields));
	for (size_t i = 0; i < count; i++)
		TRY(field_read(keep, &found[i], &fields[i]));
	struct form_definition *definition = arena_alloc(keep, sizeof(*definition));
	*definition = (struct form_definition){
		.name = arena_strdup(keep, head->nome),
		.title = arena_strdup(keep, head->titolo),
		.version = head->versione,
		.fields = fields,
		.field_count = count,
	};
	TRY(form_definition_check(definition));
	*out = definition;
	return NULL;
}

static void free_arena(void *arena)
{
	arena_free(arena);
}

static struct error *cache_fill(struct request *rq)
{
	struct q_modulo_elenco *heads;
	size_t count;

	TRY(q_modulo_elenco(rq->db, &heads, &count));
	struct arena *keep = arena_new();
	struct entry *list = arena_array(keep, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++) {
		list[i].id = heads[i].modulo_id;
		struct error *err = definition_read(rq->db, keep, &heads[i], &list[i].definition);
		if (err) {
			arena_free(keep);
			return error_pass(err);
		}
	}
	/* a form of this request may still stand on an old definition: they go when it ends */
	if (cache.arena)
		arena_hook(rq->arena, free_arena, cache.arena);
	cache.arena = keep;
	cache.list = list;
	cache.count = count;
	cache.newest = rq->session->forms;
	return NULL;
}

struct error *forms_find(struct request *rq, const char *name, const struct form_definition **definition, modulo_id *id)
{
	if (!cache.arena || rq->session->forms > cache.newest)
		TRY(cache_fill(rq));
	for (size_t i = 0; i < cache.count; i++) {
		if (strcmp(cache.list[i].definition->name, name) == 0) {
			*definition = cache.list[i].definition;
			*id = cache.list[i].id;
			return NULL;
		}
	}
	return error_raise(ERR_BUG, "there is no form '%s': run siz migra", name);
}

struct error *form_id(struct request *rq, const char *name, modulo_id *id)
{
	const struct form_definition *definition;

	return forms_find(rq, name, &definition, id);
}

/* {"a","b"} for a text[] parameter; the words are names of vocabularies or codes. */
static void array_add(struct text *array, const char *word)
{
	text_add(array, array->size == 1 ? "\"" : ",\"");
	for (const char *at = word; *at; at++) {
		if (*at == '"' || *at == '\\')
			text_add(array, "\\");
		text_add_bytes(array, at, 1);
	}
	text_add(array, "\"");
}

struct error *forms_choices(struct request *rq, struct form *form)
{
	struct q_scelte *found;
	size_t count, from = 0;

	if (!form_vocabulary(form, 0))
		return NULL;
	struct text *names = text_new(rq->arena), *present = text_new(rq->arena);
	text_add(names, "{");
	text_add(present, "{");
	for (size_t i = 0; form_vocabulary(form, i); i++)
		array_add(names, form_vocabulary(form, i));
	const struct form_definition *definition = form_definition(form);
	for (size_t i = 0; i < definition->field_count; i++)
		if (definition->fields[i].vocabulary && form_raw(form, definition->fields[i].name))
			array_add(present, form_raw(form, definition->fields[i].name));
	text_add(names, "}");
	text_add(present, "}");
	TRY(q_scelte(rq->db, names->data, present->data, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ found[i].codice, found[i].descrizione, found[i].gruppo };
	for (size_t i = 1; i <= count; i++) {
		if (i < count && strcmp(found[i].vocabolario, found[from].vocabolario) == 0)
			continue;
		form_choices(form, found[from].vocabolario, choices + from, i - from);
		from = i;
	}
	return NULL;
}

struct error *form_choices_again(struct request *rq, struct form *form)
{
	return forms_choices(rq, form);
}

struct error *form_open(struct request *rq, const char *form_name, struct form **form)
{
	const struct form_definition *definition;
	modulo_id id;

	TRY(forms_find(rq, form_name, &definition, &id));
	*form = form_new(rq->arena, definition, NULL);
	return forms_choices(rq, *form);
}

struct error *form_open_for(struct request *rq, const char *form_name, const char *viewer, struct form **form)
{
	const struct form_definition *definition;
	modulo_id id;

	TRY(forms_find(rq, form_name, &definition, &id));
	*form = form_new(rq->arena, definition, viewer);
	return forms_choices(rq, *form);
}

struct error *form_read_for(struct request *rq, const char *form_name, const char *viewer, const struct fields *sent,
			    struct form **form)
{
	const struct form_definition *definition;
	modulo_id id;

	TRY(forms_find(rq, form_name, &definition, &id));
	*form = form_read(rq->arena, definition, viewer, sent);
	return forms_choices(rq, *form);
}

struct error *form_open_version(struct request *rq, modulo_id version, const char *viewer, struct form **form)
{
	struct form_definition *definition = NULL;
	struct q_modulo_di_versione head;

	/* mostly the newest one, which is in the cache */
	for (size_t i = 0; i < cache.count; i++)
		if (cache.list[i].id.v == version.v)
			definition = cache.list[i].definition;
	if (!definition) {
		TRY(q_modulo_di_versione(rq->db, version, &head));
		const struct q_modulo_elenco same = { head.modulo_id, head.nome, head.versione, head.titolo };
		TRY(definition_read(rq->db, rq->arena, &same, &definition));
	}
	*form = form_new(rq->arena, definition, viewer);
	return forms_choices(rq, *form);
}

struct error *form_sent(struct request *rq, const char *form_name, struct form **form)
{
	const struct form_definition *definition;
	modulo_id id;

	TRY(forms_find(rq, form_name, &definition, &id));
	*form = form_read(rq->arena, definition, NULL, &rq->body);
	return forms_choices(rq, *form);
}

struct error *form_asked(struct request *rq, const char *form_name, struct form **form)
{
	const struct form_definition *definition;
	modulo_id id;

	TRY(forms_find(rq, form_name, &definition, &id));
	*form = form_read(rq->arena, definition, NULL, &rq->query);
	return forms_choices(rq, *form);
}

/* Put a form on the page with what every POST of ours carries. */
void form_show(struct request *rq, struct form *form, const char *name)
{
	form_to_page(form, rq->page, name);
	page_set(rq->page, arena_printf(rq->arena, "%s.chiave", name), text_hex(rq->arena, session_token(rq->arena), 24));
	char *action = arena_printf(rq->arena, "%s.azione", name);
	if (!*page_get(rq->page, action))
		page_set(rq->page, action, rq->path);
	char *autosave = arena_printf(rq->arena, "%s.bozza", name);
	if (rq->session->phase == SESSION_FULL && !*page_get(rq->page, autosave))
		page_setf(rq->page, autosave, "/bozze?percorso=%s",
			  text_url_encode(rq->arena, page_get(rq->page, action)));
	int64_t version = rq->web->version ? rq->web->version : form_version(rq);
	if (form == rq->form && rq->method == METHOD_POST && version)
		page_int(rq->page, arena_printf(rq->arena, "%s.versione", name), version);
}

int64_t form_version(struct request *rq)
{
	const char *sent = fields_get(&rq->body, "_versione");
	int64_t version = 0;

	return sent && text_to_int(sent, &version) && version > 0 && version < INT32_MAX ? version : 0;
}

void form_set_version(struct request *rq, int64_t version)
{
	page_int(rq->page, "Modulo.versione", version);
}

void form_autosave(struct request *rq, const char *path)
{
	page_set(rq->page, "Modulo.bozza", path);
}

void form_cancel(struct request *rq, const char *url)
{
	page_set(rq->page, "Modulo.annulla", url);
}

void form_action(struct request *rq, const char *path)
{
	page_set(rq->page, "Modulo.azione", path);
}

struct error *draft_forget(struct request *rq, const char *path)
{
	if (rq->session->phase == SESSION_EXTERNAL)
		return q_bozza_esterna_scarta(rq->db, path);
	return rq->session->phase == SESSION_FULL ? q_bozza_scarta(rq->db, path) : NULL;
}

struct error *draft_read(struct request *rq, const char *path)
{
	struct q_bozza_esterna_leggi row;
	struct web *web = rq->web;

	if (rq->session->phase == SESSION_FULL)
		return q_bozza_leggi(rq->db, path, &web->draft, &web->draft_found);
	if (rq->session->phase != SESSION_EXTERNAL)
		return NULL;
	TRY(q_bozza_esterna_leggi(rq->db, path, &row, &web->draft_found));
	if (web->draft_found)
		web->draft = (struct q_bozza_leggi){ .dati = row.dati, .aggiornata_il = row.aggiornata_il };
	return NULL;
}

/* Two addresses of a report have no page of their own: the answer stands on the report, what the script
 * keeps on its part. */
const char *draft_place(struct request *rq)
{
	const char *path = rq->path, *end = strrchr(path, '/'), *kept = strstr(path, "/bozza/");

	if (strncmp(path, "/self/", 6) != 0)
		return path;
	if (strcmp(end, "/risposta") == 0)
		return arena_strndup(rq->arena, path, (size_t)(end - path));
	return kept ? arena_printf(rq->arena, "%.*s/parte%s", (int)(kept - path), path, end) : path;
}

/* A draft that was kept while its operator chooses a person says so under this name, which no
 * field has: text inside a value cannot look like it, because its quotes are escaped there. */
#define PICKING "\"scegli\": \""

static const char *person_of(struct request *rq, const char *field)
{
	const char *value = fields_get(&rq->query, field);
	int64_t id;

	return value && text_to_int(value, &id) && id > 0 ? value : NULL;
}

/*
 * A person in the address line comes from the picker, or from that person's own page.  In the
 * second case a draft begun for somebody else must not be mixed with this person.
 */
static struct error *draft_for_other(struct request *rq, bool *other)
{
	const struct form_definition *definition = form_definition(rq->form);
	struct web *web = rq->web;

	*other = false;
	if (!web->draft_found || strstr(web->draft.dati, PICKING))
		return NULL;
	struct form *draft = form_new(rq->arena, definition, NULL);
	TRY(form_set_json(draft, web->draft.dati));
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		if (field->kind != FIELD_PERSON || !person_of(rq, field->name) || !form_raw(draft, field->name))
			continue;
		*other = *other || strcmp(form_raw(draft, field->name), person_of(rq, field->name)) != 0;
	}
	return NULL;
}

static void lay_persons(struct request *rq)
{
	const struct form_definition *definition = form_definition(rq->form);

	for (size_t i = 0; i < definition->field_count; i++)
		if (definition->fields[i].kind == FIELD_PERSON && person_of(rq, definition->fields[i].name))
			form_set(rq->form, definition->fields[i].name, person_of(rq, definition->fields[i].name));
}

/* A browser sends nothing of a box without its tick: what a draft does not hold was taken off. */
static void untick(struct form *form)
{
	const struct form_definition *definition = form_definition(form);

	for (size_t i = 0; i < definition->field_count; i++)
		if (definition->fields[i].kind == FIELD_CHECK || definition->fields[i].kind == FIELD_CHOICES)
			form_set(form, definition->fields[i].name, NULL);
}

/* The name of a declared field that a button of the form sent under that name; NULL: none was pressed. */
static const char *pressed(struct request *rq, const char *button, bool person)
{
	const struct form_definition *definition = form_definition(rq->form);
	const char *field = fields_get(&rq->body, button);

	for (size_t i = 0; field && i < definition->field_count; i++)
		if (strcmp(definition->fields[i].name, field) == 0 && (!person || definition->fields[i].kind == FIELD_PERSON))
			return field;
	return NULL;
}

static struct error *draft_keep_picking(struct request *rq, const char *field)
{
	const char *typed = draft_json(rq);

	TRY(draft_keep(rq, rq->path, arena_printf(rq->arena, "{\"scegli\":\"%s\"%s%s", field, typed ? "," : "}",
						  typed ? typed + 1 : "")));
	rq->web->draft_kept = true;
	return NULL;
}

struct error *form_pick(struct request *rq, bool *going)
{
	const char *person = pressed(rq, "_scegli", true), *field = person ? NULL : pressed(rq, "_aggiorna", false);

	*going = person || field;
	if (!*going)
		return NULL;
	TRY(draft_keep_picking(rq, person ? person : field));
	if (field)
		return redirect(rq, "%s#f-%s", rq->path, field);
	return redirect(rq, "/soggetti?scegli=%s&ritorno=%s", person, text_url_encode(rq->arena, rq->path));
}

/*
 * The draft of this address lies over what is stored: what was typed and not saved comes first.
 * The page says so, and offers to throw it away.
 */
struct error *draft_restore(struct request *rq)
{
	struct web *web = rq->web;

	if (!rq->form || print_asked(rq)) /* on paper stands what is stored */
		return NULL;
	bool other;
	TRY(draft_for_other(rq, &other));
	if (other) {
		notice(rq, "warning", "Hai una bozza per un’altra persona",
		       "Qui il modulo è vuoto. Se scrivi, la bozza di prima si perde.");
		struct page *said = page_node(rq->page, arena_printf(rq->arena, "Pagina.avviso.%lld", (long long)web->notices - 1));
		page_set(said, "url", rq->path);
		page_set(said, "testo_url", "Riprendi la bozza di prima");
	}
	if (other || !web->draft_found || strcmp(web->draft.dati, "{}") == 0) {
		lay_persons(rq);
		return NULL;
	}
	untick(rq->form);
	TRY(form_set_json(rq->form, web->draft.dati));
	lay_persons(rq);
	if (strncmp(rq->path, "/self", 5) == 0 || rq->session->phase == SESSION_EXTERNAL)
		notice(rq, "info", "Abbiamo ripreso quello che avevi scritto",
		       "La sessione era scaduta prima che fosse salvato. Controlla, poi salva.");
	page_flag(rq->page, "Bozza.ripresa", !strstr(web->draft.dati, PICKING));
	page_set(rq->page, "Bozza.percorso", rq->path);
	page_set(rq->page, "Bozza.quando", italian_instant(rq->arena, web->draft.aggiornata_il, (int64_t)time(NULL)));
	int64_t version = 0;
	if (web->draft.versione_base && text_to_int(page_get(rq->page, "Modulo.versione"), &version) &&
	    version != web->draft.versione_base) {
		/* saved by somebody meanwhile: keep the draft's own base, so that saving shows both */
		page_flag(rq->page, "Bozza.superata", true);
		page_int(rq->page, "Modulo.versione", web->draft.versione_base);
	}
	return NULL;
}

/* Names that begin with '_' are machinery; passwords are never kept (AUTH-10). */
static bool is_kept(const struct field_value *field)
{
	return field->name[0] && field->name[0] != '_' && !strstr(field->name, "password");
}

static bool came_before(const struct fields *body, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(body->list[j].name, body->list[i].name) == 0)
			return true;
	return false;
}

/* All ticks under one name are a list: of a key that stands twice the database keeps the last value alone. */
static void add_values(struct text *json, const struct fields *body, const char *name)
{
	size_t at = 0, count = 0;

	while (fields_next(body, name, &at))
		count++;
	at = 0;
	text_add(json, count > 1 ? "[" : "");
	for (size_t i = 0; i < count; i++) {
		text_add(json, i ? "," : "");
		text_add_json(json, fields_next(body, name, &at));
	}
	text_add(json, count > 1 ? "]" : "");
}

/* What was emptied is kept as well: it was typed, too. */
const char *draft_json(struct request *rq)
{
	struct text *json = text_new(rq->arena);
	bool typed = false;

	text_add(json, "{");
	for (size_t i = 0; i < rq->body.count; i++) {
		const struct field_value *f = &rq->body.list[i];
		if (!is_kept(f))
			continue;
		typed = typed || *f->value;
		if (came_before(&rq->body, i))
			continue;
		text_add(json, json->size > 1 ? "," : "");
		text_add_json(json, f->name);
		text_add(json, ":");
		add_values(json, &rq->body, f->name);
	}
	text_add(json, "}");
	return typed ? json->data : NULL;
}

/* The case that an address belongs to, so that colleagues see who is writing in it. */
static pratica_id case_of(struct request *rq, const char *path)
{
	static const char prefix[] = "/pratiche/";
	int64_t id = 0;

	if (strncmp(path, prefix, sizeof(prefix) - 1) == 0) {
		const char *digits = path + sizeof(prefix) - 1;
		if (!text_to_int(arena_strndup(rq->arena, digits, strcspn(digits, "/")), &id) || id < 0)
			id = 0;
	}
	return (pratica_id){ id };
}

struct error *draft_keep(struct request *rq, const char *path, const char *json)
{
	return q_bozza_salva(rq->db, path, case_of(rq, path), json, form_version(rq));
}

struct error *draft_keep_for(struct request *rq, const char *path)
{
	const char *typed = draft_json(rq);

	return typed ? draft_keep(rq, path, typed) : NULL;
}

/* ---- the script's autosave, and «Scarta la bozza» ---- */

/* A path of ours, short enough to be a key. */
static const char *draft_path(struct request *rq)
{
	const char *path = fields_get(&rq->query, "percorso");

	if (!path)
		path = fields_get(&rq->body, "_percorso");
	return path && path[0] == '/' && path[1] != '/' && path[1] != '\\' && strlen(path) <= 500 ? path : NULL;
}

struct error *bozza_salva(struct request *rq)
{
	const char *path = draft_path(rq), *typed = draft_json(rq);

	if (!path)
		return error_raise(ERR_BAD_REQUEST, "a draft without its address");
	if (typed && strlen(typed) > DRAFT_LONGEST)
		return error_raise(ERR_TOO_LARGE, "a draft of %zu bytes", strlen(typed));
	if (typed)
		TRY(draft_keep(rq, path, typed));
	rq->response->content_type = "application/json";
	text_add(rq->response->body, "{\"salvata\":true}\n");
	rq->web->sent = true;
	return NULL;
}

struct error *bozza_scarta(struct request *rq)
{
	const char *path = draft_path(rq);

	if (!path)
		return error_raise(ERR_BAD_REQUEST, "a draft without its address");
	TRY(q_bozza_scarta(rq->db, path));
	return redirect(rq, "%s", path_with(rq, fields_get(&rq->body, "_ritorno") ? return_path(rq) : path, "fatto", "bozza-scartata"));
}
