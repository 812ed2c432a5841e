/*
 * XML from outside: read strictly, looked at through four functions.  A message is parsed once,
 * and this tree is the one that is checked, whose signature is verified and that is read.
 */
#ifndef TREE_H
#define TREE_H

#include "refusal.h"

#include "base/arena.h"
#include "base/text.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#define NS_PROTOCOL "urn:oasis:names:tc:SAML:2.0:protocol"
#define NS_ASSERTION "urn:oasis:names:tc:SAML:2.0:assertion"
#define NS_METADATA "urn:oasis:names:tc:SAML:2.0:metadata"
#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"
#define NS_SPID "https://spid.gov.it/saml-extensions"

#define TREE_BYTES (256 * 1024)
#define TREE_ATTRIBUTES 200
#define TREE_DEPTH 50

/* SAML-1: size, UTF-8 without mark, no other encoding, no DOCTYPE, entity, comment, CDATA or
 * processing instruction, few attributes, little depth; and well-formed.  The document is freed
 * with the arena. */
refusal tree_parse(struct arena *arena, struct bytes bytes, xmlDoc **doc);
/* The same for files of the administrator: larger, comments allowed; never a DOCTYPE. */
refusal tree_parse_file(struct arena *arena, struct bytes bytes, xmlDoc **doc);

bool tree_is(const xmlNode *node, const char *ns, const char *name);
/* The first child element of that name, or NULL; how many there are. */
xmlNode *tree_child(const xmlNode *parent, const char *ns, const char *name);
size_t tree_count(const xmlNode *parent, const char *ns, const char *name);
/* The next element beside, of the same name; for loops that begin with tree_child. */
xmlNode *tree_next(const xmlNode *node);
/* The text of an element that holds nothing but text, trimmed; NULL if it holds anything else,
 * or nothing, or does not exist. */
const char *tree_text(struct arena *arena, const xmlNode *node);
/* An attribute without namespace; NULL if absent or empty. */
const char *tree_attribute(struct arena *arena, const xmlNode *node, const char *name);
bool tree_has_attribute(const xmlNode *node, const char *name);
/* Every element below and with `root`, in the order of the document: start with NULL. */
xmlNode *tree_walk(const xmlNode *root, const xmlNode *from);
/* The bytes of an element with all that it needs. */
struct bytes tree_write(struct arena *arena, xmlNode *node);

/* Strict Base64 (RFC 4648, padded; line ends allowed between, as xs:base64Binary has them): false
 * if it is anything else. */
bool base64_decode(struct arena *arena, const char *text, struct bytes *bytes);
const char *base64_encode(struct arena *arena, struct bytes bytes);
/* SHA-256, for what the database keeps only so. */
struct bytes sha256_of(struct arena *arena, const char *text);
/* Lower-case hexadecimal of that many random bytes. */
const char *random_hex(struct arena *arena, size_t bytes);

/* An instant of SAML: UTC, YYYY-MM-DDThh:mm:ss[.sss]Z, in seconds since 1970. */
bool instant_read(const char *text, int64_t *seconds);
const char *instant_write(struct arena *arena, int64_t seconds);

#endif
