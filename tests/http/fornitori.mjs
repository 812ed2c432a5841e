/*
 * Suppliers and tariffs: what is refused and where it is said, two who save, one tariff a day, who uses which.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['amministrativo.maleo', 'referente.maleo', 'assistente.maleo', 'amministrativo.acsi'])
	await (clients[name] = new Client()).login(name);
const office = clients['amministrativo.maleo'], chief = clients['referente.maleo'], laura = clients['assistente.maleo'];
let n = 0;
const key = () => ({ _chiave: `for-${process.pid}-${n++}` });
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');

let id;
await chapter('a supplier', async () => {
	const form = await office.get('/fornitori/nuovo');
	const refused = await office.submit('/fornitori/nuovo', { ...key(), denominazione: '', partita_iva: '12345678901', accreditato_dal: '01/02/2026', accreditato_al: '31/01/2026' }, form);
	is(refused.status, 422, 'refused');
	ok(/Inserisci la denominazione/.test(refused.text) && /l’ultima cifra non corrisponde/.test(refused.text) && /L’accreditamento finisce \(31\/01\/2026\)/.test(refused.text), 'all errors at once');
	is(formOf(refused.text, '/fornitori/nuovo').partita_iva, '12345678901', 'nothing typed is lost');
	ok(/Inserisci la partita IVA, o il codice fiscale/.test((await office.submit('/fornitori/nuovo', { ...key(), denominazione: 'Senza codici', partita_iva: '', accreditato_dal: '', accreditato_al: '' }, form)).text), 'one of the two codes is owed');
	ok(/La partita IVA ha 11 cifre/.test((await office.submit('/fornitori/nuovo', { ...key(), denominazione: 'Corta', partita_iva: '1234' }, form)).text), 'eleven digits');
	const made = await office.submit('/fornitori/nuovo', { ...key(), denominazione: 'Coop. <b>&"Aurora"', partita_iva: ' 1234567 8903 ', telefono: '0371 1', accreditato_dal: '', accreditato_al: '' }, form);
	is(made.status, 303, 'entered, blanks in the code or not');
	id = /\/fornitori\/(\d+)/.exec(made.location)[1];
	const page = await laura.get(`/fornitori/${id}`);
	ok(/12345678903/.test(page.text) && !/<b>&/.test(page.text) && /Coop\. &lt;b&gt;/.test(page.text), 'an assistente reads it, escaped');
	ok(/<dt>Accreditamento<\/dt><dd>(<[^>]*>)*non inserito/.test(page.text), 'no accreditation is not one without an end');
	ok(!/\/modifica"|\/tariffe\/nuova/.test(page.text), 'and is offered nothing to change');
	ok(/Il tuo servizio ha già un fornitore con questa partita IVA/.test((await chief.submit('/fornitori/nuovo', { ...key(), denominazione: 'Doppia', partita_iva: '12345678903' }, await chief.get('/fornitori/nuovo'))).text), 'not twice in one service');
	is((await clients['amministrativo.acsi'].get(`/fornitori/${id}/modifica`)).status, 403, 'another service does not change it');
	ok(/È|tenuto da «Comune di Maleo»/.test(decode(clients['amministrativo.acsi'].page.text)), 'and is told who does');
});

await chapter('two who save', async () => {
	const mine = await office.get(`/fornitori/${id}/modifica`), theirs = await chief.get(`/fornitori/${id}/modifica`);
	is((await chief.submit(`/fornitori/${id}/modifica`, { ...key(), telefono: '0371 2' }, theirs)).status, 303, 'the first');
	const late = await office.submit(`/fornitori/${id}/modifica`, { ...key(), telefono: '0371 3' }, mine);
	is(late.status, 409, 'the second sees both');
	ok(/0371 2/.test(late.text) && /0371 3/.test(late.text), 'side by side');
	is(sql(`SELECT telefono FROM fornitore WHERE id = ${id}`), '0371 2', 'nothing is overwritten');
});

await chapter('tariffs', async () => {
	const fresh = () => office.get(`/fornitori/${id}/tariffe/nuova`), at = `/fornitori/${id}/tariffe/nuova`;
	const hour = { prestazione: 'PRE01', unita: 'ORA' };
	is((await office.submit(at, { ...key(), ...hour, importo: 'venti', valida_dal: '01/01/2026' }, await fresh())).status, 422, 'an amount that is none');
	is((await office.submit(at, { ...key(), ...hour, importo: '20,005', valida_dal: '01/01/2026' }, await fresh())).status, 422, 'nor a third decimal');
	sql(`DELETE FROM bozza WHERE percorso = '${at}'`);
	is((await office.submit(at, { ...key(), ...hour, importo: '20,00', valida_dal: '01/01/2026' }, await fresh())).status, 303, 'the first');
	ok(/tariffa-segue/.test((await office.submit(at, { ...key(), ...hour, importo: '22,50', valida_dal: '01/07/2026' }, await fresh())).location), 'a new one ends it');
	is(sql(`SELECT string_agg(importo || ' ' || valida_dal || ' ' || coalesce(valida_al::text, '-'), ', ' ORDER BY valida_dal) FROM tariffa WHERE fornitore_id = ${id}`),
		'20.00 2026-01-01 2026-06-30, 22.50 2026-07-01 -', 'the day before');
	const over = await office.submit(at, { ...key(), ...hour, importo: '30', valida_dal: '15/03/2026', valida_al: '15/04/2026' }, await fresh());
	is(over.status, 422, 'two on one day');
	ok(/vale già un’altra tariffa/.test(over.text), 'in words');
	const page = text((await laura.get(`/fornitori/${id}`)).text);
	ok(/22,50 €/.test(page) && /20,00 €/.test(page) && /In corso/.test(page), 'both stand on the page');
	const tariff = sql(`SELECT max(id) FROM tariffa WHERE fornitore_id = ${id}`);
	is((await office.submit(`/fornitori/${id}/tariffe/${tariff}/modifica`, { ...key(), importo: '23' }, await office.get(`/fornitori/${id}/tariffe/${tariff}/modifica`))).status, 303, 'corrected');
	is((await office.get(`/fornitori/999999/tariffe/${tariff}/modifica`)).status, 404, 'a tariff under another supplier is none');
});

await chapter('who uses it', async () => {
	const seen = async (client, query = '') => (await client.get(`/fornitori${query}`)).text.includes(`/fornitori/${id}"`);
	ok(await seen(laura), 'the own service');
	ok(!await seen(clients['amministrativo.acsi']), 'another does not find it among its own');
	ok(await seen(clients['amministrativo.acsi'], '?tutti=1'), 'but among all');
	await office.submit(`/fornitori/${id}/servizi/nuovo`, { ...key(), servizio: sql("SELECT id FROM servizio WHERE codice = 'acsi'") }, await office.get(`/fornitori/${id}/servizi/nuovo`));
	ok(await seen(clients['amministrativo.acsi']), 'until it is named');
	ok(await seen(laura, '?q=aurora') && await seen(laura, '?q=12345678903') && !await seen(laura, '?q=%25'), 'found by name and by code; a % is a letter');
	const page = await office.get(`/fornitori/${id}`), away = /\/fornitori\/\d+\/servizi\/\d+\/togli/.exec(page.text)[0];
	is((await office.submit(away, key(), page)).status, 303, 'taken away');
	ok(!await seen(clients['amministrativo.acsi']), 'again not');
});
end();
