/*
 * To whom a case may go.  The database refuses the rest (assegnazione_prima): here it is said
 * before, in words.
 */
#include "assegnazione/assegnazione.h"

#include <string.h>

static const struct choice levels[] = {
	{ "2", "Legge e modifica", NULL },
	{ "1", "Sola lettura", NULL },
};

bool assegnazione_allowed(struct request *rq, const struct pratica *pratica)
{
	return pratica->own_service && pratica->may_write && session_may(rq->session, ASSEGNAZIONE_SCRIVI);
}

static const char *id_text(struct request *rq, int64_t id)
{
	return arena_printf(rq->arena, "%lld", (long long)id);
}

/* Who is offered; the case itself is not assigned to its own service, nor to oneself. */
static size_t people(struct request *rq, const struct pratica *pratica, const struct receiver *receiver, struct choice *list)
{
	size_t count = 0;

	if (receiver->service.v != pratica->service.v)
		list[count++] = (struct choice){ WHOLE_SERVICE,
			arena_printf(rq->arena, "Tutto il servizio (%zu %s)", receiver->service_count,
				     receiver->service_count == 1 ? "persona" : "persone"), NULL };
	for (size_t i = 0; i < receiver->colleague_count; i++) {
		const struct q_assegnazione_colleghi *one = &receiver->colleagues[i];
		if (!one->io)
			list[count++] = (struct choice){ id_text(rq, one->operatore_id.v),
				arena_printf(rq->arena, "%s (%s)", one->nome, one->ruoli), NULL };
	}
	return count;
}

/* Whom the form names; a sent one who is not there gets a sentence that says where. */
static void choose_person(struct form *form, struct receiver *receiver, const struct choice *list, size_t count)
{
	const char *chosen = form_raw(form, "operatore");

	if (!chosen)
		return;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].code, chosen) != 0)
			continue;
		receiver->person.v = form_int(form, "operatore");
		for (size_t k = 0; k < receiver->colleague_count; k++)
			if (receiver->colleagues[k].operatore_id.v == receiver->person.v)
				receiver->person_name = receiver->colleagues[k].nome;
		return;
	}
	if (!form_was_sent(form))
		form_set(form, "operatore", NULL);
	else if (receiver->service_name)
		form_error(form, "operatore", "Chi hai scelto non lavora in «%s», o non può riceverla: scegli dall’elenco",
			   receiver->service_name);
}

static struct error *document_choices(struct request *rq, const struct pratica *pratica, struct form *form)
{
	struct q_assegnazione_documenti *found;
	size_t count;

	TRY(q_assegnazione_documenti(rq->db, pratica->id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ id_text(rq, found[i].documento_id.v),
			arena_printf(rq->arena, "%s (%s, del %s)", found[i].oggetto, found[i].nome_file, found[i].data), NULL };
	form_choices(form, "documenti_pratica", list, count);
	return NULL;
}

struct error *assegnazione_choices(struct request *rq, const struct pratica *pratica, struct form *form, struct receiver *receiver)
{
	struct q_assegnazione_servizio service;
	bool found = false;
	size_t count = 0;

	*receiver = (struct receiver){ .service = { form_int(form, "servizio") } };
	if (receiver->service.v > 0)
		TRY(q_assegnazione_servizio(rq->db, receiver->service, &service, &found));
	if (found) {
		receiver->service_name = service.denominazione;
		TRY(q_assegnazione_colleghi(rq->db, receiver->service, pratica->id, &receiver->colleagues,
					    &receiver->colleague_count));
		for (size_t i = 0; i < receiver->colleague_count; i++)
			receiver->service_count += receiver->colleagues[i].con_uo;
	}
	struct choice *list = arena_array(rq->arena, receiver->colleague_count + 1, sizeof(*list));
	if (found)
		count = people(rq, pratica, receiver, list);
	choose_person(form, receiver, list, count);
	form_choices(form, "colleghi", list, count);
	form_choices(form, "livello_assegnazione", levels, sizeof(levels) / sizeof(*levels));
	return document_choices(rq, pratica, form);
}

struct error *passaggio_choices(struct request *rq, const struct pratica *pratica, struct form *form)
{
	struct q_passaggio_colleghi *found;
	size_t count, offered = 0;

	TRY(q_passaggio_colleghi(rq->db, pratica->id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		if (found[i].operatore_id.v != pratica->reference.v)
			list[offered++] = (struct choice){ id_text(rq, found[i].operatore_id.v),
				arena_printf(rq->arena, "%s (%s)%s", found[i].nome, found[i].ruoli, found[i].io ? ": tu" : ""), NULL };
	form_choices(form, "colleghi", list, offered);
	page_flag(rq->page, "Passaggio.nessuno", offered == 0);
	return NULL;
}

struct error *assegnazione_create(struct request *rq, const struct pratica *pratica, struct form *form,
				  const struct receiver *receiver)
{
	struct q_assegnazione_crea made;
	const char *left_out = form_text(form, "lascia_fuori");

	TRY(q_assegnazione_chiudi_superate(rq->db, pratica->id, receiver->service, receiver->person));
	TRY(q_assegnazione_crea(rq->db, pratica->id, receiver->service, receiver->person, form_int(form, "livello"),
				form_date(form, "valida_al"), form_text(form, "nota"), &made));
	if (left_out)
		TRY(q_assegnazione_escludi(rq->db, made.assegnazione_id, pratica->id,
					   arena_printf(rq->arena, "{%s}", left_out)));
	return q_richiesta_accesso_concedi(rq->db, pratica->id, receiver->person, receiver->service);
}
