/*
 * The columns of `siz importa` (importa.def) and what is looked at in each field of a row.
 */
#include "comandi/importa.h"

#include "form/form.h"
#include "page/page.h"
#include "soggetto/codice_fiscale.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum campo_kind { TESTO, CODICE, DATA, SESSO, FISCALE, STP, IMPORTO };

struct campo {
	const char *file, *name;
	enum campo_kind kind;
	bool needed;
	size_t longest; /* in characters */
	const char *what;
};

static const struct campo campi[] = {
#define CAMPO(file, column, kind, needed, longest, what) { #file, #column, kind, needed, longest, what },
#include "comandi/importa.def"
};
#define CAMPI (sizeof(campi) / sizeof(*campi))

static const struct {
	const char *name, *what;
} files[] = {
#define FILE_CSV(name, what) { #name, what },
#include "comandi/importa.def"
};
#define FILES (sizeof(files) / sizeof(*files))

bool importa_file_known(const char *object)
{
	for (size_t i = 0; i < FILES; i++)
		if (strcmp(files[i].name, object) == 0)
			return true;
	return false;
}

/* ---- the format --------------------------------------------------------------------------------*/

static const char *kind_in_words(enum campo_kind kind)
{
	switch (kind) {
	case DATA:
		return "data gg/mm/aaaa";
	case SESSO:
		return "M o F";
	case FISCALE:
		return "codice fiscale";
	case STP:
		return "STP o ENI";
	case IMPORTO:
		return "numero 1.234,56";
	case CODICE:
		return "codice";
	default:
		return "testo";
	}
}

void importa_format_print(void)
{
	puts("Un file CSV con una riga di intestazione; i nomi delle colonne sono questi, in qualunque ordine.\n"
	     "Codifica UTF-8, o Windows-1252 se la si dichiara; separatore ; , | o tabulazione; virgolette doppie\n"
	     "attorno a ciò che contiene separatori, virgolette (raddoppiate) o a capo.  * obbligatoria.\n"
	     "Il codice è unico in un archivio: lo stesso file importato due volte non cambia niente.");
	for (size_t i = 0; i < FILES; i++) {
		printf("\n%s: %s\n", files[i].name, files[i].what);
		for (size_t j = 0; j < CAMPI; j++)
			if (strcmp(campi[j].file, files[i].name) == 0)
				printf("  %-18s%s %-16s fino a %zu caratteri%s%s\n", campi[j].name, campi[j].needed ? "*" : " ",
				       kind_in_words(campi[j].kind), campi[j].longest, *campi[j].what ? "; " : "", campi[j].what);
	}
}

/* ---- text --------------------------------------------------------------------------------------*/

/* What Windows-1252 has in 0x80 … 0x9f; 0: nothing. */
static const uint16_t windows[32] = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
				      0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
				      0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178 };

static void add_character(struct text *out, unsigned code)
{
	unsigned char bytes[3];
	size_t size = 0;

	if (code < 0x80) {
		bytes[size++] = (unsigned char)code;
	} else if (code < 0x800) {
		bytes[size++] = (unsigned char)(0xc0 | code >> 6);
		bytes[size++] = (unsigned char)(0x80 | (code & 0x3f));
	} else {
		bytes[size++] = (unsigned char)(0xe0 | code >> 12);
		bytes[size++] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
		bytes[size++] = (unsigned char)(0x80 | (code & 0x3f));
	}
	text_add_bytes(out, bytes, size);
}

static const char *from_windows(struct arena *arena, const char *field, size_t size)
{
	struct text *out = text_new(arena);

	for (size_t i = 0; i < size; i++) {
		unsigned code = (unsigned char)field[i];

		if (code >= 0x80 && code < 0xa0)
			code = windows[code - 0x80];
		if (!code)
			return NULL;
		add_character(out, code);
	}
	return out->data;
}

/* As UTF-8 without blanks at the ends; NULL if it is not text. */
static const char *decode(const struct importa *importa, struct arena *arena, const char *field, size_t size)
{
	if (importa->windows)
		field = from_windows(arena, field, size);
	if (!field || !text_is_clean(field, importa->windows ? strlen(field) : size))
		return NULL;
	return text_trim(arena, field);
}

static size_t characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* ---- one field ---------------------------------------------------------------------------------*/

static const char *check_fiscale(struct arena *arena, const char **value)
{
	const struct codice_fiscale *code = codice_fiscale_read(arena, *value);

	if (code->fault != CODICE_RIGHT)
		return code->sentence;
	if (code->kind != CODICE_FISCALE && code->kind != CODICE_PROVVISORIO)
		return "Un codice STP o ENI va nella colonna codice_stp";
	*value = code->code;
	return NULL;
}

static const char *check_stp(struct arena *arena, const char **value)
{
	const struct codice_fiscale *code = codice_fiscale_read(arena, *value);

	if (code->kind != CODICE_STP && code->kind != CODICE_ENI)
		return "Il codice STP o ENI è fatto di STP o ENI e di 13 cifre";
	if (code->fault != CODICE_RIGHT)
		return code->sentence;
	*value = code->code;
	return NULL;
}

/* A year of two digits says too little in an archive. */
static bool year_is_whole(const char *date)
{
	size_t run = 0;

	for (; *date && run < 4; date++)
		run = *date >= '0' && *date <= '9' ? run + 1 : 0;
	return run == 4;
}

static const char *check_date(struct arena *arena, const struct campo *campo, const char **value)
{
	const char *iso, *why;

	if (!year_is_whole(*value))
		return "Scrivi la data con quattro cifre per l’anno, come 14/03/1948";
	if (!form_parse_date(arena, *value, true, &iso, &why))
		return arena_strdup(arena, why);
	if (strcmp(iso, "1850-01-02") < 0)
		return "La data è troppo lontana";
	if ((strcmp(campo->name, "data_nascita") == 0 || strcmp(campo->name, "data_decesso") == 0) &&
	    strcmp(iso, italian_today(arena, (int64_t)time(NULL))) > 0)
		return "La data è nel futuro";
	*value = iso;
	return NULL;
}

/* NULL, or why it is refused; *value becomes what is kept. */
static const char *check_value(struct arena *arena, const struct campo *campo, const char **value)
{
	const char *why = NULL;

	if (characters(*value) > campo->longest)
		return arena_printf(arena, "È troppo lungo: al massimo %zu caratteri", campo->longest);
	switch (campo->kind) {
	case SESSO:
		*value = strcmp(*value, "m") == 0 ? "M" : strcmp(*value, "f") == 0 ? "F" : *value;
		return strcmp(*value, "M") == 0 || strcmp(*value, "F") == 0 ? NULL : "Il sesso è M o F";
	case FISCALE:
		return check_fiscale(arena, value);
	case STP:
		return check_stp(arena, value);
	case DATA:
		return check_date(arena, campo, value);
	case IMPORTO:
		return form_parse_money(arena, *value, value, &why) ? NULL : "Scrivi il numero come 1.234,56";
	default:
		return NULL;
	}
}

/* ---- the row -----------------------------------------------------------------------------------*/

struct riga {
	struct text *data, *faults;
	const char *value[CAMPI]; /* by place in the table, for what concerns two fields */
};

static void fault(struct riga *riga, const char *campo, const char *why)
{
	text_add(riga->faults, riga->faults->size ? ",{\"campo\":" : "[{\"campo\":");
	text_add_json(riga->faults, campo);
	text_add(riga->faults, ",\"motivo\":");
	text_add_json(riga->faults, why);
	text_add(riga->faults, "}");
}

static void keep(struct riga *riga, const char *name, const char *value)
{
	text_add(riga->data, riga->data->size > 1 ? "," : "");
	text_add_json(riga->data, name);
	text_add(riga->data, ":");
	text_add_json(riga->data, value);
}

static void read_field(const struct importa *importa, struct arena *arena, struct riga *riga, const struct campo *campo,
		       const char *field, size_t size)
{
	const char *value = decode(importa, arena, field, size), *why;

	if (!value) {
		fault(riga, campo->name, importa->windows ? "Contiene un carattere che Windows-1252 non ha"
							  : "Non è testo UTF-8: se il file è Windows-1252 dichiaralo con --codifica");
		return;
	}
	if (!*value) {
		if (campo->needed)
			fault(riga, campo->name, "Manca, ed è obbligatorio");
		return;
	}
	why = check_value(arena, campo, &value);
	if (why)
		fault(riga, campo->name, why);
	/* what is refused is shown in the report as it came */
	keep(riga, campo->name, value);
	riga->value[campo - campi] = why ? NULL : value;
}

static const char *value_of(const struct importa *importa, const struct riga *riga, const char *name)
{
	for (size_t i = 0; i < CAMPI; i++)
		if (strcmp(campi[i].file, importa->object) == 0 && strcmp(campi[i].name, name) == 0)
			return riga->value[i];
	return NULL;
}

/* One date is not before another (ISO dates compare as text). */
static void check_order(const struct importa *importa, struct riga *riga, const char *first, const char *then, const char *why)
{
	const char *from = value_of(importa, riga, first), *to = value_of(importa, riga, then);

	if (from && to && strcmp(to, from) < 0)
		fault(riga, then, why);
}

static const char *fault_of_row(struct arena *arena, const struct importa *importa, const struct csv_row *row)
{
	switch (row->fault) {
	case CSV_FIELDS_MANY:
		return "La riga ha troppi campi";
	case CSV_ROW_LONG:
		return "La riga è troppo lunga: al massimo 1 MB";
	case CSV_QUOTE:
		return "Dopo le virgolette che chiudono un campo c’è altro testo: raddoppia le virgolette che stanno dentro";
	case CSV_OPEN:
		return "Le virgolette aperte in questa riga non si chiudono fino alla fine del file";
	default:
		break;
	}
	if (row->count != importa->columns)
		return arena_printf(arena, "La riga ha %d campi, l’intestazione %d", row->count, importa->columns);
	return NULL;
}

/* In the text form of COPY the backslash is the one character of JSON that must be doubled. */
static void add_copied(struct text *out, const char *json)
{
	for (; *json; json++) {
		if (*json == '\\')
			text_add(out, "\\");
		text_add_bytes(out, json, 1);
	}
}

const struct text *importa_row(const struct importa *importa, struct arena *arena, const struct csv_row *row)
{
	struct riga riga = { .data = text_new(arena), .faults = text_new(arena) };
	const char *why = fault_of_row(arena, importa, row);
	struct text *line = text_new(arena);

	text_add(riga.data, "{");
	if (why)
		fault(&riga, "riga", why);
	for (int i = 0; !why && i < row->count; i++)
		read_field(importa, arena, &riga, importa->is[i], row->field[i], row->size[i]);
	check_order(importa, &riga, "data_nascita", "data_decesso", "Il decesso è prima della nascita");
	check_order(importa, &riga, "data_inizio", "data_fine", "La fine è prima dell’inizio");
	check_order(importa, &riga, "dal", "al", "La fine è prima dell’inizio");
	text_add(riga.data, "}");
	if (riga.faults->size)
		text_add(riga.faults, "]");
	text_addf(line, "%" PRId64 "\t", row->line);
	add_copied(line, riga.data->data);
	text_add(line, "\t");
	if (riga.faults->size)
		add_copied(line, riga.faults->data);
	else
		text_add(line, "\\N");
	text_add(line, "\n");
	return line;
}

/* ---- the first line ----------------------------------------------------------------------------*/

static const struct campo *campo_find(const char *object, const char *name)
{
	for (size_t i = 0; i < CAMPI; i++)
		if (strcmp(campi[i].file, object) == 0 && strcmp(campi[i].name, name) == 0)
			return &campi[i];
	return NULL;
}

/* «Codice Fiscale » is the column codice_fiscale. */
static char *column_name(const struct importa *importa, const char *field)
{
	char *name = text_trim(importa->run->arena, field);

	for (char *c = name; *c; c++)
		*c = *c == ' ' ? '_' : *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	return name;
}

struct error *importa_head(struct importa *importa, const struct csv_row *head)
{
	if (head->fault != CSV_RIGHT)
		return error_raise(ERR_BAD_REQUEST, "the first line of %s is not a line of names: see siz importa --formato", importa->path);
	importa->columns = head->count;
	for (int i = 0; i < head->count; i++) {
		const char *name = column_name(importa, head->field[i]);

		importa->is[i] = campo_find(importa->object, name);
		if (!importa->is[i])
			return error_raise(ERR_BAD_REQUEST, "%s has a column «%s», which %s do not have: see siz importa --formato",
					   importa->path, name, importa->object);
		for (int j = 0; j < i; j++)
			if (importa->is[j] == importa->is[i])
				return error_raise(ERR_BAD_REQUEST, "%s has the column «%s» twice", importa->path, name);
	}
	for (size_t i = 0; i < CAMPI; i++) {
		bool there = !campi[i].needed || strcmp(campi[i].file, importa->object) != 0;

		for (int j = 0; j < head->count && !there; j++)
			there = importa->is[j] == &campi[i];
		if (!there)
			return error_raise(ERR_BAD_REQUEST, "%s has no column «%s»: see siz importa --formato", importa->path, campi[i].name);
	}
	return NULL;
}
