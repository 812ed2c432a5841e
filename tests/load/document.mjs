/* A document of GIB up and down again, by curl, which streams it: how much a worker grows. */
import { execFileSync } from 'node:child_process';
import { formOf } from '../http/client.mjs';
import { BASE, CA, VAR, cookieOf, figure, memoryOf, number, operator, say, sql, workers } from './lib/bench.mjs';
import { opened } from './lib/pages.mjs';

const gib = number('GIB'), file = `${VAR}/spool/bench.p7m`, section = `/pratiche/${opened}/documenti`;
const client = await operator();
const form = formOf((await client.get(section)).text, section);
const curl = (words) => execFileSync('bash', ['-o', 'pipefail', '-c', `curl -sS --cacert '${CA}' -H 'Cookie: ${cookieOf(client)}' ${words}`],
	{ encoding: 'utf8', maxBuffer: 1 << 20 });
const seconds = (begun) => ((performance.now() - begun) / 1000).toFixed(0);

/* an envelope of a signature, so that it is not examined as an image or an archive */
execFileSync('bash', ['-c', `{ printf '\\x30\\x80\\x06\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x07\\x02'; head -c ${gib}G /dev/urandom; } > '${file}'`]);
try {
	const before = new Map(workers().map((pid) => [pid, memoryOf(pid, 'VmHWM')]));
	let begun = performance.now();
	const status = curl(`-o /dev/null -w '%{http_code}' -H 'Origin: ${BASE}' -H 'Sec-Fetch-Site: same-origin' -F '_csrf=${form._csrf}' -F '_chiave=${form._chiave}' -F 'documenti=@${file}' '${BASE}${section}'`);
	const up = seconds(begun);
	const id = sql(`SELECT max(id) FROM documento WHERE nome_file = 'bench.p7m'`);
	begun = performance.now();
	const [got, had] = [curl(`'${BASE}/documenti/${id}' | sha256sum`), execFileSync('sha256sum', [file], { encoding: 'utf8' })].map((line) => line.slice(0, 64));
	const down = seconds(begun);
	const now = workers(), growths = now.map((pid) => (memoryOf(pid, 'VmHWM') - (before.get(pid) ?? 0)) / 1024);
	const same = now.every((pid) => before.has(pid)), growth = Math.max(...growths);
	say(`a document of ${gib} GiB: up ${status} in ${up} s, down in ${down} s, ${got === had ? 'the same bytes' : 'OTHER BYTES'}; workers grew by ${growths.map((g) => g.toFixed(1)).join(' ')} MiB${same ? '' : ' (A WORKER WAS REPLACED)'}`);
	figure(`${gib} GiB up and down`, got === had ? `${up} s, ${down} s` : 'OTHER BYTES', { wanted: 'the same bytes', reached: got === had });
	figure(`${gib} GiB: a worker's growth`, same ? `${growth.toFixed(1)} MiB` : 'a worker was replaced', { wanted: '< 16 MiB', reached: same && growth < 16 });
} finally {
	execFileSync('rm', ['-f', file]);
}
process.exit(0);
