/*
 * The section «Parti» of a valutazione: along the headings of its type each professional writes a part of
 * their own, signs it, and nobody changes it afterwards (VAL-01, VAL-07).
 */
#include "pratica/caso.h"
#include "valutazione/valutazione.h"

#include <string.h>
#include <time.h>

static const char *here(struct request *rq, const struct pratica *p, const char *rest)
{
	return arena_printf(rq->arena, "/pratiche/%lld/parti%s", (long long)p->id.v, rest);
}

/* ---- all parts, heading by heading ---- */

/* A part in words, on the version of the form on which it was written. */
static struct error *fill_part(struct request *rq, const char *at, const struct q_valutazione_parti *part)
{
	struct page *node = page_node(rq->page, at);
	struct form *form;

	TRY(form_open_version(rq, part->modulo_id, NULL, &form));
	TRY(form_set_json(form, part->dati));
	TRY(form_choices_again(rq, form));
	form_to_page(form, rq->page, arena_printf(rq->arena, "%s.Modulo", at));
	page_int(node, "id", part->valutazione_parte_id.v);
	page_set(node, "autore", part->autore);
	page_set(node, "funzione", part->funzione);
	page_set(node, "servizio", part->servizio);
	page_set(node, "di_chi", part->di_chi);
	page_flag(node, "mia", part->mia);
	page_flag(node, "superata", part->superata);
	page_flag(node, "firmata", part->firmata);
	if (part->fascia || part->massimo) {
		page_setf(node, "totale", "%lld su %lld", (long long)part->totale, (long long)part->massimo);
		page_set(node, "fascia", part->fascia);
		page_set(node, "lettura", part->lettura);
	}
	page_set(node, "quando", italian_instant(rq->arena, part->firmata ? part->firmata_il : part->modificata_il, (int64_t)time(NULL)));
	return NULL;
}

static struct error *fill_area(struct request *rq, const char *at, const struct q_valutazione_aree *area,
			       const struct q_valutazione_parti *parts, size_t count)
{
	struct page *node = page_node(rq->page, at);
	int n = 0;

	page_set(node, "codice", area->codice);
	page_set(node, "titolo", area->titolo);
	page_set(node, "aiuto", area->aiuto);
	page_flag(node, "vale", area->vale);
	page_set(node, "scala", area->scala);
	page_set(node, "fonte", area->fonte);
	for (size_t i = 0; i < count; i++)
		if (parts[i].valutazione_area_id.v == area->valutazione_area_id.v)
			TRY(fill_part(rq, arena_printf(rq->arena, "%s.parte.%d", at, n++), &parts[i]));
	return NULL;
}

struct error *valutazione_parti_mostra(struct request *rq, pratica_id id)
{
	struct q_valutazione_aree *areas;
	struct q_valutazione_parti *parts;
	size_t area_count, part_count;
	int groups = -1, n = 0;

	TRY(q_valutazione_aree(rq->db, id, &areas, &area_count));
	TRY(q_valutazione_parti(rq->db, id, &parts, &part_count));
	for (size_t i = 0; i < area_count; i++, n++) {
		if (i == 0 || strcmp(areas[i].gruppo, areas[i - 1].gruppo) != 0) {
			groups++;
			n = 0;
			page_set(rq->page, arena_printf(rq->arena, "Parti.%d.gruppo", groups), areas[i].gruppo);
			if (!areas[i].scala) /* each scale has a source of its own */
				page_set(rq->page, arena_printf(rq->arena, "Parti.%d.fonte", groups), areas[i].fonte);
		}
		TRY(fill_area(rq, arena_printf(rq->arena, "Parti.%d.area.%d", groups, n), &areas[i], parts, part_count));
	}
	return NULL;
}

struct error *valutazione_parti(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "parti", &p));
	if (!p)
		return NULL;
	page_flag(rq->page, "Parti_aperte", p->may_write && strcmp(p->state, "A") == 0);
	TRY(valutazione_parti_mostra(rq, p->id));
	return page_send(rq, "valutazione_parti", arena_printf(rq->arena, "Parti di %s", p->code));
}

/* ---- writing one ---- */

static struct error *offer_persons(struct request *rq, const struct pratica *p)
{
	struct q_valutazione_componenti *found;
	size_t count;

	TRY(q_valutazione_componenti(rq->db, p->id, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].soggetto_id.v), found[i].testo, NULL };
	form_choices(rq->form, "componente_valutazione", choices, count);
	return NULL;
}

/* As what one writes: the task in an équipe of the case, else the role. */
static struct error *propose_task(struct request *rq, const struct pratica *p)
{
	struct q_valutazione_funzione task;
	bool found;

	if (!form_has(rq->form, "funzione"))
		return NULL;
	TRY(q_valutazione_funzione(rq->db, p->id, &task, &found));
	form_set(rq->form, "funzione", found ? task.funzione : NULL);
	return NULL;
}

static struct error *form_page(struct request *rq, const struct pratica *p, const char *title, const char *help, const char *source,
			       const char *scale)
{
	form_cancel(rq, here(rq, p, ""));
	page_set(rq->page, "Parte.titolo", title);
	page_set(rq->page, "Parte.aiuto", help);
	page_set(rq->page, "Parte.fonte", source);
	page_set(rq->page, "Parte.scala", scale);
	page_set(rq->page, "Modulo.salva", "Salva");
	return page_send(rq, "valutazione_parte", title);
}

static soggetto_id person_of(struct form *form)
{
	return (soggetto_id){ pratica_form_id(form, "soggetto") };
}

static const char *task_of(struct form *form)
{
	return form_has(form, "funzione") ? form_text(form, "funzione") : NULL;
}

static bool signs(struct request *rq)
{
	const char *then = fields_get(&rq->body, "poi");

	return then && strcmp(then, "firma") == 0;
}

static struct error *saved(struct request *rq, const struct pratica *p, valutazione_parte_id part)
{
	const char *done = signs(rq) ? "parte-firmata" : "parte-salvata";

	return redirect(rq, "%s?fatto=%s#parte-%lld", here(rq, p, ""), done, (long long)part.v);
}

/* The heading named in the path, of the type of the case; its form is rq->form. */
static struct error *open_area(struct request *rq, struct pratica **p, struct q_valutazione_area *area)
{
	bool found;

	TRY(pratica_open_to_write(rq, "parti", p));
	if (!*p)
		return NULL;
	TRY(q_valutazione_area(rq->db, rq->path_word ? rq->path_word : "", (*p)->id, area, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "the type of this valutazione has no such heading");
	TRY(form_choose(rq, area->modulo));
	return offer_persons(rq, *p);
}

struct error *valutazione_parte_nuova(struct request *rq)
{
	struct q_valutazione_area area;
	struct pratica *p;

	TRY(open_area(rq, &p, &area));
	if (!p)
		return NULL;
	TRY(propose_task(rq, p));
	if (area.scala && !form_raw(rq->form, "soggetto"))
		form_set(rq->form, "soggetto", arena_printf(rq->arena, "%lld", (long long)p->holder.v));
	return form_page(rq, p, area.titolo, area.aiuto, area.fonte, area.scala);
}

static struct error *create(struct request *rq, const struct pratica *p, const char *form_name, valutazione_area_id area, valutazione_parte_id before)
{
	struct q_valutazione_parte_crea made;
	modulo_id module;

	TRY(form_id(rq, form_name, &module));
	TRY(q_valutazione_parte_crea(rq->db, p->id, area, person_of(rq->form), task_of(rq->form), module, form_json(rq->form), signs(rq), before,
				     &made));
	return saved(rq, p, made.valutazione_parte_id);
}

struct error *valutazione_parte_crea(struct request *rq)
{
	struct q_valutazione_area area;
	struct pratica *p;

	TRY(open_area(rq, &p, &area));
	if (!p)
		return NULL;
	if (!form_ok(rq->form))
		return form_page(rq, p, area.titolo, area.aiuto, area.fonte, area.scala);
	return create(rq, p, area.modulo, area.valutazione_area_id, (valutazione_parte_id){ 0 });
}

/* ---- one's own part ---- */

static struct error *open_own(struct request *rq, struct pratica **p, struct q_valutazione_parte_leggi *part)
{
	bool found;

	TRY(pratica_open_to_write(rq, "parti", p));
	if (!*p)
		return NULL;
	TRY(q_valutazione_parte_leggi(rq->db, PATH_ID(rq, valutazione_parte), (*p)->id, part, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such part of this valutazione");
	if (!part->mia)
		return forbid(rq, "Una parte la cambia solo chi l’ha scritta. Se non sei d’accordo, scrivi una parte tua.",
			      "a part is changed by its author only");
	return NULL;
}

/* The same of one that is not signed yet: the form is open. */
static struct error *open_unsigned(struct request *rq, struct pratica **p, struct q_valutazione_parte_leggi *part)
{
	TRY(open_own(rq, p, part));
	if (!*p)
		return NULL;
	if (part->firmata)
		return forbid(rq, "La parte è firmata e non si cambia più. Usa «Correggi»: ne scrivi un’altra, che prende il suo posto, "
			      "e la prima resta leggibile.", "the part is signed");
	return NULL;
}

static struct error *fill_from(struct request *rq, const struct q_valutazione_parte_leggi *part)
{
	TRY(form_set_json(rq->form, part->dati));
	if (form_has(rq->form, "soggetto"))
		form_set(rq->form, "soggetto", part->soggetto_id.v ? arena_printf(rq->arena, "%lld", (long long)part->soggetto_id.v) : NULL);
	if (form_has(rq->form, "funzione"))
		form_set(rq->form, "funzione", part->funzione);
	return NULL;
}

struct error *valutazione_parte_modifica(struct request *rq)
{
	struct q_valutazione_parte_leggi part;
	struct pratica *p;

	TRY(open_unsigned(rq, &p, &part));
	if (!p)
		return NULL;
	TRY(form_choose(rq, part.modulo));
	TRY(fill_from(rq, &part));
	TRY(offer_persons(rq, p));
	form_set_version(rq, part.versione);
	return form_page(rq, p, part.titolo, part.aiuto, part.fonte, part.scala);
}

/* The same author saved it in another window. */
static struct error *show_conflict(struct request *rq, const struct pratica *p)
{
	struct q_valutazione_parte_leggi now;
	struct form *mine = rq->form, *stored;
	bool found;

	TRY(q_valutazione_parte_leggi(rq->db, PATH_ID(rq, valutazione_parte), p->id, &now, &found));
	if (!found || now.firmata)
		return forbid(rq, "Nel frattempo la parte è stata firmata o tolta. Quello che hai scritto è in Bozze.",
			      "the part is signed or gone");
	TRY(form_open(rq, now.modulo, &stored));
	rq->form = stored;
	TRY(fill_from(rq, &now));
	TRY(offer_persons(rq, p));
	rq->form = mine;
	TRY(pratica_row_saved_by(rq, "valutazione_parte", now.valutazione_parte_id.v));
	return pratica_conflict(rq, mine, stored, now.versione);
}

struct error *valutazione_parte_salva(struct request *rq)
{
	struct q_valutazione_parte_leggi part;
	struct pratica *p;
	modulo_id module;
	int64_t touched;

	TRY(open_unsigned(rq, &p, &part));
	if (!p)
		return NULL;
	TRY(form_choose(rq, part.modulo));
	TRY(offer_persons(rq, p));
	if (!form_ok(rq->form))
		return form_page(rq, p, part.titolo, part.aiuto, part.fonte, part.scala);
	TRY(form_id(rq, part.modulo, &module));
	TRY(q_valutazione_parte_salva(rq->db, person_of(rq->form), task_of(rq->form), module, form_json(rq->form), signs(rq),
				      part.valutazione_parte_id, p->id, form_version(rq), &touched));
	return touched ? saved(rq, p, part.valutazione_parte_id) : show_conflict(rq, p);
}

/* ---- in the place of a signed one ---- */

static struct error *open_signed(struct request *rq, struct pratica **p, struct q_valutazione_parte_leggi *part)
{
	TRY(open_own(rq, p, part));
	if (!*p)
		return NULL;
	if (!part->firmata || part->sostituita_valutazione_parte_id.v)
		return error_raise(ERR_CONFLICT, "not signed, or corrected already");
	TRY(form_choose(rq, part->modulo));
	return NULL;
}

struct error *valutazione_parte_correggi(struct request *rq)
{
	struct q_valutazione_parte_leggi part;
	struct pratica *p;

	TRY(open_signed(rq, &p, &part));
	if (!p)
		return NULL;
	TRY(fill_from(rq, &part));
	TRY(offer_persons(rq, p));
	notice(rq, "info", "Correggi una parte firmata", "Quando firmi questa, la prima resta leggibile e segnata come superata.");
	return form_page(rq, p, part.titolo, part.aiuto, part.fonte, part.scala);
}

struct error *valutazione_parte_correggi_salva(struct request *rq)
{
	struct q_valutazione_parte_leggi part;
	struct pratica *p;

	TRY(open_signed(rq, &p, &part));
	if (!p)
		return NULL;
	TRY(offer_persons(rq, p));
	if (!form_ok(rq->form))
		return form_page(rq, p, part.titolo, part.aiuto, part.fonte, part.scala);
	return create(rq, p, part.modulo, part.valutazione_area_id, part.valutazione_parte_id);
}

/* ---- signing, taking away ---- */

struct error *valutazione_parte_firma(struct request *rq)
{
	struct q_valutazione_parte_leggi part;
	struct pratica *p;
	int64_t touched;

	TRY(open_unsigned(rq, &p, &part));
	if (!p)
		return NULL;
	TRY(q_valutazione_parte_firma(rq->db, part.valutazione_parte_id, p->id, &touched));
	return redirect(rq, "%s?fatto=parte-firmata#parte-%lld", here(rq, p, ""), (long long)part.valutazione_parte_id.v);
}

struct error *valutazione_parte_togli(struct request *rq)
{
	struct q_valutazione_parte_leggi part;
	struct pratica *p;
	int64_t touched;

	TRY(open_unsigned(rq, &p, &part));
	if (!p)
		return NULL;
	TRY(q_valutazione_parte_togli(rq->db, part.valutazione_parte_id, p->id, &touched));
	return redirect(rq, "%s", here(rq, p, "?fatto=parte-tolta"));
}
