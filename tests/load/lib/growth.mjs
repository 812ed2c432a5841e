/*
 * Goal 5, the cost of a page does not grow with the archive: the statements of one page, by turns on
 * a database of FEW cases and on this one.
 */
import { execFileSync } from 'node:child_process';
import { PGDATABASE, PGHOST, capture, clock, figure, median, number, pgbench, say, spread, strangers } from './bench.mjs';
import { FEW_DATABASE } from './load.mjs';

/* SQL of the superuser in each of the two databases, the small one first. */
export const inBoth = (command) => [FEW_DATABASE, PGDATABASE].map((database) =>
	execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-h', PGHOST, '-U', 'postgres', '-d', database, '-c', command], { encoding: 'utf8' }).trim());

/* The session of our operator holds in the small database too. */
function copySession() {
	const psql = (database, command) => `psql -X -q -v ON_ERROR_STOP=1 -h '${PGHOST}' -U postgres -d ${database} -c "${command}"`;
	execFileSync('bash', ['-o', 'pipefail', '-c', `${psql(FEW_DATABASE, 'TRUNCATE sessione CASCADE')} 2>/dev/null; ` +
		`${psql(PGDATABASE, 'COPY (SELECT * FROM sessione ORDER BY id DESC LIMIT 1) TO STDOUT')} | ` +
		`PGOPTIONS='-c session_replication_role=replica' ${psql(FEW_DATABASE, 'COPY sessione FROM STDIN')}`], { stdio: 'inherit' });
}

/* Both rates as a line, and how many times dearer the page became as a figure. */
export async function growth(client, name, path) {
	const statements = await capture(client, path);
	copySession();
	const few = [], many = [], costs = [], begun = clock();
	for (let round = 0; round < number('ROUNDS'); round++) {
		few.push((await pgbench(statements, FEW_DATABASE)).rate);
		many.push((await pgbench(statements)).rate);
		costs.push(few.at(-1) / many.at(-1));
	}
	const cost = median(costs), noise = `±${Math.round(spread(costs) / 2)} %, strangers ${strangers(begun, clock())} %`;
	say(`${name}, ${statements.count} statements: ${median(few).toFixed(0)}/s at ${process.env.FEW} cases, ${median(many).toFixed(0)}/s at ${process.env.CASES}: ` +
		`${cost.toFixed(2)} times the cost (${costs.map((c) => c.toFixed(2)).join(' ')})  ${noise}`);
	figure(`${name} at ${process.env.CASES} cases over ${process.env.FEW}`, cost.toFixed(2), { wanted: '<= 1.3', reached: cost <= 1.3, noise });
}
