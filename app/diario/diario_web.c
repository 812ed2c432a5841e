/*
 * The diary of a case (DIA): writing, from a template or in one field, reading, searching; private pages, and
 * those left behind.
 */
#include "pratica/pratica.h"

#include <string.h>
#include <time.h>

#define PAGES 20         /* of the diary on one page of the screen */
#define SEARCH_BYTES 400 /* of what is searched for; nobody types more */

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/diario%s", (long long)p->id.v, rest);
}

static const char *today(struct request *rq)
{
	return italian_today(rq->arena, (int64_t)time(NULL));
}

/* ---- the list, cut by key: ?da=DATE.ID begins after that page ---- */

struct border {
	const char *date; /* NULL: from the newest on */
	int64_t id;
};

static struct border border_sent(struct request *rq)
{
	const char *sent = rq->method == METHOD_GET ? fields_get(&rq->query, "da") : NULL, *why;
	struct border border = { NULL, 0 };

	if (sent && strlen(sent) > 11 && sent[10] == '.' && text_to_int(sent + 11, &border.id) && border.id > 0 &&
	    form_parse_date(rq->arena, arena_strndup(rq->arena, sent, 10), false, &border.date, &why))
		return border;
	return (struct border){ NULL, 0 };
}

/* What is searched for, or NULL. */
static const char *search_sent(struct request *rq)
{
	const char *sent = rq->method == METHOD_GET ? fields_get(&rq->query, "q") : NULL;

	if (!sent)
		return NULL;
	sent = text_trim(rq->arena, sent);
	size_t size = strnlen(sent, SEARCH_BYTES);
	while (size && ((unsigned char)sent[size] & 0xc0) == 0x80) /* whole characters only */
		size--;
	return size ? arena_strndup(rq->arena, sent, size) : NULL;
}

static const char *page_address(struct request *rq, const struct pratica *p, const char *search, const struct q_diario_bordi *from)
{
	struct text *url = text_new(rq->arena);

	text_add(url, here(rq, p, ""));
	if (search)
		text_addf(url, "?q=%s", text_url_encode(rq->arena, search));
	if (from)
		text_addf(url, "%cda=%s.%lld", search ? '&' : '?', from->data, (long long)from->diario_pagina_id.v);
	return url->data;
}

/* «Precedenti» leads to the newer pages, «Successivi» to the older ones. */
static struct error *fill_pages(struct request *rq, const struct pratica *p, const char *search, struct border border,
				struct q_diario_bordi **shown, size_t *count)
{
	struct q_diario_bordi *newer;
	size_t before = 0;

	TRY(q_diario_bordi(rq->db, p->id, search, border.date, false, border.id, PAGES + 1, shown, count));
	if (border.date) {
		TRY(q_diario_bordi(rq->db, p->id, search, border.date, true, border.id, PAGES + 1, &newer, &before));
		page_set(rq->page, "Pagine.precedente",
			 page_address(rq, p, search, before > PAGES ? &newer[PAGES] : NULL));
	}
	if (*count > PAGES) {
		*count = PAGES;
		page_set(rq->page, "Pagine.successiva", page_address(rq, p, search, &(*shown)[PAGES - 1]));
	}
	if (border.date || *page_get(rq->page, "Pagine.successiva"))
		page_setf(rq->page, "Pagine.testo", "%zu %s, dalla più recente", *count, *count == 1 ? "pagina" : "pagine");
	return NULL;
}

/* The terms and the ids shown go to the register, never the texts. */
static void note_search(struct request *rq, const char *search, const struct q_diario_bordi *shown, size_t count)
{
	struct text *json = text_new(rq->arena);

	text_add(json, "{\"sezione\":\"diario\",\"cerca\":");
	text_add_json(json, search);
	text_add(json, ",\"pagine\":[");
	for (size_t i = 0; i < count; i++)
		text_addf(json, "%s%lld", i ? "," : "", (long long)shown[i].diario_pagina_id.v);
	text_add(json, "]}");
	audit_detail(rq, json->data);
}

static struct error *fill_list(struct request *rq, const struct pratica *p)
{
	const char *search = search_sent(rq);
	struct border border = border_sent(rq);
	struct q_diario_bordi *shown;
	struct q_diario_abbandonate left;
	size_t count;

	TRY(q_diario_dopo(rq->db, p->id, search, border.date, border.id, PAGES, rows(rq, "Diario")));
	TRY(fill_pages(rq, p, search, border, &shown, &count));
	note_search(rq, search, shown, count);
	page_set(rq->page, "Cerca_diario", search);
	page_flag(rq->page, "Diario_vuoto", count == 0);
	if (!p->own_service)
		return NULL;
	TRY(q_diario_abbandonate(rq->db, p->id, &left));
	if (left.quante)
		page_int(rq->page, "Lasciate.quante", left.quante);
	page_flag(rq->page, "Lasciate.apre", session_may(rq->session, CUSTODIA) && p->may_write);
	return NULL;
}

static struct error *show(struct request *rq, const struct pratica *p)
{
	if (!p->may_write)
		rq->form = NULL;
	else if (rq->method == METHOD_GET)
		form_set(rq->form, "data", today(rq));
	if (p->may_write)
		TRY(q_diario_modelli(rq->db, p->kind->code, rows(rq, "Modelli")));
	TRY(page_send(rq, "diario", arena_printf(rq->arena, "Diario di %s", p->code)));
	return fill_list(rq, p);
}

struct error *diario_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "diario", &p));
	return p ? show(rq, p) : NULL;
}

static void check_date(struct request *rq)
{
	const char *date = form_date(rq->form, "data");

	if (date && strcmp(date, today(rq)) > 0)
		form_error(rq->form, "data", "La data della pagina non può essere futura");
}

/*
 * «Usa il modello»: the page comes again with the headings behind what was typed, and with no word
 * about what is missing yet.
 */
static struct error *use_template(struct request *rq, const struct pratica *p)
{
	const char *asked = fields_get(&rq->body, "modello");
	struct form *typed = rq->form;
	struct q_diario_modello template;
	bool found = false;

	if (asked)
		TRY(q_diario_modello(rq->db, asked, p->kind->code, &template, &found));
	TRY(form_open(rq, "diario_pagina", &rq->form));
	TRY(form_set_json(rq->form, form_json(typed)));
	if (!found)
		return show(rq, p);
	const char *text = form_raw(typed, "testo");
	form_set(rq->form, "testo", text ? arena_printf(rq->arena, "%s\n\n%s", text, template.testo) : template.testo);
	if (!form_raw(typed, "tipo"))
		form_set(rq->form, "tipo", template.tipo);
	if (!form_raw(typed, "oggetto"))
		form_set(rq->form, "oggetto", template.titolo);
	return show(rq, p);
}

struct error *diario_scrivi(struct request *rq)
{
	struct pratica *p;
	struct q_diario_crea made;

	TRY(pratica_open_to_write(rq, "diario", &p));
	if (!p)
		return NULL;
	if (fields_get(&rq->body, "usa"))
		return use_template(rq, p);
	check_date(rq);
	if (!form_ok(rq->form))
		return show(rq, p);
	TRY(q_diario_crea(rq->db, p->id, form_date(rq->form, "data"), form_text(rq->form, "tipo"), form_text(rq->form, "oggetto"),
			  form_text(rq->form, "testo"), form_bool(rq->form, "privata"), &made));
	return redirect(rq, "%s", here(rq, p, arena_printf(rq->arena, "?fatto=diario-salvato#pagina-%lld",
							  (long long)made.diario_pagina_id.v)));
}

/* ---- a note of one field, from the first page of the case ---- */

static struct error *show_note(struct request *rq, const struct pratica *p)
{
	form_cancel(rq, arena_printf(rq->arena, "/pratiche/%lld", (long long)p->id.v));
	page_set(rq->page, "Modulo.salva", "Annota");
	page_set(rq->page, "Sezione.titolo", "Annota nel diario");
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "Diario di %s", p->code));
}

struct error *diario_nota(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, "diario", &p));
	return p ? show_note(rq, p) : NULL;
}

struct error *diario_annota(struct request *rq)
{
	struct pratica *p;
	struct q_diario_annota made;

	TRY(pratica_open_to_write(rq, "diario", &p));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return show_note(rq, p);
	TRY(q_diario_annota(rq->db, p->id, today(rq), form_text(rq->form, "testo"), &made));
	return redirect(rq, "/pratiche/%lld?fatto=diario-annotato", (long long)p->id.v);
}

/* ---- one page: its author alone changes it ---- */

static struct error *own_page(struct request *rq, struct pratica **p, struct q_diario_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, "diario", p));
	if (!*p)
		return NULL;
	TRY(q_diario_leggi(rq->db, PATH_ID(rq, diario_pagina), (*p)->id, stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such page of this diary, or a private one");
	if (!stored->mia)
		return forbid(rq, "Una pagina di diario la cambia solo chi l’ha scritta. Se c’è un errore, scrivi una "
					"pagina tua.",
					"a page is changed by its author only");
	return NULL;
}

static void fill_from(struct form *form, const struct q_diario_leggi *stored)
{
	form_set(form, "data", stored->data);
	form_set(form, "tipo", stored->tipo);
	form_set(form, "oggetto", stored->oggetto);
	form_set(form, "testo", stored->testo);
	form_set(form, "privata", stored->privata ? "1" : "");
}

static struct error *show_page(struct request *rq, const struct pratica *p)
{
	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Sezione.titolo", "Modifica la pagina di diario");
	return page_send(rq, "sezione_modulo", arena_printf(rq->arena, "Diario di %s", p->code));
}

struct error *diario_modifica(struct request *rq)
{
	struct pratica *p;
	struct q_diario_leggi stored;

	TRY(own_page(rq, &p, &stored));
	if (!p)
		return NULL;
	fill_from(rq->form, &stored);
	form_set_version(rq, stored.versione);
	return show_page(rq, p);
}

/* The same author in two windows: both texts. */
static struct error *conflict(struct request *rq)
{
	struct pratica *p;
	struct q_diario_leggi stored;
	struct form *other;

	TRY(own_page(rq, &p, &stored));
	TRY(form_open(rq, "diario_pagina", &other));
	fill_from(other, &stored);
	page_set(rq->page, "Conflitto.chi", "Un’altra tua finestra");
	page_set(rq->page, "Conflitto.quando", "nel frattempo");
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *diario_salva(struct request *rq)
{
	struct pratica *p;
	struct q_diario_leggi stored;
	int64_t saved;

	TRY(own_page(rq, &p, &stored));
	if (!p)
		return NULL;
	check_date(rq);
	if (!form_ok(rq->form))
		return show_page(rq, p);
	diario_pagina_id id = PATH_ID(rq, diario_pagina);
	TRY(q_diario_salva(rq->db, form_date(rq->form, "data"), form_text(rq->form, "tipo"), form_text(rq->form, "oggetto"),
			   form_text(rq->form, "testo"), form_bool(rq->form, "privata"), id, p->id, form_version(rq), &saved));
	if (!saved)
		return conflict(rq);
	return redirect(rq, "%s", here(rq, p, arena_printf(rq->arena, "?fatto=diario-salvato#pagina-%lld", (long long)id.v)));
}

/* «Rendi visibile al servizio» and back. */
struct error *diario_visibilita(struct request *rq)
{
	struct pratica *p;
	struct q_diario_leggi stored;
	int64_t changed;
	const char *private = fields_get(&rq->body, "privata");

	TRY(own_page(rq, &p, &stored));
	if (!p)
		return NULL;
	diario_pagina_id id = PATH_ID(rq, diario_pagina);
	TRY(q_diario_visibilita(rq->db, private && strcmp(private, "1") == 0, id, p->id, &changed));
	return redirect(rq, "%s", here(rq, p, arena_printf(rq->arena, "?fatto=diario-salvato#pagina-%lld", (long long)id.v)));
}

/* ---- private pages whose author has left (DIA-02) ---- */

static struct error *show_custody(struct request *rq, const struct pratica *p)
{
	struct q_diario_abbandonate left;

	TRY(q_diario_abbandonate(rq->db, p->id, &left));
	page_int(rq->page, "Lasciate.quante", left.quante);
	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Modulo.salva", "Apri in custodia");
	return page_send(rq, "diario_custodia", "Pagine private lasciate");
}

static struct error *open_custody(struct request *rq, struct pratica **p)
{
	TRY(pratica_open_to_write(rq, "diario", p));
	if (*p && !(*p)->own_service)
		return forbid(rq, "Le pagine private lasciate le apre solo il servizio che segue la pratica.",
					"only the service of the case keeps what was left in it");
	return NULL;
}

struct error *diario_custodia_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(open_custody(rq, &p));
	return p ? show_custody(rq, p) : NULL;
}

struct error *diario_custodia_apri(struct request *rq)
{
	struct pratica *p;
	struct q_diario_custodia opened;

	TRY(open_custody(rq, &p));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return show_custody(rq, p);
	TRY(q_diario_custodia(rq->db, p->id, form_text(rq->form, "motivo"), &opened));
	audit(rq, "custodia", "pratica", p->id.v, p->holder.v);
	return redirect(rq, "%s", here(rq, p, opened.quante ? "?fatto=diario-custodia" : ""));
}
