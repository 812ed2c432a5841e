/*
 * The home page, and the page that says that the program lives.
 */
#include "home/home.h"

struct error *salute(struct request *rq)
{
	struct q_salute row;

	TRY(q_salute(rq->db, &row));
	rq->response->content_type = "application/json";
	text_addf(rq->response->body, "{\"stato\":\"ok\",\"database\":%s}\n", row.viva ? "true" : "false");
	rq->web->sent = true;
	return NULL;
}
