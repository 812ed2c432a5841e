/*
 * The way in and one's own account: login, second factor, password, choice of service, session,
 * preferences.  What is right is decided in access/ and in the database's gate.
 */
#ifndef ACCESSO_ACCESSO_H
#define ACCESSO_ACCESSO_H

#include "web/web.h"

/* Begin a session of an operator who proved to be that one: new token, the old one dead at
 * once, and on to the next step of the way or, once in, back to where the person was going. */
MUST struct error *accesso_inizia(struct request *rq, operatore_id operator, bool second_factor, const char *back);

/* The page of the next step of the way for a phase of the gate ("piena": NULL, one is in). */
const char *accesso_passo(const char *phase);

/* The providers of SPID as links at Spid.gestore.N.{nome,url}, in another order each time; none if no
 * federation is configured.  back: the page to which the login returns. */
MUST struct error *accesso_spid_gestori(struct request *rq, const char *back);

/* The operator of the present session. */
MUST struct error *accesso_chi(struct request *rq, struct q_sessione_chi *who);

/* A page of the way in: its token and its way back.  With a session the token is the session's. */
void accesso_pagina(struct request *rq);

/* «Hai sbagliato più volte: aspetta 8 secondi.» */
const char *accesso_attesa(struct request *rq, int64_t seconds);

/* Note the outcome of a comparison at the gate, which wants the program's proof; phc: a hash with
 * newer parameters in the place of the old one, or NULL. */
MUST struct error *accesso_esito(struct request *rq, operatore_id operator, bool good, const char *phc, struct bytes counter);

/* Refuse a POST whose failed attempt must stay counted: commits before the page is shown. */
MUST struct error *accesso_conta_errore(struct request *rq, operatore_id operator, struct bytes counter);

/* Was the browser here before, with that operator?  What the cookie says, if its signature holds. */
void accesso_browser(struct request *rq, operatore_id *operator, const char **mark);

#endif
