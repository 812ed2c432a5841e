/*
 * The movements of all cases of the service, planned until a day: asked here, made by the queue, piece by piece.
 */
#include "conti/conti.h"

static struct error *show(struct request *rq)
{
	TRY(q_generazioni_elenco(rq->db, rows(rq, "Previsioni")));
	TRY(q_generazioni_scarti(rq->db, rows(rq, "Scarti")));
	form_cancel(rq, "/pagamenti");
	page_set(rq->page, "Modulo.salva", "Prevedi i movimenti");
	page_set(rq->page, "Pagina.area", "pagamenti");
	crumb(rq, "Home", "/");
	crumb(rq, "Pagamenti", "/pagamenti");
	crumb(rq, "Previsione", NULL);
	audit(rq, "elenca", "generazione_movimenti", 0, 0);
	return page_send(rq, "previsione", "Previsione dei movimenti");
}

struct error *previsione_vedi(struct request *rq)
{
	return show(rq);
}

struct error *previsione_avvia(struct request *rq)
{
	struct q_generazione_avvia made;

	if (!form_ok(rq->form))
		return show(rq);
	TRY(q_generazione_avvia(rq->db, form_date(rq->form, "fino"), &made));
	return redirect(rq, "/pagamenti/previsione?fatto=previsione-avviata");
}
