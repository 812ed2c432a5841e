/*
 * Between the files of this room only.
 */
#ifndef DOCUMENTO_INSIDE_H
#define DOCUMENTO_INSIDE_H

#include "documento/blocco.h"
#include "documento/documento.h"

/* ---- carica.c: bytes in ---- */

/* Where a document goes and what is known of it before its bytes come. */
struct arrivo {
	pratica_id pratica;  /* or */
	bozza_id bozza;      /* or */
	domanda_id domanda;
	const char *nome;    /* clean */
	const char *data;    /* ISO, or NULL: today */
	const char *tipo;    /* code, or NULL */
	int64_t byte;
};

/* NULL, or why a file of that name, beginning and size is not taken: kind, size, quota.  `nuovi`
 * counts the bytes that come with the same request before it. */
MUST struct error *carica_rifiuto(struct request *rq, const struct arrivo *arrivo, const unsigned char *inizio, size_t quanti,
				  int64_t nuovi, const char **perche);
/* The same before the first byte, by name and size alone. */
MUST struct error *carica_annunciato(struct request *rq, const struct arrivo *arrivo, const char **perche);
/* A whole file out of the request's body, in the present transaction, and the job that checks it.
 * Constant memory. */
MUST struct error *carica_tutto(struct request *rq, const struct arrivo *arrivo, int64_t offset, documento_id *id);
/* Begin a document that comes in pieces, or find the one that was interrupted; *da is where to go on. */
MUST struct error *carica_inizia(struct request *rq, const struct arrivo *arrivo, const char *segno, documento_id *id, int64_t *da);
/* The next piece: the request's whole body, from `da` on.  *ricevuti is where it stands afterwards,
 * also if the piece was not the one expected (*preso false); *perche a refusal of its content.
 * The last piece ends the document (*finito). */
MUST struct error *carica_pezzo(struct request *rq, documento_id id, int64_t da, bool *preso, int64_t *ricevuti, bool *finito,
				const char **perche);
/* The first bytes of the body from offset on; the number read. */
size_t carica_inizio(struct request *rq, int64_t offset, int64_t byte, unsigned char *inizio, size_t room);

/* ---- documento_web.c: the files of one form ---- */

/* Sentences in rq->form for what is not taken of the files of its field «documenti». */
MUST struct error *documenti_controlla(struct request *rq, const struct arrivo *where);
/* All of them, in the present transaction. */
MUST struct error *documenti_tieni(struct request *rq, const struct arrivo *where);

/* ---- controllo.c ---- */

struct job;
/* The document as it was, in a file without a name that the caller closes; its sum must be the one noted when it
 * arrived.  In the transaction of the job. */
MUST struct error *controllo_apri(struct job *job, const struct q_documento_da_controllare *d, int *fd);

/* ---- scheda_web.c ---- */

/* The handler of a download: also of what hangs on something else than a case. */
MUST struct error *documento_scarica(struct request *rq);

/* ---- scarica.c: bytes out ---- */

enum intervallo { INTERVALLO_TUTTO, INTERVALLO_PARTE, INTERVALLO_FUORI };
/* The header Range (RFC 9110) for a body of that size: one range of bytes, or a suffix.  What is
 * malformed, of another unit or several ranges is ignored: the whole. */
enum intervallo intervallo_leggi(const char *header, int64_t byte, int64_t *da, int64_t *a);

/* Answer with the bytes of this document: all of them or the range that was asked for. */
MUST struct error *scarica(struct request *rq, const struct q_documento_apri *documento);

/* ---- documento.c: rows on a page ---- */

/* One line of a list, whichever query it came from. */
struct riga {
	documento_id id;
	const char *nome, *oggetto, *data, *tipo, *stato, *pdfa, *mime, *esito, *autore, *creato, *etichette, *scade;
	int64_t byte;
	bool mio, scrive, scaduto;
};
/* Put the lines at `name` of the page (as page_rows would, with .righe) for templates/documenti_righe.cs. */
void righe_mostra(struct request *rq, const char *name, const struct riga *righe, size_t count);
/* The heads of that list at Elenco.colonna; they sort if it has an address of its own (`list`, without order; NULL: none). */
void teste_mostra(struct request *rq, const char *list, const char *order);
/* A piece of a page needs the icons' address, which the frame sets else. */
void icone_per_pezzo(struct request *rq);
/* What a row says of its state: kind of tag and words. */
const char *stato_parole(const char *stato, const char **tipo);

#endif
