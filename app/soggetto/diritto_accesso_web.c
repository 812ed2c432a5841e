/*
 * The right of access (GDPR art. 15, BEY-05): the document that tells a person who holds what of
 * them, who read it and to whom it was communicated.  README.md of this room says what is left out.
 */
#include "stampa/stampa.h"
#include "web/web.h"

#include <string.h>
#include <time.h>

static struct error *open_person(struct request *rq, struct q_diritto_soggetto *person)
{
	bool found;

	TRY(q_diritto_soggetto(rq->db, PATH_ID(rq, soggetto), person, &found));
	if (!found) {
		audit(rq, "rifiuto", "soggetto", PATH_ID(rq, soggetto).v, 0);
		return error_raise(ERR_NOT_FOUND, "no such person, or a reserved one");
	}
	audit(rq, "apri", "soggetto", person->soggetto_id.v, person->soggetto_id.v);
	return NULL;
}

static struct error *show_form(struct request *rq, const struct q_diritto_soggetto *person)
{
	char *url = arena_printf(rq->arena, "/soggetti/%lld", (long long)person->soggetto_id.v);

	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, person->nome, url);
	crumb(rq, "Diritto di accesso", NULL);
	form_cancel(rq, url);
	page_set(rq->page, "Modulo.salva", "Prepara il documento");
	page_set(rq->page, "Diritto.nome", person->nome);
	return page_send(rq, "diritto_accesso", "Diritto di accesso");
}

struct error *soggetto_diritto_accesso(struct request *rq)
{
	struct q_diritto_soggetto person;

	TRY(open_person(rq, &person));
	form_set(rq->form, "data", italian_today(rq->arena, (int64_t)time(NULL)));
	return show_form(rq, &person);
}

struct error *soggetto_diritto_accesso_chiedi(struct request *rq)
{
	struct q_diritto_soggetto person;
	const char *date = form_date(rq->form, "data");

	TRY(open_person(rq, &person));
	if (date && strcmp(date, italian_today(rq->arena, (int64_t)time(NULL))) > 0)
		form_error(rq->form, "data", "Il giorno della richiesta non può essere futuro");
	if (!form_ok(rq->form))
		return show_form(rq, &person);
	const struct stampa_richiesta what = {
		.kind = "diritto_accesso",
		.object = person.soggetto_id.v,
		.soggetto = person.soggetto_id,
		.options = form_json(rq->form),
		.title = arena_printf(rq->arena, "Diritto di accesso, persona %lld", (long long)person.codice),
		.file = arena_printf(rq->arena, "diritto-di-accesso-%lld.pdf", (long long)person.codice),
	};
	return stampa_chiedi(rq, &what);
}

/* ---- the page that is printed ---- */

static struct error *fill_asking(struct request *rq, const char *options)
{
	struct form *asked;

	TRY(form_open(rq, "diritto_accesso", &asked));
	TRY(form_set_json(asked, options));
	page_set(rq->page, "Richiesta.data", form_words(asked, "data"));
	page_set(rq->page, "Richiesta.protocollo", form_words(asked, "protocollo"));
	page_set(rq->page, "Richiesta.identita", form_words(asked, "identita"));
	return NULL;
}

struct error *stampa_diritto_accesso(struct request *rq, const struct stampa *what)
{
	struct q_diritto_soggetto person;
	bool found;

	TRY(q_diritto_soggetto(rq->db, what->soggetto, &person, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "the person is not to be seen any more");
	TRY(fill_asking(rq, what->options));
	TRY(q_diritto_persona(rq->db, what->soggetto, row(rq, "Persona")));
	TRY(q_diritto_dati(rq->db, what->soggetto, rows(rq, "Dati")));
	TRY(q_diritto_nuclei(rq->db, what->soggetto, rows(rq, "Nuclei")));
	TRY(q_diritto_isee(rq->db, what->soggetto, rows(rq, "Isee")));
	TRY(q_diritto_domande(rq->db, what->soggetto, rows(rq, "Domande")));
	TRY(q_diritto_servizi(rq->db, what->soggetto, rows(rq, "Servizi")));
	TRY(q_diritto_comunicazioni(rq->db, what->soggetto, rows(rq, "Comunicazioni")));
	return q_diritto_letture(rq->db, what->soggetto, rows(rq, "Letture"));
}
