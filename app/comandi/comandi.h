/*
 * The commands of `siz`, apart from the workers.  Each takes the words after its name, connects
 * by itself, writes for a person who administers, and fails with an error that main prints.
 */
#ifndef COMANDI_COMANDI_H
#define COMANDI_COMANDI_H

#include "base/error.h"

/* `siz migra`: apply sql/schema forward, sql/code and sql/data, load the forms of conf/form and
 * hand the gate the program's key.  Run from the project's folder (or the one of SIZ_HOME). */
MUST struct error *comando_migra(int count, char **words);
/* `siz rotte`: the matrix of routes and roles. */
MUST struct error *comando_rotte(int count, char **words);
/* `siz verifica`: what is wrong with this installation; ERR_CONFLICT if anything is. */
MUST struct error *comando_verifica(int count, char **words);
/* `siz avviso apri`: open a call of a kind of domanda, received by a service. */
MUST struct error *comando_avviso(int count, char **words);
/* `siz operatore crea|password|stato …` */
MUST struct error *comando_operatore(int count, char **words);
/* `siz dati-demo`: services, demonstration accounts, invented people. */
MUST struct error *comando_dati_demo(int count, char **words);

/* `siz chiavi [richiudi]`: master keys in use; wrap everything under the present one. */
MUST struct error *comando_chiavi(int count, char **words);
/* `siz importa persone|progetti|prestazioni|documenti FILE`: an archive of the system before SIZ; the format
 * is printed by --formato. */
MUST struct error *comando_importa(int count, char **words);

#endif
