/*
 * A contact in thirty seconds, by hand: on a desk, on a telephone, without script; who it was is tied
 * afterwards; the way to the Commissione Casa.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

async function contact(width, script) {
	const window = await open(`contact ${width} ${script ? 'with' : 'without'} script`, { width, script });
	const { page } = window, surname = `Gati${width}${script ? 's' : 'n'}`;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto('/segnalazioni/nuova');
	await window.look('a new one', { picture: `segnalazione-nuova-${width}` });
	/* by keyboard: open what is folded, say who, say why */
	await page.locator('summary', { hasText: 'Non è in anagrafe' }).focus();
	await page.keyboard.press('Enter');
	await page.locator('#f-contatto_cognome').fill(surname);
	await page.locator('#f-contatto_nome').fill('Mirella <b>');
	await page.locator('#f-motivo').selectOption('REL01');
	await page.locator('#f-testo').fill('Passa allo sportello, chiede di parlare.');
	await page.locator('main .siz-salva button.btn-primary').click();
	await page.waitForURL(/fatto=segnalazione-creata/);
	ok((await window.text).includes(`${surname} Mirella <b>`), 'saved with what was said of the name');
	await window.look('saved', { picture: `segnalazione-contatto-${width}` });
	await page.locator('#f-titolare').click();
	await page.waitForURL(/\/soggetti/);
	await page.goto(`${window.path.startsWith('/soggetti') ? sql("SELECT '/pratiche/' || max(id) FROM pratica WHERE kind = 'segnalazione'") : ''}?titolare=${sql("SELECT id FROM soggetto WHERE cognome = 'Gatti' AND nome = 'Mirella'")}`);
	await page.locator('main .siz-salva button.btn-primary').click();
	await page.waitForURL(/fatto=salvato/);
	ok(/Gatti Mirella/.test(await page.locator('.siz-identita').innerText()), 'tied to the person of the register');
	await window.close();
}

async function commission(width) {
	const window = await open(`commissione ${width}`, { width });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto('/segnalazioni');
	await window.look('the list', { picture: `segnalazioni-${width}` });
	const id = sql("SELECT id FROM pratica WHERE kind = 'segnalazione' AND tipo = 'ALA_CASA' ORDER BY id LIMIT 1");
	await page.goto(`/pratiche/${id}`);
	is(await page.locator('[aria-current="step"]').count(), 1, 'one step is next');
	await window.look('the steps', { picture: `segnalazione-commissione-${width}` });
	await page.locator('[aria-current="step"] a').click();
	ok(/\/(documenti|consensi|assegnazioni)$/.test(window.path), 'it leads where it is made', window.path);
	await page.goto(`/pratiche/${id}/documenti`);
	await window.look('documents that are expected', { picture: `segnalazione-documenti-${width}` });
	await page.goto(`/pratiche/${id}/collegamenti`);
	await window.look('the chain', { picture: `segnalazione-collegamenti-${width}` });
	await window.close();
}

await chapter('a contact at 1366', () => contact(1366, true));
await chapter('a contact at 390', () => contact(390, true));
await chapter('a contact without script', () => contact(1366, false));
await chapter('the Commissione Casa at 1366', () => commission(1366));
await chapter('the Commissione Casa at 390', () => commission(390));
await close();
end();
