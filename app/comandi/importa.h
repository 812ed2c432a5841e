/*
 * What the two halves of `siz importa` share: the run (importa.c) and the columns with their
 * checks (importa_riga.c).  The format itself is importa.def.
 */
#ifndef COMANDI_IMPORTA_H
#define COMANDI_IMPORTA_H

#include "base/csv.h"
#include "comandi/inside.h"

struct pg_conn;

struct importa {
	struct command_run *run;
	const char *object; /* persone, progetti, prestazioni */
	const char *path;   /* of the file */
	const char *archive, *service, *operator_name;
	const char *report; /* where the refused rows are written; NULL: beside the file */
	char separator;	    /* 0: the one that the first line has most of */
	bool windows;	    /* Windows-1252, else UTF-8 */
	bool trial;	    /* everything is done, then taken back */

	struct pg_conn *connection; /* while rows are copied */
	unsigned char hash[32];
	int64_t shown;
	int columns;			   /* of the first line */
	const struct campo *is[CSV_FIELDS]; /* which column each field is */
};

bool importa_file_known(const char *object);
/* Which columns there are.  ERR_BAD_REQUEST names one that is not of the format, comes twice or is missing. */
MUST struct error *importa_head(struct importa *importa, const struct csv_row *head);
/* One line for the temporary table: number, what came (JSON), what is wrong with it (JSON, or NULL). */
const struct text *importa_row(const struct importa *importa, struct arena *arena, const struct csv_row *row);
/* The format, for people. */
void importa_format_print(void);

#endif
