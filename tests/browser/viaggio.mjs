/*
 * The kit "Interventi generici", literally, as an operator works through it: wide, narrow, and
 * without script.  Each time with a person of its own.
 */
import { writeFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

const files = join(process.env.TMPDIR, 'allegati');
mkdirSync(files, { recursive: true });
const bando = join(files, 'Bando SAT 2026.txt'), verbale = join(files, 'Verbale d’équipe <b>.txt');
writeFileSync(bando, 'Bando per i Servizi Abitativi Transitori.\n');
writeFileSync(verbale, 'Verbale riservato.\n');

/* Three invented persons, so that the three journeys do not meet. */
const persons = {
	1366: { surname: 'D’Amico', name: 'Ilaria', sex: 'Femmina', born: '12/05/1980', place: 'Lodi (LO)' },
	390: { surname: 'Bianchi', name: 'Ottavio', sex: 'Maschio', born: '03/11/1971', place: 'Codogno (LO)' },
	0: { surname: 'Zanaboni', name: 'Quirina', sex: 'Femmina', born: '21/02/1990', place: 'Lodi (LO)' },
};

/* A code of somebody born a day later: its last letter fits, the date does not. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const value = (c) => (/[0-9]/.test(c) ? Number(c) : c.charCodeAt(0) - 65);
const checked = (fifteen) => fifteen + String.fromCharCode(65 + [...fifteen].reduce((sum, c, i) => sum + (i % 2 ? value(c) : odd[value(c)]), 0) % 26);
const dayLater = (code) => checked(code.slice(0, 9) + String(Number(code.slice(9, 11)) + 1).padStart(2, '0') + code.slice(11, 15));

/* Without script a menu opens all the same: it is <details>. */
async function menu(window, name) {
	await window.page.locator('summary', { hasText: name }).first().click();
}

/* The button of the bar under a form. */
const save = (window) => window.page.locator('main .siz-salva button.btn-primary').click();

async function newPerson(window, person, picture) {
	const { page } = window;
	await page.goto('/soggetti');
	await window.look('Soggetti', { picture: picture && 'soggetti' });
	await page.getByRole('link', { name: 'Nuovo soggetto' }).click();
	await window.look('new person', { picture: picture && 'soggetto-nuovo' });
	await page.getByLabel('Cognome').fill(person.surname);
	await page.getByLabel('Nome', { exact: false }).and(page.locator('#f-nome')).fill(person.name);
	await page.getByLabel(person.sex).check();
	await page.locator('#f-data_nascita').fill(person.born);
	await page.locator('#f-luogo_nascita').fill(person.place);
	await page.getByRole('button', { name: 'Calcola dai dati' }).click();
	const code = await page.locator('.siz-calcola strong').innerText();
	ok(/^[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]$/.test(code), 'the code is proposed from the data', code);
	await page.locator('#f-codice_fiscale').fill(dayLater(code));
	await page.locator('#f-condizione').selectOption({ index: 1 });
	await page.locator('#f-residenza_comune').fill('Maleo (LO)');
	await save(window);
	const text = await window.text;
	ok(/data di nascita|giorno/i.test(await page.locator('.siz-errori').innerText()), 'a wrong code: the message names the datum that disagrees',
		await page.locator('.siz-errori').innerText());
	ok(!/(cognome|luogo|sesso) non/i.test(await page.locator('.siz-errori').innerText()), 'and only that one', text.slice(0, 400));
	await window.look('wrong codice fiscale', { picture: picture && 'soggetto-codice-sbagliato' });
	is(await page.locator('#f-cognome').inputValue(), person.surname, 'nothing typed is lost');
	await page.locator('#f-codice_fiscale').fill(code);
	await save(window);
	ok(/^\/soggetti\/\d+$/.test(window.path), 'the person is saved', `${window.path} ${(await window.text).slice(0, 500)}`);
	await window.look('the person', { picture: picture && 'soggetto' });
	return window.path;
}

async function attach(window) {
	const { page, script } = window;
	if (script) {
		await page.locator('#f-documenti').setInputFiles([bando, verbale]);
		await page.locator('[data-carica-elenco] table').getByText('Verbale').first().waitFor();
		await page.locator('[data-carica-elenco] table').getByText('Bando').first().waitFor();
		return;
	}
	for (const file of [bando, verbale]) {
		await page.locator('#f-documenti').setInputFiles(file);
		await page.getByRole('button', { name: 'Carica' }).click();
		if (await page.getByRole('link', { name: 'Torna alla bozza' }).count())
			await page.getByRole('link', { name: 'Torna alla bozza' }).click();
	}
}

async function newCase(window, personPath, picture) {
	const { page } = window;
	await page.goto(personPath);
	await page.locator('summary', { hasText: 'Nuovo intervento' }).click();
	await page.getByRole('link', { name: 'Intervento generico', exact: true }).last().click();
	await window.look('new case', { picture: picture && 'intervento-nuovo' });
	await page.locator('#f-tipo').selectOption({ label: 'Servizi Abitativi Transitori - SAT' });
	await page.locator('#f-note').fill('Prima riga <script>alert(1)</script>\nSeconda riga & «altro»');
	await page.getByRole('button', { name: 'Crea l’intervento' }).click();
	const summary = page.locator('.siz-errori');
	await summary.waitFor();
	is(await summary.getByRole('listitem').count(), 2, 'what is missing is said all at once: start and reason');
	ok((await page.title()).startsWith('Errore: '), 'the title says that there is an error', await page.title());
	if (window.script)
		is(await page.evaluate(() => document.activeElement.className), 'siz-errori', 'the summary has the focus');
	is(await page.locator('#e-data_inizio').innerText().then((t) => /inserisci la data di inizio/i.test(t)), true, 'the error stands beside the field too');
	is(await page.locator('#f-note').inputValue(), 'Prima riga <script>alert(1)</script>\nSeconda riga & «altro»', 'nothing typed is lost');
	is(await page.locator('#f-tipo').evaluate((e) => e.selectedOptions[0].text), 'Servizi Abitativi Transitori - SAT', 'nor what was chosen');
	await window.look('new case with errors', { picture: picture && 'intervento-errori' });
	await summary.getByRole('link').first().click();
	is(await page.evaluate(() => document.activeElement.id || location.hash.slice(1)), 'f-data_inizio', 'the summary leads to the field');
	await attach(window);
	is(await page.locator('#f-note').inputValue(), 'Prima riga <script>alert(1)</script>\nSeconda riga & «altro»', 'nothing is lost by attaching');
	const list = await page.locator('[data-carica-elenco]').innerText();
	ok(list.includes('Bando SAT 2026') && list.includes('Verbale d’équipe <b>'), 'both documents are there before the first save', list);
	await window.look('new case with documents', { picture: picture && 'intervento-documenti' });
	await page.locator('#f-data_inizio').fill('2026-03-02');
	await page.locator('#f-motivo_attivazione').selectOption({ label: 'Segnalazione' });
	await page.getByRole('button', { name: 'Crea l’intervento' }).click();
	ok(/^\/pratiche\/\d+$/.test(window.path), 'the case is created', `${window.path} ${(await window.text).slice(0, 600)}`);
	const code = /GEN-\d{4}-\d{5,}/.exec(await window.text)?.[0];
	ok(code, 'its code is readable and of the year', await page.locator('.siz-identita').innerText());
	await window.look('the case', { picture: picture && 'pratica' });
	return [window.path, code];
}

async function sections(window, casePath, picture) {
	const { page } = window;
	for (const [section, last, what] of [['Assegnazioni', 'assegnazioni'], ['Diario', 'diario'], ['Documenti', 'documenti'],
		['Soggetti significativi', 'soggetti-significativi'], ['Eventi', 'eventi'], ['Storia', 'storia']]) {
		await window.section(section);
		is(window.path, `${casePath}/${last}`, `the section ${section}`);
		await window.look(`section ${section}`, { picture: picture && last });
	}
	for (const last of ['pagamenti', 'movimenti', 'quote'])
		is(await page.locator(`#sezioni a[href$="/${last}"]`).count(), 1, `the section ${last} of the ledger (GEN-31)`);
}

async function diary(window, casePath, picture) {
	const { page } = window;
	for (const [subject, text, secret] of [['Colloquio in sede', 'Visto con la famiglia.', false], ['Pensieri miei', 'Solo per me: RISERVATISSIMO.', true]]) {
		await page.goto(`${casePath}/diario`);
		await page.locator('#f-data').fill('2026-03-03');
		await page.locator('#f-oggetto').fill(subject);
		await page.locator('#f-testo').fill(text);
		if (secret)
			await page.locator('#f-privata').check();
		await save(window);
		ok((await window.text).includes(subject), `the page «${subject}» of the diary is there`, (await window.text).slice(0, 300));
	}
	ok(/Privata: la vedi solo tu/.test(await window.text), 'the private one is marked');
	await window.look('the diary with pages', { picture: picture && 'diario-pagine' });
}

async function around(window, casePath, picture) {
	const { page } = window;
	await page.goto(`${casePath}/soggetti-significativi`);
	await page.getByRole('link', { name: 'Aggiungi una persona' }).click();
	await window.look('new person around the case');
	await page.locator('#f-tipo').selectOption({ index: 1 });
	await page.locator('#f-denominazione').fill('Tullia Verdi "l’amica"');
	await save(window);
	ok((await window.text).includes('Tullia Verdi "l’amica"'), 'the person around the case is there', await window.text);
	await window.look('persons around the case', { picture: picture && 'significativi' });
	await page.goto(`${casePath}/eventi/nuovo`);
	await window.look('new event');
	await page.locator('#f-data').fill('2026-12-15');
	await page.locator('#f-titolo').fill('Verifica con il Comune');
	await save(window);
	ok((await window.text).includes('Verifica con il Comune'), 'the event is there');
	await window.look('events', { picture: picture && 'eventi-pieni' });
}

async function refused(window, casePath, code, picture) {
	const { page } = window;
	await page.goto(casePath);
	const text = await window.text;
	ok(/Comune di Maleo/.test(text), 'the banner names the service that owns the case', text);
	ok(text.includes(code) || /Intervento generico/i.test(text), 'and the kind of case', text);
	ok(/assistente|riferimento/i.test(text), 'and whom to contact', text);
	ok(!/RISERVATISSIMO|Colloquio in sede|Prima riga|Tullia/.test(await page.content()), 'and nothing of the case');
	await window.look('the refusal banner', { picture: picture && 'non-abilitata' });
	return text;
}

async function ask(window) {
	const { page } = window;
	await page.getByLabel('Perché ti serve').fill('Seguo il figlio, che vive a Lodi.');
	await page.getByRole('button', { name: 'Invia la richiesta' }).click();
	ok(/richiesta di accesso è partita|Hai già chiesto/.test(await window.text), 'the request for access is on its way', (await window.text).slice(0, 400));
	await window.look('access asked for');
}

/* Without the person's consent nothing is shared (SOG-10): the page says so and leads there. */
async function consent(window, personPath, picture) {
	const { page } = window;
	ok(/non ha dato il consenso a condividere/.test(await window.text), 'without consent the case is not shared, and the page says why', (await window.text).slice(0, 500));
	await window.look('no consent yet', { picture: picture && 'assegna-senza-consenso' });
	await page.goto(`${personPath}/consensi/nuovo`);
	await page.getByLabel('Ha dato il consenso', { exact: true }).check();
	await page.locator('#f-data').fill(sql('SELECT current_date'));
	await window.look('the consent', { picture: picture && 'consenso' });
	await save(window);
	ok(/Consenso dato/.test(await window.text), 'the consent is there', (await window.text).slice(0, 400));
}

async function assign(window, casePath, picture, first) {
	const { page } = window;
	await page.goto(`${casePath}/assegnazioni`);
	ok(/Seguo il figlio, che vive a Lodi/.test(await window.text), 'the request of the other service is on the page', await window.text);
	await page.locator('#f-servizio').selectOption({ label: 'Comune di Lodi' });
	await page.getByRole('button', { name: 'Mostra chi lavora lì' }).click();
	await page.locator('#f-operatore option', { hasText: /Lodi|Assistente|—|/ }).nth(1).waitFor({ state: 'attached' });
	const choice = await page.locator('#f-operatore option').evaluateAll((all) => all.filter((o) => /^\d+$/.test(o.value) && Number(o.value) > 0).map((o) => o.value)[0]);
	await page.locator('#f-operatore').selectOption(choice);
	await page.getByLabel('Nota per chi la riceve').fill('Guarda il bando allegato.');
	await window.look('whom to assign to', { picture: picture && 'assegna' });
	await page.getByRole('button', { name: 'Continua: che cosa vedrà' }).click();
	const text = await window.text;
	ok(/1 pagina di diario/.test(text) && /Le pagine private non le vede/.test(text), 'the preview counts what will be seen, private pages apart', text);
	await window.look('the preview', { picture: picture && 'assegna-anteprima' });
	await page.getByRole('group', { name: 'Documenti da lasciare fuori' }).getByLabel(/Verbale/).check();
	await page.getByRole('button', { name: 'Assegna e avvisa' }).click();
	if (first)
		return;
	ok(/La pratica è assegnata/.test(await window.text), 'the case is assigned', (await window.text).slice(0, 500));
	await window.look('assigned', { picture: picture && 'assegnata' });
}

async function receive(window, casePath, code, picture) {
	const { page } = window;
	await page.goto('/');
	await window.look('home of the receiver', { picture: picture && 'home-destinataria' });
	const row = page.locator('#notifiche li', { hasText: code }).filter({ hasText: /assegn/i }).first();
	ok(await row.count(), 'the assignment is on the home of the receiver', await window.text);
	await row.getByRole('link').first().click();
	ok(window.path.startsWith(casePath), 'the notification opens the case', window.path);
	await page.goto(casePath);
	is(await page.locator('#f-note').inputValue(), 'Prima riga <script>alert(1)</script>\nSeconda riga & «altro»', 'the receiver reads the case');
	await page.locator('#f-codice_cliente').fill('LODI-7');
	await save(window);
	ok(/Salvato\./.test(await window.text), 'and may write', (await window.text).slice(0, 400));
	await window.look('the case of another service', { picture: picture && 'pratica-destinataria' });
	await page.goto(`${casePath}/diario`);
	const text = await page.content();
	ok(/Colloquio in sede/.test(text) && !/RISERVATISSIMO|Pensieri miei/.test(text), 'private pages are not there');
	await page.goto(`${casePath}/documenti`);
	const documents = await page.content();
	ok(/Bando SAT 2026/.test(documents) && !/Verbale d/.test(documents), 'nor the document that was left out', await window.text);
	await window.look('documents of the receiver', { picture: picture && 'documenti-destinataria' });
	if (window.script) {
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Bando SAT 2026' }).first().click()]);
		is(readFileSync(await download.path(), 'utf8'), readFileSync(bando, 'utf8'), 'the other document comes down as it went up');
	}
}

async function states(window, casePath, picture) {
	const { page } = window;
	for (const [action, state, fill] of [
		['Sospendi', /Sospeso|sospeso/, () => page.locator('#f-motivo').fill('In attesa del bando.')],
		['Riprendi', /attivo/i, () => page.locator('#f-motivo').count().then((n) => n && page.locator('#f-motivo').fill('Bando uscito.'))],
		['Chiudi', /Chius|chius|Terminat|terminat|Concluso|concluso/, () => page.locator('#f-motivo_termine').selectOption({ index: 1 })],
	]) {
		await page.goto(casePath);
		const link = page.locator('.siz-identita').getByRole('link', { name: new RegExp(`^${action}`) });
		if (!await link.first().isVisible())
			await menu(window, 'Altre azioni');
		await link.first().click();
		await window.look(`${action}: the question`, { picture: picture && `stato-${action.toLowerCase()}` });
		await page.locator('#f-data').fill('2026-04-10');
		await fill();
		await save(window);
		ok(/Lo stato è cambiato/.test(await window.text) && state.test(await page.locator('.siz-identita').innerText()), `${action}: the state changes`,
			(await window.text).slice(0, 600));
	}
	await window.look('the closed case', { picture: picture && 'pratica-chiusa' });
	await page.goto(`${casePath}/storia`);
	const text = await window.text;
	ok(/In attesa del bando\./.test(text), 'date and reason are in the history', text.slice(0, 800));
	await window.look('the history', { picture: picture && 'storia-piena' });
}

async function journey(width, script) {
	const person = persons[script ? width : 0];
	const picture = script;
	const maleo = await open('Maleo', { width, script });
	const lodi = await open('Lodi', { width, script });
	await maleo.page.goto('/');
	is(maleo.path, '/accesso', 'without a session: the login');
	await maleo.look('login', { picture: picture && 'accesso' });
	await maleo.page.getByRole('button', { name: 'Entra', exact: true }).click();
	await maleo.look('empty login', { picture: picture && 'accesso-errori' });
	await maleo.login('assistente.maleo', { service: 'Comune di Maleo' });
	is(maleo.path, '/', 'after the login: the home');
	await maleo.look('home', { picture: picture && 'home' });
	const personPath = await newPerson(maleo, person, picture);
	const [casePath, code] = await newCase(maleo, personPath, picture);
	await sections(maleo, casePath, picture);
	await diary(maleo, casePath, picture);
	await around(maleo, casePath, picture);
	await lodi.login('assistente.lodi', { service: 'Comune di Lodi' });
	await refused(lodi, casePath, code, picture);
	await ask(lodi);
	await assign(maleo, casePath, null, true);
	await consent(maleo, personPath, picture);
	await assign(maleo, casePath, picture);
	await receive(lodi, casePath, code, picture);
	await maleo.page.goto(`${casePath}/assegnazioni`);
	await maleo.look('read by the receiver', { picture: picture && 'assegnazioni-lette' });
	ok(/Letta/.test(await maleo.text), 'the sender sees that it was read');
	await maleo.page.getByRole('button', { name: /^Termina/ }).last().click();
	ok(/assegnazione è terminata/.test(await maleo.text), 'the assignment is revoked', (await maleo.text).slice(0, 400));
	await refused(lodi, casePath, code, null);
	await states(maleo, casePath, picture);
	await maleo.page.goto('/interventi/generici');
	await maleo.look('list of cases', { picture: picture && 'interventi' });
	if (width < 600)
		await maleo.page.getByText('Filtri', { exact: true }).click();
	await maleo.page.getByLabel('Persona o codice').fill(person.surname);
	await maleo.page.locator('#f-stato').selectOption({ index: 0 });
	await maleo.page.getByRole('button', { name: 'Cerca', exact: true }).last().click();
	ok((await maleo.text).includes(code), 'the search finds the case', (await maleo.text).slice(0, 600));
	await maleo.look('cases found');
	await logout(maleo);
	await maleo.page.goto(casePath);
	is(maleo.path, '/accesso', 'after leaving nothing opens any more');
	await maleo.close();
	await lodi.close();
}

async function logout(window) {
	await window.page.locator('header summary', { has: window.page.locator('use[href$="#it-user"]') }).click();
	await window.page.getByRole('button', { name: 'Esci', exact: true }).first().click();
	ok(/Sei uscito/.test(await window.text), 'left', await window.text);
	await window.look('left');
}

await chapter('journey at 1366 px', () => journey(1366, true));
await chapter('journey at 390 px', () => journey(390, true));
await chapter('journey without script', () => journey(1366, false));
await close();
end();
