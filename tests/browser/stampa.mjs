/*
 * Printing: a button where a page prints, a row of the register for each, who and when at its foot.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

const own = sql("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN servizio s ON s.id = p.servizio_id WHERE o.username = 'assistente.maleo' AND s.denominazione = 'Comune di Maleo' AND p.stato = 'A' ORDER BY 1 LIMIT 1");
const of = (kind) => sql(`SELECT min(p.id) FROM pratica p JOIN servizio s ON s.id = p.servizio_id WHERE p.kind = '${kind}' AND s.denominazione = 'Comune di Maleo' AND p.stato = 'A'`);
const holder = sql(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${own}`);
const printed = (object, id) => Number(sql(`SELECT count(*) FROM registro r JOIN operatore o ON o.id = r.operatore_id WHERE o.username = 'assistente.maleo' AND r.azione = 'stampa' AND r.oggetto = '${object}'${id ? ` AND r.oggetto_id = ${id}` : ''}`));

/* On paper: no header, no menu, no buttons; the words at the foot are there. */
async function onPaper(window, what) {
	const { page } = window;
	await page.emulateMedia({ media: 'print' });
	for (const gone of ['.siz-nav', '.siz-piede', 'main .btn', '.siz-sezioni', 'main input[type="checkbox"]'])
		is(await page.locator(`${gone}:visible`).count(), 0, `${what}: ${gone} is not printed`);
	const foot = await page.locator('.siz-solo-stampa').innerText();
	ok(/^Documento riservato: contiene dati personali\. Stampato da Anna Bassi, Comune di Maleo, il \d\d\/\d\d\/\d{4} alle \d\d:\d\d\.$/.test(foot), `${what}: the foot says who and when`, foot);
	await page.pdf({ path: `${process.env.SCREENSHOTS}/stampa-${what}.pdf`, format: 'A4' });
	await page.screenshot({ path: `${process.env.SCREENSHOTS}/stampa-${what}.png`, fullPage: true });
	await page.emulateMedia({ media: 'screen' });
}

await chapter('pages that print', async () => {
	const window = await open('print');
	const { page } = window;
	await page.addInitScript(() => { window.print = () => { document.documentElement.dataset.printed = 'yes'; }; });
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	for (const [what, path, object, id] of [['caso', `/pratiche/${own}`, 'pratica', own], ['diario', `/pratiche/${own}/diario`, 'pratica', own],
		['storia', `/pratiche/${own}/storia`, 'pratica', own], ['persona', `/soggetti/${holder}`, 'soggetto', holder],
		['soggetti', '/soggetti', 'soggetto', null], ['interventi', '/interventi/generici?stato=A', 'pratica', null],
		['progetto', `/pratiche/${of('progetto')}/obiettivi`, 'pratica', of('progetto')], ['valutazione', `/pratiche/${of('valutazione')}/parti`, 'pratica', of('valutazione')],
		['confronto', `/soggetti/${sql(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${of('valutazione')}`)}/valutazioni`, 'soggetto', null], ['richieste', '/richieste', 'richiesta', null],
		['presa', `/pratiche/${of('presa_in_carico')}`, 'pratica', of('presa_in_carico')], ['segnalazione', `/pratiche/${of('segnalazione')}`, 'pratica', of('segnalazione')]]) {
		const before = printed(object, id);
		await page.goto(path);
		is(printed(object, id), before, `${path}: looking at it is no printing`);
		is(await page.locator('.siz-solo-stampa').count(), 0, `${path}: nor has it the words of a print`);
		await page.getByRole('link', { name: 'Stampa', exact: true }).click();
		await page.waitForLoadState('load');
		ok(/[?&]stampa=1$/.test(page.url()), `${path}: the button asks for the page to be printed`, page.url());
		await page.locator('html[data-printed="yes"]').waitFor({ state: 'attached' });
		is(printed(object, id), before + 1, `${path}: printing is one row of the register`);
		await window.look(`to be printed, ${what}`);
		await onPaper(window, what);
	}
	await page.goto(`/pratiche/${own}?stampa=1`);
	is(await page.locator('main form input[type="date"]').count(), 0, 'the detail is printed as words, not as fields');
	ok(/Motivo attivazione/.test(await window.text), 'all of them');
	await page.goto(`/pratiche/${own}/storia?stampa=1`);
	is(await page.locator('details:not([open]) dl').count(), 0, 'nothing that is folded is left out');
	await window.close();
});

await chapter('pages that do not', async () => {
	const window = await open('no print', { script: false });
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.goto('/preferenze?stampa=1');
	is(await page.getByRole('link', { name: 'Stampa', exact: true }).count() + await page.locator('.siz-solo-stampa').count(), 0, 'a page without a row of the register has no print');
	await page.goto(`/pratiche/${own}?stampa=2`);
	is(await page.locator('.siz-solo-stampa').count(), 0, 'only stampa=1 means it');
	await page.goto(`/pratiche/${own}/storia?stampa=1`);
	ok(await page.locator('details[open] dl').count() > 0, 'without script the history is unfolded by the server');
	ok(/premi Ctrl e P/.test(await window.text), 'and the page says how to print');
	await window.close();
});

await close();
end();
