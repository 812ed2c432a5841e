/*
 * A rule of payment: the form, what it says in rows, its preview.
 */
#include "conti/regola.h"

#include <string.h>

static const char *tranche_field(struct form *form, const char *what, int n)
{
	return arena_printf(form_arena(form), "tranche_%s_%d", what, n);
}

static bool in_tranches(struct form *form)
{
	const char *cadence = form_text(form, "cadenza");

	return cadence && strcmp(cadence, "R") == 0;
}

/* Each tranche has both, and there is one at least; that they make up the whole the database says, which adds. */
static void check_tranches(struct form *form)
{
	int count = 0;

	for (int n = 1; n <= REGOLA_TRANCHE; n++) {
		const char *day = form_raw(form, tranche_field(form, "data", n)), *amount = form_raw(form, tranche_field(form, "importo", n));
		count += day || amount;
		if (day && !amount)
			form_error(form, tranche_field(form, "importo", n), "Scrivi quanto si paga quel giorno");
		if (amount && !day)
			form_error(form, tranche_field(form, "data", n), "Inserisci il giorno di questa tranche");
	}
	if (!count)
		form_error(form, "tranche_data_1", "Scrivi almeno una tranche: giorno e importo");
}

void regola_controlla(struct form *form)
{
	conti_periodo(form, "dal", "al");
	if (in_tranches(form))
		check_tranches(form);
	else if (form_text(form, "cadenza") && !form_raw(form, "importo"))
		form_error(form, "importo", "Scrivi l’importo in euro");
}

/* The tranches as JSON; dates and amounts are in the form of the machine by now, so nothing needs escaping. */
static const char *tranches(struct form *form)
{
	struct text *json = text_new(form_arena(form));
	int count = 0;

	text_add(json, "[");
	for (int n = 1; in_tranches(form) && n <= REGOLA_TRANCHE; n++) {
		const char *day = form_date(form, tranche_field(form, "data", n)), *amount = form_text(form, tranche_field(form, "importo", n));
		if (day && amount)
			text_addf(json, "%s{\"numero\":%d,\"data\":\"%s\",\"importo\":\"%s\"}", count++ ? "," : "", n, day, amount);
	}
	text_add(json, "]");
	return json->data;
}

struct error *regola_salva(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved)
{
	struct form *f = rq->form;
	finanziamento_id fund = { conti_scelto(f, "finanziamento") };
	impegno_id commitment = { conti_scelto(f, "impegno") };
	struct q_regola_crea made = { { id } };

	TRY(q_conti_blocca(rq->db, p->id));
	if (id)
		TRY(q_regola_salva(rq->db, form_text(f, "cadenza"), form_text(f, "importo"), tranches(f), form_date(f, "dal"), form_date(f, "al"),
				   form_bool(f, "mese_intero"), form_text(f, "giorno"), form_text(f, "descrizione"), form_text(f, "beneficiario"),
				   form_text(f, "iban"), form_text(f, "modalita"), fund, commitment, made.regola_pagamento_id, p->id,
				   form_version(rq), saved));
	else
		TRY(q_regola_crea(rq->db, p->id, form_text(f, "cadenza"), form_text(f, "importo"), tranches(f), form_date(f, "dal"),
				  form_date(f, "al"), form_bool(f, "mese_intero"), form_text(f, "giorno"), form_text(f, "descrizione"),
				  form_text(f, "beneficiario"), form_text(f, "iban"), form_text(f, "modalita"), fund, commitment, &made));
	if (!*saved)
		return NULL;
	TRY(q_regola_tranche_toglie(rq->db, made.regola_pagamento_id, tranches(f)));
	return q_regola_tranche_scrive(rq->db, made.regola_pagamento_id, p->id, tranches(f));
}

struct error *regola_riempi(struct request *rq, struct form *form, const struct pratica *p, int64_t id)
{
	TRY(q_regola_campi(rq->db, (regola_pagamento_id){ id }, p->id, form_sink(form)));
	return q_regola_campi_tranche(rq->db, (regola_pagamento_id){ id }, p->id, form_sink(form));
}

struct error *conti_proponi(struct request *rq, const struct pratica *p, struct form *form)
{
	TRY(q_conti_a_chi(rq->db, p->id, form_sink(form)));
	TRY(db_wait(rq->db));
	return form_choices_again(rq, form);
}

struct error *regola_anteprima(struct request *rq, const struct pratica *p, struct form *f)
{
	const char *cadence = form_text(f, "cadenza"), *from = form_date(f, "dal");

	if (!cadence || !from || (!in_tranches(f) && !form_text(f, "importo")))
		return NULL;
	TRY(q_regola_anteprima(rq->db, p->id, cadence, form_text(f, "importo"), from, form_date(f, "al"), form_text(f, "giorno"),
			       form_bool(f, "mese_intero"), tranches(f), rows(rq, "Anteprima")));
	return q_regola_anteprima_somma(rq->db, p->id, cadence, form_text(f, "importo"), from, form_date(f, "al"), form_text(f, "giorno"),
					form_bool(f, "mese_intero"), tranches(f), row(rq, "Somma"));
}
