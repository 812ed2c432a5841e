/* The form as the templates see it; the words for the names of nodes are in form.h. */
#include "form/inside.h"

#include <stdlib.h>
#include <string.h>

/* What stands in the field: what was typed if it was wrong, else the form a person reads. */
static const char *shown_value(struct arena *arena, const struct slot *slot)
{
	const char *money;

	switch (slot->field->kind) {
	case FIELD_PASSWORD:
	case FIELD_FILES:
		return "";
	case FIELD_CHECK:
		return slot->clean ? "1" : "";
	case FIELD_BIRTH:
		return slot->clean ? italian_date(arena, slot->clean) : slot->typed;
	case FIELD_MONEY:
		if (!slot->clean)
			return slot->typed;
		money = italian_money(arena, slot->clean);
		return arena_strndup(arena, money, strcspn(money, " "));
	default:
		return slot->clean ? slot->clean : slot->typed;
	}
}

static bool selected(const struct slot *slot, const char *code)
{
	size_t i;

	if (slot->field->kind != FIELD_CHOICES)
		return strcmp(slot->clean ? slot->clean : slot->typed, code) == 0;
	for (i = 0; i < slot->chosen.count; i++)
		if (strcmp(slot->chosen.list[i], code) == 0)
			return true;
	return false;
}

static void add_option(struct page *node, size_t number, const char *code, const char *text,
		       const char *group, bool chosen)
{
	char name[40];
	struct page *option;

	snprintf(name, sizeof(name), "opzione.%zu", number);
	option = page_node(node, name);
	page_set(option, "codice", code);
	page_set(option, "testo", text);
	page_set(option, "gruppo", group);
	page_flag(option, "scelta", chosen);
}

/* A value that is in no vocabulary any more stays in view: saving must not change it unseen. */
static void add_options(struct page *node, const struct slot *slot)
{
	const char *here = slot->clean ? slot->clean : slot->typed;
	size_t i, number = 0;
	bool found = false, kept = false;

	for (i = 0; i < slot->choice_count; i++) {
		const struct choice *choice = &slot->choices[i];
		bool chosen = selected(slot, choice->code);

		found = found || chosen;
		kept = kept || (slot->kept_code && strcmp(slot->kept_code, choice->code) == 0);
		add_option(node, number++, choice->code, choice->text, choice->group, chosen);
	}
	if (slot->kept_code && !kept) {
		bool chosen = selected(slot, slot->kept_code);

		add_option(node, number++, slot->kept_code, slot->kept_text, NULL, chosen);
		found = found || chosen;
	}
	if (!found && here[0] && slot->field->kind != FIELD_CHOICES && !slot->error)
		add_option(node, number, here, here, NULL, true);
}

static void field_to_page(const struct form *form, const struct slot *slot, struct page *node)
{
	const struct field_definition *field = slot->field;
	struct arena *arena = form->arena;

	page_set(node, "nome", field->name);
	page_setf(node, "id", "f-%s", field->name);
	page_set(node, "tipo", field_kind_name(field->kind));
	page_set(node, "etichetta", field->label);
	page_set(node, "aiuto", field->help);
	page_flag(node, "obbligatorio", field->required || slot->required);
	page_set(node, "valore", shown_value(arena, slot));
	page_set(node, "parole", field->kind == FIELD_PASSWORD ? "" : slot_words(form, slot, slot));
	page_set(node, "errore", slot->error);
	page_set(node, "avviso", slot->warning);
	page_set(node, "avviso_codice", slot->warning_token);
	page_int(node, "larghezza", field->width ? field->width : 12);
	page_set(node, "massimo", "");
	if (field->maximum > 0 && (field->kind == FIELD_TEXT || field->kind == FIELD_LONG_TEXT))
		page_int(node, "massimo", field->maximum);
	page_set(node, "autocomplete", field->autocomplete);
	page_set(node, "mostra_campo", field->shown_field);
	page_set(node, "mostra_valore", field->shown_value);
	page_flag(node, "libero", field->kind == FIELD_DATE && slot->typed[0] && !slot->clean);
	if (field->kind == FIELD_PERSON) {
		page_set(node, "persona_nome", slot->person);
		page_set(node, "persona_url", slot->person_url);
		page_set(node, "persona_dettaglio", slot->person_detail);
	}
	if (field->vocabulary)
		add_options(node, slot);
}

static size_t group_of(const char **groups, size_t *count, const char *group)
{
	size_t i;

	if (!group)
		group = "";
	for (i = 0; i < *count; i++)
		if (strcmp(groups[i], group) == 0)
			return i;
	groups[*count] = group;
	return (*count)++;
}

static void groups_to_page(const struct form *form, struct page *page, const char *name)
{
	size_t fields = form->definition->field_count, count = 0, i, *within;
	const char **groups = arena_array(form->arena, fields + 1, sizeof(*groups));
	char path[160], link[160];

	within = arena_array(form->arena, fields + 1, sizeof(*within));
	for (i = 0; i < fields; i++) {
		const struct slot *slot = &form->slots[i];
		size_t group;

		if (!slot->visible || slot->aside)
			continue;
		group = group_of(groups, &count, slot->field->group);
		if (within[group] == 0)
			page_set(page, arena_printf(form->arena, "%s.gruppo.%zu.titolo", name, group),
				 groups[group]);
		snprintf(path, sizeof(path), "%s.gruppo.%zu.campo.%zu", name, group, within[group]++);
		snprintf(link, sizeof(link), "%s.campo.%s", name, slot->field->name);
		field_to_page(form, slot, page_node(page, path));
		page_link(page, link, path);
	}
}

static void add_error(struct page *node, size_t number, const char *field, const char *text)
{
	char name[40];

	snprintf(name, sizeof(name), "errore.%zu.testo", number);
	page_set(node, name, text);
	snprintf(name, sizeof(name), "errore.%zu.campo", number);
	page_set(node, name, field);
}

static void add_warning(struct page *node, size_t number, const char *field, const char *token,
			const char *text, bool confirmed)
{
	char name[40];
	struct page *warning;

	snprintf(name, sizeof(name), "avviso.%zu", number);
	warning = page_node(node, name);
	page_set(warning, "campo", field);
	page_set(warning, "codice", token);
	page_set(warning, "testo", text);
	page_flag(warning, "confermato", confirmed);
}

void form_to_page(const struct form *form, struct page *page, const char *name)
{
	const struct general_error *general;
	size_t number = 0, warnings = 0, i;
	struct page *node;

	if (!name)
		name = "Modulo";
	node = page_node(page, name);
	page_set(node, "nome", form->definition->name);
	page_set(node, "titolo", form->definition->title);
	page_int(node, "errori", (int64_t)form->errors);
	page_int(node, "avvisi", (int64_t)form->unconfirmed);
	for (general = form->general; general; general = general->next)
		add_error(node, number++, "", general->text);
	if (form->general_warning)
		add_warning(node, warnings++, "", form->general_warning_token, form->general_warning,
			    form->general_confirmed);
	for (i = 0; i < form->definition->field_count; i++) {
		const struct slot *slot = &form->slots[i];

		if (!slot->visible)
			continue;
		if (slot->error)
			add_error(node, number++, slot->field->name, slot->error);
		if (slot->warning)
			add_warning(node, warnings++, slot->field->name, slot->warning_token,
				    slot->warning, slot->confirmed);
	}
	groups_to_page(form, page, name);
}
