/*
 * siz pagine-spid FOLDER: the pages of siz-spid, which knows no template engine (its licence and
 * ClearSilver's do not go together, and hostile XML has nothing to do beside it).  They look as
 * all others do; where a value is only known later they say @NAME@.
 */
#include "spid/spid.h"

#include "base/settings.h"
#include "page/page.h"
#include "web/web.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct pagina {
	const char *name, *template, *title, *text;
	int number; /* of an anomaly, else 0 */
};

#define ESITO "spid_esito"
static const char not_entered[] = "L’accesso con SPID non è riuscito";

static const struct pagina pages[] = {
#define ANOMALIA(number, text) { NULL, ESITO, not_entered, text, number },
#include "spid/anomalie.def"
#undef ANOMALIA
	{ "rifiutata", ESITO, not_entered, GENERICA, 0 },
	{ "non-valida", ESITO, "La richiesta non si può leggere",
	  "È arrivato un messaggio che non riconosciamo. Torna alla pagina iniziale e ricomincia l’accesso.", 0 },
	{ "non-trovata", ESITO, "Questa pagina non c’è", "Controlla l’indirizzo, oppure torna alla pagina iniziale.", 0 },
	{ "gestore-ignoto", ESITO, "Questo gestore non c’è nell’elenco", "Torna indietro e scegli un gestore SPID dall’elenco.", 0 },
	{ "guasto", ESITO, "Qualcosa non ha funzionato",
	  "L’accesso con SPID non è riuscito per un problema tecnico del servizio. Riprova più tardi; se il problema continua, "
	  "segnalalo all’assistenza.", 0 },
	{ "occupato", ESITO, "Adesso non riusciamo a rispondere", "Aspetta qualche secondo, poi riprova.", 0 },
	{ "uscita-rifiutata", ESITO, "La risposta del gestore SPID non è valida",
	  "Da questo servizio sei già uscito. Per sicurezza chiudi il browser.", 0 },
	{ "uscita-parziale", ESITO, "Sei uscito da questo servizio",
	  "Il gestore SPID non ha potuto chiudere tutte le sessioni: in altri siti potresti risultare ancora dentro. Per sicurezza "
	  "chiudi il browser.", 0 },
	{ "invio", "spid_invio", "Vai al gestore SPID", "", 0 },
	{ "prosegui", "spid_prosegui", "Vai al gestore SPID", "", 0 },
	{ "prova-ingresso", "spid_prova_ingresso", "Gestore di prova", "", 0 },
	{ "prova-consenso", "spid_prova_consenso", "Consenso all’invio dei dati", "", 0 },
	{ "prova-uscita", "spid_prova_uscita", "Esci dal Gestore di prova", "", 0 },
	{ "prova-uscito", "spid_prova_uscita", "Sei uscito dal Gestore di prova", "", 0 },
};

/* The text with {livello} and {codice} filled in. */
static const char *filled(struct arena *arena, const struct pagina *p)
{
	struct text *out = text_new(arena);
	const char *at = p->text;

	while (*at) {
		if (!strncmp(at, "{livello}", 9)) {
			text_addf(out, "%lld", (long long)setting_int("spid_level"));
			at += 9;
		} else if (!strncmp(at, "{codice}", 8)) {
			text_addf(out, "%02d", p->number);
			at += 8;
		} else {
			text_add_bytes(out, at++, 1);
		}
	}
	return out->data;
}

static struct error *write_page(const char *path, const struct text *html)
{
	FILE *file = fopen(path, "we");

	if (!file)
		return error_raise(ERR_FORBIDDEN, "cannot write %s: %s", path, strerror(errno));
	if (fwrite(html->data, 1, html->size, file) != html->size || fclose(file))
		return error_raise(ERR_FULL, "%s could not be written whole", path);
	return NULL;
}

/* What the pages of the Gestore di prova want: every anomaly to choose from. */
static void fill_prova(struct arena *arena, struct page *page, const char *name)
{
	int count = 0;

	if (!name || strncmp(name, "prova-", 6) != 0)
		return;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (pages[i].number)
			page_setf(page, arena_printf(arena, "Anomalia.%d.nr", count++), "%02d", pages[i].number);
	page_flag(page, "Prova.uscito", !strcmp(name, "prova-uscito"));
	page_setf(page, "Prova.servizio", "%s/self", setting_text("public_url"));
}

static struct error *make(struct arena *arena, const char *folder, const struct pagina *p)
{
	struct page *page = page_new(arena);
	struct text *html = text_new(arena);
	const char *name = p->name ? p->name : arena_printf(arena, "anomalia-%02d", p->number);

	frame_standing(arena, page);
	page_set(page, "Pagina.titolo", p->title);
	page_flag(page, "Pagina.pubblica", true);
	page_set(page, "Esito.testo", filled(arena, p));
	fill_prova(arena, page, p->name);
	if (p->number)
		page_setf(page, "Esito.codice", "%02d", p->number);
	TRY(page_render(page, p->template, html));
	return error_pass(write_page(arena_printf(arena, "%s/%s.html", folder, name), html));
}

struct error *comando_pagine_spid(int count, char **words)
{
	struct error *err = NULL;

	if (count != 1)
		return error_raise(ERR_BAD_REQUEST, "usage: siz pagine-spid FOLDER");
	if (mkdir(words[0], 0755) != 0 && errno != EEXIST)
		return error_raise(ERR_FORBIDDEN, "cannot make the folder %s: %s", words[0], strerror(errno));
	page_templates(setting_text("templates"), true);
	for (size_t i = 0; !err && i < sizeof(pages) / sizeof(*pages); i++) {
		struct arena *arena = arena_new();

		err = make(arena, words[0], &pages[i]);
		arena_free(arena);
	}
	return error_pass(err);
}
