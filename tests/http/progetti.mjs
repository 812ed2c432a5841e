/*
 * Progetti: from a presa in carico, the list, who does not see them, the hook of an intervento.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

/* Persons of this file alone. */
function person(cognome, nome) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('${cognome}', '${nome}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
	sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
const last = (kind = 'progetto') => sql(`SELECT max(id) FROM pratica WHERE kind = '${kind}'`);
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const clean = () => sql("DELETE FROM bozza WHERE percorso IN ('/progetti/nuovo', '/prese-in-carico/nuova', '/interventi/generici/nuovo')");
const ida = person('D\'\'Amico <b>&"Rossi"', 'Progettina');
const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'referente.maleo', 'amministrativo.maleo', 'operatore.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], amministrativo = clients['amministrativo.maleo'];
const today = sql('SELECT current_date'), notice = sql('SELECT max(id) FROM informativa');
let n = 0;
const key = () => ({ _chiave: `prg-${process.pid}-${n++}` });

let presa, progetto, codice;
await chapter('from a presa in carico', async () => {
	clean();
	const form = await maleo.get('/prese-in-carico/nuova');
	await maleo.submit('/prese-in-carico/nuova', { ...key(), titolare: ida, area: '4', bisogno: 'Sola in casa <b>', obiettivi: 'Restare a casa', consenso: 'SI', consenso_informativa: notice, consenso_data: today }, form);
	presa = last('presa_in_carico');
	ok((await maleo.get(`/pratiche/${presa}`)).text.includes(`/progetti/nuovo?da=${presa}`), 'one click away');
	ok(!(await clients['referente.maleo'].get(`/pratiche/${presa}`)).text.includes('/progetti/nuovo?da='), 'not for who opens none');
	const fresh = await maleo.get(`/progetti/nuovo?da=${presa}`);
	const there = formOf(fresh.text, '/progetti/nuovo');
	is(`${there.titolare} ${there.area} ${there.situazione} ${there.finalita} ${there.da}`, `${ida} 4 Sola in casa <b> Restare a casa ${presa}`, 'what is known is copied');
	ok(!/casa <b>/.test(fresh.text), 'escaped');
	ok(/Patto per l’inclusione sociale, PaIS \(D\.L\. 48\/2023, art\. 4\)/.test(decode(fresh.text)), 'the types say their law');
	const refused = await maleo.submit('/progetti/nuovo', { ...key(), data_inizio: sql('SELECT current_date + 3') }, fresh);
	is(refused.status, 422, 'the type is owed');
	ok(/Scegli il tipo di progetto/.test(refused.text) && /è nel futuro/.test(refused.text) && formOf(refused.text, '/progetti/nuovo').situazione === 'Sola in casa <b>', 'all errors at once, nothing typed is lost');
	clean();
	const again = await maleo.get(`/progetti/nuovo?da=${presa}`);
	const made = await maleo.submit('/progetti/nuovo', { ...key(), tipo: 'PAI' }, again);
	progetto = last();
	codice = sql(`SELECT codice FROM pratica WHERE id = ${progetto}`);
	is(made.location, `/pratiche/${progetto}?fatto=progetto-creato`, 'opened');
	is(sql(`SELECT dati ? 'da' FROM pratica WHERE id = ${progetto}`), 'f', 'where it comes from is a link, not an answer');
	ok(/Viene da[^]*Presa in carico/.test((await maleo.get(`/pratiche/${progetto}`)).text), 'the chain from this end');
	ok((await maleo.get(`/pratiche/${presa}`)).text.includes(codice), 'and from the other');
	is((await clients['assistente.lodi'].get(`/progetti/nuovo?da=${presa}`)).status, 404, 'who does not open the first begins nothing from it');
	is((await maleo.get('/progetti/nuovo?da=1000000')).status, 404, 'nor from none');
	clean();
	const plain = await maleo.get(`/progetti/nuovo?titolare=${ida}`);
	ok(new RegExp(`<option value="${presa}">PIC-`).test(plain.text), 'from the person, the presa in carico is offered');
});

await chapter('the detail', async () => {
	let page = await maleo.get(`/pratiche/${progetto}`);
	is((await maleo.submit(`/pratiche/${progetto}`, { ...key(), firmato_il: sql('SELECT current_date + 1'), firmato_da: '' }, page)).status, 422, 'a signature of tomorrow by nobody');
	ok(/La data della firma[^]*è nel futuro/.test(maleo.page.text) && /Scrivi chi ha firmato/.test(maleo.page.text), 'in words');
	sql(`DELETE FROM bozza WHERE percorso = '/pratiche/${progetto}'`);
	page = await maleo.get(`/pratiche/${progetto}`);
	const stale = page;
	is((await maleo.submit(`/pratiche/${progetto}`, { ...key(), firmato_il: today, firmato_da: 'La signora e la figlia' }, page)).status, 303, 'signed');
	is((await maleo.submit(`/pratiche/${progetto}`, { ...key(), finalita: 'Altro' }, stale)).status, 409, 'who saves over newer data sees both');
	ok(/Firmato da[^]*La signora e la figlia/.test(text((await maleo.get(`/pratiche/${progetto}/storia`)).text)), 'the history has the new value');
	ok(/Documenti attesi[^]*Progetto individualizzato[^]*Manca/.test((await maleo.get(`/pratiche/${progetto}/documenti`)).text), 'the signed copy is expected');
});

await chapter('who does not see it', async () => {
	const cells = { 'assistente.maleo': 200, 'collega.maleo': 200, 'referente.maleo': 200, 'amministrativo.maleo': 403, 'operatore.maleo': 403, 'assistente.lodi': 403 };
	for (const [name, status] of Object.entries(cells)) {
		for (const section of ['', '/diario', '/documenti', '/assegnazioni', '/eventi', '/storia', '/collegamenti', '/stampa'])
			is((await clients[name].get(`/pratiche/${progetto}${section}`)).status, status, `${name}: ${section || 'detail'}`);
		ok(status === 200 || !/Sola in casa|assistenza individuale/.test((await clients[name].get(`/pratiche/${progetto}`)).text), `${name} reads nothing of it`);
	}
	for (const name of ['amministrativo.maleo', 'operatore.maleo']) {
		is((await clients[name].get('/progetti')).status, 403, `${name} has no list`);
		is((await clients[name].get('/progetti/nuovo')).status, 403, 'nor opens one');
		ok(!/\/progetti/.test((await clients[name].get('/')).text), 'nor is led there');
		ok(!(await clients[name].get(`/cerca?q=${codice}`)).text.includes(`/pratiche/${progetto}`), 'nor finds it');
		ok(!(await clients[name].get(`/soggetti/${ida}`)).text.includes(`/pratiche/${progetto}"`), 'nor on the page of the person');
	}
	is((await clients['referente.maleo'].get('/progetti/nuovo')).status, 403, 'a referente opens none');
});

await chapter('the list', async () => {
	const page = await maleo.get('/progetti');
	const heads = [...page.text.matchAll(/<th scope="col"[^>]*>([^]*?)<\/th>/g)].map((m) => text(m[1]).trim());
	is(heads.join(' | '), 'Codice | Tipo | Soggetto | Inizio | Area | Stato | Conclusione | Riferimento | Servizio', 'its columns');
	const some = await maleo.get('/progetti?tipo=PAI&area=4&stato=aperti');
	ok(some.text.includes(`/pratiche/${progetto}"`) && [...some.text.matchAll(/data-nome="Tipo">([^<]*)/g)].every((m) => /PAI/.test(m[1])), 'searched by type');
	ok((await maleo.get('/progetti?ambito=assegnati')).text.includes('Contrasto alla povertà'), 'what was assigned stands apart');
});

await chapter('the hook of an intervento', async () => {
	clean();
	const form = await maleo.get(`/interventi/generici/nuovo?titolare=${ida}`);
	ok(new RegExp(`<option value="${progetto}">${codice}`).test(form.text), 'the open one of the person is offered (GEN-26)');
	is((await maleo.submit('/interventi/generici/nuovo', { ...key(), tipo: 'GEN10', data_inizio: today, motivo_attivazione: '1', progetto, presa_in_carico: presa }, form)).status, 303, 'and chosen');
	const gen = last('intervento_generico');
	const tied = () => sql(`SELECT coalesce(string_agg(da_pratica_id::text, ',' ORDER BY da_pratica_id), 'nessuna') FROM pratica_collegamento WHERE pratica_id = ${gen}`);
	is(tied(), [presa, progetto].sort((a, b) => a - b).join(','), 'links of the chain, to both');
	is(sql(`SELECT dati ? 'progetto' FROM pratica WHERE id = ${gen}`), 'f', 'not an answer');
	let page = await amministrativo.get(`/pratiche/${gen}`);
	ok(!page.text.includes(codice) && /Lo vede l’assistente sociale/.test(page.text), 'an amministrativo does not see to which');
	is((await amministrativo.submit(`/pratiche/${gen}`, { note: 'orari', ...key() }, page)).status, 303, 'saves all the same');
	is(tied().split(',').length, 2, 'and unties nothing');
	page = await maleo.get(`/pratiche/${gen}`);
	is(formOf(page.text, `/pratiche/${gen}`).progetto, progetto, 'it stands in the field');
	is((await maleo.submit(`/pratiche/${gen}`, { progetto: '', ...key() }, page)).status, 303, 'taken away');
	is(tied(), presa, 'that one alone');
	page = await maleo.get(`/pratiche/${gen}`);
	is((await maleo.submit(`/pratiche/${gen}`, { progetto: presa, ...key() }, page)).status, 422, 'a presa in carico is no project');
});

const me = sql("SELECT id FROM operatore WHERE username = 'assistente.maleo'");
const section = () => `/pratiche/${progetto}/obiettivi`;
const newest = (table) => sql(`SELECT max(id) FROM ${table} WHERE pratica_id = ${progetto}`);
async function add(path, fields, client = maleo) {
	sql(`DELETE FROM bozza WHERE percorso = '${path}'`);
	const form = await client.get(path);
	return client.submit(path, { ...key(), ...fields }, form);
}

let primo, secondo, azione;
await chapter('goals', async () => {
	const empty = await maleo.get(section());
	ok(/Nessun obiettivo/.test(empty.text) && !/Scrivi una verifica/.test(empty.text), 'a project begins without');
	is((await add(`${section()}/nuovo`, { testo: ' ', entro: '31/02/2027' })).status, 422, 'a goal says what changes');
	ok(/Scrivi l’obiettivo/.test(maleo.page.text) && /Il 31\/02\/2027 non esiste/.test(maleo.page.text), 'errors stand at their fields');
	is((await add(`${section()}/nuovo`, { testo: 'Restare a casa <b>', area: 'AUTONOMIA', indicatore: 'Notti a casa', atteso: 'Tutte', entro: sql('SELECT current_date + 3') })).status, 303, 'added');
	primo = newest('progetto_obiettivo');
	is((await add(`${section()}/nuovo`, { testo: 'Vedere gente' })).status, 303, 'another');
	secondo = newest('progetto_obiettivo');
	const page = await maleo.get(section());
	ok(/1\. <span[^>]*>Restare a casa &lt;b&gt;/.test(page.text) && /2\. <span[^>]*>Vedere gente/.test(page.text), 'with their numbers, escaped');
	ok(/Obiettivi raggiunti: 0 su 2/.test(text(page.text)) && /Non ancora verificato/.test(page.text), 'how far it is, in words');
	ok(/Obiettivi e verifiche[^<]*<span[^>]*>2</.test(page.text), 'and counted in the list of sections');
	const stale = await maleo.get(`${section()}/${primo}/modifica`);
	is((await add(`${section()}/${primo}/modifica`, { atteso: 'Sei su sette' })).status, 303, 'changed');
	const both = await maleo.submit(`${section()}/${primo}/modifica`, { ...key(), atteso: 'Cinque' }, stale);
	ok(both.status === 409 && /Sei su sette/.test(both.text) && /Cinque/.test(both.text), 'who saves over newer data sees both');
	sql(`DELETE FROM bozza WHERE percorso = '${section()}/${primo}/modifica'`);
	ok(/Risultato atteso[^]*Tutte[^]*Sei su sette/.test(text((await maleo.get(`/pratiche/${progetto}/storia`)).text)), 'old and new value are in the history');
	for (let i = 3; i <= 12; i++)
		await add(`${section()}/nuovo`, { testo: `Obiettivo numero ${i}` });
	const thirteenth = await add(`${section()}/nuovo`, { testo: 'Uno di troppo' });
	ok(thirteenth.status === 422 && /al massimo dodici obiettivi/.test(thirteenth.text) && /Uno di troppo/.test(thirteenth.text), 'twelve at most: said, and nothing typed is lost');
	for (const id of sql(`SELECT id FROM progetto_obiettivo WHERE pratica_id = ${progetto} AND numero > 2`).split('\n'))
		await maleo.submit(`${section()}/${id}/togli`, key(), await maleo.get(section()));
	is(sql(`SELECT string_agg(numero::text, ',' ORDER BY numero) FROM progetto_obiettivo WHERE pratica_id = ${progetto}`), '1,2', 'what has nothing under it goes away');
});

await chapter('actions', async () => {
	const path = `${section()}/${primo}/azioni/nuova`;
	const form = await maleo.get(path);
	ok(/Per l’obiettivo 1: Restare a casa &lt;b&gt;/.test(form.text), 'the form says under which goal');
	const offered = /<select[^>]*name="operatore"[^]*?<\/select>/.exec(form.text)[0];
	ok(/\(io\)/.test(offered) && !offered.includes(`"${sql("SELECT id FROM operatore WHERE username = 'amministrativo.maleo'")}"`), 'offers who opens the project, nobody else');
	is((await add(path, { testo: 'Visita' })).status, 422, 'who answers is owed');
	is((await add(path, { testo: 'Visita', chi: 'OPERATORE' })).status, 422, 'and which operator');
	ok(/Scegli l’operatore/.test(maleo.page.text), 'at its field');
	is((await add(path, { testo: 'Visita', chi: 'ESTERNO' })).status, 422, 'or which body');
	is((await add(path, { testo: 'Visita', chi: 'PERSONA', dal: '10/03/2026', al: '01/03/2026' })).status, 422, 'an end before its beginning');
	is((await add(path, { testo: 'Visita', chi: 'OPERATORE', operatore: sql("SELECT id FROM operatore WHERE username = 'amministrativo.maleo'") })).status, 422, 'an operator who does not open the project answers for nothing');
	is((await add(path, { testo: 'Visita di prova', chi: 'OPERATORE', operatore: sql("SELECT id FROM operatore WHERE username = 'collega.maleo'"), al: sql('SELECT current_date + 2') })).status, 303, 'a colleague');
	azione = newest('progetto_azione');
	is((await add(path, { testo: 'Telefonata', chi: 'FAMIGLIA', familiare: 'La figlia', ente: 'che non si vede', stato: 'FATTA' })).status, 303, 'the family');
	is(sql(`SELECT chi_nome FROM progetto_azione WHERE id = ${newest('progetto_azione')}`), 'La figlia', 'with a name; hidden fields do not exist');
	is((await add(path, { testo: 'Trasporto', chi: 'ESTERNO', ente: 'Croce di paese', stato: 'IN_CORSO', al: sql('SELECT current_date - 2') })).status, 303, 'an outside body');
	is((await add(path, { testo: 'Pasti', chi: 'SERVIZIO', servizio: sql("SELECT id FROM servizio WHERE codice = 'disabilita'") })).status, 303, 'a service');
	const page = text((await maleo.get(section())).text);
	ok(/Telefonata La famiglia: La figlia/.test(page) && /Trasporto Croce di paese[^]*Scaduta/.test(page) && /Azioni fatte: 1 su 4 ?, oltre il termine 1/.test(page), 'who, how far, what is late');
	ok(/4 azioni, 1 fatta/.test(page), 'in words under the goal');
	const bar = /class="impegnato" width="(\d+)"/g;
	ok([...(await maleo.get(section())).text.matchAll(bar)].some((m) => m[1] === '25'), 'and drawn');
	const refused = await maleo.submit(`${section()}/${primo}/togli`, key(), await (async () => {
		const page = await maleo.get(section());
		return { ...page, text: page.text.replaceAll(`/obiettivi/${secondo}/togli`, `/obiettivi/${primo}/togli`) };
	})());
	is(refused.status, 403, 'a goal with actions does not go away');
	ok(/togli prima quelle/.test(refused.text) && sql(`SELECT count(*) FROM progetto_obiettivo WHERE id = ${primo}`) === '1', 'and says why');
});

await chapter('who answers finds the day', async () => {
	const ugo = clients['collega.maleo'];
	const due = await ugo.get('/scadenze');
	ok(/Azione da finire: Visita di prova/.test(due.text) && due.text.includes(`/pratiche/${progetto}/obiettivi"`), 'the colleague, in Scadenze');
	ok(/Azione da finire: Visita di prova/.test((await ugo.get('/')).text), 'and at home');
	ok((await ugo.get(`/agenda?vista=giorno&giorno=${sql('SELECT current_date + 2')}`)).text.includes('Visita di prova'), 'and in the agenda');
	ok(!/Visita di prova/.test((await maleo.get('/scadenze')).text), 'nobody else');
	ok(/Obiettivo da raggiungere: Restare a casa/.test((await maleo.get('/scadenze')).text), 'who follows the project, the goal');
	const done = `/pratiche/${progetto}/azioni/${azione}/modifica`;
	is((await add(done, { stato: 'FATTA' }, ugo)).status, 303, 'done');
	ok(!/Visita di prova/.test((await ugo.get('/scadenze')).text), 'it is due no more');
	ok(/A che punto è|Stato/.test(text((await maleo.get(`/pratiche/${progetto}/storia`)).text)) && /Da fare[^]*Fatta/.test(text((await maleo.get(`/pratiche/${progetto}/storia`)).text)), 'the history says it in words');
});

await chapter('reviews', async () => {
	const path = `/pratiche/${progetto}/verifiche/nuova`;
	const form = await maleo.get(path);
	ok(/Obiettivo 1: Restare a casa &lt;b&gt;/.test(form.text) && /name="esito_2"/.test(form.text) && !/name="esito_3"/.test(form.text), 'it asks about the goals that are there');
	is((await add(path, { data: sql('SELECT current_date + 1'), nota_1: 'Meglio', prossima: today })).status, 422, 'of tomorrow, without who was there');
	ok(/è nel futuro/.test(maleo.page.text) && /Scrivi chi ha partecipato/.test(maleo.page.text) && /non viene dopo questa/.test(maleo.page.text) && /Scegli l’esito dell’obiettivo 1/.test(maleo.page.text), 'all of it at once');
	is(formOf(maleo.page.text, path).nota_1, 'Meglio', 'nothing typed is lost');
	is((await add(path, { partecipanti: 'La signora, la figlia', esito_1: 'PARTE', nota_1: 'Sei notti <b>', esito_2: 'CONTINUA', esito_7: 'RAGGIUNTO', sintesi: 'Avanti così', prossima: sql('SELECT current_date + 6') })).status, 303, 'written');
	const verifica = newest('progetto_verifica');
	is(sql(`SELECT string_agg(o.numero || e.esito, ',' ORDER BY o.numero) FROM progetto_esito e JOIN progetto_obiettivo o ON o.id = e.progetto_obiettivo_id WHERE e.progetto_verifica_id = ${verifica}`), '1PARTE,2CONTINUA', 'what came of each goal; of one that is not there, nothing');
	let page = text((await maleo.get(section())).text);
	ok(/Raggiunto in parte alla verifica del/.test(page) && /Obiettivo 1: Raggiunto in parte Sei notti <b>/.test(page) && /in parte 1/.test(page), 'at the goal and at the review');
	ok(/Verifica del progetto/.test((await maleo.get('/scadenze')).text), 'the next one is due for who follows the project');
	const edit = `/pratiche/${progetto}/verifiche/${verifica}/modifica`;
	const stale = await maleo.get(edit);
	is(formOf(stale.text, edit).esito_1, 'PARTE', 'it opens as it is');
	is((await add(edit, { esito_1: 'RAGGIUNTO', nota_1: '', esito_2: '' })).status, 303, 'corrected');
	is(sql(`SELECT string_agg(o.numero || e.esito, ',') FROM progetto_esito e JOIN progetto_obiettivo o ON o.id = e.progetto_obiettivo_id WHERE e.progetto_verifica_id = ${verifica}`), '1RAGGIUNTO', 'outcomes too');
	const both = await maleo.submit(edit, { ...key(), esito_1: 'NON_RAGGIUNTO' }, stale);
	ok(both.status === 409 && /Non raggiunto/.test(both.text) && /Raggiunto/.test(both.text), 'over newer data: both', String(both.status));
	sql(`DELETE FROM bozza WHERE percorso = '${edit}'`);
	ok(/Obiettivi raggiunti: 1 su 2/.test(text((await maleo.get(section())).text)), 'how far it is');
	ok(!/Obiettivo da raggiungere: Restare a casa/.test((await maleo.get('/scadenze')).text), 'what was reached is due no more');
	ok(/Esito di un obiettivo[^]*1\. Restare a casa/.test(text((await maleo.get(`/pratiche/${progetto}/storia`)).text)), 'the history names the goal');
	ok(/Bozze|bozz/i.test((await maleo.get('/bozze')).text), 'drafts have their list');
});

/* The words of a print that was asked for, and of its tags. */
async function paper(client, asked) {
	is(asked.status, 303, 'asking leads to the page that waits');
	const state = () => sql(`SELECT stato FROM stampa WHERE id = ${asked.location.split('/')[2]}`);
	for (let i = 0; i < 300 && state() === 'in_coda'; i++)
		await new Promise((go) => setTimeout(go, 200));
	is(state(), 'pronta', 'the worker makes it');
	const folder = mkdtempSync(`${tmpdir()}/siz-progetti.`), file = `${folder}/a.pdf`, got = await client.get(`${asked.location}/scarica`);
	writeFileSync(file, got.bytes);
	const run = (program, ...words) => execFileSync(program, words, { encoding: 'latin1', maxBuffer: 64 << 20 });
	const found = { at: asked.location, name: got.headers['content-disposition'], text: execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' '), tags: run('pdfinfo', '-struct', file),
		info: run('pdfinfo', file), sound: run('qpdf', '--check', file), whole: run('qpdf', '--qdf', '--object-streams=disable', '--stream-data=uncompress', file, '-') };
	rmSync(folder, { recursive: true });
	return found;
}
const isArchivable = (pdf) => /pdfaid:part(>|=")3/.test(pdf.whole) && /pdfaid:conformance(>|=")B/.test(pdf.whole) && /\/OutputIntents/.test(pdf.whole) && !/\/Encrypt/.test(pdf.whole);

await chapter('to be signed', async () => {
	const page = await maleo.get(section());
	const pdf = await paper(maleo, await maleo.submit(`${section()}/stampa`, key(), page));
	for (const words of ['Sola in casa <b>', '1. Restare a casa <b>', 'Notti a casa', 'Sei su sette', '2. Vedere gente', 'Visita di prova', 'La famiglia: La figlia', 'Croce di paese', 'Disabilità e Inclusione', 'Verifica del',
		'La signora, la figlia', 'Obiettivo 1: Raggiunto', 'Avanti così', 'Case manager', 'Anna Bassi'])
		ok(pdf.text.includes(words), `on paper: ${words}`);
	ok(/Firme Chi firma ha letto[^]*La persona[^]*Firma[^]*La famiglia, o chi rappresenta la persona[^]*Firma[^]*Il case manager[^]*Firma/.test(pdf.text), 'places for the person, the family and the case manager');
	ok(/PRG-[0-9-]+-da-firmare\.pdf/.test(pdf.name) && /^Title:\s+Progetto PRG-/m.test(pdf.info), 'called by its code alone');
	ok(/No syntax or stream encoding errors/.test(pdf.sound) && isArchivable(pdf), 'sound, and a PDF/A-3b');
	ok(/^Tagged:\s+yes/m.test(pdf.info) && ['H1', 'H2', 'H3', 'Table', 'TH'].every((tag) => new RegExp(`^ *${tag}\\b`, 'm').test(pdf.tags)), 'headings and tables are said');
	is(sql(`SELECT string_agg(DISTINCT azione || ' ' || oggetto || ' ' || esito, ', ' ORDER BY azione || ' ' || oggetto || ' ' || esito) FROM registro WHERE operatore_id = ${me} AND soggetto_id = ${ida} AND dettaglio ->> 'tipo' = 'progetto'`),
		'stampa pratica chiesta, stampa pratica ok', 'asked and made are in the register, with the person');
	is((await clients['collega.maleo'].get(`${pdf.at}/scarica`)).status, 404, 'a print is its asker’s');
	const token = formOf((await amministrativo.get('/')).text, '/esci');
	is((await amministrativo.post(`${section()}/stampa`, { ...token, ...key() })).status, 403, 'an amministrativo asks for none');
	const whole = await paper(maleo, await maleo.submit(`/pratiche/${progetto}/stampa`, { ...key(), stati: '1' }, await maleo.get(`/pratiche/${progetto}/stampa`)));
	ok(whole.text.includes('1. Restare a casa <b>') && whole.text.includes('Croce di paese') && /Progetto Progetto di assistenza individuale/.test(whole.text), 'the print of the case has its goals too');
});

await chapter('who does not see it, again', async () => {
	for (const [name, status] of Object.entries({ 'collega.maleo': 200, 'referente.maleo': 200, 'amministrativo.maleo': 403, 'operatore.maleo': 403, 'assistente.lodi': 403 })) {
		const seen = await clients[name].get(section());
		is(seen.status, status, name);
		ok(status === 200 || !/Restare a casa|Visita/.test(seen.text), `${name} reads nothing of it`);
	}
	const gen = last('intervento_generico');
	is((await maleo.get(`/pratiche/${gen}/obiettivi`)).status, 404, 'an intervento has no goals');
	is((await maleo.get(`/pratiche/${presa}/verifiche/nuova`)).status, 404, 'nor a presa in carico');
	const other = sql(`SELECT id FROM progetto_obiettivo WHERE pratica_id <> ${progetto} LIMIT 1`);
	is((await maleo.get(`${section()}/${other}/modifica`)).status, 404, 'a goal of another project is none of this one');
	sql(`INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, assegnata_da, risposta) SELECT ${progetto}, a.servizio_id, o.id, 1, ${me}, 'accettata' FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 'assistente.lodi' ORDER BY a.id LIMIT 1`);
	const reader = clients['assistente.lodi'], seen = await reader.get(section());
	ok(seen.status === 200 && /Restare a casa/.test(seen.text) && !/\/modifica"|Aggiungi un/.test(seen.text), 'who received it for reading reads');
	is((await reader.get(`${section()}/nuovo`)).status, 403, 'and writes nothing');
	ok((await maleo.get(`${section()}/${primo}/azioni/nuova`)).text.includes(`<option value="${sql("SELECT id FROM operatore WHERE username = 'assistente.lodi'")}"`), 'who received it may answer for an action');
});

await chapter('states', async () => {
	const early = await maleo.get(`${section()}/nuovo`), act = await maleo.get(`/pratiche/${progetto}/stato/chiudi`);
	ok(/Obiettivi raggiunti in parte/.test(act.text) && !/Esaurimento delle risorse/.test(act.text), 'it ends for reasons of its own');
	is((await maleo.submit(`/pratiche/${progetto}/stato/chiudi`, { motivo_termine: 'PARTE', ...key() }, act)).status, 303, 'concluded');
	ok(/Concluso/.test((await maleo.get(`/pratiche/${progetto}`)).text), 'and says so');
	const over = (await maleo.get(section())).text;
	ok(/Il progetto è concluso/.test(over) && !/\/modifica"|Aggiungi un|Scrivi una verifica/.test(over), 'its goals stay as they were, in words');
	const shut = await maleo.get(`${section()}/nuovo`);
	ok(shut.status === 403 && /riaprilo da «Altre azioni»/.test(shut.text), 'no form for another');
	const sent = await maleo.submit(`${section()}/nuovo`, { testo: 'Scritto mentre un altro chiudeva', ...key() }, early);
	ok(sent.status === 422 && /Scritto mentre un altro chiudeva/.test(sent.text) && /Il progetto è concluso/.test(sent.text), 'what was typed meanwhile is not lost');
	is(sql(`SELECT count(*) FROM progetto_obiettivo WHERE pratica_id = ${progetto} AND testo LIKE 'Scritto mentre%'`), '0', 'nor saved');
	const again = await maleo.get(`/pratiche/${progetto}/stato/riapri`);
	is((await maleo.submit(`/pratiche/${progetto}/stato/riapri`, { motivo: 'Serve ancora', ...key() }, again)).status, 303, 'opened again');
});

end();
