/*
 * What the parsers of this room share; nobody outside it includes this file.
 * The limits are those of security goal IN-6; each has a test at the limit and one above.
 */
#ifndef HTTP_PARSE_H
#define HTTP_PARSE_H

#include "http/request.h"
#include "http/server.h"

#define LIMIT_PARAMETERS 2000    /* in the query, and again in the body */
#define LIMIT_NAME 200           /* bytes of a parameter's or cookie's name */
#define LIMIT_PARTS 200          /* of a multipart body */
#define LIMIT_PART_HEADER 8192   /* bytes, without the blank line */
#define LIMIT_COOKIES 4096       /* bytes of the Cookie header */
#define LIMIT_TARGET 8192        /* bytes of path and query together */
#define LIMIT_HEADER 8192        /* bytes of any other header's value */

/* Append, if the name is neither empty nor too long and there are not too many already, and if
 * both are clean.  The name may hold no tab, CR or LF either. */
MUST struct error *fields_add(struct arena *arena, struct fields *fields, const char *name,
			      const char *value);

/* True if the part of a Content-Type before its parameters is `type`, in any case of letters. */
bool media_type_is(const char *content_type, const char *type);

/* Read the body into rq->body, rq->uploads, rq->body_file.  `upload`: the route takes files of
 * any size and bodies of any type. */
MUST struct error *body_read(const struct server *server, const struct environment *environment,
			     struct request *rq, bool upload);

#endif
