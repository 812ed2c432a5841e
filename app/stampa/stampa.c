/*
 * A print from the asking to the sealed bytes.
 */
#include "stampa/stampa.h"

#include "base/log.h"
#include "base/settings.h"
#include "stampa/foglio.h"
#include "stampa/pdf.h"

#include <string.h>

#define STAMPA(name, object, permission, template, fill) struct error *fill(struct request *rq, const struct stampa *what);
#define STAMPA_A_PEZZI(name, object, permission, template, fill, piece_template, piece_fill) \
	STAMPA(name, object, permission, template, fill) \
	STAMPA(name, object, permission, piece_template, piece_fill)
#include "stampa/stampe.def"
#undef STAMPA
#undef STAMPA_A_PEZZI

static const struct kind {
	const char *name, *object;
	enum permission permission;
	const char *template;
	stampa_fill fill;
	const char *piece_template; /* NULL: a print of one page */
	stampa_fill piece_fill;
} kinds[] = {
#define STAMPA(name, object, permission, template, fill) { name, object, permission, template, fill, NULL, NULL },
#define STAMPA_A_PEZZI(name, object, permission, template, fill, piece_template, piece_fill) \
	{ name, object, permission, template, fill, piece_template, piece_fill },
#include "stampa/stampe.def"
#undef STAMPA
#undef STAMPA_A_PEZZI
};

static const struct kind *kind_of(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

/* ---- asking ---- */

struct error *stampa_chiedi(struct request *rq, const struct stampa_richiesta *what)
{
	const struct kind *kind = kind_of(what->kind);
	struct q_stampa_chiedi row;

	if (!kind)
		return error_raise(ERR_BUG, "no print is called '%s'", what->kind);
	TRY(q_stampa_chiedi(rq->db, kind->name, kind->object, what->object, what->pratica, what->soggetto,
			    what->options ? what->options : "{}", what->title, what->file, &row));
	audit(rq, "stampa", kind->object, what->object, what->soggetto.v);
	audit_detail(rq, arena_printf(rq->arena, "{\"stampa\":%lld,\"tipo\":\"%s\"}", (long long)row.stampa_id.v, kind->name));
	rq->web->outcome = "chiesta";
	return redirect(rq, "/stampe/%lld", (long long)row.stampa_id.v);
}

/* ---- making ---- */

struct request *stampa_richiedente(struct job *job, struct session *session)
{
	struct request *rq = arena_alloc(job->arena, sizeof(*rq));

	*rq = (struct request){
		.arena = job->arena,
		.id = arena_printf(job->arena, "lavoro-%lld", (long long)job->id),
		.method = METHOD_GET,
		.path = "/stampe",
		.query_text = "",
		.db = job->db,
		.page = page_new(job->arena),
		.session = session,
		.web = arena_alloc(job->arena, sizeof(struct web)),
	};
	*rq->web = (struct web){ .status = 200 };
	return rq;
}

/* Head and foot of every print. */
static void fill_frame(struct request *rq, const struct q_stampa_da_fare *row)
{
	const char *now = italian_instant_iso(rq->arena, row->adesso);

	page_set(rq->page, "Stampa.titolo", row->titolo);
	page_set(rq->page, "Stampa.ambito", setting_text("ambito_name"));
	page_set(rq->page, "Stampa.chi", rq->session->name);
	page_set(rq->page, "Stampa.servizio", rq->session->service_name);
	page_set(rq->page, "Stampa.data", italian_date(rq->arena, now));
	page_set(rq->page, "Stampa.ora", strlen(now) >= 16 ? now + 11 : "");
}

/* The page, by the right of who asked as it is now; *refused if it is no more. */
static struct error *render(struct request *rq, const struct q_stampa_da_fare *row, struct text *html, struct stampa_pezzi *pieces,
			    bool *refused)
{
	const struct kind *kind = kind_of(row->tipo);
	const struct stampa what = { row->oggetto_id, row->pratica_id, row->soggetto_id, row->opzioni, pieces };

	*refused = kind && !session_may(rq->session, kind->permission);
	if (*refused)
		return NULL;
	if (!kind)
		return error_raise(ERR_BUG, "no print is called '%s'", row->tipo);
	struct error *err = kind->fill(rq, &what);
	if (!err)
		err = db_wait(rq->db);
	if (error_is(err, ERR_NOT_FOUND) || error_is(err, ERR_FORBIDDEN)) {
		error_free(err);
		*refused = true;
		return NULL;
	}
	TRY(err);
	fill_frame(rq, row);
	return page_render(rq->page, kind->template, html);
}

static struct error *write_block(struct db *db, int64_t id, int64_t index, struct bytes sealed)
{
	return q_stampa_blocco_scrivi(db, (stampa_id){ id }, index, sealed);
}

static struct error *keep(struct job *job, stampa_id id, struct bytes pdf)
{
	struct foglio sheet;

	TRY(foglio_chiudi(job->db, job->arena, id.v, pdf, write_block, &sheet));
	return q_stampa_finita(job->db, id, "pronta", sheet.byte, sheet.sum, sheet.key, sheet.master, setting_int("print_hours"));
}

static struct error *end_without(struct job *job, stampa_id id, const char *how)
{
	log_line("event=print stampa=%lld stato=%s", (long long)id.v, how);
	return q_stampa_finita(job->db, id, how, 0, (struct bytes){ NULL, 0 }, (struct bytes){ NULL, 0 }, NULL, 0);
}

/* What is to be laid out, read under the identity of who asked; *refused if they may not any more, or took
 * it off the list meanwhile. */
static struct error *write_page(struct job *job, stampa_id id, struct text *html, struct stampa_pezzi *pieces, bool *refused)
{
	struct q_stampa_da_fare row;
	struct session *session;
	bool found;

	TRY(session_of_job(job->db, job->arena, (lavoro_id){ job->id }, &session, &found));
	if (found)
		TRY(q_stampa_da_fare(job->db, id, &row, &found));
	*refused = !found;
	return found ? render(stampa_richiedente(job, session), &row, html, pieces, refused) : NULL;
}

/* ---- pieces ---- */

/* One case, by the right of who asked as it is now: where that ended meanwhile the piece says so. */
static struct error *render_piece(struct request *rq, const struct q_stampa_da_fare *row, int64_t piece, struct text *html)
{
	const struct kind *kind = kind_of(row->tipo);
	const struct stampa what = { row->oggetto_id, { piece }, row->soggetto_id, row->opzioni, NULL };

	if (!kind || !kind->piece_fill)
		return error_raise(ERR_BUG, "no print in pieces is called '%s'", row->tipo);
	struct error *err = kind->piece_fill(rq, &what);
	if (!err)
		err = db_wait(rq->db);
	if (error_is(err, ERR_NOT_FOUND) || error_is(err, ERR_FORBIDDEN)) {
		error_free(err);
		rq->page = page_new(rq->arena);
		page_int(rq->page, "Pratica.id", piece);
		return page_render(rq->page, kind->piece_template, html);
	}
	TRY(err);
	return page_render(rq->page, kind->piece_template, html);
}

/* A piece in a transaction of its own, so that everybody sees how far it is; *refused as in write_page. */
static struct error *write_piece(struct job *job, stampa_id id, const struct stampa_pezzi *pieces, size_t place, struct text *html,
				 bool *refused)
{
	struct q_stampa_da_fare row;
	struct session *session;
	bool found;

	TRY(session_of_job(job->db, job->arena, (lavoro_id){ job->id }, &session, &found));
	if (found)
		TRY(q_stampa_da_fare(job->db, id, &row, &found));
	*refused = !found;
	if (!found)
		return NULL;
	TRY(render_piece(stampa_richiedente(job, session), &row, pieces->ids[place], html));
	return q_stampa_avanza(job->db, id, (int64_t)place + 1, (int64_t)pieces->count, (pratica_id){ pieces->ids[place] });
}

/* All of them; what one needs is given back before the next.  *whole false: longer than one PDF may be. */
static struct error *write_pieces(struct job *job, stampa_id id, const struct stampa_pezzi *pieces, struct text *html, bool *refused,
				  bool *whole)
{
	*whole = true;
	for (size_t i = 0; i < pieces->count && !*refused && *whole; i++) {
		struct job part = *job;
		part.arena = arena_new();
		struct arena *before = db_arena_use(job->db, part.arena);
		struct error *err = db_begin(job->db, false);
		if (!err)
			err = write_piece(&part, id, pieces, i, html, refused);
		if (!err)
			err = db_commit(job->db);
		db_arena_use(job->db, before);
		arena_free(part.arena);
		TRY(err);
		*whole = html->size <= (size_t)setting_int("print_html_bytes");
	}
	return pieces->count && !*refused && *whole ? page_render(page_new(job->arena), "stampa/fine", html) : NULL;
}

/* Nothing of the database is held while the child lays the page out. */
struct error *stampa_lavora(struct job *job)
{
	stampa_id id = { job_int(job, "stampa") };
	struct text *html = text_new(job->arena);
	struct bytes pdf = { NULL, 0 };
	struct stampa_pezzi pieces = { NULL, 0 };
	bool refused, whole, made = false;

	TRY(db_begin(job->db, false));
	TRY(write_page(job, id, html, &pieces, &refused));
	TRY(db_commit(job->db));
	TRY(write_pieces(job, id, &pieces, html, &refused, &whole));
	if (!refused && whole)
		TRY(pdf_fai(job->arena, html, &pdf, &made));
	TRY(db_begin(job->db, false));
	if (refused)
		return end_without(job, id, "rifiutata");
	return made ? keep(job, id, pdf) : end_without(job, id, "fallita");
}

int64_t stampa_secondi(void)
{
	return pdf_secondi();
}
