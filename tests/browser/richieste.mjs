/*
 * A contribution from asking to carrying out (RIC-02): the assistente asks, who is responsabile wants more and
 * then approves, the amministrativo goes on; wide with script, narrow without.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

const cases = sql(`SELECT string_agg(x.id::text, ' ') FROM (SELECT p.id FROM pratica p JOIN servizio v ON v.id = p.servizio_id
	WHERE v.codice = 'maleo' AND p.kind = 'intervento_generico' AND p.stato = 'A' AND NOT EXISTS (SELECT FROM richiesta r WHERE r.pratica_id = p.id) ORDER BY p.id DESC LIMIT 2) x`).split(' ');

async function window_of(username, width, script) {
	const window = await open(`richiesta of ${username}, ${width} ${script ? 'with' : 'without'} script`, { width, script });
	await window.login(username, { service: 'Comune di Maleo' });
	return window;
}
const save = (page) => page.locator('main .siz-salva button.btn-primary').click();

async function journey(width, script, pratica) {
	const picture = (name) => `richieste-${name}`;
	const anna = await window_of('assistente.maleo', width, script);
	await anna.page.goto(`/pratiche/${pratica}/richieste`);
	await anna.look('the section, empty', { picture: picture('sezione') });
	await anna.page.getByRole('link', { name: 'Autorizzazione', exact: true }).click();
	await save(anna.page);
	ok(/Scrivi in poche parole/.test(await anna.page.locator('.siz-errori').innerText()), 'what lacks is in the summary');
	await anna.look('what lacks', { picture: picture('errori') });
	await anna.page.locator('#f-oggetto').fill('Contributo <b>&"Rossi"');
	await anna.page.locator('#f-testo').fill('Bollette arretrate: chiedo 180 euro.');
	await save(anna.page);
	await anna.page.waitForURL(/fatto=richiesta-fatta/);
	await anna.look('asked', { picture: picture('fatta') });
	const at = new URL(anna.page.url()).pathname;

	const elena = await window_of('responsabile.maleo', width, script);
	await elena.page.goto('/richieste');
	await elena.look('what waits for who decides', { picture: picture('decidere') });
	await elena.page.goto(at);
	await elena.page.getByRole('link', { name: 'Chiedi un’integrazione' }).click();
	await elena.page.locator('#f-testo').fill('Manca il preventivo');
	await elena.look('a step', { picture: picture('passo') });
	await save(elena.page);
	await elena.page.waitForURL(/fatto=richiesta-passo/);

	await anna.page.goto(at);
	await anna.page.getByRole('link', { name: 'Rispondi' }).click();
	await anna.page.locator('#f-testo').fill('Eccolo');
	await save(anna.page);
	await anna.page.waitForURL(/fatto=richiesta-passo/);
	await elena.page.goto(at);
	await elena.page.getByRole('link', { name: 'Approva' }).click();
	await save(elena.page);
	await elena.page.waitForURL(/fatto=richiesta-passo/);

	const carla = await window_of('amministrativo.maleo', width, script);
	await carla.page.goto(at);
	await carla.look('what is to be carried out', { picture: picture('esegui') });
	await carla.page.getByRole('link', { name: 'Segna come eseguita' }).click();
	await save(carla.page);
	await carla.page.waitForURL(/fatto=richiesta-passo/);
	ok(/Eseguita/.test(await carla.text), 'it is done');
	await anna.page.goto('/richieste?vista=mie');
	await anna.look('«le mie domande»', { picture: picture('mie') });
	ok((await anna.page.getByRole('link', { name: 'Contributo <b>&"Rossi"' }).count()) > 0, 'with what was asked');
}

await chapter('wide', () => journey(1366, true, cases[0]));
await chapter('narrow, without script', () => journey(390, false, cases[1]));
is(sql(`SELECT string_agg(stato, '') FROM richiesta WHERE pratica_id IN (${cases.join(', ')})`), 'EE', 'both were carried out');
await close();
end();
