/*
 * What an installation sets: a public address that is not the local one, the level that is asked for, the
 * binding of requests, the folder of the logos.  Each set of settings on a stack of its own: this file
 * starts it and itself again inside.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { BASE, Client, decode, end, is, ok } from '../http/client.mjs';
import { UNO, DUE, answer, ask, outcome, post, sign, sql } from './gestore.mjs';

const PUBLIC = 'https://siz.esempio.test';
const cases = {
	fuori: `public_url = ${PUBLIC}\nspid_organization_url = ${PUBLIC}\nspid_level = 1\nspid_binding = post\nspid_logos = @LOGHI@\n`,
	terzo: 'spid_level = 3\nspid_binding = redirect\n',
};

function stack(name) {
	const folder = `${process.env.TMPDIR}/${name}`, logos = `${folder}/loghi`;
	mkdirSync(logos, { recursive: true });
	for (const file of ['spid', 'uno.example', 'estraneo.example'])
		writeFileSync(`${logos}/${file}.svg`, `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>${file}</title></svg>`);
	writeFileSync(`${folder}/impostazioni`, cases[name].replace('@LOGHI@', logos));
	const said = execFileSync('tests/lib/stack', ['start'], { encoding: 'utf8', env: { ...process.env, SETTINGS: `${folder}/impostazioni`, PROVA_HOST: 'localhost' } });
	return Object.fromEntries(said.trim().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

let passed = 0, failed = 0;
function outside() {
	for (const name of Object.keys(cases)) {
		const env = stack(name);
		try {
			const run = spawnSync(process.execPath, [process.argv[1]], { encoding: 'utf8', env: { ...process.env, ...env, SIZ_CONF: `${env.VAR}/siz.conf`, CASO: name } });
			const [, good, bad] = /^(\d+) passed, (\d+) failed$/m.exec(run.stdout) ?? [0, 0, 1];
			console.log(run.stdout.replace(/^\d+ passed, \d+ failed$/m, '').trimEnd(), run.status ? run.stderr : '');
			passed += Number(good);
			failed += Number(bad);
		} finally {
			execFileSync('tests/lib/stack', ['stop', env.VAR]);
		}
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
}

const siz_spid = (...words) => execFileSync(`${process.env.VAR}/program/siz-spid`, words, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, PGUSER: 'siz_owner' } });
const registry = (from = '', to = '') => execFileSync('cat', [`${process.env.GESTORI}/registro.xml`], { encoding: 'utf8' }).replace(from, to);
const reason = () => sql("SELECT esito || ' ' || coalesce(motivo, '') FROM spid_registro WHERE tipo = 'risposta' ORDER BY id DESC LIMIT 1");

/* A request by POST: the page's form, read as its browser does. */
async function ask_by_post(client = new Client()) {
	const page = await client.get(`/spid/accesso?idp=${encodeURIComponent(UNO)}&ritorno=/self`);
	const field = (name) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1]);
	const xml = Buffer.from(field('SAMLRequest'), 'base64').toString();
	return { client, idp: UNO, page, xml, action: decode(/<form[^>]* action="([^"]+)"/.exec(page.text)[1]), id: /ID="([^"]+)"/.exec(xml)[1], relay: field('RelayState') };
}

async function fuori() {
	const metadata = (await new Client().get('/spid/metadata')).text, elsewhere = (xml) => xml.replaceAll(BASE, PUBLIC);
	ok(metadata.includes(`entityID="${PUBLIC}/spid/metadata"`), 'the entityID is the public address');
	ok(metadata.includes(`Location="${PUBLIC}/spid/acs"`) && metadata.includes(`Location="${PUBLIC}/spid/esci"`), 'ACS and logout too');
	ok(!metadata.includes(BASE), 'the local address is nowhere in the metadata');

	const asked = await ask_by_post();
	is(asked.page.status, 200, 'by POST the answer is a page');
	is(asked.action, 'https://uno.example/sso', 'whose form goes to the provider');
	ok(/ Destination="https:\/\/uno\.example\/sso"/.test(asked.xml) && asked.xml.includes(`>${PUBLIC}/spid/metadata</`), 'from the public address', asked.xml);
	writeFileSync(`${process.env.TMPDIR}/richiesta.xml`, asked.xml);
	const verified = spawnSync('xmlsec1', ['--verify', '--pubkey-cert-pem', `${process.env.VAR}/spid/sp.crt`, '--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest', `${process.env.TMPDIR}/richiesta.xml`], { encoding: 'utf8' });
	is(verified.status, 0, `and carries our signature: ${verified.stderr.split('\n')[0]}`);
	ok(asked.xml.includes('https://www.spid.gov.it/SpidL1') && !/ForceAuthn/.test(asked.xml), 'level 1, without ForceAuthn');
	const taken = await post(asked, sign(elsewhere(answer(asked, { level: 1 }).xml)));
	is(taken.location, '/accesso/spid', `an answer of level 1 to the public ACS is taken (${reason()})`);
	is(JSON.parse(outcome(asked.client)).livello, 1, 'as level 1');
	for (const [what, change] of [['Destination', (xml) => xml.replace(`Destination="${PUBLIC}`, `Destination="${BASE}`)], ['Recipient', (xml) => xml.replace(`Recipient="${PUBLIC}`, `Recipient="${BASE}`)],
		['Audience', (xml) => xml.replace(`<saml:Audience>${PUBLIC}`, `<saml:Audience>${BASE}`)]]) {
		const other = await ask_by_post(), page = await post(other, sign(change(elsewhere(answer(other, { level: 1 }).xml))));
		ok(page.status === 403 && outcome(other.client) === '', `the local address as ${what} is refused`, `${page.status} ${reason()}`);
	}

	/* the way goes on under the public name */
	const host = { host: new URL(PUBLIC).host }, again = await ask_by_post();
	await post(again, sign(elsewhere(answer(again, { level: 1 }).xml)));
	const inside = await again.client.get('/accesso/spid', host);
	is(inside.location, '/self', 'and leads to the reports');
	const form = await again.client.get('/self/ente', host), hidden = (name) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(form.text)[1]);
	const fields = { _csrf: hidden('_csrf'), _chiave: hidden('_chiave'), tipo: 'CPI', denominazione: 'Centro', comune: 'Lodi', telefono: '0371 1', qualifica: 'x' };
	is((await again.client.post('/self/ente', fields, { ...host, origin: BASE })).status, 403, 'a form from another name is refused');
	is((await again.client.post('/self/ente', fields, { ...host, origin: PUBLIC })).status, 303, 'one from the public name is taken');

	/* logos */
	const button = (await new Client().get('/self')).text;
	ok(/<img src="\/spid\/logo" width="38"/.test(button) && !/siz-spid__logo"><svg/.test(button), 'the button has the logo of the folder');
	ok(button.includes(`<img src="/spid/logo?idp=${encodeURIComponent(UNO)}" height="25" alt="Gestore uno">`), 'a provider has its own, with its name', button.match(/<ul>[\s\S]*?<\/ul>/)?.[0]);
	ok(/>Gestore due</.test(button) && !button.includes(`logo?idp=${encodeURIComponent(DUE)}`), 'one without a file has its name');
	const logo = await new Client().get(`/spid/logo?idp=${encodeURIComponent(UNO)}`);
	ok(logo.status === 200 && logo.headers['content-type'] === 'image/svg+xml' && logo.text.includes('<title>uno.example</title>'), 'the file is sent', `${logo.status} ${logo.headers['content-type']}`);
	ok(/^sandbox/.test(logo.headers['content-security-policy']) && /max-age/.test(logo.headers['cache-control']), 'in a sandbox, to be kept');
	ok((await new Client().get('/spid/logo')).text.includes('<title>spid</title>'), 'that of the button too');
	for (const idp of [DUE, 'https://estraneo.example/idp', 'https://../../../etc/passwd', 'x'])
		is((await new Client().get(`/spid/logo?idp=${encodeURIComponent(idp)}`)).status, 404, `no other file: ${idp}`);

	/* addresses of providers */
	for (const [location, good] of [['http://localhost.evil.example/sso', false], ['http://localhost@evil.example/sso', false], ['http://uno.example/sso', false], ['http://localhost:8080/sso', true], ['http://localhost/sso', true]]) {
		writeFileSync(`${process.env.TMPDIR}/altro.xml`, registry(/Location="https:\/\/uno\.example\/sso"/, `Location="${location}"`));
		let taken_over = true;
		try { siz_spid('idp', `${process.env.TMPDIR}/altro.xml`); } catch { taken_over = false; }
		is(taken_over, good, `${location} is ${good ? 'an address' : 'none'}`);
	}
}

async function terzo() {
	const asked = await ask();
	is(asked.page.status, 302, 'by redirect');
	ok(asked.xml.includes('https://www.spid.gov.it/SpidL3') && / ForceAuthn="true"/.test(asked.xml), 'level 3, with ForceAuthn', asked.xml);
	is((await post(asked, sign(answer(asked, { level: 3 }).xml))).location, '/accesso/spid', 'an answer of level 3 is taken');
	const low = await ask(), page = await post(low, sign(answer(low, { level: 2 }).xml));
	ok(page.status === 403 && outcome(low.client) === '', 'one of level 2 is refused', `${page.status} ${reason()}`);
	const button = (await new Client().get('/self')).text;
	ok(/siz-spid__logo"><svg/.test(button) && !/\/spid\/logo/.test(button), 'without a folder the stand-in is drawn');
	is((await new Client().get('/spid/logo')).status, 404, 'and no file is sent');
}

if (!process.env.CASO)
	outside();
siz_spid('idp', `${process.env.GESTORI}/registro.xml`);
await { fuori, terzo }[process.env.CASO]();
end();
