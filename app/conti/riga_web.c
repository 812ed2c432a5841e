/*
 * What the ledger of a case keeps in rows: rules of payment, suspensions, its funds, decurtazioni, impegni, shares.
 * One way for all of them: a list on a section, a form for a row, taken away with one button.
 */
#include "conti/regola.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

/* A row as its form says it; id 0: a new one.  *saved is 0 if somebody saved meanwhile. */
typedef struct error *(*row_save)(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved);
typedef struct error *(*row_fill)(struct request *rq, struct form *form, const struct pratica *p, int64_t id);
typedef void (*row_check)(struct form *form);
typedef struct error *(*row_remove)(struct request *rq, const struct pratica *p, int64_t id, int64_t version);

/* Where a function of the database saves: the case is locked, then the row is as the form saw it, or *saved is 0. */
static struct error *unchanged(struct request *rq, const struct pratica *p, const char *word, int64_t id, int64_t *saved)
{
	struct q_conti_riga_versione now;
	bool found = true;

	*saved = 1;
	TRY(q_conti_blocca(rq->db, p->id));
	if (!id)
		return NULL;
	TRY(q_conti_riga_versione(rq->db, id, word, p->id, &now, &found));
	*saved = found && now.versione == form_version(rq);
	return NULL;
}

static void period_check(struct form *form)
{
	conti_periodo(form, "dal", "al");
}

/* ---- suspensions ---- */

static struct error *suspension_save(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;

	if (id)
		return q_sospensione_salva(rq->db, form_date(f, "dal"), form_date(f, "al"), form_text(f, "motivo"),
					   (sospensione_pagamento_id){ id }, p->id, form_version(rq), saved);
	return q_sospensione_crea(rq->db, p->id, form_date(f, "dal"), form_date(f, "al"), form_text(f, "motivo"));
}

static struct error *suspension_fill(struct request *rq, struct form *form, const struct pratica *p, int64_t id)
{
	return q_sospensione_campi(rq->db, (sospensione_pagamento_id){ id }, p->id, form_sink(form));
}

/* ---- decurtazioni ---- */

static struct error *cut_save(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;

	if (id)
		return q_decurtazione_salva(rq->db, form_date(f, "dal"), form_date(f, "al"), form_text(f, "importo"), form_text(f, "percentuale"),
					    form_text(f, "motivo"), (decurtazione_id){ id }, p->id, form_version(rq), saved);
	return q_decurtazione_crea(rq->db, p->id, form_date(f, "dal"), form_date(f, "al"), form_text(f, "importo"), form_text(f, "percentuale"),
				   form_text(f, "motivo"));
}

static struct error *cut_fill(struct request *rq, struct form *form, const struct pratica *p, int64_t id)
{
	return q_decurtazione_campi(rq->db, (decurtazione_id){ id }, p->id, form_sink(form));
}

/* ---- shares of others ---- */

static struct error *share_save(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;

	if (id)
		return q_quota_salva(rq->db, form_text(f, "pagatore"), form_text(f, "denominazione"), form_text(f, "importo"),
				     form_text(f, "percentuale"), form_date(f, "dal"), form_date(f, "al"), form_text(f, "note"),
				     (quota_compartecipazione_id){ id }, p->id, form_version(rq), saved);
	return q_quota_crea(rq->db, p->id, form_text(f, "pagatore"), form_text(f, "denominazione"), form_text(f, "importo"),
			    form_text(f, "percentuale"), form_date(f, "dal"), form_date(f, "al"), form_text(f, "note"));
}

static struct error *share_fill(struct request *rq, struct form *form, const struct pratica *p, int64_t id)
{
	return q_quota_campi(rq->db, (quota_compartecipazione_id){ id }, p->id, form_sink(form));
}

/* ---- impegni ---- */

static struct error *commitment_save(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;
	struct q_impegno_salva made;

	TRY(unchanged(rq, p, "impegni", id, saved));
	if (!*saved)
		return NULL;
	return q_impegno_salva(rq->db, p->id, (impegno_id){ id }, form_version(rq), (finanziamento_id){ conti_scelto(f, "finanziamento") },
			       form_int(f, "anno"), form_text(f, "numero"), form_text(f, "capitolo"), form_text(f, "atto_tipo"),
			       form_text(f, "atto_numero"), form_date(f, "atto_data"), form_text(f, "importo"), &made);
}

static struct error *commitment_fill(struct request *rq, struct form *form, const struct pratica *p, int64_t id)
{
	return q_impegno_campi(rq->db, (impegno_id){ id }, p->id, form_sink(form));
}

static void nothing(struct form *form)
{
	(void)form;
}

/* ---- funds of the case ---- */

/*
 * What the fund would have left: the threshold is a warning to be confirmed, above the ceiling a mistake in words with
 * how much there is.  The database refuses it too, also when two do it at once.
 */
static struct error *fund_look(struct request *rq, const struct pratica *p)
{
	struct q_finanziamento_prova after;
	struct form *f = rq->form;
	bool found;

	if (!conti_scelto(f, "finanziamento") || !form_text(f, "importo"))
		return NULL;
	TRY(q_finanziamento_prova(rq->db, form_text(f, "importo"), p->id, (finanziamento_id){ conti_scelto(f, "finanziamento") }, &after, &found));
	if (!found)
		return NULL;
	if (after.oltre)
		form_error(f, "importo", "Nel fondo restano %s: l’importo non può essere più alto", italian_money(rq->arena, after.disponibile));
	else if (after.soglia)
		form_warning(f, "importo", "soglia", "Con questo importo del fondo restano %s su %s: si passa la soglia di avviso del %s%%",
			     italian_money(rq->arena, after.resta), italian_money(rq->arena, after.importo), after.soglia_percentuale);
	return NULL;
}

static struct error *fund_save(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved)
{
	struct q_finanziamento_pratica_salva made;
	struct form *f = rq->form;

	TRY(fund_look(rq, p));
	if (!form_ok(f))
		return NULL;
	TRY(unchanged(rq, p, "finanziamenti", id, saved));
	if (!*saved)
		return NULL;
	return q_finanziamento_pratica_salva(rq->db, p->id, (finanziamento_id){ conti_scelto(f, "finanziamento") }, form_text(f, "importo"), &made);
}

static struct error *fund_fill(struct request *rq, struct form *form, const struct pratica *p, int64_t id)
{
	return q_finanziamento_pratica_campi(rq->db, (finanziamento_pratica_id){ id }, p->id, form_sink(form));
}

/* ---- taking away ---- */

static struct error *suspension_remove(struct request *rq, const struct pratica *p, int64_t id, int64_t version)
{
	(void)version;
	return q_sospensione_togli(rq->db, (sospensione_pagamento_id){ id }, p->id);
}

static struct error *cut_remove(struct request *rq, const struct pratica *p, int64_t id, int64_t version)
{
	(void)version;
	return q_decurtazione_togli(rq->db, (decurtazione_id){ id }, p->id);
}

static struct error *share_remove(struct request *rq, const struct pratica *p, int64_t id, int64_t version)
{
	(void)version;
	return q_quota_togli(rq->db, (quota_compartecipazione_id){ id }, p->id);
}

static struct error *rule_remove(struct request *rq, const struct pratica *p, int64_t id, int64_t version)
{
	(void)version;
	TRY(q_conti_blocca(rq->db, p->id));
	return q_regola_togli(rq->db, (regola_pagamento_id){ id }, p->id);
}

static struct error *commitment_remove(struct request *rq, const struct pratica *p, int64_t id, int64_t version)
{
	(void)p;
	return q_impegno_togli(rq->db, (impegno_id){ id }, version);
}

/* Nothing may be taken from it any more. */
static struct error *fund_remove(struct request *rq, const struct pratica *p, int64_t id, int64_t version)
{
	(void)version;
	return q_finanziamento_pratica_togli(rq->db, (finanziamento_pratica_id){ id }, p->id);
}

/* ---- all of them ---- */

static const struct row_kind {
	const char *word;    /* in the path */
	const char *noun;    /* the id in the path, and the table */
	const char *section; /* on which it stands */
	const char *title, *new_title, *page;
	row_check check;
	row_fill fill;
	row_save save;
	row_remove remove;
} kinds[] = {
	{ "regole", "regola_pagamento", "pagamenti", "Regola di pagamento", "Nuova regola di pagamento", "regola_modulo", regola_controlla,
	  regola_riempi, regola_salva, rule_remove },
	{ "sospensioni", "sospensione_pagamento", "pagamenti", "Sospensione", "Nuova sospensione", "sezione_modulo", period_check, suspension_fill,
	  suspension_save, suspension_remove },
	{ "finanziamenti", "finanziamento_pratica", "finanziamenti", "Finanziamento dell’intervento", "Nuovo finanziamento dell’intervento",
	  "sezione_modulo", nothing, fund_fill, fund_save, fund_remove },
	{ "decurtazioni", "decurtazione", "finanziamenti", "Decurtazione", "Nuova decurtazione", "sezione_modulo", period_check, cut_fill, cut_save,
	  cut_remove },
	{ "impegni", "impegno", "finanziamenti", "Impegno", "Nuovo impegno", "sezione_modulo", nothing, commitment_fill, commitment_save,
	  commitment_remove },
	{ "quote", "quota_compartecipazione", "quote", "Quota di compartecipazione", "Nuova quota di compartecipazione", "sezione_modulo",
	  period_check, share_fill, share_save, share_remove },
};

/* Of which of them the path speaks: /pratiche/1/WORD/... */
static const struct row_kind *kind_of(const struct request *rq)
{
	const char *at = strchr(rq->path + strlen("/pratiche/"), '/');

	for (size_t i = 0; at && i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t size = strlen(kinds[i].word);
		if (strncmp(at + 1, kinds[i].word, size) == 0 && at[1 + size] == '/')
			return &kinds[i];
	}
	return NULL;
}

static struct error *open_kind(struct request *rq, struct pratica **p, const struct row_kind **kind)
{
	*kind = kind_of(rq);
	if (!*kind)
		return error_raise(ERR_BUG, "a route of rows that names none");
	TRY(pratica_open_to_write(rq, (*kind)->section, p));
	if (!*p || !rq->form)
		return NULL;
	TRY(conti_scelte(rq, rq->form, *p));
	if (form_was_sent(rq->form))
		(*kind)->check(rq->form);
	return NULL;
}

static struct error *show_form(struct request *rq, const struct pratica *p, const struct row_kind *kind, const char *title)
{
	form_cancel(rq, conti_percorso(rq, p, kind->section, ""));
	page_set(rq->page, "Sezione.titolo", title);
	if (strcmp(kind->word, "regole") == 0)
		TRY(regola_anteprima(rq, p, rq->form));
	return page_send(rq, kind->page, arena_printf(rq->arena, "%s di %s", title, p->code));
}

/* The rule was sent to be looked at, not to be saved. */
static bool only_shown(struct request *rq)
{
	return fields_get(&rq->body, "mostra") != NULL;
}

struct error *conti_riga_nuova(struct request *rq)
{
	const struct row_kind *kind;
	struct pratica *p;

	TRY(open_kind(rq, &p, &kind));
	if (!p)
		return NULL;
	if (strcmp(kind->word, "regole") == 0) {
		TRY(conti_proponi(rq, p, rq->form));
		TRY(conti_scelte(rq, rq->form, p));
	}
	if (strcmp(kind->word, "impegni") == 0)
		form_set(rq->form, "anno", arena_strndup(rq->arena, italian_today(rq->arena, (int64_t)time(NULL)), 4));
	return show_form(rq, p, kind, kind->new_title);
}

struct error *conti_riga_crea(struct request *rq)
{
	const struct row_kind *kind;
	struct pratica *p;
	int64_t saved = 1;

	TRY(open_kind(rq, &p, &kind));
	if (!p)
		return NULL;
	if (form_ok(rq->form) && !only_shown(rq))
		TRY(kind->save(rq, p, 0, &saved));
	if (!form_ok(rq->form) || only_shown(rq))
		return show_form(rq, p, kind, kind->new_title);
	return redirect(rq, "%s?fatto=riga-salvata", conti_percorso(rq, p, kind->section, ""));
}

static struct error *find(struct request *rq, struct pratica **p, const struct row_kind **kind, int64_t *id, int64_t *version)
{
	struct q_conti_riga_versione row;
	bool found;

	TRY(open_kind(rq, p, kind));
	if (!*p)
		return NULL;
	*id = request_path_id(rq, (*kind)->noun);
	TRY(q_conti_riga_versione(rq->db, *id, (*kind)->word, (*p)->id, &row, &found));
	*version = row.versione;
	return found ? NULL : error_raise(ERR_NOT_FOUND, "no such row of this case");
}

struct error *conti_riga_modifica(struct request *rq)
{
	const struct row_kind *kind;
	struct pratica *p;
	int64_t id, version;

	TRY(find(rq, &p, &kind, &id, &version));
	if (!p)
		return NULL;
	TRY(kind->fill(rq, rq->form, p, id));
	TRY(db_wait(rq->db));
	TRY(form_choices_again(rq, rq->form));
	TRY(conti_scelte(rq, rq->form, p));
	form_set_version(rq, version);
	return show_form(rq, p, kind, kind->title);
}

static struct error *conflict(struct request *rq, const struct pratica *p, const struct row_kind *kind, int64_t id)
{
	struct q_conti_riga_versione now;
	struct form *theirs;
	bool found;

	TRY(q_conti_riga_versione(rq->db, id, kind->word, p->id, &now, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "taken away meanwhile");
	TRY(form_open(rq, form_definition(rq->form)->name, &theirs));
	TRY(kind->fill(rq, theirs, p, id));
	TRY(db_wait(rq->db));
	TRY(conti_scelte(rq, theirs, p));
	TRY(pratica_row_saved_by(rq, kind->noun, id));
	return pratica_conflict(rq, rq->form, theirs, now.versione);
}

struct error *conti_riga_salva(struct request *rq)
{
	const struct row_kind *kind;
	struct pratica *p;
	int64_t id, version, saved = 1;

	TRY(find(rq, &p, &kind, &id, &version));
	if (!p)
		return NULL;
	if (form_ok(rq->form) && !only_shown(rq))
		TRY(kind->save(rq, p, id, &saved));
	if (!form_ok(rq->form) || only_shown(rq))
		return show_form(rq, p, kind, kind->title);
	if (!saved)
		return conflict(rq, p, kind, id);
	return redirect(rq, "%s?fatto=riga-salvata", conti_percorso(rq, p, kind->section, ""));
}

struct error *conti_riga_togli(struct request *rq)
{
	const struct row_kind *kind;
	struct pratica *p;
	int64_t id, version;

	TRY(find(rq, &p, &kind, &id, &version));
	if (!p)
		return NULL;
	TRY(kind->remove(rq, p, id, version));
	return redirect(rq, "%s?fatto=riga-tolta", conti_percorso(rq, p, kind->section, ""));
}
