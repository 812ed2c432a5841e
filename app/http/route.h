/*
 * Matching of method and path against the table made from app/routes.def.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/request.h"

typedef struct error *(*handler)(struct request *rq);

struct route {
	enum method method;
	const char *path;       /* "/pratiche/{pratica}/diario": {noun} is a positive int64, {parola} a word [a-z0-9-]{1,64} */
	int permission;         /* enum permission of access/; opaque here */
	const char *form;       /* name of the form whose fields exist, FORM_CHOSEN, or NULL */
	handler handle;
	const char *name;       /* the handler's name, for `siz rotte`, log and register */
	unsigned flags;
};

/* The handler says which form it is, once it knows (web.h: form_choose). */
#define FORM_CHOSEN "*"

/* What is special about a line of the table (last argument of ROUTE). */
#define ROUTE_PLAIN 0u
#define ROUTE_UPLOAD 1u      /* the body may hold files of any size: it is spooled and not limited here */
#define ROUTE_BACKGROUND 2u  /* polling: does not count as activity, writes no Cronologia (security goal AUTH-9) */
#define ROUTE_ARRIVAL 8u     /* a GET to which a login elsewhere leads: it takes a one-time outcome, so its
			      * transaction writes */
#define ROUTE_NO_KEY 4u      /* a POST without one-time submission key (autosave, upload pieces) */

/* Finds the line; fills rq->route and the ids of the path.  ERR_NOT_FOUND if no path fits,
 * ERR_METHOD if one does with another method.  A literal segment wins over a {noun}. */
MUST struct error *route_match(const struct route *table, size_t count, struct request *rq);

#endif
