/*
 * The national register of residents (ANPR) and the check of the codice fiscale at the tax register
 * (VCF), through pdnd.h: what is asked, and how an answer is read.
 */
#ifndef DOOR_ANPR_H
#define DOOR_ANPR_H

#include "door/pdnd.h"

struct anpr_question {
	const char *codice_fiscale; /* in capitals */
	const char *id_anpr;        /* known from before; NULL: found by the codice fiscale (C030) */
	const char *reason;         /* the file for which it is asked: never empty */
	const char *today;          /* ISO day */
	const char *operator;       /* our own number of who asks */
	bool household;             /* also with whom the person lives, as the register has it (C021) */
};

#define ANPR_SECONDS 150 /* one question, with all the services that it takes; then it is given up */

enum anpr_outcome {
	ANPR_FOUND,
	ANPR_UNKNOWN,    /* not registered */
	ANPR_CANCELLED,  /* was registered, is no more */
	ANPR_BUSY,       /* the family is being registered: later */
	ANPR_FAULT       /* see fault */
};

struct anpr_result {
	enum anpr_outcome outcome;
	enum pdnd_fault fault;
	const char *text;       /* what ANPR said, of a refusal; NULL */
	const char *data;       /* ANPR_FOUND: JSON object, see anpr_read */
	const char *operations; /* «C030 58438306, C015 …»: the register keeps them */
	int64_t milliseconds;
};

/* C030, C015, C018, C020, if wanted C021 and, if the person is said not to be alive, C016; those without
 * a purpose in the setting anpr_purposes are left out (C030 and C015 are owed).  Of whom C015 found, one of
 * the others may have nothing: that is absent from `data`. */
MUST struct error *anpr_ask(struct arena *arena, const struct anpr_question *question, struct anpr_result *result);

/*
 * What an answer says of the person, added to `into` (a JSON object of texts and one list; what is
 * missing is absent): id_anpr codice_fiscale validita_cf cognome nome sesso data_nascita data_incerta
 * nascita_comune nascita_istat nascita_provincia nascita_stato nascita_stato_istat stato_civile
 * residenza_comune residenza_istat residenza_provincia residenza_cap residenza_indirizzo
 * residenza_dal residenza_estera data_decesso in_vita, cittadinanze: [{stato, stato_istat}].
 * False if the answer holds no person, or another than `codice_fiscale` (may be NULL).
 */
bool anpr_read(struct arena *arena, json_t *answer, const char *codice_fiscale, json_t *into);
/* The household of an answer of C021, as famiglia: [{codice_fiscale cognome nome sesso data_nascita ...
 * as above, legame (code of relazione_parentela), legame_dal, data_decesso}].  False if `codice_fiscale`
 * is not among them. */
bool anpr_read_household(struct arena *arena, json_t *answer, const char *codice_fiscale, json_t *into);
/* What a 404 means. */
enum anpr_outcome anpr_refusal(struct arena *arena, json_t *answer, const char **text);

enum vcf_outcome { VCF_VALID, VCF_NOT_VALID, VCF_FAULT };
struct vcf_result {
	enum vcf_outcome outcome;
	enum pdnd_fault fault;
	const char *text;
	int64_t milliseconds;
};
/* Is this codice fiscale in the tax register? */
MUST struct error *vcf_ask(struct arena *arena, const struct anpr_question *question, struct vcf_result *result);
/* The answer of the service; VCF_FAULT if it is about another code or says nothing. */
enum vcf_outcome vcf_read(json_t *answer, const char *codice_fiscale, const char **text);

#endif
