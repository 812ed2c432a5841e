/*
 * Richieste: asked on a case, decided by who authorises, read by another service that does not open the case;
 * what is refused, and in which words; the lists, the search of everything, the notifications.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
function person(nome, { consent = true, reserved = false } = {}) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato, riservato_motivo, creato_servizio_id)
		SELECT 'D''Amico <b>&"Rossi"', '${nome}', 'F', DATE '1950-02-03', 'NON_NOTO', ${reserved}, ${reserved ? "'prova'" : 'NULL'}, id FROM servizio WHERE codice = 'maleo' RETURNING id`);
	if (consent)
		sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
const clients = {};
for (const name of ['assistente.maleo', 'responsabile.maleo', 'referente.maleo', 'amministrativo.maleo', 'assistente.lodi', 'amministrativo.ambito'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], capo = clients['responsabile.maleo'], lodi = clients['assistente.lodi'];
let n = 0;
const key = () => ({ _chiave: `ric-${process.pid}-${n++}` });

async function openCase(soggetto) {
	sql("DELETE FROM bozza WHERE percorso = '/interventi/generici/nuovo'");
	const form = await maleo.get(`/interventi/generici/nuovo?titolare=${soggetto}`);
	const choice = (name) => new RegExp(`name="${name}"[\\s\\S]*?<option value="([^"]+)"`).exec(form.text)?.[1];
	const made = await maleo.submit('/interventi/generici/nuovo', { ...key(), titolare: soggetto, tipo: /<option value="(GEN\d+)"/.exec(form.text)[1], data_inizio: '2026-03-02',
		motivo_attivazione: choice('motivo_attivazione') }, form);
	return /\d+/.exec(made.location)[0];
}
async function ask(client, pratica, tipo, fields = {}) {
	const at = `/pratiche/${pratica}/richieste/nuova/${tipo}`, form = await client.get(at);
	return form.status === 200 ? client.submit(at, { ...key(), oggetto: 'Bollette <b>&"', testo: 'Perché sono arretrate', ...fields }, form) : form;
}
async function step(client, id, azione, testo = '') {
	const at = `/richieste/${id}/stato/${azione}`, form = await client.get(at);
	return form.status === 200 ? client.submit(at, { ...key(), testo }, form) : form;
}
const state = (id) => sql(`SELECT stato FROM richiesta WHERE id = ${id}`);
const last = () => sql('SELECT max(id) FROM richiesta');

const ida = person('Ida'), pratica = await openCase(ida);
let one;
await chapter('asking', async () => {
	const section = await maleo.get(`/pratiche/${pratica}/richieste`);
	ok(/Nessuna richiesta/.test(section.text) && section.text.includes(`/pratiche/${pratica}/richieste/nuova/autorizzazione`), 'the section says what may be asked');
	is((await maleo.get(`/pratiche/${pratica}/richieste/nuova/nessuna`)).status, 404, 'nothing else');
	const empty = await ask(maleo, pratica, 'autorizzazione', { oggetto: '', testo: '' });
	ok(empty.status === 422 && /Scrivi in poche parole che cosa chiedi/.test(empty.text) && /Scrivi che cosa chiedi e perché/.test(empty.text), 'what lacks is said beside its field');
	const late = await ask(maleo, pratica, 'autorizzazione', { entro: '2020-01-01' });
	ok(late.status === 422 && /Scegli un giorno da oggi a un anno/.test(late.text) && late.text.includes('Bollette &lt;b&gt;'), 'a day that has passed too, and nothing is lost');
	const at = `/pratiche/${pratica}/richieste/nuova/autorizzazione`, form = await maleo.get(at);
	await maleo.post('/bozze', { _csrf: formOf(form.text, at)._csrf, _percorso: at, oggetto: 'Tenuto da parte' });
	is(formOf((await maleo.get(at)).text, at).oggetto, 'Tenuto da parte', 'what was begun stays a draft');
	const made = await ask(maleo, pratica, 'autorizzazione');
	one = last();
	is(made.location, `/richieste/${one}?fatto=richiesta-fatta`, 'it is on its way');
	const page = await maleo.get(`/richieste/${one}`);
	ok(/In valutazione/.test(page.text) && text(page.text).includes('Ora tocca a Elena Grossi') && page.text.includes('Bollette &lt;b&gt;&amp;&quot;'), 'with whose turn it is');
	ok(text((await maleo.get(`/pratiche/${pratica}/richieste`)).text).includes('Bollette <b>&"'), 'the section shows it');
	ok(/Richieste[^]{0,200}\b1\b/.test(text((await maleo.get(`/pratiche/${pratica}`)).text)), 'with its count');
});

await chapter('deciding', async () => {
	ok((await capo.get('/notifiche')).text.includes(`/richieste/${one}`), 'who authorises is told');
	const list = await capo.get('/richieste');
	ok(list.text.includes(`/richieste/${one}"`) && /aria-current="[^"]+"[^>]*>\s*Da decidere/.test(list.text), 'and begins with what waits');
	for (const name of ['assistente.maleo', 'referente.maleo', 'amministrativo.maleo']) {
		const refused = await clients[name].get(`/richieste/${one}/stato/approva`);
		is(refused.status, 403, `${name} does not authorise`);
		ok(name !== 'assistente.maleo' || /Non decidi una richiesta che hai fatto tu/.test(refused.text), 'and reads why');
	}
	is((await lodi.get(`/richieste/${one}`)).status, 404, 'another service does not know of it');
	is((await capo.get(`/richieste/${one}/stato/nulla`)).status, 404, 'a step that there is not');
	const mute = await step(capo, one, 'respingi');
	ok(mute.status === 422 && /Scrivi il motivo: chi legge deve capire perché/.test(mute.text), 'a refusal has its reason');
	const early = await capo.get(`/richieste/${one}/stato/respingi`);
	is((await step(capo, one, 'integra', 'Manca il preventivo')).location, `/richieste/${one}?fatto=richiesta-passo`, 'more is asked for');
	const overtaken = await capo.submit(`/richieste/${one}/stato/respingi`, { ...key(), testo: 'Quello che avevo scritto' }, early);
	ok(overtaken.status === 409 && overtaken.text.includes('Quello che avevo scritto') && /Da integrare/.test(overtaken.text), 'a page of before changes nothing and loses nothing');
	is(state(one), 'N', 'it stands where it stood');
	is((await step(maleo, one, 'rispondi', 'Eccolo')).status, 303, 'who asked answers');
	/* two at once: one alone is done */
	const form = await capo.get(`/richieste/${one}/stato/approva`), other = new Client();
	await other.login('responsabile.maleo');
	const second = await other.get(`/richieste/${one}/stato/respingi`);
	const both = await Promise.all([capo.submit(`/richieste/${one}/stato/approva`, { ...key(), testo: 'Va bene' }, form),
		other.submit(`/richieste/${one}/stato/respingi`, { ...key(), testo: 'No' }, second)]);
	is(both.map((answer) => answer.status).sort().join(' '), '303 409', 'of two at once one is done and the other is told');
	if (state(one) === 'R')
		sql(`UPDATE richiesta SET stato = 'A', attende = 'esegue', versione = versione + 1 WHERE id = ${one}`);
	is((await capo.get(`/richieste/${one}/stato/respingi`)).status, 409, 'what was decided is not decided again');
	is((await step(clients['amministrativo.maleo'], one, 'esegui')).status, 303, 'who administers does the rest (RIC-02)');
	const page = text((await maleo.get(`/richieste/${one}`)).text);
	ok(/Eseguita/.test(page) && page.includes('Manca il preventivo') && page.includes('Eccolo') && /La richiesta è chiusa/.test(page), 'the history says all of it');
});

await chapter('another service', async () => {
	const other = sql("SELECT id FROM servizio WHERE codice = 'lodi'");
	is((await ask(maleo, pratica, 'parere')).status, 422, 'to which one is owed');
	is((await ask(maleo, pratica, 'parere', { destinatario: sql("SELECT id FROM servizio WHERE codice = 'maleo'") })).status, 422, 'not the own one');
	is((await ask(maleo, pratica, 'parere', { destinatario: other })).status, 303, 'it goes');
	const it = last(), page = await lodi.get(`/richieste/${it}`);
	ok(page.status === 200 && /D&#39;Amico &lt;b&gt;/.test(page.text) && /La pratica per te non si apre/.test(page.text), 'who decides there reads it');
	ok(!page.text.includes(`/pratiche/${pratica}`), 'without a way to the case');
	is((await lodi.get(`/pratiche/${pratica}`)).status, 403, 'which does not open');
	is((await lodi.get(`/pratiche/${pratica}/richieste`)).status, 403, 'nor its section');
	ok((await lodi.get('/richieste?vista=ricevute')).text.includes(`/richieste/${it}"`), 'it is among what others ask');
	ok(!(await lodi.get('/richieste?vista=servizio')).text.includes(`/richieste/${it}"`), 'not among what the own service asks');
	is((await lodi.get(`/richieste/${it}/stato/annulla`)).status, 403, 'who decides does not take it back');
	is(sql(`SELECT count(*) FROM registro WHERE azione = 'condividi' AND oggetto = 'richiesta' AND oggetto_id = ${it} AND soggetto_id = ${ida}`), '1', 'the register says that it was shown');
	is((await step(lodi, it, 'rispondi', 'Favorevole')).status, 303, 'the opinion is given');
	ok((await maleo.get('/notifiche?tipo=esiti')).text.includes(`/richieste/${it}`), 'and told');
	is((await clients['amministrativo.ambito'].get(`/richieste/${it}`)).status, 404, 'nobody else knows');
	const hidden = await openCase(person('Riservata', { reserved: true }));
	const refused = await ask(maleo, hidden, 'parere', { destinatario: other });
	ok(refused.status === 422 && /La persona è riservata/.test(refused.text), 'of a reserved person nothing goes out');
	const mute = await ask(maleo, await openCase(person('Muta', { consent: false })), 'parere', { destinatario: other });
	ok(mute.status === 422 && /non ha dato il consenso/.test(mute.text), 'nor without consent');
});

await chapter('documents shown to who decides', async () => {
	for (const name of ['preventivo <b>.txt', 'segreto.txt'])
		is((await maleo.upload(`/pratiche/${pratica}/documenti`, name, `Dentro ${name}`)).status, 303, `a document of the case: ${name}`);
	const id = (name) => sql(`SELECT id FROM documento WHERE pratica_id = ${pratica} AND nome_file LIKE '${name}%' ORDER BY id DESC LIMIT 1`);
	for (const until = Date.now() + 60000; Date.now() < until && sql(`SELECT count(*) FROM documento WHERE pratica_id = ${pratica} AND stato = 'in_controllo'`) !== '0';)
		await new Promise((go) => setTimeout(go, 200));
	const shown = id('preventivo'), kept = id('segreto'), other = sql("SELECT id FROM servizio WHERE codice = 'lodi'");
	ok((await maleo.get(`/pratiche/${pratica}/richieste/nuova/parere`)).text.includes(`value="${shown}"`), 'are offered to who asks');
	is((await ask(maleo, pratica, 'parere', { destinatario: other, allegati: shown })).status, 303, 'one is chosen');
	const it = last(), page = await lodi.get(`/richieste/${it}`);
	ok(page.text.includes(`/documenti/${shown}"`) && page.text.includes('preventivo &lt;b&gt;') && !page.text.includes(`/documenti/${kept}"`), 'who decides sees that one');
	const bytes = await lodi.get(`/documenti/${shown}`);
	ok(bytes.status === 200 && bytes.text === 'Dentro preventivo <b>.txt', 'and opens it');
	is(sql(`SELECT concat_ws(' ', azione, oggetto, oggetto_id, soggetto_id, esito) FROM registro WHERE rotta = 'documento_scarica' ORDER BY id DESC LIMIT 1`), `scarica documento ${shown} ${ida} ok`, 'the register knows, and of whom');
	const card = await lodi.get(`/documenti/${shown}/scheda`);
	ok(card.status === 200 && card.text.includes(`href="/richieste/${it}"`) && !card.text.includes(`/pratiche/${pratica}`), 'its card leads back to the richiesta');
	is((await lodi.get(`/documenti/${kept}`)).status, 404, 'the other one is not there for them');
	is((await lodi.get(`/pratiche/${pratica}`)).status, 403, 'nor is the case');
	is((await clients['amministrativo.ambito'].get(`/documenti/${shown}`)).status, 404, 'nor for anybody else');
	is((await step(lodi, it, 'integra', 'Serve altro')).status, 303, 'more is asked for');
	const answer = `/richieste/${it}/stato/rispondi`, answering = await maleo.get(answer);
	ok(answering.text.includes(`value="${kept}"`) && !answering.text.includes(`value="${shown}"`), 'who answers may show another');
	is((await maleo.submit(answer, { ...key(), testo: 'Eccolo', allegati: kept }, answering)).status, 303, 'and does');
	is((await lodi.get(`/documenti/${kept}`)).status, 200, 'now it opens');
	ok(!(await maleo.get(`/richieste/${it}/stato/annulla`)).text.includes('name="allegati"'), 'who takes it back shows nothing');
});

await chapter('lists and search', async () => {
	const code = sql(`SELECT codice FROM richiesta WHERE id = ${one}`);
	const mine = await maleo.get('/richieste?vista=mie');
	ok(mine.text.includes(`/richieste/${one}"`), '«le mie domande» (RIC-07)');
	ok((await maleo.get(`/richieste?vista=mie&cerca=${code.toLowerCase()}`)).text.includes(`/richieste/${one}"`), 'found by its number');
	ok((await maleo.get(`/richieste?vista=mie&cerca=${encodeURIComponent('d\'amico')}&stato=chiuse`)).text.includes(`/richieste/${one}"`), 'by the person, and closed');
	ok(!(await maleo.get(`/richieste?vista=mie&cerca=${code}&stato=aperte`)).text.includes(`/richieste/${one}"`), 'not among the open ones');
	for (let i = 0; i < 25; i++)
		sql(`INSERT INTO richiesta (codice, tipo, stato, attende, pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id, destinatario_id, oggetto, testo, entro, promemoria, promemoria_dato_il)
			SELECT 'RIC-PAG-${i}', tipo, 'V', 'decide', pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id, servizio_id, 'Pagina ${i}', 'x', current_date + ${i} % 3, current_date, now()
			FROM richiesta WHERE id = ${one}`);
	const first = await capo.get('/richieste?vista=decidere'), next = decode(/href="([^"]*[?&;]da=[^"]*)"/.exec(first.text)?.[1] ?? '');
	ok(next, 'the list has pages');
	const count = (html) => (html.match(/href="\/richieste\/\d+"/g) ?? []).length;
	const rest = await capo.get(next);
	ok(count(first.text) === 20 && count(rest.text) >= 5, 'twenty a page, and the rest');
	const ids = (html) => (html.match(/\/richieste\/\d+"/g) ?? []);
	is(ids(first.text).filter((id) => ids(rest.text).includes(id)).length, 0, 'none twice');
	sql("DELETE FROM richiesta WHERE codice LIKE 'RIC-PAG-%'");
	ok((await maleo.get(`/cerca?q=${code}`)).text.includes(`/richieste/${one}"`), 'found by number among everything');
	ok((await maleo.get(`/cerca?q=${encodeURIComponent('d\'amico ida')}`)).text.includes(`/richieste/${one}"`), 'and with the person');
	ok(!(await lodi.get(`/cerca?q=${code}`)).text.includes(`/richieste/${one}"`), 'not by another service');
	ok((await maleo.get('/cerca?q=domande')).text.includes('/richieste?vista=mie'), '«Cerca in tutte le aree» leads to them');
});

await chapter('a case that waits for one', async () => {
	sql("INSERT INTO transizione_esige VALUES ('intervento_generico', 'A', 'sospendi', 'autorizzazione')");
	try {
		const waiting = await openCase(ida), at = `/pratiche/${waiting}/stato/sospendi`;
		const page = await maleo.get(at);
		ok(page.status === 200 && page.text.includes(`/pratiche/${waiting}/richieste/nuova/autorizzazione`) && !formOf(page.text, at), 'the page says what lacks and leads there');
		await ask(maleo, waiting, 'autorizzazione');
		const it = last();
		ok((await maleo.get(at)).text.includes(`/richieste/${it}"`), 'then to the one that waits');
		await step(capo, it, 'approva');
		const form = await maleo.get(at);
		is((await maleo.submit(at, { ...key(), motivo: 'Ricovero' }, form)).location, `/pratiche/${waiting}?fatto=stato-cambiato`, 'once it is granted the state changes');
	} finally {
		sql("DELETE FROM transizione_esige");
	}
});

end();
