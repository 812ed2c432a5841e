/*
 * Each main page beside pgbench sending exactly its statements, the register's included: rounds of
 * one and the other by turns, so that what disturbs the machine disturbs both; medians of ROUNDS.
 *
 * The ratio is also given by processor time (of the database and pgbench for a transaction; of
 * database, program, nginx and wrk for a page): what both would reach on a machine of their own.
 */
import { ask, capture, clock, figure, median, milliseconds, number, operator, pgbench, say, spread, strangers } from './bench.mjs';

const PARTS = ['pagine', 'nginx', 'postgresql'];

/* One after the other; milliseconds of processors for a request, and all for a transaction. */
async function round(client, path, statements) {
	const before = clock();
	const page = await ask(client, [path]);
	const between = clock();
	const bare = await pgbench(statements);
	const after = clock();
	const of = (part, from, to, count) => (to[part] - from[part]) * 10 / count;
	const used = Object.fromEntries(PARTS.map((part) => [part, of(part, before, between, page.requests)]));
	const [whole, transaction] = [of('known', before, between, page.requests), of('known', bare.before, after, bare.transactions)];
	return { page: page.rate, bare: bare.rate, ratio: page.rate / bare.rate, processors: transaction / whole, ...used };
}

export async function measure(client, { name, path, wanted }, wantedRounds = number('ROUNDS')) {
	const statements = await capture(client, path);
	const rounds = [], begun = clock();
	while (rounds.length < wantedRounds)
		rounds.push(await round(client, path, statements));
	const noise = `±${Math.round(spread(rounds.map((r) => r.ratio)) / 2)} %, strangers ${strangers(begun, clock())} %`;
	const { db, own } = await milliseconds(client, path);
	const middle = (part, digits = 2) => median(rounds.map((r) => r[part])).toFixed(digits);
	const ratio = Number(middle('ratio'));
	say(`${name.padEnd(20)} ${String(statements.count).padStart(2)} statements  page ${middle('page', 0).padStart(5)}/s  pgbench ${middle('bare', 0).padStart(5)}/s  ` +
		`ratio ${ratio.toFixed(2)} (${rounds.map((r) => r.ratio.toFixed(2)).join(' ')}), by processor time ${middle('processors')}  database ${db.toFixed(2)} ms  own ${own.toFixed(2)} ms  ` +
		`processors: program ${middle('pagine')}, nginx ${middle('nginx')}, database ${middle('postgresql')} ms  ${noise}`);
	figure(`${name}: page over pgbench`, ratio.toFixed(2), { wanted: wanted ? `>= ${wanted}` : '', reached: wanted ? ratio >= wanted : null, noise });
	figure(`${name}: the same by processor time`, middle('processors'));
	figure(`${name}: the program's own share`, `${own.toFixed(2)} ms`, { wanted: '<= 2 ms', reached: own <= 2 });
	figure(`${name}: the database's share`, `${db.toFixed(2)} ms`);
}

