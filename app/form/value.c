/* Values in and out of a form: rows, JSON, typed values. */
#include "form/inside.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

const char *slot_take(struct form *form, struct slot *slot, const char *value)
{
	const char *why = NULL, *clean = NULL;

	slot->clean = NULL;
	if (!value)
		value = "";
	slot->typed = slot->field->kind == FIELD_PASSWORD ? arena_strdup(form->arena, value)
							  : text_trim(form->arena, value);
	if (!slot->typed[0])
		return NULL;
	if (!parser_of(slot->field->kind)(form->arena, slot->field, slot->typed, &clean, &why))
		return why;
	slot->clean = clean;
	return NULL;
}

void slot_add_choice(struct form *form, struct slot *slot, const char *code)
{
	const char **longer;
	size_t i;

	code = text_trim(form->arena, code);
	if (!code[0])
		return;
	for (i = 0; i < slot->chosen.count; i++)
		if (strcmp(slot->chosen.list[i], code) == 0)
			return;
	longer = arena_array(form->arena, slot->chosen.count + 1, sizeof(*longer));
	for (i = 0; i < slot->chosen.count; i++)
		longer[i] = slot->chosen.list[i];
	longer[slot->chosen.count++] = code;
	slot->chosen.list = longer;
}

void slot_add_choices(struct form *form, struct slot *slot, const char *codes)
{
	size_t size;

	while (*codes) {
		size = strcspn(codes, "{},");
		if (size)
			slot_add_choice(form, slot, arena_strndup(form->arena, codes, size));
		codes += size + (codes[size] != '\0');
	}
}

void form_set(struct form *form, const char *field, const char *value)
{
	struct slot *slot = form_slot(form, field);

	if (slot->field->kind == FIELD_CHOICES) {
		slot->chosen.count = 0;
		slot_add_choices(form, slot, value ? value : "");
	} else {
		(void)slot_take(form, slot, value);
	}
}

/* --- JSON ----------------------------------------------------------------------------------- */

static void free_json(void *object)
{
	json_decref(object);
}

static void set_from_json(struct form *form, struct slot *slot, const json_t *value)
{
	const json_t *item;
	size_t i;

	if (slot->field->kind == FIELD_CHOICES && json_is_array(value)) {
		slot->chosen.count = 0;
		json_array_foreach(value, i, item)
			if (json_is_string(item))
				slot_add_choice(form, slot, json_string_value(item));
		return;
	}
	if (json_is_string(value))
		form_set(form, slot->field->name, json_string_value(value));
	else if (json_is_integer(value))
		form_set(form, slot->field->name,
			 arena_printf(form->arena, "%lld", (long long)json_integer_value(value)));
	else if (json_is_real(value))
		form_set(form, slot->field->name,
			 arena_printf(form->arena, "%.2f", json_real_value(value)));
	else if (json_is_boolean(value))
		form_set(form, slot->field->name, json_is_true(value) ? "1" : "");
}

struct error *form_set_json(struct form *form, const char *json)
{
	json_error_t problem;
	json_t *root;
	size_t i;

	root = json_loads(json ? json : "", JSON_REJECT_DUPLICATES, &problem);
	if (!root)
		return error_raise(ERR_BAD_REQUEST, "not JSON, at %d", problem.position);
	arena_hook(form->arena, free_json, root);
	if (!json_is_object(root))
		return error_raise(ERR_BAD_REQUEST, "JSON, but not an object");
	for (i = 0; i < form->definition->field_count; i++) {
		struct slot *slot = &form->slots[i];
		const json_t *value = json_object_get(root, slot->field->name);

		if (value && slot->visible && slot->field->kind != FIELD_PASSWORD &&
		    slot->field->kind != FIELD_FILES)
			set_from_json(form, slot, value);
	}
	return NULL;
}

static bool in_json(const struct slot *slot)
{
	if (!slot->visible || slot->field->kind == FIELD_PASSWORD || slot->field->kind == FIELD_FILES)
		return false;
	if (slot->field->kind == FIELD_CHOICES)
		return slot->chosen.count > 0;
	return slot->clean || (slot->typed[0] && slot->field->kind != FIELD_CHECK);
}

static void add_json_value(struct text *out, const struct slot *slot)
{
	size_t i;

	switch (slot->field->kind) {
	case FIELD_CHOICES:
		text_add(out, "[");
		for (i = 0; i < slot->chosen.count; i++) {
			text_add(out, i ? "," : "");
			text_add_json(out, slot->chosen.list[i]);
		}
		text_add(out, "]");
		return;
	case FIELD_CHECK:
		text_add(out, "true");
		return;
	case FIELD_INTEGER:
	case FIELD_PERSON:
		if (slot->clean) {
			text_add(out, slot->clean);
			return;
		}
		break;
	default:
		break;
	}
	text_add_json(out, slot->clean ? slot->clean : slot->typed);
}

const char *form_json(const struct form *form)
{
	struct text *out = text_new(form->arena);
	bool first = true;
	size_t i;

	text_add(out, "{");
	for (i = 0; i < form->definition->field_count; i++) {
		const struct slot *slot = &form->slots[i];

		if (!in_json(slot))
			continue;
		text_add(out, first ? "" : ",");
		first = false;
		text_add_json(out, slot->field->name);
		text_add(out, ":");
		add_json_value(out, slot);
	}
	text_add(out, "}");
	return out->data;
}

/* --- typed values --------------------------------------------------------------------------- */

static const char *joined(const struct form *form, const struct slot *slot)
{
	struct text *out;
	size_t i;

	if (slot->chosen.count == 0)
		return NULL;
	out = text_new(form->arena);
	for (i = 0; i < slot->chosen.count; i++) {
		text_add(out, i ? "," : "");
		text_add(out, slot->chosen.list[i]);
	}
	return out->data;
}

const char *slot_value(const struct form *form, const struct slot *slot)
{
	if (slot->field->kind == FIELD_CHOICES)
		return joined(form, slot);
	return slot->clean && slot->clean[0] ? slot->clean : NULL;
}

const char *form_text(const struct form *form, const char *field)
{
	return slot_value(form, form_slot(form, field));
}

const char *form_date(const struct form *form, const char *field)
{
	const struct slot *slot = form_slot(form, field);

	if (slot->field->kind != FIELD_DATE && slot->field->kind != FIELD_BIRTH)
		abort();
	return slot->clean;
}

int64_t form_int(const struct form *form, const char *field)
{
	const struct slot *slot = form_slot(form, field);
	int64_t number;

	return slot->clean && text_to_int(slot->clean, &number) ? number : 0;
}

bool form_bool(const struct form *form, const char *field)
{
	const struct slot *slot = form_slot(form, field);

	if (slot->field->kind == FIELD_CHECK)
		return slot->clean != NULL;
	return slot->clean && (strcmp(slot->clean, "si") == 0 || strcmp(slot->clean, "1") == 0);
}
