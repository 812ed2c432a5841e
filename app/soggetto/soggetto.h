/*
 * Persons (soggetti): what is known of them and what their search means.  Pure but for the last
 * part: no clock, no database.
 */
#ifndef SOGGETTO_SOGGETTO_H
#define SOGGETTO_SOGGETTO_H

#include "base/arena.h"
#include "page/page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whole years between two ISO days; -1 if one is none or the second comes before the first. */
int soggetto_age(const char *born, const char *on);
#define SOGGETTO_ADULT 18

/* «nata il 14/03/1948 (78 anni)», «nato il 14/03/1948, morto il 02/01/2020 a 71 anni». */
const char *soggetto_born(struct arena *arena, const char *sesso, const char *born, const char *died, const char *today);

/* Small letters without accents and apostrophes, as senza_accenti() of the database makes them;
 * blanks of any number become one. */
char *soggetto_fold(struct arena *arena, const char *text);

/* What somebody who types one thing into one box means. */
enum search_kind {
	SEARCH_NOTHING,
	SEARCH_NAME,     /* first: words of names, folded, with one blank between; born and year beside */
	SEARCH_BIRTH,    /* first: an ISO day */
	SEARCH_NUMBER,   /* first: digits: the code of the person */
	SEARCH_TAX_CODE, /* first: the first characters of a codice fiscale, STP or ENI, in capitals */
	SEARCH_PIECE,    /* first: characters that may stand somewhere in a codice fiscale, in capitals */
	SEARCH_CASE      /* first: the first characters of a case's code, in capitals: GEN-2026-004 */
};
struct search {
	enum search_kind kind;
	const char *first;
	const char *born; /* with a name: the ISO day typed beside it, or NULL */
	int year;         /* with a name: the year of birth typed beside it, or 0 */
	const char *code; /* with a name: the same six letters in capitals, RSSMRC, which may begin a codice fiscale; or NULL */
};
struct search soggetto_search(struct arena *arena, const char *typed);

/*
 * A text cut where a word of it begins with one of the words searched (folded, blanks between):
 * `name`.N.{testo,segno} on the page.  The pieces are nodes of their own, so the template escapes
 * each and nothing of a person becomes markup.
 */
void soggetto_mark(struct arena *arena, struct page *page, const char *name, const char *text, const char *words);

/* «Lodi (LO)» -> «Lodi», «LO»; without a province of two letters at the end *sigla is NULL. */
void luogo_split(struct arena *arena, const char *typed, const char **name, const char **sigla);

/* A place found; `id` as in forms: c and the id of a comune, s and that of a state. */
struct luogo {
	const char *id;
	bool whole;   /* called exactly so, not only beginning so */
	bool on_date; /* it was there on that day */
};
/* The one that is meant: the one picked, else the only one called so, else the only one of these that
 * was there on that day; -1 if the person has to choose. */
int luogo_choose(const struct luogo *list, size_t count, const char *picked);

/* A path of this site, to go back to; NULL if it is none. */
const char *ritorno_read(const char *sent);
/* The name of a form's field ([a-z][a-z0-9_]*); NULL if it is none. */
const char *campo_read(const char *sent);
/* ritorno?campo=id */
const char *ritorno_with(struct arena *arena, const char *ritorno, const char *campo, int64_t id);

#endif
