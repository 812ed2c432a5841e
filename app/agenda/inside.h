/*
 * Between the files of this room only.
 */
#ifndef AGENDA_INSIDE_H
#define AGENDA_INSIDE_H

#include "web/web.h"

/* {1,2} for a bigint[] parameter out of codes with a comma between ("1,2"); NULL is {}. */
static inline const char *id_array(struct request *rq, const char *codes)
{
	return arena_printf(rq->arena, "{%s}", codes ? codes : "");
}

#endif
