/*
 * Sessions.  What they allow is decided in the database; here is its reading.
 */
#include "access/session.h"

#include "access/secret.h"
#include "base/log.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[PERMISSIONS] = {
#define PERMISSION(code) [code] = #code,
#include "access/permission.def"
#undef PERMISSION
};

_Static_assert(PERMISSIONS <= 64, "a session holds its permissions in 64 bits");

const char *permission_name(enum permission permission)
{
	return names[permission];
}

static enum session_phase phase_of(const char *word)
{
	static const struct { const char *word; enum session_phase phase; } phases[] = {
		{ "scaduta", SESSION_EXPIRED },
		{ "esterna", SESSION_EXTERNAL },
		{ "secondo_fattore", SESSION_SECOND_FACTOR },
		{ "cambio_password", SESSION_CHANGE_PASSWORD },
		{ "attiva_secondo_fattore", SESSION_ENROL_FACTOR },
		{ "scelta_servizio", SESSION_CHOOSE_SERVICE },
		{ "piena", SESSION_FULL },
	};

	for (size_t i = 0; i < sizeof(phases) / sizeof(*phases); i++)
		if (strcmp(word, phases[i].word) == 0)
			return phases[i].phase;
	return SESSION_NONE;
}

/* The words of a list separated by blanks, as bits. A word that the program does not know
 * gives nothing: an older program with a newer database refuses rather than guesses. */
static uint64_t permissions_of(const char *list)
{
	uint64_t mask = 0;

	for (int p = HOME; p < PERMISSIONS; p++) {
		size_t length = strlen(names[p]);
		for (const char *at = list; (at = strstr(at, names[p])); at += length)
			if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
				mask |= UINT64_C(1) << p;
	}
	return mask;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/*
 * The token of forms: not the session's secret itself but an HMAC of it, so that a page that
 * leaked shows nothing else.
 */
static const char *csrf_of(struct arena *arena, const char *secret)
{
	unsigned char key[crypto_auth_hmacsha256_KEYBYTES] = { 0 }, mac[crypto_auth_hmacsha256_BYTES];
	static const unsigned char purpose[] = "modulo";
	size_t size = 0;

	if (sodium_hex2bin(key, sizeof(key), secret, strlen(secret), NULL, &size, NULL) != 0 || size != sizeof(key))
		return "";
	crypto_auth_hmacsha256(mac, purpose, sizeof(purpose) - 1, key);
	sodium_memzero(key, sizeof(key));
	return text_hex(arena, mac, sizeof(mac));
}

struct error *session_open(struct db *db, struct arena *arena, const char *token, struct session **out)
{
	struct session *session = arena_alloc(arena, sizeof(*session));
	struct q_sessione_apri row;

	session->token = or_empty(token);
	session->csrf = "";
	TRY(q_sessione_apri(db, session->token, &row));
	session->phase = phase_of(row.fase);
	session->id = row.sessione_id;
	session->operator = row.operatore_id;
	session->external = row.utente_esterno_id;
	session->offered = row.offerto;
	session->service = row.servizio_id;
	session->role = row.ruolo;
	session->name = or_empty(row.nome);
	session->role_name = or_empty(row.ruolo_nome);
	session->service_name = or_empty(row.servizio_nome);
	session->read_only = row.sola_lettura;
	session->permissions = row.permessi ? permissions_of(row.permessi) : 0;
	if (row.csrf)
		session->csrf = csrf_of(arena, row.csrf);
	session->seconds_left = row.scade_tra;
	session->seconds_after = row.scade_dopo;
	session->compact = row.compatta;
	session->keys = row.tasti;
	session->previous_login = row.accesso_precedente;
	session->services = row.servizi;
	session->unread = row.da_leggere;
	session->forms = row.moduli;
	*out = session;
	return NULL;
}

struct error *session_of_job(struct db *db, struct arena *arena, lavoro_id job, struct session **out, bool *found)
{
	struct q_lavoro_identita row;

	TRY(q_lavoro_identita(db, job, &row, found));
	if (!*found)
		return NULL;
	struct session *session = arena_alloc(arena, sizeof(*session));
	*session = (struct session){
		.phase = row.utente_esterno_id.v ? SESSION_EXTERNAL : SESSION_FULL,
		.token = "",
		.operator = row.operatore_id,
		.external = row.utente_esterno_id,
		.service = row.servizio_id,
		.role = row.ruolo,
		.name = or_empty(row.nome),
		.role_name = or_empty(row.ruolo_nome),
		.service_name = or_empty(row.servizio_nome),
		.csrf = "",
		.read_only = row.sola_lettura,
		.permissions = row.permessi ? permissions_of(row.permessi) : 0,
		.forms = row.moduli,
	};
	*out = session;
	return NULL;
}

bool session_may(const struct session *session, enum permission permission)
{
	switch (permission) {
	case PUBBLICO:
		return true;
	case COLLEGATO:
		return session->phase >= SESSION_EXTERNAL;
	case SESSIONE:
		return session->phase >= SESSION_SECOND_FACTOR;
	case SERVIZIO_SCEGLI:
		return session->phase >= SESSION_CHOOSE_SERVICE;
	default:
		return (session->phase == SESSION_FULL || session->phase == SESSION_EXTERNAL) &&
		       (session->permissions & (UINT64_C(1) << permission));
	}
}

const char *session_token(struct arena *arena)
{
	unsigned char random[32];
	char *text = arena_alloc(arena, sodium_base64_ENCODED_LEN(sizeof(random), sodium_base64_VARIANT_URLSAFE_NO_PADDING));

	randombytes_buf(random, sizeof(random));
	sodium_bin2base64(text, sodium_base64_ENCODED_LEN(sizeof(random), sodium_base64_VARIANT_URLSAFE_NO_PADDING),
			  random, sizeof(random), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(random, sizeof(random));
	return text;
}

struct error *session_program_key(unsigned char key[32])
{
	return secret_derive("porta del programma", key);
}

const char *session_proof(struct arena *arena, const char *words)
{
	unsigned char key[32], mac[crypto_auth_hmacsha256_BYTES];
	struct error *err = session_program_key(key);

	if (err) {
		/* the gate will refuse an empty proof; the log says why */
		error_log(err, NULL);
		error_free(err);
		return "";
	}
	crypto_auth_hmacsha256(mac, (const unsigned char *)words, strlen(words), key);
	sodium_memzero(key, sizeof(key));
	return text_hex(arena, mac, sizeof(mac));
}
