/*
 * A rule of payment: its form, its tranches, and the movements that it would make, before it is saved (ECO-06).
 */
#ifndef CONTI_REGOLA_H
#define CONTI_REGOLA_H

#include "conti/conti.h"

#define REGOLA_TRANCHE 8 /* fields of the form */

/* What the definition of the form cannot say; sentences stand in the form. */
void regola_controlla(struct form *form);
/* The rule as the form says it, id 0 a new one; *saved 0: somebody saved meanwhile. */
MUST struct error *regola_salva(struct request *rq, const struct pratica *p, int64_t id, int64_t *saved);
MUST struct error *regola_riempi(struct request *rq, struct form *form, const struct pratica *p, int64_t id);
/* What is known of the case before anybody writes: to whom it is paid, and how, at the fields `beneficiario`, `iban`, `modalita`. */
MUST struct error *conti_proponi(struct request *rq, const struct pratica *p, struct form *form);
/* The movements that the rule would make, at `Anteprima` of the page, with their sum at `Somma`; nothing while the form
 * lacks what it takes. */
MUST struct error *regola_anteprima(struct request *rq, const struct pratica *p, struct form *form);

#endif
