/*
 * Interventi economici: blocks of a type without JavaScript, payment and IBAN, the same benefit twice, ISEE and household,
 * authorisation, the table of types, and who may not.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const [name, user, service] of [['maleo', 'assistente.maleo', 'Comune di Maleo'], ['lodi', 'assistente.lodi', 'Comune di Lodi'], ['ammin', 'amministrativo.maleo', 'Comune di Maleo'],
	['sociale', 'operatore.maleo', 'Comune di Maleo'], ['capo', 'responsabile.maleo', 'Comune di Maleo'], ['sistema', 'amministratore.siz', null], ['storico', 'assistente.maleo', 'STORICO']]) {
	clients[name] = new Client();
	await clients[name].login(user, service ?? undefined);
}
const { maleo, lodi } = clients;
const at = '/interventi/economici/nuovo', rent = 'IT60X0542811101000000123456';
const words = (page) => decode(page.text.replace(/[^]*<main/, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
const last = () => sql("SELECT max(id) FROM pratica WHERE kind = 'intervento_economico'");
const stored = (id, field) => sql(`SELECT dati ->> '${field}' FROM pratica WHERE id = ${id}`);
const clean = () => sql("DELETE FROM bozza WHERE percorso LIKE '/interventi/%/nuovo'");
const person = (name) => sql(`SELECT min(id) FROM soggetto WHERE cognome = '${name}'`);
const today = sql('SELECT current_date'), forlani = person('Forlani'), minoia = person('Minoia');
const fields = (html) => [...html.matchAll(/ name="([a-z_]+)"/g)].map(([, name]) => name);
const good = { tipo: 'ECO02', data_inizio: today, motivo_attivazione: '1' };
let serial = 0;
const key = () => ({ _chiave: `eco-${process.pid}-${serial++}` });
const open = async (client, who) => { clean(); return client.get(`${at}?titolare=${who}`); };

await chapter('blocks of a type, without JavaScript (AMB-15)', async () => {
	let page = await open(maleo, minoia);
	is(page.status, 200, 'the page');
	ok(!['iban', 'canone', 'buoni_numero', 'retta_mensile', 'motivo_doppio'].some((name) => fields(page.text).includes(name)), 'no type, no block');
	ok(['importo_richiesto', 'periodo_dal', 'prima_volta', 'protocollo_numero', 'codice_cliente', 'richiesta_ufficio'].every((name) => fields(page.text).includes(name)), 'what every type has');
	let asked = await maleo.submit(at, { ...key(), tipo: 'ECO04', note: 'Scritto <b>prima</b>', importo_richiesto: 'mille', _aggiorna: 'tipo' }, page);
	is(`${asked.status} ${asked.location}`, `303 ${at}#f-tipo`, 'the button leads back to the type');
	page = await maleo.get(at);
	ok(['canone', 'proprietario', 'pagamento_a', 'iban'].every((name) => fields(page.text).includes(name)) && !fields(page.text).includes('buoni_numero'), 'with the blocks of that type and no other');
	is(`${formOf(page.text, at).note} ${formOf(page.text, at).importo_richiesto} ${formOf(page.text, at).titolare}`, `Scritto <b>prima</b> mille ${minoia}`, 'nothing typed is lost, not even what is wrong');
	ok(/Misure di sostegno al reddito/.test(words(page)), 'and the level that the type gives');
	ok(!/Hai ripreso una bozza/.test(words(page)), 'it is not called a draft');
	asked = await maleo.submit(at, { ...key(), tipo: 'ECO05', canone: '450', importo_richiesto: '100', _aggiorna: 'tipo' }, page);
	page = await maleo.get(at);
	ok(fields(page.text).includes('buoni_numero') && fields(page.text).includes('canone') && formOf(page.text, at).canone === '450,00' && !fields(page.text).includes('iban'), 'what holds something stays in view whatever the type');
	const made = await maleo.submit(at, { ...key(), ...good, tipo: 'ECO05', titolare: minoia, canone: '', buoni_numero: '20', buoni_valore: '5,29', prima_volta: 'PRIMA' }, page);
	is(made.status, 303, 'saved');
	const id = last();
	is(sql(`SELECT (dati - 'note')::text FROM pratica WHERE id = ${id}`), sql(`SELECT '{"tipo": "ECO05", "inps": "A1.06", "istat": "B1", "carattere": "2", "prima_volta": "PRIMA", "buoni_numero": 20, "buoni_valore": "5.29", "escludi_casellario": "NR", "importo_richiesto": "100.00"}'::jsonb::text`), 'what was left empty comes from the type');
	ok(/^ECO-\d{4}-\d{5}$/.test(sql(`SELECT codice FROM pratica WHERE id = ${id}`)), 'its code');
	page = await maleo.get(`/pratiche/${id}`);
	ok(fields(page.text).includes('buoni_valore') && !fields(page.text).includes('canone') && !fields(page.text).includes('iban'), 'its page shows the blocks of its type');
	is((await maleo.submit(`/pratiche/${id}`, { ...key(), tipo: 'ECO15', _aggiorna: 'tipo' }, page)).location, `/pratiche/${id}#f-tipo`, 'the same button there');
	page = await maleo.get(`/pratiche/${id}`);
	ok(fields(page.text).includes('restituzione_rate') && fields(page.text).includes('buoni_numero'), 'the new type beside what was there');
	is((await maleo.submit(`/pratiche/${id}`, { ...key(), restituzione_rate: '12' }, page)).status, 303, 'and it is saved');
	is(`${stored(id, 'tipo')} ${stored(id, 'restituzione_rate')} ${stored(id, 'buoni_numero')}`, 'ECO15 12 20', 'with everything');
	is((await maleo.submit(at, { ...key(), _aggiorna: 'sconosciuto' }, await open(maleo, minoia))).status, 422, 'a button with a name that is no field saves and is refused');
});

await chapter('payment', async () => {
	const page = await open(maleo, minoia);
	const send = (more) => maleo.submit(at, { ...key(), ...good, ...more }, page);
	let answer = await send({ mezzo_pagamento: 'BONIFICO' });
	ok(answer.status === 422 && /Compila «IBAN»/.test(words(answer)), 'a transfer wants an IBAN');
	for (const [iban, why] of [['IT60X0542811101000000123457', 'cifre di controllo non tornano'], ['IT60X054281110100000012345', 'ha 27 caratteri, qui sono 26'], ['60X0542811101', 'comincia con la sigla'], ['IT60<script>', 'solo lettere e cifre']]) {
		answer = await send({ mezzo_pagamento: 'BONIFICO', iban });
		ok(answer.status === 422 && words(answer).includes(why) && answer.text.includes('value="' + iban.replace('<', '&lt;').replace('>', '&gt;') + '"'), `${iban}: ${why}, and it is still there`, words(answer).slice(0, 300));
	}
	answer = await send({ pagamento_a: 'DELEGATO' });
	ok(answer.status === 422 && /Compila «Nome e cognome del delegato»/.test(words(answer)), 'a delegate has a name');
	answer = await send({ periodo_dal: '2026-05-01', periodo_al: '2026-04-30', importo_richiesto: '-5' });
	ok(answer.status === 422 && /La fine del periodo \(30\/04\/2026\) viene prima/.test(words(answer)) && /non può essere negativo/.test(words(answer)), 'period and amount');
	answer = await send({ mezzo_pagamento: 'BONIFICO', pagamento_a: 'TERZI', terzi_nome: 'Casa <i>Nostra</i> & C.', iban: ' it60 x054 2811 1010 0000 0123 456 ', importo_richiesto: '1.200,50' });
	is(answer.status, 303, 'a whole one');
	is(`${stored(last(), 'iban')} ${stored(last(), 'importo_richiesto')} ${stored(last(), 'terzi_nome')}`, `${rent} 1200.50 Casa <i>Nostra</i> & C.`, 'as it is kept');
	const copy = formOf((await maleo.get(`${at}?da=${last()}`)).text, at);
	is(`${copy.iban} ${copy.data_inizio} ${copy.importo_richiesto}`, `${rent}  1.200,50`, 'a copy has everything but the dates');
	is((await maleo.get(`/interventi/generici/nuovo?da=${last()}`)).status, 404, 'into a case of another kind nothing is copied');
});

await chapter('the same benefit twice (QRI-08, ECO-05)', async () => {
	let page = await open(maleo, forlani);
	const before = last(), twice = { ...key(), ...good, tipo: 'ECO03' };
	let answer = await maleo.submit(at, twice, page);
	ok(answer.status === 422 && /Lo stesso beneficio è già dato[^.]*: ECO-\d{4}-\d{5}, Sostegno all’affitto in locazione sul libero mercato, a Forlani Adele \(Comune di Maleo\)/.test(words(answer)), 'the same INPS code is said before it is saved', words(answer).slice(0, 400));
	ok(fields(answer.text).includes('motivo_doppio'), 'with the field for a reason');
	is(last(), before, 'nothing was saved');
	answer = await maleo.submit(at, { ...twice, ...key(), motivo_doppio: 'Due mesi <b>diversi</b>' }, answer);
	is(answer.status, 303, 'with a reason one goes on');
	is(stored(last(), 'motivo_doppio'), 'Due mesi <b>diversi</b>', 'and it stays');
	ok(/Due mesi &lt;b&gt;diversi/.test((await maleo.get(answer.location)).text), 'in view');
	page = await open(maleo, forlani);
	is((await maleo.submit(at, { ...key(), ...good, tipo: 'ECO14' }, page)).status, 303, 'another benefit asks nothing');

	/* of another service: who gives it and to whom, and only that */
	page = await open(lodi, forlani);
	answer = await lodi.submit(at, { ...key(), ...good, tipo: 'ECO04' }, page);
	ok(answer.status === 422 && /a Forlani Adele \(Comune di Maleo\)/.test(words(answer)) === (sql(`SELECT consenso_vale(${forlani})`) === 't'), 'another service learns of it with the consent of the person');
	ok(!/Affitto in ritardo|Due mesi/.test(words(answer)), 'and nothing of what stands in the case');
	is((await lodi.get(`/pratiche/${before}`)).status, 403, 'which stays closed');
	const why = await lodi.get(`/soggetti/${forlani}`);
	if (/\/motivo"/.test(why.text))
		await lodi.submit(`/soggetti/${forlani}/motivo`, { ...key(), motivo: 'COLLEGA' }, why);
	const seen = words(await lodi.get(`/soggetti/${forlani}`));
	ok(/Intervento economico aperto/.test(seen) && !/ECO-\d{4}/.test(seen), 'everybody sees that the person has one, and no detail');
	ok(!/Intervento economico aperto/.test(words(await maleo.get(`/soggetti/${person('Belloni')}`))), 'not where there is none');

	/* somebody who lives with the person */
	const [a, b] = sql("SELECT x.soggetto_id || ' ' || y.soggetto_id FROM nucleo_componente x JOIN nucleo_componente y ON y.nucleo_id = x.nucleo_id AND y.soggetto_id > x.soggetto_id AND y.al IS NULL JOIN soggetto s ON s.id = x.soggetto_id AND NOT s.riservato AND s.data_decesso IS NULL JOIN soggetto t ON t.id = y.soggetto_id AND NOT t.riservato AND t.data_decesso IS NULL WHERE x.al IS NULL AND x.tipo = 'di_fatto' AND x.dal < current_date AND y.dal < current_date ORDER BY 1 LIMIT 1").split(' ');
	is((await maleo.submit(at, { ...key(), ...good, tipo: 'ECO13' }, await open(maleo, a))).status, 303, 'one of a household');
	answer = await maleo.submit(at, { ...key(), ...good, tipo: 'ECO13' }, await open(maleo, b));
	ok(answer.status === 422 && /al suo nucleo/.test(words(answer)), 'another of the same household');
	is(stored(last(), 'familiari_conviventi'), sql(`SELECT count(*) - 1 FROM nucleo_componente WHERE nucleo_id = nucleo_di(${a}, 'di_fatto', current_date) AND dal <= current_date AND coalesce(al, 'infinity') >= current_date`), 'who lives with them was counted (GEN-28)');
	is(formOf((await open(maleo, b)).text, at).familiari_conviventi, stored(last(), 'familiari_conviventi'), 'and is proposed on the page');
});

await chapter('ISEE that held on the day (ECO-08)', async () => {
	const id = last(), holder = sql(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${id}`);
	ok(/Quel giorno non ne valeva nessuno/.test(words(await maleo.get(`/pratiche/${id}`))) || sql(`SELECT count(*) FROM isee WHERE soggetto_id = ${holder}`) !== '0', 'none, and it says so');
	sql(`INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES (${holder}, 'ORD', 7345.67, 'INPS-ISEE-2026-0123${String(process.pid).padStart(4, '0').slice(-4)}A-00', current_date - 60, current_date + 10),
		(${holder}, 'MIN', 99.99, 'INPS-ISEE-2026-0124${String(process.pid).padStart(4, '0').slice(-4)}B-00', current_date - 300, current_date - 1)`);
	for (const path of [`/pratiche/${id}`, `/pratiche/${id}/isee`]) {
		const page = words(await maleo.get(path)), box = /ISEE che valeva il[^]*?(?=Annota nel diario|ISEE del nucleo |Salva |Dichiarazione di accessibilità)/.exec(page)?.[0] ?? '';
		ok(/7\.345,67/.test(box) && /INPS-ISEE-2026-0123/.test(box) && /Anno 2026/.test(box) && /In scadenza/.test(box) && !/99,99/.test(box), `${path}: value, protocol, year, end, a warning; not one that had ended`, box || page.slice(0, 300));
	}
	ok(/7\.345,67/.test(words(await clients.ammin.get(`/pratiche/${id}`))), 'an amministrativo sees it (ISEE_LEGGI)');
	ok(!/7\.345,67|ISEE che valeva/.test(words(await clients.sociale.get(`/pratiche/${id}`))), 'an operatore sociale does not');
});

await chapter('authorisation (RIC-02)', async () => {
	const id = last();
	ok(/Autorizzazione Non ancora chiesta/.test(words(await maleo.get(`/pratiche/${id}`))), 'it says what is missing');
	const ask = `/pratiche/${id}/richieste/nuova/autorizzazione`, form = await maleo.get(ask);
	is(form.status, 200, 'and leads to asking');
	is((await maleo.submit(ask, { ...key(), oggetto: 'Contributo', testo: 'Serve' }, form)).status, 303, 'asked');
	ok(/Autorizzazione In valutazione/.test(words(await clients.ammin.get(`/pratiche/${id}`))), 'the amministrativo sees how far it is');
	const richiesta = sql(`SELECT max(id) FROM richiesta WHERE pratica_id = ${id}`), act = `/richieste/${richiesta}/stato/approva`;
	is((await clients.capo.submit(act, { ...key() }, await clients.capo.get(act))).status, 303, 'granted by who is responsabile');
	ok(/Autorizzazione Concessa il/.test(words(await clients.ammin.get(`/pratiche/${id}`))), 'and it says so');
});

await chapter('types are data (GEN-09, GEN-24, ECO-03)', async () => {
	let page = words(await maleo.get('/interventi/tipi'));
	ok(/Sostegno all’affitto in locazione sul libero mercato ECO04/.test(page) && /Residenza sanitaria assistenziale - RSA/.test(page) && /Housing sociale/.test(page), 'all kinds in one table');
	page = words(await maleo.get('/interventi/tipi?cerca=AFFITTO+a1.05'));
	ok(/ECO04/.test(page) && !/ECO02/.test(page) && /A1\.05 Contributi economici per alloggio/.test(page), 'by words, by code, whatever the case');
	page = words(await maleo.get('/interventi/tipi?kind=intervento_struttura'));
	ok(/STR01/.test(page) && !/ECO04/.test(page), 'by kind');
	ok(/Nessun tipo con questi filtri/.test(words(await maleo.get('/interventi/tipi?cerca=niente%25_'))), 'nothing found, in words');
	sql("INSERT INTO tipo_intervento (kind, codice, descrizione, istat, servizi, valido_al, locale) SELECT 'intervento_economico', 'LODI1', 'Bonus <b>Lodi</b>', 'B1', ARRAY[id], current_date + 1, true FROM servizio WHERE denominazione = 'Comune di Lodi'");
	ok(/Bonus <b>Lodi<\/b> LODI1[^]*Comune di Lodi/.test(words(await maleo.get('/interventi/tipi'))), 'a type of one service says whose it is');
	ok(!/LODI1/.test(words(await maleo.get(`/interventi/tipi?data=${sql('SELECT current_date + 2')}`))), 'and is gone on a day when it has ended');
	ok(/LODI1/.test((await open(lodi, minoia)).text) && !/LODI1/.test((await open(maleo, minoia)).text), 'it is offered in its service only');
	is((await maleo.submit(at, { ...key(), ...good, tipo: 'LODI1' }, await open(maleo, minoia))).status, 422, 'and refused elsewhere');
	sql("DELETE FROM tipo_intervento WHERE codice = 'LODI1'");
});

await chapter('who may not', async () => {
	const id = last();
	is((await clients.sociale.get(at)).status, 200, 'an operatore sociale may (ECO-01)');
	is((await clients.ammin.get(at)).status, 200, 'an amministrativo too');
	is((await clients.sistema.get('/interventi/economici')).status, 403, 'who administers the system does not');
	is((await clients.storico.get(at)).status, 403, 'nobody in a read-only service');
	is((await lodi.get(`/pratiche/${id}`)).status, 403, 'nor another service');
	is((await lodi.submit(`/pratiche/${id}`, { ...key(), note: 'x' }, await maleo.get(`/pratiche/${id}`))).status === 303, false, 'which does not write it');
	is((await lodi.get(`${at}?da=${id}`)).status, 404, 'nor copy it');
});

end();
