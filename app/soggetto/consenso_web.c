/*
 * Consent to share data among services (SOG-10, PRI-01): the answers of a person, with version of the
 * text, date, operator and document.  Without it the sharing part stays closed (sql: consenso_vale).
 */
#include "soggetto/scheda.h"

#include <string.h>
#include <time.h>

static const char *here(struct request *rq, const struct scheda *person, const char *rest)
{
	return arena_printf(rq->arena, "/soggetti/%lld/consensi%s", (long long)person->id.v, rest);
}

static struct error *fill_state(struct request *rq, const struct scheda *person)
{
	struct q_consenso_stato state;

	TRY(q_consenso_stato(rq->db, person->id, &state));
	page_flag(rq->page, "Consenso.vale", state.vale);
	page_flag(rq->page, "Consenso.negato", state.esito && strcmp(state.esito, "negato") == 0);
	page_set(rq->page, "Consenso.data", state.data ? italian_date(rq->arena, state.data) : "");
	page_set(rq->page, "Consenso.revocato", state.revocato_il ? italian_date(rq->arena, state.revocato_il) : "");
	page_set(rq->page, "Consenso.informativa", state.informativa);
	if (state.vale)
		page_int(rq->page, "Consenso.id", state.consenso_id.v);
	return NULL;
}

/* The text in its paragraphs. */
static struct error *fill_text(struct request *rq, struct q_informativa_attuale *text)
{
	bool found;
	int n = 0;

	TRY(q_informativa_attuale(rq->db, text, &found));
	if (!found)
		return error_raise(ERR_BUG, "there is no privacy notice in force");
	page_set(rq->page, "Informativa.titolo", text->titolo);
	page_set(rq->page, "Informativa.versione", text->versione);
	for (const char *from = text->testo; *from;) {
		size_t size = strcspn(from, "\n");
		page_setf(rq->page, arena_printf(rq->arena, "Informativa.capo.%d", n++), "%.*s", (int)size, from);
		from += size + (from[size] == '\n');
	}
	return NULL;
}

struct error *consensi_vedi(struct request *rq)
{
	struct q_informativa_attuale text;
	struct scheda *person;

	TRY(soggetto_open(rq, "consensi", &person));
	if (!person)
		return NULL;
	TRY(fill_state(rq, person));
	TRY(fill_text(rq, &text));
	TRY(q_consensi_elenco(rq->db, person->id, rows(rq, "Consensi")));
	return page_send(rq, "consensi", arena_printf(rq->arena, "Consensi di %s", person->name));
}

/* Where the signed paper is put before it can be named here: into a case of the person. */
static struct error *explain_no_documents(struct request *rq, const struct scheda *person)
{
	struct q_consenso_pratica pratica;
	bool found;

	page_set(rq->page, "Sezione.nota",
			"In «Documento firmato» non c’è ancora niente da scegliere: la persona non ha documenti nelle "
			"pratiche che puoi aprire. "
			"Puoi registrare la decisione adesso, oppure prima caricare la scansione e poi tornare qui.");
	TRY(q_consenso_pratica(rq->db, person->id, &pratica, &found));
	if (found) {
		page_setf(rq->page, "Sezione.nota_url", "/pratiche/%lld/documenti", (long long)pratica.pratica_id.v);
		page_setf(rq->page, "Sezione.nota_url_testo", "Carica la scansione in %s", pratica.codice);
	} else if (session_may(session_of(rq), INTERVENTO_SCRIVI)) {
		page_setf(rq->page, "Sezione.nota_url", "/interventi/generici/nuovo?titolare=%lld", (long long)person->id.v);
		page_set(rq->page, "Sezione.nota_url_testo", "Apri una pratica in cui caricarla");
	}
	return NULL;
}

static struct error *offer_documents(struct request *rq, const struct scheda *person)
{
	struct q_consenso_documenti *found;
	size_t count;

	TRY(q_consenso_documenti(rq->db, person->id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){
			.code = arena_printf(rq->arena, "%lld", (long long)found[i].documento_id.v),
			.text = arena_printf(rq->arena, "%s, %s, %s", found[i].oggetto, italian_date(rq->arena, found[i].data), found[i].codice),
		};
	form_choices(rq->form, "documenti_persona", list, count);
	return count ? NULL : explain_no_documents(rq, person);
}

static struct error *show_form(struct request *rq, const struct scheda *person, const char *title)
{
	form_cancel(rq, here(rq, person, ""));
	page_set(rq->page, "Sezione.titolo", title);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s: %s", title, person->name));
}

struct error *consenso_nuovo(struct request *rq)
{
	struct scheda *person;

	TRY(soggetto_open_to_write(rq, "consensi", &person));
	if (!person)
		return NULL;
	form_set(rq->form, "data", italian_today(rq->arena, (int64_t)time(NULL)));
	TRY(offer_documents(rq, person));
	return show_form(rq, person, "Registra la decisione della persona");
}

struct error *consenso_crea(struct request *rq)
{
	struct q_informativa_attuale text;
	struct form *form = rq->form;
	struct scheda *person;

	TRY(soggetto_open_to_write(rq, "consensi", &person));
	if (!person)
		return NULL;
	TRY(offer_documents(rq, person));
	const char *day = form_date(form, "data");
	if (day && strcmp(day, italian_today(rq->arena, (int64_t)time(NULL))) > 0)
		form_error(form, "data", "La data della firma è nel futuro");
	if (!form_ok(form))
		return show_form(rq, person, "Registra la decisione della persona");
	TRY(fill_text(rq, &text));
	TRY(q_consenso_crea(rq->db, person->id, text.informativa_id, form_text(form, "esito"), day, form_text(form, "firmato_da"),
			    (documento_id){ form_int(form, "documento") }));
	return redirect(rq, "%s", here(rq, person, "?fatto=consenso-registrato"));
}

struct error *consenso_revoca_vedi(struct request *rq)
{
	struct q_consenso_stato state;
	struct scheda *person;

	TRY(soggetto_open_to_write(rq, "consensi", &person));
	if (!person)
		return NULL;
	TRY(q_consenso_stato(rq->db, person->id, &state));
	if (!state.vale || state.consenso_id.v != PATH_ID(rq, consenso).v)
		return error_raise(ERR_NOT_FOUND, "no consent of this person that can be revoked");
	page_set(rq->page, "Modulo.salva", "Registra la revoca");
	return show_form(rq, person, "Revoca del consenso");
}

struct error *consenso_revoca(struct request *rq)
{
	struct scheda *person;
	int64_t revoked;

	TRY(soggetto_open_to_write(rq, "consensi", &person));
	if (!person)
		return NULL;
	if (!form_ok(rq->form)) {
		page_set(rq->page, "Modulo.salva", "Registra la revoca");
		return show_form(rq, person, "Revoca del consenso");
	}
	TRY(q_consenso_revoca(rq->db, form_text(rq->form, "motivo"), PATH_ID(rq, consenso), person->id, &revoked));
	if (!revoked)
		return error_raise(ERR_NOT_FOUND, "no consent of this person that can be revoked");
	return redirect(rq, "%s", here(rq, person, "?fatto=consenso-revocato"));
}
