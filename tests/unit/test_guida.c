/*
 * Every screen has its help, and every help its text.  Run from the root of the project.
 */
#include "unit/expect.h"

#include "access/session.h"
#include "guida/guida.h"
#include "page/page.h"
#include "routes.h"
#include "soggetto/soggetto.h"
#include "web/inside.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

static char *slurp(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "r");
	char *data = arena_alloc(arena, 65536);

	if (!file)
		fail_msg("%s cannot be read", path);
	assert_true(fread(data, 1, 65535, file) < 65535);
	fclose(file);
	return data;
}

/* One file a topic, one topic a file. */
static void topics_and_files(void **state)
{
	struct arena *arena = arena_new();
	size_t count, files = 0;
	const struct guida_topic *topics = guida_topics(&count);
	DIR *folder = opendir("templates/guida");
	struct dirent *entry;

	(void)state;
	assert_non_null(folder);
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		const char *words = guida_words(arena, slurp(arena, arena_printf(arena, "templates/%s.cs", guida_template(arena, &topics[i]))));
		assert_ptr_equal(guida_topic(topics[i].slug), &topics[i]);
		assert_true(strlen(words) > 300);
	}
	while ((entry = readdir(folder)))
		files += strstr(entry->d_name, ".cs") != NULL;
	closedir(folder);
	assert_int_equal(files, count);
	assert_null(guida_topic("inventato"));
	assert_null(guida_topic(""));
	assert_null(guida_topic(NULL));
	arena_free(arena);
}

/* Addresses of the same host in the texts: each is a route, and each topic named exists. */
static void links_lead_somewhere(void **state)
{
	struct arena *arena = arena_new();
	size_t count, links = 0;
	const struct guida_topic *topics = guida_topics(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const char *at = slurp(arena, arena_printf(arena, "templates/%s.cs", guida_template(arena, &topics[i])));
		while ((at = strstr(at, "href=\"/"))) {
			at += strlen("href=\"");
			char *path = arena_strndup(arena, at, strcspn(at, "\"?#"));
			struct request rq = { .arena = arena, .method = METHOD_GET, .path = path };
			struct error *err = route_match(routes, route_count, &rq);
			if (err)
				fail_msg("%s leads to %s, which is no page", topics[i].slug, path);
			if (strncmp(path, "/guida/", 7) == 0) {
				const struct guida_topic *other = guida_topic(path + 7);
				if (!other)
					fail_msg("%s leads to %s, which is no topic", topics[i].slug, path);
			}
			links++;
		}
	}
	assert_true(links > 40);
	arena_free(arena);
}

/* Fragments and bytes: they have no «Guida» of their own. */
static bool is_a_screen(const struct route *route)
{
	static const char *const others[] = {
		"guida", "guida_pagina", "cerca_voci", "luoghi_suggerimenti", "soggetti_simili", "documento_arrivo", "documento_scarica",
		"agenda_ics",
	};

	if (route->method != METHOD_GET || route->flags & ROUTE_BACKGROUND)
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(route->name, others[i]) == 0)
			return false;
	return true;
}

static void screens_have_topics(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		const char *slug = frame_help(routes[i].name);
		const struct guida_topic *topic = guida_topic(slug);
		if (is_a_screen(&routes[i]) && !slug)
			fail_msg("%s (%s) has no topic in app/web/aiuto.def", routes[i].path, routes[i].name);
		if (slug && !topic)
			fail_msg("%s leads to the topic %s, which does not exist", routes[i].name, slug);
		/* before the login the topic must be open too */
		if (topic && is_a_screen(&routes[i]) && routes[i].permission == PUBBLICO && !topic->open)
			fail_msg("%s is public, its topic %s is not", routes[i].path, slug);
	}
	assert_null(frame_help("inventato"));
}

static void words_and_search(void **state)
{
	struct arena *arena = arena_new();
	const char *text = "L’Intervento è <b>attivo</b>";

	(void)state;
	assert_string_equal(guida_words(arena, "<?cs if:X ?>a<?cs /if ?><p class=\"x\">b &amp; c"), " a  b &amp; c ");
	assert_string_equal(guida_words(arena, "<p"), " ");
	assert_string_equal(guida_words(arena, ""), "");
	assert_true(guida_matches(arena, text, soggetto_fold(arena, "intervento")));
	assert_true(guida_matches(arena, text, soggetto_fold(arena, "ATTIVO  Intervento")));
	assert_true(guida_matches(arena, text, ""));
	assert_false(guida_matches(arena, text, soggetto_fold(arena, "intervento chiuso")));
	arena_free(arena);
}

/* Each topic renders in both frames, and prints what settings and Ambito say escaped. */
static void topics_render(void **state)
{
	static const char *const values[] = { "Ambito.posta", "Ambito.nome", "Ambito.telefono", "Pagina.titolo", "Guida.sommario", "Regola.bozze", "Utente.nome" };
	size_t count;
	const struct guida_topic *topics = guida_topics(&count);

	(void)state;
	page_templates("templates", true);
	for (size_t i = 0; i < 2 * count; i++) {
		struct arena *arena = arena_new();
		struct page *page = page_new(arena);
		struct text *out = text_new(arena);
		for (size_t v = 0; v < sizeof(values) / sizeof(*values) - (i >= count); v++)
			page_set(page, values[v], "D'Amico <b>&\"Rossi\"");
		expect_success(page_render(page, guida_template(arena, &topics[i % count]), out));
		assert_null(strstr(out->data, "<b>&"));
		assert_non_null(strstr(out->data, "D&#39;Amico"));
		assert_non_null(strstr(out->data, "</html>"));
		arena_free(arena);
	}
	page_templates("", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(topics_and_files),
		cmocka_unit_test(links_lead_somewhere),
		cmocka_unit_test(screens_have_topics),
		cmocka_unit_test(words_and_search),
		cmocka_unit_test(topics_render),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
