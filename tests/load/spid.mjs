/*
 * Logins with SPID by way of the Gestore di prova, four at a time for some seconds: from the button to
 * the session, with both signatures and the register.  The provider runs on the same machine and takes
 * its share of it; so what our own programs use for a login is said too.
 */
import https from 'node:https';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { Client, formOf } from '../http/client.mjs';
import { BASE, CA, clock, figure, number, say, sql, strangers } from './lib/bench.mjs';

const AT_ONCE = 4;
const IDP = sql('SELECT entity_id FROM spid_idp WHERE prova');
/* The provider is another site: not through the client, whose cookies are ours. */
const agent = new https.Agent({ keepAlive: true, ca: readFileSync(CA), maxSockets: AT_ONCE });

function consent(fields) {
	const body = new URLSearchParams({ ...fields, livello: '2', persona: 'impiego', esito: 'ok', consenso: 'si' }).toString();
	return new Promise((resolve, reject) => {
		const request = https.request(IDP.replace('/metadata', '/consenso'),
			{ method: 'POST', agent, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length } }, (answer) => {
				const pieces = [];
				answer.on('data', (piece) => pieces.push(piece));
				answer.on('end', () => resolve(Buffer.concat(pieces).toString()));
			});
		request.on('error', reject);
		request.end(body);
	});
}

/* The button, the provider's page, its answer carried to us, the session. */
async function login() {
	const client = new Client(), sent = new URL((await client.get(`/spid/accesso?idp=${encodeURIComponent(IDP)}&ritorno=/self`)).location);
	const asked = inflateRawSync(Buffer.from(sent.searchParams.get('SAMLRequest'), 'base64')).toString();
	const page = await consent({ richiesta: / ID="([^"]+)"/.exec(asked)[1], RelayState: sent.searchParams.get('RelayState') });
	const accepted = await client.post('/spid/acs', formOf(page, `${BASE}/spid/acs`), { origin: new URL(IDP).origin, 'sec-fetch-site': 'cross-site' });
	const begun = accepted.status === 303 ? await client.get(accepted.location.replace(BASE, '')) : accepted;
	if (begun.status !== 303 || begun.location.replace(BASE, '') !== '/self' || !client.cookies.has('__Host-siz'))
		throw new Error(`a login ended with ${accepted.status} ${accepted.location}, then ${begun.status} ${begun.location}`);
}

async function logins(seconds) {
	const until = performance.now() + seconds * 1000;
	let done = 0;
	await Promise.all(Array.from({ length: AT_ONCE }, async () => {
		while (performance.now() < until) {
			await login();
			done++;
		}
	}));
	return done;
}

await logins(3);
const before = clock(), done = await logins(5 * number('SECONDS_EACH')), after = clock();
const rate = done / (after.at - before.at) * 1000, of = (part) => ((after[part] - before[part]) * 10 / done).toFixed(1);
say(`${done} logins with SPID, ${rate.toFixed(1)}/s, ${AT_ONCE} at a time; processors for one: siz-spid ${of('spid')}, siz ${of('pagine')}, ` +
	`database ${of('postgresql')}, nginx ${of('nginx')}, the provider ${of('prova')} ms`);
figure('logins with SPID', `${rate.toFixed(1)}/s`, { noise: `strangers ${strangers(before, after)} %` });
process.exit(0);
