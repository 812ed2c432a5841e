/*
 * A marker in every field of every form, and in every parameter of every search: wherever it comes
 * back it is text.  Everything that can be written is written through its own form.
 */
import { execFileSync } from 'node:child_process';
import { Client, BASE, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';
import { esempi, indirizzo } from './esempi.mjs';

const marker = '\'"<>&</script></textarea>';
const routes = JSON.parse(execFileSync('build/siz', ['rotte', '--json'], { encoding: 'utf8' }));
const one = (text) => sql(text).split('\n')[0];
const ids = await esempi();
const concrete = (path) => indirizzo(path, ids);
/* These end or change the session. */
const aside = /^\/(esci|servizio|cambio-password|secondo-fattore|sessione|sessioni|documenti\/carica|preferenze\/secondo-fattore)/;

/* No form on their own page for who writes here: before the login, lists with buttons, and what is of others or of a later step. */
const elsewhere = new Set(['/accesso', '/password-nuova', '/bozze', '/preferiti', '/soggetti/{soggetto}/motivo', '/pratiche/{pratica}/chiedi-accesso', '/pratiche/{pratica}/emergenza', '/pratiche/{pratica}/parti/{valutazione_parte}/correggi', '/pratiche/{pratica}/assegnazioni/conferma',
	'/assegnazioni/{assegnazione}/risposta', '/self/nuova', '/self/{domanda}/invio', '/self/{domanda}/ricevuta', '/domande/{domanda}/stato/{parola}', '/domande/{domanda}/persona', '/pratiche/{pratica}/collegamenti', '/pratiche/{pratica}/movimenti']);

const client = new Client();
await client.login('assistente.maleo', 'Comune di Maleo');

/* Raw, it would stand in the page as it was typed, whole or behind a character that ends something. */
function harmless(answer, what) {
	if (!/^text\/html/.test(answer.headers['content-type'] ?? ''))
		return ok(answer.status < 500 && !(answer.headers['content-type'] ?? '').includes('html'), `${what}: ${answer.headers['content-type']}`);
	ok(answer.status < 500, `${what}: no fault`, String(answer.status));
	return ok(!/<>&<\/script>|<\/script><\/textarea>|'"<|&<\//.test(answer.text), `${what}: nothing comes back raw`, /.{60}(<>&<|<\/script><\/textarea>|'"<).{60}/s.exec(answer.text)?.[0]);
}

function appears(answer) {
	return decode(answer.text).includes(marker);
}

await chapter('every form', async () => {
	let forms = 0, seen = 0;
	for (const route of routes) {
		if (route.method !== 'POST' || aside.test(route.path) || !route.roles.assistente_sociale)
			continue;
		const path = concrete(route.path);
		const page = await client.get(path);
		const form = page.status === 200 ? formOf(page.text, path) : null;
		if (!form) { /* a button on another page */
			ok(!routes.some((r) => r.method === 'GET' && r.path === route.path) || elsewhere.has(route.path), `${path} has its form`, String(page.status));
			continue;
		}
		forms++;
		const filled = {};
		for (const name of Object.keys(form))
			filled[name] = /^_(csrf|chiave|versione)$/.test(name) ? form[name] : marker;
		const answer = await client.post(path, filled);
		harmless(answer, `${path} with the marker everywhere`);
		if (appears(answer))
			seen++;
		harmless(await client.get(path), `${path} with that as its draft`);
		if (form._csrf)
			await client.post('/bozze/scarta', { _csrf: form._csrf, _percorso: path });
	}
	ok(forms >= 50, 'forms were found', String(forms));
	ok(seen >= 30, 'and most of them showed the marker again, as text', String(seen));
});

await chapter('the way in', async () => {
	for (const path of ['/accesso', '/password-dimenticata']) {
		const stranger = new Client();
		await stranger.get(`${path}?ritorno=${encodeURIComponent(`/${marker}`)}`);
		const answer = await stranger.submit(path, { utente: marker, password: marker, _ritorno: marker });
		harmless(answer, path);
	}
});

await chapter('every address', async () => {
	const names = ['q', 'cf', 'cognome', 'nome', 'nascita', 'comune', 'dopo', 'prima', 'ordine', 'scegli', 'ritorno', 'da', 'tipo', 'vista', 'stato', 'ambito', 'cerca', 'operatore', 'inps',
		'mancanti', 'dal', 'al', 'fatto', 'titolare', 'soggetto', 'percorso', 'campo', 'al', 'id'];
	for (const route of routes) {
		if (route.method !== 'GET' || aside.test(route.path))
			continue;
		harmless(await client.get(`${concrete(route.path)}?${names.map((name) => `${name}=${encodeURIComponent(marker)}`).join('&')}`), `${route.path} with the marker in every parameter`);
		harmless(await client.get(concrete(route.path), { 'user-agent': marker, 'accept-language': marker, 'x-forwarded-for': marker }), `${route.path} with it in headers`);
	}
	harmless(await client.get(`/${encodeURIComponent(marker)}`), 'an address that is not there');
});

/* What is really stored: each through its own form, then every page on which it may stand. */
await chapter('what is stored', async () => {
	const submit = async (path, fields, page = null) => {
		const from = page ?? await client.get(path);
		return client.submit(path, fields, from);
	};
	const today = new Date().toISOString().slice(0, 10);
	let answer = await submit('/soggetti/nuovo', { cognome: `Rossi${marker}`, nome: `Eva${marker}`, sesso: 'F', data_nascita: '01/02/1980', luogo_nascita: 'Lodi (LO)', codice_fiscale: '',
		motivo_senza_codice: /name="motivo_senza_codice"[\s\S]*?<option value="([^"]+)"/.exec((await client.get('/soggetti/nuovo')).text)?.[1] ?? '',
		condizione: /name="condizione"[\s\S]*?<option value="([^"]+)"/.exec((await client.get('/soggetti/nuovo')).text)?.[1] ?? '', residenza_indirizzo: `Via ${marker}` });
	if (answer.status === 422) {
		harmless(answer, 'a warning about the person');
		const confirm = [...answer.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((m) => decode(m[1]));
		const form = formOf(answer.text, '/soggetti/nuovo');
		answer = await client.post('/soggetti/nuovo', [...Object.entries(form).filter(([name]) => name !== 'conferma'), ['sesso', 'F'], ...confirm.map((code) => ['conferma', code])]);
	}
	is(answer.status, 303, 'a person is stored');
	const person = /\/soggetti\/(\d+)/.exec(answer.location ?? '')?.[1] ?? '0';
	const fresh = await client.get(`/interventi/generici/nuovo?titolare=${person}`);
	answer = await submit('/interventi/generici/nuovo', { titolare: person, tipo: /<option value="(GEN\d+)"/.exec(fresh.text)[1], data_inizio: '2026-03-02',
		motivo_attivazione: /name="motivo_attivazione"[\s\S]*?<option value="([^"]+)"/.exec(fresh.text)[1], note: marker, codice_cliente: marker, protocollo_numero: marker }, fresh);
	is(answer.status, 303, 'a case is stored');
	const path = /\/pratiche\/\d+/.exec(answer.location ?? '')?.[0] ?? '/pratiche/0';
	is((await submit(`${path}/diario`, { data: '2026-03-03', oggetto: `Oggetto ${marker}`, testo: `Testo ${marker}` })).status, 303, 'a page of the diary is stored');
	const around = await client.get(`${path}/soggetti-significativi/nuovo`);
	is((await submit(`${path}/soggetti-significativi/nuovo`, { tipo: /name="tipo"[\s\S]*?<option value="([^"]+)"/.exec(around.text)[1], denominazione: marker, atto: marker, note: marker }, around)).status, 303, 'a person around the case is stored');
	is((await submit(`${path}/eventi/nuovo`, { data: today, titolo: marker, luogo: marker, note: marker })).status, 303, 'an event is stored');
	const where = `${path}/documenti`, page = await client.get(where), form = formOf(page.text, where);
	const part = (name, value) => `--conf\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
	const upload = await client.request(where, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=conf', origin: BASE, 'sec-fetch-site': 'same-origin' },
		body: `${part('_csrf', form._csrf)}${part('_chiave', form._chiave)}--conf\r\ncontent-disposition: form-data; name="documenti"; filename="${marker.replace(/"/g, '%22').replace(/\//g, '')}.txt"\r\ncontent-type: text/plain\r\n\r\nciao\r\n--conf--\r\n` });
	is(upload.status, 303, 'a document is stored');
	const document = one(`SELECT max(id) FROM documento WHERE pratica_id = ${path.slice(10)}`);
	const lodi = one("SELECT s.id FROM servizio s WHERE s.denominazione = 'Comune di Lodi'");
	const other = one("SELECT id FROM operatore WHERE username = 'assistente.lodi'");
	const consent = `/soggetti/${one(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${path.slice(10)}`)}/consensi/nuovo`;
	is((await client.submit(consent, { esito: 'dato', firmato_da: marker }, await client.get(consent))).status, 303, 'a consent is stored');
	const assign = formOf((await client.get(`${path}/assegnazioni`)).text, `${path}/assegnazioni/anteprima`);
	const preview = await client.post(`${path}/assegnazioni/anteprima`, { ...assign, servizio: lodi, operatore: other, livello: '2', nota: marker });
	harmless(preview, 'the preview of an assignment');
	is((await client.submit(`${path}/assegnazioni/conferma`, {}, preview)).status, 303, 'an assignment is stored');
	const suspend = await client.get(`${path}/stato/sospendi`);
	is((await submit(`${path}/stato/sospendi`, { data: today, motivo: marker }, suspend)).status, 303, 'a state with its reason is stored');
	await client.post('/preferiti', { _csrf: form._csrf, _chiave: `inj-${process.pid}`, pratica: path.slice(10) });
	const closed = one("SELECT p.id FROM pratica p JOIN servizio s ON s.id = p.servizio_id WHERE s.denominazione = 'Comune di Maleo' AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id) AND NOT EXISTS (SELECT FROM richiesta_accesso r WHERE r.pratica_id = p.id) ORDER BY 1 LIMIT 1");
	const asking = new Client();
	await asking.login('assistente.lodi', 'Comune di Lodi');
	const banner = await asking.get(`/pratiche/${closed}`);
	is((await asking.submit(`/pratiche/${closed}/chiedi-accesso`, { motivo: marker }, banner)).status, 303, 'a request for access is stored');
	harmless(await client.get(`/pratiche/${closed}/assegnazioni`), 'the request for who answers it');
	const deny = `/pratiche/${closed}/richieste-accesso/${one(`SELECT id FROM richiesta_accesso WHERE pratica_id = ${closed} ORDER BY 1 DESC LIMIT 1`)}`;
	is((await submit(deny, { motivo: marker })).status, 303, 'a refusal with its reason is stored');
	let shown = 0;
	const receiver = new Client();
	await receiver.login('assistente.lodi', 'Comune di Lodi');
	for (const [who, name] of [[client, 'who wrote it'], [receiver, 'the receiver']]) {
		for (const address of ['/', '/notifiche', '/cronologia', '/preferiti', '/scadenze', '/bozze', `/soggetti/${person}`, '/soggetti?q=rossi', '/interventi/generici?cerca=rossi', '/cerca?q=rossi', '/cerca/voci?q=rossi',
			'/soggetti/simili?cognome=rossi&nome=eva&data_nascita=01%2F02%2F1980', `/soggetti/${person}/modifica`, path, `${path}/diario`, `${path}/documenti`, `${path}/assegnazioni`, `${path}/soggetti-significativi`,
			`${path}/eventi`, `${path}/storia`, `${path}/passaggio`, `/documenti/${document}/scheda`, `/documenti/${document}/togli`, `/interventi/generici/nuovo?da=${path.slice(10)}`]) {
			const answer2 = await who.get(address, address.includes('simili') || address.includes('voci') ? { 'x-requested-with': 'fetch' } : {});
			harmless(answer2, `${address} for ${name}`);
			shown += appears(answer2) ? 1 : 0;
		}
	}
	ok(shown > 15, 'the marker was shown, as text, on many pages', String(shown));
	const download = await client.get(`/documenti/${document}`);
	is(download.headers['content-disposition']?.startsWith('attachment'), true, 'a document comes down as a file');
	ok(/^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''[\w%.~-]+$/.test(download.headers['content-disposition']) && download.headers['x-content-type-options'] === 'nosniff', 'with a name that breaks nothing', download.headers['content-disposition']);
});

end();
