/* Two people changed the same thing: both texts side by side, so that one of them chooses.
 * The radio buttons carry the values themselves, hence what comes back is an ordinary save. */
#include "form/inside.h"

#include <stdlib.h>
#include <string.h>

static const char *choice_text(const struct slot *slot, const char *code)
{
	size_t i;

	for (i = 0; i < slot->choice_count; i++)
		if (strcmp(slot->choices[i].code, code) == 0)
			return slot->choices[i].text;
	return code;
}

const char *slot_words(const struct form *form, const struct slot *slot, const struct slot *words)
{
	const char *value = slot_value(form, slot);
	struct text *out;
	size_t i;

	if (slot->field->kind == FIELD_CHECK)
		return value ? "Sì" : "No";
	if (!value)
		return slot->typed;
	switch (slot->field->kind) {
	case FIELD_DATE:
	case FIELD_BIRTH:
		return italian_date(form->arena, value);
	case FIELD_MONEY:
		return italian_money(form->arena, value);
	case FIELD_PERSON:
		return slot->person ? slot->person : value;
	case FIELD_CHOICE:
	case FIELD_RADIO:
		return choice_text(words, value);
	case FIELD_CHOICES:
		out = text_new(form->arena);
		for (i = 0; i < slot->chosen.count; i++) {
			text_add(out, i ? ", " : "");
			text_add(out, choice_text(words, slot->chosen.list[i]));
		}
		return out->data;
	default:
		return value;
	}
}

const char *form_words(const struct form *form, const char *field)
{
	const struct slot *slot = form_slot(form, field);
	const char *words = slot_words(form, slot, slot);

	return words && *words ? words : NULL;
}

static const char *raw(const struct form *form, const struct slot *slot)
{
	const char *value = slot_value(form, slot);

	return value ? value : slot->field->kind == FIELD_CHECK ? "" : slot->typed;
}

static struct page *row(struct page *page, const char *name, const char *list, size_t number)
{
	char path[160];

	snprintf(path, sizeof(path), "%s.%s.%zu", name, list, number);
	return page_node(page, path);
}

void form_conflict_to_page(const struct form *mine, const struct form *stored, struct page *page,
			   const char *name)
{
	size_t i, differ = 0, same = 0;
	struct page *node;

	if (mine->definition->fields != stored->definition->fields)
		abort(); /* both must be made from one definition */
	for (i = 0; i < mine->definition->field_count; i++) {
		const struct slot *left = &mine->slots[i], *right = &stored->slots[i];

		if (!left->visible || left->field->kind == FIELD_PASSWORD ||
		    left->field->kind == FIELD_FILES)
			continue;
		if (strcmp(raw(mine, left), raw(stored, right)) == 0) {
			node = row(page, name, "uguale", same++);
			page_set(node, "nome", left->field->name);
			page_set(node, "valore", raw(mine, left));
			continue;
		}
		node = row(page, name, "campo", differ++);
		page_set(node, "nome", left->field->name);
		page_set(node, "etichetta", left->field->label);
		page_set(node, "mio", raw(mine, left));
		page_set(node, "mio_testo", slot_words(mine, left, left));
		page_set(node, "suo", raw(stored, right));
		page_set(node, "suo_testo", slot_words(stored, right, left));
	}
}
