/*
 * The guard: who is asking, may they, is the message really theirs.
 * Said once in the database (row-level security), checked again here.
 */
#include "web/inside.h"

#include "base/log.h"
#include "base/settings.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct error *guard_session(struct request *rq)
{
	return session_open(rq->db, rq->arena, fields_get(&rq->cookies, SESSION_COOKIE), &rq->session);
}

/* What the permission is for, and whether another service of the same operator gives it. */
static struct error *explain_permission(struct request *rq)
{
	struct q_permesso_spiega known;
	bool found;

	TRY(q_permesso_spiega(rq->db, permission_name(rq->route->permission), &known, &found));
	if (rq->session->phase == SESSION_EXTERNAL)
		rq->web->refusal = "Sei entrato con SPID per segnalare: questa pagina è di chi lavora nei servizi.";
	else if (!found || rq->route->permission == ESTERNO)
		rq->web->refusal = "Questa pagina è di chi segnala dall’esterno con SPID: tu lavori nei servizi.";
	else if (known.scrive && rq->session->read_only)
		rq->web->refusal = "Nel servizio in cui sei entrato si può solo leggere. Per scrivere entra nel tuo servizio.";
	else if (known.altrove)
		rq->web->refusal = arena_printf(rq->arena,
				"Serve il permesso «%s», che qui non hai. Ce l’hai in: %s. Cambia servizio e riprova.",
						known.descrizione, known.altrove);
	else
		rq->web->refusal = arena_printf(rq->arena,
				"Serve il permesso «%s», che il tuo ruolo non ha. Se ti serve, parlane con chi fa da referente "
				"nel tuo servizio: i ruoli li assegna chi amministra il sistema.", known.descrizione);
	return NULL;
}

struct error *guard_permission(struct request *rq)
{
	if (session_may(rq->session, rq->route->permission))
		return NULL;
	TRY(explain_permission(rq));
	return error_raise(ERR_FORBIDDEN, "%s needs %s", rq->route->name, permission_name(rq->route->permission));
}

const char *login_step(const struct session *session)
{
	switch (session->phase) {
	case SESSION_FULL:
		return NULL;
	case SESSION_SECOND_FACTOR:
		return "/secondo-fattore";
	case SESSION_CHANGE_PASSWORD:
		return "/cambio-password";
	case SESSION_ENROL_FACTOR:
		return "/secondo-fattore/attiva";
	case SESSION_CHOOSE_SERVICE:
		return "/servizio";
	default:
		return "/accesso";
	}
}

static struct error *keep_posted(struct request *rq, bool *kept)
{
	struct q_bozza_da_scaduta row = { 0 };

	*kept = false;
	/* a part of a report finds its form by itself */
	bool typed = rq->route->form || strncmp(rq->path, "/self/", 6) == 0;
	if (rq->method != METHOD_POST || rq->session->phase != SESSION_EXPIRED || !typed)
		return NULL;
	const char *posted = draft_json(rq);
	const char *csrf = fields_get(&rq->body, "_csrf");
	/* only what that operator's own page sent: the token is bound to the expired session */
	if (!posted || strlen(posted) > DRAFT_LONGEST || !csrf || !text_secret_equal(csrf, rq->session->csrf))
		return NULL;
	TRY(q_bozza_da_scaduta(rq->db, rq->session->token, draft_place(rq), posted, &row));
	*kept = row.tenuta;
	return NULL;
}

/* Nobody reports, or asks for an account, by a password: these pages lead to their own way in. */
static const char *step_of_way(struct request *rq)
{
	const char *step = login_step(rq->session);

	if (strcmp(step, "/accesso") != 0)
		return step;
	return strncmp(rq->path, "/self/", 6) == 0 ? "/self" : strcmp(rq->path, "/richiesta-utenza") == 0 ? rq->path : step;
}

/*
 * Not, or not fully, logged in.  Half way in: to the page of that step.  Expired: what was
 * posted becomes a draft of the same operator (AUTH-10), so that it is there after the login.
 */
struct error *guard_login(struct request *rq)
{
	bool kept;
	const char *step = step_of_way(rq);
	const char *target = rq->method == METHOD_POST ? draft_place(rq) : rq->path;

	TRY(keep_posted(rq, &kept));
	TRY(db_commit(rq->db));
	if (rq->route->flags & ROUTE_BACKGROUND || rq->wants_fragment)
		return error_raise(ERR_SESSION, "no session for the script");
	if (rq->method == METHOD_GET && *rq->query_text)
		target = arena_printf(rq->arena, "%s?%s", rq->path, rq->query_text);
	/* the address of a POST that was not kept may have no page of its own */
	if (rq->method == METHOD_POST && !kept)
		target = "/";
	return redirect(rq, "%s", path_with(rq, rq->session->phase == SESSION_EXPIRED ? arena_printf(rq->arena, "%s?scaduta=1", step) : step,
					    "ritorno", strcmp(target, "/") == 0 ? NULL : target));
}

static const char not_ours[] =
		"La richiesta non è partita da una pagina di SIZ, perciò non è stata eseguita. Apri la pagina da "
		"SIZ e riprova; se sei "
		"sicuro di averlo fatto, avvisa l’assistenza.";
static const char form_is_old[] =
		"Il modulo era rimasto aperto da prima: nel frattempo hai cambiato servizio o password, oppure sei "
		"rientrato. Torna "
		"indietro, ricarica la pagina e riprova.";

/*
 * Did our own page send this?  The browser says where a request comes from; besides, a token
 * that only our pages know (IN-3).  Before the login the token is that of a cookie of its own.
 *
 * Our pages say Referrer-Policy: no-referrer (HD-1), and under it a browser sends `Origin: null`
 * even to ourselves: then Sec-Fetch-Site alone tells, and a browser that sends neither is refused.
 */
static struct error *check_origin(struct request *rq)
{
	bool said_ours = strcmp(rq->sec_fetch_site, "same-origin") == 0;
	const char *host = strstr(rq->origin, "://");

	if (*rq->sec_fetch_site && !said_ours)
		return forbid(rq, not_ours, "sent from another site");
	if (strcmp(rq->origin, "null") == 0 ? !said_ours : *rq->origin && (!host || strcmp(host + 3, rq->host) != 0))
		return forbid(rq, not_ours, "sent from a foreign origin");
	return NULL;
}

static bool token_fits(const char *sent, const char *own)
{
	return sent && own && strlen(own) >= 32 && text_secret_equal(sent, own);
}

static struct error *check_token(struct request *rq)
{
	const char *sent = fields_get(&rq->body, "_csrf");
	/* the piece of a document is no form: its token comes in a header, which no form of another
	 * site can set */
	if (!sent && rq->route->flags & ROUTE_UPLOAD && strncmp(rq->content_type, "application/octet-stream", 24) == 0)
		sent = rq->csrf_header;
	if (token_fits(sent, rq->session->csrf))
		return NULL;
	if (rq->route->permission != PUBBLICO)
		return forbid(rq, form_is_old, "the form's token does not fit");
	if (token_fits(sent, fields_get(&rq->cookies, LOGIN_COOKIE)))
		return NULL;
	/* a page of the way in that lay open while the browser was closed: it comes back, fresh */
	const char *again = *rq->query_text ? arena_printf(rq->arena, "%s?%s", rq->path, rq->query_text) : rq->path;
	const char *back = return_path(rq);
	again = path_with(rq, again, "riprova", "1");
	return redirect(rq, "%s", path_with(rq, again, "ritorno", strcmp(back, "/") == 0 ? NULL : back));
}

/* The bytes of a file, piece by piece: two of the same name and size are not the same. */
static struct error *hash_upload(struct request *rq, const struct upload *file, unsigned char sum[crypto_generichash_BYTES])
{
	crypto_generichash_state state;
	unsigned char piece[65536];

	if (!rq->body_file || fseeko(rq->body_file, file->offset, SEEK_SET) != 0)
		return error_raise(ERR_BUG, "a file that was sent has no bytes");
	crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
	for (int64_t left = file->size; left > 0;) {
		size_t size = left < (int64_t)sizeof(piece) ? (size_t)left : sizeof(piece);
		if (fread(piece, 1, size, rq->body_file) != size)
			return error_raise(ERR_BUG, "the spooled body ended before its time");
		crypto_generichash_update(&state, piece, size);
		left -= (int64_t)size;
	}
	crypto_generichash_final(&state, sum, crypto_generichash_BYTES);
	return NULL;
}

/* Of everything that was sent, but for what each page has of its own.  A proof, not a hash: what was sent
 * cannot be guessed from what is stored. */
static struct error *fingerprint(struct request *rq, const char **print)
{
	unsigned char sum[crypto_generichash_BYTES];
	struct text *all = text_new(rq->arena);

	text_addf(all, "invio|%s", rq->path);
	for (size_t i = 0; i < rq->body.count; i++) {
		const struct field_value *f = &rq->body.list[i];
		if (strcmp(f->name, "_csrf") != 0 && strcmp(f->name, "_chiave") != 0)
			text_addf(all, "|%zu %s=%zu %s", strlen(f->name), f->name, strlen(f->value), f->value);
	}
	for (size_t i = 0; i < rq->upload_count; i++) {
		const struct upload *file = &rq->uploads[i];
		TRY(hash_upload(rq, file, sum));
		text_addf(all, "|%zu %s=%s", strlen(file->filename), file->filename, text_hex(rq->arena, sum, sizeof(sum)));
	}
	*print = session_proof(rq->arena, all->data);
	return NULL;
}

/* The page was saved, then changed and sent again («Indietro», a window that lay open): what came second is
 * neither lost nor taken for what was saved. */
static struct error *show_already_sent(struct request *rq, const char *saved)
{
	offer_again(rq, text_hex(rq->arena, session_token(rq->arena), 24));
	page_set(rq->page, "Inviata.salvata", saved);
	rq->web->key = NULL;
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "gia_inviata", "Questa pagina era già stata salvata");
}

/* The same form sent twice makes one record and shows the same result (IN-4, FT-4). */
static struct error *check_key(struct request *rq)
{
	const char *key = fields_get(&rq->body, "_chiave"), *print;
	struct q_invio_leggi first;
	int64_t fresh = 0;
	bool found = false;

	if (rq->route->flags & ROUTE_NO_KEY || (rq->session->phase != SESSION_FULL && rq->session->phase != SESSION_EXTERNAL))
		return NULL;
	if (!key || !*key || strlen(key) > 64)
		return error_raise(ERR_BAD_REQUEST, "the form has no submission key");
	key = arena_printf(rq->arena, "%s %s", key, rq->path); /* a page has several forms, and one key for them */
	TRY(fingerprint(rq, &print));
	TRY(q_invio_nota(rq->db, key, print, &fresh));
	rq->web->key = key;
	if (fresh)
		return NULL;
	TRY(q_invio_leggi(rq->db, key, &first, &found));
	if (!found || !first.esito)
		return error_raise(ERR_CONFLICT, "the key belongs to a submission without result");
	if (first.impronta && strcmp(first.impronta, print) != 0)
		return show_already_sent(rq, first.esito);
	return redirect(rq, "%s", first.esito);
}

struct error *guard_post(struct request *rq)
{
	TRY(check_origin(rq));
	TRY(check_token(rq));
	return rq->web->sent ? NULL : check_key(rq);
}
