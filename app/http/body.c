/*
 * The body: into memory if it is a form's, into an unlinked file if it may hold documents.
 * CONTENT_LENGTH is only a claim: exactly as many bytes must come, not one less or more.
 */
#include "http/parse.h"

#include "base/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define CHUNK_SIZE ((size_t)64 * 1024)

static size_t
read_upto(const struct environment *environment, unsigned char *buffer, size_t size)
{
	size_t had = 0;

	while (had < size) {
		size_t got = environment->read(environment->source, buffer + had, size - had);

		if (!got)
			break;
		had += got;
	}
	return had;
}

static struct error *
expect_end(const struct environment *environment)
{
	unsigned char byte;

	if (read_upto(environment, &byte, 1))
		return error_raise(ERR_BAD_REQUEST, "the body is longer than CONTENT_LENGTH");
	return NULL;
}

static struct error *
read_memory(const struct environment *environment, struct request *rq, unsigned char **data)
{
	size_t size = (size_t)rq->content_length;

	*data = arena_alloc(rq->arena, size);
	if (read_upto(environment, *data, size) != size)
		return error_raise(ERR_BAD_REQUEST, "the body is shorter than CONTENT_LENGTH");
	TRY(expect_end(environment));
	return NULL;
}

static void
close_file(void *file)
{
	fclose(file);
}

/* Checked before the body is taken (security goal DOC-7): a full disk must not become a database
 * that cannot write. */
static struct error *
check_space(int folder, const char *name, int64_t body)
{
	int64_t percent = setting_int("free_space_minimum_percent");
	fsblkcnt_t kept, coming;
	struct statvfs space;

	if (fstatvfs(folder, &space))
		return error_raise(ERR_BUG, "%s: no statvfs: %s", name, strerror(errno));
	kept = space.f_blocks / 100 * (fsblkcnt_t)percent;
	coming = (fsblkcnt_t)body / space.f_frsize;
	if (space.f_bavail < kept || space.f_bavail - kept < coming)
		return error_raise(ERR_FULL, "%s: less than %d %% is free", name, (int)percent);
	return NULL;
}

/* A file without a name: it vanishes with the worker, however that ends. */
static int
open_nameless(const char *folder)
{
	char name[4096];
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
		return fd;
	/* Some file systems know no O_TMPFILE. */
	if (snprintf(name, sizeof(name), "%s/siz-XXXXXX", folder) >= (int)sizeof(name)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	return fd;
}

static struct error *
open_spool(const char *folder, struct arena *arena, int64_t body, FILE **out)
{
	struct error *err;
	int fd = open_nameless(folder);
	FILE *file;

	if (fd < 0)
		return error_raise(ERR_BUSY, "%s: no spool file: %s", folder, strerror(errno));
	err = check_space(fd, folder, body);
	file = err ? NULL : fdopen(fd, "w+b");
	if (!file) {
		close(fd);
		return err ? error_pass(err) : error_raise(ERR_BUG, "no stream for the spool");
	}
	arena_hook(arena, close_file, file);
	*out = file;
	return NULL;
}

static struct error *
spool_failed(void)
{
	return error_raise(errno == ENOSPC ? ERR_FULL : ERR_BUSY, "the spool: %s", strerror(errno));
}

static struct error *
read_spool(const struct server *server, const struct environment *environment, struct request *rq)
{
	unsigned char *chunk = arena_alloc(rq->arena, CHUNK_SIZE);
	int64_t left = rq->content_length;
	FILE *file = NULL;

	TRY(open_spool(server->spool, rq->arena, rq->content_length, &file));
	while (left) {
		size_t size = left < (int64_t)CHUNK_SIZE ? (size_t)left : CHUNK_SIZE;

		if (read_upto(environment, chunk, size) != size)
			return error_raise(ERR_BAD_REQUEST, "the body is shorter than said");
		if (fwrite(chunk, 1, size, file) != size)
			return spool_failed();
		left -= (int64_t)size;
	}
	TRY(expect_end(environment));
	if (fflush(file) || fseeko(file, 0, SEEK_SET))
		return spool_failed();
	rq->body_file = file;
	return NULL;
}

static struct error *
read_file(const struct server *server, const struct environment *environment, struct request *rq)
{
	unsigned char *data;

	if (rq->content_length > server->memory_limit) {
		TRY(read_spool(server, environment, rq));
		return NULL;
	}
	TRY(read_memory(environment, rq, &data));
	rq->body_file = fmemopen(data, (size_t)rq->content_length, "rb");
	if (!rq->body_file)
		return error_raise(ERR_BUG, "no stream for the body: %s", strerror(errno));
	arena_hook(rq->arena, close_file, rq->body_file);
	return NULL;
}

static struct error *
read_urlencoded(const struct environment *environment, struct request *rq)
{
	unsigned char *data;

	TRY(read_memory(environment, rq, &data));
	TRY(parse_urlencoded(rq->arena, (const char *)data, (size_t)rq->content_length,
			     &rq->body));
	return NULL;
}

struct error *
body_read(const struct server *server, const struct environment *environment, struct request *rq,
	  bool upload)
{
	bool urlencoded = media_type_is(rq->content_type, "application/x-www-form-urlencoded");
	bool multipart = media_type_is(rq->content_type, "multipart/form-data");

	if (rq->content_length <= 0) {
		TRY(expect_end(environment));
		return NULL;
	}
	if (rq->method == METHOD_GET)
		return error_raise(ERR_BAD_REQUEST, "a GET with a body");
	if ((!upload || urlencoded) && rq->content_length > server->body_limit)
		return error_raise(ERR_TOO_LARGE, "a body of %lld bytes",
				   (long long)rq->content_length);
	if (urlencoded) {
		TRY(read_urlencoded(environment, rq));
		return NULL;
	}
	if (!multipart && !upload)
		return error_raise(ERR_BAD_REQUEST, "a body that is no form's");
	TRY(read_file(server, environment, rq));
	if (multipart)
		TRY(parse_multipart(rq->arena, rq->content_type, rq->body_file, rq->content_length,
				    server->body_limit, &rq->body, &rq->uploads,
				    &rq->upload_count));
	return NULL;
}
