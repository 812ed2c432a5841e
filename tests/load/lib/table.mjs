/* The figures of all benches as a table that a person reads. */
import { readFileSync } from 'node:fs';

const lines = readFileSync(process.env.RESULTS, 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
const rows = [['figure', 'measured', 'wanted', 'reached', 'noise'],
	...lines.map(({ name, value, wanted, reached, noise }) => [name, value, wanted, reached === null ? '' : reached ? 'yes' : 'NO', noise])];
const width = rows[0].map((_, i) => Math.max(...rows.map((row) => [...row[i]].length)));

console.log();
rows.forEach((row, at) => {
	console.log(row.map((cell, i) => cell + ' '.repeat(width[i] - [...cell].length)).join('  ').trimEnd());
	if (at === 0)
		console.log(width.map((size) => '-'.repeat(size)).join('  '));
});
