/*
 * Supervision (BEY-13): load, silence, deadlines; several cases given on in one act, a leaver's all; who may not.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const id = (name) => sql(`SELECT id FROM operatore WHERE username = '${name}'`);
/* not those that another file wrote without the role of who opened them: the referente does not read these (PIC-04) */
const open = (name) => sql(`SELECT count(*) FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo' AND p.riferimento_operatore_id = ${id(name)} AND p.stato IN ('A', 'S')
	AND (p.creato_ruolo IS NOT NULL OR NOT EXISTS (SELECT FROM regola_accesso r WHERE r.kind = p.kind AND r.creatore_ruolo IS NOT NULL))`);
const chief = new Client(), laura = new Client(), colleague = new Client();
await chief.login('referente.maleo');
await laura.login('assistente.maleo', 'Comune di Maleo');
await colleague.login('collega.maleo');
const mine = id('assistente.maleo'), theirs = id('collega.maleo'), list = `/supervisione/pratiche?operatore=${mine}`;
const seen = (html) => [...html.matchAll(/name="pratica" value="(\d+)"/g)].map((found) => found[1]);

await chapter('the service at a glance', async () => {
	const page = await chief.get('/supervisione');
	is(page.status, 200, 'opens for a referente');
	ok(/Laura|assistente/i.test(page.text) && /siz-barra/.test(page.text), 'each operator with a bar, and in numbers');
	ok(!/style=|onclick=/.test(page.text), 'without a style or a script in the page');
	sql("UPDATE pratica_attivita SET ultima = now() - interval '80 days' WHERE pratica_id = (SELECT min(p.id) FROM pratica p WHERE p.riferimento_operatore_id = " + mine + " AND p.kind = 'intervento_generico' AND p.stato = 'A')");
	ok(/da 80 giorni/.test((await chief.get('/supervisione')).text), 'what is silent, for how long');
	ok(!/da 80 giorni/.test((await chief.get('/supervisione?silenzio=100')).text), 'the days are in the address');
	is((await chief.get('/supervisione?silenzio=abc')).status, 200, 'and nonsense there is the usual');
	is((await chief.get('/supervisione/pratiche?operatore=1&dopo=x%27&dopo_id=-1&tipo=%27')).status, 200, 'in a list too');
	for (const mark of ['2026-99-99', '2026-02-31', '2026-01-01 99:99', '2026-01-01 10:00:00+99', '2026-01-01 10:00:00+01:00:00', '2026-01-01 ----------', '----------', '9999999-01-01'])
		for (const of of ['silenzio=1', `operatore=${mine}`])
			is((await chief.get(`/supervisione/pratiche?${of}&dopo=${encodeURIComponent(mark)}&dopo_id=1`)).status, 200, `${of} behind ${mark} begins at the first`);
	const some = (html) => (html.match(/name="pratica" value=/g) ?? []).length;
	for (const mark of ['1900-01-01', '1900-01-01 10:20:30.123456+01'])
		ok(some((await chief.get(`/supervisione/pratiche?silenzio=1&dopo=${encodeURIComponent(mark)}&dopo_id=1`)).text) > 0, `what follows ${mark} is shown`);
	is(some((await chief.get(`/supervisione/pratiche?silenzio=1&dopo=${encodeURIComponent('2090-01-01 00:00:00+00')}&dopo_id=1`)).text), 0, 'and nothing behind the last');
});

await chapter('chosen cases', async () => {
	const page = await chief.get(list), cases = seen(page.text).slice(0, 2), before = open('collega.maleo');
	ok(cases.length === 2, 'are ticked in a list');
	const hidden = formOf(page.text, list);
	const bad = await chief.post(list, [...Object.entries(hidden), ...cases.map((one) => ['pratica', one]), ['a', theirs], ['motivo', '']]);
	is(bad.status, 422, 'a reason is owed');
	ok(/Scrivi il motivo/.test(bad.text) && cases.every((one) => new RegExp(`value="${one}"[^>]*checked`).test(bad.text)), 'what was ticked stays ticked');
	const bare = (html) => Object.entries(formOf(html, list)).filter(([name]) => !['a', 'motivo', 'pratica'].includes(name));
	const none = await chief.post(list, [...bare(bad.text), ['a', theirs], ['motivo', 'Ferie']]);
	ok(none.status === 422 && /Scegli almeno una pratica/.test(none.text), 'and at least one case');
	ok(/class="siz-errore[^]*Scegli almeno una pratica qui sotto[^]*<table/.test(none.text), 'said beside the table too');
	const done = await chief.post(list, [...bare(none.text), ...cases.map((one) => ['pratica', one]), ['a', theirs], ['motivo', 'Ferie <b>&"']]);
	is(done.status, 303, 'then they go on');
	is(Number(open('collega.maleo')), Number(before) + 2, 'to the colleague');
	const act = done.location.replace(/\?.*/, '');
	for (const [client, who] of [[chief, 'the referente'], [laura, 'who had them'], [colleague, 'who has them']])
		ok(/Ferie &lt;b&gt;&amp;&quot;/.test((await client.get(act)).text), `the act is read by ${who}`);
	is(sql("SELECT concat_ws(' ', azione, oggetto, oggetto_id, esito) FROM registro WHERE rotta = 'passaggi_vedi' ORDER BY id DESC LIMIT 1"), `apri riassegnazione ${act.split('/')[2]} ok`, 'the register knows who read it');
	ok((await laura.get('/notifiche')).text.includes(act) && (await colleague.get('/notifiche')).text.includes(act), 'both were told');
	is((await colleague.post(`${act}/annulla`, {})).status, 403, 'who received does not take it back');
	const there = await chief.get(act);
	is((await chief.submit(`${act}/annulla`, {}, there)).status, 303, 'the referente does');
	is(open('collega.maleo'), before, 'and they are back');
});

await chapter('a leaver', async () => {
	const at = `/supervisione/consegna/${mine}`, page = await chief.get(at), had = Number(open('assistente.maleo'));
	ok(page.status === 200 && new RegExp(`>${had}<`).test(page.text), 'what there is');
	const waits = Number(sql(`SELECT count(*) FROM richiesta r JOIN servizio v ON v.id = r.servizio_id WHERE v.codice = 'maleo' AND r.segue_operatore_id = ${mine} AND r.attende IS NOT NULL`));
	ok(new RegExp(`Richieste fatte, ancora aperte</dt><dd>${waits}:`).test(page.text), `with what was asked: ${waits}`);
	const behind = (html) => Number(/non passano con la consegna[^]*?Prese in carico: (\d+)\./.exec(html)?.[1] ?? 0), before = behind(page.text); /* other files leave some */
	/* PIC-04: opened by nobody who is known, as an archive brings it */
	const unknown = sql(`UPDATE pratica SET creato_ruolo = NULL WHERE id = (SELECT min(p.id) FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo' AND p.kind = 'presa_in_carico' AND p.riferimento_operatore_id = ${mine} AND p.stato = 'A') RETURNING id`);
	const left = (await chief.get(at)).text;
	is(behind(left), before + 1, 'one stays behind');
	ok(/non passano con la consegna[^]*aperto un Assistente sociale[^]*archivio di prima[^]*Passaggio del caso/.test(left), 'what the referente does not open is named, why, and who passes it on');
	sql(`UPDATE pratica SET creato_ruolo = 1 WHERE id = ${unknown}`);
	const done = await chief.submit(at, { a: theirs, motivo: 'Trasferimento' }, page);
	is(done.status, 303, 'goes on in one act');
	is(open('assistente.maleo'), '0', 'all of it');
	const act = done.location.replace(/\?.*/, '');
	is((await chief.submit(`${act}/annulla`, {}, await chief.get(act))).status, 303, 'and comes back');
	is(Number(open('assistente.maleo')), had, 'as it was');
});

await chapter('who may not', async () => {
	const lodi = new Client(), self = new Client();
	await lodi.login('assistente.lodi');
	await self.login('referente.self');
	for (const [client, who] of [[laura, 'an assistente'], [lodi, 'of another service']])
		for (const path of ['/supervisione', list, `/supervisione/consegna/${mine}`])
			is((await client.get(path)).status, 403, `${who}: ${path.replace(/\?.*/, '')}`);
	is((await self.get(`/supervisione/consegna/${mine}`)).status, 404, 'the referente of another service finds nobody of this one');
	is(seen((await self.get(list)).text).length, 0, 'and no case of theirs');
	is((await lodi.get('/passaggi/1')).status, 404, 'nor an act');
	const archive = new Client();
	await archive.login('referente.maleo', 'STORICO');
	is((await archive.get('/supervisione')).status, 403, 'nobody supervises the archive');
});

end();
