/*
 * What the pages of the ledger share, and its rules that need no database.
 */
#include "conti/conti.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#define CHOSEN 500 /* rows in one act */

const char *conti_percorso(struct request *rq, const struct pratica *p, const char *section, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%" PRId64 "/%s%s", p->id.v, section, rest);
}

/* ---- choices ---- */

static const char *number(struct request *rq, int64_t id)
{
	return arena_printf(rq->arena, "%" PRId64, id);
}

static struct error *offer_own_funds(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_conti_fondi_della_pratica *funds;
	size_t count;

	TRY(q_conti_fondi_della_pratica(rq->db, p->id, &funds, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ number(rq, funds[i].finanziamento_id.v), funds[i].denominazione, NULL };
	form_choices(form, "fondi_della_pratica", list, count);
	return NULL;
}

static struct error *offer_commitments(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_conti_impegni_della_pratica *found;
	size_t count;

	TRY(q_conti_impegni_della_pratica(rq->db, p->id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ number(rq, found[i].impegno_id.v),
					   arena_printf(rq->arena, "%s/%" PRId64 ", restano %s", found[i].numero, found[i].anno,
							italian_money(rq->arena, found[i].residuo)),
					   found[i].fondo };
	form_choices(form, "impegni_della_pratica", list, count);
	return NULL;
}

static struct error *offer_funds(struct request *rq, struct form *form)
{
	struct q_conti_fondi_del_servizio *funds;
	size_t count;

	TRY(q_conti_fondi_del_servizio(rq->db, &funds, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ number(rq, funds[i].finanziamento_id.v),
					   arena_printf(rq->arena, "%s (%" PRId64 "), restano %s", funds[i].denominazione, funds[i].anno,
							italian_money(rq->arena, funds[i].residuo)),
					   NULL };
	form_choices(form, "fondi_del_servizio", list, count);
	return NULL;
}

static bool asks(const struct form *form, const char *vocabulary)
{
	const struct form_definition *definition = form_definition(form);

	for (size_t i = 0; i < definition->field_count; i++)
		if (definition->fields[i].vocabulary && strcmp(definition->fields[i].vocabulary, vocabulary) == 0)
			return true;
	return false;
}

struct error *conti_scelte(struct request *rq, struct form *form, const struct pratica *p)
{
	if (asks(form, "fondi_della_pratica"))
		TRY(offer_own_funds(rq, form, p));
	if (asks(form, "impegni_della_pratica"))
		TRY(offer_commitments(rq, form, p));
	if (asks(form, "fondi_del_servizio"))
		TRY(offer_funds(rq, form));
	return NULL;
}

int64_t conti_scelto(struct form *form, const char *field)
{
	const char *value = form_raw(form, field);
	int64_t id = 0;

	return value && text_to_int(value, &id) ? id : 0;
}

const char *conti_scelti(struct request *rq, const char *name, size_t *count)
{
	struct text *ids = text_new(rq->arena);
	const char *value;
	size_t at = 0;
	int64_t id;

	*count = 0;
	while ((value = fields_next(&rq->body, name, &at)) && *count < CHOSEN)
		if (text_to_int(value, &id) && id > 0)
			text_addf(ids, (*count)++ ? ",%" PRId64 : "{%" PRId64, id);
	text_add(ids, *count ? "}" : "{}");
	return ids->data;
}

const char *conti_viste(struct request *rq, const char *name)
{
	struct text *versions = text_new(rq->arena);
	const char *value, *seen;
	size_t at = 0, count = 0;
	int64_t id, version;

	while ((value = fields_next(&rq->body, name, &at)) && count < CHOSEN)
		if (text_to_int(value, &id) && id > 0) {
			seen = fields_get(&rq->body, arena_printf(rq->arena, "v%" PRId64, id));
			if (!seen || !text_to_int(seen, &version) || version < 0 || version > INT32_MAX)
				version = 0;
			text_addf(versions, count++ ? ",%" PRId64 : "{%" PRId64, version);
		}
	text_add(versions, count ? "}" : "{}");
	return versions->data;
}

/* ---- rules ---- */

void conti_periodo(struct form *form, const char *from, const char *to)
{
	const char *begins = form_date(form, from), *ends = form_date(form, to);

	if (begins && ends && strcmp(ends, begins) < 0)
		form_error(form, to, "La fine viene prima dell’inizio");
}

struct error *conti_conflitto(struct request *rq, struct form *stored, int64_t version, const char *cancel)
{
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", cancel);
	page_int(rq->page, "Conflitto.versione", version);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi i dati sono cambiati");
}

bool conti_mese(const char *text)
{
	if (!text || strlen(text) != 7 || text[4] != '-')
		return false;
	for (int i = 0; i < 7; i++)
		if (i != 4 && !isdigit((unsigned char)text[i]))
			return false;
	int month = (text[5] - '0') * 10 + text[6] - '0';
	return month >= 1 && month <= 12 && text[0] == '2';
}
