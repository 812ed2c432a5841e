/*
 * A whole report to SELF as somebody writes it who has just come in with SPID: the body, the nine
 * parts with what goes wrong on the way, an attachment, the obstacles, the check page, sending.
 */
import { is, ok } from '../http/client.mjs';

export async function segnala(window) {
	const { page } = window;
	await page.getByRole('link', { name: 'Registra il tuo ente' }).click();
	await window.look('body', { picture: 'self-ente' });
	await page.getByLabel('Tipo di ente').selectOption('SERD');
	await page.getByLabel('Nome dell’ente').fill(`SerD di Codogno ${window.width}`);
	await page.getByLabel('Comune della sede').fill('Codogno');
	await page.getByLabel('Il tuo ruolo').fill('Educatrice');
	await page.getByLabel('Telefono dell’ente').fill('0377 000000');
	await page.getByRole('button', { name: 'Registra l’ente' }).click();
	await page.getByRole('link', { name: 'Nuova segnalazione' }).click();
	await page.getByRole('button', { name: 'Comincia la segnalazione' }).click();
	await window.look('task list', { picture: 'self-attivita' });
	await page.getByRole('link', { name: 'Chi segnala' }).click();
	await page.getByLabel(/SerD di Codogno/).check();
	await page.getByLabel('Telefono').fill('0377 000000');
	await page.getByLabel('Email').fill('educatrice@example.org');
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.getByLabel('La persona stessa').check();
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.getByLabel('Cognome').fill('D’Amico <b>&"Rossi');
	await page.getByLabel('Codice fiscale', { exact: false }).first().fill('vlb tti 08l11 e648 x');
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	ok(/C’è un problema/.test(await window.text), 'what is missing or wrong is said');
	await window.look('part with errors', { picture: 'self-parte' });
	await page.getByLabel('Nome', { exact: true }).fill('Tito');
	await page.getByLabel('Data di nascita').fill('11/07/1998');
	await page.getByLabel('Maschio').check();
	await page.getByLabel('Codice fiscale', { exact: false }).first().fill('');
	await page.getByLabel('Se non scrivi il codice').selectOption('NON_NOTO');
	await page.getByLabel('Comune in cui vive').fill('Codogno');
	await page.getByLabel('Telefono').fill('333 000000');
	await page.getByLabel('Sì, e ha firmato').check();
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.getByLabel('Povertà').check();
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.getByLabel('Titolo di studio').selectOption('MEDIA');
	await page.locator('[name=did][value=S]').check();
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.getByLabel('Orientamento').check();
	await page.getByLabel('Motivi della segnalazione').fill('Cerca lavoro da un anno.');
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	await page.locator('input[type=file]').setInputFiles({ name: 'informativa.txt', mimeType: 'text/plain', buffer: Buffer.from('Firmata') });
	await page.getByRole('button', { name: 'Carica' }).click();
	await window.look('documents', { picture: 'self-documenti' });
	await page.getByRole('link', { name: 'Torna alla segnalazione' }).click();
	await page.getByRole('link', { name: 'Rileggi e invia' }).click();
	ok(/manca ancora qualcosa/.test(await window.text), 'the review says what is missing');
	await window.look('obstacles', { picture: 'self-ostacoli' });
	await page.getByRole('link', { name: /^Consensi:/ }).click();
	ok(!(await page.getByLabel(/ha letto e firmato/).isChecked()), 'no consent is ticked beforehand');
	await page.getByLabel(/ha letto e firmato/).check();
	await page.getByRole('button', { name: 'Salva e continua' }).click();
	is(/\/invio$/.test(new URL(page.url()).pathname), true, 'and one is back at the review');
	await window.look('review', { picture: 'self-riepilogo' });
	await page.getByLabel(/Dichiaro che i dati/).check();
	await page.getByRole('button', { name: 'Invia la segnalazione' }).click();
	ok(/Segnalazione inviata/.test(await window.text), 'it is sent');
	await window.look('sent', { picture: 'self-inviata' });
}
