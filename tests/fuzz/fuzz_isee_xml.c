/*
 * Any bytes as a document of INPS: read or refused, never both, and what is read is whole.
 */
#include "isee/isee.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct isee_schema *schema(void)
{
	static struct arena *kept;
	static struct isee_schema *read;

	if (!kept)
		kept = arena_new();
	if (!read && isee_schema_leggi(kept, "conf/schema/isee-riforma.xsd", &read))
		abort();
	return read;
}

static void check(const char *text)
{
	json_t *read = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *list = json_object_get(read, "indicatori"), *one;
	size_t index;

	if (!json_is_string(json_object_get(read, "protocollo")) || !json_is_string(json_object_get(read, "presentata_il")) ||
	    !json_is_string(json_object_get(read, "valida_fino")) || !json_array_size(list))
		abort();
	json_array_foreach(list, index, one)
	{
		const char *value = json_string_value(json_object_get(one, "valore"));
		if (!value || !*value || value[strspn(value, "0123456789.")])
			abort();
	}
	json_decref(read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *why = NULL, *read = isee_xml(arena, schema(), data, size, &why);

	if (!read == !why)
		abort();
	if (read)
		check(read);
	arena_free(arena);
	return 0;
}
