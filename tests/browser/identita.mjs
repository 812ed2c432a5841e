/*
 * Two rows of one woman: found in the queue, seen side by side, linked, shown as one, undone; on a desk, on
 * a telephone, without script, with the keyboard alone.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

const maleo = sql("SELECT id FROM servizio WHERE codice = 'maleo'"), place = sql("SELECT id FROM comune WHERE codice_belfiore = 'E648' AND NOT cessato");
const insert = (cognome, nome, code, more) => sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, nascita_comune_id, codice_fiscale, motivo_senza_codice, creato_servizio_id, telefono, residenza_indirizzo, residenza_comune_id)
	VALUES ('${cognome}', '${nome}', 'F', '1948-05-21', ${place}, ${code}, 'NON_NOTO', ${maleo}, ${more}, ${place}) RETURNING id`);
const una = insert('Brambati', 'Celestina', "'BRMCST48E61E648H'", "'0377 555111', 'Via Garibaldi 12'");
const altra = insert('Brambatti', 'Celestina Rosa', 'NULL', "'0377 555111', 'Via Garibaldi, 12'");
insert('Gelmini', 'Tullia', "'GLMTLL48E61E648B'", "NULL, NULL");
insert('Gelmini', 'Tulia', 'NULL', "NULL, NULL");
sql(`SET ROLE siz_job; SELECT doppioni_guarda(1000)`);
const coppia = sql(`SELECT id FROM doppione WHERE uno_soggetto_id = ${una} AND altro_soggetto_id = ${altra}`);

async function way(name, settings) {
	const window = await open(name, settings);
	const { page } = window;
	await window.login('referente.maleo');
	await page.goto('/soggetti/doppioni');
	await window.look('the queue', { picture: `${name}-coda` });
	await page.goto(`/soggetti/doppioni/${coppia}`);
	await window.look('side by side', { picture: `${name}-confronto` });
	await page.getByRole('button', { name: 'Collega' }).click();
	await page.getByText('Scrivi perché: senza un motivo').first().waitFor();
	await window.look('without a reason', { picture: `${name}-senza-motivo` });
	await page.getByLabel('Perché *').fill('Stessa carta d’identità, vista allo sportello');
	await page.getByRole('button', { name: 'Collega' }).focus();
	await page.keyboard.press('Enter');
	await page.getByText('Le due schede sono collegate').waitFor();
	is(sql(`SELECT stato FROM doppione WHERE id = ${coppia}`), 'collegata', 'linked with the keyboard');
	await window.look('linked', { picture: `${name}-collegate` });
	await page.goto(`/soggetti/${una}`);
	await window.look('the person', { picture: `${name}-persona` });
	await page.goto('/soggetti?q=brambati');
	is(await page.locator('main tbody tr').count(), 1, 'one line in the list');
	await window.look('the list', { picture: `${name}-elenco` });
	await page.goto(`/soggetti/${una}/quadro`);
	ok(await page.getByText('anche: Brambatti Celestina Rosa').isVisible(), 'the quadro says who it is too');
	await window.look('the quadro', { picture: `${name}-quadro` });
	await page.goto(`/soggetti/${una}`);
	await page.getByRole('link', { name: /^Sciogli/ }).click();
	await page.getByLabel('Perché *').fill('Erano due cugine');
	await page.getByRole('button', { name: 'Sciogli il collegamento' }).click();
	await page.getByText('Il collegamento è sciolto').waitFor();
	await window.look('undone', { picture: `${name}-sciolte` });
	is(sql(`SELECT count(*) FROM stessa_persona WHERE soggetto_id = ${una}`), '0', 'undone');
	await window.close();
}

await chapter('on a desk', () => way('identita', { width: 1366 }));
await chapter('on a telephone', () => way('identita-390', { width: 390 }));
await chapter('without script', () => way('identita-senza-script', { width: 1366, script: false }));
await chapter('pointed out by hand', async () => {
	const window = await open('identita', { width: 1366 });
	const { page } = window;
	await window.login('referente.maleo');
	await page.goto(`/soggetti/${una}/doppione`);
	await page.getByRole('button', { name: /Scegli/ }).first().click();
	await page.waitForURL(/\/soggetti\?scegli=persona/);
	await page.getByLabel('Cerca', { exact: true }).last().fill('brambatti');
	await page.getByRole('button', { name: 'Cerca' }).last().click();
	await page.getByRole('link', { name: /Scegli.*Brambatti/ }).click();
	await window.look('the other one chosen', { picture: 'identita-segnala' });
	await page.getByRole('button', { name: 'Confronta' }).click();
	await page.getByRole('heading', { name: 'È la stessa persona?' }).waitFor();
	ok(page.url().endsWith(`/soggetti/doppioni/${coppia}`), 'leads to the pair');
	await window.close();
});
await close();
end();
