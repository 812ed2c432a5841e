/*
 * One question, asked by the worker: read what to ask, commit, ask, write what came of it.
 */
#include "anagrafe/anagrafe.h"

#include "base/settings.h"
#include "door/anpr.h"

#include <string.h>

#define NON_TROVATA "ANPR non conosce questo codice fiscale. Ricontrolla che sia scritto giusto. Se la persona non è iscritta " \
	"all’anagrafe la puoi inserire a mano, dicendo perché."
#define CANCELLATA "ANPR dice che la persona è stata cancellata dall’anagrafe, per esempio perché irreperibile o emigrata. Senti " \
	"l’Ufficio Anagrafe del Comune."
#define IN_REGISTRAZIONE "ANPR sta ancora registrando la famiglia di questa persona: per ora non dà i dati. Riprova più tardi."
#define VALIDO "Il codice fiscale è valido: risulta all’Agenzia delle Entrate."
#define NON_VALIDO "Il codice fiscale non risulta all’Agenzia delle Entrate. Ricontrollalo sulla tessera sanitaria."

/* What is written of an outcome. */
struct outcome {
	const char *state, *sentence, *data, *operations;
	bool tried;        /* the service was asked: the breaker is told */
	const char *fault; /* of the service, in words; NULL: it is well */
};

static struct outcome of_fault(enum pdnd_fault fault)
{
	return (struct outcome){
		.state = "errore", .sentence = pdnd_sentence(fault), .tried = fault != PDND_OFF,
		.fault = pdnd_is_outage(fault) ? pdnd_sentence(fault) : NULL,
	};
}

static struct outcome of_anpr(const struct anpr_result *result)
{
	struct outcome out = { .tried = true };

	switch (result->outcome) {
	case ANPR_FOUND:
		out.state = "trovata";
		out.data = result->data;
		break;
	case ANPR_UNKNOWN:
		out.state = "non_trovata";
		out.sentence = NON_TROVATA;
		break;
	case ANPR_CANCELLED:
		out.state = "cancellata";
		out.sentence = CANCELLATA;
		break;
	case ANPR_BUSY:
		out.state = "errore";
		out.sentence = IN_REGISTRAZIONE;
		break;
	case ANPR_FAULT:
		out = of_fault(result->fault);
		break;
	}
	out.operations = result->operations;
	return out;
}

static struct outcome of_vcf(const struct vcf_result *result)
{
	if (result->outcome == VCF_FAULT)
		return of_fault(result->fault);
	return result->outcome == VCF_VALID ? (struct outcome){ .state = "valido", .sentence = VALIDO, .tried = true }
					    : (struct outcome){ .state = "non_valido", .sentence = NON_VALIDO, .tried = true };
}

static struct error *ask(struct job *job, const struct q_anpr_da_chiedere *row, struct outcome *out)
{
	struct anpr_question question = {
		.codice_fiscale = row->codice_fiscale, .id_anpr = row->id_anpr, .reason = row->motivo, .today = row->oggi, .operator = row->chi,
		.household = row->famiglia,
	};
	struct anpr_result person;
	struct vcf_result code;

	if (strcmp(row->porta, "anpr") == 0) {
		TRY(anpr_ask(job->arena, &question, &person));
		*out = of_anpr(&person);
	} else {
		TRY(vcf_ask(job->arena, &question, &code));
		*out = of_vcf(&code);
	}
	return NULL;
}

/* A key that cannot be read is our own fault: whoever asked is told, the log has the trace. */
static struct outcome of_error(struct job *job, struct error *err)
{
	error_log(err, arena_printf(job->arena, "lavoro %lld", (long long)job->id));
	error_free(err);
	return (struct outcome){ .state = "errore", .sentence = "Il collegamento con ANPR non è configurato bene. Avvisa l’assistenza." };
}

struct error *anagrafe_lavora(struct job *job)
{
	int64_t id = job_int(job, "richiesta");
	struct q_anpr_da_chiedere row;
	struct outcome out;
	bool found;

	TRY(db_begin(job->db, false));
	TRY(q_anpr_da_chiedere(job->db, id, &row, &found));
	TRY(db_commit(job->db));
	if (!found)
		return NULL;
	if (row.passa) {
		struct error *err = ask(job, &row, &out);
		if (err)
			out = of_error(job, err);
	} else {
		out = (struct outcome){ .state = "errore", .sentence = arena_printf(job->arena,
			"Il servizio non risponde da qualche minuto: le domande sono sospese fino alle %s. Riprova dopo; intanto puoi inserire i "
			"dati a mano.", row.fino) };
	}
	TRY(db_begin(job->db, false));
	return q_anpr_risposta(job->db, id, out.state, out.sentence, out.data, out.operations, out.tried, out.fault,
			       setting_int("pdnd_breaker_failures"), setting_int("pdnd_breaker_seconds"));
}

int64_t anagrafe_secondi(void)
{
	return ANPR_SECONDS;
}
