/* The workers' memory stays what it is: REQUESTS for all main pages by turns. */
import { ask, figure, memoryOf, number, operator, say, workers } from './lib/bench.mjs';
import { kindPages, pages } from './lib/pages.mjs';

async function demand(client, paths, wanted) {
	let requests = 0;
	while (requests < wanted)
		requests += (await ask(client, paths, 20)).requests;
	return requests;
}

const client = await operator();
const paths = [...pages, ...kindPages].map(({ path }) => path);
await demand(client, paths, Math.min(5000, number('REQUESTS') / 10));
const before = new Map(workers().map((pid) => [pid, memoryOf(pid, 'VmRSS')]));
const requests = await demand(client, paths, number('REQUESTS'));
const now = workers();
const growth = Math.max(...now.map((pid) => memoryOf(pid, 'VmRSS') - (before.get(pid) ?? 0)));
const same = now.every((pid) => before.has(pid));
say(`workers before ${[...before.values()].join(' ')} KiB, after ${requests} requests ${now.map((pid) => memoryOf(pid, 'VmRSS')).join(' ')} KiB${same ? '' : ': A WORKER WAS REPLACED'}`);
figure(`a worker's growth over ${requests} requests`, same ? `${growth} KiB` : 'a worker was replaced', { wanted: '<= 1024 KiB', reached: same && growth <= 1024 });
process.exit(0);
