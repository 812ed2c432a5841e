/*
 * IN-14: a thousand clients that send, or read, as slowly as they can, and people who work meanwhile.
 * Over TLS, from eight addresses of this machine, none over what one address may hold; half of them
 * drip a head, half promise a body that hardly comes.
 */
import tls from 'node:tls';
import { readFileSync } from 'node:fs';
import { Client, BASE, chapter, end, ok } from '../http/client.mjs';
import { pause } from './ledger.mjs';

const SLOW = 1000, SECONDS = 20;
const { port } = new URL(BASE), ca = readFileSync(process.env.CA);

const slow = (n) => new Promise((resolve) => {
	const socket = tls.connect({ host: '127.0.0.1', localAddress: `127.0.0.${2 + n % 8}`, port, servername: 'localhost', ca, minVersion: 'TLSv1.3' }, () => {
		socket.write(n % 2 ? 'GET /accesso HTTP/1.1\r\nHost: localhost\r\n' : 'POST /accesso HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n');
		resolve(socket);
	});
	socket.on('error', () => resolve(null));
});

await chapter('slow clients', async () => {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	const open = [];
	for (let n = 0; n < SLOW; n += 50)
		open.push(...await Promise.all(Array.from({ length: 50 }, (_, i) => slow(n + i))));
	const held = open.filter(Boolean);
	ok(held.length >= SLOW * 0.9, 'they hang on', String(held.length));
	const drip = setInterval(() => held.forEach((socket, n) => socket.writable && socket.write(n % 2 ? 'X-A: b\r\n' : 'a')), 2000);
	const took = [];
	let good = 0;
	for (const stop = Date.now() + SECONDS * 1000; Date.now() < stop; await pause(50)) {
		const begun = Date.now(), answer = await client.get(took.length % 2 ? '/soggetti' : '/').catch(() => null);
		took.push(Date.now() - begun);
		good += answer?.status === 200 ? 1 : 0;
	}
	clearInterval(drip);
	took.sort((a, b) => a - b);
	ok(good >= took.length * 0.99, 'the others are served meanwhile', `${good} of ${took.length}`);
	ok(took[Math.floor(took.length * 0.95)] < 1000, 'in less than a second', String(took[Math.floor(took.length * 0.95)]));
	const left = held.filter((socket) => !socket.destroyed && socket.readyState === 'open').length;
	console.log(`# ${took.length} pages, p95 ${took[Math.floor(took.length * 0.95)]} ms; ${left} of ${held.length} slow ones still hang on after ${SECONDS} s`);
	held.forEach((socket) => socket.destroy());
});

end();
