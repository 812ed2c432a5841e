/*
 * Places and fees of a facility: each from a day on.
 */
#include "struttura/inside.h"
#include "struttura/struttura.h"

static struct error *show_form(struct request *rq, const struct q_struttura_leggi *of, const char *title)
{
	struttura_briciole(rq, of->denominazione, struttura_percorso(rq, of->struttura_id, ""));
	crumb(rq, title, NULL);
	form_cancel(rq, struttura_percorso(rq, of->struttura_id, ""));
	return page_send(rq, "modulo", arena_printf(rq->arena, "%s di %s", title, of->denominazione));
}

static struct error *done(struct request *rq, const struct q_struttura_leggi *of, int64_t touched)
{
	return redirect(rq, "%s", struttura_percorso(rq, of->struttura_id, touched ? "?fatto=struttura-salvata" : ""));
}

/* ---- places ---- */

struct error *struttura_posti_nuovi(struct request *rq)
{
	struct q_struttura_leggi of;

	TRY(struttura_trova_da_scrivere(rq, &of));
	return show_form(rq, &of, "Posti");
}

struct error *struttura_posti_crea(struct request *rq)
{
	struct q_struttura_posti_crea made;
	struct q_struttura_leggi of;

	TRY(struttura_trova_da_scrivere(rq, &of));
	if (!form_ok(rq->form))
		return show_form(rq, &of, "Posti");
	TRY(q_struttura_posti_crea(rq->db, of.struttura_id, form_text(rq->form, "tipo_posto"), form_date(rq->form, "dal"),
			form_int(rq->form, "posti"), &made));
	return done(rq, &of, 1);
}

static struct error *find_places(struct request *rq, struct q_struttura_leggi *of, struct q_struttura_posti_leggi *stored)
{
	bool found;

	TRY(struttura_trova_da_scrivere(rq, of));
	TRY(q_struttura_posti_leggi(rq->db, PATH_ID(rq, struttura_posti), of->struttura_id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such places of this facility");
}

struct error *struttura_posti_modifica(struct request *rq)
{
	struct q_struttura_posti_leggi stored;
	struct q_struttura_leggi of;

	TRY(find_places(rq, &of, &stored));
	TRY(q_struttura_posti_campi(rq->db, stored.struttura_posti_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return show_form(rq, &of, "Posti");
}

static struct error *places_conflict(struct request *rq)
{
	struct q_struttura_posti_leggi now;
	struct q_struttura_leggi of;
	struct form *stored;

	TRY(find_places(rq, &of, &now));
	TRY(form_open(rq, "struttura_posti", &stored));
	TRY(q_struttura_posti_campi(rq->db, now.struttura_posti_id, form_sink(stored)));
	TRY(db_wait(rq->db));
	return struttura_conflitto(rq, stored, now.versione);
}

struct error *struttura_posti_salva(struct request *rq)
{
	struct q_struttura_posti_leggi stored;
	struct q_struttura_leggi of;
	int64_t saved;

	TRY(find_places(rq, &of, &stored));
	if (!form_ok(rq->form))
		return show_form(rq, &of, "Posti");
	TRY(q_struttura_posti_salva(rq->db, form_text(rq->form, "tipo_posto"), form_date(rq->form, "dal"), form_int(rq->form,
			"posti"), stored.struttura_posti_id,
				    of.struttura_id, form_version(rq), &saved));
	return saved ? done(rq, &of, 1) : places_conflict(rq);
}

struct error *struttura_posti_togli(struct request *rq)
{
	struct q_struttura_leggi of;
	struct error *err;
	int64_t gone;

	TRY(struttura_trova_da_scrivere(rq, &of));
	err = q_struttura_posti_togli(rq->db, PATH_ID(rq, struttura_posti), of.struttura_id, &gone);
	if (err && error_is(err, ERR_CONSTRAINT)) {
		error_free(err);
		return forbid(rq, "Senza questa riga i posti sarebbero meno delle persone che ci sono: prima registra le dimissioni.",
			      "fewer places than people");
	}
	TRY(err);
	return done(rq, &of, gone);
}

/* ---- fees ---- */

struct error *retta_nuova(struct request *rq)
{
	static const char *const shares[] = { "assenza_ospedale", "assenza_casa", "assenza_vacanza", "assenza_altra" };
	struct q_struttura_leggi of;

	TRY(struttura_trova_da_scrivere(rq, &of));
	for (size_t i = 0; i < sizeof(shares) / sizeof(*shares); i++)
		form_set(rq->form, shares[i], "100");
	return show_form(rq, &of, "Retta");
}

struct error *retta_crea(struct request *rq)
{
	struct form *f = rq->form;
	struct q_struttura_leggi of;
	struct q_retta_crea made;

	TRY(struttura_trova_da_scrivere(rq, &of));
	retta_check(f);
	if (!form_ok(f))
		return show_form(rq, &of, "Retta");
	TRY(q_retta_termina(rq->db, form_date(f, "dal"), of.struttura_id, form_text(f, "tipo_posto")));
	TRY(q_retta_crea(rq->db, of.struttura_id, form_text(f, "tipo_posto"), form_text(f, "unita"), form_text(f, "importo"),
			form_text(f, "assenza_ospedale"),
			 form_text(f, "assenza_casa"), form_text(f, "assenza_vacanza"), form_text(f, "assenza_altra"),
			 form_date(f, "dal"), form_date(f, "al"), &made));
	return done(rq, &of, 1);
}

static struct error *find_fee(struct request *rq, struct q_struttura_leggi *of, struct q_retta_leggi *stored)
{
	bool found;

	TRY(struttura_trova_da_scrivere(rq, of));
	TRY(q_retta_leggi(rq->db, PATH_ID(rq, retta), of->struttura_id, stored, &found));
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such fee of this facility");
}

struct error *retta_modifica(struct request *rq)
{
	struct q_struttura_leggi of;
	struct q_retta_leggi stored;

	TRY(find_fee(rq, &of, &stored));
	TRY(q_retta_campi(rq->db, stored.retta_id, form_sink(rq->form)));
	TRY(db_wait(rq->db));
	form_set_version(rq, stored.versione);
	return show_form(rq, &of, "Retta");
}

static struct error *fee_conflict(struct request *rq)
{
	struct q_struttura_leggi of;
	struct q_retta_leggi now;
	struct form *stored;

	TRY(find_fee(rq, &of, &now));
	TRY(form_open(rq, "retta", &stored));
	TRY(q_retta_campi(rq->db, now.retta_id, form_sink(stored)));
	TRY(db_wait(rq->db));
	return struttura_conflitto(rq, stored, now.versione);
}

struct error *retta_salva(struct request *rq)
{
	struct form *f = rq->form;
	struct q_struttura_leggi of;
	struct q_retta_leggi stored;
	int64_t saved;

	TRY(find_fee(rq, &of, &stored));
	retta_check(f);
	if (!form_ok(f))
		return show_form(rq, &of, "Retta");
	TRY(q_retta_salva(rq->db, form_text(f, "tipo_posto"), form_text(f, "unita"), form_text(f, "importo"), form_text(f,
			"assenza_ospedale"), form_text(f, "assenza_casa"),
			  form_text(f, "assenza_vacanza"), form_text(f, "assenza_altra"), form_date(f, "dal"), form_date(f, "al"),
			  stored.retta_id, of.struttura_id,
			  form_version(rq), &saved));
	return saved ? done(rq, &of, 1) : fee_conflict(rq);
}

struct error *retta_togli(struct request *rq)
{
	struct q_struttura_leggi of;
	int64_t gone;

	TRY(struttura_trova_da_scrivere(rq, &of));
	TRY(q_retta_togli(rq->db, PATH_ID(rq, retta), of.struttura_id, &gone));
	return done(rq, &of, gone);
}
