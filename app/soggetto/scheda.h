/*
 * What stands around every page of a person: bar, sections, path, the row of the register.
 */
#ifndef SOGGETTO_SCHEDA_H
#define SOGGETTO_SCHEDA_H

#include "web/web.h"

struct scheda {
	soggetto_id id;
	const char *name;    /* surname and name */
	struct q_soggetto_vedi row;
	bool may_write;      /* this role changes persons, in this service */
};

/*
 * Open the person named in the path ({soggetto}) for one of the sections of sezioni.def: fills
 * Identita, Sezioni, Briciole, Soggetto.{id,nome,scrive,riservato} and leaves the row of the
 * register («apri», the person).  *out is NULL if the page that asks for the purpose is on its way
 * (ROL-06): the handler returns at once.  ERR_NOT_FOUND for nobody and for somebody reserved: the same
 * answer.
 */
MUST struct error *soggetto_open(struct request *rq, const char *section, struct scheda **out);
/* The same for what changes the person: ERR_FORBIDDEN where that may not be. */
MUST struct error *soggetto_open_to_write(struct request *rq, const char *section, struct scheda **out);

/* Where the setting person_purpose says so: ask once a session why a person is opened with whom the
 * service has nothing.  *asked: the page is on its way. */
MUST struct error *soggetto_ask_purpose(struct request *rq, soggetto_id id, const char *name, bool *asked);
/* Whether it is still owed: for a POST that such a page leads to. */
MUST struct error *soggetto_purpose_owed(struct request *rq, soggetto_id id, bool *owed);

/* Somebody saved a row of this person meanwhile: the page with both texts (409).  `theirs` is filled
 * from the row as it is now. */
MUST struct error *soggetto_conflict(struct request *rq, const struct scheda *person, const char *table, int64_t row_id, struct form *theirs,
				     int64_t version, const char *cancel);

#endif
