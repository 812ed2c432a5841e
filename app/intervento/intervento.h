/*
 * Interventi of any kind: the rules they share, apart from screens and from the database.
 */
#ifndef INTERVENTO_INTERVENTO_H
#define INTERVENTO_INTERVENTO_H

#include "form/form.h"

/* What a form is checked against; dates are ISO, NULL where unknown. */
struct intervento_facts {
	const char *today;
	const char *birth, *death; /* of the holder */
	bool inps_valid;	   /* the code in the form may be given on the day of the start */
	bool type_valid;	   /* the type may be used that day, by this service (GEN-09) */
};

/* What a type proposes (GEN-13, 15, 23, 25); NULL: nothing. */
struct intervento_proposal {
	const char *istat, *inps, *exclude, *character;
};

/*
 * What was left empty takes what the type proposes.  with_inps false leaves the benefit alone:
 * in an intervention that exists an empty one was emptied by somebody.
 */
void intervento_propose(struct form *form, const struct intervento_proposal *proposal, bool with_inps);

/* The rules beyond the definition of the form; sentences stand in the form. */
void intervento_check(struct form *form, const struct intervento_facts *facts);

#endif
