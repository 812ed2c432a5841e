/* A form between what was sent and what may be saved: taking, conditions, errors, choices. */
#include "form/inside.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define CONDITION_DEPTH 8   /* a field shown by a field shown by ...: definitions have two at most */
#define CHOICES_MAX 400     /* check boxes of one field; more are not a form any more */

static void sink_row(struct row_sink *sink, int64_t number)
{
	(void)sink;
	if (number > 0)
		abort(); /* a form is filled from one row */
}

static void sink_value(struct row_sink *sink, const char *column, enum value_kind kind, const char *text)
{
	struct form *form = (struct form *)((char *)sink - offsetof(struct form, sink));
	size_t i;

	(void)kind;
	for (i = 0; i < form->definition->field_count; i++)
		if (strcmp(form->slots[i].field->name, column) == 0)
			form_set(form, column, text);
}

static void sink_end(struct row_sink *sink, int64_t rows)
{
	(void)sink;
	(void)rows;
}

/* Of fields that this reader does not fill in too: an answer is shown in words to whoever may read it. */
static void list_vocabularies(struct form *form)
{
	size_t i, k;

	form->vocabularies = arena_array(form->arena, form->definition->field_count + 1,
					 sizeof(*form->vocabularies));
	for (i = 0; i < form->definition->field_count; i++) {
		const char *name = form->slots[i].field->vocabulary;

		if (!name)
			continue;
		for (k = 0; k < form->vocabulary_count; k++)
			if (strcmp(form->vocabularies[k], name) == 0)
				break;
		if (k == form->vocabulary_count)
			form->vocabularies[form->vocabulary_count++] = name;
	}
}

struct form *form_new(struct arena *arena, const struct form_definition *definition, const char *viewer)
{
	struct form *form = arena_alloc(arena, sizeof(*form));
	size_t i;

	form->arena = arena;
	form->definition = definition;
	form->viewer = viewer;
	form->slots = arena_array(arena, definition->field_count + 1, sizeof(*form->slots));
	form->general_end = &form->general;
	form->sink = (struct row_sink){ .row = sink_row, .value = sink_value, .end = sink_end };
	for (i = 0; i < definition->field_count; i++) {
		struct slot *slot = &form->slots[i];

		slot->field = &definition->fields[i];
		slot->typed = "";
		slot->shown = true;
		slot->visible = !slot->field->viewer ||
				(viewer && strcmp(slot->field->viewer, viewer) == 0);
	}
	list_vocabularies(form);
	return form;
}

struct slot *form_slot(const struct form *form, const char *field)
{
	size_t i;

	for (i = 0; i < form->definition->field_count; i++)
		if (strcmp(form->slots[i].field->name, field) == 0)
			return &form->slots[i];
	abort();
}

/* --- taking what was sent ----------------------------------------------------------------- */

static const char *take_sent(struct form *form, struct slot *slot)
{
	const char *name = slot->field->name, *value, *again;
	size_t at = 0;

	if (slot->field->kind == FIELD_FILES)
		return NULL;
	if (slot->field->kind != FIELD_CHOICES) {
		const char *why = slot_take(form, slot, value = fields_next(form->sent, name, &at));
		/* no page of ours sends two: which of them was meant is not for us to guess */
		while (value && (again = fields_next(form->sent, name, &at)))
			if (strcmp(again, value) != 0)
				why = "È arrivato due volte, con valori diversi: ricontrollalo e invia di nuovo";
		return why;
	}
	while ((value = fields_next(form->sent, name, &at)) && slot->chosen.count < CHOICES_MAX)
		slot_add_choices(form, slot, value);
	return NULL;
}

static bool slot_has(const struct slot *slot, const char *value)
{
	size_t i;

	if (slot->field->kind != FIELD_CHOICES)
		return strcmp(slot->clean ? slot->clean : "", value) == 0;
	for (i = 0; i < slot->chosen.count; i++)
		if (strcmp(slot->chosen.list[i], value) == 0)
			return true;
	return false;
}

static bool condition_holds(const struct form *form, const struct slot *slot, int depth)
{
	const struct slot *other;

	if (!slot->field->shown_field)
		return true;
	if (depth > CONDITION_DEPTH)
		return false;
	other = form_slot(form, slot->field->shown_field);
	return other->visible && slot_has(other, slot->field->shown_value) &&
	       condition_holds(form, other, depth + 1);
}

bool slot_empty(const struct slot *slot)
{
	if (slot->field->kind == FIELD_CHOICES)
		return slot->chosen.count == 0;
	if (slot->field->kind == FIELD_CHECK)
		return !slot->clean;
	return slot->typed[0] == '\0';
}

static const char *missing_sentence(struct arena *arena, const struct field_definition *field)
{
	if (field->required_text)
		return field->required_text;
	switch (field->kind) {
	case FIELD_CHOICE:
	case FIELD_RADIO:
	case FIELD_CHOICES:
	case FIELD_PERSON:
		return arena_printf(arena, "Scegli «%s»", field->label);
	case FIELD_CHECK:
		return arena_printf(arena, "Per continuare conferma «%s»", field->label);
	default:
		return arena_printf(arena, "Compila «%s»", field->label);
	}
}

static void refuse(struct form *form, struct slot *slot, const char *why)
{
	if (slot->error)
		return; /* one sentence at a time beside a field: the first is the cause */
	slot->error = why;
	form->errors++;
}

struct form *form_read(struct arena *arena, const struct form_definition *definition,
		       const char *viewer, const struct fields *sent)
{
	struct form *form = form_new(arena, definition, viewer);
	const char **why = arena_array(arena, definition->field_count + 1, sizeof(*why));
	size_t i;

	form->sent = sent;
	for (i = 0; i < definition->field_count; i++)
		if (form->slots[i].visible)
			why[i] = take_sent(form, &form->slots[i]);
	for (i = 0; i < definition->field_count; i++)
		form->slots[i].shown = condition_holds(form, &form->slots[i], 0);
	for (i = 0; i < definition->field_count; i++) {
		struct slot *slot = &form->slots[i];

		if (!slot->visible)
			continue;
		if (!slot->shown) {
			slot->typed = "";
			slot->clean = NULL;
			slot->chosen.count = 0;
		} else if (why[i]) {
			refuse(form, slot, why[i]);
		} else if (slot->field->required && slot->field->kind != FIELD_FILES && slot_empty(slot)) {
			refuse(form, slot, missing_sentence(arena, slot->field));
		}
	}
	return form;
}

/* --- choices ------------------------------------------------------------------------------ */

static bool among(const struct slot *slot, const char *code)
{
	size_t i;

	if (slot->kept_code && strcmp(slot->kept_code, code) == 0)
		return true;
	for (i = 0; i < slot->choice_count; i++)
		if (strcmp(slot->choices[i].code, code) == 0)
			return true;
	return false;
}

static void check_choices(struct form *form, struct slot *slot)
{
	size_t i;
	bool known = true;

	for (i = 0; i < slot->chosen.count; i++)
		known = known && among(slot, slot->chosen.list[i]);
	if (slot->field->kind != FIELD_CHOICES && slot->clean)
		known = among(slot, slot->clean);
	if (!known)
		refuse(form, slot, "La voce non è più nell’elenco: scegline un’altra");
}

void form_choices(struct form *form, const char *vocabulary, const struct choice *choices, size_t count)
{
	size_t i;

	for (i = 0; i < form->definition->field_count; i++) {
		struct slot *slot = &form->slots[i];

		if (!slot->field->vocabulary || strcmp(slot->field->vocabulary, vocabulary) != 0)
			continue;
		slot->choices = choices;
		slot->choice_count = count;
		slot->offered = true;
		if (form->sent && slot->visible)
			check_choices(form, slot);
	}
}

void form_keep(struct form *form, const char *field, const char *code, const char *text)
{
	struct slot *slot = form_slot(form, field);

	slot->kept_code = code;
	slot->kept_text = text ? text : code;
}

void form_person(struct form *form, const char *field, const char *name, const char *url, const char *detail)
{
	struct slot *slot = form_slot(form, field);

	slot->person = name;
	slot->person_url = url;
	slot->person_detail = detail;
}

void form_require(struct form *form, const char *field)
{
	struct slot *slot = form_slot(form, field);

	slot->required = true;
	if (form->sent && slot->visible && slot->shown && slot_empty(slot))
		refuse(form, slot, missing_sentence(form->arena, slot->field));
}

static bool named(const char *names, const char *name)
{
	size_t size = strlen(name);

	for (const char *at = names; at && *at; at += strspn(at, ",")) {
		size_t length = strcspn(at, ",");
		if (length == size && strncmp(at, name, size) == 0)
			return true;
		at += length;
	}
	return false;
}

static bool block_holds(const struct form *form, const char *block)
{
	for (size_t i = 0; i < form->definition->field_count; i++) {
		const struct slot *slot = &form->slots[i];
		const char *of = slot->field->block;
		if (of && strcmp(of, block) == 0 && slot->visible && (!slot_empty(slot) || slot->error))
			return true;
	}
	return false;
}

void form_show_blocks(struct form *form, const char *blocks)
{
	for (size_t i = 0; i < form->definition->field_count; i++) {
		const char *block = form->slots[i].field->block;
		form->slots[i].aside = block && !named(blocks, block) && !block_holds(form, block);
	}
}

const char *form_vocabulary(const struct form *form, size_t number)
{
	return number < form->vocabulary_count ? form->vocabularies[number] : NULL;
}

/* --- errors and warnings of rules ----------------------------------------------------------- */

void form_error(struct form *form, const char *field, const char *format, ...)
{
	struct general_error *general;
	const char *text;
	va_list args;

	va_start(args, format);
	text = arena_vprintf(form->arena, format, args);
	va_end(args);
	if (field) {
		refuse(form, form_slot(form, field), text);
		return;
	}
	general = arena_alloc(form->arena, sizeof(*general));
	general->text = text;
	*form->general_end = general;
	form->general_end = &general->next;
	form->errors++;
}

/* FNV-1a: tells one sentence from another, guards nothing. */
static unsigned sentence_mark(const char *text)
{
	unsigned mark = 2166136261u;

	for (; *text; text++)
		mark = (mark ^ (unsigned char)*text) * 16777619u;
	return mark;
}

static bool token_sent(const struct form *form, const char *token)
{
	size_t at = 0;
	const char *value;

	if (!form->sent)
		return false;
	while ((value = fields_next(form->sent, "conferma", &at)))
		if (strcmp(value, token) == 0)
			return true;
	return false;
}

bool form_warning(struct form *form, const char *field, const char *code, const char *format, ...)
{
	struct slot *slot = field ? form_slot(form, field) : NULL;
	const char *text, *token;
	bool confirmed;
	va_list args;

	va_start(args, format);
	text = arena_vprintf(form->arena, format, args);
	va_end(args);
	token = arena_printf(form->arena, "%s.%s.%08x", field ? field : "modulo", code,
			     sentence_mark(text));
	confirmed = token_sent(form, token);
	if (!confirmed)
		form->unconfirmed++;
	if (slot) {
		slot->warning = text;
		slot->warning_token = token;
		slot->confirmed = confirmed;
	} else {
		form->general_warning = text;
		form->general_warning_token = token;
		form->general_confirmed = confirmed;
	}
	return confirmed;
}

/* A code of a vocabulary that nobody offered is not known to be one: it is refused like any other
 * that stands in no list. */
static void refuse_unoffered(struct form *form)
{
	for (size_t i = 0; i < form->definition->field_count; i++) {
		struct slot *slot = &form->slots[i];

		if (slot->field->vocabulary && !slot->offered && slot->visible && slot->shown)
			check_choices(form, slot);
	}
}

bool form_ok(struct form *form)
{
	if (form->sent)
		refuse_unoffered(form);
	return form->sent && form->errors == 0 && form->unconfirmed == 0;
}

bool form_has(const struct form *form, const char *field)
{
	for (size_t i = 0; i < form->definition->field_count; i++)
		if (strcmp(form->definition->fields[i].name, field) == 0)
			return true;
	return false;
}

bool form_was_sent(const struct form *form)
{
	return form->sent != NULL;
}

const char *form_raw(const struct form *form, const char *field)
{
	const char *typed = form_slot(form, field)->typed;

	return *typed ? typed : NULL;
}

struct row_sink *form_sink(struct form *form)
{
	return &form->sink;
}

const struct form_definition *form_definition(const struct form *form)
{
	return form->definition;
}

struct arena *form_arena(const struct form *form)
{
	return form->arena;
}
