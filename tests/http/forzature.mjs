/*
 * What a form did not ask for is nothing (AZ-7), whoever sends it; and a right that ends while its
 * owner is saving ends for every save that comes after (AZ-8).
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const one = (text) => sql(text).split('\n')[0];
const option = (text, name) => new RegExp(`name="${name}"[\\s\\S]*?<option value="([^"]+)"`).exec(text)?.[1] ?? '';

/* Every column of every table that holds something of a case, a person or an operator. */
const columns = sql("SELECT DISTINCT column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1").split('\n');
const lodi = one("SELECT id FROM servizio WHERE denominazione = 'Comune di Lodi'"), stranger = one("SELECT id FROM operatore WHERE username = 'assistente.lodi'");

/* What somebody would like to smuggle in; fields that the page has keep what the form says. */
function smuggled(page) {
	const form = Object.fromEntries([...page.text.matchAll(/\sname="([^"]+)"/g)].map((m) => [m[1], '']));
	const values = { creato_servizio_id: lodi, servizio_id: lodi, creato_da: stranger, autore_operatore_id: stranger, riferimento_operatore_id: stranger, modificato_da: stranger,
		stato: 'T', codice: '999999', id: '1', versione: '999', fonte: 'anpr', custode_operatore_id: stranger, data_fine: '2001-01-01' };
	return Object.fromEntries(columns.filter((name) => !(name in form)).map((name) => [name, values[name] ?? '1']));
}

const client = new Client();
await client.login('assistente.maleo', 'Comune di Maleo');
const me = one("SELECT id FROM operatore WHERE username = 'assistente.maleo'"), maleo = one("SELECT id FROM servizio WHERE denominazione = 'Comune di Maleo'");

let made = '0'; /* the case of the first chapter: the second fills its diary, nobody else's */

await chapter('fields that no form has', async () => {
	ok(columns.length > 200, 'every column of the database is sent along', String(columns.length));
	const own = ['cognome', 'nome', 'sesso', 'data_nascita', 'motivo_senza_codice', 'condizione', 'luogo_nascita'];
	const page = await client.get('/soggetti/nuovo'), form = formOf(page.text, '/soggetti/nuovo');
	const person = { ...form, cognome: 'Forzati', nome: 'Ilde', sesso: 'F', data_nascita: '03/04/1966', luogo_nascita: 'Lodi (LO)', codice_fiscale: '',
		motivo_senza_codice: option(page.text, 'motivo_senza_codice'), condizione: option(page.text, 'condizione') };
	ok(own.every((name) => name in person), 'the form of a person');
	let answer = await client.post('/soggetti/nuovo', { ...smuggled(page), ...person });
	if (answer.status === 422) {
		const codes = [...answer.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((m) => decode(m[1]));
		answer = await client.post('/soggetti/nuovo', [...Object.entries({ ...smuggled(page), ...person }), ...codes.map((code) => ['conferma', code])]);
	}
	is(answer.status, 303, 'a person is saved, or the rest would prove nothing');
	const id = /\/soggetti\/(\d+)/.exec(answer.location)?.[1] ?? '0';
	is(one(`SELECT concat_ws(' ', creato_da, creato_servizio_id, versione, fonte, data_decesso) FROM soggetto WHERE id = ${id}`), `${me} ${maleo} 1 operatore`, 'author, service, version and source are not for a form to say');
	ok(one(`SELECT codice FROM soggetto WHERE id = ${id}`) !== '999999', 'nor the number');

	const fresh = await client.get(`/interventi/generici/nuovo?titolare=${id}`);
	const fields = { ...formOf(fresh.text, '/interventi/generici/nuovo'), titolare: id, tipo: /<option value="(GEN\d+)"/.exec(fresh.text)[1], data_inizio: '2026-03-02', motivo_attivazione: option(fresh.text, 'motivo_attivazione') };
	answer = await client.post('/interventi/generici/nuovo', { ...smuggled(fresh), ...fields });
	is(answer.status, 303, 'a case is saved');
	const pratica = /\/pratiche\/(\d+)/.exec(answer.location)?.[1] ?? '0';
	is(one(`SELECT concat_ws(' ', servizio_id, creato_da, riferimento_operatore_id, stato, versione, data_fine, data_inizio) FROM pratica WHERE id = ${pratica}`), `${maleo} ${me} ${me} A 1 2026-03-02`,
		'service, author, state and end of a case neither');
	made = pratica;
	ok(/^[A-Z]+-2026-\d+$/.test(one(`SELECT codice FROM pratica WHERE id = ${pratica}`)), 'nor its code');
	is(one(`SELECT count(*) FROM pratica p, jsonb_object_keys(p.dati) k WHERE p.id = ${pratica} AND k NOT IN (SELECT c.nome FROM modulo_campo c WHERE c.modulo_id = p.modulo_id)`), '0',
		'nothing is kept that the form of the kind does not declare');

	const where = `/pratiche/${pratica}/diario`, diary = await client.get(where);
	const note = { ...formOf(diary.text, where), data: '2026-03-03', oggetto: 'Forzatura', testo: 'x' };
	is((await client.post(where, { ...smuggled(diary), ...note })).status, 303, 'a page of the diary is saved');
	is(one(`SELECT concat_ws(' ', pratica_id, autore_operatore_id, custode_operatore_id, privata, versione) FROM diario_pagina WHERE oggetto = 'Forzatura'`), `${pratica} ${me} f 1`, 'case, author and custodian are not for a form to say');

	const edit = `/soggetti/${id}/modifica`, before = await client.get(edit), card = formOf(before.text, edit);
	answer = await client.post(edit, { ...smuggled(before), ...card, sesso: 'F', telefono: '0371 000 111' });
	if (answer.status === 422) {
		const codes = [...answer.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((m) => decode(m[1]));
		answer = await client.post(edit, [...Object.entries({ ...smuggled(before), ...card, sesso: 'F', telefono: '0371 000 111' }), ...codes.map((code) => ['conferma', code])]);
	}
	is(answer.status, 303, 'the card is saved');
	is(one(`SELECT concat_ws(' ', id, creato_da, creato_servizio_id, versione, fonte, telefono) FROM soggetto WHERE id = ${id}`), `${id} ${me} ${maleo} 2 operatore 0371 000 111`, 'nor are they changed later');
});

/* Four windows save without a pause; in the middle the membership ends, in one statement. */
await chapter('a right that ends under a save', async () => {
	const where = `/pratiche/${made}/diario`;
	const windows = [];
	for (let i = 0; i < 4; i++) {
		const other = new Client();
		await other.login('collega.maleo', 'Comune di Maleo');
		windows.push([other, formOf((await other.get(where)).text, where)]);
	}
	let ended = false, after = 0;
	const told = new Map();
	const writing = windows.map(async ([other, form], w) => {
		for (let n = 0; n < 200 && after < 12; n++) {
			const late = ended, subject = `Revoca ${process.pid} ${w}-${n}`;
			const answer = await other.post(where, { ...form, data: '2026-03-03', oggetto: subject, testo: 'x', _chiave: `rev-${process.pid}-${w}-${n}` });
			told.set(subject, { late, done: answer.status === 303 && answer.location.startsWith(where), status: answer.status });
			after += late ? 1 : 0;
		}
	});
	await new Promise((resolve) => setTimeout(resolve, 1200));
	const member = one("SELECT id FROM appartenenza WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'collega.maleo')");
	const kept = one(`SELECT valida_dal || '|' || coalesce(valida_al::text, '') FROM appartenenza WHERE id = ${member}`).split('|');
	sql(`UPDATE appartenenza SET valida_dal = current_date - 2, valida_al = current_date - 1 WHERE id = ${member}`);
	ended = true;
	await Promise.all(writing);
	sql(`UPDATE appartenenza SET valida_dal = '${kept[0]}', valida_al = ${kept[1] ? `'${kept[1]}'` : 'NULL'} WHERE id = ${member}`);
	const all = [...told.values()];
	ok(all.some((one) => one.done) && all.filter((one) => one.late).length >= 10, 'there were saves before and attempts after', `${all.length} ${after}`);
	is(all.filter((one) => one.late && one.done).length, 0, 'after the end none is saved');
	ok(all.every((one) => one.status < 500), 'none breaks', [...new Set(all.map((one) => one.status))].join(' '));
	const there = new Set(sql(`SELECT oggetto FROM diario_pagina WHERE oggetto LIKE 'Revoca ' || ${process.pid} || ' %'`).split('\n').filter(Boolean));
	is([...told].filter(([subject, { done }]) => done !== there.has(subject)).length, 0, 'what was said to be saved is there, what was refused is not');
});

end();
