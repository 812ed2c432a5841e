/*
 * 5.4: the Assertion, read on the very element whose signature was verified.
 */
#include "answer.h"

#include <string.h>

/* What each check is handed. */
struct view {
	struct arena *arena;
	const xmlNode *assertion;
	const struct asked *asked;
	struct identity *identity;
};

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static const char *attribute(const struct view *v, const xmlNode *node, const char *name)
{
	return tree_attribute(v->arena, node, name);
}

/* The one child of that name; NULL if there is none or more than one. */
static xmlNode *only(const xmlNode *parent, const char *name)
{
	return tree_count(parent, NS_ASSERTION, name) == 1 ? tree_child(parent, NS_ASSERTION, name) : NULL;
}

/* 5.4: ID present, Version 2.0. */
static refusal head(const struct view *v)
{
	v->identity->assertion_id = attribute(v, v->assertion, "ID");
	if (!v->identity->assertion_id)
		return "5.4 ID of the Assertion";
	return same(attribute(v, v->assertion, "Version"), "2.0") ? NULL : "5.4 Version of the Assertion";
}

/* 5.4: IssueInstant as for the Response. */
static refusal instant(const struct view *v)
{
	return instant_check(v->arena, v->assertion, v->asked, "5.4 IssueInstant of the Assertion");
}

/* 5.4: Issuer is the same provider, its Format present. */
static refusal issuer(const struct view *v)
{
	return issuer_check(v->arena, v->assertion, v->asked->idp->entity_id, true, "5.4 Issuer of the Assertion");
}

/* 5.4: NameID with text, transient, with a qualifier. */
static refusal name_id(const struct view *v)
{
	const xmlNode *name = only(only(v->assertion, "Subject"), "NameID");

	v->identity->name_id = tree_text(v->arena, name);
	if (!v->identity->name_id)
		return "5.4 NameID";
	if (!same(attribute(v, name, "Format"), F_TRANSIENT))
		return "5.4 Format of the NameID";
	v->identity->qualifier = attribute(v, name, "NameQualifier");
	return v->identity->qualifier ? NULL : "5.4 NameQualifier of the NameID";
}

/* 5.4: one SubjectConfirmation, bearer, with one SubjectConfirmationData for us and our request. */
static refusal confirmation(const struct view *v)
{
	const xmlNode *one = only(only(v->assertion, "Subject"), "SubjectConfirmation"), *data;

	if (!one)
		return "5.4 SubjectConfirmation";
	if (!same(attribute(v, one, "Method"), BEARER))
		return "5.4 Method of the SubjectConfirmation";
	data = only(one, "SubjectConfirmationData");
	if (!data)
		return "5.4 SubjectConfirmationData";
	if (!same(attribute(v, data, "Recipient"), v->asked->acs))
		return "5.4 Recipient";
	if (!same(attribute(v, data, "InResponseTo"), v->asked->request_id))
		return "5.4 InResponseTo of the SubjectConfirmationData";
	if (!instant_read(attribute(v, data, "NotOnOrAfter"), &v->identity->expires))
		return "5.4 NotOnOrAfter of the SubjectConfirmationData";
	return v->asked->now - v->asked->tolerance < v->identity->expires ? NULL : "5.4 SubjectConfirmationData expired";
}

/* 5.4: Conditions hold now. */
static refusal conditions(const struct view *v)
{
	const xmlNode *one = only(v->assertion, "Conditions");
	int64_t from, to;

	if (!one)
		return "5.4 Conditions";
	if (!instant_read(attribute(v, one, "NotBefore"), &from))
		return "5.4 NotBefore of the Conditions";
	if (!instant_read(attribute(v, one, "NotOnOrAfter"), &to))
		return "5.4 NotOnOrAfter of the Conditions";
	if (v->asked->now + v->asked->tolerance < from)
		return "5.4 Conditions not yet valid";
	return v->asked->now - v->asked->tolerance < to ? NULL : "5.4 Conditions expired";
}

/* 5.4: the Assertion is for us, whatever AudienceRestriction one reads. */
static refusal audience(const struct view *v)
{
	const xmlNode *list = tree_child(only(v->assertion, "Conditions"), NS_ASSERTION, "AudienceRestriction");

	if (!list)
		return "5.4 AudienceRestriction";
	for (; list; list = tree_next(list)) {
		const xmlNode *one = tree_child(list, NS_ASSERTION, "Audience");

		while (one && !same(tree_text(v->arena, one), v->asked->entity_id))
			one = tree_next(one);
		if (!one)
			return "5.4 Audience";
	}
	return NULL;
}

/* 1 to 3, 0 for anything but the three of SPID. */
static int level_of(const char *reference)
{
	static const char stem[] = "https://www.spid.gov.it/SpidL";
	size_t size = sizeof(stem) - 1;

	if (!reference || strncmp(reference, stem, size) != 0 || strlen(reference) != size + 1)
		return 0;
	return reference[size] >= '1' && reference[size] <= '3' ? reference[size] - '0' : 0;
}

/* 5.4: the level fits the request; with maximum a higher one is no obstacle. */
static bool level_fits(int level, int asked, const char *comparison)
{
	if (!strcmp(comparison, "maximum"))
		return true;
	return strcmp(comparison, "better") ? level >= asked : level > asked;
}

/* 5.4: one AuthnStatement with an instant and a level. */
static refusal authentication(const struct view *v)
{
	const xmlNode *one = only(v->assertion, "AuthnStatement");
	int64_t when;

	if (!one)
		return "5.4 AuthnStatement";
	if (!instant_read(attribute(v, one, "AuthnInstant"), &when) || when > v->asked->now + v->asked->tolerance)
		return "5.4 AuthnInstant";
	v->identity->session_index = attribute(v, one, "SessionIndex");
	v->identity->level = level_of(tree_text(v->arena, only(only(one, "AuthnContext"), "AuthnContextClassRef")));
	if (!v->identity->level)
		return "5.4 AuthnContextClassRef";
	return level_fits(v->identity->level, v->asked->level, v->asked->comparison) ? NULL : "5.4 level";
}

static const char **wanted(struct identity *identity, const char *name)
{
	return same(name, "spidCode")	      ? &identity->spid_code
	       : same(name, "fiscalNumber")   ? &identity->fiscal_number
	       : same(name, "name")	      ? &identity->name
	       : same(name, "familyName")     ? &identity->family_name
	       : same(name, "email")	      ? &identity->email
					      : NULL;
}

/* 5.4: an Attribute has a Name and a value; what nobody asked for is left aside. */
static refusal attribute_take(const struct view *v, const xmlNode *one)
{
	const char *name = attribute(v, one, "Name");
	const char *value = tree_text(v->arena, tree_child(one, NS_ASSERTION, "AttributeValue"));
	const char **place = wanted(v->identity, name);

	if (!name)
		return "5.4 Name of an Attribute";
	if (!value)
		return "5.4 AttributeValue";
	if (!place)
		return NULL;
	if (*place || tree_count(one, NS_ASSERTION, "AttributeValue") > 1)
		return "5.4 an Attribute twice";
	*place = value;
	return NULL;
}

/* 5.4: at least one Attribute, among them those without which we cannot work. */
static refusal attributes(const struct view *v)
{
	const xmlNode *list = only(v->assertion, "AttributeStatement");
	const struct identity *i = v->identity;

	if (!list || !tree_child(list, NS_ASSERTION, "Attribute"))
		return "5.4 AttributeStatement";
	for (const xmlNode *one = tree_child(list, NS_ASSERTION, "Attribute"); one; one = tree_next(one))
		HOLD(attribute_take(v, one));
	return i->spid_code && i->fiscal_number && i->name && i->family_name ? NULL : "5.4 a required attribute";
}

refusal assertion_check(struct arena *arena, const xmlNode *assertion, const struct asked *asked, struct identity *identity)
{
	static refusal (*const checks[])(const struct view *) = {
		head, instant, issuer, name_id, confirmation, conditions, audience, authentication, attributes,
	};
	const struct view view = { arena, assertion, asked, identity };

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		HOLD(checks[i](&view));
	return NULL;
}
