/*
 * Calendars for other programs: iCalendar (RFC 5545) by libical, which folds, escapes and ends lines
 * as the standard wants.
 */
#ifndef DOOR_CALENDAR_H
#define DOOR_CALENDAR_H

#include "base/arena.h"
#include "base/error.h"

struct calendar;

/* An empty calendar in the arena (a hook frees it); `name` is what a program shows for it. */
struct calendar *calendar_new(struct arena *arena, const char *name);
/* Something from `begin` to `end`: UTC as 20260506T073000Z, or whole days as 20260506.  `key` is the
 * same each time it is given out, `written` when it was entered.  What is no instant is left out. */
void calendar_add(struct calendar *calendar, const char *key, const char *begin, const char *end, const char *summary, const char *written);
/* The text of it. */
MUST struct error *calendar_text(struct calendar *calendar, const char **text);

#endif
