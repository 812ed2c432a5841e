/*
 * The household that an ISEE names, beside the two of ours: who is in it, who is missing, drawn.
 */
#include "nucleo/inside.h"

#include "soggetto/codice_fiscale.h"

#include <string.h>

/* What a member of a DSU is to who declares it, in the words of the ANPR table (D.P.C.M. 159/2013, art. 3). */
static const char *relation_of(const char *rapporto)
{
	static const struct {
		const char *dsu, *anpr;
	} relations[] = {
		{ "D", "1" }, { "C", "2" }, { "F", "3" }, { "MA", "3" }, { "FC", "3" }, { "FNC", "3" },
	};

	for (size_t i = 0; rapporto && i < sizeof(relations) / sizeof(*relations); i++)
		if (strcmp(relations[i].dsu, rapporto) == 0)
			return relations[i].anpr;
	return "99";
}

/* Who is not here has a sex and a day of birth in their code all the same. */
static void read_code(struct request *rq, const char *text, const char *today, struct q_nucleo_composizione *out)
{
	const struct codice_fiscale *code = codice_fiscale_read(rq->arena, text);
	int year = code->kind == CODICE_FISCALE && code->fault == CODICE_RIGHT ? codice_fiscale_year(code, today, NULL) : 0;

	out->sesso = year && code->sesso == 'F' ? "F" : "M";
	out->data_nascita = year ? arena_printf(rq->arena, "%04d-%02d-%02d", year, code->month, code->day) : "";
}

/* Of the drawing: those whose sex and birth are known. */
static size_t prepare(struct request *rq, const struct q_nucleo_isee *list, size_t count, const char *day, struct q_nucleo_composizione *out)
{
	size_t drawn = 0;

	for (size_t i = 0; i < count; i++) {
		const struct q_nucleo_isee *row = &list[i];
		struct q_nucleo_composizione *one = &out[drawn];
		if (row->manca)
			continue;
		*one = (struct q_nucleo_composizione){
			.soggetto_id = { row->soggetto_id.v ? row->soggetto_id.v : -(int64_t)i - 1 }, .cognome = row->cognome, .nome = row->nome,
			.sesso = row->sesso, .data_nascita = row->data_nascita, .data_decesso = row->data_decesso,
			.relazione = relation_of(row->rapporto),
			.presente = !row->rapporto || (strcmp(row->rapporto, "FNC") != 0 && strcmp(row->rapporto, "GNC") != 0),
		};
		if (!row->soggetto_id.v)
			read_code(rq, row->codice_fiscale, day, one);
		drawn += *one->data_nascita != '\0';
	}
	return drawn;
}

static void fill_member(struct page *node, const struct q_nucleo_isee *row, soggetto_id self)
{
	page_setf(node, "nome", "%s %s", row->cognome, row->nome);
	page_set(node, "rapporto", row->rapporto_testo);
	page_set(node, "codice_fiscale", row->codice_fiscale);
	if (row->soggetto_id.v)
		page_int(node, "soggetto", row->soggetto_id.v);
	page_flag(node, "se_stesso", row->soggetto_id.v == self.v);
	page_flag(node, "dentro", row->dentro);
	page_flag(node, "manca", row->manca);
}

struct error *nucleo_isee_to_page(struct request *rq, soggetto_id id, const char *day)
{
	struct page *node = page_node(rq->page, "Nucleo_isee");
	struct q_nucleo_isee *list;
	size_t count;

	TRY(q_nucleo_isee(rq->db, id, day, &list, &count));
	if (!count)
		return NULL;
	page_set(node, "protocollo", list[0].protocollo);
	page_set(node, "tipi", list[0].tipi);
	page_set(node, "presentata", italian_date(rq->arena, list[0].presentata_il));
	page_set(node, "fine", italian_date(rq->arena, list[0].valida_fino));
	page_flag(node, "da_inps", list[0].da_inps);
	for (size_t i = 0; i < count; i++)
		fill_member(page_node(node, arena_printf(rq->arena, "componente.%zu", i)), &list[i], id);
	/* with the names that the macro of the drawing asks for */
	page_set(node, "codice", "isee");
	page_set(node, "titolo", "Nucleo dell’ISEE");
	struct q_nucleo_composizione *members = arena_array(rq->arena, count, sizeof(*members));
	size_t drawn = prepare(rq, list, count, day, members);
	if (drawn)
		nucleo_disegna(rq, page_node(node, "genogramma"), members, drawn, id, day);
	return NULL;
}
