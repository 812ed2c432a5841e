/*
 * Every section of every kind of case opens, and what hangs on a case works in each kind that lists it: diary, documents,
 * persons around it, events.  Kinds and sections come from the program: a new kind is covered by itself.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const maleo = new Client(), lodi = new Client();
await maleo.login('assistente.maleo');
await lodi.login('assistente.lodi');
let n = 0;
const key = () => ({ _chiave: `sez-${process.pid}-${n++}` });
const choice = (html, name) => new RegExp(`name="${name}"[\\s\\S]*?<option value="([^"]+)"`).exec(html)?.[1];

/* The sections that the room of a kind names, in the order of its list. */
const rooms = readdirSync('app', { recursive: true }).filter((name) => name.endsWith('.c')).map((name) => readFileSync(`app/${name}`, 'utf8'));
const sectionsOf = (kind) => {
	const room = rooms.find((text) => new RegExp(`struct pratica_kind kind_${kind}\\b`).test(text)) ?? '';
	const list = /static const char \*const sections\[\] = \{([^}]*)\}/.exec(room)?.[1] ?? '';
	return [...list.matchAll(/"([^"]+)"/g)].map((found) => found[1].replace(/#.*/, ''));
};
const kinds = [...readFileSync('app/kinds.def', 'utf8').matchAll(/^KIND\((\w+)\)/gm)].map((found) => found[1]);
const every = [...new Set(kinds.flatMap(sectionsOf))];
const person = (kind) => sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Sezioni', '${kind}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
const born = (kind) => sql(`INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
	SELECT '${kind}', 'SEZ-${process.pid}-' || left('${kind}', 20), ${person(kind)}, v.id, o.id, 'A', current_date,
	       '{}', (SELECT max(m.id) FROM modulo m WHERE m.nome = k.modulo), o.id
	  FROM servizio v, operatore o, kind k WHERE v.codice = 'maleo' AND o.username = 'assistente.maleo' AND k.codice = '${kind}' RETURNING id`);

/* What one writes in a section, and the table in which it is then. */
const written = {
	diario: async (at) => maleo.submit(`${at}/diario`, { ...key(), oggetto: 'Colloquio', testo: 'Un colloquio' }, await maleo.get(`${at}/diario`)),
	documenti: async (at) => maleo.upload(`${at}/documenti`, 'prova.txt', 'Una prova'),
	'soggetti-significativi': async (at) => {
		const page = await maleo.get(`${at}/soggetti-significativi/nuovo`);
		return maleo.submit(`${at}/soggetti-significativi/nuovo`, { ...key(), tipo: choice(page.text, 'tipo'), denominazione: 'Una <b>vicina</b>' }, page);
	},
	eventi: async (at) => maleo.submit(`${at}/eventi/nuovo`, { ...key(), titolo: 'Udienza', data: '10/03/2027' }, await maleo.get(`${at}/eventi/nuovo`)),
};
const tables = { diario: 'diario_pagina', documenti: 'documento', 'soggetti-significativi': 'soggetto_significativo', eventi: 'evento' };

for (const kind of kinds)
	await chapter(kind, async () => {
		const sections = sectionsOf(kind), id = born(kind), at = `/pratiche/${id}`;
		ok(sections[0] === 'dettaglio' && sections.length > 5, 'its sections are known');
		const menu = (await maleo.get(at)).text;
		for (const section of new Set(sections)) {
			const where = section === 'dettaglio' ? at : `${at}/${section}`;
			is((await maleo.get(where)).status, 200, `${section}: opens`);
			ok(menu.includes(`href="${where}"`), `${section}: stands in the list`);
			ok([403, 404].includes((await lodi.get(where)).status), `${section}: not for another service`);
		}
		for (const section of every.filter((one) => !sections.includes(one)))
			is((await maleo.get(`${at}/${section}`)).status, 404, `${section}: is none of its sections`);
		for (const section of Object.keys(written).filter((one) => sections.includes(one))) {
			is((await written[section](at)).status, 303, `${section}: written`);
			is(sql(`SELECT count(*) FROM ${tables[section]} WHERE pratica_id = ${id}`), '1', `${section}: and there`);
			const page = (await maleo.get(`${at}/${section}`)).text;
			ok(/siz-conta">1</.test(page), `${section}: counted`);
			ok(!page.includes('<b>vicina'), `${section}: shown as text`);
			const before = sql(`SELECT count(*) FROM ${tables[section]} WHERE pratica_id = ${id}`);
			const token = formOf((await lodi.get('/')).text)?._csrf;
			const path = section === 'soggetti-significativi' || section === 'eventi' ? `${at}/${section}/nuovo` : `${at}/${section}`;
			ok((await lodi.post(path, { _csrf: token, ...key(), oggetto: 'x', testo: 'x', titolo: 'x', data: '10/03/2027', tipo: 'x', denominazione: 'x' })).status !== 303, `${section}: another service writes nothing`);
			is(sql(`SELECT count(*) FROM ${tables[section]} WHERE pratica_id = ${id}`), before, `${section}: and nothing came`);
		}
		ok(Object.keys(written).every((section) => sections.includes(section)), 'diary, documents, persons and events are in it');
	});
/* They were opened by nobody: whoever follows the cases of a service finds them no more. */
sql("UPDATE pratica SET stato = 'X' WHERE codice LIKE 'SEZ-%'");
end();
