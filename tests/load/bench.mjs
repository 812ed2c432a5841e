/*
 * The bench: ratios measured in one run on this machine, medians of ROUNDS.
 *
 * Beside each page, pgbench sends the same statements with the same values: they are read from
 * PostgreSQL's own log of one request, so that nobody has to keep a copy of them up to date.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Client, formOf, sql } from '../http/client.mjs';

const { BASE, PGHOST, PGDATABASE, VAR, PERSONS, CASES, FEW, SECONDS_EACH, ROUNDS } = process.env;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const say = (text) => console.log(text);

function load(persons, cases, already) {
	const begun = performance.now();
	execFileSync('psql', ['-X', '-q', '-h', PGHOST, '-U', 'postgres', '-d', PGDATABASE, '-v', `persone=${persons}`, '-v', `pratiche=${cases}`,
		'-v', `gia=${already}`, '-v', `gia_persone=${already ? 3000 : 0}`, '-f', 'tests/load/carica.sql'], { stdio: ['ignore', 'ignore', 'inherit'] });
	say(`loaded ${persons} more persons, cases up to ${cases}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/* ---- the statements of one request, from the server's log ---- */

function logLines(since) {
	const folder = `${VAR}/log`;
	const name = readdirSync(folder).find((file) => /^(postgres|pg)/.test(file) && file.endsWith('.log'));
	return readFileSync(`${folder}/${name}`, 'utf8').slice(since);
}

function logSize() {
	const folder = `${VAR}/log`;
	const name = readdirSync(folder).find((file) => /^(postgres|pg)/.test(file) && file.endsWith('.log'));
	return statSync(`${folder}/${name}`).size;
}

/* «execute NAME: TEXT», then «DETAIL:  parameters: $1 = '…', …»: pairs, in order. */
function statementsOf(log) {
	const entries = log.split(/^(?=\d{4}-\d\d-\d\d )/m);
	const list = [];
	for (const entry of entries) {
		const execute = /LOG: {2}(?:duration: [\d.]+ ms {2})?execute ([^:]+): ([\s\S]*)$/.exec(entry);
		const detail = /DETAIL: {2}[Pp]arameters: ([\s\S]*)$/.exec(entry);
		if (execute)
			list.push({ text: execute[2].trim(), values: [] });
		else if (detail && list.length)
			for (const [, , value] of detail[1].matchAll(/\$(\d+) = (NULL|'(?:[^']|'')*')/g))
				list.at(-1).values.push(value === 'NULL' ? null : value.slice(1, -1).replaceAll("''", "'"));
	}
	return list;
}

/* A pgbench script and its variables.  pgbench has no NULL variable: a literal stands there. */
function script(statements) {
	const lines = [], variables = [];
	statements.forEach((statement, s) => {
		let text = statement.text.replace(/\s*\n\s*/g, ' ').replace(/;$/, '');
		text = text.replace(/::/g, '\u0001').replace(/:(\w)/g, '\u0002$1').replace(/\$(\d+)/g, (_, n) => {
			const value = statement.values[n - 1];
			if (value === null || value === undefined)
				return 'NULL';
			if (value === '')
				return "''";
			variables.push('-D', `p${s}_${n}=${value}`);
			return `:p${s}_${n}`;
		}).replaceAll('\u0001', '::').replaceAll('\u0002', ':');
		lines.push(`${text};`);
	});
	return { text: lines.join('\n') + '\n', variables };
}

async function capture(client, path) {
	sql(`ALTER ROLE siz_web SET log_min_duration_statement = 0; ALTER ROLE siz_web SET log_parameter_max_length = -1`);
	sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'siz_web'`);
	for (let i = 0; i < 12; i++)
		await client.get(path); /* every worker has its new connection and has prepared */
	const since = logSize();
	await client.get(path);
	await new Promise((resolve) => setTimeout(resolve, 200));
	const statements = statementsOf(logLines(since));
	sql(`ALTER ROLE siz_web RESET log_min_duration_statement; ALTER ROLE siz_web RESET log_parameter_max_length`);
	sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'siz_web'`);
	return statements;
}

function pgbench(file, variables) {
	const run = spawnSync('pgbench', ['-n', '-M', 'prepared', '-c', '4', '-j', '1', '-T', SECONDS_EACH, '-h', PGHOST, '-U', 'siz_web', '-f', file, ...variables, PGDATABASE],
		{ encoding: 'utf8' });
	const found = /tps = ([\d.]+)/.exec(run.stdout);
	if (!found)
		throw new Error(`pgbench: ${run.stderr.slice(0, 2000)}`);
	return Number(found[1]);
}

function wrk(client, path) {
	const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const run = spawnSync('wrk', ['-t', '1', '-c', '4', '-d', `${SECONDS_EACH}s`, '-H', `Cookie: ${cookie}`, BASE + path], { encoding: 'utf8' });
	const bad = /Non-2xx or 3xx responses: (\d+)/.exec(run.stdout);
	if (bad)
		throw new Error(`${path}: ${bad[1]} answers were errors`);
	return Number(/Requests\/sec: +([\d.]+)/.exec(run.stdout)[1]);
}

/* The database's and the program's own milliseconds, one request at a time, from Server-Timing. */
async function milliseconds(client, path) {
	const db = [], own = [];
	for (let i = 0; i < 60; i++) {
		const timing = (await client.get(path)).headers['server-timing'] ?? '';
		db.push(Number(/db;dur=([\d.]+)/.exec(timing)?.[1]));
		own.push(Number(/own;dur=([\d.]+)/.exec(timing)?.[1]));
	}
	return [median(db.slice(10)), median(own.slice(10))];
}

async function page(client, name, path, wanted) {
	const statements = await capture(client, path);
	const { text, variables } = script(statements);
	const file = `${VAR}/run/bench.sql`;
	writeFileSync(file, text);
	for (let i = 0; i < 10; i++)
		await client.get(path);
	const ratios = [], pages = [], bare = [];
	for (let round = 0; round < Number(ROUNDS); round++) {
		pages.push(wrk(client, path));
		bare.push(pgbench(file, variables));
		ratios.push(pages.at(-1) / bare.at(-1));
	}
	const [db, own] = await milliseconds(client, path);
	const ratio = median(ratios);
	say(`${name.padEnd(22)} ${String(statements.length).padStart(3)} statements  page ${median(pages).toFixed(0).padStart(6)}/s  pgbench ${median(bare).toFixed(0).padStart(6)}/s  ratio ${ratio.toFixed(2)}${wanted ? ` (wanted ${wanted}: ${ratio >= wanted ? 'met' : 'missed'})` : ''}  database ${db.toFixed(2)} ms, own ${own.toFixed(2)} ms${own <= 2 ? '' : ' (wanted 2: missed)'}`);
	return db;
}

/* The workers of this stack, not those of another that runs beside it. */
const workers = () => execFileSync('pgrep', ['-f', `^${VAR}/program/siz web`], { encoding: 'utf8' }).trim().split('\n');
const resident = () => workers().map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]));

async function memory(client, path) {
	const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const hit = (seconds) => spawnSync('wrk', ['-t', '1', '-c', '4', '-d', `${seconds}s`, '-H', `Cookie: ${cookie}`, BASE + path], { encoding: 'utf8' });
	hit(5);
	const before = Math.max(...resident());
	let requests = 0;
	while (requests < 100000)
		requests += Number(/(\d+) requests in/.exec(hit(20).stdout)[1]);
	const after = Math.max(...resident());
	say(`worker memory          ${before} KiB before, ${after} KiB after ${requests} requests: ${after - before} KiB`);
}

/* A document of GIB up and down again, by curl, which streams it: how much a worker grows. */
async function largeDocument(client, pratica, gib) {
	const peak = () => new Map(workers().map((pid) => {
		try {
			return [pid, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)];
		} catch {
			return [pid, 0];
		}
	}));
	const file = `${VAR}/spool/bench.p7m`, section = `/pratiche/${pratica}/documenti`;
	execFileSync('bash', ['-c', `{ printf '\\x30\\x80\\x06\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x07\\x02'; head -c ${gib}G /dev/urandom; } > '${file}'`]);
	const form = formOf((await client.get(section)).text, section);
	const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const curl = (words) => execFileSync('bash', ['-c', `curl -sS --cacert '${process.env.CA}' -H 'Cookie: ${cookie}' ${words}`], { encoding: 'utf8', maxBuffer: 1 << 20 });
	const before = peak();
	let begun = performance.now();
	const status = curl(`-o /dev/null -w '%{http_code}' -H 'Origin: ${BASE}' -H 'Sec-Fetch-Site: same-origin' -F '_csrf=${form._csrf}' -F '_chiave=${form._chiave}' -F 'documenti=@${file}' '${BASE}${section}'`);
	const up = (performance.now() - begun) / 1000;
	const id = sql(`SELECT max(id) FROM documento WHERE nome_file = 'bench.p7m'`);
	begun = performance.now();
	const [got, had] = [curl(`'${BASE}/documenti/${id}' | sha256sum`), execFileSync('sha256sum', [file], { encoding: 'utf8' })].map((line) => line.slice(0, 64));
	const growth = Math.max(...[...peak()].map(([pid, kib]) => kib - (before.get(pid) ?? kib))) / 1024;
	say(`a document of ${gib} GiB  up ${status} in ${up.toFixed(0)} s, down in ${((performance.now() - begun) / 1000).toFixed(0)} s, ${got === had ? 'the same bytes' : 'OTHER BYTES'}, a worker grew by ${growth.toFixed(1)} MiB (wanted 16: ${growth < 16 ? 'met' : 'missed'})`);
	execFileSync('rm', ['-f', file]);
}

const client = new Client();
load(Math.min(PERSONS, 3000), FEW, 0);
await client.login('assistente.maleo');
const list = '/interventi/generici';
await client.get(list);
const few = (await milliseconds(client, list))[0];
load(PERSONS - 3000, CASES, FEW);
const person = sql(`SELECT titolare_soggetto_id FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo' AND p.id % 10 = 0 LIMIT 1`);
const opened = sql(`SELECT p.id FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo' AND p.id % 10 = 0 LIMIT 1`);

const many = await page(client, 'list of interventi', list, 0.7);
say(`the list at ${CASES} cases costs ${(many / few).toFixed(2)} times the list at ${FEW} (wanted 1.3: ${many / few <= 1.3 ? 'met' : 'missed'})`);
await page(client, 'a case', `/pratiche/${opened}`, 0.6);
await page(client, 'its diary', `/pratiche/${opened}/diario`, 0.6);
await page(client, 'home', '/', null);
await page(client, 'list of persons', '/soggetti', 0.7);
await page(client, 'persons by surname', '/soggetti?cognome=esposito', null);
await page(client, 'a person', `/soggetti/${person}`, 0.6);
await page(client, 'search everywhere', '/cerca/voci?q=esposito', null);
await largeDocument(client, opened, Number(process.env.GIB ?? 2));
await memory(client, list);
process.exit(0);
