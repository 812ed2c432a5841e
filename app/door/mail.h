/*
 * The door of mail: one message to one address, plain text, by SMTP (setting smtp_url) or, where
 * the setting maildir names a folder, into that folder.
 */
#ifndef DOOR_MAIL_H
#define DOOR_MAIL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

struct job;

struct mail {
	const char *to;      /* one address, ASCII */
	const char *subject; /* UTF-8, one line */
	const char *text;    /* UTF-8, lines end with LF */
};

/* A word of a message's model: {nome} becomes what stands here. */
struct mail_word {
	const char *name, *value; /* value NULL ends the list together with name */
};

/* Fill subject and text from conf/posta/<model>.txt: its first line is the subject, an empty
 * line follows.  ERR_BUG if the model asks for a word that is not in the list. */
MUST struct error *mail_model(struct arena *arena, const char *model, const struct mail_word *words,
			      struct mail *mail);

/* The message as it leaves, headers and all, lines ended by CR LF.  ERR_BAD_REQUEST if an address
 * or a header could smuggle in something else. */
MUST struct error *mail_message(struct arena *arena, const struct mail *mail, struct text **message);

/* Hand it over; ERR_BUSY if the server cannot take it now. */
MUST struct error *mail_send(struct arena *arena, const struct mail *mail);

/* Kind of job 'posta': {a, modello, nome, codice, indirizzo, minuti}; how long it may take. */
MUST struct error *mail_job(struct job *job);
int64_t mail_seconds(void);

#endif
