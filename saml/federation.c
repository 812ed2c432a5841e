/*
 * The identity providers: their metadata as the database holds them.
 */
#include "party.h"

#include "base/log.h"
#include "base/settings.h"
#include "query.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

static void free_key(void *key)
{
	g_object_unref(key);
}

/* Bits of the key of a certificate in DER, 0 if it is no RSA key. */
static int rsa_bits(struct bytes der)
{
	const unsigned char *at = der.data;
	X509 *certificate = d2i_X509(NULL, &at, (long)der.size);
	const EVP_PKEY *key = certificate ? X509_get0_pubkey(certificate) : NULL;
	int bits = key && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? EVP_PKEY_get_bits(key) : 0;

	X509_free(certificate);
	return bits;
}

/* The text of an X509Certificate has blanks and lines wherever its author liked. */
static const char *without_blanks(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t n = 0;

	for (; *text; text++)
		if (!strchr(" \t\r\n", *text))
			out[n++] = *text;
	return out;
}

static refusal key_read(struct arena *arena, const xmlNode *certificate, struct idp *idp)
{
	const char *text = tree_text(arena, certificate);
	struct bytes der;
	const char *base64;
	struct text *pem = text_new(arena);
	LassoKey *key;

	if (!text || !base64_decode(arena, without_blanks(arena, text), &der))
		return "a certificate that cannot be read";
	if (rsa_bits(der) < 2048)
		return "SAML-2 a signing key that is not RSA of 2048 bits";
	if (idp->key_count == sizeof(idp->keys) / sizeof(*idp->keys))
		return "too many keys";
	base64 = base64_encode(arena, der);
	text_add(pem, "-----BEGIN CERTIFICATE-----\n");
	for (size_t i = 0, size = strlen(base64); i < size; i += 64)
		text_addf(pem, "%.64s\n", base64 + i);
	text_add(pem, "-----END CERTIFICATE-----\n");
	key = lasso_key_new_for_signature_from_memory(pem->data, pem->size, NULL, LASSO_SIGNATURE_METHOD_RSA_SHA256, NULL);
	if (!key)
		return "a certificate that lasso does not load";
	arena_hook(arena, free_key, key);
	idp->keys[idp->key_count++] = key;
	return NULL;
}

static refusal keys_read(struct arena *arena, const xmlNode *role, struct idp *idp)
{
	for (const xmlNode *k = tree_child(role, NS_METADATA, "KeyDescriptor"); k; k = tree_next(k)) {
		const char *use = tree_attribute(arena, k, "use");
		const xmlNode *data = tree_child(tree_child(k, NS_DSIG, "KeyInfo"), NS_DSIG, "X509Data");

		if (use && strcmp(use, "signing") != 0)
			continue;
		for (; data; data = tree_next(data))
			HOLD(key_read(arena, tree_child(data, NS_DSIG, "X509Certificate"), idp));
	}
	return idp->key_count ? NULL : "no signing key";
}

/* Without TLS only this machine itself, whole: localhost.example is somebody else's. */
static bool is_address(const char *text)
{
	static const char here[] = "http://localhost";
	size_t size = sizeof(here) - 1;

	return !strncmp(text, "https://", 8) || (!strncmp(text, here, size) && (!text[size] || text[size] == ':' || text[size] == '/'));
}

/* The addresses of one service, a binding each; `response` takes ResponseLocation. */
static refusal services_read(struct arena *arena, const xmlNode *role, const char *name, const char **at,
			     const char **response)
{
	for (const xmlNode *s = tree_child(role, NS_METADATA, name); s; s = tree_next(s)) {
		const char *binding = tree_attribute(arena, s, "Binding");
		const char *location = tree_attribute(arena, s, "Location");
		const char *other = tree_attribute(arena, s, "ResponseLocation");
		enum binding b = binding && !strcmp(binding, BINDING_POST_URN)	     ? BINDING_POST
				 : binding && !strcmp(binding, BINDING_REDIRECT_URN) ? BINDING_REDIRECT
										     : BINDINGS;

		if (b == BINDINGS || at[b])
			continue; /* SOAP is not for us */
		if (!location || !is_address(location) || (other && !is_address(other)))
			return "an address that is not https";
		at[b] = location;
		if (response)
			response[b] = other ? other : location;
	}
	return NULL;
}

refusal idp_read(struct arena *arena, const xmlNode *descriptor, struct idp *idp)
{
	const xmlNode *role = tree_child(descriptor, NS_METADATA, "IDPSSODescriptor");
	const xmlNode *body = tree_child(descriptor, NS_METADATA, "Organization");

	*idp = (struct idp){ .entity_id = tree_attribute(arena, descriptor, "entityID") };
	if (!tree_is(descriptor, NS_METADATA, "EntityDescriptor") || !idp->entity_id || !role)
		return "no identity provider";
	HOLD(services_read(arena, role, "SingleSignOnService", idp->sso, NULL));
	HOLD(services_read(arena, role, "SingleLogoutService", idp->slo, idp->slo_response));
	if (!idp->sso[BINDING_POST] && !idp->sso[BINDING_REDIRECT])
		return "no SingleSignOnService by redirect or POST";
	idp->name = tree_text(arena, tree_child(body, NS_METADATA, "OrganizationDisplayName"));
	if (!idp->name)
		idp->name = tree_text(arena, tree_child(body, NS_METADATA, "OrganizationName"));
	if (!idp->name)
		idp->name = idp->entity_id;
	return keys_read(arena, role, idp);
}

bool idp_signed_element(struct arena *arena, const struct idp *idp, xmlNode *element)
{
	const char *id = tree_attribute(arena, element, "ID");

	for (size_t i = 0; id && i < idp->key_count; i++)
		if (!lasso_key_saml2_xml_verify(idp->keys[i], (char *)id, element))
			return true;
	return false;
}

bool idp_signed_query(const struct idp *idp, const char *query)
{
	for (size_t i = 0; i < idp->key_count; i++)
		if (!lasso_key_query_verify(idp->keys[i], query))
			return true;
	return false;
}

const struct idp *federation_find(const struct federation *federation, const char *entity_id)
{
	for (size_t i = 0; entity_id && i < federation->count; i++)
		if (!strcmp(federation->list[i].entity_id, entity_id))
			return &federation->list[i];
	return NULL;
}

/* The Gestore di prova counts only while the settings name it. */
static bool admitted(const struct q_spid_idp_metadati *row)
{
	return !row->prova || *setting_text("spid_prova");
}

static void take(struct federation *fresh, const struct q_spid_idp_metadati *row)
{
	struct bytes bytes = { (const unsigned char *)row->metadati, strlen(row->metadati) };
	struct idp idp;
	xmlDoc *doc;
	refusal why = tree_parse_file(fresh->arena, bytes, &doc);

	if (!why)
		why = idp_read(fresh->arena, xmlDocGetRootElement(doc), &idp);
	if (why)
		log_line("event=spid_idp_refused entity=\"%s\" why=\"%s\"", row->entity_id, why);
	else
		fresh->list[fresh->count++] = idp;
}

struct error *federation_refresh(struct federation *federation, struct db *db)
{
	struct q_spid_idp_edizione edition;
	struct federation fresh = { 0 };
	struct q_spid_idp_metadati *rows;
	size_t count;

	TRY(q_spid_idp_edizione(db, &edition));
	if (federation->edition && !strcmp(federation->edition, edition.edizione))
		return NULL;
	TRY(q_spid_idp_metadati(db, &rows, &count));
	fresh.arena = arena_new();
	fresh.edition = arena_strdup(fresh.arena, edition.edizione);
	fresh.list = arena_array(fresh.arena, count + 1, sizeof(*fresh.list));
	for (size_t i = 0; i < count; i++)
		if (admitted(&rows[i]))
			take(&fresh, &rows[i]);
	if (federation->arena)
		arena_free(federation->arena);
	*federation = fresh;
	log_line("event=spid_federation providers=%zu", federation->count);
	return NULL;
}
