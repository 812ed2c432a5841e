/*
 * The pages of the help.  Those who are not logged in see the public topics in the public frame.
 */
#include "guida/guida.h"

#include "base/settings.h"
#include "soggetto/soggetto.h"
#include "web/web.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 65536 /* bytes of a topic */
#define TYPED 100     /* bytes of a search that are looked at */

/* How many topics there are. */
enum {
	TOPICS = 0
#define TOPIC(slug, area, title, summary, open) +1
#include "guida/guida.def"
#undef TOPIC
};

static bool logged(struct request *rq)
{
	return rq->session->phase == SESSION_FULL;
}

/* What the settings of this installation say, so that the help says the same. */
static void fill_rules(struct request *rq)
{
	page_int(rq->page, "Regola.inattivita", setting_int("session_idle_minutes"));
	page_int(rq->page, "Regola.durata", setting_int("session_absolute_hours"));
	page_int(rq->page, "Regola.avviso", setting_int("session_warning_minutes"));
	page_int(rq->page, "Regola.password", setting_int("password_max_age_days"));
	page_int(rq->page, "Regola.temporanea", setting_int("password_temporary_hours"));
	page_int(rq->page, "Regola.collegamento", setting_int("reset_minutes"));
	page_int(rq->page, "Regola.tentativi", setting_int("login_lock_after"));
	page_int(rq->page, "Regola.blocco", setting_int("login_lock_minutes"));
	page_int(rq->page, "Regola.bozze", setting_int("draft_days"));
	page_int(rq->page, "Regola.documento", setting_int("document_max_bytes"));
	page_set(rq->page, "Regola.documento_testo", italian_bytes(rq->arena, setting_int("document_max_bytes")));
	page_flag(rq->page, "Regola.macro", setting_bool("documents_refuse_macros"));
	page_flag(rq->page, "Regola.pdfa", setting_bool("documents_require_pdfa"));
	page_flag(rq->page, "Regola.antivirus", *setting_text("clamd_socket"));
}

/* The topics beside the text; the present one is marked. */
static void fill_sections(struct request *rq, const struct guida_topic *here)
{
	const char *area = "";
	size_t count, n = 0;
	const struct guida_topic *all = guida_topics(&count);

	page_set(rq->page, "Sezioni.nome", "Argomenti della guida");
	for (size_t i = 0; i < count; i++) {
		if (!all[i].open && !logged(rq))
			continue;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Sezioni.voce.%zu", n++));
		if (strcmp(area, all[i].area) != 0)
			page_set(node, "gruppo", all[i].area);
		area = all[i].area;
		page_set(node, "testo", all[i].title);
		page_setf(node, "url", "/guida/%s", all[i].slug);
		page_flag(node, "corrente", &all[i] == here);
	}
}

struct error *guida_pagina(struct request *rq)
{
	const struct guida_topic *topic = guida_topic(rq->path_word);

	if (!topic)
		return error_raise(ERR_NOT_FOUND, "no such topic");
	if (!topic->open && !logged(rq))
		return redirect(rq, "/accesso?ritorno=%%2Fguida%%2F%s", topic->slug);
	fill_rules(rq);
	fill_sections(rq, topic);
	if (logged(rq)) {
		crumb(rq, "Home", "/");
		crumb(rq, "Guida", "/guida");
		crumb(rq, topic->title, NULL);
	}
	page_set(rq->page, "Guida.sommario", topic->summary);
	page_flag(rq->page, "Pagina.pubblica", !logged(rq));
	return page_send(rq, guida_template(rq->arena, topic), topic->title);
}

/* ---- search: the text of a topic is its template, read from the disk once in a process ---- */

static struct error *topic_text(struct request *rq, const struct guida_topic *topic, const char **text)
{
	static struct arena *kept;
	static const char *texts[TOPICS];
	size_t count, at = (size_t)(topic - guida_topics(&count));

	if (!texts[at]) {
		const char *path = arena_printf(rq->arena, "%s/%s.cs", setting_text("templates"), guida_template(rq->arena, topic));
		char *source = arena_alloc(rq->arena, LONGEST);
		FILE *file = fopen(path, "re");
		if (!file)
			return error_raise(ERR_BUG, "%s: %s", path, strerror(errno));
		source[fread(source, 1, LONGEST - 1, file)] = '\0';
		fclose(file);
		kept = kept ? kept : arena_new();
		texts[at] = arena_strdup(kept, soggetto_fold(rq->arena, guida_words(rq->arena, source)));
	}
	*text = texts[at];
	return NULL;
}

struct error *guida(struct request *rq)
{
	const char *asked = fields_get(&rq->query, "q"), *area = "";
	const char *words = soggetto_fold(rq->arena, asked && strlen(asked) <= TYPED ? asked : "");
	size_t count, n = 0;
	int group = -1;
	const struct guida_topic *all = guida_topics(&count);

	for (size_t i = 0; i < count; i++) {
		const char *text = "";
		if (!all[i].open && !logged(rq))
			continue;
		if (*words)
			TRY(topic_text(rq, &all[i], &text));
		if (!guida_matches(rq->arena, arena_printf(rq->arena, "%s %s %s %s", all[i].title, all[i].summary, all[i].slug, text), words))
			continue;
		if (strcmp(area, all[i].area) != 0) {
			page_set(rq->page, arena_printf(rq->arena, "Guida.area.%d.titolo", ++group), all[i].area);
			n = 0;
		}
		area = all[i].area;
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Guida.area.%d.voce.%zu", group, n++));
		page_set(node, "testo", all[i].title);
		page_set(node, "sommario", all[i].summary);
		page_setf(node, "url", "/guida/%s", all[i].slug);
	}
	page_set(rq->page, "Guida.cercato", asked ? asked : "");
	page_flag(rq->page, "Pagina.pubblica", !logged(rq));
	if (logged(rq)) {
		crumb(rq, "Home", "/");
		crumb(rq, "Guida", NULL);
	}
	return page_send(rq, "guida", "Guida");
}
