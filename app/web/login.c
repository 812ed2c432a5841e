/*
 * What pages before a session need: a token without a session, and the way back to where the
 * person was going.
 */
#include "web/inside.h"

#include <string.h>

#define RETURN_LONGEST 2000

void login_token(struct request *rq)
{
	const char *token = fields_get(&rq->cookies, LOGIN_COOKIE);

	if (!token || strlen(token) < 32 || strlen(token) > 64) {
		token = session_token(rq->arena);
		response_cookie(rq->response, LOGIN_COOKIE, token, "Lax");
	}
	page_set(rq->page, "Sessione.csrf", token);
}

/* The pages of the way itself: whoever is in has nothing to do there. */
static bool is_of_the_way(const char *path)
{
	static const char *const ways[] = { "/accesso", "/esci", "/secondo-fattore", "/password-", "/sessione/" };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (strncmp(path, ways[i], strlen(ways[i])) == 0)
			return true;
	return false;
}

const char *return_path(struct request *rq)
{
	return path_of_ours(rq->method == METHOD_POST ? fields_get(&rq->body, "_ritorno") : fields_get(&rq->query, "ritorno"));
}

const char *path_of_ours(const char *path)
{
	if (!path || path[0] != '/' || path[1] == '/' || strlen(path) > RETURN_LONGEST || is_of_the_way(path))
		return "/";
	for (const char *at = path; *at; at++)
		if ((unsigned char)*at <= ' ' || *at == '\\' || (unsigned char)*at >= 127)
			return "/";
	return path;
}

const char *path_with(struct request *rq, const char *path, const char *name, const char *value)
{
	if (!value)
		return path;
	return arena_printf(rq->arena, "%s%s%s=%s", path, strchr(path, '?') ? "&" : "?", name, text_url_encode(rq->arena, value));
}
