/*
 * A request as a handler sees it.  Everything in it lives in its arena.
 * The other rooms hang their things on it (db, page, form, session): here they are opaque.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum method { METHOD_GET, METHOD_POST };  /* HEAD is GET without its body */

/* A name and a value as they came, both clean UTF-8 (text_is_clean). */
struct field_value {
	const char *name, *value;
};

/* Fields in the order in which they came.  Duplicate names are kept: fields_get gives the
 * first, fields_next walks through them. */
struct fields {
	struct field_value *list;
	size_t count;
};

/* A file of a multipart body.  The content stays where the body is (spooled, never in
 * memory): `offset` and `size` name its range in `body`. */
struct upload {
	const char *field;
	const char *filename;  /* as sent, clean UTF-8; data only, never a path */
	const char *type;      /* as claimed */
	int64_t offset, size;
};

struct response;

struct request {
	struct arena *arena;
	const char *id;             /* 16 hexadecimal digits, for log and incident page */
	enum method method;
	bool head;
	const char *path;           /* decoded, begins with '/', clean */
	const char *query_text;     /* as sent, without '?', may be "" */
	struct fields query, body, cookies;
	struct upload *uploads;
	size_t upload_count;
	FILE *body_file;            /* the raw body of a multipart or ROUTE_UPLOAD request, else NULL;
				     * read it with fseeko and fread (a small one has no descriptor);
				     * a hook closes it */
	const char *content_type;   /* "" if none */
	int64_t content_length;     /* -1 if none was claimed */
	const char *remote_address; /* of the client, as the web server says; never a header of the client */
	const char *origin, *sec_fetch_site, *if_none_match, *range, *if_range, *user_agent, *host, *accept_encoding; /* "" if absent */
	const char *csrf_header;    /* X-CSRF-Token, for a body that is no form; "" if absent */
	bool wants_fragment;        /* X-Requested-With: fetch */

	const struct route *route;  /* after route_match */
	struct path_id { const char *noun; int64_t id; } path_ids[4];
	size_t path_id_count;
	const char *path_word;      /* what a {parola} segment held, else NULL */

	struct response *response;
	struct error *failure;      /* why it could not be read, else NULL: serve shows the page of
				     * its kind and looks at nothing else; the server frees it */

	/* of rooms further down; opaque here */
	struct db *db;
	struct page *page;
	struct form *form;
	struct session *session;
	struct web *web;
};

/* First value of that name, or NULL. */
const char *fields_get(const struct fields *fields, const char *name);
/* The next value of that name from *at on (start with 0), or NULL at the end. */
const char *fields_next(const struct fields *fields, const char *name, size_t *at);

/* The id that stood in the path under that noun.  Asking for one the route does not have is a
 * bug and aborts. */
int64_t request_path_id(const struct request *rq, const char *noun);
/* The same with the table's own type: PATH_ID(rq, pratica) is a pratica_id. */
#define PATH_ID(rq, noun) ((noun##_id){ request_path_id((rq), #noun) })

#endif
