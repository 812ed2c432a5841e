/*
 * FT-5: everything that the stack writes (database, spool, logs) stands on one small disk, which
 * is filled to the last byte and freed again.
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { Client, chapter, end, is, ok, sql } from '../http/client.mjs';
import { answers, check, database, healthy, path, pause, reset, until, workers, writers } from './ledger.mjs';

const full = process.env.FULL;

function fill() {
	const file = openSync(full, 'a'), piece = Buffer.alloc(1 << 20);
	for (let size = piece.length; size >= 1024;) {
		try {
			if (writeSync(file, piece, 0, size) < size)
				size = Math.floor(size / 2);
		} catch (error) {
			if (error.code !== 'ENOSPC')
				throw error;
			size = Math.floor(size / 2);
		}
	}
	closeSync(file);
}

/* A document by the form of the section, as without script. */
async function upload(client, name, bytes) {
	const where = path.replace('/diario', '/documenti');
	const page = await client.get(where);
	const field = (n) => new RegExp(`name="${n}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
	const part = (n, value) => `--confine\r\ncontent-disposition: form-data; name="${n}"\r\n\r\n${value}\r\n`;
	const body = Buffer.concat([
		Buffer.from(part('_csrf', field('_csrf')) + part('_chiave', field('_chiave')) +
			`--confine\r\ncontent-disposition: form-data; name="documenti"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`),
		bytes, Buffer.from('\r\n--confine--\r\n')]);
	return client.request(where, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=confine', origin: process.env.BASE, 'sec-fetch-site': 'same-origin' } });
}

await chapter('a full disk', async () => {
	const before = workers().sort().join(' ');
	const reader = new Client();
	await reader.login('assistente.maleo', 'Comune di Maleo');
	const whole = Buffer.from('Riga di un documento intero.\n'.repeat(80000));
	is((await upload(reader, 'prima.txt', whole)).status, 303, 'a document before');
	const people = await writers(3, 'P');
	await pause(1500);
	reset();
	fill();
	const statuses = new Set();
	let sent = null;
	for (const stop = Date.now() + 12000; Date.now() < stop; await pause(200)) {
		for (const address of ['/', '/soggetti', path]) {
			const answer = await reader.get(address).catch(() => ({ status: 0 }));
			statuses.add(answer.status);
		}
		fill();
		sent ??= await upload(reader, 'durante.txt', whole).catch(() => ({ status: 0, text: '' }));
	}
	ok([...statuses].every((status) => [200, 303, 401, 503].includes(status)), 'pages work or say plainly that they cannot', [...statuses].join(' '));
	ok([413, 500, 503, 507].includes(sent.status), 'a document is refused', String(sent.status));
	ok(/[Nn]on c’è spazio|non risponde|non riusciamo|occupat|non ha funzionato/.test(sent.text), 'in words', sent.text.slice(0, 400));
	ok(answers.length > 0 && answers.every((answer) => [0, 503, 507].includes(answer.status)), 'saves are refused, no page breaks', [...new Set(answers.map((a) => a.status))].join(' '));
	rmSync(full);
	ok(await until(database, 30) < 30000, 'the database is back after space is freed');
	ok(await until(healthy, 10) < 5000, 'pages work again within 5 s');
	await pause(1000);
	for (const one of people)
		await one.end();
	check('disk full');
	is(workers().sort().join(' '), before, 'without new workers');
	is(sql("SELECT count(*) FROM documento WHERE nome_file = 'durante.txt' AND tolto_il IS NULL AND stato <> 'in_arrivo'"), '0', 'no half document');
	is(sql("SELECT sum(length(b.dati)) >= 2320000 FROM documento_blocco b JOIN documento d ON d.id = b.documento_id WHERE d.nome_file = 'prima.txt'"), 't', 'the document before is whole');
	const again = new Client();
	await again.login('assistente.maleo', 'Comune di Maleo');
	is((await upload(again, 'dopo.txt', whole)).status, 303, 'a document after');
});

end();
