/* Recall with hard thresholds, and that a reserved person is in no answer. */
import { load, measure, prepare, ask, psql } from './misura.mjs';

let passed = 0, failed = 0;
function ok(good, what) {
	console.log(`${good ? 'ok' : 'not ok'} - ${what}`);
	good ? passed++ : failed++;
}
const at = (share, least, what) => ok(share >= least, `${what}: ${share.toFixed(3)} (at least ${least})`);

prepare();
const made = load(20000);
const m = measure(made, 300);
at(m.name_first, 0.95, 'the right name first');
at(m.name_in_ten, 0.99, 'the right name within ten');
at(m.person_first, 0.95, 'with the year of birth the right person first');
at(m.person_in_ten, 0.99, 'with the year the right person within ten');
at(m.swapped_first, 0.95, 'with day and month exchanged the right person first');
ok(m.reserved === 0, `no reserved person in ${m.searches} answers`);

/* The examples of BEY-07, with such persons among the others. */
const examples = { 'Marcco Rosi': 'Rossi Marco', 'Kiara Ferari': 'Ferrari Chiara', 'Francesco DeLuca': 'De Luca Francesco', 'Chiara Dangelo': "D'Angelo Chiara",
	'Nicolo Fabri': 'Fabbri Nicolò', 'Giuseppe Esposto': 'Esposito Giuseppe' };
psql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES
${Object.values(examples).map((name) => /^(.*) (\S+)$/.exec(name)).map(([, cognome, nome]) => `('${cognome.replace("'", "''")}', '${nome}', 'F', '1970-01-01', 'NON_NOTO')`).join(',\n')};`);
for (const answer of ask(Object.keys(examples).map((testo) => ({ testo })))) {
	const [typed, wanted] = Object.entries(examples)[answer.n], first = answer.trovati[0];
	ok(first && [wanted, wanted.replace('Nicolò', 'Niccolò')].includes(`${first[0]} ${first[1]}`), `«${typed}»: ${first ? `${first[0]} ${first[1]}` : 'nobody'}`);
}

/* However many reserved persons have the same name, rank and number of the others stay. */
const before = ask([{ testo: 'rossi marco' }, { testo: 'rosi marcco' }], 30).map((r) => JSON.stringify(r.trovati));
psql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato)
SELECT 'Rossi', 'Marco', 'M', DATE '1940-01-01' + i, 'NON_NOTO', true FROM generate_series(1, 2000) i;`);
const after = ask([{ testo: 'rossi marco' }, { testo: 'rosi marcco' }], 30).map((r) => JSON.stringify(r.trovati));
ok(before.join() === after.join(), '2,000 reserved persons of that name change nothing');

/* Imported without triggers and written anew, the answers are the same. */
const questions = m.missed.concat(made.slice(1, 60).map((p) => ({ testo: `${p.nome} ${p.cognome}` }))).map(({ testo }) => ({ testo }));
psql('SELECT ricerca_conta();'); /* as every night: how many have a word counts for a little */
const first = ask(questions).map((r) => JSON.stringify(r.trovati)).join('\n');
psql('SELECT ricerca_ricostruisci();');
ok(ask(questions).map((r) => JSON.stringify(r.trovati)).join('\n') === first, 'the tables made anew give the same answers');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
