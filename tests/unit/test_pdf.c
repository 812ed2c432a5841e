/*
 * The child that makes a PDF, and its parent while somebody asks it to end.
 */
#include "expect.h"

#include "stampa/pdf.h"

#include <sys/time.h>

static volatile sig_atomic_t signals;

static void note(int number)
{
	(void)number;
	signals++;
}

static void print(struct arena *arena, struct bytes *pdf, bool *made)
{
	struct text *html = text_new(arena);

	text_add(html, "<!DOCTYPE html><html lang=\"it\"><head><title>Prova</title></head><body><p>Prova</p></body></html>");
	expect_success(pdf_fai(arena, html, pdf, made));
}

static void a_page_becomes_a_pdf(void **state)
{
	struct bytes pdf;
	bool made;

	print(*state, &pdf, &made);
	assert_true(made);
	assert_memory_equal(pdf.data, "%PDF-1.7", 8);
}

/* The worker's own signals are SA_RESTART too, which poll does not heed. */
static void a_signal_does_not_spoil_a_print(void **state)
{
	const struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };
	const struct itimerval soon = { .it_value = { .tv_usec = 100000 } };
	struct sigaction before;
	struct bytes pdf;
	bool made;

	assert_int_equal(sigaction(SIGALRM, &action, &before), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
	print(*state, &pdf, &made);
	assert_int_equal(sigaction(SIGALRM, &before, NULL), 0);
	assert_int_equal(signals, 1);
	assert_true(made);
}

int main(void)
{
	const struct CMUnitTest tests[] = { arena_test(a_page_becomes_a_pdf), arena_test(a_signal_does_not_spoil_a_print) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
