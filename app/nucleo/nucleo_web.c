/*
 * The page of the households: who is in them on a day, the drawing, who came and went.
 */
#include "nucleo/inside.h"

#include "nucleo/genogramma.h"
#include "soggetto/scheda.h"
#include "soggetto/soggetto.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *code, *title;
} kinds[] = {
	{ "di_fatto", "Nucleo di fatto" },
	{ "anagrafico", "Nucleo anagrafico" },
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

/* Letters of a name that fit under a symbol. */
#define FITS 15

/* Cut where it fits, between characters. */
static const char *short_name(struct request *rq, const char *name)
{
	size_t letters = 0, size = 0;

	for (; name[size] && letters < FITS; size++)
		letters += ((unsigned char)name[size + 1] & 0xC0) != 0x80;
	return name[size] ? arena_printf(rq->arena, "%.*s…", (int)size, name) : name;
}

/* ---- the list ---- */

static void fill_member(struct request *rq, struct page *node, const struct q_nucleo_composizione *row, soggetto_id self, const char *day)
{
	bool female = *row->sesso == 'F';
	int age = soggetto_age(row->data_nascita, row->presente || !row->data_decesso ? day : row->data_decesso);

	page_int(node, "id", row->nucleo_componente_id.v);
	page_int(node, "soggetto", row->soggetto_id.v);
	page_setf(node, "nome", "%s %s", row->cognome, row->nome);
	page_set(node, "relazione", row->relazione_testo);
	page_flag(node, "se_stesso", row->soggetto_id.v == self.v);
	page_flag(node, "presente", row->presente);
	page_flag(node, "aperta", row->al == NULL);
	page_set(node, "dal", italian_date(rq->arena, row->dal));
	page_set(node, "al", row->al ? italian_date(rq->arena, row->al) : "");
	page_flag(node, "anpr", strcmp(row->fonte, "anpr") == 0);
	page_set(node, "sesso", female ? "donna" : "uomo");
	if (age >= 0)
		page_setf(node, "eta", age == 1 ? "%d anno" : "%d anni", age);
	if (row->data_decesso && strcmp(row->data_decesso, day) <= 0)
		page_setf(node, "morte", "%s il %s", female ? "morta" : "morto", italian_date(rq->arena, row->data_decesso));
}

/* ---- the drawing ---- */

static void fill_symbol(struct request *rq, struct page *node, const struct gen_person *place, const struct q_nucleo_composizione *row,
			soggetto_id self, const char *day)
{
	bool dead = row->data_decesso && strcmp(row->data_decesso, day) <= 0;
	int age = soggetto_age(row->data_nascita, dead ? row->data_decesso : day), r = GEN_RADIUS;

	page_flag(node, "uomo", place->male);
	page_flag(node, "se_stesso", row->soggetto_id.v == self.v);
	page_flag(node, "morte", dead);
	page_int(node, "x", place->x);
	page_int(node, "y", place->y);
	page_int(node, "sinistra", place->x - r);
	page_int(node, "alto", place->y - r);
	page_int(node, "destra", place->x + r);
	page_int(node, "basso", place->y + r);
	page_int(node, "dentro_sinistra", place->x - r + 4);
	page_int(node, "dentro_alto", place->y - r + 4);
	page_int(node, "eta_y", place->y + 6);
	page_int(node, "nome_y", place->y + r + 18);
	page_int(node, "cognome_y", place->y + r + 34);
	page_int(node, "anni_y", place->y + r + 50);
	page_set(node, "nome", short_name(rq, row->nome));
	page_set(node, "cognome", short_name(rq, row->cognome));
	if (age >= 0)
		page_int(node, "eta", age);
	page_setf(node, "anni", "%.4s%s%.4s", row->data_nascita, dead ? "–" : "", dead ? row->data_decesso : "");
}

void nucleo_disegna(struct request *rq, struct page *node, const struct q_nucleo_composizione *list, size_t count, soggetto_id self,
		    const char *day)
{
	struct gen_person *persons = arena_array(rq->arena, count, sizeof(*persons));

	for (size_t i = 0; i < count; i++)
		persons[i] = (struct gen_person){
			.id = list[i].soggetto_id.v, .relation = (int)strtol(list[i].relazione, NULL, 10), .link = list[i].legame_soggetto_id.v,
			.male = *list[i].sesso == 'M', .born = list[i].data_nascita, .present = list[i].presente,
		};
	struct genogramma *drawing = genogramma_make(rq->arena, persons, count);
	page_int(node, "larghezza", drawing->width + 12);
	page_int(node, "altezza", drawing->height + 12);
	page_set(node, "contorno", drawing->outline);
	for (size_t i = 0; i < drawing->line_count; i++) {
		const struct gen_line *line = &drawing->lines[i];
		struct page *at = page_node(node, arena_printf(rq->arena, "linea.%zu", i));
		page_setf(at, "percorso", "M%d %dL%d %d", line->x1, line->y1, line->x2, line->y2);
		page_flag(at, "tratti", line->dashed);
	}
	for (size_t i = 0; i < drawing->count; i++)
		fill_symbol(rq, page_node(node, arena_printf(rq->arena, "persona.%zu", i)), &persons[i], &list[i], self, day);
}

static void fill_household(struct request *rq, size_t kind, const struct q_nucleo_composizione *list, size_t count, soggetto_id self, const char *day)
{
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Nuclei.%zu", kind));
	int64_t present = 0;

	page_set(node, "codice", kinds[kind].code);
	page_set(node, "titolo", kinds[kind].title);
	for (size_t i = 0; i < count; i++) {
		present += list[i].presente;
		fill_member(rq, page_node(node, arena_printf(rq->arena, "componente.%zu", i)), &list[i], self, day);
	}
	page_int(node, "conta", present);
	page_setf(node, "quante", present == 1 ? "%lld persona" : "%lld persone", (long long)present);
	if (count)
		nucleo_disegna(rq, page_node(node, "genogramma"), list, count, self, day);
}

struct error *nucleo_to_page(struct request *rq, soggetto_id id, const char *day)
{
	struct q_nucleo_composizione *list;
	size_t count, from = 0;

	TRY(q_nucleo_composizione(rq->db, day, id, &list, &count));
	for (size_t kind = 0; kind < KINDS; kind++) {
		size_t to = from;
		while (to < count && strcmp(list[to].tipo, kinds[kind].code) == 0)
			to++;
		fill_household(rq, kind, list + from, to - from, id, day);
		from = to;
	}
	return NULL;
}

/* ---- the page ---- */

/* The day of the address; today if there is none, or with a sentence if it is not a day. */
static const char *read_day(struct request *rq, const char *today)
{
	const char *sent = fields_get(&rq->query, "giorno"), *day, *why;

	if (!sent || !*text_trim(rq->arena, sent))
		return today;
	if (form_parse_date(rq->arena, text_trim(rq->arena, sent), false, &day, &why))
		return day;
	page_set(rq->page, "Giorno.errore", why);
	return today;
}

struct error *nuclei_vedi(struct request *rq)
{
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));
	struct scheda *person;

	TRY(soggetto_open(rq, "nuclei", &person));
	if (!person)
		return NULL;
	const char *day = read_day(rq, today);
	TRY(q_nucleo_movimenti(rq->db, person->id, rows(rq, "Movimenti")));
	TRY(nucleo_to_page(rq, person->id, day));
	TRY(nucleo_isee_to_page(rq, person->id, day));
	page_set(rq->page, "Giorno.iso", day);
	page_set(rq->page, "Giorno.testo", italian_date(rq->arena, day));
	page_flag(rq->page, "Giorno.oggi", strcmp(day, today) == 0);
	return page_send(rq, "nuclei", arena_printf(rq->arena, "Nuclei familiari di %s", person->name));
}
