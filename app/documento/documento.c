/*
 * Documents on a page, and those of a draft.
 */
#include "documento/inside.h"
#include "documento/tipo.h"

#include "base/settings.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define MOSTRATI 500

const char *stato_parole(const char *stato, const char **tipo)
{
	static const struct { const char *stato, *tipo, *parole; } words[] = {
		{ "in_arrivo", "attesa", "in arrivo" },
		{ "in_controllo", "attesa", "in controllo" },
		{ "pulito", "ok", "controllato" },
		{ "infetto", "no", "infetto: non conservato" },
		{ "non_controllato", "vuoto", "non controllato" },
		{ "rifiutato", "no", "non accettato" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(words[i].stato, stato) == 0) {
			*tipo = words[i].tipo;
			return words[i].parole;
		}
	}
	*tipo = "";
	return stato;
}

/* The icon stands whole here, so that the build of the assets finds it. */
static const char *icon_of(const char *mime)
{
	if (mime && strcmp(mime, "application/pdf") == 0)
		return "it-file-pdf";
	if (mime && strncmp(mime, "image/", 6) == 0)
		return "it-image";
	return "it-file";
}

static void show_row(struct request *rq, struct page *at, const struct riga *riga)
{
	const char *kind, *words = stato_parole(riga->stato, &kind);
	bool gone = strcmp(riga->stato, "infetto") == 0 || strcmp(riga->stato, "rifiutato") == 0;

	page_int(at, "id", riga->id.v);
	page_set(at, "oggetto", riga->oggetto);
	page_set(at, "nome", riga->nome);
	page_set(at, "data", italian_date(rq->arena, riga->data));
	page_set(at, "tipo", riga->tipo ? riga->tipo : "");
	page_set(at, "grandezza", italian_bytes(rq->arena, riga->byte));
	page_set(at, "autore", riga->autore ? riga->autore : "");
	page_set(at, "etichette", riga->etichette);
	page_set(at, "scade", riga->scade ? italian_date(rq->arena, riga->scade) : NULL);
	page_flag(at, "scaduto", riga->scaduto);
	page_set(at, "creato", italian_instant(rq->arena, riga->creato, (int64_t)time(NULL)));
	page_set(at, "stato", words);
	page_set(at, "stato_tipo", kind);
	page_set(at, "pdfa", riga->pdfa ? riga->pdfa : "");
	page_set(at, "esito", riga->esito ? riga->esito : "");
	page_set(at, "icona", icon_of(riga->mime));
	page_flag(at, "in_controllo", strcmp(riga->stato, "in_controllo") == 0);
	page_flag(at, "si_apre", !gone);
	page_flag(at, "scrive", riga->scrive);
}

void righe_mostra(struct request *rq, const char *name, const struct riga *righe, size_t count)
{
	size_t shown = count > MOSTRATI ? MOSTRATI : count;

	for (size_t i = 0; i < shown; i++)
		show_row(rq, page_node(rq->page, arena_printf(rq->arena, "%s.%zu", name, i)), &righe[i]);
	if (shown)
		page_int(rq->page, arena_printf(rq->arena, "%s.righe", name), (int64_t)shown);
	page_flag(rq->page, "Elenco.altri", count > shown);
}

/* Heads that sort: once more turns the order round.  Newest on top is the order without words. */
void teste_mostra(struct request *rq, const char *list, const char *order)
{
	static const struct { const char *text, *word, *class; } heads[] = {
		{ "Documento", "nome", "" }, { "Data", "data", "" }, { "Tipo", "tipo", "" }, { "Grandezza", NULL, "siz-num" },
		{ "Stato", NULL, "" }, { "Azioni", NULL, "" },
	};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct page *at = page_node(rq->page, arena_printf(rq->arena, "Elenco.colonna.%zu", i));
		bool up = heads[i].word && strcmp(order, heads[i].word) == 0;
		bool down = heads[i].word && order[0] == '-' && strcmp(order + 1, heads[i].word) == 0;
		page_set(at, "testo", heads[i].text);
		page_set(at, "classe", heads[i].class);
		if (heads[i].word && list)
			page_setf(at, "url", "%s%cordine=%s%s", list, strchr(list, '?') ? '&' : '?', up ? "-" : "", heads[i].word);
		if (up || down)
			page_set(at, "ordine", up ? "ascending" : "descending");
	}
}

void icone_per_pezzo(struct request *rq)
{
	page_setf(rq->page, "Sprite", "/assets/%s/sprite.svg", setting_text("assets_version"));
}

struct error *documenti_bozza(struct request *rq, const char *path)
{
	struct q_documenti_bozza_elenco *rows;
	size_t count;

	TRY(q_documenti_bozza_elenco(rq->db, path, &rows, &count));
	struct riga *righe = arena_array(rq->arena, count + 1, sizeof(*righe));
	for (size_t i = 0; i < count; i++)
		righe[i] = (struct riga){ .id = rows[i].documento_id, .nome = rows[i].nome_file, .oggetto = rows[i].oggetto,
					  .data = rows[i].data, .tipo = rows[i].tipo, .stato = rows[i].stato, .pdfa = rows[i].pdfa,
					  .mime = rows[i].mime, .esito = rows[i].esito, .autore = rows[i].autore,
					  .creato = rows[i].creato_il, .byte = rows[i].byte, .mio = rows[i].mio, .scrive = true };
	righe_mostra(rq, "Documenti", righe, count);
	teste_mostra(rq, NULL, "");
	page_set(rq->page, "Allegati.percorso", path);
	page_set(rq->page, "Allegati.accetta", tipi_accettati(rq->arena));
	page_setf(rq->page, "Allegati.carica", "/documenti/carica?percorso=%s", text_url_encode(rq->arena, path));
	page_setf(rq->page, "Allegati.elenco", "/documenti/bozza?percorso=%s", text_url_encode(rq->arena, path));
	return NULL;
}

struct error *documento_della_bozza_alla_pratica(struct request *rq, const char *path, pratica_id pratica)
{
	return q_documento_bozza_alla_pratica(rq->db, pratica, path);
}
