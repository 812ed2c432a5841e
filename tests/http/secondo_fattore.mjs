/*
 * Who administers the system enters with a second factor (AUTH-11), and the mails that tell the
 * owner of an account what was done to it.
 */
import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

const NAME = 'capo.vera', PASSWORD = 'Dimostrazione-2026';
const who = `(SELECT id FROM operatore WHERE username = '${NAME}')`;

/* An administrator who is no demonstration account, with a password that we know. */
function make() {
	sql(`WITH o AS (INSERT INTO operatore (username, email, cognome, nome) VALUES ('${NAME}', 'capo.vera@example.org', 'Verdi', 'Vera') RETURNING id),
	     k AS (INSERT INTO credenziale (operatore_id, impronta, cambiata_il, non_scade) SELECT o.id, c.impronta, now(), true
	             FROM o, credenziale c JOIN operatore d ON d.id = c.operatore_id WHERE d.username = 'amministratore.siz')
	     INSERT INTO appartenenza (operatore_id, servizio_id, ruolo) SELECT o.id, v.id, r.id FROM o, servizio v, ruolo r WHERE v.codice = 'ambito' AND r.codice = 'amministratore'`);
}

function unmake() {
	sql(`DELETE FROM sessione WHERE operatore_id = ${who}`);
	for (const table of ['codice_recupero', 'credenziale_passata', 'preferenza', 'cronologia', 'invio', 'bozza', 'appartenenza', 'credenziale'])
		sql(`DELETE FROM ${table} WHERE operatore_id = ${who}`);
	sql(`DELETE FROM operatore WHERE username = '${NAME}'`);
}

/* RFC 6238, as the phone does it; `later` steps after now. */
function code(secret, later = 0) {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...secret.replace(/\s/g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
	const mac = createHmac('sha1', key).update(counter).digest(), at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/* Two codes are used one after the other: not with a change of step between them. */
async function fresh_step() {
	const left = 30000 - Date.now() % 30000;
	if (left < 8000)
		await new Promise((go) => setTimeout(go, left + 100));
}

const mail_folder = `${process.env.VAR}/posta/new`;
const mails = () => {
	try { return readdirSync(mail_folder).map((name) => readFileSync(`${mail_folder}/${name}`, 'utf8')); } catch { return []; }
};
const header = (message, name) => new RegExp(`^${name}: (.*(?:\r?\n[ \t].*)*)`, 'm').exec(message)?.[1] ?? '';
const subject = (message) => header(message, 'Subject').replace(/\r?\n[ \t]/g, '')
	.replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, b) => Buffer.from(b, 'base64').toString()).replace(/=\?utf-8\?q\?([^?]*)\?=/gi,
		(_, q) => Buffer.from(q.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/gi, (_m, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString());

async function told(to, words, before) {
	for (let i = 0; i < 100; i++) {
		const found = mails().filter((message) => header(message, 'To').includes(to) && subject(message).includes(words));
		if (found.length > before)
			return found.at(-1);
		await new Promise((go) => setTimeout(go, 100));
	}
	return null;
}
const count = (to, words) => mails().filter((message) => header(message, 'To').includes(to) && subject(message).includes(words)).length;

make();
let secret, recovery;

await chapter('an administrator without a second factor', async () => {
	const vera = new Client();
	await vera.get('/accesso?ritorno=%2Fguida%2Fhome');
	const entered = await vera.submit('/accesso', { utente: NAME, password: PASSWORD });
	ok(entered.location.startsWith('/secondo-fattore/attiva'), 'is led to switch it on', entered.location);
	for (const path of ['/', '/preferenze', '/servizio', '/notifiche', '/preferenze/secondo-fattore']) {
		const answer = await vera.get(path);
		is(answer.status, 303, `${path} does not answer before`);
		ok(answer.location.startsWith('/secondo-fattore/attiva'), `${path} leads there`, answer.location);
	}
	is((await vera.get('/cerca/voci?q=a', { 'x-siz-frammento': '1' })).text.includes('siz-'), false, 'no piece of a page either');
	const first = await vera.follow(await vera.get(entered.location));
	is(first.status, 200, 'the page says why');
	ok(/<h1>Attiva il secondo fattore<\/h1>/.test(first.text) && !first.text.includes('siz-qr'), 'and makes no key by itself');
	is((await vera.submit('/secondo-fattore/attiva', { codice: '000000' }, { ...first, text: first.text.replaceAll('/secondo-fattore/prepara', '/secondo-fattore/attiva') })).status,
		422, 'a code without a key is refused');
	const ready = await vera.follow(await vera.submit('/secondo-fattore/prepara', {}, first));
	secret = decode(/Chiave: <span class="siz-mono">([^<]+)</.exec(ready.text)[1]);
	ok(ready.text.includes('siz-qr'), 'the key is shown as a picture too');
	const right = code(secret), wrong = await vera.submit('/secondo-fattore/attiva', { codice: right === '123456' ? '654321' : '123456' }, ready);
	is(wrong.status, 422, 'a wrong code is refused');
	is(sql(`SELECT totp_attivo FROM credenziale WHERE operatore_id = ${who}`), 'f', 'and switches nothing on');
	await fresh_step();
	const old = vera.cookies.get('__Host-siz'), before = count('capo.vera', 'attivo');
	const on = await vera.submit('/secondo-fattore/attiva', { codice: code(secret) }, wrong);
	is(on.status, 303, 'the right one is taken');
	ok(vera.cookies.get('__Host-siz') !== old, 'with a new session (AUTH-8)');
	const codes = await vera.follow(on);
	recovery = [...codes.text.matchAll(/<li>([a-z0-9]{5}-[a-z0-9]{5})<\/li>/g)].map((found) => found[1]);
	is(recovery.length, 10, 'the recovery codes are shown');
	is((await vera.submit('/preferenze/secondo-fattore/codici-salvati', {}, codes)).location, '/guida/home', 'and then one goes on to where one was going');
	is((await vera.get('/')).status, 200, 'everything answers now');
	const message = await told('capo.vera', 'attivo', before);
	ok(message, 'a mail says that it is on');
	is(sql(`SELECT count(*) FROM registro WHERE operatore_id = ${who} AND azione = 'modifica' AND oggetto = 'secondo_fattore'`), '1', 'the register too');
});

await chapter('with one', async () => {
	const vera = new Client();
	await vera.get('/accesso');
	const asked = await vera.follow(await vera.submit('/accesso', { utente: NAME, password: PASSWORD }));
	is(asked.path, '/secondo-fattore', 'the code is asked for');
	const csrf = formOf(asked.text, '/secondo-fattore')._csrf;
	const before = sql(`SELECT encode(totp_segreto, 'hex') FROM credenziale WHERE operatore_id = ${who}`);
	for (const path of ['/secondo-fattore/prepara', '/secondo-fattore/attiva'])
		is((await vera.post(path, { _csrf: csrf, codice: '123456' })).location, '/secondo-fattore', `${path} does nothing for who only knows the password`);
	is(sql(`SELECT encode(totp_segreto, 'hex') FROM credenziale WHERE operatore_id = ${who}`), before, 'the secret is what it was');
	is((await vera.follow(await vera.submit('/secondo-fattore', { codice: code(secret, 1) }, asked))).status, 200, 'and lets in');
	is((await vera.get('/')).status, 200, 'home');
	const sent = count('capo.vera', 'tolto'), page = await vera.get('/preferenze/secondo-fattore');
	ok(page.text.includes('ti chiediamo subito'), 'the page says that one is owed');
	const off = await vera.submit('/preferenze/secondo-fattore/togli', { codice: recovery[0] }, page);
	ok(off.location?.startsWith('/secondo-fattore/attiva'), 'who takes it off is led to switch on another', `${off.status} ${off.location}`);
	is((await vera.get('/')).location?.startsWith('/secondo-fattore/attiva'), true, 'nothing else answers');
	ok(await told('capo.vera', 'tolto', sent), 'a mail says that it is off');
});

await chapter('others', async () => {
	const laura = new Client();
	is((await laura.login('assistente.maleo')).status, 200, 'an operator enters without');
	is((await laura.get('/secondo-fattore/attiva')).location, '/preferenze/secondo-fattore', 'and chooses it in the preferences');
	const admin = new Client();
	is((await admin.login('amministratore.siz')).status, 200, 'the demonstration account is exempt');
});

await chapter('a new password is told by mail', async () => {
	const mara = new Client(), to = sql("SELECT email FROM operatore WHERE username = 'operatore.maleo'");
	const keep = sql("SELECT impronta FROM credenziale k JOIN operatore o ON o.id = k.operatore_id WHERE username = 'operatore.maleo'");
	await mara.login('operatore.maleo');
	const before = count(to, 'password'), page = await mara.get('/cambio-password'), fresh = 'tre cavalli sul ponte 9';
	const changed = await mara.submit('/cambio-password', { password_attuale: PASSWORD, password: fresh, password_ripetuta: fresh }, page);
	is(changed.status, 303, 'the password is changed');
	const message = await told(to, 'password', before);
	ok(message, 'its owner is told');
	ok(!message?.includes(fresh), 'without the password');
	sql(`UPDATE credenziale SET impronta = '${keep}' WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'operatore.maleo')`);
	sql("DELETE FROM credenziale_passata WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'operatore.maleo')");
});

/* The accounts of the other files are as they were: only this one goes. */
await chapter('afterwards', async () => {
	unmake();
	is(sql(`SELECT count(*) FROM operatore WHERE username = '${NAME}'`), '0', 'the account is gone');
});

end();
