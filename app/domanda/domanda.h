/*
 * Domande: what is sent to a call (avviso).  The first kind is the report to SELF, which people of
 * external bodies and operators write with one form in parts; the receiving service triages it.
 *
 * A domanda is a draft of its author until it is sent; from then on only acts change it
 * (sql/code/15_domanda.sql).
 */
#ifndef DOMANDA_DOMANDA_H
#define DOMANDA_DOMANDA_H

#include "job/job.h"
#include "web/web.h"

/* One part of the form, with what was answered. */
struct parte {
	const char *code, *section, *title, *description;
	const char *form_name;  /* NULL: the part of the attachments */
	bool begun, complete;
	struct form *form;      /* as read from what is stored, with its sentences; NULL without a form */
};

/* A domanda of its author. */
struct domanda {
	domanda_id id;
	struct q_domanda_mia_leggi row;
	bool draft, may_answer;
	const char *viewer;     /* "interno" or "esterno": which fields of the forms exist */
	struct parte *parts;
	size_t part_count, form_count, complete_count, done_count; /* done: complete, and not only because nothing is owed */
	size_t attachments;
	const char *own_code, *person_code; /* codice fiscale of who writes, and of the person; NULL: not known */
};

/* The author's own one that the path names, with its row of the register; ERR_NOT_FOUND else.
 * Sets Domanda.* of the page and the path at its top. */
MUST struct error *domanda_apri_mia(struct request *rq, struct domanda **domanda);
/* The same, and only while it is a draft. */
MUST struct error *domanda_apri_bozza(struct request *rq, struct domanda **domanda);
/* The same, and only once it was sent. */
MUST struct error *domanda_apri_inviata(struct request *rq, struct domanda **domanda);
/* Read every part as stored and judge it: which are complete, what is wrong in each field. */
MUST struct error *domanda_leggi_parti(struct request *rq, struct domanda *domanda);
/* The part of that code, or NULL. */
struct parte *domanda_parte(struct domanda *domanda, const char *code);
/* «Parte 8 di 9» at Parte.numero, for the part at that place of the list; the one after it, if that is a form, at
 * Parte.prossima.{url,testo}. */
void domanda_mostra_numero(struct request *rq, const struct domanda *domanda, const struct parte *part);
/* Put every answer in words at Riepilogo.N.{titolo,codice,url,voce.M.{nome,valore,url}}; url only
 * where it can still be changed. */
MUST struct error *domanda_riepilogo(struct request *rq, domanda_id id, const char *kind, const char *viewer, const char *change);
/* Attachments at Documenti.N, each with its address below `base`; how many. */
MUST struct error *domanda_allegati_mostra(struct request *rq, domanda_id id, const char *base, size_t *count);

/* Rules of a part beyond its definition, as sentences in the form. */
void parte_controlla(struct request *rq, const struct domanda *domanda, const char *code, struct form *form);
/* Choices that are no vocabulary: the bodies of this external user. */
MUST struct error *parte_scelte(struct request *rq, struct form *form);

/* The job «ricevuta», {"domanda": id}: the receipt as a PDF, as its author reads the domanda, into sealed
 * blocks that only the author opens (sql/code/16_ricevuta.sql). */
MUST struct error *ricevuta_lavora(struct job *job);

/* The frame of these pages for whoever is logged in: marks, help, path. */
void self_pagina(struct request *rq, const char *title);
/* dd/mm/yyyy of the day on which a draft goes if it is not touched. */
#define SELF_DRAFT_DAYS 30

#endif
