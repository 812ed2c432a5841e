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

/* Shares of a busy machine go to whoever has more processes: such rates say little. */
const strangers = Math.max(0, ...lines.map(({ noise }) => Number(/strangers (\d+) %/.exec(noise)?.[1] ?? 0)));
if (strangers > 10)
	console.log(`\nOthers used up to ${strangers} % of the processors meanwhile: measure the rates again on a quiet machine; the ratios by processor time hold better.`);
