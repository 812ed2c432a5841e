/*
 * Any bytes as a Response: what answer_read takes is judged as if it answered a request of ours.
 * Nothing may be found good, because the fuzzer holds no key.
 */
#include "answer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A provider whose metadata nobody signs with. */
static const struct idp *provider(void)
{
	static const struct idp idp = { .entity_id = "https://uno.example/idp", .name = "uno" };

	return &idp;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int ready;
	struct arena *arena = arena_new();
	struct answer answer;
	struct identity identity;
	refusal why;

	if (!ready++ && lasso_init() != 0)
		abort();
	why = answer_read(arena, base64_encode(arena, (struct bytes){ data, size }), &answer);
	if (!why && answer.in_response_to) {
		const struct asked asked = {
			.request_id = answer.in_response_to, .relay_state = "x", .instant = 1778059200, .level = 2,
			.comparison = "minimum", .idp = provider(), .entity_id = "https://sp.example/spid/metadata",
			.acs = "https://sp.example/spid/acs", .now = 1778059210, .tolerance = 60,
		};

		why = answer_judge(&answer, &asked, &identity);
		if (!why && answer_is_success(&answer))
			abort();
		if (answer.assertion && (signature_form(arena, answer.assertion) || !assertion_check(arena, answer.assertion, &asked, &identity)))
			why = NULL;
	}
	arena_free(arena);
	return 0;
}
