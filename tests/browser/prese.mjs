/*
 * A presa in carico by hand: from a segnalazione, consent in parts, the second one that is refused; wide,
 * narrow, without script.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

/* Persons of the demonstration whom the service does not follow yet. */
const persons = sql(`SELECT string_agg(x.id::text, ' ') FROM (SELECT s.id FROM soggetto s WHERE NOT s.riservato AND s.data_decesso IS NULL
	AND NOT EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id AND p.kind = 'presa_in_carico') ORDER BY s.id LIMIT 3) x`).split(' ');

async function takeInCharge(width, script, person) {
	const window = await open(`presa ${width} ${script ? 'with' : 'without'} script`, { width, script });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto(`/segnalazioni/nuova?titolare=${person}`);
	await page.locator('#f-motivo').selectOption('NAU02');
	await page.locator('main .siz-salva button.btn-primary').click();
	await page.waitForURL(/fatto=segnalazione-creata/);
	if (width < 900)
		await page.locator('summary', { hasText: 'Altre azioni' }).click();
	await page.getByRole('link', { name: 'Apri presa in carico' }).locator('visible=true').first().click();
	await window.look('what is known is there', { picture: script && `presa-nuova-${width}` });
	ok(/SEG-/.test(await page.locator('#f-segnalazione option:checked').innerText()), 'the segnalazione is chosen');
	await page.locator('#f-area').selectOption('4');
	await page.locator('main .siz-salva button.btn-primary').click();
	ok(/consenso/.test(await page.locator('.siz-errori').innerText()), 'consent is owed');
	await page.getByLabel('Raccolto', { exact: true }).check();
	await page.locator('#f-consenso_informativa').selectOption({ index: 1 });
	await page.locator('#f-consenso_data').fill(sql('SELECT current_date'));
	await window.look('the consent in parts', { picture: script && `presa-consenso-${width}` });
	await page.locator('main .siz-salva button.btn-primary').click();
	await page.waitForURL(/fatto=presa-creata/);
	await window.look('taken in charge', { picture: script && `presa-${width}` });
	ok(/Viene da/.test(await window.text), 'the chain stands beside it');
	await page.goto(`/prese-in-carico/nuova?titolare=${person}`);
	ok(await page.getByRole('link', { name: /^Apri PIC-/ }).isVisible(), 'a second one leads to the first');
	await window.look('the one that is open', { picture: script && `presa-doppia-${width}` });
	await page.getByRole('link', { name: /^Chiudi PIC-/ }).click();
	await page.locator('#f-motivo_termine').selectOption('01');
	await page.locator('main .siz-salva button.btn-primary').click();
	await page.waitForURL(/fatto=stato-cambiato/);
	is(await page.locator('.siz-identita .siz-tag').first().innerText(), 'Chiusa', 'closed from there');
	await page.goto('/prese-in-carico');
	await window.look('the list', { picture: script && `prese-${width}` });
	await window.close();
}

await chapter('at 1366', () => takeInCharge(1366, true, persons[0]));
await chapter('at 390', () => takeInCharge(390, true, persons[1]));
await chapter('without script', () => takeInCharge(1366, false, persons[2]));
await close();
end();
