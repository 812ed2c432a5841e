/*
 * One HTTPS request to another body's server, by libcurl: no redirects, no other protocol, a limit
 * on time and on the answer.
 */
#ifndef DOOR_OUTSIDE_H
#define DOOR_OUTSIDE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

struct outside_request {
	const char *url;                /* https:// */
	const char *const *headers;     /* lines, NULL at the end */
	const char *body;
	size_t body_size;
	const char *ca_file;            /* authority to trust instead of the system's; "" for those */
	long seconds;                   /* for all of it */
	size_t largest;                 /* bytes of the answer */
};

enum outside_end { OUTSIDE_ANSWERED, OUTSIDE_UNREACHABLE, OUTSIDE_SLOW, OUTSIDE_TOO_LARGE };

struct outside_answer {
	enum outside_end end;
	int status;
	const char *content_type, *digest, *signature, *retry_after, *date; /* headers; NULL if absent */
	struct text *body;
	int64_t milliseconds;
};

MUST struct error *outside_post(struct arena *arena, const struct outside_request *request, struct outside_answer *answer);

#endif
