/*
 * Stays in facilities (STR-01): admission, discharge, transfer, two operators at once on one place, days and cost.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'amministrativo.maleo', 'operatore.maleo', 'referente.maleo', 'assistente.lodi', 'amministratore.siz'])
	await (clients[name] = new Client()).login(name);
const laura = clients['assistente.maleo'], office = clients['amministrativo.maleo'], lodi = clients['assistente.lodi'];
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
let n = 0;
const key = () => ({ _chiave: `ins-${process.pid}-${n++}` });
/* As a browser sends it: all boxes of a week that is ticked.  A draft of what was refused before would fill the form. */
async function send(client, path, fields, action = path) {
	sql(`DELETE FROM bozza WHERE percorso = '${action}'`);
	const form = formOf((await client.get(path)).text, action), all = { ...form, ...key(), ...fields };
	if (form.giorni_settimana && !fields.giorni_settimana)
		all.giorni_settimana = ['1', '2', '3', '4', '5', '6', '7'];
	return client.post(action, Object.entries(all).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
}
function person(nome) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', '${nome}', 'F', DATE '1940-02-03', 'NON_NOTO') RETURNING id`);
	sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
async function intervento(client, di) {
	const page = '/interventi/strutture/nuovo', fields = { titolare: di, tipo: 'STR11', data_inizio: '01/01/2026', motivo_attivazione: sql("SELECT min(codice) FROM voce WHERE vocabolario = 'motivo_attivazione'") };
	let made = await send(client, `${page}?titolare=${di}`, fields, page);
	const asked = [...made.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((found) => ['conferma', decode(found[1])]);
	if (made.status === 422 && asked.length) /* the same person has one already */
		made = await client.post(page, [...Object.entries({ ...formOf(made.text, page), ...fields, ...key() }), ...asked]);
	if (made.status !== 303)
		throw new Error(`no intervento: ${text(made.text.replace(/[^]*<main/, '')).slice(0, 700)}`);
	return /\d+/.exec(made.location)[0];
}
async function facility(name, more = {}) {
	const made = await send(office, '/strutture/nuova', { denominazione: `${name} ${process.pid}`, tipo: 'STR11', gestore: 'Ente', per_tutti: '1', conta_dimissione: '', ...more });
	const at = made.location.split('?')[0];
	await send(office, `${at}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '2', dal: '01/01/2025' });
	await send(office, `${at}/rette/nuova`, { tipo_posto: 'RESIDENZIALE', unita: 'G', importo: '61,35', dal: '01/01/2026', assenza_ospedale: '50', assenza_casa: '0', assenza_vacanza: '33,33', assenza_altra: '100' });
	return at.split('/')[2];
}
const admit = (client, pratica, where, day, more = {}) => send(client, `/pratiche/${pratica}/struttura/ammissione`, { posto: `${where}-RESIDENZIALE`, ammissione: day, ...more });

const [ada, bice, cleo] = [person('Ada'), person('Bice'), person('Cleo')];
const una = await facility('Casa una'), due = await facility('Casa due');
const di_ada = await intervento(laura, ada), di_bice = await intervento(laura, bice), di_cleo = await intervento(laura, cleo);
const at = `/pratiche/${di_ada}`;
let inserimento;

await chapter('admission', async () => {
	const empty = await laura.get(`${at}/struttura`);
	ok(/Nessuna ammissione/.test(empty.text) && /Registra un’ammissione/.test(empty.text), 'nobody is anywhere yet');
	const refused = await send(laura, `${at}/struttura/ammissione`, { ammissione: '31/02/2026', spese_personali: '100' });
	ok(refused.status === 422 && /Scegli la struttura/.test(decode(refused.text)) && formOf(refused.text, `${at}/struttura/ammissione`).spese_personali === '100,00', 'errors beside their fields, nothing typed is lost');
	ok(new RegExp(`Casa una ${process.pid} · Residenziale \\(2 liberi oggi\\)`).test(decode((await laura.get(`${at}/struttura/ammissione`)).text)), 'how many places are free');
	is((await admit(laura, di_ada, una, '10/01/2026', { spese_personali: '110,50' })).location, `${at}/struttura?fatto=inserimento-salvato`, 'admitted');
	inserimento = sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_ada}`);
	is(sql(`SELECT soggetto_id || ' ' || residenziale || ' ' || spese_personali FROM inserimento WHERE id = ${inserimento}`), `${ada} true 110.50`, 'of the holder of the case, residential');
	const page = text((await laura.get(`${at}/struttura`)).text);
	ok(/In struttura/.test(page) && /Quota per spese personali 110,50 € al mese/.test(page), 'where, and what is left to her');
	ok(/Inserimento in una struttura/.test((await laura.get(`${at}/storia`)).text), 'the history says so');
});

await chapter('one residential facility at a time', async () => {
	const again = await intervento(clients['collega.maleo'], ada);
	const named = await admit(clients['collega.maleo'], again, due, '01/02/2026');
	ok(named.status === 422 && /è già in «Casa una \d+» \(STR-\d+-\d+\), dal 10\/01\/2026/.test(decode(named.text)), 'refused, and where she is, for who may see it');
	const abroad = await intervento(lodi, ada);
	const silent = await admit(lodi, abroad, due, '01/02/2026');
	ok(silent.status === 422 && /è già in una struttura residenziale/.test(decode(silent.text)) && !/Casa una \d+» \(/.test(decode(silent.text)), 'another service is refused without the name');
	is((await admit(lodi, abroad, due, '01/12/2025')).status, 422, 'a stay without an end runs into it too');
});

await chapter('never more people than places', async () => {
	is((await admit(laura, di_bice, una, '01/02/2026')).status, 303, 'the second of two places');
	const full = await admit(laura, di_cleo, una, '01/03/2026');
	ok(full.status === 422 && /non c’è un posto libero/.test(decode(full.text)), 'no third');
	is((await admit(laura, di_cleo, una, '01/01/2026')).status, 422, 'nor one who comes before and stays');
	const fewer = await send(office, `/strutture/${una}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '1', dal: '01/06/2026' });
	ok(fewer.status === 422 && /più persone di questi posti/.test(decode(fewer.text)), 'places do not become fewer than people');
	const row = sql(`SELECT id FROM struttura_posti WHERE struttura_id = ${una}`);
	const gone = await office.submit(`/strutture/${una}/posti/${row}/togli`, key(), await office.get(`/strutture/${una}`));
	ok(gone.status === 403 && /meno delle persone/.test(decode(gone.text)), 'nor go away, and the page says why');
	/* eight people, one place, all at once */
	sql(`INSERT INTO struttura_posti (struttura_id, tipo_posto, dal, posti, creato_da) SELECT ${due}, 'EMERGENZA', DATE '2026-01-01', 1, creato_da FROM struttura WHERE id = ${due}`);
	const others = [];
	for (let i = 0; i < 8; i++) {
		const client = i % 2 ? laura : lodi, pratica = await intervento(client, person(`Otto${i}`)), page = `/pratiche/${pratica}/struttura/ammissione`;
		others.push([client, page, await client.get(page)]);
	}
	const answers = await Promise.all(others.map(([client, page, form]) => client.submit(page, { ...key(), posto: `${due}-EMERGENZA`, ammissione: '01/05/2026', giorni_settimana: '1' }, form)));
	is(answers.filter((answer) => answer.status === 303).length, 1, 'one place, eight at once: one is admitted');
	is(answers.filter((answer) => answer.status === 422).length, 7, 'seven are told that there is none');
	is(sql(`SELECT count(*) FROM inserimento WHERE struttura_id = ${due} AND tipo_posto = 'EMERGENZA'`), '1', 'and one stands there');
	is(sql(`SELECT string_agg(occupati::text, ',' ORDER BY mese) FROM struttura_anno(${due}, 2026) WHERE tipo_posto = 'EMERGENZA'`), '0,0,0,0,0,0,0,0,0,0,0,0', 'who is not logged in counts nobody');
	ok(/Pronta accoglienza[^]*mag 1 1 0/.test(text((await laura.get(`/strutture/${due}?anno=2026`)).text)), 'the year shows it from May');
	const there = text((await laura.get(`/strutture/${una}`)).text), seen = text((await lodi.get(`/strutture/${una}`)).text);
	ok(/Chi c’è[^]*Ada/.test(there) && /0 liberi su 2/.test(there), 'who is there, for who opens their case');
	ok(/0 liberi su 2/.test(seen) && !/Ada|Bice|Chi c’è/.test(seen), 'for the others a number');
});

await chapter('discharge and transfer', async () => {
	const of_bice = sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_bice}`), leave = `/pratiche/${di_bice}/inserimenti/${of_bice}`;
	const early = await send(laura, `${leave}/dimissione`, { dimissione: '01/01/2026', motivo_dimissione: 'DOMICILIO' });
	ok(early.status === 422 && /È prima dell’ammissione/.test(decode(early.text)), 'not before she came');
	ok(/Scegli il motivo/.test(decode((await send(laura, `${leave}/dimissione`, { dimissione: '01/04/2026' })).text)), 'the reason is owed');
	const stale = await laura.get(`${leave}/dimissione`);
	is((await send(laura, `${leave}/dimissione`, { dimissione: '01/04/2026', motivo_dimissione: 'DOMICILIO' })).status, 303, 'discharged');
	is((await laura.submit(`${leave}/dimissione`, { ...key(), dimissione: '02/04/2026', motivo_dimissione: 'ALTRO' }, stale)).status, 409, 'who saves over newer data sees both');
	is((await admit(laura, di_cleo, una, '01/04/2026')).status, 303, 'her place is free on that day');
	is((await send(laura, `${at}/inserimenti/${inserimento}/trasferimento`, { posto: `${due}-RESIDENZIALE`, data: '15/06/2026' })).status, 303, 'Ada goes to the other house');
	is(sql(`SELECT string_agg(struttura_id || ' ' || coalesce(dimissione::text, '-') || ' ' || coalesce(motivo_dimissione, '-'), ', ' ORDER BY ammissione) FROM inserimento WHERE pratica_id = ${di_ada}`),
		`${una} 2026-06-15 TRASFERIMENTO, ${due} - -`, 'out of one and into the other on one day');
	const second = sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_ada}`);
	const none = await send(laura, `${at}/inserimenti/${second}/trasferimento`, { posto: `${una}-RESIDENZIALE`, data: '01/01/2027' });
	is(none.status, 303, 'and back, when there is a place');
	is((await laura.submit(`${at}/inserimenti/${sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_ada}`)}/togli`, key(), await laura.get(`${at}/struttura`))).status, 303, 'one that was written by mistake goes away');
});

await chapter('days, and what follows from them', async () => {
	const month = `${at}/inserimenti/${inserimento}/presenze/2026-03`;
	is((await laura.get(`${at}/inserimenti/${inserimento}/presenze/2025-12`)).status, 404, 'there is no month before she came');
	is((await laura.get(`${at}/inserimenti/${inserimento}/presenze/2026-13`)).status, 404, 'nor one that does not exist');
	is((await laura.get(`${at}/inserimenti/${inserimento}/presenze/x`)).status, 404, 'nor a word');
	const first = text((await laura.get(`${at}/inserimenti/${inserimento}/presenze/2026-01`)).text);
	ok(/presente 22, assente 0 1\.349,70 €/.test(first), 'from the day of admission on: 22 days of 61.35');
	const last = text((await laura.get(`${at}/inserimenti/${inserimento}/presenze/2026-06`)).text);
	ok(/presente 14, assente 0 858,90 €/.test(last), 'the day of discharge is not counted: 14 days');
	is((await send(office, `/strutture/${una}/modifica`, { conta_dimissione: '1' })).status, 303, 'unless the contract says so');
	ok(/presente 15, assente 0 920,25 €/.test(text((await laura.get(`${at}/inserimenti/${inserimento}/presenze/2026-06`)).text)), 'then 15');
	const saved = await send(laura, month, { g_1: 'O', g_2: 'O', g_3: 'O', g_10: 'C', g_20: 'V' });
	is(saved.status, 303, 'three days in hospital, one at home, one on holiday');
	is(sql(`SELECT giorni FROM presenza_assenza WHERE inserimento_id = ${inserimento}`), 'OOOPPPPPPCPPPPPPPPPVPPPPPPPPPPP', 'one letter a day');
	/* 26 days 1595.10; three at 50 % 92.025; one at 0 %; one at 33.33 % 20.447955: 1707.572955, rounded once; the last row takes the difference */
	ok(/presente 26, assente 5 1\.707,57 €/.test(text((await laura.get(month)).text)), 'each at its share, rounded once');
	const stale = await laura.get(month);
	is((await send(clients['collega.maleo'], month, { g_31: 'A' })).status, 303, 'a colleague writes the last day');
	is((await laura.submit(month, { ...key(), g_30: 'A' }, stale)).status, 409, 'who saves over newer days sees both');
	const span = `${at}/inserimenti/${inserimento}/assenza`;
	ok(/viene prima dell’inizio/.test(decode((await send(laura, span, { dal: '05/04/2026', al: '01/04/2026', codice: 'O' })).text)), 'a span has an order');
	ok(/È dopo la dimissione/.test(decode((await send(laura, span, { dal: '05/04/2026', al: '01/08/2026', codice: 'O' })).text)), 'and lies within the stay');
	is((await send(laura, span, { dal: '29/04/2026', al: '02/05/2026', codice: 'O' })).status, 303, 'over two months');
	is(sql(`SELECT string_agg(mese || ' ' || length(replace(giorni, 'P', '')), ', ' ORDER BY mese) FROM presenza_assenza WHERE inserimento_id = ${inserimento} AND mese > DATE '2026-03-01'`), '2026-04-01 2, 2026-05-01 2', 'each month has its days');
	const gone = await laura.submit(`${at}/inserimenti/${inserimento}/togli`, key(), await laura.get(`${at}/struttura`)).catch(() => null);
	ok(gone === null, 'a stay with days offers no «togli»');
	ok(/03\/2026/.test(text((await laura.get(`${at}/struttura`)).text)), 'the months stand in the section');
});

await chapter('a month is closed, and goes to the ledger', async () => {
	const month = `${at}/inserimenti/${inserimento}/presenze/2026-03`, movement = () => sql(`SELECT m.lordo || ' ' || m.stato || ' ' || m.periodo_dal || ' ' || m.periodo_al FROM movimento m JOIN presenza_assenza p ON m.origine = 'struttura' AND m.origine_id = p.id
		WHERE p.inserimento_id = ${inserimento} AND p.mese = DATE '2026-03-01'`);
	const close = async (client = laura, path = month) => client.submit(`${path}/chiudi`, key(), await client.get(path));
	const seen = await laura.get(month);
	is((await send(clients['collega.maleo'], month, { g_31: 'P' })).status, 303, 'a colleague corrects a day');
	is((await laura.submit(`${month}/chiudi`, key(), seen)).location, `${month}?fatto=mese-cambiato`, 'who did not see it closes nothing');
	is(movement(), '', 'nothing is in the ledger');
	is((await close()).location, `${month}?fatto=mese-chiuso`, 'closed');
	is(movement(), '1707.57 P 2026-03-01 2026-03-31', 'a planned movement of the cost');
	is((await close(laura, `${at}/inserimenti/${inserimento}/presenze/2026-01`)).status, 303, 'a month that nobody had written, as it was agreed');
	is(sql(`SELECT presenze || ' ' || importo FROM presenza_assenza WHERE inserimento_id = ${inserimento} AND mese = DATE '2026-01-01'`), '22 1349.70', 'its days are written down');
	const page = await laura.get(month);
	ok(/Chi paga[^]*Il servizio \(Comune di Maleo\): 1\.707,57 €/.test(text(page.text)) && !/<select/.test(page.text.replace(/[^]*<main/, '')), 'who bears it; the days are shown, no more asked');
	const span = await send(laura, `${at}/inserimenti/${inserimento}/assenza`, { dal: '15/03/2026', al: '16/03/2026', codice: 'O' });
	ok(span.status === 422 && /Il mese è chiuso/.test(decode(span.text)), 'no day of it changes');
	const moved = await send(laura, `${at}/inserimenti/${inserimento}/dimissione`, { dimissione: '20/03/2026', motivo_dimissione: 'ALTRO' });
	ok(moved.status === 422 && /mese già chiuso/.test(decode(moved.text)), 'nor by a discharge');
	is((await send(office, `/strutture/${una}/rette/nuova`, { tipo_posto: 'RESIDENZIALE', unita: 'M', importo: '1.000,00', dal: '01/02/2026' })).status, 303, 'a fee by the month from February');
	is(movement(), '1707.57 P 2026-03-01 2026-03-31', 'what was closed stays as it was');
	sql(`UPDATE quota_compartecipazione SET note = note; INSERT INTO quota_compartecipazione (pratica_id, pagatore, dal, percentuale, creato_da) SELECT ${di_ada}, 'UTENTE', DATE '2026-01-01', 40, riferimento_operatore_id FROM pratica WHERE id = ${di_ada}`);
	ok(/Utente: 683,03 €[^]*Il servizio \(Comune di Maleo\): 1\.024,54 €/.test(text((await laura.get(month)).text)), 'the shares add up to it');
	is((await laura.submit(`${month}/riapri`, key(), await laura.get(month))).location, `${month}?fatto=mese-riaperto`, 'opened again');
	is(movement(), '', 'its movement is gone');
	is((await close()).status, 303, 'closed again');
	/* 26 days whole, three at 100, one at 100, one at 100 of the new fee: the whole month */
	is(movement(), '1000.00 P 2026-03-01 2026-03-31', 'with the fee that holds now');
	sql(`SET session_replication_role = replica; UPDATE movimento SET stato = 'D' WHERE origine = 'struttura' AND origine_id = (SELECT id FROM presenza_assenza WHERE inserimento_id = ${inserimento} AND mese = DATE '2026-03-01')`);
	ok(!/Riapri il mese/.test((await laura.get(month)).text), 'once more than planned, no button');
	const late = await laura.post(`${month}/riapri`, { ...formOf((await laura.get(`${at}/inserimenti/${inserimento}/modifica`)).text, `${at}/inserimenti/${inserimento}/modifica`), ...key() });
	ok(late.status === 403 && /non è più soltanto previsto/.test(decode(late.text)), 'and the page says why');
	const open = `${at}/inserimenti/${sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_ada}`)}/presenze/${sql("SELECT to_char(current_date, 'YYYY-MM')")}`;
	const early = sql("SELECT current_date = (date_trunc('month', current_date) + interval '1 month' - interval '1 day')::date") === 't' ? null : await close(laura, open);
	ok(!early || early.status === 403 && /è passato il suo ultimo giorno/.test(decode(early.text)), 'a month that is not over is not closed');
	is((await close(laura, `/pratiche/${di_cleo}/inserimenti/${sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_cleo}`)}/presenze/2026-05`)).status, 303, 'another');
	const fee = sql(`SELECT id FROM retta WHERE struttura_id = ${due}`);
	is((await office.submit(`/strutture/${due}/rette/${fee}/togli`, key(), await office.get(`/strutture/${due}`))).status, 303, 'the fee of the other house goes');
	const without = `${at}/inserimenti/${sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${di_ada}`)}/presenze/2026-08`;
	ok(/Manca la retta di questi giorni/.test(text((await laura.get(without)).text)), 'days without a fee are named');
	const refused = await close(laura, without);
	ok(refused.status === 403 && /manca la retta/.test(decode(refused.text)), 'and keep their month open');
});

await chapter('extra expenses', async () => {
	const wrong = await send(laura, `${at}/spese/nuova`, { importo: '0', data: '01/04/2026' });
	ok(wrong.status === 422 && /Scegli il tipo di spesa/.test(decode(wrong.text)), 'the kind is owed');
	is((await send(laura, `${at}/spese/nuova`, { importo: '23,40', data: '01/04/2026', tipo: 'SANITARIA', descrizione: 'Occhiali <b>' })).status, 303, 'entered');
	const id = sql(`SELECT max(id) FROM spesa_extra WHERE pratica_id = ${di_ada}`), movement = () => sql(`SELECT string_agg(lordo || ' ' || periodo_dal || ' ' || stato, ', ') FROM movimento WHERE origine = 'spesa' AND origine_id = ${id}`);
	is(movement(), '23.40 2026-04-01 P', 'a planned movement of its day');
	ok(!/Occhiali <b>/.test((await laura.get(`${at}/struttura`)).text) && /Occhiali <b>/.test(text((await laura.get(`${at}/struttura`)).text)), 'in the section, escaped');
	is((await send(laura, `${at}/spese/${id}/modifica`, { importo: '25', data: '02/04/2026' })).status, 303, 'corrected');
	is(movement(), '25.00 2026-04-02 P', 'one movement, of the new day');
	is((await send(laura, `${at}/spese/${id}/modifica`, { importo: '0' })).status, 422, 'an expense is more than nothing');
	sql(`SET session_replication_role = replica; UPDATE movimento SET stato = 'D' WHERE origine = 'spesa' AND origine_id = ${id}`);
	const late = await send(laura, `${at}/spese/${id}/modifica`, { importo: '26' });
	ok(late.status === 422 && /non è più soltanto previsto/.test(decode(late.text)), 'once more than planned it does not change');
	sql(`SET session_replication_role = replica; UPDATE movimento SET stato = 'P' WHERE origine = 'spesa' AND origine_id = ${id}`);
	is((await laura.submit(`${at}/spese/${id}/togli`, key(), await laura.get(`${at}/struttura`))).location, `${at}/struttura?fatto=spesa-tolta`, 'taken away');
	is(movement(), '', 'with its movement');
});

await chapter('who sees it', async () => {
	const month = `${at}/inserimenti/${inserimento}/presenze/2026-03`;
	for (const [name, status] of [['collega.maleo', 200], ['amministrativo.maleo', 200], ['operatore.maleo', 200], ['referente.maleo', 200], ['assistente.lodi', 403], ['amministratore.siz', 403]])
		for (const path of [`${at}/struttura`, month])
			is((await clients[name].get(path)).status, status, `${name}: ${path.replace(at, '')}`);
	const generic = sql("SELECT max(id) FROM pratica WHERE kind = 'intervento_generico' AND servizio_id = (SELECT id FROM servizio WHERE codice = 'maleo')");
	is((await laura.get(`/pratiche/${generic}/struttura`)).status, 404, 'other kinds have no such section');
	is((await laura.get(`/pratiche/${di_bice}/inserimenti/${inserimento}/modifica`)).status, 404, 'a stay of another case is none');
});
end();
