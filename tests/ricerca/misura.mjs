/*
 * How well and how fast persons are found: misura.mjs PERSONS SEARCHES, on the cluster of PGHOST and the
 * database PGDATABASE, which has schema, code and vocabularies and no other persons.  Everything is
 * asked as a page asks it: role siz_web, an operator's identity, the policies.
 *
 * Exported for the suite (with thresholds) and for the bench (which prints).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { persone, dice } from './nomi.mjs';
import { misspell, swapDay } from './errori.mjs';

export function psql(input, database = process.env.PGDATABASE ?? 'siz') {
	const run = spawnSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-d', database], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
	if (run.status !== 0)
		throw new Error(`psql: ${run.stderr.slice(0, 2000)}`);
	return run.stdout;
}

/* A codice fiscale of the right form whose letters are those of the name. */
function codice(person, place) {
	const letters = (text) => text.normalize('NFD').replace(/[^a-z]/gi, '').toUpperCase();
	const three = (text, isName) => {
		let consonants = letters(text).replace(/[AEIOU]/g, '');
		if (isName && consonants.length > 3)
			consonants = consonants[0] + consonants.slice(2);
		return (consonants + letters(text).replace(/[^AEIOU]/g, '') + 'XXX').slice(0, 3);
	};
	const [year, month, day] = person.nata.split('-');
	const head = three(person.cognome) + three(person.nome, true) + year.slice(2) + 'ABCDEHLMPRST'[month - 1] +
		String(Number(day) + (person.sesso === 'F' ? 40 : 0)).padStart(2, '0') + place;
	const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
	let sum = 0;
	[...head].forEach((c, i) => {
		const value = /\d/.test(c) ? Number(c) : c.charCodeAt(0) - 65;
		sum += i % 2 ? value : odd[value];
	});
	return head + String.fromCharCode(65 + sum % 26);
}

/* A large load makes the indexes once, at its end, instead of row by row. */
const WITHOUT_INDEXES = `SET maintenance_work_mem = '512MB'; SET work_mem = '128MB';
CREATE TABLE carico_indice AS SELECT i.indexrelid::regclass::text AS nome, pg_get_indexdef(i.indexrelid) AS come FROM pg_index i
 WHERE i.indrelid IN ('soggetto'::regclass, 'ricerca_nome'::regclass) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid);
DO $$ DECLARE t text; BEGIN FOR t IN SELECT nome FROM carico_indice LOOP EXECUTE 'DROP INDEX ' || t; END LOOP; END $$;`;
const INDEXES_AGAIN = `DO $$ DECLARE t text; BEGIN FOR t IN SELECT come FROM carico_indice LOOP EXECUTE t; END LOOP; END $$; DROP TABLE carico_indice;`;

/* `count` persons more.  `bulk`: as an import without triggers, whose words are written afterwards. */
export function load(count, { seed = 7, bulk = false } = {}) {
	const lines = [], used = new Set(), made = [], roll = dice(seed + 1);
	const source = persone(seed);
	for (let i = 0; i < count; i++) {
		const person = source.next().value;
		const code = codice(person, ['E648', 'E852', 'F205', 'D142', 'C816', 'A470'][Math.floor(roll() * 6)]);
		person.codice = used.has(code) ? '' : code;
		used.add(code);
		made.push(person);
		lines.push([person.cognome, person.nome, person.sesso, person.nata, person.codice, i % 400 === 0 ? 't' : 'f', i % 9 === 0 ? 'storico' : 'operatore'].join('\t'));
	}
	psql(`CREATE TABLE carico (n bigint GENERATED ALWAYS AS IDENTITY, cognome text, nome text, sesso text, nata date, codice text, riservato boolean, fonte text);
COPY carico (cognome, nome, sesso, nata, codice, riservato, fonte) FROM stdin;
${lines.join('\n')}
\\.
SET synchronous_commit = off;
${bulk ? `SET session_replication_role = replica; ${WITHOUT_INDEXES}` : ''}
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, motivo_senza_codice, riservato, fonte, codice_storico)
SELECT cognome, nome, sesso, nata, nullif(codice, ''), CASE WHEN codice = '' THEN 'NON_NOTO' END, riservato, fonte, CASE WHEN fonte = 'storico' THEN n::text END FROM carico ORDER BY n;
DROP TABLE carico;
${bulk ? `ANALYZE soggetto; SELECT ricerca_ricostruisci(); ${INDEXES_AGAIN}` : 'SELECT ricerca_conta();'}
VACUUM ANALYZE soggetto; VACUUM ANALYZE ricerca_nome; VACUUM ANALYZE ricerca_parola; VACUUM ANALYZE ricerca_variante;`);
	return made;
}

/* An operator who reads persons, of a service that holds nobody's case, and the table of questions. */
export function prepare() {
	psql(`CREATE SCHEMA prova;
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('ricerca', 'Servizio di prova della ricerca', 'comune');
INSERT INTO operatore (username, email, cognome, nome) VALUES ('prova.ricerca', 'prova.ricerca@example.org', 'Prova', 'Ricerca');
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, 1, current_date - 1 FROM operatore o, servizio v WHERE o.username = 'prova.ricerca' AND v.codice = 'ricerca';
CREATE TABLE prova.domanda (n integer, testo text, nata date, anno integer);
GRANT USAGE ON SCHEMA prova TO siz_web;
GRANT SELECT ON prova.domanda TO siz_web;
-- what the search gave, and the milliseconds that it took
CREATE FUNCTION prova.rispondi(quante integer) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
DECLARE
  d record; inizio timestamptz; trovati jsonb; tutte jsonb[] := '{}'; tempo float; calibro float;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 'prova.ricerca';
  SET LOCAL plan_cache_mode = force_generic_plan;
  SET LOCAL jit = off; -- as the workers connect
  SET LOCAL ROLE siz_web;
  FOR d IN SELECT * FROM prova.domanda ORDER BY n LOOP
    inizio := clock_timestamp();
    SELECT jsonb_agg(jsonb_build_array(c.cognome, c.nome, c.data_nascita, c.perche, round(c.punti::numeric, 3), c.riservato) ORDER BY c.posto) INTO trovati
      FROM soggetti_cercati(d.testo, d.nata, d.anno, quante) c;
    tempo := extract(epoch FROM clock_timestamp() - inizio) * 1000;
    -- the calibration: a fixed amount of the server's own work
    inizio := clock_timestamp();
    PERFORM sum(hashint4(i)) FROM generate_series(1, 20000) i;
    calibro := extract(epoch FROM clock_timestamp() - inizio) * 1000;
    tutte := tutte || jsonb_build_object('n', d.n, 'ms', tempo, 'calibro', calibro, 'trovati', coalesce(trovati, '[]'));
  END LOOP;
  RESET ROLE;
  RETURN QUERY SELECT unnest(tutte);
END $$;`);
}

export function ask(questions, most = 10) {
	const clean = (text) => text.replace(/[\\\t\n]/g, ' ');
	const lines = questions.map((q, n) => [n, clean(q.testo), q.nata ?? '\\N', q.anno ?? '\\N'].join('\t'));
	const out = psql(`TRUNCATE prova.domanda;\nCOPY prova.domanda FROM stdin;\n${lines.join('\n')}\n\\.\nSELECT prova.rispondi(${most});`);
	return out.trim().split('\n').map((line) => JSON.parse(line)).sort((a, b) => a.n - b.n);
}

/* «Gian Carlo» and «Giancarlo», «D'Amico» and «D’Amìco» are the same name. */
const sameName = (...words) => words.join('').normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase();
const share = (list, test) => list.filter(test).length / list.length;
export const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];

/* The misspellings of `count` persons drawn at random, asked by name, with the year, with a day whose
 * month is swapped; reserved persons are not drawn: this operator does not see them. */
export function measure(made, count, { seed = 99 } = {}) {
	const roll = dice(seed), drawn = [], names = new Set(made.flatMap((p) => [sameName(p.cognome, p.nome), sameName(p.nome, p.cognome)]));
	while (drawn.length < count) {
		const i = Math.floor(roll() * made.length), typed = misspell(made[i], roll);
		/* what is somebody else's right name is no misspelling */
		if (i % 400 !== 0 && (!names.has(sameName(typed.testo)) || sameName(typed.testo) === sameName(made[i].cognome, made[i].nome) || sameName(typed.testo) === sameName(made[i].nome, made[i].cognome)))
			drawn.push({ person: made[i], ...typed });
	}
	const right = (row, person) => row && sameName(row[0], row[1]) === sameName(person.cognome, person.nome);
	const exact = (row, person) => right(row, person) && row[2] === person.nata;
	const byName = ask(drawn), byYear = ask(drawn.map((d) => ({ testo: d.testo, anno: Number(d.person.nata.slice(0, 4)) })));
	const swapped = drawn.filter((d) => swapDay(d.person.nata));
	const byDay = ask(swapped.map((d) => ({ testo: d.testo, nata: swapDay(d.person.nata) })));
	/* where two persons have the same name and year nothing that was typed tells them apart */
	const twins = new Map();
	for (const p of made) {
		const key = `${p.cognome}|${p.nome}|${p.nata.slice(0, 4)}`;
		twins.set(key, (twins.get(key) ?? 0) + 1);
	}
	const alone = drawn.map((d) => twins.get(`${d.person.cognome}|${d.person.nome}|${d.person.nata.slice(0, 4)}`) === 1);
	const missed = drawn.map((d, i) => ({ ...d, rows: byName[i].trovati })).filter((d) => !right(d.rows[0], d.person));
	const alike = byYear.filter((_, i) => alone[i]);
	const aloneDrawn = drawn.filter((_, i) => alone[i]);
	return {
		searches: byName.length + byYear.length + byDay.length,
		name_first: share(byName, (r) => right(r.trovati[0], drawn[r.n].person)),
		name_in_ten: share(byName, (r) => r.trovati.some((row) => right(row, drawn[r.n].person))),
		person_first: alike.filter((r, i) => exact(r.trovati[0], aloneDrawn[i].person)).length / alike.length,
		person_first_all: share(byYear, (r) => exact(r.trovati[0], drawn[r.n].person)),
		person_in_ten: share(byYear, (r) => r.trovati.some((row) => exact(row, drawn[r.n].person))),
		swapped_first: share(byDay, (r) => exact(r.trovati[0], swapped[r.n].person)),
		reserved: [...byName, ...byYear, ...byDay].filter((r) => r.trovati.some((row) => row[5])).length,
		ms: [...byName, ...byYear, ...byDay].map((r) => r.ms), calibro: byName.map((r) => r.calibro), missed,
		slow: byName.map((r) => ({ ms: r.ms, testo: drawn[r.n].testo })).sort((a, b) => b.ms - a.ms),
	};
}

if (process.argv[1]?.endsWith('misura.mjs')) {
	const count = Number(process.argv[2] ?? 200000), searches = Number(process.argv[3] ?? 2000);
	prepare();
	const made = load(count, { bulk: true });
	const m = measure(made, searches);
	console.log(`words ${psql('SELECT count(*) FROM ricerca_parola').trim()}`);
	for (const miss of m.missed.slice(0, Number(process.argv[4] ?? 40)))
		console.log(`${miss.person.cognome} ${miss.person.nome} <- «${miss.testo}» (${miss.come}): ${miss.rows.slice(0, 3).map((r) => `${r[0]} ${r[1]} ${r[4]}`).join('; ')}`);
	for (const slow of m.slow.slice(0, Number(process.argv[5] ?? 0)))
		console.log(`${slow.ms.toFixed(1)} ms «${slow.testo}»`);
	const { missed, ms, calibro, slow, ...rest } = m;
	console.log(rest);
	console.log(`median ${quantile(ms, 0.5).toFixed(2)} ms, p95 ${quantile(ms, 0.95).toFixed(2)} ms, p99 ${quantile(ms, 0.99).toFixed(2)}; calibration median ${quantile(calibro, 0.5).toFixed(2)} ms`);
}
