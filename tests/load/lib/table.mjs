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

/* Plainly: what was reached and what was not. */
const aims = lines.filter(({ reached }) => reached !== null), missed = aims.filter(({ reached }) => !reached);
console.log(`\n${aims.length - missed.length} of ${aims.length} aims were reached${missed.length ? ', these were not:' : '.'}`);
for (const { name, value, wanted, noise } of missed)
	console.log(`  ${name}: ${value}, wanted ${wanted}${noise ? ` (${noise})` : ''}`);

/* Shares of a busy machine go to whoever has more processes: such rates prove nothing. */
const strangers = Math.max(0, ...lines.map(({ noise }) => Number(/strangers (\d+) %/.exec(noise)?.[1] ?? 0)));
if (strangers > 10)
	console.log(`\nOthers used up to ${strangers} % of the processors meanwhile: what depends on rates and times is neither proved nor disproved by this run.`);
