/* The cost of the list of interventi does not grow with the archive. */
import { operator } from './lib/bench.mjs';
import { growth } from './lib/growth.mjs';

await growth(await operator(), 'the list', '/interventi/generici');
process.exit(0);
