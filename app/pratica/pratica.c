/*
 * Opening a case: what stands around each of its sections, and what is shown instead to those
 * who may not open it.
 */
#include "pratica/pratica.h"

#include <string.h>
#include <time.h>

/* The words of every section that some kind has.  `dettaglio` has the address of the case itself. */
static const struct section {
	const char *name, *text, *heading;
} sections[] = {
	{ "dettaglio", "Dettaglio", NULL },
	{ "obiettivi", "Obiettivi e verifiche", NULL },
	{ "parti", "Parti della valutazione", NULL },
	{ "prestazioni", "Prestazioni", NULL },
	{ "pagamenti", "Regole per pagamenti", NULL },
	{ "movimenti", "Movimenti contabili", NULL },
	{ "finanziamenti", "Finanziamenti", NULL },
	{ "quote", "Quote compartecipazione altri Enti", NULL },
	{ "costo", "Calcolo costo intervento", NULL },
	{ "struttura", "Struttura e presenze", NULL },
	{ "collegamenti", "Collegamenti", NULL },
	{ "assegnazioni", "Assegnazioni", NULL },
	{ "diario", "Diario", NULL },
	{ "documenti", "Documenti", NULL },
	{ "schede", "Schede di rilevazione", NULL },
	{ "soggetti-significativi", "Soggetti significativi", NULL },
	{ "richieste", "Richieste", NULL },
	{ "valutazioni", "Valutazioni", NULL },
	{ "eventi", "Eventi", NULL },
	{ "isee", "ISEE", NULL },
	{ "storia", "Storia delle modifiche", "Sulla pratica" },
	{ "assegnazioni#chi-vede", "Chi può vederla", NULL },
};

static const struct section *section_find(const char *name)
{
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		if (strcmp(sections[i].name, name) == 0)
			return &sections[i];
	return NULL;
}

static const char *section_path(struct request *rq, pratica_id id, const char *name)
{
	if (strcmp(name, "dettaglio") == 0)
		return arena_printf(rq->arena, "/pratiche/%lld", (long long)id.v);
	return arena_printf(rq->arena, "/pratiche/%lld/%s", (long long)id.v, name);
}

const struct pratica_kind *pratica_kind_find(const char *code)
{
	for (size_t i = 0; i < pratica_kind_count; i++)
		if (strcmp(pratica_kinds[i]->code, code) == 0)
			return pratica_kinds[i];
	return NULL;
}

/* Where a section stands in the list of its kind, or -1. */
static int section_place(const struct pratica_kind *kind, const char *name)
{
	for (int i = 0; kind->sections[i]; i++)
		if (strcmp(kind->sections[i], name) == 0)
			return i;
	return -1;
}

void pratica_section_count(struct request *rq, const struct pratica *p, const char *section,
			   int64_t count)
{
	int place = section_place(p->kind, section);

	if (place >= 0 && count)
		page_int(rq->page, arena_printf(rq->arena, "Sezioni.voce.%d.conta", place), count);
}

static struct error *fill_sections(struct request *rq, const struct pratica *p, const char *here)
{
	page_set(rq->page, "Sezioni.nome", "Sezioni della pratica");
	page_flag(rq->page, "Identita.sezioni", true);
	for (int i = 0; p->kind->sections[i]; i++) {
		const struct section *section = section_find(p->kind->sections[i]);

		if (!section)
			return error_raise(ERR_BUG, "nobody knows the words of the section %s",
					   p->kind->sections[i]);
		/* economic data are not for every role that opens cases */
		if (strcmp(section->name, "isee") == 0 && !session_may(rq->session, ISEE_LEGGI))
			continue;
		if (strcmp(section->name, "valutazioni") == 0 && !session_may(rq->session, VALUTAZIONE_LEGGI))
			continue; /* VAL-08 */
		struct page *node = page_node(rq->page, arena_printf(rq->arena, "Sezioni.voce.%d", i));
		page_set(node, "testo", section->text);
		page_set(node, "url", section_path(rq, p->id, section->name));
		page_set(node, "gruppo", section->heading);
		page_flag(node, "corrente", strcmp(section->name, here) == 0);
	}
	return NULL;
}

static void fill_counts(struct request *rq, const struct pratica *p, const struct q_pratica_apri *row)
{
	pratica_section_count(rq, p, "assegnazioni", row->assegnazioni);
	pratica_section_count(rq, p, "diario", row->diario);
	pratica_section_count(rq, p, "documenti", row->documenti);
	pratica_section_count(rq, p, "schede", row->rilevazioni);
	pratica_section_count(rq, p, "soggetti-significativi", row->significativi);
	pratica_section_count(rq, p, "richieste", row->richieste);
	pratica_section_count(rq, p, "eventi", row->eventi);
}

/* How a state looks; the words say it anyway. */
const char *pratica_state_tag(const char *state)
{
	switch (state[0]) {
	case 'A':
		return "ok";
	case 'S':
		return "attesa";
	case 'X':
		return "no";
	default:
		return "";
	}
}

static void fill_identity(struct request *rq, const struct q_pratica_apri *row)
{
	struct page *bar = page_node(rq->page, "Identita");

	page_set(bar, "titolo", row->titolo);
	page_set(bar, "tag.0.testo", row->stato_nome);
	page_set(bar, "tag.0.tipo", pratica_state_tag(row->stato));
	if (row->livello < 2 || rq->session->read_only) {
		page_set(bar, "tag.1.testo", "Sola lettura");
		page_set(bar, "tag.1.tipo", "info");
	}
	if (row->storica) {
		page_set(bar, "tag.2.testo", "Archivio storico");
		page_set(bar, "tag.2.tipo", "info");
	}
	page_flag(bar, "dato.0.codice", true);
	page_set(bar, "dato.0.testo", row->codice);
	page_set(bar, "dato.1.prima", "di");
	page_set(bar, "dato.1.testo", row->titolare);
	if (row->titolare_soggetto_id.v)
		page_setf(bar, "dato.1.url", "/soggetti/%lld", (long long)row->titolare_soggetto_id.v);
	if (!row->titolare_soggetto_id.v)
		page_set(bar, "dato.1.dopo", " (non ancora collegato a una persona)");
	else if (row->data_decesso)
		page_setf(bar, "dato.1.dopo", " (deceduta o deceduto il %s)",
			  italian_date(rq->arena, row->data_decesso));
	else if (row->eta == 1)
		page_set(bar, "dato.1.dopo", " (1 anno)");
	else
		page_setf(bar, "dato.1.dopo", " (%lld anni)", (long long)row->eta);
	page_set(bar, "dato.2.prima", "riferimento");
	page_set(bar, "dato.2.testo", row->riferimento);
	page_setf(bar, "dato.2.dopo", ", %s%s%s", row->servizio, row->telefono ? ", tel. " : "",
		  row->telefono ? row->telefono : "");
	if (row->codice_storico) {
		page_set(bar, "dato.3.prima", "nel sistema precedente");
		page_set(bar, "dato.3.testo", row->codice_storico);
		page_setf(bar, "dato.3.url", "/pratiche/%lld/archivio", (long long)row->pratica_id.v);
	}
}

/* «Altre azioni»: what the state allows this role, a copy, the star. */
static struct error *fill_actions(struct request *rq, const struct q_pratica_apri *row,
				  const struct pratica *p)
{
	struct q_pratica_azioni *actions = NULL;
	size_t count = 0, n = 0;

	if (p->may_write)
		TRY(q_pratica_azioni(rq->db, row->kind, row->stato, &actions, &count));
	for (; n < count; n++) {
		struct page *node =
			page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%zu", n));

		page_set(node, "testo", actions[n].etichetta);
		page_setf(node, "url", "/pratiche/%lld/stato/%s", (long long)row->pratica_id.v,
			  actions[n].azione);
	}
	if (p->kind->copy && session_may(rq->session, p->kind->write)) {
		struct page *node =
			page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%zu", n++));

		page_set(node, "testo", p->kind->copy);
		page_setf(node, "url", "%s?da=%lld", p->kind->birth, (long long)row->pratica_id.v);
	}
	struct page *print = page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%zu", n++));
	page_set(print, "testo", "Stampa (PDF)");
	page_setf(print, "url", "/pratiche/%lld/stampa", (long long)row->pratica_id.v);
	struct page *team = page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%zu", n++));
	page_set(team, "testo", "Équipe");
	page_setf(team, "url", "/pratiche/%lld/equipe", (long long)row->pratica_id.v);
	if (p->may_write && session_may(rq->session, AGENDA_SCRIVI)) {
		struct page *date = page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%zu", n++));
		page_set(date, "testo", "Nuovo appuntamento");
		page_setf(date, "url", "/agenda/nuovo?pratica=%lld", (long long)row->pratica_id.v);
	}
	page_flag(rq->page, "Preferita", row->preferita);
	struct page *star = page_node(rq->page, arena_printf(rq->arena, "Identita.altra.%zu", n));
	page_set(star, "testo", row->preferita ? "Togli dai preferiti" : "Aggiungi ai preferiti");
	page_set(star, "url", row->preferita ? "/preferiti/togli" : "/preferiti");
	page_flag(star, "post", true);
	page_set(star, "nome", "pratica");
	page_int(star, "valore", row->pratica_id.v);
	return NULL;
}

/* One person may have several drafts of a case (detail, diary, state): the newest speaks for all. */
static bool named_before(const struct q_pratica_chi_scrive *writers, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(writers[i].nome, writers[at].nome) == 0)
			return true;
	return false;
}

static struct error *fill_writers(struct request *rq, pratica_id id)
{
	struct q_pratica_chi_scrive *writers;
	size_t count;

	TRY(q_pratica_chi_scrive(rq->db, id, &writers, &count));
	for (size_t i = 0; i < count; i++) {
		if (named_before(writers, i))
			continue;
		notice(rq, "info",
		       arena_printf(rq->arena, "Anche %s sta scrivendo qui", writers[i].nome),
		       arena_printf(
			       rq->arena,
			       "L’ultima modifica non salvata è di %s. Se salvate entrambi, chi "
			       "arriva dopo "
			       "vede i due testi e sceglie.",
			       italian_instant(rq->arena, writers[i].da, (int64_t)time(NULL))));
	}
	return NULL;
}

/* An assignment that waits for the answer of who is looking (ASG-11); its own section has the buttons. */
static void fill_assignment(struct request *rq, const struct q_pratica_apri *row,
			    const char *section)
{
	if (!row->assegnazione_id.v || rq->session->read_only ||
	    strcmp(section, "assegnazioni") == 0)
		return;
	notice(rq, "info", "Questa pratica ti è stata assegnata",
	       "Accetta, o rifiuta con un motivo: chi te l’ha assegnata aspetta la risposta.");
	char *at = arena_printf(rq->arena, "Pagina.avviso.%lld", (long long)rq->web->notices - 1);
	page_setf(rq->page, arena_printf(rq->arena, "%s.url", at), "/assegnazioni/%lld/risposta",
		  (long long)row->assegnazione_id.v);
	page_set(rq->page, arena_printf(rq->arena, "%s.testo_url", at), "Rispondi");
}

/* Who reads the case in an emergency is told until when, and may end it before. */
static struct error *fill_emergency(struct request *rq, const struct q_pratica_apri *row)
{
	struct q_emergenza_mia mine;
	bool found;

	TRY(q_emergenza_mia(rq->db, row->pratica_id, &mine, &found));
	if (!found)
		return NULL;
	notice(rq, "warning", "Leggi questa pratica in emergenza",
	       arena_printf(rq->arena, "Si chiude da sola %s. Il servizio che la segue è avvisato. Se hai finito, chiudila da «Altre azioni».",
			    italian_instant(rq->arena, mine.fino, (int64_t)time(NULL))));
	struct page *end = page_node(rq->page, "Identita.altra.emergenza");
	page_set(end, "testo", "Ho finito: chiudi l’accesso in emergenza");
	page_setf(end, "url", "/pratiche/%lld/emergenza/chiudi", (long long)row->pratica_id.v);
	page_flag(end, "post", true);
	page_set(end, "nome", "pratica");
	page_int(end, "valore", row->pratica_id.v);
	return NULL;
}

const char *pratica_area(struct request *rq, const char *list)
{
	char *area = arena_strdup(rq->arena, list + 1);

	for (char *c = area; *c; c++)
		if (*c == '/' || *c == '-')
			*c = '_';
	return area;
}

/* The list of its kind: where the case stands in the menu and in the path. */
static void fill_path(struct request *rq, const struct q_pratica_apri *row, const char *section)
{
	page_set(rq->page, "Pagina.area", pratica_area(rq, row->percorso));
	crumb(rq, "Home", "/");
	crumb(rq, row->kind_plurale, row->percorso);
	if (strcmp(section, "dettaglio") == 0) {
		crumb(rq, row->codice, NULL);
		return;
	}
	crumb(rq, row->codice, section_path(rq, row->pratica_id, "dettaglio"));
	const struct section *known = section_find(section);
	crumb(rq, known ? known->text : section, NULL);
}

/* ---- not for these eyes ---- */

static void contact(struct request *rq, int *n, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	struct page *node = page_node(rq->page, arena_printf(rq->arena, "Rifiuto.dato.%d", (*n)++));
	page_set(node, "nome", name);
	page_set(node, "testo", text);
}

static void fill_contacts(struct request *rq, const struct q_pratica_sommario *known)
{
	int n = 0;

	page_setf(rq->page, "Rifiuto.testo", "È %s %s, del servizio %s. %s", known->articolo, known->codice, known->servizio_nome,
		  known->mio_servizio ? "È il tuo servizio, ma nel tuo ruolo la apri solo se ti viene assegnata."
				      : "La apre solo chi lavora in quel servizio e chi riceve l’assegnazione.");
	contact(rq, &n, "Operatore di riferimento",
		arena_printf(rq->arena, "%s, %s", known->riferimento, known->servizio_nome));
	contact(rq, &n, "Telefono",
		known->riferimento_telefono ? known->riferimento_telefono
					    : known->servizio_telefono);
	contact(rq, &n, "E-mail",
		known->riferimento_email ? known->riferimento_email : known->servizio_email);
	contact(rq, &n, "Aperta dal", italian_date(rq->arena, known->data_inizio));
}

/*
 * The form with which access is asked takes the place of the section's own; on its own address
 * it keeps what was typed.
 */
static struct error *fill_request(struct request *rq, pratica_id id, bool already)
{
	bool own = rq->form && strcmp(form_definition(rq->form)->name, "chiedi_accesso") == 0;

	page_flag(rq->page, "Rifiuto.gia_chiesta", already);
	if (!own) {
		rq->form = NULL;
		rq->web->draft_found = false;
		if (!already && session_may(rq->session, ACCESSO_CHIEDI))
			TRY(form_open(rq, "chiedi_accesso", &rq->form));
	}
	if (rq->form)
		form_action(rq, section_path(rq, id, "chiedi-accesso"));
	return NULL;
}

struct error *pratica_refuse(struct request *rq, pratica_id id)
{
	struct q_emergenza_ammessa urgent;
	struct q_pratica_sommario known;
	bool found;

	audit(rq, "rifiuto", "pratica", id.v, 0);
	TRY(q_pratica_sommario(rq->db, id, &known, &found));
	if (!found)
		return error_raise(ERR_NOT_FOUND, "no such case, or one that may not be known of");
	rq->web->outcome = "rifiutata";
	fill_contacts(rq, &known);
	TRY(q_emergenza_ammessa(rq->db, id, &urgent));
	if (urgent.ammessa)
		page_set(rq->page, "Rifiuto.emergenza", section_path(rq, id, "emergenza"));
	crumb(rq, "Home", "/");
	crumb(rq, known.codice, NULL);
	page_set(rq->page, "Rifiuto.torna", "/");
	page_set(rq->page, "Rifiuto.torna_testo", "Torna alla Home");
	TRY(fill_request(rq, id, known.gia_chiesta));
	bool sent = rq->form && form_was_sent(rq->form);
	return page_send_status(rq, sent ? 422 : 403, "non_abilitata",
				"Non puoi aprire questa pratica");
}

/* ---- the contract ---- */

/* What the detail and the documents show of the chain and of the documents that are expected. */
static struct error *fill_chain(struct request *rq, const struct pratica *p, const char *section)
{
	bool detail = strcmp(section, "dettaglio") == 0;

	if (section_place(p->kind, "valutazioni") >= 0 && p->holder.v && session_may(rq->session, VALUTAZIONE_LEGGI)) {
		struct q_valutazioni_conta known;
		TRY(q_valutazioni_conta(rq->db, p->holder, &known));
		pratica_section_count(rq, p, "valutazioni", known.quante);
	}
	if (section_place(p->kind, "collegamenti") >= 0) {
		struct q_pratica_collegamenti links;
		TRY(q_pratica_collegamenti(rq->db, p->id, &links));
		pratica_section_count(rq, p, "collegamenti", links.quanti);
		if (detail && links.quanti)
			TRY(q_pratica_catena(rq->db, p->id, rows(rq, "Catena")));
	}
	if (detail || strcmp(section, "documenti") == 0)
		TRY(q_documento_attesi(rq->db, p->id, p->kind->code, p->type, rows(rq, "Attesi")));
	return NULL;
}

/* How much the sections of the ledger hold, and the button that leads from the form to its cost (GEN-29). */
static struct error *fill_ledger(struct request *rq, const struct pratica *p, const char *section)
{
	struct q_conti_sezioni held;

	if (section_place(p->kind, "movimenti") < 0)
		return NULL;
	TRY(q_conti_sezioni(rq->db, p->id, &held));
	pratica_section_count(rq, p, "pagamenti", held.regole);
	pratica_section_count(rq, p, "movimenti", held.movimenti);
	pratica_section_count(rq, p, "finanziamenti", held.finanziamenti);
	pratica_section_count(rq, p, "quote", held.quote);
	if (strcmp(section, "dettaglio") == 0)
		page_set(rq->page, "Modulo.calcolo", section_path(rq, p->id, "costo"));
	return NULL;
}

/* What stands around every section. */
static struct error *fill_around(struct request *rq, const struct q_pratica_apri *row,
				 struct pratica *p, const char *section)
{
	fill_path(rq, row, section);
	fill_identity(rq, row);
	TRY(fill_sections(rq, p, section));
	fill_counts(rq, p, row);
	fill_assignment(rq, row, section);
	TRY(fill_chain(rq, p, section));
	TRY(fill_ledger(rq, p, section));
	TRY(fill_actions(rq, row, p));
	if (row->livello == 1)
		TRY(fill_emergency(rq, row));
	if (p->may_write)
		TRY(fill_writers(rq, p->id));
	page_int(rq->page, "Pratica.id", p->id.v);
	page_set(rq->page, "Pratica.codice", p->code);
	page_flag(rq->page, "Pratica.scrive", p->may_write);
	return p->kind->around ? p->kind->around(rq, p) : NULL;
}

struct error *pratica_open(struct request *rq, const char *section, struct pratica **out)
{
	pratica_id id = PATH_ID(rq, pratica);
	struct q_pratica_apri row;
	bool found;

	*out = NULL;
	TRY(q_pratica_apri(rq->db, id, &row, &found));
	const struct pratica_kind *kind = found ? pratica_kind_find(row.kind) : NULL;
	if (found && !kind)
		return error_raise(ERR_BUG, "no room has cases of the kind %s", row.kind);
	if (!found || !session_may(rq->session, kind->read))
		return pratica_refuse(rq, id);
	if (section_find(section) && section_place(kind, section) < 0)
		return error_raise(ERR_NOT_FOUND, "%s has no section %s", kind->code, section);
	struct pratica *p = arena_alloc(rq->arena, sizeof(*p));
	*p = (struct pratica){
		.id = row.pratica_id,
		.holder = row.titolare_soggetto_id,
		.service = row.servizio_id,
		.reference = row.riferimento_operatore_id,
		.kind = kind,
		.code = row.codice,
		.state = row.stato,
		.type = row.tipo,
		.kind_name = row.kind_nome,
		.list = row.percorso,
		.version = row.versione,
		.level = row.livello,
		.own_service = row.del_servizio,
		.may_write = row.livello >= 2 && !rq->session->read_only &&
			     session_may(rq->session, kind->write),
	};
	TRY(fill_around(rq, &row, p, section));
	/* a POST that shows its page again too: nobody is bound to have opened it before */
	audit(rq, "apri", "pratica", id.v, p->holder.v);
	*out = p;
	return NULL;
}

struct error *pratica_open_to_write(struct request *rq, const char *section, struct pratica **out)
{
	TRY(pratica_open(rq, section, out));
	if (!*out || (*out)->may_write)
		return NULL;
	return forbid(rq,
				"La pratica per te è in sola lettura: la cambia chi la segue, o chi l’ha ricevuta con il permesso "
				"di scrivere. Chiedi alla sua "
				"persona di riferimento, che trovi nella pratica.", "the case is open for reading only");
}

struct error *pratica_show_person(struct request *rq, struct form *form, const char *field,
				  struct q_persona_in_parole *out)
{
	const char *value = form_raw(form, field);
	soggetto_id id = { 0 };
	bool found = false;

	*out = (struct q_persona_in_parole){ 0 };
	if (!value)
		return NULL;
	if (text_to_int(value, &id.v) && id.v > 0)
		TRY(q_persona_in_parole(rq->db, id, out, &found));
	if (!found) {
		if (form_was_sent(form))
			form_error(form, field, "Scegli la persona dall’elenco");
		return NULL;
	}
	/* the address line may name anybody: birth and code are read here as on the person's own page */
	if (!rq->web->action)
		audit(rq, "apri", "soggetto", id.v, id.v);
	else if (!rq->web->detail && rq->web->person_id != id.v)
		audit_detail(rq, arena_printf(rq->arena, "{\"soggetto\":[%lld]}", (long long)id.v));
	form_person(
		form, field, out->nome, arena_printf(rq->arena, "/soggetti/%lld", (long long)id.v),
		arena_printf(rq->arena, "%s · %s", italian_date(rq->arena, out->data_nascita),
			     out->codice_fiscale ? out->codice_fiscale : "senza codice fiscale"));
	return NULL;
}

struct error *pratica_conflict(struct request *rq, struct form *mine, struct form *stored,
			       int64_t version)
{
	struct q_pratica_salvata_da saved;
	bool found;

	if (!*page_get(rq->page, "Conflitto.chi")) {
		TRY(q_pratica_salvata_da(rq->db, PATH_ID(rq, pratica), &saved, &found));
		page_set(rq->page, "Conflitto.chi", found ? saved.chi : "Un’altra persona");
		page_flag(rq->page, "Conflitto.mio", found && saved.mio);
		if (found)
			page_set(rq->page, "Conflitto.quando",
				 italian_instant(rq->arena, saved.quando, (int64_t)time(NULL)));
	}
	form_conflict_to_page(mine, stored, rq->page, "Conflitto");
	page_set(rq->page, "Conflitto.azione", rq->path);
	page_set(rq->page, "Conflitto.annulla", rq->path);
	page_int(rq->page, "Conflitto.versione", version);
	page_set(rq->page, "Conflitto.chiave", text_hex(rq->arena, session_token(rq->arena), 24));
	audit(rq, "apri", "pratica", request_path_id(rq, "pratica"), 0);
	rq->web->outcome = "conflitto";
	return page_send_status(rq, 409, "conflitto", "Mentre scrivevi la pratica è cambiata");
}
