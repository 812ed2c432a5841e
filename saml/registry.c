/*
 * `siz-spid idp [FILE [CERTIFICATE]]`: keep the list of providers up to date.
 *
 * FILE is AgID's federation registry (or the metadata of one provider); with CERTIFICATE its
 * signature must be AgID's.  All or nothing: one provider that cannot be read changes nothing.
 * Without words only the Gestore di prova is looked after: it is in the list while the setting
 * spid_prova names its metadata.
 */
#include "spid.h"

#include "base/log.h"
#include "base/settings.h"
#include "query.h"

#include <string.h>

static struct error *store(struct db *db, struct arena *arena, xmlNode *descriptor, bool prova)
{
	struct bytes xml = tree_write(arena, descriptor);
	struct idp idp;
	refusal why = idp_read(arena, descriptor, &idp);

	if (why)
		return error_raise(ERR_BAD_REQUEST, "%s: %s", idp.entity_id ? idp.entity_id : "a provider", why);
	printf("%s  %s\n", idp.entity_id, idp.name);
	return error_pass(q_spid_idp_aggiungi(db, idp.entity_id, idp.name, logo_of(arena, idp.entity_id), prova, (const char *)xml.data));
}

static struct error *signed_by(struct arena *arena, xmlNode *root, const char *path)
{
	const char *pem, *id = tree_attribute(arena, root, "ID");
	LassoKey *key;
	int wrong;

	TRY(file_text(arena, path, &pem));
	key = lasso_key_new_for_signature_from_memory(pem, strlen(pem), NULL, LASSO_SIGNATURE_METHOD_RSA_SHA256, NULL);
	if (!key)
		return error_raise(ERR_BAD_REQUEST, "%s is no certificate", path);
	wrong = !id || ids_differ(root) || lasso_key_saml2_xml_verify(key, (char *)id, root);
	g_object_unref(key);
	return wrong ? error_raise(ERR_FORBIDDEN, "the registry is not signed by %s", path) : NULL;
}

static struct error *read_file(struct arena *arena, const char *path, const char *certificate, xmlNode **root)
{
	const char *text;
	xmlDoc *doc;
	refusal why;

	TRY(file_text(arena, path, &text));
	why = tree_parse_file(arena, (struct bytes){ (const unsigned char *)text, strlen(text) }, &doc);
	if (why)
		return error_raise(ERR_BAD_REQUEST, "%s: %s", path, why);
	*root = xmlDocGetRootElement(doc);
	return certificate ? error_pass(signed_by(arena, *root, certificate)) : NULL;
}

/* One EntityDescriptor, or all those of an EntitiesDescriptor that are providers. */
static struct error *store_all(struct db *db, struct arena *arena, xmlNode *root, bool prova)
{
	size_t count = 0;

	TRY(q_spid_idp_svuota(db, prova));
	if (tree_is(root, NS_METADATA, "EntityDescriptor"))
		return error_pass(store(db, arena, root, prova));
	for (xmlNode *one = tree_child(root, NS_METADATA, "EntityDescriptor"); one; one = tree_next(one)) {
		if (!tree_child(one, NS_METADATA, "IDPSSODescriptor"))
			continue;
		TRY(store(db, arena, one, prova));
		count++;
	}
	return count ? NULL : error_raise(ERR_BAD_REQUEST, "no identity provider in the file");
}

static struct error *update(struct db *db, struct arena *arena, int count, char **words)
{
	const char *prova = setting_text("spid_prova");
	xmlNode *root;

	TRY(db_start(db, arena));
	TRY(db_begin(db, false));
	if (count) {
		TRY(read_file(arena, words[0], count == 2 ? words[1] : NULL, &root));
		TRY(store_all(db, arena, root, false));
	}
	if (*prova) {
		TRY(read_file(arena, prova, NULL, &root));
		TRY(store_all(db, arena, root, true));
	} else {
		TRY(q_spid_idp_svuota(db, true));
	}
	return error_pass(db_commit(db));
}

struct error *command_idp(int count, char **words)
{
	struct arena *arena = arena_new();
	struct db *db = NULL;
	struct error *err;

	if (count > 2)
		err = error_raise(ERR_BAD_REQUEST, "usage: siz-spid idp [FILE [CERTIFICATE]]");
	else
		err = db_open(setting_text("database_owner"), 0, &db);
	if (!err)
		err = update(db, arena, count, words);
	if (db)
		db_close(db);
	arena_free(arena);
	return error_pass(err);
}
