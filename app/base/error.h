/*
 * Errors of the program: a chain of steps, from where it was raised to where it was caught.
 *
 * What a person typed wrong is never one of these (see form/form.h).  A function that can
 * fail returns `struct error *`: NULL is success.  Leaving early is always right, because
 * memory and foreign objects belong to the request's arena: so a whole error path is TRY().
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

enum error_kind {
	ERR_BUG,          /* a broken promise of ours or of the system: incident page, 500 */
	ERR_BAD_REQUEST,  /* the message is not HTTP as we accept it: 400 */
	ERR_TOO_LARGE,    /* a stated limit was passed: 413 */
	ERR_NOT_FOUND,    /* no such thing, or not for these eyes: 404 */
	ERR_METHOD,       /* the path exists, the method does not: 405 */
	ERR_FORBIDDEN,    /* known to exist, not open to this operator: 403 */
	ERR_SESSION,      /* no session, or it has expired: log in again, then come back */
	ERR_CONFLICT,     /* somebody else saved meanwhile: 409 with both texts */
	ERR_GONE,         /* was there, is no more (used link, revoked draft): 410 */
	ERR_BUSY,         /* cannot do it now, may work later: 503 with Retry-After */
	ERR_FULL,         /* no room left for documents, everything else works: 507 */
	ERR_CONSTRAINT,   /* the database refused: detail names the constraint */
	ERR_KINDS
};

/* One step of the chain.  `below` is the step nearer to the cause. */
struct error {
	enum error_kind kind;
	const char *file, *func;
	int line;
	struct error *below;
	char detail[64];  /* of ERR_CONSTRAINT: the constraint's name; else empty */
	char text[];      /* for the log only: never shown, never holds personal data */
};

#define MUST __attribute__((warn_unused_result))

/* Start a chain.  Never returns NULL: without memory a static step is given. */
#define error_raise(kind, ...) error_raise_at(kind, __FILE__, __func__, __LINE__, __VA_ARGS__)
/* Add the present place to a chain that is passing through. NULL stays NULL. */
#define error_pass(err) error_pass_at(err, __FILE__, __func__, __LINE__)

/* Leave the function with the error, if there is one. */
#define TRY(call)                                                                                  \
	do {                                                                                       \
		struct error *try_error_ = (call);                                                 \
		if (try_error_)                                                                    \
			return error_pass(try_error_);                                             \
	} while (0)

MUST struct error *error_raise_at(enum error_kind kind, const char *file, const char *func,
				  int line, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
MUST struct error *error_pass_at(struct error *err, const char *file, const char *func, int line);

/* ERR_CONSTRAINT with the name of the constraint in `detail`. */
MUST struct error *error_constraint_at(const char *constraint, const char *file, const char *func,
				       int line);
#define error_constraint(name) error_constraint_at(name, __FILE__, __func__, __LINE__)

/* The kind with which the chain was raised (that of its lowest step). */
enum error_kind error_kind(const struct error *err);
/* The constraint's name, or "" where the chain is of another kind. */
const char *error_detail(const struct error *err);
/* True if err is a chain of that kind; NULL is of no kind. */
bool error_is(const struct error *err, enum error_kind kind);

/* Write the chain to the log, one line a step, under an incident code (may be NULL). */
void error_log(const struct error *err, const char *incident);
/* End of the chain: frees every step.  NULL is allowed. */
void error_free(struct error *err);

#endif
