/*
 * Nothing typed is lost, nothing is saved twice: drafts, sessions that end under a form, the same
 * form sent again, two people on one page.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const one = (text) => sql(text).split('\n')[0];
const pratica = one("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN servizio s ON s.id = p.servizio_id WHERE o.username = 'assistente.maleo' AND s.denominazione = 'Comune di Maleo' AND p.stato = 'A' ORDER BY 1 LIMIT 1");
const path = `/pratiche/${pratica}`, diary = `${path}/diario`;
const expire = (username) => sql(`UPDATE sessione SET attiva_il = attiva_il - interval '9 hours' WHERE operatore_id = (SELECT id FROM operatore WHERE username = '${username}') AND chiusa_il IS NULL`);
const odd = 'Riga con \'"<>&</textarea> e\r\nseconda riga, «già» – 100 %';

/* As they stand in a field: line ends are those of HTML. */
const typed = (text) => text.replace(/\r\n/g, '\n');

for (const [what, where, fields, field] of [
	['a case', path, { note: odd, codice_cliente: 'B-1' }, 'note'],
	['a page of the diary', diary, { data: '2026-03-03', oggetto: 'Scaduta', testo: odd }, 'testo'],
	['a new person', '/soggetti/nuovo', { cognome: 'D\'Amico <b>&"Rossi"</textarea>', nome: 'Prova', data_nascita: '31/02/1980' }, 'cognome'],
	['an event', `${path}/eventi/nuovo`, { titolo: 'Udienza', note: odd }, 'note'],
]) {
	await chapter(`a session that ends under ${what}`, async () => {
		const client = new Client();
		await client.login('assistente.maleo', 'Comune di Maleo');
		const page = await client.get(where);
		expire('assistente.maleo');
		const answer = await client.submit(where, fields, page);
		is(answer.location, `/accesso?scaduta=1&ritorno=${encodeURIComponent(where)}`, 'the login, and the way back');
		await client.get(answer.location);
		const back = await client.follow(await client.submit('/accesso', { utente: 'assistente.maleo', password: 'Dimostrazione-2026' }));
		let now = back;
		if (new URL(back.path, 'https://a').pathname === '/servizio') {
			const service = /name="servizio" value="(\d+)"[^>]*>Entra<span[^>]*> in Comune di Maleo/.exec(back.text)[1];
			now = await client.follow(await client.submit('/servizio', { servizio: service }, back));
		}
		is(new URL(now.path, 'https://a').pathname, where, 'the login leads back to it');
		const form = formOf(now.text, where);
		for (const [name, value] of Object.entries(fields))
			is(form?.[name], typed(value), `${name} is as it was typed`);
		ok(/Hai ripreso una bozza/.test(now.text), 'and the page says where it comes from');
		is(sql(`SELECT count(*) FROM bozza WHERE percorso = '${where}' AND operatore_id = (SELECT id FROM operatore WHERE username = 'assistente.maleo')`), '1', 'one draft, of that operator');
		/* nobody else gets it */
		const other = new Client();
		await other.login('collega.maleo', 'Comune di Maleo');
		ok(formOf((await other.get(where)).text, where)?.[field] !== typed(fields[field]), 'a colleague does not see it');
		await client.post('/bozze/scarta', { _csrf: form._csrf, _percorso: where });
		ok(formOf((await client.get(where)).text, where)?.[field] !== typed(fields[field]), 'it can be thrown away');
	});
}

/* Boxes: a browser sends one pair for each tick, and nothing for the others. */
await chapter('ticks, and what was emptied', async () => {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	const ticked = (page, name) => [...page.text.matchAll(new RegExp(`<input[^>]*name="${name}" value="([^"]*)"[^>]*\\schecked`, 'g'))].map((found) => found[1]).sort().join(' ');
	const keep = async (where, fields) => {
		const page = await client.get(where), { _csrf, _versione = '' } = formOf(page.text, where);
		is((await client.post(`/bozze?percorso=${encodeURIComponent(where)}`, [['_csrf', _csrf], ['_versione', _versione], ...fields])).status, 200, `${where}: kept`);
		const again = await client.get(where);
		ok(/Hai ripreso una bozza/.test(again.text), `${where}: and resumed`);
		await client.post('/bozze/scarta', { _csrf, _percorso: where });
		return again;
	};
	const three = [...(await client.get('/agenda/nuovo')).text.matchAll(/name="partecipanti" value="(\d+)"/g)].map((found) => found[1]).slice(1, 4);
	is(three.length, 3, 'colleagues can be chosen');
	is(ticked(await keep('/agenda/nuovo', [['titolo', 'Riunione'], ...three.map((one) => ['partecipanti', one])]), 'partecipanti'), [...three].sort().join(' '), 'each tick is there again, and no other');
	const equipe = one("INSERT INTO equipe (nome, tra_servizi, servizio_id, creato_da) SELECT 'Bozze', true, p.servizio_id, p.riferimento_operatore_id FROM pratica p WHERE p.id = " + pratica + ' RETURNING id');
	is(ticked(await client.get(`/equipe/${equipe}/modifica`), 'tra_servizi'), '1', 'a tick that is stored');
	is(ticked(await keep(`/equipe/${equipe}/modifica`, [['nome', 'Bozze'], ['scopo', '']]), 'tra_servizi'), '', 'and was taken off stays off');
	const page = await client.get(path);
	is((await client.submit(path, { codice_cliente: 'VUOTO-1' }, page)).status, 303, 'a field that is stored');
	is(formOf((await keep(path, [['codice_cliente', ''], ['note', 'x']])).text, path).codice_cliente, '', 'and was emptied stays empty');
});

await chapter('a forged post in an ended session keeps nothing', async () => {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	await client.get(diary);
	expire('assistente.maleo');
	const answer = await client.post(diary, { _csrf: 'A'.repeat(43), _chiave: 'x', data: '2026-03-03', oggetto: 'Forgiata', testo: 'x' });
	ok(answer.status === 303 || answer.status === 403, 'it is refused', String(answer.status));
	is(sql("SELECT count(*) FROM bozza WHERE dati::text LIKE '%Forgiata%'"), '0', 'and no draft comes of it');
});

await chapter('the same form twice', async () => {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	const page = await client.get(diary);
	const fields = { data: '2026-03-03', oggetto: 'Doppio invio', testo: 'Una volta sola' };
	const form = { ...formOf(page.text, diary), ...fields };
	delete form.privata;
	const answers = await Promise.all(Array.from({ length: 6 }, () => client.post(diary, form)));
	ok(answers.every((answer) => answer.status === 303 || answer.status === 409 || answer.status === 503), 'six at once break nothing', answers.map((a) => a.status).join(' '));
	ok(answers.some((answer) => answer.status === 303), 'one is saved');
	const later = await client.post(diary, form);
	is(later.status, 303, 'and once more, later');
	is(later.location, answers.find((answer) => answer.status === 303).location, 'leads to the same result');
	is(sql("SELECT count(*) FROM diario_pagina WHERE oggetto = 'Doppio invio'"), '1', 'there is one record');
	const changed = await client.post(diary, { ...form, testo: odd });
	is(changed.status, 409, 'the same page with other words is not taken for the first');
	ok(/seconda volta non è stata salvata/.test(changed.text) && changed.text.includes(`href="${later.location.replaceAll('&', '&amp;')}"`), 'it says so, and where the first is', changed.text.slice(0, 300));
	is(sql("SELECT count(*) FROM diario_pagina WHERE oggetto = 'Doppio invio'"), '1', 'there is still one record');
	const again = formOf(changed.text, diary);
	is(again.testo, typed(odd), 'what was typed is there, ready to be saved too');
	is((await client.post(diary, again)).status, 303, 'and is saved if one wants');
	is(sql("SELECT count(*) FROM diario_pagina WHERE oggetto = 'Doppio invio'"), '2', 'as a second record');
	const other = new Client();
	await other.login('collega.maleo', 'Comune di Maleo');
	const theirs = { ...formOf((await other.get(diary)).text, diary), ...fields, _chiave: form._chiave };
	delete theirs.privata;
	const answer = await other.post(diary, theirs);
	ok(answer.status === 303 || answer.status === 409, 'the key of somebody else says nothing', String(answer.status));
});

await chapter('a refused form becomes a draft', async () => {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	const page = await client.get(diary);
	const answer = await client.submit(diary, { data: '', oggetto: 'Senza data', testo: odd }, page);
	is(answer.status, 422, 'it is refused');
	is(formOf(answer.text, diary).testo, typed(odd), 'with everything still filled in');
	ok(/Inserisci la data/.test(answer.text), 'and a sentence');
	is(formOf((await client.get(diary)).text, diary).testo, typed(odd), 'leaving the page loses nothing');
	const saved = await client.submit(diary, { data: '2026-03-03' }, client.page);
	is(saved.status, 303, 'then it is saved');
	is(formOf((await client.get(diary)).text, diary).testo, '', 'and the draft is gone');
});

await chapter('autosave', async () => {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	const form = formOf((await client.get(path)).text, path);
	let answer = await client.post(`/bozze?percorso=${path}`, { ...form, note: 'A metà' });
	is(answer.text.trim(), '{"salvata":true}', 'the script is told');
	is(formOf((await client.get(path)).text, path).note, 'A metà', 'the page has it');
	ok(/href="\/pratiche/.test((await client.get('/bozze')).text), 'the list of drafts as well');
	const [person, name] = sql("SELECT id, cognome || ' ' || nome FROM soggetto WHERE cognome = 'Ferrari' AND nome = 'Luigi'").split('|');
	await client.post(`/bozze?percorso=/soggetti/${person}/consensi/nuovo`, { ...form, note: 'A metà' });
	ok(new RegExp(`>Consenso</a><small>${name} · scritta`).test((await client.get('/bozze')).text), 'what belongs to a person says what it is and to whom');
	for (const evil of ['https://altrove.example/', '//altrove.example', 'pratiche', `/${'a'.repeat(600)}`, '']) {
		answer = await client.post(`/bozze?percorso=${encodeURIComponent(evil)}`, { ...form, note: 'x' });
		is(answer.status, 400, `no draft for «${evil.slice(0, 30)}»`);
	}
	is((await client.submit(path, { note: 'Intera' }, await client.get(path))).status, 303, 'saving');
	is(sql(`SELECT count(*) FROM bozza WHERE percorso = '${path}'`), '0', 'removes the draft');
});

await chapter('two on one page', async () => {
	const [anna, paolo] = [new Client(), new Client()];
	await anna.login('assistente.maleo', 'Comune di Maleo');
	await paolo.login('collega.maleo', 'Comune di Maleo');
	const [hers, his] = [await anna.get(path), await paolo.get(path)];
	is((await anna.submit(path, { note: 'Di Anna' }, hers)).status, 303, 'the first saves');
	const answer = await paolo.submit(path, { note: 'Di Paolo', codice_cliente: 'P-1' }, his);
	is(answer.status, 409, 'the second is told');
	ok(/Di Anna/.test(answer.text) && /Di Paolo/.test(answer.text), 'both texts are there');
	is(sql(`SELECT dati ->> 'note' FROM pratica WHERE id = ${pratica}`), 'Di Anna', 'nothing is overwritten');
	const form = formOf(answer.text, path);
	is((await paolo.post(path, { ...form, note: 'Di Anna e Paolo' })).status, 303, 'the second can finish');
	is(sql(`SELECT (dati ->> 'note') || ' ' || (dati ->> 'codice_cliente') FROM pratica WHERE id = ${pratica}`), 'Di Anna e Paolo P-1', 'with both');
	/* who else writes is shown (issue: «who else is editing») */
	await paolo.post(`/bozze?percorso=${path}`, { ...formOf((await paolo.get(path)).text, path), note: 'Sto scrivendo' });
	ok(/Paolo Oldani/.test((await anna.get(path)).text), 'who else is writing is shown');
});

end();
