/*
 * Rows of one and the same person: the night's comparison by the worker, the queue, two persons side by
 * side, linking, undoing, «non è la stessa persona»; what lists, search and quadro show then, and what
 * nobody sees because of it.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const text = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const client = async (name, service) => {
	const one = new Client();
	await one.login(name, service);
	return one;
};
const referente = await client('referente.maleo'), amministrativo = await client('amministrativo.maleo'), assistente = await client('assistente.maleo');
const lodi = await client('assistente.lodi'), self = await client('referente.self');

/* One woman twice: Maleo wrote her with «ss» and a provisional code, Lodi with «s» and the codice fiscale. */
const service = (code) => sql(`SELECT id FROM servizio WHERE codice = '${code}'`);
const operator = (name) => sql(`SELECT id FROM operatore WHERE username = '${name}'`);
const place = sql("SELECT id FROM comune WHERE codice_belfiore = 'E648' AND NOT cessato");
const insert = (cognome, nome, nata, more, values, where) => sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, nascita_comune_id, motivo_senza_codice, creato_servizio_id${more})
	VALUES ('${cognome}', '${nome}', 'F', '${nata}', ${place}, 'NON_NOTO', ${where}${values}) RETURNING id`);
const di_maleo = insert('Quadrassi <b>&"', 'Ersilia', '1951-03-12', ', codice_fiscale, telefono', ", '80012345676', '0377 111222'", service('maleo'));
const di_lodi = insert('Quadrasi <b>&"', 'Ersilia', '1951-03-12', ', codice_fiscale', ", 'QDRRSL51C52E648X'", service('lodi'));
const gemella = insert('Quadrasi <b>&"', 'Ernesta', '1951-03-12', '', '', service('lodi'));
const open = (persona, servizio, operatore) => sql(`INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
	SELECT 'intervento_generico', 'GEN-2019-9' || lpad('${persona}', 4, '0'), ${persona}, ${service(servizio)}, ${operator(operatore)}, 'A', current_date - 20, '{"tipo": "GEN10", "inps": "A2.15", "note": "Segreto di ${servizio}"}', max(id), ${operator(operatore)} FROM modulo WHERE nome = 'intervento_generico' RETURNING id`);
const caso_maleo = open(di_maleo, 'maleo', 'assistente.maleo'), caso_lodi = open(di_lodi, 'lodi', 'assistente.lodi');
sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s, max(f.id), 'dato', current_date FROM informativa f, unnest(ARRAY[${di_maleo}, ${di_lodi}]) s GROUP BY s`);
const pair = (una, altra) => sql(`SELECT id FROM doppione WHERE uno_soggetto_id = least(${una}, ${altra}) AND altro_soggetto_id = greatest(${una}, ${altra})`);
const state = (id) => sql(`SELECT stato FROM doppione WHERE id = ${id}`);

await chapter('the night', async () => {
	sql("INSERT INTO lavoro (tipo) VALUES ('doppioni'); SELECT pg_notify('siz_lavoro', '')");
	for (let i = 0; i < 300 && sql("SELECT count(*) FROM lavoro WHERE tipo = 'doppioni' AND stato = 'in_coda'") !== '0'; i++)
		await pause(200);
	is(sql('SELECT count(*) FROM doppione_da_guardare'), '0', 'the worker looks at everybody who waits');
	is(sql("SELECT count(*) FROM lavoro WHERE tipo = 'doppioni' AND stato <> 'fatto'"), '0', 'and ends by itself');
	ok(pair(di_maleo, di_lodi), 'the two are found');
	is(pair(di_lodi, gemella) + pair(di_maleo, gemella), '', 'the twin is not');
});
const coppia = pair(di_maleo, di_lodi), at = `/soggetti/doppioni/${coppia}`;

await chapter('the queue', async () => {
	const page = await referente.get('/soggetti/doppioni');
	ok(page.status === 200 && page.text.includes(`href="${at}"`), 'the pair waits for the referente', String(page.status));
	ok(/cognome e nome che suonano uguali · stessa data di nascita · stesso luogo di nascita/.test(page.text), 'with its reasons in words');
	ok(page.text.includes('Quadrassi &lt;b&gt;&amp;&quot; Ersilia') && !page.text.includes('<b>&"'), 'names are escaped');
	ok((await amministrativo.get('/soggetti/doppioni')).text.includes(at), 'and for the amministrativo');
	is((await assistente.get('/soggetti/doppioni')).status, 403, 'not for an assistente sociale');
	is((await assistente.get(at)).status, 403, 'nor the pair');
	ok(!(await self.get('/soggetti/doppioni')).text.includes(at), 'a service that has nothing with them sees its own first');
	ok((await self.get('/soggetti/doppioni?tutti=1')).text.includes(at), 'and those of all when it asks');
	is((await referente.get('/soggetti/doppioni?pagina=xx&stato=boh')).status, 400, 'a cursor of nobody is refused');
	ok((await referente.get('/cerca?q=duplicati')).text.includes('/soggetti/doppioni'), 'the search finds the queue by other words');
	is(sql(`SELECT count(*) FROM registro WHERE rotta = 'doppioni_elenco' AND operatore_id = ${operator('referente.maleo')} AND dettaglio -> 'id' @> '${coppia}'`) > '0', true, 'the register knows which pairs were shown');
});

await chapter('side by side', async () => {
	const page = await referente.get(at), seen = text(page.text);
	ok(/<tr class="scelta"><th scope="row" class="primo">Cognome/.test(page.text) && /<tr><th scope="row" class="primo">Nome/.test(page.text), 'what differs is marked, what does not is not');
	ok(/80012345676[^]*QDRRSL51C52E648X/.test(seen) && /Diversi/.test(seen), 'field by field');
	ok(/Collega: è la stessa persona[^]*Non è la stessa persona/.test(seen), 'both buttons');
	is(sql(`SELECT string_agg(soggetto_id::text, ',' ORDER BY soggetto_id) FROM (SELECT DISTINCT soggetto_id FROM registro WHERE azione = 'confronta' AND operatore_id = ${operator('referente.maleo')} AND soggetto_id IN (${di_maleo}, ${di_lodi})) x`), `${di_maleo},${di_lodi}`, 'the register knows that both were read');
	const refused = await referente.submit(at, { atto: 'collega' }, page);
	ok(refused.status === 422 && /Scrivi perché/.test(refused.text) && state(coppia) === 'proposta', 'a reason is owed', String(refused.status));
	is((await referente.submit(at, { atto: 'sciogli', motivo: 'x', _chiave: 'identita 1' }, page)).status, 422, 'what is not linked is not undone');
	is((await referente.get('/soggetti/doppioni/999999999')).status, 404, 'a pair that is not there');
});

/* What somebody may open, as pages say it. */
const opens = async (who) => (await Promise.all([caso_maleo, caso_lodi].map((caso) => who.get(`/pratiche/${caso}`)))).map((page) => page.status).join(' ');
const rights = () => sql("SELECT md5(string_agg(x::text, '|' ORDER BY x::text)) FROM accesso x") + sql(`SELECT md5(string_agg(x::text, '|' ORDER BY id)) FROM soggetto x`) + sql("SELECT md5(string_agg(x::text, '|' ORDER BY id)) FROM pratica x");
let before;

await chapter('linking', async () => {
	before = { rights: rights(), lodi: await opens(lodi), assistente: await opens(assistente), self: await opens(self) };
	const page = await referente.get(at), late = await amministrativo.get(at);
	is((await referente.submit(at, { atto: 'collega', motivo: 'Stessa carta d’identità', _chiave: 'identita 2' }, page)).location, `${at}?fatto=doppione-collegata`, 'linked');
	const lost = await amministrativo.submit(at, { atto: 'non_stessa', motivo: 'Altra persona', _chiave: 'identita 3' }, late);
	ok(lost.status === 422 && /un collega ha deciso/.test(lost.text) && state(coppia) === 'collegata', 'who comes second is told, and overwrites nothing', String(lost.status));
	is(rights(), before.rights, 'no row of persons, cases and rights has changed');
	is(`${await opens(lodi)} / ${await opens(assistente)} / ${await opens(self)}`, `${before.lodi} / ${before.assistente} / ${before.self}`, 'nobody opens a case more or less');
	is(await opens(lodi), '403 200', 'Lodi does not open the case of Maleo');
	ok(!/Segreto di maleo/.test((await lodi.get(`/soggetti/${di_maleo}/quadro?vista=completo`)).text), 'nor reads what stands in it');
	for (const name of ['assistente.maleo', 'assistente.lodi'])
		is(sql(`SELECT count(*) FROM notifica WHERE operatore_id = ${operator(name)} AND testo LIKE '%Stessa persona%'`), '1', `${name} is told`);
	ok(/Collegate[^]*Stessa carta d’identità/.test(text((await referente.get('/soggetti/doppioni?stato=collegata')).text)), 'it stands among the linked, with the reason');
	ok(!(await referente.get('/soggetti/doppioni')).text.includes(`href="${at}"`), 'and waits no longer');
});

await chapter('one person in lists, search and quadro', async () => {
	const page = await assistente.get(`/soggetti/${di_maleo}`), seen = text(page.text);
	ok(/Stessa persona[^]*Quadrasi[^]*QDRRSL51C52E648X/.test(seen) && page.text.includes(`href="/soggetti/${di_lodi}"`), 'the page of the person names the other row');
	ok(!page.text.includes('Sciogli') && !page.text.includes('/doppione"'), 'who does not decide has no button');
	ok((await referente.get(`/soggetti/${di_maleo}`)).text.includes(`href="${at}">Sciogli`), 'who does has it');
	const other = await referente.get(`/soggetti/${di_lodi}`);
	ok(other.text.includes(`/soggetti/${di_lodi}/motivo`) && !/0377 111222|QDRRSL/.test(text(other.text)), 'whoever has nothing with the other row is asked why, as before', String(other.status));
	const list = (await assistente.get('/soggetti?q=quadrassi+ersilia')).text;
	is(list.match(/<tr><td class="via siz-num">/g)?.length, 1, 'one line in the list');
	ok(/anche: Quadrasi &lt;b&gt;&amp;&quot; Ersilia, QDRRSL51C52E648X, numero \d+|anche: Quadrassi &lt;b&gt;&amp;&quot; Ersilia, 80012345676, numero \d+/.test(list), 'with the other spelling and the other code');
	is((await assistente.get(`/soggetti?q=quadrassi+ersilia&scegli=titolare&ritorno=/interventi/generici/nuovo`)).text.match(/>Scegli<span/g)?.length, 2, 'who chooses for a case chooses a row');
	const found = (await assistente.get('/cerca?q=quadrasi+ersilia')).text;
	is(found.match(/href="\/soggetti\/\d+"/g)?.length, 1, 'one line in the search');
	ok(/anche: Quadra/.test(found), 'with «anche»');
	ok((await assistente.get('/cerca?q=QDRRSL51C52E648X')).text.includes(`/soggetti/${di_lodi}`), 'each row is found by its own code');
	for (const [who, id] of [[assistente, di_maleo], [lodi, di_lodi]]) {
		const quadro = (await who.get(`/soggetti/${id}/quadro`)).text;
		ok(/anche: Quadra[^]*2<\/a><span class="siz-tenue siz-piccolo"> \/ 2/.test(quadro), 'the quadro counts the cases of both');
		ok(/La stessa prestazione è aperta più volte: A2\.15/.test(quadro), 'and says that the same benefit is given twice');
	}
	const whole = (await assistente.get(`/soggetti/${di_maleo}/quadro?vista=completo&chi=${di_maleo}`)).text;
	ok(whole.includes(`href="/pratiche/${caso_maleo}"`) && !whole.includes(`href="/pratiche/${caso_lodi}"`) && whole.includes(`/pratiche/${caso_lodi}/chiedi-accesso`), 'a lock and «chiedi l’accesso» for the other service’s, as ever');
});

await chapter('undoing', async () => {
	const page = await amministrativo.get(at);
	ok(/Sciogli il collegamento/.test(page.text) && !/value="collega"/.test(page.text), 'one button');
	is((await amministrativo.submit(at, { atto: 'sciogli', motivo: 'Erano due cugine', _chiave: 'identita 4' }, page)).location, `${at}?fatto=doppione-sciolta`, 'undone');
	is(rights() + sql(`SELECT count(*) FROM stessa_persona WHERE soggetto_id IN (${di_maleo}, ${di_lodi})`), before.rights + '0', 'everything is as it was');
	ok(!/anche: Quadra|La stessa prestazione/.test((await assistente.get(`/soggetti/${di_maleo}/quadro`)).text), 'the quadro, too');
	ok(/Collegamento sciolto Erano due cugine[^]*Collegate Stessa carta d’identità/.test(text((await referente.get(at)).text)), 'the pair tells its story');
	const again = await referente.get(at);
	is((await referente.submit(at, { atto: 'non_stessa', motivo: 'Viste tutte e due', _chiave: 'identita 5' }, again)).location, `${at}?fatto=doppione-non-stessa`, 'not the same person');
	sql(`UPDATE soggetto SET telefono = '0377 111222' WHERE id = ${di_lodi}`);
	sql('SET ROLE siz_job; SELECT doppioni_guarda(500)');
	is(state(coppia), 'non_stessa', 'sticks, whatever the night finds');
	const wrong = await referente.get(at);
	is((await referente.submit(at, { atto: 'ritira', motivo: 'Era la stessa', _chiave: 'identita 6' }, wrong)).location, `${at}?fatto=doppione-ritirata`, 'and is withdrawn with a reason');
	is(state(coppia), 'proposta', 'so that it waits again');
});

await chapter('reserved persons', async () => {
	sql(`UPDATE soggetto SET riservato = true, riservato_motivo = 'Prova' WHERE id = ${di_lodi}`);
	is((await referente.get(at)).status, 404, 'of a person who is not seen there is no pair');
	ok(!(await referente.get('/soggetti/doppioni?tutti=1')).text.includes(at), 'nor in the queue');
	is((await referente.post(at, { _csrf: /name="_csrf" value="([^"]+)"/.exec((await referente.get('/soggetti/doppioni')).text)[1], _chiave: 'identita 7', _letta: '99', atto: 'collega', motivo: 'x' })).status, 404, 'nor is it decided');
	sql(`INSERT INTO stessa_persona VALUES (${di_maleo}, ${di_lodi}), (${di_lodi}, ${di_maleo})`);
	const page = (await assistente.get(`/soggetti/${di_maleo}`)).text;
	ok(!/Stessa persona|altra scheda|Quadrasi/.test(page), 'the page of the other one does not know of it');
	ok(!/anche:/.test((await assistente.get('/soggetti?q=quadrassi+ersilia')).text + (await assistente.get(`/soggetti/${di_maleo}/quadro`)).text), 'nor do list and quadro');
	ok(/Quadrassi/.test((await lodi.get(`/soggetti/${di_lodi}`)).text), 'who sees both sees both');
	sql(`DELETE FROM stessa_persona WHERE soggetto_id IN (${di_maleo}, ${di_lodi}); UPDATE soggetto SET riservato = false, riservato_motivo = NULL WHERE id = ${di_lodi}`);
});

await chapter('pointed out by hand', async () => {
	const from = `/soggetti/${gemella}/doppione`;
	is((await assistente.get(from)).status, 403, 'not by everybody');
	const asked = await referente.get(from); /* her service has nothing with the person: the reason comes first */
	await referente.submit(`/soggetti/${gemella}/motivo`, { motivo: 'COLLEGA' }, asked);
	const page = await referente.get(from);
	is((await referente.submit(from, { persona: gemella, _chiave: 'identita 8' }, page)).status, 422, 'not with oneself');
	is((await referente.submit(from, { persona: '999999999', _chiave: 'identita 9' }, page)).status, 422, 'not with nobody');
	ok(/value="' ?|name="persona"|Quadrassi/.test((await referente.get(`${from}?persona=${di_maleo}`)).text), 'the chosen one stands in the form');
	const sent = await referente.submit(from, { persona: di_maleo, _chiave: 'identita 10' }, page);
	is(sent.location, `/soggetti/doppioni/${pair(gemella, di_maleo)}`, 'leads to the two, side by side');
	ok(/segnalate da un operatore/.test((await referente.get(sent.location)).text), 'with who said it');
	const loro = insert('Vista', 'Sabina', '1966-06-06', '', '', service('self')), at = `/soggetti/${loro}/doppione`;
	const pointed = await self.submit(at, { persona: di_maleo, _chiave: 'identita 11' }, await self.get(at));
	const why = await self.get(pointed.location);
	ok(/Perché apri questa scheda/.test(why.text) && !why.text.includes('0377 111222'), 'pointing out somebody of another service does not open them: the reason comes first');
	is((await self.post(pointed.location, { ...formOf(page.text, from), atto: 'non_stessa', _chiave: 'identita 12', _csrf: /name="_csrf" value="([^"]*)"/.exec(why.text)[1] })).location, pointed.location, 'by a form as well');
	const told = await self.submit(`/soggetti/${di_maleo}/motivo`, { motivo: 'COLLEGA' }, why);
	is(told.location, pointed.location, 'then it leads to the two');
	ok((await self.get(told.location)).text.includes('0377 111222'), 'side by side');
	const archive = await client('referente.maleo', 'STORICO');
	is((await archive.get('/soggetti/doppioni')).status, 403, 'who only reads decides nothing');
});

/* nothing stays behind */
sql(`DELETE FROM notifica WHERE pratica_id IN (${caso_maleo}, ${caso_lodi}); UPDATE pratica SET stato = 'X' WHERE id IN (${caso_maleo}, ${caso_lodi})`);
end();
