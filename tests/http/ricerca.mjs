/*
 * The search as pages give it: in the box everywhere, in the palette, in the list of persons and
 * where another page wants a person; what it says, what it registers, whom it never shows.
 */
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const id = (cognome, nome) => sql(`SELECT min(id) FROM soggetto WHERE cognome = '${cognome.replaceAll("'", "''")}' AND nome = '${nome}'`);
const client = new Client(), lodi = new Client();
await client.login('assistente.maleo', 'Comune di Maleo');
await lodi.login('assistente.lodi');

const persons = (text) => [...text.matchAll(/href="\/soggetti\/(\d+)"/g)].map((m) => m[1]);
const cases = [
	['colonbo sofja', id('Colombo', 'Sofia'), 'suona come'],
	['Nicolo DeLuca', id('De Luca', 'Nicolò'), ''],
	['dangelo salvatore', id('D’Angelo', 'Salvatore'), ''],
	['agnese dellorto', id("Dell'Orto", 'Agnese'), ''],
	['presti rosalia', id('Lo Presti', 'Rosalia'), ''],
	['ndiaye awa', id("N'Diaye", 'Awa'), ''],
	['dordevic jelena', id('Đorđević', 'Jelena'), ''],
	['gizoni alda', id('Ghizzoni', 'Alda'), 'suona come'],
	['Marzzi Giorgia', id('Marazzi', 'Giorgia'), 'somiglia a'],
	['sheu arben 1969', id('Shehu', 'Arben'), ''],
	['rossi 29/07/1983', sql(`SELECT id FROM soggetto WHERE cognome = 'Rossi' AND data_nascita = '1983-07-29'`), ''],
	['colombo sofia 05/14/2016', id('Colombo', 'Sofia'), ''],
	['damico concetta 11/02/1951', id('D\'Amico <b>&"Rossi"', 'Concetta'), 'giorno e mese di nascita scambiati'],
];

await chapter('misspelt, in any order, with a year or a day', async () => {
	for (const [typed, wanted, why] of cases) {
		const q = encodeURIComponent(typed);
		for (const path of [`/cerca?q=${q}`, `/cerca/voci?q=${q}`, `/soggetti?q=${q}`]) {
			const { status, text } = await client.get(path);
			is(status, 200, `${path} opens`);
			is(persons(text)[0], wanted, `${path}: the right one first`);
			ok(text.includes(why), `${path} says why`, why);
		}
	}
	const { text } = await client.get('/soggetti?q=colonbo+sofja&scegli=titolare&ritorno=/interventi/generici/nuovo');
	ok(text.includes(`/interventi/generici/nuovo?titolare=${id('Colombo', 'Sofia')}`), 'a person is chosen for another page in the same way');
});

await chapter('pieces of a codice fiscale', async () => {
	const person = id('Marazzi', 'Giorgia'), code = sql(`SELECT codice_fiscale FROM soggetto WHERE id = ${person}`);
	for (const [typed, what] of [[code, 'the whole code'], [code.toLowerCase(), 'in small letters'], [code.slice(0, 9), 'its beginning'], [code.slice(0, 6), 'six letters'], [code.slice(6), 'its end'],
		[code.slice(6, 13), 'a piece of the middle'], [code.slice(0, 3) + 'X' + code.slice(4), 'with a wrong letter'],
		[code.slice(0, 14) + 'LMNPQRSTUV'[code[14]] + code[15], 'with a letter of omocodia']])
		is(persons((await client.get(`/cerca?q=${typed}`)).text)[0], person, what);
	is(persons((await client.get(`/soggetti?q=${code.slice(6)}`)).text)[0], person, 'a piece in the list, too');
	ok((await client.get(`/cerca?q=${code.slice(0, 3)}X${code.slice(4)}`)).text.includes('diverso in un carattere'), 'a wrong letter is said');
});

await chapter('numbers', async () => {
	const person = id('Anelli', 'Veronica'), number = sql(`SELECT codice FROM soggetto WHERE id = ${person}`);
	is(persons((await client.get(`/cerca?q=${number}`)).text)[0], person, 'the code of the person');
	is(persons((await client.get('/cerca?q=31/12/1993')).text)[0], person, 'the day of birth');
	sql(`UPDATE soggetto SET codice_storico = '224934' WHERE id = ${person}`);
	const { text } = await client.get('/cerca?q=224934');
	is(persons(text)[0], person, 'the code of the old system');
	ok(text.includes('codice nel sistema precedente'), 'and it says so');
});

await chapter('a reserved person is found by who holds the case, by nobody else', async () => {
	const person = id('Galimberti', 'Chiara');
	const code = sql(`SELECT codice_fiscale FROM soggetto WHERE id = ${person}`);
	for (const typed of ['galinberti kiara', 'galimberti', code, code.slice(6), '03/04/1990']) {
		const q = encodeURIComponent(typed);
		for (const path of [`/cerca?q=${q}`, `/cerca/voci?q=${q}`, `/soggetti?q=${q}`])
			ok(!persons((await lodi.get(path)).text).includes(person), `${path}: not for another service`);
	}
	ok(persons((await client.get('/cerca?q=galinberti+kiara')).text).includes(person), 'misspelt, for who entered her');
});

await chapter('old words find the new functions', async () => {
	for (const [typed, url] of [['quadro sinottico', '/soggetti'], ['progetto sociale', '/interventi/generici'], ['gestione progetti', '/interventi/generici'], ['anagrafica', '/soggetti'], ['unità operativa', '/servizio']])
		ok((await client.get(`/cerca?q=${encodeURIComponent(typed)}`)).text.includes(`href="${url}"`), `«${typed}» leads to ${url}`);
});

await chapter('what the words name stands before who only sounds like them', async () => {
	const jose = sql("SELECT min(id) FROM soggetto WHERE nome LIKE 'José%' AND NOT riservato");
	for (const path of ['/cerca?q=isee', '/cerca/voci?q=isee']) {
		const { text } = await client.get(path);
		ok(text.includes(`href="/soggetti/${jose}"`), `${path}: a person who sounds like it is found`);
		ok(text.lastIndexOf('href="/isee"') < text.indexOf(`href="/soggetti/${jose}"`), 'after the function');
	}
	sql(`UPDATE soggetto SET cognome = 'Isee' WHERE id = ${jose}`);
	const { text } = await client.get('/cerca?q=isee');
	ok(text.lastIndexOf('href="/isee"') > text.indexOf(`href="/soggetti/${jose}"`), 'who bears the word comes first');
});

await chapter('the register has one row with the terms and the persons shown', async () => {
	const before = sql('SELECT max(id) FROM registro');
	const shown = persons((await client.get('/cerca?q=kolombo+sofia')).text);
	const rows = sql(`SELECT dettaglio FROM registro WHERE id > ${before} AND azione = 'cerca'`).split('\n');
	is(rows.length, 1, 'one row');
	const detail = JSON.parse(rows[0]);
	is(detail.q, 'kolombo sofia', 'the terms');
	ok(detail.soggetti.length > 0 && detail.soggetti.every((one) => shown.includes(String(one))), 'the persons');
});

end();
