/*
 * Extra expenses of an intervento in struttura: each is a movement of its day (STR-01).
 */
#include "struttura/inserimento.h"

#include "pratica/caso.h"

static struct error *offer(struct request *rq, struct form *form, const struct pratica *p)
{
	struct q_spesa_documenti *found;
	size_t count;

	TRY(q_spesa_documenti(rq->db, p->id, &found, &count));
	struct choice *list = arena_array(rq->arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct choice){ arena_printf(rq->arena, "%lld", (long long)found[i].documento_id.v), found[i].testo, NULL };
	form_choices(form, "documenti_spesa", list, count);
	return NULL;
}

static documento_id paper(struct form *form)
{
	return (documento_id){ pratica_form_id(form, "documento") };
}

struct error *spesa_extra_nuova(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, INSERIMENTO_SEZIONE, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, rq->form, p));
	return inserimento_modulo(rq, p, "Spesa extra", NULL);
}

struct error *spesa_extra_crea(struct request *rq)
{
	struct form *form = rq->form;
	struct q_spesa_crea made;
	struct pratica *p;

	TRY(pratica_open_to_write(rq, INSERIMENTO_SEZIONE, &p));
	if (!p)
		return NULL;
	TRY(offer(rq, form, p));
	if (!form_ok(form))
		return inserimento_modulo(rq, p, "Spesa extra", NULL);
	TRY(q_spesa_crea(rq->db, p->id, form_date(form, "data"), form_text(form, "tipo"), form_text(form, "descrizione"),
			form_text(form, "importo"), paper(form), &made));
	return redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=spesa-salvata"));
}

static struct error *find(struct request *rq, struct pratica **p, struct q_spesa_leggi *stored)
{
	bool found;

	TRY(pratica_open_to_write(rq, INSERIMENTO_SEZIONE, p));
	if (!*p)
		return NULL;
	TRY(q_spesa_leggi(rq->db, PATH_ID(rq, spesa_extra), (*p)->id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such expense of this case");
}

struct error *spesa_extra_modifica(struct request *rq)
{
	struct q_spesa_leggi stored;
	struct pratica *p;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(q_spesa_campi(rq->db, stored.spesa_extra_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	TRY(offer(rq, rq->form, p));
	form_set_version(rq, stored.versione);
	return inserimento_modulo(rq, p, "Spesa extra", NULL);
}

static struct error *conflict(struct request *rq, const struct pratica *p)
{
	struct q_spesa_leggi stored;
	struct form *other;
	bool found;

	TRY(q_spesa_leggi(rq->db, PATH_ID(rq, spesa_extra), p->id, &stored, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, "spesa_extra", &other));
	TRY(q_spesa_campi(rq->db, stored.spesa_extra_id, form_sink(other)));
	TRY(db_wait(rq->db));
	TRY(offer(rq, other, p));
	TRY(pratica_row_saved_by(rq, "spesa_extra", stored.spesa_extra_id.v));
	return pratica_conflict(rq, rq->form, other, stored.versione);
}

struct error *spesa_extra_salva(struct request *rq)
{
	struct form *form = rq->form;
	struct q_spesa_leggi stored;
	struct pratica *p;
	int64_t saved;

	TRY(find(rq, &p, &stored));
	if (!p)
		return NULL;
	TRY(offer(rq, form, p));
	if (!form_ok(form))
		return inserimento_modulo(rq, p, "Spesa extra", NULL);
	TRY(q_spesa_salva(rq->db, form_date(form, "data"), form_text(form, "tipo"), form_text(form, "descrizione"),
			form_text(form, "importo"),
			paper(form), stored.spesa_extra_id, p->id, form_version(rq), &saved));
	return saved ? redirect(rq, "%s", inserimento_percorso(rq, p, "?fatto=spesa-salvata")) : conflict(rq, p);
}

struct error *spesa_extra_togli(struct request *rq)
{
	struct pratica *p;
	struct error *err;
	int64_t gone;

	TRY(pratica_open_to_write(rq, INSERIMENTO_SEZIONE, &p));
	if (!p)
		return NULL;
	err = q_spesa_togli(rq->db, PATH_ID(rq, spesa_extra), p->id, &gone);
	if (err && error_is(err, ERR_CONSTRAINT)) {
		error_free(err);
		return forbid(rq, "Il movimento contabile di questa spesa non è più soltanto previsto: la spesa resta.",
				"an expense that was authorised");
	}
	TRY(err);
	return redirect(rq, "%s", inserimento_percorso(rq, p, gone ? "?fatto=spesa-tolta" : ""));
}
