/*
 * The case (pratica), whatever its kind: what stands around each of its sections, its states,
 * its history.  What a kind adds is in the kind's own room (intervento/ …).
 */
#ifndef PRATICA_PRATICA_H
#define PRATICA_PRATICA_H

#include "pratica/kind.h"
#include "web/web.h"

/* A case that this operator opens. */
struct pratica {
	pratica_id id;
	soggetto_id holder;
	servizio_id service;
	operatore_id reference;
	const struct pratica_kind *kind;
	const char *code, *state;
	const char *type;      /* code among the types of its kind, or NULL */
	const char *kind_name; /* «Intervento generico» */
	const char *list;      /* path of the list of its kind */
	int64_t version;
	int64_t level;	  /* 1 reads, 2 writes */
	bool own_service; /* of the service in which the operator acts: may assign, hand over */
	bool may_write;	  /* level 2, not in a read-only service, and the kind's permission */
};

/*
 * Open the case named in the path ({pratica}) for one of the sections of its kind ("dettaglio",
 * "assegnazioni", "diario" …): fills Identita (bar), Sezioni (with counts), Briciole, who else is
 * writing, and the row of the register ("apri", the case, its holder).  A section that its kind
 * does not have is ERR_NOT_FOUND.  A page beside the sections gives its own words ("Stampa").
 *
 * If the operator may not open it: where the case may be known of, the page «Non puoi aprire
 * questa pratica» with whom to ask is sent (403) and *out is NULL: the handler returns at once.
 * ERR_NOT_FOUND for what is unknown, reserved, or of a kind that the quadro does not show: all
 * the same 404 (AZ-5).
 */
MUST struct error *pratica_open(struct request *rq, const char *section, struct pratica **out);
/* The same for a POST: besides, level 2 is owed (ERR_FORBIDDEN). */
MUST struct error *pratica_open_to_write(struct request *rq, const char *section,
					 struct pratica **out);

/*
 * Somebody saved meanwhile: the page with both texts (409), in which the form can be sent again
 * on the newer version.  `mine` is the form as sent, `stored` filled from the row as it is now.
 */
MUST struct error *pratica_conflict(struct request *rq, struct form *mine, struct form *stored,
				    int64_t version);

/* ---- for this room and the kinds ---- */

/* How much a section of the kind's own holds (0: nothing is shown); from pratica_kind.around. */
void pratica_section_count(struct request *rq, const struct pratica *p, const char *section,
			   int64_t count);
/* The person who stands in a field of kind persona, in words; *out is zeroed if the field is
 * empty.  One that cannot be seen is a mistake in a form that was sent. */
MUST struct error *pratica_show_person(struct request *rq, struct form *form, const char *field,
				       struct q_persona_in_parole *out);

/* What pratica_open shows instead: 403 with whom to ask (422 with a request for access that was
 * refused), or ERR_NOT_FOUND. */
MUST struct error *pratica_refuse(struct request *rq, pratica_id id);
/* The schede of the kind of that case with what was filled in, the newest first, at `Schede` of the page. */
MUST struct error *rilevazioni_mostra(struct request *rq, pratica_id id);
/* Of a row of a section: who saved it last, for the page with both texts (before pratica_conflict). */
MUST struct error *pratica_row_saved_by(struct request *rq, const char *table, int64_t row_id);
/* The area of the menu to which the list at that path belongs («interventi_generici»). */
const char *pratica_area(struct request *rq, const char *list);
/* The kind of tag (templates, macro `tag`) for a state. */
const char *pratica_state_tag(const char *state);

#endif
