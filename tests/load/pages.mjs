/* The main pages, each beside pgbench sending exactly its statements. */
import { operator } from './lib/bench.mjs';
import { measure } from './lib/measure.mjs';
import { pages } from './lib/pages.mjs';

const client = await operator();
for (const page of pages)
	await measure(client, page);
process.exit(0);
