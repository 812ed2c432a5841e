/*
 * A report to SELF in a browser: wide, narrow, without script; then what the service sees of it.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { gestore, persone } from '../http/spid.mjs';
import { segnala } from '../lib/segnalazione.mjs';
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
	await segnala(window);
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
