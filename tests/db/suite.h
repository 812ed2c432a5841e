/* What the files of this suite share. */
#ifndef TESTS_DB_SUITE_H
#define TESTS_DB_SUITE_H

#include "base/arena.h"
#include "db/db.h"

#include <setjmp.h> /* cmocka wants these four before it */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

extern struct db *db;
extern struct arena *arena;

int suite_setup(void **state);
int suite_teardown(void **state);
int test_setup(void **state);

void must(struct error *err);
void must_fail(struct error *err, enum error_kind kind);

void test_list_pages(void **state);
void test_list_filters(void **state);
void test_list_refuses(void **state);
void test_list_count(void **state);
void test_list_function_and_columns(void **state);

#endif
