/*
 * What the database refuses after a handler has already chosen its redirect: the page again with
 * the sentence beside the field, or the conflict page, and never the redirect that says «done».
 */
import { Client, chapter, end, formOf, is, ok } from './client.mjs';

const ids = (page) => [...new Set([...page.text.matchAll(/\/pratiche\/(\d+)/g)].map((found) => found[1]))];

const maleo = new Client();
await maleo.login('assistente.maleo');
const cases = ids(await maleo.get('/interventi/generici'));

await chapter('a constraint that speaks at the commit', async () => {
	const lodi = new Client();
	await lodi.login('assistente.lodi');
	let page = null, action = null;
	for (const id of cases) {
		action = `/pratiche/${id}/chiedi-accesso`;
		page = await lodi.get(`/pratiche/${id}`);
		if (formOf(page.text, action))
			break;
		page = null;
	}
	ok(page, 'there is a case to ask for');
	const first = await lodi.submit(action, { motivo: 'La famiglia si è trasferita qui' }, page);
	is(first.location, '/?fatto=richiesta-inviata', 'the first request is taken');
	const second = await lodi.submit(action, { motivo: 'Ancora io', _chiave: 'un’altra finestra' }, page);
	is(second.location, null, 'the second is not said to be taken');
	is(second.status, 422, 'the second is refused');
	ok(/Hai già chiesto l’accesso/.test(second.text), 'and the page says why');
	const none = await lodi.submit(action, { motivo: 'E di nuovo', _chiave: 'una terza' }, page);
	is(none.status, 422, 'the worker goes on as before');
});

await chapter('a conflict that speaks at the commit', async () => {
	let page = null, action = null;
	for (const id of cases) {
		action = `/pratiche/${id}/passaggio`;
		page = await maleo.get(action);
		if (page.status === 200 && formOf(page.text, action))
			break;
		page = null;
	}
	ok(page, 'there is a case to hand over');
	const to = /name="operatore" value="(\d+)"|<option value="(\d+)"/.exec(page.text);
	const stale = await maleo.submit(action, { operatore: to[1] ?? to[2], _versione: '999999' }, page);
	is(stale.status, 409, 'a case saved meanwhile is not handed over');
	is(stale.location, null, 'and nothing leads on');
});

await chapter('a text too long for the form and for a draft', async () => {
	const action = `/pratiche/${cases[0]}/diario`;
	const page = await maleo.get(action);
	const long = 'Visita a casa, colloquio con la figlia. '.repeat(40000);
	const answer = await maleo.submit(action, { oggetto: 'Visita', testo: long }, page);
	is(answer.status, 422, 'the page comes back');
	ok(answer.text.includes(long.trim()), 'with all that was typed');
	const draft = await maleo.post(`/bozze?percorso=${action}`, { ...formOf(page.text, action), testo: long });
	is(draft.status, 413, 'the script is told that it was not kept');
});

end();
