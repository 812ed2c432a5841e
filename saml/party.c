/*
 * Ourselves, from the settings; files.
 */
#include "party.h"

#include "base/settings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FILE_LIMIT (16L << 20)

const char *binding_name(enum binding binding)
{
	return binding == BINDING_POST ? "post" : "redirect";
}

struct error *file_text(struct arena *arena, const char *path, const char **text)
{
	FILE *file = fopen(path, "re");
	char *data;
	size_t size;

	if (!file)
		return error_raise(ERR_NOT_FOUND, "cannot open «%s»: %s", path, strerror(errno));
	data = arena_alloc(arena, FILE_LIMIT / 16);
	size = fread(data, 1, FILE_LIMIT / 16 - 1, file);
	if (!feof(file)) { /* large ones are the registry's */
		char *more = arena_alloc(arena, FILE_LIMIT);

		memcpy(more, data, size);
		size += fread(more + size, 1, (size_t)FILE_LIMIT - 1 - size, file);
		data = more;
	}
	if (ferror(file) || !feof(file)) {
		fclose(file);
		return error_raise(ERR_TOO_LARGE, "«%s» cannot be read or is too large", path);
	}
	fclose(file);
	*text = data;
	return NULL;
}

void sp_from_settings(struct arena *arena, struct sp *sp)
{
	const char *base = setting_text("public_url"), *entity = setting_text("spid_entity_id");
	size_t size = strlen(base);

	while (size && base[size - 1] == '/')
		size--;
	*sp = (struct sp){ .arena = arena, .base = arena_strndup(arena, base, size) };
	sp->acs = arena_printf(arena, "%s/spid/acs", sp->base);
	sp->slo = arena_printf(arena, "%s/spid/esci", sp->base);
	sp->entity_id = *entity ? entity : arena_printf(arena, "%s/spid/metadata", sp->base);
}

static void free_key(void *key)
{
	g_object_unref(key);
}

/* The first certificate of a PEM text, alone. */
static const char *first_certificate(struct arena *arena, const char *pem)
{
	static const char begin[] = "-----BEGIN CERTIFICATE-----", end[] = "-----END CERTIFICATE-----";
	const char *from = strstr(pem, begin), *to = from ? strstr(from, end) : NULL;

	return to ? arena_printf(arena, "%.*s%s\n", (int)(to - from), from, end) : NULL;
}

struct error *sp_key(struct sp *sp)
{
	const char *key, *certificates;

	TRY(file_text(sp->arena, setting_text("spid_key_file"), &key));
	TRY(file_text(sp->arena, setting_text("spid_certificate_file"), &certificates));
	sp->certificate = first_certificate(sp->arena, certificates);
	if (!sp->certificate)
		return error_raise(ERR_BUG, "spid_certificate_file holds no certificate");
	sp->key = lasso_key_new_for_signature_from_memory(key, strlen(key), NULL, LASSO_SIGNATURE_METHOD_RSA_SHA256,
							  (char *)sp->certificate);
	if (!sp->key)
		return error_raise(ERR_BUG, "spid_key_file holds no private key of RSA");
	arena_hook(sp->arena, free_key, sp->key);
	return NULL;
}
