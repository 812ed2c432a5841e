/*
 * Chains of errors.  Each step is a malloc of its own, not a piece of the request's arena: an
 * error outlives the request that met it (start of the program, job worker, the server's log).
 */
#include "base/error.h"

#include "base/log.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Given when there is no memory for a step.  One is enough: the process has one thread. */
static struct error no_memory = { .file = "", .func = "", .text = "no memory for the error" };

static const char *const kind_names[ERR_KINDS] = {
	[ERR_BUG] = "bug",
	[ERR_BAD_REQUEST] = "bad_request",
	[ERR_TOO_LARGE] = "too_large",
	[ERR_NOT_FOUND] = "not_found",
	[ERR_METHOD] = "method",
	[ERR_FORBIDDEN] = "forbidden",
	[ERR_SESSION] = "session",
	[ERR_CONFLICT] = "conflict",
	[ERR_GONE] = "gone",
	[ERR_BUSY] = "busy",
	[ERR_FULL] = "full",
	[ERR_CONSTRAINT] = "constraint",
};

static struct error *
step_new(enum error_kind kind, const char *file, const char *func, int line, size_t text_size)
{
	struct error *step = malloc(sizeof(*step) + text_size + 1);

	if (!step) {
		no_memory.kind = kind;
		no_memory.file = file;
		no_memory.func = func;
		no_memory.line = line;
		return &no_memory;
	}
	memset(step, 0, sizeof(*step) + text_size + 1);
	step->kind = kind;
	step->file = file;
	step->func = func;
	step->line = line;
	return step;
}

struct error *
error_raise_at(enum error_kind kind, const char *file, const char *func, int line,
	       const char *format, ...)
{
	struct error *step;
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (size < 0)
		size = 0;
	step = step_new(kind, file, func, line, (size_t)size);
	if (step == &no_memory)
		return step;
	va_start(args, format);
	vsnprintf(step->text, (size_t)size + 1, format, args);
	va_end(args);
	return step;
}

struct error *
error_pass_at(struct error *err, const char *file, const char *func, int line)
{
	struct error *step;

	if (!err || err == &no_memory)
		return err;
	step = step_new(err->kind, file, func, line, 0);
	/* Losing a step of the trace is better than losing the cause. */
	if (step == &no_memory)
		return err;
	step->below = err;
	return step;
}

struct error *
error_constraint_at(const char *constraint, const char *file, const char *func, int line)
{
	const char *name = constraint ? constraint : "";
	struct error *step;

	step = error_raise_at(ERR_CONSTRAINT, file, func, line, "constraint %s", name);
	/* PostgreSQL's names have at most 63 bytes, so nothing is cut here. */
	snprintf(step->detail, sizeof(step->detail), "%s", name);
	return step;
}

static const struct error *
lowest(const struct error *err)
{
	while (err->below)
		err = err->below;
	return err;
}

enum error_kind
error_kind(const struct error *err)
{
	return err ? lowest(err)->kind : ERR_BUG;
}

const char *
error_detail(const struct error *err)
{
	const struct error *cause;

	if (!err)
		return "";
	cause = lowest(err);
	return cause->kind == ERR_CONSTRAINT ? cause->detail : "";
}

bool
error_is(const struct error *err, enum error_kind kind)
{
	return err && lowest(err)->kind == kind;
}

void
error_log(const struct error *err, const char *incident)
{
	int number = 0;

	for (; err; err = err->below) {
		const char *kind = (unsigned)err->kind < ERR_KINDS ? kind_names[err->kind] : "?";

		log_line("event=error incident=%s step=%d kind=%s at=%s:%d function=%s%s%s",
			 incident ? incident : "-", number++, kind, err->file, err->line,
			 err->func, err->text[0] ? " text=" : "", err->text);
	}
}

void
error_free(struct error *err)
{
	while (err && err != &no_memory) {
		struct error *below = err->below;

		free(err);
		err = below;
	}
}
