/*
 * Services of an intervento: the plan, one rendered, a whole month at once for a case and for a supplier, two who save, the
 * calendar, the month that is closed.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'amministrativo.maleo', 'operatore.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const laura = clients['assistente.maleo'], other = clients['collega.maleo'], office = clients['amministrativo.maleo'], stranger = clients['assistente.lodi'];
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
let n = 0;
const key = () => ({ _chiave: `prs-${process.pid}-${n++}` });
const sent = (client, at, fields, from = at) => client.get(from).then((page) => client.submit(at, { ...key(), ...fields }, page));
const person = (cognome) => {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('${cognome}', 'Ida', 'F', DATE '1940-02-03', 'NON_NOTO') RETURNING id`);
	sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
};
async function intervento(cognome) {
	const id = person(cognome);
	sql("DELETE FROM bozza WHERE percorso = '/interventi/prestazioni/nuovo'");
	const made = await sent(laura, '/interventi/prestazioni/nuovo', { titolare: id, tipo: 'PRE01', data_inizio: '2026-01-02', motivo_attivazione: '1', istat: 'C3' }, `/interventi/prestazioni/nuovo?titolare=${id}`);
	if (made.status !== 303)
		throw new Error(`no intervento: ${text(made.text.replace(/[^]*<main/, "")).slice(0, 900)}`);
	return /\/pratiche\/(\d+)/.exec(made.location)[1];
}

/* Eleven digits whose last one controls the others. */
const digits = String(2e9 + process.pid).padStart(10, '0');
const sum = [...digits].reduce((total, digit, i) => total + (i % 2 ? (2 * digit > 9 ? 2 * digit - 9 : 2 * digit) : Number(digit)), 0);
const coop = /\d+/.exec((await sent(office, '/fornitori/nuovo', { denominazione: 'Coop. <b>&"Mese"', partita_iva: digits + (10 - sum % 10) % 10 })).location)[0];
await sent(office, `/fornitori/${coop}/tariffe/nuova`, { prestazione: 'PRE01', unita: 'ORA', importo: '20,35', valida_dal: '01/01/2026' });
const pratica = await intervento('D\'\'Amico <b>&"Rossi"'), seconda = await intervento('Zanetti'), at = `/pratiche/${pratica}`;
/* A month that is over, whatever today is; its first Monday. */
const mese = sql("SELECT to_char(current_date - interval '1 month', 'YYYY-MM')"), lunedi = sql(`SELECT (date_trunc('week', DATE '${mese}-01' + 6))::date`);
const giorno = (date) => Number(date.slice(8)), plus = (date, days) => sql(`SELECT DATE '${date}' + ${days}`);
const sad = { prestazione: 'PRE01', fornitore: coop, unita: 'ORA', quantita: '1:30', giorni: '1', dal: '01/01/2026', recupero_percentuale: '10' };
const planned = (id) => sql(`SELECT max(id) FROM prestazione_prevista WHERE pratica_id = ${id}`);

await chapter('the plan', async () => {
	const wrong = await sent(laura, `${at}/previste/nuova`, { ...sad, fornitore: '', quantita: '1.30', al: '31/12/2025', recupero_importo: '2' });
	is(wrong.status, 422, 'refused');
	for (const sentence of [/Scegli il fornitore/, /Scrivi le ore così: 1:30/, /La fine \(31\/12\/2025\) viene prima/, /in euro o in percentuale, non in tutti e due/])
		ok(sentence.test(decode(wrong.text)), `all errors at once: ${sentence}`);
	is(formOf(wrong.text, `${at}/previste/nuova`).quantita, '1.30', 'nothing typed is lost');
	sql(`DELETE FROM bozza WHERE percorso = '${at}/previste/nuova'`);
	is((await sent(laura, `${at}/previste/nuova`, sad)).status, 303, 'planned');
	const page = await laura.get(`${at}/prestazioni?mese=${mese}`);
	ok(/Coop\. &lt;b&gt;/.test(page.text) && !/<b>&/.test(page.text), 'escaped');
	ok(/lun[^]*1:30[^]*20,35 €[^]*10%/.test(text(page.text)), 'in words, with tariff and share');
	ok(/Da registrare/.test(page.text), 'its days wait');
	is((await stranger.get(`${at}/prestazioni`)).status, 403, 'not for another service');
	const stale = await laura.get(`${at}/previste/${planned(pratica)}/modifica`);
	is((await sent(other, `${at}/previste/${planned(pratica)}/modifica`, { note: 'Suona il campanello' })).status, 303, 'a colleague changes it');
	is((await laura.submit(`${at}/previste/${planned(pratica)}/modifica`, { ...key(), note: 'Altro' }, stale)).status, 409, 'who is late sees both');
});

await chapter('one that was rendered', async () => {
	const where = `${at}/rese/nuova`, base = { prevista: planned(pratica), data: lunedi };
	const wrong = await sent(laura, where, { ...base, data: sql('SELECT current_date + 1'), dalle: '10:00', alle: '09:00' });
	ok(/deve ancora venire/.test(decode(wrong.text)) && /Alle 09:00 viene prima/.test(decode(wrong.text)), 'tomorrow, backwards');
	ok(/Dalle 09:00 alle 10:15 sono 1:15/.test(decode((await sent(laura, where, { ...base, dalle: '09:00', alle: '10:15', quantita: '2' })).text)), 'hours that do not agree');
	sql(`DELETE FROM bozza WHERE percorso = '${where}'`);
	is((await sent(laura, where, { ...base, dalle: '09:00', alle: '10:15', operatore: 'Una <b>&"' })).status, 303, 'recorded');
	is(sql(`SELECT quantita FROM prestazione_resa WHERE pratica_id = ${pratica}`), '75', 'the hours say how much');
	ok(/dalle 09:00 alle 10:15 Una <b>&"/.test(text((await laura.get(`${at}/prestazioni?mese=${mese}`)).text)), 'with who came');
	ok(/è già registrata/.test(decode((await sent(laura, where, { ...base, dalle: '15:00', alle: '16:00' })).text)), 'once a day');
	sql(`DELETE FROM bozza WHERE percorso = '${where}'`);
	const row = sql(`SELECT id FROM prestazione_resa WHERE pratica_id = ${pratica}`), change = `${at}/rese/${row}/modifica`;
	is((await sent(laura, change, { esito: 'NO', motivo: '' })).status, 422, 'why not is owed');
	is((await sent(laura, change, { esito: 'NO', motivo: 'R' })).status, 303, 'not rendered');
	is(sql(`SELECT quantita || coalesce(motivo, '') FROM prestazione_resa WHERE id = ${row}`), '0R', 'counts nothing');
	is((await stranger.get(change)).status, 403, 'not for another service');
});

await chapter('a whole month', async () => {
	const where = `${at}/mese/${mese}`, p = planned(pratica), cell = (date) => `c_${p}_${giorno(date)}`, second = plus(lunedi, 7), third = plus(lunedi, 14), tuesday = plus(lunedi, 1);
	const page = await laura.get(where), form = formOf(page.text, where);
	is(`${form[cell(lunedi)]} ${form[cell(second)]} ${form[cell(tuesday)]}`, 'R 1:30 ', 'what is stored, what the plan proposes, nothing');
	const mondays = Object.entries(form).filter(([name, value]) => /^c_/.test(name) && value === '1:30').length;
	const wrong = await laura.submit(where, { ...key(), [cell(tuesday)]: 'boh', [cell(third)]: '0:45' }, page);
	is(wrong.status, 422, 'a cell that says nothing');
	ok(/Scrivi le ore così/.test(decode(wrong.text)) && new RegExp(`id="f-${cell(tuesday)}"[^>]*aria-invalid="true"`).test(wrong.text), 'beside its cell');
	is(formOf(wrong.text, where)[cell(third)], '0:45', 'nothing typed is lost');
	is(sql(`SELECT count(*) FROM prestazione_resa WHERE pratica_id = ${pratica}`), '1', 'nothing is saved by half');
	const saved = await laura.submit(where, { ...key(), [cell(tuesday)]: 'a', [cell(third)]: '0:45' }, page);
	is(saved.location, `${at}/prestazioni?mese=${mese}&fatto=mese-salvato`, 'saved in one act');
	is(sql(`SELECT count(*) FILTER (WHERE motivo IS NULL) || ' ' || sum(quantita) || ' ' || string_agg(motivo, '' ORDER BY data) FROM prestazione_resa WHERE pratica_id = ${pratica}`),
		`${mondays} ${90 * (mondays - 1) + 45} RA`, 'each cell is a row; a letter is the reason');
	const again = await laura.get(where);
	is((await laura.submit(where, { ...key(), [cell(tuesday)]: '' }, again)).status, 303, 'an emptied cell');
	is(sql(`SELECT count(*) FROM prestazione_resa WHERE pratica_id = ${pratica} AND data = '${tuesday}'`), '0', 'takes the row away');
	const late = await laura.get(where);
	is((await sent(other, where, { [cell(second)]: '2' })).status, 303, 'a colleague saves');
	const clash = await laura.submit(where, { ...key(), [cell(second)]: '1', [cell(third)]: '1' }, late);
	is(clash.status, 409, 'who is late sees both');
	is((clash.text.match(/<fieldset/g) ?? []).length, 2, 'only the cells that differ');
	is(sql(`SELECT quantita FROM prestazione_resa WHERE pratica_id = ${pratica} AND data = '${second}'`), '120', 'nothing is overwritten');
	is((await laura.submit(where, { ...key(), [cell(second)]: '1' }, clash)).status, 303, 'and decides');
	is((await laura.submit(where, { ...key(), [cell(second)]: '3' }, late)).status, 409, 'not again on what is old');
	sql(`DELETE FROM bozza WHERE percorso = '${where}'`);
	is((await stranger.get(where)).status, 403, 'not for another service');
	for (const word of ['2026-13', '2026-1', 'marzo', '1999-01'])
		is((await laura.get(`${at}/mese/${word}`)).status, 404, `${word} is no month`);
});

await chapter('the invoice of a supplier', async () => {
	is((await sent(laura, `/pratiche/${seconda}/previste/nuova`, { ...sad, giorni: '', recupero_percentuale: '' })).status, 303, 'a second person');
	const where = `/fornitori/${coop}/mese/${mese}`, page = await office.get(where), p = planned(seconda);
	ok(/D’?'?Amico <b>&"Rossi" Ida/.test(text(page.text)) && /Zanetti Ida/.test(text(page.text)), 'both persons of the service');
	ok(!/Zanetti|Amico/.test((await stranger.get(where)).text), 'another service finds nobody');
	is((await office.submit(where, { ...key(), [`c_${p}_1`]: '1:00', [`c_${p}_2`]: 'x' }, page)).status, 422, 'an error');
	is((await office.submit(where, { ...key(), [`c_${p}_1`]: '1:00', [`c_${p}_2`]: '0:20' }, page)).status, 303, 'saved');
	is(sql(`SELECT sum(quantita) FROM prestazione_resa WHERE pratica_id = ${seconda}`), '80', 'of both cases at once');
	const late = await office.get(where);
	is((await sent(laura, `/pratiche/${seconda}/mese/${mese}`, { [`c_${p}_3`]: '1' })).status, 303, 'somebody writes in one of them');
	is((await office.submit(where, { ...key(), [`c_${p}_4`]: '1' }, late)).status, 409, 'which the invoice must see');
	sql(`DELETE FROM bozza WHERE percorso = '${where}'`);
	is((await clients['operatore.maleo'].get(where)).status, 200, 'an operatore sociale records too');
	is((await laura.get(`${where}-999999999`)).status, 200, 'after a row that is not there stands nothing');
});

await chapter('the calendar', async () => {
	const page = await laura.get(`${at}/calendario/${mese}`);
	ok(/<table class="siz-calendario">/.test(page.text) && /Non svolta/.test(page.text) && /<strong>Svolta/.test(page.text), 'the weeks, and what was done');
	is((page.text.match(/<td/g) ?? []).length >= 28 && /Lo stesso in tabella/.test(page.text), true, 'a cell a day, and the same as a table');
	is((await stranger.get(`${at}/calendario/${mese}`)).status, 403, 'not for another service');
});

await chapter('the closed month', async () => {
	const section = `${at}/prestazioni?mese=${mese}`, close = `${at}/mese/${mese}/chiudi`;
	const old = await laura.get(section);
	await sent(other, `${at}/mese/${mese}`, { [`c_${planned(pratica)}_${giorno(plus(lunedi, 1))}`]: '0:20' });
	const kept = await laura.follow(await laura.submit(close, key(), old));
	ok(/Il mese non è chiuso/.test(kept.text), 'who has not seen the last does not close');
	const minutes = Number(sql(`SELECT sum(quantita) FROM prestazione_resa WHERE pratica_id = ${pratica}`)), cost = sql(`SELECT round(${minutes} * 20.35 / 60, 2)`);
	is((await laura.submit(close, key(), await laura.get(section))).status, 303, 'closed');
	is(sql(`SELECT costo || ' ' || recupero FROM prestazione_mese WHERE pratica_id = ${pratica} AND chiuso_il IS NOT NULL`), `${cost} ${sql(`SELECT round(${cost} * 0.1, 2)`)}`, 'at its cost');
	is(sql(`SELECT string_agg(lordo || ' ' || stato, ',') FROM movimento WHERE pratica_id = ${pratica} AND origine = 'prestazione'`), `${cost} P`, 'which is a movement of the ledger');
	const page = await laura.get(section);
	ok(/Chiuso/.test(page.text) && !new RegExp(`${at}/rese/|/mese/${mese}"`).test(page.text), 'nothing to change is offered');
	const done = sql(`SELECT count(*) FROM prestazione_resa WHERE pratica_id = ${pratica} AND motivo IS NULL`);
	ok(new RegExp(`data-nome="Svolte" class="siz-num">${done}<`).test(page.text), 'a closed month still says how many times', done);
	is((await laura.get(`${at}/mese/${mese}`)).status, 403, 'the grid is closed');
	const row = sql(`SELECT max(id) FROM prestazione_resa WHERE pratica_id = ${pratica}`);
	const refused = await sent(laura, `${at}/rese/${row}/modifica`, { nota: 'dopo' });
	is(refused.status, 422, 'the database refuses too');
	ok(/Il mese è chiuso/.test(decode(refused.text)), 'in words');
	sql(`DELETE FROM bozza WHERE percorso = '${at}/rese/${row}/modifica'`);
	is((await laura.submit(`${at}/mese/${mese}/riapri`, key(), page)).status, 303, 'opened again');
	is(sql(`SELECT count(*) FROM prestazione_mese WHERE pratica_id = ${pratica} AND chiuso_il IS NOT NULL`), '0', 'as it was');
	is(sql(`SELECT count(*) FROM movimento WHERE pratica_id = ${pratica}`), '0', 'without a movement');
	await laura.submit(close, key(), await laura.get(section));
	sql(`SET session_replication_role = replica; UPDATE movimento SET stato = 'D' WHERE pratica_id = ${pratica}`);
	const stuck = await laura.follow(await laura.submit(`${at}/mese/${mese}/riapri`, key(), await laura.get(section)));
	ok(/non è più solo previsto/.test(decode(stuck.text)), 'not when it waits to be authorised, in words');
	is(sql(`SELECT count(*) FROM prestazione_mese WHERE pratica_id = ${pratica} AND chiuso_il IS NOT NULL`), '1', 'it stays closed');
});
end();
