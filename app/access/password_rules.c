/*
 * The rules of a new password (AUTH-2).  No composition rules: length, not guessable from who
 * one is or from where one works, not among the commonest, not one of the last ones.
 */
#include "access/password.h"

#include "base/settings.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SHORTEST 12
#define SHORTEST_ADMINISTRATOR 14
#define LONGEST 128
#define WORD_SHORTEST 3 /* a surname of two letters would refuse too much */

static size_t characters(const char *utf8)
{
	size_t count = 0;

	for (; *utf8; utf8++)
		count += ((unsigned char)*utf8 & 0xc0) != 0x80;
	return count;
}

/* Small letters: ASCII and the accented ones of Latin-1, which Italian names are written with. */
static char *folded(struct arena *arena, const char *text)
{
	unsigned char *out = (unsigned char *)arena_strdup(arena, text);

	for (unsigned char *at = out; *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (unsigned char)(*at + 32);
		else if (at > out && at[-1] == 0xc3 && *at >= 0x80 && *at <= 0x9e && *at != 0x97)
			*at = (unsigned char)(*at + 32);
	}
	return (char *)out;
}

static bool letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* The first word of `words` (letters only, no shorter than three) that stands in the password. */
static const char *word_in(struct arena *arena, const char *password, const char *words)
{
	const char *at = folded(arena, words ? words : "");

	while (*at) {
		size_t size = 0;

		while (letter((unsigned char)at[size]))
			size++;
		if (size >= WORD_SHORTEST) {
			const char *word = arena_strndup(arena, at, size);
			if (strstr(password, word))
				return word;
		}
		at += size;
		while (*at && !letter((unsigned char)*at))
			at++;
	}
	return NULL;
}

/* The password without digits and signs at both ends: «Password-2026» is «password». */
static const char *core(struct arena *arena, const char *password)
{
	size_t size = strlen(password);

	while (size && !letter((unsigned char)password[size - 1]))
		size--;
	while (size && !letter((unsigned char)*password)) {
		password++;
		size--;
	}
	return arena_strndup(arena, password, size);
}

static struct error *common(struct arena *arena, const char *password, bool *found)
{
	const char *path = arena_printf(arena, "%s/password-comuni.txt", setting_text("conf"));
	const char *inner = core(arena, password);
	FILE *file = fopen(path, "re");
	char line[256];

	*found = false;
	if (!file)
		return error_raise(ERR_BUG, "cannot read '%s': %s", path, strerror(errno));
	while (!*found && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (!*line || strncmp(line, "# ", 2) == 0)
			continue;
		const char *word = folded(arena, line);
		*found = strcmp(word, password) == 0 || (strlen(inner) >= 4 && strcmp(word, inner) == 0);
	}
	fclose(file);
	return NULL;
}

static struct error *used_before(const char *password, const struct password_owner *owner, bool *found)
{
	*found = false;
	for (size_t i = 0; i < owner->past_count && !*found; i++)
		if (owner->past[i])
			TRY(password_matches(owner->past[i], password, found, NULL));
	return NULL;
}

static const char *wrong_length(struct arena *arena, const char *password, bool administrator)
{
	size_t count = characters(password), shortest = administrator ? SHORTEST_ADMINISTRATOR : SHORTEST;

	if (count < shortest)
		return arena_printf(arena, "La password ha %zu caratteri, devono essere almeno %zu: così è difficile da indovinare",
				    count, shortest);
	if (count > LONGEST)
		return arena_printf(arena, "La password ha %zu caratteri, possono essere al massimo %d", count, LONGEST);
	return NULL;
}

struct error *password_refusal(struct arena *arena, const char *password, const struct password_owner *owner, const char **why)
{
	const struct { const char *words, *what, *because; } banned[] = {
		{ owner->username, "il tuo nome utente", "chi ti conosce la indovina" },
		{ owner->name, "il tuo nome", "chi ti conosce la indovina" },
		{ owner->surname, "il tuo cognome", "chi ti conosce la indovina" },
		{ "icaro siz lodi", "una parola di qui", "sono le prime che si provano" },
	};
	const char *small = folded(arena, password);
	bool found;

	password_forget(arena, small);
	*why = wrong_length(arena, password, owner->administrator);
	for (size_t i = 0; !*why && i < sizeof(banned) / sizeof(*banned); i++) {
		const char *word = word_in(arena, small, banned[i].words);
		if (word)
			*why = arena_printf(arena, "La password contiene %s («%s»): %s", banned[i].what, word, banned[i].because);
	}
	if (*why)
		return NULL;
	TRY(common(arena, small, &found));
	if (found) {
		*why = "È tra le password più usate, anche con numeri o segni in più: si indovina in pochi tentativi";
		return NULL;
	}
	TRY(used_before(password, owner, &found));
	if (found)
		*why = "Hai già usato questa password: le ultime 10 non si possono riprendere";
	return NULL;
}

const char *const *password_rules(bool administrator)
{
	static const char *const rules[] = {
		"Almeno 12 caratteri: va bene anche una frase, con gli spazi.",
		"Senza il tuo nome, il nome utente e le parole «siz», «icaro», «lodi».",
		"Non una password comune, né una delle tue ultime 10.",
		NULL,
	};
	static const char *const stricter[] = {
		"Almeno 14 caratteri: va bene anche una frase, con gli spazi.",
		"Senza il tuo nome, il nome utente e le parole «siz», «icaro», «lodi».",
		"Non una password comune, né una delle tue ultime 10.",
		NULL,
	};

	return administrator ? stricter : rules;
}
