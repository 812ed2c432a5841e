/*
 * What stands around the running programs: fences of the kernel (OS-2, C-7), sockets of this machine
 * only (OS-3), TLS (TLS-1), files of the look that never change under their name (HD-2); and what the
 * way in leaves, in the register and in the browser (AUTH-12, AUTH-13).
 * What each fence refuses is tried act by act in tests/unit/test_fence.c.
 */
import tls from 'node:tls';
import { existsSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client, BASE, chapter, end, is, ok, sql } from './client.mjs';

const { VAR, SOCKETS, CA } = process.env;
const program = (name) => `${VAR}/program/${name}`;

/* Running programs of ours: [pid, words]. */
function running(file, word) {
	const found = [];
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
			if (words[0] === program(file) && words[1] === word)
				found.push([pid, words.slice(0, -1).join(' ')]);
		} catch {
			/* it ended meanwhile */
		}
	}
	return found;
}

const status = (pid) => Object.fromEntries(readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').map((line) => line.split(/:\s*/)));

/* Where the kernel has no filters the log says so, and the rest holds. */
const filters = existsSync('/proc/sys/kernel/seccomp/actions_avail') ? '2' : '0';

await chapter('fences', async () => {
	for (const word of ['web', 'job']) {
		const all = running('siz', word);
		ok(all.length >= 2, `siz ${word} runs`, String(all.length));
		for (const [pid, words] of all) {
			const facts = status(pid);
			is(facts.Seccomp, filters, `${words.replace(VAR, '')}: a filter of system calls`);
			is(facts.NoNewPrivs, '1', `${words.replace(VAR, '')}: nothing that it starts gains rights`);
			is(facts.CapEff, '0000000000000000', `${words.replace(VAR, '')}: no capability`);
			ok(!/^0\t/.test(facts.Uid), `${words.replace(VAR, '')}: not root`, facts.Uid);
		}
	}
});

/* A process that is not dumpable belongs to root in /proc: no core, no debugger of its own user. */
await chapter('no core with the files of people in it', async () => {
	for (const [file, word] of [['siz', 'web'], ['siz', 'job'], ['siz-spid', 'web']])
		for (const [pid] of running(file, word))
			is(statSync(`/proc/${pid}/environ`).uid, 0, `${file} ${word} is not dumpable`);
});

await chapter('sockets', async () => {
	for (const folder of ['web', 'spid', 'pg'])
		for (const name of readdirSync(join(SOCKETS, folder))) {
			const facts = statSync(join(SOCKETS, folder, name));
			if (facts.isSocket())
				is((facts.mode & 0o777).toString(8), '660', `the socket ${folder}/${name} is for the group of its peer`);
		}
	ok(!/listen_addresses = '[^']/.test(readFileSync(`${VAR}/pg/postgresql.conf`, 'utf8').replace(/^\s*#.*$/gm, '')), 'PostgreSQL does not listen on the network');
	for (const word of ['web', 'job'])
		for (const [pid, words] of running('siz', word)) {
			ok(!/password|secret|key/i.test(words), `no secret among the words of siz ${word}`);
			const listening = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n').filter((line) => / 0A /.test(line)).map((line) => line.trim().split(/\s+/)[9]);
			if (process.getuid() !== 0)
				continue; /* nobody else looks into a process that is not dumpable */
			const own = readdirSync(`/proc/${pid}/fd`).map((fd) => { try { return readlinkSync(`/proc/${pid}/fd/${fd}`); } catch { return ''; } });
			ok(!listening.some((inode) => own.includes(`socket:[${inode}]`)), `siz ${word} listens on no port`);
		}
});

/* Shakes hands with these wishes; the protocol and cipher, or the error's code. */
const shake = (wishes) => new Promise((resolve) => {
	const { hostname, port } = new URL(BASE);
	const socket = tls.connect({ host: hostname, port, servername: 'localhost', ca: readFileSync(CA), ...wishes }, () => {
		resolve([socket.getProtocol(), socket.getCipher().standardName]);
		socket.destroy();
	});
	socket.on('error', (error) => resolve([error.code, '']));
});

await chapter('TLS', async () => {
	for (const version of ['TLSv1.2', 'TLSv1.3']) {
		const [protocol, cipher] = await shake({ minVersion: version, maxVersion: version });
		is(protocol, version, `${version} is spoken`);
		ok(/GCM|CHACHA20/.test(cipher), `${version}: encrypts and authenticates in one`, cipher);
	}
	for (const version of ['TLSv1', 'TLSv1.1'])
		ok(!/^TLS/.test((await shake({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' }))[0]), `${version} is not`);
	for (const ciphers of ['AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES128-SHA', 'NULL:@SECLEVEL=0'])
		ok(!/^TLS/.test((await shake({ maxVersion: 'TLSv1.2', ciphers }))[0]), `${ciphers}: without forward secrecy or AEAD there is no talk`);
});

await chapter('files of the look', async () => {
	const page = await new Client().get('/accesso');
	const files = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map((m) => m[1]);
	ok(files.length >= 2, 'style and script', String(files.length));
	for (const file of files) {
		const answer = await new Client().get(file);
		is(answer.status, 200, file);
		ok(/immutable/.test(answer.headers['cache-control'] ?? '') && /max-age=\d{7,}/.test(answer.headers['cache-control']), `${file} never changes under its name`, answer.headers['cache-control']);
		is(answer.headers['x-content-type-options'], 'nosniff', `${file} is what it says`);
	}
});

await chapter('the way in, registered', async () => {
	const last = () => Number(sql('SELECT coalesce(max(id), 0) FROM registro'));
	const rows = (before) => sql(`SELECT string_agg(azione || ' ' || esito, ', ' ORDER BY id) FROM registro WHERE id > ${before} AND azione IN ('entra', 'esce', 'servizio', 'rifiuto')`);
	const before = last(), client = new Client();
	await client.get('/accesso');
	await client.submit('/accesso', { utente: 'amministrativo.ambito', password: 'Parola-Sbagliata-Mia' });
	await client.get('/accesso');
	await client.submit('/accesso', { utente: 'nessuno.che-si-chiami-cosi', password: 'Parola-Sbagliata-Mia' });
	await client.login('amministrativo.ambito', 'SELF');
	const csrf = /name="_csrf" value="([^"]+)"/.exec((await client.get('/')).text)[1];
	const out = await client.post('/esci', { _csrf: csrf });
	is(rows(before).replace('entra scelta_servizio', 'entra piena'), 'entra rifiutata, entra sconosciuta, entra piena, servizio ok, esce uscita', 'the register has each step of the way in');
	const whole = sql(`SELECT string_agg(r::text, ' ') FROM registro r WHERE id > ${before}`);
	ok(!/Sbagliata|Dimostrazione|che-si-chiami/.test(whole), 'and no text that was typed');
	is(sql(`SELECT count(*) FROM registro WHERE id > ${before} AND azione IN ('entra', 'esce') AND (indirizzo IS NULL OR quando IS NULL)`), '0', 'each with its address and moment');
	ok(/"cache", "storage"/.test(out.headers['clear-site-data'] ?? ''), 'leaving empties what the browser kept', out.headers['clear-site-data']);
	sql('DELETE FROM tentativo; DELETE FROM tentativo_indirizzo; UPDATE credenziale SET fallimenti = 0, ultimo_tentativo = NULL, chiusa_fino = NULL');
});

end();
