#include "expect.h"

#include <stdlib.h>

static struct error *
cause(void)
{
	return error_raise(ERR_CONFLICT, "version %d is old", 7);
}

static struct error *
middle(void)
{
	TRY(cause());
	return NULL;
}

static struct error *
success(void)
{
	return NULL;
}

static struct error *
passes_success(int *reached)
{
	TRY(success());
	*reached = 1;
	return NULL;
}

static void
chain_keeps_kind_and_places(void **state)
{
	struct error *err = middle();

	(void)state;
	if (!err || !err->below) {
		fail_msg("the chain lost its cause");
		return;
	}
	assert_int_equal(error_kind(err), ERR_CONFLICT);
	assert_true(error_is(err, ERR_CONFLICT));
	assert_false(error_is(err, ERR_BUG));
	assert_string_equal(err->func, "middle");
	assert_string_equal(err->text, "");
	assert_string_equal(err->below->func, "cause");
	assert_string_equal(err->below->text, "version 7 is old");
	assert_null(err->below->below);
	assert_string_equal(error_detail(err), "");
	error_free(err);
}

static void
success_goes_on(void **state)
{
	int reached = 0;

	(void)state;
	expect_success(passes_success(&reached));
	assert_int_equal(reached, 1);
	assert_null(error_pass(NULL));
	assert_false(error_is(NULL, ERR_BUG));
	error_free(NULL);
}

static void
constraint_is_found_at_the_bottom(void **state)
{
	struct error *err = error_pass(error_constraint("pratica_chiusa_ha_data"));
	char longest[100];

	(void)state;
	assert_int_equal(error_kind(err), ERR_CONSTRAINT);
	assert_string_equal(error_detail(err), "pratica_chiusa_ha_data");
	assert_string_equal(err->detail, "");
	error_free(err);

	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	err = error_constraint(longest);
	assert_int_equal(strlen(error_detail(err)), 63);
	error_free(err);
	err = error_constraint(NULL);
	assert_string_equal(error_detail(err), "");
	error_free(err);
}

static void
long_text_is_whole(void **state)
{
	char *text = malloc(100001);
	struct error *err;

	(void)state;
	memset(text, 'a', 100000);
	text[100000] = '\0';
	err = error_raise(ERR_BUG, "%s", text);
	assert_int_equal(strlen(err->text), 100000);
	error_free(err);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chain_keeps_kind_and_places),
		cmocka_unit_test(success_goes_on),
		cmocka_unit_test(constraint_is_found_at_the_bottom),
		cmocka_unit_test(long_text_is_whole),
	};

	return cmocka_run_group_tests_name("base/error", tests, NULL, NULL);
}
