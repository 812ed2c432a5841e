/* What a limited child holds in its hands: the file, the pipe for its answer, and nothing else (job/child.h). */
#include "expect.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "job/child.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static char conf[] = "/tmp/siz-child-XXXXXX";

static int prepare(void **state)
{
	(void)state;
	int fd = mkstemp(conf);

	if (fd < 0)
		return -1;
	close(fd);
	expect_success(settings_load(conf));
	return 0;
}

static int clear(void **state)
{
	(void)state;
	return unlink(conf);
}

/* What stands behind each descriptor: n the null device, f a file, p a pipe, - nothing. */
static const char *hands(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	char *said = arena_strdup(arena, "------------");

	(void)data, (void)size, (void)context;
	for (int fd = 0; said[fd]; fd++) {
		struct stat what;
		if (fstat(fd, &what))
			continue;
		bool null = S_ISCHR(what.st_mode) && major(what.st_rdev) == 1 && minor(what.st_rdev) == 3;
		said[fd] = null ? 'n' : S_ISREG(what.st_mode) ? 'f' : S_ISFIFO(what.st_mode) ? 'p' : '?';
	}
	return said;
}

static const char *ask(struct arena *arena)
{
	const char *answer = NULL;
	int low = memfd_create("siz", MFD_CLOEXEC), file = fcntl(low, F_DUPFD_CLOEXEC, 20);

	close(low);
	assert_int_equal(write(file, "abc", 3), 3);
	expect_success(child_run(arena, file, 3, hands, NULL, 100, &answer));
	close(file);
	return answer;
}

/* Whatever numbers are free in the parent: what a library says aloud must reach neither file nor answer. */
static void it_holds_the_file_and_its_answer(void **state)
{
	struct arena *arena = arena_new();
	int taken[2];

	(void)state;
	close(3);
	close(4);
	assert_string_equal(ask(arena), "nnnfp-------");
	assert_int_equal(pipe(taken), 0);
	assert_string_equal(ask(arena), "nnnfp-------");
	close(taken[0]);
	close(taken[1]);
	arena_free(arena);
}

static const char *echo(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	return arena_printf(arena, "%s %.*s", (const char *)context, (int)size, (const char *)data);
}

static void it_sees_the_bytes_and_what_was_meant(void **state)
{
	struct arena *arena = arena_new();
	const char *answer;

	(void)state;
	expect_success(child_run_bytes(arena, (struct bytes){ (const unsigned char *)"abc", 3 }, echo, "see", 100, &answer));
	assert_string_equal(answer, "see abc");
	/* longer than there is room: it is as if it had broken */
	expect_success(child_run_bytes(arena, (struct bytes){ (const unsigned char *)"abc", 3 }, echo, "see", 5, &answer));
	assert_null(answer);
	arena_free(arena);
}

static const char *break_down(struct arena *arena, const unsigned char *data, size_t size, const void *context)
{
	(void)arena, (void)data, (void)size, (void)context;
	_exit(1);
}

static void one_that_breaks_says_nothing(void **state)
{
	struct arena *arena = arena_new();
	const char *answer = "before";

	(void)state;
	expect_success(child_run_bytes(arena, (struct bytes){ (const unsigned char *)"abc", 3 }, break_down, NULL, 100, &answer));
	assert_null(answer);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_holds_the_file_and_its_answer),
		cmocka_unit_test(it_sees_the_bytes_and_what_was_meant),
		cmocka_unit_test(one_that_breaks_says_nothing),
	};

	return cmocka_run_group_tests(tests, prepare, clear);
}
