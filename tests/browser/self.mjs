/*
 * A report to SELF in a browser: wide, narrow, without script; then what the service sees of it.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { gestore, persone } from '../http/spid.mjs';
import { close, open } from './browser.mjs';

gestore();

async function report(window, person) {
	const { page } = window;
	await page.goto('/self');
	await window.look('way in', { picture: 'self-ingresso' });
	await page.locator('.siz-spid summary').click();
	await window.look('providers', { picture: 'self-gestori' });
	await window.spid(person);
	is(new URL(page.url()).pathname, '/self', 'SPID leads to the reports');
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
	await page.getByRole('link', { name: 'Vedi e scarica la ricevuta' }).click();
	await window.look('receipt', { picture: 'self-ricevuta' });
	await page.goto('/self');
	await window.look('list', { picture: 'self-elenco' });
	await page.getByRole('link', { name: /^SELF-/ }).first().click();
	await window.look('state', { picture: 'self-stato' });
}

await chapter('wide', async () => report(await open('external', {}), persone.cpi));
await chapter('narrow', async () => report(await open('external', { width: 390 }), persone.serd));
await chapter('without script', async () => report(await open('external', { script: false }), { ...persone.sospeso, codice_fiscale: 'GLLSRA80A41E648Q', nome: 'Sara' }));

for (const width of [1366, 390])
	await chapter(`service ${width}`, async () => {
		const window = await open('service', { width });
		await window.login('referente.self', {});
		const id = sql("SELECT min(id) FROM domanda WHERE stato NOT IN ('B')");
		const body = sql('SELECT min(id) FROM utente_ente');
		for (const [path, picture] of [['/avvisi', 'avvisi'], ['/avvisi/1', 'avviso'], ['/domande', 'domande'], [`/domande/${id}`, 'domanda'], [`/domande/${id}/documenti`, 'domanda-documenti'],
			[`/domande/${id}/storia`, 'domanda-storia'], [`/domande/${id}/persona`, 'domanda-persona'], [`/domande/${id}/stato/valuta`, 'domanda-azione'],
			['/enti-esterni', 'enti'], [`/enti-esterni/${body}`, 'ente'], ['/notifiche', 'notifiche-domande'], ['/self', 'self-operatore']]) {
			is((await window.page.goto(path)).status(), 200, path);
			await window.look(path, { picture });
		}
	});

await close();
end();
