/*
 * Every cell of the matrix: all roles x all kinds of the database x relations x acts, over SQL and over HTTP, against
 * attese.txt.  A kind, a role or a relation that nobody has written expectations for is a failure by itself.
 */
import { chapter, end, is, ok, sql } from '../http/client.mjs';
import { apre, assegna, emergenza, passa, persone_nuove, relazioni, servizi, sessioni } from './casi.mjs';
import { conHttp, conSql, rifiutato } from './sonde.mjs';
import { tabella } from './tabella.mjs';

const table = tabella('tests/permessi/attese.txt');
const rows = (text) => JSON.parse(sql(`SELECT coalesce(json_agg(x), '[]') FROM (${text}) x`));
const roles = Object.fromEntries(rows('SELECT codice, id FROM ruolo ORDER BY id').map(({ codice, id }) => [codice, id]));
const kinds = rows(`SELECT k.codice, k.percorso, k.plurale, k.domanda, t.azione,
		CASE WHEN t.motivo = 'vocabolario' THEN (SELECT min(v.codice) FROM voce v WHERE v.vocabolario = k.motivi_termine) ELSE 'perché sì' END AS motivo
	FROM kind k LEFT JOIN transizione t ON t.kind = k.codice AND t.da = 'A' AND t.azione = 'chiudi' ORDER BY k.codice`);

/* What a row says, role by role. */
function cella(kind, relation) {
	const cells = table.kind.get(kind).righe.get(relation);
	return Object.fromEntries(table.ruoli.map((role, i) => [role, cells?.[i]]));
}

await chapter('nothing is without expectations', async () => {
	is([...Object.keys(roles), 'esterno'].sort().join(' '), [...table.ruoli].sort().join(' '), 'every role has its column');
	is(kinds.map(({ codice }) => codice).sort().join(' '), [...table.kind.keys()].sort().join(' '), 'every kind has its block');
	const relations = new Set([...table.kind.values()].flatMap((block) => [...block.righe.keys()]));
	for (const [kind, block] of table.kind)
		for (const relation of block.motivo ? [] : relations)
			is(block.righe.get(relation)?.length, table.ruoli.length, `${kind}, ${relation}: a cell for each role`);
	is(sql(`SELECT string_agg(DISTINCT relazione, ' ' ORDER BY relazione) FROM regola_accesso`), 'emergenza equipe persona servizio uo', 'the relations of the rules are those that are walked');
});

const people = servizi(roles), sessions = await sessioni(roles);
const seen = { cells: 0, acts: 0, impossible: new Map() };

/* One cell, both ways: what was done and what the table says, act by act. */
function judge(kind, { relation, role, cell, over }) {
	const name = `${kind.codice}, ${relation}, ${role}`;
	seen.cells++;
	for (const [way, { done }] of Object.entries(over))
		for (const act of table.azioni.values()) {
			seen.acts++;
			ok(done.has(act) === cell.atti.has(act), `${name}: ${act} over ${way}`, done.has(act) ? 'done, and may not be' : 'refused, and may be done');
		}
	is(over.SQL.errors.join('; '), '', `${name}: nothing but refusals`);
	is(over.SQL.vietati.join('; '), '', `${name}: what nobody may`);
	is(over.HTTP.mostra.join('; '), '', `${name}: a refusal shows nothing`);
}

/* SQL first, which undoes what it does; then HTTP, some cases at a time: one after the other in a case, whose saves would cross. */
async function walk(kind, cells) {
	for (const client of new Set(cells.map((cell) => cell.client))) {
		const own = cells.filter((cell) => cell.client === client);
		for (const [i, found] of conSql(client, own.map(({ caso }) => caso), kind).entries())
			own[i].over = { SQL: found };
	}
	const cases = [...new Set(cells.map(({ caso }) => caso))];
	const lane = async () => {
		for (let one; (one = cases.shift());)
			for (const cell of cells.filter(({ caso }) => caso === one))
				cell.over.HTTP = await conHttp(cell.client, one, kind);
	};
	await Promise.all(Array.from({ length: 4 }, lane));
	for (const cell of cells)
		judge(kind, cell);
}

/* What the table calls impossible is tried, and refused. */
function tried(kind, relation, role, cell, comune) {
	const caso = table.kind.get(kind.codice).caso;
	switch (cell.motivo) {
	case 'apre':
		return rifiutato(sessions.uno[role], apre(kind.codice, caso, persone_nuove(1)[0]));
	case 'passa':
		return rifiutato(sessions.autore, passa(comune.pratica, people.uno[role]));
	case 'assegna':
		return rifiutato(sessions.autore, assegna(comune.pratica, 'due', people.due[role], 2));
	case 'vietata':
		return rifiutato(sessions.due[role], emergenza(comune.pratica));
	default:
		return true;
	}
}

const wanted = process.argv.slice(2); /* some kinds only */
for (const kind of kinds.filter(({ codice }) => !wanted.length || wanted.includes(codice))) {
	kind.collega = people.uno.assistente_sociale;
	const block = table.kind.get(kind.codice);
	if (!block)
		continue;
	await chapter(kind.codice, async () => {
		if (block.motivo) {
			ok(kind.domanda, `${kind.codice} is no kind of case`);
			for (const role of Object.keys(roles))
				ok(rifiutato(sessions.uno[role], apre(kind.codice, { dati: {} }, persone_nuove(1)[0])), `${kind.codice}: ${role} makes no case of it`);
			seen.impossible.set(block.motivo, (seen.impossible.get(block.motivo) ?? 0) + 1);
			return;
		}
		const { made, comune } = await relazioni(kind.codice, block.caso, (relation) => cella(kind.codice, relation), people, sessions);
		for (const cell of made)
			cell.cell = cella(kind.codice, cell.relation)[cell.role];
		await walk(kind, made);
		for (const relation of block.righe.keys())
			for (const [role, cell] of Object.entries(cella(kind.codice, relation)).filter(([, { motivo }]) => motivo)) {
				seen.impossible.set(cell.motivo, (seen.impossible.get(cell.motivo) ?? 0) + 1);
				ok(tried(kind, relation, role, cell, comune), `${kind.codice}, ${relation}, ${role}: the table says that it cannot be`);
			}
		const walked = made.length + [...block.righe.keys()].flatMap((relation) => Object.values(cella(kind.codice, relation)).filter(({ motivo }) => motivo)).length;
		is(walked, block.righe.size * table.ruoli.length, `${kind.codice}: no cell was left out`);
	});
}

console.log(`# ${seen.cells} cells walked, ${seen.acts} acts tried`);
for (const [reason, count] of seen.impossible)
	console.log(`# ${count} cells cannot be: ${table.motivi.get(reason)}`);
end();
