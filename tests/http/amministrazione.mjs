/*
 * Administration on pages (ACC-05, ACC-13, ACC-14, ACC-22, ROL-12): services and accounts, from the mail that gives a
 * password to the session that ends; what a referente may, and what nobody may.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const text = (html) => decode(html.replace(/[^]*<main/, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const letters = () => readdirSync(`${process.env.VAR}/posta/new`).map((name) => readFileSync(`${process.env.VAR}/posta/new/${name}`, 'utf8').replace(/=\r?\n/g, '').replace(/=3D/g, '='));
async function letter(to, words) {
	for (const until = Date.now() + 30000; Date.now() < until; await new Promise((go) => setTimeout(go, 200))) {
		const found = letters().filter((one) => one.includes(to) && words.test(one));
		if (found.length)
			return found.at(-1);
	}
	return '';
}
const at = '/amministrazione/operatori', mark = process.pid;
const admin = new Client(), chief = new Client(), laura = new Client();
await admin.login('amministratore.siz');
await chief.login('referente.maleo');
await laura.login('assistente.maleo', 'Comune di Maleo');
const maleo = sql("SELECT id FROM servizio WHERE codice = 'maleo'"), lodi = sql("SELECT id FROM servizio WHERE codice = 'lodi'");
const send = async (client, path, fields, action = path) => client.submit(action, fields, await client.get(path));
let servizio, persona;

await chapter('a service', async () => {
	is((await laura.get('/amministrazione/servizi')).status, 403, 'not for everybody');
	is((await chief.get('/amministrazione/servizi/nuovo')).status, 403, 'nor for a referente');
	let sent = await send(admin, '/amministrazione/servizi/nuovo', { descrizione: 'rimane' });
	is(sent.status, 422, 'without a name it is refused');
	ok(text(sent.text).includes('Scrivi il nome del servizio') && formOf(sent.text, '/amministrazione/servizi/nuovo').descrizione === 'rimane', 'beside the field, and nothing typed is lost');
	sent = await send(admin, '/amministrazione/servizi/nuovo', { denominazione: `Sportello <b>&"${mark}`, tipo: 'area', telefono: '0371 1' });
	is(sent.status, 303, 'made');
	servizio = /servizi\/(\d+)/.exec(sent.location)[1];
	ok((await admin.get('/amministrazione/servizi')).text.includes(`Sportello &lt;b&gt;&amp;&quot;${mark}`), 'it stands in the list');
	sent = await send(admin, '/amministrazione/servizi/nuovo', { denominazione: `SPORTELLO <b>&"${mark}`, tipo: 'area' });
	is(sent.status, 422, 'not twice under one name');
	const mine = await admin.get(`/amministrazione/servizi/${servizio}`), theirs = mine;
	is((await admin.submit(`/amministrazione/servizi/${servizio}`, { telefono: '0371 2' }, mine)).status, 303, 'its contacts change');
	is((await admin.submit(`/amministrazione/servizi/${servizio}`, { telefono: '0371 3', _chiave: `am-${mark}` }, theirs)).status, 409, 'and not over what another saved meanwhile');
	is(sql(`SELECT telefono FROM servizio WHERE id = ${servizio}`), '0371 2', 'whose text stands');
});

await chapter('a new account', async () => {
	const fields = { cognome: 'D\'Amico <b>&"Rossi"', nome: 'Ida', email: `ida.${mark}@example.org`, username: `Ida.Rossi${mark}`, servizio: maleo, ruolo: 'assistente_sociale' };
	let sent = await send(chief, `${at}/nuovo`, fields);
	is(sent.status, 422, 'training is owed (ACC-03)');
	ok(text(sent.text).includes('Scrivi quando la formazione è stata confermata'), 'and says so');
	const page = await chief.get(`${at}/nuovo`);
	ok(!/type="password"/.test(page.text), 'nobody types a password');
	ok(/value="operatore_sociale"/.test(page.text) && !/value="referente"|value="amministratore"/.test(page.text), 'a referente is offered the roles that a referente gives');
	ok(!page.text.includes(`<option value="${lodi}"`), 'and the own service');
	sent = await chief.submit(`${at}/nuovo`, { ...fields, ruolo: 'referente', formazione_il: '10/03/2026' }, page);
	is(sent.status, 422, 'another role is refused');
	sent = await send(chief, `${at}/nuovo`, { ...fields, formazione_il: '10/03/2026' });
	is(sent.status, 303, 'made by the referente', text(sent.text).slice(0, 400));
	persona = /operatori\/(\d+)/.exec(sent.location)[1];
	ok(/Da attivare/.test((await chief.get(`${at}/${persona}`)).text), 'to be activated');
	const mail = await letter(`ida.${mark}@example.org`, /password-nuova/);
	const link = /\/password-nuova\?g=[\w-]+/.exec(mail)?.[0];
	ok(link, 'the link is in the mail');
	const ida = new Client(), choose = await ida.get(link);
	is(choose.status, 200, 'it opens the choice of a password');
	is((await ida.submit(decode(/<form[^>]* action="(\/password-nuova[^"]*)"/.exec(choose.text)[1]), { password: 'Girasole-di-Maleo-41', password_ripetuta: 'Girasole-di-Maleo-41' }, choose)).status, 303, 'which is taken');
	is((await ida.get(link)).status, 410, 'the link works once');
	await ida.login(`ida.rossi${mark}`, null, 'Girasole-di-Maleo-41');
	is((await ida.get('/soggetti')).status, 200, 'and she is in');
	sent = await send(chief, `${at}/nuovo`, { ...fields, formazione_il: '10/03/2026', username: `ida.due${mark}` });
	ok(sent.status === 422 && text(sent.text).includes('già di un’altra utenza'), 'one mail, one account');

	/* suspended: the session that is open ends at once */
	is((await send(chief, `${at}/${persona}/sospendi`, {})).status, 422, 'a reason is owed');
	sent = await send(chief, `${at}/${persona}/sospendi`, { motivo: 'Congedo <b>&"' });
	is(sent.status, 303, 'suspended');
	is((await ida.get('/soggetti')).location?.split('?')[0], '/accesso', 'what was open is shut at once');
	ok((await letter(`ida.${mark}@example.org`, /sospesa/)) !== '', 'she is told');
	ok(/Congedo &lt;b&gt;&amp;&quot;/.test((await chief.get(`${at}/${persona}`)).text), 'why is read on the page');
	ok((await chief.get(`${at}?stato=sospeso`)).text.includes(`${at}/${persona}"`), 'and who, in the list of the suspended');
	is((await chief.submit(`${at}/${persona}/riattiva`, {}, await chief.get(`${at}/${persona}`))).status, 303, 'taken up again');
	await ida.login(`ida.rossi${mark}`, null, 'Girasole-di-Maleo-41');
	is((await ida.get('/soggetti')).status, 200, 'she enters');

	/* another role */
	const row = sql(`SELECT id FROM appartenenza WHERE operatore_id = ${persona}`), there = `${at}/${persona}/appartenenze/${row}`;
	sent = await send(chief, there, { ruolo: 'amministrativo' });
	is(sent.status, 303, 'another role');
	is((await ida.get('/soggetti')).location?.split('?')[0], '/accesso', 'ends what was open too');
	await ida.login(`ida.rossi${mark}`, null, 'Girasole-di-Maleo-41');
	is((await ida.get('/prese-in-carico')).status, 403, 'and opens what the new role opens (ROL-03)');
	is((await chief.get(there)).status, 404, 'the old one is over');
});

await chapter('what a referente may not', async () => {
	const other = sql("SELECT id FROM operatore WHERE username = 'assistente.lodi'"), peer = sql("SELECT id FROM operatore WHERE username = 'responsabile.maleo'"), me = sql("SELECT id FROM operatore WHERE username = 'referente.maleo'");
	ok(!(await chief.get(`${at}?cerca=lodi`)).text.includes(`${at}/${other}"`), 'people of another service are not in the list');
	is((await chief.get(`${at}/${other}`)).status, 404, 'nor anywhere else');
	is((await chief.get(`${at}/${peer}/sospendi`)).status, 403, 'another referente is for who administers SIZ');
	const own = await chief.get(`${at}/${me}`);
	ok(own.status === 200 && /È la tua utenza/.test(own.text) && !formOf(own.text, `${at}/${me}/appartenenze`), 'nobody has a form for the own rights');
	const csrf = /name="_csrf" value="([^"]+)"/.exec(own.text)[1];
	const forced = await chief.post(`${at}/${me}/appartenenze`, { _csrf: csrf, _chiave: `am-io-${mark}`, servizio: maleo, ruolo: 'operatore_sociale' });
	ok(forced.status === 422, 'and what is sent without one is refused', forced.status);
	is(sql(`SELECT count(*) FROM appartenenza WHERE operatore_id = ${me} AND ruolo = 4`), '0', 'nothing was given');
	is((await chief.get(`${at}/${persona}/secondo-fattore`)).status, 403, 'the second factor is not theirs to take away');
	is((await laura.get(at)).status, 403, 'and who is no referente sees no account');
});

await chapter('who administers', async () => {
	const me = sql("SELECT id FROM operatore WHERE username = 'amministratore.siz'");
	let sent = await send(admin, `${at}/${persona}`, { servizio, ruolo: 'referente', valida_dal: '2027-01-01' }, `${at}/${persona}/appartenenze`);
	is(sent.status, 303, 'puts somebody in a second service, from a day');
	ok(/Da allora/.test((await admin.get(`${at}/${persona}`)).text), 'which is to come');
	sent = await send(admin, `${at}/${persona}`, { servizio, ruolo: 'amministrativo', valida_dal: '2027-06-01' }, `${at}/${persona}/appartenenze`);
	ok(sent.status === 422 && text(sent.text).includes('lavora già in questo servizio'), 'not twice on the same days');
	const form = await admin.get(`${at}/${persona}/modifica`);
	is((await admin.submit(`${at}/${persona}/modifica`, { telefono: '0371 9' }, form)).status, 303, 'changes the data');
	is((await admin.submit(`${at}/${persona}/modifica`, { telefono: '0371 8', _chiave: `am-t-${mark}` }, form)).status, 409, 'not over what another saved meanwhile');
	is((await admin.get(`${at}/${persona}/secondo-fattore`)).status, 404, 'no second factor to take away');
	sql(`UPDATE credenziale SET totp_attivo = true WHERE operatore_id = ${persona}`);
	is((await send(admin, `${at}/${persona}/secondo-fattore`, { motivo: 'Telefono perso' })).status, 303, 'taken away with a reason');
	ok((await letter(`ida.${mark}@example.org`, /secondo fattore/)) !== '', 'and she is told');
	is((await admin.get(`${at}/${me}/sospendi`)).status, 403, 'nobody suspends themselves');
	is(sql(`SELECT count(*) FROM registro WHERE oggetto = 'operatore' AND oggetto_id = ${persona} AND azione = 'apri'`) > 0, true, 'each opening is in the register');
	is(sql(`SELECT string_agg(DISTINCT tabella, ' ' ORDER BY tabella) FROM configurazione_modifica WHERE riga_id IN (${persona}, ${servizio}) OR nome LIKE '%Sportello%${mark}%'`), 'appartenenza credenziale operatore servizio', 'and each change is kept');
});

await chapter('a service that closes', async () => {
	const end = `/amministrazione/servizi/${maleo}/chiudi`, page = await admin.get(end);
	ok(/Con pratiche aperte il servizio non si chiude/.test(page.text), 'what stands on it is said before');
	const refused = await admin.submit(end, { valido_al: '2026-12-31', motivo: 'Prova' }, page);
	ok(refused.status === 422 && text(refused.text).includes('ci sono pratiche aperte'), 'and it is not closed');
	const closed = await send(admin, `/amministrazione/servizi/${servizio}/chiudi`, { valido_al: '2025-12-31', motivo: 'Non serve' });
	ok(closed.status === 422, 'nor before it began, or before those who come');
	is((await send(admin, `/amministrazione/servizi/${servizio}/chiudi`, { valido_al: '2027-12-31', motivo: 'Progetto finito' })).status, 303, 'an empty one is');
	ok(/Fino al 31\/12\/2027/.test((await admin.get(`/amministrazione/servizi/${servizio}`)).text), 'with its last day');
	is((await admin.submit(`/amministrazione/servizi/${servizio}/riapri`, {}, await admin.get(`/amministrazione/servizi/${servizio}`))).status, 303, 'which can be taken away');
	is(sql(`SELECT valido_al IS NULL FROM servizio WHERE id = ${servizio}`), 't', 'then it goes on');
});

await chapter('its cases given on', async () => {
	const other = sql("SELECT s.id FROM servizio s JOIN pratica p ON p.servizio_id = s.id AND p.stato IN ('A', 'S') WHERE s.codice NOT IN ('maleo', 'lodi') AND NOT s.sola_lettura GROUP BY s.id HAVING count(*) FILTER (WHERE p.kind IN ('domanda')) = 0 ORDER BY count(*) LIMIT 1");
	const [quante, uno] = sql(`SELECT count(*), min(id) FROM pratica WHERE servizio_id = ${other} AND stato IN ('A', 'S')`).split('|');
	const path = `/amministrazione/servizi/${other}/consegna`, who = sql("SELECT id FROM operatore WHERE username = 'assistente.lodi'");
	is((await laura.get(path)).status, 403, 'not for everybody');
	const page = await admin.get(`${path}?servizio=${lodi}`);
	ok(page.text.includes(`<option value="${who}"`), 'the people of the service that was chosen are offered');
	is((await admin.submit(path, { operatore: who }, page)).status, 422, 'a reason is owed');
	const sent = await admin.submit(path, { operatore: who, motivo: 'Fusione degli uffici' }, await admin.get(`${path}?servizio=${lodi}`));
	is(sent.status, 303, 'given on', text(sent.text).slice(0, 300));
	is(sql(`SELECT count(*) FROM pratica WHERE servizio_id = ${other} AND stato IN ('A', 'S')`), '0', `all ${quante} went`);
	is((await admin.get(`/pratiche/${uno}`)).status, 403, 'who administers does not read them');
	const receiver = new Client();
	await receiver.login('assistente.lodi');
	is((await receiver.get(`/pratiche/${uno}`)).status, 200, 'who receives them does');
	ok(text((await receiver.get('/notifiche')).text).includes('Fusione degli uffici'), 'and is told');
});

await chapter('lists', async () => {
	const path = '/amministrazione/elenchi/tipo-evento', word = `Sopralluogo <b>&"${mark}`;
	is((await chief.get(path)).status, 403, 'for who administers');
	ok(/href="\/amministrazione\/elenchi\/tipo-evento"/.test((await admin.get('/amministrazione/elenchi')).text), 'each list stands among the lists');
	is((await admin.get('/amministrazione/elenchi/nessuno')).status, 404, 'others are not there');
	is((await admin.get('/amministrazione/elenchi/istat/nuova')).status, 403, 'what law decides is not lengthened');
	ok(!(await admin.get('/amministrazione/elenchi/istat')).text.includes('/amministrazione/voci/'), 'and only read');
	let sent = await send(admin, `${path}/nuova`, { ordine: '3' });
	ok(sent.status === 422 && text(sent.text).includes('Scrivi le parole della voce') && formOf(sent.text, `${path}/nuova`).ordine === '3', 'words are owed, and nothing typed is lost');
	is((await send(admin, `${path}/nuova`, { descrizione: word })).status, 303, 'a new entry');
	sent = await send(admin, `${path}/nuova`, { descrizione: word });
	ok(sent.status === 422 && text(sent.text).includes('già una voce con queste parole'), 'not twice');
	const mine = sql("SELECT p.id FROM pratica p JOIN servizio v ON v.id = p.servizio_id AND v.codice = 'maleo' WHERE p.stato = 'A' AND p.kind = 'intervento_generico' ORDER BY p.id LIMIT 1"), event = `/pratiche/${mine}/eventi/nuovo`;
	const offered = await laura.get(event), code = sql(`SELECT codice FROM voce WHERE descrizione = '${word.replace(/'/g, "''")}'`);
	ok(offered.text.includes(`<option value="${code}"`) && offered.text.includes('Sopralluogo &lt;b&gt;&amp;&quot;'), 'operators choose it with the next page, without a restart');
	is((await laura.submit(event, { titolo: 'Prova', data: '10/03/2026', tipo: code }, offered)).status, 303, 'and write it');
	const id = sql(`SELECT id FROM voce WHERE codice = '${code}'`);
	is((await send(admin, `/amministrazione/voci/${id}`, { descrizione: `Visita del tecnico ${mark}`, sostituisce: '1' })).location?.split('?')[1], 'fatto=voce-sostituita', 'words with another meaning make another entry');
	const now = await laura.get(event);
	ok(now.text.includes(`Visita del tecnico ${mark}`) && !now.text.includes(`<option value="${code}"`), 'which is chosen from now on');
	ok((await laura.get(`/pratiche/${mine}/eventi`)).text.includes('Sopralluogo &lt;b&gt;&amp;&quot;'), 'what was written before keeps its word');
});

await chapter('types of intervention', async () => {
	const name = `Orto sociale ${mark}`;
	is((await chief.get('/amministrazione/tipi')).status, 403, 'for who administers');
	let sent = await send(admin, '/amministrazione/tipi/nuovo?pratiche=intervento_generico', {}, '/amministrazione/tipi/nuovo');
	ok(sent.status === 422 && text(sent.text).includes('Scrivi il nome del tipo'), 'a name is owed');
	sent = await send(admin, '/amministrazione/tipi/nuovo?pratiche=intervento_generico', { kind: 'intervento_generico', descrizione: name, istat: 'A1', livello_assistenza: '2', servizi: maleo }, '/amministrazione/tipi/nuovo');
	is(sent.status, 303, 'made for one service', text(sent.text).slice(0, 300));
	ok((await admin.get(sent.location)).text.includes(name), 'it stands in the list');
	const person = sql('SELECT titolare_soggetto_id FROM pratica WHERE titolare_soggetto_id IS NOT NULL LIMIT 1'), lodi_user = new Client();
	await lodi_user.login('assistente.lodi');
	ok((await laura.get(`/interventi/generici/nuovo?titolare=${person}`)).text.includes(name), 'who works there chooses it (GEN-09)');
	ok(!(await lodi_user.get(`/interventi/generici/nuovo?titolare=${person}`)).text.includes(name), 'and nobody elsewhere');
	const id = sql(`SELECT id FROM tipo_intervento WHERE descrizione = '${name}'`), page = await admin.get(`/amministrazione/tipi/${id}`);
	is((await admin.submit(`/amministrazione/tipi/${id}`, { descrizione: name, valido_al: '2026-01-31', valido_dal: '2026-01-01' }, page)).status, 303, 'ended');
	ok(!(await laura.get(`/interventi/generici/nuovo?titolare=${person}`)).text.includes(name), 'it is chosen no more');
	is((await admin.submit(`/amministrazione/tipi/${id}`, { descrizione: `${name} bis`, _chiave: `am-v-${mark}` }, page)).status, 409, 'not over what another saved meanwhile');
});

await chapter('what was changed, and back', async () => {
	const path = '/amministrazione/modifiche';
	is((await chief.get(path)).status, 403, 'for who administers');
	const page = await admin.get(`${path}?cosa=servizio`);
	ok(text(page.text).includes('Telefono: 0371 1 → 0371 2'), 'who reads old and new');
	const id = sql(`SELECT id FROM configurazione_modifica WHERE tabella = 'servizio' AND riga_id = ${servizio} AND dopo ? 'telefono' AND azione = 'UPDATE' ORDER BY id DESC LIMIT 1`);
	is((await admin.submit(`${path}/${id}/annulla`, {}, page)).status, 303, 'takes one back');
	is(sql(`SELECT telefono FROM servizio WHERE id = ${servizio}`), '0371 1', 'the old value stands again');
	is((await admin.submit(`${path}/${id}/annulla`, { _chiave: `am-a-${mark}` }, page)).status, 409, 'once');
	ok(/annulla una modifica di prima/.test((await admin.get(path)).text), 'and that stands there, too');
	const older = sql(`SELECT id FROM configurazione_modifica WHERE tabella = 'appartenenza' AND azione = 'UPDATE' AND dopo ? 'valida_al' ORDER BY id LIMIT 1`);
	const all = await admin.get(`${path}?cosa=appartenenza`);
	const refused = await admin.submit(`${path}/${older}/annulla`, {}, all);
	ok(refused.status === 422 && text(refused.text).includes('lavora già in questo servizio'), 'what would break a rule is refused in words', `${refused.status} ${text(refused.text).slice(0, 200)}`);
});

end();
