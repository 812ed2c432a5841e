/*
 * The table of kinds: each is whole, and every section that it lists has an address.
 */
#include "unit/expect.h"

#include "guida/guida.h"
#include "pratica/kind.h"
#include "routes.h"

#include <stdio.h>
#include <string.h>

static bool has_route(const char *path)
{
	for (size_t i = 0; i < route_count; i++)
		if (routes[i].method == METHOD_GET && strcmp(routes[i].path, path) == 0)
			return true;
	return false;
}

static void each_kind_is_whole(void **state)
{
	(void)state;
	assert_true(pratica_kind_count > 0);
	for (size_t i = 0; i < pratica_kind_count; i++) {
		const struct pratica_kind *kind = pratica_kinds[i];

		assert_ptr_equal(pratica_kind_find(kind->code), kind); /* no code twice */
		assert_non_null(kind->form);
		assert_non_null(kind->detail);
		assert_non_null(kind->save);
		assert_non_null(guida_topic(kind->help));
		/* a permission of its own: those before HOME only say what a session must be */
		assert_true(kind->read >= HOME && kind->write >= HOME && kind->read != kind->write);
	}
	assert_null(pratica_kind_find("inventato"));
}

static void each_section_has_an_address(void **state)
{
	char path[200];

	(void)state;
	for (size_t i = 0; i < pratica_kind_count; i++) {
		const char *const *names = pratica_kinds[i]->sections;

		assert_string_equal(names[0], "dettaglio");
		for (size_t n = 1; names[n]; n++) {
			snprintf(path, sizeof(path), "/pratiche/{pratica}/%.*s", (int)strcspn(names[n], "#"), names[n]);
			if (!has_route(path))
				fail_msg("%s lists %s, which has no page", pratica_kinds[i]->code, path);
			for (size_t m = 0; m < n; m++)
				assert_string_not_equal(names[m], names[n]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_whole),
		cmocka_unit_test(each_section_has_an_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
