/*
 * Valutazioni: begun from a person and from a segnalazione, what they lead to, who does not see them.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

/* Persons of this file alone. */
function person(cognome, nome) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('${cognome}', '${nome}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
	sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
const last = (kind = 'valutazione') => sql(`SELECT max(id) FROM pratica WHERE kind = '${kind}'`);
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const clean = () => sql("DELETE FROM bozza WHERE percorso LIKE '%/nuova' OR percorso LIKE '%/nuovo'");
const damico = person('D\'\'Amico <b>&"Rossi"', 'Valutata');
const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'referente.maleo', 'amministrativo.maleo', 'operatore.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], amministrativo = clients['amministrativo.maleo'], sociale = clients['operatore.maleo'];
let n = 0;
const key = () => ({ _chiave: `val-${process.pid}-${n++}` });

async function begin(client, fields, query = '') {
	clean();
	const form = await client.get(`/valutazioni/nuova${query}`);
	return client.submit('/valutazioni/nuova', { ...key(), ...fields }, form);
}

let segnalazione, valutazione;
await chapter('from a segnalazione', async () => {
	clean();
	const form = await maleo.get('/segnalazioni/nuova');
	await maleo.submit('/segnalazioni/nuova', { ...key(), titolare: damico, motivo: 'NAU02', riguarda: 'NUCLEO', testo: 'La moglie è stanca <b>' }, form);
	segnalazione = last('segnalazione');
	ok((await maleo.get(`/pratiche/${segnalazione}`)).text.includes(`/valutazioni/nuova?da=${segnalazione}`), 'one click away');
	ok(!(await amministrativo.get(`/pratiche/${segnalazione}`)).text.includes('/valutazioni/nuova'), 'not for an amministrativo');
	const fresh = await maleo.get(`/valutazioni/nuova?da=${segnalazione}`);
	const there = formOf(fresh.text, '/valutazioni/nuova');
	is(`${there.titolare} ${there.motivo} ${there.riguarda} ${there.richiesta} ${there.da}`, `${damico} SEGN NUCLEO La moglie è stanca <b> ${segnalazione}`, 'what is known is copied');
	ok(!/stanca <b>/.test(fresh.text), 'escaped');
	is((await maleo.get(`/valutazioni/nuova?da=${sql("SELECT min(p.id) FROM pratica p JOIN servizio s ON s.id = p.servizio_id WHERE s.codice = 'contrasto_poverta' AND p.titolare_soggetto_id IS NOT NULL AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id)")}`)).status, 404, 'from a case of others nothing begins');
	const sent = await maleo.submit('/valutazioni/nuova', { ...key(), tipo: 'MULTI', sintesi: 'Riservata', proposta: 'Aiuto in casa <i>' }, fresh);
	is(sent.status, 303, 'saved');
	valutazione = last();
	is(sql(`SELECT dati ? 'da' OR tipo <> 'MULTI' OR codice !~ '^VAL-[0-9]{4}-[0-9]{5}$' FROM pratica WHERE id = ${valutazione}`), 'f', 'with its type and code; where it came from is no answer');
	ok(/Viene da[^]*Segnalazione|Viene da[^]*Contatto/.test((await maleo.get(`/pratiche/${valutazione}`)).text), 'the chain from this end');
	ok((await maleo.get(`/pratiche/${segnalazione}`)).text.includes(`/pratiche/${valutazione}"`), 'and from the segnalazione');
});

await chapter('from a presa in carico that is older', async () => {
	clean();
	const presa = sql(`SELECT min(p.id) FROM pratica p JOIN pratica v ON v.id = ${valutazione} AND v.servizio_id = p.servizio_id JOIN soggetto s ON s.id = p.titolare_soggetto_id AND NOT s.riservato WHERE p.kind = 'presa_in_carico' AND p.stato = 'A'`);
	const fresh = await maleo.get(`/valutazioni/nuova?da=${presa}`);
	is(formOf(fresh.text, '/valutazioni/nuova').riguarda, 'PERSONA', 'what the case does not say stays as it is offered');
	ok(!/Prova con meno parole/.test(fresh.text), 'nobody looked for a document yet');
	is((await maleo.submit('/valutazioni/nuova', { ...key(), motivo: 'RICH' }, fresh)).status, 303, 'saved');
	const mine = last();
	for (const [at, from] of [[mine, 'this end'], [presa, 'the other']]) {
		const side = text((await maleo.get(`/pratiche/${at}`)).text);
		ok(/Collegata a/.test(side) && !(at === mine && /Ha portato a/.test(side)), `neither is said to lead to the other, from ${from}`);
	}
	const refused = await sociale.get(`/pratiche/${mine}`);
	ok(refused.status === 403 && /È il tuo servizio, ma nel tuo ruolo/.test(text(refused.text)) && !/chi lavora in quel servizio/.test(text(refused.text)), 'who works in that service is told what is missing');
	ok(/chi lavora in quel servizio/.test(text((await clients['assistente.lodi'].get(`/pratiche/${mine}`)).text)), 'who works elsewhere, whose it is');
	const before = await maleo.get(`/pratiche/${mine}`);
	is((await maleo.submit(`/pratiche/${mine}`, { ...key(), sintesi: 'Prima finestra' }, before)).status, 303, 'saved in one window');
	const twice = text((await maleo.submit(`/pratiche/${mine}`, { ...key(), sintesi: 'Seconda finestra' }, before)).text);
	ok(/Hai salvato tu, da un’altra finestra/.test(twice) && /Prima finestra/.test(twice) && /Seconda finestra/.test(twice), 'from another window of one’s own: both texts, and whose they are');
	ok(/Scegli l’esito o il motivo/.test(text((await maleo.submit(`/pratiche/${mine}/stato/chiudi`, key(), await maleo.get(`/pratiche/${mine}/stato/chiudi`))).text)), 'the outcome is owed');
	sql(`UPDATE pratica SET stato = 'X' WHERE id = ${mine}`);
});

await chapter('what is owed', async () => {
	const page = await begin(maleo, { titolare: '', tipo: '', motivo: '', data_inizio: '01/02/2026', verifica_il: '01/01/2026' });
	is(page.status, 422, 'not saved');
	for (const said of ['Scegli la persona di cui è la valutazione', 'Scegli il tipo di valutazione', 'Scegli perché si valuta', 'La verifica (01/01/2026) viene prima dell’inizio della valutazione (01/02/2026)'])
		ok(text(page.text).includes(said), said);
	ok(text((await begin(maleo, { titolare: damico, motivo: 'SEGR', data_inizio: '01/01/1949' })).text).includes('viene prima della nascita'), 'nobody is assessed before being born');
	is((await maleo.get(`/soggetti/${damico}`)).text.includes(`/valutazioni/nuova?titolare=${damico}`), true, 'from the person too');
});

await chapter('who does not see it (VAL-08, AMB-17)', async () => {
	is((await amministrativo.get('/valutazioni')).status, 403, 'an amministrativo has no list');
	is((await amministrativo.get(`/pratiche/${valutazione}`)).status, 403, 'opens none, and reads whom to ask');
	ok(!(await amministrativo.get('/')).text.includes('href="/valutazioni"'), 'and has no line of the menu');
	ok(!(await amministrativo.get(`/soggetti/${damico}`)).text.includes('/valutazioni/nuova'), 'nor a button on the page of the person');
	for (const section of ['', '/diario', '/documenti', '/storia', '/collegamenti'])
		ok(!/Riservata|Aiuto in casa/.test((await amministrativo.get(`/pratiche/${valutazione}${section}`)).text), `nothing of it under ${section || '/'}`);
	is((await sociale.get(`/pratiche/${valutazione}`)).status, 403, 'an operatore sociale does not either');
	ok(!(await sociale.get('/valutazioni')).text.includes(`/pratiche/${valutazione}"`), 'nor lists it');
	ok((await clients['collega.maleo'].get('/valutazioni')).text.includes(`/pratiche/${valutazione}"`), 'a colleague of the service does');
	is((await clients['assistente.lodi'].get(`/pratiche/${valutazione}`)).status, 403, 'another service does not');
	sql(`INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, assegnata_da) SELECT ${valutazione}, p.servizio_id, o.id, 2, p.creato_da FROM pratica p, operatore o WHERE p.id = ${valutazione} AND o.username = 'operatore.maleo'`);
	is((await sociale.get(`/pratiche/${valutazione}`)).status, 200, 'assigned by name, an operatore sociale opens it');
	ok((await sociale.get('/valutazioni?ambito=assegnati')).text.includes(`/pratiche/${valutazione}"`), 'and finds it among what was assigned');
	ok(!(await sociale.get(`/pratiche/${valutazione}`)).text.includes('/prese-in-carico/nuova'), 'without taking in charge from there');
	is((await sociale.get('/valutazioni/nuova')).status, 403, 'and begins none');
});

await chapter('the list', async () => {
	const page = await maleo.get('/valutazioni?tipo=MULTI&motivo=SEGN&stato=aperti');
	ok(page.text.includes(`/pratiche/${valutazione}"`), 'by type, reason and state');
	ok(['Codice', 'Inizio', 'Soggetto', 'Tipo', 'Motivo', 'Stato', 'Conclusa', 'Riferimento', 'Servizio'].every((head) => new RegExp(`<th[^>]*>(<a[^>]*>)?${head}`).test(page.text)), 'its columns');
	ok(!(await maleo.get('/valutazioni?tipo=PRIMO')).text.includes(`/pratiche/${valutazione}"`), 'not under the other type');
});

await chapter('what it leads to (VAL-02)', async () => {
	const page = await maleo.get(`/pratiche/${valutazione}`);
	ok(page.text.includes(`/interventi/generici/nuovo?valutazione=${valutazione}`) && page.text.includes(`/prese-in-carico/nuova?valutazione=${valutazione}`)
		&& page.text.includes(`/progetti/nuovo?da=${valutazione}`), 'one click away');
	clean();
	const fresh = await maleo.get(`/interventi/generici/nuovo?valutazione=${valutazione}`);
	const there = formOf(fresh.text, '/interventi/generici/nuovo');
	is(`${there.titolare} ${there.valutazione} ${there.note}`, `${damico} ${valutazione} Aiuto in casa <i>`, 'person and proposal are copied');
	ok(!text(fresh.text).includes('Riservata'), 'the synthesis stays where it is');
	ok(text(fresh.text).includes('lo leggono anche gli amministrativi'), 'and it says who reads an intervento');
	const type = /<option value="(GEN\d+)"/.exec(fresh.text)[1], reason = /name="motivo_attivazione"[^]*?<option value="([^"]+)"/.exec(fresh.text)[1];
	is((await maleo.submit('/interventi/generici/nuovo', { ...key(), tipo: type, data_inizio: '2026-03-02', motivo_attivazione: reason }, fresh)).status, 303, 'created');
	const intervento = last('intervento_generico');
	is(sql(`SELECT count(*) FILTER (WHERE c.da_pratica_id = ${valutazione}) || ' ' || bool_or(p.dati ? 'valutazione') FROM pratica p LEFT JOIN pratica_collegamento c ON c.pratica_id = p.id WHERE p.id = ${intervento}`), '1 false', 'tied, and no answer of the form');
	ok(text((await maleo.get(`/pratiche/${valutazione}`)).text).includes(sql(`SELECT codice FROM pratica WHERE id = ${intervento}`)), 'seen from the valutazione');
	const other = await amministrativo.get(`/pratiche/${intervento}`);
	is(other.status, 200, 'an amministrativo opens the intervento');
	ok(!other.text.includes(sql(`SELECT codice FROM pratica WHERE id = ${valutazione}`)), 'and does not learn of the valutazione');
	ok(!(await amministrativo.get(`/pratiche/${intervento}/collegamenti`)).text.includes(`/pratiche/${valutazione}"`), 'nor from the chain');
	is((await amministrativo.get(`/interventi/generici/nuovo?valutazione=${valutazione}`)).status, 404, 'nor begins an intervento from it');
	is((await clients['assistente.lodi'].get(`/interventi/generici/nuovo?valutazione=${valutazione}`)).status, 404, 'another service neither');
	clean();
	const project = formOf((await maleo.get(`/progetti/nuovo?da=${valutazione}`)).text, '/progetti/nuovo');
	is(`${project.titolare} ${project.da} ${project.situazione} ${project.finalita}`, `${damico} ${valutazione} Riservata Aiuto in casa <i>`, 'a progetto copies synthesis and proposal');
	clean();
	const take = await maleo.get(`/prese-in-carico/nuova?valutazione=${valutazione}`);
	const form = formOf(take.text, '/prese-in-carico/nuova');
	is(`${form.titolare} ${form.valutazione} ${form.bisogno} ${form.obiettivi}`, `${damico} ${valutazione} Riservata Aiuto in casa <i>`, 'a presa in carico copies synthesis and proposal (PIC-07)');
	const consent = { consenso: 'SI', consenso_informativa: sql('SELECT max(id) FROM informativa'), consenso_data: sql('SELECT current_date') };
	is((await maleo.submit('/prese-in-carico/nuova', { ...key(), area: '4', ...consent }, take)).status, 303, 'opened');
	is(sql(`SELECT count(*) || ' ' || bool_or(p.dati ? 'valutazione') FROM pratica_collegamento c JOIN pratica p ON p.id = c.pratica_id WHERE c.da_pratica_id = ${valutazione} AND p.id = ${last('presa_in_carico')}`), '1 false', 'and tied');
});

await chapter('added from an intervento (VAL-09)', async () => {
	const intervento = last('intervento_generico');
	const fresh = await maleo.get(`/valutazioni/nuova?da=${intervento}`);
	is(formOf(fresh.text, '/valutazioni/nuova').da, intervento, 'from there');
	is((await begin(maleo, { tipo: 'PRIMO', motivo: 'VERIFICA' }, `?da=${intervento}`)).status, 303, 'saved');
	is(sql(`SELECT count(*) FROM pratica_collegamento WHERE da_pratica_id = ${last()} AND pratica_id = ${intervento}`), '1', 'tied');
	sql(`INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, assegnata_da) SELECT ${intervento}, a.servizio_id, o.id, 1, p.creato_da FROM pratica p, operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE p.id = ${intervento} AND o.username = 'assistente.lodi'`);
	is((await begin(clients['assistente.lodi'], { tipo: 'PRIMO', motivo: 'VERIFICA' }, `?da=${intervento}`)).status, 303, 'who only reads the intervento begins one of the own service');
	is(sql(`SELECT count(*) FROM pratica_collegamento WHERE da_pratica_id = ${last()}`), '0', 'which is not tied to what is not theirs to write');
});

await chapter('parts, each of its author (VAL-07)', async () => {
	const referente = clients['referente.maleo'], collega = clients['collega.maleo'], lodi = clients['assistente.lodi'];
	const at = `/pratiche/${valutazione}/parti`, parte = () => sql(`SELECT max(id) FROM valutazione_parte WHERE pratica_id = ${valutazione}`);
	const write = async (client, area, fields) => client.submit(`${at}/${area}`, { ...key(), ...fields }, await client.get(`${at}/${area}`));
	const empty = await maleo.get(at);
	for (const heading of ['Bisogni del nucleo e dei suoi componenti', 'Fattori di vulnerabilità', 'Risorse e capacità', 'Sostegno dei servizi e della comunità', 'Contesto di vita'])
		ok(text(empty.text).includes(heading), `the heading ${heading} (VAL-01)`);
	ok(empty.text.includes('D.Lgs. 147/2017'), 'with its source');
	is((await write(maleo, 'bisogni', { descrizione: '' })).status, 422, 'an empty part is not saved');
	ok(text((await write(maleo, 'bisogni', { funzione: 'x'.repeat(300), descrizione: 'Resta scritto' })).text).includes('Resta scritto'), 'and nothing typed is lost');
	is((await maleo.get(`${at}/inventata`)).status, 404, 'a heading that the type does not have');
	is((await maleo.get(`/pratiche/${segnalazione}/parti`)).status, 404, 'other kinds have no parts');
	is((await write(maleo, 'bisogni', { descrizione: 'Pasti e notti <b>', funzione: 'Assistente sociale', soggetto: damico, livello: '3', fonti: 'VISITA' })).status, 303, 'saved');
	const mine = parte();
	is((await write(sociale, 'risorse', { descrizione: 'Apparecchia da sola', poi: 'firma' })).location, `${at}?fatto=parte-firmata#parte-${parte()}`, 'an operatore sociale to whom it is assigned writes and signs another');
	const signed = parte();
	const all = await referente.get(at);
	ok(/Pasti e notti &lt;b&gt;/.test(all.text) && /Non ancora firmata/.test(all.text) && /Apparecchia da sola/.test(all.text), 'the others read both, and which is signed');
	ok(!all.text.includes(`/parti/${mine}/modifica`) && !all.text.includes(`/parti/${mine}/firma`), 'without buttons for what is not theirs');
	is((await lodi.get(at)).status, 403, 'who was not assigned reads none');
	is((await amministrativo.get(at)).status, 403, 'an amministrativo neither');
	for (const [client, who] of [[collega, 'a colleague'], [referente, 'the referente']])
		is((await client.get(`${at}/${mine}/modifica`)).status, 403, `${who} does not change it`);
	is((await collega.post(`${at}/${mine}/firma`, { ...key(), _csrf: formOf((await collega.get('/')).text)._csrf })).status, 403, 'nor signs it');
	/* two windows of its author */
	const first = await maleo.get(`${at}/${mine}/modifica`), second = await maleo.get(`${at}/${mine}/modifica`);
	is((await maleo.submit(`${at}/${mine}/modifica`, { ...key(), descrizione: 'Seconda stesura' }, first)).status, 303, 'saved again');
	const lost = await maleo.submit(`${at}/${mine}/modifica`, { ...key(), descrizione: 'Terza stesura' }, second);
	is(lost.status, 409, 'from a window that did not know, both texts');
	ok(/Seconda stesura/.test(lost.text) && /Terza stesura/.test(lost.text), 'side by side');
	const page = await maleo.get(at);
	is((await maleo.submit(`${at}/${mine}/firma`, {}, page)).status, 303, 'signed');
	is((await maleo.get(`${at}/${mine}/modifica`)).status, 403, 'signed, it does not open for changing');
	is((await maleo.submit(`${at}/${mine}/modifica`, { ...key(), descrizione: 'Dopo' }, first)).status, 403, 'nor take what an old window sends');
	is((await maleo.get(`${at}/${signed}/correggi`)).status, 403, 'the part of somebody else is not corrected');
	const again = await maleo.get(`${at}/${mine}/correggi`);
	is(formOf(again.text, `${at}/${mine}/correggi`).descrizione, 'Seconda stesura', 'the own one is, from what it says');
	is((await maleo.submit(`${at}/${mine}/correggi`, { ...key(), descrizione: 'Corretta', poi: 'firma' }, again)).status, 303, 'by another');
	ok(/Superata[^]*Seconda stesura/.test((await referente.get(at)).text), 'the first stays readable, as superseded');
	is((await maleo.get(`${at}/${mine}/correggi`)).status, 409, 'once');
	is(sql(`SELECT count(DISTINCT modulo_id) FROM valutazione_parte WHERE pratica_id = ${valutazione}`) > 0, true, 'each keeps the version of its form');
	ok(/Parte firmata/.test(text((await maleo.get(`/pratiche/${valutazione}`)).text)), 'what happened stands on the case');
});

await chapter('the preliminary analysis (VAL-04)', async () => {
	is((await begin(maleo, { titolare: damico, tipo: 'PRIMO', motivo: 'POV' })).status, 303, 'of a first access too');
	const at = `/pratiche/${last()}/parti`, page = await maleo.get(at);
	for (const heading of ['Condizioni e funzionamenti personali e sociali', 'Situazione economica', 'Situazione lavorativa e profilo di occupabilità', 'Educazione, istruzione e formazione', 'Condizione abitativa',
		'Reti familiari, di prossimità e sociali', 'Esito dell’analisi preliminare'])
		ok(text(page.text).includes(heading), `the heading ${heading} (D.Lgs. 147/2017, art. 5)`);
	ok(/D\.M\. 72\/2024/.test(page.text) && !/Fattori di vulnerabilità/.test(text(page.text)), 'with its source, without the headings of the other type');
	const write = async (area, fields) => maleo.submit(`${at}/${area}`, { ...key(), ...fields }, await maleo.get(`${at}/${area}`));
	ok(text((await write('ap-lavoro', { condizione: 'PRECARIO' })).text).includes('questa scheda è una per componente'), 'what is of one person is not of all');
	is((await write('ap-lavoro', { soggetto: damico, condizione: 'PRECARIO', da_mesi: '14', ostacoli: 'LINGUA', esonero: 'CURA', livello: '3' })).status, 303, 'work, of a person');
	is((await write('ap-casa', { titolo: 'AFFITTO', sfratto: 'INTIMATO', problemi: 'UMIDA' })).status, 303, 'the house');
	is((await write('ap-economica', { isee: '6.120,50', debiti_euro: '900', debiti: 'UTENZE' })).status, 303, 'money');
	is(sql(`SELECT v.dati ->> 'isee' FROM valutazione_parte v JOIN pratica p ON p.id = v.pratica_id WHERE p.id = ${last()} AND v.dati ? 'isee'`), '6120.50', 'kept as numbers');
	is((await write('ap-esito', {})).status, 422, 'the outcome is owed');
	is((await write('ap-esito', { esito: 'COMPLESSO', pad_il: '01/10/2026', poi: 'firma' })).status, 303, 'and signed');
	const all = text((await maleo.get(at)).text);
	ok(/Sfratto intimato[^]*Troppo|Sfratto intimato/.test(all) && /Lingua italiana/.test(all) && /quadro di analisi con l’équipe/.test(all), 'all of it reads in words');
	is(sql(`SELECT count(*) FROM valutazione_area a WHERE NOT EXISTS (SELECT FROM modulo m WHERE m.nome = a.modulo)`), '0', 'every heading has its form');
});

await chapter('beside other cases, and side by side (VAL-01, VAL-09)', async () => {
	const intervento = last('intervento_generico'), at = `/pratiche/${intervento}/valutazioni`;
	const page = await maleo.get(at);
	is(page.status, 200, 'an intervento has the section');
	ok(page.text.includes(`/pratiche/${valutazione}"`) && /Collegata/.test(page.text), 'with those of the person, and which is tied');
	ok(page.text.includes(`/valutazioni/nuova?da=${intervento}`), 'one more is begun from there');
	ok(page.text.includes(`href="${at}"`), 'listed among the sections');
	is((await amministrativo.get(at)).status, 403, 'not for an amministrativo (VAL-08)');
	ok(!(await amministrativo.get(`/pratiche/${intervento}`)).text.includes(`href="${at}"`), 'to whom it is not even named');
	is((await maleo.get(`/pratiche/${last('presa_in_carico')}/valutazioni`)).status, 200, 'a presa in carico has it too');
	is((await maleo.get(`/pratiche/${segnalazione}/valutazioni`)).status, 404, 'a segnalazione has not');
	const lodi = await clients['assistente.lodi'].get(at);
	is(lodi.status, 200, 'who received the intervento opens the section');
	ok(!lodi.text.includes(`/pratiche/${valutazione}"`), 'and finds only what is theirs to open');
	/* two of one person, with a value each */
	const older = sql(`INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da, creato_ruolo)
		SELECT kind, 'VAL-PRIMA', titolare_soggetto_id, servizio_id, riferimento_operatore_id, 'A', DATE '2026-01-02', '{"tipo": "MULTI", "sintesi": "Prima <i>"}', modulo_id, creato_da, creato_ruolo FROM pratica WHERE id = ${valutazione} RETURNING id`);
	const write = async (pratica, fields) => maleo.submit(`/pratiche/${pratica}/parti/contesto`, { ...key(), ...fields }, await maleo.get(`/pratiche/${pratica}/parti/contesto`));
	await write(older, { descrizione: 'Casa', livello: '1', poi: 'firma' });
	await write(valutazione, { descrizione: 'Casa', livello: '4', poi: 'firma' });
	await write(valutazione, { descrizione: 'Non firmata', livello: '0' });
	const both = await maleo.get(`/soggetti/${damico}/valutazioni`);
	ok(/Contesto di vita[^]*?1 · Poco[^]*?4 · Del tutto/.test(both.text), 'side by side, the oldest first, as the last signed part says');
	ok(/<svg role="img"[^]*<title[^>]*>Contesto di vita, da 0 a 4<\/title><desc[^>]*>02\/01\/2026: 1\. /.test(both.text), 'drawn, with its values in words');
	const path = /siz-graf__linea" d="(M\d+ \d+(?:L\d+ \d+)+)"/.exec(both.text.slice(both.text.indexOf('Contesto di vita, da 0 a 4')))?.[1];
	const first = path?.match(/\d+/g).map(Number);
	ok(first && first[1] > first.at(-1), 'the line goes up where the value does');
	ok(/Prima &lt;i&gt;/.test(both.text), 'escaped');
	ok(sql(`SELECT dettaglio FROM registro WHERE oggetto = 'soggetto' AND oggetto_id = ${damico} AND dettaglio ? 'pratiche' ORDER BY id DESC LIMIT 1`).includes(older), 'the register says which were read');
	is((await amministrativo.get(`/soggetti/${damico}/valutazioni`)).status, 403, 'not for an amministrativo');
	ok(!(await amministrativo.get(`/soggetti/${damico}`)).text.includes(`/soggetti/${damico}/valutazioni`), 'whose page of the person does not name it');
	ok(!(await clients['assistente.lodi'].get(`/soggetti/${damico}/valutazioni`)).text.includes('Prima'), 'another service compares nothing of others');
	sql(`UPDATE valutazione_parte SET tolta_il = now() WHERE pratica_id = ${valutazione} AND firmata_il IS NULL AND tolta_il IS NULL`);
});

await chapter('scales: filled as a part, computed here, drawn over time', async () => {
	const referente = clients['referente.maleo'], collega = clients['collega.maleo'], lodi = clients['assistente.lodi'];
	const at = `/pratiche/${valutazione}/parti`, adl = (...values) => Object.fromEntries(values.map((v, i) => [`voce_${i + 1}`, v]));
	const fill = async (client, fields, scale = 'adl') => client.submit(`${at}/scala-${scale}`, { ...key(), soggetto: damico, compilata_il: '2026-03-01', ...fields }, await client.get(`${at}/scala-${scale}`));
	const form = await maleo.get(`${at}/scala-adl`);
	ok(/Fare il bagno/.test(form.text) && /S\. Katz/.test(form.text), 'its items, with their source');
	is(formOf(form.text, `${at}/scala-adl`).soggetto, damico, 'of the holder, unless another is chosen');
	ok(/Lawton/.test((await maleo.get(`${at}/scala-iadl`)).text), 'and the other scale');
	const short = await fill(maleo, adl('1', '1', '2', '1', '1'));
	is(short.status, 422, 'an item without answer');
	ok(text(short.text).includes('Rispondi a «Alimentarsi»'), 'is named');
	is(formOf(short.text, `${at}/scala-adl`).voce_3, '2', 'and the others stay');
	is((await fill(maleo, adl('1', '1', '1', '1', '1', '7'))).status, 422, 'a value that it does not have');
	const future = await fill(maleo, { ...adl('1', '1', '1', '1', '1', '1'), compilata_il: '2099-01-01' });
	is(future.status, 422, 'a day to come');
	ok(text(future.text).includes('non può essere nel futuro'), 'with the reason');
	is((await fill(maleo, { ...adl('1', '1', '1', '1', '1', '1'), soggetto: '' })).status, 422, 'nobody\'s');
	is((await fill(maleo, { ...adl('2', '1', '1', '1', '1', '1'), totale: '6', fascia: 'inventata' })).status, 303, 'saved');
	const first = sql(`SELECT max(id) FROM valutazione_parte WHERE pratica_id = ${valutazione}`);
	is(sql(`SELECT totale || fascia FROM valutazione_parte WHERE id = ${first}`), '5Dipendenza parziale', 'the total comes from the answers, not from what is sent');
	const parts = await referente.get(at);
	ok(text(parts.text).includes('Totale 5 su 6 : Dipendenza parziale'), 'read with its words');
	ok(!parts.text.includes(`/parti/${first}/modifica`), 'without a button for who did not fill it');
	is((await collega.get(`${at}/${first}/modifica`)).status, 403, 'a colleague does not change it');
	is((await amministrativo.get(`${at}/scala-adl`)).status, 403, 'an amministrativo fills none');
	is((await lodi.get(`${at}/scala-adl`)).status, 403, 'nor who was not assigned');
	const over = async () => (await maleo.get(`/soggetti/${damico}/valutazioni`)).text;
	ok(!(await over()).includes('indice di Katz'), 'unsigned, it is not compared');
	is((await maleo.submit(`${at}/${first}/firma`, {}, await maleo.get(at))).status, 303, 'signed');
	is((await maleo.get(`${at}/${first}/modifica`)).status, 403, 'it changes no more');
	is((await fill(maleo, { ...adl('2', '2', '2', '2', '1', '1'), compilata_il: '2026-05-01', poi: 'firma' })).status, 303, 'filled again another day');
	const both = await over();
	ok(/<title[^>]*>ADL[^<]*, totale da 0 a 6<\/title><desc[^>]*>01\/03\/2026: 5, Dipendenza parziale\. 01\/05\/2026: 2, Dipendenza grave\. /.test(both), 'both drawn, the oldest first, in words too');
	ok(/siz-graf__parole"[^>]*>Autonomia piena</.test(both), 'each band has its words in the drawing');
	ok(/data-nome="Totale">5 su 6<[^]*data-nome="Totale">2 su 6<[^]*le parole sono di questo programma/.test(both), 'the table says the same, and whose the words are');
	const again = await maleo.get(`${at}/${first}/correggi`);
	is((await maleo.submit(`${at}/${first}/correggi`, { ...key(), voce_1: '1', poi: 'firma' }, again)).status, 303, 'corrected by another');
	ok(/01\/03\/2026: 6, Autonomia piena\. 01\/05\/2026: 2/.test(await over()), 'which counts in its place');
	ok(!/indice di Katz/.test((await lodi.get(`/soggetti/${damico}/valutazioni`)).text), 'another service reads none');
	ok(/Totale/.test(text((await maleo.get(`/pratiche/${valutazione}/storia`)).text)), 'the history has the total');
});

await chapter('the end, with its outcome', async () => {
	const at = `/pratiche/${valutazione}/stato/chiudi`;
	const form = await maleo.get(at);
	ok(/Progetto personalizzato/.test(form.text) && !/Trasferimento/.test(form.text), 'outcomes of valutazioni');
	is((await maleo.submit(at, { data: sql('SELECT current_date'), motivo_termine: '' }, form)).status, 422, 'one is owed');
	is((await maleo.submit(at, { data: sql('SELECT current_date'), motivo_termine: 'PROGETTO' }, form)).status, 303, 'concluded');
	is(sql(`SELECT stato || motivo_termine FROM pratica WHERE id = ${valutazione}`), 'TPROGETTO', 'with it');
	ok(!(await maleo.get(`/pratiche/${valutazione}/parti`)).text.includes('Scrivi la tua parte'), 'a concluded one takes no more parts');
	const late = await maleo.get(`/pratiche/${valutazione}/parti/contesto`);
	ok(text((await maleo.submit(`/pratiche/${valutazione}/parti/contesto`, { ...key(), descrizione: 'Tardi' }, late)).text).includes('non è più in corso'), 'and says why');
});

end();
