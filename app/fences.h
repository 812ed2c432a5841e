/*
 * Where each occupation of `siz` is fenced in, once it has started (base/fence.h).
 */
#ifndef FENCES_H
#define FENCES_H

#include "base/error.h"

/* A worker of pages: its own folders and keys, the database, nothing else. */
MUST struct error *fence_web(void);
/* The queue's worker: it starts limited children, sends mail and calls other bodies. */
MUST struct error *fence_job(void);

#endif
