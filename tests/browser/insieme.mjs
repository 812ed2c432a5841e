/*
 * What goes wrong on a working day: two people on the same page, a session that ends while
 * somebody types, another service, leaving.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

const save = (window) => window.page.locator('main .siz-salva button.btn-primary').click();
const own = sql("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN servizio s ON s.id = p.servizio_id WHERE o.username = 'assistente.maleo' AND s.denominazione = 'Comune di Maleo' AND p.kind = 'intervento_generico' AND p.stato = 'A' ORDER BY 1 DESC LIMIT 1");
const path = `/pratiche/${own}`;

/* The session of somebody, used last so long ago that it has ended. */
const expire = (username) => sql(`UPDATE sessione SET attiva_il = attiva_il - interval '9 hours' WHERE operatore_id = (SELECT id FROM operatore WHERE username = '${username}')`);

async function two(width) {
	const first = await open('first', { width }), second = await open('second', { width });
	await first.login('assistente.maleo', { service: 'Comune di Maleo' });
	await second.login('collega.maleo', { service: 'Comune di Maleo' });
	await first.page.goto(path);
	await second.page.goto(path);
	await first.page.locator('#f-note').fill(`Testo della prima, ${width}`);
	await second.page.locator('#f-note').fill(`Testo della seconda, ${width}`);
	await second.page.locator('#f-codice_cliente').fill(`C-${width}`);
	await save(first);
	ok(/Salvato\./.test(await first.text), 'the first saves');
	await save(second);
	const text = await second.text;
	ok(text.includes(`Testo della prima, ${width}`) && text.includes(`Testo della seconda, ${width}`), 'the second gets both texts', text.slice(0, 800));
	ok(/Anna Bassi/.test(text), 'and who saved before', text.slice(0, 300));
	ok(!/Codice INPS|Motivo attivazione/.test(text), 'only what differs is asked about');
	await second.look('both texts', { picture: 'conflitto' });
	await second.page.locator('#s-note').check();
	await second.page.locator('main button.btn-primary').last().click();
	is(second.path, path, 'the second can finish');
	is(await second.page.locator('#f-note').inputValue(), `Testo della prima, ${width}`, 'what was chosen is saved');
	is(await second.page.locator('#f-codice_cliente').inputValue(), `C-${width}`, 'and what only the second had typed');
	await first.close();
	await second.close();
}

/* `keep`: what is typed must be there again after the login. */
async function expiry(width, script) {
	const window = await open('expired', { width, script });
	const { page } = window;
	await window.login('collega.maleo', { service: 'Comune di Maleo' });
	await page.goto(path);
	const note = `Quello che scrivevo quando è scaduta, ${width} ${script}`;
	await page.locator('#f-note').fill(note);
	expire('collega.maleo');
	await save(window);
	is(window.path, '/accesso', 'an expired session leads to the login');
	ok(/La sessione è scaduta/.test(await window.text), 'which says so', (await window.text).slice(0, 300));
	await window.look('login after the session ended', { picture: script && 'accesso-scaduta' });
	await window.login('collega.maleo', { service: 'Comune di Maleo' });
	is(window.path, path, 'the login leads back to the same page');
	is(await page.locator('#f-note').inputValue(), note, 'what was typed is in its field');
	ok(/Hai ripreso una bozza/.test(await window.text), 'and the page says where it comes from');
	await window.look('the page with the draft', { picture: script && 'bozza-ripresa' });
	await save(window);
	ok(/Salvato\./.test(await window.text), 'and it can be saved', (await window.text).slice(0, 400));
	is(await page.locator('#f-note').inputValue(), note, 'as it was typed');
	/* «Scaduta» and «non abilitata» are different pages (ACC-15). */
	ok(!/non puoi aprire|non è permessa/i.test(await window.text), 'expired is not refused');
	await window.close();
}

/* While typing, the script writes the draft by itself. */
async function autosave() {
	const window = await open('draft');
	const { page } = window;
	await window.login('collega.maleo', { service: 'Comune di Maleo' });
	await page.goto(`${path}/diario`);
	await page.locator('#f-oggetto').pressSequentially('Telefonata a metà');
	await page.locator('.siz-salva__stato', { hasText: 'Bozza salvata' }).waitFor();
	await page.goto('/');
	ok(/Telefonata|diario/i.test(await window.text), 'the draft is on the home page', (await window.text).slice(0, 800));
	await page.goto(`${path}/diario`);
	is(await page.locator('#f-oggetto').inputValue(), 'Telefonata a metà', 'and in its place');
	await window.look('the draft of a page of the diary');
	await page.getByRole('button', { name: 'Scarta la bozza' }).click();
	is(await page.locator('#f-oggetto').inputValue(), '', 'it can be thrown away');
	await window.close();
}

/* The warning before the end: who is writing goes on writing, who is not finds the button. */
async function warning(width) {
	const window = await open('warned', { width });
	const { page } = window;
	const short = (seconds) => sql(`UPDATE sessione SET attiva_il = now(), inattivita = interval '${seconds} seconds' WHERE chiusa_il IS NULL AND operatore_id = (SELECT id FROM operatore WHERE username = 'collega.maleo')`);
	await window.login('collega.maleo', { service: 'Comune di Maleo' });
	short(303);
	await page.goto(`${path}/diario`);
	const field = page.locator('#f-oggetto'), sign = page.locator('#scadenza');
	await field.focus();
	await page.keyboard.type('Telefonata');
	ok(!await sign.isVisible(), 'no warning yet');
	await sign.waitFor({ state: 'visible', timeout: 40000 });
	is(await page.evaluate(() => document.activeElement.id), 'f-oggetto', 'the warning leaves the cursor where one writes');
	await page.keyboard.type(' alla figlia ');
	await page.keyboard.press('Space');
	is(await field.inputValue(), 'Telefonata alla figlia  ', 'not a key is lost, none presses a button');
	ok(await sign.isVisible(), 'and the warning stays');
	ok(/scade/.test(await page.locator('[role="status"]').allInnerTexts().then((all) => all.join(' '))), 'a screen reader hears of it');
	await window.look('the warning while writing', { picture: 'scadenza' });
	await sign.getByRole('button', { name: 'Resta collegato' }).click();
	await sign.waitFor({ state: 'hidden' });
	is(await page.evaluate(() => document.activeElement.id), 'f-oggetto', 'after «Resta collegato» the cursor is back in its field');
	ok(Number(sql("SELECT extract(epoch FROM now() - attiva_il) FROM sessione WHERE chiusa_il IS NULL AND operatore_id = (SELECT id FROM operatore WHERE username = 'collega.maleo') ORDER BY id DESC LIMIT 1")) < 5, 'and the session lasts anew');
	await page.getByRole('button', { name: 'Scarta la bozza' }).or(page.locator('.siz-salva__stato', { hasText: 'Bozza salvata' })).first().waitFor();
	short(303);
	await page.goto(path);
	await sign.waitFor({ state: 'visible', timeout: 40000 });
	is(await page.evaluate(() => document.activeElement.textContent.trim()), 'Resta collegato', 'who is not writing finds the button under the cursor');
	await window.close();
}

async function services(width) {
	const window = await open('services', { width });
	const { page } = window;
	await window.login('amministrativo.ambito', { service: 'SELF' });
	is(window.path, '/', 'in the service that was chosen');
	await page.locator('header a[href="/servizio"]').click();
	await window.look('choice of the service', { picture: 'servizio' });
	const text = await window.text;
	ok(/SELF/.test(text) && /Politiche Abitative/.test(text) && /STORICO/.test(text), 'the services of the profile and the historical one', text);
	ok(!/Misura B2/.test(text), 'and no other (ACC-21)');
	await window.service('Politiche Abitative');
	ok(/Politiche Abitative/.test(await page.locator('header').innerText()), 'the header says where one is');
	await page.goto('/servizio');
	await window.service('SERVIZIO STORICO');
	ok(/sola lettura/i.test(await page.locator('header').innerText()), 'the historical service is read only', await page.locator('header').innerText());
	await page.goto('/soggetti');
	is(await page.getByRole('link', { name: 'Nuovo soggetto' }).count(), 0, 'and offers nothing to write');
	await window.look('historical service', { picture: 'storico' });
	await window.close();
}

/* One box: functions, persons, cases; keyboard first. */
async function palette() {
	const window = await open('palette');
	const { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await page.locator('html.js').waitFor({ state: 'attached' }); /* before the script has run a key means nothing */
	await page.keyboard.press('Control+K');
	await page.locator('#tavolozza[open]').waitFor();
	await page.keyboard.type('bianchi');
	await page.locator('#tav-voci [role="option"]', { hasText: /Bianchi/i }).first().waitFor();
	await window.look('palette', { picture: 'tavolozza' });
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Escape');
	is(await page.locator('#tavolozza[open]').count(), 0, 'Esc closes it');
	await page.keyboard.press('Control+K');
	await page.keyboard.type('Soggetti');
	await page.locator('#tav-voci [role="option"][aria-selected="true"]', { hasText: 'Soggetti' }).waitFor();
	await page.keyboard.press('Enter');
	await page.waitForURL('**/soggetti');
	is(window.path, '/soggetti', 'Enter opens what is selected');
	await window.close();
	const plain = await open('search', { script: false });
	await plain.login('assistente.maleo', { service: 'Comune di Maleo' });
	await plain.page.locator('#cerca').fill('bianchi');
	await plain.page.locator('#cerca').press('Enter');
	is(plain.path, '/cerca', 'without script Enter leads to the page of results');
	ok(/Bianchi/i.test(await plain.text), 'which has them', (await plain.text).slice(0, 300));
	await plain.close();
}

await chapter('two people, 1366', () => two(1366));
await chapter('two people, 390', () => two(390));
await chapter('expiry', () => expiry(1366, true));
await chapter('expiry without script', () => expiry(1366, false));
await chapter('autosave', autosave);
await chapter('the warning before the end', () => warning(1366));
await chapter('services', () => services(1366));
await chapter('palette', palette);
await close();
end();
