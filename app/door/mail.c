/*
 * Handing a message over: SMTP by libcurl, or a file in a maildir.
 */
#include "door/mail.h"

#include "base/settings.h"
#include "job/job.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONNECT_SECONDS 10L
#define WHOLE_SECONDS 60L

struct reading {
	const char *at;
	size_t left;
};

static size_t give(char *buffer, size_t size, size_t count, void *from)
{
	struct reading *reading = from;
	size_t part = size * count < reading->left ? size * count : reading->left;

	memcpy(buffer, reading->at, part);
	reading->at += part;
	reading->left -= part;
	return part;
}

/* A server on this very machine may speak in clear; any other must offer TLS and show a
 * certificate that holds. */
static bool is_local(const char *url)
{
	static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
	const char *host = strstr(url, "://");

	host = host ? host + 3 : url;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t size = strlen(names[i]);
		if (strncmp(host, names[i], size) == 0 && (host[size] == ':' || host[size] == '/' || !host[size]))
			return true;
	}
	return false;
}

static struct error *read_password(char password[256])
{
	const char *path = setting_text("smtp_password_file");
	FILE *file = fopen(path, "re");

	if (!file)
		return error_raise(ERR_BUG, "cannot read '%s': %s", path, strerror(errno));
	if (!fgets(password, 256, file))
		password[0] = '\0';
	fclose(file);
	password[strcspn(password, "\r\n")] = '\0';
	return NULL;
}

static struct error *log_in(CURL *curl)
{
	char password[256] = "";

	if (!*setting_text("smtp_user"))
		return NULL;
	TRY(read_password(password));
	curl_easy_setopt(curl, CURLOPT_USERNAME, setting_text("smtp_user"));
	curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
	sodium_memzero(password, sizeof(password));
	return NULL;
}

static struct error *transfer(CURL *curl, const char *to, struct reading *message)
{
	const char *url = setting_text("smtp_url");
	struct curl_slist *recipients = curl_slist_append(NULL, to);

	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(is_local(url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
	if (is_local(url)) { /* its own certificate is nobody's business */
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
	}
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, setting_text("smtp_from"));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_READDATA, message);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, WHOLE_SECONDS);
	struct error *err = recipients ? log_in(curl) : error_raise(ERR_BUG, "no memory");
	CURLcode code = err ? CURLE_OK : curl_easy_perform(curl);
	curl_slist_free_all(recipients);
	TRY(err);
	return code == CURLE_OK ? NULL : error_raise(ERR_BUSY, "mail server: %s", curl_easy_strerror(code));
}

static struct error *by_smtp(const char *to, const struct text *message)
{
	struct reading reading = { message->data, message->size };

	if (!*setting_text("smtp_from"))
		return error_raise(ERR_BUG, "the setting smtp_from is empty");
	CURL *curl = curl_easy_init();
	if (!curl)
		return error_raise(ERR_BUG, "libcurl does not start");
	struct error *err = transfer(curl, to, &reading);
	curl_easy_cleanup(curl);
	return err;
}

static struct error *write_whole(const char *path, const struct text *message)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	size_t done = 0;

	if (file < 0)
		return error_raise(ERR_BUSY, "cannot make '%s': %s", path, strerror(errno));
	while (done < message->size) {
		ssize_t part = write(file, message->data + done, message->size - done);
		if (part < 0 && errno == EINTR)
			continue;
		if (part <= 0)
			break;
		done += (size_t)part;
	}
	bool good = done == message->size && fsync(file) == 0;
	int why = errno;
	if (close(file) != 0)
		good = false;
	if (good)
		return NULL;
	unlink(path);
	return error_raise(ERR_BUSY, "cannot write '%s': %s", path, strerror(why));
}

/* As a maildir wants it: whole in tmp/, then moved to new/. */
static struct error *into_maildir(struct arena *arena, const struct text *message)
{
	static const char *const folders[] = { "", "/tmp", "/new", "/cur" };
	const char *maildir = setting_text("maildir");
	unsigned char random[16];

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		const char *folder = arena_printf(arena, "%s%s", maildir, folders[i]);
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return error_raise(ERR_BUSY, "cannot make '%s': %s", folder, strerror(errno));
	}
	randombytes_buf(random, sizeof(random));
	const char *name = text_hex(arena, random, sizeof(random));
	const char *from = arena_printf(arena, "%s/tmp/%lld.%s.siz", maildir, (long long)time(NULL), name);
	const char *to = arena_printf(arena, "%s/new/%lld.%s.siz", maildir, (long long)time(NULL), name);
	TRY(write_whole(from, message));
	if (rename(from, to) == 0)
		return NULL;
	int why = errno;
	unlink(from);
	return error_raise(ERR_BUSY, "cannot move '%s': %s", from, strerror(why));
}

struct error *mail_send(struct arena *arena, const struct mail *mail)
{
	struct text *message;

	TRY(mail_message(arena, mail, &message));
	if (*setting_text("maildir"))
		return into_maildir(arena, message);
	if (*setting_text("smtp_url"))
		return by_smtp(mail->to, message);
	return error_raise(ERR_BUG, "neither smtp_url nor maildir is set: no mail can leave");
}

struct error *mail_job(struct job *job)
{
	const char *model = job_text(job, "modello");
	struct mail_word words[] = {
		{ "nome", job_text(job, "nome") },
		{ "codice", job_text(job, "codice") },
		{ "indirizzo", job_text(job, "indirizzo") },
		{ "utente", job_text(job, "utente") },
		{ "ore", arena_printf(job->arena, "%lld", (long long)job_int(job, "ore")) },
		{ "minuti", arena_printf(job->arena, "%lld", (long long)job_int(job, "minuti")) },
		{ "ambito", setting_text("ambito_name") },
		{ "sito", setting_text("public_url") },
		{ "assistenza", setting_text("assistance_mail") },
		{ NULL, NULL },
	};
	struct mail mail = { .to = job_text(job, "a") };

	if (!mail.to || !model)
		return error_raise(ERR_BAD_REQUEST, "a mail without address or model");
	TRY(mail_model(job->arena, model, words, &mail));
	return mail_send(job->arena, &mail);
}

int64_t mail_seconds(void)
{
	return WHOLE_SECONDS;
}
