/* The list of interventi costs the same however many cases there are. */
import { operator } from './lib/bench.mjs';
import { growth } from './lib/growth.mjs';

await growth(await operator(), 'the list', '/interventi/generici');
process.exit(0);
