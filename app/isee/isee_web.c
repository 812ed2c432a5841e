/*
 * The section ISEE of a person, an ISEE typed by hand, and the radar of those that end.
 */
#include "isee/isee.h"

#include "pratica/pratica.h"
#include "soggetto/scheda.h"

#include <string.h>
#include <time.h>

static const char *today(struct request *rq)
{
	return italian_today(rq->arena, (int64_t)time(NULL));
}

static const char *here(struct request *rq, const struct scheda *person, const char *rest)
{
	return arena_printf(rq->arena, "/soggetti/%lld/isee%s", (long long)person->id.v, rest);
}

/* Economic data: only for who opens a case of this person.  *writes: and writes it. */
static struct error *follows(struct request *rq, const struct scheda *person, bool *reads, bool *writes)
{
	struct q_isee_seguito row;

	TRY(q_isee_seguito(rq->db, person->id, &row));
	*reads = row.si;
	*writes = row.scrive && session_may(session_of(rq), ISEE_SCRIVI);
	return NULL;
}

static struct error *open_to_write(struct request *rq, struct scheda **person)
{
	bool reads, writes;

	TRY(soggetto_open(rq, "isee", person));
	if (!*person) /* whose service has nothing with the person follows no case either */
		return forbid(rq, ISEE_NON_SEGUITA, "no case of this person that one writes");
	TRY(follows(rq, *person, &reads, &writes));
	return writes ? NULL : forbid(rq, ISEE_NON_SEGUITA, "no case of this person that one writes");
}

/* ---- the section ---- */

struct error *isee_vedi(struct request *rq)
{
	struct scheda *person;
	bool reads, writes;

	TRY(soggetto_open(rq, "isee", &person));
	if (!person)
		return NULL;
	TRY(follows(rq, person, &reads, &writes));
	TRY(q_isee_elenco(rq->db, person->id, rows(rq, "Isee")));
	TRY(db_wait(rq->db));
	page_flag(rq->page, "Isee_vede", reads);
	page_flag(rq->page, "Isee_scrive", writes);
	form_action(rq, here(rq, person, "/xml"));
	return page_send(rq, "isee_soggetto", arena_printf(rq->arena, "ISEE di %s", person->name));
}

/* ---- typed by hand ---- */

static struct error *show_form(struct request *rq, const struct scheda *person, const char *title)
{
	form_cancel(rq, here(rq, person, ""));
	page_set(rq->page, "Sezione.titolo", title);
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "%s di %s", title, person->name));
}

/* The protocol as INPS writes it, the end where none was said; the rest as rules of the form. */
static void complete(struct request *rq)
{
	struct form *form = rq->form;
	const char *why = NULL, *typed = form_text(form, "protocollo"), *code = typed ? isee_protocollo(rq->arena, typed, today(rq), &why) : NULL;

	if (code)
		form_set(form, "protocollo", code);
	else if (typed)
		form_error(form, "protocollo", "%s", why);
	if (!form_raw(form, "valida_fino") && form_date(form, "presentata_il"))
		form_set(form, "valida_fino", isee_fine(rq->arena, form_date(form, "presentata_il")));
	isee_controlla(form, today(rq));
}

/* The same attestation on a page that the reader sees, this one or another's of the household. */
static struct error *check_twice(struct request *rq, isee_id self)
{
	struct q_isee_gia_presente other;
	bool found;

	if (!form_ok(rq->form))
		return NULL;
	TRY(q_isee_gia_presente(rq->db, form_text(rq->form, "protocollo"), form_text(rq->form, "tipo"), self, &other, &found));
	if (found)
		form_error(rq->form, "protocollo", "C’è già un ISEE di questo tipo con questo protocollo");
	return NULL;
}

struct error *isee_nuovo(struct request *rq)
{
	struct scheda *person;

	TRY(open_to_write(rq, &person));
	return show_form(rq, person, "Nuovo ISEE");
}

struct error *isee_crea(struct request *rq)
{
	struct form *f = rq->form;
	struct scheda *person;
	struct q_isee_crea made;

	TRY(open_to_write(rq, &person));
	complete(rq);
	TRY(check_twice(rq, (isee_id){ 0 }));
	if (!form_ok(f))
		return show_form(rq, person, "Nuovo ISEE");
	TRY(q_isee_crea(rq->db, person->id, form_text(f, "tipo"), form_text(f, "valore"), form_text(f, "protocollo"), form_date(f, "presentata_il"),
			form_date(f, "valida_fino"), form_bool(f, "difformita"), form_text(f, "ise"), form_text(f, "isr"), form_text(f, "isp"),
			form_text(f, "scala"), &made));
	TRY(q_isee_componenti_del_nucleo(rq->db, made.isee_id, person->id, form_bool(f, "nucleo"), form_date(f, "presentata_il")));
	return redirect(rq, "%s", here(rq, person, "?fatto=isee-salvato"));
}

static struct error *find(struct request *rq, struct scheda **person, struct q_isee_leggi *stored)
{
	bool found;

	TRY(open_to_write(rq, person));
	TRY(q_isee_leggi(rq->db, PATH_ID(rq, isee), (*person)->id, stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such ISEE of this person");
	/* what INPS said is not corrected: a newer attestation is loaded */
	return stored->da_inps ? forbid(rq, "I dati letti dal file di INPS non si correggono a mano: carica "
				"l’attestazione nuova.",
				"read from a file of INPS") : NULL;
}

struct error *isee_modifica(struct request *rq)
{
	struct scheda *person;
	struct q_isee_leggi stored;

	TRY(find(rq, &person, &stored));
	TRY(q_isee_campi(rq->db, stored.isee_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return show_form(rq, person, "ISEE");
}

struct error *isee_salva(struct request *rq)
{
	struct form *f = rq->form;
	struct scheda *person;
	struct q_isee_leggi stored;
	int64_t saved;

	TRY(find(rq, &person, &stored));
	complete(rq);
	TRY(check_twice(rq, stored.isee_id));
	if (!form_ok(f))
		return show_form(rq, person, "ISEE");
	TRY(q_isee_salva(rq->db, form_text(f, "tipo"), form_text(f, "valore"), form_text(f, "protocollo"), form_date(f, "presentata_il"),
			 form_date(f, "valida_fino"), form_bool(f, "difformita"), form_text(f, "ise"), form_text(f, "isr"), form_text(f, "isp"),
			 form_text(f, "scala"), stored.isee_id, form_version(rq), &saved));
	if (saved)
		return redirect(rq, "%s", here(rq, person, "?fatto=isee-salvato"));
	struct form *theirs;
	TRY(form_open(rq, "isee_correzione", &theirs));
	TRY(q_isee_campi(rq->db, stored.isee_id, form_sink(theirs)));
	TRY(db_wait(rq->db));
	return soggetto_conflict(rq, person, "isee", stored.isee_id.v, theirs, stored.versione, here(rq, person, ""));
}

/* ---- of a case: what its holder's page has (ECO-08) ---- */

struct error *isee_della_pratica(struct request *rq)
{
	struct q_pratica_dati row;
	struct pratica *p;
	bool found;

	TRY(pratica_open(rq, "isee", &p));
	if (!p)
		return NULL;
	TRY(q_pratica_dati(rq->db, p->id, &row, &found));
	TRY(q_isee_del_giorno(rq->db, p->holder, row.data_inizio, rows(rq, "Isee_giorno_righe")));
	TRY(q_isee_elenco(rq->db, p->holder, rows(rq, "Isee")));
	TRY(db_wait(rq->db));
	page_set(rq->page, "Isee_giorno.data", italian_date(rq->arena, row.data_inizio));
	page_int(rq->page, "Soggetto.id", p->holder.v);
	return page_send(rq, "isee_pratica", arena_printf(rq->arena, "ISEE di %s", p->code));
}

/* ---- the radar ---- */

struct error *isee_scadenze(struct request *rq)
{
	static const struct { const char *word, *title; } views[] = {
		{ "in-scadenza", "In scadenza entro 30 giorni" }, { "scaduti", "Scaduti" }, { "mancanti", "Mancanti" },
	};
	const char *asked = fields_get(&rq->query, "vista");
	size_t chosen = 0;

	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++) {
		if (asked && strcmp(asked, views[i].word) == 0)
			chosen = i;
		struct page *tab = page_node(rq->page, arena_printf(rq->arena, "Schede.voce.%zu", i));
		page_set(tab, "testo", views[i].title);
		page_set(tab, "url", arena_printf(rq->arena, "/isee?vista=%s", views[i].word));
	}
	page_set(rq->page, "Schede.nome", "Viste");
	page_flag(rq->page, arena_printf(rq->arena, "Schede.voce.%zu.corrente", chosen), true);
	page_set(rq->page, "Vista", views[chosen].word);
	page_set(rq->page, "Vista_titolo", views[chosen].title);
	if (chosen == 2)
		TRY(q_isee_mancanti(rq->db, rows(rq, "Persone")));
	else
		TRY(q_isee_scadenze(rq->db, chosen == 1, rows(rq, "Persone")));
	TRY(db_wait(rq->db));
	page_set(rq->page, "Pagina.area", "isee");
	crumb(rq, "Home", "/");
	crumb(rq, "ISEE", NULL);
	audit(rq, "elenca", "isee", 0, 0);
	return page_send(rq, "isee_scadenze", "Scadenze degli ISEE");
}
