/*
 * One appointment: new, seen, changed, taken off.  What it does to the diary of its case is done by
 * the database, in the same transaction (sql/code/15_agenda.sql).
 */
#include "agenda/inside.h"

#include <string.h>
#include <time.h>

static const char *address(struct request *rq, appuntamento_id id, const char *rest)
{
	return arena_printf(rq->arena, "/agenda/appuntamenti/%lld%s", (long long)id.v, rest);
}

static const char *number(struct request *rq, int64_t value)
{
	return arena_printf(rq->arena, "%lld", (long long)value);
}

/* ---- choices that are no vocabulary ---- */

/* Colleagues of the service; `before` (ids with commas between, and their names) stay choosable. */
static struct error *offer_people(struct request *rq, struct form *form, const struct q_appuntamento_leggi *before)
{
	struct q_agenda_colleghi *people;
	size_t count;

	TRY(q_agenda_colleghi(rq->db, &people, &count));
	if (before && before->partecipanti) {
		char *rest = arena_strdup(rq->arena, before->partecipanti);
		for (char *word = rest; word;) {
			char *comma = strchr(word, ',');
			if (comma)
				*comma++ = '\0';
			form_keep(form, "partecipanti", word, "Collega di un altro servizio");
			word = comma;
		}
	}
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ number(rq, people[i].operatore_id.v), people[i].nome, NULL };
	form_choices(form, "partecipanti_agenda", list, count);
	return NULL;
}

static struct error *offer(struct request *rq, struct form *form, const struct q_appuntamento_leggi *before)
{
	struct q_agenda_equipe_mie *teams;
	size_t count;

	TRY(offer_people(rq, form, before));
	TRY(q_agenda_equipe_mie(rq->db, &teams, &count));
	if (before && before->equipe_id.v)
		form_keep(form, "equipe", number(rq, before->equipe_id.v), before->equipe);
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ number(rq, teams[i].equipe_id.v), teams[i].nome, NULL };
	form_choices(form, "equipe_agenda", list, count);
	return NULL;
}

/* ---- what was sent ---- */

struct sent {
	pratica_id pratica;
	equipe_id equipe;
	const char *people; /* a bigint[] */
};

static struct error *find_case(struct request *rq, struct sent *sent)
{
	const char *code = form_text(rq->form, "pratica");
	struct q_agenda_pratica_codice row;
	bool found;

	if (!code)
		return NULL;
	TRY(q_agenda_pratica_codice(rq->db, code, &row, &found));
	if (found)
		sent->pratica = row.pratica_id;
	else
		form_error(rq->form, "pratica",
			   "Non c’è una pratica con questo codice che tu possa modificare: ricontrollalo, o lascia vuoto");
	return NULL;
}

/* «Hai già …»: said once, and again only if something changes (the token of the warning). */
static struct error *warn_of_others(struct request *rq, const struct sent *sent, int64_t but)
{
	struct form *form = rq->form;
	struct text *said = text_new(rq->arena);
	struct q_agenda_sovrapposti *rows;
	size_t count;

	TRY(q_agenda_sovrapposti(rq->db, sent->people, sent->equipe, form_date(form, "data"), form_text(form, "dalle"),
				 form_text(form, "alle"), but, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		const char *what = rows[i].titolo ? arena_printf(rq->arena, "«%s»", rows[i].titolo) : "un impegno";
		if (rows[i].mio)
			text_addf(said, "%sHai già %s dalle %s alle %s.", i ? " " : "", what, rows[i].dalle, rows[i].alle);
		else
			text_addf(said, "%s%s ha già un impegno dalle %s alle %s.", i ? " " : "", rows[i].nome ? rows[i].nome : "Una collega",
				  rows[i].dalle, rows[i].alle);
	}
	if (count)
		form_warning(form, "dalle", "occupata", "%s", said->data);
	return NULL;
}

static struct error *check(struct request *rq, struct sent *sent, const struct q_appuntamento_leggi *before)
{
	struct form *form = rq->form;
	const char *from = form_text(form, "dalle"), *to = form_text(form, "alle");

	*sent = (struct sent){ .people = id_array(rq, NULL) };
	TRY(offer(rq, form, before));
	TRY(find_case(rq, sent));
	if (from && to && strcmp(to, from) <= 0)
		form_error(form, "alle", "Finisce prima di cominciare: scegli un’ora dopo le %s", from);
	if (!form_text(form, "partecipanti") && !form_text(form, "equipe") && !form_bool(form, "del_servizio"))
		form_error(form, "partecipanti", "Scegli chi partecipa, un’équipe o tutto il servizio");
	if (!form_ok(form) && !form_was_sent(form))
		return NULL;
	if (form_text(form, "equipe") && !text_to_int(form_text(form, "equipe"), &sent->equipe.v))
		sent->equipe.v = 0;
	sent->people = id_array(rq, form_text(form, "partecipanti"));
	return form_ok(form) ? warn_of_others(rq, sent, before ? before->appuntamento_id.v : 0) : NULL;
}

/* ---- pages ---- */

static struct error *show(struct request *rq, const char *title, const struct q_appuntamento_leggi *before)
{
	page_set(rq->page, "Pagina.area", "agenda");
	crumb(rq, "Home", "/");
	crumb(rq, "Agenda", "/agenda");
	crumb(rq, title, NULL);
	form_cancel(rq, "/agenda");
	page_set(rq->page, "Appuntamento.titolo", title);
	if (before) {
		page_set(rq->page, "Appuntamento.togli", address(rq, before->appuntamento_id, "/togli"));
		page_flag(rq->page, "Appuntamento.nel_diario", before->pratica_id.v != 0);
		page_set(rq->page, "Appuntamento.autore", before->autore);
	}
	TRY(page_send(rq, "appuntamento", title));
	return form_was_sent(rq->form) ? NULL : offer(rq, rq->form, before); /* after a draft was laid over it */
}

struct error *appuntamento_nuovo(struct request *rq)
{
	const char *day = fields_get(&rq->query, "giorno"), *from = fields_get(&rq->query, "pratica"), *iso, *why;
	struct q_agenda_pratica row;
	pratica_id id;
	bool found = false;

	if (!day || !form_parse_date(rq->arena, day, false, &iso, &why))
		iso = italian_today(rq->arena, (int64_t)time(NULL));
	form_set(rq->form, "data", iso);
	form_set(rq->form, "tipo", "COLLOQUIO");
	form_set(rq->form, "partecipanti", number(rq, rq->session->operator.v));
	if (from && text_to_int(from, &id.v))
		TRY(q_agenda_pratica(rq->db, id, &row, &found));
	if (found)
		form_set(rq->form, "pratica", row.codice);
	return show(rq, "Nuovo appuntamento", NULL);
}

struct error *appuntamento_crea(struct request *rq)
{
	struct form *form = rq->form;
	struct q_appuntamento_crea made;
	struct sent sent;

	TRY(check(rq, &sent, NULL));
	if (!form_ok(form))
		return show(rq, "Nuovo appuntamento", NULL);
	TRY(q_appuntamento_crea(rq->db, form_text(form, "tipo"), form_text(form, "titolo"), form_date(form, "data"), form_text(form, "dalle"),
				form_text(form, "alle"), form_text(form, "luogo"), form_text(form, "note"), sent.pratica, sent.equipe,
				form_bool(form, "del_servizio"), &made));
	TRY(q_appuntamento_partecipanti_metti(rq->db, made.appuntamento_id, sent.people));
	return redirect(rq, "/agenda?giorno=%s&fatto=appuntamento-salvato", form_date(form, "data"));
}

/* ---- one that exists ---- */

static struct error *find(struct request *rq, struct q_appuntamento_leggi *row)
{
	bool found;

	TRY(q_appuntamento_leggi(rq->db, PATH_ID(rq, appuntamento), row, &found));
	if (!found) {
		audit(rq, "rifiuto", "appuntamento", PATH_ID(rq, appuntamento).v, 0);
		return error_raise(ERR_NOT_FOUND, "no such appointment for these eyes");
	}
	audit(rq, "apri", "appuntamento", row->appuntamento_id.v, row->soggetto_id.v);
	return NULL;
}

static void fill_form(struct request *rq, struct form *form, const struct q_appuntamento_leggi *row)
{
	form_set(form, "titolo", row->titolo);
	form_set(form, "tipo", row->tipo);
	form_set(form, "data", row->data);
	form_set(form, "dalle", row->dalle);
	form_set(form, "alle", row->alle);
	form_set(form, "luogo", row->luogo);
	form_set(form, "note", row->note);
	form_set(form, "pratica", row->codice);
	form_set(form, "partecipanti", row->partecipanti);
	form_set(form, "equipe", row->equipe_id.v ? number(rq, row->equipe_id.v) : NULL);
	form_set(form, "del_servizio", row->del_servizio ? "1" : NULL);
}

/* For who may not change it: the same in words. */
static struct error *show_words(struct request *rq, const struct q_appuntamento_leggi *row)
{
	struct page *node = page_node(rq->page, "Appuntamento");

	rq->form = NULL;
	page_set(rq->page, "Pagina.area", "agenda");
	crumb(rq, "Home", "/");
	crumb(rq, "Agenda", "/agenda");
	crumb(rq, row->titolo, NULL);
	page_flag(node, "sola_lettura", true);
	page_set(node, "titolo", row->titolo);
	page_setf(node, "quando", "%s, dalle %s alle %s", italian_long_date(rq->arena, row->data), row->dalle, row->alle);
	page_set(node, "luogo", row->luogo);
	page_set(node, "nomi", row->nomi);
	page_set(node, "equipe", row->equipe);
	page_set(node, "codice", row->codice);
	page_int(node, "pratica", row->codice ? row->pratica_id.v : 0);
	page_set(node, "note", row->note);
	page_set(node, "autore", row->autore);
	page_set(node, "servizio", row->servizio);
	return page_send(rq, "appuntamento", row->titolo);
}

struct error *appuntamento_vedi(struct request *rq)
{
	struct q_appuntamento_leggi row;

	TRY(find(rq, &row));
	if (!row.scrive)
		return show_words(rq, &row);
	fill_form(rq, rq->form, &row);
	form_set_version(rq, row.versione);
	return show(rq, "Appuntamento", &row);
}

static struct error *find_to_write(struct request *rq, struct q_appuntamento_leggi *row)
{
	TRY(find(rq, row));
	return row->scrive ? NULL : forbid(rq, "Lo cambia il servizio che lo ha fissato, o chi può scrivere nella sua "
				"pratica: chiedi a loro.",
				"another service keeps this appointment, or its case does not open");
}

static struct error *conflict(struct request *rq)
{
	struct q_appuntamento_leggi now;
	struct form *stored;

	TRY(find_to_write(rq, &now));
	TRY(form_open(rq, "appuntamento", &stored));
	fill_form(rq, stored, &now);
	TRY(offer(rq, stored, &now));
	page_set(rq->page, "Conflitto.chi", "Un’altra persona");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	form_conflict_to_page(rq->form, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", now.versione);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi l’appuntamento è cambiato");
}

struct error *appuntamento_salva(struct request *rq)
{
	struct form *form = rq->form;
	struct q_appuntamento_leggi row;
	struct sent sent;
	int64_t saved;

	TRY(find_to_write(rq, &row));
	TRY(check(rq, &sent, &row));
	if (!form_ok(form))
		return show(rq, "Appuntamento", &row);
	TRY(q_appuntamento_salva(rq->db, form_text(form, "tipo"), form_text(form, "titolo"), form_date(form, "data"), form_text(form, "dalle"),
				 form_text(form, "alle"), form_text(form, "luogo"), form_text(form, "note"), sent.pratica, sent.equipe,
				 form_bool(form, "del_servizio"), row.appuntamento_id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq);
	TRY(q_appuntamento_partecipanti_togli(rq->db, row.appuntamento_id, sent.people));
	TRY(q_appuntamento_partecipanti_metti(rq->db, row.appuntamento_id, sent.people));
	return redirect(rq, "/agenda?giorno=%s&fatto=appuntamento-salvato", form_date(form, "data"));
}

struct error *appuntamento_togli(struct request *rq)
{
	struct q_appuntamento_leggi row;
	int64_t gone;

	TRY(find_to_write(rq, &row));
	TRY(q_appuntamento_togli(rq->db, row.appuntamento_id, &gone));
	return redirect(rq, "/agenda?giorno=%s&fatto=appuntamento-tolto", row.data);
}
