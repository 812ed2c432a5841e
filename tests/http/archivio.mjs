/*
 * The archive before SIZ: taken over by the command, read by everybody whose role opens the kind, marked
 * for what it is, found by the codes of then, and written by nobody.
 */
import { execFileSync } from 'node:child_process';
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const importa = (file, ...words) => execFileSync('build/siz', ['importa', file, `tests/data/archivio/${file}.csv`, '--operatore', 'referente.maleo', ...words], { encoding: 'utf8' });
for (const file of ['persone', 'progetti', 'prestazioni'])
	importa(file);
importa('documenti', '--cartella', 'tests/data/archivio/documenti');
const row = (object, code, column) => sql(`SELECT ${column} FROM archivio_riga WHERE oggetto = '${object}' AND codice = '${code}'`);
const person = row('persone', 'U-1001', 'soggetto_id'), project = row('progetti', 'P-1', 'pratica_id'), taken = row('progetti', 'P-4', 'pratica_id');

const laura = new Client(), office = new Client(), archive = new Client(), admin = new Client();
await laura.login('assistente.maleo', 'Comune di Maleo');
await office.login('amministrativo.maleo');
await archive.login('assistente.maleo', 'STORICO');
await admin.login('amministratore.siz');

await chapter('from one’s own service', async () => {
	const page = await laura.get(`/soggetti/${person}`);
	is(page.status, 200, 'the person');
	ok(/Nel sistema precedente/.test(page.text) && /U-1001/.test(page.text), 'with what the archive said of them');
	ok(/D&#39;Amico &lt;b&gt;&amp;&quot;Rossi&quot;/.test(page.text) && !/<b>&"Rossi/.test(page.text), 'as text, whatever it says');
	ok(new RegExp(`/pratiche/${project}"[^]*?Archivio storico`).test(page.text), 'and the old case, marked');
	ok(/Archivio storico/.test((await laura.get(`/soggetti/${person}/quadro?vista=completo`)).text), 'in the quadro too');
	const detail = await laura.get(`/pratiche/${project}`);
	is(detail.status, 200, 'the case opens');
	ok(/Archivio storico/.test(detail.text) && /Sola lettura/.test(detail.text) && /P-1/.test(detail.text), 'marked, with its code, to be read only');
	const was = await laura.get(`/pratiche/${project}/archivio`);
	ok(/Trasferita in struttura/.test(was.text) && /B-1/.test(was.text) && /1\.234,56/.test(was.text), 'as it was written, with its benefits');
	is(sql("SELECT concat_ws(' ', azione, oggetto, oggetto_id, soggetto_id, esito) FROM registro WHERE rotta = 'archivio_pratica' ORDER BY id DESC LIMIT 1"), `apri pratica ${project} ${person} ok`, 'and the register knows who read it');
	is((await laura.get(`/pratiche/${taken}`)).status, 200, 'a presa in carico, for an assistente sociale');
});

await chapter('by the codes of then', async () => {
	const found = await laura.get('/cerca?q=u-1001');
	ok(/Archivio storico/.test(found.text) && found.text.includes(`/soggetti/${person}`), 'a person');
	ok((await laura.get('/cerca?q=P-1')).text.includes(`/pratiche/${project}/archivio`), 'a project');
	ok((await laura.get('/cerca?q=B-2')).text.includes(`/pratiche/${project}/archivio`), 'a benefit');
	ok(!(await office.get('/cerca?q=P-4')).text.includes(`/pratiche/${taken}`), 'not what the role does not open');
	ok(!(await admin.get('/cerca?q=U-1001')).text.includes(`/soggetti/${person}`), 'nor for who administers the system');
});

await chapter('refusals', async () => {
	for (const [client, who] of [[laura, 'from the own service'], [archive, 'in SERVIZIO STORICO']]) {
		const page = await client.get(`/pratiche/${project}`);
		ok(!/name="_versione"/.test(page.text), `no form, ${who}`);
		for (const [path, fields] of [[`/pratiche/${project}`, { note: 'x' }], [`/pratiche/${project}/diario`, { oggetto: 'a', testo: 'b' }], [`/pratiche/${project}/eventi/nuovo`, { titolo: 'a', data: '2027-01-01' }],
			[`/pratiche/${project}/stato/riapri`, { motivo: 'x' }], [`/pratiche/${project}/passaggio`, { operatore: '1' }]]) {
			const { status } = await client.post(path, fields);
			ok(status === 403 || status === 404, `${path} writes nothing, ${who}`, status);
		}
	}
	is(sql(`SELECT versione || ' ' || (SELECT count(*) FROM diario_pagina d WHERE d.pratica_id = p.id) || (SELECT count(*) FROM evento e WHERE e.pratica_id = p.id) FROM pratica p WHERE id = ${project}`), '1 00', 'and it is as it came');
	is((await office.get(`/pratiche/${project}`)).status, 200, 'an amministrativo reads an intervento');
	for (const path of ['', '/archivio', '/diario', '/documenti'])
		is((await office.get(`/pratiche/${taken}${path}`)).status, 403, `but not a presa in carico${path}`);
	is((await admin.get(`/pratiche/${project}/archivio`)).status, 403, 'who administers the system reads none');
	is((await laura.get(`/pratiche/${sql("SELECT min(p.id) FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo'")}/archivio`)).status, 404, 'a case of today has no archive');
});

await chapter('documents', async () => {
	const report = row('documenti', 'D-1', 'documento_id'), card = row('documenti', 'D-3', 'documento_id');
	const waiting = () => sql("SELECT count(*) FROM archivio_riga a JOIN documento d ON d.id = a.documento_id LEFT JOIN documento_testo t ON t.documento_id = d.id WHERE d.stato = 'in_controllo' OR t.documento_id IS NULL");
	for (let i = 0; i < 300 && waiting() !== '0'; i++)
		await new Promise((go) => setTimeout(go, 100));
	is(waiting(), '0', 'each was checked, and read for the search');
	for (const [client, who] of [[laura, 'from one’s own service'], [archive, 'in SERVIZIO STORICO'], [office, 'an amministrativo']]) {
		const list = await client.get(`/pratiche/${project}/documenti`);
		ok(list.text.includes('Relazione sociale &quot;SAD&quot;') && list.text.includes(`/documenti/${report}`), `in the section of the old case, ${who}`);
		ok(!/type="file"/.test(list.text), `to which none is added, ${who}`);
		const bytes = await client.get(`/documenti/${report}`);
		ok(bytes.status === 200 && bytes.text.includes('girandolone'), `opens as it was, ${who}`, bytes.status);
		ok((await client.get('/cerca?q=girandolone')).text.includes(`/documenti/${report}`), `found by its words, ${who}`);
		for (const [path, fields] of [[`/documenti/${report}/scheda`, { oggetto: 'x', data: '2009-03-12', _versione: '1' }], [`/documenti/${report}/togli`, { motivo: 'x' }]]) {
			const { status } = await client.post(path, fields);
			ok(status === 403 || status === 404, `${path} changes nothing, ${who}`, status);
		}
	}
	ok((await laura.get(`/soggetti/${person}/documenti`)).text.includes(`/documenti/${report}`), 'among the person’s documents');
	ok((await laura.get('/cerca?q=scricciolo')).text.includes(`/documenti/${card}`), 'that of a presa in carico, for an assistente sociale');
	for (const [client, who] of [[office, 'an amministrativo'], [admin, 'who administers the system']]) {
		for (const path of [`/documenti/${card}`, `/documenti/${card}/scheda`])
			ok([403, 404].includes((await client.get(path)).status), `${path} is not for ${who}`);
		ok(!(await client.get('/cerca?q=scricciolo')).text.includes(`/documenti/${card}`), `nor is it found by ${who}`);
	}
	is(sql(`SELECT oggetto || coalesce(tolto_il::text, '') FROM documento WHERE id = ${report}`), 'Relazione sociale "SAD"', 'and it is as it came');
	// who answers for the import has no more right to it than their role
	const answers = new Client();
	await answers.login('referente.maleo');
	is((await answers.get(`/documenti/${card}`)).status === 200, (await answers.get(`/pratiche/${taken}`)).status === 200, 'who brought it in opens it if they open its case');
	const { status } = await answers.post(`/documenti/${report}/togli`, { motivo: 'x' });
	ok(status === 403 || status === 404, 'and takes nothing away', status);
	ok(/0 nuove, 3 già presenti/.test(importa('documenti', '--cartella', 'tests/data/archivio/documenti')), 'the same documents again are known');
});

await chapter('a person who comes under protection', async () => {
	const other = row('persone', 'U-1002', 'soggetto_id'), old = row('progetti', 'P-2', 'pratica_id');
	is((await laura.get(`/pratiche/${old}`)).status, 200, 'before');
	sql(`UPDATE soggetto SET riservato = true WHERE id = ${other}`);
	is((await laura.get(`/pratiche/${old}`)).status, 404, 'the old case is not there any more');
	is((await archive.get(`/soggetti/${other}`)).status, 404, 'nor the person, also in SERVIZIO STORICO');
	ok(!(await archive.get('/cerca?q=P-2')).text.includes(`/pratiche/${old}`), 'nor by the code of then');
	sql(`UPDATE soggetto SET riservato = false WHERE id = ${other}`);
});

await chapter('again', async () => {
	ok(/0 nuove, 3 già presenti/.test(importa('persone')), 'the same file changes nothing');
});

end();
