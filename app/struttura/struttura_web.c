/*
 * The register of facilities: the list with its free places, one facility with its year, making and changing one.
 */
#include "struttura/inside.h"
#include "struttura/struttura.h"

#include "base/text.h"

#include <time.h>

void struttura_briciole(struct request *rq, const char *name, const char *url)
{
	page_set(rq->page, "Pagina.area", "strutture");
	crumb(rq, "Home", "/");
	crumb(rq, "Strutture", name ? "/strutture" : NULL);
	if (name)
		crumb(rq, name, url);
}

const char *struttura_percorso(struct request *rq, struttura_id id, const char *rest)
{
	return arena_printf(rq->arena, "/strutture/%lld%s", (long long)id.v, rest);
}

struct error *struttura_trova(struct request *rq, struct q_struttura_leggi *row)
{
	bool found;

	TRY(q_struttura_leggi(rq->db, PATH_ID(rq, struttura), row, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such facility");
}

struct error *struttura_trova_da_scrivere(struct request *rq, struct q_struttura_leggi *row)
{
	TRY(struttura_trova(rq, row));
	return row->scrive ? NULL : forbid(rq, arena_printf(rq->arena,
			"La scheda della struttura la tiene %s: chiedi lì di cambiarla.", row->servizio),
					   "another service keeps this facility");
}

struct error *struttura_conflitto(struct request *rq, struct form *stored, int64_t version)
{
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", version);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi la struttura è cambiata");
}

/* ---- the list ---- */

struct error *strutture_elenco(struct request *rq)
{
	struct form *search;

	struttura_briciole(rq, NULL, NULL);
	TRY(form_asked(rq, "cerca_strutture", &search));
	page_flag(rq->page, "Strutture_scrive", session_may(rq->session, STRUTTURA_SCRIVI) && !rq->session->read_only);
	TRY(q_strutture_elenco(rq->db, form_text(search, "cerca"), form_text(search, "tipo"), form_bool(search, "liberi"),
			form_bool(search, "chiuse"),
			       rows(rq, "Elenco")));
	TRY(db_wait(rq->db));
	page_flag(rq->page, "Elenco_tronco", page_get(rq->page, "Elenco.200.id")[0] != '\0');
	page_flag(rq->page, "Elenco_cercato", rq->query.count > 0);
	form_show(rq, search, "Modulo");
	return page_send(rq, "strutture_elenco", "Strutture");
}

/* ---- one of them ---- */

/* The year that is asked for; one that is not a year of ours is this one. */
static int year_asked(struct request *rq)
{
	const char *asked = fields_get(&rq->query, "anno"), *today = italian_today(rq->arena, (int64_t)time(NULL));
	int64_t year = 0, now = 0;

	(void)text_to_int(arena_printf(rq->arena, "%.4s", today), &now);
	return (int)(asked && text_to_int(asked, &year) && year >= 2000 && year <= now + 5 ? year : now);
}

static void fill_bar(struct request *rq, struct page *kind, const struct q_struttura_anno_posti *row, int month, int64_t most)
{
	static const char *const names[] = { "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic" };
	struct page *node = page_node(kind, arena_printf(rq->arena, "mese.%d", month));
	struct struttura_barra bar = struttura_barra(month, row->posti, row->occupati, most);

	page_set(node, "nome", names[month]);
	page_int(node, "posti", row->posti);
	page_int(node, "occupati", row->occupati);
	page_int(node, "liberi", row->posti - row->occupati);
	page_int(node, "x", bar.x);
	page_int(node, "mezzo", bar.x + bar.width / 2);
	page_int(node, "largo", bar.width);
	page_int(node, "posti_y", bar.places_y);
	page_int(node, "posti_alto", bar.places_height);
	page_int(node, "presi_y", bar.taken_y);
	page_int(node, "presi_alto", bar.taken_height);
	page_int(node, "valore_y", (bar.taken_y < bar.places_y ? bar.taken_y : bar.places_y) - 3);
}

/* Twelve rows of a kind of place follow each other. */
static struct error *fill_year(struct request *rq, struttura_id id)
{
	struct q_struttura_anno_posti *found;
	int year = year_asked(rq);
	size_t count;

	TRY(q_struttura_anno_posti(rq->db, id, year, &found, &count));
	page_int(rq->page, "Anno.anno", year);
	page_int(rq->page, "Anno.prima", year - 1);
	page_int(rq->page, "Anno.dopo", year + 1);
	for (size_t from = 0; from + 12 <= count; from += 12) {
		struct page *kind = page_node(rq->page, arena_printf(rq->arena, "Anno.tipo.%zu", from / 12));
		int64_t most = 1;

		for (size_t i = from; i < from + 12; i++) {
			if (found[i].posti > most)
				most = found[i].posti;
			if (found[i].occupati > most)
				most = found[i].occupati;
		}
		page_set(kind, "nome", found[from].tipo);
		page_set(kind, "codice", found[from].tipo_posto);
		for (size_t i = from; i < from + 12; i++)
			fill_bar(rq, kind, &found[i], (int)(i - from), most);
	}
	return NULL;
}

/* Who is there, of the cases that the reader opens; the register keeps which. */
static struct error *fill_people(struct request *rq, struttura_id id)
{
	struct text *json = text_new(rq->arena);
	struct q_struttura_ospiti *found;
	size_t count;

	TRY(q_struttura_ospiti(rq->db, id, &found, &count));
	text_add(json, "{\"pratiche\":[");
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Ospiti.%zu", i));

		text_addf(json, "%s%lld", i ? "," : "", (long long)found[i].pratica_id.v);
		page_int(node, "pratica", found[i].pratica_id.v);
		page_set(node, "codice", found[i].codice);
		page_set(node, "persona", found[i].persona);
		page_set(node, "tipo", found[i].tipo);
		page_set(node, "ammissione", italian_date(rq->arena, found[i].ammissione));
		page_set(node, "dimissione", found[i].dimissione ? italian_date(rq->arena, found[i].dimissione) : "");
	}
	text_add(json, "]}");
	if (count)
		audit_detail(rq, json->data);
	return NULL;
}

/* Services to be added: only where they are named one by one. */
static struct error *offer_services(struct request *rq, const struct q_struttura_leggi *which)
{
	struct q_struttura_servizi_offerti *found;
	size_t count;

	TRY(q_struttura_servizi_offerti(rq->db, which->struttura_id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].servizio_id.v),
		found[i].denominazione, NULL };
	form_choices(rq->form, "servizi_struttura", list, count);
	return NULL;
}

static struct error *show(struct request *rq, const struct q_struttura_leggi *which)
{
	struttura_briciole(rq, which->denominazione, NULL);
	TRY(q_struttura_scheda(rq->db, which->struttura_id, row(rq, "Struttura")));
	TRY(q_struttura_oggi_posti(rq->db, which->struttura_id, rows(rq, "Oggi")));
	TRY(q_struttura_posti_righe(rq->db, which->struttura_id, rows(rq, "Posti")));
	TRY(q_rette_righe(rq->db, which->struttura_id, rows(rq, "Rette")));
	TRY(q_struttura_servizi(rq->db, which->struttura_id, rows(rq, "Servizi")));
	if (session_may(rq->session, INTERVENTO_LEGGI))
		TRY(fill_people(rq, which->struttura_id));
	TRY(fill_year(rq, which->struttura_id));
	page_flag(rq->page, "Struttura_scrive", which->scrive);
	if (!which->scrive || which->per_tutti)
		rq->form = NULL;
	page_set(rq->page, "Modulo.salva", "Aggiungi");
	form_action(rq, struttura_percorso(rq, which->struttura_id, "/servizi"));
	return page_send(rq, "struttura", which->denominazione);
}

struct error *struttura_vedi(struct request *rq)
{
	struct q_struttura_leggi row;

	TRY(struttura_trova(rq, &row));
	audit(rq, "apri", "struttura", row.struttura_id.v, 0);
	TRY(offer_services(rq, &row));
	return show(rq, &row);
}

/* ---- its data ---- */

static struct error *show_form(struct request *rq, const char *title, const char *cancel)
{
	struttura_briciole(rq, title, NULL);
	form_cancel(rq, cancel);
	return page_send(rq, "modulo", title);
}

struct error *struttura_nuova(struct request *rq)
{
	return show_form(rq, "Nuova struttura", "/strutture");
}

struct error *struttura_crea(struct request *rq)
{
	struct form *f = rq->form;
	struct q_struttura_crea made;

	struttura_check(f);
	if (!form_ok(f))
		return show_form(rq, "Nuova struttura", "/strutture");
	TRY(q_struttura_crea(rq->db, form_text(f, "denominazione"), form_text(f, "tipo"), form_text(f, "gestore"), form_text(f,
			"comune"), form_text(f, "indirizzo"),
			     form_text(f, "referente"), form_text(f, "telefono"), form_text(f, "email"), form_text(f,
			     "autorizzazione"), form_date(f, "autorizzazione_al"),
			     form_text(f, "accreditamento"), form_date(f, "accreditamento_al"), form_bool(f, "conta_dimissione"),
			     form_bool(f, "per_tutti"),
			     form_text(f, "note"), &made));
	return redirect(rq, "%s", struttura_percorso(rq, made.struttura_id, "?fatto=struttura-salvata"));
}

struct error *struttura_modifica(struct request *rq)
{
	struct q_struttura_leggi row;

	TRY(struttura_trova_da_scrivere(rq, &row));
	TRY(q_struttura_campi(rq->db, row.struttura_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	TRY(form_choices_again(rq, rq->form));
	form_set_version(rq, row.versione);
	return show_form(rq, row.denominazione, struttura_percorso(rq, row.struttura_id, ""));
}

static struct error *conflict(struct request *rq)
{
	struct q_struttura_leggi now;
	struct form *stored;

	TRY(struttura_trova_da_scrivere(rq, &now));
	TRY(form_open(rq, "struttura", &stored));
	TRY(q_struttura_campi(rq->db, now.struttura_id, form_sink(stored)));
	TRY(db_wait(rq->db));
	return struttura_conflitto(rq, stored, now.versione);
}

struct error *struttura_salva(struct request *rq)
{
	struct form *f = rq->form;
	struct q_struttura_leggi row;
	int64_t saved;

	TRY(struttura_trova_da_scrivere(rq, &row));
	struttura_check(f);
	if (!form_ok(f))
		return show_form(rq, row.denominazione, struttura_percorso(rq, row.struttura_id, ""));
	TRY(q_struttura_salva(rq->db, form_text(f, "denominazione"), form_text(f, "tipo"), form_text(f, "gestore"), form_text(f,
			"comune"), form_text(f, "indirizzo"),
			      form_text(f, "referente"), form_text(f, "telefono"), form_text(f, "email"), form_text(f,
			      "autorizzazione"), form_date(f, "autorizzazione_al"),
			      form_text(f, "accreditamento"), form_date(f, "accreditamento_al"), form_bool(f, "conta_dimissione"),
			      form_bool(f, "per_tutti"),
			      form_text(f, "note"), form_bool(f, "chiusa"), row.struttura_id, form_version(rq), &saved));
	return saved ? redirect(rq, "%s", struttura_percorso(rq, row.struttura_id, "?fatto=struttura-salvata")) : conflict(rq);
}

/* ---- who uses it ---- */

struct error *struttura_servizio_aggiungi(struct request *rq)
{
	struct q_struttura_leggi row;
	servizio_id service;

	TRY(struttura_trova_da_scrivere(rq, &row));
	audit(rq, "apri", "struttura", row.struttura_id.v, 0);
	TRY(offer_services(rq, &row));
	if (!form_ok(rq->form) || !text_to_int(form_text(rq->form, "servizio"), &service.v))
		return show(rq, &row);
	TRY(q_struttura_servizio_metti(rq->db, row.struttura_id, service));
	return redirect(rq, "%s", struttura_percorso(rq, row.struttura_id, "?fatto=struttura-salvata"));
}

struct error *struttura_servizio_togli(struct request *rq)
{
	struct q_struttura_leggi row;
	int64_t gone;

	TRY(struttura_trova_da_scrivere(rq, &row));
	TRY(q_struttura_servizio_togli(rq->db, PATH_ID(rq, struttura_servizio), row.struttura_id, &gone));
	return redirect(rq, "%s", struttura_percorso(rq, row.struttura_id, gone ? "?fatto=struttura-salvata" : ""));
}
