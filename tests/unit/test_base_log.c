#include "expect.h"

#include "base/log.h"

#include <ctype.h>

static char output[20000];

/* Runs the function with standard error led into `output`. */
static void
capture(void (*function)(const char *), const char *argument)
{
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t size;

	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	function(argument);
	dup2(kept, STDERR_FILENO);
	close(kept);
	size = read(ends[0], output, sizeof(output) - 1);
	close(ends[0]);
	assert_true(size > 0);
	output[size] = '\0';
}

static void
log_text(const char *text)
{
	log_line("event=test text=%s", text);
}

static size_t
lines(void)
{
	size_t count = 0;

	for (const char *c = output; *c; c++)
		count += *c == '\n';
	return count;
}

static void
a_line_has_a_time_and_the_context(void **state)
{
	(void)state;
	log_context("web[12] rq=ab");
	capture(log_text, "perch\xc3\xa9");
	log_context(NULL);
	assert_int_equal(lines(), 1);
	assert_true(isdigit((unsigned char)output[0]));
	assert_int_equal(output[10], 'T');
	assert_int_equal(output[23], 'Z');
	assert_string_equal(output + 24, " web[12] rq=ab event=test text=perch\xc3\xa9\n");
}

static void
input_cannot_forge_a_line(void **state)
{
	(void)state;
	capture(log_text, "a\r\nevent=login user=admin\x1b[2J\x7f\xc2\x85\xff\t");
	assert_int_equal(lines(), 1);
	assert_non_null(strstr(output, "text=a\\x0d\\x0aevent=login user=admin\\x1b[2J\\x7f"
				       "\\xc2\\x85\\xff\\x09\n"));
}

static void
a_long_line_is_cut_and_ended(void **state)
{
	static char text[10000];

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	capture(log_text, text);
	assert_int_equal(strlen(output), 4096);
	assert_int_equal(output[4095], '\n');
	memset(text, '\n', sizeof(text) - 1);
	capture(log_text, text);
	assert_true(strlen(output) <= 4096);
	assert_int_equal(lines(), 1);
}

static void
log_chain(const char *text)
{
	struct error *err = error_pass(error_raise(ERR_BUSY, "%s", text));

	error_log(err, "0123456789abcdef");
	error_log(NULL, "none");
	error_free(err);
}

static void
a_chain_is_a_line_a_step(void **state)
{
	(void)state;
	capture(log_chain, "disk\nfull");
	assert_int_equal(lines(), 2);
	assert_non_null(strstr(output, "incident=0123456789abcdef step=0 kind=busy at="));
	assert_non_null(strstr(output, "step=1 kind=busy at="));
	assert_non_null(strstr(output, "function=log_chain text=disk\\x0afull\n"));
	assert_null(strstr(output, "none"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_has_a_time_and_the_context),
		cmocka_unit_test(input_cannot_forge_a_line),
		cmocka_unit_test(a_long_line_is_cut_and_ended),
		cmocka_unit_test(a_chain_is_a_line_a_step),
	};

	return cmocka_run_group_tests_name("base/log", tests, NULL, NULL);
}
