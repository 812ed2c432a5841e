/*
 * Who speaks: the service provider (us) and the identity providers of the federation, with their
 * addresses and keys.  Keys of providers come from the metadata that we hold, never from a message
 * (SAML-3).
 */
#ifndef PARTY_H
#define PARTY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/db.h"
#include "tree.h"

#include <lasso/lasso.h>

#define BINDING_POST_URN "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
#define BINDING_REDIRECT_URN "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"

enum binding { BINDING_REDIRECT, BINDING_POST, BINDINGS };
const char *binding_name(enum binding binding); /* "redirect", "post" */

/* What of a provider's metadata matters. */
struct idp {
	const char *entity_id, *name;
	const char *sso[BINDINGS], *slo[BINDINGS], *slo_response[BINDINGS]; /* NULL: not offered */
	LassoKey *keys[8];
	size_t key_count;
};

/* Read an EntityDescriptor; keys are freed with the arena.  Refused: no entityID, no
 * SingleSignOnService, an address that is no https (http is allowed only for tests on this machine),
 * no signing key, an RSA key below 2048 bits. */
refusal idp_read(struct arena *arena, const xmlNode *descriptor, struct idp *idp);

/* True if one of the provider's keys signed this very element (its own Signature child, whose form
 * was checked before). */
bool idp_signed_element(struct arena *arena, const struct idp *idp, xmlNode *element);
/* The same for the query of a redirect as it came. */
bool idp_signed_query(const struct idp *idp, const char *query);

/* All of them, as the database holds them. */
struct federation {
	struct arena *arena; /* of this edition */
	const char *edition;
	struct idp *list;
	size_t count;
};
/* Read again if it changed since. */
MUST struct error *federation_refresh(struct federation *federation, struct db *db);
/* NULL if nobody of that entityID belongs to it: the word is only looked up, never followed. */
const struct idp *federation_find(const struct federation *federation, const char *entity_id);

/* Ourselves, from the settings. */
struct sp {
	struct arena *arena;
	const char *entity_id, *base, *acs, *slo;
	const char *certificate; /* PEM, the first of the file */
	LassoKey *key;           /* NULL until sp_key */
};
void sp_from_settings(struct arena *arena, struct sp *sp);
/* Private key and certificate. */
MUST struct error *sp_key(struct sp *sp);

/* A whole small file. */
MUST struct error *file_text(struct arena *arena, const char *path, const char **text);

#endif
