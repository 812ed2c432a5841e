/*
 * Favourites and history (HOM-07, HOM-08): ids of one operator; names come from the rows
 * themselves each time, so visibility is that of the moment of reading.
 */
#include "home/home.h"

#include <string.h>

#define FAVOURITES 200
#define HISTORY 50

/* What a star names: oggetto and id, or the one field `pratica` or `soggetto` of a button. */
struct star {
	const char *object;
	int64_t id;
};

static struct error *star_of(struct request *rq, struct star *star)
{
	static const char *const objects[] = { "soggetto", "pratica" };
	const char *named = fields_get(&rq->body, "oggetto");

	for (size_t i = 0; i < 2; i++) {
		const char *id = named ? fields_get(&rq->body, "id") : fields_get(&rq->body, objects[i]);
		if ((named && strcmp(named, objects[i]) != 0) || !id)
			continue;
		if (!text_to_int(id, &star->id) || star->id <= 0)
			break;
		star->object = objects[i];
		return NULL;
	}
	return error_raise(ERR_BAD_REQUEST, "a star on nothing");
}

/* Back to where the star was: the page that says so, else the thing itself. */
static struct error *back(struct request *rq, const struct star *star, const char *fact)
{
	const char *path = return_path(rq);

	if (!fields_get(&rq->body, "_ritorno"))
		path = arena_printf(rq->arena, "/%s/%lld", strcmp(star->object, "pratica") == 0 ? "pratiche" : "soggetti", (long long)star->id);
	return redirect(rq, "%s", path_with(rq, path, "fatto", fact));
}

struct error *preferiti_aggiungi(struct request *rq)
{
	struct star star;

	TRY(star_of(rq, &star));
	TRY(q_preferito_metti(rq->db, star.object, star.id));
	return back(rq, &star, "preferito-aggiunto");
}

/* Those that were ticked in a list. */
struct error *preferiti_insieme(struct request *rq)
{
	const char *ticked, *fact = "preferiti-nessuno";
	int64_t id;
	size_t at = 0;

	while ((ticked = fields_next(&rq->body, "pratica", &at))) {
		if (!text_to_int(ticked, &id) || id <= 0)
			return error_raise(ERR_BAD_REQUEST, "a star on nothing");
		TRY(q_preferito_metti(rq->db, "pratica", id));
		fact = "preferiti-aggiunti";
	}
	return redirect(rq, "%s", path_with(rq, return_path(rq), "fatto", fact));
}

struct error *preferiti_togli(struct request *rq)
{
	struct star star;

	TRY(star_of(rq, &star));
	TRY(q_preferito_togli(rq->db, star.object, star.id));
	return back(rq, &star, "preferito-tolto");
}

static struct error *send_list(struct request *rq, const char *template, const char *title, const char *object, struct home_seen *seen)
{
	TRY(db_wait(rq->db));
	page_int(rq->page, "Elenco.visibili", seen->rows - seen->hidden);
	if (seen->hidden)
		page_int(rq->page, "Elenco.nascosti", seen->hidden);
	home_audit(rq, object, (const struct home_seen *[]){ seen }, 1);
	page_set(rq->page, "Pagina.area", "home");
	crumb(rq, "Home", "/");
	crumb(rq, title, NULL);
	return page_send(rq, template, title);
}

struct error *preferiti_elenco(struct request *rq)
{
	struct home_seen seen = { 0 };

	TRY(q_home_preferiti(rq->db, FAVOURITES, home_watch(rq, "Preferiti", &seen)));
	return send_list(rq, "preferiti", "Preferiti", "preferito", &seen);
}

struct error *cronologia_elenco(struct request *rq)
{
	struct home_seen seen = { 0 };

	TRY(q_home_cronologia(rq->db, HISTORY, home_watch(rq, "Cronologia", &seen)));
	return send_list(rq, "cronologia", "Cronologia", "cronologia", &seen);
}

struct error *cronologia_svuota(struct request *rq)
{
	TRY(q_cronologia_svuota(rq->db));
	return redirect(rq, "%s", path_with(rq, return_path(rq), "fatto", "cronologia-vuota"));
}
