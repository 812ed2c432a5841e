/*
 * Which panels the home page has, and in which order.  Pure: words in, places out.
 */
#include "home/home.h"

#include <string.h>

static const struct home_panel panels[HOME_PANELS] = {
	{ "numeri", "I miei numeri", HOME_CENTRE, PRATICA_LEGGI },
	{ "notifiche", "Notifiche", HOME_CENTRE, PERSONALE },
	{ "bozze", "Bozze", HOME_CENTRE, PERSONALE },
	{ "scadenze", "Scadenze", HOME_SIDE, PRATICA_LEGGI },
	{ "preferiti", "Preferiti", HOME_SIDE, PRATICA_LEGGI },
	{ "cronologia", "Cronologia", HOME_SIDE, PRATICA_LEGGI },
};

/*
 * By role (ids of `ruolo`): who follows people begins with numbers and dates; who enters data for
 * others with what was left half done; the administrator opens no case.
 */
static const char *default_words(int64_t role)
{
	switch (role) {
	case 3: /* amministrativo */
		return "bozze notifiche numeri cronologia preferiti -scadenze";
	case 4: /* operatore sociale */
		return "notifiche numeri bozze scadenze cronologia preferiti";
	default:
		return "numeri notifiche bozze scadenze preferiti cronologia";
	}
}

static const struct home_panel *find(const char *name, size_t size)
{
	for (size_t i = 0; i < HOME_PANELS; i++)
		if (strlen(panels[i].name) == size && memcmp(panels[i].name, name, size) == 0)
			return &panels[i];
	return NULL;
}

static bool placed(const struct home_place *places, size_t count, const struct home_panel *panel)
{
	for (size_t i = 0; i < count; i++)
		if (places[i].panel == panel)
			return true;
	return false;
}

static bool allowed(const struct home_panel *panel, uint64_t permissions)
{
	return permissions & (uint64_t)1 << panel->permission;
}

size_t home_arrange(const char *words, int64_t role, uint64_t permissions, struct home_place places[HOME_PANELS])
{
	size_t count = 0;

	if (!words || !*words)
		words = default_words(role);
	while (*words) {
		bool hidden = *words == '-';
		size_t size = strcspn(words += hidden, " ");
		const struct home_panel *panel = find(words, size);
		if (panel && allowed(panel, permissions) && !placed(places, count, panel))
			places[count++] = (struct home_place){ panel, !hidden };
		words += size + strspn(words + size, " ");
	}
	for (size_t i = 0; i < HOME_PANELS; i++)
		if (allowed(&panels[i], permissions) && !placed(places, count, &panels[i]))
			places[count++] = (struct home_place){ &panels[i], true };
	return count;
}

void home_move(struct home_place *places, size_t count, const char *name, int steps)
{
	size_t here = 0;

	while (here < count && strcmp(places[here].panel->name, name) != 0)
		here++;
	if (here == count)
		return;
	for (size_t there = here + (size_t)steps; there < count; there += (size_t)steps) {
		if (places[there].panel->zone != places[here].panel->zone)
			continue;
		struct home_place moved = places[here];
		places[here] = places[there];
		places[there] = moved;
		return;
	}
}

const char *home_words(struct arena *arena, const struct home_place *places, size_t count)
{
	struct text *words = text_new(arena);

	for (size_t i = 0; i < count; i++)
		text_addf(words, "%s%s%s", i ? " " : "", places[i].shown ? "" : "-", places[i].panel->name);
	return words->data;
}
