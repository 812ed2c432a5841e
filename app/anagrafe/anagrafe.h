/*
 * The national register of residents (ANPR) and the check of the codice fiscale, as operators use
 * them: asking, comparing field by field, proposals, persons to be looked at again.  The messages are
 * door/anpr.h; who may see and write what is sql/code/14_anpr.sql.
 */
#ifndef ANAGRAFE_ANAGRAFE_H
#define ANAGRAFE_ANAGRAFE_H

#include "job/job.h"
#include "web/web.h"

/* The job «anpr»: {"richiesta": id}; how long it may take.  Nothing of the database is held meanwhile. */
MUST struct error *anagrafe_lavora(struct job *job);
int64_t anagrafe_secondi(void);

/* Offer «Cerca in ANPR» on this page for what was typed (may be NULL): sets Anpr.codice, for
 * templates/anpr_offri.cs, if it is a whole codice fiscale, the door is switched on and the reader may. */
void anagrafe_offri(struct request *rq, const char *typed);
/* A form of a person whose button `_anpr` was pressed: what was typed stays its draft, and the page
 * that asks ANPR comes with the code.  *going false: there is no right code in it. */
MUST struct error *anagrafe_chiedi_dal_modulo(struct request *rq, bool *going);

#endif
