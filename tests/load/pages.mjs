/*
 * Each main page beside pgbench sending exactly its statements, the register's included: rounds of
 * one and the other by turns, so that what disturbs the machine disturbs both; medians of ROUNDS.
 */
import { ask, capture, clock, figure, median, milliseconds, number, operator, pgbench, say, spread, strangers } from './lib/bench.mjs';
import { pages } from './lib/pages.mjs';

async function measure(client, { name, path, wanted }) {
	const statements = await capture(client, path);
	const ratios = [], asked = [], sent = [], used = { nginx: 0, pagine: 0, postgresql: 0 };
	let requests = 0;
	const begun = clock();
	for (let round = 0; round < number('ROUNDS'); round++) {
		const before = clock();
		const run = await ask(client, [path]);
		const after = clock();
		for (const part of Object.keys(used))
			used[part] += after[part] - before[part];
		requests += run.requests;
		asked.push(run.requests / run.seconds);
		sent.push(pgbench(statements));
		ratios.push(asked.at(-1) / sent.at(-1));
	}
	const noise = `±${Math.round(spread(ratios) / 2)} %, strangers ${strangers(begun, clock())} %`;
	const { db, own } = await milliseconds(client, path);
	const ratio = median(ratios);
	const cpu = (part) => (used[part] * 10 / requests).toFixed(2);
	say(`${name.padEnd(20)} ${String(statements.count).padStart(2)} statements  page ${median(asked).toFixed(0).padStart(5)}/s  pgbench ${median(sent).toFixed(0).padStart(5)}/s  ` +
		`ratio ${ratio.toFixed(2)} (${ratios.map((r) => r.toFixed(2)).join(' ')})  database ${db.toFixed(2)} ms  own ${own.toFixed(2)} ms  ` +
		`processor: program ${cpu('pagine')}, nginx ${cpu('nginx')}, database ${cpu('postgresql')} ms  ${noise}`);
	figure(`${name}: page over pgbench`, ratio.toFixed(2), { wanted: wanted ? `>= ${wanted}` : '', reached: wanted ? ratio >= wanted : null, noise });
	figure(`${name}: the program's own share`, `${own.toFixed(2)} ms`, { wanted: '<= 2 ms', reached: own <= 2 });
	figure(`${name}: the database's share`, `${db.toFixed(2)} ms`);
}

const client = await operator();
for (const page of pages)
	await measure(client, page);
process.exit(0);
