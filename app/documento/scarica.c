/*
 * Bytes out.
 *
 * The right is checked once, by row-level security, when the download begins; the row of the
 * register is committed before the first byte leaves (web/ does it between the handler and the
 * answer).  The first block is opened by the handler, so that a document that was altered is an
 * incident page and not a broken transfer; each later block is one short statement of its own,
 * outside any long transaction, with a ticket that the program proves
 * (sql/code/11_documento.sql says why the session is not asked again in full).
 */
#include "documento/inside.h"

#include "base/log.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* ---- ranges ---- */

/* Digits only; false if there are none.  What does not fit is as good as infinite. */
static bool digits(const char **at, int64_t *number)
{
	const char *from = *at;

	*number = 0;
	for (; **at >= '0' && **at <= '9'; (*at)++)
		*number = *number > (INT64_MAX - 9) / 10 ? INT64_MAX - 9 : *number * 10 + (**at - '0');
	return *at != from;
}

static const char *blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

enum intervallo intervallo_leggi(const char *header, int64_t byte, int64_t *da, int64_t *a)
{
	int64_t first, last;

	*da = 0;
	*a = byte - 1;
	if (strncasecmp(header, "bytes=", 6) != 0)
		return INTERVALLO_TUTTO;
	const char *at = blanks(header + 6);
	bool has_first = digits(&at, &first);
	if (*at++ != '-')
		return INTERVALLO_TUTTO;
	bool has_last = digits(&at, &last);
	if (*blanks(at) || (!has_first && !has_last) || (has_first && has_last && last < first))
		return INTERVALLO_TUTTO;
	if (has_first) {
		if (first >= byte)
			return INTERVALLO_FUORI;
		*da = first;
		*a = has_last && last < byte ? last : byte - 1;
	} else {
		if (last == 0 || byte == 0)
			return INTERVALLO_FUORI;
		*da = last < byte ? byte - last : 0;
	}
	return INTERVALLO_PARTE;
}

/* ---- the reader of the answer ---- */

struct lettore {
	struct request *rq;
	struct arena *scratch;       /* of one block */
	unsigned char key[CHIAVE_BYTE];
	documento_id id;
	int64_t byte, left;          /* of the document; still to be sent */
	int64_t index;               /* of the block in `plain` */
	unsigned char *plain;        /* the open block, for as long as the answer lasts */
	size_t size, at;
	int64_t issued;
	const char *proof;
};

static void close_reader(void *object)
{
	struct lettore *reader = object;

	sodium_memzero(reader->key, sizeof(reader->key));
	sodium_memzero(reader->plain, BLOCCO_BYTE);
	arena_free(reader->scratch);
}

/* Somebody touched the bytes: alarm in the log, a row in the register, nothing delivered (DOC-3). */
static void raise_alarm(struct lettore *reader)
{
	struct request *rq = reader->rq;

	log_line("event=alarm altered documento=%lld blocco=%lld rq=%s", (long long)reader->id.v, (long long)reader->index, rq->id);
	struct error *err = db_start(rq->db, reader->scratch);
	if (!err)
		err = q_registra(rq->db, rq->session->token, "scarica", rq->route->name, "documento", reader->id.v, 0, "alterato",
				 rq->remote_address, rq->id, NULL, false);
	if (!err)
		err = db_wait(rq->db);
	if (err)
		error_log(err, rq->id);
	error_free(err);
}

static struct error *open_block(struct lettore *reader, struct bytes sealed)
{
	bool last = reader->index == blocco_quanti(reader->byte) - 1;
	struct error *err = blocco_apri(reader->key, reader->id.v, reader->index, last, sealed, reader->plain, &reader->size);

	if (!err && reader->size != blocco_misura(reader->byte, reader->index))
		err = error_raise(ERR_BUG, "block %lld of document %lld has another size", (long long)reader->index,
				  (long long)reader->id.v);
	if (err)
		raise_alarm(reader);
	return err;
}

/* One block in one short transaction of its own. */
static struct error *fetch_block(struct lettore *reader, struct q_documento_blocco_consegna *row)
{
	struct request *rq = reader->rq;

	TRY(db_start(rq->db, reader->scratch));
	TRY(db_begin(rq->db, true));
	TRY(q_documento_blocco_consegna(rq->db, rq->session->token, reader->id, reader->index, reader->issued, reader->proof, row));
	return db_commit(rq->db);
}

static struct error *next_block(struct lettore *reader)
{
	struct q_documento_blocco_consegna row;

	reader->index++;
	arena_reset(reader->scratch);
	struct error *err = fetch_block(reader, &row);
	if (err) {
		db_rollback(reader->rq->db); /* not open until this worker's next request */
		return error_pass(err);
	}
	if (!row.dati.data)
		return error_raise(ERR_GONE, "the right to document %lld ended during its transfer", (long long)reader->id.v);
	TRY(open_block(reader, row.dati));
	reader->at = 0;
	return NULL;
}

static struct error *read_on(void *source, unsigned char *buffer, size_t size, size_t *written)
{
	struct lettore *reader = source;

	*written = 0;
	if (!reader->left)
		return NULL;
	if (reader->at == reader->size)
		TRY(next_block(reader));
	size_t count = reader->size - reader->at;
	if (count > size)
		count = size;
	if ((int64_t)count > reader->left)
		count = (size_t)reader->left;
	memcpy(buffer, reader->plain + reader->at, count);
	reader->at += count;
	reader->left -= (int64_t)count;
	*written = count;
	return NULL;
}

static struct lettore *reader_new(struct request *rq, const struct q_documento_apri *documento)
{
	struct lettore *reader = arena_alloc(rq->arena, sizeof(*reader));

	reader->rq = rq;
	reader->id = documento->documento_id;
	reader->byte = documento->byte;
	reader->plain = arena_alloc(rq->arena, BLOCCO_BYTE + BLOCCO_IN_PIU);
	reader->scratch = arena_new();
	reader->issued = (int64_t)time(NULL);
	reader->proof = session_proof(rq->arena, arena_printf(rq->arena, "documento|%" PRId64 "|%" PRId64 "|%s", documento->documento_id.v,
							      reader->issued, rq->session->token));
	arena_hook(rq->arena, close_reader, reader);
	return reader;
}

/* The block in which the answer begins, by the right of who asks. */
static struct error *first_block(struct lettore *reader, int64_t from)
{
	struct request *rq = reader->rq;
	struct q_documento_blocco_vedi row = { 0 };
	bool found;

	reader->index = from / (int64_t)BLOCCO_BYTE;
	struct arena *before = db_arena_use(rq->db, reader->scratch);
	struct error *err = q_documento_blocco_vedi(rq->db, reader->id, reader->index, &row, &found);
	db_arena_use(rq->db, before);
	TRY(err);
	TRY(open_block(reader, row.dati));
	reader->at = (size_t)(from % (int64_t)BLOCCO_BYTE);
	return NULL;
}

static struct error *send_nothing(struct request *rq, int64_t byte)
{
	struct response *response = rq->response;

	response->status = 416;
	response->content_type = "text/plain; charset=utf-8";
	response_header(response, "Content-Range", arena_printf(rq->arena, "bytes */%" PRId64, byte));
	text_addf(response->body, "Il documento è lungo %s: la parte richiesta non c’è.\n", italian_bytes(rq->arena, byte));
	rq->web->sent = true;
	return NULL;
}

static void set_headers(struct request *rq, const struct q_documento_apri *documento, const char *tag)
{
	struct response *response = rq->response;

	response->content_type = documento->mime ? documento->mime : "application/octet-stream";
	response_header(response, "Content-Disposition", response_disposition(rq->arena, "attachment", documento->nome_file));
	response_header(response, "Content-Security-Policy", "sandbox");
	response_header(response, "Accept-Ranges", "bytes");
	response_header(response, "ETag", tag);
}

struct error *scarica(struct request *rq, const struct q_documento_apri *documento)
{
	const char *tag = arena_printf(rq->arena, "\"%s\"", documento->impronta ? documento->impronta : "");
	/* a part of another version would be worse than the whole; dates are not given out */
	bool same = !*rq->if_range || strcmp(rq->if_range, tag) == 0;
	int64_t from, to;
	enum intervallo part = intervallo_leggi(same ? rq->range : "", documento->byte, &from, &to);

	if (part == INTERVALLO_FUORI)
		return send_nothing(rq, documento->byte);
	struct lettore *reader = reader_new(rq, documento);
	TRY(chiave_apri(documento->chiave, documento->chiave_maestra, reader->key));
	TRY(first_block(reader, from));
	reader->left = to - from + 1;
	set_headers(rq, documento, tag);
	if (part == INTERVALLO_PARTE) {
		rq->response->status = 206;
		response_header(rq->response, "Content-Range",
				arena_printf(rq->arena, "bytes %" PRId64 "-%" PRId64 "/%" PRId64, from, to, documento->byte));
	}
	rq->response->reader = read_on;
	rq->response->reader_source = reader;
	rq->response->reader_length = reader->left;
	rq->web->sent = true;
	return NULL;
}
