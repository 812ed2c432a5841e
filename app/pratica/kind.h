/*
 * A kind of case (pratica), as the program sees it.  What everybody may know of a kind (names,
 * prefix, path of its list, rules, states) are rows of the database; what it shows and does is one
 * struct pratica_kind in the room of the kind, named by one line of app/kinds.def.
 */
#ifndef PRATICA_KIND_H
#define PRATICA_KIND_H

#include "access/session.h"
#include "base/error.h"
#include "query.h"

#include <stddef.h>

struct request;
struct pratica;

/* How cases of a kind are called on their list. */
struct pratica_words {
	const char *one, *many;	 /* «intervento», «interventi» */
	const char *all;	 /* «gli interventi» */
	const char *fresh;	 /* «Nuovo intervento» */
	const char *none;	 /* «Ancora nessun intervento» */
	const char *none_found;	 /* «Nessun intervento con questi filtri» */
	const char *open;	 /* «Aperti (attivi e sospesi)» */
};

struct pratica_kind {
	const char *code; /* kind.codice */
	const char *form; /* of its detail: kind.modulo (`siz verifica` compares the two) */
	const char *help; /* topic of the guide to its detail */
	const char *copy; /* words of the action that copies a case into a new one; NULL: none */
	const char *search; /* form of the side search of its list */
	const char *birth;  /* path of the page on which a new one is written */
	const struct pratica_words *words;
	enum permission read, write; /* besides what the database says of the single case */
	enum permission begin;	     /* to write a new one */
	/* Names of its sections in the order of the list, NULL at the end; the first is "dettaglio".
	 * Their words stand in pratica.c, once for all kinds.  A section that a kind does not list
	 * does not exist for its cases: its address is a 404. */
	const char *const *sections;

	/* /pratiche/{id}: rq->form is the kind's form, empty (detail) or as sent (save).  save is
	 * called only for who may write. */
	struct error *(*detail)(struct request *rq, struct pratica *p);
	struct error *(*save)(struct request *rq, struct pratica *p);
	/* Around each section, after all that kinds share (may be NULL): counts of sections of its
	 * own (pratica_section_count), notices, data of the bar. */
	struct error *(*around)(struct request *rq, struct pratica *p);
	/* Rows of its own sections for the page that is printed (templates/stampa/pratica.cs); may be NULL. */
	struct error *(*paper)(struct request *rq, pratica_id id);
};

/* The table of app/kinds.def (app/kinds.c). */
extern const struct pratica_kind *const pratica_kinds[];
extern const size_t pratica_kind_count;

/* NULL if no room of this program has that kind. */
const struct pratica_kind *pratica_kind_find(const char *code);

#endif
