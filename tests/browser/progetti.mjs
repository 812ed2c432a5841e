/*
 * A project by hand: a goal, an action of each sort, a review; wide, narrow, without script.
 */
import { chapter, end, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

/* Persons of the demonstration without a project. */
const persons = sql(`SELECT string_agg(x.id::text, ' ') FROM (SELECT s.id FROM soggetto s WHERE NOT s.riservato AND s.data_decesso IS NULL
	AND NOT EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id AND p.kind = 'progetto') ORDER BY s.id LIMIT 3) x`).split(' ');
/* The one of the demonstration, whole. */
const whole = sql("SELECT pratica_id FROM progetto_verifica v JOIN pratica p ON p.id = v.pratica_id AND p.stato = 'A' ORDER BY v.id LIMIT 1");

async function project(width, script, person) {
	const window = await open(`project ${width} ${script ? 'with' : 'without'} script`, { width, script });
	const { page } = window;
	const save = () => page.locator('main .siz-salva button.btn-primary').click();
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto(`/progetti/nuovo?titolare=${person}`);
	await page.locator('#f-tipo').selectOption('PAI');
	await page.locator('#f-area').selectOption('4');
	await window.look('a new one', { picture: script && `progetto-nuovo-${width}` });
	await save();
	await page.waitForURL(/fatto=progetto-creato/);
	await window.look('opened', { picture: script && `progetto-${width}` });
	const at = new URL(page.url()).pathname;
	await page.goto(`${at}/obiettivi/nuovo`);
	await save();
	ok(/Scrivi l’obiettivo/.test(await page.locator('.siz-errori').innerText()), 'the goal is owed');
	await page.locator('#f-testo').fill('Restare a casa');
	await save();
	await page.waitForURL(/fatto=obiettivo-salvato/);
	await page.getByRole('link', { name: /^Aggiungi un’azione/ }).click();
	await page.locator('#f-testo').fill('Visita a casa');
	if (script)
		ok(!await page.locator('#f-operatore').isVisible() && !await page.locator('#f-ente').isVisible(), 'who answers is asked first');
	await page.getByLabel('Un operatore', { exact: true }).check();
	await page.locator('#f-operatore').selectOption({ index: 1 });
	await window.look('an action', { picture: script && `progetto-azione-${width}` });
	await save();
	await page.waitForURL(/fatto=azione-salvata/);
	await page.getByRole('link', { name: /Scrivi una verifica/ }).click();
	await page.locator('#f-partecipanti').fill('La persona, la figlia');
	await page.locator('#f-esito_1').selectOption('RAGGIUNTO');
	await window.look('a review', { picture: script && `progetto-verifica-${width}` });
	await save();
	await page.waitForURL(/fatto=verifica-salvata/);
	ok(/Obiettivi raggiunti: 1 su 1/.test(await window.text), 'how far it is');
	await page.goto(`/pratiche/${whole}/obiettivi`);
	await window.look('a whole one', { picture: script && `progetto-obiettivi-${width}` });
	await page.goto('/progetti');
	await window.look('the list', { picture: script && `progetto-elenco-${width}` });
}

await chapter('wide', () => project(1366, true, persons[0]));
await chapter('narrow', () => project(390, true, persons[1]));
await chapter('without script', () => project(1366, false, persons[2]));
await close();
end();
