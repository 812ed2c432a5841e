/*
 * Prints: a page that becomes a PDF (tagged PDF/A-3b), made by the queue's worker.
 *
 * A print is asked for by a POST, waits in the queue, and is made by `siz job` under the identity
 * of who asked, whose right is checked again then.  It is kept sealed like a document, belongs to
 * who asked, follows the right to what is printed also when it is ready, and goes away by itself.
 *
 * A noun adds a print with a line in stampe.def, a function that fills the page, and a template
 * below templates/stampa/ between stampa/inizio.cs and stampa/fine.cs; then a handler of a POST
 * ends with stampa_chiedi.
 */
#ifndef STAMPA_STAMPA_H
#define STAMPA_STAMPA_H

#include "job/job.h"
#include "web/web.h"

/* What is asked for. */
struct stampa_richiesta {
	const char *kind;      /* of stampe.def */
	int64_t object;        /* id of what is printed */
	pratica_id pratica;    /* the case whose right it follows, or 0 */
	soggetto_id soggetto;  /* the person concerned, for the register; without a case it follows its right */
	const char *options;   /* JSON object that the filling function gets back; NULL: {} */
	const char *title;     /* in lists and at the head: codes, never names */
	const char *file;      /* name of the file, with .pdf */
};

/* Ask, note it in the register, and lead to the page that waits for it.  Too many waiting is a
 * page that says so (ERR_CONSTRAINT stampa_troppe). */
MUST struct error *stampa_chiedi(struct request *rq, const struct stampa_richiesta *what);

/* The cases of which a print in pieces consists, in their order; in the arena of the request. */
struct stampa_pezzi {
	int64_t *ids;
	size_t count;
};

/* What the filling function gets.  rq is no request of a browser but looks like one: rq->page,
 * rq->db, rq->arena, rq->session (who asked, with the permissions of now), form_open, rows(). */
struct stampa {
	int64_t object;
	pratica_id pratica;
	soggetto_id soggetto;
	const char *options; /* JSON */
	struct stampa_pezzi *pieces; /* to be filled by the first function of a print in pieces */
};
/* Fills the page for its template.  What is not found or forbidden by now refuses the print:
 * ERR_NOT_FOUND, ERR_FORBIDDEN (raised in C: a statement that failed ends the transaction).  The
 * head of the page, Stampa.{titolo,ambito,chi,servizio,data,ora}, is filled by this room. */
typedef struct error *(*stampa_fill)(struct request *rq, const struct stampa *what);

/* Something that handlers' helpers take for a request, with the session of who asked for the job
 * (session_of_job): for whoever fills a page outside a request.  Lives as long as the job's arena. */
struct request *stampa_richiedente(struct job *job, struct session *session);

/* The job «stampa»: {"stampa": id}; how long it may take. */
MUST struct error *stampa_lavora(struct job *job);
int64_t stampa_secondi(void);

#endif
