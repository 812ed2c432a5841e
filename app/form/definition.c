/* Definitions: names of kinds, and the check that every reader of definitions owes. */
#include "form/inside.h"

#include <string.h>

#define FIELDS_MAX 400  /* the largest sheet in use has about 120 */

static const char *const kind_names[] = {
	[FIELD_TEXT] = "testo",
	[FIELD_LONG_TEXT] = "testo_lungo",
	[FIELD_CHOICE] = "scelta",
	[FIELD_RADIO] = "radio",
	[FIELD_CHECK] = "casella",
	[FIELD_CHOICES] = "scelte",
	[FIELD_DATE] = "data",
	[FIELD_BIRTH] = "data_nascita",
	[FIELD_TIME] = "ora",
	[FIELD_MONEY] = "importo",
	[FIELD_INTEGER] = "intero",
	[FIELD_TAX_CODE] = "codice_fiscale",
	[FIELD_EMAIL] = "email",
	[FIELD_PHONE] = "telefono",
	[FIELD_IBAN] = "iban",
	[FIELD_PERSON] = "persona",
	[FIELD_PASSWORD] = "password",
	[FIELD_HIDDEN] = "nascosto",
	[FIELD_FILES] = "file",
};

const char *field_kind_name(enum field_kind kind)
{
	return kind_names[kind];
}

bool field_kind_from(const char *name, enum field_kind *kind)
{
	size_t i;

	for (i = 0; i < COUNT_OF(kind_names); i++) {
		if (strcmp(kind_names[i], name) == 0) {
			*kind = (enum field_kind)i;
			return true;
		}
	}
	return false;
}

/* [a-z][a-z0-9_]{0,62} */
static bool name_ok(const char *name)
{
	size_t length = name ? strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;

	return length >= 1 && length <= 63 && name[length] == '\0' && name[0] >= 'a' && name[0] <= 'z';
}

static const struct field_definition *field_before(const struct form_definition *definition,
						   size_t end, const char *name)
{
	size_t i;

	for (i = 0; i < end; i++)
		if (strcmp(definition->fields[i].name, name) == 0)
			return &definition->fields[i];
	return NULL;
}

static struct error *check_field(const struct form_definition *definition, size_t number)
{
	const struct field_definition *field = &definition->fields[number];
	bool chosen = field->kind == FIELD_CHOICE || field->kind == FIELD_RADIO ||
		      field->kind == FIELD_CHOICES;

	/* texts are named by number: what a definition says is not ours to put in a log */
	if (!name_ok(field->name))
		return error_raise(ERR_BAD_REQUEST, "field %zu: not a name", number);
	if (field_before(definition, number, field->name))
		return error_raise(ERR_BAD_REQUEST, "field %zu: a name used twice", number);
	if (!field->label || !field->label[0])
		return error_raise(ERR_BAD_REQUEST, "field %zu: no label", number);
	if (chosen && !field->vocabulary)
		return error_raise(ERR_BAD_REQUEST, "field %zu: a choice without vocabulary", number);
	if (field->shown_field && (!field->shown_value ||
				   !field_before(definition, number, field->shown_field)))
		return error_raise(ERR_BAD_REQUEST,
				   "field %zu: its condition names no field before it", number);
	if (field->block && !name_ok(field->block))
		return error_raise(ERR_BAD_REQUEST, "field %zu: the block is not a name", number);
	if (field->block && field->required) /* where the block does not show nobody could give it */
		return error_raise(ERR_BAD_REQUEST, "field %zu: required in a block", number);
	if (field->width < 1 || field->width > 12)
		return error_raise(ERR_BAD_REQUEST, "field %zu: width not from 1 to 12", number);
	if (field->maximum != 0 && field->maximum < field->minimum)
		return error_raise(ERR_BAD_REQUEST, "field %zu: maximum below minimum", number);
	return NULL;
}

struct error *form_definition_check(const struct form_definition *definition)
{
	size_t i;

	if (!name_ok(definition->name))
		return error_raise(ERR_BAD_REQUEST, "the form's name is not a name");
	if (definition->field_count > FIELDS_MAX)
		return error_raise(ERR_BAD_REQUEST, "more than %d fields", FIELDS_MAX);
	for (i = 0; i < definition->field_count; i++)
		TRY(check_field(definition, i));
	return NULL;
}
