/*
 * The person's page: sources beside fields, addresses over time, identity documents, consent and what it
 * closes, death, reserved persons, the purpose, what is seen across cases.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const id = (cognome, nome) => sql(`SELECT id FROM soggetto WHERE cognome = '${cognome.replace(/'/g, "''")}' AND nome = '${nome}'`);
const gatti = id('Gatti', 'Mirella'), dalia = id('Righelmi', 'Dalia'), damico = id('D\'Amico <b>&"Rossi"', 'Giuseppe'), cremonesi = id('Cremonesi', 'Dario');
const maleo = new Client(), lodi = new Client();
await maleo.login('assistente.maleo');
await lodi.login('assistente.lodi');
const text = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const today = sql("SELECT to_char(current_date, 'DD/MM/YYYY')"), iso = sql('SELECT current_date');

await chapter('where a field comes from', async () => {
	sql(`INSERT INTO soggetto_fonte (soggetto_id, campo, fonte, data) VALUES (${gatti}, 'cognome', 'anpr', '2026-05-02'), (${gatti}, 'residenza_indirizzo', 'anpr', '2026-05-02')`);
	const page = text((await maleo.get(`/soggetti/${gatti}`)).text);
	ok(/Cognome Gatti ANPR, 02\/05\/2026/.test(page), 'source and day stand beside the field');
	ok(/ANPR 02\/05\/2026.*Consenso firmato/.test(page), 'and in the bar');
	ok(/La vedono tutti|la vedono tutti gli operatori/.test(page), 'who sees this page is said (SOG-09)');
	const form = await maleo.get(`/soggetti/${gatti}/modifica`);
	is((await maleo.submit(`/soggetti/${gatti}/modifica`, { residenza_indirizzo: 'Via Nuova 1' }, form)).status, 303, 'a change by hand');
	const after = text((await maleo.get(`/soggetti/${gatti}`)).text);
	ok(/Indirizzo Via Nuova 1 Telefono/.test(after), 'takes the mark from that field');
	ok(/Cognome Gatti ANPR/.test(after), 'and from no other');
	const places = text((await maleo.get(`/soggetti/${gatti}/recapiti`)).text);
	ok(new RegExp(`Via Nuova 1, Maleo \\(LO\\) Residenza · dal ${today}.*Di oggi.*Strada del Bosco 37, Maleo \\(LO\\) Residenza`).test(places), 'the residence of before is kept with its end');
	ok(/Dati anagrafici modificati[^]*Via Nuova 1/.test((await maleo.get(`/soggetti/${gatti}/storia`)).text), 'and the change stands in the history');
});

await chapter('who reads what one writes is said at the fields (SOG-09)', async () => {
	for (const form of [`/soggetti/${gatti}/modifica`, '/soggetti/nuovo', `/soggetti/${gatti}/contatti/nuovo`, `/soggetti/${gatti}/indirizzi/nuovo`, `/soggetti/${gatti}/identita/nuovo`])
		ok(/ved(ono|e) tutti|tutti gli operatori/.test(text((await maleo.get(form)).text)), form);
	ok(!/name="[a-z_]*note"/.test((await maleo.get(`/soggetti/${gatti}/modifica`)).text), 'and there is no field for notes there');
});

await chapter('rows of a person', async () => {
	const at = `/soggetti/${gatti}`;
	let form = await maleo.get(`${at}/indirizzi/nuovo`);
	ok(/vedono tutti gli operatori/.test(form.text), 'the form says who reads it');
	is((await maleo.submit(`${at}/indirizzi/nuovo`, { tipo: 'domicilio', comune: 'Nessunposto' }, form)).status, 422, 'a comune that is none');
	is((await maleo.submit(`${at}/indirizzi/nuovo`, { tipo: 'residenza', comune: 'Lodi (LO)', indirizzo: 'Via A 1', _chiave: 'p1' }, form)).status, 422, 'the present residence is not changed here');
	is((await maleo.submit(`${at}/indirizzi/nuovo`, { tipo: 'domicilio', comune: 'Lodi (LO)', indirizzo: 'Via A 1', _chiave: 'p2' }, form)).location, `${at}/recapiti?fatto=riga-salvata`, 'a domicile');
	is((await maleo.submit(`${at}/indirizzi/nuovo`, { tipo: 'domicilio', comune: 'Lodi (LO)', indirizzo: 'Via B 1', _chiave: 'p3' }, form)).status, 422, 'one at a time');
	form = await maleo.get(`${at}/identita/nuovo`);
	is((await maleo.submit(`${at}/identita/nuovo`, { tipo: 'CI', numero: 'AB<b>1', rilasciato_il: iso, scade_il: '2020-01-01' }, form)).status, 422, 'a document does not lapse before it begins');
	is((await maleo.submit(`${at}/identita/nuovo`, { tipo: 'CI', numero: 'AB<b>1', scade_il: sql('SELECT current_date + 20'), _chiave: 'p4' }, form)).status, 303, 'an identity card');
	const card = sql(`SELECT id FROM soggetto_identita WHERE soggetto_id = ${gatti}`);
	ok(/AB&lt;b&gt;1[^]*Sta per scadere/.test((await maleo.get(`${at}/identita`)).text), 'about to lapse, and escaped');
	form = await maleo.get(`${at}/identita/${card}/modifica`);
	is((await maleo.submit(`${at}/identita/${card}/modifica`, { numero: 'XX1' }, form)).status, 303, 'is changed');
	is((await maleo.submit(`${at}/identita/${card}/modifica`, { numero: 'XX2', _chiave: 'p5' }, form)).status, 409, 'an old version shows both texts');
	form = await maleo.get(`${at}/cittadinanze/nuova`);
	is((await maleo.submit(`${at}/cittadinanze/nuova`, { cittadinanza: '0' }, form)).status, 303, 'Italian');
	is((await maleo.submit(`${at}/cittadinanze/nuova`, { cittadinanza: '0', _chiave: 'p6' }, form)).status, 422, 'once');
	is((await maleo.get(`/soggetti/${damico}/identita/${card}/modifica`)).status, 404, 'a row of another person is not there');
	await maleo.get(`${at}/identita`);
	is((await maleo.submit(`${at}/identita/${card}/togli`, {})).status, 303, 'taken away');
	is(sql(`SELECT count(*) FROM soggetto_identita WHERE id = ${card}`), '0', 'for good');
	const archive = new Client();
	await archive.login('assistente.maleo', 'STORICO');
	const shut = await archive.get(`${at}/contatti/nuovo`);
	is(shut.status, 403, 'who only reads writes nothing');
	ok(/Nel servizio in cui sei entrato si può solo leggere/.test(shut.text) && !/ruolo non/.test(shut.text), 'and the page blames the service, not the role');
});

await chapter('consent', async () => {
	const own = sql(`SELECT id FROM pratica WHERE titolare_soggetto_id = ${dalia}`), at = `/soggetti/${dalia}`;
	ok(/Senza consenso/.test((await lodi.get(at)).text) && /Non ancora chiesto/.test((await lodi.get(`${at}/consensi`)).text), 'nobody asked yet');
	ok(!/Consulenza legale/.test((await maleo.get(`${at}/quadro?vista=completo`)).text), 'no details for the other services');
	ok(/Giulia Vailati/.test((await maleo.get(`${at}/quadro?vista=completo`)).text), 'but whom to call');
	ok(/Consulenza legale/.test((await lodi.get(`${at}/quadro?vista=completo`)).text), 'the own service works as ever');
	const share = async (key) => {
		const form = formOf((await lodi.get(`/pratiche/${own}/assegnazioni`)).text, `/pratiche/${own}/assegnazioni/anteprima`);
		const preview = await lodi.post(`/pratiche/${own}/assegnazioni/anteprima`, { ...form, servizio: sql("SELECT id FROM servizio WHERE codice = 'maleo'"), livello: '2', operatore: sql("SELECT id FROM operatore WHERE username = 'collega.maleo'") });
		return lodi.submit(`/pratiche/${own}/assegnazioni/conferma`, { _chiave: key }, preview);
	};
	const refused = await share('consenso 1');
	ok(refused.status === 422 && /non ha dato il consenso a condividere/.test(refused.text), 'and does not share', String(refused.status));
	const form = await lodi.get(`${at}/consensi/nuovo`);
	ok(/non c’è ancora niente da scegliere/.test(form.text) && form.text.includes(`href="/pratiche/${own}/documenti"`), 'where no document is, the page says where to put the signed paper');
	is((await lodi.submit(`${at}/consensi/nuovo`, { data: '2999-01-01', esito: 'dato' }, form)).status, 422, 'no signature in the future');
	is((await lodi.submit(`${at}/consensi/nuovo`, { esito: 'dato', _chiave: 'consenso 2' }, form)).location, `${at}/consensi?fatto=consenso-registrato`, 'a consent, with version and day');
	is(sql(`SELECT f.versione || ' ' || o.username FROM consenso c JOIN informativa f ON f.id = c.informativa_id JOIN operatore o ON o.id = c.creato_da WHERE c.soggetto_id = ${dalia}`), '2026-1 assistente.lodi', 'and operator');
	ok(/Consulenza legale/.test((await maleo.get(`${at}/quadro?vista=completo`)).text), 'opens the details');
	is((await share('consenso 3')).status, 303, 'and the sharing');
	const consent = sql(`SELECT id FROM consenso WHERE soggetto_id = ${dalia}`);
	const revoke = await lodi.get(`${at}/consensi/${consent}/revoca`);
	is((await lodi.submit(`${at}/consensi/${consent}/revoca`, { motivo: 'Lettera della persona' }, revoke)).status, 303, 'revoked');
	ok(/Consenso revocato/.test((await lodi.get(`${at}/consensi`)).text), 'is said');
	ok(Number(sql(`SELECT count(*) FROM accesso a WHERE a.pratica_id = ${own} AND a.origine > 0`)) > 0, 'what was assigned is not ended by itself');
	is((await maleo.get(`/soggetti/${damico}/consensi/${consent}/revoca`)).status, 404, 'of another person it is not there');
	is((await lodi.get(`${at}/consensi/${consent}/revoca`)).status, 404, 'nor a second time');
});

await chapter('what lapses', async () => {
	/* other files fill the eight rows of the home page, and put its panels away */
	sql("UPDATE evento SET data = current_date + 7 WHERE data BETWEEN current_date AND current_date + 6; DELETE FROM preferenza WHERE chiave = 'home'");
	const card = sql(`INSERT INTO soggetto_identita (soggetto_id, tipo, numero, scade_il) VALUES (${damico}, 'CI', 'AB 1', current_date) RETURNING id`);
	ok((await maleo.get('/scadenze')).text.includes(`<a href="/soggetti/${damico}/identita">Scade: `), 'in its last week a document stands in the dates of who follows the person (SOG-20)');
	ok((await maleo.get('/')).text.includes(`<a href="/soggetti/${damico}/identita">Scade: `), 'also on the home page');
	ok((await maleo.get(`/soggetti/${damico}/quadro`)).text.includes(`<a href="/soggetti/${damico}/identita">Scade: `), 'and in the quadro');
	const before = sql('SELECT coalesce(max(id), 0) FROM notifica');
	for (let i = 0; i < 150 && sql(`SELECT promemoria_dato_il IS NULL FROM soggetto_identita WHERE id = ${card}`) === 't'; i++)
		await new Promise((go) => setTimeout(go, 500));
	is(sql(`SELECT count(*) FROM notifica n JOIN operatore o ON o.id = n.operatore_id WHERE n.id > ${before} AND n.testo LIKE '%documento di identità%' AND o.username = 'assistente.maleo'`), '1', 'who follows is told by the calendar of the queue');
	sql(`DELETE FROM soggetto_identita WHERE id = ${card}; DELETE FROM notifica WHERE id > ${before} AND testo LIKE '%documento di identità%'`);
});

await chapter('death', async () => {
	const before = sql('SELECT coalesce(max(id), 0) FROM notifica'), of = sql(`SELECT count(*) FROM pratica WHERE titolare_soggetto_id = ${damico} AND stato NOT IN ('T', 'X')`);
	ok(Number(of) > 0, 'somebody with an open case');
	const form = await lodi.get(`/soggetti/${damico}/modifica`);
	const opened = form.text.includes('name="data_decesso"') ? form : await answer(lodi, `/soggetti/${damico}/modifica`);
	is((await lodi.submit(`/soggetti/${damico}/modifica`, { data_decesso: iso }, opened)).status, 303, 'somebody writes the day');
	is(sql(`SELECT count(*) FROM notifica WHERE id > ${before} AND testo LIKE '%è morto il%'`), of, 'whoever follows an open case has a thing to do (SOG-18)');
	ok(!/Amico|Giuseppe/.test(sql(`SELECT string_agg(testo, ' ') FROM notifica WHERE id > ${before}`)), 'without a name');
	is(sql(`SELECT count(*) FROM pratica WHERE titolare_soggetto_id = ${damico} AND stato NOT IN ('T', 'X')`), of, 'nothing is closed');
	is(sql(`SELECT count(*) FROM evento e JOIN pratica p ON p.id = e.pratica_id WHERE p.titolare_soggetto_id = ${damico} AND e.titolo LIKE 'La persona è morta il%'`), of, 'each of its cases has it among its events');
	const own = sql(`SELECT min(id) FROM pratica WHERE titolare_soggetto_id = ${damico} AND stato = 'A'`);
	ok(/La persona è morta il [^<]*: decidi che cosa fare/.test((await maleo.get(`/pratiche/${own}/eventi`)).text) && /La persona è morta il/.test((await maleo.get('/scadenze')).text), 'and it is among the dates of who follows');
	sql(`UPDATE soggetto SET data_decesso = NULL WHERE id = ${damico}; DELETE FROM evento WHERE titolo LIKE 'La persona è morta il%'; DELETE FROM notifica WHERE id > ${before} AND testo LIKE '%è morto il%'`);
});

/* Give the reason where it is asked for; the page that was wanted. */
async function answer(client, path) {
	const asked = await client.get(path);
	return client.follow(await client.submit(/action="([^"]*\/motivo)"/.exec(asked.text)[1], { motivo: 'COLLEGA' }, asked));
}

await chapter('purpose', async () => {
	const poor = new Client();
	await poor.login('assistente.poverta');
	const at = `/soggetti/${cremonesi}`, from = sql('SELECT max(id) FROM registro');
	const asked = await poor.get(`${at}/quadro?vista=completo`);
	ok(/Perché apri questa scheda/.test(asked.text) && !/siz-identita/.test(asked.text), 'whose service has nothing is asked first (ROL-06)');
	is((await poor.submit(`${at}/motivo`, { motivo: '' }, asked)).status, 422, 'a reason is owed');
	is((await poor.submit(`${at}/motivo`, { motivo: 'ALTRO', _chiave: 'm1' }, asked)).status, 422, '«Altro» in words');
	const went = await poor.submit(`${at}/motivo`, { motivo: 'COLLEGA', _chiave: 'm2' }, asked);
	is(went.location, `${at}/quadro?vista=completo`, 'and one comes to where one was going');
	ok(/siz-identita/.test((await poor.get(at)).text), 'asked once a session');
	is(sql(`SELECT string_agg(azione, ' ' ORDER BY id) FROM registro WHERE id > ${from} AND soggetto_id = ${cremonesi} AND azione <> 'modifica'`).replace(/(chiede_motivo )+/, 'chiede_motivo '), 'chiede_motivo motiva apri', 'all of it is in the register');
	is(sql(`SELECT dettaglio ->> 'motivo' FROM registro WHERE id > ${from} AND azione = 'motiva'`), 'COLLEGA', 'with the reason');
	ok(/siz-identita/.test((await maleo.get(at)).text), 'whose service has something is not asked');
	const foreign = await poor.submit(`/soggetti/${cremonesi}/motivo`, { motivo: 'COLLEGA', _ritorno: 'https://altrove.example/', _chiave: 'm3' }, asked);
	is(foreign.location, at, 'one is not led elsewhere');
});

await chapter('reserved', async () => {
	const zeni = id('Zeni', 'Pietro Maria');
	const form = await maleo.get(`/soggetti/${zeni}/modifica`);
	const refused = await maleo.submit(`/soggetti/${zeni}/modifica`, { riservato: '1', riservato_motivo: '' }, form);
	ok(refused.status === 422 && /Scrivi perché la persona va protetta/.test(refused.text), 'a reason is owed');
	is((await maleo.submit(`/soggetti/${zeni}/modifica`, { riservato: '1', riservato_motivo: 'Provvedimento', _chiave: 'r1' }, form)).status, 303, 'with it the person is reserved');
	for (const section of ['', '/quadro', '/recapiti', '/identita', '/consensi', '/storia', '/diari', '/documenti', '/motivo', '/nuclei'])
		is((await lodi.get(`/soggetti/${zeni}${section}`)).status, 404, `and is nobody elsewhere: ${section || 'dati'}`);
	ok(/Provvedimento/.test((await maleo.get(`/soggetti/${zeni}`)).text), 'who sees the person reads why');
});

await chapter('across cases', async () => {
	const diaries = (await maleo.get(`/soggetti/${damico}/diari`)).text;
	ok(/Primo colloquio[^]*href="\/pratiche\/\d+\/diario#pagina-/.test(diaries), 'diary pages in one row, each leading to its case (DIA-04)');
	ok(!/Primo colloquio/.test((await lodi.get(`/soggetti/${damico}/diari`)).text), 'only of cases that the reader opens');
	const colleague = new Client();
	await colleague.login('collega.maleo');
	const count = (html) => (html.match(/<article/g) ?? []).length;
	ok(count((await colleague.get(`/soggetti/${damico}/diari`)).text) < count(diaries), 'private pages are their author’s');
	ok(/bollette/.test((await maleo.get(`/soggetti/${damico}/diari?cerca=bollette`)).text) && count((await maleo.get(`/soggetti/${damico}/diari?cerca=bollette`)).text) === 1, 'searched');
	const at = sql(`SELECT min(id) FROM pratica WHERE titolare_soggetto_id = ${damico}`);
	is((await maleo.upload(`/pratiche/${at}/documenti`, 'attestazione.txt', 'Parole')).status, 303, 'a document of a case');
	const card = `/documenti/${sql(`SELECT max(id) FROM documento WHERE pratica_id = ${at}`)}/scheda`;
	is((await maleo.submit(card, { oggetto: 'Attestazione <b>', data: sql('SELECT current_date - 5'), tipo: 'ID', scade_il: sql('SELECT current_date + 9') }, await maleo.get(card))).status, 303, 'with its kind and expiry');
	const documents = await maleo.get(`/soggetti/${damico}/documenti`);
	ok(/Attestazione &lt;b&gt;[^]*Sta per scadere/.test(documents.text), 'documents by entity, with expiry (DOC-09)');
	ok(/Attestazione/.test((await maleo.get(`/soggetti/${damico}/documenti?kind=intervento_generico&tipo=ID&scade_entro=${sql('SELECT current_date + 10')}`)).text), 'filtered by kind, type and expiry');
	ok(!/Attestazione/.test((await maleo.get(`/soggetti/${damico}/documenti?al=${sql('SELECT current_date - 6')}`)).text), 'and by date');
	ok(/Nessun documento con questi filtri[^]*Mostra tutti/.test((await maleo.get(`/soggetti/${damico}/documenti?cerca=inesistente`)).text), 'nothing: why, and the way back');
	ok(!/Attestazione/.test((await lodi.get(`/soggetti/${damico}/documenti`)).text), 'of cases that one opens only');
	is((await maleo.get(`/soggetti/${damico}/documenti?dal=31/02/2020&kind=%27&tipo=x`)).status, 200, 'nonsense in the address is said, not fatal');
});

end();
