/*
 * Who works where, in which role, from when until when (ACC-14, ACC-20).
 */
#include "amministrazione/amministrazione.h"

#include <string.h>

struct error *appartenenza_nuova(struct request *rq)
{
	struct q_amministra_appartenenza_aggiungi made;
	struct q_amministra_operatore row;
	struct form *f = rq->form;
	servizio_id service;

	TRY(operatore_trova(rq, &row));
	TRY(operatore_offri(rq));
	if (!form_ok(f) || !text_to_int(form_text(f, "servizio"), &service.v))
		return operatore_mostra(rq, &row);
	TRY(q_amministra_appartenenza_aggiungi(rq->db, row.operatore_id, service, form_text(f, "ruolo"),
			form_bool(f, "responsabile"), form_date(f, "valida_dal"), form_date(f, "valida_al"), &made));
	return redirect(rq, "%s", operatore_indirizzo(rq, row.operatore_id, "?fatto=appartenenza-salvata"));
}

/* ---- one of them ---- */

static struct error *find(struct request *rq, struct q_amministra_operatore *who, struct q_amministra_appartenenza *row)
{
	bool found;

	TRY(operatore_trova(rq, who));
	TRY(q_amministra_appartenenza(rq->db, who->operatore_id, PATH_ID(rq, appartenenza), row, &found));
	if (!found || strcmp(row->quando, "finita") == 0)
		return error_raise(ERR_NOT_FOUND, "no such membership, or it has ended");
	return row->cambia ? NULL : forbid(rq,
			"Questo servizio o questo ruolo non lo dai tu: chiedi a chi amministra SIZ.",
			"a higher role, or one's own");
}

static struct error *show(struct request *rq, const struct q_amministra_operatore *who,
		const struct q_amministra_appartenenza *row)
{
	struct page *node = page_node(rq->page, "Appartenenza");
	const char *name = arena_printf(rq->arena, "%s %s", who->nome, who->cognome);

	page_int(node, "id", row->appartenenza_id.v);
	page_int(node, "operatore", who->operatore_id.v);
	page_set(node, "chi", name);
	page_set(node, "servizio", row->servizio);
	page_set(node, "ruolo", row->ruolo);
	page_set(node, "dal", italian_date(rq->arena, row->valida_dal));
	page_int(node, "aperte", row->aperte);
	page_flag(node, "consegna", row->aperte && session_may(rq->session, SUPERVISIONE));
	form_cancel(rq, operatore_indirizzo(rq, who->operatore_id, ""));
	amministrazione_path(rq, "Operatori", "operatori", name);
	return page_send(rq, "appartenenza", arena_printf(rq->arena, "%s: %s", name, row->servizio));
}

struct error *appartenenza_vedi(struct request *rq)
{
	struct q_amministra_appartenenza row;
	struct q_amministra_operatore who;

	TRY(find(rq, &who, &row));
	TRY(operatore_offri(rq));
	form_set(rq->form, "ruolo", row.ruolo_codice);
	form_set(rq->form, "responsabile", row.responsabile ? "1" : NULL);
	form_set(rq->form, "valida_al", row.valida_al);
	return show(rq, &who, &row);
}

struct error *appartenenza_cambia(struct request *rq)
{
	struct q_amministra_appartenenza row;
	struct q_amministra_operatore who;
	struct form *f = rq->form;

	TRY(find(rq, &who, &row));
	TRY(operatore_offri(rq));
	if (!form_ok(f))
		return show(rq, &who, &row);
	TRY(q_amministra_appartenenza_cambia(rq->db, who.operatore_id, row.appartenenza_id, form_text(f, "ruolo"),
			form_bool(f, "responsabile"), form_date(f, "dal"), form_date(f, "valida_al")));
	return redirect(rq, "%s", operatore_indirizzo(rq, who.operatore_id, "?fatto=appartenenza-cambiata"));
}

struct error *appartenenza_termina(struct request *rq)
{
	struct q_amministra_appartenenza row;
	struct q_amministra_operatore who;

	TRY(find(rq, &who, &row));
	if (!form_ok(rq->form))
		return operatore_mostra(rq, &who);
	TRY(q_amministra_appartenenza_termina(rq->db, who.operatore_id, row.appartenenza_id, NULL));
	return redirect(rq, "%s", operatore_indirizzo(rq, who.operatore_id, "?fatto=appartenenza-cambiata"));
}
