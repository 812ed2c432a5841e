/*
 * People who save without a pause, and the ledger of what they were told.  A save is one page of
 * the diary; its subject is unique.  303 is an acknowledgement; after anything else the same form
 * is sent again, with the same submission key, until it is acknowledged.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Client, formOf, ok, sql } from '../http/client.mjs';

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const acknowledged = new Map();  /* subject -> how often */
export const answers = [];              /* {status, ms, page} of everything that was no 303 */
export let slowest = 0;
export const reset = () => { slowest = 0; answers.length = 0; };

const pratica = sql("SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN servizio s ON s.id = p.servizio_id WHERE o.username = 'assistente.maleo' AND s.denominazione = 'Comune di Maleo' AND p.stato = 'A' ORDER BY 1 LIMIT 1");
export const path = `/pratiche/${pratica}/diario`;

export class Writer {
	constructor(name) {
		Object.assign(this, { name, n: 0, stopped: false });
	}

	async begin() {
		this.client = new Client();
		await this.client.login('assistente.maleo', 'Comune di Maleo');
		const page = await this.client.get(path);
		this.form = formOf(page.text, path);
		if (!this.form)
			throw new Error(`no form on ${path}: ${page.status}`);
		this.work = this.go();
	}

	/* One sending; an answer that never came is null. */
	async send(fields) {
		const begun = Date.now();
		const answer = await this.client.post(path, fields).catch(() => null);
		const ms = Date.now() - begun;
		slowest = Math.max(slowest, ms);
		if (answer?.status !== 303)
			answers.push({ status: answer?.status ?? 0, ms, text: answer?.text ?? '' });
		return answer;
	}

	async go() {
		while (!this.stopped) {
			const subject = `Prova ${this.name}-${this.n++}`;
			const fields = { ...this.form, data: '2026-03-03', oggetto: subject, testo: `Testo di ${subject}`, _chiave: `${this.name}-${this.n}-${process.pid}` };
			delete fields.privata;
			for (let tries = 0; tries < 400; tries++) {
				const answer = await this.send(fields);
				if (answer?.status === 303 && answer.location.startsWith(path)) {
					acknowledged.set(subject, (acknowledged.get(subject) ?? 0) + 1);
					break;
				}
				await pause(100);
			}
		}
	}

	async end() {
		this.stopped = true;
		await this.work;
	}
}

export async function writers(count, name) {
	const all = Array.from({ length: count }, (_, i) => new Writer(`${name}${i}`));
	for (const one of all)
		await one.begin();
	return all;
}

/* What was acknowledged against what is there. */
export function check(what) {
	const there = new Map(sql("SELECT oggetto, count(*) FROM diario_pagina WHERE oggetto LIKE 'Prova %' GROUP BY 1").split('\n').filter(Boolean).map((line) => line.split('|')));
	const missing = [...acknowledged.keys()].filter((subject) => !there.has(subject));
	const twice = [...there].filter(([, n]) => Number(n) > 1).map(([subject]) => subject);
	ok(acknowledged.size > 20, `${what}: people did save`, String(acknowledged.size));
	ok(missing.length === 0, `${what}: nothing acknowledged is missing`, missing.slice(0, 5).join(', '));
	ok(twice.length === 0, `${what}: nothing is there twice`, twice.slice(0, 5).join(', '));
	console.log(`# ${what}: ${acknowledged.size} saves acknowledged, ${answers.length} answers of another kind, slowest ${slowest} ms`);
}

/* Processes whose words fit.  The words, not /proc/PID/exe: a worker is not dumpable, so its
 * links can be read by root alone. */
export function processes(fits) {
	return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
		try {
			return fits(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'), Number(pid));
		} catch {
			return false;
		}
	}).map(Number);
}

const program = `${process.env.VAR}/program/siz`;
export const workers = () => processes((words) => words[0] === program && words[1] === 'web');
export const postmaster = () => Number(readFileSync(`${process.env.VAR}/pg/postmaster.pid`, 'utf8').split('\n')[0]);
export const parent = (pid) => Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]);

export async function until(done, seconds) {
	const begun = Date.now();
	for (;;) {
		let good = false;
		try {
			good = await done();
		} catch {
			/* not yet */
		}
		if (good)
			return Date.now() - begun;
		if (Date.now() - begun > seconds * 1000)
			return Infinity;
		await pause(50);
	}
}

export const healthy = async () => (await new Client().get('/salute')).status === 200;
export function database() {
	const { PGHOST, PGDATABASE } = process.env;
	return spawnSync('/usr/lib/postgresql/15/bin/pg_isready', ['-q', '-h', PGHOST, '-d', PGDATABASE]).status === 0;
}
