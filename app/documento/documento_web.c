/*
 * The section «Documenti» of a case, and uploading: of a whole form, and in pieces.
 */
#include "documento/inside.h"
#include "documento/tipo.h"

#include "pratica/pratica.h"

#include <inttypes.h>
#include <string.h>

#define FILE_INSIEME 100
#define PAROLE_BYTE 400 /* of what is searched for; nobody types more */

/* ---- the list ---- */

static const char *order_asked(struct request *rq)
{
	static const char *const orders[] = { "data", "-data", "nome", "-nome", "tipo", "-tipo" };
	const char *asked = fields_get(&rq->query, "ordine");

	for (size_t i = 0; asked && i < sizeof(orders) / sizeof(*orders); i++)
		if (strcmp(asked, orders[i]) == 0)
			return orders[i];
	return "";
}

/* What the address asks for (DOC-09); NULL: nothing of it. */
struct filters {
	const char *words, *tag, *type, *until;
};

/* Words of a name or a text; NULL if there are none. */
static const char *words_asked(struct request *rq, const char *name)
{
	const char *sent = rq->method == METHOD_GET ? fields_get(&rq->query, name) : NULL;
	const char *words = sent ? text_trim(rq->arena, sent) : NULL;

	return words && *words && strlen(words) <= PAROLE_BYTE ? words : NULL;
}

/* A day, with its sentence on the page if it is none. */
static const char *day_asked(struct request *rq, const char *name)
{
	const char *typed = words_asked(rq, name), *day = NULL, *why;

	if (typed && !form_parse_date(rq->arena, typed, false, &day, &why)) {
		page_set(rq->page, arena_printf(rq->arena, "Allegati.%s_errore", name), why);
		return NULL;
	}
	page_set(rq->page, arena_printf(rq->arena, "Allegati.%s", name), day);
	return day;
}

/* The kinds of document that the case has, to choose from; the chosen one, or NULL. */
static struct error *type_asked(struct request *rq, const struct pratica *p, const char **type)
{
	const char *asked = words_asked(rq, "tipo");
	struct q_documenti_tipi *found;
	size_t count;

	*type = NULL;
	TRY(q_documenti_tipi(rq->db, p->id, &found, &count));
	for (size_t i = 0; i < count; i++) {
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Allegati.tipi.%zu", i));
		bool chosen = asked && strcmp(asked, found[i].codice) == 0;
		page_set(node, "codice", found[i].codice);
		page_set(node, "testo", found[i].testo);
		page_flag(node, "scelta", chosen);
		if (chosen) {
			*type = found[i].codice;
			page_set(rq->page, "Allegati.tipo_testo", found[i].testo);
		}
	}
	return NULL;
}

static struct error *read_filters(struct request *rq, const struct pratica *p, struct filters *asked)
{
	asked->words = words_asked(rq, "cerca");
	asked->tag = words_asked(rq, "etichetta");
	asked->until = day_asked(rq, "scade_entro");
	TRY(type_asked(rq, p, &asked->type));
	page_set(rq->page, "Allegati.cerca", asked->words);
	page_set(rq->page, "Allegati.etichetta", asked->tag);
	page_flag(rq->page, "Allegati.filtrati", asked->words || asked->tag || asked->until || asked->type);
	return NULL;
}

static void add_filter(struct request *rq, struct text *url, const char *name, const char *value)
{
	if (value)
		text_addf(url, "%c%s=%s", strchr(url->data, '?') ? '&' : '?', name, text_url_encode(rq->arena, value));
}

/* The list as it was asked for, without its order. */
static const char *list_address(struct request *rq, const struct pratica *p, const struct filters *asked)
{
	struct text *url = text_new(rq->arena);

	text_addf(url, "/pratiche/%" PRId64 "/documenti", p->id.v);
	add_filter(rq, url, "cerca", asked->words);
	add_filter(rq, url, "tipo", asked->type);
	add_filter(rq, url, "scade_entro", asked->until);
	add_filter(rq, url, "etichetta", asked->tag);
	return url->data;
}

static void note_term(struct text *json, const char *name, const char *value)
{
	if (!value)
		return;
	text_addf(json, ",\"%s\":", name);
	text_add_json(json, value);
}

/* The terms and the ids shown go to the register, never the texts. */
static void note_search(struct request *rq, const struct filters *asked, const struct q_documenti_elenco *rows, size_t count)
{
	struct text *json = text_new(rq->arena);

	text_add(json, "{\"sezione\":\"documenti\"");
	note_term(json, "cerca", asked->words);
	note_term(json, "tipo", asked->type);
	note_term(json, "scade_entro", asked->until);
	note_term(json, "etichetta", asked->tag);
	text_add(json, ",\"documenti\":[");
	for (size_t i = 0; i < count; i++)
		text_addf(json, "%s%" PRId64, i ? "," : "", rows[i].documento_id.v);
	text_add(json, "]}");
	audit_detail(rq, json->data);
}

static struct error *show_list(struct request *rq, const struct pratica *p)
{
	const char *order = order_asked(rq);
	struct q_documenti_elenco *rows;
	struct filters asked;
	size_t count;

	TRY(read_filters(rq, p, &asked));
	TRY(q_documenti_elenco(rq->db, p->id, asked.type, asked.until, asked.tag, asked.words, order, &rows, &count));
	struct riga *righe = arena_array(rq->arena, count + 1, sizeof(*righe));
	for (size_t i = 0; i < count; i++)
		righe[i] = (struct riga){ .id = rows[i].documento_id, .nome = rows[i].nome_file, .oggetto = rows[i].oggetto,
					  .data = rows[i].data, .tipo = rows[i].tipo, .stato = rows[i].stato, .pdfa = rows[i].pdfa,
					  .mime = rows[i].mime, .esito = rows[i].esito, .autore = rows[i].autore,
					  .creato = rows[i].creato_il, .scade = rows[i].scade_il, .scaduto = rows[i].scaduto,
					  .etichette = rows[i].etichette, .byte = rows[i].byte, .mio = rows[i].mio, .scrive = p->may_write };
	righe_mostra(rq, "Documenti", righe, count);
	const char *list = list_address(rq, p, &asked);
	teste_mostra(rq, list, order);
	page_setf(rq->page, "Allegati.elenco", "%s%s%s", list, *order ? strchr(list, '?') ? "&ordine=" : "?ordine=" : "", order);
	page_set(rq->page, "Allegati.ordine", order);
	if (asked.words || asked.tag || asked.until || asked.type)
		note_search(rq, &asked, rows, count);
	if (rq->wants_fragment) {
		icone_per_pezzo(rq);
		return fragment_send(rq, "documenti_elenco");
	}
	page_flag(rq->page, "Allegati.scrive", p->may_write);
	page_setf(rq->page, "Allegati.carica", "/documenti/carica?pratica=%" PRId64, p->id.v);
	page_set(rq->page, "Allegati.accetta", tipi_accettati(rq->arena));
	return page_send(rq, "documenti", "Documenti");
}

struct error *documenti_vedi(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open(rq, "documenti", &p));
	return p ? show_list(rq, p) : NULL;
}

/* ---- several files in one form ---- */

/* A field that was left empty comes as a file without name and bytes. */
static bool is_file(const struct upload *upload)
{
	return strcmp(upload->field, "documenti") == 0 && (upload->size || *upload->filename);
}

static size_t files_sent(struct request *rq)
{
	size_t count = 0;

	for (size_t i = 0; i < rq->upload_count; i++)
		count += is_file(&rq->uploads[i]);
	return count;
}

static struct arrivo arrival_of(struct request *rq, const struct arrivo *where, const struct upload *upload)
{
	struct arrivo arrivo = *where;

	arrivo.nome = nome_pulito(rq->arena, upload->filename);
	arrivo.byte = upload->size;
	return arrivo;
}

/* Each file is looked at before the first is written: NULL, or a sentence for each that is not
 * taken. */
static struct error *refusals(struct request *rq, const struct arrivo *where, const char **sentences, size_t *count)
{
	unsigned char first[TIPO_INIZIO];
	int64_t bytes = 0;

	*count = 0;
	for (size_t i = 0; i < rq->upload_count; i++) {
		const struct upload *upload = &rq->uploads[i];
		struct arrivo arrivo;
		const char *why;
		if (!is_file(upload))
			continue;
		arrivo = arrival_of(rq, where, upload);
		size_t size = carica_inizio(rq, upload->offset, upload->size, first, sizeof(first));
		TRY(carica_rifiuto(rq, &arrivo, first, size, bytes, &why));
		bytes += arrivo.byte;
		if (why)
			sentences[(*count)++] = arena_printf(rq->arena, "«%s»: %s", arrivo.nome, why);
	}
	return NULL;
}

struct error *documenti_tieni(struct request *rq, const struct arrivo *where)
{
	documento_id id;

	for (size_t i = 0; i < rq->upload_count; i++) {
		if (!is_file(&rq->uploads[i]))
			continue;
		struct arrivo arrivo = arrival_of(rq, where, &rq->uploads[i]);
		TRY(carica_tutto(rq, &arrivo, rq->uploads[i].offset, &id));
	}
	return NULL;
}

struct error *documenti_controlla(struct request *rq, const struct arrivo *where)
{
	size_t files = files_sent(rq), count = 0;

	if (!files) {
		form_error(rq->form, "documenti", "Scegli almeno un file, poi premi «Carica».");
		return NULL;
	}
	if (files > FILE_INSIEME) {
		form_error(rq->form, "documenti", "I file sono troppi: carica al massimo %d file alla volta.", FILE_INSIEME);
		return NULL;
	}
	const char **sentences = arena_array(rq->arena, files + 1, sizeof(*sentences));
	TRY(refusals(rq, where, sentences, &count));
	for (size_t i = 0; i < count; i++)
		form_error(rq->form, "documenti", "%s", sentences[i]);
	if (count && files > count)
		form_error(rq->form, NULL, "Gli altri file non sono stati caricati: sceglili di nuovo.");
	return NULL;
}

struct error *documenti_carica(struct request *rq)
{
	struct pratica *p;

	TRY(pratica_open_to_write(rq, "documenti", &p));
	if (!p)
		return NULL;
	struct arrivo where = { .pratica = p->id, .tipo = form_text(rq->form, "tipo"), .data = form_date(rq->form, "data") };
	if (form_ok(rq->form))
		TRY(documenti_controlla(rq, &where));
	if (!form_ok(rq->form))
		return show_list(rq, p);
	TRY(documenti_tieni(rq, &where));
	return redirect(rq, "/pratiche/%" PRId64 "/documenti?fatto=documenti-caricati", p->id.v);
}

/* ---- without script, on a draft: the whole form of the page comes, and goes to the draft ---- */

static bool is_page(const char *path)
{
	return path && path[0] == '/' && path[1] != '/' && path[1] != '\\' && strlen(path) <= 500;
}

/* What was typed is kept whatever becomes of the files: so this page is no refused form (which
 * would be undone), and leads back to the draft. */
static struct error *tell_refused(struct request *rq, const char *path, const char **sentences, size_t count)
{
	page_set(rq->page, "Allegati.ritorno", path);
	for (size_t i = 0; i < count; i++)
		page_set(rq->page, arena_printf(rq->arena, "Allegati.rifiuto.%zu.testo", i), sentences[i]);
	return page_send(rq, "documenti_rifiutati", "I file non sono stati caricati");
}

static struct error *upload_to_draft(struct request *rq, const char *path)
{
	size_t files = files_sent(rq), count = 0;
	const char **sentences = arena_array(rq->arena, files + 2, sizeof(*sentences));
	struct arrivo where = { .byte = 0 };
	struct q_bozza_apri draft;

	if (!is_page(path))
		return error_raise(ERR_BAD_REQUEST, "files without the page to which they belong");
	TRY(draft_keep_for(rq, path));
	if (!files)
		sentences[count++] = "Non hai scelto nessun file: scegline uno, poi premi «Carica».";
	else if (files > FILE_INSIEME)
		sentences[count++] = arena_printf(rq->arena, "I file sono troppi: carica al massimo %d file alla volta.", FILE_INSIEME);
	else
		TRY(refusals(rq, &where, sentences, &count));
	if (count)
		return tell_refused(rq, path, sentences, count);
	TRY(q_bozza_apri(rq->db, path, &draft));
	where.bozza = draft.bozza_id;
	TRY(documenti_tieni(rq, &where));
	return redirect(rq, "%s", path_with(rq, path, "fatto", "documenti-caricati"));
}

/* ---- the script: begin, piece after piece, where was I ---- */

static struct error *answer_json(struct request *rq, int status, documento_id id, int64_t from, bool whole)
{
	rq->response->status = status;
	rq->response->content_type = "application/json";
	text_addf(rq->response->body, "{\"documento\":%" PRId64 ",\"da\":%" PRId64 ",\"finito\":%s}\n", id.v, from, whole ? "true" : "false");
	rq->web->sent = true;
	return NULL;
}

/* A sentence for the line of that file: the script shows it as it is. */
static struct error *answer_refusal(struct request *rq, const char *sentence)
{
	rq->response->status = 422;
	rq->response->content_type = "text/plain; charset=utf-8";
	text_add(rq->response->body, sentence);
	rq->web->sent = true;
	return NULL;
}

static bool query_number(struct request *rq, const char *name, int64_t *number)
{
	const char *text = fields_get(&rq->query, name);

	return text && text_to_int(text, number) && *number >= 0;
}

/* The case or the draft that the address names. */
static struct error *find_place(struct request *rq, struct arrivo *arrivo)
{
	const char *path = fields_get(&rq->query, "percorso");
	struct q_documento_dove row;
	struct q_bozza_apri draft;
	int64_t id;
	bool found = false;

	if (query_number(rq, "pratica", &id)) {
		TRY(q_documento_dove(rq->db, (pratica_id){ id }, &row, &found));
		if (!found)
			return error_raise(ERR_NOT_FOUND, "no case to write in");
		arrivo->pratica = row.pratica_id;
		return NULL;
	}
	if (!is_page(path))
		return error_raise(ERR_BAD_REQUEST, "a document without a place");
	TRY(q_bozza_apri(rq->db, path, &draft));
	arrivo->bozza = draft.bozza_id;
	return NULL;
}

/* Type and date are comfort here: what does not hold is left out, and corrected on the card. */
static struct error *find_details(struct request *rq, struct arrivo *arrivo)
{
	const char *tipo = fields_get(&rq->query, "tipo"), *data = fields_get(&rq->query, "data"), *why;
	struct q_tipo_documento_vale row;
	bool found = false;

	if (tipo && *tipo)
		TRY(q_tipo_documento_vale(rq->db, tipo, &row, &found));
	if (found)
		arrivo->tipo = row.codice;
	if (!data || !*data || !form_parse_date(rq->arena, data, false, &arrivo->data, &why))
		arrivo->data = NULL;
	return NULL;
}

static struct error *begin_upload(struct request *rq)
{
	const char *name = fields_get(&rq->query, "nome"), *sign = fields_get(&rq->query, "segno"), *why;
	struct arrivo arrivo = { .nome = nome_pulito(rq->arena, name) };
	documento_id id;
	int64_t from;

	if (!name || !sign || !*sign || strlen(sign) > 200 || !query_number(rq, "byte", &arrivo.byte))
		return error_raise(ERR_BAD_REQUEST, "a document without name, size or sign");
	/* by the name alone; the first bytes come with the first piece */
	if (arrivo.byte == 0)
		return answer_refusal(rq, "Il file è vuoto. Controlla il file sul tuo computer e scegline un altro.");
	TRY(carica_annunciato(rq, &arrivo, &why));
	if (why)
		return answer_refusal(rq, why);
	TRY(find_place(rq, &arrivo));
	TRY(find_details(rq, &arrivo));
	TRY(carica_inizia(rq, &arrivo, sign, &id, &from));
	return answer_json(rq, 200, id, from, false);
}

static struct error *take_piece(struct request *rq, int64_t number)
{
	const char *why;
	int64_t from, received;
	bool taken, whole;

	if (!query_number(rq, "da", &from))
		return error_raise(ERR_BAD_REQUEST, "a piece without its place");
	TRY(carica_pezzo(rq, (documento_id){ number }, from, &taken, &received, &whole, &why));
	if (why)
		return answer_refusal(rq, why);
	return answer_json(rq, taken ? 200 : 409, (documento_id){ number }, received, whole);
}

struct error *documento_carica(struct request *rq)
{
	int64_t number;

	if (fields_get(&rq->body, "_percorso"))
		return upload_to_draft(rq, fields_get(&rq->body, "_percorso"));
	if (query_number(rq, "documento", &number))
		return take_piece(rq, number);
	return begin_upload(rq);
}

struct error *documento_arrivo(struct request *rq)
{
	documento_id id = PATH_ID(rq, documento);
	struct q_arrivo_leggi row;
	bool found;

	TRY(q_arrivo_leggi(rq->db, id, &row, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no document is arriving");
	bool arriving = strcmp(row.stato, "in_arrivo") == 0;
	return answer_json(rq, 200, id, arriving ? row.ricevuti : row.byte, !arriving);
}

/* The list of a draft's documents: the script puts it in its place; without script, a page. */
struct error *documenti_bozza_vedi(struct request *rq)
{
	const char *path = fields_get(&rq->query, "percorso");

	if (!is_page(path))
		return error_raise(ERR_NOT_FOUND, "a draft without its address");
	TRY(documenti_bozza(rq, path));
	if (rq->wants_fragment) {
		icone_per_pezzo(rq);
		return fragment_send(rq, "documenti_elenco");
	}
	page_set(rq->page, "Allegati.ritorno", path);
	return page_send(rq, "documenti_della_bozza", "Documenti della bozza");
}
