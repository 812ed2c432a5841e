/*
 * The ledger on screen: a fund, what an intervento takes of it, its rule with the movements shown before they exist, acts, a list of
 * payment with its mandate, what came back, what is added up.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const main = (page) => text(page.text.replace(/[^]*<main/, ''));
const euro = (cents) => `${(cents / 100n).toString().replace(/\B(?=(\d{3})+$)/g, '.')},${(cents % 100n).toString().padStart(2, '0')} €`;
const year = Number(sql('SELECT extract(year FROM current_date)::int'));
const clients = {};
for (const name of ['assistente.maleo', 'amministrativo.maleo', 'referente.maleo', 'operatore.maleo', 'responsabile.maleo', 'assistente.lodi', 'amministrativo.ambito'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], office = clients['amministrativo.maleo'], chief = clients['responsabile.maleo'];
let n = 0;
const key = () => ({ _chiave: `cnt-${process.pid}-${n++}` });
const service = sql("SELECT id FROM servizio WHERE codice = 'maleo'");

/* A person and an intervento of this file alone, which begins with the year. */
async function born(cognome) {
	const person = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, residenza_comune_id)
		SELECT '${cognome.replace(/'/g, "''")}', 'Contina', 'F', DATE '1960-02-03', 'NON_NOTO', (SELECT min(id) FROM comune WHERE upper(denominazione) = 'MALEO') RETURNING id`);
	sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${person}, min(id), 'dato', current_date FROM informativa`);
	const path = `${sql("SELECT percorso FROM kind WHERE codice IN ('intervento_economico', 'intervento_generico') ORDER BY codice LIMIT 1")}/nuovo`;
	sql(`DELETE FROM bozza WHERE percorso = '${path}'`);
	const page = await maleo.get(`${path}?titolare=${person}`);
	const type = /name="tipo"[\s\S]*?<option value="([^"]+)"/.exec(page.text)[1];
	const made = await maleo.submit(path, { ...key(), titolare: person, tipo: type, data_inizio: `${year}-01-01`, motivo_attivazione: '1' }, page);
	return /\d+/.exec(made.location)[0];
}
const pratica = await born('D\'Amico <b>&"Rossi"');
const at = (rest) => `/pratiche/${pratica}/${rest}`;

let fund;
await chapter('a fund', async () => {
	is((await maleo.get('/finanziamenti')).status, 200, 'whoever works on interventions sees which funds there are');
	is((await maleo.get('/finanziamenti/nuovo')).status, 403, 'but keeps none');
	const page = await office.get('/finanziamenti/nuovo');
	const refused = await office.submit('/finanziamenti/nuovo', { ...key(), importo: 'molto', valido_dal: `${year}-12-31`, valido_al: `${year}-01-01` }, page);
	is(refused.status, 422, 'not without the essential');
	is(formOf(page.text, '/finanziamenti/nuovo').anno, String(year), 'this year is proposed');
	for (const importo of ['10000000000', '999999999999', '-1', 'NaN', '0', '0,004'])
		is((await office.submit('/finanziamenti/nuovo', { ...key(), denominazione: 'Troppo', anno: String(year), fonte: 'COMUNE', importo }, page)).status, 422, `an amount of ${importo} is refused in words`);
	ok(/Scrivi come si chiama il fondo/.test(refused.text) && /Scrivi l’importo in euro/.test(refused.text) && /La fine viene prima/.test(refused.text), 'all errors at once, in words');
	sql("DELETE FROM bozza WHERE percorso = '/finanziamenti/nuovo'");
	const made = await office.submit('/finanziamenti/nuovo', { ...key(), denominazione: 'Fondo <b>di prova', anno: String(year), fonte: 'COMUNE', importo: '1.000,00', soglia_avviso: '80', capitolo: '1100' }, await office.get('/finanziamenti/nuovo'));
	is(made.status, 303, 'made');
	fund = sql('SELECT max(id) FROM finanziamento');
	const list = await office.get('/finanziamenti');
	ok(list.text.includes('Fondo &lt;b&gt;di prova') && /Da assegnare <strong>1\.000,00 €/.test(list.text), 'in the list, escaped, with what is left');
	ok(/<dt>Si spende<\/dt><dd>senza un termine</.test((await office.get(`/finanziamenti/${fund}`)).text), 'without dates the period is a word, not half of one');
	is((await clients['assistente.lodi'].get(`/finanziamenti/${fund}`)).status, 404, 'another service does not know of it');
	const change = await office.get(`/finanziamenti/${fund}/modifica`), stale = change;
	is(formOf(change.text, `/finanziamenti/${fund}/modifica`).importo, '1.000,00', 'the form has the amount as people write it');
	is((await office.submit(`/finanziamenti/${fund}/modifica`, { ...key(), note: 'Prima' }, change)).status, 303, 'changed');
	is((await office.submit(`/finanziamenti/${fund}/modifica`, { ...key(), note: 'Dopo' }, stale)).status, 409, 'who saves over newer data sees both');
});

await chapter('what an intervento takes of it', async () => {
	is((await maleo.get(at('finanziamenti'))).status, 200, 'the section');
	is((await maleo.get(at('finanziamenti/nuovo'))).status, 403, 'the assistente gives out no money');
	const path = at('finanziamenti/nuovo');
	let page = await office.get(path);
	ok(/Fondo &lt;b&gt;di prova \(\d{4}\), restano 1\.000,00 €/.test(page.text), 'the funds are offered with what is left');
	let sent = await office.submit(path, { ...key(), finanziamento: fund, importo: '1.000,01' }, page);
	is(sent.status, 422, 'more than there is is refused');
	ok(/Nel fondo restano 1\.000,00 €/.test(sent.text), 'with how much there is, at the field');
	sent = await office.submit(path, { ...key(), finanziamento: fund, importo: '900,00' }, page);
	is(sent.status, 422, 'the threshold is a warning');
	ok(/del fondo restano 100,00 € su 1\.000,00 €: si passa la soglia di avviso del 80%/.test(sent.text), 'in words');
	const token = decode(/name="conferma" value="([^"]+)"/.exec(sent.text)[1]);
	const again = formOf(sent.text, path);
	is((await office.post(path, { ...again, ...key(), conferma: token })).status, 303, 'confirmed');
	is(sql(`SELECT assegnato FROM finanziamento WHERE id = ${fund}`), '900.00', 'the fund knows');
	ok(/Oltre la soglia/.test((await office.get('/finanziamenti')).text), 'and says so in the list');
	is(formOf((await office.get(at('impegni/nuovo'))).text, at('impegni/nuovo')).anno, String(year), 'a commitment is of this year, if nobody says another');
	const made = await office.submit(at('impegni/nuovo'), { ...key(), finanziamento: fund, anno: String(year), numero: '77', importo: '600', atto_tipo: 'Determina', atto_numero: '12', atto_data: `${year}-01-10` }, await office.get(at('impegni/nuovo')));
	is(made.status, 303, 'a commitment');
	const section = main(await office.get(at('finanziamenti')));
	ok(/77\/\d{4}/.test(section) && /Determina 12 del 10\/01/.test(section) && /600,00 €/.test(section), 'with its act');
	is((await office.submit(at('impegni/nuovo'), { ...key(), finanziamento: fund, anno: String(year), numero: '78', importo: '300,01' }, await office.get(at('impegni/nuovo')))).status, 422, 'commitments do not pass what the case may take');
});

let rule;
await chapter('a rule, and its movements before they exist', async () => {
	const path = at('regole/nuova');
	let page = await maleo.get(path);
	const before = sql(`SELECT count(*) FROM movimento WHERE pratica_id = ${pratica}`);
	const fields = { cadenza: 'M', importo: '100,00', dal: `${year}-01-01`, al: `${year}-03-15`, finanziamento: '', descrizione: 'Contributo <b>' };
	let shown = await maleo.submit(path, { ...key(), ...fields, mostra: '1' }, page);
	is(shown.status, 200, 'shown without being saved');
	ok(/3 movimenti, 248,39 €/.test(main(shown)), 'three movements; the month that is not whole by its days: 15 of 31');
	is(formOf(shown.text, path).descrizione, 'Contributo <b>', 'what was typed stands there');
	is(sql(`SELECT count(*) FROM movimento WHERE pratica_id = ${pratica}`), before, 'nothing was written');
	const piece = await maleo.get(`${at('regole/anteprima')}?cadenza=M&importo=100&dal=${year}-01-01&al=${year}-03-15`);
	ok(piece.status === 200 && /248,39 €/.test(piece.text) && !/<html/.test(piece.text), 'the same as a piece of the page, while one types');
	ok(/data-suggerimenti="[^"]*\/regole\/anteprima"/.test(page.text), 'which the page asks for');
	is(formOf(page.text, path).beneficiario, 'D\'Amico <b>&"Rossi" Contina', 'to whom it is paid is proposed');
	is((await maleo.submit(path, { ...key(), ...fields, importo: '' }, page)).status, 422, 'an amount is owed');
	is((await maleo.submit(path, { ...key(), ...fields, iban: 'IT60X0542811101000000123457' }, page)).status, 422, 'a wrong digit of an IBAN is refused');
	ok(/IBAN/.test(maleo.page.text), 'in words');
	sql(`DELETE FROM bozza WHERE percorso = '${path}'`);
	is((await maleo.submit(path, { ...key(), ...fields, iban: 'it60 x054 2811 1010 0000 0123 456' }, page)).status, 303, 'saved');
	rule = sql(`SELECT max(id) FROM regola_pagamento WHERE pratica_id = ${pratica}`);
	is(sql(`SELECT string_agg(netto::text, ' ' ORDER BY scadenza) FROM movimento WHERE pratica_id = ${pratica}`), '100.00 100.00 48.39', 'the movements are those that were shown');
	is(sql(`SELECT iban FROM regola_pagamento WHERE id = ${rule}`), 'IT60X0542811101000000123456', 'the IBAN without blanks');
	page = await maleo.get(at('pagamenti'));
	ok(/Ogni mese/.test(page.text) && /248,39 €/.test(page.text), 'in the list of rules');
	ok(/Il primo dell’intervento che ha posto/.test(page.text) && !/Manca il finanziamento/.test(page.text), 'no fund of its own: the list says where the money comes from');
	ok(new RegExp(`href="${at('pagamenti')}"[^>]*>Regole per pagamenti<span class="siz-conta">1<`).test(page.text), 'with its count among the sections');
	const tranches = { ...key(), cadenza: 'R', dal: `${year}-05-01`, tranche_data_1: `${year}-05-10`, tranche_importo_1: '20', tranche_data_2: `${year}-06-10`, tranche_importo_2: '30,50' };
	is((await maleo.submit(path, { ...tranches, tranche_importo_2: '' }, await maleo.get(path))).status, 422, 'a tranche has both');
	sql(`DELETE FROM bozza WHERE percorso = '${path}'`);
	is((await maleo.submit(path, { ...tranches, ...key() }, await maleo.get(path))).status, 303, 'in tranches');
	is(sql(`SELECT importo FROM regola_pagamento WHERE id = (SELECT max(id) FROM regola_pagamento WHERE pratica_id = ${pratica})`), '50.50', 'the whole is their sum');
	const last = sql(`SELECT max(id) FROM regola_pagamento WHERE pratica_id = ${pratica}`);
	is(formOf((await maleo.get(at(`regole/${last}/modifica`))).text, at(`regole/${last}/modifica`)).tranche_importo_2, '30,50', 'and come back in the form');
	is((await maleo.submit(at(`regole/${last}/togli`), key(), await maleo.get(at('pagamenti')))).status, 303, 'taken away');
	is(sql(`SELECT count(*) FROM movimento WHERE pratica_id = ${pratica}`), '3', 'with what it planned');
});

await chapter('suspension, reduction', async () => {
	is((await maleo.submit(at('sospensioni/nuova'), { ...key(), dal: `${year}-02-01`, al: `${year}-02-28`, motivo: 'Ricovero' }, await maleo.get(at('sospensioni/nuova')))).status, 303, 'suspended');
	ok(Number(sql(`SELECT coalesce(sum(netto), 0) FROM movimento WHERE pratica_id = ${pratica} AND scadenza BETWEEN '${year}-02-01' AND '${year}-02-28'`)) < 100, 'February is not paid');
	const suspended = sql(`SELECT max(id) FROM sospensione_pagamento WHERE pratica_id = ${pratica}`);
	is((await maleo.submit(at(`sospensioni/${suspended}/togli`), key(), await maleo.get(at('pagamenti')))).status, 303, 'and again');
	is((await maleo.submit(at('decurtazioni/nuova'), { ...key(), dal: `${year}-01-01`, al: `${year}-01-31`, come: 'P', percentuale: '12,5', motivo: 'Assenze' }, await maleo.get(at('decurtazioni/nuova')))).status, 303, 'a reduction');
	is(sql(`SELECT netto FROM movimento WHERE pratica_id = ${pratica} ORDER BY scadenza LIMIT 1`), '87.50', 'January is lower');
	ok(/12,50?%/.test((await maleo.get(at('finanziamenti'))).text), 'it stands in its section');
});

const ids = (where) => sql(`SELECT string_agg(id::text, ' ' ORDER BY scadenza, id) FROM movimento WHERE pratica_id = ${pratica} AND ${where}`).split(' ').filter(Boolean);
const act = async (client, list, fields) => {
	const page = await client.get(at('movimenti'));
	const action = /<form[^>]*aria-labelledby="t-mov"[^>]*action="([^"]+)"/.exec(page.text)?.[1] ?? at('movimenti');
	const form = formOf(page.text, decode(action));
	return client.post(decode(action), [...Object.entries({ ...form, ...key(), ...fields }).filter(([name]) => name !== 'movimento'), ...list.map((id) => ['movimento', id])]);
};

/* The form of the movements as that page shows it. */
const seen = async (client) => {
	const page = await client.get(at('movimenti')), action = decode(/<form[^>]*aria-labelledby="t-mov"[^>]*action="([^"]+)"/.exec(page.text)?.[1] ?? at('movimenti'));
	return { action, form: Object.entries({ ...formOf(page.text, action), ...key() }).filter(([name]) => name !== 'movimento' && name !== 'azione') };
};

await chapter('movements pass', async () => {
	const page = await maleo.get(at('movimenti'));
	ok(/Previsto/.test(page.text) && /87,50 €/.test(page.text) && /Chiedi l’autorizzazione/.test(page.text), 'with their state and what may be done');
	ok(!/>Autorizza \(/.test(page.text), 'an assistente authorises none');
	is((await act(maleo, [], { azione: 'proponi' })).status, 422, 'nothing was ticked');
	ok(/Scegli almeno un movimento/.test(maleo.page.text), 'in words');
	is((await act(maleo, ids('true').slice(0, 2), { azione: 'proponi' })).status, 303, 'two are proposed at once');
	is(sql(`SELECT string_agg(stato, '' ORDER BY scadenza) FROM movimento WHERE pratica_id = ${pratica}`), 'DDP', 'those alone');
	is((await act(maleo, ids("stato = 'D'"), { azione: 'autorizza' })).status, 422, 'what is not offered is refused');
	ok(!/>Autorizza \(/.test((await office.get(at('movimenti'))).text), 'nor does an amministrativo who is not responsabile');
	is((await act(chief, ids("stato = 'D'"), { azione: 'respingi' })).status, 422, 'a reason is owed');
	const early = await act(chief, ids("stato = 'D'"), { azione: 'autorizza' });
	ok(early.status === 422 && /dopo che la richiesta di autorizzazione è stata concessa/.test(main(early)), 'not before the richiesta that its type asks for is granted (RIC-02)');
	const asking = at('richieste/nuova/autorizzazione');
	await maleo.submit(asking, { ...key(), oggetto: 'Contributo', testo: 'Perché serve' }, await maleo.get(asking));
	const grant = `/richieste/${sql(`SELECT max(id) FROM richiesta WHERE pratica_id = ${pratica}`)}/stato/approva`;
	is((await chief.submit(grant, { ...key(), testo: '' }, await chief.get(grant))).status, 303, 'it is granted');
	const hidden = await seen(chief), [, second] = ids("stato = 'D'");
	is((await act(maleo, [second], { azione: 'ritira' })).status, 303, 'one is withdrawn while the page is read');
	is((await act(maleo, [second], { azione: 'proponi' })).status, 303, 'and asked again');
	is((await chief.post(hidden.action, [...hidden.form, ['azione', 'autorizza'], ...ids("stato = 'D'").map((id) => ['movimento', id])])).status, 409, 'what changed since is not authorised with the others');
	is((await act(chief, ids("stato = 'D'"), { azione: 'autorizza', [`v${second}`]: '' })).status, 409, 'nor without saying what was seen');
	is(sql(`SELECT string_agg(stato, '' ORDER BY scadenza) FROM movimento WHERE pratica_id = ${pratica}`), 'DDP', 'none of them');
	is((await act(chief, ids("stato = 'D'"), { azione: 'autorizza' })).status, 303, 'who is responsabile authorises');
	is(sql(`SELECT string_agg(stato, '' ORDER BY scadenza) FROM movimento WHERE pratica_id = ${pratica}`), 'AAP', 'authorised');
	const one = await maleo.get(at(`movimenti/${ids("stato = 'A'")[0]}`));
	ok(/da autorizzare a autorizzato/.test(main(one)), 'its history says who and when');
	is((await maleo.get(`/pratiche/${await born('Altrui')}/movimenti/${ids("stato = 'A'")[0]}`)).status, 404, 'a movement is of its case');
	is((await maleo.submit(at('movimenti/nuovo'), { ...key(), dal: `${year}-04-01`, al: `${year}-04-30`, lordo: '10,00', descrizione: 'Arretrati' }, await maleo.get(at('movimenti/nuovo')))).status, 303, 'one by hand');
	const hand = ids("origine = 'manuale'")[0];
	is((await maleo.submit(at(`movimenti/${hand}/modifica`), { ...key(), lordo: '11,00' }, await maleo.get(at(`movimenti/${hand}/modifica`)))).status, 303, 'changed while it is planned');
	is((await maleo.get(at(`movimenti/${ids("stato = 'A'")[0]}/modifica`))).status, 403, 'the others follow their rule');
	is((await maleo.submit(at(`movimenti/${hand}/togli`), key(), await maleo.get(at(`movimenti/${hand}`)))).status, 303, 'and taken away');
});

let list;
await chapter('a list of payment', async () => {
	is((await maleo.get('/pagamenti')).status, 200, 'lists are seen');
	is((await maleo.get('/pagamenti/nuovo')).status, 403, 'and made by the administration');
	const page = await office.get(`/pagamenti/nuovo?fondo=${fund}`);
	const waiting = ids("stato = 'A'");
	ok(waiting.every((id) => page.text.includes(`name="movimento" value="${id}"`)), 'the authorised ones of that fund');
	ok(/D&#39;Amico &lt;b&gt;|D'Amico &lt;b&gt;/.test(page.text) && !/Amico <b>/.test(page.text), 'escaped');
	const none = await office.get('/pagamenti/nuovo?mese=2001-01');
	ok(!waiting.some((id) => none.text.includes(`name="movimento" value="${id}"`)), 'and of that month');
	const action = decode(/<form[^>]*aria-labelledby="t-mov"[^>]*action="([^"]+)"/.exec(page.text)[1]);
	const post = (fields, chosen) => office.post(action, [...Object.entries({ ...formOf(page.text, action), ...key(), ...fields }).filter(([name]) => name !== 'movimento'), ...chosen.map((id) => ['movimento', id])]);
	is((await post({ descrizione: 'Contributi' }, [])).status, 422, 'nothing was ticked');
	is((await post({}, waiting)).status, 422, 'without its words');
	ok(waiting.every((id) => new RegExp(`name="movimento" value="${id}"[^>]* checked`).test(office.page.text)), 'what was ticked stays so');
	const made = await post({ descrizione: 'Contributi <b>' }, waiting);
	is(made.status, 303, 'made');
	list = /\/pagamenti\/(\d+)/.exec(made.location)[1];
	const seen = await office.get(`/pagamenti/${list}`);
	ok(/187,50 € ?, 2 pagamenti/.test(main(seen)) && /Prima del mandato servono numero e data dell’atto/.test(main(seen)), 'its total, and what it still lacks');
	is((await clients['amministrativo.ambito'].get(`/pagamenti/${list}`)).status, 404, 'of another service it is not there');
	const out = await office.post(`/pagamenti/${list}/togli`, [...Object.entries({ ...formOf(seen.text, `/pagamenti/${list}/togli`), ...key() }).filter(([name]) => name !== 'movimento'), ['movimento', waiting[1]]]);
	is(out.status, 303, 'one goes out again');
	is(sql(`SELECT totale FROM elenco_pagamento WHERE id = ${list}`), '87.50', 'the total follows');
	is((await office.submit(`/pagamenti/${list}/atto`, { ...key(), atto_tipo: 'Determina', atto_numero: '45', atto_data: `${year}-01-20` }, await office.get(`/pagamenti/${list}/atto`))).status, 303, 'its act');
	const mandate = await office.get(`/pagamenti/${list}/mandato`);
	is((await office.submit(`/pagamenti/${list}/mandato`, { ...key(), mandato_numero: '', mandato_data: '' }, mandate)).status, 422, 'number and date of the mandate');
	is((await office.submit(`/pagamenti/${list}/mandato`, { ...key(), mandato_numero: '9', mandato_data: `${year}-01-01` }, mandate)).status, 422, 'not before the act');
	is((await office.submit(`/pagamenti/${list}/mandato`, { ...key(), mandato_numero: '9', mandato_data: `${year}-01-25` }, mandate)).status, 303, 'paid');
	is(sql(`SELECT string_agg(stato, '' ORDER BY scadenza) FROM movimento WHERE pratica_id = ${pratica}`), 'GAP', 'what was in it');
	ok(/Determina 45 del 20\/01/.test(main(await office.get('/pagamenti'))) && /9 del 25\/01/.test(main(office.page)), 'in the list of lists');
	is((await office.submit(`/pagamenti/${list}/stampa`, key(), await office.get(`/pagamenti/${list}`))).status, 303, 'printed');
	const print = sql("SELECT max(id) FROM stampa WHERE oggetto = 'elenco_pagamento'");
	for (const until = Date.now() + 60000; Date.now() < until && sql(`SELECT stato FROM stampa WHERE id = ${print}`) === 'in_coda'; await new Promise((go) => setTimeout(go, 200)));
	const pdf = await office.get(`/stampe/${print}/scarica`);
	ok(pdf.status === 200 && pdf.bytes.subarray(0, 5).toString() === '%PDF-', 'a PDF');
	is((await clients['amministrativo.ambito'].get(`/stampe/${print}`)).status, 404, 'of who asked');
});

await chapter('what came back', async () => {
	const page = await office.get(`/pagamenti/${list}/resi`), paid = ids("stato = 'G'");
	const post = (fields, chosen) => office.post(`/pagamenti/${list}/resi`, [...Object.entries({ ...formOf(page.text, `/pagamenti/${list}/resi`), ...key(), ...fields }).filter(([name]) => name !== 'movimento'), ...chosen.map((id) => ['movimento', id])]);
	is((await post({}, paid)).status, 422, 'a reason is owed');
	is((await post({ motivo: 'Conto chiuso' }, paid)).status, 303, 'returned');
	is(sql(`SELECT stato FROM movimento WHERE id = ${paid[0]}`), 'R', 'in its state');
	ok(/Conto chiuso/.test(main(await office.get(`/pagamenti/${list}`))), 'the list says why');
	ok(/<dt>Totale<\/dt>[^]*?di cui [\d.,]+ € tornati indietro/.test(office.page.text), 'and how much of its total');
	is(sql('SELECT count(*) FROM conti_quadratura()'), '0', 'every sum that rows keep is that of the rows below');
});

await chapter('shares, and what it costs', async () => {
	is((await maleo.submit(at('quote/nuova'), { ...key(), pagatore: 'UTENTE', come: 'P', percentuale: '12,5', dal: `${year}-01-01` }, await maleo.get(at('quote/nuova')))).status, 303, 'the person bears a part');
	is((await maleo.submit(at('quote/nuova'), { ...key(), pagatore: 'SSR', come: 'P', percentuale: '87,51', dal: `${year}-01-01` }, await maleo.get(at('quote/nuova')))).status, 422, 'never more than a hundred per cent in all');
	ok(/superano il 100 per cento/.test(maleo.page.text), 'in words');
	sql(`DELETE FROM bozza WHERE percorso = '${at('quote/nuova')}'`);
	const cost = BigInt(sql(`SELECT sum(round(netto * 100))::bigint FROM movimento WHERE pratica_id = ${pratica} AND stato NOT IN ('R', 'X')`));
	const shares = await maleo.get(at('quote')), cents = (words) => BigInt(words.replace(/[^\d]/g, ''));
	const [, whole, others, own] = /Del costo[^]*?<strong>([^<]+)<\/strong>[^]*?<strong>([^<]+)<\/strong>[^]*?<strong>([^<]+)</.exec(shares.text);
	is(`${cents(whole)}`, `${cost}`, 'of the cost of the ledger');
	is(`${cents(others) + cents(own)}`, `${cost}`, 'the shares make up the cost to the cent');
	const page = await maleo.get(at('costo'));
	const table = (caption) => [...new RegExp(`${caption}<\\/caption>([^]*?)<\\/table>`).exec(page.text)[1].matchAll(/<td class="siz-num">([\d.,]+) €/g)].reduce((all, [, words]) => all + cents(words), 0n);
	ok(page.text.includes(`siz-numeri__cifra">${euro(cost)}<`), 'the net cost');
	is(`${table('fra chi paga')}`, `${cost}`, 'by who pays');
	is(`${table('fra gli impegni')}`, `${cost}`, 'by commitment');
	ok((page.text.match(/<rect class="s\d"/g) ?? []).length >= 2 && /role="status" data-suggerimenti="[^"]*\/costo\/esito"/.test(page.text), 'drawn, and computed again while one types');
	ok(/Non manca niente|Che cosa manca/.test(main(page)), 'what is missing, in words');
	const march = await maleo.get(`${at('costo/esito')}?dal=${year}-03-01&al=${year}-03-31`);
	ok(march.status === 200 && !/<html/.test(march.text) && /siz-numeri__cifra">48,39 €</.test(march.text), 'a piece of the page for other days');
	is((await clients['assistente.lodi'].get(at('costo'))).status, 403, 'not for who does not open the case');
	is((await clients['assistente.lodi'].get(at('costo/esito'))).status, 403, 'nor as a piece');
	ok(new RegExp(`href="${at('costo')}">Calcolo costo intervento</a>`).test((await maleo.get(`/pratiche/${pratica}`)).text), 'the button stands on the form (GEN-29)');
});

await chapter('planned ahead, by the queue', async () => {
	const open = await maleo.submit(at('regole/nuova'), { ...key(), cadenza: 'T', importo: '1', dal: `${year}-10-01` }, await maleo.get(at('regole/nuova')));
	is(open.status, 303, 'a rule without an end');
	const mine = sql(`SELECT max(id) FROM regola_pagamento WHERE pratica_id = ${pratica}`), planned = () => sql(`SELECT count(*) FROM movimento WHERE origine = 'regola' AND origine_id = ${mine}`);
	is(planned(), '1', 'reaches the end of the year');
	is((await maleo.get('/pagamenti/previsione')).status, 403, 'the administration plans ahead');
	is((await office.submit('/pagamenti/previsione', { ...key(), fino: `${year + 9}-12-31` }, await office.get('/pagamenti/previsione'))).status, 422, 'not for ever');
	sql("DELETE FROM bozza WHERE percorso = '/pagamenti/previsione'");
	is((await office.submit('/pagamenti/previsione', { ...key(), fino: `${year + 1}-12-31` }, await office.get('/pagamenti/previsione'))).status, 303, 'asked for');
	for (const until = Date.now() + 60000; Date.now() < until && sql("SELECT count(*) FROM generazione_movimenti WHERE stato = 'in_corso'") !== '0'; await new Promise((go) => setTimeout(go, 200)));
	is(planned(), '5', 'four more');
	ok(/Fatta/.test((await office.get('/pagamenti/previsione')).text), 'the page says that it is done');
	is((await maleo.submit(at(`regole/${mine}/togli`), key(), await maleo.get(at('pagamenti')))).status, 303, 'taken away again');
});

/* To the cent, by a sum of its own over the pages and over the ledger. */
await chapter('what is added up', async () => {
	const cents = (words) => BigInt(words.replace(/[^\d]/g, ''));
	const ledger = BigInt(sql(`SELECT coalesce(sum(round(netto * 100)), 0)::bigint FROM movimento WHERE servizio_id = ${service} AND stato NOT IN ('X', 'R')`));
	for (const by of ['fondo', 'mese', 'comune']) {
		const page = await office.get(`/elaborazioni-contabili?per=${by}`);
		const rows = [...page.text.matchAll(/<tr><th scope="row" class="primo">([^]*?)<\/tr>/g)].map(([row]) => row);
		const column = (row) => cents(/data-nome="Netto">(?:<strong>)?([^<]+)/.exec(row)[1]);
		const total = column(rows[rows.length - 1]), sum = rows.slice(0, -1).reduce((all, row) => all + column(row), 0n);
		is(`${total}`, `${ledger}`, `by ${by} the total is that of the ledger`);
		is(`${sum}`, `${ledger}`, `by ${by} the rows make up the total`);
		const parts = (row) => ['Da autorizzare', 'Autorizzato', 'Pagato'].reduce((all, name) => all + cents(new RegExp(`data-nome="${name}">(?:<strong>)?([^<]+)`).exec(row)[1]), 0n);
		ok(rows.every((row) => parts(row) === column(row)), `by ${by} the states make up each row`);
	}
	const some = await office.get(`/elaborazioni-contabili?fondo=${fund}&dal=${year}-01-01&al=${year}-02-28`);
	const own = BigInt(sql(`SELECT coalesce(sum(round(netto * 100)), 0)::bigint FROM movimento WHERE servizio_id = ${service} AND finanziamento_id = ${fund} AND scadenza <= '${year}-02-28' AND stato NOT IN ('X', 'R')`));
	ok(main(some).includes(`Totale`) && some.text.includes(`<strong>${euro(own)}</strong>`), 'with filters too');
	ok(/Togli il filtro/.test(some.text) && /Finanziamento: Fondo &lt;b&gt;di prova/.test(some.text), 'which stand above and in the address');
	const month = await office.get(`/elaborazioni-contabili/mese?mese=${year}-02`);
	const february = BigInt(sql(`SELECT coalesce(sum(round(netto * 100)), 0)::bigint FROM movimento WHERE servizio_id = ${service} AND to_char(scadenza, 'YYYY-MM') = '${year}-02' AND stato NOT IN ('X', 'R')`));
	ok(month.text.includes(`<strong>${euro(february)}</strong>`) && /Contributi di febbraio/.test(month.text), 'the month, one by one, with its total (ECO-12)');
	ok(!/Amico/.test((await clients['assistente.lodi'].get(`/elaborazioni-contabili/mese?mese=${year}-02`)).text), 'another service reads nothing of it');
	is((await office.get('/elaborazioni-contabili/mese?mese=domani')).status, 200, 'a month that is none is this one');
});

end();
