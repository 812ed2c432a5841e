/*
 * The table type, INPS code, ISTAT class, level (GEN-24): made from the rows, as they hold on a day.
 */
#include "intervento/intervento_web.h"

#include <time.h>

static struct error *kind_choices(struct request *rq, struct form *form)
{
	struct q_intervento_kinds_scelta *kinds;
	size_t count;

	TRY(q_intervento_kinds_scelta(rq->db, &kinds, &count));
	struct choice *choices = arena_array(rq->arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ kinds[i].codice, kinds[i].plurale, NULL };
	form_choices(form, "kind_intervento", choices, count);
	return NULL;
}

struct error *intervento_tipi(struct request *rq)
{
	struct form *form;
	const char *day;

	TRY(form_asked(rq, "cerca_tipi", &form));
	TRY(kind_choices(rq, form));
	day = form_date(form, "data");
	if (!day)
		day = italian_today(rq->arena, (int64_t)time(NULL));
	TRY(q_intervento_tipi(rq->db, day, form_text(form, "kind"), form_text(form, "cerca"), rows(rq, "Tipi")));
	TRY(db_wait(rq->db));
	page_set(rq->page, "Tipi_giorno", italian_date(rq->arena, day));
	page_set(rq->page, "Pagina.area", "interventi_tipi");
	page_flag(rq->page, "Pagina.ricerca", true);
	crumb(rq, "Home", "/");
	crumb(rq, "Tipi e codici INPS", NULL);
	form_show(rq, form, "Modulo");
	return page_send(rq, "intervento_tipi", "Tipi e codici INPS");
}
