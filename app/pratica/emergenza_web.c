/*
 * Access in an emergency (BEY-18): reading a case that one does not open, for a stated reason and some
 * hours.  Who may is decided by the database.
 */
#include "base/settings.h"
#include "pratica/pratica.h"

static struct error *show(struct request *rq, pratica_id id)
{
	struct q_pratica_sommario known;
	bool found;

	TRY(q_pratica_sommario(rq->db, id, &known, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such case, or one that may not be known of");
	audit(rq, "rifiuto", "pratica", id.v, 0);
	rq->web->outcome = "rifiutata"; /* it has not been opened yet */
	page_setf(rq->page, "Emergenza.cosa", "%s %s", known.articolo, known.codice);
	page_set(rq->page, "Emergenza.servizio", known.servizio_nome);
	page_set(rq->page, "Emergenza.riferimento", known.riferimento);
	page_set(rq->page, "Emergenza.telefono",
		 known.riferimento_telefono ? known.riferimento_telefono : known.servizio_telefono);
	page_int(rq->page, "Emergenza.ore", setting_int("emergency_hours"));
	page_set(rq->page, "Modulo.salva", "Apri in emergenza");
	crumb(rq, "Home", "/");
	crumb(rq, known.codice, arena_printf(rq->arena, "/pratiche/%lld", (long long)id.v));
	crumb(rq, "Accesso in emergenza", NULL);
	form_action(rq, arena_printf(rq->arena, "/pratiche/%lld/emergenza", (long long)id.v));
	form_cancel(rq, arena_printf(rq->arena, "/pratiche/%lld", (long long)id.v));
	return page_send(rq, "emergenza", "Accesso in emergenza");
}

/* Who may not ask opens the case anyway, and is led there, or is refused like everybody. */
static struct error *elsewhere(struct request *rq, pratica_id id)
{
	struct pratica *p;

	TRY(pratica_open(rq, "dettaglio", &p));
	return p ? redirect(rq, "/pratiche/%lld", (long long)id.v) : NULL;
}

struct error *pratica_emergenza(struct request *rq)
{
	pratica_id id = PATH_ID(rq, pratica);
	struct q_emergenza_ammessa row;

	TRY(q_emergenza_ammessa(rq->db, id, &row));
	return row.ammessa ? show(rq, id) : elsewhere(rq, id);
}

struct error *pratica_emergenza_apri(struct request *rq)
{
	pratica_id id = PATH_ID(rq, pratica);
	struct q_emergenza_titolare person;
	struct q_emergenza_ammessa row;
	struct q_emergenza_apri opened;

	TRY(q_emergenza_ammessa(rq->db, id, &row));
	if (!row.ammessa)
		return elsewhere(rq, id);
	if (!form_ok(rq->form))
		return show(rq, id);
	TRY(q_emergenza_apri(rq->db, id, form_text(rq->form, "motivo"), form_text(rq->form, "spiegazione"),
			     setting_int("emergency_hours"), &opened));
	TRY(q_emergenza_titolare(rq->db, id, &person));
	audit(rq, "emergenza", "pratica", id.v, person.titolare_soggetto_id.v);
	return redirect(rq, "/pratiche/%lld", (long long)id.v);
}

/* Whose it was goes home, and does not open the case any more; who ended that of another stays. */
struct error *pratica_emergenza_chiudi(struct request *rq)
{
	struct q_emergenza_chiudi ended;
	struct q_emergenza_mia mine;
	struct pratica *p;
	bool found;

	TRY(pratica_open(rq, "assegnazioni", &p));
	if (!p)
		return NULL;
	TRY(q_emergenza_mia(rq->db, p->id, &mine, &found));
	TRY(q_emergenza_chiudi(rq->db, p->id, &ended));
	if (found)
		return redirect(rq, "/?fatto=emergenza-chiusa");
	return redirect(rq, "/pratiche/%lld/assegnazioni%s", (long long)p->id.v, ended.quante ? "?fatto=emergenza-chiusa" : "");
}
