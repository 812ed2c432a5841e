/*
 * The job «isee_lettura»: the file of INPS is read in a limited child; what it says waits for who sent it.
 */
#include "isee/isee.h"

#include "base/settings.h"
#include "job/child.h"
#include "query.h"

#define ANSWER ((size_t)128 * 1024)
#define BROKEN "La lettura del file non è riuscita: il file è danneggiato o troppo complicato. Scaricalo di nuovo dal portale INPS."

/* In the child: «+» and the JSON, or «-» and why not. */
static const char *work(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	const char *why, *read = isee_xml(arena, context, data, size, &why);

	return arena_printf(arena, "%c%s", read ? '+' : '-', read ? read : why);
}

struct error *isee_leggi(struct job *job)
{
	int64_t id = job_int(job, "lettura");
	struct q_isee_da_leggere row;
	struct isee_schema *schema;
	const char *answer;
	bool found;

	TRY(db_begin(job->db, false));
	TRY(q_isee_da_leggere(job->db, id, &row, &found));
	TRY(db_commit(job->db));
	if (!found) /* read before, or too old */
		return NULL;
	TRY(isee_schema_leggi(job->arena, arena_printf(job->arena, "%s/schema/isee-riforma.xsd", setting_text("conf")), &schema));
	TRY(child_run_bytes(job->arena, row.contenuto, work, schema, ANSWER, &answer));
	TRY(db_begin(job->db, false));
	if (!answer)
		return q_isee_letta(job->db, id, BROKEN, NULL);
	return *answer == '+' ? q_isee_letta(job->db, id, NULL, answer + 1) : q_isee_letta(job->db, id, answer + 1, NULL);
}

int64_t isee_leggi_secondi(void)
{
	return CHILD_SECONDS;
}
