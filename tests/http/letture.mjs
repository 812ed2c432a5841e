/*
 * No page with personal data without its row in the register (AUD-1), also where a refused form
 * or the address line brings it; and what one operator writes is told to no other.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const maleo = new Client();
await maleo.login('assistente.maleo');
const own = sql("SELECT min(p.id) FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo'");
const newest = () => sql('SELECT coalesce(max(id), 0) FROM registro');
const rows = (from) => sql(`SELECT coalesce(string_agg(azione || ' ' || coalesce(oggetto, '') || ' ' || coalesce(oggetto_id::text, ''), ', ' ORDER BY id), '')
  FROM registro WHERE id > ${from} AND azione <> 'crea'`);
const token = () => formOf(maleo.page.text)._csrf;

await chapter('a refused form shows its page again', async () => {
	for (const section of ['diario', 'documenti', 'eventi/nuovo', 'passaggio', 'assegnazioni/anteprima']) {
		await maleo.get('/');
		const from = newest();
		const answer = await maleo.post(`/pratiche/${own}/${section}`, { _csrf: token(), _chiave: `registro ${section}`, _mostra: '1' });
		ok(answer.status === 422 || answer.status === 200, `${section}: the page comes`, answer.status);
		is(rows(from), `apri pratica ${own}`, `${section}: and its row`);
	}
});

await chapter('a form that was accepted showed nothing', async () => {
	const page = await maleo.get(`/pratiche/${own}/diario`);
	const from = newest();
	const answer = await maleo.submit(`/pratiche/${own}/diario`, { oggetto: 'Telefonata', testo: 'La figlia richiama domani', data: '' }, page);
	is(answer.status, 422, 'without its date it is refused');
	is(rows(from), `apri pratica ${own}`, 'and the diary was read');
	const again = newest();
	const fields = { ...formOf(page.text, `/pratiche/${own}/diario`), oggetto: 'Telefonata', testo: 'La figlia richiama domani' };
	const saved = await maleo.post(`/pratiche/${own}/diario`, fields);
	is(saved.status, 303, 'with it, it is saved');
	is(rows(again), '', 'and no reading noted');
});

await chapter('a person that the address line names', async () => {
	const [id, code] = sql('SELECT id, codice_fiscale FROM soggetto WHERE codice_fiscale IS NOT NULL AND NOT riservato ORDER BY id LIMIT 1').split('|');
	const from = newest();
	const page = await maleo.get(`/interventi/generici/nuovo?titolare=${id}`);
	ok(page.text.includes(code), 'is shown with birth and code');
	is(rows(from), `apri soggetto ${id}`, 'and noted as on the own page');
});

await chapter('a page that becomes private', async () => {
	const colleague = new Client();
	await colleague.login('collega.maleo');
	const page = await maleo.get(`/pratiche/${own}/diario`);
	const saved = await maleo.submit(`/pratiche/${own}/diario`, { oggetto: 'Colloquio', testo: 'parola che resta segreta' }, page);
	const id = /pagina-(\d+)/.exec(saved.location)[1];
	ok(/parola che resta segreta/.test((await colleague.get(`/pratiche/${own}/storia`)).text), 'while it is for all its history is, too');
	await maleo.get(`/pratiche/${own}/diario`);
	is((await maleo.submit(`/pratiche/${own}/diario/${id}/visibilita`, { privata: '1' })).status, 303, 'made private');
	ok(!/parola che resta segreta/.test((await colleague.get(`/pratiche/${own}/storia`)).text), 'it leaves the history of the others');
	ok(/parola che resta segreta/.test((await maleo.get(`/pratiche/${own}/storia`)).text), 'and stays in the author’s');
});

await chapter('who is writing', async () => {
	const lodi = new Client();
	await lodi.login('assistente.lodi');
	const home = await lodi.get('/');
	const put = (path) => lodi.post(`/bozze?percorso=${encodeURIComponent(path)}`, { _csrf: formOf(home.text)._csrf, testo: 'a' });
	is((await put(`/pratiche/${own}/eventi/nuovo`)).status, 200, 'a draft on a case of others is kept');
	is(sql(`SELECT count(*) FROM bozza b JOIN operatore o ON o.id = b.operatore_id WHERE o.username = 'assistente.lodi' AND b.percorso LIKE '%/eventi/nuovo' AND b.pratica_id IS NOT NULL`), '0',
		'but does not say there that one is writing');
	is((await put('/\\altrove.example')).status, 400, 'a draft has an address of ours');
});

await chapter('documents left out', async () => {
	const ala = new Client();
	await ala.login('operatore.ala');
	const [given, at] = sql("SELECT a.id, a.pratica_id FROM assegnazione a JOIN servizio v ON v.id = a.servizio_id WHERE v.codice = 'ala' AND a.operatore_id IS NULL AND a.terminata_il IS NULL ORDER BY a.id LIMIT 1").split('|');
	is((await maleo.upload(`/pratiche/${at}/documenti`, 'Relazione lasciata fuori.txt', 'Parole')).status, 303, 'a document of the case');
	sql(`INSERT INTO assegnazione_esclusione SELECT ${given}, max(id) FROM documento WHERE pratica_id = ${at}`);
	ok(/documenti lasciati fuori: 1/.test((await maleo.get(`/pratiche/${at}/assegnazioni`)).text), 'the service of the case sees how many');
	const page = await ala.get(`/pratiche/${at}/assegnazioni`);
	is(page.status, 200, 'who received the case opens it');
	ok(!/lasciati fuori/.test(page.text), 'and does not learn that there are any');
	for (const section of ['documenti', 'storia', ''])
		ok(!/Relazione lasciata fuori/.test((await ala.get(`/pratiche/${at}/${section}`.replace(/\/$/, ''))).text), `nor in «${section || 'dettaglio'}»`);
});

end();
