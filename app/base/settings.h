/*
 * Settings: `name = value` lines of one file (conf/siz.conf explains each), read once at start.
 * An unknown name or a value out of range stops the program with the line's number.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* Read the file named by the environment SIZ_CONF (or `path` if not NULL). */
MUST struct error *settings_load(const char *path);

/* The value of a setting, or its default.  The name must be in base/settings.def: asking for
 * another is a bug and aborts. */
const char *setting_text(const char *name);
int64_t setting_int(const char *name);
bool setting_bool(const char *name);

#endif
