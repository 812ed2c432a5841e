/*
 * ANPR as operators meet it: asking, waiting, comparing, taking over, proposals, the review queue, and
 * every way in which it does not answer.  The stand-in (deploy/prova/pdnd.mjs) checks each signature.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const maleo = new Client();
await maleo.login('assistente.maleo');

/* Ask, and wait as the page does. */
async function ask(client, code, { porta = 'anpr', scopo = 'PRESA_IN_CARICO', riferimento = 'GEN-2026-00001', famiglia } = {}) {
	await client.get('/anpr');
	const sent = await client.submit('/anpr', { porta, codice_fiscale: code, scopo, riferimento, ...(famiglia ? { famiglia } : {}) });
	if (sent.status !== 303)
		return sent;
	const until = Date.now() + 60000;
	for (;;) {
		const page = await client.get(sent.location);
		if (!page.headers.refresh || Date.now() > until)
			return page;
		await pause(200);
	}
}
const person = (code) => sql(`SELECT id FROM soggetto WHERE codice_fiscale = '${code}'`);
const reset = () => sql("UPDATE porta SET stato = 'funziona', fallimenti = 0, fino = NULL, errore = NULL");

await chapter('the way from a search that finds nobody', async () => {
	const page = await maleo.get('/soggetti?q=mrctll59l21e852f');
	ok(/Cerca in ANPR<\/a>/.test(page.text) && page.text.includes('/anpr?codice_fiscale=MRCTLL59L21E852F'), 'a whole code offers ANPR');
	ok(!/href="\/anpr\?/.test((await maleo.get('/soggetti?q=mrctll59l21e852x')).text), 'a wrong one does not');
	ok(!/href="\/anpr\?/.test((await maleo.get('/soggetti?q=zzzzz')).text), 'nor does a name');
	ok(!/href="\/anpr\?/.test((await maleo.get('/soggetti?q=GTTMLL60B54E852H')).text), 'nor a code that somebody has');
	const form = await maleo.get('/anpr?codice_fiscale=MRCTLL59L21E852F');
	ok(/value="MRCTLL59L21E852F"/.test(form.text), 'the code stands in the form');
});

await chapter('what the question must say', async () => {
	const before = sql('SELECT count(*) FROM anpr_richiesta');
	await maleo.get('/anpr');
	const bare = await maleo.submit('/anpr', { codice_fiscale: '', scopo: '', riferimento: '' });
	is(bare.status, 422, 'nothing is asked without code, purpose and number');
	for (const sentence of ['Inserisci il codice fiscale', 'Scegli perché lo chiedi', 'Scrivi il numero della pratica'])
		ok(bare.text.includes(sentence), sentence);
	const provisional = await ask(maleo, '12345670017');
	is(provisional.status, 422, 'the provisional code is not for ANPR');
	ok(/value="12345670017"/.test(provisional.text), 'what was typed stays');
	is(sql('SELECT count(*) FROM anpr_richiesta'), before, 'nothing went out');
});

await chapter('a resident who is not here is taken over', async () => {
	const page = await ask(maleo, 'MRCTLL59L21E852F');
	is(page.status, 200, 'the answer comes');
	ok(/Marchesini/.test(page.text) && /Via Delle Rogge 3/.test(page.text) && /Maleo \(LO\)/.test(page.text), 'with name, address and comune');
	is(person('MRCTLL59L21E852F'), '', 'nobody is entered by asking');
	const action = `${page.path}/importa`;
	const taken = await maleo.submit(action, {}, page);
	is(taken.status, 303, 'one press enters the person');
	const id = person('MRCTLL59L21E852F');
	is(taken.location, `/soggetti/${id}?fatto=anpr-importata`, 'and leads there');
	is(sql(`SELECT concat_ws('|', cognome, nome, sesso, data_nascita, fonte, condizione, (SELECT denominazione FROM comune WHERE id = nascita_comune_id),
		(SELECT denominazione FROM comune WHERE id = residenza_comune_id), residenza_indirizzo) FROM soggetto WHERE id = ${id}`),
		'Marchesini|Tullio|M|1959-07-21|anpr|residente|Maleo|Maleo|Via Delle Rogge 3', 'with what ANPR said');
	is(sql(`SELECT count(*) FROM soggetto_fonte WHERE soggetto_id = ${id} AND fonte = 'anpr' AND data = current_date`), '8', 'source and date of each field are noted');
	is(sql(`SELECT id_anpr FROM soggetto_anpr WHERE soggetto_id = ${id}`), 'AB00006TT', 'and the number by which ANPR knows the person');
	is(sql(`SELECT dati IS NULL AND stato = 'usata' FROM anpr_richiesta WHERE id = ${page.path.split('/')[2]}`), 't', 'the answer is not kept');
	is(sql(`SELECT operatore_id IS NOT NULL AND dettaglio ->> 'scopo' = 'PRESA_IN_CARICO' AND dettaglio ->> 'riferimento' = 'GEN-2026-00001' AND dettaglio ->> 'operazioni' ~ 'C030 5843[0-9]+, C015 5843[0-9]+, C018 5843[0-9]+, C020 5843[0-9]+$'
		FROM registro WHERE azione = 'interroga' ORDER BY id DESC LIMIT 1`), 't', 'the register knows who, why, and the numbers of the calls');
	const again = await maleo.post(action, { ...formOf(page.text, action), _chiave: 'un altra chiave' });
	ok(again.status === 200 && /La risposta non è più qui/.test(again.text), 'a second time there is nothing to take', String(again.status));
});

await chapter('with whom the person lives', async () => {
	const id = person('MRCTLL59L21E852F');
	is(sql(`SELECT count(*) FROM nucleo_componente WHERE soggetto_id = ${id}`), '0', 'so far nobody knows');
	ok(!/Stato di famiglia/.test((await ask(maleo, 'MRCTLL59L21E852F')).text), 'the household does not come by itself');
	const page = await ask(maleo, 'MRCTLL59L21E852F', { famiglia: '1' });
	const plain = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
	ok(/Stato di famiglia/.test(plain) && /Papadopoulos Eleni Moglie/.test(plain) && /Marchesini Iris Figlia/.test(plain) && /Hai chiesto di questa persona/.test(plain), 'asked for it does, with the kinship', plain.slice(-900));
	is(person('PPDLNE71B48Z115K') + person('MRCRSI12E49E648Z'), '', 'nobody is entered by asking');
	const number = /name="membro_(\d+)"[^>]*><label[^>]*>[^<]*<span[^>]*>: Papadopoulos/.exec(page.text)?.[1];
	const taken = await maleo.submit(`${page.path}/applica`, { [`membro_${number}`]: '1' }, page);
	is(taken.status, 303, 'one is chosen');
	is(sql(`SELECT string_agg(s.cognome || ' ' || c.relazione || ' ' || c.fonte, ', ' ORDER BY c.relazione) FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id
		WHERE c.nucleo_id = nucleo_di(${id}, 'anagrafico', current_date)`), 'Marchesini 1 anpr, Papadopoulos 2 anpr', 'and is in the Nucleo anagrafico');
	is(person('MRCRSI12E49E648Z'), '', 'of the other nothing is kept');
	const greek = person('PPDLNE71B48Z115K');
	is(sql(`SELECT (SELECT denominazione FROM comune WHERE id = residenza_comune_id) || '|' || fonte FROM soggetto WHERE id = ${greek}`), 'Maleo|anpr', 'the new person has the address');
	const nuclei = await maleo.get(`/soggetti/${id}/nuclei`);
	ok(/Papadopoulos Eleni/.test(nuclei.text) && /da ANPR/.test(nuclei.text), 'the page of the households says so and from where');
	const next = await ask(maleo, 'MRCTLL59L21E852F', { famiglia: '1' });
	ok(/È già nel nucleo/.test(next.text), 'the next time it is said that she is there');
	ok(/aria-labelledby="t-fam"/.test(next.text) && !new RegExp(`name="membro_${number}"`).test(next.text), 'and not offered again');
	for (const who of [id, greek])
		sql(`UPDATE nucleo_componente SET fonte = fonte WHERE soggetto_id = ${who}`);
	sql(`DELETE FROM nucleo_componente WHERE soggetto_id IN (${id}, ${greek}); DELETE FROM soggetto_fonte WHERE soggetto_id = ${greek};`);
});

await chapter('citizenship', async () => {
	const id = person('MRCTLL59L21E852F');
	is(sql(`SELECT stato_estero_id IS NULL AND NOT apolide FROM soggetto_cittadinanza WHERE soggetto_id = ${id}`), 't', 'came with the person');
	const page = await maleo.get(`/soggetti/${id}/identita`);
	ok(/Italia/.test(page.text) && /ANPR, \d\d\/\d\d\/\d{4}/.test(page.text), 'its source and date stand beside it');
	const form = await ask(maleo, 'MRCTLL59L21E852F');
	ok(/Cittadinanza<\/th>/.test(form.text) && !/campo_cittadinanza/.test(form.text), 'what is equal is not asked about');
});

await chapter('born abroad, markup, no day of birth, living abroad', async () => {
	const greek = await ask(maleo, 'PPDLNE71B48Z115K');
	ok(/Papadopoulos/.test(greek.text) && /Grecia/i.test(greek.text), 'a State as place of birth');
	const markup = await ask(maleo, 'DMCGVR90T43E648P');
	ok(/Via Del &lt;I&gt;Torchio&lt;\/I&gt; 1/.test(markup.text) && !/<i>torchio/i.test(markup.text), 'what ANPR says is text');
	const vague = await ask(maleo, 'WRSYNA88A41Z345U');
	ok(/Data di nascita incerta/.test(vague.text) && /non ha convalidato/.test(vague.text), 'an uncertain date and a code that is not validated are said');
	ok(/Residente all’estero/.test((await ask(maleo, 'SRTBNC80E57F205J')).text), 'AIRE');
});

await chapter('somebody who is here: field by field', async () => {
	const id = person('BNCCLL53H16E648W');
	const before = sql(`SELECT row_to_json(s) FROM soggetto s WHERE id = ${id}`);
	const page = await ask(maleo, 'BNCCLL53H16E648W');
	ok(/Codogno/.test(page.text) && /Garibaldi 12/.test(page.text), 'the move is shown');
	ok(/decorre dal 15\/09\/2026/.test(page.text), 'and since when');
	ok(/name="campo_residenza_comune" value="nostro" checked/.test(page.text), 'ours is chosen until somebody chooses');
	ok(!/campo_cognome/.test(page.text), 'what is equal is not asked about');
	const action = `${page.path}/applica`;
	is((await maleo.submit(action, { campo_residenza_comune: 'nostro', campo_residenza_indirizzo: 'nostro' }, page)).status, 303, 'keeping ours is a choice');
	const kept = JSON.parse(sql(`SELECT row_to_json(s) FROM soggetto s WHERE id = ${id}`)), was = JSON.parse(before);
	is(kept.residenza_indirizzo, was.residenza_indirizzo, 'and overwrites nothing');
	const second = await ask(maleo, 'BNCCLL53H16E648W');
	const taken = await maleo.submit(`${second.path}/applica`, { campo_residenza_comune: 'anpr', campo_residenza_indirizzo: 'nostro' }, second);
	is(taken.status, 303, 'one field is taken');
	is(sql(`SELECT (SELECT denominazione FROM comune WHERE id = residenza_comune_id) || '|' || residenza_indirizzo FROM soggetto WHERE id = ${id}`),
		`Codogno|${was.residenza_indirizzo}`, 'and only that one');
	is(sql(`SELECT string_agg(campo, ',' ORDER BY campo) FROM soggetto_fonte WHERE soggetto_id = ${id}`), 'codice_fiscale,cognome,data_nascita,luogo_nascita,nome,residenza_comune,sesso',
		'certified is what ANPR says, not what we kept');
	sql(`UPDATE soggetto SET residenza_comune_id = (SELECT id FROM comune WHERE denominazione = 'Maleo' AND NOT cessato) WHERE id = ${id}`);
	is(sql(`SELECT count(*) FROM soggetto_fonte WHERE soggetto_id = ${id} AND campo = 'residenza_comune'`), '0', 'a field changed by hand is certified no more');
});

await chapter('saved by somebody meanwhile', async () => {
	const id = person('KVLKSN84M64Z138J');
	const page = await ask(maleo, 'KVLKSN84M64Z138J');
	ok(/Kovalenko Ferrari/.test(page.text), 'the name changed');
	sql(`UPDATE soggetto SET versione = versione + 1 WHERE id = ${id}`);
	const late = await maleo.submit(`${page.path}/applica`, { campo_cognome: 'anpr' }, page);
	ok(late.status === 422 && /Nel frattempo qualcuno ha cambiato/.test(late.text), 'nothing is written over it', String(late.status));
	is(sql(`SELECT cognome FROM soggetto WHERE id = ${id}`), 'Kovalenko', 'and nothing was');
});

await chapter('somebody of others', async () => {
	const page = await ask(maleo, 'PRVSDT70A12E648K');
	const colleague = new Client();
	await colleague.login('collega.maleo');
	is((await colleague.get(page.path)).status, 404, 'the answer belongs to who asked');
	const home = await colleague.get('/');
	is((await colleague.post(`${page.path}/importa`, { _csrf: formOf(home.text)._csrf, _chiave: 'rubata' })).status, 404, 'also to take it over');
	const worker = new Client();
	await worker.login('operatore.maleo');
	is((await worker.get('/anpr')).status, 403, 'a role without the permission does not ask');
	ok(!/href="\/anpr\?/.test((await worker.get('/soggetti?q=TSORMS66S11E648Q')).text), 'nor is it offered');
	sql("INSERT INTO ruolo_permesso VALUES (4, 'ANPR_INTERROGA')");
	is((await worker.get('/anpr')).status, 200, 'the permission is data');
	sql("DELETE FROM ruolo_permesso WHERE ruolo = 4 AND permesso = 'ANPR_INTERROGA'");
});

await chapter('the tax register', async () => {
	const id = person('GTTMLL60B54E852H');
	ok(/Codice fiscale valido<\/h2>/.test((await ask(maleo, 'GTTMLL60B54E852H', { porta: 'vcf' })).text), 'a valid code');
	is(sql(`SELECT fonte FROM soggetto_fonte WHERE soggetto_id = ${id} AND campo = 'codice_fiscale'`), 'agenzia_entrate', 'is noted beside the person');
	ok(/Codice fiscale non valido<\/h2>/.test((await ask(maleo, 'RSSMRA80A01H501U', { porta: 'vcf' })).text), 'one that is not');
});

await chapter('who is not in ANPR is entered by hand, with a reason, and looked at again', async () => {
	const page = await ask(maleo, 'RSSMRA80A01H501U');
	ok(/Non risulta in ANPR/.test(page.text) && /Ricontrolla che sia scritto giusto/.test(page.text), 'unknown');
	ok(/Cancellata dall’anagrafe/.test((await ask(maleo, 'TSORMS66S11E648Q')).text), 'cancelled');
	ok(/ancora registrando la famiglia/.test((await ask(maleo, 'RGGNVS73P49E648E')).text), 'being registered');
	const form = await maleo.get(`${page.path}/a-mano`);
	is((await maleo.submit(`${page.path}/a-mano`, { motivo: '' }, form)).status, 422, 'a reason is owed');
	const going = await maleo.submit(`${page.path}/a-mano`, { motivo: 'cancellata' }, form);
	is(going.location, '/soggetti/nuovo?codice_fiscale=RSSMRA80A01H501U', 'then the form comes, with the code');
	const blank = await maleo.get(going.location);
	const saved = await maleo.submit('/soggetti/nuovo', { cognome: 'Rossi', nome: 'Mario', sesso: 'M', data_nascita: '01/01/1980', luogo_nascita: 'Roma', condizione: 'residente' }, blank);
	is(saved.status, 303, 'the person is entered');
	const queue = await maleo.get('/soggetti/da-rivedere');
	ok(/Rossi Mario/.test(queue.text.replace(/<[^>]+>/g, '')) && /Cancellata dall’anagrafe e non ancora iscritta/.test(queue.text), 'and waits in the queue with the reason');
	const item = sql(`SELECT id FROM soggetto_rivedere WHERE soggetto_id = ${person('RSSMRA80A01H501U')} AND rivisto_il IS NULL`);
	const check = await maleo.get(`/soggetti/da-rivedere/${item}`);
	is((await maleo.submit(`/soggetti/da-rivedere/${item}`, { esito: '' }, check)).status, 422, 'what was verified is owed');
	is((await maleo.submit(`/soggetti/da-rivedere/${item}`, { esito: 'L’Ufficio Anagrafe la iscrive lunedì' }, check)).status, 303, 'looked at');
	is((await maleo.get(`/soggetti/da-rivedere/${item}`)).status, 410, 'once');
	const lodi = new Client();
	await lodi.login('assistente.lodi');
	ok(!/Rossi/.test((await lodi.get('/soggetti/da-rivedere')).text.replace(/<[^>]+>/g, '').replace(/Maria/g, '')) , 'another service has its own queue');
});

await chapter('from the form of a new person', async () => {
	await maleo.get('/soggetti/nuovo');
	const none = await maleo.submit('/soggetti/nuovo', { cognome: 'Prova', _anpr: '1', codice_fiscale: '' });
	ok(none.status === 422 && /serve il codice fiscale intero/.test(none.text) && /value="Prova"/.test(none.text), 'without a code it says so, and keeps the rest');
	await maleo.get('/soggetti/nuovo');
	const going = await maleo.submit('/soggetti/nuovo', { cognome: 'Scritto prima', _anpr: '1', codice_fiscale: 'PRVLNT70A01E648K' });
	is(going.location, '/anpr?codice_fiscale=PRVLNT70A01E648K', 'with one it leads to ANPR');
	ok(/value="Scritto prima"/.test((await maleo.get('/soggetti/nuovo')).text), 'what was typed is there on coming back');
	sql("DELETE FROM bozza WHERE percorso = '/soggetti/nuovo'");
});

await chapter('each failure has its sentence', async () => {
	sql("UPDATE anpr_richiesta SET chiesta_il = chiesta_il - interval '2 hours'"); /* those before count no more */
	const troubles = [
		['PRVRRR70A02E648H', 'in questo momento non funziona'], ['PRVTPP70A05E648K', 'troppe richieste'],
		['PRVTNC70A07E648S', 'non si raggiunge'], ['PRVNRM70A08E648M', 'troppo grande'], ['PRVFRM70A09E648G', 'non porta una firma valida'],
		['PRVMRN70A10E648V', 'non porta una firma valida'], ['PRVVTT70A11E648P', 'non è abilitato a questa consultazione'],
		['PRVSDT70A13E648M', 'non riconosce l’autorizzazione'], ['PRVLTR70A14E648M', 'non si legge'], ['PRVVTU70A15E648D', 'non si legge'],
		['PRVRDN70A16E648N', 'non ha accettato la forma'], ['PRVLST70A17E648U', 'non si legge'],
	];
	for (const [code, sentence] of troubles) {
		reset();
		const page = await ask(maleo, code);
		ok(page.text.includes(sentence) && /Inserisci a mano<\/a>/.test(page.text), `${sentence}: said, and the way on is there`, page.text.match(/role="status"[\s\S]*?<\/p>/)?.[0]);
	}
	ok(/non ha risposto in tempo/.test((await ask(maleo, 'PRVLNT70A01E648K')).text), 'slow');
	reset();
	is(sql("SELECT count(*) FROM soggetto WHERE codice_fiscale LIKE 'PRV%'"), '0', 'and nobody is entered from any of them');
});

await chapter('the circuit breaker', async () => {
	sql("UPDATE porta SET stato = 'funziona', fallimenti = 4, fino = NULL WHERE codice = 'anpr'");
	await ask(maleo, 'PRVRRR70A02E648H');
	is(sql("SELECT stato FROM porta WHERE codice = 'anpr'"), 'sospesa', 'the fifth failure in a row suspends the door');
	const calls = async () => JSON.stringify((await import('node:child_process')).execFileSync('curl', ['-s', '--cacert', process.env.CA, `${process.env.PDND}/prova/conteggi`], { encoding: 'utf8' }));
	const before = await calls();
	const page = await ask(maleo, 'MRCTLL59L21E852F');
	ok(/le domande sono sospese fino alle \d\d:\d\d/.test(page.text), 'a question is answered at once, with the time');
	is(await calls(), before, 'and nothing was sent');
	ok(/Non risponde/.test((await maleo.get('/anpr')).text), 'the page says how the door does');
	is(JSON.parse((await maleo.get('/salute')).text).porte.anpr, 'sospesa', 'so does /salute');
	is(JSON.parse((await maleo.get('/salute')).text).porte.vcf, 'funziona', 'of each door');
	sql("UPDATE porta SET fino = clock_timestamp() - interval '1 second' WHERE codice = 'anpr'");
	ok(/Quello che sappiamo/.test((await ask(maleo, 'MRCTLL59L21E852F')).text), 'when the time is over one question tries');
	is(sql("SELECT stato || fallimenti FROM porta WHERE codice = 'anpr'"), 'funziona0', 'and opens it');
});

await chapter('how much one may ask', async () => {
	const done = Number(sql("SELECT count(*) FROM anpr_richiesta a JOIN operatore o ON o.id = a.operatore_id WHERE o.username = 'assistente.maleo' AND chiesta_il > now() - interval '1 hour'"));
	sql(`INSERT INTO anpr_richiesta (porta, codice_fiscale, scopo, riferimento, operatore_id, stato)
		SELECT 'anpr', 'RSSMRA80A01H501U', 'FLUSSI', 'x', (SELECT id FROM operatore WHERE username = 'assistente.maleo'), 'errore' FROM generate_series(1, greatest(0, 30 - ${done}))`);
	const page = await ask(maleo, 'MRCTLL59L21E852F');
	ok(page.status === 422 && /tutte le domande permesse/.test(page.text) && /value="MRCTLL59L21E852F"/.test(page.text), 'more than thirty in an hour are refused, what was typed stays', String(page.status));
	const colleague = new Client();
	await colleague.login('collega.maleo');
	is((await ask(colleague, 'MRCTLL59L21E852F')).status, 200, 'a colleague is not concerned');
});

await chapter('what changes later is proposed, and never applied by itself', async () => {
	reset();
	sql("DELETE FROM soggetto_anpr; DELETE FROM anpr_proposta; UPDATE anpr_richiesta SET chiesta_il = chiesta_il - interval '1 year'");
	const dead = person('NGRNGL34D09I815X'), moved = person('BNCCLL53H16E648W');
	sql(`INSERT INTO soggetto_anpr SELECT id, 'X' FROM soggetto WHERE codice_fiscale NOT IN ('NGRNGL34D09I815X', 'BNCCLL53H16E648W') AND codice_fiscale IS NOT NULL`);
	const open = (id) => sql(`SELECT count(*) FROM pratica WHERE titolare_soggetto_id = ${id} AND stato IN ('A', 'S')`);
	for (const id of [dead, moved])
		if (open(id) === '0')
			await (async () => {
				const page = await maleo.get(`/interventi/generici/nuovo?titolare=${id}`);
				const type = /name="tipo"[\s\S]*?<option value="([A-Z0-9_]+)"/.exec(page.text)?.[1];
				await maleo.submit('/interventi/generici/nuovo', { titolare: id, tipo: type ?? '', data_inizio: '01/11/2026', motivo_attivazione: /name="motivo_attivazione"[\s\S]*?value="([A-Z_0-9]+)"/.exec(page.text)?.[1] ?? '' }, page);
			})();
	const expected = [dead, moved].filter((id) => open(id) !== '0');
	ok(expected.length > 0, 'there is an open case to look after');
	is(sql('SELECT anpr_ricontrolla(30, 20)'), String(expected.length), 'persons with an open case are asked about');
	for (const until = Date.now() + 40000; Date.now() < until && sql("SELECT count(*) FROM anpr_richiesta WHERE operatore_id IS NULL AND stato = 'in_attesa'") !== '0'; await pause(300))
		;
	is(sql('SELECT anpr_ricontrolla(30, 20)'), '0', 'and not again for a while');
	ok(Number(sql("SELECT count(*) FROM anpr_proposta WHERE stato = 'aperta'")) >= expected.length, 'what is different is proposed');
	is(sql(`SELECT data_decesso IS NULL FROM soggetto WHERE id = ${dead}`), 't', 'nothing is applied');
	is(sql("SELECT count(*) FROM anpr_richiesta WHERE operatore_id IS NULL AND dati IS NOT NULL"), '0', 'the answers are not kept');
	const list = await maleo.get('/anpr/proposte');
	const ids = [...list.text.matchAll(/\/anpr\/proposte\/(\d+)/g)].map((m) => m[1]);
	ok(ids.length > 0, 'the queue shows them');
	const [one, two] = ids;
	const page = await maleo.get(`/anpr/proposte/${one}`);
	is((await maleo.submit(`/anpr/proposte/${one}`, { decisione: 'NO', motivo: '' }, page)).status, 422, 'turning down owes a reason');
	is((await maleo.submit(`/anpr/proposte/${one}`, { decisione: 'SI' }, page)).status, 303, 'one is taken');
	is(sql(`SELECT stato FROM anpr_proposta WHERE id = ${one}`), 'accolta', 'and is noted');
	is((await maleo.get(`/anpr/proposte/${one}`)).status, 410, 'once');
	if (two) {
		const other = await maleo.get(`/anpr/proposte/${two}`);
		is((await maleo.submit(`/anpr/proposte/${two}`, { decisione: 'NO', motivo: 'La persona vive ancora a Maleo' }, other)).status, 303, 'another is turned down');
		sql(`SELECT anpr_proponi(p.soggetto_id, jsonb_build_object('residenza_indirizzo', 'VIA GARIBALDI 12') || p.dati) FROM anpr_proposta p WHERE id = ${two}`);
		is(sql(`SELECT count(*) FROM anpr_proposta p JOIN anpr_proposta q ON q.soggetto_id = p.soggetto_id AND q.campo = p.campo AND q.stato = 'aperta' WHERE p.id = ${two}`), '0',
			'and is not proposed again while ANPR says the same');
	}
	ok(Number(sql("SELECT count(*) FROM notifica WHERE testo LIKE 'ANPR segnala%'")) > 0, 'who follows the case is told, by its code only');
});

end();
