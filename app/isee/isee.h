/*
 * ISEE: the indicators of a household's means, typed by hand or read from the XML of INPS (ECO-08,
 * ECO-10, BEY-15).  Who may see them is sql/code/15_isee.sql.
 *
 * Sources: D.P.C.M. 5 December 2013 n. 159 (ISE, ISR, ISP, scale of equivalence, validity); the schema
 * of the documents of INPS is conf/schema/isee-riforma.xsd, our own rewriting.
 */
#ifndef ISEE_ISEE_H
#define ISEE_ISEE_H

#include "base/arena.h"
#include "form/form.h"
#include "job/job.h"

#include <stdbool.h>
#include <stddef.h>

/* Why somebody is refused to write them, for the page that says so. */
#define ISEE_NON_SEGUITA                                                                                              \
	"L’ISEE lo scrive chi segue una pratica della persona: qui nessuna è affidata a te per scrivere. Chiedi alla sua " \
	"persona di riferimento, che trovi nel quadro."

/* ---- rules, pure ---- */

/* The protocol of a DSU as it is written, from what was typed: capitals, without blanks, the tail -00
 * added where it lacks.  NULL with *why, a sentence, if it is none or of a year that cannot be;
 * `today` is an ISO day. */
const char *isee_protocollo(struct arena *arena, const char *typed, const char *today, const char **why);
/* The last day of validity of a DSU presented then: 31 December of that year. */
const char *isee_fine(struct arena *arena, const char *presented);
/* Whether the values of a form fit each other: warnings, never refusals (art. 2: ISE = ISR + 20 % of
 * ISP; ISEE = ISE / scale; tolerance one euro). */
void isee_controlla(struct form *form, const char *today);

/* ---- the XML of INPS ---- */

#define ISEE_XML_LARGEST ((size_t)1024 * 1024)

/* A schema, read once before a hostile file is. */
struct isee_schema;
MUST struct error *isee_schema_leggi(struct arena *arena, const char *path, struct isee_schema **schema);

/*
 * What a document says, as a JSON object {protocollo, presentata_il, valida_fino, dichiarante,
 * difformita, indicatori: [{tipo, valore, ise, isr, isp, scala}], componenti: [{codice_fiscale,
 * cognome, nome, rapporto}]}; NULL with *why, a sentence.  Refused before parsing: DOCTYPE, other than
 * UTF-8, too large, too many elements or attributes (security goal IN-8).
 */
const char *isee_xml(struct arena *arena, const struct isee_schema *schema, const unsigned char *data, size_t size, const char **why);

/* The job «isee_lettura»: {"lettura": id}; how long it may take. */
MUST struct error *isee_leggi(struct job *job);
int64_t isee_leggi_secondi(void);

#endif
