/*
 * A person's whole file as one PDF: every case that the reader opens and none else, an index with pages,
 * bookmarks, private pages and reserved persons as everywhere.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['assistente.maleo', 'amministrativo.maleo', 'assistente.lodi', 'amministratore.siz'])
	await (clients[name] = new Client()).login(name);
const laura = clients['assistente.maleo'], me = sql("SELECT id FROM operatore WHERE username = 'assistente.maleo'");
/* Who has a project of the demonstration, and so cases of several kinds. */
const persona = sql("SELECT p.titolare_soggetto_id FROM progetto_verifica v JOIN pratica p ON p.id = v.pratica_id AND p.stato = 'A' ORDER BY v.id LIMIT 1");
const presa = sql(`SELECT id FROM pratica WHERE kind = 'presa_in_carico' AND titolare_soggetto_id = ${persona} LIMIT 1`);
const own = `FROM pratica p JOIN servizio s ON s.id = p.servizio_id WHERE p.titolare_soggetto_id = ${persona}`;
for (const [text, hidden] of [['parola-comune', false], ['parola-privata-mia', true]])
	sql(`INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id) SELECT ${presa}, current_date, 'Pagina', '${text}', ${hidden}, ${me}, servizio_id FROM pratica WHERE id = ${presa}`);
sql(`INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id) SELECT ${presa}, current_date, 'Pagina', 'parola-privata-altrui', true, o.id, p.servizio_id FROM pratica p, operatore o WHERE p.id = ${presa} AND o.username = 'collega.maleo'`);
const gen = sql(`SELECT id FROM pratica WHERE kind = 'intervento_generico' AND titolare_soggetto_id = ${persona} AND servizio_id = (SELECT servizio_id FROM pratica WHERE id = ${presa}) LIMIT 1`);

const state = (at) => sql(`SELECT stato FROM stampa WHERE id = ${at.split('/')[2]}`);
async function ask(client, ticked, of = persona) {
	const page = await client.get(`/soggetti/${of}/fascicolo`);
	const fields = { _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)[1], _chiave: `fascicolo-${Math.random()}` };
	for (const name of ticked)
		fields[name] = '1';
	const asked = await client.post(`/soggetti/${of}/fascicolo`, fields);
	is(asked.status, 303, 'asking leads to the page that waits');
	for (let i = 0; i < 300 && state(asked.location) === 'in_coda'; i++)
		await new Promise((go) => setTimeout(go, 200));
	return asked.location;
}
async function paper(client, at) {
	const folder = mkdtempSync(`${tmpdir()}/siz-fascicolo.`), file = `${folder}/a.pdf`, got = await client.get(`${at}/scarica`);
	writeFileSync(file, got.bytes);
	const run = (program, ...words) => execFileSync(program, words, { encoding: 'latin1', maxBuffer: 256 << 20 });
	const pages = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).split('\f');
	const found = { pages, text: pages.join(' ').replace(/\s+/g, ' '), info: run('pdfinfo', file), sound: run('qpdf', '--check', file),
		whole: run('qpdf', '--qdf', '--object-streams=disable', '--stream-data=uncompress', file, '-'), outline: JSON.stringify(JSON.parse(run('qpdf', '--json', '--json-key=outlines', file)).outlines) };
	rmSync(folder, { recursive: true });
	return found;
}
const sections = ['stati', 'assegnazioni', 'significativi', 'eventi', 'documenti', 'diario', 'collegamenti'];

await chapter('one PDF with all cases', async () => {
	ok((await laura.get(`/soggetti/${persona}`)).text.includes(`/soggetti/${persona}/fascicolo`), 'the page of the person leads there');
	const at = await ask(laura, sections);
	is(state(at), 'pronta', 'the worker makes it');
	const pdf = await paper(laura, at), codes = sql(`SELECT p.codice ${own} AND s.codice = 'maleo' ORDER BY p.data_inizio, p.id`).split('\n');
	ok(codes.length >= 3, 'there are several', String(codes.length));
	const index = /Indice (.*?)(?=Documento riservato|\f|$)/.exec(pdf.pages[0].replace(/\s+/g, ' '))[1];
	for (const code of codes) {
		const page = Number(new RegExp(`${code},[^]*?[. ]{2,}(\\d+)(?= |$)`).exec(index)?.[1]);
		ok(page > 1 && pdf.pages[page - 1]?.replace(/\s+/g, ' ').includes(`${code},`), `${code} stands on the page that the index says`, `${page}`);
		ok(pdf.outline.includes(`${code},`), 'and among the bookmarks');
	}
	const places = codes.map((code) => pdf.outline.indexOf(`${code},`));
	is(String(places), String([...places].sort((a, b) => a - b)), 'from the oldest');
	ok(pdf.text.includes('parola-comune') && /Obiettivi e azioni[^]*1\. La signora si lava/.test(pdf.text) && /Collegamenti[^]*Viene da PIC-/.test(pdf.text), 'diary, goals, chain');
	ok(!/parola-privata/.test(pdf.text), 'no private page');
	ok(/pdfaid:part(>|=")3/.test(pdf.whole) && /No syntax or stream encoding errors/.test(pdf.sound) && /^Tagged:\s+yes/m.test(pdf.info) && /^Title:\s+Fascicolo, persona \d+$/m.test(pdf.info), 'a sound, tagged PDF/A-3 whose title names nobody');
	is(sql(`SELECT fatte || ' ' || totale FROM stampa WHERE id = ${at.split('/')[2]}`), `${codes.length} ${codes.length}`, 'how far it was was kept');
	is(sql(`SELECT count(DISTINCT oggetto_id) FROM registro WHERE azione = 'stampa' AND oggetto = 'pratica' AND soggetto_id = ${persona} AND dettaglio ->> 'stampa' = '${at.split('/')[2]}'`), String(codes.length), 'each case that was printed is in the register');
	is(sql(`SELECT string_agg(esito, ', ' ORDER BY id) FROM registro WHERE azione = 'stampa' AND oggetto = 'soggetto' AND soggetto_id = ${persona} AND dettaglio ->> 'stampa' = '${at.split('/')[2]}'`), 'chiesta, ok', 'and the file itself');
});

await chapter('private pages', async () => {
	const pdf = await paper(laura, await ask(laura, ['diario', 'private']));
	ok(pdf.text.includes('parola-privata-mia') && !pdf.text.includes('parola-privata-altrui'), 'the own ones when asked for, never those of a colleague');
	ok(!/Collegamenti/.test(pdf.text), 'what was not ticked is not there');
});

await chapter('who sees less prints less', async () => {
	const blind = await paper(clients['amministrativo.maleo'], await ask(clients['amministrativo.maleo'], sections));
	ok(!/PIC-|PRG-|VAL-|parola-|La signora si lava/.test(blind.text), 'an amministrativo gets no presa in carico, project or assessment');
	ok(!gen || blind.text.includes(sql(`SELECT codice FROM pratica WHERE id = ${gen || 0}`)), 'and the interventi of the service');
	const other = await paper(clients['assistente.lodi'], await ask(clients['assistente.lodi'], sections));
	ok(!other.text.includes(sql(`SELECT codice FROM pratica WHERE id = ${presa}`)), 'another service none of these');
	is((await clients['amministratore.siz'].get(`/soggetti/${persona}/fascicolo`)).status, 403, 'who administers the system prints nobody');
	const reserved = sql("SELECT id FROM soggetto WHERE riservato AND creato_servizio_id = (SELECT id FROM servizio WHERE codice = 'maleo') LIMIT 1") || sql('SELECT id FROM soggetto WHERE riservato LIMIT 1');
	is((await clients['assistente.lodi'].get(`/soggetti/${reserved}/fascicolo`)).status, 404, 'a reserved person is nobody there');
	const mine = await ask(laura, ['stati']);
	is((await clients['amministrativo.maleo'].get(`${mine}/scarica`)).status, 404, 'a file is its asker’s');
});

end();
