/*
 * What `siz` does for siz-spid: its fixed pages.
 */
#ifndef SPID_SPID_H
#define SPID_SPID_H

#include "base/error.h"

/* `siz pagine-spid FOLDER`: every page that siz-spid sends, rendered with the present settings. */
MUST struct error *comando_pagine_spid(int count, char **words);

#endif
