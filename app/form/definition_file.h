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
/*
 * The text of a definition with what it includes in its place: a line «includi = NAME» stands for
 * <folder>/NAME.parte, which includes nothing itself.  Lines are counted after that.  ERR_BAD_REQUEST
 * if a part is not there.
 */
MUST struct error *form_definition_whole(struct arena *arena, const char *folder, const char *data,
					 size_t size, const char **whole);
/* The same as form_definition_file from memory, of a whole text. */
MUST struct error *form_definition_text(struct arena *arena, const char *name, const char *data,
					size_t size, struct form_definition **out);

#endif
