/*
 * libcurl, once: what every door over HTTPS shares.
 */
#include "door/outside.h"

#include "base/log.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#define CONNECT_SECONDS 5L
#define HEADER_LONGEST 16384

struct reading {
	struct arena *arena;
	struct outside_answer *answer;
	size_t largest;
	bool too_large;
};

static size_t take_body(char *data, size_t size, size_t count, void *into)
{
	struct reading *reading = into;
	size_t bytes = size * count;

	if (reading->answer->body->size + bytes > reading->largest) {
		reading->too_large = true;
		return 0; /* ends the transfer */
	}
	text_add_bytes(reading->answer->body, data, bytes);
	return bytes;
}

static void take_value(struct reading *reading, const char *line, size_t size, const char *name, const char **value)
{
	size_t length = strlen(name);

	if (size > length && strncasecmp(line, name, length) == 0 && line[length] == ':')
		*value = text_trim(reading->arena, arena_strndup(reading->arena, line + length + 1, size - length - 1));
}

static size_t take_header(char *line, size_t size, size_t count, void *into)
{
	struct reading *reading = into;
	size_t bytes = size * count;

	if (bytes > HEADER_LONGEST)
		return 0;
	take_value(reading, line, bytes, "Content-Type", &reading->answer->content_type);
	take_value(reading, line, bytes, "Digest", &reading->answer->digest);
	take_value(reading, line, bytes, "Agid-JWT-Signature", &reading->answer->signature);
	take_value(reading, line, bytes, "Retry-After", &reading->answer->retry_after);
	take_value(reading, line, bytes, "Date", &reading->answer->date);
	return bytes;
}

static void prepare(CURL *curl, const struct outside_request *request, struct curl_slist *headers, struct reading *reading)
{
	curl_easy_setopt(curl, CURLOPT_URL, request->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, request->seconds);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (*request->ca_file) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, request->ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_POST, 1L);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, reading);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, reading);
}

static void conclude(CURL *curl, CURLcode code, const struct reading *reading)
{
	struct outside_answer *answer = reading->answer;
	curl_off_t whole = 0;
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &whole);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	answer->milliseconds = (int64_t)(whole / 1000);
	answer->status = (int)status;
	if (reading->too_large)
		answer->end = OUTSIDE_TOO_LARGE;
	else if (code == CURLE_OPERATION_TIMEDOUT)
		answer->end = OUTSIDE_SLOW;
	else if (code != CURLE_OK)
		answer->end = OUTSIDE_UNREACHABLE;
	if (code != CURLE_OK)
		log_line("event=outside failed=\"%s\"", curl_easy_strerror(code));
}

struct error *outside_post(struct arena *arena, const struct outside_request *request, struct outside_answer *answer)
{
	struct reading reading = { .arena = arena, .answer = answer, .largest = request->largest };
	/* libcurl would wait for leave to send a larger body */
	struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
	CURL *curl = curl_easy_init();
	bool ready = curl && headers;

	*answer = (struct outside_answer){ .body = text_new(arena) };
	for (size_t i = 0; ready && request->headers[i]; i++) {
		struct curl_slist *longer = curl_slist_append(headers, request->headers[i]);
		ready = longer != NULL;
		headers = longer ? longer : headers;
	}
	if (ready) {
		prepare(curl, request, headers, &reading);
		CURLcode code = curl_easy_perform(curl);
		conclude(curl, code, &reading);
	}
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	return ready ? NULL : error_raise(ERR_BUG, "libcurl does not start");
}
