/*
 * Agenda and équipe over the pages: making, moving, conflicts, the diary, «Occupata», the feed.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const laura = new Client(), ugo = new Client(), lodi = new Client(), nobody = new Client();
await laura.login('assistente.maleo');
await ugo.login('collega.maleo');
await lodi.login('assistente.lodi');
const number = (who) => sql(`SELECT id FROM operatore WHERE username = '${who}'`);
const me = number('assistente.maleo'), other = number('collega.maleo');
const [pratica, codice, titolare] = sql(`SELECT p.id, p.codice, s.cognome || ' ' || s.nome FROM pratica p JOIN servizio v ON v.id = p.servizio_id AND v.codice = 'maleo' JOIN soggetto s ON s.id = p.titolare_soggetto_id
	WHERE p.riferimento_operatore_id = ${me} AND p.stato = 'A' ORDER BY p.id LIMIT 1`).split('|');
/* a Wednesday far from what the demonstration has */
const day = '2027-03-10', words = '10/03/2027';

/* A form of several values under one name goes by hand. */
async function make(client, fields, people, path = '/agenda/nuovo') {
	const page = await client.get(path);
	const sent = Object.entries({ ...formOf(page.text, path), ...fields }).filter(([name]) => name !== 'partecipanti');
	return client.post(path, [...sent, ...people.map((one) => ['partecipanti', one])]);
}
/* The same once more, with what a warning wants to be confirmed. */
function confirm(refused) {
	const tokens = [...refused.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((found) => decode(found[1]));
	return tokens;
}
const base = { titolo: 'Colloquio con Ida <b>', tipo: 'COLLOQUIO', data: words, dalle: '09:30', alle: '10:30', luogo: 'Stanza 4' };

await chapter('an appointment', async () => {
	const wrong = await make(laura, { ...base, alle: '09:00' }, [me]);
	is(wrong.status, 422, 'one that ends before it begins is refused');
	ok(/Finisce prima di cominciare/.test(wrong.text) && /Stanza 4/.test(wrong.text), 'with its sentence, and nothing typed is lost');
	is((await make(laura, base, [])).status, 422, 'nobody takes part: refused');
	is((await make(laura, { ...base, pratica: 'GEN-1900-00001' }, [me])).status, 422, 'a case that is none');
	is((await make(laura, base, ['999999'])).status, 422, 'somebody who is none');
	const saved = await make(laura, { ...base, pratica: codice.toLowerCase() }, [me, other]);
	is(saved.location, `/agenda?giorno=${day}&fatto=appuntamento-salvato`, 'saved');
	const week = await laura.get(saved.location);
	ok(week.text.includes('Colloquio con Ida &lt;b&gt;') && week.text.includes('09:30-10:30'), 'it stands in the week');
	ok(/rowspan="2"/.test(week.text), 'two half hours high');
	const [today, short] = sql("SELECT current_date, extract(day FROM current_date)").split('|');
	ok(new RegExp(`giorno=${today}[^>]*>[^<]* ${short}<`).test((await laura.get('/agenda')).text), 'today stands in the week, on a Sunday too');
	ok((await ugo.get(`/agenda?giorno=${day}&vista=giorno`)).text.includes('Colloquio con Ida'), 'in the day of the colleague who takes part');
	ok((await laura.get(`/agenda?giorno=${day}&vista=elenco`)).text.includes('Colloquio con Ida'), 'and in the list');
	ok(/Appuntamento: colloquio/.test((await laura.get(`/pratiche/${pratica}/diario`)).text), 'and in the diary of the case');
	ok(/Hai un appuntamento il 10\/03\/2027 alle 09:30/.test((await ugo.get('/notifiche')).text), 'who was put in is told');
	const way = `/agenda/appuntamenti/${sql('SELECT max(id) FROM appuntamento')}`;
	for (const list of ['/', '/notifiche'])
		ok((await ugo.get(list)).text.includes(`<a class="siz-forte" href="${way}">Hai un appuntamento`), `${list} leads to it`);
	is((await ugo.get(way)).status, 200, 'the way opens');
	ok((await ugo.get('/notifiche')).text.includes(`<a href="${way}">Hai un appuntamento`), 'and the notification counts as read');
	is(sql("SELECT dettaglio ->> 'appuntamenti' <> '[]' FROM registro WHERE azione = 'elenca' AND oggetto = 'agenda' ORDER BY id DESC LIMIT 1"), 't', 'which ones were shown is in the register');
});

const id = sql(`SELECT max(id) FROM appuntamento`);
const path = `/agenda/appuntamenti/${id}`;

await chapter('hai già', async () => {
	const second = await make(laura, { ...base, titolo: 'Un’altra cosa', dalle: '10:00', alle: '11:00' }, [me, other]);
	is(second.status, 422, 'it is asked about');
	ok(/Hai già «Colloquio con Ida &lt;b&gt;» dalle 09:30 alle 10:30/.test(second.text), 'with what one has already');
	ok(/ha già un impegno dalle 09:30 alle 10:30/.test(second.text), 'and that the colleague has something');
	const tokens = confirm(second);
	ok(tokens.length >= 1, 'it can be confirmed');
	const sent = Object.entries({ ...formOf(second.text, '/agenda/nuovo'), dalle: '10:00', alle: '11:00' }).filter(([name]) => !/partecipanti|conferma/.test(name));
	const third = await laura.post('/agenda/nuovo', [...sent, ['partecipanti', me], ['partecipanti', other], ...tokens.map((one) => ['conferma', one])]);
	is(third.status, 303, 'and then is taken');
	is((await make(laura, { ...base, titolo: 'Dopo', dalle: '11:00', alle: '11:30' }, [me])).status, 303, 'what only touches is no conflict');
	const week = await laura.get(`/agenda?giorno=${day}`);
	ok(/class="pieno piu"/.test(week.text), 'two that overlap share a cell');
});

await chapter('moved, and off', async () => {
	const page = await laura.get(path);
	is(page.status, 200, 'it opens');
	const fields = { ...formOf(page.text, path), dalle: '14:00', alle: '15:00' };
	const sent = () => [...Object.entries(fields).filter(([name]) => name !== 'partecipanti'), ['partecipanti', me], ['partecipanti', other]];
	is((await laura.post(path, sent())).status, 303, 'moved');
	ok(/Appuntamento spostato: colloquio/.test((await laura.get(`/pratiche/${pratica}/diario`)).text), 'the diary says so');
	fields._chiave = 'un’altra finestra';
	fields.luogo = 'Stanza 9';
	is((await laura.post(path, sent())).status, 409, 'on an older version both texts are shown');
	const now = await ugo.get(path);
	is((await ugo.submit(`${path}/togli`, {}, now)).status, 303, 'a colleague who opens the case takes it off');
	ok(/Appuntamento tolto: colloquio/.test((await laura.get(`/pratiche/${pratica}/diario`)).text), 'the diary says that, too');
	is((await laura.get(path)).status, 404, 'and it is gone');
	ok(/<a class="siz-forte" href="\/agenda">L’appuntamento del 10\/03\/2027 alle 14:00 è annullato/.test((await laura.get('/notifiche')).text), 'who would have come is told');
	ok(!(await laura.get('/notifiche')).text.includes(`href="${path}"`) && !(await ugo.get('/notifiche')).text.includes(`href="${path}"`), 'and nothing leads to what is not there');
});

await chapter('others', async () => {
	is((await make(laura, { ...base, titolo: 'Segreto di Maleo', dalle: '16:00', alle: '17:00' }, [me])).status, 303, 'one more');
	const secret = sql(`SELECT max(id) FROM appuntamento`);
	is((await lodi.get(`/agenda/appuntamenti/${secret}`)).status, 404, 'another service does not open it');
	const seen = await lodi.get(`/agenda?giorno=${day}&cal=io&cal=o${me}`);
	ok(!/Segreto di Maleo/.test(seen.text), 'does not read its title');
	ok(/Occupata/.test(seen.text) && /16:00-17:00/.test(seen.text), 'sees «Occupata» and the hours');
	ok(!/Stanza 4/.test(seen.text), 'not the place');
	const lia = number('assistente.lodi');
	sql(`INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio) SELECT id, ${lia}, inizio FROM appuntamento WHERE id = ${secret}`);
	const guest = await lodi.get(`/agenda/appuntamenti/${secret}`);
	ok(guest.status === 200 && /Sola lettura/.test(guest.text) && !formOf(guest.text, `/agenda/appuntamenti/${secret}`), 'who is invited reads it');
	const token = formOf((await lodi.get('/')).text)._csrf;
	is((await lodi.post(`/agenda/appuntamenti/${secret}/togli`, { _csrf: token, _chiave: 'x1' })).status, 403, 'and does not take it off');
	is((await laura.get('/agenda?giorno=oggi&vista=boh&cal=e&cal=o-1&cal=%27')).status, 200, 'an address with nonsense shows today');
});

await chapter('events of cases', async () => {
	sql(`INSERT INTO evento (pratica_id, titolo, data, ora, creato_da) VALUES (${pratica}, 'Udienza <i>', '${day}', '12:00', ${me}), (${pratica}, 'Scade la domanda', '${day}', NULL, ${me})`);
	const week = await laura.get(`/agenda?giorno=${day}`);
	ok(week.text.includes('Udienza &lt;i&gt;') && week.text.includes('Scade la domanda') && week.text.includes(`/pratiche/${pratica}/eventi`), 'they appear with their case');
	ok(!/Udienza/.test((await laura.get(`/agenda?giorno=${day}&cal=servizio`)).text), 'but only in one’s own calendar');
});

await chapter('équipe', async () => {
	const made = await laura.submit('/equipe/nuova', { nome: 'Équipe minori <b>', tra_servizi: '1' }, await laura.get('/equipe/nuova'));
	is(made.status, 303, 'made');
	const address = made.location.replace(/\?.*/, '');
	is((await laura.submit('/equipe/nuova', { nome: 'équipe MINORI <b>' }, await laura.get('/equipe/nuova'))).status, 422, 'one name is one équipe');
	const page = await laura.get(address);
	is((await laura.submit(`${address}/membri`, { operatore: me, funzione: 'coordina' }, page)).status, 303, 'oneself');
	const service = sql("SELECT a.servizio_id FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id WHERE o.username = 'assistente.lodi' LIMIT 1");
	const across = await laura.get(`${address}?servizio=${service}`);
	is((await laura.submit(`${address}/membri`, { operatore: number('assistente.lodi'), funzione: 'psicologa' }, across)).status, 303, 'somebody of another service');
	ok(/psicologa/.test((await lodi.get(address)).text), 'who sees it');
	ok(!formOf((await lodi.get(address)).text, `${address}/membri`), 'and does not compose it');
	is((await lodi.get(`${address}/modifica`)).status, 403, 'nor rename it');
	is((await make(laura, { ...base, titolo: 'Riunione minori', tipo: 'EQUIPE', dalle: '08:00', alle: '09:00', equipe: address.split('/')[2] }, [])).status, 303, 'a meeting of it');
	ok(/Riunione minori/.test((await lodi.get(`/agenda?giorno=${day}`)).text), 'stands in the agenda of its members');
	const link = await laura.get(`/pratiche/${pratica}/equipe`);
	is((await laura.submit(`/pratiche/${pratica}/equipe`, { equipe: address.split('/')[2] }, link)).status, 303, 'it follows a case');
	ok(/Équipe minori &lt;b&gt;/.test((await laura.get(`/pratiche/${pratica}/equipe`)).text), 'and stands there');
	ok((await laura.get(address)).text.includes(codice) && !(await lodi.get(address)).text.includes(codice), 'its cases are shown to who opens them');
	is((await lodi.get(`/pratiche/${pratica}`)).status, 403, 'it opens the case to nobody');
});

await chapter('the calendar of the telephone', async () => {
	is((await make(laura, { ...base, titolo: `Colloquio ${titolare}`, dalle: '17:00', alle: '18:00', luogo: 'Via del Segreto 3', pratica: codice }, [me])).status, 303, 'an appointment with a name in its title');
	sql("UPDATE appuntamento SET inizio = now() + interval '3 days', fine = now() + interval '3 days 1 hour' WHERE id = (SELECT max(id) FROM appuntamento)");
	const page = await laura.get('/agenda/calendario');
	ok(/Crea l’indirizzo/.test(page.text), 'there is none at first');
	const made = await laura.submit('/agenda/calendario', {}, page);
	const address = /(\/agenda\/[0-9a-f]{64}\.ics)/.exec(made.text)?.[1];
	ok(address, 'made, it is shown once');
	ok(!(await laura.get('/agenda/calendario')).text.includes('.ics'), 'and never again');
	const feed = await nobody.get(address);
	is(feed.status, 200, 'without a session it is read');
	is(feed.headers['content-type'], 'text/calendar; charset=utf-8', 'as a calendar');
	const lines = feed.text.replace(/\r\n[ \t]/g, '').split('\r\n');
	is(lines[0], 'BEGIN:VCALENDAR', 'lines end as the standard wants');
	ok(lines.includes(`SUMMARY:Colloquio ${codice}`), 'kind and code of the case');
	ok(lines.some((line) => /^DTSTART:\d{8}T\d{6}Z$/.test(line)) && lines.some((line) => line.startsWith('UID:appuntamento-')), 'instants and keys');
	for (const word of [titolare, ...titolare.split(' '), 'Segreto', 'Stanza', 'Ida', 'minori', sql("SELECT cognome FROM operatore WHERE username = 'assistente.maleo'")])
		ok(!feed.text.includes(word), `no name, place or title: ${word}`);
	ok(feed.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'long lines are folded');
	is(sql(`SELECT azione || ' ' || esito FROM registro WHERE oggetto = 'agenda' AND oggetto_id = ${me} ORDER BY id DESC LIMIT 1`), 'esporta ok', 'the reading is in the register');
	is((await nobody.get(address.replace(/[0-9a-f]{64}/, '0'.repeat(64)))).status, 404, 'a guess is nothing');
	sql(`UPDATE agenda_collegamento SET letture = 60 WHERE operatore_id = ${me}`);
	is((await nobody.get(address)).status, 429, 'too many readings wait');
	const renewed = await laura.submit('/agenda/calendario', {}, await laura.get('/agenda/calendario'));
	const fresh = /(\/agenda\/[0-9a-f]{64}\.ics)/.exec(renewed.text)[1];
	is((await nobody.get(address)).status, 404, 'renewed, the old one is dead');
	is((await nobody.get(fresh)).status, 200, 'the new one lives');
	sql(`UPDATE operatore SET stato = 'sospeso' WHERE id = ${me}`);
	is((await nobody.get(fresh)).status, 404, 'of an operator who is suspended it is dead too');
	sql(`UPDATE operatore SET stato = 'attivo' WHERE id = ${me}`);
	is((await laura.submit('/agenda/calendario/revoca', {}, await laura.get('/agenda/calendario'))).status, 303, 'revoked');
	is((await nobody.get(fresh)).status, 404, 'none is left');
});

end();
