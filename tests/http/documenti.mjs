/*
 * Documents over the real nginx and workers: up whole and in pieces, down whole and in ranges,
 * refused, altered, of others, of a draft; and the memory that a large one costs.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { BASE, Client, chapter, decode, end, is, ok, sql } from './client.mjs';

const MIB = 1024 * 1024;
const signature = Buffer.from('308006092a864886f70d010702', 'hex'); /* what a .p7m begins with */
const own = { origin: BASE, 'sec-fetch-site': 'same-origin' };
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
const signed = (size) => Buffer.concat([signature, randomBytes(size - signature.length)]);

const laura = new Client();
await laura.login('assistente.maleo');
const list = await laura.get('/interventi/generici');
const pratica = /\/pratiche\/(\d+)/.exec(list.text)[1];
const section = `/pratiche/${pratica}/documenti`;
const hidden = (page, name) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1]);

/* A form with files, as a browser without script sends it. */
function multipart(fields, files) {
	const edge = `edge${randomBytes(12).toString('hex')}`;
	const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
	for (const [name, bytes] of files)
		parts.push(Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="documenti"; filename="${name.replaceAll('"', '%22')}"\r\n\r\n`), Buffer.from(bytes), Buffer.from('\r\n'));
	parts.push(Buffer.from(`--${edge}--\r\n`));
	return { body: Buffer.concat(parts), headers: { ...own, 'content-type': `multipart/form-data; boundary=${edge}` } };
}

async function upload(files, fields = {}) {
	const page = await laura.get(section);
	const sent = multipart({ _csrf: hidden(page, '_csrf'), _chiave: hidden(page, '_chiave'), ...fields }, files);
	return laura.request(section, { method: 'POST', ...sent });
}

/* The newest document of that name, as the database knows it. */
const newest = (name) => sql(`SELECT id FROM documento WHERE nome_file = '${name.replaceAll("'", "''")}' ORDER BY id DESC LIMIT 1`);

async function checked(id) {
	for (let i = 0; i < 100; i++) {
		const state = sql(`SELECT stato FROM documento WHERE id = ${id}`);
		if (!['in_arrivo', 'in_controllo'].includes(state))
			return state;
		await new Promise((go) => setTimeout(go, 200));
	}
	return 'never';
}

const strange = `D'Amico <b>&"Rossi" perché.txt`;

await chapter('several at once, without script', async () => {
	const answer = await upload([['nota.txt', 'una nota\n'], [strange, 'due']], { tipo: 'ISEE', data: '2026-02-03' });
	is(answer.status, 303, 'two files are taken');
	is(answer.location, `${section}?fatto=documenti-caricati`, 'and shown in the list');
	const page = await laura.get(section);
	ok(page.text.includes('D&#39;Amico &lt;b&gt;&amp;&quot;Rossi&quot; perché.txt'), 'the name stands escaped on the page');
	ok(page.text.indexOf('perché.txt') < page.text.indexOf('nota.txt'), 'the newest is on top');
	is(await checked(newest('nota.txt')), 'non_controllato', 'without antivirus it opens, marked');
	ok((await laura.get(section)).text.includes('non controllato</span><small>L’antivirus non è collegato.'), 'and the mark says why');
	for (const order of ['nome', '-nome', 'data', '-data', 'tipo', '-tipo', "'; DROP TABLE documento"])
		is((await laura.get(`${section}?ordine=${encodeURIComponent(order)}`)).status, 200, `sorted by ${order}`);
});

await chapter('what is refused is said beside the field', async () => {
	const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
	for (const [name, bytes, word] of [['virus.exe', program, 'programma'], ['finto.pdf', program, 'programma'], ['vuoto.txt', '', 'vuoto'],
		['macro.docm', 'PK\x03\x04', 'macro'], ['foto.png', 'testo', 'contenuto']]) {
		const before = sql('SELECT count(*) FROM documento');
		const answer = await upload([['buono.txt', 'x'], [name, bytes]]);
		is(answer.status, 422, `${name} is refused`);
		ok(answer.text.includes(`«${name}»`) && answer.text.includes(word), `${name}: the sentence names it and says ${word}`);
		is(sql('SELECT count(*) FROM documento'), before, `${name}: nothing was stored`);
	}
	is((await upload([])).status, 422, 'no file at all');
	const active = '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(1)>>>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n';
	await upload([['attivo.pdf', active]]);
	const id = newest('attivo.pdf');
	is(await checked(id), 'rifiutato', 'active content is found by the check');
	ok((await laura.get(section)).text.includes('JavaScript'), 'and named in the list');
	is((await laura.get(`/documenti/${id}`)).status, 404, 'its bytes are gone');
	is(sql(`SELECT count(*) FROM documento_blocco WHERE documento_id = ${id}`), '0', 'from the database too');
});

const big = signed(3 * MIB + 777);
let bigId;

await chapter('down: whole, ranges, headers', async () => {
	await upload([['grande.p7m', big]]);
	bigId = newest('grande.p7m');
	await checked(bigId);
	const whole = await laura.get(`/documenti/${bigId}`);
	is(whole.status, 200, 'the whole');
	ok(whole.bytes.equals(big), 'is byte for byte what went up');
	is(whole.headers['content-type'], 'application/pkcs7-mime', 'exact type');
	is(whole.headers['content-disposition'], `attachment; filename="grande.p7m"; filename*=UTF-8''grande.p7m`, 'attachment');
	is(whole.headers['content-security-policy'], 'sandbox', 'sandboxed');
	is(whole.headers['x-content-type-options'], 'nosniff', 'nosniff');
	is(whole.headers['cache-control'], 'no-store', 'not kept');
	is(whole.headers.etag, `"${sha(big)}"`, 'the tag is the SHA-256');
	for (const [range, from, to] of [['bytes=0-9', 0, 9], ['bytes=-5', big.length - 5, big.length - 1], [`bytes=${MIB - 3}-${MIB + 3}`, MIB - 3, MIB + 3],
		[`bytes=${2 * MIB}-`, 2 * MIB, big.length - 1]]) {
		const part = await laura.get(`/documenti/${bigId}`, { range });
		is(part.status, 206, range);
		is(part.headers['content-range'], `bytes ${from}-${to}/${big.length}`, `${range}: which part`);
		ok(part.bytes.equals(big.subarray(from, to + 1)), `${range}: its bytes`);
	}
	const beyond = await laura.get(`/documenti/${bigId}`, { range: `bytes=${big.length}-` });
	is(beyond.status, 416, 'beyond the end');
	is(beyond.headers['content-range'], `bytes */${big.length}`, 'and how long it is');
	is((await laura.get(`/documenti/${bigId}`, { range: 'bytes=0-1,5-6' })).bytes.length, big.length, 'several ranges: the whole');
	is((await laura.get(`/documenti/${bigId}`, { range: 'bytes=0-9', 'if-range': '"altro"' })).status, 200, 'If-Range of another version: the whole');
	is((await laura.get(`/documenti/${bigId}`, { range: 'bytes=0-9', 'if-range': whole.headers.etag })).status, 206, 'of this one: the part');
	const name = (await laura.get(`/documenti/${newest(strange)}`)).headers['content-disposition'];
	ok(/^attachment; filename="[ -~]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/.test(name), 'any name is harmless in the header', name);
	is(sql(`SELECT count(*) > 0 FROM registro WHERE azione = 'scarica' AND oggetto_id = ${bigId} AND esito = 'ok'`), 't', 'the register has it');
});

await chapter('who may', async () => {
	const lodi = new Client(), colleague = new Client();
	await lodi.login('assistente.lodi');
	await colleague.login('collega.maleo');
	const [theirs, unknown] = [await lodi.get(`/documenti/${bigId}`), await lodi.get('/documenti/987654321')];
	is(theirs.status, 404, 'another service gets the 404 of what does not exist');
	const plain = (page) => page.text.replace(/[0-9a-f]{8,}|data-scade="\d+"|name="_\w+" value="[^"]*"|\/documenti\/\d+/g, '');
	is(plain(theirs), plain(unknown), 'to the letter');
	is((await lodi.get(`/documenti/${bigId}/scheda`)).status, 404, 'the card too');
	is((await colleague.get(`/documenti/${bigId}`)).status, 200, 'a colleague downloads it');
});

const script = (client, csrf, path, body = Buffer.alloc(0), headers = {}) => client.request(path, {
	method: 'POST', body,
	headers: { ...own, 'content-type': 'application/octet-stream', 'x-csrf-token': csrf, 'x-requested-with': 'fetch', ...headers },
});

await chapter('in pieces, resumed', async () => {
	const csrf = hidden(await laura.get(section), '_csrf'), bytes = signed(9 * MIB + 5);
	const begin = () => script(laura, csrf, `/documenti/carica?${new URLSearchParams({ pratica, nome: 'pezzi.p7m', byte: bytes.length, segno: 's1' })}`);
	const piece = (id, from, to) => script(laura, csrf, `/documenti/carica?documento=${id}&da=${from}`, bytes.subarray(from, to));
	const first = JSON.parse((await begin()).text), id = first.documento;
	is(first.da, 0, 'begins at 0');
	is(JSON.parse((await piece(id, 0, 4 * MIB)).text).da, 4 * MIB, 'a piece');
	is((await piece(id, 0, 4 * MIB)).status, 409, 'the same once more is not taken');
	is((await piece(id, 4 * MIB, 4 * MIB + 5)).status, 409, 'nor half a block');
	is((await laura.get(`/documenti/${id}`)).status, 404, 'what is arriving is not there');
	is(JSON.parse((await begin()).text).documento, id, 'the same file goes on');
	is(JSON.parse((await laura.get(`/documenti/${id}/arrivo`)).text).da, 4 * MIB, 'from where it stood');
	await piece(id, 4 * MIB, 8 * MIB);
	is(JSON.parse((await piece(id, 8 * MIB, bytes.length)).text).finito, true, 'the last piece ends it');
	const whole = await laura.get(`/documenti/${id}`);
	ok(whole.bytes.equals(bytes), 'it is byte for byte the file');
	is(whole.headers.etag, `"${sha(bytes)}"`, 'and the sum half way was kept');
	is((await script(laura, 'altro', `/documenti/carica?documento=${id}&da=0`)).status, 403, 'no token, no piece');
	is((await script(laura, csrf, `/documenti/carica?documento=${id}&da=0`, Buffer.alloc(0), { 'content-type': 'text/plain' })).status, 403, 'the header counts for bytes only');
	const refused = await script(laura, csrf, `/documenti/carica?${new URLSearchParams({ pratica, nome: 'x.exe', byte: 5, segno: 'a' })}`);
	is(refused.status, 422, 'a program is refused before a byte comes');
	ok(/^text\/plain/.test(refused.headers['content-type']) && refused.text.includes('programma'), 'with a sentence for its line');
	const lodi = new Client(), other = hidden(await lodi.login('assistente.lodi'), '_csrf');
	is((await script(lodi, other, `/documenti/carica?${new URLSearchParams({ pratica, nome: 'x.txt', byte: 5, segno: 'a' })}`)).status, 404, 'nobody uploads into the case of another service');
});

await chapter('altered bytes are not delivered', async () => {
	const id = bigId, flip = (n) => sql(`UPDATE documento_blocco SET dati = set_byte(dati, 500, get_byte(dati, 500) # 1) WHERE documento_id = ${id} AND indice = ${n}`);
	flip(2);
	let got = null;
	try { got = await laura.get(`/documenti/${id}`); } catch { /* the connection broke */ }
	ok(got === null, 'a block in the middle: the transfer breaks');
	is((await laura.get(`/documenti/${id}`, { range: `bytes=${2 * MIB}-` })).status, 500, 'where the answer would begin: an incident page');
	is((await laura.get(`/documenti/${id}`, { range: 'bytes=0-99' })).status, 206, 'the other blocks are sound');
	is(sql(`SELECT count(*) FROM registro WHERE oggetto_id = ${id} AND esito = 'alterato'`), '2', 'the register has both');
	flip(2);
	ok((await laura.get(`/documenti/${id}`)).bytes.equals(big), 'put back, it opens again');
});

await chapter('the same page twice', async () => {
	const page = await laura.get(section), keys = { _csrf: hidden(page, '_csrf'), _chiave: hidden(page, '_chiave') };
	const send = (bytes) => laura.request(section, { method: 'POST', ...multipart(keys, [['importo.txt', bytes]]) });
	const kept = () => sql("SELECT count(*) FROM documento WHERE nome_file = 'importo.txt'");
	is((await send('importo 100 euro')).status, 303, 'a file is sent');
	is((await send('importo 100 euro')).status, 303, 'the same bytes once more lead to the same place');
	is(kept(), '1', 'and are one document');
	const other = await send('importo 900 euro');
	ok(other.status === 409 && /seconda volta non è stata salvata/.test(other.text), 'other bytes of the same name and size are not said to be saved', String(other.status));
	is(kept(), '1', 'nor are they');
	is((await upload([['importo.txt', 'importo 900 euro']])).status, 303, 'from a page of their own they are');
	is(kept(), '2', 'a second document');
});

await chapter('card, and off the list', async () => {
	const id = newest('nota.txt'), card = `/documenti/${id}/scheda`;
	const page = await laura.get(card);
	is((await laura.submit(card, { oggetto: 'Nota <b>', data: '2026-01-02', tipo: 'REL' }, page)).status, 303, 'the card is saved');
	is((await laura.submit(card, { oggetto: 'Nota <b>', data: '2026-01-02', tipo: 'REL' }, page)).status, 303, 'the same form again leads to the same place');
	is((await laura.submit(card, { oggetto: 'Altra', data: '2026-01-02' }, page)).status, 409, 'with other words it is not the same');
	const late = await laura.get(card);
	sql(`UPDATE documento SET versione = versione + 1 WHERE id = ${id}`);
	const conflict = await laura.submit(card, { oggetto: 'Terza', data: '2026-01-02' }, late);
	is(conflict.status, 409, 'somebody saved meanwhile: both texts');
	ok(conflict.text.includes('Terza') && conflict.text.includes('Nota &lt;b&gt;'), 'side by side');
	is((await laura.submit(card, { oggetto: '', data: 'ieri' }, await laura.get(card))).status, 422, 'mistakes are said');
	const away = `/documenti/${id}/togli`;
	is((await laura.submit(away, { motivo: '' }, await laura.get(away))).status, 422, 'a reason is owed');
	is((await laura.submit(away, { motivo: 'doppio' }, await laura.get(away))).status, 303, 'taken off');
	is((await laura.get(`/documenti/${id}`)).status, 404, 'it is not there any more');
	is(sql(`SELECT tolto_motivo FROM documento WHERE id = ${id}`), 'doppio', 'but kept, with the reason');
});

await chapter('on a draft', async () => {
	const draft = '/interventi/generici/nuovo', page = await laura.get(draft);
	const sent = multipart({ _csrf: hidden(page, '_csrf'), _percorso: draft, data_inizio: '2026-05-06' }, [['allegato.txt', 'x']]);
	const answer = await laura.request('/documenti/carica', { method: 'POST', ...sent });
	is(answer.status, 303, 'without script the whole form comes with the files');
	const again = await laura.follow(answer);
	ok(again.text.includes('allegato.txt') && again.text.includes('2026-05-06'), 'files and what was typed are there');
	const id = newest('allegato.txt');
	await checked(id);
	const colleague = new Client();
	await colleague.login('collega.maleo');
	is((await colleague.get(`/documenti/${id}`)).status, 404, 'nobody else sees them');
	is((await laura.post('/bozze/scarta', { _csrf: hidden(again, '_csrf'), _percorso: draft })).status, 303, 'the draft is thrown away');
	is(sql(`SELECT count(*) FROM documento WHERE id = ${id}`), '0', 'and they with it');
});

/* Largest resident size since its start of each worker of this stack, in MiB, by process. */
function peaks() {
	const found = new Map();
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			const [program, command] = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
			if (program !== `${process.env.VAR}/program/siz` || command !== 'web')
				continue;
			found.set(pid, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))[1]) / 1024);
		} catch { /* it ended meanwhile */ }
	}
	return found;
}

await chapter('64 MiB in constant memory', async () => {
	const bytes = signed(64 * MIB), before = peaks();
	is((await upload([['enorme.p7m', bytes]])).status, 303, 'goes up');
	const answer = await laura.get(`/documenti/${newest('enorme.p7m')}`);
	ok(answer.bytes.equals(bytes), 'and comes down');
	const growth = [...peaks()].map(([pid, peak]) => peak - (before.get(pid) ?? 0));
	ok(growth.length > 0 && Math.max(...growth) < 16, 'no worker grew by 16 MiB', growth.map((n) => n.toFixed(1)).join(' '));
});

end();
