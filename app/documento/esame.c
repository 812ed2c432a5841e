/*
 * The examination itself, as it runs in the child: by kind.
 */
#include "documento/controllo.h"
#include "documento/tipo.h"

#include "base/settings.h"
#include "base/text.h"

#include <magic.h>
#include <string.h>
#include <strings.h>

#define PIXEL INT64_C(100000000)
#define MAGIA_BYTE ((size_t)1024 * 1024) /* so much is enough for libmagic to know a file */

#define IMMAGINE_ROTTA "L’immagine è danneggiata. Aprila, salvala di nuovo e ricaricala."

static int64_t be32(const unsigned char *p)
{
	return (int64_t)p[0] << 24 | (int64_t)p[1] << 16 | (int64_t)p[2] << 8 | p[3];
}

/* 0 where a side cannot be true. */
static int64_t area(int64_t width, int64_t height)
{
	return width > INT32_MAX || height > INT32_MAX ? 0 : width * height;
}

static int64_t pixels_of_png(const unsigned char *p, size_t size)
{
	return size >= 33 && memcmp(p + 12, "IHDR", 4) == 0 ? area(be32(p + 16), be32(p + 20)) : 0;
}

static int64_t pixels_of_jpeg(const unsigned char *p, size_t size)
{
	size_t at = 2;

	while (at + 9 <= size) {
		if (p[at] != 0xFF)
			return 0;
		unsigned char marker = p[at + 1];
		if (marker == 0xFF) { /* filling */
			at++;
			continue;
		}
		if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
			return ((int64_t)p[at + 5] << 8 | p[at + 6]) * ((int64_t)p[at + 7] << 8 | p[at + 8]);
		if (marker == 0xD9 || marker == 0xDA)
			return 0;
		at += 2;
		if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8))
			continue;
		at += (size_t)p[at] << 8 | p[at + 1];
	}
	return 0;
}

/* The sizes of the pictures in a HEIC stand in boxes `ispe`; the largest counts. */
static int64_t pixels_of_heic(const unsigned char *p, size_t size)
{
	const unsigned char *at = p, *end = p + (size < MAGIA_BYTE ? size : MAGIA_BYTE);
	int64_t most = 0;

	while ((at = memmem(at, (size_t)(end - at), "ispe", 4))) {
		if (end - at >= 16 && area(be32(at + 8), be32(at + 12)) > most)
			most = area(be32(at + 8), be32(at + 12));
		at += 4;
	}
	return most;
}

const char *esame_immagine(const unsigned char *dati, size_t byte, const char *mime)
{
	int64_t pixels = strcmp(mime, "image/png") == 0    ? pixels_of_png(dati, byte)
			 : strcmp(mime, "image/jpeg") == 0 ? pixels_of_jpeg(dati, byte)
							   : pixels_of_heic(dati, byte);

	if (pixels <= 0)
		return IMMAGINE_ROTTA;
	return pixels > PIXEL ? "L’immagine è troppo grande: più di 100 megapixel. Riducila e caricala di nuovo." : NULL;
}

/* A second opinion on the whole: kinds that run when opened, whatever the name. */
static const char *second_opinion(const unsigned char *dati, size_t byte, enum famiglia famiglia, bool *could)
{
	static const char *const refused[] = {
		"application/x-dosexec", "application/vnd.microsoft.portable-executable", "application/x-executable",
		"application/x-pie-executable", "application/x-sharedlib", "application/x-object", "application/x-mach-binary",
		"application/java-archive", "application/x-java-applet", "application/x-msi", "application/vnd.android.package-archive",
		"application/x-ms-shortcut", "application/x-iso9660-image", "text/x-msdos-batch", "text/x-shellscript",
	};
	const char *why = NULL;
	magic_t magic = magic_open(MAGIC_MIME_TYPE);

	*could = magic && magic_load(magic, NULL) == 0;
	const char *mime = *could ? magic_buffer(magic, dati, byte < MAGIA_BYTE ? byte : MAGIA_BYTE) : NULL;
	*could = mime != NULL;
	for (size_t i = 0; mime && i < sizeof(refused) / sizeof(*refused); i++)
		if (strcmp(mime, refused[i]) == 0)
			why = "Dentro c’è un programma o un comando, qualunque sia il nome. Non viene accettato.";
	if (mime && famiglia == FAMIGLIA_PDF && strcmp(mime, "application/pdf") != 0)
		why = "Il nome dice che è un PDF, ma il contenuto è di un altro tipo. Aprilo e salvalo di nuovo come PDF.";
	if (magic)
		magic_close(magic);
	return why;
}

/* The signed-data of a .p7m says so in its first bytes; in base64 it begins with the same letters. */
static const char *examine_signature(const unsigned char *dati, size_t byte)
{
	static const unsigned char signed_data[] = { 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02 };

	if (memmem(dati, byte < 64 ? byte : 64, signed_data, sizeof(signed_data)))
		return NULL;
	if (byte > 32 && (memcmp(dati, "MII", 3) == 0 || memcmp(dati, "MIA", 3) == 0 || memcmp(dati, "-----BEGIN", 10) == 0))
		return NULL;
	return "Il nome dice che è un file firmato (.p7m), ma dentro non c’è una firma. Firmalo di nuovo e ricaricalo.";
}

static const char *by_kind(struct arena *arena, const unsigned char *dati, size_t byte, const struct tipo *tipo, const char **pdfa)
{
	switch (tipo->famiglia) {
	case FAMIGLIA_PDF: return esame_pdf(arena, dati, byte, pdfa);
	case FAMIGLIA_ZIP: return esame_zip(arena, dati, byte, tipo->estensione);
	case FAMIGLIA_OLE: return esame_ole(dati, byte);
	case FAMIGLIA_IMMAGINE: return esame_immagine(dati, byte, tipo->mime);
	case FAMIGLIA_FIRMA: return examine_signature(dati, byte);
	case FAMIGLIA_TESTO: return NULL;
	}
	return NULL;
}

void esame(struct arena *arena, const unsigned char *dati, size_t byte, const char *nome, struct referto *referto)
{
	const struct tipo *tipo;
	bool could;

	*referto = (struct referto){ 0 };
	referto->motivo = tipo_rifiuto(arena, nome, dati, byte < TIPO_INIZIO ? byte : TIPO_INIZIO, &tipo);
	if (referto->motivo)
		return;
	referto->motivo = second_opinion(dati, byte, tipo->famiglia, &could);
	if (!referto->motivo && !could)
		referto->motivo = "Il controllo del file non è riuscito. Salvalo di nuovo e ricaricalo.";
	if (!referto->motivo)
		referto->motivo = by_kind(arena, dati, byte, tipo, &referto->pdfa);
	if (referto->motivo)
		return;
	referto->accettato = true;
	referto->mime = tipo->mime;
	if (tipo->famiglia == FAMIGLIA_PDF && !referto->pdfa)
		referto->motivo = "Il file non è un PDF/A: il documento potrebbe essere modificabile. Se va conservato, carica una versione PDF/A.";
}
