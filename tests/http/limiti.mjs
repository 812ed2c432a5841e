/*
 * IN-6: what a request may weigh, at the limit and one beyond, through nginx; IN-13: shapes that are
 * none.  Beyond the limit: a plain refusal, in Italian, and no work done.
 */
import tls from 'node:tls';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Client, BASE, chapter, end, formOf, is, ok, sql } from './client.mjs';

const client = new Client();
await client.login('assistente.maleo', 'Comune di Maleo');
const refused = [400, 413, 414, 431, 494];
const { hostname, port } = new URL(BASE);

async function pair(what, send, good, over = refused) {
	const [at, beyond] = [await send(0).catch((e) => ({ status: e.code })), await send(1).catch((e) => ({ status: e.code }))];
	ok(good.includes(at.status), `${what}: at the limit`, String(at.status));
	ok(over.includes(beyond.status), `${what}: one beyond`, String(beyond.status));
	if (beyond.text)
		ok(!/nginx\/|SELECT|app\//.test(beyond.text), `${what}: the refusal names nothing of ours`);
}

await chapter('addresses and headers', async () => {
	/* nginx counts «GET » and « HTTP/1.1» too: its buffer is 8 KiB for the line */
	await pair('the line of the request', (more) => client.get(`/soggetti?q=${'a'.repeat(8192 - 'GET /soggetti?q= HTTP/1.1\r\n'.length + more)}`), [200]);
	await pair('one header', (more) => client.get('/', { 'x-prova': 'a'.repeat(8192 - 'x-prova: \r\n'.length + more) }), [200]);
	await pair('number of headers', (more) => client.get('/', Object.fromEntries(Array.from({ length: 100 - 3 + more }, (_, i) => [`x-prova-${i}`, 'a']))), [200]);
	await pair('all headers', (more) => client.get('/', Object.fromEntries(Array.from({ length: more ? 6 : 3 }, (_, i) => [`x-prova-${i}`, 'a'.repeat(7000)]))), [200]);
	const own = [...client.cookies].map(([n, v]) => `${n}=${v}`).join('; ');
	await pair('cookies', (more) => client.get('/', { cookie: `${own}; a=${'b'.repeat(4096 - own.length - 4 + more)}` }), [200]);
});

await chapter('parameters', async () => {
	const many = (n) => Array.from({ length: n }, (_, i) => `p${i}=1`).join('&');
	await pair('parameters of the address', (more) => client.get(`/soggetti?${Array.from({ length: 2000 + more }, () => 'a').join('&')}`), [200]);
	const csrf = formOf((await client.get('/preferenze')).text, '/preferenze')._csrf;
	const send = (body) => client.request('/preferenze', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: BASE, 'sec-fetch-site': 'same-origin' } });
	let n = 0;
	await pair('parameters of a form', (more) => send(`_csrf=${csrf}&_chiave=lim-${process.pid}-${n++}&${many(1998 + more)}`), [303, 422]);
	await pair('the name of a parameter', (more) => send(`_csrf=${csrf}&_chiave=lim-${process.pid}-${n++}&${'n'.repeat(200 + more)}=1`), [303, 422]);
	const head = `_csrf=${csrf}&_chiave=lim-${process.pid}-`;
	await pair('a form', (more) => { const start = `${head}${n++}&x=`; return send(start + 'a'.repeat(4194304 - start.length + more)); }, [303, 422]);
	const begun = Date.now();
	const flood = await send(`${head}${n++}&${many(100000)}`);
	ok(refused.includes(flood.status), 'a hundred thousand parameters are refused', String(flood.status));
	ok(Date.now() - begun < 2000, 'in no time', `${Date.now() - begun} ms`);
	const part = (name, value) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
	const parts = (body, extra = '') => client.request('/preferenze', { method: 'POST', body: `${extra}${body}--x--\r\n`, headers: { 'content-type': 'multipart/form-data; boundary=x', origin: BASE, 'sec-fetch-site': 'same-origin' } });
	await pair('parts', (more) => parts(part('_csrf', csrf) + part('_chiave', `lim-${process.pid}-${n++}`) + part('a', 'b').repeat(198 + more)), [303, 422]);
	await pair('the head of a part', (more) => {
		const disposition = 'content-disposition: form-data; name="a"';
		const rest = 8192 - disposition.length - '\r\nx-prova: '.length + (more ? 8 : -8);
		return parts(part('_csrf', csrf) + part('_chiave', `lim-${process.pid}-${n++}`) + `--x\r\n${disposition}\r\nx-prova: ${'a'.repeat(rest)}\r\n\r\nb\r\n`);
	}, [303, 422]);
});

await chapter('fields', async () => {
	const own = sql("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN servizio s ON s.id = p.servizio_id WHERE o.username = 'assistente.maleo' AND s.denominazione = 'Comune di Maleo' AND p.stato = 'A' ORDER BY 1 LIMIT 1").split('\n')[0];
	const path = `/pratiche/${own}/diario`;
	for (const [field, limit] of [['oggetto', 200], ['testo', 100000]]) {
		for (const more of [0, 1]) {
			const page = await client.get(path);
			const form = { ...formOf(page.text, path), data: '2026-03-03', oggetto: 'Limite', testo: 'Limite', [field]: 'à'.repeat(limit + more) };
			delete form.privata;
			const answer = await client.post(path, form);
			is(answer.status, more ? 422 : 303, `${field}: ${limit + more} characters`);
			if (more)
				ok(/al massimo|troppo lung/.test(answer.text), `${field}: in words`, answer.text.slice(0, 200));
			if (more)
				await client.post('/bozze/scarta', { _csrf: form._csrf, _percorso: path });
		}
	}
	const page = await client.get(path);
	const nul = await client.submit(path, { oggetto: 'a\u0000b', testo: 'x', data: '2026-03-03' }, page);
	ok([400, 422].includes(nul.status), 'a NUL is no text', String(nul.status));
	const latin = await client.request(path, { method: 'POST', body: Buffer.from(`_csrf=${formOf(page.text, path)._csrf}&_chiave=latin&oggetto=%E8%E0&testo=x&data=2026-03-03`),
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: BASE, 'sec-fetch-site': 'same-origin' } });
	ok([400, 422].includes(latin.status), 'nor is what is no UTF-8', String(latin.status));
});

/* Bytes as they are, because no library sends these. */
function raw(text) {
	return new Promise((resolve) => {
		let answer = '';
		const socket = tls.connect({ host: '127.0.0.1', servername: hostname, port, ca: readFileSync(process.env.CA), ALPNProtocols: ['http/1.1'] }, () => socket.write(text));
		socket.setTimeout(8000, () => socket.destroy());
		socket.on('data', (piece) => { answer += piece; });
		socket.on('error', () => {});
		socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
	});
}

await chapter('shapes that are none', async () => {
	const host = `Host: ${hostname}:${port}\r\nConnection: close\r\n`;
	for (const [what, text] of [
		['two lengths', `POST /accesso HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bc`],
		['length and chunks', `POST /accesso HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
		['a length that is none', `POST /accesso HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`],
		['a folded header', `GET /accesso HTTP/1.1\r\n${host}X-Prova: a\r\n b\r\n\r\n`],
		['no host', 'GET /accesso HTTP/1.1\r\nConnection: close\r\n\r\n'],
		['two hosts', `GET /accesso HTTP/1.1\r\n${host}Host: altrove.example\r\n\r\n`],
		['an unknown method', `QUALCOSA /accesso HTTP/1.1\r\n${host}\r\n`],
		['TRACE', `TRACE /accesso HTTP/1.1\r\n${host}\r\n`],
		['a NUL in the address', `GET /acc%00esso HTTP/1.1\r\n${host}\r\n`],
		['out of the root', `GET /../../etc/passwd HTTP/1.1\r\n${host}\r\n`],
		['out of the assets', `GET /assets/..%2f..%2fsiz.conf HTTP/1.1\r\n${host}\r\n`],
		['no HTTP', 'Buongiorno\r\n\r\n'],
	]) {
		const status = await raw(text);
		ok(status >= 400 && status < 500, what, String(status));
	}
	for (const address of [`https://${hostname}:${port}/accesso`, 'https://altrove.example/accesso', 'http://altrove.example/', 'ftp://altrove.example/accesso'])
		is(await raw(`GET ${address} HTTP/1.1\r\n${host}\r\n`), 400, `an absolute address: ${address.replace(port, 'PORT')}`);
	is(await raw(`GET /accesso?ritorno=https://altrove.example/ HTTP/1.1\r\n${host}\r\n`), 200, 'an address in the query is only text');
	is((await client.get('/')).status, 200, 'and the worker goes on');
});

await chapter('HTTP: a page leaves compressed where the browser takes that', async () => {
	const plain = await client.get('/guida/privacy'), packed = await client.get('/guida/privacy', { 'accept-encoding': 'deflate, gzip;q=0.5' });
	is(packed.headers['content-encoding'], 'gzip', 'gzip where it is taken');
	ok(/accept-encoding/i.test(packed.headers.vary ?? '') && !plain.headers['content-encoding'], 'and only there');
	/* keys of forms are new on each page */
	const same = (text) => text.replaceAll(/value="[0-9a-f]{48}"/g, '');
	is(same(gunzipSync(packed.bytes).toString('utf8')), same(plain.text), 'the same page');
	is((await client.get('/guida/privacy', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding'], undefined, 'a refusal is heard');
	for (const site of ['cross-site', 'same-site'])
		is((await client.get('/guida/privacy', { 'accept-encoding': 'gzip', 'sec-fetch-site': site })).headers['content-encoding'], undefined, `a page that another site asked for (${site}) has its own length`);
	for (const site of ['none', 'same-origin'])
		is((await client.get('/guida/privacy', { 'accept-encoding': 'gzip', 'sec-fetch-site': site })).headers['content-encoding'], 'gzip', `one that was asked for here (${site}) does not`);
});

end();
