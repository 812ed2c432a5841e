/*
 * Writing in the diary (DIA-01): a note of one field from the case and from the person, templates by kind
 * of case, drafts; what is refused.
 */
import { readFileSync } from 'node:fs';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], today = sql('SELECT current_date');
const person = sql("INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Diari', 'Annotina', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id");
let n = 0;
const key = () => ({ _chiave: `dia-${process.pid}-${n++}` });
/* Cases of one person, one of each kind, as an operator of Maleo would have opened them. */
const kinds = [...readFileSync('app/kinds.def', 'utf8').matchAll(/^KIND\((\w+)\)/gm)].map((found) => found[1]);
const cases = Object.fromEntries(kinds.map((kind) => [kind, sql(`INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
	SELECT '${kind}', 'DIA-${process.pid}-' || left('${kind}', 20), ${person}, v.id, o.id, 'A', current_date, '{}', (SELECT max(m.id) FROM modulo m WHERE m.nome = k.modulo), o.id
	  FROM servizio v, operatore o, kind k WHERE v.codice = 'maleo' AND o.username = 'assistente.maleo' AND k.codice = '${kind}' RETURNING id`)]));
const last = (id) => sql(`SELECT concat_ws('|', oggetto, data, tipo, privata, autore_operatore_id = (SELECT id FROM operatore WHERE username = 'assistente.maleo')) FROM diario_pagina WHERE pratica_id = ${id} ORDER BY id DESC LIMIT 1`);

await chapter('a note from the first page of a case, in every kind', async () => {
	for (const [kind, id] of Object.entries(cases)) {
		const page = await maleo.get(`/pratiche/${id}`), at = `/pratiche/${id}/diario/nota`;
		is(page.status, 200, `${kind}: the first page`);
		const made = await maleo.submit(at, { ...key(), testo: `Telefonata con la figlia <b>${kind}</b>\nRichiama domani` }, page);
		is(made.location, `/pratiche/${id}?fatto=diario-annotato`, `${kind}: one field, and back`);
		is(last(id), `Telefonata con la figlia <b>${kind}</b>|${today}|NOTA|f|t`, `${kind}: of today, named by its first line`);
		const diary = await maleo.get(`/pratiche/${id}/diario`);
		ok(/&lt;b&gt;/.test(diary.text) && !diary.text.includes(`<b>${kind}`), `${kind}: shown as text`);
	}
});

await chapter('what is refused', async () => {
	const id = cases[kinds[0]], at = `/pratiche/${id}/diario/nota`, count = () => sql(`SELECT count(*) FROM diario_pagina WHERE pratica_id = ${id}`), before = count();
	const empty = await maleo.submit(at, { ...key(), testo: '  ' }, await maleo.get(`/pratiche/${id}`));
	is(empty.status, 422, 'an empty note');
	ok(/Scrivi che cosa è successo/.test(empty.text) && /id="e-testo"/.test(empty.text), 'said beside its field');
	const long = await maleo.submit(at, { ...key(), testo: `${'parola '.repeat(30)}fine` }, empty);
	is(long.status, 303, 'then written');
	is(sql(`SELECT concat_ws(' ', length(oggetto) <= 80, right(oggetto, 7)) FROM diario_pagina WHERE pratica_id = ${id} ORDER BY id DESC LIMIT 1`), 't parola…', 'a long line is cut between two words');
	is(count(), String(Number(before) + 1), 'one page');
	const lodi = clients['assistente.lodi'], foreign = await lodi.get('/');
	is((await lodi.post(at, { _csrf: formOf(foreign.text)?._csrf, ...key(), testo: 'da fuori' })).status === 303, false, 'not from another service');
	is(count(), String(Number(before) + 1), 'and nothing was written');
});

await chapter('from the person', async () => {
	const at = `/soggetti/${person}/diari`, page = await maleo.get(at), html = decode(page.text);
	for (const [kind, id] of Object.entries(cases))
		ok(page.text.includes(`<option value="${id}"`), `${kind} is offered`);
	is((await maleo.submit(at, { ...key(), pratica: cases[kinds[1]], testo: 'Visita del medico' }, page)).location, `${at}?fatto=diario-annotato`, 'written');
	is(last(cases[kinds[1]]).split('|')[0], 'Visita del medico', 'in the case that was chosen');
	const row = decode((await maleo.get(at)).text);
	ok(row.split('Visita del medico').length === 2, 'a note of one line is shown once');
	ok(/Annota nel diario/.test(html), 'with its heading');
	const none = await maleo.submit(at, { ...key(), pratica: '', testo: 'Dove?' }, await maleo.get(at));
	is(none.status, 422, 'the case is owed');
	is(formOf(none.text, at).testo, 'Dove?', 'nothing typed is lost');
	const other = sql(`SELECT id FROM pratica WHERE titolare_soggetto_id <> ${person} ORDER BY id LIMIT 1`);
	is((await maleo.submit(at, { ...key(), pratica: other, testo: 'Altrove' }, none)).status, 422, 'a case of another person is none');
	sql(`DELETE FROM bozza WHERE percorso = '${at}'`);
	const lodi = clients['assistente.lodi'], seen = await lodi.follow(await lodi.get(at));
	ok(!formOf(seen.text, at), 'who opens none of the cases has no field');
});

await chapter('templates', async () => {
	const html = async (kind) => decode((await maleo.get(`/pratiche/${cases[kind]}/diario`)).text);
	const all = sql('SELECT m.codice, coalesce(string_agg(k.kind, \',\'), \'\') FROM diario_modello m LEFT JOIN diario_modello_kind k ON k.modello = m.codice GROUP BY m.codice').split('\n').map((line) => line.split('|'));
	for (const kind of kinds) {
		const page = await html(kind);
		is(all.filter(([code, only]) => page.includes(`<option value="${code}">`) !== (only === '' || only.split(',').includes(kind))).join(), '', `${kind}: its templates and no others`);
	}
	const id = cases.intervento_generico, at = `/pratiche/${id}/diario`, page = await maleo.get(at), before = sql(`SELECT count(*) FROM diario_pagina WHERE pratica_id = ${id}`);
	const used = await maleo.submit(at, { ...key(), usa: '1', modello: 'visita_domiciliare', testo: 'Ho suonato due volte' }, page), form = formOf(used.text, at);
	is(used.status, 200, 'used');
	ok(/^Ho suonato due volte\r?\n\r?\nPresenti:/.test(form.testo), 'its headings behind what was typed');
	is(`${form.oggetto} ${form.tipo} ${form.data}`, `Visita domiciliare VISITA ${today}`, 'subject and sort where they were empty');
	ok(!/id="e-testo"/.test(used.text), 'with no word yet about what is missing');
	is(sql(`SELECT count(*) FROM diario_pagina WHERE pratica_id = ${id}`), before, 'nothing is saved yet');
	is((await maleo.submit(at, { ...key() }, used)).status, 303, 'then saved');
	const foreign = formOf((await maleo.submit(at, { ...key(), usa: '1', modello: 'primo_contatto', testo: 'Solo questo' }, await maleo.get(at))).text, at);
	is(foreign.testo, 'Solo questo', 'a template of another kind adds nothing, and loses nothing');
});

await chapter('autosave', async () => {
	const id = cases.segnalazione, place = `/pratiche/${id}/diario/nota`, page = await maleo.get(`/pratiche/${id}`);
	ok(page.text.includes(`data-bozza="/bozze?percorso=${place}"`), 'the field is kept while one types');
	is((await maleo.post(`/bozze?percorso=${place}`, { ...formOf(page.text, place), testo: 'A metà' })).status, 200, 'kept');
	is(formOf((await maleo.get(place)).text, place).testo, 'A metà', 'and found again at the address of the note');
	await maleo.submit(place, { ...key(), testo: 'Intero' });
	is(sql(`SELECT count(*) FROM bozza WHERE percorso = '${place}'`), '0', 'gone once it is written');
});
end();
