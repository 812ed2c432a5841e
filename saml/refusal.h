/*
 * Why a message of an identity provider is refused: the number of the rule and a few words, for
 * the log and the register, never for the person.  NULL: the rule holds.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

typedef const char *refusal;

/* Leave the function with the refusal, if there is one. */
#define HOLD(call)                                                                                 \
	do {                                                                                       \
		refusal hold_refusal_ = (call);                                                    \
		if (hold_refusal_)                                                                 \
			return hold_refusal_;                                                      \
	} while (0)

#endif
