/*
 * «Cerca in tutte le aree»: one box for functions, persons, cases and richieste that the reader may open.
 * A page without script, and the items of the palette with it.
 */
#include "guida/guida.h"
#include "home/home.h"
#include "pratica/kind.h"
#include "soggetto/doppioni.h"
#include "soggetto/soggetto.h"

#include <string.h>
#include <time.h>

#define DOCUMENTS 20
#define MOST 8        /* of each group */
#define LONGEST 100   /* bytes of what is typed that are looked at */

/* ---- functions ---- */

static const struct function {
	enum permission permission;
	const char *text, *url, *path, *icon;
	bool creates;
} functions[] = {
#define VOCE(permission, heading, text, url, area) { permission, text, url, heading, "it-folder", false },
#define NUOVO(permission, text, url) { permission, "Nuovo: " text, url, "Nuovo › " text, "it-plus", true },
#include "web/menu.def"
#undef VOCE
#undef NUOVO
#define FUNZIONE(permission, text, url, path, icon) { permission, text, url, path, icon, false },
#define PAROLE(url, words)
#include "home/cerca.def"
#undef FUNZIONE
#undef PAROLE
};

static const struct words { const char *url, *words; } other_words[] = {
#define FUNZIONE(permission, text, url, path, icon)
#define PAROLE(url, words) { url, words },
#include "home/cerca.def"
#undef FUNZIONE
#undef PAROLE
};

/* What was found, on its way to the page. */
struct finding {
	struct request *rq;
	const char *words;   /* folded */
	int groups, items;   /* items of the present group */
	int total;
	bool functions;      /* they are on the page already */
	const char *group;   /* node of the present group */
	struct text *persons, *cases, *requests, *documents; /* ids, for the register and for the cases of persons */
};

static void group(struct finding *f, const char *name)
{
	f->group = arena_printf(f->rq->arena, "Gruppi.%d", f->groups++);
	f->items = 0;
	page_set(f->rq->page, arena_printf(f->rq->arena, "%s.nome", f->group), name);
}

/* One line: its text with the searched words marked, a line below, a remark at the right. */
static void item(struct finding *f, const char *icon, const char *text, const char *url, const char *detail, const char *note)
{
	struct page *node = page_node(f->rq->page, arena_printf(f->rq->arena, "%s.voce.%d", f->group, f->items++));

	page_int(node, "numero", ++f->total);
	page_flag(node, "prima", f->total == 1);
	page_set(node, "icona", icon);
	page_set(node, "url", url);
	page_set(node, "dettaglio", detail);
	page_set(node, "nota", note);
	soggetto_mark(f->rq->arena, node, "pezzo", text, f->words);
}

static const char *words_of(const char *url)
{
	for (size_t i = 0; i < sizeof(other_words) / sizeof(*other_words); i++)
		if (strcmp(other_words[i].url, url) == 0)
			return other_words[i].words;
	return "";
}

/* True if each word searched begins a word of the text. */
static bool fits(struct request *rq, const char *text, const char *words)
{
	const char *all = arena_printf(rq->arena, " %s", soggetto_fold(rq->arena, text));

	while (*words) {
		size_t size = strcspn(words, " ");
		if (!strstr(all, arena_printf(rq->arena, " %.*s", (int)size, words)))
			return false;
		words += size + (words[size] == ' ');
	}
	return true;
}

static void find_functions(struct finding *f)
{
	struct request *rq = f->rq;
	bool begun = false;

	if (f->functions)
		return;
	f->functions = true;
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		const struct function *one = &functions[i];
		if (!session_may(session_of(rq), one->permission) ||
		    !fits(rq, arena_printf(rq->arena, "%s %s", one->text, words_of(one->url)), f->words))
			continue;
		if (!begun)
			group(f, "Aree e funzioni");
		begun = true;
		const char *path = one->path;
		if (!one->creates && path && !strchr(path, ' '))
			path = arena_printf(rq->arena, "%s › %s", path, one->text);
		item(f, one->icon, one->text, one->url, path ? path : one->text, NULL);
		if (f->items == MOST)
			return;
	}
}

static void find_guides(struct finding *f)
{
	struct request *rq = f->rq;
	size_t count;
	const struct guida_topic *topics = guida_topics(&count);
	bool begun = false;

	for (size_t i = 0; i < count; i++) {
		if (!fits(rq, arena_printf(rq->arena, "%s %s guida", topics[i].title, topics[i].summary), f->words))
			continue;
		if (!begun)
			group(f, "Guida");
		begun = true;
		item(f, "it-help-circle", topics[i].title, arena_printf(rq->arena, "/guida/%s", topics[i].slug), topics[i].summary, NULL);
		if (f->items == MOST)
			return;
	}
}

/* ---- persons ---- */

/* True if no person bears the words that were typed: found by the sound, as «José» by «isee». */
static bool only_sound_alike(struct finding *f, const struct q_cerca_soggetti_nome *list, size_t count)
{
	for (size_t i = 0; i < count && i < MOST; i++)
		if (fits(f->rq, arena_printf(f->rq->arena, "%s %s", list[i].cognome, list[i].nome), f->words))
			return false;
	return true;
}

/* Rows of one and the same person are one line; all of them are looked at for cases. */
static struct error *show_persons(struct finding *f, const struct q_cerca_soggetti_nome *list, size_t count)
{
	struct request *rq = f->rq;
	const char *today = italian_today(rq->arena, (int64_t)time(NULL));
	int64_t ids[MOST];
	struct anche *same;

	count = count > MOST ? MOST : count;
	for (size_t i = 0; i < count; i++)
		ids[i] = list[i].soggetto_id.v;
	TRY(anche_read(rq, ids, count, &same));
	if (count)
		group(f, "Soggetti");
	for (size_t i = 0; i < count; i++) {
		const struct q_cerca_soggetti_nome *one = &list[i];
		struct text *detail = text_new(rq->arena);

		if (same[i].first)
			continue;
		text_addf(f->persons, f->persons->size ? ",%lld" : "%lld", (long long)ids[i]);
		if (same[i].ids)
			text_addf(f->persons, ",%s", same[i].ids);

		text_add(detail, soggetto_born(rq->arena, one->sesso, one->data_nascita, one->data_decesso, today));
		if (one->codice_fiscale)
			text_addf(detail, " · %s", one->codice_fiscale);
		if (one->residenza_comune)
			text_addf(detail, " · %s", one->residenza_comune);
		if (one->perche && *one->perche) /* what differs from what was typed, or by what found */
			text_addf(detail, " · %s", one->perche);
		if (same[i].others)
			text_addf(detail, " · anche: %s", same[i].others);
		item(f, "it-user", arena_printf(rq->arena, "%s %s", one->cognome, one->nome),
		     arena_printf(rq->arena, "/soggetti/%lld", (long long)one->soggetto_id.v), detail->data,
		     one->riservato ? "Riservata" : arena_printf(rq->arena, "numero %lld", (long long)one->codice));
	}
	return NULL;
}

/* The queries give the same columns in the same order, in structs of different names. */
#define SAME_SHAPE(other)                                                                                       \
	_Static_assert(sizeof(struct other) == sizeof(struct q_cerca_soggetti_nome) &&                          \
			       offsetof(struct other, perche) == offsetof(struct q_cerca_soggetti_nome, perche), \
		       "the same columns")
SAME_SHAPE(q_cerca_soggetti_codice);
SAME_SHAPE(q_cerca_soggetti_pezzo);
SAME_SHAPE(q_cerca_soggetti_codice_vicino);
SAME_SHAPE(q_cerca_soggetti_numero);
SAME_SHAPE(q_cerca_soggetti_nascita);

#define SHOW(query, ...)                                                                                         \
	do {                                                                                                    \
		struct query *rows_;                                                                            \
		size_t count_;                                                                                  \
		TRY(query(f->rq->db, __VA_ARGS__, &rows_, &count_));                                            \
		struct q_cerca_soggetti_nome *list_ = arena_array(f->rq->arena, count_ + 1, sizeof(*list_));    \
		for (size_t i_ = 0; i_ < count_; i_++)                                                          \
			memcpy(&list_[i_], &rows_[i_], sizeof(*list_));                                         \
		TRY(show_persons(f, list_, count_));                                                            \
	} while (0)

/* A function that the words name stands before persons who only sound like them. */
static struct error *find_by_name(struct finding *f, const struct search *search)
{
	struct q_cerca_soggetti_nome *list;
	size_t count;

	TRY(q_cerca_soggetti_nome(f->rq->db, search->first, search->born, search->year, &list, &count));
	if (only_sound_alike(f, list, count))
		find_functions(f);
	return show_persons(f, list, count);
}

static struct error *find_persons(struct finding *f, const struct search *search)
{
	int64_t number;

	switch (search->kind) {
	case SEARCH_NAME:
		if (strlen(search->first) < 2)
			break;
		TRY(find_by_name(f, search));
		if (!f->persons->size && search->code)
			SHOW(q_cerca_soggetti_codice, search->code);
		break;
	case SEARCH_BIRTH:
		SHOW(q_cerca_soggetti_nascita, search->first);
		break;
	case SEARCH_NUMBER:
		if (text_to_int(search->first, &number))
			SHOW(q_cerca_soggetti_numero, number);
		break;
	case SEARCH_TAX_CODE:
		SHOW(q_cerca_soggetti_codice, search->first);
		if (!f->persons->size && strlen(search->first) == 16)
			SHOW(q_cerca_soggetti_codice_vicino, search->first);
		break;
	case SEARCH_PIECE:
		SHOW(q_cerca_soggetti_pezzo, search->first);
		if (!f->persons->size && strlen(search->first) == 16)
			SHOW(q_cerca_soggetti_codice_vicino, search->first);
		break;
	case SEARCH_CASE:
	case SEARCH_NOTHING:
		break;
	}
	return NULL;
}

/* ---- cases ---- */

static void show_case(struct finding *f, int64_t id, const char *code, const char *type, const char *cognome, const char *nome,
		      const char *state, const char *from, const char *service)
{
	struct request *rq = f->rq;

	if (!f->cases->size)
		group(f, "Pratiche");
	item(f, "it-file", arena_printf(rq->arena, "%s %s", code, type), arena_printf(rq->arena, "/pratiche/%lld", (long long)id),
	     arena_printf(rq->arena, "%s %s · dal %s · %s", nome, cognome, italian_date(rq->arena, from), service), state);
	text_addf(f->cases, f->cases->size ? ",%lld" : "%lld", (long long)id);
}

/* Those whose code was typed, else those of the persons found; row-level security leaves what the
 * reader may open. */
static struct error *find_cases(struct finding *f, const struct search *search)
{
	int64_t number = -1;
	struct q_cerca_pratiche_codice *by_code;
	struct q_cerca_pratiche_persone *by_person;
	size_t count = 0;

	if (!session_may(session_of(f->rq), PRATICA_LEGGI))
		return NULL;
	if (search->kind == SEARCH_NUMBER && text_to_int(search->first, &number) && strlen(search->first) > 6)
		number = -1;
	if (search->kind == SEARCH_CASE || number >= 0) {
		TRY(q_cerca_pratiche_codice(f->rq->db, search->kind == SEARCH_CASE ? search->first : NULL, number, &by_code, &count));
		for (size_t i = 0; i < count; i++)
			show_case(f, by_code[i].pratica_id.v, by_code[i].codice, by_code[i].tipo, by_code[i].cognome, by_code[i].nome,
				  by_code[i].stato_testo, by_code[i].data_inizio, by_code[i].servizio);
	}
	if (count || !f->persons->size)
		return NULL;
	TRY(q_cerca_pratiche_persone(f->rq->db, arena_printf(f->rq->arena, "{%s}", f->persons->data), &by_person, &count));
	for (size_t i = 0; i < count; i++)
		show_case(f, by_person[i].pratica_id.v, by_person[i].codice, by_person[i].tipo, by_person[i].cognome, by_person[i].nome,
			  by_person[i].stato_testo, by_person[i].data_inizio, by_person[i].servizio);
	return NULL;
}

/* ---- richieste (RIC-07) ---- */

/* By number, else those of the persons found; row-level security leaves what the reader may know of. */
static struct error *find_requests(struct finding *f, const struct search *search)
{
	struct request *rq = f->rq;
	struct q_cerca_richieste *list;
	size_t count;

	if (!session_may(session_of(rq), RICHIESTA_LEGGI) || (search->kind != SEARCH_CASE && !f->persons->size))
		return NULL;
	TRY(q_cerca_richieste(rq->db, search->kind == SEARCH_CASE ? search->first : NULL,
			      arena_printf(rq->arena, "{%s}", f->persons->data), &list, &count));
	if (count)
		group(f, "Domande e richieste");
	for (size_t i = 0; i < count; i++) {
		const struct q_cerca_richieste *one = &list[i];
		item(f, "it-inbox", arena_printf(rq->arena, "%s %s", one->codice, one->oggetto),
		     arena_printf(rq->arena, "/richieste/%lld", (long long)one->richiesta_id.v),
		     arena_printf(rq->arena, "%s%s%s · da %s a %s", one->tipo_nome, one->persona ? " · " : "", one->persona ? one->persona : "",
				  one->servizio, one->destinatario),
		     one->stato_nome);
		text_addf(f->requests, f->requests->size ? ",%lld" : "%lld", (long long)one->richiesta_id.v);
	}
	return NULL;
}

/* ---- the archive before SIZ ---- */

/* A code of the system that was: of a person or a case, marked as what it is. */
static struct error *find_archive(struct finding *f, const char *typed)
{
	struct request *rq = f->rq;
	struct q_cerca_archivio *list;
	size_t count;

	if (!strpbrk(typed, "0123456789") || strlen(typed) > 60 || !session_may(session_of(rq), SOGGETTO_LEGGI))
		return NULL;
	TRY(q_cerca_archivio(rq->db, typed, &list, &count));
	if (count)
		group(f, "Archivio storico");
	for (size_t i = 0; i < count; i++) {
		const struct q_cerca_archivio *row = &list[i];
		bool person = row->soggetto_id.v != 0;

		if (!person && !session_may(session_of(rq), PRATICA_LEGGI))
			continue;
		struct text *ids = person ? f->persons : f->cases;
		int64_t id = person ? row->soggetto_id.v : row->pratica_id.v;
		text_addf(ids, ids->size ? ",%lld" : "%lld", (long long)id);
		item(f, "it-folder", arena_printf(rq->arena, "%s %s", row->codice, row->che),
		     arena_printf(rq->arena, person ? "/soggetti/%lld" : "/pratiche/%lld/archivio", (long long)id), row->di_chi,
		     person ? "persona" : "pratica");
	}
	return NULL;
}

/* ---- documents ---- */

/* By the words in their text, of the cases that the reader may open (DOC-09).  Only on the page: the palette asks at every
 * letter. */
static struct error *find_documents(struct finding *f, const char *typed)
{
	struct q_cerca_documenti *found;
	struct request *rq = f->rq;
	size_t count;

	if (!session_may(session_of(rq), PRATICA_LEGGI) || strlen(typed) < 3)
		return NULL;
	TRY(q_cerca_documenti(rq->db, typed, DOCUMENTS, &found, &count));
	for (size_t i = 0; i < count; i++) {
		const struct q_cerca_documenti *d = &found[i];
		const struct pratica_kind *kind = pratica_kind_find(d->kind);
		if (!kind || !session_may(session_of(rq), kind->read))
			continue;
		if (!f->documents->size)
			group(f, "Documenti che contengono queste parole");
		item(f, "it-file", d->oggetto, arena_printf(rq->arena, "/documenti/%lld/scheda", (long long)d->documento_id.v),
		     arena_printf(rq->arena, "%s del %s · %s%s%s%s%s", d->tipo ? d->tipo : "Documento", italian_date(rq->arena, d->data), d->codice,
				  d->cognome ? " · " : "", d->nome ? d->nome : "", d->cognome ? " " : "", d->cognome ? d->cognome : ""), "");
		text_addf(f->documents, f->documents->size ? ",%lld" : "%lld", (long long)d->documento_id.v);
	}
	return NULL;
}

/* ---- all together ---- */

static void register_search(struct finding *f, const char *typed)
{
	struct text *json = text_new(f->rq->arena);

	text_add(json, "{\"q\":");
	text_add_json(json, typed);
	text_addf(json, ",\"soggetti\":[%s],\"pratiche\":[%s],\"richieste\":[%s],\"documenti\":[%s]}", f->persons->data, f->cases->data,
		  f->requests->data, f->documents->data);
	audit(f->rq, "cerca", "tutto", 0, 0);
	audit_detail(f->rq, json->data);
}

static struct error *find(struct request *rq, bool documents, const char **typed, int *total)
{
	const char *sent = fields_get(&rq->query, "q");
	char *text = text_trim(rq->arena, sent ? sent : "");

	if (strlen(text) > LONGEST)
		text = ""; /* nobody is called so */
	*typed = text;
	struct search search = soggetto_search(rq->arena, text);
	struct finding f = { .rq = rq, .words = soggetto_fold(rq->arena, text), .persons = text_new(rq->arena), .cases = text_new(rq->arena),
			     .requests = text_new(rq->arena), .documents = text_new(rq->arena) };
	if (session_may(session_of(rq), SOGGETTO_LEGGI))
		TRY(find_persons(&f, &search));
	TRY(find_cases(&f, &search));
	TRY(find_requests(&f, &search));
	TRY(find_archive(&f, text));
	if (documents)
		TRY(find_documents(&f, text));
	find_functions(&f);
	if (*text)
		find_guides(&f);
	if (search.kind != SEARCH_NOTHING || f.documents->size)
		register_search(&f, text);
	*total = f.total;
	return NULL;
}

struct error *cerca(struct request *rq)
{
	const char *typed;
	int total;

	TRY(find(rq, true, &typed, &total));
	page_set(rq->page, "Cerca.testo", typed);
	page_int(rq->page, "Cerca.risultati", total);
	if (session_may(session_of(rq), SOGGETTO_LEGGI))
		page_setf(rq->page, "Cerca.soggetti", "/soggetti?q=%s", text_url_encode(rq->arena, typed));
	crumb(rq, "Home", "/");
	crumb(rq, "Cerca in tutte le aree", NULL);
	return page_send(rq, "cerca", *typed ? arena_printf(rq->arena, "Risultati per «%s»", typed) : "Cerca in tutte le aree");
}

struct error *cerca_voci(struct request *rq)
{
	const char *typed;
	int total;

	TRY(find(rq, false, &typed, &total));
	page_set(rq->page, "Cerca.testo", typed);
	page_int(rq->page, "Cerca.risultati", total);
	return fragment_send(rq, "cerca_voci");
}
