/*
 * The section «Collegamenti» of every kind that has one: the chain of cases, from both ends (SEG-10,
 * PIC-07, PIC-09).
 */
#include "pratica/pratica.h"

static struct error *offer(struct request *rq, const struct pratica *p)
{
	struct q_pratica_collegabili *found;
	size_t count;

	TRY(q_pratica_collegabili(rq->db, p->id, &found, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].altra_pratica_id.v), found[i].testo,
					      found[i].plurale };
	form_choices(rq->form, "pratica_collegabile", choices, count);
	page_flag(rq->page, "Collegabili.trovate", count > 0);
	page_flag(rq->page, "Collegabili.persona", p->holder.v != 0);
	return NULL;
}

static struct error *show_chain(struct request *rq, const struct pratica *p)
{
	TRY(q_pratica_catena(rq->db, p->id, rows(rq, "Catena")));
	page_set(rq->page, "Modulo.salva", "Collega");
	form_cancel(rq, arena_printf(rq->arena, "/pratiche/%lld", (long long)p->id.v));
	return page_send(rq, "collegamenti", arena_printf(rq->arena, "Collegamenti di %s", p->code));
}

struct error *pratica_collegamenti(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "collegamenti", &p));
	if (!p)
		return NULL;
	TRY(offer(rq, p));
	return show_chain(rq, p);
}

struct error *pratica_collegamento_crea(struct request *rq)
{
	struct pratica *p;
	int64_t other, done;

	TRY(pratica_open_to_write(rq, "collegamenti", &p));
	if (!p)
		return NULL;
	TRY(offer(rq, p));
	if (!form_ok(rq->form))
		return show_chain(rq, p);
	if (!text_to_int(form_text(rq->form, "pratica"), &other))
		return error_raise(ERR_BUG, "a choice of ours that is no id");
	TRY(q_pratica_collega(rq->db, p->id, (pratica_id){ other }, &done));
	return redirect(rq, "/pratiche/%lld/collegamenti?fatto=collegata", (long long)p->id.v);
}

struct error *pratica_collegamento_togli(struct request *rq)
{
	struct pratica *p;
	int64_t done;

	TRY(pratica_open_to_write(rq, "collegamenti", &p));
	if (!p)
		return NULL;
	TRY(q_pratica_scollega(rq->db, PATH_ID(rq, pratica_collegamento), p->id, &done));
	if (!done)
		return error_raise(ERR_NOT_FOUND, "no such link of this case, or not to be ended by this operator");
	return redirect(rq, "/pratiche/%lld/collegamenti?fatto=scollegata", (long long)p->id.v);
}
