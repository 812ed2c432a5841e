/*
 * Another master key (DOC-3): `siz chiavi richiudi` wraps the keys of documents anew, may be stopped
 * and started again, and touches no byte of a document.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { BASE, Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const client = new Client();
await client.login('assistente.maleo');
const pratica = sql("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id WHERE o.username = 'assistente.maleo' AND p.stato = 'A' ORDER BY 1 LIMIT 1");
const section = `/pratiche/${pratica}/documenti`;
const content = `Il testo di prima della chiave nuova\n${randomBytes(40).toString('hex')}`;

/* One document, uploaded by the page. */
const form = formOf((await client.get(section)).text, section);
const edge = `edge${randomBytes(12).toString('hex')}`;
const body = ['_csrf', '_chiave'].map((name) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${form[name]}\r\n`).join('')
	+ `--${edge}\r\nContent-Disposition: form-data; name="documenti"; filename="chiave.txt"\r\n\r\n${content}\r\n--${edge}--\r\n`;
const sent = await client.request(section, { method: 'POST', body, headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` } });
is(sent.status, 303, 'a document is there');
const id = sql("SELECT id FROM documento WHERE nome_file = 'chiave.txt' ORDER BY id DESC LIMIT 1");

/* The settings of the same installation with other master keys. */
const folder = mkdtempSync(`${tmpdir()}/siz-chiavi-`);
const present = /^master_key_file = (.*)$/m.exec(readFileSync(process.env.SIZ_CONF, 'utf8'))[1];
writeFileSync(`${folder}/nuova`, `${randomBytes(32).toString('base64')}\n`, { mode: 0o400 });
function settings(name, now, before) {
	const text = readFileSync(process.env.SIZ_CONF, 'utf8').replace(/^master_key_old_file.*\n/m, '')
		.replace(/^master_key_file = .*$/m, `master_key_file = ${now}${before ? `\nmaster_key_old_file = ${before}` : ''}`);
	writeFileSync(`${folder}/${name}`, text);
	return `${folder}/${name}`;
}
const forth = settings('forth', `${folder}/nuova`, present), back = settings('back', present, `${folder}/nuova`);
const without = settings('without', `${folder}/nuova`, null);
function siz(conf, ...words) {
	try {
		return { status: 0, out: execFileSync('build/siz', words, { encoding: 'utf8', env: { ...process.env, SIZ_CONF: conf }, stdio: ['ignore', 'pipe', 'pipe'] }) };
	} catch (error) {
		return { status: error.status, out: `${error.stdout}${error.stderr}` };
	}
}
const masters = () => sql('SELECT count(DISTINCT chiave_maestra) FROM documento');
const old = sql(`SELECT chiave_maestra FROM documento WHERE id = ${id}`);
const left = () => Number(sql(`SELECT count(*) FROM documento WHERE chiave_maestra = '${old}'`));

await chapter('there and back', async () => {
	ok(new RegExp(`^${old}  the present master key\n${old}  \\d+ keys`).test(siz(process.env.SIZ_CONF, 'chiavi').out), '`siz chiavi` says which master key wraps how many');
	const refused = siz(without, 'chiavi', 'richiudi');
	is(refused.status, 1, 'without the key before nothing can be wrapped anew');
	ok(refused.out.includes(`there is no master key with the id ${old}`), 'and it says which is missing', refused.out);
	is(siz(forth, 'chiavi', 'altro').status, 1, 'an unknown word is refused');
	ok(/keys lie under the master key/.test(siz(forth, 'verifica').out), '`siz verifica` finds keys of the master key before');
	const blocks = sql(`SELECT md5(string_agg(dati, '' ORDER BY indice)) FROM documento_blocco WHERE documento_id = ${id}`);
	const stories = sql(`SELECT count(*) FROM storia WHERE documento_id = ${id}`);
	const done = siz(forth, 'chiavi', 'richiudi');
	is(done.status, 0, 'with both it is done');
	is(left(), 0, 'no key is left under the one before');
	is(sql(`SELECT md5(string_agg(dati, '' ORDER BY indice)) FROM documento_blocco WHERE documento_id = ${id}`), blocks, 'no byte of the document was written');
	is(sql(`SELECT count(*) FROM storia WHERE documento_id = ${id}`), stories, 'nor a line of its history');
	is(sql("SELECT count(*) FROM registro WHERE rotta = 'siz chiavi' AND azione = 'modifica'"), '1', 'the register has the act');
	ok(!/keys lie under the master key/.test(siz(without, 'verifica').out), '`siz verifica` is content, also without the key before');
	ok((await client.get(`/documenti/${id}`)).status >= 500, 'a program that has only the old key does not deliver');
	is(siz(back, 'chiavi', 'richiudi').status, 0, 'and back');
	is((await client.get(`/documenti/${id}`)).text, content, 'the document opens as it was');
});

await chapter('stopped half way', async () => {
	sql(`INSERT INTO documento (pratica_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
		SELECT pratica_id, 'copia.txt', 'Copia', data, byte, 'rifiutato', chiave, chiave_maestra, autore_operatore_id, autore_servizio_id
		  FROM documento, generate_series(1, 20000) WHERE id = ${id}`);
	const all = left();
	const run = spawn('build/siz', ['chiavi', 'richiudi'], { env: { ...process.env, SIZ_CONF: forth }, stdio: ['ignore', 'pipe', 'inherit'] });
	await new Promise((go) => run.stdout.once('data', go)); /* the first batch is done */
	run.kill('SIGKILL');
	await new Promise((go) => run.once('exit', go));
	const half = left();
	ok(half > 0 && half < all, 'killed, it leaves some done and some not', `${half} of ${all}`);
	is(siz(forth, 'chiavi', 'richiudi').status, 0, 'started again');
	is(left(), 0, 'it ends the work');
	is(masters(), '1', 'under one master key');
	is(siz(back, 'chiavi', 'richiudi').status, 0, 'and back');
	is((await client.get(`/documenti/${id}`)).text, content, 'the document opens as it was');
	sql("DELETE FROM documento WHERE nome_file = 'copia.txt'");
});

rmSync(folder, { recursive: true });
end();
