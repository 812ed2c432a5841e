/*
 * Forms as data: a definition says which fields exist, their label, kind, whether they are
 * required, their help, when they show and to whom; the same definition drives reading,
 * checking, rendering and storing.  Definitions come from the database (`siz migra` loads the
 * shipped ones of conf/form/ into it); this room knows neither SQL nor who is asking: the
 * caller passes the class of the viewer.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "http/request.h"
#include "page/page.h"

#include <stdbool.h>
#include <stdint.h>

enum field_kind {
	FIELD_TEXT,      /* testo: one line */
	FIELD_LONG_TEXT, /* testo_lungo: several lines */
	FIELD_CHOICE,    /* scelta: one of a vocabulary, a select */
	FIELD_RADIO,     /* radio: one of a vocabulary, all in view */
	FIELD_CHECK,     /* casella: yes or not */
	FIELD_CHOICES,   /* scelte: several of a vocabulary, check boxes */
	FIELD_DATE,      /* data: a near date; accepts 2026-05-06, 06/05/2026, 6-5-26, 06052026 */
	FIELD_BIRTH,     /* data_nascita: the same, typed; two digits of the year mean the past */
	FIELD_TIME,      /* ora: 09:20 */
	FIELD_MONEY,     /* importo: 1.200,50 or 1200,5 or 1200.50; kept as 1200.50 */
	FIELD_INTEGER,   /* intero */
	FIELD_TAX_CODE,  /* codice_fiscale: blanks and lower case accepted, kept in capitals without blanks */
	FIELD_EMAIL, FIELD_PHONE,
	FIELD_IBAN,      /* iban: blanks and lower case accepted, check digits asked, kept in capitals without blanks */
	FIELD_PERSON,    /* persona: the id of a soggetto, chosen with the picker */
	FIELD_PASSWORD,  /* password: never given back to a page, never in a draft */
	FIELD_HIDDEN,    /* nascosto */
	FIELD_FILES      /* file: documents; the content is not the form's business */
};

struct field_definition {
	const char *name;       /* [a-z][a-z0-9_]{0,62}: the name in HTML, JSON and, where there is one, of the column */
	const char *label, *help, *group;  /* group: heading under which it stands */
	const char *block;      /* of its group: shown only where a rule asks for it (form_show_blocks); NULL: always */
	enum field_kind kind;
	bool required;
	const char *required_text;  /* sentence when missing, e.g. "Scegli la classificazione ISTAT"; NULL: made from the label */
	const char *vocabulary; /* of the choices, or NULL */
	const char *shown_field, *shown_value; /* shown only if that field has that value; NULL: always */
	const char *viewer;     /* class of viewer that sees it; NULL: all */
	int64_t minimum, maximum; /* characters of text, or value of a number; maximum 0: 4000 characters */
	int width;              /* of 12 columns */
	const char *autocomplete; /* HTML token, or NULL */
};

/* The kind by its Italian name ("testo_lungo"), as in conf/form/ and in the database. */
const char *field_kind_name(enum field_kind kind);
bool field_kind_from(const char *name, enum field_kind *kind);

struct form_definition {
	const char *name, *title;
	int64_t version;
	const struct field_definition *fields;
	size_t field_count;
};

/* What a reader of definitions (a file, rows of the database) owes before it uses one: names
 * well formed and unique, choices with a vocabulary, conditions on a field that stands before. */
MUST struct error *form_definition_check(const struct form_definition *definition);

struct choice {
	const char *code, *text, *group; /* group may be NULL */
};

struct form;

/* An empty form (GET of a new thing, or to be filled from a row). */
struct form *form_new(struct arena *arena, const struct form_definition *definition, const char *viewer);
/* Take the declared fields from what was sent and check each: form, length, date that exists,
 * required.  A field hidden by `shown` is ignored.  Errors become sentences inside the form;
 * choices are checked by form_choices.  Accept also values of a draft: same call. */
struct form *form_read(struct arena *arena, const struct form_definition *definition,
		       const char *viewer, const struct fields *sent);

/* The choices of a vocabulary for all fields that name it; refuses a sent value that is not
 * among them.  The array is kept, not copied. */
void form_choices(struct form *form, const char *vocabulary, const struct choice *choices, size_t count);
/* A code no longer in the vocabulary that is still accepted because the stored row has it;
 * to be called before form_choices.  text NULL: shown as the code. */
void form_keep(struct form *form, const char *field, const char *code, const char *text);

/* A field that is owed here although the definition leaves it free: marked as such, and refused
 * if it was sent empty. */
void form_require(struct form *form, const char *field);

/*
 * Which blocks show, as "a,b" (NULL: none); groups without a block always do.  A block that is not
 * asked for is shown all the same while one of its fields holds something or is wrong, so that
 * nothing typed is lost and nobody is refused for what they cannot see.
 */
void form_show_blocks(struct form *form, const char *blocks);

/* Names of the vocabularies that the definition asks for, once each; NULL at the end. */
const char *form_vocabulary(const struct form *form, size_t number);

/* Fill from stored values (GET). NULL leaves it empty. */
void form_set(struct form *form, const char *field, const char *value);
struct row_sink *form_sink(struct form *form); /* fills the fields whose names are columns */
/* Fill whatever the JSON object has for declared fields (drafts, jsonb). ERR_BAD_REQUEST if not an object. */
MUST struct error *form_set_json(struct form *form, const char *json);

/* A rule beyond the definition: the sentence stands beside the field and in the summary.
 * field NULL: the summary only.  An undeclared field is a bug and aborts. */
void form_error(struct form *form, const char *field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A warning: does not make the form refused (AMB-20). It is shown beside the field; the form
 * is to be sent again with a field `conferma` holding its token (of field, code and sentence:
 * a different datum asks again).  field NULL: the summary only.  True if already confirmed. */
bool form_warning(struct form *form, const char *field, const char *code, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* True if there is no error and no unconfirmed warning.  A form never read (GET) is not ok; a code
 * whose vocabulary form_choices never named is refused here. */
bool form_ok(struct form *form);

/* True if the definition has that field. */
bool form_has(const struct form *form, const char *field);
/* True if the form was read from what somebody sent (form_read). */
bool form_was_sent(const struct form *form);
/* As it stands in the field now, valid or not; NULL if empty. */
const char *form_raw(const struct form *form, const char *field);

/* Who stands in a FIELD_PERSON, in words: name, where it leads, birth and code (any may be
 * NULL).  Without it the page has only an id. */
void form_person(struct form *form, const char *field, const char *name, const char *url, const char *detail);

/* The value in the words of a person (the text of a code, 06/05/2026, Sì); NULL if empty. */
const char *form_words(const struct form *form, const char *field);

/* Typed values.  Asking for an undeclared field is a bug and aborts.  Empty: NULL, 0, false. */
const char *form_text(const struct form *form, const char *field);  /* trimmed; NULL if empty; of FIELD_CHOICES the codes with a comma between */
const char *form_date(const struct form *form, const char *field);  /* ISO, or NULL */
int64_t form_int(const struct form *form, const char *field);
bool form_bool(const struct form *form, const char *field);
/* All values as a JSON object with the declared fields that are not empty (never passwords).
 * What could not be understood stands as it was typed: a draft loses nothing. */
const char *form_json(const struct form *form);

/* Put the form at `name` (default "Modulo") of the page:
 *   name.titolo .nome .errori (count) .errore.N.{campo,testo}
 *   name.avvisi (count, unconfirmed) .avviso.N.{campo,codice,testo,confermato}  (codice: the token)
 *   name.gruppo.G.{titolo} .gruppo.G.campo.F.{nome,id,tipo,etichetta,aiuto,obbligatorio,valore,
 *      errore,avviso,avviso_codice,larghezza,massimo,autocomplete,mostra_campo,mostra_valore,
 *      parole (the value in words), persona_nome,persona_url,persona_dettaglio (after form_person),
 *      libero (1: a date that is not one, to be shown as text),
 *      opzione.N.{codice,testo,scelta,gruppo}}
 *   name.campo.<field>.<the same>   (for hand-made layouts) */
void form_to_page(const struct form *form, struct page *page, const char *name);

/* What two people wrote, side by side (templates/conflitto.cs), at `name` ("Conflitto"):
 *   name.campo.N.{nome,etichetta,mio,mio_testo,suo,suo_testo}  where they differ
 *   name.uguale.N.{nome,valore}                                the rest, to be sent again */
void form_conflict_to_page(const struct form *mine, const struct form *stored, struct page *page,
			   const char *name);

const struct form_definition *form_definition(const struct form *form);
/* Where it lives: for texts that a rule makes. */
struct arena *form_arena(const struct form *form);

/* A date as a person types it; *iso gets yyyy-mm-dd.  False with *why (a sentence) if it is not
 * a date: «Scrivi la data come 14/03/1948», «Il 31/04/2026 non esiste».  past: a year of two
 * digits is the latest not after today. */
bool form_parse_date(struct arena *arena, const char *typed, bool past, const char **iso, const char **why);
/* An IBAN (ISO 13616), with its length for Italy and its check digits; *iban in capitals without blanks. */
bool form_parse_iban(struct arena *arena, const char *typed, const char **iban, const char **why);
bool form_parse_money(struct arena *arena, const char *typed, const char **numeric, const char **why);

#endif
