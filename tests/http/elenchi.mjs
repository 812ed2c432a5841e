/*
 * What an operator makes of a list of cases: columns, searches kept under a name.  For every kind, from the
 * table: a new one is covered by itself.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const kinds = sql("SELECT codice || ' ' || percorso FROM kind WHERE percorso LIKE '/%' AND codice IN (SELECT kind FROM kind_colonna) ORDER BY 1").split('\n').map((line) => line.split(' '));
const laura = new Client(), anna = new Client();
await laura.login('assistente.maleo', 'Comune di Maleo');
await anna.login('collega.maleo', 'Comune di Maleo');
const heads = (page) => [...(/<thead>[\s\S]*?<\/thead>/.exec(page.text)?.[0] ?? '').matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map((head) => decode(head[1].replace(/<[^>]*>/g, '')).trim());
const words = (page) => decode(page.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));

ok(kinds.length >= 3, 'there are kinds', String(kinds));
for (const [kind, path] of kinds)
	await chapter(kind, async () => {
		const page = await laura.get(`${path}?stato=`), mine = { ...formOf(page.text, '/preferenze/colonne') };
		is(page.status, 200, 'the list');
		const saved = await laura.post('/preferenze/colonne', [['_csrf', mine._csrf], ['_chiave', mine._chiave], ['kind', kind], ['_ritorno', mine._ritorno], ['colonna', 'data_fine'], ['colonna', 'stato'], ['colonna', 'segreto']]);
		is(saved.status, 303, 'columns are chosen');
		is(saved.location, `${path}?fatto=colonne-salvate`, 'back to the list');
		const after = await laura.get(path);
		if (heads(page).length) {
			ok(heads(after).length === 3 && heads(after)[0] === heads(page)[0] && heads(after).some((head) => /fin|chius|conclus/i.test(head)), 'it shows these, and always the code', heads(after).join(' '));
			is(heads(await anna.get(path)).join(), heads(page).join(), 'a colleague sees what was there');
		}
		is(sql(`SELECT valore FROM preferenza WHERE chiave = 'colonne.${kind}'`).split(' ').sort().join(' '), 'codice data_fine stato', 'a column that there is not is not kept');
		await laura.submit('/preferenze/colonne', { ripristina: '1' }, await laura.get(path));
		is(heads(await laura.get(path)).join(), heads(page).join(), 'and back to what the kind has');

		const row = /name="pratica" value="(\d+)"/.exec(page.text)?.[1];
		if (row) {
			is((await laura.submit('/preferiti/insieme', { pratica: row }, page)).status, 303, 'chosen rows become favourites');
			is(sql(`SELECT count(*) FROM preferito p JOIN operatore o ON o.id = p.operatore_id WHERE o.username = 'assistente.maleo' AND p.oggetto = 'pratica' AND p.oggetto_id = ${row}`), '1', 'of who chose');
		}

		const asked = `${path}?stato=A&ordine=vecchi`, found = await laura.get(asked);
		const link = /href="(\/ricerche\/nuova\?ritorno=[^"]*)">Conserva questa ricerca/.exec(found.text)?.[1];
		ok(link, 'a search can be kept');
		ok(!/Conserva questa ricerca/.test((await laura.get(path)).text), 'the list itself need not');
		is((await laura.submit('/ricerche/nuova', { nome: ' ' }, await laura.get(decode(link)))).status, 422, 'it wants a name');
		const kept = await laura.submit('/ricerche/nuova', { nome: 'Le mie <b>&"' }, await laura.get(decode(link)));
		ok(kept.status === 303 && kept.location.startsWith(path) && kept.location.includes('fatto=ricerca-conservata'), 'it is kept', kept.location);
		const again = await laura.submit('/ricerche/nuova', { nome: 'Le mie <b>&"' }, await laura.get(decode(link)));
		ok(again.status === 422 && /Hai già una ricerca con questo nome/.test(words(again)), 'a name is used once', words(again).slice(0, 200));
		const list = await laura.get(path), address = decode(/aria-label="Ricerche conservate">[\s\S]*?href="([^"]*)"/.exec(list.text)?.[1] ?? '');
		ok(words(list).includes('Le mie <b>&"'), 'it stands above the list');
		const opened = await laura.get(address);
		ok(opened.status === 200 && /aria-current="page">Le mie/.test(opened.text) && /Attiv|Apert|corso/i.test(words(opened)), 'and leads to the same rows', address);
		ok(!words(await anna.get(path)).includes('Le mie'), 'a colleague does not see it');
		const id = sql(`SELECT id FROM ricerca_salvata WHERE kind = '${kind}'`), other = formOf((await anna.get(path)).text, '/preferenze/colonne');
		is((await anna.post(`/ricerche/${id}/togli`, { _csrf: other._csrf, _chiave: other._chiave })).status, 404, 'nor takes it away');
		is((await laura.submit(`/ricerche/${id}/togli`, {}, list)).status, 303, 'its owner does');
		ok(!words(await laura.get(path)).includes('Le mie'), 'then it is gone');
	});

await chapter('what cannot be chosen', async () => {
	const hidden = sql("SELECT p.id FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.denominazione = 'Comune di Lodi' AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id) ORDER BY 1 LIMIT 1");
	const list = await laura.get(kinds[0][1]);
	is((await laura.submit('/preferiti/insieme', { pratica: hidden }, list)).status, 303, 'a case of others is left aside');
	is(sql(`SELECT count(*) FROM preferito WHERE oggetto = 'pratica' AND oggetto_id = ${hidden}`), '0', 'and becomes no favourite');
	is((await laura.submit('/preferiti/insieme', { pratica: 'x' }, await laura.get(kinds[0][1]))).status, 400, 'what is no case is refused');
});

await chapter('addresses that are no list', async () => {
	for (const address of ['/soggetti', '//altrove.example/x', '/pratiche/1', 'javascript:alert(1)']) {
		const answer = await laura.submit('/ricerche/nuova', { nome: 'x' }, await laura.get(`/ricerche/nuova?ritorno=${encodeURIComponent(address)}`));
		is(answer.status, 400, address);
	}
	is(sql('SELECT count(*) FROM ricerca_salvata'), '0', 'nothing was kept');
});

end();
