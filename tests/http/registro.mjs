/*
 * The register: each opening leaves exactly the row that is owed, a refusal too; nothing that the
 * script asks in the background leaves one; what was altered afterwards is found.
 */
import { spawnSync } from 'node:child_process';
import { Client, chapter, end, is, ok, sql } from './client.mjs';
import { esempi } from './esempi.mjs';

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
	const left = sql(`SELECT azione || ' ' || coalesce(oggetto, '-') || ' ' || coalesce(oggetto_id::text, '-') || ' ' || coalesce(soggetto_id::text, '-') || ' ' || esito || ' ' || operatore_id FROM registro WHERE id > ${before} AND rotta IS DISTINCT FROM 'siz job' ORDER BY id`);
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
	is(left.join('; '), `elenca home - - ok ${maleo}`, 'the home page leaves one row');
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
	is(left[0], `rifiuto pratica ${pratica} - rifiutata ${lodi}`, 'that says who tried');
	const admin = await rows(stranger, () => stranger.get('/pratiche/999999'));
	is(admin.answer.status, 404, 'a case that is not there');
	is(admin.left.join('; '), `rifiuto pratica 999999 - non trovata ${lodi}`, 'leaves a row as well');
});

await chapter('saving leaves a row, and the history', async () => {
	const page = await client.get(`/pratiche/${pratica}`);
	const history = Number(sql('SELECT count(*) FROM storia')), code = `REG-${Date.now()}`;
	const { answer, left } = await rows(client, () => client.submit(`/pratiche/${pratica}`, { codice_cliente: code }, page));
	is(answer.status, 303, 'saved');
	is(left.join('; '), `modifica pratica ${pratica} ${person} ok ${maleo}`, 'one row says that it was changed, none that it was read');
	is(Number(sql('SELECT count(*) FROM storia')), history + 1, 'what changed is in the history');
	ok((await client.get(`/pratiche/${pratica}/storia`)).text.includes(code), 'and on its page');
	const twice = await client.submit(`/pratiche/${pratica}`, { codice_cliente: code }, page);
	is(twice.status, 303, 'the same form again');
	is(Number(sql('SELECT count(*) FROM storia')), history + 1, 'changes nothing more');
});

/* Act by act, in this order, on rows of its own: the form on a page, what is typed, what the register says of it. */
await chapter('each act writes its rows', async () => {
	const ids = await esempi(), at = `/pratiche/${ids.pratica}`, in_project = `/pratiche/${ids.progetto}`, of = `/soggetti/${ids.soggetto}`;
	const today = new Date().toISOString().slice(0, 10);
	const laura = new Client();
	await laura.login('assistente.maleo', 'Comune di Maleo');
	const acts = [
		[at, at, { codice_cliente: 'REG-2' }, [`modifica pratica ${ids.pratica} ${ids.soggetto}`]],
		[`${at}/diario/${ids.diario_pagina}/modifica`, null, { testo: 'Altre parole' }, [`modifica diario_pagina ${ids.diario_pagina} -`]],
		[`${at}/diario`, `${at}/diario/${ids.diario_pagina}/visibilita`, { privata: '1' }, [`modifica diario_pagina ${ids.diario_pagina} -`]],
		[`${at}/eventi/${ids.evento}/modifica`, null, { titolo: 'Rinviata' }, [`modifica evento ${ids.evento} -`]],
		[`${at}/eventi`, `${at}/eventi/${ids.evento}/togli`, {}, [`elimina evento ${ids.evento} -`]],
		[`${at}/schede/${ids.rilevazione}/modifica`, null, { mobilita: '2' }, [`modifica rilevazione ${ids.rilevazione} -`]],
		[`${at}/schede`, `${at}/schede/${ids.rilevazione}/togli`, {}, [`modifica rilevazione ${ids.rilevazione} -`]],
		[`${at}/soggetti-significativi/${ids.soggetto_significativo}/modifica`, null, { note: 'Ha le chiavi' }, [`modifica soggetto_significativo ${ids.soggetto_significativo} -`]],
		[`${at}/soggetti-significativi`, `${at}/soggetti-significativi/${ids.soggetto_significativo}/togli`, {}, [`elimina soggetto_significativo ${ids.soggetto_significativo} -`]],
		[`${in_project}/obiettivi/${ids.progetto_obiettivo}/modifica`, null, { testo: 'Altre parole' }, [`modifica progetto_obiettivo ${ids.progetto_obiettivo} -`]],
		[`${in_project}/azioni/${ids.progetto_azione}/modifica`, null, { stato: 'FATTA' }, [`modifica progetto_azione ${ids.progetto_azione} -`]],
		[`${in_project}/verifiche/${ids.progetto_verifica}/modifica`, null, { sintesi: 'Bene', esito_1: 'RAGGIUNTO' }, [`modifica progetto_verifica ${ids.progetto_verifica} -`, 'modifica progetto_esito # -']],
		[`${in_project}/obiettivi`, `${in_project}/verifiche/${ids.progetto_verifica}/togli`, {}, [`elimina progetto_verifica ${ids.progetto_verifica} -`, 'elimina progetto_esito # -']],
		[`${in_project}/obiettivi`, `${in_project}/azioni/${ids.progetto_azione}/togli`, {}, [`elimina progetto_azione ${ids.progetto_azione} -`]],
		[`${in_project}/obiettivi`, `${in_project}/obiettivi/${ids.progetto_obiettivo}/togli`, {}, [`elimina progetto_obiettivo ${ids.progetto_obiettivo} -`]],
		[`/documenti/${ids.documento}/scheda`, null, { oggetto: 'Relazione finale' }, [`modifica documento ${ids.documento} -`]],
		[`/documenti/${ids.documento}/togli`, null, { motivo: 'Caricato per errore' }, [`modifica documento ${ids.documento} -`]],
		[`${at}/richieste-accesso/${ids.richiesta_accesso}`, null, { motivo: 'Non serve' }, [`modifica richiesta_accesso ${ids.richiesta_accesso} -`]],
		[`${at}/assegnazioni`, `${at}/assegnazioni/${ids.assegnazione}/termina`, {}, [`modifica assegnazione ${ids.assegnazione} -`]],
		[`${at}/equipe`, `${at}/equipe/${ids.equipe_pratica}/sciogli`, {}, [`modifica equipe_pratica ${ids.equipe_pratica} -`]],
		[`/equipe/${ids.equipe}`, `/equipe/${ids.equipe}/membri/${ids.equipe_membro}/termina`, {}, [`modifica equipe_membro ${ids.equipe_membro} -`]],
		[`/agenda/appuntamenti/${ids.appuntamento}`, `/agenda/appuntamenti/${ids.appuntamento}/togli`, {}, ['crea diario_pagina # -', `elimina appuntamento ${ids.appuntamento} -`]], /* the diary of its case says so */
		[`${at}/stampa`, null, { stati: '1' }, [`stampa pratica ${ids.pratica} ${ids.soggetto} chiesta`]],
		[`${at}/stato/sospendi`, null, { data: today, motivo: 'In attesa' }, [`modifica pratica ${ids.pratica} ${ids.soggetto}`]],
		[`${of}/modifica`, null, { residenza_indirizzo: 'Via Milano 2' }, [`modifica soggetto_indirizzo # ${ids.soggetto}`, `crea soggetto_indirizzo # ${ids.soggetto}`, `modifica soggetto ${ids.soggetto} ${ids.soggetto}`]], /* the residence of before is kept */
		[`${of}/indirizzi/${ids.soggetto_indirizzo}/modifica`, null, { indirizzo: 'Via B 2' }, [`modifica soggetto_indirizzo ${ids.soggetto_indirizzo} ${ids.soggetto}`]],
		[`${of}/recapiti`, `${of}/indirizzi/${ids.soggetto_indirizzo}/togli`, {}, [`elimina soggetto_indirizzo ${ids.soggetto_indirizzo} ${ids.soggetto}`]],
		[`${of}/recapiti`, `${of}/contatti/${ids.soggetto_contatto}/togli`, {}, [`elimina soggetto_contatto ${ids.soggetto_contatto} ${ids.soggetto}`]],
		[`${of}/identita`, `${of}/identita/${ids.soggetto_identita}/togli`, {}, [`elimina soggetto_identita ${ids.soggetto_identita} ${ids.soggetto}`]],
		[`${of}/consensi/${ids.consenso}/revoca`, null, { motivo: 'Lettera' }, [`modifica consenso ${ids.consenso} ${ids.soggetto}`]],
		[`${of}/isee/${ids.isee}/modifica`, null, { valore: '9.400,00' }, [`modifica isee ${ids.isee} ${ids.soggetto}`]],
		[`/soggetti/da-rivedere/${ids.soggetto_rivedere}`, null, { esito: 'fatto', note: 'Vista' }, []],
		[`/self/${ids.bozza}`, `/self/${ids.bozza}/elimina`, {}, [`elimina documento ${ids.allegato} -`]],
		['/', '/esci', {}, ['esce - - - uscita']],
	];
	for (const [page, action, fields, wanted] of acts) {
		const form = await laura.get(page);
		const { answer, left } = await rows(laura, () => laura.submit(action ?? page, fields, form));
		is(answer.status, 303, `${action ?? page} is accepted`);
		const said = wanted.map((row) => `${row}${/ (chiesta|uscita)$/.test(row) ? '' : ' ok'} ${maleo}`);
		const shown = left.map((row, i) => said[i]?.includes('#') ? row.replace(/\d+/, '#') : row); /* a new row: its number is the database's */
		is(shown.join('; '), said.join('; '), `${action ?? page} leaves its rows`);
	}
});

await chapter('nobody changes it', async () => {
	for (const role of ['siz_web', 'siz_job']) {
		for (const statement of ['UPDATE registro SET esito = esito', 'DELETE FROM registro', 'TRUNCATE registro', 'UPDATE storia SET quando = quando', 'DELETE FROM storia', 'DELETE FROM sigillo', 'UPDATE sigillo SET righe = righe']) {
			const done = sql(`DO $$ BEGIN SET LOCAL ROLE ${role}; EXECUTE '${statement}'; RAISE 'it was allowed'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$; SELECT 'refused'`);
			is(done, 'refused', `${role}: ${statement}`);
		}
	}
});

/* As the owner of the tables, who can do everything: that is what the seals are for.  What it finds wrong; the last line
 * is on the register. */
function examine() {
	const run = spawnSync('build/siz', ['verifica'], { encoding: 'utf8', env: { ...process.env, PGUSER: 'siz_owner' } });
	return { status: run.status, problems: run.stdout.split('\n').filter((line) => line.startsWith('PROBLEM')), register: run.stdout.trim().split('\n').at(-1) };
}
const whole = /^OK +the register is as it was sealed; head of the chain: seal \d+ of [\d-]{10} [\d:.]+\+\d\d, [0-9a-f]{64}$/;

await chapter('what was altered is found', async () => {
	const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
	/* The job worker seals by itself, below the oldest running transaction. */
	const sealed = () => sql("SELECT r.id, s.id, r.esito FROM registro r JOIN sigillo s ON r.transazione >= s.da AND r.transazione < s.a WHERE r.azione = 'apri' ORDER BY 1 LIMIT 1");
	for (const until = Date.now() + 150000; Date.now() < until && !sealed(); await pause(500))
		;
	const [row, seal, old] = sealed().split('|');
	const untouched = (what) => {
		const found = examine();
		is(found.problems.join('; '), '', what);
		is(found.status, 0, `${what}: the command says so`);
		ok(whole.test(found.register), `${what}: with the head of the chain`, found.register);
	};
	const wrong = (problem, what) => {
		const found = examine();
		is(found.problems.join('; '), problem, what);
		ok(found.status !== 0, `${what}: the command says so`, String(found.status));
	};
	ok(Number(row) > 0, 'the rows are sealed by the job worker', row);
	untouched('untouched it is whole');
	sql(`SET session_replication_role = replica; UPDATE registro SET esito = 'altro' WHERE id = ${row}`);
	wrong(`PROBLEM  register, seal ${seal}: row ${row} was altered after it was sealed`, 'a row that was altered is named');
	sql(`SET session_replication_role = replica; UPDATE registro SET esito = '${old}' WHERE id = ${row}`);
	untouched('put back, it is whole again');
	const kept = sql(`SELECT to_jsonb(r) FROM registro r WHERE id = ${row}`);
	sql(`SET session_replication_role = replica; DELETE FROM registro WHERE id = ${row}`);
	wrong(`PROBLEM  register, seal ${seal}: row ${row} was removed`, 'a row that was removed is found');
	sql(`SET session_replication_role = replica; INSERT INTO registro OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::registro, '${kept.replace(/'/g, "''")}')).*`);
	untouched('put back, it is whole again');
});

end();
