/*
 * ANPR and the ISEE in a browser: wide, narrow, without script; each screen through `look`.
 */
import { writeFileSync, readFileSync } from 'node:fs';
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

/* From the search that finds nobody to the person taken over; the page that waits refreshes itself. */
async function takeOver(code, options) {
	const window = await open('anpr', options);
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto(`/soggetti?q=${code}`);
	await page.getByRole('link', { name: 'Cerca in ANPR' }).click();
	is(await page.getByRole('textbox', { name: 'Codice fiscale' }).inputValue(), code, 'the code came along');
	await page.getByLabel('Perché').selectOption('PRESA_IN_CARICO');
	await page.getByLabel('Pratica o protocollo').fill('GEN-2026-00001');
	await window.look('the question', { picture: 'anpr-domanda' });
	await page.getByRole('button', { name: 'Chiedi' }).click();
	await page.getByRole('button', { name: 'Inserisci la persona con questi dati' }).waitFor({ timeout: 30000 });
	await window.look('the answer', { picture: 'anpr-nuova' });
	await page.getByRole('button', { name: 'Inserisci la persona con questi dati' }).click();
	await page.getByText('La persona è inserita con i dati di ANPR').waitFor();
	ok(sql(`SELECT id FROM soggetto WHERE codice_fiscale = '${code}'`) !== '', 'the person is here');
	await window.close();
}

await chapter('taking over, wide', () => takeOver('MRCTLL59L21E852F', { width: 1366 }));
await chapter('taking over, narrow and without script', () => takeOver('PPDLNE71B48Z115K', { width: 390, script: false }));

await chapter('with whom somebody lives, narrow and without script', async () => {
	const window = await open('anpr', { width: 390, script: false });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto('/anpr?codice_fiscale=MRCTLL59L21E852F');
	await page.getByLabel('Perché').selectOption('PRESA_IN_CARICO');
	await page.getByLabel('Pratica o protocollo').fill('GEN-2026-00001');
	await page.getByLabel('Anche lo stato di famiglia').check();
	await page.getByRole('button', { name: 'Chiedi' }).click();
	await page.getByRole('heading', { name: 'Stato di famiglia' }).waitFor({ timeout: 30000 });
	await window.look('the household', { picture: 'anpr-famiglia' });
	await page.getByLabel('Metti nel nucleo: Marchesini Iris').check();
	await page.getByRole('button', { name: 'Conferma le scelte' }).click();
	await page.getByText('Le tue scelte sono salvate').waitFor();
	await page.goto(`/soggetti/${sql("SELECT id FROM soggetto WHERE codice_fiscale = 'MRCTLL59L21E852F'")}/nuclei`);
	ok(await page.getByText('Marchesini Iris').first().isVisible(), 'who was chosen stands in the Nucleo anagrafico');
	ok(await page.getByRole('img', { name: 'Genogramma del Nucleo anagrafico' }).isVisible(), 'and in its drawing');
	await window.look('the households', { picture: 'anpr-nuclei' });
	await window.close();
});

await chapter('field by field', async () => {
	const window = await open('anpr', { width: 390 });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	const id = sql("SELECT id FROM soggetto WHERE codice_fiscale = 'BNCCLL53H16E648W'");
	await page.goto(`/anpr?soggetto=${id}`);
	await page.getByLabel('Pratica o protocollo').fill('GEN-2026-00001');
	await page.getByRole('button', { name: 'Chiedi' }).click();
	await page.getByRole('button', { name: 'Conferma le scelte' }).waitFor({ timeout: 30000 });
	await window.look('the comparison', { picture: 'anpr-confronto' });
	const group = page.getByRole('group', { name: 'Comune di residenza' });
	ok(await group.getByLabel('Il nostro').isChecked(), 'ours is chosen at first');
	/* with the keyboard alone */
	await group.getByLabel('Il nostro').focus();
	await page.keyboard.press('ArrowRight');
	ok(await group.getByLabel('Quello di ANPR').isChecked(), 'the arrow chooses the other');
	await page.getByRole('button', { name: 'Conferma le scelte' }).press('Enter');
	await page.getByText('Le tue scelte sono salvate').waitFor();
	is(sql(`SELECT c.denominazione FROM soggetto s JOIN comune c ON c.id = s.residenza_comune_id WHERE s.id = ${id}`), 'Codogno', 'only what was chosen is taken');
	await window.close();
});

await chapter('the queues', async () => {
	const window = await open('anpr', { width: 1366 });
	const { page } = window;
	sql(`INSERT INTO anpr_proposta (soggetto_id, campo, nostro, loro, dati) SELECT s.id, 'data_decesso', NULL, '30/10/2026', '{"data_decesso": "2026-10-30"}' FROM soggetto s WHERE codice_fiscale = 'NGRNGL34D09I815X'`);
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto('/anpr/proposte');
	await window.look('proposals', { picture: 'anpr-proposte' });
	await page.locator('a[href^="/anpr/proposte/"]').first().click();
	await page.getByLabel('Tieni il nostro').check();
	await page.getByLabel('Perché no').fill('La persona è viva: è venuta ieri');
	await window.look('one proposal', { picture: 'anpr-proposta' });
	await page.getByRole('button', { name: 'Conferma' }).click();
	await page.getByText('Resta il nostro dato').waitFor();
	await page.goto('/soggetti/da-rivedere');
	await window.look('persons to be looked at again', { picture: 'rivedere' });
	await window.close();
});

await chapter('an ISEE from the file of INPS', async () => {
	const [id, code] = sql(`SELECT s.id, s.codice_fiscale FROM soggetto s JOIN pratica p ON p.titolare_soggetto_id = s.id JOIN servizio v ON v.id = p.servizio_id
		WHERE v.codice = 'maleo' AND p.stato = 'A' AND length(s.codice_fiscale) = 16 AND NOT s.riservato ORDER BY s.id LIMIT 1`).split('|');
	const file = `${process.env.TMPDIR}/attestazione.xml`;
	writeFileSync(file, readFileSync('tests/data/esempio-isee-attestazione.xml', 'utf8').replaceAll('PRVGST48C54E648P', code));
	const window = await open('isee', { width: 390 });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto(`/soggetti/${id}/isee`);
	await window.look('the section, empty', { picture: 'isee-vuota' });
	await page.getByLabel('File XML dell’attestazione').setInputFiles(file);
	await page.getByRole('button', { name: 'Leggi il file' }).click();
	await page.getByRole('button', { name: 'Salva questi ISEE' }).waitFor({ timeout: 30000 });
	await window.look('what was read', { picture: 'isee-lettura' });
	await page.getByRole('button', { name: 'Salva questi ISEE' }).click();
	await page.getByText('Gli ISEE dell’attestazione sono salvati').waitFor();
	await window.look('the section', { picture: 'isee-sezione' });
	sql(`UPDATE isee SET valida_fino = current_date + 10 WHERE soggetto_id = ${id}`);
	await page.goto('/isee');
	await window.look('the radar', { picture: 'isee-radar' });
	await window.close();
});

await close();
end();
