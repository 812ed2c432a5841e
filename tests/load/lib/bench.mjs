/*
 * What the benches share: the statements of a page, pgbench sending them, wrk asking for pages,
 * who used the processors meanwhile, and the figures for the table at the end.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { Client, sql } from '../../http/client.mjs';

export { sql };
export const { BASE, CA, PGHOST, PGDATABASE, VAR, RESULTS } = process.env;
export const number = (name) => Number(process.env[name]);
export const say = (text) => console.log(text);
export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
/* How far apart the rounds were, in percent of their median. */
export const spread = (list) => Math.round((Math.max(...list) - Math.min(...list)) / median(list) * 100);

/* A line of the table: reached is true, false, or null where nothing was wanted. */
export function figure(name, value, { wanted = '', reached = null, noise = '' } = {}) {
	appendFileSync(RESULTS, `${JSON.stringify({ name, value, wanted, reached, noise })}\n`);
}

/* The operator who looks at the pages. */
export async function operator() {
	const client = new Client();
	await client.login('assistente.maleo');
	return client;
}

export const cookieOf = (client) => [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/* ---- the statements of one request, from the server's log ---- */

function log() {
	const folder = `${VAR}/log`;
	return `${folder}/${readdirSync(folder).find((file) => /^(postgres|pg)/.test(file) && file.endsWith('.log'))}`;
}

/* «execute NAME: TEXT», then «DETAIL:  parameters: $1 = '…', …»: pairs, in order. */
function statementsOf(text) {
	const list = [];
	for (const entry of text.split(/^(?=\d{4}-\d\d-\d\d )/m)) {
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
	const variables = [];
	const lines = statements.map((statement, s) => {
		const text = statement.text.replace(/\s*\n\s*/g, ' ').replace(/;$/, '');
		return text.replace(/::/g, '\u0001').replace(/:(\w)/g, '\u0002$1').replace(/\$(\d+)/g, (_, n) => {
			const value = statement.values[n - 1];
			if (value === null || value === undefined)
				return 'NULL';
			if (value === '')
				return "''";
			variables.push('-D', `p${s}_${n}=${value}`);
			return `:p${s}_${n}`;
		}).replaceAll('\u0001', '::').replaceAll('\u0002', ':');
	});
	return { text: `${lines.join(';\n')};\n`, variables };
}

/* The statements of a page as a script for pgbench: read from PostgreSQL's log of one request, so
 * that nobody has to keep a copy of them up to date. */
export async function capture(client, path) {
	const logged = (command) => {
		sql(`ALTER ROLE siz_web ${command} log_min_duration_statement${command === 'SET' ? ' = 0' : ''};
		     ALTER ROLE siz_web ${command} log_parameter_max_length${command === 'SET' ? ' = -1' : ''}`);
		sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'siz_web'`);
	};
	logged('SET');
	for (let i = 0; i < 12; i++)
		await client.get(path); /* every worker has its new connection and has prepared */
	const since = statSync(log()).size;
	await client.get(path);
	await new Promise((resolve) => setTimeout(resolve, 200));
	const statements = statementsOf(readFileSync(log()).subarray(since).toString('utf8'));
	logged('RESET');
	for (let i = 0; i < 12; i++)
		await client.get(path);
	if (statements.length < 2)
		throw new Error(`${path}: the log shows ${statements.length} statements`);
	const { text, variables } = script(statements);
	const file = `${VAR}/run/bench.sql`;
	writeFileSync(file, text);
	return { file, variables, count: statements.length };
}

/* What the workers set on their connections (db/connection.c): without jit = off the server compiles
 * for seconds what runs for milliseconds. */
const AS_WORKERS = '-c jit=off -c TimeZone=Europe/Rome -c DateStyle=ISO,DMY';
/* Seconds that do not count: each connection first plans what the workers have planned long ago. */
const WARM = 1;

/* As many clients as wrk has connections.  Gives {transactions, rate, before}, where `before` is the
 * clock when the counting began. */
export async function pgbench({ file, variables }, database = PGDATABASE) {
	const run = spawn('pgbench', ['-n', '-M', 'prepared', '-c', '4', '-j', '1', '-T', String(number('SECONDS_EACH') + WARM), '-P', String(WARM), '-h', PGHOST,
		'-U', 'siz_web', '-f', file, ...variables, database], { env: { ...process.env, PGOPTIONS: AS_WORKERS } });
	const ended = new Promise((resolve) => run.on('close', resolve));
	let out = '', said = '', before = null;
	run.stdout.on('data', (piece) => { out += piece; });
	run.stderr.on('data', (piece) => {
		said += piece;
		before ??= said.includes('progress:') ? clock() : null;
	});
	await ended;
	await new Promise((resolve) => setTimeout(resolve, 300)); /* its sessions have ended, so that the clock sees what they used */
	const warm = /progress: ([\d.]+) s, ([\d.]+) tps/.exec(said), found = /processed: (\d+)[\s\S]*tps = ([\d.]+)/.exec(out);
	if (!warm || !found || /aborted/.test(said))
		throw new Error(`pgbench: ${said.slice(0, 2000)}`);
	const transactions = Number(found[1]) - warm[1] * warm[2], seconds = found[1] / found[2] - warm[1];
	return { transactions, rate: transactions / seconds, before };
}

/*
 * Ask for pages as a browser does: keep-alive TLS, 4 connections, compressed answers.  Each answer
 * must be 200 and of the size of the page, else the bench breaks.  Gives {requests, rate}.
 */
export async function ask(client, paths, seconds = number('SECONDS_EACH')) {
	const sizes = [];
	for (const path of paths)
		sizes.push((await client.get(path, { 'accept-encoding': 'gzip' })).bytes.length);
	const [least, most] = [Math.floor(Math.min(...sizes) * 0.85), Math.ceil(Math.max(...sizes) * 1.15)];
	const run = spawnSync('wrk', ['-t', '1', '-c', '4', '-d', `${seconds}s`, '--timeout', '20s', '-s', 'tests/load/lib/ask.lua',
		'-H', `Cookie: ${cookieOf(client)}`, '-H', 'Accept-Encoding: gzip', BASE, '--', least, most, ...paths], { encoding: 'utf8' });
	const found = /^ASKED requests=(\d+) microseconds=(\d+) bad=(\d+) errors=(\d+) first=(.*)$/m.exec(run.stdout);
	if (!found || Number(found[3]) || Number(found[4]))
		throw new Error(`${paths.join(' ')}: ${found ? `${found[3]} answers were wrong (${found[5]}), ${found[4]} failed` : run.stderr}`);
	return { requests: Number(found[1]), rate: Number(found[1]) / (Number(found[2]) / 1e6) };
}

/* The database's and the program's own milliseconds, one request at a time, from Server-Timing. */
export async function milliseconds(client, path, times = 60) {
	const db = [], own = [];
	for (let i = 0; i < times; i++) {
		const timing = (await client.get(path)).headers['server-timing'] ?? '';
		db.push(Number(/db;dur=([\d.]+)/.exec(timing)?.[1]));
		own.push(Number(/own;dur=([\d.]+)/.exec(timing)?.[1]));
	}
	return { db: median(db.slice(10)), own: median(own.slice(10)) };
}

/* ---- processes ---- */

/* The workers of this stack, not those of another that runs beside it. */
export const workers = () => execFileSync('pgrep', ['-f', `^${VAR}/program/siz web`], { encoding: 'utf8' }).trim().split('\n').map(Number);

/* A line of /proc/PID/status in KiB. */
export const memoryOf = (pid, line) => Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

function stat(pid) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
		return { parent: fields[1], own: fields[11] + fields[12], children: fields[13] + fields[14] };
	} catch {
		return null; /* ended meanwhile */
	}
}

/* Hundredths of a second that each part of the stack, this bench and all together have used. */
export function clock() {
	const all = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), stat(pid)]).filter(([, s]) => s));
	const below = (pid, root) => {
		for (let i = 0; pid > 1 && i < 20; i++) {
			if (pid === root)
				return true;
			pid = all.get(pid)?.parent ?? 0;
		}
		return false;
	};
	const used = {};
	let known = 0;
	for (const line of readFileSync(`${VAR}/run/processes`, 'utf8').trim().split('\n')) {
		const [name, root] = line.split(' ');
		used[name] = 0;
		for (const [pid, s] of all)
			if (below(pid, Number(root)))
				used[name] += s.own + s.children; /* those that ended are their parent's */
		known += used[name];
	}
	const bench = all.get(process.pid);
	for (const [pid, s] of all) /* wrk or pgbench, while it runs */
		known += pid !== process.pid && below(pid, process.pid) ? s.own + s.children : 0;
	const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1).map(Number);
	return { ...used, known: known + bench.own + bench.children, busy: user + nice + system + irq + softirq, at: performance.now() };
}

/* What strangers used of this machine's processors between two clocks, in percent of all. */
export function strangers(before, after) {
	const processors = readFileSync('/proc/stat', 'utf8').match(/^cpu\d/gm).length;
	const share = ((after.busy - before.busy) - (after.known - before.known)) / ((after.at - before.at) / 10 * processors);
	return Math.max(0, Math.round(share * 100));
}
