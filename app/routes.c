/*
 * The table of routes, once.
 */
#include "routes.h"

#include "access/session.h"

#define ROUTE(method, path, permission, form, handler, flags) struct error *handler(struct request *rq);
#include "routes.def"
#undef ROUTE

#define ROUTE(method, path, permission, form, handler, flags) \
	{ METHOD_##method, path, permission, form, handler, #handler, flags },
const struct route routes[] = {
#include "routes.def"
};
#undef ROUTE

const size_t route_count = sizeof(routes) / sizeof(*routes);
