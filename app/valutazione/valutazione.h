/*
 * Valutazioni: their rules, apart from screens and from the database.
 */
#ifndef VALUTAZIONE_VALUTAZIONE_H
#define VALUTAZIONE_VALUTAZIONE_H

#include "pratica/pratica.h"

/* Codes of tipo_intervento of this kind that the program knows (VAL-05). */
#define VALUTAZIONE_PRIMO "PRIMO"
#define VALUTAZIONE_MULTI "MULTI"

extern const struct pratica_kind kind_valutazione;

/* The headings of the type of that case with the parts written under each, as the reader may read them,
 * at `Parti` of the page (templates/valutazione_parti.cs). */
MUST struct error *valutazione_parti_mostra(struct request *rq, pratica_id id);

/* What the signed scales of any valutazione say of that person, as the reader may read them: totals over time with
 * their bands, at `Scala` of the page (templates/valutazione_scale.cs); and the fillings, the oldest first of each. */
MUST struct error *valutazione_scale_mostra(struct request *rq, soggetto_id person, struct q_valutazione_scale **scales, size_t *count);

/* The rules beyond the form.  Sentences stand in the form. */
void valutazione_check(struct form *form);

#endif
