/*
 * What somebody may really do with a case: each act of the table tried over SQL, as siz_web in their own session, and
 * over HTTP.  Gives the names of the acts that succeeded; a refusal that is none of ours is an error.
 */
import { execFileSync } from 'node:child_process';
import { formOf } from '../http/client.mjs';
import { assegna, gettone, passa } from './casi.mjs';

/* ---- SQL ---- */

/* What an act does, for a case c; a row means it was done.  `job`: the queue reads it in their name. */
function atti(c, kind) {
	const p = c.pratica;
	return {
		leggi: `SELECT 1 FROM pratica WHERE id = ${p}`,
		elenca: `SELECT 1 FROM elenco_pratiche WHERE kind = '${kind.codice}' AND servizio_id = identita_servizio() AND id = ${p}
			UNION ALL SELECT 1 FROM elenco_pratiche_assegnate WHERE kind = '${kind.codice}' AND id = ${p}`,
		cerca: `SELECT 1 FROM pratica WHERE codice = '${c.codice}'`,
		conta: `SELECT 1 WHERE (SELECT count(*) FROM elenco_pratiche WHERE id = ${p}) > 0 OR (SELECT count(*) FROM diario_pagina WHERE pratica_id = ${p}) > 0
			OR (SELECT count(*) FROM documento WHERE pratica_id = ${p}) > 0 OR (SELECT count(*) FROM evento WHERE pratica_id = ${p}) > 0
			OR (SELECT count(*) FROM storia WHERE pratica_id = ${p}) > 0 OR (SELECT count(*) FROM stato_storia WHERE pratica_id = ${p}) > 0
			OR (SELECT count(*) FROM assegnazione WHERE pratica_id = ${p}) > 0 OR (SELECT count(*) FROM pratica_chi_vede(${p})) > 0`,
		quadro: `SELECT 1 FROM quadro_pratiche(ARRAY[${c.soggetto}]::bigint[], NULL, false, NULL, NULL, 100) WHERE pratica_id = ${p} AND EXISTS (SELECT FROM quadro_conta(ARRAY[${c.soggetto}]::bigint[]))`,
		documento: `SELECT 1 FROM documento_blocco WHERE documento_id = ${c.documento}`,
		pagina: `SELECT 1 FROM diario_pagina WHERE id = ${c.aperta}`,
		privata: `SELECT 1 FROM diario_pagina WHERE id = ${c.privata} UNION ALL SELECT 1 FROM storia WHERE tabella = 'diario_pagina' AND riga_id = ${c.privata}`,
		modifica: `UPDATE pratica SET dati = dati WHERE id = ${p} RETURNING 1`,
		annota: `INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id) VALUES (${p}, current_date, 'Nota', 'x', false, identita_operatore(), identita_servizio()) RETURNING 1`,
		stato: `SELECT pratica_transizione(${p}, (SELECT versione FROM pratica WHERE id = ${p}), '${kind.azione}', current_date, '${kind.motivo}')`,
		assegna: `${assegna(p, 'tre', null, 2)} RETURNING 1`,
		passa: passa(p, kind.collega),
		elimina: `DELETE FROM evento WHERE id = ${c.evento} RETURNING 1`,
	};
}

/* Never, by nobody: tried in every cell beside the acts. */
const mai = (c) => [`DELETE FROM pratica WHERE id = ${c.pratica}`, `DELETE FROM documento WHERE id = ${c.documento}`, `DELETE FROM diario_pagina WHERE id = ${c.aperta}`,
	`INSERT INTO accesso SELECT ${c.pratica}, identita_operatore(), 0, 2, 31, NULL, '${c.kind}', current_date`, `UPDATE accesso SET livello = 2`];

/* Refusals of ours: not visible, not allowed, a row of somebody else's. */
const refused = /^(42501|SZ403|SZ404)$/;

/* Runs statements under a session, each undone, and gives for each the number of its rows or the code of its
 * error.  `web`: as the program does; else as the worker of the queue, under the same identity. */
function prova(client, web, statements) {
	const { PGHOST, PGDATABASE } = process.env;
	const open = `SELECT fase FROM sessione_apri('${gettone(client)}') \\g /dev/null\n`;
	const tried = statements.map((statement, i) => `DO $prova$
DECLARE quante bigint; riga text;
BEGIN
  EXECUTE $atto$${statement}$atto$ INTO riga;
  GET DIAGNOSTICS quante = ROW_COUNT;
  RAISE EXCEPTION '%', quante USING ERRCODE = 'PRV00';
EXCEPTION WHEN SQLSTATE 'PRV00' THEN RAISE NOTICE '@${i} %', SQLERRM;
          WHEN OTHERS THEN RAISE NOTICE '@${i} %', SQLSTATE;
END $prova$;`).join('\n');
	const text = web ? `BEGIN;\n${open}${tried}\nROLLBACK;\n` : `BEGIN;\nSET LOCAL ROLE siz_web;\n${open}SET LOCAL ROLE siz_job;\n${tried}\nROLLBACK;\n`;
	const out = execFileSync('sh', ['-c', 'exec psql "$@" 2>&1', 'psql', '-X', '-q', '-At', '-h', PGHOST, '-U', web ? 'siz_web' : 'postgres', '-d', PGDATABASE, '-f', '-'],
		{ input: text, encoding: 'utf8', maxBuffer: 1 << 26 });
	const given = [...out.matchAll(/NOTICE: +@(\d+) (\S+)/g)].map(([, , what]) => what);
	if (given.length !== statements.length)
		throw new Error(`the database did not answer everything:\n${out.slice(0, 2000)}`);
	return given;
}

/* Whether a statement was done; an error that is no refusal of ours is no answer. */
function riuscito(what, statement) {
	if (refused.test(what) || what === '0')
		return false;
	if (/^[A-Z0-9]{5}$/.test(what))
		throw new Error(`${what} is no refusal: ${statement}`);
	return true;
}

/* The acts that this session does over SQL with each of these cases: {done, vietati, errors} for each, where `vietati`
 * are those that nobody does and were done. */
export function conSql(client, cases, kind) {
	const groups = cases.map((c) => Object.entries(atti(c, kind))), never = cases.map(mai);
	const statements = groups.flatMap((acts, i) => [...acts.map(([, statement]) => statement), ...never[i]]);
	const given = prova(client, true, statements), printed = prova(client, false, cases.map((c) => `SELECT 1 FROM pratica WHERE id = ${c.pratica}`));
	let at = 0;
	return groups.map((acts, i) => {
		const found = { done: new Set(), vietati: [], errors: [] };
		const judge = (what, statement) => {
			try {
				return riuscito(what, statement);
			} catch (error) {
				found.errors.push(error.message);
				return false;
			}
		};
		for (const [name, statement] of acts)
			if (judge(given[at++], statement))
				found.done.add(name);
		for (const statement of never[i])
			if (judge(given[at++], statement))
				found.vietati.push(statement);
		if (judge(printed[i], 'stampa'))
			found.done.add('stampa');
		return found;
	});
}

/* One statement alone, as whether it was refused: a rule that the table calls impossible. */
export function rifiutato(client, statement, also = /^2350[23]$|^23514$/) {
	const [what] = prova(client, true, [statement]);
	return refused.test(what) || also.test(what);
}

/* ---- HTTP ---- */

const segreto = /segreto/;
let keys = 0;

/* The acts that this session does over HTTP; `mostra`: pages that were refused and held something of the case all the same. */
export async function conHttp(client, c, kind) {
	const done = new Set(), mostra = [], at = `/pratiche/${c.pratica}`;
	const link = new RegExp(`/pratiche/${c.pratica}["/?]`);
	const get = async (path) => {
		const page = await client.get(path);
		if (page.status >= 400 && segreto.test(page.text))
			mostra.push(path);
		if (page.status >= 500)
			throw new Error(`GET ${path} gave ${page.status}`);
		return page;
	};
	const post = async (path, fields = {}) => {
		const page = await client.post(path, { ...fields, _csrf: client.csrf, _chiave: `permessi-${process.pid}-${keys++}` });
		if (page.status >= 500 || page.status === 400)
			throw new Error(`POST ${path} gave ${page.status}`);
		return page;
	};
	const when = (name, yes) => yes && done.add(name);
	/* a POST that was let in: saved, or sent back for what it lacks */
	const let_in = (page) => page.status === 303 && !/accesso/.test(page.location ?? '') || page.status === 422;

	const detail = await get(at);
	when('leggi', detail.status === 200 && segreto.test(detail.text));
	const lists = [await get(`${kind.percorso}?cerca=${c.codice}`), await get(`${kind.percorso}?cerca=${c.codice}&ambito=assegnati`)];
	when('elenca', lists.some((page) => link.test(page.text)));
	when('conta', lists.some((page) => Number(new RegExp(`${kind.plurale}\\s+(\\d+) `).exec(page.text.replace(/[^]*<main/, '').replace(/<[^>]*>/g, ' '))?.[1] ?? 0) > 0));
	/* or how much its sections hold */
	if (detail.status === 200 && /siz-conta/.test(detail.text.replace(/[^]*id="sezioni"/, '').replace(/<\/nav>[^]*/, '')))
		done.add('conta');
	const found = await get(`/cerca?q=${c.codice}`);
	when('cerca', link.test(found.text));
	when('quadro', (await quadro(client, c)).includes(c.codice));
	when('stampa', (await get(`${at}/stampa`)).status === 200);
	when('documento', (await client.get(`/documenti/${c.documento}`)).text === `segreto documento di ${c.scritto}`);
	const diary = await get(`${at}/diario`);
	when('pagina', diary.text.includes(`segreto aperto di ${c.scritto}`));
	when('privata', diary.text.includes(`segreto privato di ${c.scritto}`));
	const form = formOf(detail.text, at);
	when('modifica', (await post(at, form ?? {})).status === 303);
	when('annota', (await post(`${at}/diario`, { ...formOf(diary.text, `${at}/diario`), oggetto: 'Nota', testo: 'segreto' })).status === 303);
	when('stato', let_in(await post(`${at}/stato/${kind.azione}`)));
	when('assegna', let_in(await post(`${at}/assegnazioni/anteprima`)));
	when('passa', let_in(await post(`${at}/passaggio`)));
	when('elimina', (await post(`${at}/eventi/9223372036854775807/togli`)).status === 303);
	return { done, mostra };
}

/* The quadro of the person, with the reason for opening it where one is asked (ROL-06). */
async function quadro(client, c) {
	const path = `/soggetti/${c.soggetto}/quadro?vista=completo`;
	let page = await client.get(path);
	if (formOf(page.text, `/soggetti/${c.soggetto}/motivo`)) {
		await client.submit(`/soggetti/${c.soggetto}/motivo`, { motivo: 'COLLEGA' }, page);
		page = await client.get(path);
	}
	return page.status === 200 ? page.text : '';
}
