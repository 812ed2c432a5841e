/*
 * Two services, one more and an archive, an operator for each role in each; for each kind a case in each relation,
 * made as operators make it: by SQL as siz_web under their own sessions.  Nobody here is of the demonstration data.
 */
import { execFileSync } from 'node:child_process';
import { Client, sql } from '../http/client.mjs';
import { entra, gestore, persone } from '../http/spid.mjs';

const quote = (value) => (value === null || value === undefined ? 'NULL' : `'${String(value).replace(/'/g, "''")}'`);

/* SQL as the program runs it: the role siz_web, the session's own token.  What each statement gives, a line each. */
export function come(client, text) {
	return psql('siz_web', `BEGIN;\nSELECT fase FROM sessione_apri(${quote(gettone(client))}) \\g /dev/null\n${text};\nCOMMIT;`).trim();
}
export const gettone = (client) => client.cookies.get('__Host-siz');

export function psql(role, text, extra = ['-v', 'ON_ERROR_STOP=1']) {
	const { PGHOST, PGDATABASE } = process.env;
	return execFileSync('psql', ['-X', '-q', '-At', ...extra, '-h', PGHOST, '-U', role, '-d', PGDATABASE, '-f', '-'],
		{ input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}

/* Services t_uno, t_due, t_tre and the archive t_fermo; {uno: {role: operator}, due, autore}. */
export function servizi(roles) {
	sql(`INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Prova uno', 'comune', false), ('t_due', 'Prova due', 'comune', false),
		('t_tre', 'Prova tre', 'comune', false), ('t_fermo', 'Prova ferma', 'storico', true)`);
	const operator = (name, role, places) => sql(`WITH o AS (INSERT INTO operatore (username, email, cognome, nome, dimostrazione)
			VALUES ('t.${name}', 't.${name}@esempio.it', 'D''Amico <b>&"Rossi"', '${name}', true) RETURNING id),
		c AS (INSERT INTO credenziale (operatore_id, impronta, cambiata_il, non_scade)
			SELECT o.id, z.impronta, now(), true FROM o, credenziale z JOIN operatore d ON d.id = z.operatore_id WHERE d.username = 'assistente.maleo'),
		a AS (INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
			SELECT o.id, v.id, ${role}, current_date - 100 FROM o, servizio v WHERE v.codice = ANY (ARRAY[${places.map(quote)}])) SELECT id FROM o`);
	const made = { uno: {}, due: {}, autore: operator('autore', 1, ['t_uno']) };
	for (const [code, number] of Object.entries(roles)) {
		made.uno[code] = operator(`uno.${code}`, number, number === 5 ? ['t_uno'] : ['t_uno', 't_fermo']);
		made.due[code] = operator(`due.${code}`, number, ['t_due']);
	}
	sql(`INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal) SELECT o.id, v.id, 5, current_date FROM operatore o, servizio v
		WHERE o.username = 't.uno.amministratore' AND v.codice = 't_fermo'`);
	return made;
}

/* A session for each: {autore, uno: {role}, due: {role}, fermo: {role}, esterno}. */
export async function sessioni(roles) {
	const session = async (name, service) => {
		const client = new Client();
		await client.login(`t.${name}`, service);
		client.csrf = /name="_csrf" value="([^"]+)"/.exec((await client.get('/')).text)?.[1];
		if (!client.csrf)
			throw new Error(`t.${name} is not in`);
		return client;
	};
	const all = { autore: await session('autore', null), uno: {}, due: {}, fermo: {} };
	for (const code of Object.keys(roles)) {
		all.uno[code] = await session(`uno.${code}`, 'Prova uno');
		all.due[code] = await session(`due.${code}`, null);
		all.fermo[code] = await session(`uno.${code}`, 'Prova ferma');
	}
	gestore();
	all.esterno = new Client();
	await entra(all.esterno, persone.serd, '/self');
	all.esterno.csrf = /name="_csrf" value="([^"]+)"/.exec((await all.esterno.get('/self')).text)[1];
	return all;
}

let n = 0;
/* New persons who agreed to be shared; their ids. */
export function persone_nuove(quante, reserved = false) {
	const first = n + 1;
	n += quante;
	return sql(`WITH s AS (INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato, creato_servizio_id)
			SELECT 'Permessi <b>&"', 'Numero' || g, 'F', DATE '1950-01-01' + g, 'NON_NOTO', ${reserved}, v.id FROM generate_series(${first}, ${n}) g, servizio v WHERE v.codice = 't_uno' RETURNING id),
		c AS (INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM s)
		SELECT id FROM s ORDER BY id`).split('\n');
}

const servizio = (code) => `(SELECT id FROM servizio WHERE codice = 't_${code}')`;

/* The INSERT that opens a case of that kind, as the program's own query makes it (sql/query/pratica.sql). */
export function apre(kind, caso, soggetto) {
	return `INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, motivo_attivazione, dati, modulo_id, creato_da)
		SELECT ${quote(kind)}, '', ${soggetto}, identita_servizio(), identita_operatore(), 'A', current_date, ${quote(caso.motivo_attivazione)}, ${quote(JSON.stringify(caso.dati))},
		       (SELECT max(m.id) FROM modulo m JOIN kind k ON k.modulo = m.nome WHERE k.codice = ${quote(kind)}), identita_operatore() RETURNING id`;
}
export const assegna = (pratica, service, operatore, livello, fine = null) =>
	`INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, valida_al, assegnata_da) VALUES (${pratica}, ${servizio(service)}, ${operatore ?? 'NULL'}, ${livello}, ${fine ?? 'NULL'}, identita_operatore())`;
export const emergenza = (pratica) => `SELECT emergenza_apri(${pratica}, 'MINORE', 'Una bambina in pericolo', 4)`;
export const passa = (pratica, operatore) => `SELECT pratica_passa(${pratica}, (SELECT versione FROM pratica WHERE id = ${pratica}), ${operatore}, '')`;

/* An équipe across services of these people follows the case; `gone`: they have left it since. */
function equipe(pratica, who, gone) {
	sql(`WITH e AS (INSERT INTO equipe (nome, tra_servizi, servizio_id, creato_da) VALUES ('Prova ${pratica}', true, ${servizio('uno')}, ${who[0]}) RETURNING id)
		INSERT INTO equipe_membro (equipe_id, operatore_id, funzione, valido_dal) SELECT e.id, x, 'segue', current_date - 10 FROM e, unnest(ARRAY[${who}]::bigint[]) x`);
	sql(`INSERT INTO equipe_pratica (equipe_id, pratica_id, creato_da) SELECT id, ${pratica}, ${who[0]} FROM equipe WHERE nome = 'Prova ${pratica}'`);
	if (gone)
		sql(`UPDATE equipe_membro SET valido_al = current_date - 1 WHERE equipe_id = (SELECT id FROM equipe WHERE nome = 'Prova ${pratica}')`);
}

/* What a case holds, as who opened it wrote it: an event, two pages of the diary, one of them private. */
const contenuto = (pratica, code) => `INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id)
	VALUES (${pratica}, current_date, 'Colloquio', 'segreto aperto di ${code}', false, identita_operatore(), identita_servizio()),
	       (${pratica}, current_date, 'Riflessione', 'segreto privato di ${code}', true, identita_operatore(), identita_servizio()) RETURNING id;
	INSERT INTO evento (pratica_id, titolo, data, creato_da) VALUES (${pratica}, 'segreto evento', current_date, identita_operatore()) RETURNING id`;

/* So many cases of a kind that one session opens, each of a person of its own, with a document each. */
async function casi(kind, what, client, quanti, reserved = false) {
	const persons = persone_nuove(quanti, reserved);
	const made = come(client, persons.map((soggetto) => `${apre(kind, what, soggetto)}, codice`).join(';\n')).split('\n').map((line, i) => {
		const [pratica, codice] = line.split('|');
		return { kind, soggetto: persons[i], pratica, codice, scritto: codice };
	});
	const ids = come(client, made.map((one) => contenuto(one.pratica, one.codice)).join(';\n')).split('\n');
	for (const [i, one] of made.entries()) {
		[one.aperta, one.privata, one.evento] = ids.slice(3 * i);
		const sent = await client.upload(`/pratiche/${one.pratica}/documenti`, 'relazione.txt', `segreto documento di ${one.codice}`);
		if (sent.status !== 303)
			throw new Error(`the document of ${one.codice} was not taken (${sent.status})`);
	}
	/* the scanner is another suite's matter */
	const papers = sql(`UPDATE documento SET stato = 'non_controllato' WHERE pratica_id IN (${made.map(({ pratica }) => pratica)}) RETURNING pratica_id, id`).split('\n').map((line) => line.split('|'));
	for (const one of made)
		one.documento = papers.find(([pratica]) => pratica === one.pratica)[1];
	return made;
}

/* A case of the archive holds what another one held: nobody writes there. */
function archivio(kind, what, from, operatore) {
	const pratica = sql(`SELECT pratica_storica_crea(${from.soggetto}, 't_fermo', (SELECT username FROM operatore WHERE id = ${operatore}), ${quote(kind)}, DATE '2020-01-01', NULL, ${quote(what.motivo_attivazione)}, NULL, ${quote(JSON.stringify(what.dati))})`);
	const codice = sql(`UPDATE documento SET pratica_id = ${pratica} WHERE id = ${from.documento}; UPDATE evento SET pratica_id = ${pratica} WHERE id = ${from.evento};
		UPDATE diario_pagina SET pratica_id = ${pratica} WHERE id IN (${from.aperta}, ${from.privata}); SELECT codice FROM pratica WHERE id = ${pratica}`);
	return { ...from, pratica, codice };
}

/*
 * Every relation of a kind: [{relation, role, client, caso}] for the cells that can exist; what cannot is left to the
 * caller, who has `comune`, a case of a colleague's that may be tried with.  `cella(relation)`: role -> cell.
 */
export async function relazioni(kind, what, cella, people, sessions) {
	const autore = sessions.autore, made = [];
	const cells = (relation) => Object.entries(cella(relation)).filter(([, cell]) => !cell.motivo).map(([role]) => role);
	const put = (relation, place, one) => {
		for (const role of cells(relation))
			made.push({ relation, role, client: role === 'esterno' ? sessions.esterno : sessions[place][role], caso: one });
	};
	const mine = await casi(kind, what, autore, 13 + cells('riferimento').length);
	const [comune, seguita, lasciata, altrove, uoScrive, uoLegge, personaScrive, personaLegge, rifiutata, terminata, scaduta, urgente, urgenza, ...handed] = mine;
	const [hidden] = await casi(kind, what, autore, 1, true), [held] = await casi(kind, what, autore, 1);

	put('proprio', 'uno', comune);
	put('altro', 'due', comune);
	for (const [relation, place, one] of [['equipe', 'uno', seguita], ['equipe-finita', 'uno', lasciata], ['equipe-altro', 'due', altrove]]) {
		equipe(one.pratica, Object.values(people[place]), relation === 'equipe-finita');
		put(relation, place, one);
	}
	put('dallo-storico', 'fermo', comune);
	for (const role of cells('creatore'))
		made.push({ relation: 'creatore', role, client: sessions.uno[role], caso: (await casi(kind, what, sessions.uno[role], 1))[0] });
	for (const [i, role] of cells('riferimento').entries()) {
		come(autore, passa(handed[i].pratica, people.uno[role]));
		made.push({ relation: 'riferimento', role, client: sessions.uno[role], caso: handed[i] });
	}
	const named = cells('persona-scrive').map((role) => people.due[role]);
	come(autore, [assegna(uoScrive.pratica, 'due', null, 2), assegna(uoLegge.pratica, 'due', null, 1),
		...named.flatMap((one) => [assegna(personaScrive.pratica, 'due', one, 2), assegna(personaLegge.pratica, 'due', one, 1), assegna(rifiutata.pratica, 'due', one, 2)]),
		...[terminata, scaduta].flatMap((one) => [null, ...named].map((person) => assegna(one.pratica, 'due', person, 2, 'current_date'))),
		`UPDATE assegnazione SET terminata_il = now(), terminata_da = identita_operatore() WHERE pratica_id = ${terminata.pratica}`].join(';\n'));
	sql(`UPDATE assegnazione SET valida_al = current_date - 1 WHERE pratica_id = ${scaduta.pratica}`); /* a day goes by */
	put('uo-scrive', 'due', uoScrive);
	put('uo-legge', 'due', uoLegge);
	put('persona-scrive', 'due', personaScrive);
	put('persona-legge', 'due', personaLegge);
	for (const role of cells('rifiutata'))
		come(sessions.due[role], `UPDATE assegnazione SET risposta = 'rifiutata', risposta_motivo = 'no', risposta_il = now() WHERE pratica_id = ${rifiutata.pratica} AND operatore_id = identita_operatore()`);
	put('rifiutata', 'due', rifiutata);
	put('terminata', 'due', terminata);
	put('scaduta', 'due', scaduta);
	for (const [relation, one] of [['emergenza', urgente], ['emergenza-finita', urgenza]]) {
		for (const role of cells(relation))
			come(sessions.due[role], emergenza(one.pratica));
		put(relation, 'due', one);
	}
	/* the day goes by, and so does the limit of a day */
	sql(`UPDATE accesso SET scade_il = now() - interval '1 second' WHERE pratica_id = ${urgenza.pratica} AND origine < 0;
	     UPDATE accesso_straordinario SET dal = now() - interval '25 hours', fino = now() - interval '1 hour' WHERE pratica_id = ${urgenza.pratica};
	     UPDATE accesso_straordinario SET dal = now() - interval '25 hours' WHERE pratica_id = ${urgente.pratica}`);
	const old = archivio(kind, what, held, people.autore);
	put('storico', 'fermo', old);
	put('archivio', 'uno', old);
	put('riservato', 'uno', hidden);
	put('riservato-altro', 'due', hidden);
	return { made, comune };
}
