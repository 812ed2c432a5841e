/*
 * Schede di rilevazione (GEN-31, GEN-32) in every kind of case that has some, as the table says: filled in, several over time,
 * changed by a colleague, in conflict, in a draft, taken away, in the history, on the form on which they were written; refusals.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const who of ['assistente.maleo', 'collega.maleo', 'assistente.lodi', 'amministrativo.maleo', 'operatore.maleo'])
	await (clients[who] = new Client()).login(who);
const { 'assistente.maleo': maleo, 'collega.maleo': collega, 'assistente.lodi': lodi, 'amministrativo.maleo': amministrativo } = clients;
let n = 0;
const key = () => ({ _chiave: `sch-${process.pid}-${n++}` });
const text = (html) => decode(html.replace(/[^]*<main/, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const person = (name) => sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Schede', '${name}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
const born = (kind) => sql(`INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
	SELECT '${kind}', 'SCH-${process.pid}-${n++}', ${person(kind)}, v.id, o.id, 'A', current_date, '{}', (SELECT max(m.id) FROM modulo m WHERE m.nome = k.modulo), o.id
	  FROM servizio v, operatore o, kind k WHERE v.codice = 'maleo' AND o.username = 'assistente.maleo' AND k.codice = '${kind}' RETURNING id`);
const last = (pratica) => sql(`SELECT max(id) FROM rilevazione WHERE pratica_id = ${pratica}`);
const answers = {
	sina: { mobilita: '2', attivita: '2', comportamentali: '1', reddito: '2', supporto: '3', fonte: '2', strumento: '7', note: 'Cade <b>spesso</b>' },
	sinba: { condizione: '1', luogo: '2', vive_con: '4', scuola: '5', disabilita: 'N', minore: '1', famiglia: '12', note: 'Cade <b>spesso</b>' },
};
const shows = { sina: ['Si sposta assistito', 'Assenza della rete familiare'], sinba: ['Presso parenti', 'Difficoltà economiche'] };
const all = sql('SELECT codice FROM scheda_rilevazione ORDER BY ordine').split('\n');

ok(all.length >= 2 && sql(`SELECT count(*) FROM scheda_rilevazione WHERE length(fonte) < 10 OR NOT EXISTS (SELECT FROM modulo_campo c JOIN modulo m ON m.id = c.modulo_id WHERE m.nome = modulo AND c.nome = 'data')`) === '0',
	'each scheda names its source and has a published form with its date');
const kinds = sql(`SELECT k.codice, string_agg(s.codice, ',' ORDER BY s.ordine) FROM kind k JOIN scheda_rilevazione_kind x ON x.kind = k.codice JOIN scheda_rilevazione s ON s.id = x.scheda_rilevazione_id GROUP BY k.codice`)
	.split('\n').map((row) => row.split('|'));
ok(kinds.length >= 5, 'every kind of case has some');

for (const [kind, list] of kinds)
	await chapter(kind, async () => {
		const pratica = born(kind), at = `/pratiche/${pratica}/schede`, has = list.split(',');
		const empty = text((await maleo.get(at)).text);
		ok(has.every((one) => empty.includes(sql(`SELECT fonte FROM scheda_rilevazione WHERE codice = '${one}'`))), 'each of its schede with its source');
		for (const one of all.filter((other) => !has.includes(other)))
			is((await maleo.get(`${at}/nuova/${one}`)).status, 404, `${one} is none of its schede`);
		for (const one of has) {
			const where = `${at}/nuova/${one}`, fresh = await maleo.get(where);
			is(formOf(fresh.text, where).data, sql('SELECT current_date'), `${one}: today is proposed`);
			const short = await maleo.submit(where, { ...key(), data: '' }, fresh);
			is(short.status, 422, `${one}: not without its date and answers`);
			const future = await maleo.submit(where, { ...key(), ...answers[one], data: sql('SELECT current_date + 1') }, fresh);
			ok(future.status === 422 && text(future.text).includes('nel futuro') && future.text.includes('Cade &lt;b&gt;'), `${one}: not in the future, and nothing typed is lost`);
			is((await maleo.submit(where, { ...key(), ...answers[one], data: '01/03/2026' }, fresh)).status, 303, `${one}: filled in`);
			is((await maleo.submit(where, { ...key(), ...answers[one], data: '01/09/2026', note: 'Dopo sei mesi' }, await maleo.get(where))).status, 303, `${one}: and again later`);
			const page = (await maleo.get(at)).text;
			ok(shows[one].every((words) => text(page).includes(words)), `${one}: in words`);
			ok(page.indexOf('Rilevata il 01/09/2026') < page.indexOf('Rilevata il 01/03/2026') && page.includes('Rilevata il 01/03/2026'), `${one}: both, the newest first`);
			ok(page.includes('Cade &lt;b&gt;spesso') && !page.includes('Cade <b>'), `${one}: shown as text`);
			is(sql(`SELECT count(*) FROM registro WHERE oggetto = 'rilevazione' AND azione = 'crea' AND oggetto_id = ${last(pratica)}`), '1', `${one}: in the register`);
		}
		ok(new RegExp(`siz-conta">${2 * has.length}<`).test((await maleo.get(at)).text), 'counted');
		ok([403, 404].includes((await lodi.get(at)).status), 'not for another service');
		const token = formOf((await lodi.get('/')).text)?._csrf;
		ok((await lodi.post(`${at}/nuova/${has[0]}`, { _csrf: token, ...key(), ...answers[has[0]], data: '01/03/2026' })).status !== 303, 'which fills in none');
		const before = last(pratica);
		ok((await lodi.post(`${at}/${before}/togli`, { _csrf: token, ...key() })).status !== 303, 'and takes none away');
		is(sql(`SELECT count(*) FROM rilevazione WHERE pratica_id = ${pratica} AND tolta_il IS NULL`), String(2 * has.length), 'nothing came or went');
		if (!sql(`SELECT 1 FROM regola_accesso WHERE kind = '${kind}' AND ruolo = 3 AND relazione = 'servizio'`))
			is((await amministrativo.get(at)).status, 403, 'nor for an amministrativo, who does not open the case');
	});

await chapter('a colleague, two at once, the history', async () => {
	const pratica = born('presa_in_carico'), at = `/pratiche/${pratica}/schede`;
	await maleo.submit(`${at}/nuova/sina`, { ...key(), ...answers.sina, data: '01/03/2026' }, await maleo.get(`${at}/nuova/sina`));
	const id = last(pratica), edit = `${at}/${id}/modifica`;
	const mine = await maleo.get(edit), theirs = await collega.get(edit);
	is(formOf(mine.text, edit).data, '2026-03-01', 'the date stands in the form');
	is((await collega.submit(edit, { ...key(), mobilita: '3', data: '02/03/2026' }, theirs)).status, 303, 'a colleague corrects it');
	const clash = await maleo.submit(edit, { ...key(), mobilita: '1' }, mine);
	is(clash.status, 409, 'who saves after them sees both texts');
	ok(['Non si sposta', 'Si sposta da solo'].every((words) => text(clash.text).includes(words)), 'in words');
	is(sql(`SELECT dati ->> 'mobilita' FROM rilevazione WHERE id = ${id}`), '3', 'and nothing is overwritten');
	is((await maleo.submit(edit, { ...key() }, clash)).status, 303, 'sent again on the newer version');
	const history = text((await maleo.get(`/pratiche/${pratica}/storia`)).text);
	ok(/Scheda di rilevazione modificata/.test(history) && /Mobilità .{0,40}Si sposta assistito.{0,40}Non si sposta/.test(history), 'the history has the old answer and the new one, in words', history.slice(0, 600));
	ok(/Rilevata il .{0,40}01\/03\/2026.{0,40}02\/03\/2026/.test(history), 'and the date');
	const now = formOf((await maleo.get(edit)).text, edit), several = Object.entries({ ...now, ...key() }).filter(([name]) => name !== 'certificazioni');
	is((await maleo.post(edit, [...several, ['certificazioni', '2'], ['certificazioni', '6']])).status, 303, 'two answers of one question');
	is((await maleo.get(edit)).text.match(/name="certificazioni" value="[26]" checked/g)?.length, 2, 'both are ticked when it is opened again');
	const said = text((await maleo.get(`/pratiche/${pratica}/storia`)).text);
	ok(/Invalidità civile e L\. 104\/1992 non inserito .{0,90}indennità di accompagnamento, Certificazione L\.104 \(art\.3, comma 3\)/.test(said), 'several answers of one question in words', said.slice(600, 1300));
	is((await maleo.submit(`${at}/${id}/togli`, { ...key() }, await maleo.get(at))).status, 303, 'taken away');
	ok(!(await maleo.get(at)).text.includes(`scheda-${id}"`), 'it is not listed');
	is((await maleo.get(edit)).status, 404, 'nor opened');
	is(sql(`SELECT dati ->> 'mobilita' FROM rilevazione WHERE id = ${id}`) !== '', true, 'and is not lost');
	is((await maleo.get(`/pratiche/${born('progetto')}/schede/${id}/modifica`)).status, 404, 'nor under another case');
});

await chapter('a draft', async () => {
	const pratica = born('progetto'), where = `/pratiche/${pratica}/schede/nuova/sinba`;
	const fresh = await maleo.get(where), form = formOf(fresh.text, where);
	const action = /data-bozza="([^"]+)"/.exec(fresh.text)?.[1];
	ok(action, 'what is typed is kept as a draft');
	const kept = await maleo.post(decode(action), { ...form, note: 'A metà', data: '2026-03-01' });
	ok([200, 204].includes(kept.status), `the draft is taken (${kept.status})`);
	const again = formOf((await maleo.get(where)).text, where);
	is(`${again.note} ${again.data}`, 'A metà 2026-03-01', 'and is there on coming back');
});

await chapter('reading only, and a scheda that is over', async () => {
	const pratica = born('progetto'), at = `/pratiche/${pratica}/schede`;
	await maleo.submit(`${at}/nuova/sina`, { ...key(), ...answers.sina, data: '01/03/2026' }, await maleo.get(`${at}/nuova/sina`));
	sql(`INSERT INTO assegnazione (pratica_id, servizio_id, livello, assegnata_da) SELECT ${pratica}, v.id, 1, p.creato_da FROM pratica p, servizio v WHERE p.id = ${pratica} AND v.codice = 'lodi'`);
	const page = await lodi.get(at);
	ok(page.status === 200 && page.text.includes('Cade &lt;b&gt;'), 'who received it for reading reads');
	ok(!page.text.includes('/nuova/') && !page.text.includes('/modifica"') && !page.text.includes('/togli"'), 'without buttons');
	is((await lodi.get(`${at}/nuova/sina`)).status, 403, 'fills in none');
	const token = formOf((await lodi.get('/')).text)?._csrf;
	is((await lodi.post(`${at}/${last(pratica)}/togli`, { _csrf: token, ...key() })).status, 403, 'takes none away');
	is((await lodi.post(`${at}/nuova/sina`, { _csrf: token, ...key(), ...answers.sina, data: '01/03/2026' })).status, 403, 'nor by its address');
	is(sql(`SELECT count(*) FROM rilevazione WHERE pratica_id = ${pratica} AND tolta_il IS NULL`), '1', 'nothing came or went');
	sql("UPDATE scheda_rilevazione SET valida_al = current_date - 1 WHERE codice = 'sina'");
	const over = (await maleo.get(at)).text;
	ok(over.includes('Cade &lt;b&gt;') && !over.includes('/nuova/sina') && text(over).includes('Oggi non si compila più'), 'a scheda that is over is read and not filled in');
	is((await maleo.get(`${at}/nuova/sina`)).status, 404, 'not by its address either');
	sql("UPDATE scheda_rilevazione SET valida_al = NULL WHERE codice = 'sina'");
});

await chapter('an old answer on the form on which it was written', async () => {
	const pratica = born('valutazione'), at = `/pratiche/${pratica}/schede`;
	await maleo.submit(`${at}/nuova/sina`, { ...key(), ...answers.sina, data: '01/03/2026' }, await maleo.get(`${at}/nuova/sina`));
	/* the version of before, whose question had other words */
	const old = sql(`INSERT INTO modulo (nome, versione, titolo, impronta) SELECT nome, 0, titolo, 'prova-schede' FROM modulo WHERE nome = 'scheda_sina' ORDER BY versione DESC LIMIT 1 RETURNING id`);
	const columns = sql("SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns WHERE table_name = 'modulo_campo' AND column_name NOT IN ('id', 'modulo_id', 'etichetta') AND is_generated = 'NEVER'");
	sql(`INSERT INTO modulo_campo (modulo_id, etichetta, ${columns}) SELECT ${old}, CASE nome WHEN 'mobilita' THEN 'Come si muove' ELSE etichetta END, ${columns} FROM modulo_campo WHERE modulo_id = (SELECT max(modulo_id) FROM rilevazione WHERE pratica_id = ${pratica})`);
	ok(!text((await maleo.get(at)).text).includes('Come si muove'), 'what was written on the newest has its words');
	sql(`UPDATE rilevazione SET modulo_id = ${old} WHERE pratica_id = ${pratica}`);
	ok(/Come si muove Si sposta assistito/.test(text((await maleo.get(at)).text)), 'what was written before keeps its question');
	ok((await maleo.get(`${at}/${last(pratica)}/modifica`)).text.includes('Mobilità'), 'and is corrected on the newest');
	sql(`DELETE FROM rilevazione WHERE pratica_id = ${pratica}; DELETE FROM modulo_campo WHERE modulo_id = ${old}; DELETE FROM modulo WHERE id = ${old}`);
});

await chapter('on paper', async () => {
	const pratica = born('intervento_generico'), at = `/pratiche/${pratica}`;
	await maleo.submit(`${at}/schede/nuova/sina`, { ...key(), ...answers.sina, data: '01/03/2026' }, await maleo.get(`${at}/schede/nuova/sina`));
	const form = await maleo.get(`${at}/stampa`);
	ok(/name="schede"[^>]*checked/.test(form.text), 'the print proposes them');
	const asked = await maleo.submit(`${at}/stampa`, { ...key() }, form), print = /\d+/.exec(asked.location)[0];
	for (let i = 0; i < 300 && sql(`SELECT stato FROM stampa WHERE id = ${print}`) === 'in_coda'; i++)
		await new Promise((go) => setTimeout(go, 200));
	const folder = mkdtempSync(`${tmpdir()}/siz-schede.`);
	writeFileSync(`${folder}/a.pdf`, (await maleo.get(`/stampe/${print}/scarica`)).bytes);
	const paper = execFileSync('pdftotext', ['-raw', `${folder}/a.pdf`, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
	rmSync(folder, { recursive: true });
	ok(['Schede di rilevazione', 'Rilevata il 01/03/2026', 'Si sposta assistito', 'Cade <b>spesso</b>', 'schema PS_PSA_SINA201812'].every((words) => paper.includes(words)), 'with answers, date and source', paper.slice(0, 800));
});
end();
