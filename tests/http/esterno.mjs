/*
 * People of external bodies (SAML-7, SELF-01): in with SPID, out again, and nothing of the system but
 * their own reports.  The outcome of a login is left as siz-spid leaves it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { Client, chapter, end, is, ok, sql } from './client.mjs';
import { entra, persone, gestore } from './spid.mjs';

gestore();

await chapter('way in', async () => {
	const nobody = new Client();
	const landing = await nobody.get('/self');
	is(landing.status, 200, 'the way in is public');
	ok(/Entra con SPID/.test(landing.text), 'with the button of SPID');
	ok(/href="\/spid\/accesso\?idp=https%3A%2F%2Fgestore\.example&amp;ritorno=%2Fself"/.test(landing.text), 'whose providers are links', landing.text.match(/spid\/accesso[^"]*/)?.[0]);
	ok(/href="\/spid\/accesso\?idp=[^"]*&amp;ritorno=%2Fsoggetti"/.test((await nobody.get('/accesso?ritorno=/soggetti')).text), 'the login of operators has it, too, with the way back');
	const without = await nobody.get('/accesso/spid');
	is(without.location, '/self?fatto=spid-scaduto', 'without an outcome one is sent back');
	nobody.cookies.set('__Host-siz-spid-esito', 'inventato');
	is((await nobody.get('/accesso/spid')).location, '/self?fatto=spid-scaduto', 'nor does an invented one open anything');
	ok(!nobody.cookies.has('__Host-siz'), 'and no session begins');
	const deep = await nobody.get('/self/1/parte/persona');
	is(deep.location, '/self?ritorno=%2Fself%2F1%2Fparte%2Fpersona', 'pages of reports lead to their own way in');
});

await chapter('session', async () => {
	const client = new Client();
	client.cookies.set('__Host-siz', 'piantato-da-altri');
	const { answer, token } = await entra(client, persone.cpi, '/self');
	is(answer.status, 303, 'the outcome is taken');
	is(answer.location, '/self', 'and leads where the person was going');
	const cookie = answer.headers['set-cookie'].find((line) => line.startsWith('__Host-siz='));
	ok(/^__Host-siz=[A-Za-z0-9_-]{43};/.test(cookie) && /SameSite=Lax/.test(cookie) && /HttpOnly/.test(cookie) && /Secure/.test(cookie) && !/Max-Age=[1-9]/.test(cookie), 'with a fresh session', cookie);
	ok(!client.cookies.has('__Host-siz-spid-esito'), 'the cookie of the outcome goes');
	const page = await client.get('/self');
	is(page.status, 200, 'the person is in');
	ok(page.text.includes('Fiorella D&#39;Amico &lt;b&gt;&amp;&quot;Serrabassa') || /Fiorella D&#39;Amico/.test(page.text), 'by the name that SPID gave, escaped', page.text.match(/Fiorella[^<]{0,60}/)?.[0]);
	ok(!/<b>&"/.test(page.text), 'never as markup');
	ok(/name="_csrf"/.test(page.text) && /action="\/esci"/.test(page.text), 'with the way out');
	const again = new Client();
	again.cookies.set('__Host-siz-spid-esito', token);
	is((await again.get('/accesso/spid')).location, '/self?fatto=spid-scaduto', 'an outcome is good once');
	is((await client.get('/accesso/come')).location, '/self', 'nobody is offered an account that is not theirs');
	const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)[1];
	is((await client.post('/accesso/come', { _csrf: csrf })).status, 403, 'nor gets one by asking');
	const stale = new Client();
	stale.cookies.set('__Host-siz', client.cookies.get('__Host-siz'));
	const twice = await entra(client, persone.cpi, 'https://altrove.example/');
	is(twice.answer.location, '/self', 'a way back to elsewhere leads home');
	is(sql(`SELECT count(*) FROM utente_esterno WHERE codice_fiscale = '${persone.cpi.codice_fiscale}'`), '1', 'the same person of the same provider is one user');
	ok(/Entra con SPID/.test((await stale.get('/self')).text), 'the session before has ended (AUTH-8)');
	await entra(new Client(), { ...persone.cpi, idp: 'https://altro-gestore.example' }, '/self');
	is(sql(`SELECT count(*) FROM utente_esterno WHERE codice_fiscale = '${persone.cpi.codice_fiscale}'`), '2', 'the same code of another provider is another user (SAML-7)');
});

await chapter('suspended', async () => {
	const client = new Client();
	await entra(client, persone.sospeso, '/self');
	sql(`UPDATE utente_esterno SET stato = 'sospeso' WHERE codice_fiscale = '${persone.sospeso.codice_fiscale}'`);
	ok(/Entra con SPID/.test((await client.get('/self')).text), 'who is suspended is out with the next request');
	const { answer } = await entra(client, persone.sospeso, '/self');
	is(answer.status, 403, 'and does not come in again');
	ok(!client.cookies.has('__Host-siz') || /Entra con SPID/.test((await client.get('/self')).text), 'no session stands');
});

await chapter('way out', async () => {
	const client = new Client();
	await entra(client, persone.cpi, '/self');
	const stolen = client.cookies.get('__Host-siz');
	await client.get('/self');
	const out = await client.submit('/esci', {});
	ok(/^\/spid\/esci\?u=[A-Za-z0-9_-]{43}$/.test(out.location), 'a session of SPID goes on to the provider', out.location);
	const ticket = out.location.split('=')[1];
	is(sql(`SELECT idp || ' ' || name_id || ' ' || session_index FROM spid_uscita WHERE impronta = sha256('${ticket}')`), 'https://gestore.example _nome-cpi _indice', 'with what the provider must know');
	client.cookies.set('__Host-siz', stolen);
	ok(/Entra con SPID/.test((await client.get('/self')).text), 'the old token opens nothing');
	const operator = new Client();
	await operator.login('assistente.maleo');
	await operator.get('/');
	is((await operator.submit('/esci', {})).location, '/accesso?fatto=uscita', 'a session of a password ends here');
});

await chapter('expired', async () => {
	const client = new Client();
	await entra(client, persone.cpi, '/self');
	sql(`UPDATE sessione SET attiva_il = now() - interval '2 hours' WHERE utente_esterno_id IS NOT NULL AND chiusa_il IS NULL`);
	const answer = await client.get('/self/ente');
	is(answer.location, '/self?scaduta=1&ritorno=%2Fself%2Fente', 'an expired one leads to the way in, and says why');
	ok(/La sessione è scaduta/.test((await client.follow(answer)).text), 'in words');
});

await chapter('operator', async () => {
	const cf = persone.operatrice.codice_fiscale;
	const operator = "(SELECT id FROM operatore WHERE username = 'assistente.lodi')";
	const client = new Client();
	await entra(client, persone.operatrice, '/');
	is((await client.get('/soggetti')).status, 403, 'a codice fiscale that nobody linked opens no account');
	sql(`DELETE FROM sessione_spid; DELETE FROM sessione WHERE utente_esterno_id IS NOT NULL; DELETE FROM utente_esterno WHERE codice_fiscale = '${cf}'`);
	sql(`INSERT INTO operatore_spid (operatore_id, codice_fiscale) VALUES (${operator}, '${cf}')`);
	const { answer } = await entra(client, persone.operatrice, '/soggetti');
	is(answer.location, '/soggetti', 'a linked one opens it, and leads where the operator was going (ACC-06)');
	const page = await client.get('/');
	ok(/Comune di Lodi/.test(page.text) && /Assistente sociale/.test(page.text), 'with the same service and role');
	ok(/^\/spid\/esci/.test((await client.submit('/esci', {}, page)).location), 'and SPID takes note of the way out');

	const both = await entra(client, persone.operatrice, '/self');
	is(both.answer.location, '/accesso/come?ritorno=%2Fself', 'on the way to a report one chooses who one is');
	const choice = await client.follow(both.answer);
	ok(/Entra con la mia utenza/.test(choice.text) && /Segnala per un ente esterno/.test(choice.text), 'both are offered');
	is((await client.get('/soggetti')).status, 403, 'until then one is the lesser of the two');
	const old = client.cookies.get('__Host-siz');
	const chosen = await client.submit('/accesso/come', {}, choice);
	is(chosen.location, '/self', 'the operator goes on');
	is((await client.get('/soggetti')).status, 200, 'with the account');
	const stale = new Client();
	stale.cookies.set('__Host-siz', old);
	ok(/Entra con SPID/.test((await stale.get('/self')).text), 'the external session has ended (AUTH-8)');

	await entra(client, persone.operatrice, '/self');
	sql("UPDATE sessione SET creata_il = now() - interval '11 minutes' WHERE operatore_offerto IS NOT NULL AND chiusa_il IS NULL");
	const late = await client.get('/self');
	const csrf = /name="_csrf" value="([^"]+)"/.exec(late.text)[1];
	is((await client.post('/accesso/come', { _csrf: csrf })).status, 403, 'an open screen is no way to an account later');
	sql(`DELETE FROM operatore_spid WHERE codice_fiscale = '${cf}'`);
});

await chapter('second factor', async () => {
	const cf = persone.operatrice.codice_fiscale;
	sql(`DELETE FROM sessione_spid; DELETE FROM sessione WHERE utente_esterno_id IS NOT NULL; DELETE FROM utente_esterno WHERE codice_fiscale = '${cf}'`);
	sql(`INSERT INTO operatore_spid (operatore_id, codice_fiscale) VALUES ((SELECT id FROM operatore WHERE username = 'assistente.lodi'), '${cf}')`);
	sql("UPDATE credenziale SET totp_attivo = true, totp_segreto = 'x' WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'assistente.lodi')");
	const client = new Client();
	is((await entra(client, { ...persone.operatrice, livello: 1 }, '/soggetti')).answer.location, '/secondo-fattore?ritorno=%2Fsoggetti', 'SPID of level 1 stands for the password alone');
	is((await entra(client, persone.operatrice, '/soggetti')).answer.location, '/soggetti', 'level 2 is two factors already (AUTH-11)');
	sql("UPDATE credenziale SET totp_attivo = false, totp_segreto = NULL WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'assistente.lodi')");
	sql(`DELETE FROM operatore_spid WHERE codice_fiscale = '${cf}'`);
});

await chapter('account', async () => {
	const nobody = new Client();
	ok(/Entra con SPID/.test((await nobody.get('/richiesta-utenza')).text), 'who has no account asks for one with SPID (ACC-01)');
	const client = new Client(), admin = new Client();
	await admin.login('amministratore.siz');
	is((await entra(client, { ...persone.cpi, codice_fiscale: 'NVTRSO88A41E648C', nome: 'Rosa' }, '/richiesta-utenza')).answer.location, '/richiesta-utenza', 'SPID leads there');
	const page = await client.get('/richiesta-utenza');
	ok(/NVTRSO88A41E648C/.test(page.text) && /Rosa/.test(page.text), 'pre-filled with name and code');
	ok(!/value="amministratore"/.test(page.text), 'nobody asks to administer');
	is((await client.submit('/richiesta-utenza', {})).status, 422, 'an empty one is refused');
	const wanted = { servizio: sql("SELECT id FROM servizio WHERE codice = 'maleo'"), ruolo: 'assistente_sociale', email: 'rosa@example.org', telefono: '0371 000000', note: 'D\'Amico <b>&"Rossi' };
	await client.get('/richiesta-utenza');
	is((await client.submit('/richiesta-utenza', wanted)).location, '/richiesta-utenza?fatto=utenza-chiesta', 'it is sent');
	const csrf = /name="_csrf" value="([^"]+)"/.exec((await client.get('/richiesta-utenza')).text)[1];
	is((await client.post('/richiesta-utenza', { _csrf: csrf, _chiave: 'seconda-richiesta', ...wanted })).status, 422, 'one at a time');
	const id = sql("SELECT max(id) FROM richiesta_utenza");
	const laura = new Client();
	await laura.login('assistente.maleo');
	is((await laura.get(`/amministrazione/richieste-utenza/${id}`)).status, 403, 'operators do not see the queue');
	ok((await admin.get('/amministrazione/richieste-utenza')).text.includes(`/amministrazione/richieste-utenza/${id}`), 'administrators do');
	is(sql("SELECT azione || ' ' || oggetto FROM registro ORDER BY id DESC LIMIT 1"), 'elenca richiesta_utenza', 'and the register says so');
	const one = await admin.get(`/amministrazione/richieste-utenza/${id}`);
	ok(!/<b>&"/.test(one.text), 'what was typed is escaped');
	is((await admin.submit(`/amministrazione/richieste-utenza/${id}`, { stato: 'respinta', motivo: '' })).status, 422, 'a refusal owes a reason');
	const path = `/amministrazione/richieste-utenza/${id}`, lain = await admin.get(path); /* a second window, open since before */
	await admin.get(path);
	is((await admin.submit(`/amministrazione/richieste-utenza/${id}`, { stato: 'formazione' })).location, '/amministrazione/richieste-utenza?fatto=utenza-esaminata', 'the state goes on (ACC-03)');
	await admin.get(`/amministrazione/richieste-utenza/${id}`);
	const mails = sql('SELECT count(*) FROM lavoro');
	const idle = await admin.submit(`/amministrazione/richieste-utenza/${id}`, { stato: 'formazione' });
	ok(/Non è cambiato niente/.test((await admin.get(idle.location)).text) && sql('SELECT count(*) FROM lavoro') === mails, 'the same once more changes nothing, tells nobody, and says so');
	ok(/In attesa della formazione/.test((await client.get('/richiesta-utenza')).text), 'the person follows it');
	const late = await admin.submit(path, { stato: 'respinta', motivo: 'x' }, lain);
	is(late.status, 409, 'who examines what somebody else examined meanwhile overwrites nothing');
	is(sql(`SELECT stato FROM richiesta_utenza WHERE id = ${id}`), 'formazione', 'the state is the first one\'s');

	/* accepted: one act makes the account */
	const offer = await admin.get(path);
	is(/value="([^"]*)" id="f-username"/.exec(offer.text)?.[1], 'rosa.damicobserrabassa', 'a name for the account is proposed', offer.text.match(/name="username"[^>]*>/)?.[0]);
	const untrained = await admin.submit(path, { stato: 'accolta', username: 'rosa.prova' }, offer);
	ok(untrained.status === 422 && /Scrivi quando la formazione è stata confermata/.test(untrained.text), 'without training there is no account, or a reason is owed (ACC-03)', String(untrained.status));
	const trained = { stato: 'accolta', formazione_il: '2026-03-10' };
	const taken = await admin.submit(path, { ...trained, username: 'assistente.maleo' }, await admin.get(path));
	ok(taken.status === 422 && /Questo nome utente è già di un’altra utenza/.test(taken.text), 'one that is taken is said beside its field', String(taken.status));
	const shape = await admin.submit(path, { ...trained, username: 'R! ' }, await admin.get(path));
	ok(shape.status === 422 && /lettere minuscole, cifre/.test(shape.text), 'one of the wrong shape too');
	is(sql(`SELECT count(*) FROM operatore WHERE email = 'rosa@example.org'`), '0', 'and no account is made');
	const early = await admin.get(path);
	is((await admin.submit(path, { ...trained, username: 'rosa.prova' }, early)).location, '/amministrazione/richieste-utenza?fatto=utenza-accolta', 'accepting makes it (ACC-01)');
	is((await admin.submit(path, { ...trained, username: 'rosa.altra', _chiave: 'seconda-utenza' }, early)).location, '/amministrazione/richieste-utenza?fatto=niente-cambiato', 'once');
	is(sql(`SELECT concat_ws(' ', o.username, v.codice, r.codice, c.codice_fiscale) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id
		JOIN ruolo r ON r.id = a.ruolo JOIN operatore_spid c ON c.operatore_id = o.id WHERE o.email = 'rosa@example.org'`), 'rosa.prova maleo assistente_sociale NVTRSO88A41E648C', 'with service, role and SPID');
	ok(/l’utenza è creata/.test((await admin.get(path)).text), 'the request says so');
	ok(/Accolta/.test((await client.get('/richiesta-utenza')).text), 'to who asked, too');
	const letters = () => readdirSync(`${process.env.VAR}/posta/new`).map((name) => readFileSync(`${process.env.VAR}/posta/new/${name}`, 'utf8').replace(/=\r?\n/g, '').replace(/=3D/g, '='));
	let letter;
	for (let i = 0; i < 100 && !letter; i++, await new Promise((go) => setTimeout(go, 200)))
		letter = letters().find((text) => /^To: <rosa@example.org>/m.test(text) && text.includes('rosa.prova'));
	const link = /(\/password-nuova\?g=[A-Za-z0-9_-]+)/.exec(letter ?? '')?.[1];
	ok(link, 'the mail has the name and the link', letter);
	const rosa = new Client(), choose = await rosa.get(link), password = 'Una frase lunga e nuova 42';
	is(choose.status, 200, 'the link leads to the choice of a password');
	const names = [...choose.text.matchAll(/name="([a-z_]*password[a-z_]*|conferma|ripeti[a-z_]*)"/g)].map((m) => m[1]);
	is((await rosa.submit(new URL(link, 'https://a').pathname + new URL(link, 'https://a').search, Object.fromEntries(names.map((n) => [n, password])), choose)).status, 303, 'which is taken');
	await rosa.get('/accesso');
	ok(!/^\/accesso/.test((await rosa.submit('/accesso', { utente: 'rosa.prova', password })).location ?? '/accesso'), 'and opens the account');
	const spid = new Client(), way = (await entra(spid, { ...persone.cpi, codice_fiscale: 'NVTRSO88A41E648C', nome: 'Rosa' }, '/soggetti')).answer.location;
	ok(/^\/(accesso\/come|soggetti)/.test(way), 'SPID opens it as well', way);
});

await chapter('link', async () => {
	const admin = new Client(), operator = sql("SELECT id FROM operatore WHERE username = 'collega.maleo'");
	await admin.login('amministratore.siz');
	const page = await admin.get('/amministrazione/spid');
	ok(/collega\.maleo/.test(page.text), 'an administrator sees the accounts');
	is((await admin.submit(`/amministrazione/spid/${operator}`, { codice_fiscale: 'LDNPLA80A01E648A' }, page)).status, 422, 'a wrong code is refused');
	const right = 'RSSMRA85T10A562S';
	is((await admin.submit(`/amministrazione/spid/${operator}`, { codice_fiscale: 'rss mra 85t10 a562s' }, await admin.get('/amministrazione/spid'))).location, '/amministrazione/spid?fatto=spid-collegato', 'a right one is linked');
	const client = new Client();
	is((await entra(new Client(), { ...persone.cpi, codice_fiscale: right, idp: 'https://altro-gestore.example' }, '/soggetti')).answer.location, '/self',
		'SPID of another name does not open the account: an administrator links no code of their own to a colleague (AZ-9)');
	is((await entra(client, { ...persone.cpi, codice_fiscale: right, nome: 'PAOLO', cognome: 'OLDANI' }, '/soggetti')).answer.location, '/soggetti', 'SPID of the same name does');
	const other = sql("SELECT id FROM operatore WHERE username = 'operatore.maleo'");
	is((await admin.submit(`/amministrazione/spid/${other}`, { codice_fiscale: right }, await admin.get('/amministrazione/spid'))).status, 422, 'one code opens one account');
	is((await admin.submit(`/amministrazione/spid/${operator}`, { codice_fiscale: '' }, await admin.get('/amministrazione/spid'))).location, '/amministrazione/spid?fatto=spid-scollegato', 'it is taken away again');
	ok(/Accedi/.test((await client.follow(await client.get('/soggetti'))).text), 'and what it had opened is shut at once');
});

end();
