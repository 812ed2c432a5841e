/*
 * The table made from routes.def.
 */
#ifndef ROUTES_H
#define ROUTES_H

#include "http/route.h"

extern const struct route routes[];
extern const size_t route_count;

#endif
