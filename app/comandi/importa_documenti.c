/*
 * The files of `siz importa documenti`: found in the folder and nowhere else, looked at as an upload
 * is, sealed one after the other.  A row whose file is not taken is refused like any other; a fault
 * ends the run, and its transaction takes back everything.
 */
#include "comandi/importa.h"

#include "base/settings.h"
#include "documento/deposito.h"
#include "documento/tipo.h"
#include "page/page.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AT_ONCE 100 /* rows that are read in one go */

struct cartella {
	struct importa *importa;
	importazione_id importazione;
	int folder;
	int64_t left; /* bytes of the quota; -1: there is none */
	int64_t taken;
};

static void close_folder(void *cartella)
{
	close(((struct cartella *)cartella)->folder);
}

static struct error *folder_open(struct cartella *cartella)
{
	const char *path = cartella->importa->folder;

	cartella->folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (cartella->folder < 0)
		return error_raise(ERR_NOT_FOUND, "cannot open the folder %s: %s", path, strerror(errno));
	arena_hook(cartella->importa->run->arena, close_folder, cartella);
	return NULL;
}

/* The quota is of the service, as for uploads; here of the one that holds the archive. */
static struct error *quota_read(struct cartella *cartella)
{
	int64_t quota = setting_int("document_quota_bytes");
	struct q_importa_documenti_spazio used;

	cartella->left = -1;
	if (!quota)
		return NULL;
	TRY(q_importa_documenti_spazio(cartella->importa->run->db, cartella->importazione, &used));
	cartella->left = used.byte < quota ? quota - used.byte : 0;
	return NULL;
}

/* ---- one file ----------------------------------------------------------------------------------*/

/* The kernel itself keeps to the folder, and follows no link on the way. */
static int open_inside(int folder, const char *path)
{
	const struct open_how how = {
		.flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};

	return (int)syscall(SYS_openat2, folder, path, &how, sizeof(how));
}

static const char *open_refused(int why)
{
	switch (why) {
	case ENOENT:
	case ENOTDIR:
		return "Nella cartella non c’è questo file";
	case EXDEV:
		return "Il nome porta fuori dalla cartella: scrivi il percorso del file a partire da lì";
	case ELOOP:
		return "È un collegamento (link), o passa da un collegamento: metti nella cartella il file stesso";
	case EACCES:
	case EPERM:
		return "Chi esegue il comando non può leggere il file";
	case ENAMETOOLONG:
		return "Il nome è troppo lungo";
	default:
		return NULL;
	}
}

/* *perche: why it is none; else *file, which the caller closes. */
static struct error *file_open(const struct cartella *cartella, const char *path, int *file, int64_t *byte, const char **perche)
{
	struct stat about;

	*perche = NULL;
	*file = open_inside(cartella->folder, path);
	if (*file < 0) {
		int why = errno;

		*perche = open_refused(why);
		return *perche ? NULL : error_raise(ERR_BUSY, "a file of %s cannot be opened: %s", cartella->importa->folder, strerror(why));
	}
	if (fstat(*file, &about) || !S_ISREG(about.st_mode)) {
		close(*file);
		*perche = "Non è un file";
		return NULL;
	}
	*byte = about.st_size;
	return NULL;
}

static struct error *look_and_seal(struct cartella *cartella, struct arena *arena, const struct q_importa_documenti_da_fare *row, int file,
				   int64_t byte, const char **perche)
{
	const char *last = strrchr(row->file, '/'), *nome = nome_pulito(arena, last ? last + 1 : row->file);

	TRY(deposito_esamina(arena, file, byte, nome, perche));
	if (!*perche && cartella->left >= 0 && byte > cartella->left)
		*perche = arena_printf(arena, "Lo spazio del servizio è finito: il massimo è %s in tutto",
				       italian_bytes(arena, setting_int("document_quota_bytes")));
	if (*perche)
		return NULL;
	if (cartella->left >= 0)
		cartella->left -= byte;
	cartella->taken++;
	if (cartella->importa->trial) /* taken back anyway: no need to write what may be a whole disk */
		return NULL;
	return deposito_chiudi(cartella->importa->run->db, arena, file, byte, nome, row->oggetto, cartella->importazione, row->riga);
}

static struct error *take_file(struct cartella *cartella, struct arena *arena, const struct q_importa_documenti_da_fare *row)
{
	const char *perche;
	int64_t byte;
	int file;

	TRY(file_open(cartella, row->file, &file, &byte, &perche));
	if (!perche) {
		struct error *err = look_and_seal(cartella, arena, row, file, byte, &perche);
		close(file);
		TRY(err);
	}
	return perche ? q_importa_documento_rifiuta(cartella->importa->run->db, row->riga, perche) : NULL;
}

/* ---- all of them -------------------------------------------------------------------------------*/

/* A page of rows; each file in an arena that is emptied after it.  *after: the last row of the page. */
static struct error *take_page(struct cartella *cartella, int64_t *after, size_t *count)
{
	struct db *db = cartella->importa->run->db;
	struct arena *page = arena_new(), *own = arena_new(), *before = db_arena_use(db, page);
	struct q_importa_documenti_da_fare *rows;
	struct error *err = q_importa_documenti_da_fare(db, *after, AT_ONCE, &rows, count);

	db_arena_use(db, own);
	for (size_t i = 0; !err && i < *count; i++) {
		err = take_file(cartella, own, &rows[i]);
		*after = rows[i].riga;
		arena_reset(own);
	}
	db_arena_use(db, before);
	arena_free(own);
	arena_free(page);
	return err;
}

struct error *importa_documenti(struct importa *importa, struct q_importa_esegui *done)
{
	struct cartella *cartella = arena_alloc(importa->run->arena, sizeof(*cartella));
	struct q_importa_concludi end;
	size_t count = AT_ONCE;
	int64_t after = 0;

	*cartella = (struct cartella){ .importa = importa, .importazione = done->importazione_id };
	TRY(folder_open(cartella));
	TRY(quota_read(cartella));
	while (count == AT_ONCE)
		TRY(take_page(cartella, &after, &count));
	TRY(q_importa_concludi(importa->run->db, done->importazione_id, cartella->taken, &end));
	*done = (struct q_importa_esegui){ end.importazione_id, end.lette, end.nuove, end.presenti, end.rifiutate };
	return NULL;
}
