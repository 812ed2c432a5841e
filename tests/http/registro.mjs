/*
 * The register: each opening leaves exactly the row that is owed, a refusal too; nothing that the
 * script asks in the background leaves one; what was altered afterwards is found.
 */
import { spawnSync } from 'node:child_process';
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const one = (text) => sql(text).split('\n')[0];
const number = (username) => one(`SELECT id FROM operatore WHERE username = '${username}'`);
const maleo = number('assistente.maleo'), lodi = number('assistente.lodi');
const pratica = one(`SELECT p.id FROM pratica p JOIN servizio s ON s.id = p.servizio_id WHERE p.riferimento_operatore_id = ${maleo} AND s.denominazione = 'Comune di Maleo' AND p.stato = 'A'
	AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id) ORDER BY 1 LIMIT 1`);
const person = one(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${pratica}`);

/* What a request left: its rows, each as «action object id person outcome». */
async function rows(client, send) {
	const before = sql('SELECT coalesce(max(id), 0) FROM registro');
	const answer = await send(client);
	const left = sql(`SELECT azione || ' ' || coalesce(oggetto, '-') || ' ' || coalesce(oggetto_id::text, '-') || ' ' || coalesce(soggetto_id::text, '-') || ' ' || esito || ' ' || operatore_id FROM registro WHERE id > ${before} ORDER BY id`);
	return { answer, left: left ? left.split('\n') : [] };
}

const client = new Client();
await client.login('assistente.maleo', 'Comune di Maleo');

await chapter('what opens leaves one row', async () => {
	for (const [path, wanted] of [
		[`/pratiche/${pratica}`, [`apri pratica ${pratica} ${person} ok ${maleo}`]],
		[`/pratiche/${pratica}/diario`, [`apri pratica ${pratica} ${person} ok ${maleo}`]],
		[`/pratiche/${pratica}/documenti`, [`apri pratica ${pratica} ${person} ok ${maleo}`]],
		[`/pratiche/${pratica}/assegnazioni`, [`apri pratica ${pratica} ${person} ok ${maleo}`]],
		[`/pratiche/${pratica}/storia`, [`apri pratica ${pratica} ${person} ok ${maleo}`]],
		[`/pratiche/${pratica}/eventi`, [`apri pratica ${pratica} ${person} ok ${maleo}`]],
		[`/soggetti/${person}`, [`apri soggetto ${person} ${person} ok ${maleo}`]],
		[`/soggetti/${person}/modifica`, [`apri soggetto ${person} ${person} ok ${maleo}`]],
		['/soggetti?q=rossi', [`cerca soggetto - - ok ${maleo}`]],
		['/soggetti', [`elenca soggetto - - ok ${maleo}`]],
		['/interventi/generici', [`elenca pratica - - ok ${maleo}`]],
		['/cerca?q=rossi', [`cerca tutto - - ok ${maleo}`]],
		['/sessione/stato', []],
		['/salute', []],
		['/preferenze', []],
	]) {
		const { answer, left } = await rows(client, () => client.get(path));
		is(answer.status, 200, `${path} opens`);
		is(left.join('; '), wanted.join('; '), `${path} leaves what is owed`);
	}
	const { left } = await rows(client, () => client.get('/'));
	ok(left.length <= 1 && left.every((row) => row.startsWith('elenca home')), 'the home page leaves at most one row', left.join('; '));
});

await chapter('terms and what was shown are there', async () => {
	await client.get('/soggetti?q=rossi');
	const detail = sql(`SELECT dettaglio FROM registro WHERE operatore_id = ${maleo} AND azione = 'cerca' AND oggetto = 'soggetto' ORDER BY id DESC LIMIT 1`);
	const shown = [...(await client.get('/soggetti?q=rossi')).text.matchAll(/href="\/soggetti\/(\d+)"/g)].map((m) => m[1]);
	ok(/rossi/i.test(detail), 'the terms of a search', detail);
	ok(shown.length > 0 && shown.every((id) => detail.includes(id)), 'and every person that it showed', `${detail} ${shown}`);
});

await chapter('a refusal leaves a row', async () => {
	const stranger = new Client();
	await stranger.login('assistente.lodi', 'Comune di Lodi');
	const { answer, left } = await rows(stranger, () => stranger.get(`/pratiche/${pratica}`));
	is(answer.status, 403, 'a case of another service does not open');
	is(left.length, 1, 'and leaves one row');
	ok(left[0]?.startsWith(`rifiuto pratica ${pratica}`) && left[0].endsWith(` ${lodi}`), 'that says who tried', left[0]);
	const admin = await rows(stranger, () => stranger.get('/pratiche/999999'));
	is(admin.answer.status, 404, 'a case that is not there');
	ok(admin.left.length === 1 && admin.left[0].startsWith('rifiuto'), 'leaves a row as well', admin.left.join('; '));
});

await chapter('saving leaves a row, and the history', async () => {
	const page = await client.get(`/pratiche/${pratica}`);
	const history = Number(sql('SELECT count(*) FROM storia'));
	const { answer } = await rows(client, () => client.submit(`/pratiche/${pratica}`, { codice_cliente: 'REG-1' }, page));
	is(answer.status, 303, 'saved');
	ok(Number(sql('SELECT count(*) FROM storia')) > history, 'what changed is in the history');
	ok(/REG-1/.test((await client.get(`/pratiche/${pratica}/storia`)).text), 'and on its page');
	const twice = await client.submit(`/pratiche/${pratica}`, { codice_cliente: 'REG-1' }, page);
	is(twice.status, 303, 'the same form again');
});

await chapter('nobody changes it', async () => {
	for (const role of ['siz_web', 'siz_job']) {
		for (const statement of ['UPDATE registro SET esito = esito', 'DELETE FROM registro', 'TRUNCATE registro', 'UPDATE storia SET quando = quando', 'DELETE FROM storia', 'DELETE FROM sigillo', 'UPDATE sigillo SET righe = righe']) {
			const done = sql(`DO $$ BEGIN SET LOCAL ROLE ${role}; EXECUTE '${statement}'; RAISE 'it was allowed'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$; SELECT 'refused'`);
			is(done, 'refused', `${role}: ${statement}`);
		}
	}
});

/* As the owner of the tables, who can do everything: that is what the seals are for. */
const examine = () => spawnSync('build/siz', ['verifica'], { encoding: 'utf8', env: { ...process.env, PGUSER: 'siz_owner' } });
const aloud = (run) => `${run.stdout}${run.stderr}`;
/* What it found; the log's lines bear the time. */
const found = (run) => run.stdout;

await chapter('what was altered is found', async () => {
	const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
	/* The job worker seals by itself, below the oldest running transaction. */
	const sealed = () => sql("SELECT r.id FROM registro r JOIN sigillo s ON r.transazione >= s.da AND r.transazione < s.a WHERE r.azione = 'apri' ORDER BY 1 LIMIT 1");
	for (const until = Date.now() + 150000; Date.now() < until && !sealed(); await pause(500))
		;
	const row = sealed();
	ok(row, 'the rows are sealed by the job worker');
	const whole = examine(), before = aloud(whole);
	ok(!/registro.*(alterat|manca|altered|missing|changed)/i.test(before), 'untouched it is whole', before.slice(0, 800));
	const old = sql(`SELECT esito FROM registro WHERE id = ${row}`);
	sql(`SET session_replication_role = replica; UPDATE registro SET esito = 'altro' WHERE id = ${row}`);
	const altered = examine();
	ok(altered.status !== 0 && aloud(altered).includes(row), 'a row that was altered is named', aloud(altered).slice(0, 800));
	sql(`SET session_replication_role = replica; UPDATE registro SET esito = '${old}' WHERE id = ${row}`);
	is(found(examine()), found(whole), 'put back, it is whole again');
	sql(`SET session_replication_role = replica; CREATE TABLE prova_registro AS SELECT * FROM registro WHERE id = ${row}; DELETE FROM registro WHERE id = ${row}`);
	const removed = examine();
	ok(removed.status !== 0 && aloud(removed) !== before, 'a row that was removed is found', aloud(removed).slice(0, 800));
	sql(`SET session_replication_role = replica; INSERT INTO registro OVERRIDING SYSTEM VALUE SELECT * FROM prova_registro; DROP TABLE prova_registro`);
	is(found(examine()), found(whole), 'put back, it is whole again');
});

end();
