/* Runs in the project's folder: conf/siz.conf is compared with the table. */
#include "expect.h"

#include "base/settings.h"
#include "base/text.h"

#include <stdlib.h>

#define TEXT(value) value
#define INT(value) #value
#define BOOL(value) ((value) ? "true" : "false")
#define SETTING(name, kind, text, minimum, maximum, why) { #name, kind(text), why },
static const struct {
	const char *name, *standing, *why;
} table[] = {
#include "base/settings.def"
};
#undef SETTING
#undef TEXT
#undef INT
#undef BOOL

#define TABLE (sizeof(table) / sizeof(table[0]))

static char path[] = "/tmp/siz-settings-XXXXXX";

static void
write_file(const char *content, size_t size)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static struct error *
load(const char *content)
{
	write_file(content, strlen(content));
	return settings_load(path);
}

/* The error names the line. */
static void
expect_line(const char *content, int number)
{
	struct error *err = load(content), *step;
	char place[64];

	snprintf(place, sizeof(place), ":%d: ", number);
	assert_non_null(err);
	for (step = err; step->below;)
		step = step->below;
	assert_non_null(strstr(step->text, place));
	error_free(err);
}

static void
values_are_read(void **state)
{
	(void)state;
	expect_success(load("# a comment\n\n  ambito_name =  Ambito di D'Amico & C. # no comment  \r\n"
			    "database = host=/tmp dbname=x\nlogin_lock_after=3\n"
			    "demonstration = true\nsmtp_from ="));
	assert_string_equal(setting_text("ambito_name"), "Ambito di D'Amico & C. # no comment");
	assert_string_equal(setting_text("database"), "host=/tmp dbname=x");
	assert_string_equal(setting_text("smtp_from"), "");
	assert_int_equal(setting_int("login_lock_after"), 3);
	assert_true(setting_bool("demonstration"));
	/* What the next file does not say has its default again. */
	expect_success(load(""));
	assert_string_equal(setting_text("database"), "dbname=siz");
	assert_int_equal(setting_int("login_lock_after"), 10);
	assert_false(setting_bool("demonstration"));
	assert_true(setting_bool("templates_cache"));
}

static void
environment_names_the_file(void **state)
{
	(void)state;
	write_file("draft_days = 7\n", 15);
	setenv("SIZ_CONF", path, 1);
	expect_success(settings_load(NULL));
	assert_int_equal(setting_int("draft_days"), 7);
	unsetenv("SIZ_CONF");
	expect_failure(settings_load(NULL), ERR_BUG);
	expect_failure(settings_load("/nowhere/siz.conf"), ERR_BUG);
	expect_failure(settings_load("/"), ERR_BUG);
}

static void
wrong_lines_are_named(void **state)
{
	char longest[6000];

	(void)state;
	expect_line("\n\nunknown = 1\n", 3);
	expect_line("# first\ndatabase\n", 2);
	expect_line("draft_days = 1\ndraft_days = 1\n", 2);
	expect_line("draft_days = 0\n", 1);
	expect_line("draft_days = 366\n", 1);
	expect_line("draft_days = ten\n", 1);
	expect_line("draft_days =\n", 1);
	expect_line("draft_days = 99999999999999999999\n", 1);
	expect_line("demonstration = yes\n", 1);
	expect_line("database =\n", 1);
	expect_line("= 3\n", 1);
	expect_line("database = \xff\n", 1);
	expect_line("database = a\x1b\n", 1);
	expect_success(load("draft_days = 1"));
	expect_success(load("draft_days = 365\n"));

	memset(longest, '#', sizeof(longest));
	write_file(longest, 4095);
	expect_success(settings_load(path));
	write_file(longest, sizeof(longest));
	expect_failure(settings_load(path), ERR_BUG);
	write_file("database = a\0b\ndraft_days = 1\n", 31);
	expect_failure(settings_load(path), ERR_BUG);
}

/* conf/siz.conf explains each setting of the table, with its default, and nothing else. */
static void
shipped_file_is_the_table(void **state)
{
	FILE *file = fopen("conf/siz.conf", "r");
	char line[4096], before[4096] = "";
	size_t found = 0;

	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		char *sign = strstr(line, " =");
		const char *value;
		size_t i;

		if (line[0] != '#' && sign) {
			value = text_trim(*state, sign + 2);
			*sign = '\0';
			for (i = 0; i < TABLE && strcmp(table[i].name, line); i++)
				;
			assert_true(i < TABLE);
			assert_string_equal(value, table[i].standing);
			assert_int_equal(before[0], '#');
			found++;
		}
		snprintf(before, sizeof(before), "%s", line);
	}
	fclose(file);
	assert_int_equal(found, TABLE);
	for (size_t i = 0; i < TABLE; i++)
		assert_true(strlen(table[i].why) > 10);
	expect_success(settings_load("conf/siz.conf"));
}

static void
ask_unknown(void *unused)
{
	(void)unused;
	setting_text("nessuno");
}

static void
ask_other_kind(void *unused)
{
	(void)unused;
	setting_text("draft_days");
}

static void
asking_for_another_aborts(void **state)
{
	(void)state;
	expect_abort(ask_unknown, NULL);
	expect_abort(ask_other_kind, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_read),
		cmocka_unit_test(environment_names_the_file),
		cmocka_unit_test(wrong_lines_are_named),
		arena_test(shipped_file_is_the_table),
		cmocka_unit_test(asking_for_another_aborts),
	};
	int fd = mkstemp(path), failed;
	struct error *err;

	if (fd < 0)
		return 1;
	close(fd);
	failed = cmocka_run_group_tests_name("base/settings", tests, NULL, NULL);
	/* An empty file gives back the memory of what was read. */
	fclose(fopen(path, "w"));
	err = settings_load(path);
	error_free(err);
	unlink(path);
	return failed || err != NULL;
}
