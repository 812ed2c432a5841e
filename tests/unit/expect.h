/*
 * What the unit tests share: cmocka with the headers it wants before it, and a few expectations.
 */
#ifndef UNIT_EXPECT_H
#define UNIT_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The call succeeds; if not, the trace is on standard error. */
#define expect_success(call)                                                                       \
	do {                                                                                       \
		struct error *expect_error_ = (call);                                              \
		error_log(expect_error_, "test");                                                  \
		assert_null(expect_error_);                                                        \
	} while (0)

/* The call fails with that kind. */
#define expect_failure(call, wanted)                                                               \
	do {                                                                                       \
		struct error *expect_error_ = (call);                                              \
		assert_non_null(expect_error_);                                                    \
		assert_int_equal(error_kind(expect_error_), (wanted));                             \
		error_free(expect_error_);                                                         \
	} while (0)

/* The function ends its process by abort(). */
static inline void
expect_abort(void (*function)(void *), void *argument)
{
	int status = 0;
	pid_t child = fork();

	assert_true(child >= 0);
	if (!child) {
		int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

		dup2(nowhere, STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		function(argument);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

/* Each test gets an arena of its own in *state. */
static inline int
arena_setup(void **state)
{
	*state = arena_new();
	return 0;
}

static inline int
arena_teardown(void **state)
{
	arena_free(*state);
	return 0;
}

#define arena_test(function) cmocka_unit_test_setup_teardown(function, arena_setup, arena_teardown)

#endif
