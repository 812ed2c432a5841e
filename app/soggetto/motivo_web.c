/*
 * Why a person is opened with whom the service has nothing (ROL-06): asked once a session and person,
 * where the setting person_purpose says so.
 */
#include "soggetto/scheda.h"

#include "base/settings.h"

#include <string.h>

static struct error *show(struct request *rq, soggetto_id id, const char *name, const char *back)
{
	form_action(rq, arena_printf(rq->arena, "/soggetti/%lld/motivo", (long long)id.v));
	form_cancel(rq, "/soggetti");
	page_set(rq->page, "Modulo.ritorno", back);
	page_set(rq->page, "Modulo.salva", "Apri la scheda");
	page_set(rq->page, "Soggetto.nome", name);
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, name, NULL);
	return page_send(rq, "soggetto_motivo", "Perché apri questa scheda");
}

struct error *soggetto_ask_purpose(struct request *rq, soggetto_id id, const char *name, bool *asked)
{
	*asked = false;
	if (rq->method != METHOD_GET)
		return NULL;
	TRY(soggetto_purpose_owed(rq, id, asked));
	if (!*asked)
		return NULL;
	audit(rq, "chiede_motivo", "soggetto", id.v, id.v);
	rq->form = NULL;
	rq->web->draft_found = false;
	TRY(form_open(rq, "motivo_apertura", &rq->form));
	return show(rq, id, name, *rq->query_text ? arena_printf(rq->arena, "%s?%s", rq->path, rq->query_text) : rq->path);
}

struct error *soggetto_purpose_owed(struct request *rq, soggetto_id id, bool *owed)
{
	struct q_apertura_motivata row;

	*owed = false;
	if (!setting_bool("person_purpose"))
		return NULL;
	TRY(q_apertura_motivata(rq->db, id, rq->session->id, &row));
	*owed = !row.motivata;
	return NULL;
}

/* The address by itself: nothing to be read there. */
struct error *soggetto_motivo_vedi(struct request *rq)
{
	struct q_soggetto_vedi person;
	bool found;

	TRY(q_soggetto_vedi(rq->db, PATH_ID(rq, soggetto), &person, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such person for this operator");
	return redirect(rq, "/soggetti/%lld", (long long)person.soggetto_id.v);
}

/* The page that asked: of this person, or one of those that show persons beside something else. */
static const char *came_from(struct request *rq, soggetto_id id)
{
	const char *back = return_path(rq), *own = arena_printf(rq->arena, "/soggetti/%lld", (long long)id.v);
	const char *report = arena_printf(rq->arena, "/self/nuova?soggetto=%lld", (long long)id.v);
	const char *pages[] = { own, report, "/soggetti/doppioni/", "/anpr/proposte/" };

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (strncmp(back, pages[i], strlen(pages[i])) == 0)
			return back;
	return own;
}

struct error *soggetto_motivo(struct request *rq)
{
	soggetto_id id = PATH_ID(rq, soggetto);
	struct q_soggetto_vedi person;
	struct form *form = rq->form;
	bool found;

	TRY(q_soggetto_vedi(rq->db, id, &person, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such person for this operator");
	if (form_text(form, "motivo") && strcmp(form_text(form, "motivo"), "ALTRO") == 0)
		form_require(form, "dettaglio");
	const char *back = came_from(rq, id);

	if (!form_ok(form)) {
		audit(rq, "chiede_motivo", "soggetto", id.v, id.v);
		return show(rq, id, arena_printf(rq->arena, "%s %s", person.cognome, person.nome), back);
	}
	TRY(q_apertura_motiva(rq->db, rq->session->id, id, form_text(form, "motivo"), form_text(form, "dettaglio")));
	return redirect(rq, "%s", back);
}
