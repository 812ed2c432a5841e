/*
 * That a reserved person is here is told by no refusal (AZ-5): her code, typed by another service, has the
 * answer of a code that nobody has; the service that protects her is told afterwards.  And whoever wants
 * to make her one of all, beside a double, reads what stands in the way.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const one = (text) => sql(text).split('\n')[0];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const maleo = new Client(), lodi = new Client();
await maleo.login('assistente.maleo', 'Comune di Maleo');
await lodi.login('assistente.lodi', 'Comune di Lodi');

const protetta = 'QRNZLM91D43F205K', libera = 'QRNZLD91D43F205B';

/* The control letter of a codice fiscale (DM 23 dicembre 1976). */
function whole(code) {
	const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
	let sum = 0;
	[...code.slice(0, 15)].forEach((c, i) => {
		const value = /\d/.test(c) ? Number(c) : c.charCodeAt(0) - 65;
		sum += i % 2 ? value : odd[value];
	});
	return code.slice(0, 15) + String.fromCharCode(65 + sum % 26);
}

/* Saves a person, confirming what is asked about. */
async function enter(client, fields) {
	const page = await client.get('/soggetti/nuovo');
	const all = { ...formOf(page.text, '/soggetti/nuovo'), cognome: 'Quarenghi', sesso: 'F', data_nascita: '03/04/1991', luogo_nascita: 'Milano (MI)', condizione: 'residente', ...fields };
	if (!fields.riservato)
		delete all.riservato;
	let answer = await client.post('/soggetti/nuovo', all);
	if (answer.status === 422) {
		const codes = [...answer.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((m) => decode(m[1]));
		if (codes.length)
			answer = await client.post('/soggetti/nuovo', [...Object.entries(all), ...codes.map((code) => ['conferma', code])]);
	}
	return answer;
}
const number = (answer) => /\/soggetti\/(\d+)/.exec(answer.location ?? '')?.[1] ?? '0';
const jobs = () => Number(one("SELECT count(*) FROM lavoro WHERE tipo = 'doppio_riservato'"));

let hers = '0', double = '0';
await chapter('the second of a code', async () => {
	const mine = await enter(maleo, { nome: 'Zelmira', codice_fiscale: whole(protetta), riservato: '1', riservato_motivo: 'Casa rifugio' });
	is(mine.status, 303, 'Maleo protects a person');
	hers = number(mine);
	is((await lodi.get(`/soggetti/${hers}`)).status, 404, 'who is not there for Lodi');
	const before = jobs(), notices = Number(one('SELECT count(*) FROM notifica'));
	const known = await enter(lodi, { nome: 'Zelmira', codice_fiscale: whole(protetta) });
	const unknown = await enter(lodi, { nome: 'Zelda', codice_fiscale: whole(libera) });
	double = number(known);
	is(known.status, 303, 'Lodi enters the same code');
	is(known.status, unknown.status, 'the same answer as for a code that nobody has');
	const plain = (text) => text.replace(/\d+/, 'N');
	is(plain(known.location), plain(unknown.location), 'to the letter');
	const names = (answer) => Object.keys(answer.headers).sort().join(' ');
	is(names(known), names(unknown), 'with the same headers');
	is(jobs() - before, 2, 'and the same work is queued for both');
	for (let i = 0; i < 100 && Number(one("SELECT count(*) FROM lavoro WHERE tipo = 'doppio_riservato' AND stato = 'in_coda'")); i++)
		await pause(100);
	const told = sql(`SELECT string_agg(DISTINCT v.denominazione, ', ') FROM notifica n JOIN servizio v ON v.id = n.servizio_id WHERE n.testo LIKE 'Una persona riservata ha una seconda scheda%'`);
	is(told, 'Comune di Maleo', 'and tells the service that protects');
	ok(Number(one('SELECT count(*) FROM notifica')) > notices, 'which is somebody');
	is(one(`SELECT count(*) FROM notifica n JOIN operatore o ON o.id = n.operatore_id WHERE o.username = 'assistente.lodi' AND n.testo LIKE '%seconda scheda%'`), '0', 'never who typed it');
	const page = (await (async () => { const c = new Client(); await c.login('collega.maleo'); return c.get('/notifiche'); })()).text;
	ok(/ha una seconda scheda/.test(page) && !/Quarenghi/.test(page), 'it is read on the page, without a name');
	ok(!/seconda scheda/.test((await lodi.get('/notifiche')).text), 'and not on the page of the other');
});

await chapter('who sees both', async () => {
	const found = (await maleo.get(`/soggetti?q=${whole(protetta)}`)).text;
	ok(found.includes(`/soggetti/${hers}`) && found.includes(`/soggetti/${double}`), 'finds both by the code');
	ok(!(await lodi.get(`/soggetti?q=${whole(protetta)}`)).text.includes(`/soggetti/${hers}`), 'the other one its own');
	const again = await enter(maleo, { nome: 'Zelmira', codice_fiscale: whole(protetta) });
	ok(again.status === 422 && /C’è già una persona con questo codice/.test(again.text), 'a third one is refused to who sees them', String(again.status));
	/* what is not the code goes on as ever */
	const path = `/soggetti/${hers}/modifica`, form = await maleo.get(path);
	const saved = await maleo.post(path, { ...formOf(form.text, path), sesso: 'F', telefono: '0377 000 222' });
	is(saved.status, 303, 'the protected one is saved beside the double');
});

await chapter('one of all again', async () => {
	const path = `/soggetti/${hers}/modifica`, form = await maleo.get(path), fields = { ...formOf(form.text, path), sesso: 'F' };
	delete fields.riservato;
	const refused = await maleo.post(path, fields);
	is(refused.status, 422, 'beside a double it is not done');
	const number = one(`SELECT codice FROM soggetto WHERE id = ${double}`);
	ok(refused.text.includes(`Non può tornare visibile a tutti: ha lo stesso codice di Quarenghi Zelmira, numero ${number}`), 'and the page says who stands in the way', /siz-errori[\s\S]{0,400}/.exec(refused.text)?.[0]);
	ok(/href="#f-riservato"/.test(refused.text), 'beside the field');
	sql(`UPDATE soggetto SET codice_fiscale = NULL, motivo_senza_codice = 'NON_NOTO' WHERE id = ${double}`);
	const again = await maleo.get(path), once = { ...formOf(again.text, path), sesso: 'F' };
	delete once.riservato;
	const done = await maleo.post(path, once);
	is(done.status, 303, 'once the other has no such code it is');
	is((await lodi.get(`/soggetti/${hers}`)).status === 404, false, 'and Lodi sees her');
});

/* What was written here goes: other files look for who is reserved. */
sql(`DELETE FROM bozza; DELETE FROM notifica WHERE testo LIKE 'Una persona riservata ha una seconda scheda%'`);

end();
