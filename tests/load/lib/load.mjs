/*
 * Fills the database: FEW cases, a copy of that as a database of its own (FEW_DATABASE, for the
 * bench of the archive's size), then CASES.  What is loaded already is left.
 */
import { execFileSync } from 'node:child_process';
import { PGDATABASE, PGHOST, figure, number, say, sql } from './bench.mjs';

export const FEW_DATABASE = `${PGDATABASE}_pochi`;
const FEW_PERSONS = 3000;
const [persons, cases, few] = [number('PERSONS'), number('CASES'), number('FEW')];

const psql = (database, words) => execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-h', PGHOST, '-U', 'postgres', '-d', database, ...words],
	{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

function load(morePersons, upTo, already, alreadyPersons) {
	const begun = performance.now();
	psql(PGDATABASE, ['-o', '/dev/null', '-v', `persone=${morePersons}`, '-v', `pratiche=${upTo}`, '-v', `gia=${already}`, '-v', `gia_persone=${alreadyPersons}`,
		'-f', 'tests/load/lib/carica.sql']);
	return (performance.now() - begun) / 1000;
}

/* Nobody may be connected while a database is copied: the workers come back by themselves. */
function copy() {
	psql('postgres', ['-c', `ALTER DATABASE ${PGDATABASE} CONNECTION LIMIT 0`]);
	try {
		psql('postgres', ['-c', `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${PGDATABASE}'`]);
		psql('postgres', ['-c', `CREATE DATABASE ${FEW_DATABASE} TEMPLATE ${PGDATABASE}`]);
	} finally {
		psql('postgres', ['-c', `ALTER DATABASE ${PGDATABASE} CONNECTION LIMIT -1`]);
	}
}

if (process.argv[1].endsWith('/load.mjs')) {
	const had = Number(sql(`SELECT count(*) FROM pratica WHERE codice ~ '^GEN-20[0-9]{2}-[0-9]{7}$'`));
	if (had >= cases) {
		say(`${had} cases are loaded already`);
	} else if (had) {
		throw new Error(`${had} cases are there, ${cases} wanted: empty this VAR or name another`);
	} else {
		let seconds = load(Math.min(persons, FEW_PERSONS), few, 0, 0);
		copy();
		seconds += load(persons - FEW_PERSONS, cases, few, FEW_PERSONS);
		say(`loaded ${persons} persons and ${cases} cases in ${seconds.toFixed(0)} s`);
		figure(`loading ${persons} persons, ${cases} cases`, `${seconds.toFixed(0)} s`, { wanted: 'minutes', reached: seconds < 600 });
	}
}
