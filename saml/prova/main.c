/*
 * siz-spid-prova: the Gestore di prova.
 *
 * Copyright (C) 2026 the authors of SIZ.  This program links lasso and is free software under the
 * GNU General Public License, version 2 or any later version (saml/LICENSE).
 */
#include "prova.h"

#include "pages.h"

#include "base/log.h"
#include "base/settings.h"
#include "http/response.h"
#include "http/route.h"
#include "http/server.h"

#include <stdio.h>
#include <string.h>

static struct error *leave_page(struct request *rq)
{
	page_answer(rq, 200, "prova-uscita");
	return NULL;
}

static const struct route routes[] = {
	{ METHOD_GET, "/prova/sso", 0, NULL, prova_request, "sso", ROUTE_PLAIN },
	{ METHOD_POST, "/prova/sso", 0, NULL, prova_request, "sso", ROUTE_PLAIN },
	{ METHOD_POST, "/prova/entra", 0, NULL, prova_enter, "entra", ROUTE_PLAIN },
	{ METHOD_POST, "/prova/consenso", 0, NULL, prova_consent, "consenso", ROUTE_PLAIN },
	{ METHOD_GET, "/prova/slo", 0, NULL, prova_logout, "slo", ROUTE_PLAIN },
	{ METHOD_POST, "/prova/slo", 0, NULL, prova_logout, "slo", ROUTE_PLAIN },
	{ METHOD_GET, "/prova/esci", 0, NULL, leave_page, "esci", ROUTE_PLAIN },
	{ METHOD_POST, "/prova/esci", 0, NULL, prova_leave, "esci", ROUTE_PLAIN },
};

static struct error *handle(struct request *rq)
{
	TRY(route_match(routes, sizeof(routes) / sizeof(*routes), rq));
	return error_pass(rq->route->handle(rq));
}

static void serve(struct request *rq, void *context)
{
	struct error *err = NULL;

	rq->web = context;
	if (!rq->failure)
		err = handle(rq);
	if (!err && !rq->failure)
		return;
	if (err)
		error_log(err, rq->id);
	rq->response = response_new(rq);
	page_answer(rq, error_is(err, ERR_NOT_FOUND) || error_is(err, ERR_METHOD) ? 404 : 400, "non-valida");
	error_free(err);
}

/* The file beside the metadata with another ending. */
static const char *beside(struct arena *arena, const char *ending)
{
	const char *path = setting_text("spid_prova"), *dot = strrchr(path, '.');

	return arena_printf(arena, "%.*s%s", dot ? (int)(dot - path) : (int)strlen(path), path, ending);
}

static struct error *key_of(struct arena *arena, const char *path, const char *certificate, LassoKey **key)
{
	const char *pem, *with = NULL;

	TRY(file_text(arena, path, &pem));
	if (certificate)
		TRY(file_text(arena, certificate, &with));
	*key = lasso_key_new_for_signature_from_memory(pem, strlen(pem), NULL, LASSO_SIGNATURE_METHOD_RSA_SHA256, (char *)with);
	return *key ? NULL : error_raise(ERR_BUG, "%s holds no key", path);
}

/* Who we are stands in our metadata. */
static struct error *start(struct arena *arena, struct web *web)
{
	const char *text, *from;

	if (!*setting_text("spid_prova"))
		return error_raise(ERR_FORBIDDEN, "the setting spid_prova is empty: the Gestore di prova does not run");
	TRY(file_text(arena, setting_text("spid_prova"), &text));
	from = strstr(text, "entityID=\"");
	if (!from)
		return error_raise(ERR_BUG, "spid_prova names no metadata");
	from += strlen("entityID=\"");
	web->me = (struct sp){ .arena = arena, .entity_id = arena_strndup(arena, from, strcspn(from, "\"")) };
	web->base = arena_strndup(arena, web->me.entity_id, strlen(web->me.entity_id) - strlen("/metadata"));
	TRY(key_of(arena, beside(arena, ".key"), beside(arena, ".crt"), &web->me.key));
	sp_from_settings(arena, &web->service);
	web->keys = (struct idp){ .entity_id = web->service.entity_id, .key_count = 1 };
	TRY(key_of(arena, setting_text("spid_certificate_file"), NULL, &web->keys.keys[0]));
	return error_pass(pages_load(setting_text("spid_pages")));
}

static struct error *run_worker(void)
{
	static struct web web;
	const struct server server = {
		.serve = serve, .context = &web, .body_limit = 640 * 1024, .memory_limit = 640 * 1024, .spool = setting_text("spool"),
	};

	TRY(start(arena_new(), &web));
	return error_pass(server_run(&server));
}

/* `siz-spid-prova metadati BASE CERTIFICATE`: the addresses below BASE. */
static struct error *print_metadata(const char *base, const char *certificate)
{
	static const char service[] = "<md:%s Binding=\"" "%s" "\" Location=\"%s%s\"/>";
	struct arena *arena = arena_new();
	const char *pem = NULL, *from, *to;
	struct error *err = file_text(arena, certificate, &pem);

	from = pem ? strstr(pem, "-----BEGIN CERTIFICATE-----") : NULL;
	to = from ? strstr(from, "-----END CERTIFICATE-----") : NULL;
	if (!err && !to)
		err = error_raise(ERR_BAD_REQUEST, "%s is no certificate", certificate);
	if (!err) {
		from += strlen("-----BEGIN CERTIFICATE-----");
		printf("<md:EntityDescriptor xmlns:md=\"" NS_METADATA "\" entityID=\"%s/metadata\">"
		       "<md:IDPSSODescriptor protocolSupportEnumeration=\"" NS_PROTOCOL "\" WantAuthnRequestsSigned=\"true\">"
		       "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"" NS_DSIG
		       "\"><ds:X509Data><ds:X509Certificate>%.*s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
		       base, (int)(to - from), from);
		printf(service, "SingleLogoutService", BINDING_REDIRECT_URN, base, "/slo");
		printf(service, "SingleLogoutService", BINDING_POST_URN, base, "/slo");
		printf("<md:NameIDFormat>" F_TRANSIENT "</md:NameIDFormat>");
		printf(service, "SingleSignOnService", BINDING_REDIRECT_URN, base, "/sso");
		printf(service, "SingleSignOnService", BINDING_POST_URN, base, "/sso");
		printf("</md:IDPSSODescriptor><md:Organization><md:OrganizationName xml:lang=\"it\">Gestore di prova</md:OrganizationName>"
		       "<md:OrganizationDisplayName xml:lang=\"it\">Gestore di prova</md:OrganizationDisplayName><md:OrganizationURL "
		       "xml:lang=\"it\">%s</md:OrganizationURL></md:Organization></md:EntityDescriptor>\n",
		       base);
	}
	arena_free(arena);
	return error_pass(err);
}

int main(int count, char **words)
{
	struct error *err;

	if (lasso_init() != 0)
		return 1;
	if (count == 4 && !strcmp(words[1], "metadati")) {
		err = print_metadata(words[2], words[3]);
	} else if (count == 2 && !strcmp(words[1], "web")) {
		err = settings_load(NULL);
		if (!err)
			err = run_worker();
	} else {
		fprintf(stderr, "usage: siz-spid-prova web | metadati BASE CERTIFICATE\n");
		return 2;
	}
	if (!err)
		return 0;
	error_log(err, NULL);
	error_free(err);
	return 1;
}
