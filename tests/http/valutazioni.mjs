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

await chapter('the end, with its outcome', async () => {
	const at = `/pratiche/${valutazione}/stato/chiudi`;
	const form = await maleo.get(at);
	ok(/Progetto personalizzato/.test(form.text) && !/Trasferimento/.test(form.text), 'outcomes of valutazioni');
	is((await maleo.submit(at, { data: sql('SELECT current_date'), motivo_termine: '' }, form)).status, 422, 'one is owed');
	is((await maleo.submit(at, { data: sql('SELECT current_date'), motivo_termine: 'PROGETTO' }, form)).status, 303, 'concluded');
	is(sql(`SELECT stato || motivo_termine FROM pratica WHERE id = ${valutazione}`), 'TPROGETTO', 'with it');
});

end();
