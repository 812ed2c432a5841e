/*
 * What the files of this room share; nobody outside includes it.
 */
#ifndef FORM_INSIDE_H
#define FORM_INSIDE_H

#include "form/form.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A value among several (check boxes). */
struct several {
	const char **list;
	size_t count;
};

/* What the form knows of one field. */
struct slot {
	const struct field_definition *field;
	bool visible;              /* to this class of viewer */
	bool shown;                /* its condition holds */
	bool required;             /* here, beyond the definition */
	bool aside;                /* of a block that was not asked for */
	const char *typed;         /* as it came, trimmed; never NULL */
	const char *clean;         /* in the machine's form; NULL if empty or wrong */
	struct several chosen;     /* of FIELD_CHOICES */
	const char *error;
	const char *warning, *warning_token;
	bool confirmed;
	const char *kept_code, *kept_text;
	const char *person, *person_url, *person_detail; /* of FIELD_PERSON, in words */
	const struct choice *choices;
	size_t choice_count;
	bool offered;              /* form_choices has named its vocabulary */
};

struct general_error {
	struct general_error *next;
	const char *text;
};

struct form {
	struct arena *arena;
	const struct form_definition *definition;
	const char *viewer;
	const struct fields *sent;  /* NULL if never read */
	struct slot *slots;
	const char **vocabularies;  /* once each, NULL at the end */
	size_t vocabulary_count;
	struct general_error *general, **general_end;
	const char *general_warning, *general_warning_token;
	bool general_confirmed;
	size_t errors, unconfirmed;
	struct row_sink sink;
};

/* Nothing stands in it. */
bool slot_empty(const struct slot *slot);

/* The slot of a declared field; another name is a bug and aborts. */
struct slot *form_slot(const struct form *form, const char *field);

/* Put a value into the slot: typed, and clean if it can be understood.  Gives the sentence
 * that says what is wrong, or NULL. */
const char *slot_take(struct form *form, struct slot *slot, const char *value);
void slot_add_choice(struct form *form, struct slot *slot, const char *code);
/* "a,b" or, as an array comes from the database, "{a,b}" (codes hold none of these). */
void slot_add_choices(struct form *form, struct slot *slot, const char *codes);
/* The codes of FIELD_CHOICES with a comma between, else the value; NULL if empty. */
const char *slot_value(const struct form *form, const struct slot *slot);

/* The value in the words of a person.  `words` has the vocabularies (the form that was read). */
const char *slot_words(const struct form *form, const struct slot *slot, const struct slot *words);

/* The parsers of single kinds: false with a sentence. */
typedef bool (*field_parser)(struct arena *arena, const struct field_definition *field,
			     const char *typed, const char **clean, const char **why);
field_parser parser_of(enum field_kind kind);

/* The same as form_parse_date with the day of today given (tests). */
bool parse_date_on(struct arena *arena, const char *typed, bool past, const char *today,
		   const char **iso, const char **why);

size_t characters(const char *utf8);

#endif
