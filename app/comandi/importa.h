/*
 * What the parts of `siz importa` share: the run (importa.c), the columns with their checks
 * (importa_riga.c), the files of documents (importa_documenti.c).  The format itself is importa.def.
 */
#ifndef COMANDI_IMPORTA_H
#define COMANDI_IMPORTA_H

#include "base/csv.h"
#include "comandi/inside.h"

struct pg_conn;

struct importa {
	struct command_run *run;
	const char *object; /* persone, progetti, prestazioni, documenti */
	const char *path;   /* of the file */
	const char *folder; /* of the files of documents; else NULL */
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
/* The files of the documents whose rows are right: looked at, sealed, or refused; in the transaction of the run. */
struct q_importa_esegui;
MUST struct error *importa_documenti(struct importa *importa, struct q_importa_esegui *done);
/* The format, for people. */
void importa_format_print(void);

#endif
