/*
 * 2: the profile of our certificate (Avviso 29 v3) as a configuration of openssl, made from the
 * settings; saml/chiave gives it to `openssl req -x509`.
 */
#include "spid.h"

#include "base/settings.h"

#include <stdio.h>
#include <string.h>

/* openssl reads backslash, dollar, quotes and # in a value. */
static void value(const char *name, const char *text)
{
	printf("%s = ", name);
	for (; *text; text++)
		printf(strchr("\\$\"'#,;", *text) ? "\\%c" : "%c", *text);
	putchar('\n');
}

static void subject(const struct sp *sp)
{
	puts("[ subject ]");
	value("O", setting_text("spid_organization"));
	value("CN", setting_text("spid_organization_display"));
	value("uri", sp->entity_id);
	printf("organizationIdentifier = PA:IT-%s\n", setting_text("spid_ipa_code"));
	puts("C = IT");
	value("L", setting_text("spid_locality"));
}

static const char profile[] =
	"oid_section = oids\n"
	"[ oids ]\n"
	"uri = 2.5.4.83\n"
	"agIDroot = 1.3.76.16\n"
	"agIDcert = 1.3.76.16.6\n"
	"spid_public = 1.3.76.16.4.2.1\n"
	"[ req ]\n"
	"prompt = no\n"
	"utf8 = yes\n"
	"string_mask = utf8only\n"
	"distinguished_name = subject\n"
	"x509_extensions = extensions\n"
	"[ extensions ]\n"
	"basicConstraints = CA:FALSE\n"
	"keyUsage = critical, digitalSignature, nonRepudiation\n"
	"certificatePolicies = @root, @cert, @public\n"
	"subjectKeyIdentifier = hash\n"
	"[ root ]\n"
	"policyIdentifier = agIDroot\n"
	"userNotice = @root_notice\n"
	"[ root_notice ]\n"
	"explicitText = UTF8:AgIDroot\n"
	"[ cert ]\n"
	"policyIdentifier = agIDcert\n"
	"userNotice = @cert_notice\n"
	"[ cert_notice ]\n"
	"explicitText = UTF8:agIDcert\n"
	"[ public ]\n"
	"policyIdentifier = spid_public\n"
	"userNotice = @public_notice\n"
	"[ public_notice ]\n"
	"explicitText = UTF8:cert_SP_Pub\n";

struct error *command_certificate(int count, char **words)
{
	static const char *const names[] = { "spid_organization", "spid_organization_display", "spid_ipa_code", "spid_locality" };
	struct arena *arena;
	struct sp sp;

	(void)words;
	if (count)
		return error_raise(ERR_BAD_REQUEST, "usage: siz-spid certificato (saml/chiave calls it)");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!*setting_text(names[i]))
			return error_raise(ERR_BAD_REQUEST, "the setting %s is empty", names[i]);
	arena = arena_new();
	sp_from_settings(arena, &sp);
	fputs(profile, stdout);
	subject(&sp);
	arena_free(arena);
	return NULL;
}
