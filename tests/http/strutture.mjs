/*
 * Facilities (STR-01): the register, places, fees, who sees which, the drawing of a year.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['assistente.maleo', 'amministrativo.maleo', 'referente.maleo', 'operatore.maleo', 'assistente.lodi', 'amministrativo.ambito', 'amministratore.siz'])
	await (clients[name] = new Client()).login(name);
const office = clients['amministrativo.maleo'], laura = clients['assistente.maleo'];
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const name = `D'Amico <b>&"Rossi" ${process.pid}`;
let n = 0;
const key = () => ({ _chiave: `str-${process.pid}-${n++}` });
/* Nothing of what was refused before: a draft would fill the form. */
async function send(client, path, fields, action = path) {
	sql(`DELETE FROM bozza WHERE percorso = '${path}'`);
	return client.submit(action, { ...key(), ...fields }, await client.get(path));
}

let struttura, at;
await chapter('a facility', async () => {
	is((await laura.get('/strutture/nuova')).status, 403, 'an assistente enters none');
	is((await clients['operatore.maleo'].get('/strutture/nuova')).status, 403, 'nor an operatore sociale');
	is((await clients['amministratore.siz'].get('/strutture')).status, 403, 'who administers the system reads none');
	const empty = await send(office, '/strutture/nuova', {});
	is(empty.status, 422, 'nothing typed');
	ok(['Inserisci il nome della struttura', 'Scegli il tipo di struttura', 'Inserisci l’ente che gestisce'].every((words) => decode(empty.text).includes(words)), 'each error in words');
	const refuge = await send(office, '/strutture/nuova', { denominazione: name, tipo: 'STR16', gestore: 'Ente', per_tutti: '1' });
	ok(refuge.status === 422 && /lo sa solo chi vi accompagna/.test(decode(refuge.text)), 'a refuge is not shown to everybody');
	const made = await send(office, '/strutture/nuova', { denominazione: name, tipo: 'STR11', gestore: 'Fondazione <i>', comune: 'Lodi', autorizzazione: 'Atto 1', autorizzazione_al: '01/01/2020' });
	is(made.status, 303, 'entered');
	struttura = sql('SELECT max(id) FROM struttura');
	at = `/strutture/${struttura}`;
	is(made.location, `${at}?fatto=struttura-salvata`, 'its page');
	const page = await office.get(at);
	ok(!page.text.includes('<b>&"') && text(page.text).includes(name), 'its name, escaped');
	ok(/Scaduta/.test(page.text) && /Posti da inserire/.test(page.text) && /Nessuna retta/.test(page.text), 'what is missing and what has expired');
	ok(/ha già una struttura con questo nome/.test(decode((await send(office, '/strutture/nuova', { denominazione: name.toUpperCase(), tipo: 'STR10', gestore: 'x' })).text)), 'one name is one facility');
});

await chapter('its data, two at once', async () => {
	const stale = await office.get(`${at}/modifica`);
	is(formOf(stale.text, `${at}/modifica`).gestore, 'Fondazione <i>', 'as stored');
	is((await send(clients['referente.maleo'], `${at}/modifica`, { telefono: '0371 1' })).status, 303, 'a referente changes it');
	const lost = await office.submit(`${at}/modifica`, { ...key(), telefono: '0371 2' }, stale);
	ok(lost.status === 409 && /0371 1/.test(lost.text) && /0371 2/.test(lost.text), 'who saves over newer data sees both');
	is(sql(`SELECT telefono FROM struttura WHERE id = ${struttura}`), '0371 1', 'nothing was overwritten');
	is((await laura.get(`${at}/modifica`)).status, 403, 'an assistente reads it only');
});

await chapter('places from a day on', async () => {
	is((await send(office, `${at}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '4', dal: '01/03/2026' })).status, 303, 'four');
	is((await send(office, `${at}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '6', dal: '01/09/2026' })).status, 303, 'six from September');
	const twice = await send(office, `${at}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '7', dal: '01/09/2026' });
	ok(twice.status === 422 && /è già scritto quanti posti/.test(decode(twice.text)), 'a day has one answer');
	ok((await send(office, `${at}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '-1', dal: '01/10/2026' })).status === 422, 'never fewer than none');
	const page = text((await laura.get(`${at}?anno=2026`)).text);
	ok(/4 posti dal 01\/03\/2026 al 31\/08\/2026/.test(page), 'until when is said by the next row');
	is(sql(`SELECT string_agg(posti::text, ',' ORDER BY mese) FROM struttura_anno(${struttura}, 2026)`), '0,0,4,4,4,4,4,4,6,6,6,6', 'month by month');
	ok(/Quanto è piena nel 2026/.test(page) && /set 6 0 6/.test(page), 'drawn, and in a table');
	ok(/Quanto è piena nel/.test(text((await laura.get(`${at}?anno=zz`)).text)), 'a year that is none is this one');
	const row = sql(`SELECT min(id) FROM struttura_posti WHERE struttura_id = ${struttura}`);
	is((await send(office, `${at}/posti/${row}/modifica`, { posti: '5' })).status, 303, 'corrected');
	is((await office.get(`/strutture/999999/posti/${row}/modifica`)).status, 404, 'of another facility it is not there');
});

await chapter('fees', async () => {
	const fee = { tipo_posto: 'RESIDENZIALE', unita: 'G', importo: '58,40', dal: '01/01/2026' };
	is((await send(office, `${at}/rette/nuova`, fee)).status, 303, 'a fee');
	is((await send(office, `${at}/rette/nuova`, { ...fee, importo: '60', dal: '01/07/2026', assenza_ospedale: '50', assenza_casa: '0' })).status, 303, 'another from July');
	is(sql(`SELECT string_agg(importo || ' ' || coalesce(al::text, '-'), ', ' ORDER BY dal) FROM retta WHERE struttura_id = ${struttura}`), '58.40 2026-06-30, 60.00 -', 'the first ends on the day before');
	const over = await send(office, `${at}/rette/nuova`, { ...fee, dal: '01/03/2026', al: '31/03/2026' });
	ok(over.status === 422 && /vale già un’altra retta/.test(decode(over.text)), 'two fees never hold on one day');
	ok(/viene prima dell’inizio/.test(decode((await send(office, `${at}/rette/nuova`, { ...fee, dal: '02/05/2027', al: '01/05/2027' })).text)), 'it does not end before it begins');
	is((await send(office, `${at}/rette/nuova`, { ...fee, unita: 'M', dal: '01/01/2030', assenza_casa: '101' })).status, 422, 'a share is a hundredth');
	const id = sql(`SELECT max(id) FROM retta WHERE struttura_id = ${struttura}`);
	const form = formOf((await office.get(`${at}/rette/${id}/modifica`)).text, `${at}/rette/${id}/modifica`);
	is(`${form.importo} ${form.assenza_ospedale} ${form.assenza_vacanza} ${form.dal}`, '60,00 50,00 100,00 2026-07-01', 'as stored');
	ok(/ospedale 50%, a casa 0%/.test(text((await laura.get(at)).text)), 'what is paid of an absence');
});

await chapter('who sees it', async () => {
	is((await clients['assistente.lodi'].get(at)).status, 404, 'a service that does not use it does not know of it');
	ok(!(await clients['assistente.lodi'].get('/strutture')).text.includes(String(process.pid)), 'nor in the list');
	const lodi = sql("SELECT id FROM servizio WHERE codice = 'lodi'");
	is((await send(office, at, { servizio: lodi }, `${at}/servizi`)).status, 303, 'it uses it too');
	is((await clients['assistente.lodi'].get(at)).status, 200, 'and sees it');
	const other = await clients['assistente.lodi'].get('/strutture?cerca=ROSSI');
	ok(text(other.text).includes(name), 'found by a part of its name');
	is((await clients['amministrativo.ambito'].get(`${at}/modifica`)).status, 404, 'of a third service, not even to be changed');
	const used = sql(`SELECT id FROM struttura_servizio WHERE struttura_id = ${struttura}`);
	is((await office.submit(`${at}/servizi/${used}/togli`, key(), await office.get(at))).status, 303, 'no more');
	is((await clients['assistente.lodi'].get(at)).status, 404, 'and it is gone');
});

await chapter('the list', async () => {
	ok(text((await laura.get(`/strutture?cerca=${process.pid}&liberi=1`)).text).includes(name), 'with free places today');
	ok(/Nessuna struttura con questi filtri/.test((await laura.get('/strutture?cerca=zzzzzz')).text), 'none found');
	is((await send(office, `${at}/modifica`, { chiusa: '1' })).status, 303, 'closed');
	ok(!text((await laura.get(`/strutture?cerca=${process.pid}`)).text).includes(name), 'it leaves the list');
	ok(text((await laura.get(`/strutture?cerca=${process.pid}&chiuse=1`)).text).includes(name), 'but for who asks');
});
end();
