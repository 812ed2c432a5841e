/*
 * Choice and change of the service (ACC-17, ACC-18, ACC-23).
 */
#include "accesso/accesso.h"

#include "base/settings.h"

#include <string.h>

static struct error *show(struct request *rq)
{
	const char *back = return_path(rq);
	struct q_sessione_chi who;

	TRY(accesso_chi(rq, &who));
	TRY(q_sessione_servizi(rq->db, rq->session->token, rows(rq, "Servizi")));
	page_flag(rq->page, "Sessione.sempre", who.entra_ultimo);
	page_set(rq->page, "Modulo.ritorno", strcmp(back, "/") == 0 ? "" : back);
	return page_send(rq, "servizio", "Scegli il servizio");
}

struct error *servizio_vedi(struct request *rq)
{
	return show(rq);
}

/* A new token: pages that other windows still show belong to the service that was left, and
 * what they send is refused rather than written into the other one. */
struct error *servizio_scegli(struct request *rq)
{
	const char *token = session_token(rq->arena);

	if (!form_ok(rq->form))
		return show(rq);
	TRY(q_sessione_scegli_servizio(rq->db, rq->session->token, token, (servizio_id){ form_int(rq->form, "servizio") },
				       form_bool(rq->form, "sempre"), setting_bool("second_factor_for_administrators")));
	session_renew(rq, token);
	return redirect(rq, "%s", return_path(rq));
}
