/*
 * The codice fiscale: reading, checking, computing, comparing with the person.  Pure: it knows
 * no place names and no clock, asks no database.
 *
 * Sources: D.M. Finanze 23 December 1976 (structure, control character, omocodia); for the
 * provisional number the control digit of the partita IVA; for STP and ENI the form in use in
 * the national health service (prefix, region, ASL, progressive).  What is our own decision is
 * marked so.
 */
#ifndef SOGGETTO_CODICE_FISCALE_H
#define SOGGETTO_CODICE_FISCALE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define CODICE_FISCALE_SIZE 17 /* 16 characters and the NUL */

enum codice_kind {
	CODICE_NONE,	    /* nothing was typed */
	CODICE_FISCALE,	    /* 16 characters */
	CODICE_PROVVISORIO, /* 11 digits, given until the 16 characters are */
	CODICE_STP,	    /* foreigner temporarily present: not a codice fiscale, never sent to
			     * INPS or SIUSS (our decision) */
	CODICE_ENI	    /* European not registered: as STP */
};

/* Why a code is refused.  Only these block; a disagreement with the person never does (AMB-20). */
enum codice_fault {
	CODICE_RIGHT,
	CODICE_LENGTH,	  /* too short or too long */
	CODICE_CHARACTER, /* a character that cannot stand in its place */
	CODICE_CONTROL,	  /* the control character, or digit, is another */
	CODICE_DATE	  /* a day that does not exist */
};

struct codice_fiscale {
	enum codice_kind kind;
	enum codice_fault fault;
	const char *code;     /* as typed, in capitals, without blanks */
	const char *sentence; /* for the person who typed it; NULL if the code is right */

	/* The rest is filled only for a right CODICE_FISCALE. */
	char plain
		[CODICE_FISCALE_SIZE]; /* omocodia undone: equal for two persons who differ by it */
	int substitutions;	       /* digits replaced by letters, 0 to 7 */
	char cognome[4], nome[4];
	int year; /* its last two digits */
	int month, day;
	char sesso;	  /* 'M' or 'F' */
	char belfiore[5]; /* comune or Znnn; whether it exists is for who has the table */
};

/*
 * Read what a person typed.  Never NULL; `typed` may be NULL or any bytes.  Blanks (also those
 * of Unicode that come with a copied text) and lower case are accepted.  All 127 patterns of
 * omocodia are (our decision: the agency uses the rightmost digits first).  Nothing typed is
 * CODICE_NONE without fault: whether a code is required is the caller's question.
 */
const struct codice_fiscale *codice_fiscale_read(struct arena *arena, const char *typed);

/* The control character of the first 15 characters (the rest is not looked at), or NUL if one
 * of them is neither A-Z nor 0-9. */
char codice_fiscale_control(const char *code);

/* The capitals of the Latin alphabet under the character at `text` ("E" for è, "SS" for ß, "" for
 * an apostrophe, a blank, a digit); *bytes is how long it is, `one` room for the answer. */
const char *latin_capitals_at(const char *text, size_t *bytes, char one[2]);

struct codice_fiscale_person {
	const char *cognome, *nome; /* UTF-8; accents, apostrophes and blanks do not count */
	char sesso;		    /* 'M', 'F' or NUL if not known */
	const char *data_nascita;   /* 1948-03-14, or NULL */
	const char *belfiore;	    /* of the place on the day of birth, or NULL */
};

/* The code that the person should have.  False, and an empty code, if a part is missing or has
 * no letter of the Latin alphabet. */
bool codice_fiscale_compute(const struct codice_fiscale_person *person,
			    char code[CODICE_FISCALE_SIZE]);

/* The parts of a code, for what disagrees; walk a set with
 * `for (unsigned part = 1; part < 1u << CODICE_PARTS; part <<= 1)`. */
enum codice_part {
	CODICE_COGNOME = 1,
	CODICE_NOME = 2,
	CODICE_SCAMBIATI = 4, /* surname and name are each in the place of the other */
	CODICE_DATA = 8,
	CODICE_SESSO = 16,
	CODICE_LUOGO = 32
};
#define CODICE_PARTS 6

/*
 * Which parts of a right CODICE_FISCALE disagree with the person, as a set of enum codice_part;
 * 0 if none, or if the code is of another kind.  What the person lacks is not compared.  Double
 * surnames, a changed sex, naturalised persons and transliterations make true codes disagree:
 * so this is a warning that names the part and asks to confirm (AMB-20).
 */
unsigned codice_fiscale_compare(const struct codice_fiscale *code,
				const struct codice_fiscale_person *person);

/* The sentence for one part of that set, with what the code says. */
const char *codice_fiscale_disagreement(struct arena *arena, enum codice_part part,
					const struct codice_fiscale *code,
					const struct codice_fiscale_person *person);

/*
 * The year of birth that a right CODICE_FISCALE proposes on the day `today` (2026-05-06): the
 * latest that is not in the future.  `ambiguous` (may be NULL): the century before is possible
 * too, for a person not over 117 (the oldest age ever proved in Italy), so ask.  0 if today is
 * not a date or the code is of another kind.
 */
int codice_fiscale_year(const struct codice_fiscale *code, const char *today, bool *ambiguous);

#endif
