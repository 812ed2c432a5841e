/*
 * Memory stays flat and logins are quick: LOGINS times (300 here; 10000 by hand) the whole way by way
 * of the Gestore di prova.  The workers are warm after the first hundred; from then on they may grow by
 * 2 MB, whatever the number.
 */
import { execFileSync } from 'node:child_process';
import https from 'node:https';
import { inflateRawSync } from 'node:zlib';
import { ok, end, formOf, Client, BASE } from '../http/client.mjs';
import { sql } from './gestore.mjs';

const LOGINS = Number(process.env.LOGINS ?? 300), WARM = 100;
const IDP = sql("SELECT entity_id FROM spid_idp WHERE prova");
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
/* The provider lives on another site, so not through the client. */
const provider = (path, fields) => new Promise((resolve, reject) => {
	const body = new URLSearchParams(fields).toString();
	const request = https.request(IDP.replace('/metadata', path), { method: 'POST', agent, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length } }, (answer) => {
		let text = '';
		answer.on('data', (piece) => { text += piece; });
		answer.on('end', () => resolve(text));
	});
	request.on('error', reject);
	request.end(body);
});
/* Resident kilobytes of the workers of this stack, by the folder they run from. */
const memory = () => execFileSync('ps', ['-eo', 'rss,args'], { encoding: 'utf8' }).split('\n')
	.filter((line) => line.trim().replace(/^\d+\s+/, '') === `${process.env.VAR}/program/siz-spid web`).reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[0]), 0);
async function login() {
	const client = new Client(), page = await client.get(`/spid/accesso?idp=${encodeURIComponent(IDP)}`);
	const url = new URL(page.location);
	const id = / ID="([^"]+)"/.exec(inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest'), 'base64')).toString())[1];
	const form = formOf(await provider('/consenso', { richiesta: id, RelayState: url.searchParams.get('RelayState'), livello: '2', persona: 'impiego', esito: 'ok', consenso: 'si' }), `${BASE}/spid/acs`);
	return (await client.post('/spid/acs', form)).status;
}
let good = 0, before = 0;
const started = Date.now();
for (let i = 0; i < LOGINS; i++) {
	if (i === WARM)
		before = memory();
	good += await login() === 303;
}
const after = memory();
ok(good === LOGINS, `${LOGINS} logins`, `${good}`);
ok(before > 0 && after - before < 2048, `memory flat after ${LOGINS} logins`, `${before} KB, then ${after} KB`);
console.log(`# ${LOGINS} logins, ${(LOGINS * 1000 / (Date.now() - started)).toFixed(1)} a second, one after the other with their provider; workers ${before} KB at ${WARM}, ${after} KB at the end`);
end();
