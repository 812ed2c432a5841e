/*
 * A report to SELF from its first page to its end: of a person of an external body with SPID, and of
 * an operator; the triage; who sees it and who does not (ACC-21, SELF-01 … SELF-07).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';
import { entra, gestore, persone } from './spid.mjs';

const NASTY = `D'Amico <b>&"Rossi </textarea><script>alert(1)</script>`;
const clean = (page, what) => ok(!/<b>&"|<script>alert/.test(page.text), `${what} is escaped`);
const mail = () => readdirSync(`${process.env.VAR}/posta/new`).map((name) => readFileSync(`${process.env.VAR}/posta/new/${name}`, 'utf8').replace(/=\r?\n/g, ''));
const wait = async (done) => { for (let i = 0; i < 100 && !done(); i++) await new Promise((go) => setTimeout(go, 200)); };

/* What one has to answer, part by part. */
const parts = {
	segnalante: { qualifica: NASTY, telefono: '0377 111222', email: 'fiorella@example.org' },
	richiedente: { per_chi: 'ALTRA', titolo: 'GENITORE', cognome: NASTY, nome: 'Ada', telefono: '333 444555' },
	persona: { cognome: NASTY, nome: 'Tito', data_nascita: '11/07/1998', sesso: 'M', codice_fiscale: '', senza_codice: 'NON_NOTO', comune: 'Codogno', telefono: '333 444555', informata: 'FIRMATA' },
	condizione: { area: ['POVERTA', 'GIUSTIZIA'], area_note: NASTY },
	lavoro: { titolo_studio: 'MEDIA', did: 'S' },
	rete: { servizi: NASTY },
	richiesta: { scopo: ['CORSO'], motivo: NASTY },
	consensi: { privacy: '1' },
};
const pairs = (fields) => Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));

/* Send one part as its page would. */
async function part(client, where, name, fields) {
	const page = await client.get(`${where}/parte/${name}`);
	const form = formOf(page.text, `${where}/parte/${name}`);
	for (const given of Object.keys(fields))
		delete form[given];
	return client.post(`${where}/parte/${name}`, [...Object.entries(form), ...pairs(fields)]);
}

const upload = (client, where, name, text) => client.upload(where, name, text);

gestore();
const fiorella = new Client(), mario = new Client(), referente = new Client();
await entra(fiorella, persone.cpi, '/self');
await entra(mario, persone.serd, '/self');
await referente.login('referente.self');
let where, id, codice;

await chapter('body', async () => {
	ok(/Registra il tuo ente/.test((await fiorella.get('/self')).text), 'first one says for which body');
	await fiorella.get('/self/ente');
	const empty = await fiorella.submit('/self/ente', {});
	is(empty.status, 422, 'an empty body is refused');
	ok(/Scegli il tipo di ente/.test(empty.text), 'in words');
	const made = await fiorella.submit('/self/ente', { tipo: 'CPI', denominazione: NASTY, comune: 'Codogno', telefono: '0377 1', qualifica: 'Operatrice' });
	is(made.location, '/self?fatto=ente-dichiarato', 'a body is declared');
	const mine = await fiorella.get('/self/ente');
	ok(/Da verificare/.test(mine.text), 'and waits');
	clean(mine, 'its name');
	ok(!(await mario.get('/self/ente')).text.includes('Operatrice'), 'others do not see it');
	is((await mario.get('/enti-esterni')).status, 403, 'nor do they approve');
});

await chapter('draft', async () => {
	await fiorella.get('/self/nuova');
	const begun = await fiorella.submit('/self/nuova', {});
	where = begun.location;
	id = where?.split('/')[2];
	ok(/^\/self\/\d+$/.test(where), 'a report begins', where);
	const tasks = await fiorella.get(where);
	is((tasks.text.match(/Da iniziare/g) ?? []).length, 7, 'with its parts to be filled in');
	is((tasks.text.match(/>Facoltativa</g) ?? []).length, 2, 'and two that are not owed');
	ok(!/ checked/.test((await fiorella.get(`${where}/parte/consensi`)).text), 'consents are never ticked beforehand');
	const wrong = await part(fiorella, where, 'persona', { ...parts.persona, senza_codice: '', codice_fiscale: 'dmc tti 98l11 c816x' });
	is(wrong.status, 422, 'a wrong code is refused');
	ok(/<title>Errore: /.test(wrong.text) && /contiene un errore|non ha la forma|16/.test(wrong.text), 'with its reason', wrong.text.match(/siz-errore"[^<]*<svg.*?<span>(.*?)<\/p>/s)?.[1]);
	clean(wrong, 'what was typed');
	ok((await fiorella.get(`${where}/parte/persona`)).text.includes('Tito'), 'and what was typed is there when one comes back (SELF-04)');
	const early = await fiorella.get(`${where}/invio`);
	ok(/Prima di inviare manca ancora qualcosa/.test(early.text) && early.text.includes(`href="${where}/parte/persona?da=invio#f-codice_fiscale"`), 'every obstacle is listed with its field');
	is((await fiorella.post(`${where}/invio`, { ...formOf((await fiorella.get(where)).text, `${where}/elimina`), dichiaro: '1' })).status, 422, 'and it cannot be sent');
	is((await mario.get(where)).status, 404, 'a draft is its author\'s alone');
	is((await referente.get(`/domande/${id}`)).status, 404, 'the receiving service does not see it either');
	for (const [name, fields] of Object.entries(parts)) {
		const given = name === 'segnalante' ? { ...fields, ente: sql(`SELECT x.id FROM utente_ente x JOIN utente_esterno u ON u.id = x.utente_esterno_id WHERE u.codice_fiscale = '${persone.cpi.codice_fiscale}' ORDER BY x.id DESC LIMIT 1`) } : fields;
		const saved = await part(fiorella, where, name, given);
		is(saved.status, 303, `the part ${name} is saved`);
		ok(saved.location?.startsWith(where), 'and leads on', saved.location);
		if (saved.status !== 303)
			console.log([...saved.text.matchAll(/siz-errore"[\s\S]*?<\/span>([^<]+)<\/span>/g)].map((m) => m[1]));
	}
	const auto = await fiorella.post(`${where}/bozza/rete`, { ...formOf((await fiorella.get(`${where}/parte/rete`)).text, `${where}/parte/rete`), educatore: 'tenuto dallo script' });
	ok(/^\{"salvata":true,"versione":\d+\}\n$/.test(auto.text), 'the script keeps what is being typed', auto.text);
	ok((await fiorella.get(`${where}/parte/rete`)).text.includes('tenuto dallo script'), 'and it is there');
	ok(/Parte 8 di 9/.test((await fiorella.get(`${where}/documenti`)).text), 'the part of the documents says which it is');
	for (const before of [`${where}/parte/consensi`, `${where}/parte/persona`, `${where}/documenti`, `${where}/invio`, '/self/nuova'])
		ok((await fiorella.get(before)).text.includes('href="/self/informativa"'), `${before} leads to the privacy notice`);
	const notice = await fiorella.get('/self/informativa');
	ok(/articolo 9, paragrafo 2/.test(notice.text) && /I diritti/.test(notice.text) && !/data-stampa/.test(notice.text), 'which can be read');
	ok(/data-stampa/.test((await fiorella.get('/self/informativa?stampa=1')).text), 'and printed');
	const passer = new Client();
	ok((await passer.get('/self')).text.includes('href="/self/informativa"') && (await passer.get('/self/informativa')).status === 200, 'by whoever has not entered yet, too');
	is((await upload(fiorella, `${where}/documenti`, 'informativa.txt', 'Informativa firmata')).status, 303, 'a document is attached');
	is((await upload(fiorella, `${where}/documenti`, 'virus.exe', 'MZ')).status, 422, 'a program is not');
	await mario.get('/self');
	is((await mario.upload('/self', 'x.txt', 'x', { action: `${where}/documenti`, form: '/esci' })).status, 404, 'nobody attaches to what is of others');
});

await chapter('sending', async () => {
	const review = await fiorella.get(`${where}/invio`);
	ok(!/manca ancora qualcosa/.test(review.text), 'all parts are complete', [...review.text.matchAll(/da=invio#f[^>]*>([^<]+)/g)].map((m) => m[1]).join('; '));
	clean(review, 'the review');
	is((await fiorella.submit(`${where}/invio`, {})).status, 422, 'without the declaration it is not sent');
	const fresh = await fiorella.get(`${where}/invio`);
	const form = { ...formOf(fresh.text, `${where}/invio`), dichiaro: '1' };
	const first = await fiorella.post(`${where}/invio`, form), second = await fiorella.post(`${where}/invio`, form);
	is(first.location, `${where}/inviata`, 'it is sent');
	is(second.location, `${where}/inviata`, 'sent twice it leads to the same result (IN-4)');
	codice = sql(`SELECT codice FROM domanda WHERE id = ${id}`);
	ok(/^SELF-\d{4}-\d{5}$/.test(codice), 'with a number', codice);
	ok((await fiorella.get(first.location)).text.includes(codice), 'that the page says');
	const receipt = await fiorella.get(`${where}/ricevuta`);
	ok(receipt.text.includes(codice) && receipt.text.includes('Licenza media') && /Rossi/.test(receipt.text), 'the receipt has number and answers');
	clean(receipt, 'the receipt');
	const today = sql("SELECT to_char(now() AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY')");
	ok(new RegExp(`<dd>${today} alle \\d\\d:\\d\\d</dd>`).test(receipt.text) && receipt.text.includes(`href="${where}/ricevuta?stampa=1"`), 'its day, and «Stampa»');
	const printed = await fiorella.get(`${where}/ricevuta?stampa=1`);
	ok(/<body[^>]* data-stampa="si"/.test(printed.text) && new RegExp(`Stampato da [^<]*, il ${today}`).test(printed.text), 'which says who printed it, and when');
	is((await fiorella.post(`${where}/parte/rete`, { ...formOf((await fiorella.get('/self')).text, '/esci'), ...parts.rete })).status, 403, 'what was sent does not change');
	is((await fiorella.get(`${where}/parte/rete`)).status, 403, 'its parts are closed');
	is((await mario.get(`${where}/ricevuta`)).status, 404, 'the receipt is its author\'s alone');
	await wait(() => mail().some((text) => text.includes(codice)));
	const letter = mail().find((text) => text.includes(codice)) ?? '';
	ok(/^To: <fiorella@example.org>/m.test(letter), 'a mail confirms it');
	ok(!/Tito|Amico|Codogno/.test(letter), 'without anything of the person');
});

await chapter('receipt', async () => {
	const state = () => sql(`SELECT stato FROM ricevuta WHERE domanda_id = ${id}`), file = `${where}/ricevuta/pdf`;
	await wait(() => state() !== 'in_coda');
	is(state(), 'pronta', 'the queue makes its PDF');
	const page = await fiorella.get(`${where}/ricevuta`);
	ok(page.text.includes(`href="${file}"`) && !/http-equiv="refresh"/.test(page.text), 'the page offers it');
	const piece = await fiorella.get(`${where}/ricevuta`, { 'x-requested-with': 'fetch' });
	ok(!/<html/.test(piece.text) && piece.text.includes(file), 'the script gets the piece');
	const pdf = await fiorella.get(file);
	is(pdf.status, 200, 'it is downloaded');
	is(pdf.headers['content-type'], 'application/pdf', 'as PDF');
	ok(pdf.headers['content-disposition'].startsWith(`attachment; filename="Ricevuta-${codice}.pdf"`), 'under its number');
	const paper = execFileSync('pdftotext', ['-', '-'], { input: pdf.bytes, encoding: 'utf8' }).replace(/\s+/g, ' ');
	const day = sql(`SELECT to_char(inviata_il AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY, "ore" HH24:MI') FROM domanda WHERE id = ${id}`);
	ok(paper.includes(codice) && paper.includes(day), 'with number and date', `${codice} ${day}: ${paper.slice(0, 400)}`);
	ok(paper.includes(`D'Amico <b>&"Rossi </textarea>`) && /Licenza media/.test(paper) && /Tito/.test(paper), 'every answer as it was typed');
	ok(/informativa\.txt/.test(paper) && /SELF/.test(paper) && /Fiorella/.test(paper), 'what was attached, who to whom');
	ok(/^%PDF-/.test(pdf.bytes.subarray(0, 5).toString()) && /pdfaid:part(>|=")3/.test(pdf.bytes.toString('latin1')), 'PDF/A-3');
	is(sql("SELECT concat_ws(' ', azione, oggetto, oggetto_id, esito) FROM registro ORDER BY id DESC LIMIT 1"), `scarica domanda ${id} ok`, 'the download is in the register');
	is((await mario.get(file)).status, 404, 'another external user gets none');
	is((await referente.get(file)).status, 404, 'nor the receiving service: it has the report itself');
	is((await new Client().get(file)).status, 303, 'nobody else either');
	await mario.get('/self');
	is((await mario.post(`${where}/ricevuta`, { ...formOf((await mario.get('/self')).text, '/esci'), _chiave: 'ricevuta-altrui' })).status, 404, 'nor asks for it');
	sql(`DELETE FROM ricevuta_blocco WHERE domanda_id = ${id}; DELETE FROM ricevuta WHERE domanda_id = ${id}`);
	is((await fiorella.get(file)).status, 404, 'what is not there is not delivered');
	ok(/Prepara il PDF/.test((await fiorella.get(`${where}/ricevuta`)).text), 'but asked for: of a report from before');
	is((await fiorella.submit(`${where}/ricevuta`, {})).location, `${where}/ricevuta`, 'by its author');
	await wait(() => state() === 'pronta');
	is((await fiorella.get(file)).status, 200, 'and made');
});

await chapter('who sees it', async () => {
	const ambito = new Client();
	await ambito.login('amministrativo.ambito', 'SELF');
	for (const [name, client] of [['referente.self', referente], ['amministrativo.ambito at SELF', ambito]]) {
		is((await client.get(`/domande/${id}`)).status, 200, `${name} opens it`);
		const list = await client.get('/domande');
		ok(list.text.includes(codice), `and finds it in the list of ${name}`);
		clean(list, 'the list');
	}
	const abitative = new Client();
	await abitative.login('amministrativo.ambito', 'Politiche Abitative');
	is((await abitative.get(`/domande/${id}`)).status, 404, 'the same person in another service does not (ACC-21)');
	for (const username of ['referente.b2', 'assistente.maleo', 'referente.maleo', 'assistente.poverta']) {
		const other = new Client();
		await other.login(username);
		is((await other.get(`/domande/${id}`)).status, 404, `${username} does not`);
		ok(!(await other.get('/domande')).text.includes(codice), `nor in the list of ${username}`);
		is((await other.get(`/domande/${id}/stato/valuta`)).status, 404, `nor acts on it`);
	}
	const admin = new Client();
	await admin.login('amministratore.siz');
	is((await admin.get(`/domande/${id}`)).status, 403, 'administrators open no reports (AZ-9)');
	const documento = sql(`SELECT id FROM documento WHERE domanda_id = ${id} AND nome_file = 'informativa.txt'`);
	await wait(() => sql(`SELECT stato FROM documento WHERE id = ${documento}`) !== 'in_controllo');
	const read = await referente.get(`/documenti/${documento}`);
	is(read.text, 'Informativa firmata', 'the service reads the attachment');
	is((await fiorella.get(`${where}/documenti/${documento}`)).text, 'Informativa firmata', 'its author too');
	is((await mario.get(`${where}/documenti/${documento}`)).status, 404, 'nobody else');
	is((await fiorella.get(`/documenti/${documento}`)).status, 403, 'and not by the address of operators');
	const card = await referente.get(`/documenti/${documento}/scheda`);
	ok(!/formnovalidate|Salva<\/button>/.test(card.text.replace(/<header[\s\S]*?<\/header>/, '')) || card.status === 200, 'its card opens');
	is((await referente.post(`/documenti/${documento}/togli`, { ...formOf((await referente.get('/')).text, '/esci'), motivo: 'x' })).status, 403, 'the service does not take it off');
	ok((await referente.get('/notifiche')).text.includes(`/domande/${id}`), 'the service was told');
});

await chapter('triage', async () => {
	const act = async (name, fields) => { await referente.get(`/domande/${id}/stato/${name}`); return referente.submit(`/domande/${id}/stato/${name}`, fields); };
	const page = await referente.get(`/domande/${id}`);
	clean(page, 'the domanda');
	ok(/Ente da verificare/.test(page.text), 'the body is marked');
	is((await referente.get(`/domande/${id}/stato/prendi`)).status, 409, 'not from every state to every other');
	is((await act('valuta', {})).location, `/domande/${id}?fatto=domanda-stato`, 'the triage begins');
	ok(!(await referente.get('/notifiche')).text.includes(`/domande/${id}`), 'and the notification no longer waits (HOM-03)');
	is((await act('rifiuta', { testo: ' ' })).status, 422, 'a refusal owes a reason');
	is((await act('colloquio', { testo: 'x' })).status, 422, 'an interview a day');
	is((await act('integra', { testo: `Manca il curriculum ${NASTY}` })).status, 303, 'more is asked for');
	const asked = await fiorella.get(where);
	ok(/Il servizio ti chiede qualcosa/.test(asked.text) && /Manca il curriculum/.test(asked.text), 'the reporter reads it');
	ok(asked.text.indexOf('Manca il curriculum') < asked.text.indexOf('name="testo"'), 'before the field in which one answers');
	ok(!/Tonani/.test(asked.text), 'but not who of the service wrote it');
	clean(asked, 'the message');
	is((await upload(fiorella, `${where}/documenti`, 'curriculum.txt', 'Curriculum')).status, 303, 'attaches what was missing');
	await fiorella.get(where);
	is((await fiorella.submit(`${where}/risposta`, { testo: '' })).status, 422, 'an empty answer is none');
	await fiorella.get(where);
	is((await fiorella.submit(`${where}/risposta`, { testo: `Eccolo ${NASTY}` })).location, `${where}?fatto=self-risposta`, 'and answers');
	is(sql(`SELECT stato FROM domanda WHERE id = ${id}`), 'V', 'the triage goes on');
	is((await mario.post(`${where}/risposta`, { ...formOf((await mario.get('/self')).text, '/esci'), _chiave: 'altro', testo: 'x' })).status, 404, 'nobody answers for others');
	const stale = await referente.get(`/domande/${id}/stato/colloquio`);
	is((await act('colloquio', { data: '2030-01-15', testo: 'Alle 10' })).status, 303, 'an interview is fixed');
	const late = await referente.submit(`/domande/${id}/stato/colloquio`, { data: '2030-01-16', testo: 'Alle 11 <i>' }, stale);
	is(late.status, 409, 'a page that lay open meanwhile changes nothing');
	ok(/ha scelto «Fissa il colloquio» \(oggi alle/.test(late.text) && /nello stato «Colloquio fissato»/.test(late.text), 'it says who did what, and where the report stands now');
	ok(late.text.includes('Alle 11 &lt;i&gt;') && late.text.includes(`href="/domande/${id}"`) && !late.text.includes('Il tuo ruolo non può'), 'keeps what was typed and leads back');
	is((await referente.get(`/domande/${id}/stato/colloquio`)).status, 409, 'the old address says the same');
	is((await referente.get(`/domande/${id}/stato/inventa`)).status, 404, 'a step that does not exist is not there');
	const open = await referente.get(`/domande/${id}/stato/attesa`);
	sql(`UPDATE domanda SET versione = versione + 1 WHERE id = ${id}`);
	const again = await referente.submit(`/domande/${id}/stato/attesa`, { testo: 'Posto in maggio' }, open);
	ok(again.status === 409 && again.text.includes(`href="/domande/${id}/stato/attesa">Riprendi`), 'a step that could still be made is offered once more');
	ok((await referente.get(`/domande/${id}/stato/attesa`)).text.includes('Posto in maggio'), 'with what was typed');
	sql('UPDATE regola_accesso SET livello = 1 WHERE kind = \'self\'');
	is((await referente.get(`/domande/${id}/stato/attesa`)).status, 403, 'who only reads is refused for what they are, not for the moment');
	sql('UPDATE regola_accesso SET livello = 2 WHERE kind = \'self\'');
	const alone = await referente.get(`/domande/${id}/stato/prendi`);
	ok(alone.status === 200 && alone.text.includes(`href="/domande/${id}/persona">Cerca e collega`) && !formOf(alone.text, `/domande/${id}/stato/prendi`), 'who is taken in charge is linked first: the page leads there');
	const token = formOf(alone.text, '/esci');
	is((await referente.post(`/domande/${id}/stato/prendi`, { ...token, _chiave: 'senza persona', _versione: sql(`SELECT versione FROM domanda WHERE id = ${id}`) })).status, 422, 'and by hand nobody is taken, either');
	await referente.get(`/domande/${id}/persona`);
	is((await referente.submit(`/domande/${id}/persona`, { crea: '1' })).location, `/domande/${id}?fatto=domanda-collegata`, 'the person is entered with what the report says');
	is((await act('prendi', {})).status, 303, 'it is taken in charge');
	const story = await referente.get(`/domande/${id}/storia`);
	ok(/Presa in carico/.test(story.text) && /Eccolo/.test(story.text) && /Tonani/.test(story.text), 'all is in the history, with names');
	clean(story, 'the history');
	ok(/Presa in carico/.test((await fiorella.get(where)).text), 'and the reporter follows');
});

await chapter('register', async () => {
	const owed = ['', '/documenti', '/storia', '/stato/concludi', '/persona'];
	for (const section of owed) {
		await referente.get(`/domande/${id}${section}`);
		is(sql("SELECT concat_ws(' ', azione, oggetto, oggetto_id, esito) FROM registro ORDER BY id DESC LIMIT 1"), `apri domanda ${id} ok`, `/domande/{domanda}${section} leaves its row`);
	}
	is(sql(`SELECT count(*) FROM registro WHERE oggetto = 'domanda' AND oggetto_id = ${id} AND operatore_id IS NULL AND NOT dettaglio ? 'utente_esterno'`), '0',
		'what an external user did names that user');
	is(sql(`SELECT count(*) > 0 FROM registro WHERE oggetto = 'domanda' AND oggetto_id = ${id} AND azione = 'stampa' AND dettaglio ? 'utente_esterno'`), 't', 'the receipt too');
});

await chapter('person', async () => {
	const page = await referente.get(`/domande/${id}/persona`);
	is(page.status, 200, 'the service looks for the person');
	clean(page, 'the page');
	const soggetto = sql(`SELECT soggetto_id FROM domanda WHERE id = ${id}`);
	is(sql(`SELECT nome || ' ' || data_nascita || ' ' || sesso FROM soggetto WHERE id = ${soggetto}`), 'Tito 1998-07-11 M', 'as it was reported');
	const again = await referente.get(`/domande/${id}/persona`);
	ok(new RegExp(`name="soggetto" value="${soggetto}"`).test(again.text) && /stesso nome e stessa nascita/.test(again.text), 'who is alike is proposed, with the reason');
	await referente.get(`/domande/${id}/persona`);
	is((await referente.submit(`/domande/${id}/persona`, { soggetto: '999999999' })).status, 404, 'a person who does not exist is not linked');
	ok(!/Collegata alla persona/.test((await fiorella.get(where)).text), 'the reporter does not learn who is in the register');
	const other = new Client();
	await other.login('assistente.maleo');
	ok(!(await other.get(`/soggetti/${soggetto}`)).text.includes(codice), 'nor do other services learn of the report from the person');
});

await chapter('approval', async () => {
	const list = await referente.get('/enti-esterni');
	clean(list, 'the list of bodies');
	is(sql("SELECT azione || ' ' || oggetto FROM registro ORDER BY id DESC LIMIT 1"), 'elenca utente_ente', 'reading it is in the register');
	const row = sql(`SELECT x.id FROM utente_ente x JOIN utente_esterno u ON u.id = x.utente_esterno_id WHERE u.codice_fiscale = '${persone.cpi.codice_fiscale}' ORDER BY x.id DESC LIMIT 1`);
	await referente.get(`/enti-esterni/${row}`);
	is(sql("SELECT azione || ' ' || oggetto || ' ' || oggetto_id FROM registro ORDER BY id DESC LIMIT 1"), `apri utente_ente ${row}`, 'opening one too');
	is((await referente.submit(`/enti-esterni/${row}`, { stato: 'rifiutato', motivo: '' })).status, 422, 'a refusal owes a reason');
	const early = await referente.get(`/enti-esterni/${row}`);
	is((await referente.submit(`/enti-esterni/${row}`, { stato: 'rifiutato', motivo: 'Non risulta' }, await referente.get(`/enti-esterni/${row}`))).status, 303, 'a body is refused');
	is((await referente.submit(`/enti-esterni/${row}`, { stato: 'approvato' }, early)).status, 409, 'who had the page open before overwrites nothing');
	is(sql(`SELECT stato FROM utente_ente WHERE id = ${row}`), 'rifiutato', 'the first outcome stays');
	is((await referente.get('/enti-esterni/999999999')).status, 404, 'a row that is not there is not found');
	ok(/Non risulta/.test((await fiorella.get('/self/ente')).text), 'the person reads why');
	await fiorella.get('/self/nuova');
	const again = (await fiorella.submit('/self/nuova', {})).location;
	const page = await fiorella.get(`${again}/parte/segnalante`);
	ok(!new RegExp(`name="ente" value="${row}"`).test(page.text), 'and does not report for it any more');
	ok((await fiorella.post(`${again}/parte/segnalante`, [...Object.entries(formOf(page.text, `${again}/parte/segnalante`)), ...pairs({ ...parts.segnalante, ente: row })])).status === 422, 'not by hand either');
	await referente.get(`/enti-esterni/${row}`);
	is((await referente.submit(`/enti-esterni/${row}`, { stato: 'approvato' })).status, 303, 'a second look may approve it');
	await referente.get(`/enti-esterni/${row}`);
	const idle = await referente.submit(`/enti-esterni/${row}`, { stato: 'approvato' });
	ok(/Non è cambiato niente/.test((await referente.get(idle.location)).text), 'the same once more says that nothing changed');
	/* the body itself, with all its people */
	const revoke = `/enti-esterni/${row}/revoca`;
	is((await referente.submit(revoke, { motivo: '' }, await referente.get(revoke))).status, 422, 'revoking a body owes a reason');
	is((await referente.submit(revoke, { motivo: 'Convenzione <b>&"' }, await referente.get(revoke))).location, '/enti-esterni?fatto=ente-revocato', 'a body reports no more');
	is(sql(`SELECT stato FROM utente_ente WHERE id = ${row}`), 'rifiutato', 'nor do its people');
	ok(/Convenzione &lt;b&gt;/.test((await fiorella.get('/self/ente')).text), 'who read why');
	is((await referente.submit(`/enti-esterni/${row}`, { stato: 'approvato' }, await referente.get(`/enti-esterni/${row}`))).status, 303, 'it may be approved again');
	await fiorella.get(again);
	is((await fiorella.submit(`${again}/elimina`, {})).location, '/self?fatto=self-eliminata', 'a draft is thrown away');
	is((await fiorella.get(again)).status, 404, 'for good');
	const b2 = new Client();
	await b2.login('referente.b2');
	ok(!(await b2.get('/enti-esterni')).text.includes('Codogno'), 'the referente of another service sees no bodies');
	is((await b2.get(`/enti-esterni/${row}`)).status, 404, 'nor opens one');
});

await chapter('operator', async () => {
	const laura = new Client();
	await laura.login('assistente.maleo');
	is((await laura.get('/self/nuova')).location, '/soggetti?scegli=soggetto&ritorno=/self/nuova', 'an operator chooses the person in Soggetti first (SELF-05)');
	const [soggetto, cognome] = sql("SELECT id, cognome FROM soggetto WHERE NOT riservato AND codice_fiscale IS NOT NULL ORDER BY id LIMIT 1").split('|');
	/* somebody with whom the service has nothing: why, is asked first (ROL-06) */
	const far = sql(`SELECT s.id FROM soggetto s WHERE NOT s.riservato AND s.creato_servizio_id <> (SELECT id FROM servizio WHERE codice = 'maleo')
		AND NOT EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id) AND NOT EXISTS (SELECT FROM nucleo_componente c WHERE c.soggetto_id = s.id) ORDER BY s.id LIMIT 1`);
	const csrf = decode(/name="_csrf" value="([^"]+)"/.exec((await laura.get('/self')).text)[1]), count = () => sql(`SELECT count(*) FROM domanda WHERE soggetto_id = ${far}`);
	ok(far !== '', 'there is such a person');
	is((await laura.post('/self/nuova', { _csrf: csrf, _chiave: 'senza-motivo', soggetto: far })).location, `/self/nuova?soggetto=${far}`, 'a POST by hand leads to the question');
	is(count(), '0', 'and begins nothing');
	const why = await laura.get(`/self/nuova?soggetto=${far}`);
	ok(/Perché apri questa scheda/.test(why.text) && !/Comincia la segnalazione/.test(why.text), 'the page asks why');
	is(sql("SELECT concat_ws(' ', azione, oggetto, oggetto_id) FROM registro ORDER BY id DESC LIMIT 1"), `chiede_motivo soggetto ${far}`, 'and the register says that it asked');
	is((await laura.submit(`/soggetti/${far}/motivo`, { motivo: 'COLLEGA' }, why)).location, `/self/nuova?soggetto=${far}`, 'the reason leads back to the report');
	ok(/Comincia la segnalazione/.test((await laura.get(`/self/nuova?soggetto=${far}`)).text), 'which now begins');
	ok(/^\/self\/\d+$/.test((await laura.submit('/self/nuova', {})).location), 'by its button');
	let begin = await laura.get(`/self/nuova?soggetto=${soggetto}`);
	if (/Perché apri questa scheda/.test(begin.text))
		await laura.submit(`/soggetti/${soggetto}/motivo`, { motivo: 'COLLEGA' }, begin);
	await laura.get(`/self/nuova?soggetto=${soggetto}`);
	const mine = (await laura.submit('/self/nuova', {})).location;
	const page = await laura.get(`${mine}/parte/persona`);
	ok(!/name="cognome"/.test(page.text) && decode(page.text).includes(cognome), 'who it is comes from the register');
	is((await part(laura, mine, 'persona', { comune: 'Maleo', telefono: '0377 111222', informata: 'FIRMATA' })).status, 303, 'the rest is asked');
	is(sql(`SELECT dati #>> '{persona,cognome}' FROM domanda WHERE id = ${mine.split('/')[2]}`), cognome, 'and the person stays');
	for (const [name, fields] of Object.entries(parts))
		if (name !== 'persona')
			is((await part(laura, mine, name, fields)).status, 303, `${name} is filled in`);
	await laura.get(`${mine}/invio`);
	is((await laura.submit(`${mine}/invio`, { dichiaro: '1' })).location, `${mine}/inviata`, 'an operator sends it');
	await wait(() => sql(`SELECT stato FROM ricevuta WHERE domanda_id = ${mine.split('/')[2]}`) !== 'in_coda');
	const receipt = await laura.get(`${mine}/ricevuta/pdf`);
	ok(receipt.status === 200 && execFileSync('pdftotext', ['-', '-'], { input: receipt.bytes, encoding: 'utf8' }).includes(cognome), 'and has the receipt', String(receipt.status));
	const colleague = new Client();
	await colleague.login('collega.maleo');
	is((await colleague.get(mine)).status, 404, 'a report is its author\'s, not the service\'s');
	is((await colleague.get(`${mine}/ricevuta/pdf`)).status, 404, 'its receipt too');
	is((await laura.get(where)).status, 404, 'nor are reports of external users an operator\'s');
	const reserved = sql("SELECT id FROM soggetto WHERE riservato ORDER BY id LIMIT 1");
	const hidden = (await laura.get(`/self/nuova?soggetto=${reserved || 999999999}`)).status;
	ok(hidden === 404 || hidden === 200, 'a reserved person follows the rules of persons', String(hidden));
});

/* A report of its own, with the part `rete` open in two windows. */
async function fresh(client) {
	await client.get('/self/nuova');
	return (await client.submit('/self/nuova', {})).location;
}

await chapter('two windows', async () => {
	const at = await fresh(mario), address = `${at}/parte/rete`, stored = () => sql(`SELECT dati #>> '{rete,servizi}' FROM domanda WHERE id = ${at.split('/')[2]}`);
	const form = async () => formOf((await mario.get(address)).text, address);
	const first = await form(), second = await form();
	is((await mario.post(address, { ...first, servizi: 'Prima finestra' })).status, 303, 'the first window saves');
	const both = await mario.post(address, { ...second, servizi: `Seconda ${NASTY}`, educatore: 'Un educatore' });
	is(both.status, 409, 'the second gets the page with both texts');
	ok(both.text.includes('Prima finestra') && decode(both.text).includes(`Seconda ${NASTY}`) && both.text.includes('Un educatore'), 'nothing is lost');
	clean(both, 'the page');
	is(stored(), 'Prima finestra', 'nothing is overwritten');
	const chosen = formOf(both.text, address), mine = decode(/name="servizi" value="([^"]*)" checked/.exec(both.text)[1]);
	is((await mario.post(address, { ...chosen, servizi: mine, educatore: 'Un educatore' })).status, 303, 'one is chosen');
	is(stored().replace(/\r/g, ''), `Seconda ${NASTY}`, 'and saved');
	const third = await form(), other = formOf((await mario.get(`${at}/parte/lavoro`)).text, `${at}/parte/lavoro`);
	is((await mario.post(address, { ...third, servizi: 'Terza' })).status, 303, 'one part');
	is((await mario.post(`${at}/parte/lavoro`, { ...other, titolo_studio: 'MEDIA', did: 'S' })).status, 303, 'does not stand in the way of another');
	is((await mario.post(address, { ...third, servizi: 'Terza' })).status, 303, 'the same text twice is no conflict');
	const auto = await mario.post(`${at}/bozza/rete`, { ...third, servizi: 'Dallo script' });
	is(auto.text, '{"salvata":false}\n', 'the script of a window that is behind overwrites nothing');
	is(stored(), 'Terza', 'what was saved stays');
	const now = await form(), kept = JSON.parse((await mario.post(`${at}/bozza/rete`, { ...now, servizi: 'Tenuta' })).text);
	is((await mario.post(address, { ...now, _versione: kept.versione, servizi: 'Tenuta e finita' })).status, 303, 'one that is not behind goes on with what the script kept');
	is((await mario.post(address, { ...now, _versione: '', servizi: 'Senza versione' })).status, 409, 'nor does a form without a version overwrite');
	const wrong = await mario.post(`${at}/parte/richiesta`, formOf((await mario.get(`${at}/parte/richiesta`)).text, `${at}/parte/richiesta`));
	is(wrong.status, 422, 'a part with errors is saved and comes again');
	is((await mario.post(`${at}/parte/richiesta`, { ...formOf(wrong.text, `${at}/parte/richiesta`), scopo: 'CORSO', motivo: 'x' })).status, 303, 'and its page is not behind');
});

await chapter('who is who', async () => {
	const at = await fresh(mario), own = persone.serd.codice_fiscale;
	const persona = { cognome: 'Prova', nome: 'Tito', data_nascita: '11/07/1998', sesso: 'M', codice_fiscale: own, senza_codice: '', comune: 'Codogno', telefono: '333 1', informata: 'FIRMATA' };
	const asks = { per_chi: 'ALTRA', titolo: 'GENITORE', cognome: 'Prova', nome: 'Ada', telefono: '333 444555', codice_fiscale: own };
	sql(`UPDATE utente_esterno SET codice_fiscale = 'RSSMRA80A01F205X' WHERE codice_fiscale = '${own}'`);
	const good = 'RSSMRA80A01F205X';
	const said = await part(mario, at, 'richiedente', { ...asks, codice_fiscale: good });
	ok(said.status === 422 && /È il tuo codice fiscale: chi presenta la richiesta/.test(said.text), 'who writes is not taken for who asks (B2-08)', String(said.status));
	const form = formOf(said.text, `${at}/parte/richiedente`), token = decode(/name="conferma" value="([^"]+)"/.exec(said.text)[1]);
	is((await mario.post(`${at}/parte/richiedente`, { ...form, ...asks, codice_fiscale: good, conferma: token })).status, 303, 'unless one says so');
	const person = await part(mario, at, 'persona', { ...persona, codice_fiscale: good });
	ok(/È il tuo codice fiscale: qui va la persona da segnalare/.test(person.text), 'nor for who is reported');
	await part(mario, at, 'persona', { ...persona, codice_fiscale: 'RSSMRA85T10A562S' });
	const same = await part(mario, at, 'richiedente', { ...asks, codice_fiscale: 'rss mra 85t10 a562s' });
	ok(/È il codice della persona da segnalare/.test(same.text), 'nor who is reported for who asks');
	sql(`UPDATE utente_esterno SET codice_fiscale = '${own}' WHERE codice_fiscale = 'RSSMRA80A01F205X'`);
});

await chapter('an expired session', async () => {
	const expire = () => sql(`UPDATE sessione SET attiva_il = attiva_il - interval '9 hours' WHERE utente_esterno_id = (SELECT id FROM utente_esterno WHERE codice_fiscale = '${persone.serd.codice_fiscale}') AND chiusa_il IS NULL`);
	const at = await fresh(mario), address = `${at}/parte/rete`;
	const again = async (answer) => { /* SPID once more, by the way that the answer names */
		await mario.get(answer.location);
		return (await entra(mario, persone.serd, decodeURIComponent(/ritorno=([^&]+)/.exec(answer.location)?.[1] ?? '/self'))).answer;
	};
	const form = formOf((await mario.get(address)).text, address);
	expire();
	const answer = await mario.post(address, { ...form, servizi: `Scritto prima ${NASTY}`, educatore: 'E1' });
	is(answer.location, `/self?scaduta=1&ritorno=${encodeURIComponent(address)}`, 'SPID once more, and the way back (AUTH-10)');
	is((await again(answer)).location, address, 'it leads back to the part');
	const back = await mario.get(address);
	is(formOf(back.text, address).servizi, `Scritto prima ${NASTY}`, 'with what was typed');
	ok(/Abbiamo ripreso quello che avevi scritto/.test(back.text), 'and says so');
	clean(back, 'what was typed');
	is((await mario.post(address, { ...formOf(back.text, address) })).status, 303, 'it is saved');
	is(sql('SELECT count(*) FROM bozza_esterna'), '0', 'and no longer kept apart');
	ok(!/Abbiamo ripreso/.test((await mario.get(address)).text), 'nor said again');

	const body = formOf((await mario.get('/self/ente')).text, '/self/ente');
	expire();
	const ente = await mario.post('/self/ente', { ...body, tipo: 'SERD', denominazione: 'SerD dopo la scadenza', comune: 'Lodi', telefono: '1', qualifica: 'q' });
	is((await again(ente)).location, '/self/ente', 'a body too');
	is(formOf((await mario.get('/self/ente')).text, '/self/ente').denominazione, 'SerD dopo la scadenza', 'is there');

	const open = formOf((await mario.get(address)).text, address);
	expire();
	await mario.post(`${at}/bozza/rete`, { ...open, servizi: 'Dallo script' });
	await entra(mario, persone.serd, '/self');
	is(formOf((await mario.get(address)).text, address).servizi, 'Dallo script', 'what the script sent too late is there as well');
	const strangers = new Client();
	expire();
	await strangers.post(address, { ...form, _csrf: 'x', servizi: 'Estraneo' });
	is((await fiorella.get(address)).status, 404, 'nobody else reads it');
	is(sql(`SELECT count(*) FROM bozza_esterna WHERE dati::text LIKE '%Estraneo%'`), '0', 'without the session nothing is kept');
});

await chapter('bodies in a day', async () => {
	const many = new Client();
	await entra(many, { ...persone.spazza, codice_fiscale: 'MNNLCU79E05E648K', name_id: '_nome-molti' }, '/self');
	const declare = async (n) => { await many.get('/self/ente'); return many.submit('/self/ente', { tipo: 'CPI', denominazione: `Ente ${n}`, comune: 'Lodi', telefono: '0371 999888', email: 'ufficio@ente.example', qualifica: 'x' }); };
	for (let n = 1; n <= 10; n++)
		is((await declare(n)).status, 303, `body ${n}`);
	const refused = await declare(11);
	ok(refused.status === 422 && /al massimo dieci enti/.test(refused.text) && /Ente 11/.test(refused.text), 'the eleventh of a day is refused, in words', String(refused.status));
	sql("UPDATE ente_esterno SET approvato_il = now() WHERE denominazione = 'Ente 1'");
	const stranger = new Client();
	await entra(stranger, { ...persone.spazza, codice_fiscale: 'STRLCU79E05E648K', name_id: '_nome-estraneo' }, '/self');
	await stranger.get('/self/ente');
	is((await stranger.submit('/self/ente', { tipo: 'CPI', denominazione: 'ente 1', comune: 'Altrove', telefono: '0371 111', qualifica: 'x' })).status, 303, 'who names a body that is there');
	ok(!/0371 999888|ufficio@ente/.test((await stranger.get('/self/ente')).text + (await stranger.get('/self')).text), 'does not read how to reach it');
});

await chapter('thirty days', async () => {
	await entra(mario, persone.serd, '/self');
	const at = await fresh(mario), id = at.split('/')[2], old = (days) => sql(`ALTER TABLE domanda DISABLE TRIGGER domanda_prima; UPDATE domanda SET aggiornata_il = now() - interval '${days} days' WHERE id = ${id}; ALTER TABLE domanda ENABLE TRIGGER domanda_prima; SELECT pulizia((SELECT 30))`);
	await upload(mario, `${at}/documenti`, 'vecchio.txt', 'x');
	old(29);
	is((await mario.get(at)).status, 200, 'a draft of 29 days is there');
	ok(/disponibile fino al/.test((await mario.get('/self')).text), 'and says until when');
	old(31);
	is((await mario.get(at)).status, 404, 'one of 31 days is not');
	is(sql(`SELECT count(*) FROM documento WHERE domanda_id = ${id}`), '0', 'its attachments went with it');
});

end();
