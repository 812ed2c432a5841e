/*
 * The whole path in a browser: button, Gestore di prova on another host, consent, back into SIZ;
 * each way in which it ends; logout from either side; without script; at 390 px.
 */
import { ok, end, BASE } from '../http/client.mjs';
import { open, close } from '../browser/browser.mjs';
import { sql } from './gestore.mjs';

const text = async (w) => (await w.text).replace(/\s+/g, ' ');
/* From /self to the page of the provider. */
async function to_provider(w) {
	await w.page.goto('/self');
	const summary = w.page.locator('details.siz-spid > summary').first();
	if (await w.page.getByRole('link', { name: 'Gestore di prova' }).count() === 0 || !await w.page.getByRole('link', { name: 'Gestore di prova' }).first().isVisible())
		await summary.click();
	await w.page.getByRole('link', { name: 'Gestore di prova' }).first().click();
	ok(new URL(w.page.url()).hostname === '127.0.0.1' && w.path === '/prova/sso', `${w.name}: the provider's page, another site`, w.page.url());
}
/* The page that posts goes by itself; without script its button does. */
async function carry_on(w) {
	if (!w.script)
		await w.page.getByRole('button', { name: 'Continua' }).click();
	await w.page.waitForURL((url) => url.hostname === 'localhost');
}
async function enter(w, person = /Giulia Ferrari/, outcome = 'ok') {
	await w.page.getByLabel(person).check();
	await w.page.getByLabel('Come va l’accesso').selectOption(outcome);
	await w.page.getByRole('button', { name: 'Entra', exact: true }).click();
}
async function whole(w, person) {
	await to_provider(w);
	await w.look('the provider', { picture: 'spid-gestore' });
	await enter(w, person);
	await w.look('consent', { picture: 'spid-consenso' });
	await w.page.getByRole('button', { name: 'Acconsento', exact: true }).click();
	await carry_on(w);
}

for (const [name, options, person] of [['spid', {}, /Giulia Ferrari/], ['spid stretto', { width: 390 }, /Paolo D’Amico/], ['spid senza script', { script: false }, /Paolo D’Amico/]]) {
	const w = await open(name, options);
	await whole(w, person);
	ok(w.page.url().startsWith(`${BASE}/`) && !/\/spid\//.test(w.path), `${name}: in, on a page of SIZ`, `${w.page.url()} ${sql("SELECT motivo FROM spid_registro WHERE tipo = 'risposta' ORDER BY id DESC LIMIT 1")}`);
	ok(sql('SELECT count(*) FROM sessione_spid p JOIN sessione s ON s.id = p.sessione_id WHERE s.chiusa_il IS NULL') === '1', `${name}: one session stands on SPID`);
	const out = w.page.getByRole('button', { name: /^Esci/ }).first();
	if (!await out.isVisible())
		await w.page.locator('header details:not(.siz-spid) > summary').last().click();
	await out.click();
	await w.page.waitForURL(/\/self\?uscita=1/);
	ok(sql('SELECT count(*) FROM sessione_spid p JOIN sessione s ON s.id = p.sessione_id WHERE s.chiusa_il IS NULL') === '0' &&
		sql("SELECT count(*) FROM spid_registro WHERE tipo = 'uscita_risposta' AND esito = 'ok' AND quando > now() - interval '30 seconds'") >= '1', `${name}: out, by way of the provider`);
	await w.close();
}

/* Out from the side of the provider, by both bindings. */
for (const button of ['Esci', 'Esci con il metodo POST']) {
	const w = await open(`spid ${button}`);
	await whole(w, /Giulia Ferrari/);
	await w.page.goto(`https://127.0.0.1:${new URL(BASE).port}/prova/esci`);
	await w.page.getByRole('button', { name: button, exact: true }).click();
	await w.page.waitForURL((url) => url.pathname === '/prova/slo');
	ok(/Nessuno è più dentro/.test(await text(w)), `${button}: the provider hears that all is closed`, await text(w));
	ok(sql('SELECT count(*) FROM sessione_spid p JOIN sessione s ON s.id = p.sessione_id WHERE s.chiusa_il IS NULL') === '0', `${button}: the session of SIZ is closed`);
	await w.close();
}

/* No consent, a lower level, each anomaly. */
const w = await open('spid anomalie');
await to_provider(w);
await enter(w);
await w.page.getByRole('button', { name: 'Non acconsento' }).click();
await carry_on(w);
ok(/Non hai dato il consenso/.test(await text(w)), 'consent refused is anomaly 22', await text(w));
await w.look('anomaly 22', { picture: 'spid-anomalia' });
await to_provider(w);
await enter(w, /Giulia Ferrari/, 'basso');
await w.page.getByRole('button', { name: 'Acconsento', exact: true }).click();
await carry_on(w);
ok(/L’accesso con SPID non è riuscito\. Riprova/.test(await text(w)), 'a lower level is refused', await text(w));
for (const nr of ['08', '19', '20', '21', '23', '25', '30']) {
	await to_provider(w);
	await enter(w, /Giulia Ferrari/, nr);
	await carry_on(w);
	ok((await text(w)).includes(`anomalia SPID ${nr}`), `anomaly ${nr} is shown`, await text(w));
}
await w.close();
const narrow = await open('spid anomalia stretta', { width: 390 });
await to_provider(narrow);
await enter(narrow, /Giulia Ferrari/, '19');
await carry_on(narrow);
await narrow.look('anomaly 19', { picture: 'spid-anomalia' });
await narrow.close();
await close();
end();
