/* The pages of the kinds of case that came after, in the same way as the main pages, in three rounds. */
import { number, operator } from './lib/bench.mjs';
import { measure } from './lib/measure.mjs';
import { kindPages } from './lib/pages.mjs';

const client = await operator();
for (const page of kindPages)
	await measure(client, page, Math.min(3, number('ROUNDS')));
process.exit(0);
