/*
 * A new person, a change of one, and the two fragments that help while typing.
 */
#include "anagrafe/anagrafe.h"
#include "soggetto/scheda.h"
#include "soggetto/soggetto.h"
#include "soggetto/soggetto_modulo.h"

#include "base/settings.h"

#include <string.h>
#include <time.h>

/* ---- fragments ---- */

/* GET /luoghi/suggerimenti?luogo_nascita=&data_nascita= or ?residenza_comune=: what is being typed. */
struct error *luoghi_suggerimenti(struct request *rq)
{
	const char *birthplace = fields_get(&rq->query, "luogo_nascita"), *home = fields_get(&rq->query, "residenza_comune");
	const char *typed = birthplace ? birthplace : home, *sent = fields_get(&rq->query, "data_nascita"), *born = NULL, *why;
	struct q_luogo_cerca *found;
	size_t count;
	int chosen;

	if (sent && !form_parse_date(rq->arena, sent, true, &born, &why))
		born = NULL;
	page_set(rq->page, "Campo", birthplace ? "_luogo_nascita" : "_residenza_comune");
	/* two letters begin hundreds of places */
	if (typed && strlen(text_trim(rq->arena, typed)) >= 3)
		TRY(luogo_offer(rq, "Luogo", typed, born, !birthplace, NULL, &found, &count, &chosen));
	return fragment_send(rq, "luogo_voci");
}

/* GET /soggetti/simili: persons who may be the one being typed. */
struct error *soggetti_simili(struct request *rq)
{
	const char *cognome = fields_get(&rq->query, "cognome"), *nome = fields_get(&rq->query, "nome");
	const char *sent = fields_get(&rq->query, "data_nascita"), *code = fields_get(&rq->query, "codice_fiscale"), *born = NULL, *why;
	struct q_soggetto_simili *found;
	struct text *ids = text_new(rq->arena);
	size_t count = 0;
	int64_t self = 0;

	if (sent && !form_parse_date(rq->arena, text_trim(rq->arena, sent), true, &born, &why))
		born = NULL;
	if (fields_get(&rq->query, "_soggetto") && !text_to_int(fields_get(&rq->query, "_soggetto"), &self))
		self = 0;
	struct search read = soggetto_search(rq->arena, code);
	code = read.kind == SEARCH_TAX_CODE ? read.first : NULL;
	if (code || (cognome && nome && born))
		TRY(soggetto_simili_offer(rq, cognome, nome, born, code, (soggetto_id){ self }, &found, &count));
	if (!count)
		return fragment_send(rq, "soggetto_simili");
	for (size_t i = 0; i < count; i++)
		text_addf(ids, "%s%lld", i ? "," : "", (long long)found[i].soggetto_id.v);
	audit(rq, "cerca", "soggetto", 0, 0);
	audit_detail(rq, arena_printf(rq->arena, "{\"simili\":true,\"id\":[%s]}", ids->data));
	return fragment_send(rq, "soggetto_simili");
}

/* ---- the form ---- */

/* Where to go back to with the person chosen: «Nuovo soggetto» of the list in choose mode. */
static bool read_return(struct request *rq, const char **ritorno, const char **campo)
{
	bool post = rq->method == METHOD_POST;

	*ritorno = ritorno_read(fields_get(post ? &rq->body : &rq->query, post ? "_ritorno" : "ritorno"));
	*campo = campo_read(fields_get(post ? &rq->body : &rq->query, post ? "_campo" : "scegli"));
	return *ritorno && *campo;
}

static struct error *show_new(struct request *rq)
{
	const char *ritorno, *campo;

	if (read_return(rq, &ritorno, &campo)) {
		page_set(rq->page, "Modulo.ritorno", ritorno);
		page_set(rq->page, "Scelta.campo", campo);
		form_cancel(rq, arena_printf(rq->arena, "/soggetti?scegli=%s&ritorno=%s", campo, text_url_encode(rq->arena, ritorno)));
	} else {
		form_cancel(rq, "/soggetti");
	}
	page_set(rq->page, "Modulo.salva", "Salva la persona");
	page_flag(rq->page, "Anpr.pulsante", setting_bool("pdnd") && session_may(session_of(rq), ANPR_INTERROGA));
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, "Nuovo soggetto", NULL);
	return page_send(rq, "soggetto_modulo", "Nuovo soggetto");
}

static struct error *show_change(struct request *rq, const struct q_soggetto_vedi *stored)
{
	const char *name = arena_printf(rq->arena, "%s %s", stored->cognome, stored->nome);

	form_cancel(rq, arena_printf(rq->arena, "/soggetti/%lld", (long long)stored->soggetto_id.v));
	page_int(rq->page, "Soggetto.id", stored->soggetto_id.v);
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, name, arena_printf(rq->arena, "/soggetti/%lld", (long long)stored->soggetto_id.v));
	crumb(rq, "Modifica", NULL);
	return page_send(rq, "soggetto_modulo", arena_printf(rq->arena, "Modifica %s", name));
}

struct error *soggetto_nuovo(struct request *rq)
{
	static const char *const passed[] = { "cognome", "nome", "codice_fiscale" };

	form_set(rq->form, "condizione", "residente");
	/* from a search that found nobody */
	for (size_t i = 0; i < sizeof(passed) / sizeof(*passed); i++)
		if (fields_get(&rq->query, passed[i]))
			form_set(rq->form, passed[i], fields_get(&rq->query, passed[i]));
	return show_new(rq);
}

static void fill(struct form *form, const struct q_soggetto_vedi *stored)
{
	const struct { const char *field, *value; } values[] = {
		{ "cognome", stored->cognome },
		{ "nome", stored->nome },
		{ "sesso", stored->sesso },
		{ "data_nascita", stored->data_nascita },
		{ "luogo_nascita", stored->luogo_nascita },
		{ "codice_fiscale", stored->codice_fiscale },
		{ "motivo_senza_codice", stored->motivo_senza_codice },
		{ "codice_stp", stored->codice_stp },
		{ "condizione", stored->condizione },
		{ "residenza_comune", stored->residenza_comune },
		{ "residenza_indirizzo", stored->residenza_indirizzo },
		{ "telefono", stored->telefono },
		{ "email", stored->email },
		{ "data_decesso", stored->data_decesso },
		{ "riservato", stored->riservato ? "1" : NULL },
		{ "riservato_motivo", stored->riservato_motivo },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		form_set(form, values[i].field, values[i].value);
}

static struct error *find(struct request *rq, struct q_soggetto_vedi *stored)
{
	bool found;

	TRY(q_soggetto_vedi(rq->db, PATH_ID(rq, soggetto), stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such person for this operator");
}

struct error *soggetto_modifica(struct request *rq)
{
	struct q_soggetto_vedi stored;
	bool asked;

	TRY(find(rq, &stored));
	TRY(soggetto_ask_purpose(rq, stored.soggetto_id, arena_printf(rq->arena, "%s %s", stored.cognome, stored.nome), &asked));
	if (asked)
		return NULL;
	fill(rq->form, &stored);
	form_set_version(rq, stored.versione);
	audit(rq, "apri", "soggetto", stored.soggetto_id.v, stored.soggetto_id.v);
	return show_change(rq, &stored);
}

/* ---- what was sent ---- */

/* The buttons that only help to fill in: «Calcola» and «Usa questo codice».  True: not a saving. */
static bool helping(struct request *rq)
{
	const char *code = fields_get(&rq->body, "_usa_codice");

	if (code && strlen(code) <= 16)
		form_set(rq->form, "codice_fiscale", code);
	return code || fields_get(&rq->body, "_calcola");
}

/* A form sent to have the code computed is shown again as it is, without blame. */
static struct error *help(struct request *rq, const struct q_soggetto_vedi *stored)
{
	struct soggetto_reading reading;

	TRY(soggetto_check(rq, stored, true, &reading));
	return stored ? show_change(rq, stored) : show_new(rq);
}

struct error *soggetto_nuovo_salva(struct request *rq)
{
	struct form *f = rq->form;
	struct soggetto_reading reading;
	struct q_soggetto_inserisci saved;
	const char *ritorno, *campo;
	bool going = false;

	if (fields_get(&rq->body, "_anpr"))
		TRY(anagrafe_chiedi_dal_modulo(rq, &going));
	if (going)
		return NULL;
	if (helping(rq))
		return help(rq, NULL);
	TRY(soggetto_check(rq, NULL, false, &reading));
	if (!form_ok(f))
		return show_new(rq);
	TRY(q_soggetto_inserisci(rq->db, form_text(f, "cognome"), form_text(f, "nome"), form_text(f, "sesso"), form_date(f, "data_nascita"),
				 reading.birth_town, reading.birth_state, reading.code, reading.stp,
				 reading.code ? NULL : form_text(f, "motivo_senza_codice"), form_text(f, "condizione"), reading.home_town,
				 form_text(f, "residenza_indirizzo"), form_text(f, "telefono"), form_text(f, "email"),
				 form_date(f, "data_decesso"), form_bool(f, "riservato"),
				 form_text(f, "riservato_motivo"), reading.differences, &saved));
	if (read_return(rq, &ritorno, &campo))
		return redirect(rq, "%s", ritorno_with(rq->arena, ritorno, campo, saved.soggetto_id.v));
	return redirect(rq, "/soggetti/%lld?fatto=soggetto-creato", (long long)saved.soggetto_id.v);
}

/* Somebody saved first: both texts side by side, to be sent again on the newer version. */
static struct error *conflict(struct request *rq)
{
	struct q_soggetto_vedi stored;
	struct q_soggetto_ultimo_salvataggio last;
	struct form *theirs;
	bool found;

	TRY(find(rq, &stored));
	TRY(form_open(rq, "soggetto", &theirs));
	fill(theirs, &stored);
	TRY(q_soggetto_ultimo_salvataggio(rq->db, stored.soggetto_id, &last, &found));
	page_set(rq->page, "Conflitto.chi", found && last.nome ? last.nome : "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", found ? italian_instant(rq->arena, last.quando, (int64_t)time(NULL)) : "");
	form_conflict_to_page(rq->form, theirs, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_setf(rq->page, "Conflitto.annulla", "/soggetti/%lld", (long long)stored.soggetto_id.v);
	page_int(rq->page, "Conflitto.versione", stored.versione);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	audit(rq, "apri", "soggetto", stored.soggetto_id.v, stored.soggetto_id.v);
	web_of(rq)->outcome = "conflitto";
	page_set(rq->page, "Pagina.area", "soggetti");
	crumb(rq, "Home", "/");
	crumb(rq, "Soggetti", "/soggetti");
	crumb(rq, arena_printf(rq->arena, "%s %s", stored.cognome, stored.nome),
	      arena_printf(rq->arena, "/soggetti/%lld", (long long)stored.soggetto_id.v));
	crumb(rq, "Due testi", NULL);
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi i dati della persona sono cambiati");
}

struct error *soggetto_modifica_salva(struct request *rq)
{
	struct form *f = rq->form;
	struct q_soggetto_vedi stored;
	struct soggetto_reading reading;
	int64_t touched;

	TRY(find(rq, &stored));
	if (helping(rq))
		return help(rq, &stored);
	TRY(soggetto_check(rq, &stored, false, &reading));
	if (!form_ok(f))
		return show_change(rq, &stored);
	if (form_version(rq) != stored.versione)
		return conflict(rq);
	TRY(q_soggetto_modifica(rq->db, form_text(f, "cognome"), form_text(f, "nome"), form_text(f, "sesso"), form_date(f, "data_nascita"),
				reading.birth_town, reading.birth_state, reading.code, reading.stp,
				reading.code ? NULL : form_text(f, "motivo_senza_codice"), form_text(f, "condizione"), reading.home_town,
				form_text(f, "residenza_indirizzo"), form_text(f, "telefono"), form_text(f, "email"),
				form_date(f, "data_decesso"), form_bool(f, "riservato"),
				 form_text(f, "riservato_motivo"), reading.differences, stored.soggetto_id,
				form_version(rq), &touched));
	if (!touched)
		return conflict(rq);
	return redirect(rq, "/soggetti/%lld?fatto=soggetto-salvato", (long long)stored.soggetto_id.v);
}
