/*
 * The shipped definitions, conf/form/<name>.hdf: trusted files of ours, loaded into the
 * database by `siz migra` (and read by tests).  Layout in form/README.md.
 */
#ifndef FORM_DEFINITION_FILE_H
#define FORM_DEFINITION_FILE_H

#include "form/form.h"

/* Read and check a definition; its name is the file's without ".hdf".  ERR_NOT_FOUND if there
 * is no such file, ERR_BAD_REQUEST with the line's number if it is not a definition. */
MUST struct error *form_definition_file(struct arena *arena, const char *path,
					struct form_definition **out);
/* The same from memory. */
MUST struct error *form_definition_text(struct arena *arena, const char *name, const char *data,
					size_t size, struct form_definition **out);

#endif
