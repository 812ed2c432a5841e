/*
 * Prese in carico: opened from a segnalazione and from a report to SELF, one for each person and service,
 * consent in parts, the hook of an intervento; who does not see them.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

/* Persons of this file alone. */
function person(cognome, nome, consent = true) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('${cognome}', '${nome}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
	if (consent)
		sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
const last = (kind = 'presa_in_carico') => sql(`SELECT max(id) FROM pratica WHERE kind = '${kind}'`);
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const clean = () => sql("DELETE FROM bozza WHERE percorso IN ('/segnalazioni/nuova', '/prese-in-carico/nuova', '/interventi/generici/nuovo')");
const damico = person('D\'\'Amico <b>&"Rossi"', 'Presa'), gatti = person('Rossetti', 'Assunta');
const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'referente.maleo', 'amministrativo.maleo', 'operatore.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], amministrativo = clients['amministrativo.maleo'];
const today = sql('SELECT current_date'), notice = sql('SELECT max(id) FROM informativa');
const consent = { consenso: 'SI', consenso_informativa: notice, consenso_data: today };
let n = 0;
const key = () => ({ _chiave: `pic-${process.pid}-${n++}` });

async function take(client, fields, query = '') {
	clean();
	const form = await client.get(`/prese-in-carico/nuova${query}`);
	return client.submit('/prese-in-carico/nuova', { ...key(), ...fields }, form);
}

let segnalazione, presa;
await chapter('from a segnalazione', async () => {
	clean();
	const form = await maleo.get('/segnalazioni/nuova');
	await maleo.submit('/segnalazioni/nuova', { ...key(), titolare: damico, motivo: 'NAU02', fonte: '08', testo: 'La moglie è stanca <b>' }, form);
	segnalazione = last('segnalazione');
	const page = await maleo.get(`/pratiche/${segnalazione}`);
	ok(page.text.includes(`/prese-in-carico/nuova?segnalazione=${segnalazione}`), 'one click away');
	ok(!(await amministrativo.get(`/pratiche/${segnalazione}`)).text.includes('Apri presa in carico'), 'not for an amministrativo');
	const fresh = await maleo.get(`/prese-in-carico/nuova?segnalazione=${segnalazione}`);
	const there = formOf(fresh.text, '/prese-in-carico/nuova');
	is(`${there.titolare} ${there.motivo} ${there.fonte} ${there.bisogno} ${there.segnalazione}`, `${damico} NAU02 08 La moglie è stanca <b> ${segnalazione}`, 'what is known is copied (PIC-09)');
	ok(!/stanca <b>/.test(fresh.text), 'escaped');
	is((await maleo.submit('/prese-in-carico/nuova', { ...key(), area: '4' }, fresh)).status, 422, 'consent is owed (PIC-06)');
	ok(/Di’ se il consenso è raccolto/.test(maleo.page.text), 'in words');
	is((await take(maleo, { area: '4', consenso: 'SI' }, `?segnalazione=${segnalazione}`)).status, 422, 'with its notice and its day');
	is((await take(maleo, { area: '4', consenso: 'SENZA' }, `?segnalazione=${segnalazione}`)).status, 422, 'or the reason for acting without');
	is((await take(maleo, { area: '4', ...consent, consenso_data: sql('SELECT current_date + 1') }, `?segnalazione=${segnalazione}`)).status, 422, 'not of tomorrow');
	const made = await take(maleo, { area: '4', ...consent }, `?segnalazione=${segnalazione}`);
	presa = last();
	is(made.location, `/pratiche/${presa}?fatto=presa-creata`, 'taken in charge');
	ok(/Viene da/.test((await maleo.get(`/pratiche/${presa}`)).text), 'the chain from this end');
	ok(/Ha portato a[^]*Presa in carico/.test((await maleo.get(`/pratiche/${segnalazione}`)).text), 'and from the other');
	const blind = await amministrativo.get(`/pratiche/${segnalazione}`);
	ok(blind.status === 200 && !/Ha portato a|PIC-/.test(blind.text), 'an amministrativo who opens the segnalazione does not learn of it');
});

await chapter('one for each person and service', async () => {
	const code = sql(`SELECT codice FROM pratica WHERE id = ${presa}`);
	const early = await clients['collega.maleo'].get(`/prese-in-carico/nuova?titolare=${damico}`);
	ok(early.text.includes(`/pratiche/${presa}"`) && early.text.includes(`/pratiche/${presa}/stato/chiudi`), 'who begins a second one is led to the first, and may close it now (PIC-11)');
	const refused = await take(clients['collega.maleo'], { titolare: damico, area: '4', ...consent });
	is(refused.status, 422, 'it is refused');
	ok(refused.text.includes(`già una presa in carico aperta per questa persona: ${code}`) && refused.text.includes(`/pratiche/${presa}"`), 'and says which is open');
	/* the race: it opens between the look and the saving; seen through an access list that hides it */
	sql(`UPDATE pratica SET servizio_id = servizio_id WHERE id = ${presa}`);
	sql(`CREATE TABLE riposta AS SELECT * FROM accesso WHERE pratica_id = ${presa}; DELETE FROM accesso WHERE pratica_id = ${presa}; UPDATE regola_accesso SET creatore_ruolo = 2 WHERE kind = 'presa_in_carico' AND ruolo = 1 AND relazione = 'servizio'`);
	const bound = sql("SELECT codice FROM pratica WHERE kind = 'presa_in_carico' LIMIT 1");
	try {
		const hidden = await take(clients['collega.maleo'], { titolare: damico, area: '4', ...consent });
		ok([403, 422].includes(hidden.status), 'whoever does not see it is refused too', String(hidden.status));
		ok(!hidden.text.includes(code) && !hidden.text.includes(`/pratiche/${presa}`) && !/Anna Bassi<\/dd>/.test(hidden.text), 'and reads nothing of it', bound);
	} finally {
		sql(`UPDATE regola_accesso SET creatore_ruolo = NULL WHERE kind = 'presa_in_carico' AND ruolo = 1 AND relazione = 'servizio'; INSERT INTO accesso SELECT * FROM riposta; DROP TABLE riposta`);
	}
	is((await take(clients['assistente.lodi'], { titolare: damico, area: '4', ...consent })).status, 303, 'another service opens its own (PIC-10)');
	is((await clients['assistente.lodi'].get(`/pratiche/${last()}`)).status, 200, 'and opens it');
	is((await maleo.get(`/pratiche/${last()}`)).status, 403, 'which the first does not (PIC-05)');
	ok(/SENZA|Provvedimento dell’autorità giudiziaria/.test((await maleo.get(`/pratiche/${sql("SELECT id FROM pratica WHERE kind = 'presa_in_carico' AND dati ->> 'consenso' = 'SENZA' LIMIT 1")}`)).text), 'acting without consent is said with its reason');
});

await chapter('who does not see it', async () => {
	const cells = { 'assistente.maleo': 200, 'collega.maleo': 200, 'referente.maleo': 200, 'amministrativo.maleo': 403, 'operatore.maleo': 403, 'assistente.lodi': 403 };
	for (const [name, status] of Object.entries(cells)) {
		for (const section of ['', '/diario', '/documenti', '/assegnazioni', '/soggetti-significativi', '/eventi', '/storia', '/collegamenti', '/equipe', '/stampa'])
			is((await clients[name].get(`/pratiche/${presa}${section}`)).status, status, `${name}: ${section || 'detail'}`);
		ok(status === 200 || !/NAU02|Sollievo|stanca/.test((await clients[name].get(`/pratiche/${presa}`)).text), `${name} reads nothing of it`);
	}
	for (const name of ['amministrativo.maleo', 'operatore.maleo']) {
		is((await clients[name].get('/prese-in-carico')).status, 403, `${name} has no list (PIC-03, AMB-17)`);
		is((await clients[name].get('/prese-in-carico/nuova')).status, 403, `nor opens one`);
		ok(!/prese-in-carico/.test((await clients[name].get('/')).text), 'nor is led there');
		ok(!(await clients[name].get(`/cerca?q=${sql(`SELECT codice FROM pratica WHERE id = ${presa}`)}`)).text.includes(`/pratiche/${presa}`), 'nor finds it');
		ok(!(await clients[name].get(`/soggetti/${damico}`)).text.includes(`/pratiche/${presa}"`), 'nor on the page of the person');
		ok(!(await clients[name].get(`/soggetti/${damico}/diari`)).text.includes(`/pratiche/${presa}`), 'nor in the diaries of all cases');
		ok(/Prese in carico/.test((await clients[name].get(`/soggetti/${damico}/quadro`)).text), 'the quadro counts it for everybody (ROL-07)');
	}
	is((await clients['referente.maleo'].get('/prese-in-carico/nuova')).status, 403, 'a referente opens none (PIC-01)');
	ok((await clients['referente.maleo'].get('/prese-in-carico')).text.includes(`/pratiche/${presa}"`), 'and lists those of the service (PIC-04)');
	const storico = new Client();
	await storico.login('assistente.maleo', 'STORICO');
	is((await storico.get(`/pratiche/${presa}`)).status, 403, 'not from the historic service');
});

await chapter('the list', async () => {
	const page = await maleo.get('/prese-in-carico');
	const heads = [...page.text.matchAll(/<th scope="col"[^>]*>([^]*?)<\/th>/g)].map((m) => text(m[1]).trim());
	is(heads.join(' | '), 'Codice | Apertura | Soggetto | Area | Stato | Chiusura | Riferimento | Servizio', 'its columns');
	const some = await maleo.get('/prese-in-carico?area=4&stato=aperti');
	ok(some.text.includes(`/pratiche/${presa}"`) && [...some.text.matchAll(/data-nome="Area">([^<]*)/g)].every((m) => /Anziani/.test(m[1])), 'searched by area');
	ok((await maleo.get('/prese-in-carico?ambito=assegnati')).text.includes('Contrasto alla povertà'), 'what was assigned stands apart');
});

await chapter('the hook of an intervento', async () => {
	clean();
	const code = sql(`SELECT codice FROM pratica WHERE id = ${presa}`);
	let form = await maleo.get(`/interventi/generici/nuovo?titolare=${damico}`);
	ok(new RegExp(`<option value="${presa}">${code}`).test(form.text), 'the open one of the person is offered (GEN-26)');
	const made = await maleo.submit('/interventi/generici/nuovo', { ...key(), tipo: 'GEN10', data_inizio: today, motivo_attivazione: '1', presa_in_carico: presa }, form);
	is(made.status, 303, 'and chosen');
	const gen = last('intervento_generico');
	const tied = () => sql(`SELECT coalesce(string_agg(da_pratica_id::text, ','), 'nessuna') FROM pratica_collegamento WHERE pratica_id = ${gen}`);
	is(tied(), presa, 'a link of the chain');
	is(sql(`SELECT dati ? 'presa_in_carico' FROM pratica WHERE id = ${gen}`), 'f', 'not an answer');
	ok(/Ha portato a/.test((await maleo.get(`/pratiche/${presa}`)).text), 'seen from the presa in carico');
	form = await amministrativo.get(`/pratiche/${gen}`);
	ok(!form.text.includes(code) && /La vede l’assistente sociale/.test(form.text), 'an amministrativo does not see to which');
	is((await amministrativo.submit(`/pratiche/${gen}`, { note: 'orari', ...key() }, form)).status, 303, 'saves all the same');
	is(tied(), presa, 'and unties nothing');
	form = await maleo.get(`/pratiche/${gen}`);
	is(formOf(form.text, `/pratiche/${gen}`).presa_in_carico, presa, 'it stands in the field');
	is((await maleo.submit(`/pratiche/${gen}`, { presa_in_carico: '', ...key() }, form)).status, 303, 'taken away');
	is(tied(), 'nessuna', 'it is');
	form = await maleo.get(`/pratiche/${gen}`);
	is((await maleo.submit(`/pratiche/${gen}`, { presa_in_carico: '1000000', ...key() }, form)).status, 422, 'one that is not the person’s');
	ok(/Nessuna presa in carico aperta[^]*\/prese-in-carico\/nuova\?titolare=/.test((await maleo.get(`/interventi/generici/nuovo?titolare=${gatti}`)).text), 'with none it says so and offers to open one (PIC-08)');
});

await chapter('documents, closing, opening again', async () => {
	ok(/Documenti attesi[^]*Informativa privacy sottoscritta[^]*Manca/.test((await maleo.get(`/pratiche/${presa}/documenti`)).text), 'what is missing (DOC-10)');
	let page = await maleo.get(`/pratiche/${presa}`);
	sql(`INSERT INTO documento (pratica_id, nome_file, oggetto, data, tipo, byte, impronta, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
	     SELECT ${presa}, 'a.pdf', 'Informativa <b>firmata</b>', current_date, 'PRIV', 1, '', 'pulito', '', 'x', creato_da, servizio_id FROM pratica WHERE id = ${presa}`);
	const paper = sql(`SELECT max(id) FROM documento WHERE pratica_id = ${presa}`);
	page = await maleo.get(`/pratiche/${presa}`);
	ok(page.text.includes('Informativa &lt;b&gt;firmata&lt;/b&gt;, '), 'the signed paper can be chosen');
	is((await maleo.submit(`/pratiche/${presa}`, { consenso_documento: paper, esito: 'Raggiunti', ...key() }, page)).status, 303, 'and is');
	sql(`UPDATE documento SET tolto_il = now() WHERE id = ${paper}`);
	page = await maleo.get(`/pratiche/${presa}`);
	is((await maleo.submit(`/pratiche/${presa}`, { bisogno: 'Altro', ...key() }, page)).status, 303, 'removed afterwards it blocks nothing');
	const act = await maleo.get(`/pratiche/${presa}/stato/chiudi`);
	ok(/Raggiungimento degli obiettivi/.test(act.text) && !/Esaurimento delle risorse/.test(act.text), 'it closes for reasons of its own');
	is((await maleo.submit(`/pratiche/${presa}/stato/chiudi`, { motivo_termine: '01', ...key() }, act)).status, 303, 'closed with its outcome');
	is((await take(maleo, { titolare: damico, area: '4', consenso: 'SENZA', senza_motivo: 'URGENZA' })).status, 303, 'after which a new one begins');
	const again = await maleo.get(`/pratiche/${presa}/stato/riapri`);
	const refused = await maleo.submit(`/pratiche/${presa}/stato/riapri`, { motivo: 'errore', ...key() }, again);
	is(refused.status, 422, 'beside which the old one does not open again');
	ok(/ne ha già una aperta/.test(refused.text), 'in words');
});

sql("DELETE FROM documento WHERE chiave_maestra = 'x' AND oggetto = 'Informativa <b>firmata</b>'"); /* a key that no program made */

await chapter('from a report to SELF', async () => {
	/* an assistente sociale who works in SELF too */
	sql(`INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal) SELECT o.id, v.id, 1, current_date FROM operatore o, servizio v
	     WHERE o.username = 'assistente.poverta' AND v.codice = 'self' ON CONFLICT DO NOTHING`);
	const self = new Client();
	await self.login('assistente.poverta', 'SELF');
	const report = sql(`SELECT d.id FROM domanda d WHERE d.stato <> 'B' AND d.soggetto_id IS NOT NULL AND d.dati #>> '{richiesta,motivo}' IS NOT NULL ORDER BY d.id LIMIT 1`);
	const page = await self.get(`/domande/${report}`);
	ok(page.text.includes(`/prese-in-carico/nuova?domanda=${report}`), 'the report leads there');
	clean();
	const form = await self.get(`/prese-in-carico/nuova?domanda=${report}`);
	const there = formOf(form.text, '/prese-in-carico/nuova');
	is(`${there.titolare} ${there.domanda} ${there.bisogno}`, sql(`SELECT soggetto_id || ' ' || id || ' ' || (dati #>> '{richiesta,motivo}') FROM domanda WHERE id = ${report}`), 'with what it says');
	is((await self.submit('/prese-in-carico/nuova', { ...key(), area: '6', ...consent }, form)).status, 303, 'taken in charge');
	ok(/Viene da[^]*SELF/.test((await self.get(`/pratiche/${last()}`)).text), 'the chain from this end');
	ok((await self.get(`/domande/${report}`)).text.includes(`/pratiche/${last()}"`), 'and from the report');
	is((await maleo.get(`/prese-in-carico/nuova?domanda=${report}`)).status, 404, 'a report of another service is none');
	is((await take(maleo, { titolare: gatti, domanda: report, area: '6', ...consent })).status, 403, 'nor by a field made up');
	sql(`DELETE FROM appartenenza WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'assistente.poverta') AND servizio_id = (SELECT id FROM servizio WHERE codice = 'self')`);
});

end();
