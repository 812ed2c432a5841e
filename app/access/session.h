/*
 * Who is asking: the session behind the cookie, as the database believes it.
 */
#ifndef ACCESS_SESSION_H
#define ACCESS_SESSION_H

#include "base/arena.h"
#include "base/error.h"
#include "db/db.h"
#include "query.h"

#include <stdbool.h>
#include <stdint.h>

enum permission {
#define PERMISSION(code) code,
#include "access/permission.def"
#undef PERMISSION
	PERMISSIONS
};

/* How far the login has come (sql/code/02_sessione.sql). */
enum session_phase {
	SESSION_NONE,           /* no cookie, unknown or closed */
	SESSION_EXPIRED,        /* was one: what was posted is kept as that operator's draft */
	SESSION_EXTERNAL,       /* a person of an external body, with SPID: no operator, no service */
	SESSION_SECOND_FACTOR,
	SESSION_CHANGE_PASSWORD,
	SESSION_ENROL_FACTOR,   /* must switch the second factor on first */
	SESSION_CHOOSE_SERVICE,
	SESSION_FULL
};

struct session {
	enum session_phase phase;
	const char *token;       /* from the cookie; "" if none */
	sessione_id id;
	operatore_id operator;   /* 0 in an external session */
	utente_esterno_id external; /* 0 in an operator's */
	bool offered;            /* external, and may go on as an operator's account */
	servizio_id service;
	int64_t role;
	const char *name, *role_name, *service_name;
	bool read_only;
	uint64_t permissions;    /* bit mask of enum permission */
	const char *csrf;        /* goes into every form; "" without a session */
	int64_t seconds_left;
	int64_t seconds_after;   /* the same when this request counts as activity */
	bool compact, keys;      /* dense tables, single-key shortcuts */
	const char *previous_login; /* ISO instant, or NULL */
	int64_t services;        /* how many can be chosen */
	int64_t unread;          /* notifications, capped at 100 */
	int64_t forms;           /* the newest id of modulo: when it grows, forms are read again */
};

/* Open the identity of the present transaction for a token; always gives a session. */
MUST struct error *session_open(struct db *db, struct arena *arena, const char *token,
				struct session **session);
/* The worker of the queue takes the identity of who asked for that job, for the rest of the
 * transaction; *found false: that account, or its role in that service, is no more. */
MUST struct error *session_of_job(struct db *db, struct arena *arena, lavoro_id job,
				  struct session **session, bool *found);
bool session_may(const struct session *session, enum permission permission);
const char *permission_name(enum permission permission);

/* 256 random bits in base64url (AUTH-7). */
const char *session_token(struct arena *arena);

/* The proof that the program, and not some text in SQL, asks the gate (sql/code/02_sessione.sql):
 * HMAC-SHA-256 of the words under a key derived from the pepper. */
const char *session_proof(struct arena *arena, const char *words);
/* That key, 32 bytes, for `siz migra` which hands it to the gate. */
MUST struct error *session_program_key(unsigned char key[32]);

#endif
