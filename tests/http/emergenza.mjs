/*
 * Access in an emergency (BEY-18): from the page that refuses, with a reason; the service is told, the case shows it,
 * it ends by itself.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const text = (html) => decode(html.replace(/[^]*<main/, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const one = (question) => sql(question).split('\n')[0];
const [pratica, codice, persona] = one(`SELECT p.id || '|' || p.codice || '|' || p.titolare_soggetto_id FROM pratica p JOIN servizio v ON v.id = p.servizio_id AND v.codice = 'maleo'
	JOIN soggetto s ON s.id = p.titolare_soggetto_id AND NOT s.riservato WHERE p.kind = 'intervento_generico' AND p.stato = 'A'
	AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id) ORDER BY p.id`).split('|');
const at = `/pratiche/${pratica}`, form = `${at}/emergenza`;
const clients = {};
for (const name of ['referente.self', 'assistente.disabilita', 'assistente.maleo', 'referente.maleo', 'amministratore.siz', 'amministrativo.ambito'])
	await (clients[name] = new Client()).login(name, { 'assistente.maleo': 'Comune di Maleo', 'amministrativo.ambito': 'SELF' }[name] ?? null);
const chief = clients['referente.self'], laura = clients['assistente.maleo'];
sql(`INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id)
	SELECT id, current_date, x.o, x.o, x.p, creato_da, servizio_id FROM pratica, (VALUES ('pagina di tutti', false), ('pagina soltanto mia', true)) x (o, p) WHERE id = ${pratica}`);

await chapter('who may', async () => {
	const refused = await chief.get(at);
	is(refused.status, 403, 'a referente of another service does not open it');
	ok(refused.text.includes(`href="${form}"`), 'and is offered the way');
	for (const name of ['assistente.disabilita', 'amministrativo.ambito']) {
		ok(!(await clients[name].get(at)).text.includes(form), `${name} is not`);
		is((await clients[name].get(form)).status, 403, `${name} has no form`);
	}
	is((await clients['amministratore.siz'].get(form)).status, 403, 'nor who administers the system');
	is((await laura.get(form)).location, at, 'who opens it anyway is led there');
	const reserved = one('SELECT p.id FROM pratica p JOIN soggetto s ON s.id = p.titolare_soggetto_id AND s.riservato JOIN servizio v ON v.id = p.servizio_id AND v.codice <> \'self\' LIMIT 1');
	is((await chief.get(`/pratiche/${reserved || '999999999'}/emergenza`)).status, 404, 'a case of a reserved person is not there');
});

await chapter('what is owed', async () => {
	const page = await chief.get(form);
	is(page.status, 200, 'the form');
	ok(page.text.includes(codice) && /vengono avvisati appena la apri/.test(page.text) && /4 ore/.test(page.text), 'says what will happen');
	let sent = await chief.submit(form, {}, page);
	is(sent.status, 422, 'empty it is refused');
	for (const sentence of ['Scegli che cosa succede', 'Scrivi perché devi leggere la pratica adesso', 'Conferma di saperlo'])
		ok(text(sent.text).includes(sentence), sentence);
	sent = await chief.submit(form, { motivo: 'SALUTE', spiegazione: 'presto', capisco: '1' }, await chief.get(form));
	is(sent.status, 422, 'a word is no reason');
	ok(text(sent.text).includes('Scrivi almeno dieci caratteri') && formOf(sent.text, form).spiegazione === 'presto', 'beside the field, with what was typed');
	is(sql(`SELECT count(*) FROM accesso_straordinario WHERE pratica_id = ${pratica}`), '0', 'nothing was opened');
	const other = await clients['assistente.disabilita'].get('/');
	const csrf = /name="_csrf" value="([^"]+)"/.exec(other.text)[1];
	is((await clients['assistente.disabilita'].post(form, { _csrf: csrf, _chiave: `em-${process.pid}`, motivo: 'SALUTE', spiegazione: 'Ricovero urgente', capisco: '1' })).status, 403, 'who may not is refused by the POST too');
});

await chapter('opened', async () => {
	const sent = await chief.submit(form, { motivo: 'SALUTE', spiegazione: 'Ricovero <b>&"urgente"', capisco: '1' }, await chief.get(form));
	is(sent.status, 303, 'with a reason');
	is(sent.location, at, 'it leads into the case');
	const page = await chief.get(at);
	is(page.status, 200, 'which opens');
	ok(/Leggi questa pratica in emergenza/.test(page.text) && /Sola lettura/.test(page.text), 'says how and that it is to read');
	ok(/Aperta in emergenza/.test(page.text) && !/accesso_straordinario/.test(page.text), 'and what happened last, in words');
	is(sql(`SELECT esito FROM registro WHERE azione = 'emergenza' AND oggetto_id = ${pratica} AND soggetto_id = ${persona}`), 'ok', 'it is in the register');
	const diary = await chief.get(`${at}/diario`);
	ok(diary.text.includes('pagina di tutti') && !diary.text.includes('pagina soltanto mia'), 'without the private pages');
	const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)[1];
	is((await chief.post(`${at}/diario`, { _csrf: csrf, _chiave: `em-d-${process.pid}`, oggetto: 'x', testo: 'x' })).status, 403, 'nothing is written');
	ok(!(await chief.get(`/interventi/generici?cerca=${codice}&ambito=assegnati`)).text.includes(`href="${at}"`), 'it is not among what was assigned');
	ok(/Non lo puoi vedere/.test((await chief.get(`/soggetti/${persona}/isee`)).text), 'the ISEE of the household stays shut');
});

await chapter('who is told', async () => {
	for (const name of ['assistente.maleo', 'referente.maleo', 'amministratore.siz'])
		ok(text((await clients[name].get('/notifiche')).text).includes(`Accesso in emergenza a ${codice}`), `${name} reads it among the notifications`);
	const page = await laura.get(`${at}/assegnazioni`);
	ok(/Accessi straordinari/.test(page.text) && text(page.text).includes('Urgenza di salute') && page.text.includes('Ricovero &lt;b&gt;&amp;&quot;urgente&quot;'), 'the case shows who and why');
	ok(/Aperta in emergenza/.test((await laura.get(`${at}/storia`)).text), 'and its history');
	ok(page.text.includes(`action="${form}/chiudi"`), 'its service may end it');
});

await chapter('how it ends', async () => {
	const mine = await chief.submit(`${form}/chiudi`, {}, await chief.get(at));
	is(mine.location, '/?fatto=emergenza-chiusa', 'by who has finished');
	is((await chief.get(at)).status, 403, 'and is shut');
	await chief.submit(form, { motivo: 'ALTRO', spiegazione: 'Una seconda volta', capisco: '1' }, await chief.get(form));
	is((await chief.get(at)).status, 200, 'opened again');
	sql(`UPDATE accesso SET scade_il = now() - interval '1 second' WHERE pratica_id = ${pratica} AND origine < 0; UPDATE accesso_straordinario SET dal = now() - interval '5 hours', fino = now() - interval '1 hour' WHERE pratica_id = ${pratica} AND chiuso_il IS NULL`);
	is((await chief.get(at)).status, 403, 'its hours go by, and it is shut by itself');
	await chief.submit(form, { motivo: 'ALTRO', spiegazione: 'Una terza volta', capisco: '1' }, await chief.get(form));
	const ended = await laura.submit(`${form}/chiudi`, {}, await laura.get(`${at}/assegnazioni`));
	is(ended.location, `${at}/assegnazioni?fatto=emergenza-chiusa`, 'by the service of the case');
	is((await chief.get(at)).status, 403, 'at once');
	for (const n of ['quarta', 'quinta', 'sesta']) {
		const sent = await chief.submit(form, { motivo: 'ALTRO', spiegazione: `Una ${n} volta`, capisco: '1' }, await chief.get(form));
		if (n === 'sesta')
			ok(sent.status === 422 && /già aperto in emergenza cinque/.test(sent.text), 'five in a day', String(sent.status));
		else
			await chief.submit(`${form}/chiudi`, {}, await chief.get(at));
	}
});

await chapter('the rules as a page (ROL-01)', async () => {
	const page = await clients['amministratore.siz'].get('/amministrazione/permessi');
	is(page.status, 200, 'who administers reads them');
	const block = (kind) => page.text.slice(page.text.indexOf(`id="t-${kind}"`), page.text.indexOf('</section>', page.text.indexOf(`id="t-${kind}"`)));
	for (const kind of sql('SELECT codice FROM kind').split('\n'))
		ok(block(kind), `${kind} is there`);
	const row = (kind, role) => text(`<main${new RegExp(`<th scope="row" class="primo">${role}</th>([^]*?)</tr>`).exec(block(kind))?.[1]}`).trim();
	ok(/legge e modifica, se l’ha aperta: Assistente sociale no no no legge no/.test(row('presa_in_carico', 'Referente')), 'PIC-04, and the emergency', row('presa_in_carico', 'Referente'));
	ok(/^\S*no no no no no no no$/.test(row('presa_in_carico', 'Amministrativo')), 'PIC-03', row('presa_in_carico', 'Amministrativo'));
	sql("UPDATE regola_accesso SET livello = 1 WHERE kind = 'segnalazione' AND ruolo = 3 AND relazione = 'servizio'");
	const changed = await clients['amministratore.siz'].get('/amministrazione/permessi');
	sql("UPDATE regola_accesso SET livello = 2 WHERE kind = 'segnalazione' AND ruolo = 3 AND relazione = 'servizio'");
	ok(page.text !== changed.text && /Amministrativo<\/th><td data-nome="Del proprio servizio">legge<\/td>/.test(changed.text), 'what the page says is what the database says');
	is((await clients['referente.maleo'].get('/amministrazione/permessi')).status, 403, 'nobody else');
});

end();
