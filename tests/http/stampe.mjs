/*
 * Prints: asked for, made by the worker under the identity of who asked, downloaded; what is on
 * paper is what was on the page, and nobody gets one whose right has ended.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { BASE, Client, chapter, decode, end, is, ok, sql } from './client.mjs';

const laura = new Client(), ugo = new Client();
await laura.login('assistente.maleo');
await ugo.login('collega.maleo');
const me = sql("SELECT id FROM operatore WHERE username = 'assistente.maleo'");
const pratica = sql(`SELECT p.id FROM pratica p JOIN servizio v ON v.id = p.servizio_id AND v.codice = 'maleo'
	WHERE p.riferimento_operatore_id = ${me} AND p.stato = 'A'
	ORDER BY (SELECT count(*) FROM diario_pagina d WHERE d.pratica_id = p.id) + (SELECT count(*) FROM evento e WHERE e.pratica_id = p.id) DESC, p.id LIMIT 1`);
const folder = mkdtempSync(`${tmpdir()}/siz-stampe.`);
const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const words = (text) => text.replace(/\s+/g, ' ').trim();
const shown = (html) => words(decode(html.replace(/<[^>]*>/g, ' ')));

async function write(client, oggetto, testo, more = {}) {
	const page = await client.get(`/pratiche/${pratica}/diario`);
	is((await client.submit(`/pratiche/${pratica}/diario`, { oggetto, testo, ...more }, page)).status, 303, `«${oggetto}» is written`);
}

/* Ask with these boxes ticked; gives the address of the print. */
async function ask(client, ticked, which = pratica) {
	const page = await client.get(`/pratiche/${which}/stampa`);
	const fields = { _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)[1], _chiave: `stampa-${Math.random()}` };
	for (const name of ticked)
		fields[name] = '1';
	const answer = await client.post(`/pratiche/${which}/stampa`, fields);
	is(answer.status, 303, 'asking leads to the page that waits');
	return answer.location;
}

const state = (address) => sql(`SELECT stato FROM stampa WHERE id = ${address.split('/')[2]}`);
async function done(address) {
	for (let i = 0; i < 300 && state(address) === 'in_coda'; i++)
		await pause(200);
	return state(address);
}

function text(bytes) {
	writeFileSync(`${folder}/a.pdf`, bytes);
	return words(execFileSync('pdftotext', ['-raw', `${folder}/a.pdf`, '-'], { encoding: 'utf8' }));
}
/* The same words, side by side, none cut and none put together; what stands at the foot of each page is no part of it. */
const body = (what) => ` ${words(what.replace(/Documento riservato: contiene dati personali\. Stampato da .{0,200}? Pagina \d+ di \d+/g, ' '))} `;
const says = (what, line) => body(what).includes(` ${words(line)} `);
const info = (...what) => execFileSync('pdfinfo', [...what, `${folder}/a.pdf`], { encoding: 'utf8' });

await write(laura, 'Visita <b>&"D\'Amico"', 'Prima riga € «perché»\nseconda riga');
await write(laura, 'Solo mia', 'parola-privata-di-Laura', { privata: '1' });
await write(ugo, 'Solo sua', 'parola-privata-di-Ugo', { privata: '1' });
const all = ['stati', 'assegnazioni', 'significativi', 'eventi', 'documenti', 'diario'];
let pdf, paper;

await chapter('a case on paper', async () => {
	const address = await ask(laura, all);
	const waiting = await laura.get(address);
	is(waiting.status, 200, 'the page that waits');
	ok(state(address) !== 'in_coda' || /<noscript><meta http-equiv="refresh" content="\d+">/.test(waiting.text), 'looks again by itself without script');
	is(await done(address), 'pronta', 'the worker makes it');
	const ready = await laura.get(address);
	ok(!/http-equiv="refresh"/.test(ready.text) && ready.text.includes(`href="${address}/scarica"`), 'then it can be downloaded');
	const piece = await laura.get(address, { 'x-requested-with': 'fetch' });
	ok(!/<html|<body/.test(piece.text) && piece.text.includes(`${address}/scarica`), 'the script gets the piece');
	pdf = await laura.get(`${address}/scarica`);
	is(pdf.status, 200, 'the file comes');
	is(pdf.headers['content-type'], 'application/pdf', 'as PDF');
	ok(/^attachment; filename="?GEN-[0-9-]+\.pdf/.test(pdf.headers['content-disposition']), 'under the code of the case', pdf.headers['content-disposition']);
	is(pdf.headers['content-security-policy'], 'sandbox', 'in a sandbox');
	paper = text(pdf.bytes);
	is(sql(`SELECT string_agg(DISTINCT azione || ' ' || oggetto || ' ' || esito, ', ' ORDER BY azione || ' ' || oggetto || ' ' || esito) FROM registro
		WHERE operatore_id = ${me} AND soggetto_id = (SELECT titolare_soggetto_id FROM pratica WHERE id = ${pratica})
		AND (azione = 'stampa' AND oggetto_id = ${pratica} OR oggetto = 'stampa' AND oggetto_id = ${address.split('/')[2]})`),
		'apri stampa ok, scarica stampa ok, stampa pratica chiesta, stampa pratica ok', 'asking, making, looking and downloading are in the register');
});

await chapter('what was on the page is on paper', async () => {
	const detail = await laura.get(`/pratiche/${pratica}`);
	const code = /GEN-[0-9]{4}-[0-9]+/.exec(detail.text)[0];
	ok(paper.includes(code), 'the code');
	for (const [what, question] of Object.entries({
		'each page of the diary': `SELECT oggetto FROM diario_pagina WHERE pratica_id = ${pratica} AND NOT privata UNION SELECT replace(testo, E'\\n', ' ') FROM diario_pagina WHERE pratica_id = ${pratica} AND NOT privata`,
		'each event': `SELECT titolo FROM evento WHERE pratica_id = ${pratica}`,
		'each person around': `SELECT coalesce(g.cognome || ' ' || g.nome, s.denominazione) FROM soggetto_significativo s LEFT JOIN soggetto g ON g.id = s.soggetto_id WHERE s.pratica_id = ${pratica}`,
		'the person': `SELECT s.cognome || ' ' || s.nome FROM soggetto s JOIN pratica p ON p.titolare_soggetto_id = s.id WHERE p.id = ${pratica}`,
		'who follows': "SELECT nome || ' ' || cognome FROM operatore WHERE username = 'assistente.maleo'",
	}))
		for (const line of sql(question).split('\n').filter(Boolean)) {
			ok(says(paper, line), `${what} is there`, line);
		}
	const page = shown((await laura.get(`/pratiche/${pratica}/diario`)).text);
	ok(page.includes('Prima riga € «perché» seconda riga') && paper.includes('Prima riga € «perché» seconda riga'), 'the same words, also the difficult ones');
	ok(/Documento riservato: contiene dati personali\. Stampato da .+ il \d\d\/\d\d\/\d{4} alle \d\d:\d\d\./.test(paper), 'who printed it and when is at the foot');
	ok(!/parola-privata/.test(paper), 'private pages stay out');
});

await chapter('a PDF/A that a screen reader can read', async () => {
	text(pdf.bytes);
	ok(/^Tagged:\s+yes/m.test(info()), 'tagged');
	ok(/^Title:\s+Pratica GEN-/m.test(info()), 'with a title of codes only');
	const tags = info('-struct');
	for (const tag of ['H1', 'H2', 'Table', 'TH', 'P'])
		ok(new RegExp(`^ *${tag}\\b`, 'm').test(tags), `headings, tables and paragraphs are said: ${tag}`);
	execFileSync('qpdf', ['--check', `${folder}/a.pdf`]);
	ok(/\/Lang/.test(execFileSync('qpdf', ['--qdf', '--object-streams=disable', `${folder}/a.pdf`, '-'], { encoding: 'latin1' })), 'qpdf finds it sound, with a language');
	/* our own check of documents says what it is */
	const page = await laura.get(`/pratiche/${pratica}/documenti`), edge = `edge${Date.now()}`;
	const hidden = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1];
	const parts = ['_csrf', '_chiave'].map((name) => Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${hidden(name)}\r\n`));
	parts.push(Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="documenti"; filename="stampa.pdf"\r\n\r\n`), pdf.bytes, Buffer.from(`\r\n--${edge}--\r\n`));
	const body = Buffer.concat(parts);
	is((await laura.request(`/pratiche/${pratica}/documenti`, { method: 'POST', body,
		headers: { origin: process.env.BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` } })).status, 303, 'goes back as a document');
	let row = '';
	for (let i = 0; i < 100 && !/pulito|non_controllato|rifiutato/.test(row); i++, await pause(200))
		row = sql("SELECT stato || ' ' || coalesce(pdfa, '') FROM documento WHERE nome_file = 'stampa.pdf' ORDER BY id DESC LIMIT 1");
	ok(/^(pulito|non_controllato) PDF\/A-3[bB] dichiarato/.test(row), 'and is found to be a PDF/A-3b', row);
});

await chapter('private pages', async () => {
	const address = await ask(laura, ['diario', 'private']);
	is(await done(address), 'pronta', 'with the own ones');
	const own = text((await laura.get(`${address}/scarica`)).bytes);
	ok(own.includes('parola-privata-di-Laura') && /Solo mia\s+Privata/.test(own), 'they are there and marked');
	ok(!own.includes('parola-privata-di-Ugo'), 'those of a colleague never are');
	ok(!/Eventi|Assegnazioni/.test(own), 'sections that were not ticked are not there');
	is((await ugo.get(address)).status, 404, 'a colleague does not see the print');
	is((await ugo.get(`${address}/scarica`)).status, 404, 'nor gets its file');
});

await chapter('the right is asked again', async () => {
	const lodi = sql(`SELECT o.id FROM operatore o WHERE o.username = 'assistente.lodi'`), other = new Client();
	sql(`INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, assegnata_da, risposta) SELECT ${pratica}, a.servizio_id, ${lodi}, 1, ${me}, 'accettata' FROM appartenenza a WHERE a.operatore_id = ${lodi} ORDER BY a.id LIMIT 1`);
	await other.login('assistente.lodi');
	const first = await ask(other, ['diario']);
	is(await done(first), 'pronta', 'who received the case prints it');
	is((await other.get(`${first}/scarica`)).status, 200, 'and gets it');
	/* asked while the worker rests: a lock on the row of the job keeps it waiting */
	sql("UPDATE lavoro SET pronto_il = now() + interval '1 hour' WHERE stato = 'in_coda'");
	const second = `/stampe/${sql(`WITH s AS (INSERT INTO stampa (tipo, oggetto, oggetto_id, pratica_id, titolo, nome_file, opzioni, operatore_id, servizio_id, ruolo)
		SELECT tipo, oggetto, oggetto_id, pratica_id, titolo, nome_file, opzioni, operatore_id, servizio_id, ruolo FROM stampa WHERE id = ${first.split('/')[2]} RETURNING *),
		l AS (INSERT INTO lavoro (tipo, dati, operatore_id, servizio_id, ruolo, pronto_il) SELECT 'stampa', jsonb_build_object('stampa', id), operatore_id, servizio_id, ruolo, now() + interval '1 hour' FROM s)
		SELECT id FROM s`)}`;
	sql(`UPDATE assegnazione SET terminata_il = now(), terminata_da = ${me} WHERE pratica_id = ${pratica} AND operatore_id = ${lodi}`);
	sql("UPDATE lavoro SET pronto_il = now() WHERE tipo = 'stampa' AND stato = 'in_coda'; NOTIFY siz_lavoro");
	is(await done(second), 'rifiutata', 'who lost the right between asking and making gets none');
	is(sql(`SELECT esito FROM registro WHERE azione = 'stampa' AND oggetto_id = ${pratica} AND operatore_id = ${lodi} ORDER BY id DESC LIMIT 1`), 'rifiutata', 'and the register says so');
	is((await other.get(`${first}/scarica`)).status, 404, 'nor the one that was ready before');
	is((await other.get(`/pratiche/${pratica}/stampa`)).status, 403, 'nor may ask again');
});

await chapter('a long one goes out block by block', async () => {
	/* blocks are sealed for an id: a document of three becomes a print of the same id */
	sql("SELECT setval(pg_get_serial_sequence('documento', 'id'), greatest(900000, (SELECT max(id) FROM documento)))");
	const bytes = Buffer.concat([Buffer.from('308006092a864886f70d010702', 'hex'), randomBytes(2.5 * 1024 * 1024)]), edge = 'edge77', section = `/pratiche/${pratica}/documenti`;
	const page = await laura.get(section), hidden = (name) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1]);
	const field = (name) => Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${hidden(name)}\r\n`);
	const body = Buffer.concat([field('_csrf'), field('_chiave'), Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="documenti"; filename="lunga.p7m"\r\n\r\n`), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
	is((await laura.request(section, { method: 'POST', body, headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` } })).status, 303, 'three blocks are there');
	const id = sql("SELECT max(id) FROM documento WHERE nome_file = 'lunga.p7m'");
	sql(`INSERT INTO stampa (id, tipo, oggetto, oggetto_id, pratica_id, titolo, nome_file, operatore_id, servizio_id, ruolo, stato, byte, impronta, chiave, chiave_maestra, finita_il, scade_il)
		OVERRIDING SYSTEM VALUE SELECT d.id, 'pratica', 'pratica', d.pratica_id, d.pratica_id, 'Lunga', 'lunga.pdf', d.autore_operatore_id, d.autore_servizio_id, 1, 'pronta', d.byte, d.impronta, d.chiave,
		d.chiave_maestra, now(), now() + interval '1 hour' FROM documento d WHERE d.id = ${id};
		INSERT INTO stampa_blocco SELECT ${id}, indice, dati FROM documento_blocco WHERE documento_id = ${id}`);
	const whole = await laura.get(`/stampe/${id}/scarica`);
	ok(whole.status === 200 && Buffer.compare(Buffer.from(whole.bytes), bytes) === 0, 'all of it arrives', `${whole.status} ${whole.bytes?.length}`);
	is((await ugo.get(`/stampe/${id}/scarica`)).status, 404, 'to nobody else');
	is(sql(`SELECT has_function_privilege('siz_job', 'stampa_blocco_consegna(text, bigint, integer, bigint, text)', 'EXECUTE')`), 'f', 'the ticket is for the pages');
	sql(`UPDATE stampa_blocco SET dati = set_byte(dati, 1000, get_byte(dati, 1000) # 1) WHERE stampa_id = ${id} AND indice = 1`);
	const broken = await laura.get(`/stampe/${id}/scarica`).then((got) => got.bytes.length < bytes.length, () => true);
	ok(broken, 'a later block that was altered breaks the transfer');
	sql(`UPDATE stampa_blocco SET dati = set_byte(dati, 1000, get_byte(dati, 1000) # 1) WHERE stampa_id = ${id} AND indice = 0`);
	is((await laura.get(`/stampe/${id}/scarica`)).status, 500, 'the first one never begins to');
	sql(`DELETE FROM stampa WHERE id = ${id}`);
});

await chapter('the scales of a valutazione on paper', async () => {
	const which = sql(`SELECT p.id FROM pratica p JOIN valutazione_parte v ON v.pratica_id = p.id WHERE v.fascia = 'Dipendenza parziale' AND p.riferimento_operatore_id = ${me} AND p.stato = 'A' ORDER BY p.id LIMIT 1`);
	const address = await ask(laura, [], which);
	is(await done(address), 'pronta', 'made');
	const scales = text((await laura.get(`${address}/scarica`)).bytes);
	ok(says(scales, 'Totale 4 su 6: Dipendenza parziale (Più punti, più autonomia).'), 'the total with its words');
	ok(/indice di Katz[^]*S\. Katz[^]*Fare il bagno Riceve aiuto per più parti/.test(body(scales)), 'with its source and every answer');
});

await chapter('richieste, équipe and ISEE of a case', async () => {
	const person = sql(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${pratica}`), mark = `parola${process.pid}`;
	sql(`INSERT INTO richiesta (codice, tipo, stato, attende, pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id, destinatario_id, oggetto, testo, entro, promemoria)
		SELECT 'RIC-${mark}', 'autorizzazione', 'V', 'decide', id, codice, kind, titolare_soggetto_id, servizio_id, ${me}, servizio_id, 'Richiesta ${mark} <b>', 'x', current_date + 5, current_date + 2 FROM pratica WHERE id = ${pratica}`);
	sql(`WITH e AS (INSERT INTO equipe (nome, servizio_id, creato_da) SELECT 'Équipe ${mark}', servizio_id, ${me} FROM pratica WHERE id = ${pratica} RETURNING id),
		m AS (INSERT INTO equipe_membro (equipe_id, operatore_id, funzione) SELECT id, ${me}, 'coordina' FROM e)
		INSERT INTO equipe_pratica (equipe_id, pratica_id, creato_da) SELECT id, ${pratica}, ${me} FROM e`);
	sql(`INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino, creato_da) SELECT ${person}, 'ORD', 7654.32, 'INPS-ISEE-2026-76543210Z-00',
		current_date - 5, current_date + 30, ${me}`);
	const at = await ask(laura, ['richieste', 'equipe', 'isee']);
	is(await done(at), 'pronta', 'the worker makes it');
	const sheet = text((await laura.get(`${at}/scarica`)).bytes);
	for (const [what, line] of [['the richiesta', `Richiesta ${mark} <b>`], ['the équipe', `Équipe ${mark}`], ['who is of it', '(coordina)'], ['the ISEE', '7.654,32']])
		ok(sheet.includes(line), `${what} is on paper`, sheet.slice(-600));
	const without = await ask(laura, ['eventi']);
	is(await done(without), 'pronta', 'another one without them');
	ok(!new RegExp(`${mark}|7\\.654,32`).test(text((await laura.get(`${without}/scarica`)).bytes)), 'has none of it');
});

await chapter('longer than one PDF may be', async () => {
	const long = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Lunga', 'Storia', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
	for (let i = 0; i < 2; i++)
		sql(`WITH p AS (INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da, creato_ruolo)
			SELECT kind, 'GEN-L-${process.pid}-${i}', ${long}, servizio_id, ${me}, 'A', current_date, dati, modulo_id, ${me}, 1 FROM pratica WHERE id = ${pratica} RETURNING id, servizio_id)
			INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, autore_operatore_id, autore_servizio_id) SELECT p.id, current_date, 'Pagina', repeat('parola ', 2500), ${me}, p.servizio_id FROM p, generate_series(1, 300)`);
	const page = await laura.get(`/soggetti/${long}/fascicolo`);
	const asked = await laura.post(`/soggetti/${long}/fascicolo`, { _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)[1], _chiave: `lungo-${Math.random()}`, diario: '1' });
	is(await done(asked.location), 'fallita', 'ten megabytes of text are no PDF (print_html_bytes)');
	const said = await laura.get(asked.location);
	ok(said.status === 200 && !said.text.includes('/scarica"') && /non è riuscit|troppo|meno sezioni|Non è stat/i.test(shown(said.text)), 'and the page says so', shown(said.text).slice(-400));
	is(await done(await ask(laura, ['eventi'])), 'pronta', 'the next print is made as ever');
});

await chapter('an end', async () => {
	const address = await ask(laura, ['stati']);
	is(await done(address), 'pronta', 'one more');
	const blocks = () => sql(`SELECT count(*) FROM stampa_blocco WHERE stampa_id = ${address.split('/')[2]}`);
	is(blocks(), '1', 'it has its bytes');
	ok(!execFileSync('psql', ['-XAtq', '-h', process.env.PGHOST, '-U', 'postgres', '-d', process.env.PGDATABASE, '-c',
		`SELECT encode(dati, 'escape') FROM stampa_blocco WHERE stampa_id = ${address.split('/')[2]}`], { encoding: 'latin1' }).includes('%PDF'), 'sealed');
	const list = await laura.get('/stampe');
	ok(list.text.includes(`${address}/scarica`), 'it stands in the list');
	is((await laura.submit(`${address}/togli`, {}, list)).status, 303, 'taken off');
	is(blocks(), '0', 'the bytes are gone');
	is((await laura.get(`${address}/scarica`)).status, 410, 'and the file');
	const old = await ask(laura, ['stati', 'eventi']);
	is(await done(old), 'pronta', 'another');
	sql(`UPDATE stampa SET scade_il = now() - interval '1 minute' WHERE id = ${old.split('/')[2]}`);
	is((await laura.get(`${old}/scarica`)).status, 410, 'past its term it is not delivered');
	is(sql('SELECT stampe_scadute()'), '1', 'and is cleaned away');
	is(sql(`SELECT chiave IS NULL FROM stampa WHERE id = ${old.split('/')[2]}`), 't', 'with its key');
});

rmSync(folder, { recursive: true });
end();
