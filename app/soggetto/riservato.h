/*
 * Reserved persons: what is done about a second person with the code of one of them.  Who sees whom is
 * sql/code/08_politiche.sql, who is told sql/code/17_riservati.sql.
 */
#ifndef SOGGETTO_RISERVATO_H
#define SOGGETTO_RISERVATO_H

#include "job/job.h"

/* The job «doppio_riservato»: {"soggetto": id, "da": operator}, queued for every new code.  The service
 * that protects somebody of the same code is told; who typed it, "da", never. */
MUST struct error *riservato_doppio(struct job *job);

#endif
