/*
 * 3: our metadata, made and signed once (`siz-spid metadati`) and then served as they are.
 */
#include "spid.h"

#include "base/settings.h"
#include "http/response.h"

#include <stdio.h>
#include <string.h>

static xmlNode *add(xmlNode *parent, xmlNs *ns, const char *name, const char *text)
{
	return xmlNewTextChild(parent, ns, BAD_CAST name, BAD_CAST text);
}

static void italian(xmlNode *node)
{
	xmlNodeSetLang(node, BAD_CAST "it");
}

/* 3: KeyDescriptor for signing; a certificate that will follow may stand behind the one in use. */
static void add_keys(xmlNode *role, xmlNs *md, const char *pem)
{
	static const char begin[] = "-----BEGIN CERTIFICATE-----", end[] = "-----END CERTIFICATE-----";
	const char *from = pem, *to;

	while ((from = strstr(from, begin)) && (to = strstr(from, end))) {
		xmlNode *key = add(role, md, "KeyDescriptor", NULL), *info = xmlNewChild(key, NULL, BAD_CAST "KeyInfo", NULL);
		xmlNs *ds = xmlNewNs(info, BAD_CAST NS_DSIG, BAD_CAST "ds");
		xmlChar *text;

		from += sizeof(begin) - 1;
		text = xmlStrndup(BAD_CAST from, (int)(to - from));
		xmlSetNs(info, ds);
		message_attribute(key, "use", "signing");
		add(add(info, ds, "X509Data", NULL), ds, "X509Certificate", (const char *)text);
		xmlFree(text);
		from = to;
	}
}

static void add_service(xmlNode *role, xmlNs *md, const char *name, const char *binding, const char *location)
{
	xmlNode *one = add(role, md, name, NULL);

	message_attribute(one, "Binding", binding);
	message_attribute(one, "Location", location);
}

/* 3: only the attributes that the service uses. */
static void add_attributes(xmlNode *role, xmlNs *md)
{
	static const char *const names[] = { "spidCode", "name", "familyName", "fiscalNumber", "email" };
	xmlNode *set = add(role, md, "AttributeConsumingService", NULL);

	message_attribute(set, "index", "0");
	italian(add(set, md, "ServiceName", "Segnalazioni ai servizi sociali"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		message_attribute(add(set, md, "RequestedAttribute", NULL), "Name", names[i]);
}

static void add_role(xmlNode *root, xmlNs *md, const struct sp *sp, const char *certificates)
{
	xmlNode *role = add(root, md, "SPSSODescriptor", NULL), *acs;

	message_attribute(role, "protocolSupportEnumeration", NS_PROTOCOL);
	message_attribute(role, "AuthnRequestsSigned", "true");
	message_attribute(role, "WantAssertionsSigned", "true");
	add_keys(role, md, certificates);
	add_service(role, md, "SingleLogoutService", BINDING_REDIRECT_URN, sp->slo);
	add_service(role, md, "SingleLogoutService", BINDING_POST_URN, sp->slo);
	add(role, md, "NameIDFormat", F_TRANSIENT);
	acs = add(role, md, "AssertionConsumerService", NULL);
	message_attribute(acs, "Binding", BINDING_POST_URN);
	message_attribute(acs, "Location", sp->acs);
	message_attribute(acs, "index", "0");
	message_attribute(acs, "isDefault", "true");
	add_attributes(role, md);
}

static void add_organization(xmlNode *root, xmlNs *md)
{
	xmlNode *body = add(root, md, "Organization", NULL);

	italian(add(body, md, "OrganizationName", setting_text("spid_organization")));
	italian(add(body, md, "OrganizationDisplayName", setting_text("spid_organization_display")));
	italian(add(body, md, "OrganizationURL", setting_text("spid_organization_url")));
}

/* 3: one contact of type other, for a public body (Avviso 29). */
static void add_contact(xmlNode *root, xmlNs *md)
{
	const char *fiscal = setting_text("spid_fiscal_code"), *phone = setting_text("spid_contact_phone");
	xmlNode *contact = add(root, md, "ContactPerson", NULL), *extensions;
	xmlNs *spid;

	message_attribute(contact, "contactType", "other");
	extensions = add(contact, md, "Extensions", NULL);
	spid = xmlNewNs(extensions, BAD_CAST NS_SPID, BAD_CAST "spid");
	add(extensions, spid, "IPACode", setting_text("spid_ipa_code"));
	if (*fiscal)
		add(extensions, spid, "FiscalCode", fiscal);
	add(extensions, spid, "Public", NULL);
	add(contact, md, "EmailAddress", setting_text("spid_contact_mail"));
	if (*phone)
		add(contact, md, "TelephoneNumber", phone);
}

static struct error *required(void)
{
	static const char *const names[] = { "spid_organization", "spid_organization_display", "spid_organization_url", "spid_ipa_code",
					     "spid_contact_mail" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!*setting_text(names[i]))
			return error_raise(ERR_BAD_REQUEST, "the setting %s is empty", names[i]);
	return NULL;
}

static struct error *make(struct arena *arena, struct bytes *xml)
{
	struct sp sp;
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, BAD_CAST "EntityDescriptor", NULL);
	xmlNs *md = xmlNewNs(root, BAD_CAST NS_METADATA, BAD_CAST "md");
	const char *certificates, *id = arena_printf(arena, "_%s", random_hex(arena, 20));
	struct error *err;

	TRY(required());
	sp_from_settings(arena, &sp);
	TRY(sp_key(&sp));
	TRY(file_text(arena, setting_text("spid_certificate_file"), &certificates));
	xmlDocSetRootElement(doc, root);
	xmlSetNs(root, md);
	message_attribute(root, "entityID", sp.entity_id);
	message_attribute(root, "ID", id);
	add_role(root, md, &sp, certificates);
	add_organization(root, md);
	add_contact(root, md);
	message_signature_place(root, NULL);
	err = message_sign(&sp, root, id);
	if (!err)
		*xml = tree_write(arena, root);
	xmlFreeDoc(doc);
	return error_pass(err);
}

struct error *command_metadata(int count, char **words)
{
	struct arena *arena = arena_new();
	struct bytes xml = { 0 };
	struct error *err;

	(void)words;
	err = count ? error_raise(ERR_BAD_REQUEST, "usage: siz-spid metadati > FILE") : make(arena, &xml);
	if (!err && fwrite(xml.data, 1, xml.size, stdout) != xml.size)
		err = error_raise(ERR_BUSY, "the metadata could not be written");
	arena_free(arena);
	return error_pass(err);
}

struct error *metadata_send(struct request *rq)
{
	rq->response->content_type = "application/samlmetadata+xml";
	text_add(rq->response->body, rq->web->metadata);
	return NULL;
}
