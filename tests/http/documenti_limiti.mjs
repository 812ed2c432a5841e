/*
 * What bounds documents when the settings say so: the stated maximum, the quota of a service, free
 * space; and the real antivirus, with a signature of our own: infected, clean, stopped.
 *
 * The settings of the running stack are changed and its workers started again; at the end they are
 * as they were.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { BASE, Client, chapter, decode, end, is, ok, sql } from './client.mjs';

const { VAR, SIZ_CONF } = process.env;
const MIB = 1024 * 1024, pause = (ms) => new Promise((go) => setTimeout(go, ms));

/* ---- the running stack, with other settings ---- */

const original = readFileSync(SIZ_CONF, 'utf8');

/* Processes of this stack that read the settings; not the child that looks into one document. */
function workers() {
	const parents = new Map();
	for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
		try {
			const [program, command] = readFileSync(`/proc/${name}/cmdline`, 'latin1').split('\0');
			if (program === `${VAR}/program/siz` && (command === 'web' || command === 'job'))
				parents.set(Number(name), Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'latin1'))[1]));
		} catch { /* it ended meanwhile */ }
	}
	return [...parents].filter(([, parent]) => !parents.has(parent)).map(([pid]) => pid);
}

async function settings(changes) {
	let text = original;
	for (const [name, value] of Object.entries(changes)) {
		const line = new RegExp(`^${name} =.*$`, 'm');
		if (!line.test(text))
			throw new Error(`no setting ${name}`);
		text = text.replace(line, `${name} = ${value}`);
	}
	writeFileSync(SIZ_CONF, text);
	const old = workers();
	for (const pid of old)
		try { process.kill(pid, 'SIGTERM'); } catch { /* it ended by itself */ }
	for (let i = 0; i < 150; i++) {
		const now = workers();
		if (now.length === old.length && now.every((pid) => !old.includes(pid)))
			return;
		await pause(100);
	}
	throw new Error('the workers did not come back');
}

/* ---- uploading ---- */

const laura = new Client(), colleague = new Client();
await laura.login('assistente.maleo');
await colleague.login('collega.maleo');
const caseOf = async (client) => /\/pratiche\/(\d+)/.exec((await client.get('/interventi/generici')).text)[1];
const pratica = await caseOf(laura), section = `/pratiche/${pratica}/documenti`;
const hidden = (page, name) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1]);

async function upload(files, client = laura, place = section) {
	const page = await client.get(place), edge = `edge${randomBytes(12).toString('hex')}`;
	const parts = ['_csrf', '_chiave'].map((name) => Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${hidden(page, name)}\r\n`));
	for (const [name, bytes] of files)
		parts.push(Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="documenti"; filename="${name}"\r\n\r\n`), Buffer.from(bytes), Buffer.from('\r\n'));
	parts.push(Buffer.from(`--${edge}--\r\n`));
	return client.request(place, {
		method: 'POST', body: Buffer.concat(parts),
		headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` },
	});
}

/* What the script announces before it sends a byte. */
async function announce(name, byte) {
	const csrf = hidden(await laura.get(section), '_csrf');
	return laura.request(`/documenti/carica?${new URLSearchParams({ pratica, nome: name, byte, segno: `${name}-${byte}` })}`, {
		method: 'POST', body: Buffer.alloc(0),
		headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', 'x-csrf-token': csrf },
	});
}

const newest = (name) => sql(`SELECT id FROM documento WHERE nome_file = '${name}' ORDER BY id DESC LIMIT 1`);
const stored = () => Number(sql('SELECT count(*) FROM documento'));
const text = (size) => randomBytes(Math.ceil(size / 2)).toString('hex').slice(0, size);

async function state(id, wanted, seconds = 15) {
	for (let i = 0; i < seconds * 10; i++) {
		if (sql(`SELECT stato FROM documento WHERE id = ${id}`) === wanted)
			break;
		await pause(100);
	}
	return sql(`SELECT stato FROM documento WHERE id = ${id}`);
}

/* ---- limits ---- */

await chapter('a stated maximum, a quota for each service', async () => {
	const used = Number(sql("SELECT coalesce(sum(byte), 0) FROM documento d JOIN servizio s ON s.id = d.autore_servizio_id WHERE s.codice = 'maleo' AND d.stato NOT IN ('infetto', 'rifiutato')"));
	await settings({ document_max_bytes: MIB, document_quota_bytes: used + MIB + 2000 });
	const before = stored(), large = await upload([['troppo.txt', text(MIB + 1)]]);
	is(large.status, 422, 'a byte more than the maximum is refused');
	ok(large.text.includes('«troppo.txt»') && large.text.includes('il massimo è'), 'the sentence says which file and the maximum');
	const told = await announce('troppo.txt', MIB + 1);
	is(told.status, 422, 'the script hears it before a byte is sent');
	ok(told.text.includes('il massimo è'), 'with the same words');
	is(stored(), before, 'nothing was stored');
	is((await upload([['giusto.txt', text(MIB)]])).status, 303, 'the maximum itself is taken');
	is((await upload([['piccolo.txt', text(1200)]])).status, 303, 'what still fits into the quota too');
	const full = await upload([['altro.txt', text(1200)]]);
	is(full.status, 422, 'what does not fit any more is refused');
	ok(full.text.includes('Lo spazio del tuo servizio è finito'), 'and the page says why');
	is((await upload([['uno.txt', text(500)], ['due.txt', text(500)]])).status, 422, 'two that fit only one by one are not taken together');
	is((await upload([['uno.txt', text(500)]])).status, 303, 'one is');
	const lodi = new Client();
	await lodi.login('assistente.lodi');
	is((await upload([['lodi.txt', text(1200)]], lodi, `/pratiche/${await caseOf(lodi)}/documenti`)).status, 303, 'another service has a quota of its own');
});

await chapter('hardly any free space', async () => {
	await settings({ free_space_minimum_percent: 100 });
	const before = stored(), answer = await upload([['nota.txt', 'una nota']]);
	is(answer.status, 507, 'an upload is refused');
	ok(/Non c’è spazio per altri documenti/.test(answer.text) && /tutto il resto funziona/.test(answer.text), 'the page says why and what to do');
	is((await announce('nota.txt', 8)).status, 507, 'the script hears it too');
	is(stored(), before, 'nothing was stored');
	is((await laura.get(section)).status, 200, 'reading goes on');
	const page = await laura.get('/preferenze');
	is((await laura.submit('/preferenze', {}, page)).status, 303, 'saving goes on');
	is((await laura.get(`/documenti/${newest('giusto.txt')}`)).status, 200, 'documents open');
});

/* ---- the antivirus ---- */

const mark = 'SIZ-FIRMA-DI-PROVA-7c1f90';
const folder = mkdtempSync(`${tmpdir()}/siz-test-clamd.`), socket = `${folder}/run/clamd`;
let clamd = null;

function clamd_prepare() {
	chmodSync(folder, 0o755);
	mkdirSync(`${folder}/db`);
	for (const name of ['run', 'tmp']) {
		mkdirSync(`${folder}/${name}`);
		chmodSync(`${folder}/${name}`, 0o1777);
	}
	writeFileSync(`${folder}/db/prova.ndb`, `Siz.Prova:0:*:${Buffer.from(mark).toString('hex')}\n`);
	writeFileSync(`${folder}/clamd.conf`, [`LocalSocket ${socket}`, 'LocalSocketMode 666', `DatabaseDirectory ${folder}/db`, `TemporaryDirectory ${folder}/tmp`,
		'Foreground yes', 'MaxThreads 2', 'SelfCheck 3600', 'ExitOnOOM yes', ''].join('\n'));
}

/* The daemon itself, as a user who owns nothing. */
async function clamd_start() {
	const nobody = process.getuid() === 0 ? ['--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups'] : [];
	const words = ['setpriv', ...nobody, '--pdeathsig', 'TERM', '--', '/usr/sbin/clamd', '-c', `${folder}/clamd.conf`];
	let said = '';
	clamd = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
	for (const stream of [clamd.stdout, clamd.stderr])
		stream.on('data', (piece) => { said += piece; });
	for (let i = 0; i < 150 && !existsSync(socket); i++)
		await pause(100);
	if (!existsSync(socket))
		throw new Error(`clamd did not start: ${said}`);
}

async function clamd_stop() {
	if (!clamd)
		return;
	const ended = new Promise((go) => clamd.once('exit', go));
	clamd.kill('SIGTERM');
	await ended;
	clamd = null;
	rmSync(socket, { force: true });
}

/* A file of an office program around some text: the mark lies compressed in it. */
const docx = (words) => execFileSync('python3', ['-c', `
import io, sys, zipfile
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/document.xml', '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>' + sys.argv[1] * 20 + '</w:t></w:r></w:p></w:body></w:document>')
sys.stdout.buffer.write(out.getvalue())`, words]);

await chapter('the antivirus', async () => {
	clamd_prepare();
	await clamd_start();
	await settings({ clamd_socket: socket });
	for (const [name, bytes] of [['infetto.txt', `prima ${mark} dopo\n`], ['infetto.docx', docx(mark)]]) {
		is((await upload([[name, bytes]])).status, 303, `${name} goes up`);
		const id = newest(name);
		is(await state(id, 'infetto'), 'infetto', `${name} is found`);
		ok((await laura.get(section)).text.includes('ha trovato Siz.Prova'), `${name}: who uploaded it reads what was found`);
		is((await laura.get(`/documenti/${id}`)).status, 404, `${name}: it does not open`);
		is(sql(`SELECT count(*) FROM documento_blocco WHERE documento_id = ${id}`), '0', `${name}: its bytes are gone`);
		is((await colleague.get(`/documenti/${id}`)).status, 404, `${name}: nor for a colleague`);
	}
	for (const [name, bytes] of [['sano.txt', 'una nota\n'], ['sano.docx', docx('una relazione')]]) {
		is((await upload([[name, bytes]])).status, 303, `${name} goes up`);
		const id = newest(name);
		is(await state(id, 'pulito'), 'pulito', `${name} is clean`);
		is((await colleague.get(`/documenti/${id}`)).status, 200, `${name}: a colleague opens it`);
	}
});

await chapter('the antivirus and the archive before SIZ', async () => {
	const files = `${folder}/archivio`, csv = `${folder}/documenti.csv`;
	const importa = (object, path, ...words) => execFileSync('build/siz', ['importa', object, path, '--operatore', 'assistente.maleo', ...words], { encoding: 'utf8' });
	for (const object of ['persone', 'progetti'])
		importa(object, `tests/data/archivio/${object}.csv`);
	mkdirSync(files);
	writeFileSync(`${files}/infetto.docx`, docx(mark));
	writeFileSync(`${files}/sano.docx`, docx('una relazione di allora'));
	writeFileSync(csv, 'codice;progetto;file;data\nV-1;P-1;infetto.docx;01/02/2010\nV-2;P-1;sano.docx;01/02/2010\n');
	const said = importa('documenti', csv, '--cartella', files);
	ok(/^ {2}riga 2, file: L’antivirus ha trovato Siz\.Prova/m.test(said), 'an infected file is a refused row, with what was found', said);
	ok(/1 nuove, 0 già presenti, 1 rifiutate/.test(said), 'the other one is taken', said);
	is(sql("SELECT string_agg(codice, ' ') FROM archivio_riga WHERE oggetto = 'documenti' AND codice LIKE 'V-%'"), 'V-2', 'nothing of it is kept');
	is(await state(sql("SELECT documento_id FROM archivio_riga WHERE codice = 'V-2'"), 'pulito'), 'pulito', 'and what was sealed is looked at again');
});

await chapter('the antivirus stopped', async () => {
	await clamd_stop();
	is((await upload([['attesa.txt', 'una nota in attesa\n'], ['attesa-infetta.txt', mark]])).status, 303, 'an upload is taken');
	const id = newest('attesa.txt'), bad = newest('attesa-infetta.txt');
	for (let i = 0; i < 100 && sql("SELECT count(*) FROM lavoro WHERE tipo = 'documento_controllo' AND stato = 'in_coda' AND tentativi > 0") !== '2'; i++)
		await pause(100);
	is(sql(`SELECT count(*) FROM documento WHERE id IN (${id}, ${bad}) AND stato = 'in_controllo'`), '2', 'it stays to be checked, nothing passes');
	ok((await laura.get(section)).text.includes('Per ora lo vedi solo tu'), 'who uploaded it is told');
	is((await colleague.get(`/documenti/${id}`)).status, 404, 'a colleague does not see it');
	ok(!(await colleague.get(section)).text.includes(`/documenti/${id}/`), 'not in the list either');
	await clamd_start();
	is(await state(id, 'pulito', 30), 'pulito', 'when the antivirus is back it is checked by itself');
	is(await state(bad, 'infetto', 30), 'infetto', 'the other one is found');
	is((await colleague.get(`/documenti/${id}`)).status, 200, 'and the colleague opens it');
});

await chapter('afterwards', async () => {
	await clamd_stop();
	rmSync(folder, { recursive: true, force: true });
	await settings({});
	is((await laura.get(section)).status, 200, 'everything is as before');
});

end();
