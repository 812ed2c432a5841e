/*
 * The agenda and a print by hand: with script and without, on a desk and on a telephone.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

async function appointment(width, script) {
	const window = await open(`agenda ${width} ${script ? 'with' : 'without'} script`, { width, script });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto('/agenda?giorno=2027-04-07');
	await page.getByRole('link', { name: 'Nuovo appuntamento' }).first().click();
	const title = `Colloquio ${width} ${script}`;
	await page.getByLabel('Titolo').fill(title);
	await page.locator('[name="dalle"]').fill('09:30');
	await page.locator('[name="alle"]').fill('10:30');
	await page.getByLabel('Luogo').fill('Stanza 4');
	await page.getByRole('button', { name: 'Salva' }).click();
	/* those of the other walks stand at the same hour: it asks, and is confirmed */
	if (await page.locator('[name="conferma"]').count()) {
		ok(/Hai già «Colloquio/.test(await page.locator('main').innerText()), 'what one has already is said');
		await window.look('the warning', { picture: `agenda-avviso-${width}` });
		for (const box of await page.locator('[name="conferma"]').all())
			await box.check();
		await page.getByRole('button', { name: 'Salva' }).click();
	}
	await page.waitForURL(/giorno=2027-04-07/);
	const voice = page.locator('.siz-evento:visible', { hasText: title });
	is(await voice.count(), 1, 'it is there once to the eye');
	is(await page.locator('table.siz-agenda').isVisible(), width > 900, width > 900 ? 'in the grid' : 'in a list: no grid on a telephone');
	await window.look('the week', { picture: `agenda-${width}` });
	await voice.click();
	await page.getByText('Togli dall’agenda').click();
	await page.getByRole('button', { name: 'Togli l’appuntamento' }).click();
	await page.waitForURL(/fatto=appuntamento-tolto/);
	is(await page.locator('.siz-evento', { hasText: title }).count(), 0, 'taken off, it is gone');
	await window.close();
}

async function print(script) {
	const window = await open(`print ${script ? 'with' : 'without'} script`, { script });
	const { page } = window;
	const pratica = sql("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id WHERE o.username = 'assistente.maleo' AND p.stato = 'A' ORDER BY p.id LIMIT 1");
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto(`/pratiche/${pratica}/stampa`);
	await page.getByRole('button', { name: 'Prepara il PDF' }).click();
	await page.waitForURL(/\/stampe\/\d+/);
	await window.look('the page that waits');
	/* nobody presses anything: it gets ready by itself */
	await page.getByRole('link', { name: 'Scarica il PDF' }).waitFor({ timeout: 60000 });
	await window.look('ready', { picture: 'stampa-pronta' });
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Scarica il PDF' }).click()]);
	ok(/\.pdf$/.test(file.suggestedFilename()), 'and is taken home');
	await window.close();
}

await chapter('an appointment at 1366', () => appointment(1366, true));
await chapter('an appointment at 390', () => appointment(390, true));
await chapter('an appointment at 390 without script', () => appointment(390, false));
await chapter('a print', () => print(true));
await chapter('a print without script', () => print(false));
await close();
end();
