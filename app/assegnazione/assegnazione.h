/*
 * Assigning a case (ASG): one act enables service and person and tells them.  Who opens what
 * follows from it in the database (sql/code/04_accesso.sql); here is what the form must know.
 */
#ifndef ASSEGNAZIONE_ASSEGNAZIONE_H
#define ASSEGNAZIONE_ASSEGNAZIONE_H

#include "pratica/pratica.h"

/* The code of «Tutto il servizio» among the people of a service. */
#define WHOLE_SERVICE "tutti"

/* To whom a case goes: a service, or one person of it. */
struct receiver {
	servizio_id service;
	operatore_id person;      /* 0: the whole service */
	const char *service_name; /* NULL: none chosen yet */
	const char *person_name;  /* NULL: the whole service, or none chosen yet */
	/* who works there and opens the case once it is assigned to them, and how many of them do when it is
	 * assigned to the whole service */
	struct q_assegnazione_colleghi *colleagues;
	size_t colleague_count, service_count;
};

/* May this operator assign this case, or hand it over: of its service, and writing in it. */
bool assegnazione_allowed(struct request *rq, const struct pratica *pratica);

/* Give the form «assegnazione» its choices: the people of the service that stands in it, the
 * levels, the documents of the case.  Of a form that was sent, refuses with a sentence who does
 * not work there. */
MUST struct error *assegnazione_choices(struct request *rq, const struct pratica *pratica, struct form *form,
					struct receiver *receiver);
/* The same for the form «passaggio»: the people of the case's own service. */
MUST struct error *passaggio_choices(struct request *rq, const struct pratica *pratica, struct form *form);

/* Assign as the form says, which is ok: closes what is past, leaves out the documents named,
 * grants what the receiver had asked.  Notifications go by themselves. */
MUST struct error *assegnazione_create(struct request *rq, const struct pratica *pratica, struct form *form,
				       const struct receiver *receiver);

#endif
