/*
 * One call of an e-service, as the guidelines of PDND and ModI want it.  Everything that goes out is
 * made here from the settings; what comes back is checked before anybody reads it.
 */
#include "door/pdnd.h"

#include "base/log.h"
#include "base/settings.h"
#include "door/jose.h"
#include "door/outside.h"

#include <curl/curl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ANSWER_LARGEST ((size_t)2 * 1024 * 1024)
#define VOUCHER_LARGEST ((size_t)64 * 1024)
#define TOKEN_SECONDS 300     /* life of tracking evidence and signature */
#define ASSERTION_SECONDS 120
#define CLOCK_SKEW 5          /* our clock may be that much ahead of theirs */
#define CLOCK_ALARM 60
#define ATTEMPTS 4            /* of one call: the first, and after 1, 2 and 4 seconds */
#define TOKEN_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/="
#define LONGEST_WAIT 8        /* seconds; a service that asks for more is left alone */

static const struct fault {
	const char *sentence;
	bool outage;
} faults[PDND_FAULTS] = {
	[PDND_FINE] = { "", false },
	[PDND_OFF] = { "Il collegamento non è attivo in questa installazione. Puoi inserire i dati a mano.", false },
	[PDND_UNREACHABLE] = { "Il servizio non si raggiunge. Riprova tra qualche minuto; intanto puoi inserire i dati a mano.", true },
	[PDND_SLOW] = { "Il servizio non ha risposto in tempo. Riprova tra qualche minuto; intanto puoi inserire i dati a mano.", true },
	[PDND_TOO_LARGE] = { "Il servizio ha mandato una risposta troppo grande, che non è stata letta. Avvisa l’assistenza.", true },
	[PDND_CREDENTIAL] = { "La piattaforma PDND non ha rilasciato l’autorizzazione per questa richiesta. Avvisa l’assistenza.", true },
	[PDND_UNAUTHORIZED] = { "Il servizio non riconosce l’autorizzazione del nostro ente. Avvisa l’assistenza.", false },
	[PDND_FORBIDDEN] = { "Il nostro ente non è abilitato a questa consultazione. Avvisa l’assistenza.", false },
	[PDND_REQUEST] = { "Il servizio non ha accettato la forma della richiesta. Non dipende da quello che hai scritto: "
			   "avvisa l’assistenza.", false },
	[PDND_MANY] = { "Il servizio ha ricevuto troppe richieste. Riprova tra qualche minuto.", false },
	[PDND_DOWN] = { "Il servizio in questo momento non funziona. Riprova più tardi; intanto puoi inserire i dati a mano.", true },
	[PDND_GARBAGE] = { "La risposta del servizio non si legge e non è stata usata. Riprova; se succede ancora avvisa l’assistenza.", true },
	[PDND_SIGNATURE] = { "La risposta non porta una firma valida e non è stata usata. Avvisa l’assistenza.", true },
};

const char *pdnd_sentence(enum pdnd_fault fault)
{
	return faults[fault].sentence;
}

bool pdnd_is_outage(enum pdnd_fault fault)
{
	return faults[fault].outage;
}

/* ---- settings of a connection ---- */

const char *pdnd_listed(struct arena *arena, const char *list, const char *name)
{
	size_t size = strlen(name);

	while (*list) {
		list += strspn(list, " ");
		size_t length = strcspn(list, " ");
		if (length > size + 1 && strncmp(list, name, size) == 0 && list[size] == '=')
			return arena_strndup(arena, list + size + 1, length - size - 1);
		list += length;
	}
	return NULL;
}

const char *pdnd_anpr_audience(struct arena *arena, const char *url)
{
	static const char platform[] = "-PDND/";
	const char *mark = strstr(url, platform), *end = strrchr(url, '/');

	if (!end)
		return url;
	if (!mark || mark > end)
		return arena_strndup(arena, url, (size_t)(end - url));
	const char *rest = mark + strlen(platform) - 1;
	return arena_printf(arena, "%.*s%.*s", (int)(mark - url), url, (int)(end - rest), rest);
}

/* ---- tokens ---- */

/* Thirteen random digits, all alike likely. */
static const char *digits(struct arena *arena, int count)
{
	struct text *out = text_new(arena);

	while (count--)
		text_addf(out, "%u", randombytes_uniform(10));
	return out->data;
}

static void release(void *json)
{
	json_decref(json);
}

static json_t *claims(struct arena *arena, const char *audience, int64_t now, int seconds, bool not_before)
{
	const char *client = setting_text("pdnd_client_id");
	json_t *set = json_object();
	int64_t from = now - CLOCK_SKEW;

	arena_hook(arena, release, set);
	json_object_set_new(set, "iss", json_string(client));
	json_object_set_new(set, "sub", json_string(client));
	json_object_set_new(set, "aud", json_string(audience));
	json_object_set_new(set, "jti", json_string(jose_uuid(arena)));
	json_object_set_new(set, "iat", json_integer(from));
	if (not_before)
		json_object_set_new(set, "nbf", json_integer(from));
	json_object_set_new(set, "exp", json_integer(from + seconds));
	return set;
}

json_t *pdnd_tracking_claims(struct arena *arena, const struct pdnd_service *service, int64_t now)
{
	json_t *set = claims(arena, service->audience, now, TOKEN_SECONDS, true);

	json_object_set_new(set, "purposeId", json_string(service->purpose));
	json_object_set_new(set, "dnonce", json_string(digits(arena, 13)));
	json_object_set_new(set, "userID", json_string(service->operator));
	json_object_set_new(set, "userLocation", json_string(setting_text("pdnd_user_location")));
	json_object_set_new(set, "LoA", json_string(setting_text("pdnd_loa")));
	return set;
}

json_t *pdnd_assertion_claims(struct arena *arena, const struct pdnd_service *service, const char *tracking, int64_t now)
{
	json_t *set = claims(arena, setting_text("pdnd_audience"), now, ASSERTION_SECONDS, false);

	json_object_set_new(set, "purposeId", json_string(service->purpose));
	json_object_set_new(set, "digest", json_pack("{s:s, s:s}", "alg", "SHA256", "value", jose_sha256_hex(arena, tracking, strlen(tracking))));
	return set;
}

/* signed_headers: one object a header, names in small letters, values as they are sent. */
json_t *pdnd_signature_claims(struct arena *arena, const struct pdnd_service *service, const char *digest, int64_t now)
{
	json_t *set = claims(arena, service->audience, now, TOKEN_SECONDS, true);

	json_object_set_new(set, "signed_headers", json_pack("[{s:s}, {s:s}, {s:s}]", "digest", digest, "content-type", "application/json",
							     "content-encoding", "UTF-8"));
	return set;
}

/* ---- what one call needs ---- */

struct call {
	struct arena *arena;
	const struct pdnd_service *service;
	struct jose_key *voucher_key, *signature_key, *provider; /* provider NULL: answers are not signed */
	const char *body, *digest;
	const char *voucher, *tracking; /* a pair: the voucher carries the digest of this evidence */
	int64_t milliseconds;
	int64_t until;
};

static struct error *read_keys(struct call *call)
{
	const char *file = setting_text("pdnd_key_file"), *other = setting_text("pdnd_signature_key_file");

	TRY(jose_private_key(call->arena, file, setting_text("pdnd_kid"), &call->voucher_key));
	call->signature_key = call->voucher_key;
	if (*other)
		TRY(jose_private_key(call->arena, other, setting_text("pdnd_signature_kid"), &call->signature_key));
	if (*setting_text("pdnd_provider_key_file"))
		TRY(jose_public_key(call->arena, setting_text("pdnd_provider_key_file"), &call->provider));
	return NULL;
}

static struct error *post(struct call *call, const char *url, const char *const *headers, const char *body, size_t largest,
			  struct outside_answer *answer)
{
	int64_t left = call->until - (int64_t)time(NULL), most = setting_int("pdnd_seconds");
	struct outside_request request = {
		.url = url, .headers = headers, .body = body, .body_size = strlen(body), .ca_file = setting_text("pdnd_ca_file"),
		.seconds = (long)(left < most ? left : most), .largest = largest,
	};

	if (left <= 0) { /* what came before took all the time there was */
		*answer = (struct outside_answer){ .end = OUTSIDE_SLOW, .body = text_new(call->arena) };
		return NULL;
	}
	TRY(outside_post(call->arena, &request, answer));
	call->milliseconds += answer->milliseconds;
	return NULL;
}

static enum pdnd_fault fault_of_end(enum outside_end end)
{
	switch (end) {
	case OUTSIDE_UNREACHABLE:
		return PDND_UNREACHABLE;
	case OUTSIDE_SLOW:
		return PDND_SLOW;
	case OUTSIDE_TOO_LARGE:
		return PDND_TOO_LARGE;
	case OUTSIDE_ANSWERED:
		break;
	}
	return PDND_FINE;
}

static json_t *read_object(struct arena *arena, const struct text *body)
{
	json_t *root = text_is_clean(body->data, body->size) ? json_loadb(body->data, body->size, JSON_REJECT_DUPLICATES, NULL) : NULL;

	if (!root)
		return NULL;
	arena_hook(arena, release, root);
	return json_is_object(root) ? root : NULL;
}

/* ---- the voucher ---- */

static struct error *ask_voucher(struct call *call, enum pdnd_fault *fault)
{
	static const char *const headers[] = { "Content-Type: application/x-www-form-urlencoded", "Accept: application/json", NULL };
	struct arena *arena = call->arena;
	struct outside_answer answer;
	const char *assertion;

	TRY(jose_sign(arena, call->signature_key, pdnd_tracking_claims(arena, call->service, (int64_t)time(NULL)), &call->tracking));
	TRY(jose_sign(arena, call->voucher_key, pdnd_assertion_claims(arena, call->service, call->tracking, (int64_t)time(NULL)), &assertion));
	const char *body = arena_printf(arena, "client_id=%s&client_assertion=%s&client_assertion_type=%s&grant_type=client_credentials",
					text_url_encode(arena, setting_text("pdnd_client_id")), assertion,
					"urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
	TRY(post(call, setting_text("pdnd_token_url"), headers, body, VOUCHER_LARGEST, &answer));
	*fault = fault_of_end(answer.end);
	if (*fault != PDND_FINE)
		return NULL;
	json_t *root = answer.status == 200 ? read_object(arena, answer.body) : NULL;
	call->voucher = json_string_value(json_object_get(root, "access_token"));
	/* it becomes part of a header: nothing but the letters of a token may stand in it */
	if (!call->voucher || call->voucher[strspn(call->voucher, TOKEN_LETTERS)]) {
		log_line("event=pdnd voucher=no service=%s status=%d", call->service->code, answer.status);
		*fault = answer.status >= 500 ? PDND_DOWN : PDND_CREDENTIAL;
	}
	return NULL;
}

/* ---- the answer ---- */

static void look_at_clock(const struct outside_answer *answer)
{
	time_t theirs = answer->date ? curl_getdate(answer->date, NULL) : -1;

	if (theirs != -1 && llabs((long long)theirs - (long long)time(NULL)) > CLOCK_ALARM)
		log_line("event=alarm clock differs=%lld", (long long)theirs - (long long)time(NULL));
}

static bool names_digest(json_t *signed_headers, const char *digest)
{
	size_t index;
	json_t *one;

	json_array_foreach(signed_headers, index, one)
	{
		const char *value = json_string_value(json_object_get(one, "digest"));
		if (value && strcmp(value, digest) == 0)
			return true;
	}
	return false;
}

bool pdnd_answer_holds(struct arena *arena, const struct jose_key *provider, const char *digest, const char *signature,
		       const void *body, size_t size, int64_t now)
{
	const char *right = arena_printf(arena, "SHA-256=%s", jose_sha256_base64(arena, body, size));

	if (digest && strcmp(digest, right) != 0)
		return false;
	if (!provider)
		return true;
	json_t *set = digest ? jose_verify(arena, provider, signature) : NULL;
	json_t *until = json_object_get(set, "exp");
	return json_is_integer(until) && json_integer_value(until) > now - CLOCK_ALARM &&
	       names_digest(json_object_get(set, "signed_headers"), digest);
}

static enum pdnd_fault judge(struct call *call, const struct outside_answer *answer, json_t **body)
{
	int status = answer->status;

	*body = NULL;
	if (answer->end != OUTSIDE_ANSWERED)
		return fault_of_end(answer->end);
	look_at_clock(answer);
	if (status != 200 && status != 404)
		return status == 401 ? PDND_UNAUTHORIZED : status == 403 ? PDND_FORBIDDEN : status == 429 ? PDND_MANY
		     : status >= 500 ? PDND_DOWN : PDND_REQUEST;
	if (!pdnd_answer_holds(call->arena, call->provider, answer->digest, answer->signature, answer->body->data, answer->body->size,
			       (int64_t)time(NULL)))
		return PDND_SIGNATURE;
	*body = read_object(call->arena, answer->body);
	return *body ? PDND_FINE : PDND_GARBAGE;
}

static struct error *ask_once(struct call *call, struct outside_answer *answer)
{
	struct arena *arena = call->arena;
	const char *signature;

	TRY(jose_sign(arena, call->signature_key, pdnd_signature_claims(arena, call->service, call->digest, (int64_t)time(NULL)), &signature));
	/* «Content-Encoding: UTF-8» is no coding, yet what the gateways of ANPR want */
	const char *const headers[] = {
		"Content-Type: application/json",
		"Content-Encoding: UTF-8",
		"Accept: application/json",
		arena_printf(arena, "Digest: %s", call->digest),
		arena_printf(arena, "Authorization: Bearer %s", call->voucher),
		arena_printf(arena, "Agid-JWT-TrackingEvidence: %s", call->tracking),
		arena_printf(arena, "Agid-JWT-Signature: %s", signature),
		NULL,
	};
	return post(call, call->service->url, headers, call->body, ANSWER_LARGEST, answer);
}

/* Seconds to wait before the next attempt, or -1: no other. */
static int pause_after(enum pdnd_fault fault, const struct outside_answer *answer, int attempt)
{
	int64_t asked;

	if (attempt + 1 >= ATTEMPTS || (fault != PDND_MANY && !(fault == PDND_DOWN && answer->status == 503)))
		return -1;
	if (!answer->retry_after || !text_to_int(answer->retry_after, &asked) || asked < 0)
		asked = 1 << attempt;
	return asked > LONGEST_WAIT ? -1 : (int)asked;
}

/* 401 is tried once more with a new voucher; 429 and 503 wait; nothing else is tried again. */
static struct error *ask(struct call *call, struct pdnd_answer *answer)
{
	bool renewed = false;

	for (int attempt = 0;; attempt++) {
		struct outside_answer raw = { .status = 0 };
		answer->fault = PDND_FINE;
		if (!call->voucher)
			TRY(ask_voucher(call, &answer->fault));
		if (!call->voucher || answer->fault != PDND_FINE)
			return NULL;
		TRY(ask_once(call, &raw));
		answer->status = raw.status;
		answer->fault = judge(call, &raw, &answer->body);
		if (answer->fault == PDND_UNAUTHORIZED && !renewed) {
			renewed = true;
			call->voucher = NULL;
			continue;
		}
		int pause = pause_after(answer->fault, &raw, attempt);
		if (pause < 0 || (int64_t)time(NULL) + pause >= call->until)
			return NULL;
		nanosleep(&(struct timespec){ .tv_sec = pause }, NULL);
	}
}

struct error *pdnd_call(struct arena *arena, const struct pdnd_service *service, json_t *request, struct pdnd_answer *answer)
{
	struct call call = { .arena = arena, .service = service,
			     .until = service->until ? service->until : (int64_t)time(NULL) + PDND_LONGEST };

	*answer = (struct pdnd_answer){ .fault = PDND_OFF };
	if (!setting_bool("pdnd") || !service->purpose || !*service->url)
		return NULL;
	answer->fault = PDND_FINE;
	TRY(read_keys(&call));
	char *body = json_dumps(request, JSON_COMPACT);
	if (!body)
		return error_raise(ERR_BUG, "the request is no JSON");
	call.body = arena_strdup(arena, body);
	free(body);
	call.digest = arena_printf(arena, "SHA-256=%s", jose_sha256_base64(arena, call.body, strlen(call.body)));
	TRY(ask(&call, answer));
	answer->milliseconds = call.milliseconds;
	log_line("event=pdnd service=%s status=%d fault=%d milliseconds=%lld", service->code, answer->status, (int)answer->fault,
		 (long long)answer->milliseconds);
	return NULL;
}
