/*
 * ISEE: typed, read from the XML of INPS, seen only by who follows the household, and the radar.
 */
import { readFileSync } from 'node:fs';
import { Client, BASE, chapter, end, formOf, is, ok, sql } from './client.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const maleo = new Client();
await maleo.login('assistente.maleo');
const [person, code] = sql(`SELECT s.id, s.codice_fiscale FROM soggetto s JOIN pratica p ON p.titolare_soggetto_id = s.id JOIN servizio v ON v.id = p.servizio_id
	WHERE v.codice = 'maleo' AND p.stato = 'A' AND length(s.codice_fiscale) = 16 AND NOT s.riservato
	AND NOT EXISTS (SELECT FROM pratica q JOIN servizio w ON w.id = q.servizio_id WHERE q.titolare_soggetto_id = s.id AND w.codice <> 'maleo')
	AND NOT EXISTS (SELECT FROM assegnazione a JOIN pratica q ON q.id = a.pratica_id WHERE q.titolare_soggetto_id = s.id) ORDER BY s.id LIMIT 1`).split('|');
const year = new Date().getFullYear();
const base = `/soggetti/${person}/isee`;

async function upload(client, text, name = 'attestazione.xml') {
	const page = await client.get(base), edge = `edge${Math.random().toString(16).slice(2)}`, hidden = formOf(page.text, `${base}/xml`);
	const parts = ['_csrf', '_chiave'].map((field) => `--${edge}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${hidden?.[field] ?? ''}\r\n`);
	parts.push(`--${edge}\r\nContent-Disposition: form-data; name="attestazione"; filename="${name}"\r\nContent-Type: text/xml\r\n\r\n${text}\r\n--${edge}--\r\n`);
	const sent = await client.request(`${base}/xml`, { method: 'POST', body: Buffer.from(parts.join('')),
		headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` } });
	if (sent.status !== 303)
		return sent;
	for (const until = Date.now() + 30000; ;) {
		const answer = await client.get(sent.location);
		if (!answer.headers.refresh || Date.now() > until)
			return answer;
		await pause(200);
	}
}
const sample = (cf = code) => readFileSync('tests/data/esempio-isee-attestazione.xml', 'utf8').replaceAll('PRVGST48C54E648P', cf).replaceAll('2026', String(year));
const typed = { tipo: 'ORD', valore: '9.360,55', protocollo: `inps-isee-${year}-0000 0077b`, presentata_il: `20/01/${year}`, ise: '', scala: '' };

await chapter('typed by hand', async () => {
	const section = await maleo.get(base);
	ok(/Inserisci a mano/.test(section.text) && /Nessun ISEE/.test(section.text), 'the section is there, and empty');
	await maleo.get(`${base}/nuovo`);
	ok(!/name="nucleo"[^>]* checked/.test((await maleo.get(`${base}/nuovo`)).text), 'that it holds for the whole household is not said beforehand');
	const bare = await maleo.submit(`${base}/nuovo`, { valore: '', tipo: '' });
	is(bare.status, 422, 'kind, value, protocol and date are owed');
	await maleo.get(`${base}/nuovo`);
	const wrong = await maleo.submit(`${base}/nuovo`, { ...typed, protocollo: 'DSU 12' });
	ok(wrong.status === 422 && /è fatto così: INPS-ISEE/.test(wrong.text) && /value="DSU 12"/.test(wrong.text), 'a protocol that is none is said, and stays');
	await maleo.get(`${base}/nuovo`);
	const odd = await maleo.submit(`${base}/nuovo`, { ...typed, ise: '30000', scala: '1,57' });
	ok(odd.status === 422 && /diviso per la scala/.test(odd.text), 'values that do not fit are asked about');
	await maleo.get(`${base}/nuovo`);
	is((await maleo.submit(`${base}/nuovo`, typed)).status, 303, 'saved');
	is(sql(`SELECT concat_ws('|', tipo, valore, protocollo, valida_fino, fonte) FROM isee WHERE soggetto_id = ${person}`), `ORD|9360.55|INPS-ISEE-${year}-00000077B-00|${year}-12-31|mano`, 'with the protocol as INPS writes it, and the end of the year');
	const shown = await maleo.get(base);
	ok(/9\.360,55/.test(shown.text) && /Valido/.test(shown.text), 'it stands in the section');
	await maleo.get(`${base}/nuovo`);
	const twice = await maleo.submit(`${base}/nuovo`, typed);
	ok(twice.status === 422 && /C’è già un ISEE/.test(twice.text), 'the same protocol and kind are not entered twice', String(twice.status));
});

await chapter('corrected', async () => {
	const id = sql(`SELECT id FROM isee WHERE soggetto_id = ${person}`);
	const form = await maleo.get(`${base}/${id}/modifica`);
	is((await maleo.submit(`${base}/${id}/modifica`, { valore: '9.400,00' }, form)).status, 303, 'a wrong value');
	const late = await maleo.submit(`${base}/${id}/modifica`, { valore: '1,00', _chiave: 'tardi' }, form);
	is(late.status, 409, 'and not over somebody who saved meanwhile');
	is(sql(`SELECT valore FROM isee WHERE id = ${id}`), '9400.00', 'the first stays');
	is((await maleo.get(`/soggetti/${person}/isee/999999/modifica`)).status, 404, 'another id is nothing');
});

await chapter('from the case', async () => {
	const own = sql(`SELECT min(id) FROM pratica WHERE titolare_soggetto_id = ${person} AND stato = 'A'`);
	const page = await maleo.get(`/pratiche/${own}/isee`);
	ok(page.status === 200 && /9\.400,00/.test(page.text), 'the case shows what the person’s page has');
	const lodi = new Client();
	await lodi.login('assistente.lodi');
	is((await lodi.get(`/pratiche/${own}/isee`)).status, 403, 'and is closed to who does not open it');
});

await chapter('who does not follow the household', async () => {
	for (const [name, status] of [['assistente.lodi', 200], ['operatore.maleo', 403], ['amministratore.siz', 403]]) {
		const client = new Client();
		await client.login(name);
		let page = await client.get(base);
		const purpose = /action="([^"]*\/motivo)"/.exec(page.text); /* a service that has nothing with the person says why first (ROL-06) */
		if (purpose)
			page = await client.follow(await client.submit(purpose[1], { motivo: 'COLLEGA' }, page));
		is(page.status, status, `${name} at the section`);
		ok(!/9\.400,00|00000077B/.test(page.text), `${name} sees no value and no protocol`);
		if (status === 200) {
			ok(/Non lo puoi vedere/.test(page.text), 'and is told why');
			is((await client.get(`${base}/nuovo`)).status, 403, 'nor enters one');
			is((await client.get(`${base}/${sql(`SELECT id FROM isee WHERE soggetto_id = ${person}`)}/modifica`)).status, 403, 'nor opens it');
			ok(!/9\.400,00/.test((await client.get('/isee?vista=scaduti')).text), 'nor meets it in the radar');
			is((await client.get(`/soggetti/${person}`)).status, 200, 'the person is seen by all');
		}
	}
});

await chapter('read from the XML', async () => {
	const page = await upload(maleo, sample());
	ok(/13\.595,92/.test(page.text) && /Aldobrando/.test(page.text) && /Salva questi ISEE/.test(page.text), 'what is in the file is shown first', page.text.match(/<h1[\s\S]*?<\/h1>/)?.[0]);
	is(sql(`SELECT count(*) FROM isee WHERE soggetto_id = ${person}`), '1', 'nothing is saved by reading');
	is(sql('SELECT count(*) FROM isee_lettura WHERE contenuto IS NOT NULL'), '0', 'and the bytes are not kept');
	is((await maleo.submit(page.path, {}, page)).status, 303, 'then it is saved');
	is(sql(`SELECT concat_ws('|', tipo, valore, isr, scala, fonte, difformita, (SELECT count(*) FROM isee_componente c WHERE c.isee_id = i.id)) FROM isee i WHERE fonte = 'inps_xml' AND soggetto_id = ${person}`),
		'ORD|13595.92|19800.00|1.57|inps_xml|t|2', 'with members and what INPS found wrong');
	is((await maleo.submit(page.path, {}, page)).status, 303, 'a double press is one saving');
	is(sql(`SELECT count(*) FROM isee WHERE soggetto_id = ${person}`), '2', 'only one');
	const id = sql(`SELECT id FROM isee WHERE fonte = 'inps_xml' AND soggetto_id = ${person}`);
	const words = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
	const houses = (await maleo.get(`/soggetti/${person}/nuclei`)).text, isee = houses.slice(houses.indexOf('id="t-nisee"'));
	ok(/Nucleo dell’ISEE/.test(houses) && /Esempi Aldobrando Figlio minorenne/i.test(words(isee)) && /Il nucleo è quello scritto nel file dell’INPS/.test(isee), 'the page of the households shows the one of the file', words(isee).slice(0, 400));
	ok(/Non è in SIZ/.test(isee) && /Genogramma del Nucleo dell’ISEE/.test(isee) && /class="siz-gen__linea"/.test(isee), 'drawn, also who is not here');
	const stranger = new Client();
	await stranger.login('operatore.maleo');
	ok(!/Nucleo dell’ISEE/.test((await stranger.get(`/soggetti/${person}/nuclei`)).text), 'for who may see the ISEE only');
	ok(!/Nucleo dell’ISEE/.test((await maleo.get(`/soggetti/${person}/nuclei?giorno=${year - 1}-06-01`)).text), 'and on days on which it holds');
	is((await maleo.get(`${base}/${id}/modifica`)).status, 403, 'what INPS said is not corrected by hand');
	const again = await upload(maleo, sample());
	ok(/Già inserito/.test(again.text), 'the same file once more says so');
	ok((await maleo.submit(again.path, {}, again)).status === 422, 'and is not saved twice');
	const other = await upload(maleo, sample('GTTMLL60B54E852H'));
	ok(/non nomina/.test(other.text) && !/Salva questi ISEE/.test(other.text), 'an attestation of others is not hung on this person');
	const colleague = new Client();
	await colleague.login('collega.maleo');
	is((await colleague.get(page.path)).status, 404, 'what was read belongs to who sent it');
	/* the worker gave up: as after eight attempts */
	const left = sql(`INSERT INTO isee_lettura (soggetto_id, operatore_id, contenuto, creata_il) SELECT ${person}, id, 'x', now() - interval '59 minutes' FROM operatore WHERE username = 'assistente.maleo' RETURNING id`);
	ok((await maleo.get(`/isee/letture/${left}`)).headers.refresh, 'the page waits for the worker');
	sql(`UPDATE isee_lettura SET creata_il = now() - interval '61 minutes' WHERE id = ${left}`);
	const given = await maleo.get(`/isee/letture/${left}`);
	ok(!given.headers.refresh && /Caricalo di nuovo/.test(given.text) && given.text.includes(`href="${base}"`), 'after an hour it says that nobody read the file, and what to do');
	sql(`DELETE FROM isee_lettura WHERE id = ${left}`);
});

await chapter('files that are none', async () => {
	const refused = [
		['<a/>', 'non è un’attestazione'], ['non è xml', 'non è un XML'], ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'dichiarazioni'],
		['<a>'.repeat(200000), 'troppo'], [sample().replace('13595.92', '13595.923'), 'non è un’attestazione'], [sample().replace(' ISEE="13595.92"', ''), 'non è un’attestazione'],
	];
	for (const [text, sentence] of refused) {
		const page = await upload(maleo, text);
		ok(page.text.includes(sentence) && /Il file non va bene/.test(page.text), `${text.slice(0, 40)}: ${sentence}`, page.text.match(/role="status"[\s\S]*?<\/p>/)?.[0]);
	}
	const big = await upload(maleo, ' '.repeat(1100000));
	ok(big.status === 422 && /troppo grande/.test(big.text), 'a file that is too large is not even taken', String(big.status));
});

await chapter('the radar', async () => {
	sql(`UPDATE isee SET valida_fino = current_date + 10, presentata_il = least(presentata_il, current_date) WHERE soggetto_id = ${person}`);
	const listed = async (view) => (await maleo.get(`/isee${view}`)).text.includes(`/soggetti/${person}/isee`);
	ok(await listed(''), 'what ends within thirty days');
	ok(!await listed('?vista=scaduti'), 'and only there');
	/* another of the same household, followed too */
	const [one_isee, relative] = sql(`SELECT i.id || ' ' || (SELECT min(p.titolare_soggetto_id) FROM pratica p JOIN servizio v ON v.id = p.servizio_id JOIN soggetto x ON x.id = p.titolare_soggetto_id WHERE v.denominazione = 'Comune di Maleo' AND p.stato = 'A' AND x.id <> ${person} AND x.data_decesso IS NULL AND NOT EXISTS (SELECT FROM isee y WHERE y.soggetto_id = x.id) AND NOT EXISTS (SELECT FROM isee_componente y WHERE y.soggetto_id = x.id)) FROM isee i WHERE i.soggetto_id = ${person} ORDER BY i.valida_fino DESC, i.id DESC LIMIT 1`).split(' ');
	sql(`INSERT INTO isee_componente (isee_id, soggetto_id, cognome, nome) SELECT ${one_isee}, id, cognome, nome FROM soggetto WHERE id = ${relative}`);
	const radar = (await maleo.get('/isee')).text, rows = radar.match(/<tr><th scope="row"[\s\S]*?<\/tr>/g).filter((row) => row.includes(`/soggetti/${person}/isee`) || row.includes(`/soggetti/${relative}/isee`));
	ok(rows.length === 1 && /dello stesso nucleo/.test(rows[0]), 'a household has one row, with all who are followed', String(rows));
	sql(`DELETE FROM isee_componente WHERE isee_id = ${one_isee} AND soggetto_id = ${relative}`);
	sql(`UPDATE soggetto SET data_decesso = current_date WHERE id = ${person}`);
	ok(!await listed(''), 'nobody renews the ISEE of who has died');
	sql(`UPDATE soggetto SET data_decesso = NULL WHERE id = ${person}; DELETE FROM evento WHERE titolo LIKE 'La persona è morta%'; DELETE FROM notifica WHERE testo LIKE '%è morto il%'`);
	sql(`UPDATE isee SET valida_fino = current_date - 1, presentata_il = current_date - 100 WHERE soggetto_id = ${person}`);
	ok(await listed('?vista=scaduti') && !await listed(''), 'what has ended');
	const one = sql(`SELECT min(id) FROM pratica WHERE titolare_soggetto_id = ${person} AND stato = 'A' AND kind = 'intervento_generico'`);
	const before = sql(`SELECT dati FROM pratica WHERE id = ${one}`);
	sql(`DELETE FROM isee WHERE soggetto_id = ${person}; UPDATE pratica SET dati = dati || '{"inps": "A1.04"}' WHERE id = ${one}`);
	ok(await listed('?vista=mancanti'), 'who needs one and has none');
	sql(`UPDATE pratica SET dati = '${before.replace(/'/g, "''")}' WHERE id = ${one}`);
});

end();
