/*
 * The logos of AgID and of the providers (10): files that whoever installs SIZ takes from AgID into the
 * folder of the setting spid_logos; none of them is ours to ship.
 */
#include "spid.h"

#include "base/settings.h"
#include "http/response.h"

#include <string.h>
#include <unistd.h>

#define OF_SPID "spid.svg" /* on the button */

static const char *path_of(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", setting_text("spid_logos"), name);
}

const char *logo_of(struct arena *arena, const char *entity_id)
{
	const char *host = strstr(entity_id, "://"), *name;

	host = host ? host + 3 : entity_id;
	name = arena_printf(arena, "%.*s.svg", (int)strcspn(host, "/:?"), host);
	if (!*setting_text("spid_logos") || name[0] == '.' || access(path_of(arena, name), R_OK) != 0)
		return "";
	return name;
}

/* The name never comes from the request: it is that of the button, or of a provider that we know. */
struct error *logo_send(struct request *rq)
{
	const char *asked = fields_get(&rq->query, "idp"), *name = OF_SPID, *svg;
	const struct idp *idp = asked ? federation_find(&rq->web->federation, asked) : NULL;

	if (asked)
		name = idp ? logo_of(rq->arena, idp->entity_id) : "";
	if (!*setting_text("spid_logos") || !*name || access(path_of(rq->arena, name), R_OK) != 0)
		return error_raise(ERR_NOT_FOUND, "no such logo");
	TRY(file_text(rq->arena, path_of(rq->arena, name), &svg));
	rq->response->content_type = "image/svg+xml";
	response_header(rq->response, "Cache-Control", "public, max-age=86400");
	response_header(rq->response, "Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
	text_add(rq->response->body, svg);
	return NULL;
}
