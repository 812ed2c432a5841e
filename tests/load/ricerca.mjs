/*
 * The search of persons: recall on generated misspellings and time of the database beside a fixed
 * calibration, on SEARCH_PERSONS invented persons in a database of their own, then on ten times as
 * many (SEARCH_LARGE, 0: not); and the whole page on the loaded database.
 */
import { execFileSync } from 'node:child_process';
import { PGHOST, figure, median, operator, say } from './lib/bench.mjs';
import { misspell } from '../ricerca/errori.mjs';
import { dice } from '../ricerca/nomi.mjs';

const persons = Number(process.env.SEARCH_PERSONS ?? 200000), large = Number(process.env.SEARCH_LARGE ?? 10 * persons), searches = Number(process.env.SEARCHES ?? 2000);

/* Each size in a database made for it; the module reads PGDATABASE when it asks. */
async function measured(count, many) {
	process.env.PGDATABASE = 'siz_ricerca';
	const psql = (command) => execFileSync('psql', ['-X', '-q', '-h', PGHOST, '-U', 'postgres', '-d', 'postgres', '-c', command], { stdio: ['ignore', 'ignore', 'pipe'] });
	psql('DROP DATABASE IF EXISTS siz_ricerca WITH (FORCE)');
	execFileSync('deploy/apply-sql', [`host=${PGHOST} user=postgres dbname=postgres`, 'siz_ricerca', 'data'], { stdio: 'inherit' });
	const { load, measure, prepare, quantile } = await import('../ricerca/misura.mjs');
	prepare();
	const begun = performance.now();
	const made = load(count, { bulk: true });
	const loading = (performance.now() - begun) / 1000;
	measure(made, 50, { seed: 5 }); /* the server has read what it needs */
	const m = measure(made, many);
	psql('DROP DATABASE siz_ricerca WITH (FORCE)');
	const time = { median: quantile(m.ms, 0.5), p95: quantile(m.ms, 0.95), calibration: quantile(m.calibro, 0.5) };
	say(`${count} persons loaded in ${loading.toFixed(0)} s, ${m.searches} searches: database median ${time.median.toFixed(2)} ms, p95 ${time.p95.toFixed(2)} ms, p99 ${quantile(m.ms, 0.99).toFixed(2)} ms; calibration ${time.calibration.toFixed(2)} ms`);
	return { ...m, time, loading };
}

const share = (name, value, least) => figure(name, value.toFixed(3), { wanted: `>= ${least}`, reached: value >= least });
const small = await measured(persons, searches);
share('search: the right name first', small.name_first, 0.95);
share('search: with the year the right person first', small.person_first, 0.95);
share('search: the right name within ten', small.name_in_ten, 0.99);
share('search: with the year the person within ten', small.person_in_ten, 0.99);
figure(`search at ${persons}: database p95`, `${small.time.p95.toFixed(1)} ms`, { wanted: '< 10 ms', reached: small.time.p95 < 10, noise: `calibration ${small.time.calibration.toFixed(2)} ms` });
if (large) {
	const big = await measured(large, Math.ceil(searches / 4));
	const ratio = (big.time.p95 / big.time.calibration) / (small.time.p95 / small.time.calibration);
	figure(`search at ${large} over ${persons}: p95 in calibrations`, ratio.toFixed(2), { wanted: '<= 3', reached: ratio <= 3, noise: `p95 ${big.time.p95.toFixed(1)} ms` });
}

/* The whole page, as the server itself measures it. */
const client = await operator(), roll = dice(3), pages = [];
const people = ['Rossi Maria', 'Esposito Giuseppe', "D'Angelo Francesca", 'De Luca Antonio', 'Ferrari Caterina', 'Marchetti Giovanna', 'Pellegrini Salvatore', 'Fabbri Niccolò'];
for (let i = 0; i < 220; i++) {
	const [, cognome, nome] = /^(.*) (\S+)$/.exec(people[i % people.length]);
	const timing = (await client.get(`/cerca?q=${encodeURIComponent(misspell({ cognome, nome }, roll).testo)}`)).headers['server-timing'] ?? '';
	if (i >= 20)
		pages.push(Number(/db;dur=([\d.]+)/.exec(timing)?.[1]) + Number(/own;dur=([\d.]+)/.exec(timing)?.[1]));
}
const p95 = [...pages].sort((a, b) => a - b)[Math.floor(pages.length * 0.95)];
say(`the page /cerca: median ${median(pages).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
figure('search: the whole page, p95', `${p95.toFixed(1)} ms`, { wanted: '< 20 ms', reached: p95 < 20 });
process.exit(0);
