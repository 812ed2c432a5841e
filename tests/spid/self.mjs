/*
 * One report from the login with SPID to its end, in two browsers: somebody of an external body writes
 * it, the referente of SELF works through it, the reporter follows (SELF-01 … SELF-07).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chapter, end, is, ok } from '../http/client.mjs';
import { close, open } from '../browser/browser.mjs';
import { segnala } from '../lib/segnalazione.mjs';
import { sql } from './gestore.mjs';

/* In by the Gestore di prova, which is another site. */
async function spid(window, person) {
	const { page } = window;
	await page.goto('/self');
	await page.locator('details.siz-spid > summary').first().click();
	await page.getByRole('link', { name: 'Gestore di prova' }).first().click();
	await page.getByLabel(person).check();
	await page.getByRole('button', { name: 'Entra', exact: true }).click();
	await page.getByRole('button', { name: 'Acconsento', exact: true }).click();
	await page.waitForURL((url) => url.hostname === 'localhost' && url.pathname === '/self');
}

const here = (window) => new URL(window.page.url()).pathname;
async function state(reporter, codice, words) {
	await reporter.page.goto('/self');
	await reporter.page.getByRole('link', { name: new RegExp(`^${codice}`) }).click();
	ok((await reporter.text).includes(words), `the reporter reads «${words}»`, await reporter.text);
}

async function receipt(reporter, codice) {
	const { page } = reporter;
	await page.getByRole('link', { name: 'Vedi e scarica la ricevuta' }).click();
	const button = page.getByRole('link', { name: 'Scarica la ricevuta in PDF' });
	await button.waitFor(); /* the page looks again by itself until it is there */
	await reporter.look('receipt', { picture: 'self-ricevuta-pdf' });
	const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
	is(file.suggestedFilename(), `Ricevuta-${codice}.pdf`, 'the receipt is downloaded');
	const path = `${process.env.TMPDIR}/ricevuta-${codice}.pdf`;
	await file.saveAs(path);
	const paper = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
	ok(paper.includes(codice) && paper.includes('D’Amico <b>&"Rossi') && paper.includes('informativa.txt') && /\d\d\/\d\d\/\d{4}, ore \d\d:\d\d/.test(paper), 'with number, date, answers, attachment', paper.slice(0, 500));
	execFileSync('pdftoppm', ['-png', '-r', '60', '-singlefile', path, `${process.env.SCREENSHOTS}/self-ricevuta-carta`]);
	ok(readFileSync(path).length < 500000, 'and small');
}

/* A step of the triage: its button, what is written, sent. */
async function step(window, button, fill = async () => {}) {
	const { page } = window;
	await page.getByRole('link', { name: button }).click();
	await fill(page);
	await window.look(button, { picture: `self-triage-${button.split(' ')[0].toLowerCase()}` });
	await page.getByRole('main').getByRole('button', { name: button }).click();
}

/* Who is taken in charge is a person of the register: the same as before where one is proposed, else entered. */
async function known({ page }, id) {
	await page.goto(`/domande/${id}/persona`);
	const same = page.getByRole('main').getByRole('button', { name: /^Collega / });
	await (await same.count() ? same.first() : page.getByRole('button', { name: 'Inserisci la persona con questi dati' })).click();
	is(new URL(page.url()).pathname, `/domande/${id}`, 'the person is linked');
}

async function whole(width, person) {
	const reporter = await open(`reporter ${width}`, { width }), referente = await open(`referente ${width}`, { width });
	await spid(reporter, person);
	await segnala(reporter);
	const id = here(reporter).split('/')[2], codice = sql(`SELECT codice FROM domanda WHERE id = ${id}`);
	ok((await reporter.text).includes(codice), 'the number is on the page');
	await receipt(reporter, codice);

	await referente.login('referente.self');
	await referente.page.goto('/notifiche');
	await referente.look('notification', { picture: 'self-notifica' });
	ok((await referente.text).includes(codice), 'the referente was told');
	await referente.page.goto('/avvisi');
	await referente.page.getByRole('link', { name: 'Segnalazione al servizio SELF' }).first().click();
	await referente.page.getByRole('link', { name: 'Domande ricevute' }).click();
	await referente.page.getByRole('link', { name: codice }).click();
	is(here(referente), `/domande/${id}`, 'and finds it in Avvisi e Graduatorie');
	await referente.look('the report', { picture: 'self-ricevuta-dal-servizio' });
	await step(referente, 'Comincia la valutazione');
	await state(reporter, codice, 'In valutazione');
	await step(referente, 'Chiedi un’integrazione', (page) => page.getByLabel('Messaggio').fill('Manca il curriculum <b>&"'));

	await state(reporter, codice, 'Il servizio ti chiede qualcosa');
	ok((await reporter.text).includes('Manca il curriculum <b>&"'), 'and what');
	await reporter.look('asked for more', { picture: 'self-integrazione' });
	await reporter.page.getByLabel('La tua risposta').fill('Il curriculum arriva domani.');
	await reporter.page.getByRole('button', { name: 'Invia la risposta' }).click();
	ok(/La risposta è partita/.test(await reporter.text), 'the reporter answers');

	await referente.page.goto(`/domande/${id}/storia`);
	ok((await referente.text).includes('Il curriculum arriva domani.'), 'the referente reads the answer');
	await known(referente, id);
	await step(referente, 'Prendi in carico');
	await referente.look('taken in charge', { picture: 'self-in-carico' });
	await state(reporter, codice, 'Presa in carico');
	await reporter.look('taken in charge', { picture: 'self-segue' });
	await referente.page.goto(`/self/${id}/ricevuta/pdf`).then((answer) => is(answer.status(), 404, 'the receipt is the reporter\'s alone'));
	await reporter.close();
	await referente.close();
}

await chapter('wide', () => whole(1366, /Giulia Ferrari/));
await chapter('narrow', () => whole(390, /Paolo D’Amico/));
await close();
end();
