/*
 * Segnalazioni and contatti: a contact of nobody that is tied later, several reasons, models that go to
 * their service, the steps before the Commissione Casa, the chain; who sees them and who does not.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

/* Persons of this file alone. */
function person(cognome, nome, consent = true) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('${cognome}', '${nome}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
	if (consent)
		sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
const last = () => sql("SELECT max(id) FROM pratica WHERE kind = 'segnalazione'");
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const damico = person('D\'\'Amico <b>&"Rossi"', 'Segnalata'), gatti = person('Gattamelata', 'Mirella');
const maleo = new Client(), lodi = new Client(), ala = new Client(), amministrativo = new Client();
await maleo.login('assistente.maleo');
await lodi.login('assistente.lodi');
await ala.login('operatore.ala');
await amministrativo.login('amministrativo.maleo');
const today = sql('SELECT current_date');
let n = 0;

/* A new one, from the empty form; gives the answer. */
async function write(client, fields, query = '') {
	sql("DELETE FROM bozza WHERE percorso = '/segnalazioni/nuova'"); /* what a refusal before kept */
	const form = await client.get(`/segnalazioni/nuova${query}`);
	return client.submit('/segnalazioni/nuova', { _chiave: `seg-${process.pid}-${n++}`, ...fields }, form);
}

await chapter('thirty seconds', async () => {
	const form = await maleo.get('/segnalazioni/nuova');
	const there = formOf(form.text, '/segnalazioni/nuova');
	is(there.data_inizio, today, 'the day is there already');
	is(there.tipo, 'CONTATTO', 'so is the model');
	is(there.riguarda, 'PERSONA', 'and whom it concerns');
	ok(/<optgroup label="Abitazione">[^]*Sfratto esecutivo/.test(form.text), 'reasons come with their details');
	is((await write(maleo, { motivo: '' })).status, 422, 'a reason is owed');
	ok(/Scegli il motivo/.test(maleo.page.text), 'and said beside its field');
	const made = await write(amministrativo, { motivo: 'INF01', testo: 'Chiede gli orari', esito: 'INFO' });
	ok(/^\/pratiche\/\d+\?fatto=segnalazione-chiusa$/.test(made.location), 'who, why, outcome: one form', made.location);
	is(sql(`SELECT stato || ' ' || motivo_termine || ' ' || coalesce(titolare_soggetto_id::text, 'nessuno') || ' ' || (dati ? 'esito') FROM pratica WHERE id = ${last()}`),
		'T INFO nessuno false', 'closed with its outcome, of nobody; the act is not an answer');
	const page = text((await amministrativo.get(`/pratiche/${last()}`)).text);
	ok(/Contatto anonimo \(non ancora collegato a una persona\)/.test(page), 'the bar says that nobody is known', page.slice(0, 1500));
	ok(/Chiusa/.test(page), 'in words of its own');
	is((await write(maleo, { motivo: 'INF01', data_inizio: sql('SELECT current_date + 1') })).status, 422, 'not of tomorrow');
});

await chapter('told', async () => {
	let told = '';
	for (let path = '/notifiche'; path;) {
		const page = (await maleo.get(path)).text;
		told += page;
		path = decode(/href="([^"]*[?&;]da=d\.[^"]*)"/.exec(page)?.[1] ?? '');
	}
	ok(/Ti è stata assegnata la presa in carico PIC-/.test(told), 'a notification agrees with the kind of the case');
});

await chapter('several reasons', async () => {
	let made = await write(maleo, { titolare: damico, motivo: 'ABI01', motivo_2: 'ABI01' });
	is(made.status, 422, 'the same twice is refused');
	ok(/Questo motivo c’è già/.test(made.text) && /<details[^>]* open/.test(made.text), 'beside its field, which is in view');
	made = await write(maleo, { titolare: damico, motivo: 'ABI01', motivo_dettaglio: 'Udienza <b>fissata</b>', motivo_2: 'ECO02', motivo_2_dettaglio: 'Gas & luce', fonte: '06', modo: 'TELEFONO' });
	is(made.status, 303, 'one prevailing, another beside it');
	const page = await maleo.get(`/pratiche/${last()}`);
	const form = formOf(page.text, `/pratiche/${last()}`);
	is(`${form.motivo} ${form.motivo_dettaglio} ${form.motivo_2} ${form.motivo_2_dettaglio}`, 'ABI01 Udienza <b>fissata</b> ECO02 Gas & luce', 'each with its detail (SEG-06)');
	ok(!/<b>fissata/.test(page.text), 'escaped');
	is((await maleo.submit(`/pratiche/${last()}`, { motivo_3_dettaglio: 'di che?' }, page)).status, 422, 'a detail without its reason');
	is((await maleo.submit(`/pratiche/${last()}`, { testo: 'prima', _chiave: 'seg-a' }, page)).status, 303, 'changed');
	is((await maleo.submit(`/pratiche/${last()}`, { testo: 'seconda', _chiave: 'seg-b' }, page)).status, 409, 'on an old version: both texts');
});

await chapter('a contact is tied later', async () => {
	await write(maleo, { motivo: 'REL01', contatto_cognome: 'Gatamelata', contatto_nome: 'Mirella' });
	const seg = last();
	let page = await maleo.get(`/pratiche/${seg}`);
	ok(/Gatamelata Mirella/.test(page.text) && /Forse è in anagrafe[^]*Gattamelata Mirella/.test(page.text), 'who it may be is proposed');
	ok(page.text.includes(`/pratiche/${seg}?titolare=${gatti}`), 'one click away');
	ok(!page.text.includes('Apri presa in carico</a>'), 'nothing follows from nobody');
	page = await maleo.get(`/pratiche/${seg}?titolare=${gatti}`);
	is(formOf(page.text, `/pratiche/${seg}`).titolare, gatti, 'chosen, not yet saved');
	is((await maleo.submit(`/pratiche/${seg}`, {}, page)).status, 303, 'tied');
	is(sql(`SELECT titolare_soggetto_id || ' ' || (dati ->> 'contatto_cognome') FROM pratica WHERE id = ${seg}`), `${gatti} Gatamelata`, 'what was said stays beside it');
	page = await maleo.get(`/pratiche/${seg}`);
	is((await maleo.submit(`/pratiche/${seg}`, { titolare: '' }, page)).status, 422, 'it does not become anonymous again');
	ok((await maleo.get(`/soggetti/${gatti}/quadro`)).text.includes('Segnalazioni e contatti'), 'the quadro has its column');
	ok((await maleo.get(`/soggetti/${gatti}`)).text.includes(`/segnalazioni/nuova?titolare=${gatti}`), 'the person leads to a new one');
	ok((await maleo.get(`/soggetti/${gatti}`)).text.includes(sql(`SELECT codice FROM pratica WHERE id = ${seg}`)), 'and lists this one');
	await write(maleo, { motivo: 'REL01', contatto_cognome: 'Zùccoli', contatto_nome: 'Remo' });
	const named = await maleo.get('/segnalazioni?cerca=zuccoli%20re');
	ok(/<a href="\/segnalazioni\?cerca=zuccoli%20re&amp;senza_titolare=1">un contatto senza persona/.test(named.text), 'a contact of nobody is found by the name that was told');
	ok(/Zùccoli Remo/.test((await maleo.get('/segnalazioni?cerca=zuccoli%20re&senza_titolare=1')).text), 'and listed');
	ok(!/Zùccoli/.test((await maleo.get('/segnalazioni?cerca=remo&senza_titolare=1')).text), 'from its beginning, as others');
	const found = await maleo.get('/segnalazioni?senza_titolare=1');
	ok(!found.text.includes(`/pratiche/${seg}"`), 'no more among those to be tied');
	ok(/Ferari Luigi/.test(found.text), 'where the others are');
});

await chapter('models and their service', async () => {
	await maleo.get('/segnalazioni/nuova');
	await maleo.post('/bozze?percorso=/segnalazioni/nuova', { ...formOf(maleo.page.text, '/segnalazioni/nuova'), motivo: 'ECO01', testo: 'Già scritto' });
	const form = await maleo.get(`/segnalazioni/nuova?modello=ALA&titolare=${damico}`);
	is(formOf(form.text, '/segnalazioni/nuova').testo, 'Già scritto', 'a model loses nothing that was typed');
	const there = formOf(form.text, '/segnalazioni/nuova');
	is(`${there.tipo} ${there.motivo} ${there.destinatario}`, `ALA ABI04 ${sql("SELECT id FROM servizio WHERE codice = 'ala'")}`, 'the model proposes reason and service');
	ok(new RegExp(`modello=GEA&amp;titolare=${damico}`).test(form.text), 'another model keeps the person');
	is((await maleo.submit('/segnalazioni/nuova', { _chiave: 'seg-ala' }, form)).location, `/pratiche/${last()}?fatto=segnalazione-inviata`, 'sent with its saving');
	const seg = last();
	is((await ala.get(`/pratiche/${seg}`)).status, 200, 'ALA opens it');
	ok((await ala.get('/segnalazioni?ambito=assegnati')).text.includes(`/pratiche/${seg}"`), 'and lists it');
	is((await lodi.get(`/pratiche/${seg}`)).status, 403, 'another service does not');
	ok(!(await lodi.get(`/pratiche/${seg}`)).text.includes('Alloggio inadeguato'), 'nor reads why');
	is((await amministrativo.get(`/pratiche/${seg}`)).status, 200, 'its own service does, whatever the role (ROL-04)');
	const bare = person('Senzaconsenso', 'Ada', false);
	const kept = await write(maleo, { titolare: bare, tipo: 'GEA', motivo: 'GEA01' });
	is(kept.location, `/pratiche/${last()}?fatto=segnalazione-non-inviata`, 'without consent it is kept and does not go');
	is(sql(`SELECT count(*) FROM assegnazione WHERE pratica_id = ${last()}`), '0', 'to nobody');
	ok(/serve il consenso/.test(text((await maleo.get(kept.location)).text)), 'and the page says what is owed');
	const anonymous = await write(maleo, { tipo: 'DIS', motivo: 'DIS01' });
	is(anonymous.location, `/pratiche/${last()}?fatto=segnalazione-non-inviata`, 'a contact of nobody goes nowhere');
	is((await maleo.get(`/pratiche/${last()}`)).status, 200, 'its service opens it');
	is((await lodi.get(`/pratiche/${last()}`)).status, 404, 'of a contact of nobody others cannot know');
});

await chapter('before the Commissione Casa', async () => {
	await write(maleo, { titolare: damico, motivo: 'ABI05' }, '?modello=ALA_CASA');
	const seg = last();
	const steps = async (client = maleo) => text(/Verso la Commissione Casa<\/h2>([^]*?)<\/ol>/.exec((await client.get(`/pratiche/${seg}`)).text)[1]);
	ok(/Collega la persona fatto.*consenso della persona fatto.*Carica i documenti da fare adesso · ne mancano 5.*Assegna ad ALA fatto/.test(await steps()), 'the steps, and which is next', await steps());
	ok(/Documento di identità[^]*Manca/.test((await maleo.get(`/pratiche/${seg}/documenti`)).text), 'the section of documents says what is missing');
	for (const [i, type] of ['ID', 'PRIV', 'ISEE', 'DOM', 'REL'].entries())
		sql(`INSERT INTO documento (pratica_id, nome_file, oggetto, data, tipo, byte, impronta, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id, scade_il)
		     SELECT ${seg}, 'a.pdf', 'Prova ${i}', current_date, '${type}', 1, '', 'pulito', '', 'x', creato_da, servizio_id, ${type === 'ID' ? 'current_date - 1' : type === 'ISEE' ? 'current_date + 10' : 'NULL'} FROM pratica WHERE id = ${seg}`);
	ok(/ne mancano 1/.test(await steps()), 'one that has expired is missing');
	const papers = text((await maleo.get(`/pratiche/${seg}/documenti`)).text);
	ok(/Documento di identità necessario · scade il [^ ]+ Scaduto/.test(papers) && /ISEE in corso di validità necessario · scade il [^ ]+ Sta per scadere/.test(papers), 'expiry is shown (DOC-10)', papers.slice(600, 2500));
	sql(`UPDATE documento SET scade_il = current_date + 900 WHERE pratica_id = ${seg} AND tipo = 'ID'`);
	ok(/Scrivi la seduta della Commissione Casa da fare adesso/.test(await steps(ala)), 'ALA goes on from there');
	let page = await ala.get(`/pratiche/${seg}`);
	is((await ala.submit(`/pratiche/${seg}`, { commissione_data: today, commissione_esito: 'RINVIATA' }, page)).status, 303, 'ALA writes the session');
	ok(/esito della Commissione, poi chiudi da fare adesso/.test(await steps()), 'put off is no decision');
	page = await ala.get(`/pratiche/${seg}`);
	is((await ala.submit(`/pratiche/${seg}`, { commissione_esito: 'ACCOLTA', commissione_note: 'Sei mesi', _chiave: 'seg-com' }, page)).status, 303, 'and the outcome');
	ok(!/da fare adesso/.test(await steps()), 'nothing is left to do');
	const act = await maleo.get(`/pratiche/${seg}/stato/chiudi`);
	ok(/Inviata ad altro servizio/.test(act.text) && !/Raggiungimento degli obiettivi/.test(act.text), 'it ends with an outcome of its own list');
	is((await maleo.submit(`/pratiche/${seg}/stato/chiudi`, { motivo_termine: '01', _chiave: 'seg-01' }, act)).status, 422, 'no other');
	is((await maleo.submit(`/pratiche/${seg}/stato/chiudi`, { motivo_termine: 'INVIO', _chiave: 'seg-02' }, act)).status, 303, 'closed');
	ok(/Inviata ad altro servizio/.test((await maleo.get(`/pratiche/${seg}/storia`)).text), 'the history says so in words');
});

await chapter('the list', async () => {
	const page = await maleo.get('/segnalazioni');
	const heads = [...page.text.matchAll(/<th scope="col"[^>]*>([^]*?)<\/th>/g)].map((m) => text(m[1]).trim());
	is(heads.join(' | '), 'Codice | Data | Soggetto | Motivo prevalente | Chi ha segnalato | Stato | Riferimento | Servizio', 'its columns');
	ok(/Abitazione: Sfratto esecutivo/.test(page.text), 'reason and detail in one');
	ok(/Beneficiario stesso/.test(page.text), 'who reported it');
	const some = await maleo.get('/segnalazioni?motivo=ABI01&stato=aperti');
	ok(/\d+ segnalazion/.test(some.text) && !/GEN-/.test(some.text.replace(/<form[^]*<\/form>/, '')), 'searched by reason');
	ok([...some.text.matchAll(/data-nome="Motivo prevalente">([^<]*)/g)].every((m) => m[1] === 'Abitazione: Sfratto esecutivo'), 'only that one');
	ok(/Motivo prevalente: Sfratto esecutivo/.test(text(some.text)), 'the filter stands above');
	is((await maleo.get('/segnalazioni?motivo=NIENTE')).status, 200, 'a reason that is none filters nothing');
	const other = await lodi.get('/segnalazioni');
	ok(!/SEG-/.test(other.text) && /Ancora nessuna segnalazione/.test(other.text), 'another service has none');
	const code = sql(`SELECT codice FROM pratica WHERE id = ${last()}`);
	ok((await maleo.get(`/segnalazioni?cerca=${code}`)).text.includes(code), 'by code');
	ok((await maleo.get(`/cerca?q=${code}`)).text.includes(code), 'and from the box of all areas');
});

await chapter('the chain', async () => {
	await write(maleo, { titolare: damico, motivo: 'ECO01' });
	const fresh = await maleo.get(`/interventi/generici/nuovo?titolare=${damico}`);
	await maleo.submit('/interventi/generici/nuovo', { _chiave: 'seg-gen', tipo: 'GEN10', data_inizio: today, motivo_attivazione: '1' }, fresh);
	const seg = last(), gen = sql(`SELECT max(id) FROM pratica WHERE kind = 'intervento_generico' AND titolare_soggetto_id = ${damico}`);
	const writers = sql(`SELECT string_agg(principale::text, ',') FROM accesso WHERE pratica_id = ${gen} AND livello = 2`);
	sql(`UPDATE accesso SET livello = 1 WHERE pratica_id = ${gen} AND livello = 2`);
	ok(!(await maleo.get(`/pratiche/${seg}/collegamenti`)).text.includes(`value="${gen}"`), 'a follower that one only reads is not offered: it could not be tied');
	sql(`UPDATE accesso SET livello = 2 WHERE pratica_id = ${gen} AND principale IN (${writers})`);
	let page = await maleo.get(`/pratiche/${seg}/collegamenti`);
	ok(page.text.includes(`value="${gen}"`), 'cases of the person are offered');
	is((await maleo.submit(`/pratiche/${seg}/collegamenti`, { pratica: '1000000' }, page)).status, 422, 'no other');
	is((await maleo.submit(`/pratiche/${seg}/collegamenti`, { pratica: gen, _chiave: 'seg-ch' }, page)).location, `/pratiche/${seg}/collegamenti?fatto=collegata`, 'tied');
	ok(/Ha portato a/.test((await maleo.get(`/pratiche/${seg}`)).text), 'seen from before');
	ok(/Viene da/.test((await maleo.get(`/pratiche/${gen}`)).text), 'and from after');
	ok(/Collegata a un’altra pratica/.test((await maleo.get(`/pratiche/${gen}/storia`)).text), 'the history has it');
	is((await lodi.get(`/pratiche/${seg}/collegamenti`)).status, 403, 'not for another service');
	const link = sql(`SELECT id FROM pratica_collegamento WHERE da_pratica_id = ${seg}`);
	is((await lodi.submit(`/pratiche/${seg}/collegamenti/${link}/togli`, {}, page).catch(() => ({ status: 403 }))).status, 403, 'which unties nothing');
	is(sql(`SELECT count(*) FROM pratica_collegamento WHERE id = ${link}`), '1', 'it stands');
	page = await maleo.get(`/pratiche/${gen}/collegamenti`);
	is((await maleo.submit(`/pratiche/${gen}/collegamenti/${link}/togli`, {}, page)).status, 303, 'untied from the other end');
	is((await maleo.get(`/pratiche/${seg}/isee`)).status, 404, 'a section that the kind does not have');
});

sql("DELETE FROM documento WHERE chiave_maestra = 'x' AND oggetto LIKE 'Prova _'"); /* keys that no program made */

await chapter('on paper', async () => {
	const seg = sql(`SELECT id FROM pratica WHERE kind = 'segnalazione' AND dati ->> 'motivo_dettaglio' LIKE 'Udienza%'`);
	const page = await maleo.get(`/pratiche/${seg}/stampa`);
	is((await maleo.submit(`/pratiche/${seg}/stampa`, {}, page)).status, 303, 'is printed as any case');
});

end();
